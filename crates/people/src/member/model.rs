//! Members: pure.

use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use kernel::{Key, Locale, MemberId, Time};

::store::worded! {
    /// Who a member is.
    pub enum Kind {
        /// One human.
        Person = "person",
        /// A group, an association, an office: some members act for it.
        Organisation = "organisation",
    }
}

::store::worded! {
    /// How somebody wants to be reached.
    pub enum Way {
        /// By e-mail.
        Mail = "mail",
        /// By text message.
        Sms = "sms",
        /// The desk rings them.
        Phone = "phone",
        /// A letter in the letter box.
        Letter = "letter",
        /// Through a neighbour they name.
        Neighbour = "neighbour",
        /// They look at the notice board.
        Board = "board",
        /// They come to the desk.
        Desk = "desk",
    }
}

impl Way {
    /// Whether a number, address or name belongs to it.
    pub const fn needs_value(self) -> bool {
        matches!(self, Self::Mail | Self::Sms | Self::Phone | Self::Letter | Self::Neighbour)
    }
}

::store::worded! {
    /// Whether somebody is here.
    pub enum State {
        /// They are.
        Active = "active",
        /// They left or were asked to; what they published stays under their name.
        Ended = "ended",
        /// Their data are gone; the row stays so that what referred to it says "somebody".
        Erased = "erased",
    }
}

::store::worded! {
    /// Languages people here speak. What they write keeps its own language tag; this helps neighbours find each
    /// other.
    pub enum Language {
        /// Polish.
        Pl = "pl",
        /// Ukrainian.
        Uk = "uk",
        /// English.
        En = "en",
        /// Belarusian.
        Be = "be",
        /// Russian.
        Ru = "ru",
        /// German.
        De = "de",
        /// Georgian.
        Ka = "ka",
        /// Vietnamese.
        Vi = "vi",
        /// Turkish.
        Tr = "tr",
        /// Spanish.
        Es = "es",
        /// French.
        Fr = "fr",
        /// Romany.
        Rom = "rom",
        /// Polish Sign Language (ISO 639-3).
        Pso = "pso",
    }
}

/// A list of languages as it is stored: `pl,uk`.
pub(super) fn join_languages(languages: &[Language]) -> String {
    languages.iter().map(|language| language.word()).collect::<Vec<_>>().join(",")
}

/// Reads the stored list.
pub(crate) fn split_languages(stored: &str) -> Vec<Language> {
    stored.split(',').filter_map(Language::parse).collect()
}

/// A way to be reached, with what belongs to it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reach {
    /// How.
    pub way: Way,
    /// Number, address or the neighbour's name.
    pub value: String,
    /// When, in the person's own words.
    pub hours: String,
}

impl Reach {
    /// They come to the desk: needs no data at all.
    pub fn desk() -> Self {
        Self { way: Way::Desk, value: String::new(), hours: String::new() }
    }
}

/// What a member tells of themselves and may change.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Profile {
    /// What neighbours call them: one field, any script, no surname asked for.
    pub name: String,
    /// What they speak.
    pub languages: Vec<Language>,
    /// In which language pages and letters come.
    pub locale: Locale,
    /// A few words, shown only beside what they publish.
    pub about: String,
    /// How to reach them. Never shown to other members.
    pub reach: Reach,
}

/// A member as they lie in the database.
#[derive(Clone, Debug)]
pub struct Member {
    /// Their key here.
    pub id: MemberId,
    /// Human or organisation.
    pub kind: Kind,
    /// Their sign-in data, if they have any.
    pub person: Option<Key>,
    /// What they tell of themselves.
    pub profile: Profile,
    /// Whether they chose a word for the phone.
    pub has_word: bool,
    /// Since when nobody is reached at the address or number they gave.
    pub reach_failed: Option<Time>,
    /// When they accepted the house rules.
    pub rules_accepted: Option<Time>,
    /// The newest version of the house agreement to which they said yes by itself.
    pub house_version: Option<i64>,
    /// Whether they are here.
    pub state: State,
    /// How often changed, plus one.
    pub version: i64,
    /// Since when.
    pub created: Time,
}

/// The word for the phone as it is compared: small letters, no accents, single spaces, since it is spoken.
fn spoken(word: &str) -> String {
    let plain = text::slug(word);
    if plain.is_empty() { word.trim().to_lowercase() } else { plain }
}

/// Argon2id with the crate's default cost (19 MiB, two passes: the least that OWASP ASVS 11.4.2 asks for),
/// since people choose short words.
///
/// # Errors
/// A fault of the library.
pub fn hash_word(word: &str) -> store::Result<String> {
    let mut salt = [0; 16];
    kernel::fill_random(&mut salt);
    let fault = |fault: argon2::password_hash::Error| store::Error::fault(format!("hashing a word: {fault}"));
    let salt = SaltString::encode_b64(&salt).map_err(fault)?;
    Ok(argon2::Argon2::default().hash_password(spoken(word).as_bytes(), &salt).map_err(fault)?.to_string())
}

/// Whether this is the word.
pub fn is_word(hash: &str, word: &str) -> bool {
    PasswordHash::new(hash)
        .is_ok_and(|hash| argon2::Argon2::default().verify_password(spoken(word).as_bytes(), &hash).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_is_known_however_it_is_said() {
        let hash = hash_word("Żółta  Konewka").unwrap();
        assert!(is_word(&hash, "żółta konewka"));
        assert!(is_word(&hash, "Zolta konewka "));
        assert!(!is_word(&hash, "żółta"));
        assert!(!is_word("nonsense", "żółta konewka"));
    }

    #[test]
    fn languages_survive_the_database() {
        let languages = [Language::Uk, Language::Pso];
        assert_eq!(split_languages(&join_languages(&languages)), languages);
        assert!(split_languages("").is_empty());
    }
}
