//! Following a code, and typing it again.

use super::model::ShortCode;
use super::store::{self, Target};
use crate::texts::short_links as t;
use ::store::Snapshot;
use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use kernel::{Actor, Code, CommunityId, Refusal};
use web::{Chrome, Error, Field, Input, Page, Path, Query, Reader, Redirect, Result, Visit};

/// A code as typed.
#[derive(Clone, Debug, Default)]
pub struct Typed(String);

impl Input for Typed {
    const FIELDS: &'static [Field] = &[Field::new("code", t::field_code)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        Some(Self(read.raw("code").unwrap_or_default().chars().take(40).collect()))
    }
}

#[derive(Template)]
#[template(path = "short_links/unknown.html")]
struct UnknownPage {
    chrome: Chrome,
    says: String,
    typed: String,
}

fn unknown(visit: &Visit, typed: String) -> Response {
    let l = visit.locale;
    let (status, title, says) = match typed.is_empty() {
        true => (StatusCode::OK, t::name(l), t::lead(l).to_owned()),
        false => (StatusCode::NOT_FOUND, t::unknown(l), t::unknown_says(l, &typed)),
    };
    Page::with(status, UnknownPage { chrome: visit.chrome(title), says, typed }).into_response()
}

/// `GET /q`: a field for the code; with one typed, on to where it leads.
pub async fn typed(visit: Visit, Query(Typed(typed)): Query<Typed>) -> Response {
    match ShortCode::read(&typed) {
        Some(code) => Redirect::to(format!("/q/{code}")).into_response(),
        None => unknown(&visit, typed),
    }
}

/// `GET /q/{code}`: to the page it stands for, in the reader's own language.
pub async fn follow(visit: Visit, Path(typed): Path<String>) -> Result<Response> {
    let typed: String = typed.chars().take(40).collect();
    let Some(code) = ShortCode::read(&typed) else { return Ok(unknown(&visit, typed)) };
    let root = Actor::visitor(CommunityId::INSTALLATION);
    let found = visit.app.store.read(root, move |seen| store::target(seen, &code)).await?;
    let (community, path) = match found {
        None => return Ok(unknown(&visit, typed)),
        Some(Target::Erased) => return Err(Error::from(Refusal::plain(Code::Gone))),
        Some(Target::Page(community, path)) => (community, path),
    };
    let there = Actor::visitor(community);
    let here = visit.app.store.read(there, |seen: &Snapshot<'_>| people::community::here(seen)).await?;
    let below = if path == "/" { "" } else { &path };
    Ok(Redirect::to(format!("/{}{below}", here.slug)).into_response())
}
