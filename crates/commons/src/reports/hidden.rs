//! What stands where something was hidden: since when and by which rule. No names, neither of its author nor of
//! whoever decided or reported.

use super::model::Rule;
use super::store;
use crate::texts::reports as t;
use ::store::{Result, Snapshot};
use kernel::{Day, ItemId, Locale};
use web::Choice as _;

/// A decision by which something is out of sight.
#[derive(Clone, Copy, Debug)]
pub struct Hidden {
    rule: Rule,
    since: Option<Day>,
}

impl Hidden {
    /// In words, for the stub.
    pub fn says(&self, locale: impl Into<Locale>) -> String {
        let locale = locale.into();
        let rule = self.rule.label(locale);
        match self.since {
            Some(day) => t::hidden_since(locale, text::date(locale, day.0), rule),
            None => t::hidden_by_rule(locale, rule),
        }
    }
}

/// Whether an item of this version is hidden by a decision on a report.
///
/// # Errors
/// Those of the store.
pub fn hidden(seen: &Snapshot<'_>, item: ItemId, version: i64) -> Result<Option<Hidden>> {
    let found = store::hidden(seen, item, version)?;
    Ok(found.map(|(rule, at)| Hidden {
        rule: Rule::parse(&rule).unwrap_or(Rule::Law),
        since: at.map(kernel::Time::day),
    }))
}
