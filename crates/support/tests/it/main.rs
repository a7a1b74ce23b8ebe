//! Stories of the support slices, on SQLite and (where a server is named) on PostgreSQL.

#[path = "../../src/offers/tests.rs"]
mod offers;
