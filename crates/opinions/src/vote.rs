//! One answer to one statement, and how it is kept in four bytes.

use std::fmt;

/// What somebody answered to a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Vote {
    /// -1 in the matrix.
    Disagree,
    /// 0 in the matrix: seen, but neither agreed nor disagreed.
    Pass,
    /// +1 in the matrix.
    Agree,
}

impl Vote {
    /// The number in the vote matrix: +1 agree, 0 pass, -1 disagree.
    #[must_use]
    pub const fn value(self) -> i32 {
        match self {
            Self::Disagree => -1,
            Self::Pass => 0,
            Self::Agree => 1,
        }
    }

    /// The vote with agree and disagree exchanged.
    #[must_use]
    pub const fn flipped(self) -> Self {
        match self {
            Self::Disagree => Self::Agree,
            Self::Pass => Self::Pass,
            Self::Agree => Self::Disagree,
        }
    }
}

impl fmt::Display for Vote {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Disagree => "disagree",
            Self::Pass => "pass",
            Self::Agree => "agree",
        })
    }
}

/// Which number means "agree" in the input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Signs {
    /// +1 agree, -1 disagree: files exported by Polis, and this crate everywhere.
    #[default]
    PlusAgrees,
    /// -1 agree, +1 disagree: the Polis engine's own database and matrices.
    MinusAgrees,
}

/// A vote on a statement: the statement's index and the vote, packed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Cell(u32);

impl Cell {
    pub const fn new(statement: u32, vote: Vote) -> Self {
        Self((statement << 2) | (vote.value() + 1) as u32)
    }

    pub const fn statement(self) -> usize {
        (self.0 >> 2) as usize
    }

    pub const fn value(self) -> i32 {
        (self.0 & 3) as i32 - 1
    }

    pub const fn vote(self) -> Vote {
        match self.0 & 3 {
            0 => Vote::Disagree,
            1 => Vote::Pass,
            _ => Vote::Agree,
        }
    }
}
