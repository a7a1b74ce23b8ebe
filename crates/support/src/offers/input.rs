//! What forms and programs may say: one description for both.

use super::acts::Told;
use super::model::{Chosen, ForWhom, Hours, Kind, LONGEST_DAYS, MOST_PLACES, Side, WhoMayCome};
use crate::texts::offers as t;
use kernel::{Day, ItemId, Locale};
use web::{Choice as _, Field, Input, Reader};

/// A need or an offer as its form tells it.
#[derive(Clone, Debug)]
pub struct OfferInput {
    /// What is told; its last day is missing when nobody named one.
    pub told: Told,
    /// The last day, as typed.
    pub until: Option<Day>,
    /// To be saved although words of crisis stand in it.
    pub anyway: bool,
    /// The version the form showed; 0 for a new one.
    pub version: i64,
}

impl Input for OfferInput {
    const FIELDS: &'static [Field] = &[
        Field::new("side", t::field_side),
        Field::new("title", t::field_title).hint(t::field_title_hint),
        Field::new("kind", t::field_kind),
        Field::new("text", t::field_text).hint(t::field_text_hint),
        Field::new("lang", t::field_lang),
        Field::new("hours", t::field_hours),
        Field::new("area", t::field_area).hint(t::field_area_hint),
        Field::new("for_whom", t::field_for_whom),
        Field::new("who_may_come", t::field_who_may_come).hint(t::field_who_may_come_hint),
        Field::new("until", t::field_until).hint(t::field_until_hint),
        Field::new("places", t::field_places).hint(t::field_places_hint),
        Field::new("first_come", t::field_first_come),
        Field::new("desk_only", t::field_desk_only).hint(t::field_desk_only_hint),
        Field::new("anyway", t::field_anyway),
        Field::new("version", t::field_title),
    ];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let side = read.choice::<Side>("side");
        let title = read.line("title", 3..=120);
        let text = read.maybe_text("text", 1..=2_000);
        let lang = read.choice::<Locale>("lang");
        let kind = read.choice::<Kind>("kind");
        let hours = read.maybe_choice::<Hours>("hours");
        let area = read.maybe_line("area", 1..=80);
        let for_whom = read.maybe_choice::<ForWhom>("for_whom");
        let who_may_come = read.maybe_choice::<WhoMayCome>("who_may_come");
        let until = read.maybe_day("until");
        let places = read.maybe_integer("places", 1..=MOST_PLACES);
        let first_come = read.ticked("first_come");
        // an offer is for people: only a need can be for the desk alone
        let desk_only = read.ticked("desk_only") && side != Some(Side::Offer);
        let anyway = read.ticked("anyway");
        let version = read.maybe_integer("version", 0..=i64::MAX);
        let until = until?;
        let chosen = Chosen {
            side: side?,
            kind: kind?,
            hours: hours?.unwrap_or(Hours::Any),
            for_whom: for_whom?.unwrap_or(ForWhom::Anyone),
            who_may_come: who_may_come?.unwrap_or(WhoMayCome::Anyone),
            area: area?.unwrap_or_default(),
            desk_only,
            places: places?.unwrap_or(1),
            first_come,
            // told by the handler, which knows what day it is
            until: until.unwrap_or(Day::parse("1970-01-01")?),
        };
        let told = Told { chosen, lang: lang?, title: title?, text: text?.unwrap_or_default() };
        Some(Self { told, until, anyway, version: version?.unwrap_or(0) })
    }
}

/// Whether a last day is one: not past, not too far.
pub fn is_good_until(until: Day, today: Day) -> bool {
    (today..=today.plus(LONGEST_DAYS)).contains(&until)
}

/// Words to one person.
#[derive(Clone, Debug)]
pub struct WordsInput {
    /// In which language.
    pub lang: Locale,
    /// The words.
    pub words: String,
}

impl Input for WordsInput {
    const FIELDS: &'static [Field] = &[
        Field::new("words", t::field_words).hint(t::field_words_hint),
        Field::new("language", t::field_lang),
    ];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let words = read.text("words", 2..=2_000);
        let lang = read.choice::<Locale>("language");
        Some(Self { lang: lang?, words: words? })
    }
}

/// Thanks.
#[derive(Clone, Debug)]
pub struct ThanksInput {
    /// In which language.
    pub lang: Locale,
    /// The words.
    pub words: String,
    /// Everybody may read them.
    pub public: bool,
}

impl Input for ThanksInput {
    const FIELDS: &'static [Field] = &[
        Field::new("thanks", t::field_thanks),
        Field::new("language", t::field_lang),
        Field::new("public", t::field_public),
    ];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let words = read.text("thanks", 2..=500);
        let lang = read.choice::<Locale>("language");
        let public = read.ticked("public");
        Some(Self { lang: lang?, words: words?, public })
    }
}

/// Why something is wrong.
#[derive(Clone, Debug)]
pub struct WhyInput(pub String);

impl Input for WhyInput {
    const FIELDS: &'static [Field] = &[Field::new("why", t::field_why).hint(t::field_why_hint)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        Some(Self(read.text("why", 3..=1_000)?))
    }
}

/// The code of a slip.
#[derive(Clone, Debug)]
pub struct CodeInput(pub String);

impl Input for CodeInput {
    const FIELDS: &'static [Field] = &[Field::new("code", t::field_code).hint(t::field_code_hint)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        Some(Self(read.line("code", 8..=20)?))
    }
}

/// Which of a list are shown, and from where on.
#[derive(Clone, Debug, Default)]
pub struct ListInput {
    /// Only of this kind.
    pub kind: Option<Kind>,
    /// Only in this area; empty: everywhere.
    pub area: String,
    /// Only for these.
    pub for_whom: Option<ForWhom>,
    /// Which side, where the address does not say.
    pub side: Option<Side>,
    /// After this one.
    pub after: Option<ItemId>,
}

impl ListInput {
    /// As part of an address.
    pub fn query(&self) -> String {
        let kind = self.kind.map_or("", Kind::word);
        let for_whom = self.for_whom.map_or("", ForWhom::word);
        format!("kind={kind}&area={}&for_whom={for_whom}", self.area)
    }
    /// Anything is chosen.
    pub fn chosen(&self) -> bool {
        self.kind.is_some() || self.for_whom.is_some() || !self.area.is_empty()
    }
}

impl Input for ListInput {
    const FIELDS: &'static [Field] = &[
        Field::new("kind", t::field_kind),
        Field::new("area", t::field_area),
        Field::new("for_whom", t::field_for_whom),
        Field::new("side", t::field_side),
        Field::new("after", t::more),
    ];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        // a choice that is none shows everything: lists are links that people keep
        let area = read.raw("area").unwrap_or_default();
        let plain = area.len() <= 80 && area.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        Some(Self {
            kind: read.raw("kind").and_then(Kind::parse),
            area: if plain { area.to_owned() } else { String::new() },
            for_whom: read.raw("for_whom").and_then(ForWhom::parse),
            side: read.raw("side").and_then(Side::parse),
            after: read.raw("after").and_then(|after| after.parse().ok()),
        })
    }
}

/// The values of a form that changes one.
pub fn values(told: &Told, version: i64) -> Vec<(&'static str, String)> {
    let chosen = &told.chosen;
    let mut values = vec![
        ("side", chosen.side.key().to_owned()),
        ("title", told.title.clone()),
        ("text", told.text.clone()),
        ("lang", told.lang.code().to_owned()),
        ("kind", chosen.kind.key().to_owned()),
        ("hours", chosen.hours.key().to_owned()),
        ("area", chosen.area.clone()),
        ("for_whom", chosen.for_whom.key().to_owned()),
        ("who_may_come", chosen.who_may_come.key().to_owned()),
        ("until", chosen.until.to_string()),
        ("places", chosen.places.to_string()),
        ("version", version.to_string()),
    ];
    if chosen.first_come {
        values.push(("first_come", "1".to_owned()));
    }
    if chosen.desk_only {
        values.push(("desk_only", "1".to_owned()));
    }
    values
}

/// A hash of a slip's code as people type it.
pub fn code_hash(code: &str) -> Vec<u8> {
    use sha2::Digest as _;
    let plain: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
    sha2::Sha256::digest(format!("offer slip {}", plain.to_ascii_uppercase())).to_vec()
}

/// Letters of slips: none that are taken for another (0 and O, 1 and I).
const LETTERS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/// A slip's code made from a signature: twelve letters in groups of four, 60 bits of it.
pub fn code_from(signature: &str) -> String {
    use sha2::Digest as _;
    let bits = sha2::Sha256::digest(signature);
    let letters: Vec<char> =
        bits.iter().take(12).map(|byte| LETTERS[usize::from(byte & 31)] as char).collect();
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_as_people_type_them() {
        let code = code_from("one");
        assert_eq!(code.len(), 14);
        assert_eq!(code_hash(&code.to_lowercase().replace('-', " ")), code_hash(&code));
        assert_ne!(code_hash(&code_from("two")), code_hash(&code));
    }

    #[test]
    fn a_last_day_is_near() {
        let today = Day::parse("2026-11-24").unwrap();
        assert!(is_good_until(today, today) && is_good_until(today.plus(90), today));
        assert!(!is_good_until(today.plus(-1), today) && !is_good_until(today.plus(91), today));
    }
}
