//! Where certificate, key and account lie: `keys/certificates/`, readable by the program alone. What went wrong last
//! lies beside them, for `doctor` and the page of health, which are other processes.

use super::fault::Fault;
use super::validity::{self, Validity};
use anyhow::{Context as _, ensure};
use rustls::crypto::ring::sign::any_supported_type;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::CertifiedKey;
use serde::{Deserialize, Serialize};
use std::fs;
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

/// Key and chain in one file, so that one is never kept without the other.
const BOTH: &str = "certificate.pem";

/// The folder.
#[derive(Clone, Debug)]
pub struct Shelf {
    folder: PathBuf,
}

/// What was tried last.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Tried {
    /// For which name.
    pub name: String,
    /// When, in microseconds.
    pub at: i64,
    /// What went wrong, if anything did.
    pub fault: Option<Fault>,
    /// When it is tried again, in microseconds.
    pub again: i64,
}

impl Shelf {
    /// The one in this folder of keys.
    pub fn in_keys(keys: &Path) -> Self {
        Self { folder: keys.join("certificates") }
    }

    /// Makes the folder.
    ///
    /// # Errors
    /// When it can't be made.
    pub fn make(&self) -> anyhow::Result<()> {
        fs::create_dir_all(&self.folder)
            .with_context(|| format!("cannot make the folder {}", self.folder.display()))?;
        crate::installation::private(&self.folder)
    }

    /// Certificate and key as the server shows them, and how long they are good; `None` when there are none.
    ///
    /// # Errors
    /// When they can't be read or don't belong together.
    pub fn certificate(&self) -> anyhow::Result<Option<(CertifiedKey, Validity)>> {
        let path = self.folder.join(BOTH);
        match fs::read(&path) {
            Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => Ok(None),
            text => certified(&text?).with_context(|| format!("reading {}", path.display())).map(Some),
        }
    }

    /// Keeps a new one in the place of the old.
    ///
    /// # Errors
    /// When it can't be written, or is none; then the old one stays.
    pub fn keep(&self, chain: &str, key: &str) -> anyhow::Result<(CertifiedKey, Validity)> {
        let both = format!("{}\n{}\n", key.trim_end(), chain.trim_end());
        let read = certified(both.as_bytes())?;
        self.put(BOTH, both.as_bytes())?;
        Ok(read)
    }

    /// Whether a new one could be kept: tried before an authority is asked for it, since each asks only so often.
    ///
    /// # Errors
    /// When nothing can be written.
    pub fn has_room(&self) -> std::io::Result<()> {
        let path = self.folder.join("room");
        let written = private(&path)
            .and_then(|mut file| file.write_all(&[0; 32 * 1024]).and_then(|()| file.sync_all()));
        let removed = fs::remove_file(&path);
        written.and(removed)
    }

    /// The account at the authority at this address.
    pub fn account(&self, authority: &str) -> Option<instant_acme::AccountCredentials> {
        let text = fs::read(self.folder.join("account.json")).ok()?;
        let kept: serde_json::Value = serde_json::from_slice(&text).ok()?;
        (kept.get("authority")?.as_str()? == authority).then_some(())?;
        serde_json::from_value(kept.get("account")?.clone()).ok()
    }

    /// Keeps it.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn keep_account(
        &self,
        authority: &str,
        account: &instant_acme::AccountCredentials,
    ) -> anyhow::Result<()> {
        let kept = serde_json::json!({ "authority": authority, "account": account });
        self.put("account.json", &serde_json::to_vec_pretty(&kept)?)
    }

    /// What was tried last.
    pub fn tried(&self) -> Option<Tried> {
        serde_json::from_slice(&fs::read(self.folder.join("tried.json")).ok()?).ok()
    }

    /// Keeps what was tried; on a full disk it stands in the log alone.
    pub fn note(&self, tried: &Tried) {
        let text = serde_json::to_vec_pretty(tried).map_err(anyhow::Error::from);
        if let Err(fault) = text.and_then(|text| self.put("tried.json", &text)) {
            tracing::warn!(%fault, "what was tried about the certificate could not be kept");
        }
    }

    /// A file in the place of another, whole or not at all.
    fn put(&self, name: &str, text: &[u8]) -> anyhow::Result<()> {
        let (path, new) = (self.folder.join(name), self.folder.join(format!("{name}.new")));
        let written = private(&new).and_then(|mut file| file.write_all(text).and_then(|()| file.sync_all()));
        written
            .and_then(|()| fs::rename(&new, &path))
            .with_context(|| format!("cannot write {}", path.display()))?;
        crate::upkeep::sync(&self.folder)
    }
}

fn private(path: &Path) -> std::io::Result<fs::File> {
    fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)
}

fn certified(both: &[u8]) -> anyhow::Result<(CertifiedKey, Validity)> {
    let chain = CertificateDer::pem_slice_iter(both).collect::<Result<Vec<_>, _>>().context("the chain")?;
    let first = chain.first().context("the chain is empty")?;
    let validity = validity::of(first).context("the chain begins with no certificate")?;
    ensure!(validity.from < validity.until, "a certificate that ends before it begins");
    let key = any_supported_type(&PrivateKeyDer::from_pem_slice(both).context("the key")?)?;
    let certified = CertifiedKey::new(chain, key);
    certified.keys_match().context("certificate and key do not belong together")?;
    Ok((certified, validity))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt as _;

    fn made() -> (String, String) {
        let wanted = rcgen::CertificateParams::new(vec!["proba.example".to_owned()]).unwrap();
        let key = rcgen::KeyPair::generate().unwrap();
        (wanted.self_signed(&key).unwrap().pem(), key.serialize_pem())
    }

    #[test]
    fn what_is_kept_is_private_and_read_back() {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::in_keys(folder.path());
        shelf.make().unwrap();
        assert!(shelf.certificate().unwrap().is_none());
        let (chain, key) = made();
        let (_, validity) = shelf.keep(&chain, &key).unwrap();
        assert_eq!(shelf.certificate().unwrap().unwrap().1, validity);
        let file = folder.path().join("certificates").join(BOTH);
        assert_eq!(fs::metadata(file).unwrap().permissions().mode() & 0o777, 0o600);
        shelf.has_room().unwrap();
        assert_eq!(fs::read_dir(folder.path().join("certificates")).unwrap().count(), 1);
    }

    #[test]
    fn a_key_of_another_certificate_is_refused_and_the_old_one_stays() {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::in_keys(folder.path());
        shelf.make().unwrap();
        let (chain, key) = made();
        let (_, before) = shelf.keep(&chain, &key).unwrap();
        assert!(shelf.keep(&made().0, &key).is_err());
        assert_eq!(shelf.certificate().unwrap().unwrap().1, before);
    }
}
