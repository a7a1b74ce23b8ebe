//! Stories of the people slices, on SQLite and (where a server is named) on PostgreSQL.
#![expect(clippy::print_stderr, reason = "tests tell what they leave out")]

mod doors;
mod guards;
mod leaving;
mod pages;
mod post;
mod town;
mod trust;
mod visits;

#[path = "../../src/desk/tests.rs"]
mod desk;
#[path = "../../src/roles/tests.rs"]
mod roles;
#[path = "../../src/sign_in/tests.rs"]
mod sign_in;
