//! The power goes in the middle of it.

use crate::house::{House, PEOPLE, SLUG, offer, ready_to_offer};
use kernel::{Actor, CommunityId, Key, SystemClock};
use std::collections::HashSet;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use store::{Location, Store, check_copy, statements};

statements! {
    /// Every offer there is.
    GLOBAL_OFFERS = "SELECT id FROM item WHERE kind = 'offer'";
}

const ROUNDS: u64 = 20;
const WRITERS: usize = 64;

fn offers(house: &House) -> HashSet<String> {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let path = house.database();
    let clock = Arc::new(SystemClock::default());
    let store = Store::open(&Location::File(&path), clock, people::standing_of).expect("the database opens");
    let operator = Actor::operator(CommunityId::INSTALLATION);
    let read = store.read_long(operator, |seen| seen.rows::<(Key,)>(&GLOBAL_OFFERS, &[]));
    let keys = runtime.block_on(read).expect("the offers");
    keys.into_iter().map(|(key,)| key.to_string()).collect()
}

#[test]
fn what_was_acknowledged_survives_being_killed_in_the_middle_of_64_writers() {
    let house = House::founded(None);
    let server = house.serve();
    let mut browsers: Vec<_> = PEOPLE.iter().map(|name| house.signed_in(name)).collect();
    let ready: Vec<_> = browsers.iter_mut().map(ready_to_offer).collect();
    server.stop();

    let acknowledged: Mutex<Vec<String>> = Mutex::default();
    for round in 0..ROUNDS {
        let server = house.serve();
        let before = acknowledged.lock().unwrap().len();
        std::thread::scope(|scope| {
            for writer in 0..WRITERS {
                let ((_, token), mut browser) =
                    (&ready[writer % ready.len()], browsers[writer % ready.len()].clone());
                let acknowledged = &acknowledged;
                scope.spawn(move || {
                    for number in 0.. {
                        let fields = offer(token, &format!("Oferta {round}-{writer}-{number}"));
                        // no answer: the server is gone
                        let Ok(answer) = browser.post(&format!("/{SLUG}/offers/new"), &fields) else { break };
                        assert_eq!(answer.status, 303);
                        let to = answer.location.unwrap_or_default();
                        let id = to.rsplit('/').next().unwrap_or_default().to_owned();
                        acknowledged.lock().unwrap().push(id);
                    }
                });
            }
            let begun = Instant::now();
            while acknowledged.lock().unwrap().len() == before && begun.elapsed() < Duration::from_secs(10) {
                std::thread::sleep(Duration::from_millis(5));
            }
            std::thread::sleep(Duration::from_millis(kernel::random_u64() % 200));
            server.kill();
        });
        assert!(acknowledged.lock().unwrap().len() > before, "round {round} had no writers");
        let there = offers(&house);
        let lost: Vec<String> =
            acknowledged.lock().unwrap().iter().filter(|id| !there.contains(*id)).cloned().collect();
        assert!(lost.is_empty(), "round {round}: {} of {} are lost", lost.len(), there.len());
        assert_eq!(check_copy(&house.database()).expect("it opens"), "ok", "round {round}");
    }
    let last = acknowledged.lock().unwrap().last().cloned().expect("at least one");
    let server = house.serve();
    let shown = browsers[0].get(&format!("/{SLUG}/offers/{last}")).expect("its page");
    assert_eq!(shown.status, 200);
    server.stop();
}
