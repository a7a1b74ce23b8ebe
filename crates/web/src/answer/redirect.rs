//! "Go there", with a word on what has happened.

use crate::cookie::Cookie;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// After a form: status 303 to a page of ours, which may say something once.
#[derive(Clone, Debug)]
pub struct Redirect {
    to: String,
    say: Option<String>,
    session: Option<(String, Option<i64>)>,
    display: Option<String>,
    kiosk: Option<(String, Option<i64>)>,
    fresh: bool,
}

/// What the next page says.
#[derive(Clone, Debug)]
pub struct Say(pub String);

/// A cookie to set; the gate knows whether the address is https.
#[derive(Clone, Debug)]
pub struct Cookies(pub Vec<(Cookie, String, Option<i64>)>);

impl Redirect {
    /// To an address of ours, beginning with a slash. Anything else leads to the first page, so that no
    /// parameter can lead readers elsewhere.
    pub fn to(path: impl Into<String>) -> Self {
        let path = path.into();
        let ours = path.starts_with('/')
            && !path.starts_with("//")
            && !path.contains(['\\', '\r', '\n', '\t'])
            && path.is_ascii();
        Self {
            to: if ours { path } else { "/".to_owned() },
            say: None,
            session: None,
            display: None,
            kiosk: None,
            fresh: false,
        }
    }
    /// The next page says this, once.
    pub fn say(self, words: impl Into<String>) -> Self {
        Self { say: Some(words.into()), ..self }
    }
    /// Signs in: sets the session cookie; it lives so many seconds, or until the browser closes.
    pub fn sign_in(self, token: impl Into<String>, seconds: Option<i64>) -> Self {
        Self { session: Some((token.into(), seconds)), ..self }
    }
    /// Signs out: takes the session cookie away.
    pub fn sign_out(self) -> Self {
        Self { session: Some((String::new(), Some(0))), ..self }
    }
    /// Makes this browser a kiosk for so many seconds; 0 makes it an ordinary one again.
    pub fn kiosk(self, token: impl Into<String>, seconds: i64) -> Self {
        Self { kiosk: Some((token.into(), Some(seconds))), ..self }
    }
    /// For whoever comes next to a shared screen: nothing is left of who was there, not even their language.
    pub fn fresh(self) -> Self {
        Self { fresh: true, ..self.sign_out() }
    }
    pub(crate) fn display(self, settings: String) -> Self {
        Self { display: Some(settings), ..self }
    }
}

impl IntoResponse for Redirect {
    fn into_response(self) -> Response {
        let mut response = StatusCode::SEE_OTHER.into_response();
        let to = HeaderValue::try_from(self.to).unwrap_or(HeaderValue::from_static("/"));
        response.headers_mut().insert(header::LOCATION, to);
        if let Some(say) = self.say {
            response.extensions_mut().insert(Say(say));
        }
        let session = self.session.map(|(token, seconds)| (Cookie::Session, token, seconds));
        let display = self.display.map(|display| (Cookie::Display, display, Some(365 * 86_400)));
        let kiosk = self.kiosk.map(|(token, seconds)| (Cookie::Kiosk, token, seconds));
        let gone = |cookie| (cookie, String::new(), Some(0));
        let left = [Cookie::Language, Cookie::Display, Cookie::Flash].map(gone);
        let left = left.into_iter().filter(|_| self.fresh);
        let cookies: Vec<_> = session.into_iter().chain(display).chain(kiosk).chain(left).collect();
        if !cookies.is_empty() {
            response.extensions_mut().insert(Cookies(cookies));
        }
        response
    }
}
