//! Every route of every slice, as everybody: what is expected comes from the declarations alone.

use crate::forms::pairs;
use crate::rows;
use crate::world::{May, PRIVATE, PUBLIC, Who, World, address, call, routes, slices, token};
use testkit::{Answer, Somebody, on_both};
use web::{Method, Route, Scope, Speaks};

/// Addresses at which everybody stands outside and tries something: what one knows opens them. The square on a form is
/// the same in every neighbourhood.
const BY_SECRET: [&str; 3] = ["/sign-in/code/{request}", "/sign-in/link/{key}", "/paper/in/{kind}/{batch}"];

async fn tried(world: &World, who: &Somebody, token: Option<&str>, route: &Route, path: &str) -> Answer {
    let town = &world.town;
    if route.speaks == Speaks::Json {
        let page = path.replace("/api/", "/").replace("/answers", "/answer");
        let fields = world.fields(&page).into_iter();
        let body: serde_json::Map<_, _> = fields.map(|(name, value)| (name, value.into())).collect();
        return call(town, route, path, token, &serde_json::Value::Object(body).to_string()).await;
    }
    match route.method {
        Method::Get => town.get(who, path).await,
        Method::Post => {
            let hidden = town.hidden(who, "/display").await;
            town.post(who, path, &hidden, &pairs(&world.fields(path))).await
        }
    }
}

fn refused(answer: &Answer) -> bool {
    answer.turns_away() || matches!(answer.status.as_u16(), 404 | 405 | 409 | 410 | 422)
}

#[tokio::test(flavor = "multi_thread")]
async fn those_who_may_not_change_nothing_and_are_told_nothing() {
    on_both(slices(), async |town| {
        let world = World::of(town).await;
        let mut wrong = Vec::new();
        let mut doors = 0;
        for who in Who::all() {
            let somebody = who.comes(&world.town).await;
            let token = token(&world.town, &somebody).await;
            let before = rows::of_community(&world.town).await;
            for route in routes().filter(|route| who.may(&route.guard) == May::NotEnter) {
                for path in world.tries(route) {
                    let answer = tried(&world, &somebody, token.as_deref(), route, &path).await;
                    let tells = answer.text().contains(PRIVATE);
                    doors += 1;
                    if !answer.turns_away() || tells {
                        wrong.push(format!("{who:?} {:?} {path}: {}", route.method, answer.status));
                    }
                }
            }
            assert_eq!(before, rows::of_community(&world.town).await, "{who:?} changed something");
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
        assert!(doors > 300, "{doors} doors were tried");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_belongs_to_somebody_else_is_not_touched() {
    on_both(slices(), async |town| {
        let world = World::of(town).await;
        let mut wrong = Vec::new();
        let mut doors = 0;
        // of those without a role, nobody has a part in Ewa's things; owning decides, or a code they don't hold
        for who in [Who::Visitor, Who::Newcomer, Who::Resident] {
            let somebody = who.comes(&world.town).await;
            let token = token(&world.town, &somebody).await;
            let before = rows::of_community(&world.town).await;
            let facts = |route: &&Route| {
                who.may(&route.guard) == May::DependOnFacts && route.path.contains('{') && owned(route)
            };
            for route in routes().filter(facts) {
                for path in world.tries(route) {
                    let answer = tried(&world, &somebody, token.as_deref(), route, &path).await;
                    doors += 1;
                    if !refused(&answer) || answer.text().contains(PRIVATE) {
                        wrong.push(format!("{who:?} {:?} {path}: {}", route.method, answer.status));
                    }
                }
            }
            assert_eq!(before, rows::of_community(&world.town).await, "{who:?} changed something");
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
        assert!(doors > 60, "{doors} doors were tried");
    })
    .await;
}

/// Whether owning the thing is the only way in.
fn owned(route: &Route) -> bool {
    use kernel::Grant;
    let web::Guard::Act(row) = route.guard else { return false };
    row.who.iter().all(|grant| !matches!(grant, Grant::Anyone | Grant::Member | Grant::Vouched))
}

#[tokio::test(flavor = "multi_thread")]
async fn who_belongs_next_door_sees_and_changes_nothing_here() {
    on_both(slices(), async |town| {
        let world = World::of(town).await;
        let roman = world.town.from_next_door("Roman").await;
        let own_page = "/sasiedzi/me/sessions";
        let made =
            world.town.submit(&roman, own_page, "/sasiedzi/me/programs", &[("label", "Program")]).await;
        let token = made.expect(200).all(".code").remove(0);
        let before = rows::of_community(&world.town).await;
        let mut wrong = Vec::new();
        for route in routes().filter(|route| route.scope == Scope::Community) {
            for path in world.tries(route) {
                // with every role there, as a visitor here
                if Who::Visitor.may(&route.guard) == May::NotEnter {
                    let here = tried(&world, &roman, Some(&token), route, &path).await;
                    if !here.turns_away() || here.text().contains(PRIVATE) {
                        wrong.push(format!("{:?} {path}: {}", route.method, here.status));
                    }
                }
                // and with the keys of things that lie here, there
                let there = path.replacen("/osiedle", "/sasiedzi", 1);
                let named = route.path.contains('{') && !BY_SECRET.contains(&route.path);
                let answer = tried(&world, &roman, Some(&token), route, &there).await;
                let tells = [PRIVATE, PUBLIC].iter().any(|word| {
                    // a form shown again holds what Roman himself typed
                    answer.status.as_u16() != 422 && answer.text().contains(word)
                });
                let own = !named && answer.status.as_u16() < 500 && route.method == Method::Post;
                if !own && (tells || named && !refused(&answer)) {
                    wrong.push(format!("{:?} {there}: {} {tells}", route.method, answer.status));
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
        assert_eq!(before, rows::of_community(&world.town).await, "something changed here");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn those_who_may_are_let_in_and_nothing_breaks() {
    on_both(slices(), async |town| {
        let world = World::of(town).await;
        let mut wrong = Vec::new();
        for who in Who::all() {
            // once for reading; anew for each change, since some end the session or the membership
            let reader = who.comes(&world.town).await;
            let reads = token(&world.town, &reader).await;
            for route in routes().filter(|route| who.may(&route.guard) != May::NotEnter) {
                let changes = route.method == Method::Post;
                for path in world.tries(route).into_iter().take(if changes { 1 } else { 2 }) {
                    let writer = if changes { Some(who.comes(&world.town).await) } else { None };
                    let writes = match &writer {
                        Some(writer) if route.speaks == Speaks::Json => token(&world.town, writer).await,
                        _ => None,
                    };
                    let somebody = writer.as_ref().unwrap_or(&reader);
                    let program = if changes { &writes } else { &reads };
                    let answer = tried(&world, somebody, program.as_deref(), route, &path).await;
                    let status = answer.status.as_u16();
                    // signing out leads to the way in and is no refusal
                    let refused = if changes { status == 403 } else { answer.turns_away() };
                    let shut = who.may(&route.guard) == May::Enter && refused;
                    if shut || status >= 500 || status == 405 {
                        wrong.push(format!("{who:?} {:?} {path}: {status} {}", route.method, answer.words()));
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nearly_every_route_is_tried_at_a_real_thing() {
    let world = World::of(testkit::Town::on_sqlite(slices()).await).await;
    let nothing = |route: &&Route| world.tries(route).contains(&address(route));
    let missing: Vec<String> = routes()
        .filter(|route| route.path.contains('{') && route.speaks == Speaks::Html)
        .filter(nothing)
        .map(|route| format!("{:?} {}", route.method, route.path))
        .collect();
    // only what needs somebody to be elsewhere at that moment, or to hold a letter
    let known = [
        "Get /sign-in/code/{request}",
        "Get /sign-in/link/{key}",
        "Get /stop/{token}",
        "Post /stop/{token}/now",
    ];
    let unknown: Vec<_> = missing.iter().filter(|route| !known.contains(&route.as_str())).collect();
    assert!(unknown.is_empty(), "{unknown:#?}");
}
