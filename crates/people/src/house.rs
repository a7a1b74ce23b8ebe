//! What handlers of people need beside the store: the directory (to make it forget), the sender of mail, the list
//! of erasures. Laid around the router once, by the program.

use crate::Directory;
use crate::mail::{Forget, SendMail};
use crate::sms::SendSms;
use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use axum::{Extension, Router};
use std::sync::Arc;
use web::{Cookie, Error, Shared};

/// Handles that live as long as the program.
#[derive(Clone)]
pub struct People {
    /// Who is where.
    pub directory: Directory,
    /// Sends letters.
    pub mail: Arc<dyn SendMail>,
    /// Sends text messages, where there is a gateway for them.
    pub sms: Option<Arc<dyn SendSms>>,
}

impl People {
    /// Does away with letters and text messages of somebody who leaves.
    pub(crate) async fn forget(&self, forget: Forget) -> Result<(), Error> {
        let texts = match &self.sms {
            Some(sms) => sms.forget(forget.clone()).await,
            None => Ok(()),
        };
        self.mail.forget(forget).await.and(texts).map_err(Error::fault)
    }
    /// Lays these around the router, where handlers of people find them.
    pub fn around(self, router: Router) -> Router {
        router.layer(Extension(self))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for People {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        let people = parts.extensions.get::<Self>().cloned();
        people.ok_or_else(|| Error::fault("people::People::around was not called on the router"))
    }
}

/// The browser a request comes from. What its cookie says stays in this crate.
pub struct Browser {
    /// The value of its cookie; empty when there is none.
    pub(crate) session: String,
    /// Browser and system in two words.
    pub(crate) device: String,
}

impl std::fmt::Debug for Browser {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Browser").finish_non_exhaustive()
    }
}

impl FromRequestParts<Shared> for Browser {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, app: &Shared) -> Result<Self, Error> {
        let session = Cookie::Session.read(&parts.headers, app.settings.secure()).unwrap_or_default();
        let agent = parts.headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok());
        let device = crate::sign_in::model::device(agent.unwrap_or_default());
        Ok(Self { session: session.to_owned(), device })
    }
}
