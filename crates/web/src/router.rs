//! From the list of slices to a router.

use crate::gate::{Mounted, gate, not_found, wrong_method};
use crate::{Method, Scope, Shared, Slice, assets, headers, service};
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::middleware::{self, Next};
use std::collections::HashMap;

/// What is wrong with a list of slices.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WrongRoutes(pub Vec<String>);

impl std::fmt::Display for WrongRoutes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.join("; "))
    }
}

impl std::error::Error for WrongRoutes {}

/// Builds everything from `app.slices`.
///
/// # Errors
/// Two routes with one address and method, addresses that differ only in the names of their parts, acts that
/// two slices claim, slices of one name.
pub fn router(app: Shared) -> Result<Router, WrongRoutes> {
    check(app.slices)?;
    let mut router: Router<Shared> = Router::new();
    for slice in app.slices {
        for route in slice.routes {
            let pattern = route.pattern();
            let counts = app.metrics.route(pattern.clone());
            let mounted = Mounted { app: app.clone(), route, slice, counts };
            let guarded =
                (route.handler)().layer(middleware::from_fn(move |request: Request, next: Next| {
                    gate(mounted.clone(), request, next)
                }));
            router = router.route(&pattern, guarded);
        }
    }
    let (lost, wrong, shell) = (app.clone(), app.clone(), app.clone());
    let router = router
        .merge(assets::routes())
        .merge(service::routes())
        .fallback(move |request: Request| not_found(lost.clone(), request))
        .method_not_allowed_fallback(move |request: Request| wrong_method(wrong.clone(), request))
        .layer(DefaultBodyLimit::disable())
        .layer(middleware::from_fn(move |request: Request, next: Next| {
            let app = shell.clone();
            async move {
                let mut response = next.run(request).await;
                headers::add(&mut response, &app);
                response
            }
        }))
        .with_state(app);
    Ok(router)
}

/// First parts of addresses at the root, which no community may take as its address.
pub fn reserved(slices: &[&Slice]) -> Vec<String> {
    let routes = slices.iter().flat_map(|slice| slice.routes);
    let installation = routes.filter(|route| route.scope == Scope::Installation).map(|route| route.path);
    let ours = ["/assets", "/health", "/metrics", "/csp-report", "/q", "/api", "/favicon.ico", "/robots.txt"];
    let first = |path: &str| path.trim_start_matches('/').split('/').next().unwrap_or_default().to_owned();
    let mut words: Vec<String> =
        installation.chain(ours).map(first).filter(|word| !word.is_empty()).collect();
    words.sort();
    words.dedup();
    words
}

/// Checks what the router would panic about, and what tests of the list rely on.
pub fn check(slices: &[&Slice]) -> Result<(), WrongRoutes> {
    let mut wrong = Vec::new();
    let mut names: HashMap<&str, u32> = HashMap::new();
    let mut acts: HashMap<&str, &str> = HashMap::new();
    let mut paths: HashMap<String, (String, Vec<Method>)> = HashMap::new();
    for slice in slices {
        let count = names.entry(slice.name).or_default();
        *count += 1;
        if *count == 2 {
            wrong.push(format!("two slices are called {}", slice.name));
        }
        for act in slice.acts {
            if let Some(other) = acts.insert(act.name, slice.name) {
                wrong.push(format!("the act {} stands in {other} and in {}", act.name, slice.name));
            }
        }
        for route in slice.routes {
            let pattern = route.pattern();
            if !route.path.starts_with('/') {
                wrong.push(format!("{pattern} does not begin with a slash"));
            }
            let known = paths.entry(shape(&pattern)).or_insert_with(|| (pattern.clone(), Vec::new()));
            if known.0 != pattern {
                wrong.push(format!("{pattern} and {} are one address: name their parts alike", known.0));
            } else if known.1.contains(&route.method) {
                wrong.push(format!("{:?} {pattern} is there twice", route.method));
            }
            known.1.push(route.method);
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(WrongRoutes(wrong)) }
}

/// The address with its changing parts nameless: `/stories/{}`.
fn shape(pattern: &str) -> String {
    let part = |part: &str| if part.starts_with('{') { "{}".to_owned() } else { part.to_owned() };
    pattern.split('/').map(part).collect::<Vec<_>>().join("/")
}
