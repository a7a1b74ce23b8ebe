//! The certificate shown just now: handshakes read it, the keeper puts a new one in its place. No restart, and no
//! connection breaks off.

use super::validity::Validity;
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use std::sync::{Arc, PoisonError, RwLock};

/// What is shown.
#[derive(Debug, Default)]
pub struct Current(RwLock<Option<(Arc<CertifiedKey>, Validity)>>);

impl Current {
    /// From now on this one.
    pub fn show(&self, certificate: CertifiedKey, validity: Validity) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some((Arc::new(certificate), validity));
    }
    /// How long the one shown is good.
    pub fn validity(&self) -> Option<Validity> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).as_ref().map(|(_, validity)| *validity)
    }
}

impl ResolvesServerCert for Current {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).as_ref().map(|(key, _)| Arc::clone(key))
    }
}
