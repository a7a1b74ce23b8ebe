//! The server: HTTP/1.1 with limits on heads and waiting, and an orderly end.

use axum::Router;
use axum::extract::ConnectInfo;
use axum::serve::Listener;
use hyper::body::Incoming;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;
use tower::{Service, ServiceExt};

/// A request's head has to be there after so long.
const HEAD: Duration = Duration::from_secs(10);
/// At most so many header lines.
const MOST_HEADERS: usize = 64;
/// At most so many bytes of head.
const MOST_HEAD_BYTES: usize = 32 * 1024;
/// Open connections at a time.
const MOST_CONNECTIONS: usize = 4096;
/// After the end is called, requests may take so long.
const LAST: Duration = Duration::from_secs(20);

/// Panics are logged by place, without their words, which may hold what people typed. For the whole process.
pub fn log_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(|place| format!("{}:{}", place.file(), place.line()));
        tracing::error!(place = place.unwrap_or_default(), "a panic");
    }));
}

/// Serves until `shutdown` is done; then lets running requests finish.
pub async fn serve<L>(mut listener: L, router: Router, shutdown: impl Future<Output = ()>)
where
    L: Listener<Addr = SocketAddr>,
{
    let open = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    let graceful = GracefulShutdown::new();
    let mut shutdown = std::pin::pin!(shutdown);
    loop {
        let place = tokio::select! {
            place = open.clone().acquire_owned() => place,
            () = &mut shutdown => break,
        };
        let (stream, from) = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut shutdown => break,
        };
        let connection = connection(stream, from, &router);
        let watched = graceful.watch(connection);
        tokio::spawn(async move {
            // A connection that breaks off is the browser's business.
            let _ = watched.await;
            drop(place);
        });
    }
    drop(listener);
    if tokio::time::timeout(LAST, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests were still running when the time to end was over");
    }
}

fn connection<S>(
    stream: S,
    from: SocketAddr,
    router: &Router,
) -> hyper::server::conn::http1::Connection<
    TokioIo<S>,
    impl hyper::service::HttpService<
        Incoming,
        ResBody = axum::body::Body,
        Error = std::convert::Infallible,
        Future: Send,
    > + use<S>,
>
where
    S: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin + Send + 'static,
{
    let router = router.clone();
    let service = hyper::service::service_fn(move |request: hyper::Request<Incoming>| {
        let mut request = request.map(axum::body::Body::new);
        request.extensions_mut().insert(ConnectInfo(from));
        let mut router = router.clone();
        async move {
            Service::call(ServiceExt::<axum::extract::Request>::ready(&mut router).await?, request).await
        }
    });
    hyper::server::conn::http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_headers(MOST_HEADERS)
        .max_buf_size(MOST_HEAD_BYTES)
        .serve_connection(TokioIo::new(stream), service)
}
