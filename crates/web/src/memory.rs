//! Pages for visitors, remembered while nothing in the database has changed.
//!
//! Only what every visitor gets alike and may be kept by their browsers anyway (`Cache::Public`), for no longer than
//! there. Any commit, of this process or another, makes all of it forgotten: a story that was withdrawn is gone with
//! the next request, and nothing has to know which pages it stood on.

use crate::answer::{Cookies, Rendered, Say};
use crate::ask::Ask;
use crate::{Cache, Route};
use axum::body::Body;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::Response;
use kernel::{CommunityId, Locale, Time};
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use store::Version;

/// All remembered bodies together, in bytes; beyond, all are forgotten.
const MOST_BYTES: usize = 8 << 20;
/// Larger answers are rare, and would push the lists out.
const LARGEST: usize = 256 << 10;

/// The remembered pages of a server.
#[derive(Debug, Default)]
pub struct Memory(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    of: Option<Version>,
    pages: HashMap<Wanted, Remembered>,
    bytes: usize,
}

/// What makes one visitor's page differ from another's.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Wanted {
    community: CommunityId,
    address: String,
    locale: Locale,
    display: String,
    seconds: u32,
}

#[derive(Debug)]
struct Remembered {
    headers: HeaderMap,
    body: Rendered,
    until: Time,
}

impl Wanted {
    /// `None` for what is not the same for every visitor.
    pub(crate) fn of(ask: &Ask, route: &Route, uri: &Uri) -> Option<Self> {
        let Cache::Public { seconds } = route.cache else { return None };
        let address = uri.path_and_query().map_or("/", |address| address.as_str());
        ask.is_like_any_visitors().then(|| Self {
            community: ask.community.id,
            address: address.to_owned(),
            locale: ask.locale,
            display: ask.display.classes(),
            seconds,
        })
    }
}

impl Memory {
    /// The remembered answer, if it was made of the same rows a short while ago.
    pub(crate) fn recall(&self, wanted: &Wanted, of: &Version, now: Time) -> Option<Response> {
        let kept = self.lock();
        if kept.of.as_ref() != Some(of) {
            return None;
        }
        let page = kept.pages.get(wanted).filter(|page| now < page.until)?;
        let mut response = Response::new(Body::from(page.body.bytes()));
        *response.headers_mut() = page.headers.clone();
        response.extensions_mut().insert(page.body.clone());
        Some(response)
    }

    /// Remembers an answer made of these rows.
    pub(crate) fn remember(&self, wanted: Wanted, of: Version, now: Time, response: &mut Response) {
        let own = response.extensions().get::<Cookies>().is_some()
            || response.extensions().get::<Say>().is_some()
            || response.headers().contains_key(header::SET_COOKIE);
        let Some(body) = response.extensions_mut().get_mut::<Rendered>() else { return };
        let size = body.bytes().len();
        if own || size > LARGEST {
            return;
        }
        body.hashed();
        let body = body.clone();
        if response.status() != StatusCode::OK {
            return;
        }
        let until = now.plus_seconds(i64::from(wanted.seconds));
        let mut kept = self.lock();
        if kept.of.as_ref() != Some(&of) || kept.bytes + size > MOST_BYTES {
            *kept = Kept { of: Some(of), ..Kept::default() };
        }
        let page = Remembered { headers: response.headers().clone(), body, until };
        kept.bytes += size;
        if let Some(before) = kept.pages.insert(wanted, page) {
            kept.bytes -= before.body.bytes().len();
        }
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
