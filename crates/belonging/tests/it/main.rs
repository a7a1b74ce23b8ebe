//! Stories that the slices of belonging must tell, on SQLite and (where a server is named) on PostgreSQL.

#[path = "../../src/places/tests.rs"]
mod places;
#[path = "../../src/stories/tests.rs"]
mod stories;
#[path = "../../src/stories/consents_tests.rs"]
mod stories_consents;
