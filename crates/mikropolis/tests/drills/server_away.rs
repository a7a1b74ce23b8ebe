//! The database server goes away under load and comes back.

use crate::house::{House, PEOPLE, SLUG, offer, ready_to_offer};
use crate::page::Page;
use crate::postgres::Cluster;
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// What came back: when, by which method, and the status.
type Answers = Mutex<Vec<(Instant, bool, u16)>>;

#[test]
fn pages_explain_while_postgres_is_away_and_all_goes_on_when_it_is_back() {
    let mut cluster = match Cluster::start() {
        Ok(cluster) => cluster,
        Err(missing) => {
            eprintln!("not tried: {missing:#}");
            return;
        }
    };
    let house = House::founded(Some(cluster.connection()));
    let server = house.serve();
    let mut browsers: Vec<_> = PEOPLE.iter().map(|name| house.signed_in(name)).collect();
    let ready: Vec<_> = browsers.iter_mut().map(ready_to_offer).collect();
    let (answers, kept, over) = (Answers::default(), Mutex::new(Vec::new()), AtomicBool::new(false));
    let (mut away, mut back) = (Instant::now(), Instant::now());
    let faults = || server.log();
    std::thread::scope(|scope| {
        for (browser, (_, token)) in browsers.iter().zip(&ready) {
            for writes in [true, false] {
                let (mut browser, answers, kept, over) = (browser.clone(), &answers, &kept, &over);
                let faults = &faults;
                scope.spawn(move || {
                    while !over.load(Ordering::Relaxed) {
                        let answer = match writes {
                            true => {
                                browser.post(&format!("/{SLUG}/offers/new"), &offer(token, "Pod obciążeniem"))
                            }
                            false => browser.get(&format!("/{SLUG}/offers")),
                        };
                        let answer = answer.expect("the program answers all the time");
                        answers.lock().unwrap().push((Instant::now(), writes, answer.status));
                        match answer.status {
                            200 => {}
                            303 => kept.lock().unwrap().push(answer.location.unwrap_or_default()),
                            503 => {
                                let page = Page::read(&answer.text());
                                assert!(page.faults("pl").is_empty(), "{:?}", page.faults("pl"));
                                std::thread::sleep(Duration::from_millis(50));
                            }
                            other => panic!("{other}: {}", faults()),
                        }
                    }
                });
            }
        }
        std::thread::sleep(Duration::from_secs(1));
        cluster.stop().expect("it stops");
        away = Instant::now();
        std::thread::sleep(Duration::from_secs(3));
        cluster.start_again().expect("it starts");
        back = Instant::now();
        wait_for_both(&answers, back);
        over.store(true, Ordering::Relaxed);
    });
    let answers = answers.into_inner().unwrap();
    let meanwhile = answers.iter().filter(|(at, ..)| *at > away && *at < back);
    let mut by_status: BTreeMap<u16, usize> = BTreeMap::new();
    meanwhile.for_each(|(.., status)| *by_status.entry(*status).or_default() += 1);
    assert!(by_status.get(&503).is_some_and(|count| *count > 5), "{by_status:?}");
    assert!(answers.iter().any(|(at, writes, status)| *at < away && *writes && *status == 303));
    for path in kept.into_inner().unwrap() {
        assert_eq!(browsers[0].get(&path).expect("an answer").status, 200, "{path} was acknowledged");
    }
    server.stop();
}

/// Until a page and a form went well after this moment.
fn wait_for_both(answers: &Answers, since: Instant) {
    while since.elapsed() < Duration::from_secs(30) {
        let well = |writes: bool, wanted: u16| {
            let answers = answers.lock().unwrap();
            answers.iter().any(|(at, wrote, status)| *at > since && *wrote == writes && *status == wanted)
        };
        if well(true, 303) && well(false, 200) {
            return;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("it does not recover within half a minute");
}
