//! Keeping, using and forgetting the codes of letters. Crossing the border is the job `recovery`, which is told
//! nothing but a code and whom it lets in.

use super::store as sql;
use crate::code::{self, Purpose};
use crate::sign_in::{self, Entrance};
use kernel::{Actor, CommunityId, Day, MemberId};
use store::{Result, SealedStore, Store};

const JOB: &str = "recovery";

store::job_acts! {
    JOB;
    /// Keep the code of a letter the desk prints.
    KeepLetter: "recovery.keep", "GDPR art. 32: hashed, apart from everything else";
    /// Use up the code of a letter.
    UseLetter: "recovery.use", "OWASP ASVS 5.0, 6.5: single use";
    /// Forget letters of somebody who leaves.
    ForgetLetters: "recovery.forget", "GDPR art. 17";
}

/// Keeps the code of a letter; an earlier letter to the same member ends.
pub(crate) async fn keep(
    sealed: &SealedStore,
    community: CommunityId,
    code: &str,
    subject: MemberId,
    until: Day,
) -> Result<()> {
    let hash = Purpose::Letter.hash_in(community, code);
    sealed
        .write(Actor::job(community, JOB), move |tx| {
            let permit = tx.permit(KeepLetter)?;
            sql::keep(tx, &permit, &hash, subject, until)
        })
        .await
}

/// Comes in by a letter from the desk. The code is used up first, in the sealed database; then all sessions and
/// the card end and a new session begins. If the machine stops between the two, the letter is used up and the
/// desk prints another: the safe side.
///
/// # Errors
/// Those of the stores.
pub async fn by_letter(
    store: &Store,
    sealed: &SealedStore,
    community: CommunityId,
    typed: &str,
    device: String,
) -> Result<Entrance> {
    let Some(code) = code::read(typed, 16) else { return Ok(Entrance::Wrong) };
    let hash = Purpose::Letter.hash_in(community, &code);
    let subject = sealed
        .write(Actor::job(community, JOB), move |tx| {
            let permit = tx.permit(UseLetter)?;
            sql::take(tx, &permit, &hash)
        })
        .await?;
    match subject {
        Some(member) => sign_in::by_letter(store, community, member, device).await,
        None => Ok(Entrance::Wrong),
    }
}

/// Forgets letters of somebody who leaves.
pub(crate) async fn forget(sealed: &SealedStore, community: CommunityId, member: MemberId) -> Result<()> {
    sealed
        .write(Actor::job(community, JOB), move |tx| {
            let permit = tx.permit(ForgetLetters)?;
            sql::forget(tx, &permit, member)
        })
        .await
}
