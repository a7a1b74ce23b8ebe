//! Whose one-time links are printed.

use kernel::{MemberId, Role};
use people::member::{Brief, by_name};
use store::{Result, Snapshot};

/// The one of this name, or the first holder of each role and a resident without any.
///
/// # Errors
/// Those of the store.
pub fn whom(seen: &Snapshot<'_>, name: Option<&str>) -> Result<Vec<(String, MemberId)>> {
    if let Some(name) = name {
        let found = by_name(seen, name)?;
        return Ok(found.into_iter().map(|one| (one.name, one.id)).collect());
    }
    let held = people::roles::held(seen)?;
    let mut links = Vec::new();
    for role in [Role::Animator, Role::Desk, Role::Officer] {
        let first = held.iter().find(|one| one.role == role);
        links.extend(first.map(|one| (format!("{} ({})", role.word(), one.name), one.member)));
    }
    let without_role = |one: &Brief| held.iter().all(|holder| holder.member != one.id);
    let resident = by_name(seen, "")?.into_iter().find(without_role);
    links.extend(resident.map(|one| (format!("resident ({})", one.name), one.id)));
    Ok(links)
}

/// Where a link leads.
pub fn path(neighbourhood: &str, token: &str) -> String {
    format!("/{neighbourhood}/sign-in/link/{token}")
}
