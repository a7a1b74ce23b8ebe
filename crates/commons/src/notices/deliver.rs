//! Mail and text messages, at least once: what is handed over keeps its identity over every try, so that a mail
//! program shows it once. What comes back goes to the desk.

use super::acts::Deliver;
use super::model::{self, Hitch, NoticeId, TRIES};
use super::store::{self, Due};
use crate::short_links;
use crate::texts::notices as t;
use ::store::{Result, Snapshot, Store, Tx};
use kernel::{Actor, CommunityId};
use people::community::{Face, here};
use people::mail::{Letter, SendMail};
use people::member::{self, Way};
use people::returned::{Returned, Why, settle};
use people::sms::{self, Message, SendSms};
use web::{Error, Later, Shared, Task};

/// Notices that are done with are forgotten after so many days.
const KEPT_DAYS: i64 = 180;

/// The roads that leave the house.
#[derive(Clone, Copy)]
pub struct Roads<'a> {
    /// Letters by e-mail.
    pub mail: &'a dyn SendMail,
    /// Text messages, where there is a gateway.
    pub sms: Option<&'a dyn SendSms>,
    /// The address people type.
    pub address: &'a str,
}

impl<'a> Roads<'a> {
    /// Those the program named when it began to serve.
    pub(crate) fn named(app: &'a Shared) -> std::result::Result<Self, Error> {
        let mail = people::mail::sender();
        let mail = mail.ok_or_else(|| Error::fault("no sender of letters is named: notices wait"))?;
        let sms = sms::sender().map(|sms| &**sms);
        Ok(Self { mail: &**mail, sms, address: &app.settings.address })
    }
}

/// The job: hands over what is due, and hears what came back.
pub(super) fn run(app: Shared, task: Task) -> Later<'static, ()> {
    Box::pin(async move {
        let roads = Roads::named(&app)?;
        take_returned(&app.store, &roads).await?;
        deliver(&app.store, &roads, task.community).await?;
        Ok(())
    })
}

/// Where and in whose name is written.
struct Sender {
    slug: String,
    face: Face,
}

/// Hands over every mail and text message of a community that is due, and forgets what is done with for long; tells
/// how many went out. Whatever cannot be handed over is tried again later, and after six tries the desk is asked.
///
/// # Errors
/// Those of the store.
pub async fn deliver(store: &Store, roads: &Roads<'_>, community: CommunityId) -> Result<usize> {
    let actor = Actor::job(community, Deliver::JOB);
    // a way may be changed on any page of a profile; a number is no address of mail
    let follow = |tx: &Tx<'_>| {
        let permit = tx.permit(Deliver)?;
        store::strayed(tx)?.into_iter().try_for_each(|member| store::follow(tx, &permit, member))
    };
    store.write(actor, follow).await?;
    let due = |seen: &Snapshot<'_>| {
        seen.allow(&Deliver)?;
        let here = here(seen)?;
        let sender = Sender { slug: here.slug, face: here.face };
        Ok((sender, store::due(seen, Way::Mail)?, store::due(seen, Way::Sms)?))
    };
    let (sender, mails, texts) = store.read(actor, due).await?;
    let mut went = 0;
    for one in mails {
        if !roads.mail.leaves() {
            note(store, actor, &one, Way::Mail, Err(Hitch::NoServer)).await?;
            continue;
        }
        let place = format!("{}/{}{}", roads.address, sender.slug, one.path);
        let handed = roads.mail.hand_over(letter(&one, &place)).await;
        went += usize::from(handed.is_ok());
        note(store, actor, &one, Way::Mail, handed.map_err(tried)).await?;
    }
    // without a gateway they wait for the call list: the desk sends them with its own telephone
    let texts: Vec<_> = texts.iter().filter_map(|one| Some((one, roads.sms?))).collect();
    let link = if texts.is_empty() { String::new() } else { short_link(store, actor, roads.address).await? };
    for (one, sms) in texts {
        let text = text_message(&sender, &link, one);
        let handed = sms.hand_over(Message { id: one.id.0, to: one.to.clone(), text }).await;
        went += usize::from(handed.is_ok());
        note(store, actor, one, Way::Sms, handed.map_err(tried)).await?;
    }
    let forget = |tx: &Tx<'_>| {
        let permit = tx.permit(Deliver)?;
        store::forget_old(tx, &permit, tx.now().plus_days(-KEPT_DAYS))
    };
    store.bulk(actor, forget).await?;
    Ok(went)
}

fn tried(fault: String) -> Hitch {
    tracing::warn!(fault, "a notice could not be handed over");
    Hitch::GivenUp
}

/// Writes down how handing over went. Without a server there is nothing to try again.
async fn note(
    store: &Store,
    actor: Actor,
    one: &Due,
    way: Way,
    handed: std::result::Result<(), Hitch>,
) -> Result<()> {
    let (id, tries) = (one.id, one.tries + 1);
    let desk = if way == Way::Sms { Way::Phone } else { Way::Desk };
    let note = move |tx: &Tx<'_>| {
        let permit = tx.permit(Deliver)?;
        match handed {
            Ok(()) => store::sent(tx, &permit, id),
            Err(Hitch::NoServer) => store::later(tx, &permit, id, tx.now(), (desk, Hitch::NoServer)),
            Err(hitch) if tries >= TRIES => store::later(tx, &permit, id, tx.now(), (desk, hitch)),
            Err(_) => store::later(tx, &permit, id, model::next_try(tx.now(), tries), (way, Hitch::None)),
        }
    };
    store.write(actor, note).await
}

/// Hears of everything that came back, in whichever community: the notice goes to the desk, and an address at which
/// nobody is reached is marked. Tells how many were ours.
///
/// # Errors
/// Those of the store. What was not yet heard of is heard of next time.
pub async fn take_returned(store: &Store, roads: &Roads<'_>) -> Result<usize> {
    let mut all = roads.mail.returned().await.map_err(::store::Error::fault)?;
    if let Some(sms) = roads.sms {
        all.extend(sms.returned().await.map_err(::store::Error::fault)?);
    }
    let mut ours = 0;
    for one in all {
        ours += usize::from(came_back(store, &one).await?);
        settle(&one).map_err(::store::Error::fault)?;
    }
    Ok(ours)
}

async fn came_back(store: &Store, one: &Returned) -> Result<bool> {
    let id = NoticeId(one.id);
    let look = move |seen: &Snapshot<'_>| match store::whose(seen, id)? {
        Some(whose) => Ok(Some(whose)),
        None => crate::digest::whose(seen, id.0),
    };
    let installation = Actor::job(CommunityId::INSTALLATION, Deliver::JOB);
    let Some(whose) = store.read(installation, look).await? else { return Ok(false) };
    let nobody = one.why == Why::Nobody && one.at(&whose.value);
    let hitch = if nobody { Hitch::CameBack } else { Hitch::GivenUp };
    let way = if whose.way == Way::Sms { Way::Phone } else { Way::Desk };
    let write = move |tx: &Tx<'_>| {
        let permit = tx.permit(Deliver)?;
        store::came_back(tx, &permit, id, way, hitch)?;
        if nobody {
            member::mark_unreachable(tx, &permit, whose.member, &whose.value)?;
        }
        Ok(())
    };
    store.write(Actor::job(whose.community, Deliver::JOB), write).await?;
    Ok(true)
}

fn letter(mail: &Due, place: &str) -> Letter {
    let said = mail.said();
    let text = format!("{}\n\n{place}\n\n{}", said.text, t::mail_foot(mail.locale));
    Letter { id: mail.id.0, to: mail.to.clone(), subject: said.subject, text, stop: None }
}

/// The short address of everybody's own list.
async fn short_link(store: &Store, actor: Actor, address: &str) -> Result<String> {
    let make = |tx: &Tx<'_>| {
        let permit = tx.permit(Deliver)?;
        short_links::for_path(tx, &permit, "/me/notices")
    };
    Ok(format!("{address}/q/{}", store.write(actor, make).await?))
}

/// That there is something and where to ask; what it is stays off locked screens.
fn text_message(sender: &Sender, link: &str, one: &Due) -> String {
    let locale = one.locale;
    let what = t::sms_what(locale, sender.face.name.get(locale), one.said().subject);
    let call =
        if sender.face.phone.is_empty() { String::new() } else { t::sms_call(locale, &sender.face.phone) };
    let link = t::sms_link(locale, link);
    sms::fit(locale, [what.as_str(), call.as_str(), link.as_str()])
}
