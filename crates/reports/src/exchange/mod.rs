//! What an exchange day's result says: a slip for every person, reasons for whoever got nothing.

use crate::texts::exchange as texts;
use askama::Template;
use exchange::explain::{Help, Reason, Unserved};
use exchange::market::Market;
use exchange::result::{Certificate, ResultFile};
use std::collections::{BTreeMap, HashMap};
use text::Locale;

/// Where and when things are handed over; empty: a line to write on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Meeting {
    /// The place.
    pub place: String,
    /// The day and hour.
    pub time: String,
}

/// One person's slip.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Slip {
    /// Whose it is.
    pub household: String,
    /// "thing – to whom".
    pub gives: Vec<String>,
    /// "thing – from whom".
    pub takes: Vec<String>,
}

/// Why a household got nothing, in words.
#[must_use]
pub fn reason(locale: Locale, reason: Reason) -> &'static str {
    match reason {
        Reason::NoWishes => texts::no_wishes(locale),
        Reason::NobodyWanted => texts::nobody_wanted(locale),
        Reason::NoRing => texts::no_ring(locale),
        Reason::OthersHadFewerOptions => texts::others_had_fewer_options(locale),
        Reason::Lot => texts::lot(locale),
        Reason::LongerRingNotAllowed => texts::longer_ring_not_allowed(locale),
    }
}

/// What would have helped, in words.
#[must_use]
pub fn help(locale: Locale, help: &Help) -> String {
    match help {
        Help::WishAlso { give, wish } => texts::help_wish_also(locale, give, wish),
        Help::Wish => texts::help_wish(locale).to_owned(),
        Help::BringSomethingElse => texts::help_bring_something_else(locale).to_owned(),
        Help::LongerRings => texts::help_longer_rings(locale).to_owned(),
        Help::NextTime => texts::help_next_time(locale).to_owned(),
    }
}

/// The slips of everybody who gives or takes, in the order of the households.
#[must_use]
pub fn slips(locale: Locale, market: &Market, result: &ResultFile) -> Vec<Slip> {
    let owner: HashMap<&str, usize> =
        market.items().iter().map(|item| (item.name.as_str(), item.household)).collect();
    let called =
        |household: usize| market.households().get(household).map_or("", |entry| entry.name.as_str());
    let mut slips: BTreeMap<usize, Slip> = BTreeMap::new();
    for receipt in &result.receives {
        let (Some(&taker), Some(&giver)) =
            (owner.get(receipt.item.as_str()), owner.get(receipt.gets.as_str()))
        else {
            continue;
        };
        let slip = slips.entry(taker).or_default();
        slip.takes.push(texts::take_from(locale, &receipt.gets, called(giver)));
        let slip = slips.entry(giver).or_default();
        slip.gives.push(texts::give_to(locale, &receipt.gets, called(taker)));
    }
    slips
        .into_iter()
        .map(|(household, slip)| Slip { household: called(household).to_owned(), ..slip })
        .collect()
}

struct ReasonLine<'a> {
    household: &'a str,
    why: &'static str,
    help: Option<String>,
}

#[derive(Template)]
#[template(path = "exchange/page.html")]
struct Page<'a> {
    locale: Locale,
    trades: u64,
    households: u64,
    longest: u64,
    slips: Vec<Slip>,
    reasons: Vec<ReasonLine<'a>>,
    meeting: &'a Meeting,
    claim: String,
    seed: u64,
    hash: &'a str,
}

/// The result as one page that needs nothing else and prints as slips.
///
/// # Errors
/// When the template cannot be filled in, which happens only when memory runs out.
pub fn page(
    locale: Locale,
    market: &Market,
    result: &ResultFile,
    meeting: &Meeting,
) -> Result<String, askama::Error> {
    let line = |entry: &'_ Unserved| {
        (reason(locale, entry.reason), entry.help.as_ref().map(|found| help(locale, found)))
    };
    let reasons = result.unserved.iter().map(|entry| {
        let (why, help) = line(entry);
        ReasonLine { household: &entry.household, why, help }
    });
    let page = Page {
        locale,
        trades: result.trades as u64,
        households: result.households as u64,
        longest: result.longest_ring as u64,
        slips: slips(locale, market, result),
        reasons: reasons.collect(),
        meeting,
        claim: claim(locale, &result.certificate),
        seed: result.seed,
        hash: &result.input_sha256,
    };
    page.render()
}

/// How far the proof goes, in words.
fn claim(locale: Locale, certificate: &Certificate) -> String {
    match certificate {
        Certificate::Packing { proved: false, bound, .. } => {
            texts::not_proved(locale, (bound / exchange::bounded::UNIT).unsigned_abs())
        }
        _ => texts::best(locale).to_owned(),
    }
}

#[cfg(test)]
mod tests;
