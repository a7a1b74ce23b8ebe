//! `mikropolis copy`: everything in one encrypted file, for a stick.
//!
//! Inside is what `mikropolis backup` makes, and the list of erasures beside it; outside is the age format, locked
//! by a word or to somebody's key. The keys of the installation are not in it: who is signed in has to sign in
//! again after a restore. Databases are copied first, pictures are read as they are written out, so memory stays
//! small however much there is.

use super::{ABOUT, About, ERASURES, Source, archive, backup, files, kept};
use age::secrecy::SecretString;
use age::{DecryptError, Decryptor, Encryptor};
use anyhow::{Context as _, bail, ensure};
use kernel::CommunityId;
use std::collections::HashSet;
use std::fs;
use std::io::{BufReader, BufWriter, Read, Write};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The work of guessing a word: 2^17 rounds of scrypt take 128 MB and about a third of a second.
const WORK: u8 = 17;
/// Letters of a new word: none that are taken for another.
const LETTERS: &[u8; 32] = b"23456789abcdefghjkmnpqrstuvwxyz-";
/// What ends the name of a copy.
pub const ENDING: &str = "age";
/// Inside, the backup lies in a folder of this name.
const INSIDE: &str = "backup";

/// What a copy is locked with.
pub enum Lock {
    /// A word that somebody keeps on paper.
    Word(String),
    /// Keys of people who open it with theirs.
    Keys(Vec<age::x25519::Recipient>),
}

/// What opens a copy.
pub enum Opener {
    /// The word it was locked with.
    Word(String),
    /// Lines of a file with a secret key.
    Key(Vec<age::x25519::Identity>),
}

/// A new word: twenty letters in five groups, a hundred bits less what the groups cost.
pub fn new_word() -> String {
    let mut bytes = [0; 20];
    kernel::fill_random(&mut bytes);
    let letter = |byte: &u8| char::from(LETTERS[usize::from(*byte) % (LETTERS.len() - 1)]);
    let groups: Vec<String> = bytes.chunks(4).map(|group| group.iter().map(letter).collect()).collect();
    groups.join("-")
}

/// A word as somebody typed it from paper: large letters, spaces and lost dashes are forgiven.
pub fn tidy(word: &str) -> String {
    let letters: String = word.chars().filter(char::is_ascii_alphanumeric).collect();
    let letters = letters.to_ascii_lowercase();
    if letters.len() != 20 || !letters.bytes().all(|letter| LETTERS.contains(&letter)) {
        return word.trim().to_owned();
    }
    let groups = letters.as_bytes().chunks(4).map(String::from_utf8_lossy);
    groups.collect::<Vec<_>>().join("-")
}

/// What a copy holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum What {
    /// Everything on this machine.
    Everything,
    /// One neighbourhood, with its sealed rows or without.
    Only {
        /// Which.
        community: CommunityId,
        /// Votes and codes of recovery, too: for the operator's own copies.
        sealed: bool,
    },
}

/// A copy that is ready to be written: the databases wait in a folder that goes when this goes.
pub struct Prepared {
    folder: PathBuf,
    work: TempDir,
    pictures: Vec<String>,
    what: What,
    at: kernel::Time,
    /// What is in it.
    pub about: About,
    _turn: tokio::sync::SemaphorePermit<'static>,
}

/// One copy at a time: each takes the room of all databases.
static TURN: tokio::sync::Semaphore = tokio::sync::Semaphore::const_new(1);
/// How the folder of a copy that is being made begins. A power cut leaves it behind, unencrypted.
pub const UNFINISHED: &str = ".copy-";

/// Copies the databases and looks which pictures go along.
///
/// # Errors
/// When something can't be read or written.
pub async fn prepare(from: Source<'_>, what: What) -> anyhow::Result<Prepared> {
    let at = from.store.now();
    let shelf = from.folder.join("backup");
    fs::create_dir_all(&shelf).with_context(|| format!("cannot make {}", shelf.display()))?;
    let turn = TURN.acquire().await?;
    let work = tempfile::Builder::new().prefix(UNFINISHED).tempdir_in(&shelf);
    let work = work.with_context(|| format!("cannot write in {}", shelf.display()))?;
    crate::installation::private(work.path())?;
    let media = from.folder.join("media");
    let mut about = backup::databases(from, work.path(), at.rfc3339(), false).await?;
    let mut pictures = pictures(&media)?;
    if let What::Only { community, sealed } = what {
        let folder = work.path().to_owned();
        let divide = move || {
            store::keep_only(&folder.join("mikropolis.db"), community, false)?;
            store::keep_only(&folder.join("sealed.db"), community, !sealed)
        };
        tokio::task::spawn_blocking(divide).await??;
        about = backup::described(work.path(), at.rfc3339(), false)?;
        let own = commons::media::of_community(from.store, community, &media).await;
        let own: HashSet<PathBuf> = own.map_err(|fault| anyhow::anyhow!("pictures: {fault:?}"))?;
        pictures.retain(|name| own.contains(&media.join(name)));
    }
    let about = About { pictures: pictures.len(), ..about };
    files::write(&work.path().join(ABOUT), &serde_json::to_vec_pretty(&about)?)?;
    Ok(Prepared { folder: from.folder.to_owned(), work, pictures, what, at, about, _turn: turn })
}

/// Saves a copy into a folder; tells where it is and what is in it.
///
/// # Errors
/// When something can't be read or written. Nothing that looks like a copy stays then.
pub async fn save(from: Source<'_>, what: What, to: &Path, lock: Lock) -> anyhow::Result<(PathBuf, About)> {
    ensure!(to.is_dir(), "there is no folder {}: is the stick in?", to.display());
    let prepared = prepare(from, what).await?;
    let about = prepared.about.clone();
    let target = to.join(prepared.name());
    let half = target.with_extension("part");
    let (written, place) = (half.clone(), target.clone());
    let task = tokio::task::spawn_blocking(move || {
        let done = prepared.write_file(&written, &lock);
        let done = done.and_then(|()| Ok(fs::rename(&written, &place)?));
        if done.is_err() {
            // what is half written is no copy; a stick that was pulled out has none either
            let _ = fs::remove_file(&written);
        }
        done.and_then(|()| prepared.note())
    });
    task.await?.with_context(|| format!("cannot write {}", half.display()))?;
    files::sync(to)?;
    Ok((target, about))
}

impl Prepared {
    /// The name of its file.
    pub fn name(&self) -> String {
        format!("mikropolis-{}.{ENDING}", self.about.made.replace(':', "-"))
    }

    /// Notes that it was saved.
    ///
    /// # Errors
    /// When that can't be written.
    pub fn note(&self) -> anyhow::Result<()> {
        let whose = match self.what {
            What::Everything => None,
            What::Only { community, .. } => Some(community),
        };
        kept::note_copy(&self.folder, whose, self.at)
    }

    fn write_file(&self, path: &Path, lock: &Lock) -> anyhow::Result<()> {
        // asked for when it is made: a stick that knows no owners refuses to change it afterwards
        let file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
        let file = self.pack(lock, BufWriter::new(file))?;
        file.into_inner().map_err(|fault| fault.into_error())?.sync_all()?;
        Ok(())
    }

    /// Writes the encrypted stream and gives back what it was written to.
    ///
    /// # Errors
    /// When something can't be read or written.
    pub fn pack<W: Write>(&self, lock: &Lock, out: W) -> anyhow::Result<W> {
        let mut out = encryptor(lock)?.wrap_output(out)?;
        for name in [ABOUT, "mikropolis.db", "sealed.db"] {
            put_file(&mut out, &format!("{INSIDE}/{name}"), &self.work.path().join(name))?;
        }
        let list = self.erasures()?;
        if !list.is_empty() {
            archive::put(&mut out, ERASURES, list.len() as u64, &mut list.as_bytes())?;
        }
        let media = self.folder.join("media");
        for name in &self.pictures {
            put_file(&mut out, &format!("{INSIDE}/media/{name}"), &media.join(name))?;
        }
        archive::finish(&mut out)?;
        Ok(out.finish()?)
    }

    /// The lines of the list of erasures that concern what is in it.
    fn erasures(&self) -> anyhow::Result<String> {
        let list = match fs::read_to_string(self.folder.join(ERASURES)) {
            Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => return Ok(String::new()),
            list => list?,
        };
        let What::Only { community, .. } = self.what else { return Ok(list) };
        let own = format!("{community} ");
        Ok(list.lines().filter(|line| line.starts_with(&own)).map(|line| format!("{line}\n")).collect())
    }
}

/// One file; what vanished meanwhile was erased.
fn put_file(out: &mut impl Write, name: &str, path: &Path) -> anyhow::Result<()> {
    let mut file = match fs::File::open(path) {
        Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        file => file?,
    };
    let size = file.metadata()?.len();
    archive::put(out, name, size, &mut file)
}

fn encryptor(lock: &Lock) -> anyhow::Result<Encryptor> {
    Ok(match lock {
        Lock::Word(word) => {
            let mut word = age::scrypt::Recipient::new(SecretString::from(word.clone()));
            word.set_work_factor(WORK);
            Encryptor::with_recipients(std::iter::once(&word as &dyn age::Recipient))?
        }
        Lock::Keys(keys) => Encryptor::with_recipients(keys.iter().map(|key| key as &dyn age::Recipient))?,
    })
}

/// The files of pictures, by their names below the folder.
fn pictures(media: &Path) -> anyhow::Result<Vec<String>> {
    let mut names = Vec::new();
    if !media.is_dir() {
        return Ok(names);
    }
    for shelf in fs::read_dir(media).with_context(|| format!("cannot read {}", media.display()))? {
        let shelf = shelf?;
        if !shelf.file_type()?.is_dir() {
            continue;
        }
        for file in fs::read_dir(shelf.path())? {
            let (shelf, file) = (shelf.file_name(), file?.file_name());
            names.push(format!("{}/{}", shelf.to_string_lossy(), file.to_string_lossy()));
        }
    }
    names.sort();
    Ok(names)
}

/// Whether this is a copy, and not the folder of a backup.
pub fn is_copy(path: &Path) -> bool {
    path.is_file()
}

/// Unpacks a copy into an empty folder; tells where the backup lies there.
///
/// # Errors
/// When the word is another one, the file is cut or is no copy.
pub fn unpack(from: &Path, opener: &Opener, into: &Path) -> anyhow::Result<PathBuf> {
    let file = || fs::File::open(from).with_context(|| format!("cannot open {}", from.display()));
    let again;
    let mut opened = open(BufReader::new(file()?), opener);
    if let Opener::Word(word) = opener
        && opened.is_err()
        && tidy(word) != *word
    {
        again = Opener::Word(tidy(word));
        opened = open(BufReader::new(file()?), &again);
    }
    let mut plain = opened.with_context(|| from.display().to_string())?;
    let keep = |name: &str, content: &mut dyn Read| {
        let path = into.join(name);
        let folder = path.parent().unwrap_or(into);
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let mut file =
            fs::File::create_new(&path).with_context(|| format!("cannot write {}", path.display()))?;
        std::io::copy(content, &mut file).map_err(|fault| cut(fault, &path))?;
        Ok(())
    };
    archive::each(&mut plain, keep).map_err(|fault| {
        match fault.downcast_ref::<std::io::Error>().map(std::io::Error::kind) {
            Some(kind) if is_cut(kind) => anyhow::anyhow!("{}: {CUT}", from.display()),
            _ => fault.context(from.display().to_string()),
        }
    })?;
    // a neighbourhood without pictures has none in its copy either
    fs::create_dir_all(into.join(INSIDE).join("media"))?;
    Ok(into.join(INSIDE))
}

const CUT: &str =
    "the file is cut or damaged: copy it from the stick again, or take an older one; nothing was restored";

/// The encryption notices a cut as an end too soon, and damage as data that cannot be.
fn is_cut(kind: std::io::ErrorKind) -> bool {
    matches!(kind, std::io::ErrorKind::UnexpectedEof | std::io::ErrorKind::InvalidData)
}

fn cut(fault: std::io::Error, path: &Path) -> anyhow::Error {
    if is_cut(fault.kind()) {
        return fault.into();
    }
    anyhow::Error::msg(format!("cannot write {}: {fault}", path.display()))
}

fn open(file: impl Read, opener: &Opener) -> anyhow::Result<impl Read> {
    let decryptor = match Decryptor::new(file) {
        Ok(decryptor) => decryptor,
        Err(DecryptError::Io(fault)) if is_cut(fault.kind()) => bail!(CUT),
        Err(fault) => bail!("this is no copy of a neighbourhood ({fault})"),
    };
    let by_word = decryptor.is_scrypt();
    let opened = match opener {
        Opener::Word(word) => {
            ensure!(by_word, "this copy is locked to a key: name its file with --key-file");
            let mut word = age::scrypt::Identity::new(SecretString::from(word.clone()));
            word.set_max_work_factor(WORK + 3);
            decryptor.decrypt(std::iter::once(&word as &dyn age::Identity))
        }
        Opener::Key(keys) => {
            ensure!(!by_word, "this copy is locked with a word and not with a key");
            decryptor.decrypt(keys.iter().map(|key| key as &dyn age::Identity))
        }
    };
    match opened {
        Ok(plain) => Ok(plain),
        Err(DecryptError::DecryptionFailed | DecryptError::KeyDecryptionFailed) if by_word => {
            bail!("the word is not the one this copy was locked with: look at the paper and try again")
        }
        Err(DecryptError::NoMatchingKeys) => bail!("none of the keys opens this copy"),
        Err(DecryptError::Io(fault)) if is_cut(fault.kind()) => bail!(CUT),
        Err(fault) => bail!("this copy cannot be opened ({fault})"),
    }
}
