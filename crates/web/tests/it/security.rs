//! Headers on every answer, origin and token on everything that may change something, guards, limits.

use crate::board::LAST;
use crate::town::{Answer, Town, get, post, value_of};
use axum::body::Body;
use axum::http::StatusCode;
use std::sync::atomic::Ordering;
use web::CONTENT_SECURITY_POLICY;

fn assert_headers(answer: &Answer, path: &str) {
    assert_eq!(answer.header("content-security-policy"), CONTENT_SECURITY_POLICY, "{path}");
    let fixed = [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("x-frame-options", "DENY"),
    ];
    for (name, value) in fixed {
        assert_eq!(answer.header(name), value, "{name} at {path}");
    }
    assert!(answer.header("permissions-policy").contains("camera=()"), "{path}");
    assert!(!answer.header("cache-control").is_empty(), "{path}");
}

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let town = Town::new().await;
    let asset = web::assets::path("style.css");
    let paths = [
        "/nowa-huta/board",
        "/nowa-huta/board/add",
        "/nowa-huta/nothing",
        "/nowhere/board",
        "/broken/board",
        "/nowa-huta/board/panic",
        "/nowa-huta/board/wrong/fault",
        "/health",
        "/metrics",
        "/robots.txt",
        asset,
        "/assets/no-such-file.css",
        "/display",
        "/nowa-huta/belonging",
        "/nowa-huta/api/find",
    ];
    for path in paths {
        assert_headers(&town.get(path).await, path);
    }
    let wrong_method = town.send(post("/nowa-huta/board").body(Body::empty()).unwrap()).await;
    assert_eq!(wrong_method.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_headers(&wrong_method, "POST /board");
}

#[tokio::test]
async fn https_brings_hsts_and_bound_cookies() {
    let town = Town::at("https://sasiedzi.example").await;
    let request = get("/nowa-huta/board/add").header("cookie", "__Host-mk=ola");
    let answer = town.send(request.body(Body::empty()).unwrap()).await;
    assert_eq!(answer.header("strict-transport-security"), "max-age=31536000; includeSubDomains");
    let set = answer.header("set-cookie");
    assert!(
        set.starts_with("__Host-mk-visit=") && set.contains("Secure") && set.contains("HttpOnly"),
        "{set}"
    );
    let plain = get("/nowa-huta/board/add").header("cookie", "mk=ola");
    let plain = town.send(plain.body(Body::empty()).unwrap()).await;
    assert_eq!(plain.status, StatusCode::FORBIDDEN, "a cookie that http could have planted signs nobody in");
    assert_eq!(Town::new().await.get("/nowa-huta/board").await.header("strict-transport-security"), "");
}

#[tokio::test]
async fn geolocation_is_allowed_on_map_pages_only() {
    let town = Town::new().await;
    assert!(town.get("/nowa-huta/board").await.header("permissions-policy").contains("geolocation=(self)"));
    assert!(town.get("/nowa-huta/belonging").await.header("permissions-policy").contains("geolocation=()"));
}

#[tokio::test]
async fn forms_without_the_right_token_or_from_elsewhere_change_nothing() {
    let town = Town::new().await;
    let opened = town.get_as("ola", "/nowa-huta/board/add").await;
    let visit = opened.cookie("mk-visit").unwrap();
    let token = value_of(&opened.text(), "token");
    let other_visit = town.get_as("ola", "/nowa-huta/board/add").await.cookie("mk-visit").unwrap();
    assert_ne!(visit, other_visit);
    let cookies = format!("mk=ola; mk-visit={visit}");
    let good = format!("token={token}&title=csrf&colour=red");
    // (cookies, body, extra header, allowed)
    let none = ("x-none", "");
    let cases: Vec<(String, String, (&str, &str), bool)> = vec![
        (cookies.clone(), good.clone(), none, true),
        (cookies.clone(), good.clone(), ("sec-fetch-site", "same-origin"), true),
        (cookies.clone(), good.clone(), ("sec-fetch-site", "none"), true),
        (cookies.clone(), good.clone(), ("origin", "http://sasiedzi.example"), true),
        (cookies.clone(), good.clone(), ("sec-fetch-site", "cross-site"), false),
        (cookies.clone(), good.clone(), ("sec-fetch-site", "same-site"), false),
        (cookies.clone(), good.clone(), ("origin", "http://evil.example"), false),
        (cookies.clone(), good.clone(), ("origin", "null"), false),
        (cookies.clone(), "title=csrf&colour=red".to_owned(), none, false),
        (cookies.clone(), "token=&title=csrf&colour=red".to_owned(), none, false),
        (cookies.clone(), format!("token={}&title=csrf&colour=red", "0".repeat(48)), none, false),
        (
            cookies.clone(),
            format!("token={}0&title=csrf&colour=red", &token[..47]),
            none,
            token.ends_with('0'),
        ),
        ("mk=ola".to_owned(), good.clone(), none, false),
        (format!("mk=ola; mk-visit={other_visit}"), good.clone(), none, false),
        (format!("mk=ola; mk-visit={visit}x"), good, none, false),
    ];
    for (at, (cookies, body, extra, allowed)) in cases.into_iter().enumerate() {
        let request = post("/nowa-huta/board/add").header("cookie", cookies).header(extra.0, extra.1);
        let answer = town.send(request.body(body.into()).unwrap()).await;
        let wanted = if allowed { StatusCode::SEE_OTHER } else { StatusCode::FORBIDDEN };
        assert_eq!(answer.status, wanted, "case {at}");
        if !allowed {
            assert!(
                answer.text().contains("nie mamy pewności") || answer.text().contains("Nie mamy pewności"),
                "case {at}"
            );
        }
    }
}

#[tokio::test]
async fn every_post_of_every_slice_refuses_a_bare_request() {
    let town = Town::new().await;
    let mut tried = 0;
    for route in crate::board::SLICES.iter().flat_map(|slice| slice.routes) {
        if route.method != web::Method::Post || route.speaks == web::Speaks::Json {
            continue;
        }
        let path = route.pattern().replace("{community}", "nowa-huta");
        for kind in ["application/x-www-form-urlencoded", "application/json", "text/plain"] {
            let body = if kind.ends_with("json") { "{}" } else { "a=b" };
            let request =
                axum::http::Request::post(&path).header("content-type", kind).header("cookie", "mk=ola");
            let answer = town.send(request.body(body.into()).unwrap()).await;
            assert!(
                answer.status == StatusCode::FORBIDDEN
                    || (kind == "text/plain" && answer.status.is_client_error()),
                "{path} {kind}: {}",
                answer.status
            );
            tried += 1;
        }
    }
    assert!(tried >= 6);
}

#[tokio::test]
async fn programs_need_a_bearer_token_and_cookies_do_not_count() {
    let town = Town::new().await;
    let body =
        r#"{"title": "Z programu", "colour": "blue", "others": ["red", "blue"], "agreed": true, "count": 3}"#;
    let json =
        || axum::http::Request::post("/nowa-huta/api/board").header("content-type", "application/json");
    let by_cookie = town.send(json().header("cookie", "mk=ola").body(body.into()).unwrap()).await;
    assert_eq!(by_cookie.status, StatusCode::FORBIDDEN);
    assert_eq!(by_cookie.header("content-type"), "application/problem+json");
    assert!(by_cookie.headers.get("set-cookie").is_none());
    let key = |key| json().header("authorization", "Bearer ola").header("idempotency-key", key);
    for name in ["one", "one", "two"] {
        let answer = town.send(key(name).body(body.into()).unwrap()).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
        assert!(answer.headers.get("set-cookie").is_none());
    }
    let kept: Vec<_> =
        LAST.lock().unwrap().iter().filter(|kept| kept.note.title == "Z programu").cloned().collect();
    assert_eq!(kept[0].actor.channel, kernel::Channel::Api);
    assert_eq!((kept[0].note.others.len(), kept[0].note.agreed, kept[0].note.count), (2, true, Some(3)));
    assert_eq!(kept[0].once, kept[1].once, "the same key, the same effect");
    assert_ne!(kept[0].once, kept[2].once);
}

#[tokio::test]
async fn doors_open_by_role() {
    let town = Town::new().await;
    let cases = [
        ("", "/nowa-huta/board/add", 403),
        ("ola", "/nowa-huta/board/add", 200),
        ("new", "/nowa-huta/board/add", 403),
        ("ed", "/nowa-huta/board/tidy", 200),
        ("ola", "/nowa-huta/board/tidy", 403),
        ("", "/nowa-huta/board/tidy", 403),
        ("", "/nowa-huta/board", 200),
    ];
    for (who, path, status) in cases {
        assert_eq!(town.get_as(who, path).await.status.as_u16(), status, "{who} at {path}");
    }
    assert!(town.get_as("new", "/nowa-huta/board/add").await.text().contains("poręczenie"));
    assert!(town.get("/nowa-huta/board/add").await.text().contains("Najpierw trzeba wejść"));
}

#[tokio::test]
async fn too_often_says_when_again() {
    let town = Town::new().await;
    for _ in 0..2 {
        assert_eq!(town.get("/nowa-huta/board/often").await.status, StatusCode::OK);
    }
    let third = town.get("/nowa-huta/board/often").await;
    assert_eq!(third.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(third.header("retry-after"), "30");
    assert!(third.text().contains("za minutę"), "{}", third.text());
    town.clock.pass_seconds(31);
    assert_eq!(town.get("/nowa-huta/board/often").await.status, StatusCode::OK);
    let raised = Town::with(|settings| settings.limit_factor = 100).await;
    for _ in 0..50 {
        assert_eq!(raised.get("/nowa-huta/board/often").await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn proxies_are_believed_only_where_they_are_configured() {
    let direct = Town::new().await;
    let proxied = Town::with(|settings| settings.proxies = 1).await;
    let ask = async |town: &Town, forwarded: &str| {
        let request = get("/nowa-huta/board/often").header("x-forwarded-for", forwarded);
        town.send(request.body(Body::empty()).unwrap()).await.status.as_u16()
    };
    let mut statuses = Vec::new();
    for n in 1..=3 {
        statuses.push((
            ask(&direct, &format!("10.{n}.0.1")).await,
            ask(&proxied, &format!("6.6.6.6, 10.{n}.0.1")).await,
        ));
    }
    assert_eq!(statuses, [(200, 200), (200, 200), (429, 200)]);
    let mut spoofed = Vec::new();
    for n in 1..=3 {
        spoofed.push(ask(&proxied, &format!("{n}.{n}.{n}.{n}, 172.16.0.9")).await);
    }
    assert_eq!(spoofed, [200, 200, 429], "what the reader writes in front counts for nothing");
}

#[tokio::test]
async fn machines_are_answered_plainly() {
    let town = Town::new().await;
    let health = town.get("/health").await;
    assert!(health.text().starts_with("Everything is fine.\ndatabase: fine"));
    town.get("/nowa-huta/board").await;
    let metrics = town.get("/metrics").await.text();
    assert!(
        metrics.contains("mikropolis_requests_total{route=\"/{community}/board\",status=\"2xx\"} 1"),
        "{metrics}"
    );
    let far =
        get("/metrics").extension(axum::extract::ConnectInfo(std::net::SocketAddr::from(([8, 8, 8, 8], 1))));
    assert_eq!(town.send(far.body(Body::empty()).unwrap()).await.status, StatusCode::NOT_FOUND);
    let report = post("/csp-report").body(Body::from("{\"document-uri\": \"secret\"}")).unwrap();
    assert_eq!(town.send(report).await.status, StatusCode::NO_CONTENT);
    assert_eq!(town.app.metrics.csp_reports.load(Ordering::Relaxed), 1);
}
