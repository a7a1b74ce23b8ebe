//! A new program on a database of an earlier one: a backup first, a way back, and no harm when it is interrupted.

use crate::house::House;
use kernel::SystemClock;
use rusqlite::Connection;
use std::path::PathBuf;
use std::sync::Arc;
use store::{Location, Step, Store};
use web::Seal;

/// How many of the first steps the earlier program had.
const EARLIER: usize = 2;
const NAMES: [(Seal, &str); 2] = [(Seal::Open, "mikropolis.db"), (Seal::Sealed, "sealed.db")];

fn steps(seal: Seal) -> Vec<Step> {
    let mut steps = mikropolis::slices::steps(seal);
    steps.sort_by_key(|step| step.name);
    steps
}

/// A data folder as an earlier program left it: so many first steps of the open database, with a row.
fn earlier_by(had_steps: usize) -> House {
    let files = tempfile::tempdir().expect("a temporary folder");
    let house = House::empty_in(files.path().join("data"), None, files);
    std::fs::create_dir_all(&house.folder).expect("a folder");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    for (seal, name) in NAMES {
        let mut had = steps(seal);
        if seal == Seal::Open {
            had.truncate(had_steps);
        }
        let path = house.folder.join(name);
        let clock = Arc::new(SystemClock::default());
        let store = Store::open(&Location::File(&path), clock, people::standing_of).expect("a database");
        runtime.block_on(store.migrate(&had)).expect("its steps");
    }
    let file = Connection::open(house.database()).expect("the database");
    let row = "INSERT INTO job_run (community_id, name, due_at, lease_until) VALUES (?1, 'kept', 7, 0)";
    file.execute(row, [1]).expect("a row");
    house
}

/// The same with hardly any steps.
fn earlier() -> House {
    earlier_by(EARLIER)
}

/// How many steps ran, and whether the row of the earlier program is there.
fn state(path: &PathBuf) -> (i64, i64) {
    let file = Connection::open(path).expect("the database");
    let count = |text: &str| file.query_row(text, [], |row| row.get(0)).expect("a count");
    let kept = "SELECT COUNT(*) FROM job_run WHERE name = 'kept' AND due_at = 7";
    (count("SELECT COUNT(*) FROM schema_step"), count(kept))
}

fn backups(house: &House) -> Vec<PathBuf> {
    let shelf = std::fs::read_dir(house.folder.join("backup")).into_iter().flatten();
    shelf.map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect()
}

/// All steps, with those of the store itself.
fn all() -> i64 {
    i64::try_from(steps(Seal::Open).len() + store::OWN_STEPS.len()).expect("a few")
}

#[test]
fn before_an_upgrade_a_backup_is_made_and_the_way_back_is_said() {
    let house = earlier();
    let before = state(&house.database());
    assert!(before.0 < all() && before.1 == 1, "{before:?}");
    let output = house.run(&["upgrade"]);
    let says = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{says}");
    let backups_now = backups(&house);
    let [backup] = backups_now.as_slice() else { panic!("{backups_now:?}") };
    assert!(says.contains(&format!("mikropolis restore {}", backup.display())), "{says}");
    assert_eq!(state(&house.database()), (all(), 1));
    assert_eq!(state(&backup.join("mikropolis.db")), before, "the backup is as it was before");

    let again = house.run(&["upgrade"]);
    assert!(again.status.success() && again.stderr.is_empty(), "{again:?}");
    assert_eq!(backups(&house).len(), 1, "nothing to do, nothing to keep");

    // what the words say is what works
    let back = House::empty_in(house.files().join("back"), None, tempfile::tempdir().expect("a folder"));
    back.says(&["restore", backup.to_str().unwrap()]);
    assert_eq!(state(&back.database()), (all(), 1));
}

#[test]
fn words_written_before_their_table_became_another_are_all_there() {
    let before = steps(Seal::Open).iter().position(|step| step.name == "20261130-2_item_text_rows");
    let house = earlier_by(before.expect("the step"));
    let file = Connection::open(house.database()).expect("the database");
    let long = "Lipy sadziła pani z trzeciego piętra. ".repeat(200);
    for (lang, ease) in [("pl", "plain"), ("uk", "plain"), ("pl", "easy")] {
        let row =
            "INSERT INTO item_text VALUES (1, x'07', ?1, ?2, 'Lipy', '', x'01', NULL, 'original', 3, ?3)";
        file.execute(row, (lang, ease, &long)).expect("a row");
    }
    let words = "SELECT group_concat(lang || ease || title || of_version || body) FROM
                 (SELECT * FROM item_text ORDER BY lang, ease)";
    let all_words = || -> String { file.query_row(words, [], |row| row.get(0)).expect("words") };
    let written = all_words();
    house.says(&["upgrade"]);
    assert_eq!(all_words(), written);
    let twice = "INSERT INTO item_text SELECT * FROM item_text";
    assert!(file.execute(twice, []).is_err(), "one row a language and ease, as before");
}

#[test]
fn an_upgrade_that_breaks_in_the_middle_changes_nothing_and_goes_on_later() {
    let house = earlier();
    let before = state(&house.database());
    // one of the last steps fails, after many that went well
    let run = |text: &str| Connection::open(house.database()).unwrap().execute_batch(text).unwrap();
    run("CREATE INDEX offer ON job_run (due_at)");
    let output = house.run(&["upgrade"]);
    assert!(!output.status.success(), "it went over an obstacle");
    let says = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(says.contains("mikropolis restore"), "{says}");
    assert_eq!(state(&house.database()), before, "no step stays of those that ran");
    assert!(!house.run(&["upgrade"]).status.success());
    assert_eq!(backups(&house).len(), 1, "trying again and again makes one backup, not many");
    run("DROP INDEX offer");
    house.says(&["upgrade"]);
    assert_eq!(state(&house.database()), (all(), 1));
}

#[test]
fn a_database_newer_than_the_program_is_refused_and_left_alone() {
    let house = earlier();
    house.says(&["upgrade"]);
    let text = "INSERT INTO schema_step VALUES ('29991231-1_later', 'hash', 0)";
    Connection::open(house.database()).unwrap().execute_batch(text).unwrap();
    let before = state(&house.database());
    for words in [["upgrade"], ["serve"], ["backup"]] {
        let output = house.run(&words);
        let says = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && says.contains("start the newer program"), "{words:?}: {says}");
    }
    assert_eq!(state(&house.database()), before);
    assert_eq!(backups(&house).len(), 1, "only the one of the upgrade");
}
