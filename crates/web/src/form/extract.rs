//! Taking a received form in a handler.

use super::body::{Received, Upload};
use super::{Errors, Fields, Input, Typed};
use crate::answer::Page;
use crate::ask::Ask;
use crate::{Error, Visit};
use askama::Template;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::StatusCode;
use kernel::Key;
use std::marker::PhantomData;
use std::sync::Arc;

/// A form as it was sent: token and origin are checked already, its values not yet.
#[derive(Debug)]
pub struct Form<I> {
    input: Result<I, Errors>,
    fields: Fields,
    files: Vec<Upload>,
    once: Key,
    ask: Arc<Ask>,
}

/// A form whose values can be worked with.
#[derive(Debug)]
pub struct Ready<I> {
    /// What was typed, as typed values.
    pub input: I,
    /// For `store.write_once`: the same form sent again has the same key.
    pub once: Key,
    /// Files that came with it.
    pub files: Vec<Upload>,
    sent: Sent<I>,
}

/// What was sent, to show it again.
#[derive(Clone, Debug)]
pub struct Sent<I> {
    fields: Fields,
    once: Key,
    ask: Arc<Ask>,
    of: PhantomData<fn() -> I>,
}

impl<I: Input> Form<I> {
    /// The values, or the form's page again with what was typed and what is wrong (status 422).
    pub fn or_show<T: Template>(self, page: impl FnOnce(Typed) -> T) -> Result<Ready<I>, Error> {
        let json = self.ask.json();
        let sent = Sent { fields: self.fields, once: self.once, ask: self.ask, of: PhantomData };
        match self.input {
            Ok(input) => Ok(Ready { input, once: self.once, files: self.files, sent }),
            Err(errors) if json => Err(Error::Invalid(errors)),
            Err(errors) => Err(sent.show(StatusCode::UNPROCESSABLE_ENTITY, errors, page)),
        }
    }
    /// A value as it was typed: for a page that is made anew around a field of ours.
    pub fn typed(&self, name: &str) -> Option<&str> {
        self.fields.get(name)
    }
    /// The values, or an error page (problem+json) that lists what is wrong: for buttons and the API.
    pub fn ready(self) -> Result<Ready<I>, Error> {
        let sent = Sent { fields: self.fields, once: self.once, ask: self.ask, of: PhantomData };
        let input = self.input.map_err(Error::Invalid)?;
        Ok(Ready { input, once: self.once, files: self.files, sent })
    }
}

impl<I: Input> Ready<I> {
    /// What was sent, kept for showing it again when the act is refused later.
    pub fn sent(&self) -> Sent<I> {
        Sent {
            fields: self.sent.fields.clone(),
            once: self.once,
            ask: self.sent.ask.clone(),
            of: PhantomData,
        }
    }
}

impl<I: Input> Sent<I> {
    /// Turns a refusal about what was typed into the form's page again; other errors stay as they are.
    pub fn or_show<T: Template>(self, error: impl Into<Error>, page: impl FnOnce(Typed) -> T) -> Error {
        let error = error.into();
        match error.about_input() {
            Some(errors) => self.again(StatusCode::UNPROCESSABLE_ENTITY, errors, error, page),
            None => error,
        }
    }
    /// The same for pages on which the form stands whatever happened meanwhile: what came in between (somebody else was
    /// faster, the disk is full) is said above it, with its own status, and nothing typed is lost.
    pub fn or_keep<T: Template>(self, error: impl Into<Error>, page: impl FnOnce(Typed) -> T) -> Error {
        let error = error.into();
        match error.about_meanwhile() {
            Some((status, errors)) => self.again(status, errors, error, page),
            None => self.or_show(error, page),
        }
    }
    fn again<T: Template>(
        self,
        status: StatusCode,
        errors: Errors,
        error: Error,
        page: impl FnOnce(Typed) -> T,
    ) -> Error {
        if self.ask.json() { error } else { self.show(status, errors, page) }
    }
    fn show<T: Template>(self, status: StatusCode, errors: Errors, page: impl FnOnce(Typed) -> T) -> Error {
        let typed = Typed::again::<I>(&self.ask, self.fields, errors, self.once);
        Error::shown(Page::with(status, page(typed)))
    }
}

impl<S: Send + Sync, I: Input> FromRequest<S> for Form<I> {
    type Rejection = Error;
    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        let mut parts = request.into_parts().0;
        let visit = Visit::from_request_parts(&mut parts, state).await?;
        let received = parts.extensions.remove::<Arc<Received>>().and_then(Arc::into_inner);
        let received =
            received.ok_or_else(|| Error::fault("a form was taken at an address that reads none"))?;
        Ok(Self {
            input: received.fields.parse(),
            fields: received.fields,
            files: received.files,
            once: received.once,
            ask: visit.ask,
        })
    }
}
