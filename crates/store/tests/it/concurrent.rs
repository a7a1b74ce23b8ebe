//! Many at once: what holds for one after the other must hold for all together, on both engines.

use crate::fixture::*;
use kernel::Key;
use proptest::prelude::*;
use store::{Error, Snapshot, Store, args};
use tokio::task::JoinSet;

fn multi_threaded() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}

async fn take(store: Store, who: u128, seat: i64) -> bool {
    let taken = store.write(actor(who), move |tx| {
        let permit = tx.permit(TakeSeat(seat))?;
        tx.exec(&permit, &TAKE_SEAT, &args![TOWN, seat, member(who)]).map(|_| ())
    });
    match taken.await {
        Ok(()) => true,
        Err(Error::Refused(_)) => false,
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn the_last_place_has_one_winner() {
    multi_threaded().block_on(on_both(async |store| {
        let mut people = JoinSet::new();
        for who in 1..=200 {
            people.spawn(take(store.clone(), who, 1));
        }
        let winners = people.join_all().await.into_iter().filter(|won| *won).count();
        assert_eq!(winners, 1);
    }));
}

#[test]
fn the_same_form_sent_fifty_times_at_once_has_one_effect() {
    multi_threaded().block_on(on_both(async |store| {
        let mut forms = JoinSet::new();
        for _ in 0..50 {
            let store = store.clone();
            forms.spawn(async move {
                let write = |tx: &store::Tx<'_>| Ok(format!("/{}", write_note(tx, "once")?));
                store.write_once(actor(1), Key(9), write).await
            });
        }
        let answers: Vec<_> = forms.join_all().await.into_iter().map(Result::unwrap).collect();
        assert!(answers.iter().all(|answer| *answer == answers[0]));
        assert_eq!(count(&store, &COUNT_NOTES).await, 1);
    }));
}

/// One step of a random history.
#[derive(Clone, Debug)]
enum Deed {
    Take { who: u128, seat: i64 },
    Note { who: u128 },
    Panic,
    Refuse,
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        4 => (1..40_u128, 1..6_i64).prop_map(|(who, seat)| Deed::Take { who, seat }),
        4 => (1..40_u128).prop_map(|who| Deed::Note { who }),
        1 => Just(Deed::Panic),
        1 => Just(Deed::Refuse),
    ]
}

async fn carry_out(store: Store, deed: Deed) -> (Option<i64>, u32) {
    match deed {
        Deed::Take { who, seat } => (take(store, who, seat).await.then_some(seat), 0),
        Deed::Note { who } => {
            let written = store.write(actor(who), |tx| write_note(tx, "n")).await;
            (None, u32::from(written.is_ok()))
        }
        Deed::Panic => {
            let panic = store.write(actor(1), |tx| {
                write_note(tx, "must not stay")?;
                panic!("on purpose");
                #[expect(unreachable_code, reason = "gives the closure its type")]
                Ok(())
            });
            assert!(matches!(panic.await, Err(Error::Fault(_))));
            (None, 0)
        }
        Deed::Refuse => {
            let refused = store.write(actor(1), |tx| {
                write_note(tx, "must not stay")?;
                Err::<(), _>(kernel::Code::Forbidden.into())
            });
            assert!(matches!(refused.await, Err(Error::Refused(_))));
            (None, 0)
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]
    /// Whatever the order: a seat has at most one winner, every acknowledged note is there and no other, and
    /// panics and refusals leave nothing.
    #[test]
    fn random_histories_keep_the_promises(deeds in prop::collection::vec(deed(), 1..60)) {
        multi_threaded().block_on(on_both(async |store| {
            let mut running = JoinSet::new();
            for deed in deeds.clone() {
                running.spawn(carry_out(store.clone(), deed));
            }
            let done = running.join_all().await;
            for seat in 1..6 {
                let told = done.iter().filter(|(won, _)| *won == Some(seat)).count() as i64;
                let read = move |seen: &Snapshot<'_>| seen.row::<(i64,)>(&COUNT_SEATS, &args![TOWN, seat]);
                let there = store.read(actor(1), read).await.unwrap().unwrap().0;
                assert_eq!(told, there, "seat {seat}");
                assert!(there <= 1);
            }
            let notes: u32 = done.iter().map(|(_, notes)| notes).sum();
            assert_eq!(count(&store, &COUNT_NOTES).await, i64::from(notes));
        }));
    }
}
