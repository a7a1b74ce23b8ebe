//! Who may not.

use axum::body::Body;
use axum::http::{Request, header};
use kernel::Role;
use testkit::{Town, on_both};
use web::{Guard, Method, Route, Scope, Speaks};

fn routes() -> impl Iterator<Item = &'static Route> {
    people::SLICES.iter().flat_map(|slice| slice.routes)
}

/// The address of a route, with a key that belongs to nobody.
fn address(route: &Route, community: &str) -> String {
    assert_eq!(route.scope, Scope::Community);
    let key = "0123456789abcdef0123456789abcdef";
    let path: Vec<&str> =
        route.path.split('/').map(|part| if part.starts_with('{') { key } else { part }).collect();
    format!("/{community}{}", path.join("/"))
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_done_without_the_forms_token() {
    let town = Town::on_sqlite(people::SLICES).await;
    let everything = town.with_roles("Jadwiga", &Role::ALL).await;
    let mut tried = 0;
    for route in routes().filter(|route| route.method == Method::Post && route.speaks == Speaks::Html) {
        let address = address(route, "osiedle");
        let bare = town.post(&everything, &address, &[], &[]).await;
        assert_eq!(bare.status.as_u16(), 403, "{address} without a token");
        let hidden = town.hidden(&everything, "/osiedle/me").await;
        let body = format!("token={}", hidden[0].1);
        let foreign = Request::post(&address)
            .header(header::HOST, "localhost")
            .header(header::ORIGIN, "https://evil.example")
            .header("sec-fetch-site", "cross-site")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body));
        let foreign = town.send(&everything, foreign.unwrap()).await;
        assert_eq!(foreign.status.as_u16(), 403, "{address} from a foreign page");
        tried += 1;
    }
    assert!(tried > 25, "{tried} forms were tried");
}

#[tokio::test(flavor = "multi_thread")]
async fn strangers_residents_and_people_from_next_door_are_turned_away() {
    on_both(people::SLICES, async |town| {
        let visitor = town.visitor();
        let resident = town.neighbour("Halina").await;
        let next_door = town.from_next_door("Roman").await;
        for route in routes().filter(|route| route.method == Method::Get && route.speaks == Speaks::Html) {
            let Guard::Act(act) = &route.guard else { continue };
            let address = address(route, "osiedle");
            assert!(town.get(&visitor, &address).await.asks_to_sign_in(), "{address} as a visitor");
            let theirs = town.get(&next_door, &address).await;
            assert!(theirs.asks_to_sign_in(), "{address} as somebody from next door");
            let only_roles =
                act.who.iter().all(|grant| matches!(grant, kernel::Grant::Role(_) | kernel::Grant::Operator));
            if only_roles {
                assert_eq!(
                    town.get(&resident, &address).await.status.as_u16(),
                    403,
                    "{address} as a resident"
                );
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn members_of_another_neighbourhood_are_not_there() {
    on_both(people::SLICES, async |town| {
        let here = town.with_roles("Irena", &Role::ALL).await;
        let there = town.from_next_door("Roman").await.member.unwrap();
        for path in [
            format!("/osiedle/desk/people/{there}"),
            format!("/osiedle/desk/people/{there}/log"),
            format!("/osiedle/organisations/{there}"),
        ] {
            assert_eq!(town.get(&here, &path).await.status.as_u16(), 404, "{path}");
        }
        for (path, fields) in [
            (format!("/osiedle/desk/people/{there}/card"), vec![]),
            (format!("/osiedle/desk/people/{there}/vouch"), vec![]),
            (format!("/osiedle/desk/people/{there}/letter"), vec![("reason", "Zgubiona karta")]),
        ] {
            let tried = town.submit(&here, "/osiedle/me", &path, &fields).await;
            assert_eq!(tried.status.as_u16(), 404, "{path}: {}", tried.words());
        }
        town.get(&here, "/nie-ma-takiego/me").await.expect(404);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_speak_json_with_a_token_of_their_own() {
    on_both(people::SLICES, async |town| {
        let halina = town.neighbour("Halina").await;
        let made = town.submit(&halina, "/osiedle/me/sessions", "/osiedle/me/programs", &[("label", "Zegar")]).await;
        let token = made.expect(200).all(".code").remove(0);
        let program = town.visitor();
        let get = async |token: &str, path: &str| {
            let request = Request::get(path).header(header::AUTHORIZATION, format!("Bearer {token}")).body(Body::empty());
            town.send(&program, request.unwrap()).await
        };
        let me = get(&token, "/osiedle/api/me").await.expect(200).json();
        assert_eq!(me["name"], "Halina");
        assert_eq!(me["vouched"], true);
        let export = get(&token, "/osiedle/api/me/export").await.expect(200).json();
        assert_eq!(export["member"], me["id"]);
        let sessions = get(&token, "/osiedle/api/me/sessions").await.expect(200).json();
        assert_eq!(sessions["programs"][0]["label"], "Zegar");
        assert_eq!(sessions["sessions"].as_array().unwrap().len(), 1);

        for (token, path) in [("", "/osiedle/api/me"), ("0123", "/osiedle/api/me"), (token.as_str(), "/sasiedzi/api/me")] {
            let refused = get(token, path).await.expect(403);
            assert_eq!(refused.headers[header::CONTENT_TYPE], "application/problem+json");
        }
        assert_eq!(town.get(&halina, "/osiedle/api/me").await.status.as_u16(), 403, "a cookie is no token");
        let change = Request::post("/osiedle/api/me")
            .header(header::AUTHORIZATION, format!("Bearer {token}"))
            .header(header::CONTENT_TYPE, "application/json");
        let body = r#"{"name":"Halina S.","locale":"pl","languages":["pl"],"reach_way":"desk","version":1,"roles":["administrator"]}"#;
        let unknown = town.send(&program, change.body(Body::from(body)).unwrap()).await;
        assert_eq!(unknown.status.as_u16(), 422, "unknown fields are refused");
        let change = Request::post("/osiedle/api/me")
            .header(header::AUTHORIZATION, format!("Bearer {token}"))
            .header(header::CONTENT_TYPE, "application/json");
        let body = r#"{"name":"Halina S.","locale":"pl","languages":["pl"],"reach_way":"desk","version":1}"#;
        let changed = town.send(&program, change.body(Body::from(body)).unwrap()).await.expect(200).json();
        assert_eq!(changed["name"], "Halina S.");

        // stopped: at once, not after thirty seconds
        let id = town.get(&halina, "/osiedle/me/sessions").await.attributes("form[action$='programs/end'] input[name=id]", "value");
        town.submit(&halina, "/osiedle/me/sessions", "/osiedle/me/programs/end", &[("id", &id[0])]).await;
        get(&token, "/osiedle/api/me").await.expect(403);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ending_a_session_elsewhere_ends_it_at_once() {
    on_both(people::SLICES, async |town| {
        let phone = town.neighbour("Halina").await;
        let member = phone.member.unwrap();
        let key = people::sign_in::print_link(&town.app.store, town.community, member, 1).await.unwrap();
        let laptop = town.visitor();
        town.submit(&laptop, "/osiedle/sign-in", "/osiedle/sign-in/link", &[("key", &key)]).await;
        town.get(&laptop, "/osiedle/me").await.expect(200);
        let page = town.get(&phone, "/osiedle/me/sessions").await.expect(200);
        let others = page.attributes("form[action$='sessions/end'] input[name=id]", "value");
        assert_eq!(others.len(), 1, "the own session has no such button");
        town.submit(&phone, "/osiedle/me/sessions", "/osiedle/me/sessions/end", &[("id", &others[0])]).await;
        assert!(town.get(&laptop, "/osiedle/me").await.asks_to_sign_in());
        town.get(&phone, "/osiedle/me").await.expect(200);
    })
    .await;
}

#[test]
fn the_slices_agree_and_their_sql_is_portable() {
    web::check(people::SLICES).unwrap();
    let wrong: Vec<String> = people::SLICES
        .iter()
        .flat_map(|slice| slice.statements)
        .flat_map(|statement| statement.lint())
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    let prefix =
        |slice: &&web::Slice| slice.acts.iter().all(|act| act.name.starts_with(&format!("{}.", slice.name)));
    assert!(people::SLICES.iter().all(prefix), "acts are named after their slice");
    let steps: usize = people::SLICES.iter().map(|slice| slice.schema.len()).sum();
    assert_eq!(steps, people::STEPS.len() + people::SEALED_STEPS.len());
}
