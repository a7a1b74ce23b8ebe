//! Members: people and organisations of one neighbourhood, and what they tell of themselves.
//!
//! For everybody who takes part. Members are never listed publicly; a name stands only beside what its bearer
//! publishes (GDPR art. 5(1)(c)). One name field in any script, no PESEL, no surname asked for.

pub mod acts;
pub mod model;
pub(crate) mod store;

pub use acts::{
    AddMember, ChangeMember, EraseMember, ExportMember, Introduce, NewMember, ReadLog, ReadMember, add,
    change, introduce, set_word, tidy_email,
};
pub use model::{Kind, Language, Member, Profile, Reach, State, Way, is_word};
pub use store::{
    Brief, Line, STATEMENTS, by_id, by_name, count, email, name, of_person, standing_of, word_hash,
};
