//! Packed bodies, so that a page asked for often is packed once.

use crate::Cache;
use bytes::Bytes;
use flate2::{Compression, write::GzEncoder};
use std::collections::{HashMap, VecDeque};
use std::io::Write;
use std::sync::{Mutex, PoisonError};

/// The packed bodies of public answers by the hash of the plain one; the oldest go first.
#[derive(Debug, Default)]
pub struct Pack(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    bodies: HashMap<[u8; 16], Bytes>,
    order: VecDeque<[u8; 16]>,
    bytes: usize,
}

/// All kept bodies together, in bytes.
const MOST_BYTES: usize = 8 << 20;

impl Pack {
    /// The body in gzip, kept unless it is personal. What never changes is packed once and tightly; a page that is made
    /// anew each time quickly, which costs it a twentieth more bytes and half the time.
    pub(crate) fn gzip(&self, hash: [u8; 16], body: &Bytes, cache: Cache) -> Bytes {
        let keep = cache != Cache::Private;
        if keep && let Some(packed) = self.lock().bodies.get(&hash) {
            return packed.clone();
        }
        let packed = gzip(body, Compression::new(if cache == Cache::Asset { 9 } else { 2 }));
        if keep {
            self.keep(hash, packed.clone());
        }
        packed
    }

    fn keep(&self, hash: [u8; 16], packed: Bytes) {
        let mut kept = self.lock();
        kept.bytes += packed.len();
        if let Some(before) = kept.bodies.insert(hash, packed) {
            kept.bytes -= before.len();
        } else {
            kept.order.push_back(hash);
        }
        while kept.bytes > MOST_BYTES {
            let Some(oldest) = kept.order.pop_front() else { break };
            kept.bytes -= kept.bodies.remove(&oldest).map_or(0, |body| body.len());
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn gzip(body: &[u8], level: Compression) -> Bytes {
    let mut encoder = GzEncoder::new(Vec::with_capacity(body.len() / 3), level);
    // Writing to memory does not fail.
    let done = encoder.write_all(body).and_then(|()| encoder.finish());
    Bytes::from(done.unwrap_or_default())
}
