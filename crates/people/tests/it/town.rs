//! A small town for stories below the web: databases, a clock moved by hand, some members.

use kernel::{Actor, Clock, CommunityId, Locale, ManualClock, MemberId, Role, Time};
use people::community::{Face, NewCommunity, Worded};
use people::member::{Kind, NewMember, Profile, Reach};
use std::sync::Arc;
use store::scratch::Scratch;
use store::{SealedStore, Store};

pub struct Town {
    pub store: Store,
    pub sealed: SealedStore,
    pub clock: Arc<ManualClock>,
    pub id: CommunityId,
    pub other: CommunityId,
    _scratch: Scratch,
}

pub fn face(name: &str) -> Face {
    Face {
        name: Worded::only(Locale::Pl, name),
        responsible: "Fundacja Próba".into(),
        phone: "+48120000001".into(),
        languages: vec!["pl".into(), "en".into(), "uk".into()],
        ..Face::default()
    }
}

pub fn profile(name: &str) -> Profile {
    Profile {
        name: name.to_owned(),
        languages: Vec::new(),
        locale: Locale::Pl,
        about: String::new(),
        reach: Reach::desk(),
    }
}

impl Town {
    async fn at(scratch: Scratch) -> Self {
        let clock = Arc::new(ManualClock::at(Time::from_micros(1_795_000_000_000_000)));
        let shared: Arc<dyn Clock> = clock.clone();
        let store = scratch.open(shared.clone(), people::standing_of, people::STEPS).await.unwrap();
        let sealed = scratch.sealed(shared, people::standing_of, people::SEALED_STEPS).await.unwrap();
        let found = async |slug: &str| {
            let new = NewCommunity { slug: slug.to_owned(), face: face(slug) };
            people::community::create(&store, new).await.unwrap()
        };
        let (id, other) = (found("huta").await, found("inne").await);
        Self { store, sealed, clock, id, other, _scratch: scratch }
    }

    pub async fn member(&self, name: &str, roles: &[Role]) -> MemberId {
        let email = format!("{}@example.org", name.to_lowercase());
        let new = NewMember {
            kind: Kind::Person,
            profile: profile(name),
            email: Some(email),
            vouched: !roles.is_empty(),
            roles: roles.to_vec(),
        };
        people::member::add(&self.store, self.id, new).await.unwrap()
    }

    pub async fn session(&self, member: MemberId) -> String {
        people::sign_in::session_for(&self.store, self.id, member).await.unwrap()
    }

    pub fn actor(&self, member: MemberId) -> Actor {
        Actor::member(self.id, member)
    }
}

/// Runs a story on SQLite and, where a server is named, on PostgreSQL.
pub async fn on_both<F: AsyncFn(Town)>(story: F) {
    story(Town::at(Scratch::sqlite().unwrap()).await).await;
    match Scratch::postgres().await.unwrap() {
        Some(postgres) => story(Town::at(postgres).await).await,
        None => eprintln!("{} is not set: SQLite only", store::scratch::POSTGRES),
    }
}

/// The code of a refusal.
pub fn refused<T: std::fmt::Debug>(outcome: store::Result<T>) -> kernel::Code {
    match outcome.unwrap_err() {
        store::Error::Refused(refusal) => refusal.code,
        other => panic!("not a refusal: {other}"),
    }
}
