//! Leaving: every feature erases by its own rule, in one transaction; what was erased is listed outside the
//! backups, so that a restored backup erases it again.

use super::acts::EraseMember;
use super::store as sql;
use crate::mail::Forget;
use crate::{desk, organisation, recovery, roles, sign_in, vouching};
use kernel::{Actor, Code, CommunityId, MemberId, Refusal, Role};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use store::{Result, SealedStore, Snapshot, Store, Tx};
use web::{EraseFn, LettersFn, Slice};

/// The list of erasures: one line for each, neighbourhood and member. It names nobody.
#[derive(Clone, Debug)]
pub struct ErasureList(PathBuf);

impl ErasureList {
    /// In the data folder; never part of a backup.
    pub fn in_folder(folder: &Path) -> Self {
        Self(folder.join("erasures.txt"))
    }

    /// Adds a line, on the disk when this returns.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn add(&self, community: CommunityId, member: MemberId) -> std::io::Result<()> {
        let mut file = std::fs::OpenOptions::new().create(true).append(true).open(&self.0)?;
        writeln!(file, "{community} {member}")?;
        file.sync_all()
    }

    /// All lines; a line that cannot be read is a mistake that has to be seen.
    ///
    /// # Errors
    /// Those of the file system, and which line cannot be read.
    pub fn read(&self) -> std::io::Result<Vec<(CommunityId, MemberId)>> {
        let text = match std::fs::read_to_string(&self.0) {
            Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            text => text?,
        };
        let read = |line: &str| {
            let (community, member) = line.split_once(' ')?;
            Some((CommunityId(community.parse().ok()?), member.trim().parse().ok()?))
        };
        let wrong = |number: usize| {
            let words =
                format!("{}, line {}: not a neighbourhood and a member", self.0.display(), number + 1);
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
        let reach = Some(found.profile.reach.value).filter(|value| value.contains('@'));
        Ok(Forget { ids, addresses: email.into_iter().chain(reach).collect() })
    };
    store.read(actor, read).await
}

/// Erases a member: first what each feature keeps, then the letters in the sealed database, then the traces in
/// the files. The line in the list comes first, so that nothing in between can lose it; a line for somebody
/// who then stayed has no effect as long as no backup is restored, and restoring asks.
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
    list.add(actor.community, member).map_err(fault)?;
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
    recovery::forget(sealed, actor.community, member).await?;
    sealed.erase_traces().await?;
    store.erase_traces().await
}

/// Erases again what the list says, after a backup was restored. Tells how many there were.
///
/// # Errors
/// Those of the list and of the stores.
pub async fn erase_again(
    store: &Store,
    sealed: &SealedStore,
    slices: &'static [&'static Slice],
    list: &ErasureList,
) -> Result<usize> {
    let fault = |fault: std::io::Error| store::Error::fault(format!("the list of erasures: {fault}"));
    let erased = list.read().map_err(fault)?;
    let mut again = 0;
    for (community, member) in erased {
        let actor = Actor::operator(community);
        let here = store.read(actor, move |seen| seen.standing(member)).await?;
        if here.is_none() {
            continue;
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
        again += 1;
    }
    sealed.erase_traces().await?;
    store.erase_traces().await?;
    Ok(again)
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
