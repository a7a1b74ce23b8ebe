//! Reports, their states and decisions: pure.

use crate::texts::reports as t;
use kernel::{ItemId, Locale, MemberId, Time};
use sha2::Digest as _;
use web::Choice;

kernel::key!(
    /// One report.
    ReportId
);
store::key_value!(ReportId);

macro_rules! choice {
    ($(#[$meta:meta])* $name:ident { $($variant:ident = $word:literal, $label:ident;)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[expect(missing_docs, reason = "each variant is named by its word")]
        pub enum $name { $($variant),* }
        impl $name {
            /// The stored word.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }
            /// Reads the stored word.
            pub fn parse(word: &str) -> Option<Self> {
                <Self as Choice>::ALL.iter().copied().find(|value| value.word() == word)
            }
        }
        impl Choice for $name {
            const ALL: &'static [Self] = &[$(Self::$variant),*];
            fn key(&self) -> &'static str { self.word() }
            fn label(&self, locale: Locale) -> &'static str {
                match self { $(Self::$variant => t::$label(locale)),* }
            }
        }
        store::word_value!($name);
    };
}

choice!(
    /// What is wrong.
    Reason {
        Untrue = "untrue", reason_untrue;
        Hurts = "hurts", reason_hurts;
        Private = "private", reason_private;
        Unlawful = "unlawful", reason_unlawful;
        Danger = "danger", reason_danger;
        Access = "access", reason_access;
        Other = "other", reason_other;
    }
);
choice!(
    /// What was decided.
    Decision {
        Kept = "kept", decision_kept;
        Mended = "mended", decision_mended;
        Hidden = "hidden", decision_hidden;
    }
);

/// Where a report stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// Waits for the editors.
    Open,
    /// Decided, with reasons.
    Decided,
    /// The reporter objects: somebody else looks again.
    Objected,
    /// Decided again; the road to a court or the coordinator stays open.
    Closed,
}

impl State {
    /// The stored word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Decided => "decided",
            Self::Objected => "objected",
            Self::Closed => "closed",
        }
    }
    /// Reads the stored word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Open, Self::Decided, Self::Objected, Self::Closed]
            .into_iter()
            .find(|state| state.word() == word)
    }
    /// After a decision.
    pub const fn after_decision(self) -> Option<Self> {
        match self {
            Self::Open => Some(Self::Decided),
            Self::Objected => Some(Self::Closed),
            Self::Decided | Self::Closed => None,
        }
    }
    /// After the reporter objects.
    pub const fn after_objection(self) -> Option<Self> {
        match self {
            Self::Decided => Some(Self::Objected),
            Self::Open | Self::Objected | Self::Closed => None,
        }
    }
}
store::word_value!(State);

/// What somebody tells.
#[derive(Clone, Debug)]
pub struct Told {
    /// About this item, if it is one.
    pub item: Option<ItemId>,
    /// The page from which they came.
    pub page: String,
    /// What is wrong.
    pub reason: Reason,
    /// In their words.
    pub words: String,
    /// How to reach them, if they like.
    pub contact: String,
}

store::record! {
    /// A report as the editors and its reporter see it.
    #[derive(Clone, Debug)]
    pub struct Report {
        /// Its key.
        pub id: ReportId,
        /// About this item.
        pub item: Option<ItemId>,
        /// The page.
        pub page: String,
        /// What is wrong.
        pub reason: Reason,
        /// In the reporter's words.
        pub words: String,
        /// How to reach them.
        pub contact: String,
        /// Where it stands.
        pub state: State,
        /// What was decided; empty before.
        pub decision: String,
        /// Why.
        pub reasons: String,
        /// By whom.
        pub decided_by: Option<MemberId>,
        /// When.
        pub decided_at: Option<Time>,
        /// What the reporter holds against it.
        pub objection: String,
        /// When it came in.
        pub created_at: Time,
    }
}

impl Report {
    /// What was decided.
    pub fn decided(&self) -> Option<Decision> {
        Decision::parse(&self.decision)
    }
}

/// Letters of receipts: none that are taken for another (0 and O, 1 and I).
const LETTERS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/// A receipt made from a signature: twelve letters in groups of four, 60 bits of it.
pub fn receipt_from(signature: &str) -> String {
    let bits = sha2::Sha256::digest(signature);
    let letters = bits.iter().take(12).map(|byte| LETTERS[usize::from(byte & 31)] as char);
    letters.enumerate().fold(String::new(), |mut code, (place, letter)| {
        if place > 0 && place % 4 == 0 {
            code.push('-');
        }
        code.push(letter);
        code
    })
}

/// What is kept of a receipt: as typed by people, then hashed.
pub fn receipt_hash(code: &str) -> Vec<u8> {
    let plain: String = code.chars().filter(|letter| letter.is_ascii_alphanumeric()).collect();
    sha2::Sha256::digest(format!("report receipt {}", plain.to_ascii_uppercase())).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn receipts_are_read_as_people_type_them() {
        let code = receipt_from("one form");
        assert_eq!(code.len(), 14);
        let typed = format!(" {} ", code.to_lowercase().replace('-', " "));
        assert_eq!(receipt_hash(&typed), receipt_hash(&code));
        assert_ne!(receipt_hash(&receipt_from("another form")), receipt_hash(&code));
    }

    #[test]
    fn one_objection_and_then_it_is_over() {
        let decided = State::Open.after_decision().unwrap();
        let closed = decided.after_objection().unwrap().after_decision().unwrap();
        assert_eq!(closed, State::Closed);
        assert_eq!((closed.after_objection(), closed.after_decision()), (None, None));
        assert_eq!(State::Open.after_objection(), None);
    }
}
