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
pub(super) fn read_words(stored: &str, locale: Locale) -> Said {
    let words: Value = serde_json::from_str(stored).unwrap_or_default();
    let part = |place: usize| words[locale.code()][place].as_str().unwrap_or_default().to_owned();
    Said { subject: part(0), text: part(1) }
}

/// The road a notice takes: by mail, or by a person at the desk who rings, writes, or waits for the visit.
pub(super) fn channel(way: Way, value: &str) -> Way {
    match way {
        Way::Mail if value.is_empty() => Way::Desk,
        way => way,
    }
}

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
    /// The number, address or name is not theirs.
    WrongNumber,
}

impl Outcome {
    /// The stored word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Reached => "reached",
            Self::Wants => "wants",
            Self::WantsNot => "wants_not",
            Self::Again => "again",
            Self::WrongNumber => "wrong_number",
        }
    }
    /// What the notice becomes by it.
    pub const fn state(self) -> State {
        match self {
            Self::Reached | Self::Wants | Self::WantsNot => State::Called,
            Self::Again => State::Waiting,
            Self::WrongNumber => State::Failed,
        }
    }
}

impl Choice for Outcome {
    const ALL: &'static [Self] =
        &[Self::Reached, Self::Wants, Self::WantsNot, Self::Again, Self::WrongNumber];
    fn key(&self) -> &'static str {
        self.word()
    }
    fn label(&self, locale: Locale) -> &'static str {
        match self {
            Self::Reached => t::outcome_reached(locale),
            Self::Wants => t::outcome_wants(locale),
            Self::WantsNot => t::outcome_wants_not(locale),
            Self::Again => t::outcome_again(locale),
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
    fn a_way_without_an_address_leads_to_the_desk() {
        assert_eq!(channel(Way::Mail, ""), Way::Desk);
        assert_eq!(channel(Way::Mail, "a@example.org"), Way::Mail);
        assert_eq!(channel(Way::Board, ""), Way::Board);
    }

    #[test]
    fn tries_come_later_and_later() {
        let now = Time::from_micros(0);
        assert_eq!(next_try(now, 1), now.plus_seconds(120));
        assert!((1..TRIES).all(|tries| next_try(now, tries) < next_try(now, tries + 1)));
    }

    #[test]
    fn only_another_try_leaves_a_notice_waiting() {
        let waiting: Vec<_> =
            Outcome::ALL.iter().filter(|outcome| outcome.state() == State::Waiting).collect();
        assert_eq!(waiting, [&Outcome::Again]);
    }
}
