//! Where numbers and words go, so that none hides another.

use super::project::Spot;

/// A box in the picture.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Frame {
    pub(super) fn around((x, y): Spot, width: f64, height: f64) -> Self {
        Self {
            left: x - width / 2.0,
            top: y - height / 2.0,
            right: x + width / 2.0,
            bottom: y + height / 2.0,
        }
    }
    fn meets(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

/// What is taken already.
#[derive(Debug)]
pub(super) struct Room {
    taken: Vec<Frame>,
    width: f64,
    height: f64,
}

impl Room {
    pub(super) const fn new(width: f64, height: f64) -> Self {
        Self { taken: Vec::new(), width, height }
    }
    /// Takes the box if nothing is there and it lies in the picture.
    pub(super) fn take(&mut self, frame: Frame) -> bool {
        let inside =
            frame.left >= 0.0 && frame.top >= 0.0 && frame.right <= self.width && frame.bottom <= self.height;
        let free = inside && !self.taken.iter().any(|taken| taken.meets(&frame));
        if free {
            self.taken.push(frame);
        }
        free
    }
    /// The nearest free place for a number's disc: its own spot, else on rings around it. When all is full, the
    /// own spot: two discs then lie on each other, and the list still tells them apart.
    pub(super) fn disc(&mut self, spot: Spot, size: f64) -> Spot {
        for ring in 0..12 {
            let radius = f64::from(ring) * size * 0.6;
            let turns = if ring == 0 { 1 } else { 8 + ring };
            for turn in 0..turns {
                let angle =
                    std::f64::consts::TAU * f64::from(turn) / f64::from(turns) - std::f64::consts::FRAC_PI_4;
                let at = (spot.0 + radius * angle.cos(), spot.1 + radius * angle.sin());
                if self.take(Frame::around(at, size, size)) {
                    return at;
                }
            }
        }
        spot
    }
}

/// The middle of a line, by length.
pub(super) fn middle(line: &[Spot]) -> Option<Spot> {
    let lengths: Vec<f64> =
        line.windows(2).map(|ends| (ends[1].0 - ends[0].0).hypot(ends[1].1 - ends[0].1)).collect();
    let mut left = lengths.iter().sum::<f64>() / 2.0;
    for (ends, length) in line.windows(2).zip(lengths) {
        if left <= length {
            let part = if length == 0.0 { 0.0 } else { left / length };
            return Some((
                ends[0].0 + (ends[1].0 - ends[0].0) * part,
                ends[0].1 + (ends[1].1 - ends[0].1) * part,
            ));
        }
        left -= length;
    }
    line.first().copied()
}

/// The centre of gravity of an area; of its corners where it has no surface.
pub(super) fn centre(ring: &[Spot]) -> Option<Spot> {
    let first = *ring.first()?;
    let (mut area, mut x, mut y) = (0.0, 0.0, 0.0);
    for (a, b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
        let cross = (a.0 - first.0) * (b.1 - first.1) - (b.0 - first.0) * (a.1 - first.1);
        area += cross;
        x += (a.0 + b.0 - 2.0 * first.0) * cross;
        y += (a.1 + b.1 - 2.0 * first.1) * cross;
    }
    if area.abs() < 1e-9 {
        let count = ring.len() as f64;
        return Some((
            ring.iter().map(|s| s.0).sum::<f64>() / count,
            ring.iter().map(|s| s.1).sum::<f64>() / count,
        ));
    }
    Some((first.0 + x / (3.0 * area), first.1 + y / (3.0 * area)))
}
