//! The counting plan of an edition: pools in order, each with its rule, and what happens to money
//! that is left. Every setting can cite the paragraph of the rulebook it follows.
//!
//! ```toml
//! [edition]
//! name = "Budżet obywatelski 2027"
//! seed = "…"                       # published before the vote
//! ties = ["lower_cost", "more_votes", "lot"]
//!
//! [[pool]]
//! name = "Bałuty"
//! file = "baluty.pb"
//! rule = "greedy_threshold"
//! threshold = 50
//! conflicts = [["B12", "B34"]]
//! withdrawn = ["B7"]
//! leftover = "pool:City"           # keep, next, pool:NAME, reserve, turnout
//! cite = { rule = "§ 14(1)", threshold = "§ 14(3)", leftover = "§ 15" }
//! ```

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::ties::{Criterion, TieChain};

mod edition;

pub use edition::{PoolResult, count_plan};

/// A plan as written.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// The edition.
    pub edition: Edition,
    /// Pools in the order in which they are counted.
    #[serde(rename = "pool")]
    pub pools: Vec<Pool>,
}

/// What holds for all pools.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Edition {
    /// Name.
    pub name: String,
    /// Seed of the lots, published before the vote.
    #[serde(default)]
    pub seed: String,
    /// Criteria for ties; lower cost, more votes, lot where nothing is said.
    #[serde(default)]
    pub ties: Vec<String>,
    /// Paragraphs of the rulebook, by setting.
    #[serde(default)]
    pub cite: BTreeMap<String, String>,
}

/// One pool of money.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Pool {
    /// Name.
    pub name: String,
    /// File of its votes.
    pub file: String,
    /// Name of the rule.
    pub rule: String,
    /// Budget in units of the currency; the file's where nothing is said.
    pub budget: Option<i64>,
    /// Points a project needs.
    pub threshold: Option<u64>,
    /// Groups of project ids of which one may be built.
    #[serde(default)]
    pub conflicts: Vec<Vec<String>>,
    /// Project ids withdrawn after the vote.
    #[serde(default)]
    pub withdrawn: Vec<String>,
    /// Most money for a category or area, in units of the currency.
    #[serde(default)]
    pub caps: BTreeMap<String, i64>,
    /// Parts of the result that ways of voting have, such as paper 50 and internet 50.
    #[serde(default)]
    pub weights: BTreeMap<String, u32>,
    /// Shares that differ between groups of voters (turnout correction between districts).
    pub shares: Option<Shares>,
    /// What happens to money left: `keep`, `next`, `pool:NAME`, `reserve` (further projects of this
    /// pool by points while they fit), `turnout` (to the pool of the plan with the highest turnout).
    #[serde(default = "keep")]
    pub leftover: String,
    /// People entitled to vote, for `turnout`.
    pub electorate: Option<u64>,
    /// Paragraphs of the rulebook, by setting.
    #[serde(default)]
    pub cite: BTreeMap<String, String>,
    /// Line of the plan on which the pool starts, for messages.
    #[serde(skip)]
    pub line: Option<usize>,
}

/// Budgets of groups of voters: each voter's share is the budget of the group over its voters.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Shares {
    /// Column of the votes that names the group, such as `district`.
    pub attribute: String,
    /// Budget of each group, in units of the currency.
    pub budgets: BTreeMap<String, i64>,
}

fn keep() -> String {
    "keep".to_owned()
}

/// What is wrong with a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanProblem {
    /// Line of the plan, where it is known.
    pub line: Option<usize>,
    /// What is wrong, and what to do.
    pub message: String,
}

impl std::fmt::Display for PlanProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line}: {}", self.message),
            None => f.write_str(&self.message),
        }
    }
}

impl std::error::Error for PlanProblem {}

fn problem<T>(message: String) -> Result<T, PlanProblem> {
    Err(PlanProblem { line: None, message })
}

fn problem_of<T>(pool: &Pool, message: String) -> Result<T, PlanProblem> {
    Err(PlanProblem { line: pool.line, message })
}

/// Where each pool starts.
#[derive(Deserialize)]
struct Places {
    pool: Vec<toml::Spanned<serde::de::IgnoredAny>>,
}

/// The line, from 1, of a byte of the text.
fn line_at(text: &str, byte: usize) -> usize {
    text.as_bytes()[..byte.min(text.len())].iter().filter(|&&byte| byte == b'\n').count() + 1
}

impl Plan {
    /// Reads a plan and checks what can be checked without the votes.
    ///
    /// # Errors
    /// The first mistake, with its line where it is one of form.
    pub fn parse(text: &str) -> Result<Self, PlanProblem> {
        let mistake = |error: toml::de::Error| PlanProblem {
            line: error.span().map(|span| line_at(text, span.start)),
            message: error.message().to_owned(),
        };
        let mut plan: Self = toml::from_str(text).map_err(mistake)?;
        let places: Places = toml::from_str(text).map_err(mistake)?;
        for (pool, place) in plan.pools.iter_mut().zip(&places.pool) {
            pool.line = Some(line_at(text, place.span().start));
        }
        if plan.pools.is_empty() {
            return problem("the plan has no pool; add a section [[pool]]".to_owned());
        }
        plan.ties()?;
        for (place, pool) in plan.pools.iter().enumerate() {
            if plan.pools[..place].iter().any(|earlier| earlier.name == pool.name) {
                return problem_of(
                    pool,
                    format!("two pools are called “{}”; give each a name of its own", pool.name),
                );
            }
            plan.leftover_target(place)?;
        }
        Ok(plan)
    }

    /// The tie chain.
    ///
    /// # Errors
    /// A criterion that is not known.
    pub fn ties(&self) -> Result<TieChain, PlanProblem> {
        if self.edition.ties.is_empty() {
            return Ok(TieChain::lots(&self.edition.seed));
        }
        let mut criteria = Vec::new();
        for name in &self.edition.ties {
            match Criterion::parse(name) {
                Some(criterion) => criteria.push(criterion),
                None => {
                    return problem(format!(
                        "tie criterion “{name}” is not known; use lower_cost, higher_cost, more_votes, lot or project_id"
                    ));
                }
            }
        }
        Ok(TieChain { criteria, seed: self.edition.seed.clone() })
    }

    /// The pool that gets what a pool leaves; only pools that come later can.
    fn leftover_target(&self, place: usize) -> Result<Option<usize>, PlanProblem> {
        let pool = &self.pools[place];
        let target = match pool.leftover.as_str() {
            "keep" | "reserve" | "turnout" => return Ok(None),
            "next" => place + 1,
            other => match other
                .strip_prefix("pool:")
                .map(|name| self.pools.iter().position(|p| p.name == name.trim()))
            {
                Some(Some(target)) => target,
                Some(None) => {
                    return problem_of(
                        pool,
                        format!(
                            "pool “{}” leaves its money to “{other}”, which is not in the plan",
                            pool.name
                        ),
                    );
                }
                None => {
                    return problem_of(
                        pool,
                        format!(
                            "leftover “{other}” is not known; use keep, next, pool:NAME, reserve or turnout"
                        ),
                    );
                }
            },
        };
        if target <= place || target >= self.pools.len() {
            return problem_of(
                pool,
                format!("pool “{}” can leave its money only to a pool that is counted later", pool.name),
            );
        }
        Ok(Some(target))
    }
}
