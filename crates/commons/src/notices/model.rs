//! Notices, the roads they go, and what comes of a call: pure.

use crate::texts::notices as t;
use kernel::{Key, Locale, MemberId, Time};
use people::member::Way;
use serde_json::{Map, Value, json};
use web::Choice;

kernel::key!(
    /// One notice. The same for every try to deliver it, so it is also the `Message-ID` of its mail.
    NoticeId
);
store::key_value!(NoticeId);

/// What is said, in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// One line. Stands on locked screens, so it says nothing private.
    pub subject: String,
    /// The whole of it: a mail is worth nothing without it, and the person at the desk reads it out.
    pub text: String,
}

/// Something to tell a member.
pub struct Notice<'a> {
    /// `offers.answered`: for telling kinds apart, never shown.
    pub kind: &'static str,
    /// About which item, answer or report.
    pub about: Option<Key>,
    /// Who caused it, if it was somebody.
    pub by: Option<MemberId>,
    /// Where to go next, below the community.
    pub path: String,
    /// The words, made from messages of the slice.
    pub say: &'a dyn Fn(Locale) -> Said,
}

impl Notice<'_> {
    /// The words in every language, as they are stored.
    pub(super) fn words(&self) -> String {
        let each = Locale::ALL.into_iter().map(|locale| {
            let said = (self.say)(locale);
            (locale.code().to_owned(), json!([said.subject, said.text]))
        });
        Value::Object(each.collect::<Map<_, _>>()).to_string()
    }
}

/// Reads stored words in a language.
pub(crate) fn read_words(stored: &str, locale: Locale) -> Said {
    let words: Value = serde_json::from_str(stored).unwrap_or_default();
    let part = |place: usize| words[locale.code()][place].as_str().unwrap_or_default().to_owned();
    Said { subject: part(0), text: part(1) }
}

/// The road a notice takes: by mail or text message, or by a person at the desk who rings, writes, or waits for the
/// visit. Where nobody is reached, the desk asks; a number that takes no text messages may still ring.
pub(super) fn channel(way: Way, value: &str, failed: bool) -> (Way, Hitch) {
    match way {
        Way::Sms if failed => (Way::Phone, Hitch::CameBack),
        _ if failed => (Way::Desk, Hitch::CameBack),
        Way::Mail if value.is_empty() => (Way::Desk, Hitch::None),
        way => (way, Hitch::None),
    }
}

/// Why a notice does not go the way its member chose.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hitch {
    /// Nothing is wrong.
    None,
    /// Letters do not leave this machine.
    NoServer,
    /// Nobody is reached at the address or number.
    CameBack,
    /// It could not be sent in time; the address may be right.
    GivenUp,
    /// Somebody at the desk found the number wrong.
    WrongNumber,
}

impl Hitch {
    /// The stored word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::None => "",
            Self::NoServer => "no_server",
            Self::CameBack => "came_back",
            Self::GivenUp => "given_up",
            Self::WrongNumber => "wrong_number",
        }
    }
    /// Reads the stored word.
    pub fn parse(word: &str) -> Option<Self> {
        let all = [Self::None, Self::NoServer, Self::CameBack, Self::GivenUp, Self::WrongNumber];
        all.into_iter().find(|hitch| hitch.word() == word)
    }
    /// What the person at the desk is to ask; empty when nothing is wrong.
    pub fn ask(self, locale: impl Into<Locale>, value: &str) -> String {
        let locale = locale.into();
        match self {
            Self::None => String::new(),
            Self::NoServer => t::hitch_no_server(locale).to_owned(),
            Self::CameBack => t::hitch_came_back(locale, value),
            Self::GivenUp => t::hitch_given_up(locale).to_owned(),
            Self::WrongNumber => t::hitch_wrong_number(locale, value),
        }
    }
}
store::word_value!(Hitch);

/// What became of a notice.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// To be mailed, or on the call list.
    Waiting,
    /// Handed to the mail.
    Sent,
    /// Somebody at the desk told them.
    Called,
    /// They saw it in their own list.
    Seen,
    /// It cannot be delivered: the number is wrong.
    Failed,
}

impl State {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Waiting, Self::Sent, Self::Called, Self::Seen, Self::Failed];
    /// The stored word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::Called => "called",
            Self::Seen => "seen",
            Self::Failed => "failed",
        }
    }
    /// Reads the stored word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}
store::word_value!(State);

/// What came of a call.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// They know.
    Reached,
    /// They know and want it: the next step is done for them.
    Wants,
    /// They know and do not want it.
    WantsNot,
    /// Nobody answered, or they ask to be rung later.
    Again,
    /// The letter lies in the box, the neighbour knows, the sheet hangs on the board.
    Delivered,
    /// The number, address or name is not theirs.
    WrongNumber,
}

impl Outcome {
    /// Those that can come of a way.
    pub const fn of(way: Way) -> &'static [Self] {
        match way {
            Way::Letter | Way::Neighbour | Way::Board => &[Self::Delivered, Self::Again, Self::WrongNumber],
            Way::Desk => &[Self::Reached, Self::Wants, Self::WantsNot, Self::Again],
            Way::Mail | Way::Sms | Way::Phone => {
                &[Self::Reached, Self::Wants, Self::WantsNot, Self::Again, Self::WrongNumber]
            }
        }
    }
    /// The stored word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Reached => "reached",
            Self::Wants => "wants",
            Self::WantsNot => "wants_not",
            Self::Again => "again",
            Self::Delivered => "delivered",
            Self::WrongNumber => "wrong_number",
        }
    }
    /// Reads the stored word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|outcome| outcome.word() == word)
    }
    /// What the notice becomes by it. Whoever could not be reached is told when they come to the desk.
    pub const fn state(self) -> State {
        match self {
            Self::Reached | Self::Wants | Self::WantsNot | Self::Delivered => State::Called,
            Self::Again | Self::WrongNumber => State::Waiting,
        }
    }
}

impl Choice for Outcome {
    const ALL: &'static [Self] =
        &[Self::Reached, Self::Wants, Self::WantsNot, Self::Again, Self::Delivered, Self::WrongNumber];
    fn key(&self) -> &'static str {
        self.word()
    }
    fn label(&self, locale: Locale) -> &'static str {
        match self {
            Self::Reached => t::outcome_reached(locale),
            Self::Wants => t::outcome_wants(locale),
            Self::WantsNot => t::outcome_wants_not(locale),
            Self::Again => t::outcome_again(locale),
            Self::Delivered => t::outcome_delivered(locale),
            Self::WrongNumber => t::outcome_wrong_number(locale),
        }
    }
}

/// After so many tries a mail is given up and the desk is asked.
pub const TRIES: i64 = 6;

/// When a mail is tried again after so many tries: after 2, 4, 8, 16 and 32 minutes.
pub fn next_try(now: Time, tries: i64) -> Time {
    now.plus_seconds(60 << tries.clamp(1, 10))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_kept_in_every_language() {
        let say = |locale: Locale| Said { subject: format!("s {locale}"), text: "„tekst”\n".into() };
        let notice = Notice { kind: "test.told", about: None, by: None, path: "/".into(), say: &say };
        let stored = notice.words();
        for locale in Locale::ALL {
            assert_eq!(read_words(&stored, locale), say(locale));
        }
        assert_eq!(read_words("", Locale::Pl), Said::default());
    }

    #[test]
    fn a_way_without_an_address_or_that_failed_leads_to_the_desk() {
        assert_eq!(channel(Way::Mail, "", false).0, Way::Desk);
        assert_eq!(channel(Way::Mail, "a@example.org", false), (Way::Mail, Hitch::None));
        assert_eq!(channel(Way::Mail, "a@example.org", true), (Way::Desk, Hitch::CameBack));
        assert_eq!(channel(Way::Sms, "+48120000012", true).0, Way::Phone);
        assert_eq!(channel(Way::Board, "", false).0, Way::Board);
    }

    #[test]
    fn tries_come_later_and_later() {
        let now = Time::from_micros(0);
        assert_eq!(next_try(now, 1), now.plus_seconds(120));
        assert!((1..TRIES).all(|tries| next_try(now, tries) < next_try(now, tries + 1)));
    }

    #[test]
    fn nobody_is_given_up() {
        let waiting: Vec<_> =
            Outcome::ALL.iter().filter(|outcome| outcome.state() == State::Waiting).collect();
        assert_eq!(waiting, [&Outcome::Again, &Outcome::WrongNumber]);
        assert!(Way::ALL.iter().all(|way| Outcome::of(*way).contains(&Outcome::Again)));
        assert!(Outcome::ALL.iter().all(|outcome| Outcome::parse(outcome.word()) == Some(*outcome)));
    }
}
