//! What one transaction means.

use crate::fixture::*;
use kernel::{Actor, Code, Day, Key};
use store::{Error, Snapshot, args};

fn refused(error: &Error) -> Option<Code> {
    match error {
        Error::Refused(refusal) => Some(refusal.code),
        _ => None,
    }
}

#[tokio::test]
async fn what_was_written_is_read_back_alike() {
    on_both(async |store| {
        let words = "Zażółć gęślą jaźń, Ґ'ї „”";
        let id = store.write(actor(1), move |tx| write_note(tx, words)).await.unwrap();
        type Note = (Key, String, Option<Day>, Option<Vec<u8>>);
        let notes: Vec<Note> =
            store.read(actor(1), |seen| seen.rows(&READ_NOTES, &args![TOWN])).await.unwrap();
        let day = Day::parse("2026-09-21");
        assert_eq!(notes, vec![(id, words.to_owned(), day, Some(vec![0, 255]))]);
    })
    .await;
}

#[tokio::test]
async fn a_permit_is_asked_for_and_journalled() {
    on_both(async |store| {
        let visitor = store.write(Actor::visitor(TOWN), |tx| write_note(tx, "x")).await.unwrap_err();
        assert_eq!(refused(&visitor), Some(Code::NotSignedIn));
        let unvouched = store.write(actor(2), |tx| write_note(tx, "x")).await.unwrap_err();
        assert_eq!(refused(&unvouched), Some(Code::NotVouched));
        let stranger = store.write(actor(77_777), |tx| write_note(tx, "x")).await.unwrap_err();
        assert_eq!(refused(&stranger), Some(Code::NotSignedIn));
        store.write(actor(1), |tx| write_note(tx, "x")).await.unwrap();
        store.write(Actor::job(TOWN, "toy"), |tx| write_note(tx, "y")).await.unwrap();
        let lines = |seen: &Snapshot<'_>| seen.row::<(i64,)>(&COUNT_JOURNAL, &args![TOWN, "toy.write_note"]);
        assert_eq!(store.read(actor(1), lines).await.unwrap(), Some((2,)));
        assert_eq!(count(&store, &COUNT_NOTES).await, 2);
    })
    .await;
}

#[tokio::test]
async fn a_failed_statement_undoes_the_whole_transaction() {
    on_both(async |store| {
        let clash = store.write(actor(1), |tx| {
            write_note(tx, "kept?")?;
            let permit = tx.permit(TakeSeat(3))?;
            tx.exec(&permit, &TAKE_SEAT, &args![TOWN, 3_i64, member(1)])?;
            let twice = tx.exec(&permit, &TAKE_SEAT, &args![TOWN, 3_i64, member(1)]);
            assert!(twice.unwrap_err().taken("seat"));
            // PostgreSQL would refuse to go on, SQLite would not: here both refuse
            assert!(matches!(write_note(tx, "after"), Err(Error::Poisoned)));
            Ok(())
        });
        assert!(matches!(clash.await, Err(Error::Poisoned)));
        assert_eq!(count(&store, &COUNT_NOTES).await, 0);
    })
    .await;
}

#[tokio::test]
async fn an_attempt_may_fail_and_the_rest_stays() {
    on_both(async |store| {
        let went_on = store.write(actor(1), |tx| {
            write_note(tx, "before")?;
            let failed = tx.attempt(|tx| {
                write_note(tx, "undone")?;
                let permit = tx.permit(TakeSeat(4))?;
                tx.exec(&permit, &TAKE_SEAT, &args![TOWN, 4_i64, member(1)])?;
                tx.exec(&permit, &TAKE_SEAT, &args![TOWN, 4_i64, member(1)])
            });
            assert!(failed.unwrap_err().taken("seat"));
            write_note(tx, "after")
        });
        went_on.await.unwrap();
        assert_eq!(count(&store, &COUNT_NOTES).await, 2);
    })
    .await;
}

#[tokio::test]
async fn the_same_form_has_one_effect_and_one_answer() {
    on_both(async |store| {
        let once = Key(42);
        let first =
            store.write_once(actor(1), once, |tx| Ok(format!("/{}", write_note(tx, "a")?))).await.unwrap();
        let again =
            store.write_once(actor(1), once, |tx| Ok(format!("/{}", write_note(tx, "a")?))).await.unwrap();
        assert_eq!(first, again);
        let other = store.write_once(actor(3), once, |_| Ok("/stolen".into())).await.unwrap_err();
        assert_eq!(refused(&other), Some(Code::Conflict));
        assert_eq!(count(&store, &COUNT_NOTES).await, 1);
    })
    .await;
}

#[tokio::test]
async fn steps_run_once_and_an_edited_or_unknown_step_stops_the_program() {
    on_both(async |store| {
        assert_eq!(store.migrate(STEPS).await.unwrap(), 0, "nothing is left to do");
        let edited = [store::Step { name: STEPS[0].name, text: "CREATE TABLE other (a {int}) {rows};" }];
        let words = store.migrate(&edited).await.unwrap_err().to_string();
        assert!(words.contains("edited after it had run"), "{words}");
        let words = store.migrate(&[]).await.unwrap_err().to_string();
        assert!(words.contains("newer"), "{words}");
    })
    .await;
}

#[tokio::test]
async fn every_statement_keeps_the_house_rules() {
    let wrong: Vec<String> = STATEMENTS.iter().flat_map(|statement| statement.lint()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
