//! The result file: everything that was decided, and what anybody needs to check it.

use crate::bounded::{self, Bounds, BoundsError};
use crate::draw::sha256_hex;
use crate::explain::{Doorstep, Unserved, unserved};
use crate::market::Market;
use crate::plain::{PlainError, PlainList};
use crate::rings::{self, Prices, RingOptions, Step};
use crate::wants::{WantError, WantFile};
use serde::{Deserialize, Serialize};

/// The version that results carry.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// A result as it is published.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ResultFile {
    /// How many things change hands (dummies not counted).
    pub trades: usize,
    /// The sum of the costs of these trades.
    pub cost: i64,
    /// Cost plus what every thing not traded costs.
    pub objective: i128,
    /// How many households get something.
    pub households: usize,
    /// The people in the longest ring or chain.
    pub longest_ring: usize,
    /// Who gets what, by the things given.
    pub receives: Vec<Receipt>,
    /// The published seed of the draw.
    pub seed: u64,
    /// SHA-256 of the input file, lower-case hexadecimal.
    pub input_sha256: String,
    /// What the run was asked for.
    pub options: RunOptions,
    /// The version of the engine.
    pub version: String,
    /// The proof.
    pub certificate: Certificate,
    /// Who got nothing, and why.
    pub unserved: Vec<Unserved>,
}

/// One trade: for `item` its owner gets `gets`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The thing given.
    pub item: String,
    /// The thing received for it.
    pub gets: String,
}

/// What a run was asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct RunOptions {
    /// The most people in a ring; none: any number.
    pub max_ring: Option<usize>,
    /// The probability that a hand-over fails, for bounded rings.
    pub fail: f64,
}

/// What proves a result. Items are in the canonical order of the market: things by name, then dummies.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Certificate {
    /// Rings of any length: an assignment with dual values.
    Assignment {
        /// What each item takes; itself if it is kept.
        takes: Vec<u32>,
        /// Prices that prove the objective best.
        prices: Prices,
        /// Prices that prove the draw.
        draw: Prices,
        /// One thing of each served household, which the draw may not leave out.
        protected: Vec<u32>,
        /// No best solution serves more households than this.
        households_at_most: usize,
    },
    /// Rings of bounded length: a packing with prices.
    Packing {
        /// What each item takes; itself if it is kept.
        takes: Vec<u32>,
        /// Chains: the gift, then everybody's thing in the order of the hand-overs.
        chains: Vec<Vec<usize>>,
        /// The expected completed trades, in millionths.
        expected: i64,
        /// No allowed solution is worth more, in millionths.
        bound: i64,
        /// Whether that proves the result best.
        proved: bool,
        /// Every item's price in millionths: no allowed ring is worth more than its prices.
        prices: Vec<i64>,
    },
}

/// The form of an input.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Form {
    /// TradeMaximizer want lists.
    #[default]
    WantLists,
    /// People, things and wishes as JSON.
    Json,
    /// People, things and wishes as CSV.
    Csv,
}

/// Why an input was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InputError {
    /// A want list.
    #[error(transparent)]
    Wants(#[from] WantError),
    /// A plain list.
    #[error(transparent)]
    Plain(#[from] PlainError),
}

impl InputError {
    /// The line at which it was refused, from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        match self {
            Self::Wants(error) => error.line,
            Self::Plain(error) => error.line,
        }
    }
}

/// Reads an input of any form.
///
/// # Errors
/// The line and the reason where it is refused.
pub fn read(input: &[u8], form: Form) -> Result<Market, InputError> {
    Ok(match form {
        Form::WantLists => Market::from_wants(&WantFile::parse(input)?)?,
        Form::Json => PlainList::from_json(input)?.market()?,
        Form::Csv => PlainList::from_csv(input)?.market()?,
    })
}

/// Why no result could be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RunError {
    /// The input was refused.
    #[error(transparent)]
    Input(#[from] InputError),
    /// An option is out of range.
    #[error(transparent)]
    Bounds(#[from] BoundsError),
}

/// What a long run has reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// The input was understood: so many items.
    Read(usize),
    /// A step of the search for rings of any length.
    Rings(Step),
    /// Bounded rings: expected trades found and their bound, in millionths.
    Bounded(i64, i64),
    /// Reasons are being looked for.
    Explaining,
}

/// Reads an input and finds the best rings.
///
/// # Errors
/// When the input is refused (with the line) or an option is out of range.
pub fn run(
    input: &[u8],
    form: Form,
    options: RunOptions,
    seed: u64,
    progress: &mut dyn FnMut(Progress),
) -> Result<(Market, ResultFile), RunError> {
    let market = read(input, form)?;
    progress(Progress::Read(market.items().len()));
    let hash = sha256_hex(input);
    let result = run_market(&market, hash, options, seed, progress)?;
    Ok((market, result))
}

/// Finds the best rings of a market that was read before; `hash` names its input.
///
/// # Errors
/// When an option is out of range.
pub fn run_market(
    market: &Market,
    hash: String,
    options: RunOptions,
    seed: u64,
    progress: &mut dyn FnMut(Progress),
) -> Result<ResultFile, BoundsError> {
    let any_length = |progress: &mut dyn FnMut(Progress)| {
        let mut steps = |step| progress(Progress::Rings(step));
        rings::solve(market, RingOptions { seed, progress: Some(&mut steps) })
    };
    let Some(max_ring) = options.max_ring else {
        let solution = any_length(progress);
        progress(Progress::Explaining);
        let reasons = unserved(market, &solution, None);
        let certificate = Certificate::Assignment {
            takes: solution.takes,
            prices: solution.prices,
            draw: solution.draw,
            protected: solution.protected,
            households_at_most: solution.households_at_most,
        };
        return Ok(assemble(market, hash, options, seed, certificate, reasons));
    };
    let bounds = Bounds { max_ring, fail: options.fail };
    let mut tell = |found, bound| progress(Progress::Bounded(found, bound));
    let bounded = bounded::solve(market, bounds, seed, Some(&mut tell))?;
    let free = any_length(progress);
    progress(Progress::Explaining);
    let reasons = unserved(market, &free, Some(&Doorstep::new(market, &bounded, bounds)));
    let certificate = Certificate::Packing {
        expected: (bounded.value * bounded::UNIT as f64).round() as i64,
        takes: bounded.takes,
        chains: bounded.chains,
        bound: bounded.bound,
        proved: bounded.proved,
        prices: bounded.prices,
    };
    Ok(assemble(market, hash, options, seed, certificate, reasons))
}

/// What each item brings in, the chains' takers included.
pub(crate) fn receives_with_chains(
    market: &Market,
    takes: &[u32],
    chains: &[Vec<usize>],
) -> Vec<Option<usize>> {
    let mut gets = rings::receives(market, takes);
    for chain in chains {
        // The last thing of a chain goes to nobody, and the gift brings nothing.
        if let Some(&gift) = chain.first() {
            gets[gift] = None;
        }
    }
    gets
}

/// The numbers that follow from who gets what.
pub(crate) struct Totals {
    pub trades: usize,
    pub cost: i64,
    pub objective: i128,
    pub households: usize,
    pub longest_ring: usize,
}

/// Adds up.
pub(crate) fn totals(
    market: &Market,
    takes: &[u32],
    chains: &[Vec<usize>],
    gets: &[Option<usize>],
) -> Totals {
    let trades = gets.iter().flatten().count();
    let costs = takes.iter().enumerate().map(|(item, &taken)| {
        let kept = item == taken as usize;
        if kept { 0 } else { market.cost(item, taken as usize).unwrap_or(0) }
    });
    let cost: i64 = costs.sum();
    let untraded = market.real_items().saturating_sub(trades);
    let mut served = vec![false; market.households().len()];
    for (item, got) in market.items().iter().zip(gets) {
        served[item.household] |= got.is_some();
    }
    let rings = rings::rings(gets).into_iter().map(|ring| ring.len());
    Totals {
        trades,
        cost,
        objective: i128::from(cost) + i128::from(market.nontrade_cost()) * untraded as i128,
        households: served.iter().filter(|&&served| served).count(),
        longest_ring: rings.chain(chains.iter().map(Vec::len)).max().unwrap_or(0),
    }
}

/// Who gets what, in the order of the market.
pub(crate) fn receipts(market: &Market, gets: &[Option<usize>]) -> Vec<Receipt> {
    let name = |item: usize| market.items().get(item).map_or_else(String::new, |item| item.name.clone());
    let got = gets.iter().enumerate().filter_map(|(item, got)| Some((item, (*got)?)));
    got.map(|(item, gets)| Receipt { item: name(item), gets: name(gets) }).collect()
}

fn assemble(
    market: &Market,
    input_sha256: String,
    options: RunOptions,
    seed: u64,
    certificate: Certificate,
    unserved: Vec<Unserved>,
) -> ResultFile {
    let (takes, chains) = certificate.takes();
    let gets = receives_with_chains(market, takes, chains);
    let totals = totals(market, takes, chains, &gets);
    ResultFile {
        trades: totals.trades,
        cost: totals.cost,
        objective: totals.objective,
        households: totals.households,
        longest_ring: totals.longest_ring,
        receives: receipts(market, &gets),
        seed,
        input_sha256,
        options,
        version: VERSION.to_owned(),
        certificate,
        unserved,
    }
}

impl Certificate {
    /// The assignment and the chains.
    #[must_use]
    pub fn takes(&self) -> (&[u32], &[Vec<usize>]) {
        match self {
            Self::Assignment { takes, .. } => (takes, &[]),
            Self::Packing { takes, chains, .. } => (takes, chains),
        }
    }
}
