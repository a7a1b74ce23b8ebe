//! What forms and programs may say of a story: one description for both.

use super::acts::Told;
use super::era::Era;
use super::model::{Details, Leaving, Life, Someone};
use super::store::Filter;
use crate::texts::stories as t;
use commons::consent::{Given, How, Part};
use commons::items::{After, Beside, Words};
use commons::media::album::{ALT, CREDIT, PICTURE};
use kernel::{ItemId, Locale, Time};
use web::{Choice, Field, Input, Reader};

impl Choice for Leaving {
    const ALL: &'static [Self] = Leaving::ALL;
    fn key(&self) -> &'static str {
        self.word()
    }
    fn label(&self, locale: Locale) -> &'static str {
        match self {
            Self::Erase => t::leaving_erase(locale),
            Self::Keep => t::leaving_keep(locale),
        }
    }
}

const TITLE: Field = Field::new("title", t::field_title).hint(t::field_title_hint);
const SUMMARY: Field = Field::new("summary", t::field_summary).hint(t::field_summary_hint);
const BODY: Field = Field::new("body", t::field_body).hint(t::field_body_hint);
const LANG: Field = Field::new("lang", t::field_lang);
const HOW: Field = Field::new("how", t::field_how);
const WITNESS: Field = Field::new("witness", t::field_witness).hint(t::field_witness_hint);
const SCREEN: Field = Field::new("screen", t::field_screen);
const PRINT: Field = Field::new("print", t::field_print);
const ELSEWHERE: Field = Field::new("elsewhere", t::field_elsewhere);

/// The fields both forms have, and those of one of them.
macro_rules! story_fields {
    ($($more:expr),* $(,)?) => {
        &[
            LANG,
            BODY,
            TITLE,
            SUMMARY,
            Field::new("era", t::field_era).hint(t::field_era_hint),
            Field::new("place", t::field_place),
            Field::new("place2", t::field_place2),
            Field::new("place_words", t::field_place_words).hint(t::field_place_words_hint),
            Field::new("teller", t::field_teller).hint(t::field_teller_hint),
            Field::new("teller2", t::field_teller2),
            Field::new("living", t::field_living).hint(t::field_living_hint),
            Field::new("deceased", t::field_deceased),
            Field::new("hide_names", t::field_hide_names),
            Field::new("source", t::field_source),
            Field::new("leaving", t::field_leaving),
            $($more),*
        ]
    };
}

/// A story as the form for changing it tells it.
#[derive(Clone, Debug)]
pub struct StoryInput {
    /// What is told.
    pub told: Told,
    /// The version the form showed.
    pub version: i64,
}

impl Input for StoryInput {
    const FIELDS: &'static [Field] = story_fields![Field::new("version", t::field_title)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let told = told(read);
        let version = read.integer("version", 0..=i64::MAX);
        Some(Self { told: told?, version: version? })
    }
}

/// A story as it is told first: with a picture, perhaps, and the teller's consent.
#[derive(Clone, Debug)]
pub struct TellInput {
    /// What is told.
    pub told: Told,
    /// What the picture shows.
    pub alt: String,
    /// Whose it is.
    pub credit: String,
    /// The teller's consent, if they gave it already.
    pub given: Option<Given>,
}

impl Input for TellInput {
    const FIELDS: &'static [Field] =
        story_fields![PICTURE, ALT, CREDIT, SCREEN, PRINT, ELSEWHERE, HOW, WITNESS];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let told = told(read);
        let alt = read.maybe_line("alt", 1..=300);
        let credit = read.maybe_line("credit", 1..=120);
        let name = told.as_ref().and_then(|told| told.people.first()).map(|teller| teller.name.clone());
        let given =
            if read.ticked("screen") { given(read, name?, Part::Teller).map(Some) } else { Some(None) };
        Some(Self {
            told: told?,
            alt: alt?.unwrap_or_default(),
            credit: credit?.unwrap_or_default(),
            given: given?,
        })
    }
}

fn told(read: &mut Reader<'_>) -> Option<Told> {
    let lang = read.choice::<Locale>("lang");
    let words = words(read);
    let era = match read.raw("era") {
        None => Some(Era::UNKNOWN),
        Some(text) => text.parse::<Era>().map_err(|_| read.wrong("era", t::wrong_era)).ok(),
    };
    let first = read.maybe_parsed::<ItemId>("place");
    let second = read.maybe_parsed::<ItemId>("place2");
    let place_words = read.maybe_line("place_words", 1..=200);
    let people = people(read);
    let source = read.maybe_line("source", 1..=500);
    let leaving = read.maybe_choice::<Leaving>("leaving");
    let mut places: Vec<ItemId> = first?.into_iter().chain(second?).collect();
    places.dedup();
    let details = Details {
        era: era?,
        place_words: place_words?.unwrap_or_default(),
        source: source?.unwrap_or_default(),
        leaving: leaving?.unwrap_or(Leaving::Erase),
    };
    Some(Told { lang: lang?, words: words?, details, people: people?, places })
}

fn words(read: &mut Reader<'_>) -> Option<Words> {
    let title = read.line("title", 2..=120);
    let summary = read.maybe_line("summary", 1..=300);
    let body = read.text("body", 2..=40_000);
    let body = body?;
    let summary = summary?.unwrap_or_else(|| text::markdown::plain_summary(&body, 180));
    Some(Words { title: title?, summary, body })
}

/// Tellers, then the living, then the dead; names stand one a line.
fn people(read: &mut Reader<'_>) -> Option<Vec<Someone>> {
    let teller = read.line("teller", 1..=80);
    let second = read.maybe_line("teller2", 1..=80);
    let visible = !read.ticked("hide_names");
    let living = names(read, "living");
    let deceased = names(read, "deceased");
    let mut people = vec![Someone::teller(teller?, None)];
    people.extend(second?.map(|name| Someone::teller(name, None)));
    people.extend(living?.into_iter().map(|name| Someone::subject(name, Life::Living, visible)));
    people.extend(deceased?.into_iter().map(|name| Someone::subject(name, Life::Deceased, visible)));
    Some(people)
}

fn names(read: &mut Reader<'_>, field: &'static str) -> Option<Vec<String>> {
    let text = read.maybe_text(field, 1..=1_000)?.unwrap_or_default();
    let names: Vec<String> =
        text.lines().map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect();
    if names.len() > 20 || names.iter().any(|name| name.chars().count() > 80) {
        read.wrong(field, t::wrong_names);
        return None;
    }
    Some(names)
}

fn given(read: &mut Reader<'_>, name: String, part: Part) -> Option<Given> {
    let (screen, print, elsewhere) = (read.ticked("screen"), read.ticked("print"), read.ticked("elsewhere"));
    let how = read.maybe_choice::<How>("how")?.unwrap_or(How::OnScreen);
    let witness = read.maybe_line("witness", 1..=120)?.unwrap_or_default();
    if how != How::OnScreen && witness.is_empty() {
        read.wrong("witness", t::wrong_witness);
        return None;
    }
    Some(Given { member: None, name, part, screen, print, elsewhere, how, witness, on: None })
}

/// A consent as the page of a story's consents takes it.
#[derive(Clone, Debug)]
pub struct ConsentInput(pub Given);

impl Input for ConsentInput {
    const FIELDS: &'static [Field] = &[
        Field::new("who", t::field_who),
        Field::new("part", t::field_part),
        SCREEN,
        PRINT,
        ELSEWHERE,
        HOW,
        WITNESS,
    ];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let who = read.line("who", 1..=80);
        let part = read.choice::<Part>("part");
        if !read.ticked("screen") {
            read.wrong("screen", t::wrong_screen);
        }
        given(read, who?, part?).map(Self)
    }
}

/// A story's words in another language, and what its pictures show (in their order).
#[derive(Clone, Debug)]
pub struct TranslationInput {
    /// The words.
    pub words: Words,
    /// What the pictures show.
    pub alts: Vec<String>,
    /// What their writer had before them.
    pub beside: Option<Beside>,
}

/// So many pictures a story may have.
pub const ALTS: [&str; 6] = ["alt1", "alt2", "alt3", "alt4", "alt5", "alt6"];

impl Input for TranslationInput {
    const FIELDS: &'static [Field] = &[
        LANG,
        TITLE,
        SUMMARY,
        BODY,
        Field::new(ALTS[0], commons::texts::media::field_alt),
        Field::new(ALTS[1], commons::texts::media::field_alt),
        Field::new(ALTS[2], commons::texts::media::field_alt),
        Field::new(ALTS[3], commons::texts::media::field_alt),
        Field::new(ALTS[4], commons::texts::media::field_alt),
        Field::new(ALTS[5], commons::texts::media::field_alt),
        Beside::FIELD,
    ];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let words = words(read);
        let alts: Option<Vec<String>> =
            ALTS.into_iter().map(|name| Some(read.maybe_line(name, 1..=300)?.unwrap_or_default())).collect();
        Some(Self { words: words?, alts: alts?, beside: Beside::read(read) })
    }
}

/// A word with which the editors hand a story back.
#[derive(Clone, Debug)]
pub struct WordInput(pub String);

impl Input for WordInput {
    const FIELDS: &'static [Field] = &[Field::new("word", t::field_word).hint(t::field_word_hint)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        read.text("word", 2..=1_000).map(Self)
    }
}

/// For which place a story is begun.
#[derive(Clone, Debug, Default)]
pub struct AboutInput(pub Option<String>);

impl Input for AboutInput {
    const FIELDS: &'static [Field] = &[Field::new("place", t::field_place)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        Some(Self(read.raw("place").map(str::to_owned)))
    }
}

/// Which stories a list shows, and from where on.
#[derive(Clone, Debug, Default)]
pub struct ListInput {
    /// Which.
    pub filter: Filter,
    /// After this story.
    pub after: After,
}

/// Decades a list may be narrowed to.
pub const DECADES: std::ops::RangeInclusive<i32> = 194..=202;

impl Input for ListInput {
    const FIELDS: &'static [Field] = &[
        Field::new("era", t::filter_era),
        Field::new("place", t::field_place),
        Field::new("person", t::filter_person),
        Field::new("after", t::more),
    ];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        // a choice that is none shows everything: lists are links that people keep
        let years = read.raw("era").and_then(read_era);
        let place = read.raw("place").and_then(|place| place.parse().ok());
        let person = read.raw("person").map(text::slug).unwrap_or_default();
        let after = read.raw("after").and_then(read_cursor);
        Some(Self { filter: Filter { years, place, person }, after })
    }
}

/// "1950" is that decade, "1939" everything before 1940.
fn read_era(text: &str) -> Option<(i32, i32)> {
    let year: i32 = text.parse().ok()?;
    match year {
        1939 => Some((0, 1939)),
        year if year % 10 == 0 && DECADES.contains(&(year / 10)) => Some((year, year + 9)),
        _ => None,
    }
}

/// An opaque "go on from here" for links.
pub fn cursor(published_at: Option<Time>, id: ItemId) -> String {
    format!("{:x}-{id}", published_at.map_or(0, Time::micros))
}

fn read_cursor(text: &str) -> Option<(Time, ItemId)> {
    let (time, id) = text.split_once('-')?;
    Some((Time::from_micros(i64::from_str_radix(time, 16).ok()?), id.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Key;

    #[test]
    fn cursors_read_back_and_nonsense_starts_anew() {
        let (time, id) = (Time::from_micros(1_772_500_000_000_000), ItemId(Key(0x0123)));
        assert_eq!(read_cursor(&cursor(Some(time), id)), Some((time, id)));
        for nonsense in ["", "-", "zz-1", "1-zz", "--", "ż-ż"] {
            assert_eq!(read_cursor(nonsense), None, "{nonsense}");
        }
        assert_eq!(read_era("1950"), Some((1950, 1959)));
        assert_eq!(read_era("1951"), None);
    }
}
