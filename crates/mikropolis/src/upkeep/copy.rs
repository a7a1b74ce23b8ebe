//! `mikropolis copy`: everything in one encrypted file, for a stick.
//!
//! Inside is what `mikropolis backup` makes, and the list of erasures beside it; outside is the age format, locked
//! by a word or to somebody's key. The keys of the installation are not in it: who is signed in has to sign in
//! again after a restore. Databases are copied first, pictures are read as they are written out, so memory stays
//! small however much there is.

use super::{ABOUT, About, ERASURES, archive, backup, files};
use crate::installation::Installation;
use age::secrecy::SecretString;
use age::{DecryptError, Decryptor, Encryptor};
use anyhow::{Context as _, bail, ensure};
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

/// Saves a copy into a folder; tells where it is and what is in it.
///
/// # Errors
/// When something can't be read or written. Nothing that looks like a copy stays then.
pub async fn save(installation: &Installation, to: &Path, lock: Lock) -> anyhow::Result<(PathBuf, About)> {
    ensure!(to.is_dir(), "there is no folder {}: is the stick in?", to.display());
    let now = installation.store.now().rfc3339();
    let shelf = installation.folder.join("backup");
    let work = tempfile::Builder::new().prefix(".copy-").tempdir_in(&shelf);
    let work = work.with_context(|| format!("cannot write in {}", shelf.display()))?;
    crate::installation::private(work.path())?;
    let media = installation.folder.join("media");
    let about = backup::databases(installation, work.path(), now.clone(), false).await?;
    let about = About { pictures: pictures(&media)?.len(), ..about };
    files::write(&work.path().join(ABOUT), &serde_json::to_vec_pretty(&about)?)?;
    let target = to.join(format!("mikropolis-{}.{ENDING}", now.replace(':', "-")));
    let half = target.with_extension("part");
    let (folder, written, place) = (installation.folder.clone(), half.clone(), target.clone());
    let task = tokio::task::spawn_blocking(move || {
        let done = write_file(&folder, &work, &written, &lock);
        let done = done.and_then(|()| Ok(fs::rename(&written, &place)?));
        if done.is_err() {
            // what is half written is no copy; a stick that was pulled out has none either
            let _ = fs::remove_file(&written);
        }
        done
    });
    task.await?.with_context(|| format!("cannot write {}", half.display()))?;
    files::sync(to)?;
    Ok((target, about))
}

fn write_file(folder: &Path, work: &TempDir, path: &Path, lock: &Lock) -> anyhow::Result<()> {
    // asked for when it is made: a stick that knows no owners refuses to change it afterwards
    let file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    let file = BufWriter::new(file);
    let file = pack(folder, work.path(), lock, file)?;
    file.into_inner().map_err(|fault| fault.into_error())?.sync_all()?;
    Ok(())
}

/// Writes the encrypted stream and gives back what it was written to.
fn pack<W: Write>(folder: &Path, databases: &Path, lock: &Lock, out: W) -> anyhow::Result<W> {
    let mut out = encryptor(lock)?.wrap_output(out)?;
    for name in [ABOUT, "mikropolis.db", "sealed.db"] {
        put_file(&mut out, &format!("{INSIDE}/{name}"), &databases.join(name))?;
    }
    let list = folder.join(ERASURES);
    if list.is_file() {
        put_file(&mut out, ERASURES, &list)?;
    }
    let media = folder.join("media");
    for name in pictures(&media)? {
        put_file(&mut out, &format!("{INSIDE}/media/{name}"), &media.join(&name))?;
    }
    archive::finish(&mut out)?;
    Ok(out.finish()?)
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
    let file = fs::File::open(from).with_context(|| format!("cannot open {}", from.display()))?;
    let opened = open(BufReader::new(file), opener);
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
