//! A copy on its way to a browser: encrypted while it is sent, so that it lies nowhere in between.

use crate::upkeep::copy::{Lock, Prepared};
use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use std::io;
use tokio::sync::mpsc;

/// Bytes are handed on in pieces of this size.
const PIECE: usize = 64 * 1024;

/// The answer that is the file. It counts as saved when the last piece was taken.
pub fn answer(prepared: Prepared, lock: Lock) -> Response {
    let name = prepared.name();
    let (pieces, mut taken) = mpsc::channel(4);
    tokio::task::spawn_blocking(move || {
        let out = Pieces { to: pieces.clone(), waiting: Vec::with_capacity(PIECE) };
        let done = prepared.pack(&lock, out).and_then(|mut out| Ok(io::Write::flush(&mut out)?));
        if let Err(fault) = done.and_then(|()| prepared.note()) {
            tracing::warn!(fault = format!("{fault:#}"), "a copy did not reach the browser");
            // the browser sees that the file is not whole
            let _ = pieces.blocking_send(Err(io::Error::other("the copy broke off")));
        }
    });
    let body = futures_util::stream::poll_fn(move |context| taken.poll_recv(context));
    let mut response = Response::new(Body::from_stream(body));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
    if let Ok(named) = HeaderValue::try_from(format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, named);
    }
    response
}

struct Pieces {
    to: mpsc::Sender<io::Result<Bytes>>,
    waiting: Vec<u8>,
}

impl io::Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.waiting.extend_from_slice(bytes);
        if self.waiting.len() >= PIECE {
            self.flush()?;
        }
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let piece = Bytes::from(std::mem::replace(&mut self.waiting, Vec::with_capacity(PIECE)));
        self.to.blocking_send(Ok(piece)).map_err(|_| io::ErrorKind::BrokenPipe.into())
    }
}
