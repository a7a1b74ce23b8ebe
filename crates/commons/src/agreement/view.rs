//! What pages, papers and programs show: a text in the reader's language, and two texts beside each other.

use super::acts::starting;
use super::input::TwoInput;
use super::model::{Comparison, State, sentences};
use super::store::{self, Shelf, Text};
use crate::items::{Card, TextRow};
use crate::texts::agreement as t;
use crate::translating::{self, Note};
use ::store::{Result, Snapshot};
use kernel::{Code, ItemId, Locale, Role, Time};
use web::Visit;

/// Where a text stands, below the community: a version by its number, a proposal by its address.
pub fn path(text: &Text) -> String {
    match text.number {
        Some(number) => format!("/agreement/versions/{number}"),
        None => format!("/agreement/proposals/{}", text.slug),
    }
}

/// A text with its words, and with those of the one it is compared with.
#[derive(Clone, Debug)]
pub struct Opened {
    /// Everything there is.
    pub shelf: Shelf,
    /// The text.
    pub text: Text,
    /// Its words in every language.
    pub words: Vec<TextRow>,
    /// The words of the version it was written against; none: it begins with the starting sentences.
    pub before: Option<Vec<TextRow>>,
    /// Who worked on it and may be named.
    pub hands: Vec<String>,
}

/// Opens a text.
pub(super) fn open(
    seen: &Snapshot<'_>,
    locale: Locale,
    find: impl Fn(&Shelf) -> Option<&Text>,
) -> Result<Opened> {
    let shelf = store::shelf(seen, locale)?;
    let text = find(&shelf).cloned().ok_or(Code::NotFound)?;
    let base = shelf.version(text.base).map(|base| base.id);
    let (words, before) = store::words(seen, text.id, base)?;
    let hands = store::hands(seen, text.id)?;
    Ok(Opened { shelf, text, words, before: base.map(|_| before), hands })
}

/// The sentences of a text as a reader gets them.
#[derive(Clone, Debug)]
pub struct Sentences {
    /// Their language.
    pub lang: Locale,
    /// The sentences.
    pub all: Vec<String>,
    /// What is to be said of the language.
    pub mark: Option<Note>,
}

impl Sentences {
    /// As they are shown: short words stay with the next one.
    pub fn shown(&self) -> Vec<String> {
        let bound = |sentence: &String| match self.lang {
            Locale::En => sentence.clone(),
            Locale::Pl | Locale::Uk => text::bind_short_words(sentence, None),
        };
        self.all.iter().map(bound).collect()
    }
    /// With what everybody begins.
    pub fn starting(locale: Locale) -> Self {
        Self { lang: locale, all: starting(locale), mark: None }
    }
    /// Those of a text: the reader's language, else the original.
    pub fn of(visit: &Visit, id: ItemId, path: &str, words: &[TextRow]) -> Self {
        let Some(shown) = Card::pick(words, visit.locale) else {
            return Self { lang: visit.locale, all: Vec::new(), mark: None };
        };
        let mark = translating::mark(visit, id, path, words, shown);
        Self { lang: shown.lang, all: sentences(&shown.body), mark: Some(mark) }
    }
}

/// Two texts beside each other, in a language both have.
#[derive(Clone, Debug)]
pub struct Compared {
    /// The language.
    pub lang: Locale,
    /// What differs.
    pub comparison: Comparison,
    /// One of the two is a translation: the original counts.
    pub translated: bool,
}

/// What differs between the words of two texts; `None` for the older one means the starting sentences. The reader's
/// language first, then that of the original.
pub fn compare(old: Option<&[TextRow]>, new: &[TextRow], wanted: Locale) -> Option<Compared> {
    let at = |words: &[TextRow], lang: Locale| words.iter().find(|text| text.lang == lang).cloned();
    let original = new.iter().find(|text| text.state == crate::items::TextState::Original);
    let order = [Some(wanted), original.map(|text| text.lang)].into_iter().flatten().chain(Locale::ALL);
    for lang in order {
        let Some(is) = at(new, lang) else { continue };
        let was = match old {
            None => None,
            Some(old) => match at(old, lang) {
                Some(was) => Some(was),
                None => continue,
            },
        };
        let foreign = |text: &TextRow| text.state != crate::items::TextState::Original;
        let before = was.as_ref().map_or_else(|| starting(lang), |was| sentences(&was.body));
        return Some(Compared {
            lang,
            comparison: Comparison::of(&before, &sentences(&is.body)),
            translated: foreign(&is) || was.as_ref().is_some_and(foreign),
        });
    }
    None
}

/// Two versions beside each other.
#[derive(Clone, Debug)]
pub struct Two {
    /// The numbers of all there are, newest first.
    pub numbers: Vec<i64>,
    /// The older one; 0 for the sentences one begins with.
    pub from: i64,
    /// The newer one.
    pub to: i64,
    /// What differs; none where there is no version, or no language that both have.
    pub compared: Option<Compared>,
}

/// Any two versions; without numbers, the newest with the one before it.
pub(super) fn two(seen: &Snapshot<'_>, wanted: TwoInput, locale: Locale) -> Result<Two> {
    let shelf = store::shelf(seen, locale)?;
    let numbers: Vec<i64> = shelf.versions().into_iter().filter_map(|text| text.number).collect();
    let to = wanted.to.unwrap_or(shelf.latest_number());
    let from = wanted.from.unwrap_or(to - 1).max(0);
    if numbers.is_empty() && wanted.to.is_none() {
        return Ok(Two { numbers, from, to, compared: None });
    }
    let key = |number: i64| Ok::<_, ::store::Error>(shelf.version(number).ok_or(Code::NotFound)?.id);
    let newer = key(to)?;
    let older = if from == 0 { None } else { Some(key(from)?) };
    let (words, before) = store::words(seen, newer, older)?;
    // a text beside itself has its words in the first half alone
    let before = older.map(|older| if older == newer { words.clone() } else { before });
    Ok(Two { numbers, from, to, compared: compare(before.as_deref(), &words, locale) })
}

/// What somebody may do here, as far as it shows on pages; the permit decides.
#[derive(Clone, Copy, Default, Debug)]
pub struct May {
    /// Say something, propose something.
    pub speak: bool,
    /// Take it back.
    pub withdraw: bool,
    /// Put it forward.
    pub forward: bool,
    /// Confirm it.
    pub confirm: bool,
    /// Refuse it.
    pub refuse: bool,
}

impl May {
    /// What whoever visits may do with a text.
    pub fn with(visit: &Visit, shelf: &Shelf, text: &Text) -> Self {
        let (me, acting) = (visit.actor.signed_in(), visit.actor.acting());
        let standing = shelf.standing.as_ref();
        let helping = visit.actor.for_member.is_some();
        let keeper = !helping
            && standing.is_some_and(|one| {
                one.roles.iter().any(|role| matches!(role, Role::Editor | Role::Animator))
            });
        let own = text.owner.is_some() && acting == text.owner;
        let fresh = text.base == shelf.latest_number();
        let running = text.state.running();
        let (open, forward) = (text.state == State::Open, text.state == State::Forward);
        Self {
            speak: running && standing.is_some_and(|one| one.vouched),
            withdraw: running && own,
            forward: keeper && fresh && open,
            confirm: keeper && fresh && forward && !own && text.forward_by.is_some() && me != text.forward_by,
            refuse: keeper && running && !own,
        }
    }
}

/// "12 października 2026".
pub fn day(locale: impl Into<Locale>, at: impl std::borrow::Borrow<Time>) -> String {
    text::date(locale, at.borrow().day().0)
}

/// What a version is at this moment, in words: in force since, announced for, held from when to when.
pub fn standing_words(shelf: &Shelf, text: &Text, locale: Locale) -> String {
    let (Some(number), Some(from)) = (text.number, text.holds_from) else { return String::new() };
    if from > shelf.now {
        return t::version_coming(locale, day(locale, from), number);
    }
    let next = shelf.all.iter().filter(|other| other.number > text.number && other.held(shelf.now).is_some());
    match next.filter_map(|other| other.holds_from).min() {
        Some(until) => t::version_was(locale, day(locale, from), number, day(locale, until)),
        None => t::version_holds(locale, day(locale, from), number),
    }
}

/// Who worked on it, in one sentence, or nothing.
pub fn named(hands: &[String], locale: Locale) -> String {
    match hands.is_empty() {
        true => String::new(),
        false => t::worked_on(locale, hands.join(", ")),
    }
}
