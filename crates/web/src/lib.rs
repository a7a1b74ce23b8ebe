//! Router, extractors, layout, forms, errors, headers and assets of every page.

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
mod metrics;
mod pack;
mod router;
mod serve;
mod service;
mod slice;
mod visit;

pub use answer::{Document, Error, Json, Page, Redirect, Result};
pub use app::{App, Secret, Settings, Shared};
pub use cookie::Cookie;
pub use form::{Choice, Errors, Field, Fields, Form, Input, Reader, Ready, Typed, Upload};
pub use headers::CONTENT_SECURITY_POLICY;
pub use identify::{Community, Helping, Identify, Later, Person};
pub use layout::Chrome;
pub use limit::Limit;
pub use router::{WrongRoutes, check, reserved, router};
pub use serve::serve;
pub use slice::{
    About, Cache, Door, EraseFn, Erasure, Guard, ItemKind, ItemRef, JobRow, Method, Move, Pillar, Route,
    Scope, Seal, Slice, Speaks, Task,
};
pub use visit::{Path, Paths, Query, Visit};
