//! Consent: pure.

use crate::texts::consent as t;
use kernel::{Day, ItemId, Key, Locale, MemberId, Time};
use sha2::Digest;

/// A consent.
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug)]
pub struct ConsentId(pub Key);
::store::key_value!(ConsentId);

impl std::str::FromStr for ConsentId {
    type Err = kernel::NotAKey;
    fn from_str(text: &str) -> Result<Self, kernel::NotAKey> {
        text.parse().map(Self)
    }
}

impl std::fmt::Display for ConsentId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// The version of the words people agree to; a change of their meaning counts it on.
pub const TEXT_VERSION: i64 = 1;

web::choice!(
    /// In which part somebody agrees.
    Role {
        /// Tells.
        Teller = "teller", t::part_teller;
        /// Is told about, or to be recognised in a picture.
        Subject = "subject", t::part_subject;
        /// Took the picture.
        Photographer = "photographer", t::part_photographer;
    }
);
web::choice!(
    /// How consent was given.
    How {
        /// By ticking it themselves.
        OnScreen = "screen", t::how_screen;
        /// Aloud, before somebody whose name is kept.
        Spoken = "spoken", t::how_spoken;
        /// On a paper form whose number is kept.
        Paper = "paper", t::how_paper;
    }
);

/// A consent to be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// Whose, when it is a member's.
    pub member: Option<MemberId>,
    /// Whose, as the item calls them.
    pub name: String,
    /// In which part.
    pub part: Role,
    /// The item may be shown on screens.
    pub screen: bool,
    /// And printed.
    pub print: bool,
    /// And shown in other places: exhibitions, papers, other neighbourhoods.
    pub elsewhere: bool,
    /// How they said so.
    pub how: How,
    /// Who heard it, or the number of the paper form.
    pub witness: String,
    /// On which day; `None` for today.
    pub on: Option<Day>,
}

store::record! {
    /// A consent as the ledger has it.
    #[derive(Clone, Debug)]
    pub struct Consent {
        /// Its key.
        pub id: ConsentId,
        /// For which item.
        pub item: ItemId,
        /// Whose, when it is a member's.
        pub member: Option<MemberId>,
        /// Whose, as the item calls them.
        pub name: String,
        /// In which part.
        pub part: Role,
        /// On screens.
        pub screen: bool,
        /// In print.
        pub print: bool,
        /// Elsewhere.
        pub elsewhere: bool,
        /// How they said so.
        pub how: How,
        /// Who heard it, or the number of the paper form.
        pub witness: String,
        /// Since which day.
        pub on: Day,
        /// When it was taken back.
        pub withdrawn_at: Option<Time>,
    }
}

impl Consent {
    /// Whether it stands.
    pub fn stands(&self) -> bool {
        self.withdrawn_at.is_none()
    }
    /// For what, in words.
    pub fn purposes(&self, locale: impl Into<Locale>) -> String {
        let locale = locale.into();
        let all = [
            (self.screen, t::purpose_screen(locale)),
            (self.print, t::purpose_print(locale)),
            (self.elsewhere, t::purpose_elsewhere(locale)),
        ];
        let agreed: Vec<&str> = all.into_iter().filter(|(yes, _)| *yes).map(|(_, words)| words).collect();
        agreed.join(", ")
    }
}

/// Letters of codes: none that are taken for another (0 and O, 1 and I).
const LETTERS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/// A code made from a signature of the form's own key, so that the same form sent again tells the same code:
/// sixteen letters in groups of four, 80 bits.
pub fn code_from(signature: &str) -> String {
    let bits = sha2::Sha256::digest(signature);
    let letters: Vec<char> =
        bits.iter().take(16).map(|byte| char::from(LETTERS[usize::from(byte & 31)])).collect();
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// What is kept of a code: as typed by people, then hashed.
pub(super) fn code_hash(code: &str) -> Vec<u8> {
    let plain: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
    sha2::Sha256::digest(format!("consent code {}", plain.to_ascii_uppercase())).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_as_people_type_them() {
        let code = code_from("one form");
        assert_eq!(code.len(), 19);
        assert!(!code.contains(['0', 'O', '1', 'I']));
        assert_eq!(code_hash(&format!(" {} ", code.to_lowercase().replace(' ', "-"))), code_hash(&code));
        assert_ne!(code_hash(&code_from("another form")), code_hash(&code));
    }
}
