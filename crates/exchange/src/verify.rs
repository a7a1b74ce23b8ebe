//! Checks a result file against its input without trusting whoever made it.
//!
//! Nothing is solved again. Everything stated is recomputed from the input, and every claim of being best is
//! checked by its prices: no edge (or ring) may be below price, and the prices must add up to the value
//! claimed. That is the duality of linear programming, and it holds whoever found the prices.

use crate::bounded::{Bounds, Contracted, Pricing, UNIT, proves};
use crate::draw::sha256_hex;
use crate::explain::unserved;
use crate::market::{ItemKind, Market};
use crate::result::{
    Certificate, Form, InputError, ResultFile, Totals, read, receipts, receives_with_chains, totals,
};
use crate::rings::prices::{could_trade, draw_edges, edges};
use crate::rings::{Prices, RingSolution, lots, rings, served};

/// Why a result is not what it claims to be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VerifyError {
    /// The input is refused.
    #[error(transparent)]
    Input(#[from] InputError),
    /// Made from other want lists.
    #[error("the result was made from another input: it says SHA-256 {stated}, the file has {found}")]
    OtherInput {
        /// What the result says.
        stated: String,
        /// What the file has.
        found: String,
    },
    /// The certificate does not fit the input.
    #[error("the certificate has the wrong shape: {0}")]
    Shape(&'static str),
    /// An item takes what nobody offers it.
    #[error("{0} takes something that is not on its list, or that somebody else takes too")]
    NotWanted(String),
    /// The list of trades differs from the certificate.
    #[error("the trades listed are not those of the certificate: first difference at {0}")]
    OtherTrades(String),
    /// A stated number is wrong.
    #[error("the result states {name} = {stated}, but it is {found}")]
    Number {
        /// Which number.
        name: &'static str,
        /// What the result says.
        stated: String,
        /// What it is.
        found: String,
    },
    /// A price is too high, so the proof fails.
    #[error("the prices do not prove the {0} best: {1} could do better")]
    BelowPrice(&'static str, String),
    /// The prices do not add up.
    #[error("the prices do not prove the {0} best: they add up to {1}, not to {2}")]
    Sum(&'static str, i128, i128),
    /// A ring is longer than allowed.
    #[error("the ring of {0} is longer than allowed")]
    TooLong(String),
    /// Those without anything are not listed rightly.
    #[error("the list of households that got nothing is wrong: {0}")]
    Unserved(String),
}

/// What was proved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verified {
    /// Whether the result is proved best (always for rings of any length).
    pub best: bool,
    /// For rings of bounded length: the proved bound, in millionths of a trade.
    pub bound: Option<i64>,
}

/// Checks a result against its input.
///
/// # Errors
/// The first claim that does not hold.
pub fn verify(result: &ResultFile, input: &[u8], form: Form) -> Result<Verified, VerifyError> {
    let found = sha256_hex(input);
    if found != result.input_sha256 {
        return Err(VerifyError::OtherInput { stated: result.input_sha256.clone(), found });
    }
    verify_market(result, &read(input, form)?)
}

/// Checks a result against a market whose input is known to be the right one.
///
/// # Errors
/// The first claim that does not hold.
pub fn verify_market(result: &ResultFile, market: &Market) -> Result<Verified, VerifyError> {
    let (takes, chains) = result.certificate.takes();
    permutation(market, takes, chains)?;
    let gets = receives_with_chains(market, takes, chains);
    same_trades(market, result, &gets)?;
    same_numbers(result, &totals(market, takes, chains, &gets))?;
    same_unserved(market, result, &gets)?;
    match &result.certificate {
        Certificate::Assignment { prices, draw, protected, households_at_most, .. } => {
            if result.options.max_ring.is_some() {
                return Err(VerifyError::Shape("rings of any length where a greatest length was asked for"));
            }
            check_prices("objective", market, prices, result.objective, |item| edges(market, item))?;
            check_draw(market, result.seed, takes, prices, draw, protected)?;
            let could_trade = could_trade(market, takes, prices);
            let most = served(market, |item| could_trade[item]);
            number("households_at_most", *households_at_most, most)?;
            same_reasons(market, result, prices, could_trade)?;
            Ok(Verified { best: true, bound: None })
        }
        Certificate::Packing { expected, bound, proved, prices, .. } => {
            let bounds = packing_bounds(result)?;
            short_enough(market, bounds, &gets, chains)?;
            let value = packing_value(bounds, &gets, chains);
            number("expected", *expected, (value * UNIT as f64).round() as i64)?;
            packing_prices(market, bounds, prices)?;
            number("bound", *bound, prices.iter().fold(0_i64, |sum, &price| sum.saturating_add(price)))?;
            number("proved", *proved, proves(bounds, value, *bound))?;
            Ok(Verified { best: *proved, bound: Some(*bound) })
        }
    }
}

/// Prices of honest results stay far below; sums of a few of these cannot overflow.
const MOST_PRICE: u64 = 1 << 60;

fn name(market: &Market, item: usize) -> String {
    market.items().get(item).map_or_else(|| format!("item {item}"), |item| item.name.clone())
}

/// Every item takes one that is on its list or its own, and no item is taken twice.
fn permutation(market: &Market, takes: &[u32], chains: &[Vec<usize>]) -> Result<(), VerifyError> {
    let count = market.items().len();
    if takes.len() != count {
        return Err(VerifyError::Shape("not one entry per item"));
    }
    let mut ends = vec![None; count];
    for chain in chains {
        let (Some(&gift), Some(&last)) = (chain.first(), chain.last()) else {
            return Err(VerifyError::Shape("an empty chain"));
        };
        let gift_kind = market.items().get(gift).map(|item| item.kind);
        if gift_kind != Some(ItemKind::Gift) || last >= count || chain.len() < 2 || ends[gift].is_some() {
            return Err(VerifyError::Shape("a chain that no gift starts"));
        }
        ends[gift] = Some(last);
    }
    let mut taken = vec![false; count];
    for (item, &to) in takes.iter().enumerate() {
        let to = to as usize;
        let end = ends[item];
        let allowed = to == item || market.cost(item, to).is_some();
        // In a chain the gift's own entry stays, and its last thing is nobody's.
        let uses = if end.is_some() && to == item { item } else { to };
        if !allowed || uses >= count {
            return Err(VerifyError::NotWanted(name(market, item)));
        }
        if end.is_some() {
            continue;
        }
        if std::mem::replace(&mut taken[uses], true) {
            return Err(VerifyError::NotWanted(name(market, item)));
        }
    }
    follow_chains(market, takes, chains)
}

/// The chains listed are those of the assignment.
fn follow_chains(market: &Market, takes: &[u32], chains: &[Vec<usize>]) -> Result<(), VerifyError> {
    for chain in chains {
        for pair in chain.windows(2) {
            let mut from = pair[1];
            for _ in 0..takes.len() {
                let Some(&to) = takes.get(from) else {
                    return Err(VerifyError::Shape("a chain leaves the market"));
                };
                from = to as usize;
                if !market.is_dummy(from) {
                    break;
                }
            }
            if from != pair[0] {
                return Err(VerifyError::NotWanted(name(market, pair[1])));
            }
        }
    }
    Ok(())
}

fn same_trades(market: &Market, result: &ResultFile, gets: &[Option<usize>]) -> Result<(), VerifyError> {
    let found = receipts(market, gets);
    let mut stated = result.receives.iter();
    for receipt in &found {
        if stated.next() != Some(receipt) {
            return Err(VerifyError::OtherTrades(receipt.item.clone()));
        }
    }
    stated.next().map_or(Ok(()), |receipt| Err(VerifyError::OtherTrades(receipt.item.clone())))
}

fn number<T: PartialEq + std::fmt::Display>(
    name: &'static str,
    stated: T,
    found: T,
) -> Result<(), VerifyError> {
    if stated == found {
        return Ok(());
    }
    Err(VerifyError::Number { name, stated: stated.to_string(), found: found.to_string() })
}

fn same_numbers(result: &ResultFile, totals: &Totals) -> Result<(), VerifyError> {
    number("trades", result.trades, totals.trades)?;
    number("cost", result.cost, totals.cost)?;
    number("objective", result.objective, totals.objective)?;
    number("households", result.households, totals.households)?;
    number("longest_ring", result.longest_ring, totals.longest_ring)
}

fn same_unserved(market: &Market, result: &ResultFile, gets: &[Option<usize>]) -> Result<(), VerifyError> {
    let mut served = vec![false; market.households().len()];
    for (item, got) in market.items().iter().zip(gets) {
        served[item.household] |= got.is_some();
    }
    let without =
        market.households().iter().zip(served).filter(|(_, served)| !served).map(|(household, _)| household);
    let mut stated = result.unserved.iter();
    for household in without {
        if stated.next().map(|entry| &entry.household) != Some(&household.name) {
            return Err(VerifyError::Unserved(household.name.clone()));
        }
    }
    stated.next().map_or(Ok(()), |entry| Err(VerifyError::Unserved(entry.household.clone())))
}

/// Reasons follow from the market, the trades and the prices just checked, so they can be derived again.
fn same_reasons(
    market: &Market,
    result: &ResultFile,
    prices: &Prices,
    could_trade: Vec<bool>,
) -> Result<(), VerifyError> {
    let (takes, _) = result.certificate.takes();
    let solution =
        RingSolution { takes: takes.to_vec(), prices: prices.clone(), could_trade, ..Default::default() };
    let derived = unserved(market, &solution, None);
    match derived.iter().zip(&result.unserved).find(|(derived, stated)| derived != stated) {
        Some((derived, _)) => Err(VerifyError::Unserved(derived.household.clone())),
        None => Ok(()),
    }
}

/// No edge below price, and the prices add up to the value: the duality that proves a cheapest assignment.
fn check_prices<I: Iterator<Item = (usize, i64)>>(
    what: &'static str,
    market: &Market,
    prices: &Prices,
    value: i128,
    edges: impl Fn(usize) -> I,
) -> Result<(), VerifyError> {
    let count = market.items().len();
    if prices.receiver.len() != count || prices.sender.len() != count {
        return Err(VerifyError::Shape("not one price per item"));
    }
    if prices.receiver.iter().chain(&prices.sender).any(|price| price.unsigned_abs() > MOST_PRICE) {
        return Err(VerifyError::Shape("prices beyond all measure"));
    }
    for item in 0..count {
        for (to, cost) in edges(item) {
            if i128::from(prices.receiver[item]) + i128::from(prices.sender[to]) > i128::from(cost) {
                return Err(VerifyError::BelowPrice(what, name(market, item)));
            }
        }
    }
    let total = prices.total().ok_or(VerifyError::Shape("prices beyond all measure"))?;
    if total == value { Ok(()) } else { Err(VerifyError::Sum(what, total, value)) }
}

/// Among the best solutions that serve the same households, the lot was followed.
fn check_draw(
    market: &Market,
    seed: u64,
    takes: &[u32],
    prices: &Prices,
    draw: &Prices,
    protected: &[u32],
) -> Result<(), VerifyError> {
    let mut held = vec![false; takes.len()];
    let mut households = vec![false; market.households().len()];
    for &item in protected {
        let entry = market.items().get(item as usize).filter(|entry| entry.kind != ItemKind::Dummy);
        let entry = entry.ok_or(VerifyError::Shape("a protected thing that does not exist"))?;
        if takes[item as usize] == item || std::mem::replace(&mut households[entry.household], true) {
            return Err(VerifyError::Shape("a protected thing that is not traded, or two of one household"));
        }
        held[item as usize] = true;
    }
    let lots = lots(market, seed);
    let left_out = takes.iter().enumerate().filter(|&(item, &taken)| item == taken as usize);
    let value: i128 = left_out.map(|(item, _)| i128::from(lots[item])).sum();
    check_prices("draw", market, draw, value, |item| draw_edges(market, prices, &held, &lots, item))
}

fn packing_bounds(result: &ResultFile) -> Result<Bounds, VerifyError> {
    let max_ring = result.options.max_ring.ok_or(VerifyError::Shape("no greatest length"))?;
    Bounds { max_ring, fail: result.options.fail }
        .check()
        .map_err(|_| VerifyError::Shape("options out of range"))
}

fn short_enough(
    market: &Market,
    bounds: Bounds,
    gets: &[Option<usize>],
    chains: &[Vec<usize>],
) -> Result<(), VerifyError> {
    let in_chain = |ring: &Vec<usize>| chains.iter().any(|chain| chain.contains(&ring[0]));
    let rings = rings(gets).into_iter().filter(|ring| !in_chain(ring));
    match rings.chain(chains.iter().cloned()).find(|ring| ring.len() > bounds.max_ring) {
        Some(ring) => Err(VerifyError::TooLong(name(market, ring[0]))),
        None => Ok(()),
    }
}

fn packing_value(bounds: Bounds, gets: &[Option<usize>], chains: &[Vec<usize>]) -> f64 {
    let in_chain = |ring: &Vec<usize>| chains.iter().any(|chain| chain.contains(&ring[0]));
    let rings = rings(gets).into_iter().filter(|ring| !in_chain(ring));
    let rings: f64 = rings.map(|ring| bounds.ring_value(ring.len())).sum();
    let chains: f64 = chains.iter().map(|chain| bounds.chain_value(chain.len())).sum();
    rings + chains
}

/// No allowed ring is worth more than its prices: all of them are searched.
fn packing_prices(market: &Market, bounds: Bounds, prices: &[i64]) -> Result<(), VerifyError> {
    if prices.len() != market.items().len() || prices.iter().any(|&price| price < 0) {
        return Err(VerifyError::Shape("not one price of at least 0 per item"));
    }
    let contracted = Contracted::new(market);
    let prices: Vec<f64> = prices.iter().map(|&price| price as f64 / UNIT as f64).collect();
    let search = Pricing { contracted: &contracted, bounds, prices: &prices, threshold: 1e-9, keep: 1 };
    match search.violators().first() {
        Some((_, ring)) => Err(VerifyError::BelowPrice("packing", name(market, ring.people[0] as usize))),
        None => Ok(()),
    }
}
