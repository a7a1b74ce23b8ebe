//! What parent and child say to each other: little-endian lengths, each checked against a limit before anything
//! is taken for it. The child may have been taken over by what it read, so the parent believes none of it.

use std::io::{self, Read, Write};
use std::time::Duration;

use crate::jpeg::measures;
use crate::{Kind, Limits, Problem, Rendition};

/// The most bytes an answer may have: a few pictures of a few hundred kilobytes each.
pub const LONGEST_ANSWER: u64 = 32 << 20;

const KINDS: [Kind; 9] = [
    Kind::Svg,
    Kind::Gif,
    Kind::Heic,
    Kind::Avif,
    Kind::Tiff,
    Kind::Bmp,
    Kind::Pdf,
    Kind::Video,
    Kind::Unknown,
];

/// Writes the limits and the picture.
pub fn write_question(mut to: impl Write, bytes: &[u8], limits: &Limits) -> io::Result<()> {
    let numbers = [limits.bytes as u64, limits.pixels, u64::from(limits.side), limits.widths.len() as u64];
    let widths = limits.widths.iter().map(|&width| u64::from(width));
    for number in numbers.into_iter().chain(widths) {
        to.write_all(&number.to_le_bytes())?;
    }
    to.write_all(bytes)?;
    to.flush()
}

/// Reads what [`write_question`] wrote; of the picture, at most one byte more than the limit.
pub fn read_question(mut from: impl Read) -> io::Result<(Vec<u8>, Limits)> {
    let [bytes, pixels, side, count] =
        [number(&mut from)?, number(&mut from)?, number(&mut from)?, number(&mut from)?];
    let mut widths = Vec::new();
    for _ in 0..count.min(16) {
        widths.push(u32::try_from(number(&mut from)?).map_err(io::Error::other)?);
    }
    let limits = Limits {
        bytes: usize::try_from(bytes).map_err(io::Error::other)?,
        pixels,
        side: u32::try_from(side).map_err(io::Error::other)?,
        widths,
        patience: Duration::ZERO,
    };
    let mut picture = Vec::new();
    from.take(bytes.saturating_add(1)).read_to_end(&mut picture)?;
    Ok((picture, limits))
}

/// Writes the renditions, or the problem.
pub fn write_answer(mut to: impl Write, answer: &Result<Vec<Rendition>, Problem>) -> io::Result<()> {
    let mut say = |number: u64| to.write_all(&number.to_le_bytes());
    match answer {
        Ok(renditions) => {
            say(0)?;
            say(renditions.len() as u64)?;
            for rendition in renditions {
                say(rendition.jpeg.len() as u64)?;
            }
            for rendition in renditions {
                to.write_all(&rendition.jpeg)?;
            }
        }
        Err(Problem::Empty) => say(1)?,
        Err(Problem::TooManyBytes { bytes, most }) => [2, *bytes, *most].into_iter().try_for_each(say)?,
        Err(Problem::NotTaken(kind)) => {
            let index = KINDS.iter().position(|known| known == kind).unwrap_or(KINDS.len() - 1);
            [3, index as u64].into_iter().try_for_each(say)?;
        }
        Err(Problem::TooLarge { width, height, pixels, side }) => {
            let numbers = [4, u64::from(*width), u64::from(*height), *pixels, u64::from(*side)];
            numbers.into_iter().try_for_each(say)?;
        }
        Err(Problem::Damaged) => say(5)?,
        Err(Problem::TooMuchWork) => say(6)?,
        Err(Problem::Process(_)) => say(7)?,
    }
    to.flush()
}

/// Reads what [`write_answer`] wrote; every picture is looked at again and must be a plain JPEG.
pub fn read_answer(answer: &[u8], limits: &Limits) -> Result<Vec<Rendition>, Problem> {
    let nonsense = || Problem::Process("its answer makes no sense".to_owned());
    let mut rest = answer;
    let mut next = || number(&mut rest).map_err(|_| nonsense());
    let short = |number: u64| u32::try_from(number).map_err(|_| nonsense());
    let problem = match next()? {
        0 => return read_renditions(rest, limits).ok_or_else(nonsense),
        1 => Problem::Empty,
        2 => Problem::TooManyBytes { bytes: next()?, most: next()? },
        3 => Problem::NotTaken(*KINDS.get(next()? as usize).ok_or_else(nonsense)?),
        4 => {
            let (width, height) = (short(next()?)?, short(next()?)?);
            Problem::TooLarge { width, height, pixels: next()?, side: short(next()?)? }
        }
        5 => Problem::Damaged,
        6 => Problem::TooMuchWork,
        _ => return Err(nonsense()),
    };
    if rest.is_empty() { Err(problem) } else { Err(nonsense()) }
}

fn read_renditions(mut rest: &[u8], limits: &Limits) -> Option<Vec<Rendition>> {
    let count = usize::try_from(number(&mut rest).ok()?).ok()?;
    if count == 0 || count > limits.widths.len() {
        return None;
    }
    let mut lengths = Vec::with_capacity(count);
    for _ in 0..count {
        lengths.push(usize::try_from(number(&mut rest).ok()?).ok()?);
    }
    let widest = limits.widths.iter().max()?;
    let mut renditions = Vec::with_capacity(count);
    for length in lengths {
        let (jpeg, after) = rest.split_at_checked(length)?;
        let (width, height) = measures(jpeg).filter(|(width, _)| width <= widest)?;
        renditions.push(Rendition { width, height, jpeg: jpeg.to_vec() });
        rest = after;
    }
    rest.is_empty().then_some(renditions)
}

fn number(from: &mut impl Read) -> io::Result<u64> {
    let mut bytes = [0; 8];
    from.read_exact(&mut bytes)?;
    Ok(u64::from_le_bytes(bytes))
}
