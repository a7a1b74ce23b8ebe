//! Last touches: how long an answer may be kept, its ETag, packing, cookies.

use super::{Cookies, Rendered, Say};
use crate::Cache;
use crate::app::hex;
use crate::ask::Ask;
use crate::cookie::Cookie;
use crate::layout::Flash;
use crate::pack::Pack;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;

/// Never to be kept by anything.
pub(crate) const fn no_store() -> HeaderValue {
    HeaderValue::from_static("no-store")
}

/// What the request said that matters here.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wishes {
    if_none_match: Option<HeaderValue>,
    gzip: bool,
}

impl Wishes {
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        let accepts = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
        Self {
            if_none_match: headers.get(header::IF_NONE_MATCH).cloned(),
            gzip: accepts.is_some_and(accepts_gzip),
        }
    }
}

/// `gzip` named and not with weight 0.
fn accepts_gzip(header: &str) -> bool {
    header.split(',').any(|coding| {
        let mut parts = coding.split(';').map(str::trim);
        parts.next().is_some_and(|name| name.eq_ignore_ascii_case("gzip"))
            && !parts.any(|weight| matches!(weight, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
    })
}

/// Sets cookies, the policy, the ETag, and packs the body.
pub(crate) fn finish(mut response: Response, ask: &Ask, cache: Cache, wishes: &Wishes) -> Response {
    lead_back(&mut response, ask);
    set_cookies(&mut response, ask);
    let personal = ask.personal() || response.headers().contains_key(header::SET_COOKIE);
    let success = response.status() == StatusCode::OK;
    let cache = if personal || !success { Cache::Private } else { cache };
    let rendered = response.extensions_mut().remove::<Rendered>();
    let headers = response.headers_mut();
    if let Some(refresh) = ask.led_on() {
        headers.insert(header::REFRESH, refresh.clone());
    }
    headers.entry(header::CONTENT_LANGUAGE).or_insert(HeaderValue::from_static(ask.locale.code()));
    match cache {
        Cache::Private => {
            headers.insert(header::CACHE_CONTROL, no_store());
        }
        Cache::Public { seconds } => {
            let policy = format!("public, max-age={seconds}, must-revalidate");
            headers.insert(header::CACHE_CONTROL, HeaderValue::try_from(policy).unwrap_or(no_store()));
            let vary = HeaderValue::from_static("Accept-Language, Cookie, Accept-Encoding");
            headers.insert(header::VARY, vary);
        }
        Cache::Asset => {
            let policy = HeaderValue::from_static("public, max-age=31536000, immutable");
            headers.insert(header::CACHE_CONTROL, policy);
        }
    }
    match rendered {
        Some(rendered) => pack(response, rendered, cache, wishes, &ask.app.pack),
        None => response,
    }
}

/// What was done for somebody at the desk ends on the page of their visit, wherever it would lead its owner.
fn lead_back(response: &mut Response, ask: &Ask) {
    let cookies = response.extensions().get::<Cookies>();
    let signs = cookies.is_some_and(|Cookies(set)| set.iter().any(|(one, ..)| *one == Cookie::Session));
    if response.status() != StatusCode::SEE_OTHER || signs {
        return;
    }
    if let Some(visit) = ask.leads_back().and_then(|path| HeaderValue::try_from(path).ok()) {
        response.headers_mut().insert(header::LOCATION, visit);
    }
}

fn set_cookies(response: &mut Response, ask: &Ask) {
    let secure = ask.app.settings.secure();
    let mut set: Vec<HeaderValue> = ask.cookies().collect();
    if let Some(Say(words)) = response.extensions_mut().remove::<Say>() {
        set.extend(Flash::write(&words, &ask.app));
    }
    if let Some(Cookies(cookies)) = response.extensions_mut().remove::<Cookies>() {
        set.extend(cookies.iter().filter_map(|(cookie, value, seconds)| {
            // on a shared screen nobody stays signed in longer than the browser is open
            let brief = ask.kiosk && *cookie == Cookie::Session && *seconds != Some(0);
            cookie.set(value, if brief { None } else { *seconds }, secure)
        }));
        if cookies.iter().any(|(cookie, ..)| *cookie == Cookie::Session) {
            // Another person, another token: forms opened before signing in are asked for again.
            set.extend(Cookie::Visit.set(&kernel::Key::random().to_string(), None, secure));
        }
    }
    for value in set {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

/// Below this many bytes packing is not worth it.
const LEAST_PACKED: usize = 1024;

/// ETag, 304 and gzip.
pub(crate) fn pack(
    mut response: Response,
    mut rendered: Rendered,
    cache: Cache,
    wishes: &Wishes,
    packed: &Pack,
) -> Response {
    let body = rendered.bytes();
    let kind = response.headers().get(header::CONTENT_TYPE).map(HeaderValue::as_bytes).unwrap_or_default();
    let packable = [b"text/".as_slice(), b"application/json", b"application/atom", b"image/svg"];
    let gzip =
        wishes.gzip && body.len() >= LEAST_PACKED && packable.iter().any(|start| kind.starts_with(start));
    let hash: Option<[u8; 16]> = (cache != Cache::Private || gzip).then(|| rendered.hashed());
    if let (Some(hash), Cache::Public { .. } | Cache::Asset) = (hash, cache) {
        let tag = format!("\"{}{}\"", hex(&hash), if gzip { "-gz" } else { "" });
        let same = wishes.if_none_match.as_ref().is_some_and(|sent| matches(sent, &tag));
        if let Ok(tag) = HeaderValue::try_from(tag) {
            response.headers_mut().insert(header::ETAG, tag);
        }
        if same {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            *response.body_mut() = Body::empty();
            response.headers_mut().remove(header::CONTENT_TYPE);
            return response;
        }
    }
    if let (true, Some(hash)) = (gzip, hash) {
        let bytes = packed.gzip(hash, &body, cache);
        response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        *response.body_mut() = Body::from(bytes);
    }
    response
}

/// `If-None-Match` by weak comparison (RFC 9110 §13.1.2).
fn matches(sent: &HeaderValue, tag: &str) -> bool {
    let Ok(sent) = sent.to_str() else { return false };
    sent.split(',').map(str::trim).any(|one| one == "*" || one.strip_prefix("W/").unwrap_or(one) == tag)
}
