//! What is told to whom: to everybody of a version that comes, to those who may confirm that something waits, to
//! whoever proposed it what became of it.

use super::acts::Tell;
use super::store::{self, Text, ToTell};
use crate::notices::{self, Notice, Said};
use crate::texts::agreement as t;
use ::store::{Act, Permit, Result, Store, Tx};
use kernel::{Actor, CommunityId, Key, Locale, MemberId, Role};
use people::roles;

/// So many people are told in one transaction.
const PORTION: i64 = 100;

fn say<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    member: MemberId,
    (kind, about, path): (&'static str, Key, String),
    say: &dyn Fn(Locale) -> Said,
) -> Result<()> {
    notices::tell(tx, permit, member, &Notice { kind, about: Some(about), by: None, path, say })
}

fn proposal(text: &Text) -> String {
    format!("/agreement/proposals/{}", text.slug)
}

fn day(locale: Locale, at: kernel::Time) -> String {
    text::date(locale, at.day().0)
}

/// A proposal waits for a second person.
pub(super) fn waits<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, text: &Text) -> Result<()> {
    let words =
        |l: Locale| Said { subject: t::say_waits(l).to_owned(), text: t::say_waits_text(l, &text.title) };
    let held = roles::held(tx)?;
    let mut second: Vec<MemberId> = held
        .iter()
        .filter(|held| matches!(held.role, Role::Editor | Role::Animator))
        .map(|held| held.member)
        .filter(|member| Some(*member) != tx.actor().signed_in() && Some(*member) != text.owner)
        .collect();
    second.sort_unstable();
    second.dedup();
    for member in second {
        say(tx, permit, member, ("agreement.waits", text.id.0, proposal(text)), &words)?;
    }
    Ok(())
}

/// Somebody's proposal was refused.
pub(super) fn refused<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    text: &Text,
    reason: &str,
) -> Result<()> {
    let Some(owner) = text.owner else { return Ok(()) };
    let words = |l: Locale| Said {
        subject: t::say_refused(l).to_owned(),
        text: t::say_refused_text(l, reason, &text.title),
    };
    say(tx, permit, owner, ("agreement.refused", text.id.0, proposal(text)), &words)
}

/// Somebody's proposal became a version.
pub(super) fn adopted<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    text: &Text,
    number: i64,
) -> Result<()> {
    let Some(owner) = text.owner else { return Ok(()) };
    let words = |l: Locale| Said {
        subject: t::say_adopted(l).to_owned(),
        text: t::say_adopted_text(l, number, &text.title),
    };
    let path = format!("/agreement/versions/{number}");
    say(tx, permit, owner, ("agreement.adopted", text.id.0, path), &words)
}

/// Tells everybody of the versions that were announced; tells how many were told. Each portion is written together
/// with how far it came, so that nobody is told twice, however often this is broken off.
///
/// # Errors
/// Those of the store.
pub async fn everybody(store: &Store, community: CommunityId) -> Result<usize> {
    let mut told = 0;
    loop {
        let portion = |tx: &Tx<'_>| {
            let permit = tx.permit(Tell)?;
            let Some(version) = store::to_tell(tx)?.into_iter().next() else { return Ok(None) };
            Ok(Some(one_portion(tx, &permit, &version)?))
        };
        match store.write(Actor::job(community, Tell::JOB), portion).await? {
            Some(count) => told += count,
            None => return Ok(told),
        }
    }
}

fn one_portion<'tx>(tx: &Tx<'tx>, permit: &Permit<'tx, Tell>, version: &ToTell) -> Result<usize> {
    let words = |l: Locale| Said {
        subject: t::say_new(l).to_owned(),
        text: t::say_new_text(l, day(l, version.holds_from), version.number),
    };
    let people = store::next_people(tx, version.upto, PORTION)?;
    for member in &people {
        let path = format!("/agreement/versions/{}", version.number);
        say(tx, permit, *member, ("agreement.new", version.id.0, path), &words)?;
    }
    let done = (people.len() as i64) < PORTION;
    store::told_upto(tx, permit, version.id, people.last().copied().or(version.upto), done)?;
    Ok(people.len())
}
