//! A rendered template.

use super::Error;
use askama::Template;
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use sha2::{Digest, Sha256};

/// A whole page.
#[derive(Debug)]
pub struct Page<T> {
    template: T,
    status: StatusCode,
}

impl<T: Template> Page<T> {
    /// With status 200.
    pub const fn of(template: T) -> Self {
        Self { template, status: StatusCode::OK }
    }
    /// With another status.
    pub const fn with(status: StatusCode, template: T) -> Self {
        Self { template, status }
    }
    pub(crate) fn rendered(self) -> Result<(StatusCode, Bytes), askama::Error> {
        Ok((self.status, Bytes::from(self.template.render()?)))
    }
}

/// The whole body, left beside the answer so that the gate can hash and pack it without reading it back.
#[derive(Clone, Debug)]
pub struct Rendered {
    body: Bytes,
    hash: Option<[u8; 16]>,
}

impl Rendered {
    /// A body.
    pub(crate) const fn of(body: Bytes) -> Self {
        Self { body, hash: None }
    }
    /// An answer with this body.
    pub(crate) fn answer(status: StatusCode, kind: HeaderValue, body: Bytes) -> Response {
        let mut response = Response::new(Body::from(body.clone()));
        *response.status_mut() = status;
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
        response.extensions_mut().insert(Self::of(body));
        response
    }
    /// The body.
    pub(crate) fn bytes(&self) -> Bytes {
        self.body.clone()
    }
    /// The first half of its SHA-256, found out once.
    pub(crate) fn hashed(&mut self) -> [u8; 16] {
        *self.hash.get_or_insert_with(|| {
            let mut short = [0; 16];
            short.copy_from_slice(&Sha256::digest(&self.body)[..16]);
            short
        })
    }
}

impl<T: Template> IntoResponse for Page<T> {
    fn into_response(self) -> Response {
        match self.template.render() {
            Ok(html) => {
                let kind = HeaderValue::from_static("text/html; charset=utf-8");
                Rendered::answer(self.status, kind, Bytes::from(html))
            }
            Err(fault) => Error::fault(format!("rendering: {fault}")).into_response(),
        }
    }
}
