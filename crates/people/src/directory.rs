//! Who is where: fills [`web::Identify`] from the database, with a short memory that revocations beat.
//!
//! What was found is remembered for 30 seconds, and forgotten at once when this process changes a role, a session,
//! a vouch or a visit at the desk: every such change moves the epoch on, and only what was read in the current
//! epoch counts. On several nodes the others follow within the 30 seconds.

use crate::code::Purpose;
use crate::community::{self, Found};
use crate::sign_in::{self, Session};
use crate::{desk, kiosk, member};
use kernel::{Actor, CommunityId, Key, Locale, Role, Time};
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use store::Store;
use web::{Community, Identify, Later, Person};

/// What was found is good for so many seconds.
const FRESH_SECONDS: i64 = 30;
/// More than so many remembered people are all forgotten at once.
const MOST_REMEMBERED: usize = 20_000;
/// After so many seconds the moments at which sessions were seen go to the database, all together.
const NOTE_SECONDS: i64 = 300;

/// Finds neighbourhoods and people. Cloning it gives the same one.
#[derive(Clone)]
pub struct Directory(Arc<Inner>);

/// The hash of a cookie or token, shown in this community.
type Presented = (CommunityId, Vec<u8>);

struct Inner {
    store: Store,
    epoch: AtomicU64,
    communities: Mutex<HashMap<String, Remembered<Option<Arc<Community>>>>>,
    frame: Mutex<Option<Remembered<Arc<Community>>>>,
    people: Mutex<HashMap<Presented, Remembered<Known>>>,
    kiosks: Mutex<HashMap<Presented, Remembered<bool>>>,
    seen: Mutex<Seen>,
}

#[derive(Clone)]
struct Remembered<T> {
    at: Time,
    epoch: u64,
    what: T,
}

/// Somebody behind a cookie or a token, and until when they are if nothing happens.
#[derive(Clone)]
struct Known {
    person: Option<Arc<Person>>,
    session: Option<Session>,
    ends: Time,
}

#[derive(Default)]
struct Seen {
    noted: Option<Time>,
    sessions: HashMap<Key, Time>,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Directory {
    /// Over a database.
    pub fn new(store: Store) -> Self {
        Self(Arc::new(Inner {
            store,
            epoch: AtomicU64::new(0),
            communities: Mutex::default(),
            frame: Mutex::default(),
            people: Mutex::default(),
            kiosks: Mutex::default(),
            seen: Mutex::default(),
        }))
    }

    /// Forgets what was remembered, after a change of roles, sessions, vouches, faces or visits.
    pub fn forget(&self) {
        self.0.epoch.fetch_add(1, Ordering::SeqCst);
    }

    /// Writes down when sessions were last seen: before the program ends.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn note(&self) -> store::Result<()> {
        let seen: Vec<(Key, Time)> = {
            let mut seen = locked(&self.0.seen);
            seen.noted = Some(self.0.store.now());
            seen.sessions.drain().collect()
        };
        if seen.is_empty() { Ok(()) } else { sign_in::touch(&self.0.store, seen).await }
    }

    fn epoch(&self) -> u64 {
        self.0.epoch.load(Ordering::SeqCst)
    }

    fn fresh<T>(&self, remembered: &Remembered<T>, now: Time) -> bool {
        remembered.epoch == self.epoch() && now < remembered.at.plus_seconds(FRESH_SECONDS)
    }

    async fn find_community(&self, slug: &str) -> Result<Option<Arc<Community>>, web::Error> {
        let (now, epoch) = (self.0.store.now(), self.epoch());
        if let Some(known) = locked(&self.0.communities).get(slug)
            && self.fresh(known, now)
        {
            return Ok(known.what.clone());
        }
        let asked = slug.to_owned();
        let installation = Actor::visitor(CommunityId::INSTALLATION);
        let found = self.0.store.read(installation, move |seen| community::by_slug(seen, &asked)).await?;
        let what = found.map(|found| Arc::new(frame(&found)));
        let mut communities = locked(&self.0.communities);
        if communities.len() > 1000 {
            communities.clear(); // addresses that do not exist are remembered too
        }
        communities.insert(slug.to_owned(), Remembered { at: now, epoch, what: what.clone() });
        Ok(what)
    }

    async fn find_frame(&self) -> Result<Arc<Community>, web::Error> {
        let (now, epoch) = (self.0.store.now(), self.epoch());
        if let Some(known) = &*locked(&self.0.frame)
            && self.fresh(known, now)
        {
            return Ok(known.what.clone());
        }
        let installation = Actor::visitor(CommunityId::INSTALLATION);
        let all = self.0.store.read(installation, community::all).await?;
        let what = Arc::new(match all.as_slice() {
            [only] => frame(only),
            _ => installation_frame(),
        });
        *locked(&self.0.frame) = Some(Remembered { at: now, epoch, what: what.clone() });
        Ok(what)
    }

    async fn behind(
        &self,
        community: &Community,
        hash: Vec<u8>,
        cookie: bool,
    ) -> Result<Option<Arc<Person>>, web::Error> {
        let (now, epoch) = (self.0.store.now(), self.epoch());
        let key = (community.id, hash.clone());
        let known = locked(&self.0.people).get(&key).filter(|known| self.fresh(known, now)).cloned();
        let known = match known {
            Some(known) => known.what,
            None => {
                let found = self.look_up(community.id, hash, cookie).await?;
                let mut people = locked(&self.0.people);
                if people.len() > MOST_REMEMBERED {
                    people.clear();
                }
                people.insert(key, Remembered { at: now, epoch, what: found.clone() });
                found
            }
        };
        let Some(session) = &known.session else {
            return Ok(known.person.filter(|_| now < known.ends));
        };
        let seen = locked(&self.0.seen).sessions.get(&session.id).copied().unwrap_or(session.seen);
        if now >= sign_in::session_ends(session.created, seen.max(session.seen), session.roles > 0) {
            return Ok(None);
        }
        self.note_seen(session.id, now).await;
        // a visit at the desk ends by itself, also inside the 30 seconds
        Ok(known.person.map(|person| match &person.helping {
            Some(helping) if now >= helping.until => Arc::new(Person { helping: None, ..(*person).clone() }),
            _ => person,
        }))
    }

    async fn find_kiosk(&self, community: CommunityId, token: &str) -> Result<bool, web::Error> {
        let (now, epoch) = (self.0.store.now(), self.epoch());
        let key = (community, Purpose::Kiosk.hash_in(community, token));
        let known =
            locked(&self.0.kiosks).get(&key).filter(|known| self.fresh(known, now)).map(|known| known.what);
        if let Some(what) = known {
            return Ok(what);
        }
        let asked = token.to_owned();
        let read = self.0.store.read(Actor::visitor(community), move |seen| kiosk::is_kiosk(seen, &asked));
        let what = read.await?;
        let mut kiosks = locked(&self.0.kiosks);
        if kiosks.len() > 1000 {
            kiosks.clear(); // made-up cookies are remembered too
        }
        kiosks.insert(key, Remembered { at: now, epoch, what });
        Ok(what)
    }

    async fn note_seen(&self, session: Key, now: Time) {
        let due = {
            let mut seen = locked(&self.0.seen);
            seen.sessions.insert(session, now);
            let noted = *seen.noted.get_or_insert(now);
            now >= noted.plus_seconds(NOTE_SECONDS)
        };
        if due && let Err(fault) = self.note().await {
            // nobody is turned away for it: the session then ends a little earlier
            tracing::warn!(%fault, "noting when sessions were seen");
        }
    }

    async fn look_up(
        &self,
        community: CommunityId,
        hash: Vec<u8>,
        cookie: bool,
    ) -> Result<Known, web::Error> {
        let found = self.0.store.read(Actor::visitor(community), move |seen| match cookie {
            true => by_session(seen, &hash),
            false => by_program(seen, &hash),
        });
        Ok(found.await?)
    }
}

fn by_session(seen: &store::Snapshot<'_>, hash: &[u8]) -> store::Result<Known> {
    let nobody = Known { person: None, session: None, ends: seen.now() };
    let Some(session) = sign_in::session(seen, hash)? else { return Ok(nobody) };
    let Some(member) = member::of_person(seen, session.person)? else { return Ok(nobody) };
    let person = person(seen, member, Some(session.id))?;
    Ok(Known { person, session: Some(session), ends: seen.now() })
}

fn by_program(seen: &store::Snapshot<'_>, hash: &[u8]) -> store::Result<Known> {
    let nobody = Known { person: None, session: None, ends: seen.now() };
    let Some(program) = sign_in::program(seen, hash)? else { return Ok(nobody) };
    Ok(Known { person: person(seen, program.member, None)?, session: None, ends: program.ends })
}

fn person(
    seen: &store::Snapshot<'_>,
    member: kernel::MemberId,
    session: Option<Key>,
) -> store::Result<Option<Arc<Person>>> {
    let Some(standing) = seen.standing(member)? else { return Ok(None) };
    // only who sits at the desk can be helping somebody: a role that ends, ends the visit
    let helping = match session.filter(|_| standing.roles.contains(&Role::Desk)) {
        Some(session) => desk::current(seen, session, member)?.map(web::Helping::from),
        None => None,
    };
    let Some((name, locale, _)) = member::name(seen, member)? else { return Ok(None) };
    let helped = helping.as_ref().map(|helping: &web::Helping| seen.standing(helping.member)).transpose()?;
    let unagreed = helped.map_or(standing.unagreed, |helped| helped.is_some_and(|helped| helped.unagreed));
    Ok(Some(Arc::new(Person {
        member,
        name,
        roles: standing.roles,
        vouched: standing.vouched,
        unagreed,
        locale: Some(locale),
        helping,
    })))
}

/// A neighbourhood as pages need it.
fn frame(found: &Found) -> Community {
    let face = &found.face;
    let full = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    let named = |locale: Locale| Some((locale, face.name.own(locale).to_owned()));
    let languages = face.locales();
    // the neighbourhood's own language first: its name stands in for those missing
    let others = Locale::ALL.into_iter().filter(|locale| !languages.contains(locale));
    let names =
        languages.iter().copied().chain(others).filter_map(named).filter(|(_, name)| !name.is_empty());
    Community {
        id: found.id,
        slug: found.slug.clone(),
        names: names.collect(),
        sample: face.sample,
        responsible: face.responsible.clone(),
        phone: full(&face.phone),
        email: full(&face.email),
        languages,
    }
}

/// The frame of pages at the root of an installation with none or several neighbourhoods.
fn installation_frame() -> Community {
    Community {
        id: CommunityId::INSTALLATION,
        slug: String::new(),
        names: vec![(Locale::Pl, "Mikropolis".to_owned())],
        languages: Locale::ALL.to_vec(),
        sample: false,
        responsible: String::new(),
        phone: None,
        email: None,
    }
}

impl Identify for Directory {
    fn community<'a>(&'a self, slug: &'a str) -> Later<'a, Option<Arc<Community>>> {
        Box::pin(self.find_community(slug))
    }
    fn installation(&self) -> Later<'_, Arc<Community>> {
        Box::pin(self.find_frame())
    }
    fn person<'a>(&'a self, community: &'a Community, session: &'a str) -> Later<'a, Option<Arc<Person>>> {
        Box::pin(self.behind(community, Purpose::Session.hash(b"", session), true))
    }
    fn bearer<'a>(&'a self, community: &'a Community, token: &'a str) -> Later<'a, Option<Arc<Person>>> {
        Box::pin(self.behind(community, Purpose::Program.hash_in(community.id, token), false))
    }
    fn kiosk<'a>(&'a self, community: &'a Community, token: &'a str) -> Later<'a, bool> {
        Box::pin(self.find_kiosk(community.id, token))
    }
    fn health(&self) -> Later<'_, Vec<String>> {
        Box::pin(async {
            let installation = Actor::visitor(CommunityId::INSTALLATION);
            let all = self.0.store.read(installation, community::all).await?;
            Ok(vec![format!("Neighbourhoods: {}.", all.len())])
        })
    }
}
