//! A copy for a stick: one encrypted file, opened with its word or a key, whole on a second machine, and of no use
//! when it is cut or the word is another one.

use crate::house::{House, PEOPLE, SLUG, offer, ready_to_offer};
use crate::page::Page;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use store::rows_by_table;

const SECRET: &str = "Tajemnica-na-patyku-QZX";
const PICTURE: &[u8] = b"the bytes of a picture";

/// A house with an offer and a file of a picture, and an empty folder for the stick.
fn house() -> (House, PathBuf) {
    let house = House::founded(None);
    let server = house.serve();
    let mut browser = house.signed_in(PEOPLE[3]);
    let (_, token) = ready_to_offer(&mut browser);
    let answer = browser.post(&format!("/{SLUG}/offers/new"), &offer(&token, SECRET)).expect("an answer");
    assert_eq!(answer.status, 303, "{}", Page::read(&answer.text()).heading());
    server.stop();
    let stick = house.files().join("patyk");
    std::fs::create_dir(&stick).expect("a folder");
    (house, stick)
}

fn only_file(stick: &Path) -> PathBuf {
    let files: Vec<PathBuf> = std::fs::read_dir(stick).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(files.len(), 1, "{files:?}");
    files[0].clone()
}

fn word_file(house: &House, word: &str) -> String {
    let path = house.files().join("word.txt");
    std::fs::write(&path, word).expect("a file");
    path.to_str().expect("a path").to_owned()
}

fn second_machine(house: &House) -> House {
    House::empty_in(house.files().join("drugi"), None, tempfile::tempdir().expect("a folder"))
}

/// Saves one and tells file and word.
fn saved(house: &House, stick: &Path) -> (PathBuf, String) {
    let says = house.says(&["copy", "--to", stick.to_str().unwrap()]);
    let word = says.lines().find_map(|line| line.strip_prefix("The word is ")).expect("a word").to_owned();
    (only_file(stick), word)
}

#[test]
fn a_copy_is_whole_on_a_second_machine_and_tells_nothing_without_its_word() {
    let (house, stick) = house();
    let (copy, word) = saved(&house, &stick);
    let bytes = std::fs::read(&copy).unwrap();
    assert!(!bytes.windows(SECRET.len()).any(|window| window == SECRET.as_bytes()), "it is encrypted");
    assert_eq!(std::fs::read_dir(house.folder.join("backup")).unwrap().count(), 0, "nothing half done stays");

    let second = second_machine(&house);
    let word = word_file(&house, &format!("{word}\n"));
    let says = second.says(&["restore", copy.to_str().unwrap(), "--word-file", &word]);
    assert!(says.contains("compared"), "{says}");
    for name in ["mikropolis.db", "sealed.db"] {
        let there = rows_by_table(&second.folder.join(name)).unwrap();
        assert_eq!(rows_by_table(&house.folder.join(name)).unwrap(), there, "{name}");
        assert!(there.values().sum::<i64>() > 0 || name == "sealed.db", "{name}");
    }
    let own = std::fs::read(house.folder.join("keys/app.key")).unwrap();
    assert_ne!(std::fs::read(second.folder.join("keys/app.key")).ok(), Some(own), "no keys of sessions");
    let server = second.serve();
    let list = second.signed_in(PEOPLE[0]).get(&format!("/{SLUG}/offers")).expect("an answer").text();
    assert!(list.contains(SECRET));
    server.stop();
    assert!(
        !std::fs::read_dir(&second.folder)
            .unwrap()
            .any(|entry| { entry.unwrap().file_name().to_string_lossy().starts_with(".copy-") })
    );
}

#[test]
fn another_word_or_a_cut_or_damaged_file_restores_nothing_and_says_why() {
    let (house, stick) = house();
    let (copy, word) = saved(&house, &stick);
    let whole = std::fs::read(&copy).unwrap();
    let second = second_machine(&house);
    let refused = |word: &str, why: &str| {
        let word = word_file(&house, word);
        let output = second.run(&["restore", copy.to_str().unwrap(), "--word-file", &word]);
        let says = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && says.contains(why), "{why}: {says}");
        assert!(!second.folder.join("mikropolis.db").exists(), "nothing was begun");
    };
    refused("some other word entirely", "the word is not the one");
    for length in [30, whole.len() / 2, whole.len() - 1] {
        std::fs::write(&copy, &whole[..length]).unwrap();
        refused(&word, "the file is cut or damaged");
    }
    let mut damaged = whole.clone();
    damaged[whole.len() / 2] ^= 1;
    std::fs::write(&copy, &damaged).unwrap();
    refused(&word, "the file is cut or damaged");
    std::fs::write(&copy, "something else altogether").unwrap();
    refused(&word, "no copy of a neighbourhood");
    std::fs::write(&copy, &whole).unwrap();
    let word = word_file(&house, &word);
    second.says(&["restore", copy.to_str().unwrap(), "--word-file", &word]);
}

#[test]
fn a_copy_locked_to_a_key_is_opened_by_the_age_program_and_tar_alike() {
    let tools = ["age-keygen", "age", "tar"];
    let there = |tool: &&str| Command::new(tool).arg("--version").output().is_ok();
    if !tools.iter().all(there) {
        eprintln!("the programs age and tar are not here: not tried");
        return;
    }
    let (house, stick) = house();
    let shelf = house.folder.join("media/ab");
    std::fs::create_dir_all(&shelf).unwrap();
    std::fs::write(shelf.join("cd-480.jpg"), PICTURE).unwrap();
    let key = house.files().join("key.txt");
    let made = Command::new("age-keygen").arg("-o").arg(&key).output().expect("age-keygen");
    let says = String::from_utf8_lossy(&made.stderr).into_owned();
    let public = says.split_whitespace().last().expect("the public key");
    house.says(&["copy", "--to", stick.to_str().unwrap(), "--key", public]);
    let copy = only_file(&stick);

    let plain = house.files().join("plain.tar");
    let opened = Command::new("age").arg("-d").arg("-i").arg(&key).arg("-o").arg(&plain).arg(&copy).status();
    assert!(opened.expect("age").success());
    let into = house.files().join("unpacked");
    std::fs::create_dir(&into).unwrap();
    assert!(Command::new("tar").arg("-xf").arg(&plain).arg("-C").arg(&into).status().unwrap().success());
    assert_eq!(std::fs::read(into.join("backup/media/ab/cd-480.jpg")).unwrap(), PICTURE);
    let rows = rows_by_table(&house.folder.join("mikropolis.db")).unwrap();
    assert_eq!(rows_by_table(&into.join("backup/mikropolis.db")).unwrap(), rows);

    let second = second_machine(&house);
    second.says(&["restore", copy.to_str().unwrap(), "--key-file", key.to_str().unwrap()]);
    assert_eq!(rows_by_table(&second.folder.join("mikropolis.db")).unwrap(), rows);
    let word = word_file(&house, "some other word entirely");
    let output = second_machine(&house).run(&["restore", copy.to_str().unwrap(), "--word-file", &word]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("locked to a key"), "{output:?}");
}

#[test]
fn a_copy_goes_only_where_there_is_a_folder_and_never_with_a_short_word() {
    let (house, stick) = house();
    let absent = house.run(&["copy", "--to", "/nowhere/stick"]);
    assert!(String::from_utf8_lossy(&absent.stderr).contains("is the stick in?"), "{absent:?}");
    let word = word_file(&house, "short");
    let short = house.run(&["copy", "--to", stick.to_str().unwrap(), "--word-file", &word]);
    assert!(String::from_utf8_lossy(&short.stderr).contains("too short"), "{short:?}");
    assert_eq!(std::fs::read_dir(&stick).unwrap().count(), 0);
    let word = word_file(&house, "herbata czwartek trzepak lipy");
    house.says(&["copy", "--to", stick.to_str().unwrap(), "--word-file", &word]);
    let mode = std::fs::metadata(only_file(&stick)).unwrap().permissions().mode();
    assert_eq!(mode & 0o077, 0, "for nobody else, where the stick knows owners");
}
