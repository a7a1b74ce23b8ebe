//! Coming in: by a letter with a link and six digits, by a printed card, by a one-time link; and staying in.
//!
//! For everybody, with or without an address of mail. No passwords. Every secret is single-use or replaceable,
//! hashed together with its purpose, and the answers are the same whether an address is known or not
//! (GDPR art. 32; OWASP ASVS 5.0 level 2, 6.3.8, 6.5, 7).

pub mod acts;
pub mod model;
pub(crate) mod store;

pub use acts::{
    Asked, AskedLetter, Entrance, ask, by_card, by_digits, by_link, end_program, end_session, end_sessions,
    join, link_is_good, make_card, make_program, print_link, session_for,
};
pub(crate) use acts::{by_letter, touch};
pub use model::{Joining, local_path, session_ends};
pub use store::{Program, STATEMENTS, Session, card_since, programs, sessions};
pub(crate) use store::{erase_person, program, session};
