//! The description of the API says what is there, in a form that programs can read.

use crate::world::{World, call, routes, slices, token};
use serde_json::{Map, Value};
use testkit::Town;
use web::{Method, Speaks};

async fn description(town: &Town) -> Value {
    let answer = town.get(&town.visitor(), "/api/openapi.json").await.expect(200);
    answer.json()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_description_is_openapi_and_knows_every_route() {
    let town = Town::on_sqlite(slices()).await;
    let json = description(&town).await;
    let spec = oas3::from_json(json.to_string()).expect("OpenAPI 3.1");
    spec.validate_version().expect("a version that is known");
    let described: Vec<String> =
        spec.operations().map(|(path, method, _)| format!("{method} {path}")).collect();
    let mut ids: Vec<String> =
        spec.operations().filter_map(|(_, _, operation)| operation.operation_id.clone()).collect();
    let mut there = 0;
    for route in routes().filter(|route| route.speaks == Speaks::Json) {
        let method = if route.method == Method::Get { "GET" } else { "POST" };
        let known = format!("{method} {}", route.pattern());
        assert!(described.contains(&known), "{known} is not described: {described:#?}");
        assert!(route.method == Method::Get || route.takes.is_some(), "{known}: nobody knows what it takes");
        there += 1;
    }
    assert_eq!(described.len(), there, "nothing is described that is not there");
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), there, "every operation has a name of its own");
}

/// A value that fits a schema.
fn example(schema: &Value) -> Value {
    if let Some(words) = schema["enum"].as_array() {
        return words[0].clone();
    }
    match (schema["type"].as_str(), schema["format"].as_str()) {
        (Some("boolean"), _) => true.into(),
        (Some("integer"), _) => schema["minimum"].clone(),
        (Some("array"), _) => vec![example(&schema["items"])].into(),
        (_, Some("date")) => "2026-12-10".into(),
        (_, Some("email")) => "proba@example.org".into(),
        _ => {
            let least = schema["minLength"].as_u64().unwrap_or(1).max(12);
            "Próba ".repeat(1 + usize::try_from(least).unwrap() / 6).trim().into()
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn calls_made_from_the_description_alone_work() {
    let world = World::of(Town::on_sqlite(slices()).await).await;
    let town = &world.town;
    let json = description(town).await;
    let token = token(town, &world.jadwiga).await.unwrap();
    let (mut read, mut written) = (0, 0);
    for route in routes().filter(|route| route.speaks == Speaks::Json) {
        let path = world.tries(route).remove(0);
        let operation = &json["paths"][route.pattern()];
        let body = match route.method {
            Method::Get => String::new(),
            Method::Post => {
                let schema = &operation["post"]["requestBody"]["content"]["application/json"]["schema"];
                let required = schema["required"].as_array().unwrap();
                let names = required.iter().map(|name| name.as_str().unwrap());
                let fields: Map<String, Value> =
                    names.map(|name| (name.to_owned(), example(&schema["properties"][name]))).collect();
                Value::Object(fields).to_string()
            }
        };
        let answer = call(town, route, &path, Some(&token), &body).await;
        let status = answer.status.as_u16();
        match route.method {
            Method::Get if !path.contains("0123456789abcdef") => {
                assert_eq!(status, 200, "{path}: {}", answer.text());
                assert!(answer.json().is_object());
                read += 1;
            }
            Method::Get => assert_eq!(status, 404, "{path}"),
            Method::Post => {
                let known = operation["post"]["responses"].get(status.to_string()).is_some();
                assert!(status < 300 || known, "{path}: {status} is not described: {}", answer.text());
                written += usize::from(status < 300);
            }
        }
    }
    assert!(read >= 8 && written >= 3, "{read} read, {written} written");
}
