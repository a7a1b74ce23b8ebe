//! Backups are made while the program runs, are whole, can be put back on either engine, and bring nobody back who
//! had left; the doctor sees what is wrong.

use crate::client::Client;
use crate::house::{House, PEOPLE, SLUG, Server, offer, ready_to_offer};
use crate::page::Page;
use crate::postgres::Cluster;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

const SECRET: &str = "Tajemnica-rodziny-QZX";

fn post_offer(browser: &mut Client, token: &str, title: &str) -> String {
    let answer = browser.post(&format!("/{SLUG}/offers/new"), &offer(token, title)).expect("an answer");
    assert_eq!(answer.status, 303, "{}", Page::read(&answer.text()).heading());
    answer.location.expect("its page")
}

fn leave(browser: &mut Client) {
    let path = format!("/{SLUG}/me/leave");
    let (action, mut fields) =
        Page::read(&browser.get(&path).expect("a page").text()).form().expect("a form");
    fields.push(("sure".to_owned(), "1".to_owned()));
    let answer = browser.post(&action, &fields).expect("an answer");
    assert_eq!(answer.status, 303, "{}", Page::read(&answer.text()).heading());
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    entries.flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}

fn holds(folder: &Path, word: &str) -> Vec<PathBuf> {
    let has = |path: &PathBuf| {
        let bytes = std::fs::read(path).unwrap_or_default();
        bytes.windows(word.len()).any(|window| window == word.as_bytes())
    };
    files_below(folder).into_iter().filter(has).collect()
}

/// A house with an offer that stays and one of somebody who then leaves; the backup is made between.
fn house_with_backup(postgres: Option<String>) -> (House, Server, PathBuf, String) {
    let house = House::founded(postgres);
    let server = house.serve();
    let mut stays = house.signed_in(PEOPLE[0]);
    let (_, token) = ready_to_offer(&mut stays);
    let stayed = post_offer(&mut stays, &token, "Kosiarka do pożyczenia");
    let mut leaves = house.signed_in(PEOPLE[3]);
    let (_, token) = ready_to_offer(&mut leaves);
    post_offer(&mut leaves, &token, SECRET);
    let backup = house.files().join("kopia");
    let says = house.says(&["backup", backup.to_str().expect("a path")]);
    assert!(says.contains("opened and checked"), "{says}");
    leave(&mut leaves);
    (house, server, backup, stayed)
}

fn restored_house_is_whole(restored: &House, stayed: &str) {
    let server = restored.serve();
    let mut browser = restored.signed_in(PEOPLE[0]);
    assert_eq!(browser.get(stayed).expect("an answer").status, 200);
    let search = browser.get(&format!("/{SLUG}/search?q=kosiarki")).expect("an answer").text();
    assert!(search.contains("Kosiarka do pożyczenia"), "the index came along");
    let list = browser.get(&format!("/{SLUG}/offers")).expect("an answer").text();
    assert!(!list.contains(SECRET), "who left stays away");
    let link = restored.run(&["link", SLUG, "--name", PEOPLE[3]]);
    assert!(!link.status.success(), "nobody is here by that name");
    server.stop();
}

fn empty_beside(house: &House, name: &str, postgres: Option<String>) -> House {
    House::empty_in(house.files().join(name), postgres, tempfile::tempdir().expect("a folder"))
}

#[test]
fn a_backup_is_put_back_and_who_left_meanwhile_stays_away() {
    let (house, server, backup, stayed) = house_with_backup(None);
    assert!(!holds(&backup, SECRET).is_empty(), "the backup is older than the leaving");
    assert!(house.folder.join("keys/app.key").is_file() && !backup.join("keys").exists());
    server.stop();
    assert!(holds(&house.folder, SECRET).is_empty(), "{:?}", holds(&house.folder, SECRET));

    let restored = empty_beside(&house, "nowy", None);
    let erasures = house.folder.join("erasures.txt");
    let words = ["restore", backup.to_str().unwrap(), "--erasures", erasures.to_str().unwrap()];
    let says = restored.says(&words);
    assert!(says.contains("1 members and 0 stories or pictures erased since"), "{says}");
    assert!(holds(&restored.folder, SECRET).is_empty(), "{:?}", holds(&restored.folder, SECRET));
    restored_house_is_whole(&restored, &stayed);
    assert!(!restored.run(&words).status.success(), "never over an installation");
}

/// Tells a story that stays a draft; its address.
pub fn tell_story(browser: &mut Client, title: &str) -> String {
    let path = format!("/{SLUG}/stories/tell");
    let (action, mut fields) =
        Page::read(&browser.get(&path).expect("a page").text()).form().expect("a form");
    let own = [("title", title), ("body", "Przy trzepaku siedzieli wszyscy."), ("teller", PEOPLE[0])];
    fields.retain(|(name, value)| !value.is_empty() && own.iter().all(|(taken, _)| taken != name));
    fields.extend(own.map(|(name, value)| (name.to_owned(), value.to_owned())));
    let answer = browser.post(&action, &fields).expect("an answer");
    assert_eq!(answer.status, 303, "{:?}", Page::read(&answer.text()).heading());
    answer.location.expect("its page")
}

/// Says yes on a page that asks whether one is sure.
pub fn confirm(browser: &mut Client, path: &str) {
    let page = browser.get(path).expect("a page");
    let (action, fields) = Page::read(&page.text()).form().expect("a form");
    let answer = browser.post(&action, &fields).expect("an answer");
    assert_eq!(answer.status, 303, "{}", Page::read(&answer.text()).heading());
}

#[test]
fn a_single_story_that_was_erased_after_the_backup_does_not_come_back() {
    let house = House::founded(None);
    let server = house.serve();
    let mut teller = house.signed_in(PEOPLE[0]);
    let erased = tell_story(&mut teller, SECRET);
    let stayed = tell_story(&mut teller, "Podwórko zostaje");
    let backup = house.files().join("kopia");
    house.says(&["backup", backup.to_str().expect("a path")]);
    confirm(&mut teller, &format!("{erased}/erase"));
    server.stop();
    assert!(!holds(&backup, SECRET).is_empty(), "the backup is older than the erasure");

    let restored = empty_beside(&house, "nowy", None);
    let erasures = house.folder.join("erasures.txt");
    let words = ["restore", backup.to_str().unwrap(), "--erasures", erasures.to_str().unwrap()];
    let says = restored.says(&words);
    assert!(says.contains("0 members and 1 stories or pictures erased since"), "{says}");
    assert!(holds(&restored.folder, SECRET).is_empty(), "{:?}", holds(&restored.folder, SECRET));
    let server = restored.serve();
    let mut browser = restored.signed_in(PEOPLE[0]);
    assert_eq!(browser.get(&stayed).expect("an answer").status, 200);
    assert_ne!(browser.get(&erased).expect("an answer").status, 200);
    server.stop();
}

#[test]
fn a_backup_of_one_engine_is_put_back_on_the_other() {
    let (Ok(here), Ok(there)) = (Cluster::start(), Cluster::start()) else {
        eprintln!("no PostgreSQL server programs: not tried");
        return;
    };
    let (house, server, backup, stayed) = house_with_backup(Some(here.connection()));
    server.stop();
    let erasures = house.folder.join("erasures.txt");
    let words = ["restore", backup.to_str().unwrap(), "--erasures", erasures.to_str().unwrap()];
    for (name, postgres) in [("plik", None), ("serwer", Some(there.connection()))] {
        let restored = empty_beside(&house, name, postgres);
        let says = restored.says(&words);
        assert!(says.contains("1 members and 0 stories or pictures erased since"), "{says}");
        restored_house_is_whole(&restored, &stayed);
        restored.says(&["backup"]);
        assert_eq!(restored.says(&["doctor"]), "All is well.\n");
    }
}

#[test]
fn backups_lie_dated_in_a_folder_with_the_list_of_erasures_beside_them() {
    let (house, server, _, _) = house_with_backup(None);
    house.says(&["backup", "--with-keys"]);
    server.stop();
    let shelf = house.folder.join("backup");
    let folders: Vec<PathBuf> =
        std::fs::read_dir(&shelf).unwrap().flatten().map(|entry| entry.path()).collect();
    let backup = folders.iter().find(|path| path.is_dir()).expect("a dated folder");
    let keys = std::fs::metadata(backup.join("keys/app.key")).expect("the key").permissions().mode();
    assert_eq!(keys & 0o077, 0, "for nobody else");
    assert_eq!(std::fs::metadata(backup).unwrap().permissions().mode() & 0o077, 0);
    assert_eq!(std::fs::read_to_string(shelf.join("erasures.txt")).unwrap().lines().count(), 1);

    let restored = empty_beside(&house, "nowy", None);
    restored.says(&["restore", backup.to_str().unwrap()]);
    let same = |name: &str| {
        std::fs::read(house.folder.join(name)).unwrap() == std::fs::read(restored.folder.join(name)).unwrap()
    };
    assert!(same("keys/app.key") && same("erasures.txt"));
}

#[test]
fn a_damaged_backup_is_refused_with_its_reason() {
    let (house, server, backup, _) = house_with_backup(None);
    server.stop();
    let database = backup.join("mikropolis.db");
    let mut bytes = std::fs::read(&database).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 8192].fill(0xaa);
    std::fs::write(&database, bytes).unwrap();
    let restored = empty_beside(&house, "nowy", None);
    let output = restored.run(&["restore", backup.to_str().unwrap()]);
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("mikropolis.db"), "{output:?}");
    assert!(!restored.folder.join("mikropolis.db").exists(), "nothing was begun");
}

#[test]
fn the_doctor_says_in_one_sentence_each_what_is_wrong() {
    let house = House::founded(None);
    let server = house.serve();
    house.says(&["backup"]);
    assert_eq!(house.says(&["doctor"]), "All is well.\n");
    server.stop();
    assert_eq!(house.says(&["doctor"]), "All is well.\n");

    let finds = |what: &str| {
        let output = house.run(&["doctor"]);
        let says = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(!output.status.success() && says.contains(what), "{says}");
        assert!(says.lines().all(|line| line.ends_with('.') && line.contains(": ")), "{says}");
    };
    let set_mode = |path: &str, mode: u32| {
        let permissions = std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(house.folder.join(path), permissions).unwrap();
    };
    set_mode("keys/app.key", 0o644);
    finds("Others can read");
    set_mode("keys/app.key", 0o600);
    std::fs::write(house.folder.join("erasures.txt"), "nonsense\n").unwrap();
    finds("The list of erasures cannot be read");
    std::fs::remove_file(house.folder.join("erasures.txt")).unwrap();
    let shelf = house.folder.join("backup");
    std::fs::rename(&shelf, house.files().join("elsewhere")).unwrap();
    finds("There is no nightly backup");
    std::fs::rename(house.files().join("elsewhere"), &shelf).unwrap();
    assert_eq!(house.says(&["doctor"]), "All is well.\n");

    let database = house.database();
    let mut bytes = std::fs::read(&database).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 16384].fill(0xaa);
    std::fs::write(&database, bytes).unwrap();
    finds("restore a backup");
}
