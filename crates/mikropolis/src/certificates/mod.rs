//! Certificates of one's own (`mikropolis serve --certificates`): fetched from an authority by ACME, renewed in time,
//! kept in `keys/certificates/`. Whatever fails, the server serves on with what it has, and says what to do.

mod current;
mod fault;
mod keeper;
mod listener;
mod order;
mod plain;
mod shelf;
mod validity;

pub use fault::Fault;
pub use keeper::Keeper;
pub use listener::Secure;
pub use plain::router as plain_door;
pub use shelf::Shelf;

use crate::texts::certificates as t;
use anyhow::ensure;
use kernel::{Locale, Time};
use std::path::{Path, PathBuf};

/// Let's Encrypt.
pub const AUTHORITY: &str = "https://acme-v02.api.letsencrypt.org/directory";

/// What is asked for, and of whom.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The name: `nowahuta.example`.
    pub name: String,
    /// An address of mail for the authority, and nobody else.
    pub mail: Option<String>,
    /// The authority's directory.
    pub authority: String,
    /// A file with the certificate by which the authority itself is known; of a test authority, as a rule.
    pub root: Option<PathBuf>,
}

/// The name in an address, if an authority can vouch for it.
///
/// # Errors
/// In words, when the address is none that can have a certificate.
pub fn name_of(address: &str) -> anyhow::Result<String> {
    let host = address.strip_prefix("https://").map(|rest| rest.trim_end_matches('/'));
    let host = host.map(|host| host.split_once(':').map_or(host, |(host, _)| host)).unwrap_or_default();
    let letters = host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(&byte));
    let name = letters && host.contains('.') && host.bytes().any(|byte| byte.is_ascii_alphabetic());
    ensure!(
        name,
        "certificates need an address with a name, such as --address https://nowahuta.example (got {address:?})"
    );
    Ok(host.to_ascii_lowercase())
}

/// Something about the certificate that somebody should know.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Trouble {
    name: String,
    shown: Shown,
    fault: Option<Fault>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Shown {
    Nothing,
    Past(Time),
    NotYet(Time),
    Until(Time),
}

impl Trouble {
    /// What is wrong, and what to do.
    pub fn says(&self, l: Locale) -> String {
        let day = |at: Time| text::date(l, at.day().0);
        let shown = match self.shown {
            Shown::Nothing => t::nothing(l, &self.name),
            Shown::Past(at) => t::past(l, day(at), &self.name),
            Shown::NotYet(at) => t::not_yet(l, day(at), &self.name),
            Shown::Until(at) => t::until(l, day(at), &self.name),
        };
        let why = match &self.fault {
            None => t::waits(l).to_owned(),
            Some(Fault::Away) => t::away(l).to_owned(),
            Some(Fault::NotFound(words)) => t::not_found(l, &self.name, words),
            Some(Fault::TooOften) => t::too_often(l).to_owned(),
            Some(Fault::Clock) => t::clock(l).to_owned(),
            Some(Fault::Disk) => t::disk(l).to_owned(),
            Some(Fault::Refused(words)) => t::refused(l, words),
        };
        format!("{shown}: {why}")
    }
}

/// What is wrong with the certificate in this folder of keys; nothing when all is well, or none was ever asked for.
pub fn trouble(keys: &Path, now: Time) -> Option<Trouble> {
    let shelf = Shelf::in_keys(keys);
    let tried = shelf.tried()?;
    let validity = shelf.certificate().ok().flatten().map(|(_, validity)| validity);
    let shown = match validity {
        None => Shown::Nothing,
        Some(validity) if validity.until <= now => Shown::Past(validity.until),
        Some(validity) if validity.from > now => Shown::NotYet(validity.from),
        Some(validity) => Shown::Until(validity.until),
    };
    let well = matches!(shown, Shown::Until(_)) && tried.fault.is_none();
    (!well).then_some(Trouble { name: tried.name, shown, fault: tried.fault })
}

/// Until when the certificate in this folder of keys is good.
pub fn good_until(keys: &Path) -> Option<Time> {
    Shelf::in_keys(keys).certificate().ok().flatten().map(|(_, validity)| validity.until)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_can_have_certificates() {
        assert_eq!(name_of("https://Nowahuta.example/").unwrap(), "nowahuta.example");
        assert_eq!(name_of("https://nowahuta.example:8443").unwrap(), "nowahuta.example");
        for wrong in
            ["http://nowahuta.example", "https://localhost", "https://192.168.1.5", "https://[::1]", ""]
        {
            assert!(name_of(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_is_wrong_is_one_sentence_with_what_to_do() {
        let faults = [Fault::Away, Fault::NotFound("x".into()), Fault::TooOften, Fault::Clock, Fault::Disk];
        for fault in faults.into_iter().map(Some).chain([None]) {
            let trouble = Trouble { name: "proba.example".into(), shown: Shown::Nothing, fault };
            for locale in Locale::ALL {
                let says = trouble.says(locale);
                assert!(says.contains(": ") && says.ends_with('.') && !says.contains('\n'), "{says}");
            }
        }
    }
}
