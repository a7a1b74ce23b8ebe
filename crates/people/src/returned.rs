//! What was handed over and came back: a letter that bounced, a text message no gateway could send.

use kernel::Key;
use std::future::Future;
use std::path::PathBuf;
use std::pin::Pin;

/// Why it came back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Why {
    /// Nobody is reached at this address or number.
    Nobody,
    /// It was given up or not wanted as it is; the address may well be right.
    GivenUp,
}

/// Something that came back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Returned {
    /// The key under which it was handed over.
    pub id: Key,
    /// Addresses or numbers at which it failed.
    pub to: Vec<String>,
    /// Why.
    pub why: Why,
    /// What lies here of it.
    pub file: PathBuf,
}

impl Returned {
    /// Whether it failed at this address or number.
    pub fn at(&self, value: &str) -> bool {
        let plain = |text: &str| text.replace(char::is_whitespace, "").to_lowercase();
        self.to.iter().any(|to| plain(to) == plain(value))
    }
}

/// What came back, or why that could not be looked up, for the log.
pub type CameBack<'a> = Pin<Box<dyn Future<Output = Result<Vec<Returned>, String>> + Send + 'a>>;

/// Takes away what lies here of something that came back, once somebody was told of it.
///
/// # Errors
/// In words, when the file can't be removed.
pub fn settle(returned: &Returned) -> Result<(), String> {
    let removed = crate::files::remove(&returned.file);
    removed.map_err(|fault| format!("removing what came back: {}", fault.kind()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_known_however_it_is_written() {
        let to = vec!["Ewa@Example.org".to_owned(), "+48120000012".to_owned()];
        let returned = Returned { id: Key(1), to, why: Why::Nobody, file: PathBuf::new() };
        assert!(returned.at("ewa@example.org") && returned.at("+48 120 000 012"));
        assert!(!returned.at("anna@example.org") && !returned.at(""));
    }
}
