//! Answers that are not pages: files, feeds, JSON.

use super::{Error, Rendered};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use serde::Serialize;

/// A file held in memory: a PDF, a feed, a calendar.
#[derive(Clone, Debug)]
pub struct Document {
    body: Bytes,
    kind: &'static str,
    name: Option<String>,
}

impl Document {
    /// Of this media type, shown in the browser where it can be.
    pub fn new(kind: &'static str, body: impl Into<Bytes>) -> Self {
        Self { body: body.into(), kind, name: None }
    }
    /// To be saved under this name.
    pub fn named(self, name: impl Into<String>) -> Self {
        Self { name: Some(name.into()), ..self }
    }
}

impl IntoResponse for Document {
    fn into_response(self) -> Response {
        let mut response = Rendered::answer(StatusCode::OK, HeaderValue::from_static(self.kind), self.body);
        if let Some(disposition) = self.name.as_deref().and_then(disposition) {
            response.headers_mut().insert(header::CONTENT_DISPOSITION, disposition);
        }
        response
    }
}

/// `attachment` with an ASCII name and the true one (RFC 6266, RFC 8187).
fn disposition(name: &str) -> Option<HeaderValue> {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
    let ascii: String = name.chars().map(|letter| if plain(letter) { letter } else { '-' }).collect();
    let mut encoded = String::with_capacity(name.len());
    for byte in name.bytes() {
        match plain(char::from(byte)) {
            true => encoded.push(char::from(byte)),
            false => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    HeaderValue::try_from(format!("attachment; filename=\"{ascii}\"; filename*=UTF-8''{encoded}")).ok()
}

/// A JSON answer.
#[derive(Clone, Debug)]
pub struct Json<T> {
    value: T,
    status: StatusCode,
}

impl<T: Serialize> Json<T> {
    /// With status 200.
    pub const fn of(value: T) -> Self {
        Self { value, status: StatusCode::OK }
    }
    /// With status 201.
    pub const fn created(value: T) -> Self {
        Self { value, status: StatusCode::CREATED }
    }
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        match serde_json::to_vec(&self.value) {
            Ok(body) => {
                let kind = HeaderValue::from_static("application/json");
                Rendered::answer(self.status, kind, Bytes::from(body))
            }
            Err(fault) => Error::fault(format!("writing JSON: {fault}")).into_response(),
        }
    }
}
