//! "Save a copy" from the browser: the word shown once, asked back, the file restored on a second machine and
//! counted; and the page that says whether all is well.

use crate::client::Client;
use crate::house::{House, PEOPLE, SLUG, offer, ready_to_offer};
use crate::page::Page;
use std::path::Path;
use store::rows_by_table;

const SECRET: &str = "Tajemnica-z-przegladarki-QZX";

/// The word on the page, and the way on.
fn word(browser: &mut Client) -> (String, String) {
    let shown = browser.get(&format!("/{SLUG}/copy/word")).expect("a page").text();
    let word = shown.split("class=\"code\">").nth(1).and_then(|rest| rest.split('<').next()).expect("a word");
    let proof = shown.split("name=\"proof\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    (word.to_owned(), format!("/{SLUG}/copy/save?proof={}", proof.expect("a proof")))
}

/// What comes back when this word is typed.
fn typed(browser: &mut Client, form: &str, word: &str, to: Option<&str>) -> crate::client::Answer {
    let page = browser.get(form).expect("the form").text();
    let (action, mut fields) = Page::read(&page).form().expect("a form");
    fields.retain(|(name, _)| name != "word" && name != "to");
    fields.push(("word".to_owned(), word.to_owned()));
    fields.extend(to.map(|to| ("to".to_owned(), to.to_owned())));
    browser.post(&action, &fields).expect("an answer")
}

fn restored(house: &House, copy: &Path, word: &str) -> House {
    let second = House::empty_in(house.files().join("drugi"), None, tempfile::tempdir().expect("a folder"));
    let file = house.files().join("word.txt");
    std::fs::write(&file, word).expect("a file");
    let says = second.says(&["restore", copy.to_str().unwrap(), "--word-file", file.to_str().unwrap()]);
    assert!(says.contains("compared"), "{says}");
    second
}

fn counted(one: &House, other: &House, less: &[&str]) {
    for name in ["mikropolis.db", "sealed.db"] {
        let (mut here, mut there) = (
            rows_by_table(&one.folder.join(name)).unwrap(),
            rows_by_table(&other.folder.join(name)).unwrap(),
        );
        for table in less {
            here.remove(*table);
            there.remove(*table);
        }
        assert_eq!(here, there, "{name}");
    }
}

#[test]
fn a_copy_from_the_browser_is_whole_on_a_second_machine() {
    let house = House::founded(None);
    let server = house.serve();
    let mut neighbour = house.signed_in(PEOPLE[3]);
    let (_, token) = ready_to_offer(&mut neighbour);
    assert_eq!(neighbour.post(&format!("/{SLUG}/offers/new"), &offer(&token, SECRET)).unwrap().status, 303);
    let refused = neighbour.get(&format!("/{SLUG}/copy")).unwrap().status;
    assert!(refused == 403 || refused == 303, "neighbours don't take everything home: {refused}");

    let mut browser = house.signed_in(PEOPLE[0]);
    let health = |browser: &mut Client| browser.get(&format!("/{SLUG}/health")).expect("a page").text();
    assert!(health(&mut browser).contains("nikt jeszcze nie zapisał kopii"));
    let (word, form) = word(&mut browser);
    let wrong = typed(&mut browser, &form, "zupełnie inne słowo", None);
    assert_eq!(wrong.status, 422, "{}", Page::read(&wrong.text()).heading());
    assert!(wrong.text().contains("zupełnie inne słowo"), "what was typed is kept");
    // as people type: large letters, spaces instead of dashes
    let copy = typed(&mut browser, &form, &word.to_uppercase().replace('-', " "), None);
    assert_eq!((copy.status, copy.kind.as_str()), (200, "application/octet-stream"));
    assert!(!copy.body.windows(SECRET.len()).any(|window| window == SECRET.as_bytes()), "it is encrypted");
    let page = health(&mut browser);
    assert!(!page.contains("nikt jeszcze nie zapisał kopii"), "it is noted");
    assert!(!page.contains(house.folder.to_str().unwrap()), "where the folder lies is nobody's business");
    server.stop();
    let path = house.files().join("kopia.age");
    std::fs::write(&path, &copy.body).unwrap();
    // typed from the paper at the other machine, too
    let second = restored(&house, &path, &word.to_uppercase().replace('-', ""));
    // sessions and the journal went on after the copy was begun
    counted(&house, &second, &["journal", "once", "session", "job_run"]);
    let server = second.serve();
    let list = second.signed_in(PEOPLE[0]).get(&format!("/{SLUG}/offers")).unwrap().text();
    assert!(list.contains(SECRET));
    server.stop();
}

#[test]
fn a_copy_goes_to_the_stick_in_the_machine_and_a_stick_that_is_out_is_said_so() {
    let house = House::founded(None);
    let stick = house.files().join("patyk");
    let server = house.serve_by(&[("MIKROPOLIS_STICK", stick.to_str().unwrap())]);
    let mut browser = house.signed_in(PEOPLE[0]);
    let (word, form) = word(&mut browser);
    let out = typed(&mut browser, &form, &word, Some("stick"));
    assert_eq!(out.status, 422);
    assert!(out.text().contains("Sprawdź, czy jest włożony"), "{}", out.text());
    std::fs::create_dir(&stick).unwrap();
    assert_eq!(typed(&mut browser, &form, &word, Some("stick")).status, 303);
    let files: Vec<_> = std::fs::read_dir(&stick).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(files.len(), 1, "{files:?}");
    server.stop();
    restored(&house, &files[0], &word);
}
