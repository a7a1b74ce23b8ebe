//! SHA-256 of what was read, as written in results.

use std::io::Read;

use sha2::{Digest, Sha256};

/// Bytes as lower-case hexadecimal digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// SHA-256 of a file's bytes.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// A source that is hashed while it is read, so that a file need not be held in memory for its digest.
pub struct Hashing<R> {
    source: R,
    hash: Sha256,
}

impl<R: Read> Hashing<R> {
    /// Around a source of which nothing was read yet.
    pub fn new(source: R) -> Self {
        Self { source, hash: Sha256::new() }
    }

    /// Reads what is left, and gives the SHA-256 of everything.
    ///
    /// # Errors
    /// Where the source cannot be read.
    pub fn finish(mut self) -> std::io::Result<String> {
        std::io::copy(&mut self, &mut std::io::sink())?;
        Ok(hex(&self.hash.finalize()))
    }
}

impl<R: Read> Read for Hashing<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let length = self.source.read(buffer)?;
        self.hash.update(&buffer[..length]);
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading_in_parts_gives_the_digest_of_the_whole() {
        let bytes: Vec<u8> = (0..100_000_u32).map(|byte| byte as u8).collect();
        let mut hashing = Hashing::new(bytes.as_slice());
        let mut first = [0; 77];
        hashing.read_exact(&mut first).unwrap();
        assert_eq!(hashing.finish().unwrap(), sha256(&bytes));
    }
}
