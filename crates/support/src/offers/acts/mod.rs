//! What people may do with needs, offers, answers and messages.

mod answering;
mod having;
mod helping;
mod newcomers;
mod notices;
mod tending;

pub use answering::{
    Accept, Answer, AskTranslation, Decline, ReadThread, ReportThread, TakeBack, Thread, Write, accept,
    answer, ask_translation, decline, report, take_back, write,
};
pub use having::{
    AskDesk, Done, Draft, Edit, Post, Publish, Thank, Told, Withdraw, done, draft, edit, erase, export, post,
    publish, thank, withdraw,
};
pub use helping::{Import, ReadDesk, ReadMine, ReadOne, ReadSlip, Resolved, import};
pub use newcomers::{Free, Newcomer, ReadNewcomers, free, newcomer};
pub use tending::{Tend, tend};

use super::model::State;
use super::store::{self, Facts};
use ::store::{Act, Result, Snapshot};
use kernel::{ActRow, ItemId, MemberId};

/// Every row of the policy table of this slice.
pub const ROWS: &[ActRow] = &[
    Post::ROW,
    AskDesk::ROW,
    Draft::ROW,
    Publish::ROW,
    Edit::ROW,
    Withdraw::ROW,
    Answer::ROW,
    Accept::ROW,
    Decline::ROW,
    TakeBack::ROW,
    Write::ROW,
    ReportThread::ROW,
    AskTranslation::ROW,
    ReadThread::ROW,
    Done::ROW,
    Thank::ROW,
    ReadOne::ROW,
    ReadSlip::ROW,
    ReadMine::ROW,
    ReadDesk::ROW,
    ReadNewcomers::ROW,
    Free::ROW,
    Tend::ROW,
    Import::ROW,
];

const RULES: &str = "house rules: needs and offers";

/// A need or an offer, seen by one who wants to do something with it.
#[derive(Clone, Debug)]
pub struct Seen {
    /// What decisions rest on.
    pub facts: Facts,
    /// Somebody vouches for the acting member.
    pub vouched: bool,
    /// They have not agreed to the house agreement that is in force.
    pub unagreed: bool,
}

fn seen(snapshot: &Snapshot<'_>, id: ItemId) -> Result<Seen> {
    let facts = store::facts(snapshot, id)?;
    let standing = match snapshot.actor().acting() {
        Some(member) => snapshot.standing(member)?,
        None => None,
    };
    let standing = standing.unwrap_or_default();
    Ok(Seen { facts, vouched: standing.vouched, unagreed: standing.unagreed })
}

/// Whether it stands in the lists.
fn open(facts: &Facts) -> bool {
    facts.state == State::Open
}

/// The member whose act it is.
fn me(seen: &Snapshot<'_>) -> Result<MemberId> {
    Ok(seen.actor().acting().ok_or(kernel::Code::NotSignedIn)?)
}
