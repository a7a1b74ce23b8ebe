//! Reading exports: votes and statements from comma-separated text.
//!
//! Readers take any [`std::io::BufRead`] and keep only the votes, four bytes each: a file of 500 MB needs about
//! a fifth of that. They never open anything themselves.
//!
//! Signs: **+1 agree, -1 disagree, 0 pass**, as in files exported by Polis ([`crate::Signs`] for the opposite).

mod comments;
mod error;
mod ids;
mod records;
mod votes;

pub use comments::{StatementInfo, StatementList, read_comments};
pub use error::{InputError, Problem};
pub use ids::ExportIds;
pub use votes::{Export, ReadReport, VotesReader, read_votes};
