//! Keys. Every community-owned row has `(community_id, id)` as its key.

use std::fmt;
use std::str::FromStr;

/// Which neighbourhood: a random 53-bit number, so that it fits JSON numbers, halves the keys and never
/// clashes when a neighbourhood moves to another server.
#[derive(Copy, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct CommunityId(pub i64);

impl CommunityId {
    /// The community of things that belong to the whole installation (sign-in, sessions).
    pub const INSTALLATION: Self = Self(0);

    /// A fresh one.
    pub fn random() -> Self {
        Self((random_u64() >> 11) as i64)
    }
}

impl fmt::Display for CommunityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// A 128-bit key made in the program, never by a database.
#[derive(Copy, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(pub u128);

impl Key {
    /// A UUIDv7: sorted by the time of making. `now` in microseconds since 1970.
    pub fn by_time(now: crate::Time) -> Self {
        let millis = (now.micros() / 1000).max(0) as u128;
        let sub_milli = (now.micros().rem_euclid(1000) as u128) << 2; // 12 bits: order within the millisecond
        let random = u128::from(random_u64() >> 2);
        Self(millis << 80 | 0x7 << 76 | sub_milli << 64 | 0b10 << 62 | random)
    }

    /// A UUIDv4: says nothing of when. For sealed things and secrets.
    pub fn random() -> Self {
        let bytes = (u128::from(random_u64()) << 64) | u128::from(random_u64());
        Self(bytes & !(0xf << 76) & !(0b11 << 62) | 0x4 << 76 | 0b10 << 62)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Not a key: keys are 32 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAKey;

impl FromStr for Key {
    type Err = NotAKey;
    fn from_str(text: &str) -> Result<Self, NotAKey> {
        let digits = text.len() == 32 && text.bytes().all(|b| b.is_ascii_hexdigit());
        if !digits {
            return Err(NotAKey);
        }
        u128::from_str_radix(text, 16).map(Self).map_err(|_| NotAKey)
    }
}

/// Makes a key type of its own for one kind of thing, so that a story's key cannot stand for a place's.
#[macro_export]
macro_rules! key {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Copy, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
        pub struct $name(pub $crate::Key);
        impl From<$crate::Key> for $name {
            fn from(key: $crate::Key) -> Self { Self(key) }
        }
        impl From<$name> for $crate::Key {
            fn from(id: $name) -> Self { id.0 }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { self.0.fmt(f) }
        }
        impl std::str::FromStr for $name {
            type Err = $crate::NotAKey;
            fn from_str(text: &str) -> Result<Self, $crate::NotAKey> { text.parse().map(Self) }
        }
    };
}

key!(
    /// A member of one community: a person or an organisation.
    MemberId
);

key!(
    /// Something people publish: a place, a story, an offer, an edition.
    ItemId
);

/// 64 bits from the operating system.
pub fn random_u64() -> u64 {
    let mut bytes = [0; 8];
    fill_random(&mut bytes);
    u64::from_le_bytes(bytes)
}

/// Fills a buffer from the operating system's generator.
///
/// # Panics
/// When the operating system has no randomness to give: nothing secret can be made then, so nothing may go on.
pub fn fill_random(bytes: &mut [u8]) {
    getrandom::fill(bytes).expect("the operating system gives random bytes");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Time;

    #[test]
    fn keys_by_time_sort_by_time_and_read_back() {
        let early = Key::by_time(Time::from_micros(1_700_000_000_000_001));
        let late = Key::by_time(Time::from_micros(1_700_000_000_000_002));
        assert!(early < late);
        assert_eq!(early.to_string().parse::<Key>(), Ok(early));
        assert_eq!(&early.to_string()[12..13], "7", "version 7 by RFC 9562");
        assert_eq!(&Key::random().to_string()[12..13], "4", "version 4 by RFC 9562");
        assert!("zz".parse::<Key>().is_err());
        assert!("+0000000000000000000000000000000".parse::<Key>().is_err());
    }

    #[test]
    fn community_ids_fit_53_bits() {
        for _ in 0..1000 {
            assert!((0..1 << 53).contains(&CommunityId::random().0));
        }
    }
}
