//! Stories of the support slices, on SQLite and (where a server is named) on PostgreSQL.

#[path = "../../src/offers/begun/tests.rs"]
mod begun;
#[path = "../../src/meetings/tests.rs"]
mod meetings;
#[path = "../../src/offers/tests.rs"]
mod offers;
#[path = "../../src/offers/tests_ends.rs"]
mod offers_ends;

mod translating;
