//! The disk is full.

use crate::house::{House, PEOPLE, SLUG, offer, ready_to_offer};
use crate::page::Page;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use store::check_copy;
use tempfile::TempDir;

/// A file system of its own; `None` where this process may not mount one.
pub struct SmallDisk(TempDir);

impl SmallDisk {
    /// One of so many megabytes.
    pub fn mount(megabytes: u32) -> Option<Self> {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut mount = Command::new("mount");
        let size = format!("size={megabytes}m");
        mount.args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(folder.path()).stderr(Stdio::null());
        mount.status().is_ok_and(|status| status.success()).then_some(Self(folder))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Fills it but for so many bytes; tells the file to be removed again.
    pub fn fill_but(&self, left: usize) -> PathBuf {
        let free = rustix::fs::statvfs(self.path()).map(|disk| disk.f_bavail * disk.f_frsize);
        let free = usize::try_from(free.expect("its space")).expect("a small disk");
        let ballast = self.path().join("ballast");
        std::fs::write(&ballast, vec![0; free.saturating_sub(left)]).expect("ballast");
        ballast
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
    let Some(disk) = SmallDisk::mount(24) else {
        eprintln!("may not mount a small file system: not tried");
        return;
    };
    let files = tempfile::tempdir().expect("a temporary folder");
    let house = House::founded_in(disk.path().join("data"), None, files);
    let server = house.serve();
    let mut browser = house.signed_in(PEOPLE[1]);
    let (_, token) = ready_to_offer(&mut browser);
    let ballast = disk.fill_but(600_000);

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

#[test]
fn a_nearly_full_disk_is_for_reading_and_taking_away_until_there_is_room() {
    let Some(disk) = SmallDisk::mount(560) else {
        eprintln!("may not mount a small file system: not tried");
        return;
    };
    let files = tempfile::tempdir().expect("a temporary folder");
    let mut house = House::founded_in(disk.path().join("data"), None, files);
    house.least_free_mb = 500;
    let server = house.serve();
    let mut browser = house.signed_in(PEOPLE[0]);
    let story = crate::copies::tell_story(&mut browser, "Do usunięcia");
    let (_, token) = ready_to_offer(&mut browser);
    let mut fields = offer(&token, "Długa opowieść");
    fields.push(("text".to_owned(), "Słowo po słowie, <b>nic</b> nie ginie.".to_owned()));
    let health = |browser: &mut crate::client::Client| browser.get("/health").expect("an answer").text();
    assert!(health(&mut browser).contains("Everything is fine"));

    let ballast = disk.path().join("ballast");
    std::fs::write(&ballast, vec![0; 90_000_000]).expect("ballast");
    let form = format!("/{SLUG}/offers/new");
    let answer = browser.post(&form, &fields).expect("an answer");
    assert_eq!(answer.status, 503);
    let page = Page::read(&answer.text());
    assert!(page.faults("pl").is_empty(), "{:?}", page.faults("pl"));
    assert!(answer.text().contains("12 000 00 01"), "the page says whom to call");
    assert!(answer.text().contains("Słowo po słowie, &#60;b&#62;nic"), "what was typed stands there");
    let (action, again) = page.form().expect("a form to send it again");
    assert!(action.is_empty(), "it goes where it went");
    for path in [format!("/{SLUG}"), format!("/{SLUG}/offers"), story.clone()] {
        assert_eq!(browser.get(&path).expect("an answer").status, 200, "{path} is read");
    }
    assert!(health(&mut browser).contains("nothing is saved"), "health says so");
    let mut other = house.signed_in(PEOPLE[1]);
    assert_eq!(other.get(&format!("/{SLUG}/me")).expect("an answer").status, 200, "people come in");
    crate::copies::confirm(&mut browser, &format!("{story}/erase"));

    std::fs::remove_file(&ballast).expect("room again");
    let answer = browser.post(&form, &again).expect("an answer");
    assert_eq!(answer.status, 303, "the kept form is taken, without a restart");
    let shown = browser.get(&answer.location.expect("its page")).expect("an answer");
    assert!(shown.text().contains("Długa opowieść"));
    let log = server.stop();
    assert!(log.contains("nearly full") && log.contains("room again"), "{log}");
}
