//! Ids, money, time, actors, acts and refusals: the words every other crate speaks. No input or output.

mod act;
mod actor;
mod id;
mod locale;
mod money;
mod refusal;
mod time;

pub use act::{ActRow, Grant, Parties, Role, Standing};
pub use actor::{Actor, Channel, Who};
pub use id::{CommunityId, ItemId, Key, MemberId, NotAKey, fill_random, random_u64};
pub use locale::Locale;
pub use money::Grosze;
pub use refusal::{Code, Refusal, Words};
pub use time::{Clock, Day, ManualClock, SystemClock, Time};
