//! Secrets that people carry: links, six digits, cards. Each is hashed together with what it is for, so that a
//! code for one thing is nothing at every other door, and a stolen database opens none of them.

use kernel::{CommunityId, Key, fill_random};
use sha2::{Digest, Sha256};

/// What a secret is for. The word is part of every hash.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Purpose {
    /// A browser that is signed in.
    Session,
    /// A link in a mail or on a printed sheet.
    Link,
    /// The six digits beside the link.
    Digits,
    /// The card of a resident.
    Card,
    /// A one-time letter from the desk.
    Letter,
    /// "This is me": vouching, a role, an organisation.
    Introduction,
    /// An invitation slip.
    Invitation,
    /// A program acting for a member.
    Program,
    /// A device that is a kiosk: its code first, then its cookie.
    Kiosk,
    /// The link in a letter that ends general news.
    StopNews,
}

impl Purpose {
    const fn word(self) -> &'static str {
        match self {
            Self::Session => "session",
            Self::Link => "link",
            Self::Digits => "digits",
            Self::Card => "card",
            Self::Letter => "letter",
            Self::Introduction => "introduction",
            Self::Invitation => "invitation",
            Self::Program => "program",
            Self::Kiosk => "kiosk",
            Self::StopNews => "stop news",
        }
    }

    /// SHA-256 of purpose, scope and secret. These secrets are random and long (or short-lived and counted), so
    /// a fast hash suffices.
    pub fn hash(self, scope: &[u8], secret: &str) -> Vec<u8> {
        let mut hash = Sha256::new();
        for part in [b"mikropolis", self.word().as_bytes(), scope, secret.as_bytes()] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        hash.finalize().to_vec()
    }

    /// The hash of a secret that opens something in one neighbourhood only.
    pub fn hash_in(self, community: CommunityId, secret: &str) -> Vec<u8> {
        self.hash(&community.0.to_le_bytes(), secret)
    }

    /// The hash of a secret that belongs to one row only.
    pub fn hash_of(self, row: Key, secret: &str) -> Vec<u8> {
        self.hash(&row.0.to_le_bytes(), secret)
    }
}

/// 256 random bits, as they stand in a cookie or an address.
pub fn token() -> String {
    let mut bytes = [0; 32];
    fill_random(&mut bytes);
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Six digits. 10⁶ possibilities (19.9 bits), of which three may be tried.
pub fn digits() -> String {
    // the remainder of 2⁶⁴ by 10⁶ favours no number by more than one in 10¹³
    format!("{:06}", kernel::random_u64() % 1_000_000)
}

/// Letters and figures that nobody confuses in print or on the phone: no 0, O, 1, I.
const ALPHABET: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/// A code of so many characters, five bits each.
fn written(characters: usize) -> String {
    let mut bytes = vec![0; characters];
    fill_random(&mut bytes);
    bytes.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect()
}

/// A code for paper, kept for long: 16 characters, 80 bits.
pub fn long() -> String {
    written(16)
}

/// A code to say aloud, kept for days: 8 characters, 40 bits.
pub fn short() -> String {
    written(8)
}

/// The eight characters of a signature, which nobody can make who does not hold the secret: 40 bits of it.
pub fn signed(signature: &str) -> String {
    let bits = sha2::Sha256::digest(signature);
    bits.iter().take(8).map(|byte| ALPHABET[usize::from(byte & 31)] as char).collect()
}

/// In groups of four, as printed.
pub fn grouped(code: &str) -> String {
    let letters: Vec<char> = code.chars().collect();
    let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join(" ")
}

/// What was typed, without spaces and dashes and in capitals; `None` when it cannot be such a code.
pub fn read(typed: &str, characters: usize) -> Option<String> {
    let plain: String = typed
        .chars()
        .filter(|letter| !letter.is_whitespace() && !matches!(letter, '-' | '–' | '.'))
        .flat_map(char::to_uppercase)
        .collect();
    let right = plain.len() == characters && plain.bytes().all(|byte| ALPHABET.contains(&byte));
    right.then_some(plain)
}

/// Six digits as typed.
pub fn read_digits(typed: &str) -> Option<String> {
    let plain: String = typed.chars().filter(|letter| !letter.is_whitespace() && *letter != '-').collect();
    (plain.len() == 6 && plain.bytes().all(|byte| byte.is_ascii_digit())).then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_codes_are_read_back_however_they_are_typed() {
        for _ in 0..200 {
            let code = long();
            assert_eq!(read(&grouped(&code).to_lowercase(), 16), Some(code.clone()));
            assert_eq!(read(&code.replace(' ', "-"), 16), Some(code.clone()));
            assert!(!code.contains(['0', 'O', '1', 'I']));
        }
        assert_eq!(read("ABCD", 16), None);
        assert_eq!(read("0000 0000 0000 0000", 16), None);
        assert_eq!(read_digits(" 012-345 "), Some("012345".to_owned()));
        assert_eq!(read_digits("12345a"), None);
    }

    #[test]
    fn a_secret_means_something_for_its_purpose_and_place_only() {
        let all = [
            Purpose::Session.hash(b"", "x"),
            Purpose::Link.hash(b"", "x"),
            Purpose::Link.hash_in(CommunityId(1), "x"),
            Purpose::Link.hash_in(CommunityId(2), "x"),
            Purpose::Digits.hash_of(Key(1), "x"),
            Purpose::Digits.hash_of(Key(2), "x"),
        ];
        for (at, one) in all.iter().enumerate() {
            assert!(all.iter().skip(at + 1).all(|other| other != one));
        }
    }
}
