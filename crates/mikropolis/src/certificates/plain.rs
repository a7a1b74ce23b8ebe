//! The open door at port 80: answers the authority, and leads everybody else to the encrypted one. Nothing of the
//! neighbourhood is served here. The way leads to the name that was set, whatever name was asked for.

use super::current::Current;
use crate::texts::certificates as t;
use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use kernel::Locale;
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

/// What the authority asks for, by the word it asks with.
#[derive(Debug, Default)]
pub struct Answers(RwLock<HashMap<String, String>>);

impl Answers {
    /// Answers this from now on.
    pub fn give(&self, asked: &str, answer: &str) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).insert(asked.to_owned(), answer.to_owned());
    }
    /// Nothing is asked any more.
    pub fn forget(&self) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).clear();
    }
    fn to(&self, asked: &str) -> Option<String> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).get(asked).cloned()
    }
}

#[derive(Clone)]
struct Door {
    answers: Arc<Answers>,
    current: Arc<Current>,
    address: String,
}

/// The door; `address` is the one people type, with `https://`.
pub fn router(answers: Arc<Answers>, current: Arc<Current>, address: &str) -> Router {
    let door = Door { answers, current, address: address.trim_end_matches('/').to_owned() };
    Router::new().route("/.well-known/acme-challenge/{asked}", get(answer)).fallback(lead).with_state(door)
}

async fn answer(State(door): State<Door>, Path(asked): Path<String>) -> Response {
    match door.answers.to(&asked) {
        Some(answer) => ([(header::CONTENT_TYPE, "application/octet-stream")], answer).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn lead(State(door): State<Door>, request: Request) -> Response {
    if door.current.validity().is_none() {
        let words = [Locale::Pl, Locale::En, Locale::Uk].map(t::soon).join("\n\n");
        let kind = [(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::RETRY_AFTER, "120")];
        return (StatusCode::SERVICE_UNAVAILABLE, kind, words).into_response();
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        // what was sent openly is not sent on
        return StatusCode::FORBIDDEN.into_response();
    }
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
    let to = format!("{}{path}", door.address);
    (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, to)]).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_asked_just_now_is_answered() {
        let answers = Answers::default();
        answers.give("word", "answer");
        assert_eq!(answers.to("word").as_deref(), Some("answer"));
        assert_eq!(answers.to("../word"), None);
        answers.forget();
        assert_eq!(answers.to("word"), None);
    }
}
