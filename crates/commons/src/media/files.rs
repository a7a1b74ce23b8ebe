//! The files of pictures: made in a process of its own, kept by the hash of their content.

use super::model::{MOST_BYTES, NewPicture};
use super::store;
use crate::texts::media as t;
use kernel::{Actor, Code, Locale, Refusal};
use pictures::{Limits, Problem, Rendition};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, SystemTime};
use web::{App, Error, Shared, Task, Upload};

/// The job that removes what nothing points to.
pub(super) const SWEEP: &str = "media.sweep";
/// Files younger than this are left alone: their row may be on its way on another node.
const YOUNG: Duration = Duration::from_secs(3600);

static DECODER: OnceLock<PathBuf> = OnceLock::new();

/// Names the program that decodes when started with the word `decode`; without this it is the running one.
/// For tests, whose running program is no server. The first call counts.
pub fn decode_with(program: PathBuf) {
    let _ = DECODER.set(program);
}

fn decoder() -> Result<PathBuf, Error> {
    match DECODER.get() {
        Some(program) => Ok(program.clone()),
        None => std::env::current_exe().map_err(|fault| Error::io("finding the own program", &fault)),
    }
}

/// One at a time: a photograph takes memory and two seconds of one processor.
static TURN: tokio::sync::Semaphore = tokio::sync::Semaphore::const_new(1);

/// Hashes of files whose rows are being written, so that nothing removes them meanwhile.
static PENDING: Mutex<Option<HashMap<String, usize>>> = Mutex::new(None);

#[derive(Debug)]
struct Pending(String);

impl Pending {
    fn new(hash: &str) -> Self {
        let mut pending = PENDING.lock().unwrap_or_else(PoisonError::into_inner);
        *pending.get_or_insert_default().entry(hash.to_owned()).or_default() += 1;
        Self(hash.to_owned())
    }
    fn is(hash: &str) -> bool {
        let pending = PENDING.lock().unwrap_or_else(PoisonError::into_inner);
        pending.as_ref().is_some_and(|pending| pending.contains_key(hash))
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        let mut pending = PENDING.lock().unwrap_or_else(PoisonError::into_inner);
        let pending = pending.get_or_insert_default();
        if let Some(count) = pending.get_mut(&self.0) {
            *count -= 1;
            if *count == 0 {
                pending.remove(&self.0);
            }
        }
    }
}

/// A picture whose files are on the disk, and whose row is still to be written.
#[derive(Clone, Debug)]
pub struct Taken {
    pub(super) hash: String,
    pub(super) widths: Vec<u32>,
    pub(super) width: u32,
    pub(super) height: u32,
    _pending: Arc<Pending>,
}

impl Taken {
    /// With its words and whose it is.
    pub fn picture(self, lang: Locale, alt: impl Into<String>, credit: impl Into<String>) -> NewPicture {
        NewPicture { file: self, alts: vec![(lang, alt.into())], credit: credit.into(), taken: String::new() }
    }
}

/// Makes the copies of an uploaded picture and puts them into the data folder.
///
/// # Errors
/// What is wrong with the picture, in words for its field `at`; faults of the machine.
pub async fn take(app: &App, upload: &Upload, at: &'static str) -> Result<Taken, Error> {
    keep_all(app, decoded(upload, at).await?).await
}

/// The same for bytes in memory: imports.
///
/// # Errors
/// As [`take`].
pub async fn take_bytes(app: &App, bytes: Vec<u8>, at: &'static str) -> Result<Taken, Error> {
    keep_all(app, decoded_bytes(bytes, at).await?).await
}

/// The clean copies of an uploaded picture, the largest last; nothing is kept.
///
/// # Errors
/// As [`take`].
pub(crate) async fn decoded(upload: &Upload, at: &'static str) -> Result<Vec<Rendition>, Error> {
    if upload.bytes > MOST_BYTES {
        return Err(refusal(&Problem::TooManyBytes { bytes: upload.bytes, most: MOST_BYTES }, at).into());
    }
    let path = upload.path().to_owned();
    let read = tokio::task::spawn_blocking(move || std::fs::read(path)).await;
    let bytes = read.map_err(|fault| Error::fault(format!("reading an upload: {fault}")))?;
    decoded_bytes(bytes.map_err(|fault| Error::io("reading an upload", &fault))?, at).await
}

async fn decoded_bytes(bytes: Vec<u8>, at: &'static str) -> Result<Vec<Rendition>, Error> {
    let program = decoder()?;
    let _turn = TURN.acquire().await.map_err(|_| Error::from(Refusal::plain(Code::Busy)))?;
    let work = tokio::task::spawn_blocking(move || {
        let limits = Limits { bytes: MOST_BYTES as usize, ..Limits::default() };
        match pictures::child::run(&program, &bytes, &limits) {
            Ok(renditions) => Ok(renditions),
            Err(Problem::Process(fault)) => Err(Error::fault(format!("decoding a picture: {fault}"))),
            Err(problem) => Err(refusal(&problem, at).into()),
        }
    });
    work.await.map_err(|fault| Error::fault(format!("decoding a picture: {fault}")))?
}

async fn keep_all(app: &App, renditions: Vec<Rendition>) -> Result<Taken, Error> {
    let folder = folder(app);
    let kept = tokio::task::spawn_blocking(move || keep(&folder, &renditions)).await;
    let kept = kept.map_err(|fault| Error::fault(format!("keeping a picture: {fault}")))?;
    kept.map_err(|fault| Error::io("keeping a picture", &fault))
}

fn refusal(problem: &Problem, at: &'static str) -> Refusal {
    let problem = problem.clone();
    Refusal::new(Code::Invalid, move |locale| match problem {
        Problem::Empty => t::wrong_empty(locale).to_owned(),
        Problem::TooManyBytes { .. } => t::wrong_bytes(locale, MOST_BYTES / 1_000_000),
        Problem::NotTaken(pictures::Kind::Heic) => t::wrong_heic(locale).to_owned(),
        Problem::NotTaken(_) => t::wrong_kind(locale).to_owned(),
        Problem::TooLarge { .. } => t::wrong_large(locale).to_owned(),
        Problem::Damaged => t::wrong_damaged(locale).to_owned(),
        Problem::TooMuchWork | Problem::Process(_) => t::wrong_work(locale).to_owned(),
    })
    .at(at)
}

fn folder(app: &App) -> PathBuf {
    app.settings.folder.join("media")
}

/// Where a copy lies: `ab/cdef…-480.jpg`.
pub(super) fn place(folder: &Path, hash: &str, width: u32) -> PathBuf {
    let (first, rest) = hash.split_at_checked(2).unwrap_or((hash, ""));
    folder.join(first).join(format!("{rest}-{width}.jpg"))
}

/// Writes each copy beside its place, makes it durable, and moves it there, so that a name never stands for half
/// a picture.
fn keep(folder: &Path, renditions: &[Rendition]) -> std::io::Result<Taken> {
    let mut digest = Sha256::new();
    for rendition in renditions {
        digest.update(&rendition.jpeg);
    }
    let hash: String = digest.finalize().iter().take(20).map(|byte| format!("{byte:02x}")).collect();
    let pending = Pending::new(&hash);
    for rendition in renditions {
        let path = place(folder, &hash, rendition.width);
        let Some(shelf) = path.parent() else { continue };
        std::fs::create_dir_all(shelf)?;
        let mut file = tempfile::NamedTempFile::new_in(shelf)?;
        file.write_all(&rendition.jpeg)?;
        file.as_file().sync_all()?;
        file.persist(&path).map_err(|fault| fault.error)?;
        std::fs::File::open(shelf)?.sync_all()?;
    }
    let (width, height) = renditions.last().map_or((0, 0), |largest| (largest.width, largest.height));
    let widths = renditions.iter().map(|rendition| rendition.width).collect();
    Ok(Taken { hash, widths, width, height, _pending: Arc::new(pending) })
}

/// The bytes of one copy.
pub(super) async fn read(app: &App, hash: &str, width: u32) -> Result<Vec<u8>, Error> {
    let path = place(&folder(app), hash, width);
    let read = tokio::task::spawn_blocking(move || std::fs::read(path)).await;
    let bytes = read.map_err(|fault| Error::fault(format!("reading a picture: {fault}")))?;
    bytes.map_err(|fault| Error::io("reading a picture", &fault))
}

/// Removes the files of pictures whose rows are gone, unless another row has the same bytes.
///
/// # Errors
/// Those of the store and of the file system.
pub async fn forget(app: &App, actor: Actor, hashes: Vec<String>) -> Result<(), Error> {
    for hash in hashes {
        let wanted = hash.clone();
        let used = app.store.read(actor, move |seen| store::is_used(seen, &wanted)).await?;
        if !used && !Pending::is(&hash) {
            remove(&folder(app), &hash).map_err(|fault| Error::io("removing a picture", &fault))?;
        }
    }
    Ok(())
}

fn remove(folder: &Path, hash: &str) -> std::io::Result<()> {
    let Some((first, rest)) = hash.split_at_checked(2) else { return Ok(()) };
    for entry in listed(&folder.join(first))? {
        let name = entry.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if name.strip_prefix(rest).is_some_and(|end| end.starts_with('-')) {
            std::fs::remove_file(entry)?;
        }
    }
    Ok(())
}

pub(crate) fn listed(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    match std::fs::read_dir(folder) {
        Ok(entries) => entries.map(|entry| entry.map(|entry| entry.path())).collect(),
        Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(fault) => Err(fault),
    }
}

/// Removes files that are old enough and to which no row of any community points: what remains of a write that
/// failed after its picture was kept, and of somebody who left.
pub(super) async fn sweep(app: &Shared, task: Task) -> Result<(), Error> {
    let folder = folder(app);
    let fault = |fault: std::io::Error| Error::io("sweeping pictures", &fault);
    let mut hashes = Vec::new();
    for shelf in listed(&folder).map_err(fault)? {
        for file in listed(&shelf).map_err(fault)? {
            hashes.extend(old_hash(&shelf, &file));
        }
    }
    hashes.sort();
    hashes.dedup();
    forget(app, Actor::job(task.community, SWEEP), hashes).await
}

/// The hash in a file's name, if the file is old enough.
fn old_hash(shelf: &Path, file: &Path) -> Option<String> {
    let (first, name) = (shelf.file_name()?.to_str()?, file.file_name()?.to_str()?);
    let (rest, _) = name.rsplit_once('-')?;
    is_old(file).then(|| [first, rest].concat())
}

/// Whether a file was there an hour ago: its row was written then, or never will be.
pub(crate) fn is_old(file: &Path) -> bool {
    #[expect(
        clippy::disallowed_methods,
        reason = "compared with the file system's clock, which no test can move"
    )]
    let now = SystemTime::now();
    let modified = file.metadata().and_then(|about| about.modified()).ok();
    modified.and_then(|modified| now.duration_since(modified).ok()).is_some_and(|age| age >= YOUNG)
}
