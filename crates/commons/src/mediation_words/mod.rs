//! What is written in mediations, in the sealed database: no journal, no search, no names, no clock finer than a day.
//!
//! For the two and whoever mediates between them. Only `mediation` comes here, after the open database has said
//! that somebody may; the rows say nothing of who that was. Confidential by the Polish Code of Civil Procedure,
//! art. 183⁴.

use crate::mediation::{MatterId, Slot};
use ::store::{Act, Result, Sealed, SealedStore, Snapshot, Tx, args, record, statements};
use kernel::{Actor, CommunityId, Day, Key, Locale};
use web::{Erasure, Seal, Slice};

const JOB: &str = "mediation_words";

statements! {
    /// Keeps words under their key, once.
    INSERT = "INSERT INTO mediation_words (community_id, matter, id, slot, n, lang, words, day)
              VALUES ($1, $2, $3, $4,
                (SELECT COUNT(*) FROM mediation_words w WHERE w.community_id = $1 AND w.matter = $2), $5, $6, $7)
              ON CONFLICT (community_id, matter, id) DO NOTHING";
    /// All of one mediation, in their order.
    OF = "SELECT id, slot, lang, words, day FROM mediation_words
          WHERE community_id = $1 AND matter = $2 ORDER BY n, id LIMIT 500";
    /// What is kept, without the words.
    KEPT = "SELECT matter, id, slot FROM mediation_words WHERE community_id = $1";
    /// Takes words away.
    DELETE = "DELETE FROM mediation_words WHERE community_id = $1 AND matter = $2 AND id = $3";
}

record! {
    /// Something that was written.
    #[derive(Clone, Debug)]
    pub struct Written {
        /// Its key.
        pub id: Key,
        /// Where it lies.
        pub slot: Slot,
        /// In which language.
        pub lang: Locale,
        /// The words.
        pub words: String,
        /// On which day.
        pub day: Day,
    }
}

::store::job_acts! {
    JOB;
    /// Keep what somebody wrote.
    Keep: "mediation_words.keep", "Polish Code of Civil Procedure, art. 183⁴: mediation is confidential";
    /// Read what was written.
    Read: "mediation_words.read", "Polish Code of Civil Procedure, art. 183⁴: mediation is confidential";
    /// Forget it.
    Forget: "mediation_words.forget",
        "GDPR art. 5(1)(e) and 17: 60 days after the end, when somebody leaves, or writes others in their place";
}

/// Words, and where they belong.
#[derive(Clone, Debug)]
pub(crate) struct New {
    pub(crate) matter: MatterId,
    pub(crate) id: Key,
    pub(crate) slot: Slot,
    pub(crate) lang: Locale,
    pub(crate) words: String,
}

/// Keeps words under their key: sent again they are the same, whatever is sent.
pub(crate) async fn keep(sealed: &SealedStore, community: CommunityId, new: New) -> Result<()> {
    let write = move |tx: &Tx<'_, Sealed>| {
        let permit = tx.permit(Keep)?;
        let New { matter, id, slot, lang, words } = &new;
        let values = args![tx.community(), matter, id, slot, lang, words, tx.now().day()];
        tx.exec(&permit, &INSERT, &values)?;
        Ok(())
    };
    sealed.write(Actor::job(community, JOB), write).await
}

/// What was written in one mediation, in its order.
pub(crate) async fn of(
    sealed: &SealedStore,
    community: CommunityId,
    matter: MatterId,
) -> Result<Vec<Written>> {
    let read = move |seen: &Snapshot<'_>| {
        seen.allow(&Read)?;
        seen.rows(&OF, &args![seen.community(), matter])
    };
    sealed.read(Actor::job(community, JOB), read).await
}

/// What is kept: of which mediation, under which key, in which place.
pub(crate) async fn kept(sealed: &SealedStore, community: CommunityId) -> Result<Vec<(MatterId, Key, Slot)>> {
    let read = |seen: &Snapshot<'_>| {
        seen.allow(&Read)?;
        seen.rows(&KEPT, &args![seen.community()])
    };
    sealed.read(Actor::job(community, JOB), read).await
}

/// Takes these words away, and their traces in the files.
pub(crate) async fn forget(
    sealed: &SealedStore,
    community: CommunityId,
    gone: Vec<(MatterId, Key)>,
) -> Result<()> {
    let write = move |tx: &Tx<'_, Sealed>| {
        let permit = tx.permit(Forget)?;
        for (matter, id) in &gone {
            tx.exec(&permit, &DELETE, &args![tx.community(), matter, id])?;
        }
        Ok(())
    };
    sealed.write(Actor::job(community, JOB), write).await?;
    sealed.erase_traces().await
}

/// The slice: rows alone. Its pages belong to `mediation`.
pub static SLICE: Slice = Slice {
    seal: Seal::Sealed,
    acts: &[Keep::ROW, Read::ROW, Forget::ROW],
    schema: &[::store::step!("20261129-87_mediation_words")],
    statements: STATEMENTS,
    erasure: Erasure {
        says: "what was written in mediations of the one who leaves is removed within ten minutes, by a job",
        erase: None,
    },
    ..Slice::named("mediation_words", "What is written in mediations, sealed.")
};
