//! Leaving: every feature erases by its own rule, in one transaction; what was erased is listed outside the
//! backups, so that a restored backup erases it again.

use super::acts::EraseMember;
use super::store as sql;
use crate::mail::Forget;
use crate::{desk, organisation, recovery, roles, sign_in, vouching};
use kernel::{Actor, Code, CommunityId, Key, MemberId, Refusal, Role};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;
use store::{Result, SealedStore, Snapshot, Store, Tx};
use web::{EraseFn, EraseThingFn, JobRow, LettersFn, Shared, Slice};

/// The list of erasures: one line for each, neighbourhood and what was erased. It names nobody.
///
/// `NEIGHBOURHOOD MEMBER` for somebody who left, `NEIGHBOURHOOD item KEY` for a single story or picture.
#[derive(Clone, Debug)]
pub struct ErasureList(PathBuf);

/// What a line of the list speaks of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Erased {
    /// Somebody left.
    Member(MemberId),
    /// Something somebody told was erased: an item, or a picture of one.
    Thing(Key),
}

/// What stands before the key of a thing.
const THING: &str = "item";

impl ErasureList {
    /// In the data folder; never part of a backup.
    pub fn in_folder(folder: &Path) -> Self {
        Self(folder.join("erasures.txt"))
    }

    /// Adds a line, on the disk when this returns.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn add(&self, community: CommunityId, erased: Erased) -> std::io::Result<()> {
        let line = match erased {
            Erased::Member(member) => format!("{community} {member}\n"),
            Erased::Thing(key) => format!("{community} {THING} {key}\n"),
        };
        let mut file = std::fs::OpenOptions::new().create(true).append(true).open(&self.0)?;
        file.write_all(line.as_bytes())?;
        file.sync_all()
    }

    /// All lines; a line that cannot be read is a mistake that has to be seen.
    ///
    /// # Errors
    /// Those of the file system, and which line cannot be read.
    pub fn read(&self) -> std::io::Result<Vec<(CommunityId, Erased)>> {
        let text = match std::fs::read_to_string(&self.0) {
            Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            text => text?,
        };
        let read = |line: &str| {
            let words: Vec<&str> = line.split_whitespace().collect();
            let (community, erased) = match words.as_slice() {
                [community, member] => (community, Erased::Member(member.parse().ok()?)),
                [community, THING, key] => (community, Erased::Thing(key.parse().ok()?)),
                _ => return None,
            };
            Some((CommunityId(community.parse().ok()?), erased))
        };
        let wrong = |number: usize| {
            let words = format!(
                "{}, line {}: not a neighbourhood and what was erased there",
                self.0.display(),
                number + 1
            );
            std::io::Error::new(std::io::ErrorKind::InvalidData, words)
        };
        text.lines().enumerate().map(|(number, line)| read(line).ok_or_else(|| wrong(number))).collect()
    }
}

/// The only administrator stays until there is another: nobody could let anybody in.
fn may_leave(seen: &Snapshot<'_>, member: MemberId) -> Result<()> {
    let standing = seen.standing(member)?.ok_or(Code::NotFound)?;
    if standing.roles.contains(&Role::Administrator) && roles::holders(seen, Role::Administrator)? <= 1 {
        return Err(Refusal::new(Code::Conflict, crate::texts::roles::wrong_last).into());
    }
    Ok(())
}

/// The letters that lie or wait somewhere and hold anything of a member; to be asked before they are erased.
///
/// # Errors
/// A refusal, or those of the store.
pub async fn letters_of(
    store: &Store,
    slices: &'static [&'static Slice],
    actor: Actor,
    member: MemberId,
) -> Result<Forget> {
    let rules: Vec<LettersFn> = slices.iter().filter_map(|slice| slice.letters).collect();
    let read = move |seen: &Snapshot<'_>| {
        let found = seen.allow(&EraseMember(member))?;
        let mut ids = Vec::new();
        for letters in &rules {
            ids.extend(letters(seen, member)?);
        }
        let email = found.person.map(|person| sql::email(seen, person)).transpose()?.flatten();
        let reach = Some(found.profile.reach.value).filter(|value| !value.is_empty());
        Ok(Forget { ids, addresses: email.into_iter().chain(reach).collect() })
    };
    store.read(actor, read).await
}

/// Erases a member: first what each feature keeps, then the letters in the sealed database; the traces in the files
/// are for [`erase_traces`]. The line in the list comes first, so that nothing in between can lose it; a line for
/// somebody who then stayed has no effect as long as no backup is restored, and restoring asks.
///
/// # Errors
/// A refusal for whoever may not, and for the only administrator; those of the stores.
pub async fn erase_member(
    store: &Store,
    sealed: &SealedStore,
    slices: &'static [&'static Slice],
    list: &ErasureList,
    actor: Actor,
    member: MemberId,
) -> Result<()> {
    store
        .read(actor, move |seen| {
            seen.allow(&EraseMember(member))?;
            may_leave(seen, member)
        })
        .await?;
    let fault =
        |fault: std::io::Error| store::Error::fault(format!("the list of erasures: {}", fault.kind()));
    list.add(actor.community, Erased::Member(member)).map_err(fault)?;
    let rules: Vec<EraseFn> = slices.iter().filter_map(|slice| slice.erasure.erase).collect();
    store
        .write(actor, move |tx| {
            let permit = tx.permit(EraseMember(member))?;
            may_leave(tx, member)?;
            rules.iter().try_for_each(|erase| erase(tx, member))?;
            tx.forget_forms(member)?;
            sql::blank(tx, &permit)
        })
        .await?;
    recovery::forget(sealed, actor.community, member).await
}

/// How long somebody who leaves waits for the last byte to go.
const PATIENCE: Duration = Duration::from_secs(10);

/// Erases the traces of what is gone from the files of both databases. A large database takes its time: whoever
/// leaves waits for a moment, then it goes on behind their back, and [`CLEAR`] comes by every day.
pub(crate) async fn erase_traces(app: &Shared) {
    let app = Shared::clone(app);
    let work = tokio::spawn(async move {
        if let Err(fault) = traces(&app.store, &app.sealed).await {
            tracing::warn!(error = %fault, "traces of what was erased wait for the daily clearing");
        }
    });
    drop(tokio::time::timeout(PATIENCE, work).await);
}

async fn traces(store: &Store, sealed: &SealedStore) -> Result<()> {
    sealed.erase_traces().await?;
    store.erase_traces().await
}

/// The daily clearing.
pub(super) const CLEAR: JobRow = JobRow {
    name: "member.clear",
    about: "Clears the traces of what was erased from the database files.",
    every_minutes: Some(24 * 60),
    run: |app, _| Box::pin(async move { Ok(traces(&app.store, &app.sealed).await?) }),
};

/// How much was erased again.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Again {
    /// Members.
    pub members: usize,
    /// Stories, pictures and the like.
    pub things: usize,
}

/// Erases again what the list says, after a backup was restored.
///
/// # Errors
/// Those of the list and of the stores.
pub async fn erase_again(
    store: &Store,
    sealed: &SealedStore,
    slices: &'static [&'static Slice],
    list: &ErasureList,
) -> Result<Again> {
    let fault = |fault: std::io::Error| store::Error::fault(format!("the list of erasures: {fault}"));
    let mut again = Again::default();
    for (community, erased) in list.read().map_err(fault)? {
        match erased {
            Erased::Member(member) => {
                again.members += usize::from(member_again(store, sealed, slices, community, member).await?);
            }
            Erased::Thing(key) => {
                again.things += usize::from(thing_again(store, slices, community, key).await?);
            }
        }
    }
    traces(store, sealed).await?;
    Ok(again)
}

/// Tells whether somebody was there.
async fn member_again(
    store: &Store,
    sealed: &SealedStore,
    slices: &'static [&'static Slice],
    community: CommunityId,
    member: MemberId,
) -> Result<bool> {
    let actor = Actor::operator(community);
    if store.read(actor, move |seen| seen.standing(member)).await?.is_none() {
        return Ok(false);
    }
    let rules: Vec<EraseFn> = slices.iter().filter_map(|slice| slice.erasure.erase).collect();
    store
        .write(actor, move |tx| {
            let permit = tx.permit(EraseMember(member))?;
            rules.iter().try_for_each(|erase| erase(tx, member))?;
            tx.forget_forms(member)?;
            sql::blank(tx, &permit)
        })
        .await?;
    recovery::forget(sealed, community, member).await?;
    Ok(true)
}

/// Tells whether anything was there.
async fn thing_again(
    store: &Store,
    slices: &'static [&'static Slice],
    community: CommunityId,
    key: Key,
) -> Result<bool> {
    let rules: Vec<EraseThingFn> = slices.iter().filter_map(|slice| slice.erase_thing).collect();
    let write = move |tx: &Tx<'_>| {
        let found: Vec<bool> = rules.iter().map(|erase| erase(tx, key)).collect::<Result<_>>()?;
        Ok(found.contains(&true))
    };
    store.write(Actor::operator(community), write).await
}

/// What `sign_in` forgets of one who leaves: programs here. Sessions and card go with the person.
pub(crate) fn erase_sign_in(tx: &Tx<'_>, member: MemberId) -> Result<()> {
    sign_in::erase_tokens(tx, &tx.permit(EraseMember(member))?, member)
}

/// What `vouching` forgets.
pub(crate) fn erase_vouching(tx: &Tx<'_>, member: MemberId) -> Result<()> {
    vouching::forget(tx, &tx.permit(EraseMember(member))?, member)
}

/// What `roles` forgets.
pub(crate) fn erase_roles(tx: &Tx<'_>, member: MemberId) -> Result<()> {
    roles::forget(tx, &tx.permit(EraseMember(member))?, member)
}

/// What `organisation` forgets.
pub(crate) fn erase_organisation(tx: &Tx<'_>, member: MemberId) -> Result<()> {
    organisation::forget(tx, &tx.permit(EraseMember(member))?, member)
}

/// What `desk` forgets.
pub(crate) fn erase_desk(tx: &Tx<'_>, member: MemberId) -> Result<()> {
    desk::forget(tx, &tx.permit(EraseMember(member))?, member)
}
