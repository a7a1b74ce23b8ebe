//! Who does something, for whom, and by which road. No store call is made without one.

use crate::{CommunityId, Key, MemberId};

/// Who it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Who {
    /// Somebody who has not signed in.
    Visitor,
    /// A signed-in member.
    Member(MemberId),
    /// Somebody who holds a code for one thing (a slip, a consent card).
    CodeHolder(Key),
    /// A background job, by name.
    Job(&'static str),
    /// Somebody at the machine's own command line.
    Operator,
}

/// By which road.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Channel {
    /// The person's own browser.
    Web,
    /// At the desk, face to face.
    Desk,
    /// From a paper form.
    Paper,
    /// By telephone.
    Phone,
    /// A program.
    Api,
    /// An answer by e-mail.
    Mail,
    /// The command line.
    Cli,
}

impl Channel {
    /// The word stored in the journal.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::Desk => "desk",
            Self::Paper => "paper",
            Self::Phone => "phone",
            Self::Api => "api",
            Self::Mail => "mail",
            Self::Cli => "cli",
        }
    }
    /// Reads the stored word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Web, Self::Desk, Self::Paper, Self::Phone, Self::Api, Self::Mail, Self::Cli]
            .into_iter()
            .find(|channel| channel.word() == word)
    }
}

/// Who acts, where, for whom, how.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Actor {
    /// The neighbourhood in which this happens.
    pub community: CommunityId,
    /// Who does it.
    pub who: Who,
    /// At the desk or by phone: the member for whom it is done.
    pub for_member: Option<MemberId>,
    /// The road.
    pub channel: Channel,
}

impl Actor {
    /// Somebody not signed in.
    pub const fn visitor(community: CommunityId) -> Self {
        Self { community, who: Who::Visitor, for_member: None, channel: Channel::Web }
    }
    /// A signed-in member in a browser.
    pub const fn member(community: CommunityId, member: MemberId) -> Self {
        Self { community, who: Who::Member(member), for_member: None, channel: Channel::Web }
    }
    /// A background job.
    pub const fn job(community: CommunityId, name: &'static str) -> Self {
        Self { community, who: Who::Job(name), for_member: None, channel: Channel::Cli }
    }
    /// The person at the machine's command line.
    pub const fn operator(community: CommunityId) -> Self {
        Self { community, who: Who::Operator, for_member: None, channel: Channel::Cli }
    }
    /// The same person in their own name, whoever sits opposite.
    pub fn own(self) -> Self {
        Self { for_member: None, channel: Channel::Web, ..self }
    }
    /// The member whose own acts these are: the one helped at the desk, else the one signed in.
    pub const fn acting(&self) -> Option<MemberId> {
        match (self.for_member, self.who) {
            (Some(helped), _) => Some(helped),
            (None, Who::Member(member)) => Some(member),
            _ => None,
        }
    }
    /// The signed-in member, also when acting for somebody else.
    pub const fn signed_in(&self) -> Option<MemberId> {
        match self.who {
            Who::Member(member) => Some(member),
            _ => None,
        }
    }
}
