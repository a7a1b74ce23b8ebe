//! What is typed is read, kept, and shown again.

use crate::board::{Colour, Kept, LAST};
use crate::town::{Answer, Town, member, post, value_of};
use axum::http::StatusCode;

const PATH: &str = "/nowa-huta/board/add";

fn kept(title: &str) -> Vec<Kept> {
    LAST.lock().unwrap().iter().filter(|kept| kept.note.title == title).cloned().collect()
}

fn texts(answer: &Answer, what: &str) -> Vec<String> {
    let selector = scraper::Selector::parse(what).unwrap();
    answer.html().select(&selector).map(|found| found.text().collect::<String>().trim().to_owned()).collect()
}

#[tokio::test]
async fn a_good_form_is_read_and_thanked_for_once() {
    let town = Town::new().await;
    let fields = "title=+Szukam++kota+&about=Burek%0D%0Awr%C3%B3ci%C5%82&colour=blue&others=blue&others=red&day-day=7&day-month=3\
                  &day-year=2027&count=1+0&phone=600+100-200&email=ola%40poczta.pl&agreed=1";
    let sent = town.fill("ola", PATH, fields).await;
    assert_eq!((sent.status, sent.header("location")), (StatusCode::SEE_OTHER, "/nowa-huta/board"));
    let note = kept("Szukam kota").remove(0).note;
    assert_eq!(note.about.as_deref(), Some("Burek\nwrócił"));
    assert_eq!((note.colour, note.others), (Colour::Blue, vec![Colour::Red, Colour::Blue]));
    assert_eq!(note.day.unwrap().to_string(), "2027-03-07");
    assert_eq!(note.email.as_deref(), Some("ola@poczta.pl"));
    assert_eq!((note.count, note.phone.as_deref(), note.agreed), (Some(10), Some("+48600100200"), true));
    let flash = sent.cookie("mk-flash").unwrap();
    let with = |flash: &str| {
        crate::town::get("/nowa-huta/board")
            .header("cookie", format!("mk-flash={flash}"))
            .body(axum::body::Body::empty())
    };
    let next = town.send(with(&flash).unwrap()).await;
    assert_eq!(texts(&next, "[role=status]"), ["Kartka wisi & czeka"]);
    assert_eq!((next.cookie("mk-flash").as_deref(), next.header("cache-control")), (Some(""), "no-store"));
    let forged = format!("{}{}", if flash.starts_with('4') { '5' } else { '4' }, &flash[1..]);
    assert!(texts(&town.send(with(&forged).unwrap()).await, "[role=status]").is_empty());
    town.clock.pass_seconds(301);
    assert!(
        texts(&town.send(with(&flash).unwrap()).await, "[role=status]").is_empty(),
        "after five minutes it is old"
    );
}

#[tokio::test]
async fn all_that_is_wrong_is_said_at_once_and_nothing_typed_is_lost() {
    let town = Town::new().await;
    let fields = "title=ab&about=%3Cscript%3Ealert(1)%3C/script%3E&colour=green&day-day=31&day-month=2&day-year=2027\
                  &count=11&phone=12&email=ola&others=red";
    let again = town.fill("ola", PATH, fields).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    let summary = texts(&again, ".problems a");
    let starts = ["Tytuł: ", "Kolor: ", "Dzień: ", "Ile: ", "Telefon: ", "E-mail: "];
    assert_eq!(summary.len(), starts.len(), "{summary:?}");
    for (line, start) in summary.iter().zip(starts) {
        assert!(line.starts_with(start), "{line}");
    }
    let html = again.html();
    for link in html.select(&scraper::Selector::parse(".problems a").unwrap()) {
        let target = link.attr("href").unwrap();
        let control = html.select(&scraper::Selector::parse(target).unwrap()).next();
        assert!(control.is_some_and(|control| control.value().name() == "input"), "{target}");
    }
    let value = |id: &str| {
        let found = html.select(&scraper::Selector::parse(id).unwrap()).next().unwrap();
        found.attr("value").unwrap().to_owned()
    };
    assert_eq!(
        (value("#title"), value("#day"), value("#day-month"), value("#count")),
        ("ab".into(), "31".into(), "2".into(), "11".into())
    );
    assert_eq!(texts(&again, "textarea"), ["<script>alert(1)</script>"]);
    assert!(!again.text().contains("<script>alert"));
    let ticked = scraper::Selector::parse("input[name=others][value=red][checked]").unwrap();
    assert_eq!(html.select(&ticked).count(), 1);
    let described = html.select(&scraper::Selector::parse("#title").unwrap()).next().unwrap();
    assert_eq!(described.attr("aria-describedby"), Some("title-hint title-error"));
    assert_eq!(described.attr("aria-invalid"), Some("true"));
}

#[tokio::test]
async fn a_refusal_of_the_act_is_shown_at_its_field() {
    let town = Town::new().await;
    let again = town.fill("ola", PATH, "title=zaj%C4%99te&colour=red").await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(texts(&again, "#title-error"), ["taki tytuł już jest"]);
}

#[tokio::test]
async fn unknown_fields_control_characters_and_wrong_bytes_are_refused() {
    let town = Town::new().await;
    for (fields, says) in [
        ("title=obce&colour=red&role=administrator", "role"),
        ("title=nul%00&colour=red", "znak, którego nie umiemy zapisać"),
        ("title=b%1Bel&colour=red", "znak, którego nie umiemy zapisać"),
        ("title=abc%E2%80%AEdef&colour=red", "znak, którego nie umiemy zapisać"),
        ("title=abc%FF%FE&colour=red", "UTF-8"),
    ] {
        let answer = town.fill("ola", PATH, fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields}");
        assert!(answer.text().contains(says), "{fields}: {}", answer.text());
    }
    town.fill("ola", PATH, "title=o%CC%81sme&colour=red").await;
    assert_eq!(kept("ósme").len(), 1, "letters are composed");
}

#[tokio::test]
async fn the_once_key_comes_back_after_an_error() {
    let town = Town::new().await;
    let opened = town.get_as("ola", PATH).await;
    let (visit, once) = (opened.cookie("mk-visit").unwrap(), value_of(&opened.text(), "once"));
    let send = async |title: &str, token: String| {
        let body = format!("token={token}&once={once}&title={title}&colour=red");
        town.send(post(PATH).header("cookie", format!("mk=ola; mk-visit={visit}")).body(body.into()).unwrap())
            .await
    };
    let again = send("x", value_of(&opened.text(), "token")).await;
    assert_eq!(value_of(&again.text(), "once"), once);
    assert!(again.cookie("mk-visit").is_none(), "the browser keeps its cookie");
    assert_eq!(send("klucz", value_of(&again.text(), "token")).await.status, StatusCode::SEE_OTHER);
    assert_eq!(kept("klucz")[0].once.to_string(), once);
}

/// A multipart body with these parts: (name, file name, content).
fn multipart(parts: &[(&str, Option<&str>, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, file, content) in parts {
        let file = file.map(|file| format!("; filename=\"{file}\"")).unwrap_or_default();
        body.extend(
            format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n").bytes(),
        );
        body.extend(*content);
        body.extend(b"\r\n");
    }
    body.extend(b"--edge--\r\n");
    body
}

#[tokio::test]
async fn files_come_after_the_token_and_within_their_size() {
    let town = Town::new().await;
    let opened = town.get_as("ola", PATH).await;
    let (visit, token) = (opened.cookie("mk-visit").unwrap(), value_of(&opened.text(), "token"));
    let send = async |body: Vec<u8>| {
        let request =
            axum::http::Request::post(PATH).header("content-type", "multipart/form-data; boundary=edge");
        town.send(request.header("cookie", format!("mk=ola; mk-visit={visit}")).body(body.into()).unwrap())
            .await
    };
    let token = token.as_bytes();
    let fields: [(&str, Option<&str>, &[u8]); 3] =
        [("token", None, token), ("title", None, b"z plikiem"), ("colour", None, b"red")];
    let photo = vec![7; 12_000];
    let good =
        [&fields[..], &[("photo", Some("../../etc/kot.jpg"), &photo), ("photo", Some(""), b"")]].concat();
    assert_eq!(send(multipart(&good)).await.status, StatusCode::SEE_OTHER);
    assert_eq!(kept("z plikiem")[0].files, [("kot.jpg".to_owned(), 12_000)]);
    let uploads = town.app.settings.uploads.clone();
    let lying = || std::fs::read_dir(&uploads).map_or(0, Iterator::count);
    LAST.lock().unwrap().retain(|kept| kept.note.title != "z plikiem");
    assert_eq!(lying(), 0, "files go with the form");
    let first_file: Vec<_> =
        std::iter::once(("photo", Some("a.jpg"), photo.as_slice())).chain(fields).collect();
    assert_eq!(send(multipart(&first_file)).await.status, StatusCode::FORBIDDEN);
    let large = vec![7; 30_000];
    let large = [&fields[..], &[("photo", Some("a.jpg"), &large)]].concat();
    assert_eq!(send(multipart(&large)).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    let mut cut = multipart(&good);
    cut.truncate(9_000);
    assert_eq!(send(cut).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(lying(), 0, "nothing is left of refused files");
}

#[tokio::test]
async fn oversize_bodies_are_refused_also_without_a_length() {
    let town = Town::new().await;
    let opened = town.get_as("ola", "/display").await;
    let visit = opened.cookie("mk-visit").unwrap();
    let body = format!("token={}&text={}", value_of(&opened.text(), "token"), "x".repeat(300_000));
    let request = || post("/display").header("cookie", format!("mk-visit={visit}"));
    assert_eq!(
        town.send(request().body(body.clone().into()).unwrap()).await.status,
        StatusCode::PAYLOAD_TOO_LARGE
    );
    let chunks =
        futures_util::stream::iter(body.into_bytes().chunks(10_000).map(<[u8]>::to_vec).collect::<Vec<_>>());
    let chunks = futures_util::StreamExt::map(chunks, Ok::<_, std::io::Error>);
    let streamed = request().body(axum::body::Body::from_stream(chunks)).unwrap();
    assert_eq!(town.send(streamed).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    let many: String = (0..2000).map(|n| format!("&f{n}=1")).collect();
    assert_eq!(town.send(request().body(many.into()).unwrap()).await.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn helping_acts_for_the_other_and_says_so() {
    let town = Town::new().await;
    let page = town.get_as("help", "/nowa-huta/board").await;
    assert!(texts(&page, ".helping strong")[0].contains("Działasz dla: Ola <b>"));
    assert!(texts(&page, ".helping p")[0].contains("do 22:56"), "{:?}", texts(&page, ".helping p"));
    town.fill("help", PATH, "title=za+Ol%C4%99&colour=red").await;
    let actor = kept("za Olę")[0].actor;
    assert_eq!((actor.signed_in(), actor.for_member), (Some(member(3)), Some(member(1))));
    assert_eq!(actor.channel, kernel::Channel::Desk);
}

#[tokio::test]
async fn display_settings_need_no_account_and_lead_back() {
    let town = Town::new().await;
    let opened = town.get("/display?back=/nowa-huta/board").await;
    let (visit, token) = (opened.cookie("mk-visit").unwrap(), value_of(&opened.text(), "token"));
    let send = async |back: &str| {
        let body = format!("token={token}&text=150&contrast=dark&spacing=wide&motion=still&back={back}");
        town.send(post("/display").header("cookie", format!("mk-visit={visit}")).body(body.into()).unwrap())
            .await
    };
    let kept = send("/nowa-huta/board").await;
    assert_eq!(kept.header("location"), "/nowa-huta/board");
    let cookie = kept.cookie("mk-display").unwrap();
    let shown = crate::town::get("/nowa-huta/board").header("cookie", format!("mk-display={cookie}"));
    let shown = town.send(shown.body(axum::body::Body::empty()).unwrap()).await;
    assert_eq!(shown.html().root_element().attr("class"), Some("text-150 dark spaced still belonging"));
    for elsewhere in ["//evil.example", "https://evil.example", "/%5Cevil.example", "javascript:alert(1)"] {
        assert_eq!(send(elsewhere).await.header("location"), "/", "{elsewhere}");
    }
}
