//! A mediation and how it goes: pure.

use crate::texts::mediation as t;
use kernel::{Key, Locale, MemberId, Time};

kernel::key!(
    /// A mediation between two.
    MatterId
);
store::key_value!(MatterId);

/// Nobody answers for so many days: it ends by itself.
pub const WAITING_DAYS: i64 = 30;
/// So many days after the end nothing is left of it.
pub const KEPT_DAYS: i64 = 60;
/// So many one may have asked for that are not over.
pub const MOST_OPEN: i64 = 3;

store::worded! {
    /// How far it has come.
    pub enum State {
        /// The two have not accepted the same person yet.
        Asked = "asked",
        /// They have; that person has not said yes.
        Invited = "invited",
        /// All three said yes.
        Running = "running",
        /// Over.
        Ended = "ended",
    }
}

store::worded! {
    /// How it ended.
    pub enum Outcome {
        /// Not yet.
        None = "",
        /// Both said that they agreed.
        Agreed = "agreed",
        /// The mediator ended it without.
        Without = "without",
        /// One of the two stopped it, or did not want it, or nobody answered. Which, is told to nobody.
        Stopped = "stopped",
    }
}

store::worded! {
    /// Who of the three somebody is.
    pub enum Party {
        /// Who asked.
        Asker = "asker",
        /// Who was asked.
        Other = "other",
        /// Who mediates.
        Mediator = "mediator",
        /// None of them: nobody named anybody.
        Nobody = "",
    }
}

impl Party {
    /// The other of the two.
    pub const fn opposite(self) -> Self {
        match self {
            Self::Asker => Self::Other,
            Self::Other => Self::Asker,
            Self::Mediator | Self::Nobody => Self::Nobody,
        }
    }
    /// One of the two who do not get on.
    pub const fn is_side(self) -> bool {
        matches!(self, Self::Asker | Self::Other)
    }
}

store::worded! {
    /// In which place words lie, which decides who reads them.
    pub enum Slot {
        /// What it is about: all three read it.
        Ask = "ask",
        /// How the asker sees it: for the mediator alone.
        ViewOfAsker = "view_asker",
        /// How the other sees it: for the mediator alone.
        ViewOfOther = "view_other",
        /// What the mediator writes to both.
        Message = "message",
        /// What the two agree on.
        Agreement = "agreement",
    }
}

impl Slot {
    /// Where a side writes how they see it.
    pub const fn view_of(side: Party) -> Self {
        match side {
            Party::Asker => Self::ViewOfAsker,
            Party::Other | Party::Mediator | Party::Nobody => Self::ViewOfOther,
        }
    }
    /// Whether one of the three reads what lies here.
    pub const fn open_to(self, party: Party) -> bool {
        match self {
            Self::ViewOfAsker => matches!(party, Party::Asker | Party::Mediator),
            Self::ViewOfOther => matches!(party, Party::Other | Party::Mediator),
            Self::Ask | Self::Message | Self::Agreement => !matches!(party, Party::Nobody),
        }
    }
}

store::record! {
    /// A mediation as it lies in the open database: who and how far, no words.
    #[derive(Clone, Debug)]
    pub struct Matter {
        /// Its key.
        pub id: MatterId,
        /// Who asked.
        pub asker: MemberId,
        /// Who was asked.
        pub other: MemberId,
        /// Who is to mediate; nobody once that person said no.
        pub mediator: Option<MemberId>,
        /// Which of the two named them.
        pub named_by: Party,
        /// How far it has come.
        pub state: State,
        /// How it ended.
        pub outcome: Outcome,
        /// How the asker sees it.
        pub view_asker: Option<Key>,
        /// How the other sees it.
        pub view_other: Option<Key>,
        /// What is to be agreed on.
        pub agreement: Option<Key>,
        /// The asker agrees.
        pub asker_agrees: bool,
        /// The other agrees.
        pub other_agrees: bool,
        /// Since when.
        pub asked_at: Time,
        /// When it changed.
        pub changed_at: Time,
        /// When it ended.
        pub ended_at: Option<Time>,
    }
}

impl Matter {
    /// Which of the three a member is.
    pub fn party(&self, member: MemberId) -> Party {
        match member {
            member if member == self.asker => Party::Asker,
            member if member == self.other => Party::Other,
            // whoever was named only is told nothing before the two accepted the same person
            member if Some(member) == self.mediator && self.state != State::Asked => Party::Mediator,
            _ => Party::Nobody,
        }
    }
    /// Everybody who has a part in it by now.
    pub fn all(&self) -> Vec<MemberId> {
        [self.asker, self.other].into_iter().chain(self.mediator).collect()
    }
    /// It is the turn of this side to accept who was named, or to name somebody.
    pub fn waits_for(&self, party: Party) -> bool {
        self.state == State::Asked && party.is_side() && self.named_by != party
    }
    /// Whether this side has agreed.
    pub fn agrees(&self, party: Party) -> bool {
        match party {
            Party::Asker => self.asker_agrees,
            Party::Other => self.other_agrees,
            Party::Mediator | Party::Nobody => false,
        }
    }
    /// The key of what a side wrote.
    pub fn view(&self, party: Party) -> Option<Key> {
        match party {
            Party::Asker => self.view_asker,
            Party::Other => self.view_other,
            Party::Mediator | Party::Nobody => None,
        }
    }
    /// Whether these words still stand: nobody wrote others in their place.
    pub fn holds(&self, slot: Slot, words: Key) -> bool {
        match slot {
            Slot::Ask => self.id.0 == words,
            Slot::Message => true,
            Slot::ViewOfAsker => self.view_asker == Some(words),
            Slot::ViewOfOther => self.view_other == Some(words),
            Slot::Agreement => self.agreement == Some(words),
        }
    }
    /// In words for one of the three.
    pub fn status(&self, party: Party, locale: Locale) -> &'static str {
        match (self.state, self.outcome) {
            (State::Ended, Outcome::Agreed) => t::is_agreed(locale),
            (State::Ended, Outcome::Without) => t::is_without(locale),
            (State::Ended, _) => t::is_stopped(locale),
            (State::Running, _) => t::is_running(locale),
            (State::Invited, _) if party == Party::Mediator => t::is_yours(locale),
            (State::Invited, _) => t::is_invited(locale),
            (State::Asked, _) if self.waits_for(party) => t::is_yours(locale),
            (State::Asked, _) => t::is_asked(locale),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matter(state: State, named_by: Party) -> Matter {
        let member = |key| MemberId(Key(key));
        Matter {
            id: MatterId(Key(9)),
            asker: member(1),
            other: member(2),
            mediator: Some(member(3)),
            named_by,
            state,
            outcome: Outcome::None,
            view_asker: None,
            view_other: None,
            agreement: None,
            asker_agrees: false,
            other_agrees: false,
            asked_at: Time::from_micros(0),
            changed_at: Time::from_micros(0),
            ended_at: None,
        }
    }

    #[test]
    fn neither_side_reads_how_the_other_sees_it() {
        assert!(!Slot::ViewOfAsker.open_to(Party::Other) && !Slot::ViewOfOther.open_to(Party::Asker));
        assert!(Slot::ALL.iter().all(|slot| slot.open_to(Party::Mediator) && !slot.open_to(Party::Nobody)));
        assert!(Slot::ALL.iter().all(|slot| Slot::parse(slot.word()) == Some(*slot)));
    }

    #[test]
    fn whoever_is_only_named_has_no_part_in_it_yet() {
        let third = MemberId(Key(3));
        assert_eq!(matter(State::Asked, Party::Asker).party(third), Party::Nobody);
        assert_eq!(matter(State::Invited, Party::Asker).party(third), Party::Mediator);
        assert_eq!(matter(State::Running, Party::Asker).party(MemberId(Key(4))), Party::Nobody);
    }

    #[test]
    fn the_turn_is_with_the_side_that_did_not_name() {
        let asked = matter(State::Asked, Party::Asker);
        assert!(asked.waits_for(Party::Other) && !asked.waits_for(Party::Asker));
        let nobody = Matter { mediator: None, ..matter(State::Asked, Party::Nobody) };
        assert!(nobody.waits_for(Party::Other) && nobody.waits_for(Party::Asker));
        assert!(!matter(State::Running, Party::Asker).waits_for(Party::Other));
    }
}
