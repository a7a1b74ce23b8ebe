//! The one way to every handler: limit, who and where, guard, body; then the answer's last touches.

use crate::answer::{Failure, Wishes, failure_page, finish, reference};
use crate::ask::Ask;
use crate::form::receive;
use crate::headers::MapPage;
use crate::memory::Wanted;
use crate::metrics::RouteCounts;
use crate::texts::layout;
use crate::{Cache, Community, Error, Method, Redirect, Route, Scope, Shared, Slice};
use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::FutureExt;
use kernel::{Code, Refusal};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

/// A body has to be there after so long: a photo over a slow phone line takes its time.
const BODY: Duration = Duration::from_secs(300);

/// One route in its place.
#[derive(Clone, Debug)]
pub(crate) struct Mounted {
    pub(crate) app: Shared,
    pub(crate) route: &'static Route,
    pub(crate) slice: &'static Slice,
    pub(crate) counts: Arc<RouteCounts>,
}

/// Stands before every handler.
pub(crate) async fn gate(mounted: Mounted, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let number = kernel::random_u64();
    let wishes = Wishes::of(request.headers());
    // Handlers are caught with their frame further in; this is for what finds communities and people.
    let caught = AssertUnwindSafe(through(&mounted, request, next, number, &wishes)).catch_unwind().await;
    let response = caught.unwrap_or_else(|_panic| {
        mounted.app.metrics.panics.fetch_add(1, Ordering::Relaxed);
        (StatusCode::INTERNAL_SERVER_ERROR, reference(number)).into_response()
    });
    let (status, took) = (response.status().as_u16(), started.elapsed());
    mounted.counts.count(status, took);
    if mounted.slice.seal == crate::Seal::Open {
        log(mounted.counts.pattern(), status, took, number);
    }
    response
}

/// Patterns, never addresses; no network address, no agent, nothing typed.
pub(crate) fn log(route: &str, status: u16, took: Duration, number: u64) {
    let millis = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    let reference = reference(number);
    if status >= 500 {
        tracing::warn!(route, status, millis, reference, "answered");
    } else {
        tracing::debug!(route, status, millis, reference, "answered");
    }
}

async fn through(m: &Mounted, request: Request, next: Next, number: u64, wishes: &Wishes) -> Response {
    let (mut parts, body) = request.into_parts();
    let community = match place(m.route, &mut parts, &m.app).await {
        Ok(Some(community)) => community,
        Ok(None) => return lost(&m.app, &parts, Refusal::plain(Code::NotFound).into(), wishes).await,
        Err(error) => return lost(&m.app, &parts, error, wishes).await,
    };
    let understood =
        Ask::understand(m.app.clone(), &parts, community, Some(m.route), Some(m.slice), number).await;
    let ask = match understood {
        Ok(ask) => Arc::new(ask),
        Err(error) => return lost(&m.app, &parts, error, wishes).await,
    };
    let response = match admit(&ask, m.route, parts, body).await {
        Ok(request) => match ask.led_back() {
            Some(visit) => Redirect::to(visit).into_response(),
            None => recall_or_answer(&ask, m.route, request, next).await,
        },
        Err(error) => error.into_response(),
    };
    settle(response, &ask, m.route.cache, m.route.map, wishes)
}

/// Errors become pages; then the last touches.
fn settle(mut response: Response, ask: &Arc<Ask>, cache: Cache, map: bool, wishes: &Wishes) -> Response {
    if let Some(Failure(error)) = response.extensions_mut().remove::<Failure>() {
        if let Error::Fault(fault) = &*error {
            tracing::error!(reference = reference(ask.reference), fault, "a fault");
        }
        response = failure_page(ask, &error);
    }
    let mut response = finish(response, ask, cache, wishes);
    if map {
        response.extensions_mut().insert(MapPage);
    }
    response
}

/// The community in whose frame the page stands.
async fn place(route: &Route, parts: &mut Parts, app: &Shared) -> Result<Option<Arc<Community>>, Error> {
    match route.scope {
        Scope::Installation => app.identify.installation().await.map(Some),
        Scope::Community => {
            let slug = first_segment(parts.uri.path());
            app.identify.community(slug).await
        }
    }
}

fn first_segment(path: &str) -> &str {
    path.trim_start_matches('/').split('/').next().unwrap_or_default()
}

/// Limit, guard, and for what may change something: origin, token and body.
async fn admit(ask: &Arc<Ask>, route: &'static Route, parts: Parts, body: Body) -> Result<Request, Error> {
    if let Some(limit) = route.limit {
        let network = crate::limit::network(client(&parts, ask.app.settings.proxies));
        ask.app.limits.take(limit, &network, ask.app.clock.now())?;
    }
    if let Some(code) = route.guard.refuses(ask.person.as_deref()) {
        return Err(Refusal::plain(code).into());
    }
    let mut request = Request::from_parts(parts, body);
    if route.method == Method::Post {
        let (parts, body) = request.into_parts();
        let mut head = Request::new(body);
        *head.headers_mut() = parts.headers.clone();
        // among them the limit of the body, without which the reader of files falls back to two megabytes
        *head.extensions_mut() = parts.extensions.clone();
        let low = !route.always && ask.app.room.is_low();
        let received = tokio::time::timeout(BODY, receive(head, ask, route, !low)).await;
        let received = received.map_err(|_| Refusal::new(Code::Invalid, layout::body_broken_off))??;
        if low {
            return Err(Error::NoRoom(received.into_fields()));
        }
        request = Request::from_parts(parts, Body::empty());
        request.extensions_mut().insert(Arc::new(received));
    }
    request.extensions_mut().insert(ask.clone());
    Ok(request)
}

/// What any visitor was answered a moment ago, if nothing has changed since; else the handler's answer.
async fn recall_or_answer(ask: &Arc<Ask>, route: &Route, request: Request, next: Next) -> Response {
    let app = &ask.app;
    let wanted = Wanted::of(ask, route, request.uri()).filter(|_| app.settings.remember);
    let Some(wanted) = wanted else { return answer(ask, request, next).await };
    // asked before the page is made: what is written meanwhile makes it forgotten, not wrong
    let Ok(version) = app.store.version().await else { return answer(ask, request, next).await };
    let now = app.clock.now();
    if let Some(response) = app.memory.recall(&wanted, &version, now) {
        return response;
    }
    let mut response = answer(ask, request, next).await;
    if !ask.personal() {
        app.memory.remember(wanted, version, now, &mut response);
    }
    response
}

/// Runs the handler; a panic or a long wait ends this request only.
async fn answer(ask: &Arc<Ask>, request: Request, next: Next) -> Response {
    let patience = Duration::from_secs(ask.app.settings.patience_seconds);
    let handler = AssertUnwindSafe(next.run(request)).catch_unwind();
    match tokio::time::timeout(patience, handler).await {
        Ok(Ok(response)) => response,
        Ok(Err(_panic)) => {
            ask.app.metrics.panics.fetch_add(1, Ordering::Relaxed);
            Error::fault("a panic").into_response()
        }
        Err(_elapsed) => Error::from(Refusal::plain(Code::Busy)).into_response(),
    }
}

/// The network address of the reader: of the connection, or what the configured proxies say.
pub(crate) fn client(parts: &Parts, proxies: u8) -> IpAddr {
    let connection = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let connection = connection.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
    if proxies == 0 {
        return connection;
    }
    let lines = parts.headers.get_all("x-forwarded-for").iter().filter_map(|line| line.to_str().ok());
    let named: Vec<&str> = lines.flat_map(|line| line.split(',')).map(str::trim).collect();
    // The last entries were written by our own proxies; the one before them is whom they saw.
    let at = named.len().checked_sub(usize::from(proxies));
    at.and_then(|at| named[at].parse().ok()).unwrap_or(connection)
}

/// An error page where no route, or no community, was found: in the frame of the community if there is one.
pub(crate) async fn lost(app: &Shared, parts: &Parts, error: Error, wishes: &Wishes) -> Response {
    let slug = first_segment(parts.uri.path());
    let community = match app.identify.community(slug).await {
        Ok(Some(community)) => Ok(community),
        _ => app.identify.installation().await,
    };
    // When even the frame can't be read, the page stands in a bare one.
    let community = community.unwrap_or_else(|_| Arc::new(Community::bare()));
    let number = kernel::random_u64();
    let ask = match Ask::understand(app.clone(), parts, community, None, None, number).await {
        Ok(ask) => ask,
        Err(_) => Ask::bare(app.clone(), parts, number),
    };
    settle(error.into_response(), &Arc::new(ask), Cache::Private, false, wishes)
}

/// For addresses nobody answers.
pub(crate) async fn not_found(app: Shared, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let wishes = Wishes::of(&parts.headers);
    lost(&app, &parts, Refusal::plain(Code::NotFound).into(), &wishes).await
}

/// For methods an address does not take.
pub(crate) async fn wrong_method(app: Shared, request: Request) -> Response {
    let mut response = not_found(app, request).await;
    *response.status_mut() = StatusCode::METHOD_NOT_ALLOWED;
    response.headers_mut().insert(header::CACHE_CONTROL, crate::answer::no_store());
    response
}
