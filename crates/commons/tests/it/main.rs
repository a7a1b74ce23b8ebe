//! Stories of the slices of commons, on SQLite and (where a server is named) on PostgreSQL.

mod sending;

#[path = "../../src/calls/tests.rs"]
mod calls;
#[path = "../../src/digest/tests.rs"]
mod digest;
#[path = "../../src/notices/tests.rs"]
mod notices;
