//! Addresses for machines: health, counters, reports of browsers, robots.

use crate::Shared;
use crate::gate::client;
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use std::sync::atomic::Ordering;
use std::time::Duration;

/// `/health`, `/metrics`, `/csp-report`, `/robots.txt`.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route("/health", get(health))
        .route("/metrics", get(metrics))
        .route("/csp-report", post(csp_report))
        .route(
            "/robots.txt",
            get(|| async { plain(StatusCode::OK, "User-agent: *\nDisallow:\n".to_owned()) }),
        )
}

fn plain(status: StatusCode, text: String) -> Response {
    (status, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}

/// In plain words; 503 when something needed is not there.
async fn health(State(app): State<Shared>) -> Response {
    match tokio::time::timeout(Duration::from_secs(5), app.identify.health()).await {
        Ok(Ok(lines)) if app.room.is_low() => plain(
            StatusCode::OK,
            format!(
                "Pages are read, but nothing is saved: less than {} MB are free. Make room on the disk.\n{}\n",
                app.settings.least_free / 1_000_000,
                lines.join("\n")
            ),
        ),
        Ok(Ok(lines)) => plain(StatusCode::OK, format!("Everything is fine.\n{}\n", lines.join("\n"))),
        Ok(Err(error)) => {
            tracing::warn!(?error, "health");
            plain(StatusCode::SERVICE_UNAVAILABLE, "The database does not answer as it should.\n".to_owned())
        }
        Err(_) => plain(
            StatusCode::SERVICE_UNAVAILABLE,
            "The database takes longer than five seconds.\n".to_owned(),
        ),
    }
}

/// For this machine alone, unless the operator opened it.
async fn metrics(State(app): State<Shared>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let local = client(&parts, app.settings.proxies).to_canonical().is_loopback();
    if !local && !app.settings.open_metrics {
        return plain(StatusCode::NOT_FOUND, "Not here.\n".to_owned());
    }
    let kind = [(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")];
    let statements = app.store.statements();
    let text = app.metrics.text()
        + &format!("# TYPE mikropolis_statements_total counter\nmikropolis_statements_total {statements}\n");
    (kind, text).into_response()
}

/// Counts only: reports hold addresses, so they are neither read nor kept.
async fn csp_report(State(app): State<Shared>, body: Body) -> StatusCode {
    drop(body);
    app.metrics.csp_reports.fetch_add(1, Ordering::Relaxed);
    StatusCode::NO_CONTENT
}
