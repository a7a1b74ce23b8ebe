//! `mikropolis doctor`: looks at everything an installation needs, changes nothing, and says in one sentence each
//! what is wrong and what to do.

use super::{ERASURES, backup};
use crate::installation::{Database, location_of};
use jiff::{SignedDuration, Timestamp};
use kernel::{Actor, Clock, CommunityId, SystemClock};
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::sync::Arc;
use store::Store;
use web::Seal;

/// Below so many free bytes a full disk is near: the databases grow while they are tidied, and the server stops
/// taking anything new.
const LEAST_FREE: u64 = 500_000_000;
/// A backup older than this was forgotten.
const BACKUP_HOURS: i64 = 48;

/// Everything that is wrong, one sentence each; nothing when all is well.
pub async fn findings(folder: &Path, database: &Database) -> Vec<String> {
    let mut wrong = Vec::new();
    if !folder.is_dir() {
        return vec![format!(
            "There is no data folder at {}: name it with --folder, or begin with `mikropolis init`.",
            folder.display()
        )];
    }
    wrong.extend(free_space(folder));
    wrong.extend(keys(&folder.join("keys")));
    wrong.extend(erasures(folder));
    wrong.extend(last_backup(&folder.join("backup")));
    for seal in [Seal::Open, Seal::Sealed] {
        wrong.extend(look_into(folder, database, seal).await);
    }
    wrong
}

fn free_space(folder: &Path) -> Option<String> {
    let Some(free) = super::free_space(folder) else {
        return Some(format!("The free space at {} cannot be read: look at the disk.", folder.display()));
    };
    (free < LEAST_FREE).then(|| {
        format!(
            "Only {} MB are free at {}: make room, at least {} MB; below that pages are only read.",
            free / 1_000_000,
            folder.display(),
            LEAST_FREE / 1_000_000
        )
    })
}

fn keys(folder: &Path) -> Vec<String> {
    let key = folder.join("app.key");
    let Ok(bytes) = fs::metadata(&key).map(|key| key.len()) else {
        return vec![format!(
            "The key {} is missing: put the printed or copied one back, or let `mikropolis serve` make a new one \
             (open forms and shown slips then have to be opened again).",
            key.display()
        )];
    };
    let mut wrong = Vec::new();
    if bytes != 32 {
        wrong
            .push(format!("The key {} has {bytes} bytes and not 32: put the right one back.", key.display()));
    }
    for (path, mode) in [(folder, 0o700), (key.as_path(), 0o600)] {
        let others = fs::metadata(path).map_or(0, |about| about.permissions().mode() & 0o077);
        if others != 0 {
            wrong.push(format!(
                "Others can read {}: run `chmod {mode:o} {}`.",
                path.display(),
                path.display()
            ));
        }
    }
    wrong
}

fn erasures(folder: &Path) -> Option<String> {
    let fault = people::member::ErasureList::in_folder(folder).read().err()?;
    Some(format!(
        "The list of erasures cannot be read ({fault}): mend that line in {} before restoring any backup.",
        folder.join(ERASURES).display()
    ))
}

fn last_backup(shelf: &Path) -> Option<String> {
    let make = "run `mikropolis backup` every night (deploy/systemd has a timer)";
    if !shelf.is_dir() {
        return Some(format!("There is no backup at {}: {make}.", shelf.display()));
    }
    let newest = match backup::all(shelf) {
        Err(fault) => return Some(format!("The backups at {} cannot be read: {fault:#}.", shelf.display())),
        Ok(mut all) => all.pop(),
    };
    let Some((made, path)) = newest else {
        return Some(format!("There is no backup at {}: {make}.", shelf.display()));
    };
    let now = Timestamp::from_microsecond(SystemClock::default().now().micros()).unwrap_or_default();
    let old = now.duration_since(made) > SignedDuration::from_hours(BACKUP_HOURS);
    old.then(|| format!("The newest backup, {}, is older than two days: {make}.", path.display()))
}

async fn look_into(folder: &Path, database: &Database, seal: Seal) -> Vec<String> {
    let (name, path) = match seal {
        Seal::Open => ("open", folder.join("mikropolis.db")),
        Seal::Sealed => ("sealed", folder.join("sealed.db")),
    };
    if matches!(database, Database::Embedded) && !path.is_file() {
        return vec![format!(
            "The {name} database {} is missing: restore a backup, or begin with `mikropolis init`.",
            path.display()
        )];
    }
    let clock: Arc<dyn Clock> = Arc::new(SystemClock::default());
    let opened =
        location_of(&path, database, seal, |location| Store::open(location, clock, people::standing_of));
    let store = match opened {
        Ok(store) => store,
        Err(fault) => return vec![unreadable(name, &fault)],
    };
    match store.health(&crate::slices::steps(seal)).await {
        Err(fault) => vec![unreadable(name, &fault)],
        Ok(health) => {
            let mut wrong = about_health(name, &store, health);
            if seal == Seal::Open && wrong.is_empty() {
                wrong.extend(about_content(&store, folder).await);
            }
            wrong
        }
    }
}

fn unreadable(name: &str, fault: &store::Error) -> String {
    format!("The {name} database cannot be read ({fault}): start the database server, or restore a backup.")
}

fn about_health(name: &str, store: &Store, health: store::Health) -> Vec<String> {
    let mut wrong = Vec::new();
    if let Some(first) =
        health.damage.iter().flat_map(|words| words.lines()).find(|line| !line.starts_with('*'))
    {
        wrong.push(format!(
            "The {name} database is damaged ({first}): stop the program and restore a backup."
        ));
    }
    match health.steps {
        Err(why) => wrong.push(format!("The {name} database cannot be used by this program: {why}.")),
        Ok(left) if !left.is_empty() => wrong.push(format!(
            "The {name} database is older than this program ({} steps are still to run): make a backup and start \
             `mikropolis serve`, which runs them.",
            left.len()
        )),
        Ok(_) => {}
    }
    if let Some(newest) = health.newest.filter(|newest| *newest > store.now()) {
        wrong.push(format!(
            "The clock of this machine is behind what was written last ({}): set the clock, deadlines depend on it.",
            newest.rfc3339()
        ));
    }
    wrong
}

/// The search index against the items, and the pictures against their rows.
async fn about_content(store: &Store, folder: &Path) -> Vec<String> {
    let fault =
        |fault: String| vec![format!("The open database cannot be looked through ({fault}): try again.")];
    let mut wrong = Vec::new();
    let operator = Actor::operator(CommunityId::INSTALLATION);
    let communities = match store.read_long(operator, people::community::all).await {
        Ok(all) => all,
        Err(error) => return fault(error.to_string()),
    };
    for community in communities {
        let actor = Actor::operator(community.id);
        let (hidden, stray) = match store.read_long(actor, commons::items::gaps).await {
            Ok(gaps) => gaps,
            Err(error) => return fault(error.to_string()),
        };
        if hidden > 0 {
            wrong.push(format!(
                "In {} search does not find {hidden} published things: open each for editing and save it.",
                community.slug
            ));
        }
        if stray > 0 {
            wrong.push(format!(
                "In {} the search index has {stray} words that lead nowhere: report this as a mistake of the \
                 program, and restore a backup if words of somebody who left are among them.",
                community.slug
            ));
        }
    }
    match commons::media::differences(store, &folder.join("media")).await {
        Err(error) => wrong.extend(fault(format!("{error:?}"))),
        Ok(found) => {
            if let Some(first) = found.missing.first() {
                wrong.push(format!(
                    "{} files of pictures are missing, the first is {}: copy them from a backup's media folder.",
                    found.missing.len(),
                    first.display()
                ));
            }
            let old = found.stray.iter().filter(|path| is_old(path)).count();
            if old > 0 {
                wrong.push(format!(
                    "{old} files of pictures belong to nothing: a running `mikropolis serve` removes them within \
                     the hour; if it has been running, look at its log."
                ));
            }
        }
    }
    wrong
}

/// Older than the two hours in which a sweep must have come by.
fn is_old(path: &Path) -> bool {
    let age = fs::metadata(path).and_then(|about| about.modified()).ok().and_then(|made| made.elapsed().ok());
    age.is_some_and(|age| age.as_secs() > 2 * 3600)
}
