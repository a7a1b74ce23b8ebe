//! Opinion maps from agree, disagree and pass: exact, honest about groups, incremental.
//!
//! Residents say short statements, others answer agree, disagree or pass. From the answers follow a map of people and
//! statements, what most agree on, what divides, and whether there are groups at all. The axes are those of Polis,
//! exactly; the groups are not, because k-means finds groups in any data.
//!
//! ```
//! use opinions::{Signs, draw, input::read_votes};
//!
//! let file = "voter,statement,vote\nann,1,1\nann,2,-1\nben,1,1\nben,2,0\n";
//! let export = read_votes(file.as_bytes(), None, Signs::PlusAgrees)?;
//! let drawing = draw(&export.table, 1);
//! assert_eq!(drawing.map.statements[0].tally.agree, 2);
//! assert!(!drawing.map.has_map(), "two people make no map");
//! # Ok::<(), opinions::input::InputError>(())
//! ```
//!
//! - [`input`] reads exports; [`VoteTable`] holds votes; [`draw()`] makes a [`Drawing`]: the [`OpinionMap`] for everybody
//!   and [`Positions`] for each person their own.
//! - [`LiveMap`] follows single votes; [`GroupTracker`] keeps groups recognisable from map to map.
//! - [`OpinionMap::summary`] is what can be said in plain words; [`routing`] chooses the next statement.
//! - [`polis`] says what the Polis engine would say, for comparison.
//!
//! **Signs**: +1 agree, -1 disagree, 0 pass. **Seeds**: every random choice follows from the seed given, and the
//! result does not depend on the order of lines, people or statements.
//!
//! **Privacy**: an [`OpinionMap`] holds nothing about one person: no figure of a group of fewer than five, no mark for
//! fewer than five people. [`Positions`] answer for one [`Person`] at a time.

mod crowd;
mod eigen;
mod groups;
pub mod input;
mod live;
mod map;
mod pairs;
pub mod polis;
mod random;
pub mod routing;
mod space;
mod statements;
pub mod statistics;
pub mod summary;
pub mod synthetic;
mod table;
mod vote;
pub use crowd::CrowdMark;
pub use groups::{
    Candidate, ENOUGH_PEOPLE, ENOUGH_VOTES, GroupTracker, Grouping, SMALLEST_GROUP, STABLE, Why,
    adjusted_rand_index,
};
pub use live::LiveMap;
pub use map::{Basis, Drawing, OpinionMap, OwnPlace, Positions, draw, draw_in};
pub use random::Random;
pub use space::{Point, Space};
pub use statements::{Divide, GroupStatement, Shares, StatementResult};
pub use table::{MOST_STATEMENTS, Person, Standing, Tally, VoteTable};
pub use vote::{Signs, Vote};
