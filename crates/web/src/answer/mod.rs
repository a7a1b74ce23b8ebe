//! What handlers answer: pages, redirects, documents, errors.

mod document;
mod error;
mod finish;
mod page;
mod redirect;
mod words;

pub use document::{Document, Json};
pub use error::{Error, Result};
pub(crate) use error::{Failure, failure_page, reference};
pub(crate) use finish::{Wishes, finish, no_store, pack};
pub use page::Page;
pub(crate) use page::Rendered;
pub use redirect::Redirect;
pub(crate) use redirect::{Cookies, Say};
pub(crate) use words::words;
