//! A new program on an older database: first a backup, then the steps.

use super::backup;
use crate::installation::Installation;
use anyhow::Context as _;
use std::path::PathBuf;
use store::Progress;
use web::Seal;

/// Makes a backup if steps of the schema are about to run on something; says what was done and how to go back.
///
/// # Errors
/// When the databases are newer than this program, or the backup can't be made: then no step runs.
pub async fn keep_a_way_back(installation: &Installation) -> anyhow::Result<Option<String>> {
    let open = installation.store.progress(&crate::slices::steps(Seal::Open)).await?;
    let sealed = installation.sealed.progress(&crate::slices::steps(Seal::Sealed)).await?;
    // a fresh folder has nothing to lose; one whose sealed database was never made is being founded
    if open.ran.is_empty() || sealed.ran.is_empty() || is_done(&open) && is_done(&sealed) {
        return Ok(None);
    }
    let there = match there_already(installation).await? {
        Some(backup) => backup,
        None => {
            let done = backup::make(installation, None, false).await;
            done.context("before an upgrade a backup is made, and that failed; nothing was changed")?.folder
        }
    };
    Ok(Some(format!(
        "This program is newer than the databases: {} steps are run now. A backup of before lies at hand.\n\
         The way back is the program you had before, and: mikropolis restore {} --folder NEW",
        open.left.len() + sealed.left.len(),
        there.display()
    )))
}

/// The newest backup, if nothing was written since: an upgrade that breaks again and again makes one, not many.
/// Every write leaves a row in the journal, so equal numbers of rows say so.
async fn there_already(installation: &Installation) -> anyhow::Result<Option<PathBuf>> {
    let Some((_, newest)) = backup::all(&installation.folder.join("backup"))?.pop() else { return Ok(None) };
    let about = backup::about(&newest)?.context("a backup without a description")?;
    let same = about.open == installation.store.rows_by_table().await?
        && about.sealed == installation.sealed.rows_by_table().await?;
    Ok(same.then_some(newest))
}

fn is_done(progress: &Progress) -> bool {
    progress.left.is_empty()
}
