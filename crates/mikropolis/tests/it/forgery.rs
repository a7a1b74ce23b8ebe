//! What is sent from elsewhere than our own pages has no effect: every route of every slice that may change something.

use crate::rows;
use crate::world::{World, call, routes, slices, token};
use axum::body::Body;
use axum::http::{Method as HttpMethod, Request, header};
use testkit::{Somebody, Town, on_both};
use web::{Method, Speaks};

async fn send(town: &Town, who: &Somebody, path: &str, headers: &[(&str, &str)], body: String) -> u16 {
    let request = headers
        .iter()
        .fold(who.dress(Request::post(path)), |request, (name, value)| request.header(*name, *value))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(body));
    town.send(who, request.expect("a request")).await.status.as_u16()
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_token_or_from_a_foreign_page_nothing_happens() {
    on_both(slices(), async |town| {
        let world = World::of(town).await;
        let (town, jadwiga) = (&world.town, &world.jadwiga);
        let own = town.hidden(jadwiga, "/display").await[0].1.clone();
        let others = town.hidden(&world.ewa, "/display").await[0].1.clone();
        let before = rows::all(town).await;
        let (mut wrong, mut tried) = (Vec::new(), 0);
        for route in routes().filter(|route| route.method == Method::Post && route.speaks == Speaks::Html) {
            for path in world.tries(route).into_iter().take(2) {
                let fields = world.fields(&path);
                let with = |token: Option<&str>| {
                    let token = token.map(|token| ("token", token));
                    let fields = fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
                    let pairs =
                        token.into_iter().chain(fields).map(|(name, value)| format!("{name}={value}"));
                    pairs.collect::<Vec<_>>().join("&")
                };
                let ours = [("sec-fetch-site", "same-origin")];
                let answers = [
                    ("without a token", send(town, jadwiga, &path, &ours, with(None)).await),
                    ("with a made-up token", send(town, jadwiga, &path, &ours, with(Some("0123"))).await),
                    ("with another's token", send(town, jadwiga, &path, &ours, with(Some(&others))).await),
                    (
                        "from a foreign site",
                        send(town, jadwiga, &path, &[("sec-fetch-site", "cross-site")], with(Some(&own)))
                            .await,
                    ),
                    (
                        "from a neighbouring site",
                        send(town, jadwiga, &path, &[("sec-fetch-site", "same-site")], with(Some(&own)))
                            .await,
                    ),
                    (
                        "from a foreign origin",
                        send(town, jadwiga, &path, &[("origin", "https://evil.example")], with(Some(&own)))
                            .await,
                    ),
                    (
                        "from nowhere",
                        send(town, jadwiga, &path, &[("origin", "null")], with(Some(&own))).await,
                    ),
                ];
                let let_in = answers.into_iter().filter(|(_, status)| *status != 403);
                wrong.extend(let_in.map(|(how, status)| format!("{path} {how}: {status}")));
                tried += 1;
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
        assert!(tried > 70, "{tried} forms were tried");
        assert_eq!(before, rows::all(town).await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_need_their_own_token_and_no_page_speaks_for_them() {
    let world = World::of(Town::on_sqlite(slices()).await).await;
    let town = &world.town;
    let token = token(town, &world.jadwiga).await.unwrap();
    let before = rows::all(town).await;
    let mut tried = 0;
    for route in routes().filter(|route| route.method == Method::Post && route.speaks == Speaks::Json) {
        for path in world.tries(route) {
            for wrong in [None, Some(""), Some("0123")] {
                assert_eq!(
                    call(town, route, &path, wrong, "{}").await.status.as_u16(),
                    403,
                    "{path} {wrong:?}"
                );
            }
            assert_eq!(send(town, &world.jadwiga, &path, &[], String::new()).await, 403, "{path} by cookie");
            let bearer = format!("Bearer {token}");
            for from in [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")] {
                let headers = [("authorization", bearer.as_str()), from];
                let foreign = send(town, &town.visitor(), &path, &headers, String::new()).await;
                assert_eq!(foreign, 403, "{path} {from:?}");
            }
            tried += 1;
        }
    }
    assert!(tried >= 6, "{tried} addresses were tried");
    assert_eq!(before, rows::all(town).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn other_methods_lead_nowhere() {
    let world = World::of(Town::on_sqlite(slices()).await).await;
    let town = &world.town;
    let before = rows::all(town).await;
    for route in routes() {
        let path = world.tries(route).remove(0);
        for method in [HttpMethod::PUT, HttpMethod::DELETE, HttpMethod::PATCH] {
            let request = world.jadwiga.dress(Request::builder().method(&method).uri(&path));
            let answer = town.send(&world.jadwiga, request.body(Body::empty()).unwrap()).await;
            assert_eq!(answer.status.as_u16(), 405, "{method} {path}");
        }
    }
    assert_eq!(before, rows::all(town).await);
}
