//! Mail, at least once: a letter keeps its identity over every try, so that a mail program shows it once.

use super::acts::Deliver;
use super::model::{self, TRIES};
use super::store::{self, Mail};
use crate::texts::notices as t;
use ::store::{Snapshot, Store};
use kernel::{Actor, CommunityId};
use people::mail::{Letter, SendMail};
use people::member::Way;
use web::{Error, Later, Shared, Task};

/// Notices that are done with are forgotten after so many days.
const KEPT_DAYS: i64 = 180;

/// The job: mails what is due.
pub(super) fn run(app: Shared, task: Task) -> Later<'static, ()> {
    Box::pin(async move {
        let Some(mail) = people::mail::sender() else {
            return Err(Error::fault("no sender of letters is named: notices wait"));
        };
        deliver(&app.store, &**mail, &app.settings.address, task.community).await?;
        Ok(())
    })
}

/// Hands over every mail of a community that is due, and forgets what is done with for long; tells how many went
/// out. Whatever cannot be handed over is tried again later, and after six tries stands on the desk's call list.
///
/// # Errors
/// Those of the store.
pub async fn deliver(
    store: &Store,
    mail: &dyn SendMail,
    address: &str,
    community: CommunityId,
) -> ::store::Result<usize> {
    let actor = Actor::job(community, Deliver::JOB);
    let due = |seen: &Snapshot<'_>| {
        seen.allow(&Deliver)?;
        Ok((store::mails(seen)?, people::community::here(seen)?.slug))
    };
    let (mails, slug) = store.read(actor, due).await?;
    let mut went = 0;
    for one in mails {
        let place = format!("{address}/{slug}{}", one.path);
        let handed = mail.hand_over(letter(&one, &place)).await;
        went += usize::from(handed.is_ok());
        if let Err(fault) = &handed {
            tracing::warn!(fault, tries = one.tries + 1, "a notice could not be mailed");
        }
        let (id, tries, ok) = (one.id, one.tries + 1, handed.is_ok());
        let note = move |tx: &::store::Tx<'_>| {
            let permit = tx.permit(Deliver)?;
            if ok {
                return store::sent(tx, &permit, id);
            }
            let way = if tries < TRIES { Way::Mail } else { Way::Desk };
            store::later(tx, &permit, id, model::next_try(tx.now(), tries), way)
        };
        store.write(actor, note).await?;
    }
    let forget = |tx: &::store::Tx<'_>| {
        let permit = tx.permit(Deliver)?;
        store::forget_old(tx, &permit, tx.now().plus_days(-KEPT_DAYS))
    };
    store.bulk(actor, forget).await?;
    Ok(went)
}

fn letter(mail: &Mail, place: &str) -> Letter {
    let said = mail.said();
    let text = format!("{}\n\n{place}\n\n{}", said.text, t::mail_foot(mail.locale));
    Letter { id: mail.id.0, to: mail.to.clone(), subject: said.subject, text }
}
