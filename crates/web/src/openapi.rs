//! `/api/openapi.json`: the JSON API of all slices, described from their own routes and inputs (OpenAPI 3.1).

use crate::{App, Cache, Document, Guard, Method, Result, Route, Scope, Slice, Speaks, Visit};
use axum::routing::get;
use kernel::Grant;
use serde_json::{Map, Value, json};

/// The slice.
pub(crate) static SLICE: Slice = Slice {
    routes: &[Route::get(
        "/api/openapi.json",
        Guard::Public("programs learn here how to speak with us"),
        Cache::Public { seconds: 300 },
        || get(document),
    )
    .installation()],
    about_pages: &[crate::About {
        scope: Scope::Installation,
        path: "/api/openapi.json",
        label: |locale| crate::texts::layout::for_programs(locale),
        rank: 90,
    }],
    ..Slice::named("api", "The description of the JSON API, made from the slices' own declarations.")
};

async fn document(visit: Visit) -> Result<Document> {
    Ok(Document::new("application/json", openapi(&visit.app).to_string()))
}

/// The whole description.
pub fn openapi(app: &App) -> Value {
    let mut paths = Map::new();
    for slice in app.slices {
        for route in slice.routes.iter().filter(|route| route.speaks == Speaks::Json) {
            let path = paths.entry(route.pattern()).or_insert_with(|| json!({}));
            let method = if route.method == Method::Get { "get" } else { "post" };
            path[method] = operation(slice, route);
        }
    }
    let tags: Vec<Value> = app
        .slices
        .iter()
        .filter(|slice| slice.routes.iter().any(|route| route.speaks == Speaks::Json))
        .map(|slice| json!({"name": slice.name, "description": slice.about}))
        .collect();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Mikropolis",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "The same acts as on the pages, under the same rules. A program acts for a member with a \
                token that the member makes on the page of their sessions. Unknown fields are refused. The header \
                Idempotency-Key gives a call that is sent twice one effect.",
            "license": {"name": "AGPL-3.0-or-later", "identifier": "AGPL-3.0-or-later"},
        },
        "servers": [{"url": app.settings.address}],
        "tags": tags,
        "paths": paths,
        "components": {
            "securitySchemes": {"member": {"type": "http", "scheme": "bearer"}},
            "schemas": {"Problem": problem()},
            "responses": {"Problem": {
                "description": "A refusal in words (RFC 9457).",
                "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
            }},
        },
    })
}

fn problem() -> Value {
    json!({
        "type": "object",
        "required": ["title", "status"],
        "properties": {
            "type": {"type": "string"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
        },
    })
}

fn operation(slice: &Slice, route: &Route) -> Value {
    let (summary, law) = match route.guard {
        Guard::Act(row) => (format!("{}: {}", row.name, who(row.who)), row.law),
        Guard::Public(why) => (why.to_owned(), ""),
    };
    let fields = route.takes.map(|takes| takes()).unwrap_or_default();
    let mut parameters: Vec<Value> = parts(&route.pattern())
        .map(|name| json!({"name": name, "in": "path", "required": true, "schema": {"type": "string"}}))
        .collect();
    let mut operation = json!({
        "operationId": id(route),
        "tags": [slice.name],
        "summary": summary,
        "description": law,
        "responses": responses(route),
    });
    if route.method == Method::Get {
        parameters.extend(fields.into_iter().map(|field| {
            json!({"name": field.name, "in": "query", "required": field.required, "schema": field.schema})
        }));
    } else {
        let required: Vec<&str> =
            fields.iter().filter(|field| field.required).map(|field| field.name).collect();
        let properties: Map<String, Value> =
            fields.into_iter().map(|field| (field.name.to_owned(), field.schema)).collect();
        let schema = json!({
            "type": "object", "properties": properties, "required": required, "additionalProperties": false,
        });
        operation["requestBody"] =
            json!({"required": true, "content": {"application/json": {"schema": schema}}});
        parameters.push(json!({
            "name": "Idempotency-Key", "in": "header", "required": false, "schema": {"type": "string"},
        }));
    }
    operation["parameters"] = parameters.into();
    if matches!(route.guard, Guard::Act(_)) {
        operation["security"] = json!([{"member": []}]);
    }
    operation
}

fn who(grants: &[Grant]) -> String {
    let word = |grant: &Grant| match grant {
        Grant::Anyone => "everybody".to_owned(),
        Grant::Member => "members".to_owned(),
        Grant::Vouched => "members somebody vouches for".to_owned(),
        Grant::Role(role) => role.word().to_owned(),
        Grant::Owner => "whose it is".to_owned(),
        Grant::Holder => "who holds its code".to_owned(),
        Grant::Job(name) => format!("the job {name}"),
        Grant::Operator => "the operator".to_owned(),
        Grant::SecondPerson(role) => format!("a second {}", role.word()),
    };
    grants.iter().map(word).collect::<Vec<_>>().join(", ")
}

/// The changing parts of an address.
fn parts(pattern: &str) -> impl Iterator<Item = &str> {
    pattern.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
}

/// `POST /{community}/api/offers/{id}/answers` → `post_offers_id_answers`.
fn id(route: &Route) -> String {
    let word = if route.method == Method::Get { "get" } else { "post" };
    let path = route.path.trim_start_matches("/api");
    path.split('/')
        .filter(|part| !part.is_empty())
        .fold(word.to_owned(), |id, part| id + "_" + part.trim_matches(|letter| "{}".contains(letter)))
}

fn responses(route: &Route) -> Value {
    let done = json!({
        "description": "Done.",
        "content": {"application/json": {"schema": {"type": "object"}}},
    });
    let problem = json!({"$ref": "#/components/responses/Problem"});
    let mut all = Map::new();
    all.insert(if route.method == Method::Get { "200" } else { "2XX" }.to_owned(), done);
    let mut refusals = vec!["404", "429", "503"];
    if matches!(route.guard, Guard::Act(_)) {
        refusals.extend(["403", "409"]);
    }
    if route.takes.is_some() {
        refusals.push("422");
    }
    all.extend(refusals.into_iter().map(|status| (status.to_owned(), problem.clone())));
    Value::Object(all)
}
