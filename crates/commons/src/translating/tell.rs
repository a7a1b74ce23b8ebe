//! What is told to whom. Subjects say nothing private: they stand on locked screens.

use super::model::{Pair, RequestId};
use crate::notices::{self, Notice, Said};
use crate::texts::translating as t;
use ::store::{Act, Permit, Result, Tx};
use kernel::{Locale, MemberId};
use web::Choice as _;

fn say<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    member: MemberId,
    (kind, about, path): (&'static str, RequestId, String),
    say: &dyn Fn(Locale) -> Said,
) -> Result<()> {
    let notice = Notice { kind, about: Some(about.0), by: None, path, say };
    notices::tell(tx, permit, member, &notice)
}

/// Something waits for a translator.
pub(super) fn waits<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    member: MemberId,
    id: RequestId,
    pair: Pair,
) -> Result<()> {
    let words = |locale: Locale| Said {
        subject: t::say_waits(locale).to_owned(),
        text: t::say_waits_text(locale, pair.label(locale)),
    };
    say(tx, permit, member, ("translating.waits", id, "/translate".to_owned()), &words)
}

/// What was asked for is there.
pub(super) fn done<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    member: MemberId,
    id: RequestId,
    path: &str,
) -> Result<()> {
    let words = |locale: Locale| Said {
        subject: t::say_done(locale).to_owned(),
        text: t::say_done_text(locale).to_owned(),
    };
    say(tx, permit, member, ("translating.done", id, path.to_owned()), &words)
}

/// Nobody took it.
pub(super) fn gone<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    member: MemberId,
    id: RequestId,
) -> Result<()> {
    let words = |locale: Locale| Said {
        subject: t::say_gone(locale).to_owned(),
        text: t::say_gone_text(locale).to_owned(),
    };
    say(tx, permit, member, ("translating.gone", id, "/translate".to_owned()), &words)
}
