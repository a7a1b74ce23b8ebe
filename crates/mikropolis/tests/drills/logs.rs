//! The log of a whole journey tells of nobody.

use crate::client::Client;
use crate::house::{House, PEOPLE, SLUG, offer, ready_to_offer};
use crate::page::Page;

/// What people typed or were called on this journey.
const PRIVATE: [&str; 9] = [
    "ludwik.tajny",
    "m1@proba.example",
    "Próbny",
    "Konewka po babci",
    "skarb-w-piwnicy",
    "nie-ma-takiej-strony",
    "10.11.12.13",
    "Przegladarka-Halina",
    "Prywatne-haslo",
];

#[test]
fn a_log_of_a_journey_holds_no_name_address_or_path() {
    for depth in ["info", "debug"] {
        let house = House::founded(None);
        let server = house.serve_with(depth);
        let mut visitor = Client::new(&house.address, "pl");
        let paths = [
            "/search?q=skarb-w-piwnicy",
            "/nie-ma-takiej-strony",
            "/places/nie-ma-takiej-strony",
            "/sign-in/link/Prywatne-haslo",
            "/sign-in?next=/proba/nie-ma-takiej-strony",
        ];
        for path in paths {
            visitor.get(&format!("/{SLUG}{path}")).expect("an answer");
        }
        for email in ["ludwik.tajny@example.org", "m1@proba.example"] {
            let path = format!("/{SLUG}/sign-in");
            let page = Page::read(&visitor.get(&path).expect("a page").text());
            let (action, mut fields) = page.form().expect("a form");
            fields.retain(|(name, _)| name != "email");
            fields.push(("email".to_owned(), email.to_owned()));
            assert!(visitor.post(&action, &fields).expect("an answer").status < 400);
        }
        let mut browser = house.signed_in(PEOPLE[1]);
        let (_, token) = ready_to_offer(&mut browser);
        for key in [token.as_str(), "Prywatne-haslo"] {
            let answer = browser.post(&format!("/{SLUG}/offers/new"), &offer(key, "Konewka po babci"));
            assert!(matches!(answer.expect("an answer").status, 303 | 403));
        }
        let log = server.stop();
        for word in PRIVATE {
            assert!(!log.contains(word), "{word} stands in the log ({depth}):\n{log}");
        }
        if depth == "debug" {
            assert!(log.contains("/{community}/offers/new"), "patterns of routes are there:\n{log}");
        }
    }
}
