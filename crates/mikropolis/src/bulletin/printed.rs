//! What an issue shows, read anew each time: only what everybody may read and may be printed.

use super::acts::ReadDraft;
use super::dates::{self, Dated};
use super::model::{Bulletin, Entry, Issue, Sort, State, parts};
use super::store::{self, Line};
use crate::texts::bulletin as t;
use ::store::{Error, Result, Snapshot};
use belonging::stories::store as stories;
use kernel::{Code, ItemId, Locale};
use support::offers::model as offer;
use support::offers::store::glance;

/// So many letters of a story are proposed at most.
const SUMMARY: usize = 280;

/// What may be printed just now.
#[derive(Clone, Debug)]
pub struct May {
    /// Stories.
    stories: Vec<ItemId>,
    /// Thanks: their words and language.
    thanks: Vec<(ItemId, String, String)>,
    /// Dates.
    dates: Vec<Dated>,
}

/// What an issue shows in a language. A draft is read by those who make it.
///
/// # Errors
/// [`Code::NotFound`]; those of the store.
pub fn bulletin(seen: &Snapshot<'_>, number: i64, locale: Locale) -> Result<Bulletin> {
    let issue = store::issue(seen, number)?.ok_or(Code::NotFound)?;
    if issue.state == State::Draft {
        seen.allow(&ReadDraft).map_err(|error| match error {
            // whether there is one is nobody else's business
            Error::Refused(_) => Code::NotFound.into(),
            other => other,
        })?;
    }
    let lines = store::lines(seen, number, locale)?;
    let of = |sort: Sort| -> Vec<ItemId> {
        lines.iter().filter(|line| line.sort == sort).map(|line| line.item).collect()
    };
    let dated = lines.iter().any(|line| line.sort == Sort::Date);
    // a printed sheet says what it said: the next time as of its day
    let as_of = issue.published_at.unwrap_or(seen.now());
    let may = May {
        stories: stories::printable(seen, &of(Sort::Story))?,
        thanks: glance::thanks_of(seen, &of(Sort::Thanks))?,
        dates: if dated { dates::coming(seen, locale, as_of)? } else { Vec::new() },
    };
    let entries = entries(&lines, &may, locale);
    Ok(Bulletin { issue, locale, parts: parts(entries) })
}

/// From lines to what is printed; what may not be is left out.
pub fn entries(lines: &[Line], may: &May, locale: Locale) -> Vec<Entry> {
    lines.iter().filter_map(|line| entry(line, may, locale)).collect()
}

fn entry(line: &Line, may: &May, locale: Locale) -> Option<Entry> {
    match line.sort {
        Sort::Story => {
            let path = format!("/stories/{}", line.slug);
            may.stories
                .contains(&line.item)
                .then(|| made(line, line.lang, summary(line), String::new(), path))
        }
        Sort::Need | Sort::Offer => {
            let until = line.ends_at.map(|end| text::day_and_month(locale, end.plus_seconds(-1).day().0));
            let about = until.map(|until| t::until(locale, until)).unwrap_or_default();
            Some(made(line, line.lang, line.summary.clone(), about, format!("/offers/{}", line.item)))
        }
        Sort::Thanks => {
            let (_, words, lang) = may.thanks.iter().find(|(item, ..)| *item == line.item)?;
            let lang = Locale::parse(lang).unwrap_or(line.lang);
            let path = format!("/offers/{}", line.item);
            Some(made(line, lang, words.clone(), String::new(), path))
        }
        Sort::Date => {
            let date = may.dates.iter().find(|date| date.id == line.item)?;
            let path = format!("/dates/{}", date.slug);
            Some(made(line, line.lang, line.summary.clone(), date.when.clone(), path))
        }
    }
}

/// An entry with the shortened words, if they are in the language that is shown, else the item's own.
fn made(line: &Line, lang: Locale, own_words: String, about: String, path: String) -> Entry {
    let short = !line.words.is_empty() && line.words_lang == lang;
    Entry {
        sort: line.sort,
        item: line.item,
        path,
        lang,
        title: if line.sort == Sort::Thanks { String::new() } else { line.title.clone() },
        words: if short { line.words.clone() } else { own_words.clone() },
        own_words,
        about,
    }
}

/// What is proposed of a story: its one or two sentences, else how it begins.
fn summary(line: &Line) -> String {
    match line.summary.is_empty() {
        true => text::markdown::plain_summary(&line.body, SUMMARY),
        false => line.summary.clone(),
    }
}

/// What could be printed, and thanks whose two sides nobody has asked yet.
#[derive(Clone, Debug)]
pub struct Pool {
    /// As lines nobody shortened, in the order in which they are proposed.
    pub lines: Vec<Line>,
    /// What may be printed, of these and of the lines chosen already.
    pub may: May,
    /// Thanks that wait for both sides: key, language and words.
    pub unasked: Vec<(ItemId, Locale, String)>,
}

/// So many stories are proposed to choose from.
const STORIES: i64 = 8;

/// Everything an issue could show, beside the lines it holds already.
///
/// # Errors
/// Those of the store.
pub fn pool(seen: &Snapshot<'_>, chosen: &[Line], locale: Locale) -> Result<Pool> {
    let dates = dates::coming(seen, locale, seen.now())?;
    let (mut lines, mut thanks, mut unasked) = (Vec::new(), Vec::new(), Vec::new());
    lines.extend(dates.iter().map(of_date));
    lines.extend(store::stories(seen, locale, STORIES)?);
    for one in glance::printable(seen, locale)? {
        let done = one.state == offer::State::Done;
        let lang = Locale::parse(&one.thanks_lang).unwrap_or(one.lang);
        match (done, one.agreed) {
            (true, true) => thanks.push((one.id, one.thanks.clone(), one.thanks_lang.clone())),
            (true, false) => unasked.push((one.id, lang, one.thanks.clone())),
            (false, _) => {}
        }
        if !done || one.agreed {
            lines.push(of_offer(&one));
        }
    }
    let told = chosen.iter().chain(&lines).filter(|line| line.sort == Sort::Story).map(|line| line.item);
    let mut told: Vec<ItemId> = told.collect();
    told.sort();
    told.dedup();
    let stories = stories::printable(seen, &told)?;
    let may = May { stories, thanks, dates };
    Ok(Pool { lines, may, unasked })
}

fn of_date(date: &Dated) -> Line {
    Line {
        sort: Sort::Date,
        item: date.id,
        words_lang: date.lang,
        words: String::new(),
        slug: date.slug.clone(),
        lang: date.lang,
        title: date.title.clone(),
        summary: date.summary.clone(),
        body: String::new(),
        ends_at: None,
    }
}

fn of_offer(one: &glance::Printable) -> Line {
    let sort = match (one.state, one.side) {
        (offer::State::Done, _) => Sort::Thanks,
        (_, offer::Side::Need) => Sort::Need,
        (_, offer::Side::Offer) => Sort::Offer,
    };
    Line {
        sort,
        item: one.id,
        words_lang: one.lang,
        words: String::new(),
        slug: String::new(),
        lang: one.lang,
        title: one.title.clone(),
        summary: one.summary.clone(),
        body: String::new(),
        ends_at: Some(one.until.plus(1).start()),
    }
}

/// The issue that is put together, its lines, and what else it could show.
///
/// # Errors
/// A refusal, or those of the store.
pub fn in_hand(seen: &Snapshot<'_>, number: i64) -> Result<(Issue, Vec<Line>, Pool)> {
    let issue = seen.allow(&super::acts::Arrange(number))?;
    let lines = store::lines(seen, number, issue.lang)?;
    let pool = pool(seen, &lines, issue.lang)?;
    Ok((issue, lines, pool))
}
