//! Dates as the bulletin shows them.

use ::store::{Result, Snapshot};
use kernel::{ItemId, Locale, Time};

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
pub fn coming(_seen: &Snapshot<'_>, _locale: Locale, _after: Time) -> Result<Vec<Dated>> {
    Ok(Vec::new())
}
