//! Files one after the other in one stream, as plain ustar (POSIX.1-1988), so that any `tar` can open them.
//!
//! Written and read here, and nothing but what is written here is read: ordinary files under plain names. No
//! links, no owners, no paths that lead elsewhere, which is what goes wrong with archives.

use anyhow::{Context as _, ensure};
use std::io::{Read, Write};

const BLOCK: usize = 512;
const NAME: usize = 100;
/// Eleven octal digits.
const MOST: u64 = 0o777_7777_7777;

/// Writes one file: `size` bytes of `content`.
pub fn put(out: &mut impl Write, name: &str, size: u64, content: &mut impl Read) -> anyhow::Result<()> {
    ensure!(is_plain(name), "{name} is no name for an archive");
    ensure!(size <= MOST, "{name} is larger than 8 GB: use `mikropolis backup`");
    out.write_all(&head(name, size))?;
    let copied = std::io::copy(&mut content.take(size), out)?;
    ensure!(copied == size, "{name} became shorter while it was read");
    out.write_all(&[0; BLOCK][..padding(size)])?;
    Ok(())
}

/// Writes the end.
pub fn finish(out: &mut impl Write) -> std::io::Result<()> {
    out.write_all(&[0; 2 * BLOCK])
}

/// Gives every file to `keep`, which reads it to its end; then reads the rest, so that a cut is noticed.
pub fn each(
    from: &mut impl Read,
    mut keep: impl FnMut(&str, &mut dyn Read) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    loop {
        let mut block = [0; BLOCK];
        from.read_exact(&mut block)?;
        if block == [0; BLOCK] {
            std::io::copy(from, &mut std::io::sink())?;
            return Ok(());
        }
        let (name, size) = read_head(&block)?;
        let mut content = (&mut *from).take(size);
        keep(&name, &mut content)?;
        ensure!(content.limit() == 0, "{name} was not read to its end");
        from.read_exact(&mut [0; BLOCK][..padding(size)])?;
    }
}

/// Letters, digits, `.`, `-` and `_`, in folders; nothing that leads elsewhere.
fn is_plain(name: &str) -> bool {
    let plain = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && part.bytes().all(|letter| letter.is_ascii_alphanumeric() || b"._-".contains(&letter))
    };
    name.len() < NAME && name.split('/').all(plain)
}

fn padding(size: u64) -> usize {
    let over = (size % BLOCK as u64) as usize;
    if over == 0 { 0 } else { BLOCK - over }
}

fn head(name: &str, size: u64) -> [u8; BLOCK] {
    let mut block = [0; BLOCK];
    let mut write = |at: usize, text: &str| block[at..at + text.len()].copy_from_slice(text.as_bytes());
    write(0, name);
    write(100, "0000600\0");
    write(108, "0000000\0");
    write(116, "0000000\0");
    write(124, &format!("{size:011o}\0"));
    write(136, "00000000000\0");
    write(148, "        ");
    write(156, "0");
    write(257, "ustar\x0000");
    let sum = format!("{:06o}\0 ", sum(&block));
    block[148..156].copy_from_slice(sum.as_bytes());
    block
}

/// The sum of the head's bytes, with spaces where the sum itself stands.
fn sum(block: &[u8; BLOCK]) -> u64 {
    let byte = |(at, byte): (usize, &u8)| u64::from(if (148..156).contains(&at) { b' ' } else { *byte });
    block.iter().enumerate().map(byte).sum()
}

fn read_head(block: &[u8; BLOCK]) -> anyhow::Result<(String, u64)> {
    let octal = |from: usize, to: usize| {
        let text = std::str::from_utf8(&block[from..to]).ok()?;
        u64::from_str_radix(text.trim_matches(['\0', ' ']), 8).ok()
    };
    ensure!(octal(148, 156) == Some(sum(block)), "it holds something that is not part of a copy");
    let name = block[..NAME].split(|byte| *byte == 0).next().unwrap_or_default();
    let name = String::from_utf8_lossy(name).into_owned();
    ensure!(block[156] == b'0' && is_plain(&name), "it holds something that is not part of a copy");
    Ok((name, octal(124, 136).context("a size cannot be read")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed() -> Vec<u8> {
        let mut out = Vec::new();
        for (name, text) in [("backup/backup.json", "{}"), ("backup/media/ab/cd-480.jpg", &"x".repeat(1024))]
        {
            put(&mut out, name, text.len() as u64, &mut text.as_bytes()).unwrap();
        }
        finish(&mut out).unwrap();
        out
    }

    fn read(mut bytes: &[u8]) -> anyhow::Result<Vec<(String, u64)>> {
        let mut found = Vec::new();
        let keep = |name: &str, content: &mut dyn Read| {
            found.push((name.to_owned(), std::io::copy(content, &mut std::io::sink())?));
            Ok(())
        };
        each(&mut bytes, keep)?;
        Ok(found)
    }

    #[test]
    fn what_was_put_in_comes_out() {
        let found = read(&packed()).unwrap();
        let wanted = [("backup/backup.json".to_owned(), 2), ("backup/media/ab/cd-480.jpg".to_owned(), 1024)];
        assert_eq!(found, wanted);
    }

    #[test]
    fn names_that_lead_elsewhere_are_neither_written_nor_read() {
        for name in ["../erasures.txt", "/etc/passwd", "a//b", ".hidden", "", "a b"] {
            assert!(put(&mut Vec::new(), name, 0, &mut [].as_slice()).is_err(), "{name}");
            let mut bytes = head(name, 0).to_vec();
            finish(&mut bytes).unwrap();
            assert!(read(&bytes).is_err(), "{name}");
        }
        let mut link = head("backup/link", 0);
        link[156] = b'2';
        assert!(read(&link).is_err());
    }

    #[test]
    fn a_cut_is_noticed_wherever_it_is() {
        let whole = packed();
        for length in (0..whole.len() - 1024).step_by(97) {
            assert!(read(&whole[..length]).is_err(), "{length}");
        }
    }
}
