//! Opinion maps from agree, disagree and pass: exact, honest about groups, incremental.
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
