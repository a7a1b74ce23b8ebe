//! What happens when the disk is full, the reading takes too long, or something must be gone for good.

use crate::fixture::*;
use std::process::Command;
use store::scratch::Scratch;
use store::{Error, Location, Store, check_copy, statements};

statements! {
    /// Counts for a very long time.
    GLOBAL_FOREVER = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000000)
                      SELECT COUNT(*) FROM n";
    /// Erases every note.
    ERASE_NOTES = "DELETE FROM note WHERE community_id = $1";
}

#[tokio::test]
async fn a_page_that_reads_too_long_is_stopped_and_the_next_one_is_served() {
    let scratch = Scratch::sqlite().unwrap();
    let store = scratch.open(clock(), standing, STEPS).await.unwrap();
    let slow = store.read(actor(1), |seen| seen.row::<(i64,)>(&GLOBAL_FOREVER, &[])).await;
    assert!(matches!(slow, Err(Error::Busy)));
    assert_eq!(count(&store, &COUNT_NOTES).await, 0);
}

#[tokio::test]
async fn a_copy_taken_while_writing_is_whole() {
    let scratch = Scratch::sqlite().unwrap();
    let store = scratch.open(clock(), standing, STEPS).await.unwrap();
    let writer = {
        let store = store.clone();
        tokio::spawn(async move {
            for _ in 0..200 {
                store.write(actor(1), |tx| write_note(tx, "n")).await.unwrap();
            }
        })
    };
    let copy = scratch.folder().join("copy.db");
    store.copy_to(&copy, STEPS).await.unwrap();
    writer.await.unwrap();
    assert_eq!(check_copy(&copy).unwrap(), "ok");
}

#[tokio::test]
async fn what_is_erased_leaves_no_byte_in_any_file() {
    let scratch = Scratch::sqlite().unwrap();
    let store = scratch.open(clock(), standing, STEPS).await.unwrap();
    store.write(actor(1), |tx| write_note(tx, "Bezcenny-sekret-ZXQ")).await.unwrap();
    let here = || {
        std::fs::read_dir(scratch.folder()).unwrap().any(|file| {
            let bytes = std::fs::read(file.unwrap().path()).unwrap();
            bytes.windows(19).any(|window| window == b"Bezcenny-sekret-ZXQ")
        })
    };
    assert!(here(), "the search finds what is there");
    let erase = |tx: &store::Tx<'_>| {
        let permit = tx.permit(WriteNote)?;
        tx.exec(&permit, &ERASE_NOTES, &store::args![TOWN])
    };
    assert_eq!(store.write(actor(1), erase).await.unwrap(), 1);
    store.erase_traces().await.unwrap();
    assert!(!here());
}

/// A file system of two megabytes; `None` where this process may not mount one.
struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    fn mount() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let status = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=2m", "tmpfs"])
            .arg(folder.path())
            .stderr(std::process::Stdio::null())
            .status();
        status.is_ok_and(|status| status.success()).then_some(Self(folder))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0.path()).status();
    }
}

#[tokio::test]
async fn a_full_disk_loses_nothing_and_recovers_without_restart() {
    let Some(disk) = SmallDisk::mount() else {
        eprintln!("may not mount a small file system: not tried");
        return;
    };
    let path = disk.0.path().join("small.db");
    let store = Store::open(&Location::File(&path), clock(), standing).unwrap();
    store.migrate(STEPS).await.unwrap();
    let ballast = disk.0.path().join("ballast");
    std::fs::write(&ballast, vec![0; 1_200_000]).unwrap();
    let words = "x".repeat(8_000);
    let (mut kept, mut full) = (0, 0);
    for _ in 0..80 {
        let words = words.clone();
        match store.write(actor(1), move |tx| write_note(tx, &words)).await {
            Ok(_) => kept += 1,
            Err(Error::Full) => full += 1,
            Err(other) => panic!("{other:?}"),
        }
    }
    assert!(kept > 0 && full > 0, "{kept} kept, {full} refused");
    assert_eq!(count(&store, &COUNT_NOTES).await, kept);
    std::fs::remove_file(&ballast).unwrap();
    store.write(actor(1), |tx| write_note(tx, "room again")).await.unwrap();
    assert_eq!(count(&store, &COUNT_NOTES).await, kept + 1);
    assert_eq!(check_copy(&path).unwrap(), "ok");
}
