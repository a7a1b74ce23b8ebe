//! The one error of handlers, and its page.

use super::words::{Told, fault_words, status, word, words};
use super::{Page, Redirect, Rendered};
use crate::Method;
use crate::ask::Ask;
use crate::form::{Errors, Fields};
use crate::layout::Chrome;
use crate::texts::layout as t;
use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use kernel::{Code, Refusal};
use std::sync::Arc;

/// What handlers return.
pub type Result<T> = std::result::Result<T, Error>;

/// Why there is no ordinary answer.
#[derive(Debug)]
pub enum Error {
    /// A "no" in words for people.
    Refused(Refusal),
    /// Too often; the seconds until it is fine again.
    TooMany {
        /// Seconds.
        again_in: u64,
    },
    /// What was typed can't be taken; shown as a list (forms show it at their fields instead).
    Invalid(Errors),
    /// Somebody changed it meanwhile: both texts, so that nothing typed is lost.
    Stale {
        /// What is there now.
        theirs: String,
        /// What was typed.
        yours: String,
    },
    /// The disk is nearly full; what was typed, so that nothing of it is lost.
    NoRoom(Fields),
    /// A page already made: a form shown again.
    Shown(StatusCode, Bytes),
    /// A fault of the program or the machine: logged, never shown.
    Fault(String),
}

impl Error {
    /// A fault, for the log.
    pub fn fault(what: impl Into<String>) -> Self {
        Self::Fault(what.into())
    }
    /// A fault of the file system: a full disk is said as such.
    pub fn io(doing: &str, fault: &std::io::Error) -> Self {
        match fault.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => {
                Refusal::plain(Code::ReadOnly).into()
            }
            kind => Self::Fault(format!("{doing}: {kind}")),
        }
    }
    /// A page as the answer.
    pub fn shown<T: Template>(page: Page<T>) -> Self {
        match page.rendered() {
            Ok((status, html)) => Self::Shown(status, html),
            Err(fault) => Self::fault(format!("rendering: {fault}")),
        }
    }
    /// What is wrong with what was typed, if that is what this is about.
    pub(crate) fn about_input(&self) -> Option<Errors> {
        match self {
            Self::Invalid(errors) => Some(errors.clone()),
            Self::Refused(refusal) => {
                let mut errors = Errors::default();
                errors.add_refusal(refusal)?;
                Some(errors)
            }
            _ => None,
        }
    }
    /// What came between opening a form and sending it, if that is what this is about, and its status.
    pub(crate) fn about_meanwhile(&self) -> Option<(StatusCode, Errors)> {
        let Self::Refused(refusal) = self else { return None };
        let meanwhile = [Code::Conflict, Code::Forbidden, Code::Busy, Code::ReadOnly];
        if refusal.field.is_some() || !meanwhile.contains(&refusal.code) {
            return None;
        }
        let mut errors = Errors::default();
        errors.add_words(refusal);
        Some((self.status(), errors))
    }
    fn status(&self) -> StatusCode {
        match self {
            Self::Refused(refusal) => status(refusal.code),
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Stale { .. } => StatusCode::CONFLICT,
            Self::NoRoom(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Shown(status, _) => *status,
            Self::Fault(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
    fn code(&self) -> Option<Code> {
        match self {
            Self::Refused(refusal) => Some(refusal.code),
            Self::TooMany { .. } => Some(Code::TooMany),
            Self::Invalid(_) => Some(Code::Invalid),
            Self::Stale { .. } => Some(Code::Conflict),
            Self::NoRoom(_) => Some(Code::ReadOnly),
            Self::Shown(..) | Self::Fault(_) => None,
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        use store::Error as S;
        match error {
            S::Refused(refusal) => Self::Refused(refusal),
            S::Taken { .. } => Refusal::plain(Code::Conflict).into(),
            S::Again | S::Busy => Refusal::plain(Code::Busy).into(),
            S::Full => Refusal::plain(Code::ReadOnly).into(),
            S::Away(why) => {
                tracing::warn!(why, "the database is away");
                Refusal::plain(Code::Busy).into()
            }
            S::Poisoned => Self::fault("a transaction went on after a failed statement"),
            S::Fault(fault) => Self::Fault(fault),
        }
    }
}

/// An error waiting for the gate, which knows the reader's language.
#[derive(Clone, Debug)]
pub struct Failure(pub(crate) Arc<Error>);

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        match self {
            Self::Shown(status, html) => {
                Rendered::answer(status, HeaderValue::from_static("text/html; charset=utf-8"), html)
            }
            error => {
                let mut response = error.status().into_response();
                response.extensions_mut().insert(Failure(Arc::new(error)));
                response
            }
        }
    }
}

/// A form that could not be taken now, to be sent again as it is.
struct Kept {
    fields: Vec<(String, String)>,
    token: String,
}

impl Kept {
    fn of(ask: &Ask, error: &Error) -> Option<Self> {
        let Error::NoRoom(fields) = error else { return None };
        let typed = fields.iter().filter(|(name, _)| *name != "token");
        let fields = typed.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        Some(Self { fields, token: ask.token() })
    }
    /// What people wrote: anything of several words.
    fn texts(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().map(|(_, value)| value.as_str()).filter(|value| value.trim().contains(' '))
    }
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage<'a> {
    chrome: Chrome,
    title: &'static str,
    says: String,
    advice: &'static str,
    again: String,
    problems: Vec<String>,
    stale: Option<(&'a str, &'a str)>,
    kept: Option<Kept>,
    sign_in: bool,
    to_agree: bool,
    reference: String,
    fault: &'a str,
}

/// The page (or problem+json) of an error, in the reader's language. Whoever opens a page that needs a name comes to
/// the way in, and from there back: one screen fewer than a page that only says so.
pub(crate) fn failure_page(ask: &Arc<Ask>, error: &Error) -> Response {
    let reading = ask.route.is_some_and(|route| route.method == Method::Get) && !ask.json();
    if reading && error.code() == Some(Code::NotSignedIn) {
        let way_in = Chrome::new(ask.clone(), String::new().into()).sign_in_path();
        if let Some(path) = way_in {
            return Redirect::to(path).into_response();
        }
    }
    let status = error.status();
    let mut response = if ask.json() { problem(ask, error) } else { html(ask, error) };
    *response.status_mut() = status;
    if let Error::TooMany { again_in } = error {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(*again_in));
    } else if status == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("10"));
    }
    response
}

/// Words of the refusal itself, else the usual ones.
fn told(ask: &Ask, error: &Error) -> (Told, String) {
    let usual = error.code().map_or_else(|| fault_words(ask.locale), |code| words(code, ask.locale));
    let own = match error {
        Error::Refused(refusal) => refusal.words(ask.locale),
        _ => None,
    };
    (usual, own.unwrap_or_else(|| usual.says.to_owned()))
}

/// `1F3A-09BC`: easy to read out on the phone.
pub(crate) fn reference(number: u64) -> String {
    format!("{:04X}-{:04X}", number >> 16 & 0xffff, number & 0xffff)
}

fn html(ask: &Arc<Ask>, error: &Error) -> Response {
    let (usual, says) = told(ask, error);
    let locale = ask.locale;
    let page = ErrorPage {
        chrome: Chrome::new(ask.clone(), usual.title.into()),
        title: usual.title,
        says,
        advice: usual.advice,
        again: match error {
            Error::TooMany { again_in } => t::error_again_in(locale, again_in.div_ceil(60)),
            _ => String::new(),
        },
        problems: match error {
            Error::Invalid(errors) => errors.all(locale).map(|(_, says)| says).collect(),
            _ => Vec::new(),
        },
        stale: match error {
            Error::Stale { theirs, yours } => Some((theirs.as_str(), yours.as_str())),
            _ => None,
        },
        kept: Kept::of(ask, error),
        sign_in: error.code() == Some(Code::NotSignedIn),
        to_agree: error.code() == Some(Code::NotAgreed),
        reference: match error {
            Error::Fault(_) => reference(ask.reference),
            _ => String::new(),
        },
        fault: match error {
            Error::Fault(fault) if ask.app.settings.dev => fault,
            _ => "",
        },
    };
    match page.render() {
        Ok(html) => {
            let kind = HeaderValue::from_static("text/html; charset=utf-8");
            Rendered::answer(error.status(), kind, Bytes::from(html))
        }
        Err(_) => (error.status(), usual.title).into_response(),
    }
}

/// RFC 9457.
fn problem(ask: &Ask, error: &Error) -> Response {
    let (usual, says) = told(ask, error);
    let mut problem = serde_json::json!({
        "type": "about:blank",
        "title": usual.title,
        "status": error.status().as_u16(),
        "detail": says,
        "code": error.code().map_or("fault", word),
    });
    match error {
        Error::Invalid(errors) => {
            let each =
                errors.all(ask.locale).map(|(field, says)| serde_json::json!({"field": field, "says": says}));
            problem["errors"] = each.collect();
        }
        Error::Refused(Refusal { field: Some(field), .. }) => problem["field"] = (*field).into(),
        Error::TooMany { again_in } => problem["again_in_seconds"] = (*again_in).into(),
        Error::Stale { theirs, .. } => problem["theirs"] = theirs.as_str().into(),
        Error::Fault(_) => problem["reference"] = reference(ask.reference).into(),
        _ => {}
    }
    let kind = HeaderValue::from_static("application/problem+json");
    Rendered::answer(error.status(), kind, Bytes::from(problem.to_string()))
}
