//! The rows of needs, offers, answers and messages.

mod answers;
pub mod glance;
mod leaving;
mod lists;
mod messages;
mod newcomers;
mod one;
mod tending;

pub use answers::{Answer, Answered, answer, answers, in_state, own_answer, taken};
pub(super) use answers::{NewAnswer, accept, answer_again, end_answer, import_answer, insert_answer};
pub(super) use leaving::{agreed_with, erase};
pub use lists::{Filter, ForDesk, Listed, Mine, MyAnswer, for_desk, list, mine, my_answers, newest};
pub use messages::{Message, Reported, Sent, messages, messages_of, reported, sent};
pub(super) use messages::{insert_message, report};
pub(super) use newcomers::free;
pub use newcomers::{Lately, is_free, lately, open_of};
pub use one::{Facts, by_code, facts};
pub(super) use one::{insert, pass, reminded, thank, update};
pub(super) use tending::{ending, expired, left_over};

store::joined!(answers, glance, leaving, lists, messages, newcomers, one, tending);
