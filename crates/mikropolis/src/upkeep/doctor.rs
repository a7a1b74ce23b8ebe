//! `mikropolis doctor`: looks at everything an installation needs, changes nothing, and says in one sentence each
//! what is wrong and what to do. The page of a neighbourhood's health asks the quick half of it.

use super::finding::Finding;
use super::{ERASURES, backup};
use crate::installation::{Database, location_of};
use jiff::{SignedDuration, Timestamp};
use kernel::{Actor, Clock, CommunityId, SystemClock, Time};
use std::fs;
use std::net::IpAddr;
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

/// Everything that is wrong; nothing when all is well.
pub async fn findings(folder: &Path, database: &Database) -> Vec<Finding> {
    if !folder.is_dir() {
        return vec![Finding::NoFolder(folder.display().to_string())];
    }
    let now = SystemClock::default().now();
    let mut wrong: Vec<Finding> = free_space(folder, LEAST_FREE).into_iter().collect();
    wrong.extend(keys(&folder.join("keys")));
    wrong.extend(erasures(folder));
    wrong.extend(last_backup(&folder.join("backup"), now));
    wrong.extend(crate::certificates::trouble(&folder.join("keys"), now).map(Finding::Certificate));
    for seal in [Seal::Open, Seal::Sealed] {
        wrong.extend(look_into(folder, database, seal).await);
    }
    wrong
}

/// Whether there is room.
pub fn free_space(folder: &Path, least: u64) -> Option<Finding> {
    let place = folder.display().to_string();
    let Some(free) = super::free_space(folder) else { return Some(Finding::FreeUnknown(place)) };
    let megabytes = |bytes: u64| bytes / 1_000_000;
    (free < least).then(|| Finding::LittleRoom { free: megabytes(free), least: megabytes(least), place })
}

/// Whether keys are there and private.
pub fn keys(folder: &Path) -> Vec<Finding> {
    let key = folder.join("app.key");
    let place = |path: &Path| path.display().to_string();
    let Ok(bytes) = fs::metadata(&key).map(|key| key.len()) else {
        return vec![Finding::NoKey(place(&key))];
    };
    let mut wrong = Vec::new();
    if bytes != 32 {
        wrong.push(Finding::WrongKey { bytes, place: place(&key) });
    }
    for (path, mode) in [(folder, 0o700), (key.as_path(), 0o600)] {
        let others = fs::metadata(path).map_or(0, |about| about.permissions().mode() & 0o077);
        if others != 0 {
            wrong.push(Finding::OthersRead { mode, place: place(path) });
        }
    }
    wrong
}

/// Whether the list of erasures can be read.
pub fn erasures(folder: &Path) -> Option<Finding> {
    let fault = people::member::ErasureList::in_folder(folder).read().err()?;
    let place = folder.join(ERASURES).display().to_string();
    Some(Finding::Erasures { why: fault.to_string(), place })
}

/// Whether an address without encryption is one of the house: a name that leads nowhere outside, or a private number.
pub fn open_address(address: &str) -> Option<Finding> {
    let host = address.strip_prefix("http://")?.trim_end_matches('/');
    let name =
        host.rsplit_once(':').map_or(host, |(name, port)| if port.ends_with(']') { host } else { name });
    let ours = match name.trim_matches(['[', ']']).parse::<IpAddr>() {
        Ok(IpAddr::V4(number)) => number.is_private() || number.is_loopback() || number.is_link_local(),
        Ok(IpAddr::V6(number)) => {
            number.is_loopback() || number.is_unique_local() || number.is_unicast_link_local()
        }
        // RFC 6762, RFC 8375, and what routers at home give
        Err(_) => {
            !name.contains('.')
                || [".lan", ".local", ".home.arpa", ".internal", ".localhost"]
                    .iter()
                    .any(|end| name.ends_with(end))
        }
    };
    (!ours).then(|| Finding::OpenAddress(address.to_owned()))
}

/// Whether there is a backup that is young enough.
pub fn last_backup(shelf: &Path, now: Time) -> Option<Finding> {
    let place = |path: &Path| path.display().to_string();
    if !shelf.is_dir() {
        return Some(Finding::NoBackup(place(shelf)));
    }
    let newest = match backup::all(shelf) {
        Err(fault) => {
            return Some(Finding::BackupsUnreadable { why: format!("{fault:#}"), place: place(shelf) });
        }
        Ok(mut all) => all.pop(),
    };
    let Some((made, path)) = newest else { return Some(Finding::NoBackup(place(shelf))) };
    let now = Timestamp::from_microsecond(now.micros()).unwrap_or_default();
    let old = now.duration_since(made) > SignedDuration::from_hours(BACKUP_HOURS);
    old.then(|| Finding::OldBackup(place(&path)))
}

async fn look_into(folder: &Path, database: &Database, seal: Seal) -> Vec<Finding> {
    let path = folder.join(match seal {
        Seal::Open => "mikropolis.db",
        Seal::Sealed => "sealed.db",
    });
    if matches!(database, Database::Embedded) && !path.is_file() {
        return vec![Finding::NoDatabase { which: seal, place: path.display().to_string() }];
    }
    let clock: Arc<dyn Clock> = Arc::new(SystemClock::default());
    let opened =
        location_of(&path, database, seal, |location| Store::open(location, clock, people::standing_of));
    let store = match opened {
        Ok(store) => store,
        Err(fault) => return vec![unreadable(seal, &fault)],
    };
    match store.health(&crate::slices::steps(seal)).await {
        Err(fault) => vec![unreadable(seal, &fault)],
        Ok(health) => {
            let mut wrong = about_health(seal, &store, health);
            if seal == Seal::Open && wrong.is_empty() {
                wrong.extend(about_content(&store, folder).await);
            }
            wrong
        }
    }
}

fn unreadable(which: Seal, fault: &store::Error) -> Finding {
    Finding::Unreadable { which, why: fault.to_string() }
}

fn about_health(which: Seal, store: &Store, health: store::Health) -> Vec<Finding> {
    let mut wrong = Vec::new();
    let mut lines = health.damage.iter().flat_map(|words| words.lines());
    if let Some(first) = lines.find(|line| !line.starts_with('*')) {
        wrong.push(Finding::Damaged { which, why: first.to_owned() });
    }
    match health.steps {
        Err(why) => wrong.push(Finding::Unusable { which, why }),
        Ok(left) if !left.is_empty() => wrong.push(Finding::Older { which, steps: left.len() }),
        Ok(_) => {}
    }
    wrong.extend(health.newest.filter(|newest| *newest > store.now()).map(Finding::ClockBehind));
    wrong
}

/// The search index against the items, and the pictures against their rows.
async fn about_content(store: &Store, folder: &Path) -> Vec<Finding> {
    let fault = |why: String| vec![Finding::NotLookedThrough(why)];
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
            wrong.push(Finding::SearchMisses { slug: community.slug.clone(), count: hidden });
        }
        if stray > 0 {
            wrong.push(Finding::SearchStray { slug: community.slug, count: stray });
        }
    }
    match commons::media::differences(store, &folder.join("media")).await {
        Err(error) => wrong.extend(fault(format!("{error:?}"))),
        Ok(found) => {
            if let Some(first) = found.missing.first() {
                let first = first.display().to_string();
                wrong.push(Finding::PicturesMissing { count: found.missing.len(), first });
            }
            let old = found.stray.iter().filter(|path| is_old(path)).count();
            wrong.extend((old > 0).then_some(Finding::PicturesStray(old)));
        }
    }
    wrong
}

/// Older than the two hours in which a sweep must have come by.
fn is_old(path: &Path) -> bool {
    let age = fs::metadata(path).and_then(|about| about.modified()).ok().and_then(|made| made.elapsed().ok());
    age.is_some_and(|age| age.as_secs() > 2 * 3600)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_open_address_is_well_only_in_the_house() {
        for ours in [
            "http://mikropolis.lan",
            "http://mikropolis.local:8080",
            "http://127.0.0.1:8080",
            "http://10.77.0.1",
            "http://[::1]:80",
            "http://[fd00::1]",
            "http://biblioteka",
            "https://nowahuta.example",
        ] {
            assert_eq!(open_address(ours), None, "{ours}");
        }
        for open in ["http://nowahuta.example", "http://203.0.113.5:8080"] {
            assert!(open_address(open).is_some(), "{open}");
        }
    }
}
