//! What is told to whom, in every language. Subjects say nothing private: they stand on locked screens.

use crate::offers::model::AnswerId;
use crate::offers::store::Facts;
use crate::texts::offers as t;
use ::store::{Act, Permit, Result, Snapshot, Tx};
use commons::items;
use commons::notices::{Notice, Said, tell};
use kernel::{Locale, MemberId};

/// The title as its owner wrote it; of what is only for the desk, nothing.
pub(super) fn title(seen: &Snapshot<'_>, facts: &Facts) -> Result<Option<String>> {
    if facts.chosen.desk_only {
        return Ok(None);
    }
    let texts = items::texts_in_any_stage(seen, facts.id)?;
    Ok(texts.into_iter().find(|text| text.lang == facts.origin).map(|text| text.title))
}

fn named(title: &Option<String>, locale: Locale) -> String {
    title.clone().unwrap_or_else(|| t::desk_matter(locale).to_owned())
}

/// What neighbours call a member; "somebody" once they left.
fn name(seen: &Snapshot<'_>, member: MemberId) -> Result<Option<String>> {
    Ok(people::member::name(seen, member)?.map(|(name, ..)| name))
}

fn called(name: &Option<String>, locale: Locale) -> String {
    name.clone().unwrap_or_else(|| t::somebody(locale).to_owned())
}

struct To {
    member: MemberId,
    by: Option<MemberId>,
    kind: &'static str,
    path: String,
}

fn send<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    about: kernel::Key,
    to: To,
    say: &dyn Fn(Locale) -> Said,
) -> Result<()> {
    let notice = Notice { kind: to.kind, about: Some(about), by: to.by, path: to.path, say };
    tell(tx, permit, to.member, &notice)
}

fn said(subject: &str, text: String) -> Said {
    Said { subject: subject.to_owned(), text }
}

fn thread(answer: AnswerId) -> String {
    format!("/answers/{answer}")
}

/// Somebody answers; `agreed`: they have a place by coming first.
#[expect(
    clippy::too_many_arguments,
    reason = "who to whom about what in which words: all of it stands in the notice"
)]
pub(super) fn answered<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    owner: MemberId,
    member: MemberId,
    answer: AnswerId,
    facts: &Facts,
    words: &str,
    agreed: bool,
) -> Result<()> {
    let (title, name) = (title(tx, facts)?, name(tx, member)?);
    let to = To { member: owner, by: Some(member), kind: "offers.answered", path: thread(answer) };
    send(tx, permit, answer.0, to, &|l| {
        let (name, title) = (called(&name, l), named(&title, l));
        match agreed {
            true => said(t::say_came_first(l), t::say_came_first_text(l, &name, &title, words)),
            false => said(t::say_answered(l), t::say_answered_text(l, &name, &title, words)),
        }
    })
}

/// An answer is accepted.
pub(super) fn accepted<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    member: MemberId,
    answer: AnswerId,
    facts: &Facts,
) -> Result<()> {
    let owner = facts.owner.map(|owner| name(tx, owner)).transpose()?.flatten();
    let title = title(tx, facts)?;
    let to = To { member, by: facts.owner, kind: "offers.accepted", path: thread(answer) };
    send(tx, permit, answer.0, to, &|l| {
        said(t::say_accepted(l), t::say_accepted_text(l, called(&owner, l), named(&title, l)))
    })
}

/// An answer is declined.
pub(super) fn declined<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    member: MemberId,
    answer: AnswerId,
    facts: &Facts,
) -> Result<()> {
    let title = title(tx, facts)?;
    let to = To { member, by: facts.owner, kind: "offers.declined", path: thread(answer) };
    send(tx, permit, answer.0, to, &|l| said(t::say_declined(l), t::say_declined_text(l, named(&title, l))))
}

/// What was agreed is called off.
pub(super) fn called_off<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    member: MemberId,
    answer: AnswerId,
    facts: &Facts,
) -> Result<()> {
    let title = title(tx, facts)?;
    let to = To { member, by: facts.owner, kind: "offers.called_off", path: thread(answer) };
    send(tx, permit, answer.0, to, &|l| {
        said(t::say_called_off(l), t::say_called_off_text(l, named(&title, l)))
    })
}

/// What somebody answered is hidden by a decision, with its title: that may be what was wrong.
pub(super) fn hidden<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    member: MemberId,
    answer: AnswerId,
) -> Result<()> {
    let to = To { member, by: None, kind: "offers.called_off", path: "/me/offers".to_owned() };
    send(tx, permit, answer.0, to, &|l| said(t::say_called_off(l), t::say_called_off_hidden(l).to_owned()))
}

/// Whoever agreed to help left the neighbourhood: nothing of theirs is told.
pub(super) fn helper_left<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, facts: &Facts) -> Result<()> {
    let Some(owner) = facts.owner else { return Ok(()) };
    let title = title(tx, facts)?;
    let to = To { member: owner, by: None, kind: "offers.taken_back", path: format!("/offers/{}", facts.id) };
    send(tx, permit, facts.id.0, to, &|l| {
        said(t::say_taken_back(l), t::say_taken_back_text(l, t::somebody(l), named(&title, l)))
    })
}

/// Whoever was to be helped left the neighbourhood: their title goes with them.
pub(super) fn owner_left<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, member: MemberId) -> Result<()> {
    let say = |l: Locale| said(t::say_called_off(l), t::say_called_off_left(l).to_owned());
    let path = "/me/offers".to_owned();
    tell(tx, permit, member, &Notice { kind: "offers.called_off", about: None, by: None, path, say: &say })
}

/// An answer is taken back.
pub(super) fn taken_back<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    owner: MemberId,
    member: MemberId,
    answer: AnswerId,
    facts: &Facts,
) -> Result<()> {
    let (title, name) = (title(tx, facts)?, name(tx, member)?);
    let path = format!("/offers/{}", facts.id);
    let to = To { member: owner, by: Some(member), kind: "offers.taken_back", path };
    send(tx, permit, answer.0, to, &|l| {
        said(t::say_taken_back(l), t::say_taken_back_text(l, called(&name, l), named(&title, l)))
    })
}

/// The other one wrote.
pub(super) fn wrote<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    to: MemberId,
    from: MemberId,
    answer: AnswerId,
    facts: &Facts,
    words: &str,
) -> Result<()> {
    let (title, name) = (title(tx, facts)?, name(tx, from)?);
    let to = To { member: to, by: Some(from), kind: "offers.wrote", path: thread(answer) };
    send(tx, permit, answer.0, to, &|l| {
        said(t::say_wrote(l), t::say_wrote_text(l, called(&name, l), named(&title, l), words))
    })
}

/// Thanks arrive.
pub(super) fn thanked<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    member: MemberId,
    answer: AnswerId,
    title: &Option<String>,
    words: &str,
) -> Result<()> {
    let by = tx.actor().acting();
    let to = To { member, by, kind: "offers.thanked", path: thread(answer) };
    send(tx, permit, answer.0, to, &|l| {
        said(t::say_thanked(l), t::say_thanked_text(l, named(title, l), words))
    })
}

/// Its day is past, or near.
pub(super) fn ending<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    facts: &Facts,
    over: bool,
) -> Result<()> {
    let Some(owner) = facts.owner else { return Ok(()) };
    let title = title(tx, facts)?;
    let day = facts.chosen.until;
    let kind = if over { "offers.expired" } else { "offers.ending" };
    let to = To { member: owner, by: None, kind, path: format!("/offers/{}", facts.id) };
    send(tx, permit, facts.id.0, to, &|l| {
        let (title, day) = (named(&title, l), text::date(l, day));
        match over {
            true => said(t::say_expired(l), t::say_expired_text(l, day, title)),
            false => said(t::say_ending(l), t::say_ending_text(l, day, title)),
        }
    })
}
