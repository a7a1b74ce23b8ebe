//! One installation: its data folder, keys, databases, and the state that every request shares.
//!
//! `mikropolis.db` (open), `sealed.db` (votes, recovery codes), `media/` (pictures by hash), `keys/` (never in an
//! ordinary backup), `backup/`, `mail/` (letters waiting for a mail server, or kept as files where there is none;
//! `bounces/` in it: what came back), `sms/` (text messages waiting for a gateway).

use crate::upkeep::Source;
use anyhow::Context as _;
use kernel::{Clock, CommunityId, SystemClock};
use people::mail::{Post, SendMail, Server, Spool};
use people::sms::{self, SendSms};
use people::{Directory, People};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use store::{Location, SealedStore, Store};
use web::{App, Seal, Secret, Settings};

/// Where the databases are.
#[derive(Clone, Debug)]
pub enum Database {
    /// SQLite files in the data folder.
    Embedded,
    /// A PostgreSQL server, by its connection string; schemas `mikropolis` and `mikropolis_sealed`.
    Postgres(String),
}

/// An opened installation.
pub struct Installation {
    /// Its data folder.
    pub folder: PathBuf,
    /// The open database, schema up to date.
    pub store: Store,
    /// The sealed one.
    pub sealed: SealedStore,
    /// Who is where.
    pub directory: Directory,
    clock: Arc<dyn Clock>,
}

impl Installation {
    /// Opens the data folder, making what is missing, and brings the schema up. Before the first step of an older
    /// database runs, a backup is made, and the way back is said.
    ///
    /// # Errors
    /// When folder, keys or databases can't be opened, or were written by a newer program.
    pub async fn open(folder: &Path, database: &Database, clock: SystemClock) -> anyhow::Result<Self> {
        let installation = Self::found(folder, database, clock)?;
        if let Some(says) = crate::upkeep::upgrade::keep_a_way_back(&installation).await? {
            eprintln!("{says}");
        }
        installation.bring_up().await?;
        Ok(installation)
    }

    /// The same without that backup: for one that has just been restored from one.
    ///
    /// # Errors
    /// As [`Installation::open`].
    pub async fn open_restored(folder: &Path, database: &Database) -> anyhow::Result<Self> {
        let installation = Self::found(folder, database, SystemClock::default())?;
        installation.bring_up().await?;
        Ok(installation)
    }

    async fn bring_up(&self) -> anyhow::Result<()> {
        self.store.migrate(&crate::slices::steps(Seal::Open)).await?;
        self.sealed.migrate(&crate::slices::steps(Seal::Sealed)).await?;
        Ok(())
    }

    fn found(folder: &Path, database: &Database, clock: SystemClock) -> anyhow::Result<Self> {
        for part in ["", "media", "keys", "backup", "mail", "mail/bounces", "sms", "uploads"] {
            let path = folder.join(part);
            fs::create_dir_all(&path)
                .with_context(|| format!("cannot make the folder {}", path.display()))?;
        }
        private(&folder.join("keys"))?;
        let clock: Arc<dyn Clock> = Arc::new(clock);
        let store = open(folder, database, Seal::Open, &clock)?;
        let sealed = open(folder, database, Seal::Sealed, &clock)?;
        let directory = Directory::new(store.clone());
        Ok(Self { folder: folder.to_owned(), store, sealed: SealedStore::new(sealed), directory, clock })
    }

    /// The state of a server at this address.
    ///
    /// # Errors
    /// When the key can't be read or made.
    pub fn app(&self, settings: Settings) -> anyhow::Result<App> {
        let secret = secret(&self.folder.join("keys/app.key"))?;
        Ok(App::new(
            self.store.clone(),
            self.sealed.clone(),
            Arc::clone(&self.clock),
            settings,
            secret,
            crate::slices::all(),
            Box::new(self.directory.clone()),
        ))
    }

    /// What is copied of it.
    pub fn source(&self) -> Source<'_> {
        Source { folder: &self.folder, store: &self.store, sealed: &self.sealed }
    }

    /// Where time comes from.
    pub fn clock(&self) -> Arc<dyn Clock> {
        Arc::clone(&self.clock)
    }

    /// What handlers of people need beside the state: the directory, the sender of letters, and that of text messages
    /// where a gateway picks them up. Without a mail server letters are kept as files.
    ///
    /// # Errors
    /// When the mail server can't be one.
    pub fn people(&self, app: &App, server: Option<&Server>, gateway: bool) -> anyhow::Result<People> {
        let spool = Spool::new(self.folder.join("mail"), app.settings.host());
        let mail: Arc<dyn SendMail> = match server {
            Some(server) => Arc::new(Post::new(server, spool).map_err(anyhow::Error::msg)?),
            None => Arc::new(spool),
        };
        let sms = gateway.then(|| Arc::new(sms::Spool::new(self.folder.join("sms"))) as Arc<dyn SendSms>);
        Ok(People { directory: self.directory.clone(), mail, sms })
    }

    /// The community with this address, or the only one.
    ///
    /// # Errors
    /// When there is none, or when there are several to choose from.
    pub async fn community_or_only(&self, slug: Option<&str>) -> anyhow::Result<CommunityId> {
        if let Some(slug) = slug {
            return self.community(slug).await;
        }
        let actor = kernel::Actor::operator(CommunityId::INSTALLATION);
        let all = self.store.read(actor, people::community::all).await?;
        match all.as_slice() {
            [only] => Ok(only.id),
            [] => anyhow::bail!("there is no neighbourhood here yet: begin with `mikropolis init`"),
            several => {
                let names = several.iter().map(|one| one.slug.as_str()).collect::<Vec<_>>().join(", ");
                anyhow::bail!("say which neighbourhood with --to: {names}")
            }
        }
    }

    /// The community with this address.
    ///
    /// # Errors
    /// When there is none.
    pub async fn community(&self, slug: &str) -> anyhow::Result<CommunityId> {
        let actor = kernel::Actor::operator(CommunityId::INSTALLATION);
        let wanted = slug.to_owned();
        let found = self.store.read(actor, move |seen| people::community::by_slug(seen, &wanted)).await?;
        Ok(found.with_context(|| format!("there is no neighbourhood at the address {slug}"))?.id)
    }
}

fn open(folder: &Path, database: &Database, seal: Seal, clock: &Arc<dyn Clock>) -> anyhow::Result<Store> {
    let path = folder.join(match seal {
        Seal::Open => "mikropolis.db",
        Seal::Sealed => "sealed.db",
    });
    let opened = location_of(&path, database, seal, |location| {
        Store::open(location, Arc::clone(clock), people::standing_of)
    });
    Ok(opened?)
}

/// Lends the place of one of the two databases, whose file is `path` where it is a file.
pub fn location_of<T>(path: &Path, database: &Database, seal: Seal, f: impl FnOnce(&Location<'_>) -> T) -> T {
    match database {
        Database::Embedded => f(&Location::File(path)),
        Database::Postgres(address) => f(&Location::Postgres { address, schema: Some(schema(seal)) }),
    }
}

/// The schema of one of the two databases on a server.
pub const fn schema(seal: Seal) -> &'static str {
    match seal {
        Seal::Open => "mikropolis",
        Seal::Sealed => "mikropolis_sealed",
    }
}

/// Writes a file that is for the one who runs the program alone, from its first byte on.
pub fn write_private(path: &Path, content: &[u8]) -> anyhow::Result<()> {
    use std::io::Write as _;
    let mut how = fs::OpenOptions::new();
    how.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut how, 0o600);
    let written = how.open(path).and_then(|mut file| file.write_all(content));
    written.with_context(|| format!("cannot write {}", path.display()))?;
    private(path)
}

/// Only for the one who runs the program.
pub fn private(path: &Path) -> anyhow::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = if path.is_dir() { 0o700 } else { 0o600 };
        fs::set_permissions(path, fs::Permissions::from_mode(mode))
            .with_context(|| format!("cannot make {} private", path.display()))?;
    }
    Ok(())
}

fn secret(path: &Path) -> anyhow::Result<Secret> {
    if !path.exists() {
        let mut bytes = [0; 32];
        kernel::fill_random(&mut bytes);
        write_private(path, &bytes)?;
    }
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let bytes =
        bytes.try_into().ok().with_context(|| format!("{} is not a key of 32 bytes", path.display()))?;
    Ok(Secret::new(bytes))
}
