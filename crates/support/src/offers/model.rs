//! Needs and offers, answers, and how they pass from state to state: pure.

use crate::texts::offers as t;
use commons::items::Stage;
pub use commons::items::brief;
use kernel::Day;

kernel::key!(
    /// One answer to a need or an offer, and the messages that follow it.
    AnswerId
);
store::key_value!(AnswerId);

web::choice!(
    /// Which of the two lists.
    Side {
        /// "Potrzebuję".
        Need = "need", t::side_need;
        /// "Mogę pomóc".
        Offer = "offer", t::side_offer;
    }
);
web::choice!(
    /// What is asked for or given.
    Kind {
        /// An hour, a walk, a queue.
        Time = "time", t::kind_time;
        /// Sewing, drilling, cooking.
        Skill = "skill", t::kind_skill;
        /// Law, school, how an office works.
        Knowledge = "knowledge", t::kind_knowledge;
        /// Interpreting, practising.
        Language = "language", t::kind_language;
        /// Telephones, computers, forms on the net.
        Digital = "digital", t::kind_digital;
        /// To lend or to give.
        Thing = "thing", t::kind_thing;
        /// Not to be alone.
        Company = "company", t::kind_company;
    }
);
web::choice!(
    /// When it suits.
    Hours {
        /// Whenever.
        Any = "any", t::when_any;
        /// Before noon.
        Mornings = "mornings", t::when_mornings;
        /// After noon.
        Afternoons = "afternoons", t::when_afternoons;
        /// In the evening.
        Evenings = "evenings", t::when_evenings;
        /// On Saturday or Sunday.
        Weekends = "weekends", t::when_weekends;
        /// On one day, which the words name.
        Date = "date", t::when_date;
    }
);
web::choice!(
    /// For whom it is.
    ForWhom {
        /// Everybody.
        Anyone = "anyone", t::for_anyone;
        /// Older people.
        Seniors = "seniors", t::for_seniors;
        /// Children and their parents.
        Children = "children", t::for_children;
        /// People with disabilities.
        Disabled = "disabled", t::for_disabled;
        /// Those who came not long ago.
        Newcomers = "newcomers", t::for_newcomers;
    }
);
web::choice!(
    /// Who may come.
    WhoMayCome {
        /// Anybody.
        Anyone = "anyone", t::who_anyone;
        /// A woman.
        Woman = "woman", t::who_woman;
        /// Somebody they know.
        Known = "known", t::who_known;
        /// Two people together.
        Two = "two", t::who_two;
    }
);
web::choice!(
    /// How far a need or offer has come.
    State {
        /// Kept by somebody nobody vouches for yet.
        Draft = "draft", t::state_draft;
        /// Waiting for answers.
        Open = "open", t::state_open;
        /// Every place is taken.
        Accepted = "accepted", t::state_accepted;
        /// It worked.
        Done = "done", t::state_done;
        /// Its day is past.
        Expired = "expired", t::state_expired;
        /// Taken back.
        Withdrawn = "withdrawn", t::state_withdrawn;
    }
);
web::choice!(
    /// How far an answer has come.
    AnswerState {
        /// Not decided.
        Waiting = "waiting", t::answer_waiting;
        /// Agreed.
        Accepted = "accepted", t::answer_accepted;
        /// Declined kindly.
        Declined = "declined", t::answer_declined;
        /// Its author can't after all.
        TakenBack = "taken_back", t::answer_taken_back;
    }
);

impl Side {
    /// Its list, below the community.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Need => "/needs",
            Self::Offer => "/offers",
        }
    }
}

impl State {
    /// What the item's stage is then: only live items are shown to others. What is only for the desk is never
    /// live; what is done stays in sight if its thanks are public.
    pub const fn stage(self, desk_only: bool, thanks_public: bool) -> Stage {
        match (self, desk_only) {
            (Self::Draft, _) | (Self::Open | Self::Accepted, true) => Stage::Draft,
            (Self::Open | Self::Accepted, false) => Stage::Live,
            (Self::Done, false) if thanks_public => Stage::Live,
            (Self::Done | Self::Expired, _) => Stage::Ended,
            (Self::Withdrawn, _) => Stage::Withdrawn,
        }
    }
    /// Whether it can still be changed, answered or taken back.
    pub const fn running(self) -> bool {
        matches!(self, Self::Draft | Self::Open | Self::Accepted)
    }
}

/// A need or an offer runs for at most so many days: what is older is seldom true.
pub const LONGEST_DAYS: i32 = 90;
/// And for so many when nobody says.
pub const USUAL_DAYS: i32 = 30;
/// So many days before the end its owner is reminded.
pub const REMIND_DAYS: i32 = 2;
/// At most so many answers can be accepted.
pub const MOST_PLACES: i64 = 50;

/// What is chosen: shown to every reader in their own language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// Which list.
    pub side: Side,
    /// What.
    pub kind: Kind,
    /// When.
    pub hours: Hours,
    /// For whom.
    pub for_whom: ForWhom,
    /// Who may come.
    pub who_may_come: WhoMayCome,
    /// In which area; empty: anywhere around.
    pub area: String,
    /// Seen by the desk alone.
    pub desk_only: bool,
    /// How many answers can be accepted.
    pub places: i64,
    /// Who answers has a place at once.
    pub first_come: bool,
    /// The last day.
    pub until: Day,
}

/// For so many days after somebody was vouched for they are newcomers.
pub const NEWCOMER_DAYS: i64 = 14;
/// So many needs and offers of a newcomer may be open at once.
pub const MOST_OPEN: i64 = 3;

/// Endings of addresses of the web that people write without "www".
const ENDINGS: [&str; 14] = [
    ".pl", ".com", ".net", ".org", ".eu", ".ua", ".info", ".online", ".shop", ".top", ".xyz", ".site", ".me",
    ".io",
];

/// Whether a text leads elsewhere.
pub fn has_link(text: &str) -> bool {
    text.to_lowercase().split_whitespace().any(|word| {
        let host = word.split(['/', '?', '#']).next().unwrap_or_default();
        let host = host.trim_matches(|letter: char| !letter.is_ascii_alphanumeric());
        let named =
            ENDINGS.iter().any(|ending| host.strip_suffix(ending).is_some_and(|name| !name.is_empty()));
        word.contains("://") || host.starts_with("www.") || named
    })
}

/// How many messages somebody may send in a day.
pub const fn messages_a_day(newcomer: bool) -> i64 {
    if newcomer { 10 } else { 60 }
}

/// How many answers somebody may begin in a day.
pub const fn answers_a_day(newcomer: bool) -> i64 {
    if newcomer { 5 } else { 20 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use web::Choice as _;

    #[test]
    fn what_is_for_the_desk_is_never_live() {
        for state in State::ALL {
            for thanks_public in [true, false] {
                assert_ne!(state.stage(true, thanks_public), Stage::Live, "{state:?}");
            }
        }
        assert_eq!(State::Open.stage(false, false), Stage::Live);
        assert_eq!(State::Done.stage(false, true), Stage::Live);
        assert_eq!(State::Done.stage(false, false), Stage::Ended);
    }

    #[test]
    fn words_read_back() {
        for kind in Kind::ALL {
            assert_eq!(Kind::parse(kind.word()), Some(*kind));
        }
        assert_eq!(Side::parse("both"), None);
    }
}
