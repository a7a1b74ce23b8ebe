//! What forms and programs may say of a date: one description for both.

use super::acts::{Moved, Told, Written};
use super::model::{
    Access, Cost, Details, Different, Exception, ForWhom, Hour, LONGEST_DAYS, MOST_PLACES, Plan, Repeat,
    Series,
};
use super::store::Facts;
use crate::texts::programme as t;
use commons::items::{Beside, TextRow};
use kernel::{Day, Grosze, ItemId, Locale, MemberId};
use people::member::Language;
use web::{Choice as _, Field, Input, Reader};

const TITLE: Field = Field::new("title", t::field_title).hint(t::field_title_hint);
const BODY: Field = Field::new("body", t::field_body).hint(t::field_body_hint);
const LANG: Field = Field::new("lang", t::field_lang);
const FROM: Field = Field::new("from", t::field_from).hint(t::field_from_hint);
const TO: Field = Field::new("to", t::field_to).hint(t::field_to_hint);
const NOTE: Field = Field::new("note", t::field_note).hint(t::field_note_hint);
const DAY: Field = Field::new("day", t::field_day);

/// A date as its form tells it.
#[derive(Clone, Debug)]
pub struct DateInput {
    /// What is told.
    pub told: Told,
    /// The version the form showed; 0 for a new one.
    pub version: i64,
}

impl Input for DateInput {
    const FIELDS: &'static [Field] = &[
        TITLE,
        Field::new("first", t::field_first),
        FROM,
        TO,
        Field::new("repeat", t::field_repeat),
        Field::new("last", t::field_last).hint(t::field_last_hint),
        Field::new("skipped", t::field_skipped).hint(t::field_skipped_hint),
        Field::new("place", t::field_place),
        Field::new("place_words", t::field_place_words).hint(t::field_place_words_hint),
        BODY,
        Field::new("for_whom", t::field_for_whom),
        Field::new("cost", t::field_cost),
        Field::new("amount", t::field_amount).hint(t::field_amount_hint),
        Field::new("access", t::field_access),
        Field::new("languages", t::field_languages),
        Field::new("places", t::field_places).hint(t::field_places_hint),
        Field::new("host", t::field_host),
        LANG,
        Field::new("version", t::field_title),
    ];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let written = written(read);
        let series = series(read);
        let skipped = skipped(read);
        let place = read.maybe_parsed::<ItemId>("place");
        let place_words = read.maybe_line("place_words", 2..=160);
        let for_whom = read.maybe_choice::<ForWhom>("for_whom");
        let cost = cost(read);
        let access = read.many::<Access>("access");
        let languages = read.many::<Language>("languages");
        let places = read.maybe_integer("places", 1..=MOST_PLACES);
        let host = read.maybe_parsed::<MemberId>("host");
        let version = read.maybe_integer("version", 0..=i64::MAX);
        let (place, place_words) = (place?, place_words?.unwrap_or_default());
        if place.is_none() && place_words.is_empty() {
            read.wrong("place_words", t::wrong_where);
            return None;
        }
        let (cost, amount) = cost?;
        let details = Details {
            plan: Plan { series: series?, exceptions: skipped? },
            place,
            place_words,
            for_whom: for_whom?.unwrap_or(ForWhom::Anyone),
            cost,
            amount,
            access: access?,
            languages: languages?,
            places: places?,
        };
        let told = Told { details, written: written?, host: host? };
        Some(Self { told, version: version?.unwrap_or(0) })
    }
}

fn written(read: &mut Reader<'_>) -> Option<Written> {
    let title = read.line("title", 3..=120);
    let body = read.maybe_text("body", 1..=5_000);
    let lang = read.choice::<Locale>("lang");
    Some(Written { lang: lang?, title: title?, body: body?.unwrap_or_default() })
}

/// A time of the day.
fn hour(read: &mut Reader<'_>, name: &'static str) -> Option<Option<Hour>> {
    let typed = read.maybe_line(name, 1..=5)?;
    match typed.map(|typed| typed.parse::<Hour>()) {
        None => Some(None),
        Some(Ok(hour)) => Some(Some(hour)),
        Some(Err(_)) => {
            read.wrong(name, t::wrong_hour);
            None
        }
    }
}

/// From and until.
fn hours(read: &mut Reader<'_>) -> Option<(Hour, Option<Hour>)> {
    let (from, to) = (hour(read, "from"), hour(read, "to"));
    let Some(from) = from? else {
        read.wrong("from", t::wrong_from);
        return None;
    };
    Some((from, to?))
}

fn series(read: &mut Reader<'_>) -> Option<Series> {
    let first = read.day("first");
    let hours = hours(read);
    let repeat = read.maybe_choice::<Repeat>("repeat");
    let last = read.maybe_day("last");
    let (first, last) = (first?, last?);
    let weekly = repeat? == Some(Repeat::Weekly);
    if weekly && last.is_some_and(|last| last < first || last > first.plus(LONGEST_DAYS)) {
        read.wrong("last", t::wrong_last);
        return None;
    }
    let (from, to) = hours?;
    Some(Series { first, from, to, weekly, last: last.filter(|_| weekly) })
}

/// At most so many days are left out of a series.
const MOST_SKIPPED: usize = 60;

/// Days that are left out, as people list them: `24.12.2026, 31.12.2026`, or one a line.
fn skipped(read: &mut Reader<'_>) -> Option<Vec<Exception>> {
    let typed = read.maybe_text("skipped", 1..=1_000)?.unwrap_or_default();
    let parts = typed.split([',', ';', '\n', ' ']).map(str::trim).filter(|part| !part.is_empty());
    let days: Option<Vec<Day>> = parts.map(any_day).collect();
    match days.filter(|days| days.len() <= MOST_SKIPPED) {
        Some(mut days) => {
            days.sort();
            days.dedup();
            let one = |day| Exception { day, what: Different::Skipped, note: String::new() };
            Some(days.into_iter().map(one).collect())
        }
        None => {
            read.wrong("skipped", t::wrong_skipped);
            None
        }
    }
}

/// `2026-12-24` or `24.12.2026`.
fn any_day(text: &str) -> Option<Day> {
    if let Some(day) = Day::parse(text) {
        return Some(day);
    }
    let mut parts = text.trim_end_matches('.').split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    Day::parse(&format!("{year}-{month:0>2}-{day:0>2}"))
}

fn cost(read: &mut Reader<'_>) -> Option<(Cost, Grosze)> {
    let cost = read.maybe_choice::<Cost>("cost");
    let typed = read.maybe_line("amount", 1..=12)?;
    let cost = cost?.unwrap_or(Cost::Free);
    if cost != Cost::Amount {
        return Some((cost, Grosze(0)));
    }
    match typed.as_deref().and_then(amount) {
        Some(amount) => Some((cost, amount)),
        None => {
            read.wrong("amount", t::wrong_amount);
            None
        }
    }
}

/// `12`, `12,50`, `12.50 zł`: up to ten thousand.
fn amount(text: &str) -> Option<Grosze> {
    let plain: String =
        text.trim_end_matches("zł").chars().filter(|letter| !letter.is_whitespace()).collect();
    let (zlote, grosze) = plain.split_once([',', '.']).unwrap_or((&plain, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(zlote) || !digits(grosze) || grosze.len() > 2 {
        return None;
    }
    let small =
        if grosze.len() == 1 { grosze.parse::<i64>().ok()? * 10 } else { grosze.parse::<i64>().ok()? };
    let sum = zlote.parse::<i64>().ok()?.checked_mul(100)?.checked_add(small)?;
    (1..=1_000_000).contains(&sum).then_some(Grosze(sum))
}

/// What its form shows of a date that is there.
pub fn values(facts: &Facts, texts: &[TextRow]) -> Vec<(&'static str, String)> {
    let Details { plan, place, place_words, for_whom, cost, amount, access, languages, places } =
        &facts.details;
    let text = texts.iter().find(|text| text.lang == facts.origin);
    let skipped = plan.exceptions.iter().filter(|one| one.what == Different::Skipped);
    let skipped: Vec<String> = skipped.map(|one| one.day.0.strftime("%-d.%m.%Y").to_string()).collect();
    let shown = |key: Option<String>| key.unwrap_or_default();
    let mut values = vec![
        ("version", facts.version.to_string()),
        ("lang", facts.origin.code().to_owned()),
        ("title", text.map(|text| text.title.clone()).unwrap_or_default()),
        ("body", text.map(|text| text.body.clone()).unwrap_or_default()),
        ("first", plan.series.first.to_string()),
        ("from", plan.series.from.to_string()),
        ("to", shown(plan.series.to.map(|to| to.to_string()))),
        ("repeat", if plan.series.weekly { Repeat::Weekly } else { Repeat::Once }.key().to_owned()),
        ("last", shown(plan.series.last.map(|last| last.to_string()))),
        ("skipped", skipped.join(", ")),
        ("place", shown(place.map(|place| place.to_string()))),
        ("place_words", place_words.clone()),
        ("for_whom", for_whom.key().to_owned()),
        ("cost", cost.key().to_owned()),
        ("places", shown(places.map(|places| places.to_string()))),
    ];
    if *cost == Cost::Amount {
        values.push(("amount", format!("{},{:02}", amount.0 / 100, amount.0 % 100)));
    }
    values.extend(access.iter().map(|one| ("access", one.key().to_owned())));
    values.extend(languages.iter().map(|one| ("languages", one.key().to_owned())));
    values
}

/// A date's words in another language.
#[derive(Clone, Debug)]
pub struct TranslationInput {
    /// The words.
    pub written: Written,
    /// What their writer had before them.
    pub beside: Option<Beside>,
}

impl Input for TranslationInput {
    const FIELDS: &'static [Field] = &[LANG, TITLE, BODY, Beside::FIELD];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let written = written(read);
        Some(Self { written: written?, beside: Beside::read(read) })
    }
}

/// Which day's occurrence.
#[derive(Clone, Copy, Debug)]
pub struct DayInput(pub Day);

impl Input for DayInput {
    const FIELDS: &'static [Field] = &[DAY];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        read.day("day").map(Self)
    }
}

/// How many people without an account are not to come after all.
#[derive(Clone, Copy, Debug)]
pub struct FewerInput(pub i64);

impl Input for FewerInput {
    const FIELDS: &'static [Field] = &[Field::new("many", t::field_many)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        read.integer("many", 1..=100).map(Self)
    }
}

/// Another time on one day.
#[derive(Clone, Debug)]
pub struct ChangeInput {
    /// The time; the day is missing where it stays the same.
    pub on: Option<Day>,
    /// From.
    pub from: Hour,
    /// Until.
    pub to: Option<Hour>,
    /// Why.
    pub note: String,
}

impl ChangeInput {
    /// The time on the day that is meant.
    pub fn moved(&self, day: Day) -> Moved {
        Moved { day: self.on.unwrap_or(day), from: self.from, to: self.to }
    }
}

impl Input for ChangeInput {
    const FIELDS: &'static [Field] = &[Field::new("on", t::field_on), FROM, TO, NOTE];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let on = read.maybe_day("on");
        let hours = hours(read);
        let note = read.maybe_line("note", 2..=200);
        let (from, to) = hours?;
        Some(Self { on: on?, from, to, note: note?.unwrap_or_default() })
    }
}

/// Why something is called off.
#[derive(Clone, Debug)]
pub struct NoteInput(pub String);

impl Input for NoteInput {
    const FIELDS: &'static [Field] = &[NOTE];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        read.maybe_line("note", 2..=200).map(|note| Self(note.unwrap_or_default()))
    }
}

/// Which dates a list shows, and from which day on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListInput {
    /// Only for these (and for everybody).
    pub for_whom: Option<ForWhom>,
    /// Only without a step at the door.
    pub step_free: bool,
    /// Only what is free, or costs what each can give.
    pub free: bool,
    /// Only where this is spoken.
    pub language: Option<Language>,
    /// Only at this place, by its address.
    pub place: String,
    /// From this day on.
    pub from: Option<Day>,
}

/// Nobody looks further ahead than series with an end may run.
pub fn furthest(today: Day) -> Day {
    today.plus(LONGEST_DAYS)
}

impl ListInput {
    /// The first day that is wanted: today, or the one that was asked for.
    pub fn since(&self, today: Day) -> Day {
        self.from.unwrap_or(today).min(furthest(today))
    }
    /// As part of an address, without the day.
    pub fn query(&self) -> String {
        let mut parts = Vec::new();
        parts.extend(self.for_whom.map(|whom| format!("for_whom={}", whom.key())));
        parts.extend(self.language.map(|language| format!("language={}", language.key())));
        parts.extend(self.step_free.then(|| "step_free=1".to_owned()));
        parts.extend(self.free.then(|| "free=1".to_owned()));
        if !self.place.is_empty() {
            parts.push(format!("place={}", self.place));
        }
        parts.join("&")
    }
    /// Anything is chosen.
    pub fn chosen(&self) -> bool {
        *self != Self { from: self.from, ..Self::default() }
    }
    /// Whether something fits.
    pub fn fits(&self, details: &Details, place: &str) -> bool {
        let whom = |wanted: ForWhom| [wanted, ForWhom::Anyone].contains(&details.for_whom);
        self.for_whom.is_none_or(whom)
            && (!self.step_free || details.access.contains(&Access::StepFree))
            && (!self.free || details.cost != Cost::Amount)
            && self.language.is_none_or(|wanted| details.languages.contains(&wanted))
            && (self.place.is_empty() || self.place == place)
    }
}

impl Input for ListInput {
    const FIELDS: &'static [Field] = &[
        Field::new("for_whom", t::field_for_whom),
        Field::new("language", t::field_languages),
        Field::new("step_free", t::access_step_free),
        Field::new("free", t::cost_free),
        Field::new("place", t::field_place),
        Field::new("from", t::later),
    ];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        // a choice that is none shows everything: lists are links that people keep
        let place = read.raw("place").unwrap_or_default();
        let plain =
            place.len() <= 160 && place.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        Some(Self {
            for_whom: read.raw("for_whom").and_then(ForWhom::parse).filter(|whom| *whom != ForWhom::Anyone),
            step_free: read.raw("step_free") == Some("1"),
            free: read.raw("free") == Some("1"),
            language: read.raw("language").and_then(Language::parse),
            place: if plain { place.to_owned() } else { String::new() },
            from: read.raw_day("from"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (text, grosze) in
            [("12", 1200), ("12,5", 1250), ("12.50 zł", 1250), ("0,01", 1), ("1 000", 100_000)]
        {
            assert_eq!(amount(text), Some(Grosze(grosze)), "{text}");
        }
        for wrong in ["", "0", "-5", "12,505", "dużo", "12,", "99999999999999999999", "10000,01"] {
            assert_eq!(amount(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn days_are_read_as_people_list_them() {
        let day = Day::parse("2026-12-24");
        for text in ["2026-12-24", "24.12.2026", "24.12.2026."] {
            assert_eq!(any_day(text), day, "{text}");
        }
        for wrong in ["24.12", "24.12.26", "31.02.2026", "wigilia", "1.2.3.2026"] {
            assert_eq!(any_day(wrong), None, "{wrong}");
        }
    }
}
