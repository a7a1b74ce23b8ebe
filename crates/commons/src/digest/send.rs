//! Putting news together for whose turn it is, and handing them over at most once.

use super::acts::Send;
use super::model::{self, FIRST_DAYS, Piece};
use super::store::{self, New, Reader};
use crate::blocks;
use crate::items::{self, Audience, News, NewsFor};
use crate::notices::{Notice, Roads, Said, tell, tell_here};
use crate::reach::Rhythm;
use crate::texts::digest as t;
use ::store::{Result, Snapshot, Store, Tx};
use kernel::{Actor, CommunityId, Key, Locale, Time};
use people::community::{Found, here};
use people::mail::Letter;
use people::member::Way;
use people::sms::{self, Message};
use std::collections::HashMap;
use std::sync::Arc;
use web::{ItemKind, ItemRef, Later, Shared, Task};

/// What was sent is known so long; links in letters work as long.
const KEPT_DAYS: i64 = 180;

/// The job.
pub(super) fn run(app: Shared, task: Task) -> Later<'static, ()> {
    Box::pin(async move {
        let roads = Roads::named(&app)?;
        let kinds: Vec<&'static ItemKind> = app.slices.iter().flat_map(|slice| slice.item_kinds).collect();
        send(&app.store, &roads, &kinds, task.community).await?;
        Ok(())
    })
}

/// Where a digest stands: in whose name, about what time.
struct Desk<'a> {
    store: &'a Store,
    roads: &'a Roads<'a>,
    kinds: &'a [&'static ItemKind],
    actor: Actor,
    here: Found,
    /// The same for everybody of a run, so that those who had news together have them together again.
    now: Time,
}

/// News in every language, as gathered in this run: most readers get the same.
type Gathered = HashMap<NewsFor, Arc<Vec<Vec<News>>>>;

/// Sends news to whose turn it is; tells how many got any. A letter whose handing over failed, or of which nobody
/// knows, is not sent again: its news come with the next one.
///
/// # Errors
/// Those of the store.
pub async fn send(
    store: &Store,
    roads: &Roads<'_>,
    kinds: &[&'static ItemKind],
    community: CommunityId,
) -> Result<usize> {
    let actor = Actor::job(community, Send::JOB);
    let begin = |seen: &Snapshot<'_>| {
        seen.allow(&Send)?;
        here(seen)
    };
    let desk = Desk { store, roads, kinds, actor, here: store.read(actor, begin).await?, now: store.now() };
    let (mut got, mut gathered) = (0, Gathered::new());
    for rhythm in [Rhythm::Weekly, Rhythm::Soon] {
        let Some(slot) = model::slot(rhythm, desk.now) else { continue };
        let not_after = model::not_after(rhythm, slot, desk.now);
        let turn = move |seen: &Snapshot<'_>| store::turn(seen, rhythm, not_after, slot);
        loop {
            let readers = store.read(actor, turn).await?;
            let last = readers.len() < store::AT_ONCE;
            for reader in readers {
                got += usize::from(desk.serve(reader, slot, &mut gathered).await?);
            }
            if last {
                break;
            }
        }
    }
    let forget = |tx: &Tx<'_>| {
        let permit = tx.permit(Send)?;
        store::forget_old(tx, &permit, tx.now().plus_days(-KEPT_DAYS))
    };
    store.bulk(actor, forget).await?;
    Ok(got)
}

impl Desk<'_> {
    /// What is new for one reader. Read once for all who see the same.
    async fn news(&self, reader: &Reader, gathered: &mut Gathered) -> Result<Arc<Vec<Vec<News>>>> {
        let (member, until) = (reader.member, self.now);
        let after = reader.until.max(reader.since.max(until.plus_days(-FIRST_DAYS)));
        let who = move |seen: &Snapshot<'_>| {
            let viewer = Audience::of(seen.standing(member)?.as_ref());
            let reader = if blocks::any(seen, member)? { member } else { items::NOBODY };
            Ok(NewsFor { viewer, reader, after, until })
        };
        let wanted = self.store.read(self.actor, who).await?;
        if let Some(news) = gathered.get(&wanted) {
            return Ok(Arc::clone(news));
        }
        let read = move |seen: &Snapshot<'_>| {
            Locale::ALL.into_iter().map(|locale| items::news(seen, locale, &wanted)).collect()
        };
        let news = Arc::new(self.store.read(self.actor, read).await?);
        gathered.insert(wanted, Arc::clone(&news));
        Ok(news)
    }

    /// Writes one person's news down, then hands them over.
    async fn serve(&self, reader: Reader, slot: Time, gathered: &mut Gathered) -> Result<bool> {
        let news = self.news(&reader, gathered).await?;
        let written: Vec<String> = Locale::ALL
            .into_iter()
            .zip(news.iter())
            .map(|(locale, news)| self.write(locale, news, &reader.area))
            .collect();
        let token = people::code::token();
        let digest = New {
            id: Key::by_time(self.now),
            member: reader.member,
            slot,
            until: self.now,
            state: match (written.iter().all(String::is_empty), self.hands_over(reader.way)) {
                (true, _) => "empty",
                (false, true) => "begun",
                (false, false) => "sent",
            },
            stop_hash: model::stop_hash(self.actor.community, &token),
        };
        if !self.keep(&digest, &reader, written.clone()).await? || digest.state == "empty" {
            return Ok(false);
        }
        if digest.state == "sent" {
            return Ok(true);
        }
        self.hand_over(digest.id, &reader, &written, &token).await
    }

    /// Whether news by this way leave this machine.
    fn hands_over(&self, way: Way) -> bool {
        match way {
            Way::Mail => self.roads.mail.leaves(),
            Way::Sms => self.roads.sms.is_some(),
            _ => false,
        }
    }

    /// The row, and in the same transaction: for those on paper the line on the call list; for those whose mail or
    /// text message cannot leave, the news in their own list, since nobody rings for them.
    async fn keep(&self, digest: &New, reader: &Reader, written: Vec<String>) -> Result<bool> {
        let (digest, way, place) = (digest.clone(), reader.way, self.here.face.name.clone());
        let written = Arc::new(written);
        let keep = move |tx: &Tx<'_>| {
            let permit = tx.permit(Send)?;
            if !store::begin(tx, &permit, &digest)? {
                return Ok(false);
            }
            // who looks at the notice board finds the bulletin there
            if digest.state == "sent" && way != Way::Board {
                let say = |locale: Locale| Said {
                    subject: t::subject(locale, place.get(locale)),
                    text: written[locale as usize].clone(),
                };
                let notice =
                    Notice { kind: "digest.news", about: None, by: None, path: String::new(), say: &say };
                match way {
                    Way::Mail | Way::Sms => tell_here(tx, &permit, digest.member, &notice)?,
                    _ => tell(tx, &permit, digest.member, &notice)?,
                }
            }
            Ok(true)
        };
        self.store.write(self.actor, keep).await
    }

    async fn hand_over(&self, id: Key, reader: &Reader, written: &[String], token: &str) -> Result<bool> {
        let handed = match (reader.way, self.roads.sms) {
            (Way::Sms, Some(sms)) => sms.hand_over(self.text_message(id, reader)).await,
            _ => self.roads.mail.hand_over(self.letter(id, reader, written, token)).await,
        };
        if let Err(fault) = handed {
            tracing::warn!(fault, "general news could not be handed over; they come with the next ones");
            return Ok(false);
        }
        let sent = move |tx: &Tx<'_>| {
            let permit = tx.permit(Send)?;
            store::sent(tx, &permit, id)
        };
        self.store.write(self.actor, sent).await?;
        Ok(true)
    }

    /// The words of all news somebody wants.
    fn write(&self, locale: Locale, news: &[News], area: &str) -> String {
        let wanted = news.iter().filter(|one| area.is_empty() || one.area.is_empty() || one.area == area);
        let piece = |news: &News| {
            let kind = self.kinds.iter().find(|kind| kind.key == news.kind)?;
            let path = (kind.path)(&ItemRef { id: news.id, slug: news.slug.clone() });
            Some(Piece { label: (kind.label)(locale), address: self.address(&path), news: news.clone() })
        };
        model::write(locale, &wanted.filter_map(piece).collect::<Vec<_>>())
    }

    fn address(&self, path: &str) -> String {
        format!("{}/{}{path}", self.roads.address, self.here.slug)
    }

    fn letter(&self, id: Key, reader: &Reader, written: &[String], token: &str) -> Letter {
        let locale = reader.locale;
        let stop = self.address(&format!("/stop/{token}"));
        let foot = t::foot(locale, self.address("/me/reach"), &stop);
        let text = format!("{}\n\n{foot}", written[locale as usize]);
        let subject = t::subject(locale, self.here.face.name.get(locale));
        Letter { id, to: reader.value.clone(), subject, text, stop: Some(stop) }
    }

    fn text_message(&self, id: Key, reader: &Reader) -> Message {
        let (locale, face) = (reader.locale, &self.here.face);
        let what = t::sms(locale, face.name.get(locale));
        let place = self.address("");
        let text = sms::fit(locale, [what.as_str(), place.as_str(), face.phone.as_str()]);
        Message { id, to: reader.value.clone(), text }
    }
}
