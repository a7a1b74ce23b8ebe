//! Room on the disk: below a limit nothing new is taken, before the disk is full and the databases suffer.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

/// How many bytes are free where a folder lies; `None` if that cannot be found out.
pub type Measure = fn(&Path) -> Option<u64>;

/// Watches the free space of the data folder.
#[derive(Debug)]
pub struct Room {
    folder: PathBuf,
    least: u64,
    measure: Measure,
    low: AtomicBool,
}

impl Room {
    pub(crate) fn new(folder: PathBuf, least: u64, measure: Measure) -> Self {
        Self { folder, least, measure, low: AtomicBool::new(false) }
    }

    /// Whether there is too little just now. Asked before every write, since it costs a microsecond, and once a
    /// minute, so that the log says when it begins and ends.
    pub fn is_low(&self) -> bool {
        let free = (self.measure)(&self.folder);
        let low = free.is_some_and(|free| free < self.least);
        let before = self.low.swap(low, Ordering::Relaxed);
        let free_mb = free.unwrap_or_default() / 1_000_000;
        match (before, low) {
            (false, true) => {
                tracing::warn!(free_mb, "the disk is nearly full: reading only, until there is room")
            }
            (true, false) => tracing::info!(free_mb, "there is room again: writing goes on"),
            _ => {}
        }
        low
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicU64;

    static FREE: AtomicU64 = AtomicU64::new(1_000);

    #[test]
    fn it_is_low_below_the_limit_and_only_as_long() {
        let room = Room::new(PathBuf::new(), 500, |_| Some(FREE.load(Ordering::Relaxed)));
        assert!(!room.is_low());
        FREE.store(499, Ordering::Relaxed);
        assert!(room.is_low());
        FREE.store(500, Ordering::Relaxed);
        assert!(!room.is_low());
    }

    #[test]
    fn what_cannot_be_measured_stops_nobody() {
        assert!(!Room::new(PathBuf::new(), u64::MAX, |_| None).is_low());
    }
}
