//! Pictures of forms: made anew from what was sent, seen by the desk alone, gone after 30 days.

use super::acts::Forget;
use super::store;
use crate::media;
use crate::texts::paper_inbox as t;
use ::store::Snapshot;
use kernel::{Actor, Code, CommunityId, Key, Refusal};
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use web::{App, Error, Later, Result, Shared, Task, Upload};

/// A photograph of a sheet, with the form around it.
pub(super) const MOST_BYTES: usize = media::MOST_BYTES as usize + 64 * 1024;

fn folder(app: &App) -> PathBuf {
    app.settings.folder.join("scans")
}

/// Only keys of ours are names of files.
fn place(app: &App, scan: &str) -> Option<PathBuf> {
    let key: Key = scan.parse().ok()?;
    Some(folder(app).join(format!("{key}.jpg")))
}

/// Makes a clean copy of an uploaded picture and puts it into the data folder: its key. The row comes after.
///
/// # Errors
/// What is wrong with the picture, in words for its field; faults of the machine.
pub(super) async fn keep(app: &App, upload: &Upload) -> Result<String> {
    if is_pdf(upload.path()) {
        return Err(Refusal::new(Code::Invalid, t::wrong_pdf).at("scan").into());
    }
    let made = media::decoded(upload, "scan").await?;
    let largest = made.into_iter().next_back().ok_or_else(|| Error::fault("a picture without copies"))?;
    let scan = Key::random().to_string();
    let Some(path) = place(app, &scan) else { return Err(Error::fault("a key that is none")) };
    let folder = folder(app);
    let write = move || {
        std::fs::create_dir_all(&folder)?;
        let mut file = tempfile::NamedTempFile::new_in(&folder)?;
        file.write_all(&largest.jpeg)?;
        file.as_file().sync_all()?;
        file.persist(&path).map_err(|fault| fault.error)?;
        std::fs::File::open(&folder)?.sync_all()
    };
    let written = tokio::task::spawn_blocking(write).await;
    written
        .map_err(|fault| Error::fault(format!("keeping a scan: {fault}")))?
        .map_err(|fault| Error::io("keeping a scan", &fault))?;
    Ok(scan)
}

fn is_pdf(path: &Path) -> bool {
    let mut first = [0; 5];
    let read = std::fs::File::open(path).and_then(|mut file| file.read_exact(&mut first));
    read.is_ok() && &first == b"%PDF-"
}

/// The bytes of a picture.
///
/// # Errors
/// [`Code::NotFound`] when it is gone.
pub(super) async fn read(app: &App, scan: &str) -> Result<Vec<u8>> {
    let path = place(app, scan).ok_or_else(|| Refusal::plain(Code::NotFound))?;
    let read = tokio::task::spawn_blocking(move || std::fs::read(path)).await;
    match read.map_err(|fault| Error::fault(format!("reading a scan: {fault}")))? {
        Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => {
            Err(Refusal::plain(Code::NotFound).into())
        }
        bytes => bytes.map_err(|fault| Error::io("reading a scan", &fault)),
    }
}

/// Takes the file of a picture away, also one whose row was never written.
pub(super) fn remove(app: &App, scan: &str) -> Result<()> {
    let Some(path) = place(app, scan) else { return Ok(()) };
    match std::fs::remove_file(path) {
        Err(fault) if fault.kind() != std::io::ErrorKind::NotFound => {
            Err(Error::io("removing a scan", &fault))
        }
        _ => Ok(()),
    }
}

/// The job.
pub(super) fn run(app: Shared, task: Task) -> Later<'static, ()> {
    Box::pin(async move { forget(&app, task.community).await })
}

/// Removes pictures whose time has come, forms dealt with long ago, and files to which no form points. The file goes
/// first: a row without its file only says that there is none.
pub(super) async fn forget(app: &App, community: CommunityId) -> Result<()> {
    let actor = Actor::job(community, Forget::JOB);
    let due = |seen: &Snapshot<'_>| {
        seen.allow(&Forget)?;
        store::due_scans(seen)
    };
    for (id, scan) in app.store.read(actor, due).await? {
        remove(app, &scan)?;
        let note = move |tx: &::store::Tx<'_>| {
            let permit = tx.permit(Forget)?;
            store::scan_gone(tx, &permit, id)
        };
        app.store.write(actor, note).await?;
    }
    let old = |tx: &::store::Tx<'_>| {
        let permit = tx.permit(Forget)?;
        store::forget_old(tx, &permit)
    };
    app.store.bulk(actor, old).await?;
    sweep(app, actor).await
}

async fn sweep(app: &App, actor: Actor) -> Result<()> {
    let files = media::listed(&folder(app)).map_err(|fault| Error::io("sweeping scans", &fault))?;
    for file in files.into_iter().filter(|file| media::is_old(file)) {
        let name = file.file_stem().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        let wanted = name.clone();
        if !app.store.read(actor, move |seen: &Snapshot<'_>| store::is_kept(seen, &wanted)).await? {
            std::fs::remove_file(&file).map_err(|fault| Error::io("sweeping scans", &fault))?;
        }
    }
    Ok(())
}
