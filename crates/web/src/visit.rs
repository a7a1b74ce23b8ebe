//! The one extractor every handler begins with, and those for parts of the address.

use crate::ask::Ask;
use crate::form::{Input, Typed};
use crate::layout::Chrome;
use crate::{Community, Error, Person, Shared};
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use kernel::{Actor, Code, Locale, MemberId, Refusal};
use std::borrow::Cow;
use std::str::FromStr;
use std::sync::Arc;

/// Somebody's visit to one address: who, where, in which language, and the frame of the page to come.
#[derive(Clone, Debug)]
pub struct Visit {
    /// What every request shares.
    pub app: Shared,
    /// Where; at the root the frame's.
    pub community: Arc<Community>,
    /// Who acts, for whom, by which road: for the store.
    pub actor: Actor,
    /// Who is signed in.
    pub person: Option<Arc<Person>>,
    /// The language of the page.
    pub locale: Locale,
    pub(crate) ask: Arc<Ask>,
}

impl Visit {
    /// The frame of a page with this title.
    pub fn chrome(&self, title: impl Into<Cow<'static, str>>) -> Chrome {
        Chrome::new(self.ask.clone(), title.into())
    }
    /// An empty form of this kind.
    pub fn form<I: Input>(&self) -> Typed {
        Typed::new::<I>(&self.ask, std::iter::empty())
    }
    /// A form of this kind that already shows these values.
    pub fn form_with<I: Input>(&self, values: impl IntoIterator<Item = (&'static str, String)>) -> Typed {
        Typed::new::<I>(&self.ask, values)
    }
    /// Whose own acts these are: the one helped at the desk, else the one signed in.
    ///
    /// # Errors
    /// The way to sign in, when nobody is.
    pub fn acting(&self) -> Result<MemberId, Refusal> {
        self.actor.acting().ok_or(Refusal::plain(Code::NotSignedIn))
    }
    /// An address below this community.
    pub fn path(&self, below: &str) -> String {
        self.community.path(below)
    }
    /// Whether this is a screen that many people use.
    pub fn kiosk(&self) -> bool {
        self.ask.kiosk
    }
    /// Whether a page of this browser gave this token away: for the few addresses that are left by time alone,
    /// where a form can't be sent.
    pub fn accepts(&self, token: &str) -> bool {
        self.ask.accepts(token)
    }
    /// What stands for this browser in one matter: in another matter it is another number, and none of them tells
    /// which browser it was. Empty for a browser that has not sent a form of ours before.
    pub fn browser(&self, matter: &str) -> String {
        self.ask.browser(matter)
    }
    /// Counts one more of these for the given key (an account, a number), or refuses.
    pub fn limit(&self, limit: &'static crate::Limit, key: &str) -> Result<(), Error> {
        self.app.limits.take(limit, key, self.app.clock.now())
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visit {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        let ask = parts.extensions.get::<Arc<Ask>>();
        let ask = ask.cloned().ok_or_else(|| Error::fault("a handler was mounted past the gate"))?;
        Ok(Self {
            app: ask.app.clone(),
            community: ask.community.clone(),
            actor: ask.actor(),
            person: ask.person.clone(),
            locale: ask.locale,
            ask,
        })
    }
}

/// The one changing part of an address below a community: `/stories/{id}`. Unreadable is "not found".
#[derive(Clone, Copy, Debug)]
pub struct Path<A>(pub A);

/// The two changing parts of an address below a community: `/stories/{id}/photos/{number}`.
#[derive(Clone, Copy, Debug)]
pub struct Paths<A, B>(pub A, pub B);

impl<S: Send + Sync, A: FromStr + Send> FromRequestParts<S> for Path<A> {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let values = values(parts, state).await?;
        match values.as_slice() {
            [a] => Ok(Self(read(a)?)),
            _ => Err(Error::fault("Path<A> stands at an address with one changing part")),
        }
    }
}

impl<S: Send + Sync, A: FromStr + Send, B: FromStr + Send> FromRequestParts<S> for Paths<A, B> {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let values = values(parts, state).await?;
        match values.as_slice() {
            [a, b] => Ok(Self(read(a)?, read(b)?)),
            _ => Err(Error::fault("Paths<A, B> stands at an address with two changing parts")),
        }
    }
}

async fn values<S: Send + Sync>(parts: &mut Parts, state: &S) -> Result<Vec<String>, Error> {
    let not_found = |_| Error::from(Refusal::plain(Code::NotFound));
    let raw = RawPathParams::from_request_parts(parts, state).await.map_err(not_found)?;
    let own = raw.iter().filter(|(name, _)| *name != "community");
    Ok(own.map(|(_, value)| value.to_owned()).collect())
}

fn read<T: FromStr>(text: &str) -> Result<T, Error> {
    text.parse().map_err(|_| Error::from(Refusal::plain(Code::NotFound)))
}

/// What stands after the question mark, read like a form. Names the form does not know have no effect on pages
/// (links come back with tracking parameters) and are refused by the JSON API.
#[derive(Clone, Debug)]
pub struct Query<I>(pub I);

impl<S: Send + Sync, I: Input> FromRequestParts<S> for Query<I> {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let visit = Visit::from_request_parts(parts, state).await?;
        let query = parts.uri.query().unwrap_or_default();
        let mut fields = crate::form::Fields::from_urlencoded(query.as_bytes())?;
        if !visit.ask.json() {
            fields.keep_known(I::FIELDS);
        }
        fields.parse::<I>().map(Self).map_err(Error::Invalid)
    }
}
