//! Stories that the slices of participation must tell, on SQLite and (where a server is named) on PostgreSQL.

#[path = "../../src/budget/tests.rs"]
mod budget;
#[path = "../../src/programme/tests.rs"]
mod programme;
