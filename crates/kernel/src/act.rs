//! What may be done and who may do it, as data: from these rows come the policy table, the route × role
//! test and every decision.

use crate::MemberId;

/// A role of a member in a community. Being a resident needs no role.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Role {
    /// Reads stories before they go live, translates, withdraws.
    Editor,
    /// Runs the neighbourhood's life.
    Animator,
    /// Helps at the desk and by phone.
    Desk,
    /// Office for participation: imports and publishes budget editions.
    Officer,
    /// Looks after the installation's settings and roles.
    Administrator,
}

impl Role {
    /// All roles, in the order in which pages list them.
    pub const ALL: [Self; 5] = [Self::Editor, Self::Animator, Self::Desk, Self::Officer, Self::Administrator];

    /// The word stored in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Editor => "editor",
            Self::Animator => "animator",
            Self::Desk => "desk",
            Self::Officer => "officer",
            Self::Administrator => "administrator",
        }
    }
    /// Reads the stored word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }
}

/// One way to be allowed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Grant {
    /// Everybody, also without signing in.
    Anyone,
    /// Every signed-in member.
    Member,
    /// A member for whom the desk, an invitation or two neighbours vouch.
    Vouched,
    /// A member with this role.
    Role(Role),
    /// The member to whom the thing belongs, or one who acts for the organisation it belongs to.
    Owner,
    /// The holder of a code for this very thing.
    Holder,
    /// A background job of this name.
    Job(&'static str),
    /// The command line.
    Operator,
    /// A member with this role who is not the one that proposed it.
    SecondPerson(Role),
}

/// One row of the policy table.
#[derive(Clone, Copy, Debug)]
pub struct ActRow {
    /// For example `stories.publish`; also what the journal keeps.
    pub name: &'static str,
    /// Any of these suffices.
    pub who: &'static [Grant],
    /// Under which law or house rule.
    pub law: &'static str,
    /// Whether the desk may do it for somebody.
    pub desk: bool,
    /// What must also hold, in words, for the printed table; empty if nothing.
    pub also: &'static str,
    /// Whether it puts something new before the neighbours: for those who agree to the house agreement in force.
    pub publishes: bool,
    /// Carries private words from one person to another, or brings two together: never with anybody under sixteen.
    pub between: bool,
}

/// What is known of the acting member when a permit is decided.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// Somebody vouches for them.
    pub vouched: bool,
    /// Roles held now.
    pub roles: Vec<Role>,
    /// Organisations for which they act.
    pub organisations: Vec<MemberId>,
    /// A house agreement is in force to which they have not agreed yet.
    pub unagreed: bool,
    /// They are under sixteen.
    pub young: bool,
}

/// The people to whom a thing relates, as far as a decision needs them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Parties {
    /// To whom it belongs.
    pub owner: Option<MemberId>,
    /// Who proposed it, where a second person must agree.
    pub proposer: Option<MemberId>,
}
