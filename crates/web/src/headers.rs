//! Headers of every answer, errors included.

use crate::App;
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::Response;

/// Nothing from other hosts, no script or style inside pages.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self'; font-src 'self'; media-src 'self'; connect-src 'self'; manifest-src 'self'; \
    form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; \
    require-trusted-types-for 'script'; report-uri /csp-report; report-to csp";

/// Everything off.
const PERMISSIONS: &str = "accelerometer=(), autoplay=(), camera=(), display-capture=(), \
    geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()";
/// The same on map pages, which may ask where the reader is.
const PERMISSIONS_MAP: &str = "accelerometer=(), autoplay=(), camera=(), display-capture=(), \
    geolocation=(self), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

/// Marks the answer of a page with a map.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MapPage;

/// Adds them; a policy for keeping that is not there yet becomes `no-store`.
pub(crate) fn add(response: &mut Response, app: &App) {
    let map = response.extensions_mut().remove::<MapPage>().is_some();
    let fixed = HeaderValue::from_static;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, fixed(CONTENT_SECURITY_POLICY));
    headers.insert(HeaderName::from_static("reporting-endpoints"), fixed("csp=\"/csp-report\""));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, fixed("nosniff"));
    headers.insert(header::X_FRAME_OPTIONS, fixed("DENY"));
    // Not `no-referrer`: browsers that send no Sec-Fetch-Site (without encryption none does, older ones never) would
    // then say `Origin: null` with our own forms, and those would be refused. To other sites nothing goes either way.
    headers.insert(header::REFERRER_POLICY, fixed("same-origin"));
    headers.insert(HeaderName::from_static("cross-origin-opener-policy"), fixed("same-origin"));
    headers.insert(HeaderName::from_static("cross-origin-resource-policy"), fixed("same-origin"));
    let permissions = if map { PERMISSIONS_MAP } else { PERMISSIONS };
    headers.insert(HeaderName::from_static("permissions-policy"), fixed(permissions));
    if app.settings.secure() {
        let year = fixed("max-age=31536000; includeSubDomains");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
    headers.entry(header::CACHE_CONTROL).or_insert(fixed("no-store"));
}
