//! Error pages in three languages, problem+json, panics, waiting.

use crate::town::{Town, get};
use axum::body::Body;
use axum::http::StatusCode;
use std::collections::HashSet;

#[tokio::test]
async fn every_error_has_a_page_with_a_way_on_in_each_language() {
    let town = Town::new().await;
    let cases = [
        ("invalid", 422),
        ("gone", 410),
        ("conflict", 409),
        ("too-large", 413),
        ("busy", 503),
        ("full", 503),
        ("away", 503),
        ("stale", 409),
        ("fault", 500),
        ("nothing", 404),
    ];
    for (word, status) in cases {
        let mut titles = HashSet::new();
        for lang in ["pl", "en", "uk"] {
            let path = format!("/nowa-huta/board/wrong/{word}");
            let answer =
                town.send(get(&path).header("accept-language", lang).body(Body::empty()).unwrap()).await;
            assert_eq!(answer.status.as_u16(), status, "{word}");
            let html = answer.html();
            let select = |what: &str| {
                let selector = scraper::Selector::parse(what).unwrap();
                html.select(&selector).map(|found| found.text().collect::<String>()).collect::<Vec<_>>()
            };
            assert_eq!(html.root_element().attr("lang"), Some(lang));
            assert_eq!(select("h1").len(), 1);
            titles.insert(select("h1").remove(0));
            assert!(select("main a").iter().any(|link| link == "Tablica"), "a way on: {word}");
            assert!(!answer.text().contains("secret") && !answer.text().contains("10.0.0.1"), "{word}");
        }
        assert_eq!(titles.len(), 3, "{word}: {titles:?}");
    }
}

#[tokio::test]
async fn both_texts_are_shown_when_somebody_was_faster() {
    let town = Town::new().await;
    let page = town.get("/nowa-huta/board/wrong/stale").await.text();
    assert!(page.contains("ich &#60;b&#62;tekst&#60;/b&#62;") && page.contains("twój tekst"), "{page}");
}

#[tokio::test]
async fn own_words_win_and_unknown_places_keep_the_frame() {
    let town = Town::new().await;
    assert!(town.get("/nowa-huta/board/wrong/own-words").await.text().contains("własne słowa pl"));
    let lost = town.get("/nowa-huta/no/such/page").await;
    assert_eq!(lost.status, StatusCode::NOT_FOUND);
    assert!(lost.text().contains("Nowa Huta") && lost.text().contains("/nowa-huta/board"));
    assert_eq!(town.get("/nowhere/board").await.status, StatusCode::NOT_FOUND);
    assert_eq!(town.get("/nowa-huta/board/x/y").await.status, StatusCode::NOT_FOUND, "unreadable number");
    assert_eq!(town.get("/nowa-huta/board/7/y").await.text(), "7 y");
    assert_eq!(town.get("/nowa-huta/board/7/%C5%82").await.text(), "7 ł");
}

#[tokio::test]
async fn a_panic_ends_one_request_and_names_it() {
    let town = Town::new().await;
    let broken = town.get("/nowa-huta/board/panic").await;
    assert_eq!(broken.status, StatusCode::INTERNAL_SERVER_ERROR);
    let html = broken.html();
    let reference = scraper::Selector::parse(".reference").unwrap();
    let reference: String = html.select(&reference).flat_map(|found| found.text()).collect();
    assert_eq!(reference.len(), 9, "{reference}");
    assert!(!broken.text().contains("on purpose"));
    assert_eq!(town.get("/nowa-huta/board").await.status, StatusCode::OK);
    let metrics = town.get("/metrics").await.text();
    assert!(metrics.contains("mikropolis_panics_total 1"));
}

#[tokio::test]
async fn a_long_wait_ends_in_a_page() {
    let town = Town::new().await;
    let waited = town.get("/nowa-huta/board/slow").await;
    assert_eq!(waited.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(waited.header("retry-after"), "10");
}

#[tokio::test]
async fn a_broken_directory_still_gives_a_page() {
    let town = Town::new().await;
    let page = town.get("/broken/board").await;
    assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(page.text().contains("coś się zepsuło") && !page.text().contains("secret"));
}

#[tokio::test]
async fn a_panic_before_the_handler_ends_one_request_too() {
    let town = Town::new().await;
    let page = town.get("/panicking/board").await;
    assert_eq!((page.status, page.body.len()), (StatusCode::INTERNAL_SERVER_ERROR, 9));
    assert_eq!(page.header("content-security-policy"), web::CONTENT_SECURITY_POLICY);
    assert_eq!(town.get("/nowa-huta/board").await.status, StatusCode::OK);
}

#[tokio::test]
async fn programs_get_problem_json() {
    let town = Town::new().await;
    let unknown = town.get("/nowa-huta/api/find?q=a&sort=private_column").await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(unknown.header("content-type"), "application/problem+json");
    let problem: serde_json::Value = serde_json::from_slice(&unknown.body).unwrap();
    assert_eq!(problem["code"], "invalid");
    assert!(problem["errors"][0]["says"].as_str().unwrap().contains("sort"));
    assert_eq!(town.get("/nowa-huta/api/find?q=a%20b").await.text(), "a b");
    assert_eq!(
        town.get("/nowa-huta/find?q=a+b&fbclid=1").await.text(),
        "a b",
        "links come back with tracking"
    );
}
