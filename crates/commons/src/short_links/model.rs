//! Codes and the addresses they may stand for: pure.

/// Pages that every neighbourhood has, and prints: the first page, dates, needs, offers, joining, stories, helplines, the
/// welcome, the house agreement, and the two where codes from a card and from a slip are typed.
pub const STANDING: [&str; 11] = [
    "/",
    "/dates",
    "/needs",
    "/offers",
    "/join",
    "/stories",
    "/help",
    "/welcome",
    "/agreement",
    "/sign-in/card",
    "/slip",
];

/// Signs that nobody confuses in print or on the phone: no 0, O, 1, I; no vowels either, so that no code is a word.
const SIGNS: &[u8; 28] = b"23456789BCDFGHJKLMNPQRSTVWXZ";

/// 28⁶ are 480 million codes; a neighbourhood prints a few hundred.
const LENGTH: usize = 6;

fn signs(count: usize) -> String {
    (0..count).map(|_| char::from(SIGNS[(kernel::random_u64() % 28) as usize])).collect()
}

/// What tells the forms of one printing from those of another: four such signs.
pub fn batch() -> String {
    signs(4)
}

/// A short code: six signs.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct ShortCode(String);

impl ShortCode {
    /// A fresh one.
    pub(super) fn random() -> Self {
        Self(signs(LENGTH))
    }
    /// As people type it: small letters, spaces and dashes do not matter. `None` when it can be no code.
    pub fn read(typed: &str) -> Option<Self> {
        let plain: String = typed
            .chars()
            .filter(|sign| !sign.is_whitespace() && !matches!(sign, '-' | '–' | '.'))
            .flat_map(char::to_uppercase)
            .collect();
        let right = plain.len() == LENGTH && plain.bytes().all(|sign| SIGNS.contains(&sign));
        right.then_some(Self(plain))
    }
    /// The six signs.
    pub fn as_str(&self) -> &str {
        &self.0
    }
    /// The whole address, for a QR code and for typing; `address` is the installation's own.
    pub fn address(&self, address: &str) -> String {
        format!("{address}/q/{}", self.0)
    }
}

impl std::fmt::Display for ShortCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// The address below a neighbourhood as it is kept: plain parts after single slashes, nothing to ask, no way up or out.
pub(super) fn own_path(path: &str) -> Option<&str> {
    let rest = path.strip_prefix('/')?;
    let plain = |part: &str| {
        let sign = |sign: u8| sign.is_ascii_alphanumeric() || b"-_.~".contains(&sign);
        !part.is_empty() && part.bytes().all(sign) && part.bytes().any(|sign| sign != b'.')
    };
    let fits = rest.is_empty() || (path.len() <= 200 && rest.split('/').all(plain));
    fits.then_some(path)
}

/// The last part of an address of several: the name of a thing. The standing pages have none.
pub(super) fn last(path: &str) -> &str {
    if STANDING.contains(&path) {
        return "";
    }
    match path.trim_start_matches('/').rsplit_once('/') {
        Some((_, last)) => last,
        None => "",
    }
}

/// What is kept instead of an address once what stood there was erased.
pub(super) const CUT: char = '!';

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_however_they_are_typed() {
        for _ in 0..200 {
            let code = ShortCode::random();
            let (first, second) = code.as_str().split_at(3);
            assert_eq!(
                ShortCode::read(&format!(" {} - {second} ", first.to_lowercase())),
                Some(code.clone())
            );
            assert!(!code.as_str().contains(['0', 'O', '1', 'I', 'A', 'E', 'U', 'Y']));
        }
        for wrong in ["", "BCD", "BCDFGH2", "BCDFG0", "../bcd", "ŻÓŁĆBC"] {
            assert_eq!(ShortCode::read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn only_plain_addresses_of_ours_are_kept() {
        for path in STANDING.into_iter().chain(["/stories/lipy-1956", "/places/kino.swit"]) {
            assert_eq!(own_path(path), Some(path));
        }
        let elsewhere =
            ["", "needs", "//evil.example", "/\\evil", "/a//b", "/a/../b", "/a/", "/?next=/x", "/a b", "/ł"];
        for path in elsewhere {
            assert_eq!(own_path(path), None, "{path}");
        }
        assert_eq!(own_path(&format!("/{}", "a".repeat(200))), None);
        assert_eq!((last("/needs"), last("/stories/lipy"), last("/")), ("", "lipy", ""));
        assert!(STANDING.iter().all(|path| last(path).is_empty()));
    }
}
