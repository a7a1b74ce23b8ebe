//! Writing down who waits, calling the next one, forgetting.

use super::store as sql;
use crate::member::EraseMember;
use kernel::{Actor, Code, Grant, Key, Locale, MemberId, Refusal, Role};
use store::{Act, Result, Snapshot, Store, Tx};
use web::{Later, Shared, Task};

macro_rules! desk_act {
    ($($(#[$meta:meta])* $name:ident($target:ty): $word:literal, $law:literal, $key:expr;)*) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name(pub $target);
        impl Act for $name {
            const NAME: &'static str = $word;
            const WHO: &'static [Grant] = &[Grant::Role(Role::Desk)];
            const LAW: &'static str = $law;
            const ALSO: &'static str = "while they wait";
            type Facts = ();
            fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
                Ok(())
            }
            fn target(&self) -> Option<Key> {
                let key: fn($target) -> Option<Key> = $key;
                key(self.0)
            }
        }
    )*};
}

desk_act! {
    /// Write down somebody who came.
    Add(Key): "queue.add", "GDPR art. 5(1)(c): no name is needed, and it is gone by night", Some;
    /// Call somebody to the desk, or whoever is next.
    Call(Option<Key>): "queue.call", "house rule of the desk: in the order in which they came", |key| key;
    /// Somebody does not wait any more.
    Leave(Key): "queue.leave", "GDPR art. 5(1)(e)", Some;
}

/// Forgetting those who waited yesterday.
#[derive(Clone, Copy, Debug)]
pub struct Clear;

impl Clear {
    /// The job that may.
    pub const JOB: &'static str = "queue.clear";
}

impl Act for Clear {
    const NAME: &'static str = "queue.clear";
    const WHO: &'static [Grant] = &[Grant::Job(Self::JOB)];
    const LAW: &'static str = "GDPR art. 5(1)(e)";
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
}

fn own(actor: Actor) -> Actor {
    actor.own()
}

/// Writes down somebody who came: as they are called (perhaps not at all), why, and their language.
///
/// # Errors
/// Those of the store.
pub async fn add(
    store: &Store,
    actor: Actor,
    once: Key,
    called: String,
    why: String,
    locale: Locale,
) -> Result<()> {
    let write = move |tx: &Tx<'_>| {
        let id = tx.new_key();
        let permit = tx.permit(Add(id))?;
        sql::insert(tx, &permit, id, &called, &why, locale)?;
        Ok(id.to_string())
    };
    store.write_once(own(actor), once, write).await.map(|_| ())
}

/// Calls somebody, or whoever is next. Whom one called before and did not begin with waits again.
///
/// # Errors
/// [`Code::Conflict`] when somebody else called them first; [`Code::NotFound`] when nobody waits.
pub async fn call(store: &Store, actor: Actor, whom: Option<Key>) -> Result<()> {
    let write = move |tx: &Tx<'_>| {
        let permit = tx.permit(Call(whom))?;
        let me = tx.actor().signed_in().ok_or(Code::NotSignedIn)?;
        let nobody = || Refusal::new(Code::Conflict, crate::texts::queue::wrong_nobody);
        let id = match whom {
            Some(id) => id,
            None => sql::first(tx)?.ok_or_else(nobody)?,
        };
        sql::let_go(tx, &permit, me)?;
        sql::take(tx, &permit, id, me)
    };
    store.write(own(actor), write).await
}

/// Somebody went away.
///
/// # Errors
/// Those of the store.
pub async fn leave(store: &Store, actor: Actor, id: Key) -> Result<()> {
    let write = move |tx: &Tx<'_>| {
        let permit = tx.permit(Leave(id))?;
        sql::delete(tx, &permit, id)
    };
    store.write(own(actor), write).await
}

/// Forgets who waited on days that are past.
///
/// # Errors
/// Those of the store.
pub async fn clear(store: &Store, community: kernel::CommunityId) -> Result<()> {
    let write = |tx: &Tx<'_>| sql::clear(tx, &tx.permit(Clear)?);
    store.write(Actor::job(community, Clear::JOB), write).await
}

/// The job.
pub(super) fn run(app: Shared, task: Task) -> Later<'static, ()> {
    Box::pin(async move { Ok(clear(&app.store, task.community).await?) })
}

/// Lets whoever a helper called wait for another one.
pub(super) fn erase(tx: &Tx<'_>, member: MemberId) -> Result<()> {
    sql::let_go(tx, &tx.permit(EraseMember(member))?, member)
}
