//! Several things in one sentence.

use kernel::Locale;

/// The word before the last thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joined {
    /// "a, b i c".
    And,
    /// "a, b lub c".
    Or,
}

/// "a, b i c", "a, b and c", "a, b і c". No comma stands before the conjunction.
pub fn list<T: AsRef<str>>(
    locale: impl Into<Locale>,
    joined: Joined,
    things: impl IntoIterator<Item = T>,
) -> String {
    let conjunction = match (locale.into(), joined) {
        (Locale::Pl, Joined::And) => " i\u{a0}",
        (Locale::Pl, Joined::Or) => " lub ",
        (Locale::En, Joined::And) => " and ",
        (Locale::En, Joined::Or) => " or ",
        (Locale::Uk, Joined::And) => " і\u{a0}",
        (Locale::Uk, Joined::Or) => " або ",
    };
    let things: Vec<T> = things.into_iter().collect();
    let mut out = String::new();
    for (at, thing) in things.iter().enumerate() {
        if at > 0 {
            out.push_str(if at + 1 == things.len() { conjunction } else { ", " });
        }
        out.push_str(thing.as_ref());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_two_are_joined_by_a_word() {
        let none: [&str; 0] = [];
        assert_eq!(list(Locale::Pl, Joined::And, none), "");
        assert_eq!(list(Locale::Pl, Joined::And, ["a"]), "a");
        assert_eq!(list(Locale::Pl, Joined::And, ["a", "b"]), "a i\u{a0}b");
        assert_eq!(list(Locale::En, Joined::And, ["a", "b", "c"]), "a, b and c");
        assert_eq!(list(Locale::Uk, Joined::And, ["a", "b", "c"]), "a, b і\u{a0}c");
        assert_eq!(list(Locale::Pl, Joined::Or, [String::from("a"), String::from("b")]), "a lub b");
        assert_eq!(list(Locale::Uk, Joined::Or, ["a", "b"]), "a або b");
    }
}
