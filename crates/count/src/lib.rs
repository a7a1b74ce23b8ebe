//! Counts participatory budgets exactly: reads real election files, counts them by the rules that
//! cities use, and keeps one log from which everything else follows.
//!
//! No I/O is done here: sources are any [`std::io::BufRead`], results are values.
//!
//! # The result of a file by its own rule
//!
//! ```
//! let file = "META\nkey;value\nbudget;100\nvote_type;approval\nrule;greedy\n\
//!             PROJECTS\nproject_id;cost;votes;selected\nA;80;2;1\nB;30;1;0\nC;20;1;1\n\
//!             VOTES\nvoter_id;vote\n1;A,B\n2;A,C\n";
//! let reading = count::pabulib::read(file.as_bytes()).expect("a file that can be counted");
//! for warning in &reading.warnings {
//!     println!("{warning}"); // line, column, what is wrong, what to do
//! }
//! let official = count::official(&reading.election);
//! assert_eq!(reading.election.ids(&official.count.selected), ["A", "C"]);
//! assert!(official.comparison.expect("the file marks winners").agrees());
//! ```
//!
//! A file that cannot be counted gives [`pabulib::Rejected`]: every problem with its line.
//! Withdrawn projects (cost 999999999) are marked [`Project::withdrawn`] and left out of the count.
//! Amounts are whole numbers of the smallest unit; [`Currency::plain`] writes them.
//!
//! # What if: another rule
//!
//! ```
//! # let file = "META\nkey;value\nbudget;100\nvote_type;approval\nrule;greedy\n\
//! #             PROJECTS\nproject_id;cost\nA;80\nB;30\nC;20\nVOTES\nvoter_id;vote\n1;A,B\n2;A,C\n";
//! # let election = count::pabulib::read(file.as_bytes()).expect("a file").election;
//! use count::{Rule, Settings, TieChain};
//! let rule = Rule::named("mes_cost_add1_city", &election).expect("a known rule");
//! let count = count::count(&election, &Settings { rule, ties: TieChain::lots("seed") });
//! println!("{:?} cost {}", election.ids(&count.selected), count.total_cost);
//! ```
//!
//! [`RULE_NAMES`] lists the rules. [`Count::events`] is the log; [`Count::ties`] every tie met.

mod alternatives;
mod compare;
mod count;
mod digest;
pub mod election;
mod explain;
mod flow;
pub mod log;
mod merge;
mod money;
pub mod naive;
mod official;
pub mod pabulib;
pub mod plan;
mod ratio;
mod replay;
mod result;
pub mod rules;
mod ties;
mod verify;

pub use alternatives::{Continuation, Preference, compare_step, continuations};
pub use compare::{CategoryFigures, Figures, GroupFigures, SMALLEST_GROUP, figures};
pub use count::{Count, Settings, count, count_with};
pub use digest::{Hashing, hex, sha256};
pub use election::{Ballot, Election, Project, ProjectIndex, Tally, VoteType};
pub use explain::{Enough, Explanation, Fate, Spending, explain};
pub use money::{Amount, Currency, MAX_AMOUNT};
pub use official::{Comparison, Official, official};
pub use ratio::Ratio;
pub use replay::{Flows, Receipt, flows, receipt};
pub use result::{LogLine, ProjectLine, ResultFile, TieLine, log_lines, result_file, second_count};
pub use rules::{RULE_NAMES, Rule};
pub use ties::{Criterion, Tie, TieChain, TieOrder, lot};
pub use verify::{Check, Verification, verify};
