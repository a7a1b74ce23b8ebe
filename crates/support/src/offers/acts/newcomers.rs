//! The first two weeks after somebody was vouched for: a few open needs and offers, a few answers a day, no links.
//! It keeps a stranger with an invitation slip from writing to everybody at once; the desk lifts it with one press.

use super::RULES;
use crate::offers::model::{MOST_OPEN, NEWCOMER_DAYS, has_link};
use crate::offers::store;
use crate::texts::offers as t;
use ::store::{Act, Result, Snapshot, Tx};
use kernel::{Actor, Code, Day, Grant, Key, MemberId, Refusal, Role};
use people::vouching::{self, Vouch, Way, suffices};

/// Somebody who came lately.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Newcomer {
    /// The last day on which the limits hold.
    pub until: Day,
}

/// Since when somebody is vouched for; nothing for those who founded the neighbourhood.
fn vouched_since(vouches: &[Vouch]) -> Option<kernel::Time> {
    if vouches.iter().any(|vouch| vouch.way == Way::Founder) {
        return None;
    }
    let enough = |at: &usize| suffices(vouches[..=*at].iter().map(|vouch| vouch.way));
    (0..vouches.len()).find(enough).map(|at| vouches[at].at)
}

/// Whether the limits hold for a member.
///
/// # Errors
/// Those of the store.
pub fn newcomer(seen: &Snapshot<'_>, member: MemberId) -> Result<Option<Newcomer>> {
    let Some(since) = vouched_since(&vouching::vouches_for(seen, member)?) else { return Ok(None) };
    let until = since.plus_days(NEWCOMER_DAYS);
    if until <= seen.now() || store::is_free(seen, member)? {
        return Ok(None);
    }
    Ok(Some(Newcomer { until: until.day() }))
}

/// The same for what they do by themselves: at the desk somebody sits beside them.
pub(super) fn limited(seen: &Snapshot<'_>, member: MemberId) -> Result<Option<Newcomer>> {
    if seen.actor().for_member.is_some() { Ok(None) } else { newcomer(seen, member) }
}

/// Refuses one more open need or offer, and links. Counted in the transaction that writes, so that two forms sent
/// at once do not both get the last place.
///
/// # Errors
/// [`Code::TooMany`] at `title`, [`Code::Invalid`] at `text`; those of the store.
pub(super) fn may_post(tx: &Tx<'_>, member: MemberId, title: &str, text: &str) -> Result<()> {
    let Some(Newcomer { until }) = limited(tx, member)? else { return Ok(()) };
    plain(&format!("{title}\n{text}"), "text", until)?;
    if store::open_of(tx, member)? < MOST_OPEN {
        return Ok(());
    }
    let say = move |l| t::newcomer_open(l, text::date(l, until), MOST_OPEN);
    Err(Refusal::new(Code::TooMany, say).at("title").into())
}

/// Refuses links.
pub(super) fn plain(words: &str, field: &'static str, until: Day) -> std::result::Result<(), Refusal> {
    if !has_link(words) {
        return Ok(());
    }
    Err(Refusal::new(Code::Invalid, move |l| t::newcomer_link(l, text::date(l, until))).at(field))
}

/// Seeing for whom the limits hold.
#[derive(Clone, Copy, Debug)]
pub struct ReadNewcomers;

impl Act for ReadNewcomers {
    const NAME: &'static str = "offers.read_newcomers";
    const WHO: &'static [Grant] = &[Grant::Role(Role::Desk), Grant::Role(Role::Animator)];
    const LAW: &'static str = RULES;
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
}

/// Lifting the limits for somebody one knows.
#[derive(Clone, Copy, Debug)]
pub struct Free(pub MemberId);

impl Act for Free {
    const NAME: &'static str = "offers.free";
    const WHO: &'static [Grant] = &[Grant::Role(Role::Desk), Grant::Role(Role::Animator)];
    const LAW: &'static str = RULES;
    const ALSO: &'static str = "the limits hold for them, and it is not oneself";
    type Facts = Newcomer;
    fn facts(&self, seen: &Snapshot<'_>) -> Result<Newcomer> {
        Ok(newcomer(seen, self.0)?.ok_or(Code::NotFound)?)
    }
    fn target(&self) -> Option<Key> {
        Some(self.0.0)
    }
    fn also(&self, _: &Newcomer, actor: &Actor) -> std::result::Result<(), Refusal> {
        let own = actor.signed_in() == Some(self.0) || actor.acting() == Some(self.0);
        if own { Err(Refusal::plain(Code::Forbidden)) } else { Ok(()) }
    }
}

/// Lifts the limits.
///
/// # Errors
/// A refusal, or those of the store.
pub fn free(tx: &Tx<'_>, member: MemberId) -> Result<()> {
    let permit = tx.permit(Free(member))?;
    store::free(tx, &permit, member)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Time;

    fn vouch(way: Way, at: i64) -> Vouch {
        Vouch { voucher: MemberId(Key(at as u128)), way, at: Time::from_micros(at) }
    }

    #[test]
    fn it_counts_from_the_word_that_sufficed() {
        let (two, desk) = ([vouch(Way::Neighbour, 1), vouch(Way::Neighbour, 2)], vouch(Way::Desk, 3));
        assert_eq!(vouched_since(&two[..1]), None);
        assert_eq!(vouched_since(&two), Some(Time::from_micros(2)));
        assert_eq!(vouched_since(&[two[0].clone(), desk.clone()]), Some(Time::from_micros(3)));
        assert_eq!(vouched_since(&[vouch(Way::Founder, 1), desk]), None, "who founded it is no newcomer");
    }
}
