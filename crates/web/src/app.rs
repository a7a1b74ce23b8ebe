//! What every request shares.

use crate::limit::Limits;
use crate::memory::Memory;
use crate::metrics::Metrics;
use crate::pack::Pack;
use crate::{Identify, Measure, Method, Room, Scope, Slice};
use hmac::{Hmac, KeyInit, Mac};
use kernel::{Clock, Locale};
use sha2::Sha256;
use std::path::PathBuf;
use std::sync::Arc;
use store::{SealedStore, Store};

/// The program's state, made once by the command line and handed to the router.
pub struct App {
    /// The open database.
    pub store: Store,
    /// The sealed one.
    pub sealed: SealedStore,
    /// Where time comes from.
    pub clock: Arc<dyn Clock>,
    /// What the operator has set.
    pub settings: Settings,
    /// Signs form tokens and flash messages.
    pub secret: Secret,
    /// All features.
    pub slices: &'static [&'static Slice],
    /// Communities and people.
    pub identify: Box<dyn Identify>,
    /// How often things may be asked for.
    pub limits: Limits,
    /// Counters.
    pub metrics: Metrics,
    /// Packed bodies.
    pub pack: Pack,
    /// Pages for visitors.
    pub memory: Memory,
    /// Room on the disk.
    pub room: Room,
}

impl App {
    /// With fresh counters and limits.
    pub fn new(
        store: Store,
        sealed: SealedStore,
        clock: Arc<dyn Clock>,
        settings: Settings,
        secret: Secret,
        slices: &'static [&'static Slice],
        identify: Box<dyn Identify>,
    ) -> Self {
        let limits = Limits::new(settings.limit_factor);
        let room = Room::new(settings.folder.clone(), settings.least_free, settings.free);
        Self {
            store,
            sealed,
            clock,
            settings,
            secret,
            slices,
            identify,
            limits,
            metrics: Metrics::default(),
            pack: Pack::default(),
            memory: Memory::default(),
            room,
        }
    }
    /// What an act is called; its name in the policy table if no slice knows words for it.
    pub fn act_words(&self, act: &str, locale: Locale) -> String {
        let words = self.slices.iter().find_map(|slice| slice.says?(act, locale));
        words.map_or_else(|| act.to_owned(), str::to_owned)
    }
    /// Whether some slice answers GET at this address below a community.
    pub(crate) fn has_community_path(&self, path: &str) -> bool {
        self.has_path(Scope::Community, path)
    }
    /// Whether some slice answers GET at this address at the root.
    pub(crate) fn has_root_path(&self, path: &str) -> bool {
        self.has_path(Scope::Installation, path)
    }
    fn has_path(&self, scope: Scope, path: &str) -> bool {
        let mut routes = self.slices.iter().flat_map(|slice| slice.routes);
        routes.any(|route| route.scope == scope && route.path == path && route.method == Method::Get)
    }
}

/// The state as extractors and handlers hold it.
pub type Shared = Arc<App>;

/// What the operator has set.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The address people type, without a slash at the end: `https://nowahuta.example`.
    pub address: String,
    /// How many proxies in front add to `X-Forwarded-For`; 0 if none, and then the header is not read.
    pub proxies: u8,
    /// The data folder.
    pub folder: PathBuf,
    /// Where half-received files lie.
    pub uploads: PathBuf,
    /// Multiplies every rate limit; 1 for people, more for measurements.
    pub limit_factor: u32,
    /// Answers are given up after so many seconds.
    pub patience_seconds: u64,
    /// `/metrics` answers everybody and not just this machine.
    pub open_metrics: bool,
    /// A machine for trying things out: error pages name the fault.
    pub dev: bool,
    /// Pages for visitors are remembered while nothing changes. Tests that count statements do without.
    pub remember: bool,
    /// Below so many free bytes nothing new is taken.
    pub least_free: u64,
    /// Finds out how many are free.
    pub free: Measure,
    /// Letters go through a mail server and do not only lie as files.
    pub mail_server: bool,
    /// A folder on a stick to which copies may be written from the browser.
    pub stick: Option<PathBuf>,
}

impl Settings {
    /// For an address, with everything else as usual. Uploads wait in the data folder, not in a shared one.
    pub fn at(address: impl Into<String>, folder: impl Into<PathBuf>) -> Self {
        let folder = folder.into();
        let uploads = folder.join("uploads");
        Self {
            address: address.into().trim_end_matches('/').to_owned(),
            proxies: 0,
            folder,
            uploads,
            limit_factor: 1,
            patience_seconds: 30,
            open_metrics: false,
            dev: false,
            remember: true,
            least_free: 500_000_000,
            free: |_| None,
            mail_server: false,
            stick: None,
        }
    }
    /// Whether the address is an encrypted one: cookies are then `__Host-` and HSTS is sent.
    pub fn secure(&self) -> bool {
        self.address.starts_with("https://")
    }
    /// The host (and port) of the address.
    pub fn host(&self) -> &str {
        self.address.split_once("://").map_or(self.address.as_str(), |(_, host)| host)
    }
}

/// A key of 32 bytes that never leaves the process.
#[derive(Clone)]
pub struct Secret([u8; 32]);

impl Secret {
    /// From the key folder.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
    /// A fresh one.
    pub fn random() -> Self {
        let mut bytes = [0; 32];
        kernel::fill_random(&mut bytes);
        Self(bytes)
    }
    /// HMAC-SHA-256 of the parts for one purpose, its first 16 bytes in hexadecimal.
    pub fn sign(&self, purpose: &str, parts: &[&[u8]]) -> String {
        let mut mac = self.mac(purpose);
        for part in parts {
            mac.update(&(part.len() as u64).to_le_bytes());
            mac.update(part);
        }
        hex(&mac.finalize().into_bytes()[..16])
    }
    /// Whether the signature is the one of these parts, in constant time.
    pub fn verify(&self, purpose: &str, parts: &[&[u8]], signature: &str) -> bool {
        let right = self.sign(purpose, parts);
        let same = right.bytes().zip(signature.bytes()).fold(0, |differ, (a, b)| differ | (a ^ b));
        right.len() == signature.len() && same == 0
    }
    fn mac(&self, purpose: &str) -> Hmac<Sha256> {
        #[expect(clippy::expect_used, reason = "HMAC takes keys of every length (RFC 2104)")]
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes keys of every length");
        mac.update(&(purpose.len() as u64).to_le_bytes());
        mac.update(purpose.as_bytes());
        mac
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// Lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |nibble: u8| char::from(DIGITS[usize::from(nibble)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
