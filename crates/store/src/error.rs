//! What can go wrong, as few kinds as the layers above can act upon.

use kernel::{Code, Refusal};

/// Why a transaction did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A "no" with words for the person.
    #[error("refused: {0:?}")]
    Refused(Refusal),
    /// A row with this key is there already.
    #[error("taken: {table} ({key})")]
    Taken {
        /// The table.
        table: String,
        /// Column names, as far as the engine tells.
        key: String,
    },
    /// PostgreSQL could not order two transactions: run again.
    #[error("to be run again")]
    Again,
    /// A statement failed before, so nothing of this transaction may stay.
    #[error("an earlier statement of this transaction failed")]
    Poisoned,
    /// The queue is full or the statement took too long.
    #[error("busy")]
    Busy,
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// The database cannot be reached.
    #[error("the database is away: {0}")]
    Away(String),
    /// A fault of the program or the machine: for the log.
    #[error("{0}")]
    Fault(String),
}

/// Short for results of the store.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// A fault with these words for the log.
    pub fn fault(words: impl Into<String>) -> Self {
        Self::Fault(words.into())
    }
    /// What later statements of the same transaction are told.
    pub(crate) fn passed_on(&self) -> Self {
        match self {
            Self::Again => Self::Again,
            Self::Busy => Self::Busy,
            Self::Full => Self::Full,
            Self::Away(why) => Self::Away(why.clone()),
            Self::Refused(_) | Self::Taken { .. } | Self::Poisoned | Self::Fault(_) => Self::Poisoned,
        }
    }
    /// Whether the row was refused because this table holds its key already.
    pub fn taken(&self, wanted: &str) -> bool {
        matches!(self, Self::Taken { table, .. } if table == wanted)
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Code> for Error {
    fn from(code: Code) -> Self {
        Self::Refused(Refusal::plain(code))
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        let rusqlite::Error::SqliteFailure(failure, words) = &error else {
            return Self::Fault(error.to_string());
        };
        match failure.code {
            ErrorCode::ConstraintViolation => {
                let words = words.as_deref().unwrap_or_default();
                // "UNIQUE constraint failed: place.community_id, place.slug"
                let Some(columns) = words.strip_prefix("UNIQUE constraint failed: ") else {
                    return Self::Fault(words.to_owned());
                };
                let table = columns.split('.').next().unwrap_or_default().to_owned();
                let key = columns.replace(&format!("{table}."), "").replace(", ", "_");
                Self::Taken { table, key }
            }
            ErrorCode::DiskFull => Self::Full,
            ErrorCode::OperationInterrupted | ErrorCode::DatabaseBusy => Self::Busy,
            _ => Self::Fault(error.to_string()),
        }
    }
}

impl From<tokio_postgres::Error> for Error {
    fn from(error: tokio_postgres::Error) -> Self {
        use tokio_postgres::error::SqlState;
        let Some(state) = error.as_db_error() else {
            return Self::Away(error.to_string());
        };
        match *state.code() {
            SqlState::UNIQUE_VIOLATION => Self::Taken {
                table: state.table().unwrap_or_default().to_owned(),
                // constraints are named table__column_column
                key: state.constraint().unwrap_or_default().split("__").last().unwrap_or_default().to_owned(),
            },
            SqlState::T_R_SERIALIZATION_FAILURE | SqlState::T_R_DEADLOCK_DETECTED => Self::Again,
            SqlState::DISK_FULL => Self::Full,
            SqlState::QUERY_CANCELED => Self::Busy,
            // connection, resources, operator, system: not the statement's fault (PostgreSQL, appendix A)
            ref code if ["08", "53", "57", "58"].iter().any(|class| code.code().starts_with(class)) => {
                Self::Away(state.message().to_owned())
            }
            _ => Self::Fault(format!("{}: {}", state.code().code(), state.message())),
        }
    }
}

impl From<deadpool_postgres::PoolError> for Error {
    fn from(error: deadpool_postgres::PoolError) -> Self {
        match error {
            deadpool_postgres::PoolError::Timeout(_) => Self::Busy,
            other => Self::Away(other.to_string()),
        }
    }
}
