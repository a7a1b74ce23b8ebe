//! The published lottery: numbers that anybody can compute again from the seed.

use sha2::{Digest, Sha256};

/// The lottery number of a thing or a person under a seed: the first 8 bytes of
/// SHA-256(`"mikropolis draw"`, 0, seed in decimal, 0, purpose, 0, key), big-endian.
///
/// It depends on nothing else: not on the order of lines, not on anybody's other wishes.
#[must_use]
pub fn lottery(seed: u64, purpose: &str, key: &str) -> u64 {
    let mut hash = Sha256::new();
    for part in ["mikropolis draw", &seed.to_string(), purpose] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    hash.update(key.as_bytes());
    let digest = hash.finalize();
    digest.iter().take(8).fold(0, |number, &byte| number << 8 | u64::from(byte))
}

/// SHA-256 of an input, in lower-case hexadecimal.
#[must_use]
pub fn sha256_hex(input: &[u8]) -> String {
    Sha256::digest(input).iter().map(|byte| format!("{byte:02x}")).collect()
}
