//! Router, extractors, layout, forms, errors, headers and assets of every page.
//!
//! A feature is a [`Slice`]: plain data. [`router`] builds everything from the list of slices, and puts one gate
//! before every handler: limit, community, person, language, guard; for what may change something also origin,
//! form token and the whole body. The handler gets a [`Visit`] and answers with a [`Page`], a [`Redirect`], a
//! [`Document`] or [`Json`]; on the way out the gate turns errors into pages, adds ETag, cache policy and cookies,
//! and packs. This is a whole slice:
//!
//! ```
//! use askama::Template;
//! use axum::routing::{get, post};
//! use kernel::{ActRow, Grant};
//! use web::*;
//!
//! static WRITE: ActRow =
//!     ActRow { name: "board.write", who: &[Grant::Vouched], law: "house rules §2", desk: true, also: "", publishes: true, between: false };
//! const EVERYBODY: Guard = Guard::Public("a board everybody reads");
//!
//! pub static SLICE: Slice = Slice {
//!     pillar: Some(Pillar::Belonging),
//!     acts: &[WRITE],
//!     routes: &[
//!         Route::get("/board/add", Guard::Act(&WRITE), Cache::Private, || get(form)),
//!         Route::post("/board/add", Guard::Act(&WRITE), || post(add)),
//!         Route::get("/board/{note}", EVERYBODY, Cache::Public { seconds: 60 }, || get(note)),
//!     ],
//!     ..Slice::named("board", "notes for neighbours")
//! };
//!
//! /// What the form is read into; the same for JSON. Labels and hints are message functions of the slice's texts.
//! struct NoteInput {
//!     title: String,
//!     about: Option<String>,
//! }
//!
//! impl Input for NoteInput {
//!     const FIELDS: &'static [Field] =
//!         &[Field::new("title", |_| "Title").hint(|_| "One sentence"), Field::new("about", |_| "About")];
//!     fn parse(read: &mut Reader<'_>) -> Option<Self> {
//!         // first ask for all, then unwrap: everything wrong is said at once
//!         let title = read.line("title", 3..=80);
//!         let about = read.maybe_text("about", 1..=2000);
//!         Some(Self { title: title?, about: about? })
//!     }
//! }
//!
//! #[derive(Template)]
//! #[template(ext = "html", source = r#"{% extends "layout.html" %}{% import "form.html" as f %}
//! {% block content %}<h1>{{ chrome.title }}</h1>
//! <form method="post" action="{{ chrome.path("/board/add") }}">
//! {{ f::hidden(form) }}{{ f::summary(form) }}
//! {{ f::line(form, "title") }}{{ f::text(form, "about", 2000, 6, false) }}
//! <button class="button">Pin it up</button></form>{% endblock %}"#)]
//! struct FormPage {
//!     chrome: Chrome,
//!     form: Typed,
//! }
//!
//! async fn form(visit: Visit) -> Page<FormPage> {
//!     Page::of(FormPage { chrome: visit.chrome("A new note"), form: visit.form::<NoteInput>() })
//! }
//!
//! async fn add(visit: Visit, form: Form<NoteInput>) -> Result<Redirect> {
//!     let again = |form| FormPage { chrome: visit.chrome("A new note"), form };
//!     let ready = form.or_show(again)?; // 422: the page with what was typed and what is wrong
//!     let (sent, once, input) = (ready.sent(), ready.once, ready.input);
//!     let write = move |_tx: &store::Tx<'_>| Ok(format!("{} {}", input.title, input.about.is_some()));
//!     let written = visit.app.store.write_once(visit.actor, once, write).await;
//!     let title = written.map_err(|error| sent.or_show(error, again))?; // a refusal at its field
//!     Ok(Redirect::to(visit.path("/board")).say(format!("{title}: it is on the board")))
//! }
//!
//! async fn note(_visit: Visit, Path(note): Path<u32>) -> Result<String> {
//!     Ok(format!("note {note}"))
//! }
//!
//! assert!(web::check(&[&SLICE]).is_ok());
//! ```

// Templates shared with other crates name items by their full path, which has to hold here too.
extern crate self as web;

text::texts!();

pub mod answer;
mod app;
mod ask;
pub mod assets;
mod cookie;
pub mod form;
mod gate;
mod headers;
mod identify;
pub mod layout;
pub mod limit;
pub mod map;
mod memory;
mod metrics;
pub mod openapi;
mod pack;
mod room;
mod router;
mod serve;
mod service;
mod slice;
mod visit;

/// Slices of the frame itself: display settings and a page for each pillar. They belong in the program's list.
pub static SLICES: &[&Slice] = &[&layout::pages::SLICE, &openapi::SLICE];

pub use answer::{Document, Error, Json, Page, Redirect, Result};
pub use app::{App, Secret, Settings, Shared};
pub use cookie::Cookie;
pub use form::{Choice, Errors, Field, Fields, Form, Input, Reader, Ready, Typed, Upload};
pub use headers::CONTENT_SECURITY_POLICY;
pub use identify::{Community, Helping, Identify, Later, Person};
pub use layout::Chrome;
pub use limit::Limit;
pub use room::{Measure, Room};
pub use router::{WrongRoutes, check, reserved, router};
pub use serve::{log_panics, serve};
pub use slice::{
    About, Begin, Beside, BesideFn, BesideRow, Cache, Door, EraseFn, EraseThingFn, Erasure, ExportFn, Guard,
    ItemKind, ItemRef, JobRow, LettersFn, MeetingPlace, MeetingPlacesFn, Method, Move, Own, Pillar, Route,
    SaysFn, Scope, Seal, Slice, Speaks, Spot, TakesHomeFn, Task, Trace, Whereabouts, beside,
};
pub use visit::{Path, Paths, Query, Visit};
