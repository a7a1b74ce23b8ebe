//! Style sheet, modules and vendored files, embedded with the hash of their content in their address.

use crate::Shared;
use crate::answer::{Rendered, Wishes};
use crate::pack::Pack;
use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use bytes::Bytes;

/// An embedded file.
#[derive(Debug)]
pub struct Asset {
    /// As templates name it: `style.css`, `leaflet/leaflet.js`.
    pub name: &'static str,
    /// Where it is served, with the hash of its content.
    pub path: &'static str,
    /// Its media type.
    pub kind: &'static str,
    /// Its content.
    pub body: &'static [u8],
}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// All of them.
pub fn all() -> &'static [Asset] {
    ASSETS
}

/// The address of a file; a name nobody embedded leads to a 404, which a test on every page notices.
pub fn path(name: &str) -> &'static str {
    ASSETS.iter().find(|asset| asset.name == name).map_or("/assets/missing", |asset| asset.path)
}

/// One route for each.
pub(crate) fn routes() -> Router<Shared> {
    let mut router = Router::new();
    for asset in ASSETS {
        let mut body = Rendered::of(Bytes::from_static(asset.body));
        body.hashed(); // once, and not for every reader
        let serve = move |axum::extract::State(app): axum::extract::State<Shared>, request: Request| async move {
            serve(asset, body, &Wishes::of(request.headers()), &app.pack)
        };
        router = router.route(asset.path, get(serve));
    }
    let icon = || async { axum::response::Redirect::permanent(path("icon.svg")).into_response() };
    router.route("/favicon.ico", get(icon))
}

fn serve(asset: &'static Asset, body: Rendered, wishes: &Wishes, pack: &Pack) -> Response {
    let mut response = Response::new(Body::from(body.bytes()));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.kind));
    let forever = HeaderValue::from_static("public, max-age=31536000, immutable");
    response.headers_mut().insert(header::CACHE_CONTROL, forever);
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    crate::answer::pack(response, body, crate::Cache::Asset, wishes, pack)
}
