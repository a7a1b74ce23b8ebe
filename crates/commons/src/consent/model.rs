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
        /// When it was written down.
        pub at: Time,
        /// When it was taken back.
        pub withdrawn_at: Option<Time>,
    }
}

impl Consent {
    /// Whether it stands.
    pub fn stands(&self) -> bool {
        self.withdrawn_at.is_none()
    }
    /// Whether both are the same person's, in the same part.
    fn of_same(&self, other: &Self) -> bool {
        let same_name = !self.name.is_empty() && name_key(&self.name) == name_key(&other.name);
        self.id == other.id || self.part == other.part && same_name
    }
    /// Whether it was given since that one was taken back; always, where that one stands.
    fn since(&self, other: &Self) -> bool {
        other.withdrawn_at.is_none_or(|at| self.at >= at && self.on >= at.day())
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

/// A name as it is compared: plain small letters, where it has any.
pub fn name_key(name: &str) -> String {
    let plain = text::slug(name);
    if plain.is_empty() { name.trim().to_lowercase() } else { plain }
}

/// Of the consents of an item those that hold for a purpose: they stand, and the same person took none back in the same
/// part since. What is given anew after taking back holds.
pub fn holding<'a>(all: &[&'a Consent], purpose: fn(&Consent) -> bool) -> Vec<&'a Consent> {
    let for_this: Vec<&Consent> = all.iter().copied().filter(|consent| purpose(consent)).collect();
    let holds = |one: &&Consent| for_this.iter().all(|other| !other.of_same(one) || one.since(other));
    for_this.iter().copied().filter(|consent| consent.stands()).filter(holds).collect()
}

/// Consents to a purpose that were taken back and not given anew since.
pub fn taken_back<'a>(all: &[&'a Consent], purpose: fn(&Consent) -> bool) -> Vec<&'a Consent> {
    let hold = holding(all, purpose);
    let gone =
        |one: &&&Consent| purpose(one) && !one.stands() && !hold.iter().any(|other| other.of_same(one));
    all.iter().filter(gone).copied().collect()
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

    fn consent(id: u128, name: &str, print: bool, given: i64, withdrawn: Option<i64>) -> Consent {
        let second = |second: i64| Time::from_micros(second * 1_000_000);
        Consent {
            id: ConsentId(Key(id)),
            item: ItemId(Key(0)),
            member: None,
            name: name.to_owned(),
            part: Role::Subject,
            screen: true,
            print,
            elsewhere: false,
            how: How::Spoken,
            witness: String::new(),
            on: second(given).day(),
            at: second(given),
            withdrawn_at: withdrawn.map(second),
        }
    }

    #[test]
    fn what_is_given_anew_holds_and_what_is_taken_back_later_does_not() {
        let (screen, print) = (|consent: &Consent| consent.screen, |consent: &Consent| consent.print);
        let ids = |consents: Vec<&Consent>| consents.into_iter().map(|one| one.id.0.0).collect::<Vec<_>>();
        let gone = consent(1, "Pan Marek", true, 10, Some(20));
        let again = consent(2, "pan marek", false, 30, None);
        assert_eq!(ids(taken_back(&[&gone], screen)), [1]);
        assert_eq!(ids(holding(&[&gone, &again], screen)), [2]);
        assert!(taken_back(&[&gone, &again], screen).is_empty());
        assert_eq!(ids(taken_back(&[&gone, &again], print)), [1], "only the screen was agreed to anew");
        let other = consent(3, "Pani Helena", true, 30, None);
        assert_eq!(ids(taken_back(&[&gone, &other], screen)), [1], "somebody else agreed");
        // two slips, and the older one is used after the second was written
        let older = consent(4, "Pan Marek", true, 10, Some(40));
        assert!(ids(holding(&[&older, &again], screen)).is_empty());
        assert_eq!(ids(taken_back(&[&older, &again], screen)), [4]);
        // a sheet that was signed before, and typed in after
        let day = 86_400;
        let sheet =
            Consent { on: Time::from_micros(0).day(), ..consent(5, "Pan Marek", true, 9 * day, None) };
        let gone = consent(6, "Pan Marek", true, 10, Some(8 * day));
        assert_eq!(ids(taken_back(&[&gone, &sheet], screen)), [6]);
    }

    #[test]
    fn codes_are_read_as_people_type_them() {
        let code = code_from("one form");
        assert_eq!(code.len(), 19);
        assert!(!code.contains(['0', 'O', '1', 'I']));
        assert_eq!(code_hash(&format!(" {} ", code.to_lowercase().replace(' ', "-"))), code_hash(&code));
        assert_ne!(code_hash(&code_from("another form")), code_hash(&code));
    }
}
