//! Dates as the bulletin shows them.

use ::store::{Result, Snapshot};
use kernel::{ItemId, Locale, Time};
use participation::programme::model::State;
use participation::programme::store::{Listed, list};

/// A date with the next time it takes place.
#[derive(Clone, Debug)]
pub struct Dated {
    /// Which.
    pub id: ItemId,
    /// Its address below `/dates`.
    pub slug: String,
    /// The language of title and summary.
    pub lang: Locale,
    /// What.
    pub title: String,
    /// Its first sentences.
    pub summary: String,
    /// When and where.
    pub when: String,
}

/// Dates that take place after a moment, the soonest first.
///
/// # Errors
/// Those of the store.
pub fn coming(seen: &Snapshot<'_>, locale: Locale, after: Time) -> Result<Vec<Dated>> {
    let all = list(seen, locale)?;
    let mut dates: Vec<(Time, Dated)> = all.iter().filter_map(|date| next(date, locale, after)).collect();
    dates.sort_by_key(|(start, _)| *start);
    Ok(dates.into_iter().map(|(_, dated)| dated).collect())
}

/// The next time a date takes place, if it does.
fn next(date: &Listed, locale: Locale, after: Time) -> Option<(Time, Dated)> {
    let next = date.details.plan.next(after).filter(|next| !next.called_off)?;
    if date.state == State::CalledOff {
        return None;
    }
    let (when, place) = (next.when(locale), date.place());
    let dated = Dated {
        id: date.id,
        slug: date.slug.clone(),
        lang: date.lang,
        title: date.title.clone(),
        summary: date.summary.clone(),
        when: if place.is_empty() { when } else { format!("{when} · {place}") },
    };
    Some((next.start(), dated))
}
