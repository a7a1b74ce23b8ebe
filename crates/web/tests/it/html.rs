//! Rules every page keeps, in every language.

use crate::town::{Town, get};
use axum::body::Body;
use scraper::{ElementRef, Html, Selector};

fn all<'a>(html: &'a Html, what: &str) -> Vec<ElementRef<'a>> {
    let selector = Selector::parse(what).unwrap();
    html.select(&selector).collect::<Vec<_>>()
}

fn check(html: &Html, path: &str) {
    assert_eq!(all(html, "h1").len(), 1, "one h1 at {path}");
    assert_eq!(all(html, "main").len(), 1, "{path}");
    assert!(!all(html, "title").is_empty(), "{path}");
    assert!(all(html, "[style]").is_empty(), "no style attributes at {path}");
    assert!(all(html, "style").is_empty(), "no style elements at {path}");
    assert!(all(html, "script:not([src])").is_empty(), "no inline scripts at {path}");
    assert!(all(html, "img:not([alt])").is_empty(), "alt at {path}");
    for found in all(html, "*") {
        for (name, value) in found.value().attrs() {
            assert!(!name.starts_with("on"), "handler {name} at {path}");
            if name == "tabindex" {
                assert_eq!(value, "-1", "tab order at {path}");
            }
            if matches!(name, "src" | "href" | "action") {
                let own = value.starts_with('/')
                    || value.starts_with('#')
                    || value.starts_with("tel:")
                    || value.starts_with("http://sasiedzi.example/");
                assert!(own, "{name}={value} at {path}");
            }
        }
    }
    let mut ids = std::collections::HashSet::new();
    for found in all(html, "[id]") {
        assert!(
            ids.insert(found.attr("id").unwrap().to_owned()),
            "id twice: {:?} at {path}",
            found.attr("id")
        );
    }
    for control in all(html, "input:not([type=hidden]), textarea, select") {
        let id = control.attr("id").unwrap_or_else(|| panic!("a control without id at {path}"));
        assert_eq!(all(html, &format!("label[for=\"{id}\"]")).len(), 1, "label of {id} at {path}");
    }
    for reference in ["aria-describedby", "aria-labelledby"] {
        for found in all(html, &format!("[{reference}]")) {
            for id in found.attr(reference).unwrap().split_whitespace() {
                assert!(ids.contains(id), "{reference}={id} leads nowhere at {path}");
            }
        }
    }
    for form in all(html, "form[method=post]") {
        let token = Selector::parse("input[name=token]").unwrap();
        assert_eq!(form.select(&token).count(), 1, "token at {path}");
    }
    for found in all(html, "a[href^='#']") {
        let id = &found.attr("href").unwrap()[1..];
        assert!(ids.contains(id), "#{id} leads nowhere at {path}");
    }
    assert!(!html.html().contains("/assets/missing"), "an asset nobody embedded at {path}");
}

#[tokio::test]
async fn every_page_keeps_the_rules_in_every_language() {
    let town = Town::new().await;
    let pages = [
        ("", "/nowa-huta/board"),
        ("ola", "/nowa-huta/board/add"),
        ("help", "/nowa-huta/board"),
        ("", "/display"),
        ("", "/nowa-huta/belonging"),
        ("", "/nowa-huta/nothing"),
        ("", "/nowa-huta/board/wrong/stale"),
        ("", "/nowa-huta/board/add"),
        ("new", "/nowa-huta/board/add"),
        ("", "/nowa-huta/board/panic"),
        ("", "/nowhere"),
    ];
    for (who, path) in pages {
        for lang in ["pl", "en", "uk"] {
            let request = get(path).header("cookie", format!("mk={who}; mk-language={lang}"));
            let answer = town.send(request.body(Body::empty()).unwrap()).await;
            let html = answer.html();
            check(&html, &format!("{path} ({lang})"));
            assert_eq!(html.root_element().attr("lang"), Some(lang), "{path}");
        }
    }
    let wrong = town.fill("ola", "/nowa-huta/board/add", "title=x&day-day=40&email=x").await;
    check(&wrong.html(), "a form with errors");
}

#[tokio::test]
async fn the_frame_shows_where_one_is_and_in_which_languages() {
    let town = Town::new().await;
    let html = town.get("/nowa-huta/board").await.html();
    let texts = |what: &str| {
        all(&html, what)
            .iter()
            .map(|found| found.text().collect::<String>().trim().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(texts(".languages a"), ["Polski", "English", "Українська"]);
    assert_eq!(texts(".languages a[aria-current]"), ["Polski"]);
    assert_eq!(texts(".pillars a[aria-current]"), ["Przynależność"]);
    assert_eq!(html.root_element().attr("class"), Some("belonging"));
    let canonical = all(&html, "link[rel=canonical]")[0].attr("href");
    assert_eq!(canonical, Some("http://sasiedzi.example/nowa-huta/board?lang=pl"));
    assert_eq!(all(&html, "link[hreflang]").len(), 3);
    assert_eq!(texts(".sample-mark"), ["przykład"]);
    assert_eq!(all(&html, "a.home")[0].attr("href"), Some("/nowa-huta"));
}

#[tokio::test]
async fn every_mark_of_the_map_leads_to_its_row() {
    let town = Town::new().await;
    let html = town.get("/nowa-huta/board").await.html();
    let rows = all(&html, "ol.numbered > li");
    let marks = all(&html, "svg a.mark");
    assert_eq!((rows.len(), marks.len()), (3, 3));
    for (row, mark) in rows.iter().zip(marks) {
        assert_eq!(mark.attr("href").unwrap().trim_start_matches('#'), row.attr("id").unwrap());
        let heading = row.select(&Selector::parse("h2").unwrap()).flat_map(|h| h.text()).collect::<String>();
        assert!(mark.attr("aria-label").unwrap().ends_with(&heading));
    }
}

#[test]
fn wrong_lists_of_slices_are_told_apart() {
    use web::{Cache, Guard, Route, Slice, check};
    const OPEN: Guard = Guard::Public("test");
    static TWICE: Slice = Slice {
        routes: &[
            Route::get("/a/{x}", OPEN, Cache::Private, || axum::routing::get(|| async {})),
            Route::get("/a/{y}", OPEN, Cache::Private, || axum::routing::get(|| async {})),
            Route::get("/b", OPEN, Cache::Private, || axum::routing::get(|| async {})),
            Route::get("/b", OPEN, Cache::Private, || axum::routing::get(|| async {})),
            Route::post("/b", OPEN, || axum::routing::post(|| async {})),
        ],
        ..Slice::named("twice", "wrong")
    };
    let wrong = check(&[&TWICE, &TWICE]).unwrap_err().to_string();
    assert!(wrong.contains("two slices are called twice"));
    assert!(wrong.contains("/{community}/a/{y} and /{community}/a/{x} are one address"), "{wrong}");
    assert!(wrong.contains("Get /{community}/b is there twice"));
    assert!(check(crate::board::SLICES).is_ok());
    assert!(web::reserved(crate::board::SLICES).contains(&"display".to_owned()));
}
