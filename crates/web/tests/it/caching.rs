//! Policies of keeping, ETags, packing, the language.

use crate::town::{Town, get};
use axum::body::Body;
use axum::http::StatusCode;
use std::io::Read;

#[tokio::test]
async fn public_pages_have_an_etag_and_answer_304() {
    let town = Town::new().await;
    let first = town.get("/nowa-huta/board").await;
    assert_eq!(first.header("cache-control"), "public, max-age=60, must-revalidate");
    assert_eq!(first.header("vary"), "Accept-Language, Cookie, Accept-Encoding");
    let tag = first.header("etag").to_owned();
    assert!(tag.starts_with('"') && tag.len() == 34, "a strong one: {tag}");
    let again = get("/nowa-huta/board").header("if-none-match", format!("\"other\", {tag}"));
    let again = town.send(again.body(Body::empty()).unwrap()).await;
    assert_eq!((again.status, again.body.len()), (StatusCode::NOT_MODIFIED, 0));
    assert_eq!(again.header("etag"), tag);
    let other = get("/nowa-huta/board").header("if-none-match", tag).header("accept-language", "uk");
    assert_eq!(town.send(other.body(Body::empty()).unwrap()).await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_is_personal_is_never_kept() {
    let town = Town::new().await;
    for answer in [
        town.get_as("ola", "/nowa-huta/board").await,
        town.get("/nowa-huta/board?lang=uk").await,
        town.get("/nowa-huta/board/wrong/gone").await,
        town.get("/nowa-huta/nothing").await,
        town.get("/display").await,
    ] {
        assert_eq!(answer.header("cache-control"), "no-store");
        assert_eq!(answer.header("etag"), "");
    }
}

#[tokio::test]
async fn pages_and_files_are_packed_and_unpack_to_the_same() {
    let town = Town::new().await;
    for path in ["/nowa-huta/board", web::assets::path("style.css"), "/display"] {
        let plain = town.get(path).await;
        for _ in 0..2 {
            let packed = get(path).header("accept-encoding", "br, gzip;q=0.8");
            let packed = town.send(packed.body(Body::empty()).unwrap()).await;
            assert_eq!(packed.header("content-encoding"), "gzip");
            assert!(packed.body.len() * 2 < plain.body.len());
            let mut text = String::new();
            flate2::read::GzDecoder::new(packed.body.as_slice()).read_to_string(&mut text).unwrap();
            if path != "/display" {
                assert_eq!(text, plain.text());
                assert_ne!(packed.header("etag"), plain.header("etag"));
            }
        }
    }
    let refused = get("/nowa-huta/board").header("accept-encoding", "gzip;q=0");
    assert_eq!(town.send(refused.body(Body::empty()).unwrap()).await.header("content-encoding"), "");
}

#[tokio::test]
async fn assets_are_kept_for_ever_under_the_hash_of_their_content() {
    let town = Town::new().await;
    assert!(web::assets::all().len() >= 6);
    for asset in web::assets::all() {
        let answer = town.get(asset.path).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(answer.header("cache-control"), "public, max-age=31536000, immutable");
        assert_eq!(answer.header("content-type"), asset.kind);
        assert_eq!(answer.body, asset.body);
    }
}

#[tokio::test]
#[expect(clippy::print_stdout, reason = "the figures are wanted")]
async fn first_load_weighs_at_most_100_kb() {
    let town = Town::new().await;
    for path in ["/nowa-huta/board", "/display"] {
        let page = town.get(path).await;
        let mut sum = 0;
        for part in std::iter::once(path).chain(web::assets::all().iter().map(|asset| asset.path)) {
            if part != path && !page.text().contains(part) {
                continue;
            }
            let packed =
                town.send(get(part).header("accept-encoding", "gzip").body(Body::empty()).unwrap()).await;
            sum += packed.body.len() + 600;
        }
        println!("{path}: {sum} bytes with heads");
        assert!(sum <= 100_000, "{path}: {sum}");
    }
    let css = web::assets::all().iter().find(|asset| asset.name == "style.css").unwrap().body.len();
    let own: usize = web::assets::all()
        .iter()
        .filter(|asset| asset.name.ends_with(".js") && !asset.name.contains('/'))
        .map(|asset| asset.body.len())
        .sum();
    println!("style sheet {css} bytes, own modules {own} bytes");
    let packed = town.send(
        get(web::assets::path("style.css")).header("accept-encoding", "gzip").body(Body::empty()).unwrap(),
    );
    let packed = packed.await.body.len();
    println!("style sheet packed {packed} bytes");
    assert!(css <= 20_000 && packed <= 6_000 && own <= 12_000, "{css} {packed} {own}");
}

#[tokio::test]
async fn language_by_address_account_cookie_browser_and_only_those_offered() {
    let town = Town::new().await;
    let lang = async |path: &str, cookie: &str, accept: &str| {
        let request = get(path).header("cookie", cookie).header("accept-language", accept);
        let answer = town.send(request.body(Body::empty()).unwrap()).await;
        (answer.header("content-language").to_owned(), answer.cookie("mk-language"))
    };
    let board = "/nowa-huta/board";
    assert_eq!(lang(board, "", "").await.0, "pl");
    assert_eq!(lang(board, "", "de, uk;q=0.9, en;q=0.8").await.0, "uk");
    assert_eq!(lang(board, "mk-language=en", "uk").await.0, "en");
    assert_eq!(lang(board, "mk=ed; mk-language=uk", "uk").await.0, "en");
    assert_eq!(
        lang("/nowa-huta/board?lang=uk", "mk=ed", "en").await,
        ("uk".to_owned(), Some("uk".to_owned()))
    );
    assert_eq!(lang("/polska/board?lang=uk", "mk-language=en", "uk").await, ("pl".to_owned(), None));
}

#[tokio::test]
async fn what_every_visitor_gets_is_remembered_until_something_changes_or_a_minute_passes() {
    let town = Town::new().await;
    let path = "/nowa-huta/board/counted";
    let first = town.get(path).await;
    let again = town.get(path).await;
    assert_eq!(first.text(), again.text());
    assert_eq!((first.header("etag"), first.headers.len()), (again.header("etag"), again.headers.len()));
    let mut seen = vec![first.text()];
    let mut differs = |answer: &crate::town::Answer| {
        assert!(!seen.contains(&answer.text()), "not an answer made for somebody else: {seen:?}");
        seen.push(answer.text());
    };
    for other in [
        town.get("/nowa-huta/board/counted?a=b").await,
        town.get("/polska/board/counted").await,
        town.get_as("ola", path).await,
        town.get_as("ola", path).await,
        town.get("/nowa-huta/board/counted?lang=uk").await,
        town.send(get(path).header("accept-language", "uk").body(Body::empty()).unwrap()).await,
        town.send(
            get(path).header("cookie", "mk-display=150.machine.usual.machine").body(Body::empty()).unwrap(),
        )
        .await,
    ] {
        differs(&other);
    }
    assert_eq!(town.get(path).await.text(), first.text(), "it is still remembered");
    let actor = kernel::Actor::visitor(kernel::CommunityId(1));
    town.app.store.write_once(actor, kernel::Key(1), |_| Ok("/".to_owned())).await.unwrap();
    let changed = town.get(path).await;
    differs(&changed);
    assert_eq!(town.get(path).await.text(), changed.text());
    town.clock.pass_seconds(60);
    differs(&town.get(path).await);
}
