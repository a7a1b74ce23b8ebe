//! The disk is full.

use crate::house::{House, PEOPLE, SLUG, offer, ready_to_offer};
use crate::page::Page;
use std::process::{Command, Stdio};
use store::check_copy;
use tempfile::TempDir;

/// A file system of its own; `None` where this process may not mount one.
struct SmallDisk(TempDir);

impl SmallDisk {
    fn mount() -> Option<Self> {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=24m", "tmpfs"]).arg(folder.path()).stderr(Stdio::null());
        mount.status().is_ok_and(|status| status.success()).then_some(Self(folder))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // a folder that stays mounted is tidied away with the machine
        let _ = Command::new("umount").arg("-l").arg(self.0.path()).status();
    }
}

#[test]
fn a_full_disk_is_said_on_a_page_loses_nothing_and_is_over_when_there_is_room() {
    let Some(disk) = SmallDisk::mount() else {
        eprintln!("may not mount a small file system: not tried");
        return;
    };
    let files = tempfile::tempdir().expect("a temporary folder");
    let house = House::founded_in(disk.0.path().join("data"), None, files);
    let server = house.serve();
    let mut browser = house.signed_in(PEOPLE[1]);
    let (_, token) = ready_to_offer(&mut browser);
    let ballast = disk.0.path().join("ballast");
    let free =
        rustix::fs::statvfs(disk.0.path()).map(|disk| disk.f_bavail * disk.f_frsize).expect("its space");
    let room = usize::try_from(free).expect("a small disk").saturating_sub(600_000);
    std::fs::write(&ballast, vec![0; room]).expect("ballast");

    let form = format!("/{SLUG}/offers/new");
    let mut fields = offer(&token, "Długa opowieść");
    fields.push(("text".to_owned(), "Słowo po słowie, aż zabraknie miejsca. ".repeat(50)));
    let (mut kept, mut refused) = (Vec::new(), 0);
    for _ in 0..600 {
        let answer = browser.post(&form, &fields).expect("an answer");
        match answer.status {
            303 => kept.push(answer.location.unwrap_or_default()),
            503 => {
                let page = Page::read(&answer.text());
                assert!(page.faults("pl").is_empty(), "{:?}", page.faults("pl"));
                assert!(answer.text().contains("12 000 00 01"), "the page says whom to call");
                refused += 1;
            }
            other => panic!("{other}: {}", Page::read(&answer.text()).heading()),
        }
        if refused == 5 {
            break;
        }
    }
    assert!(!kept.is_empty() && refused == 5, "{} kept, {refused} refused", kept.len());
    for path in [kept.last().expect("one"), &format!("/{SLUG}"), &format!("/{SLUG}/offers")] {
        assert_eq!(browser.get(path).expect("an answer").status, 200, "{path} is read on a full disk");
    }

    std::fs::remove_file(&ballast).expect("room again");
    let answer = browser.post(&form, &fields).expect("an answer");
    assert_eq!(answer.status, 303, "writing goes on without a restart");
    kept.push(answer.location.unwrap_or_default());
    for path in &kept {
        assert_eq!(browser.get(path).expect("an answer").status, 200, "{path} was acknowledged");
    }
    server.stop();
    assert_eq!(check_copy(&house.database()).expect("it opens"), "ok");
}
