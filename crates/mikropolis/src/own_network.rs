//! A network of one's own without internet: every name leads to this machine (deploy/local-wifi). A phone that comes in
//! asks one of its maker's addresses whether there is internet; it is led to the welcome page instead, and shows it.

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse as _, Response};

/// Lays it around the router: what is asked of another name than ours is led to our first page.
pub fn around(router: Router, address: &str) -> Router {
    let home = format!("{}/", address.trim_end_matches('/'));
    let host = address.split_once("://").map_or(address, |(_, host)| host).trim_end_matches('/').to_owned();
    router.layer(from_fn(move |request: Request, next: Next| {
        let (home, host) = (home.clone(), host.clone());
        async move {
            match is_ours(request.headers(), &host) {
                true => next.run(request).await,
                false => led(&home),
            }
        }
    }))
}

/// Asked of our name, or of a number: of this machine itself, then.
fn is_ours(headers: &HeaderMap, host: &str) -> bool {
    let asked = headers.get(header::HOST).and_then(|asked| asked.to_str().ok()).unwrap_or_default();
    let name = asked.split_once(':').map_or(asked, |(name, _)| name);
    let number = asked.starts_with('[') || name.parse::<std::net::Ipv4Addr>().is_ok();
    number || name == "localhost" || asked.eq_ignore_ascii_case(host)
}

/// 302 and nothing kept: another network's answer must not be remembered for that name.
fn led(home: &str) -> Response {
    let mut response = StatusCode::FOUND.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Ok(home) = HeaderValue::try_from(home) {
        headers.insert(header::LOCATION, home);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_names_are_led_home_and_ours_is_served() {
        let asked = |host: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, HeaderValue::from_static(host));
            is_ours(&headers, "mikropolis.lan")
        };
        for ours in
            ["mikropolis.lan", "Mikropolis.LAN", "10.77.0.1", "10.77.0.1:80", "[fd00::1]", "localhost:8080"]
        {
            assert!(asked(ours), "{ours}");
        }
        for other in [
            "connectivitycheck.gstatic.com",
            "captive.apple.com",
            "mikropolis.lan.example",
            "www.msftconnecttest.com",
        ] {
            assert!(!asked(other), "{other}");
        }
        assert!(!is_ours(&HeaderMap::new(), "mikropolis.lan"));
    }
}
