//! Text messages. Whoever sends them (a modem, a service of a telephone company) is a gateway outside this program:
//! messages lie as files in `sms/` of the data folder, one each, and the gateway picks them up. `docs/reach.md` is
//! the contract for who writes such a gateway.
//!
//! Without a gateway nothing is written there: the desk sends the message with its own telephone.

mod spool;
mod text;

pub use spool::Spool;
pub use text::{fit, fits};

use crate::mail::{Forget, HandedOver};
use crate::returned::CameBack;
use kernel::Key;
use std::sync::{Arc, OnceLock};
use web::{Erasure, Slice};

/// A text message to one number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The same for the same message, however often it is handed over.
    pub id: Key,
    /// The number, `+48123456789`.
    pub to: String,
    /// One message long, and makes sense alone. Nothing private: it stands on locked screens.
    pub text: String,
}

/// Somebody who sends text messages.
pub trait SendSms: Send + Sync + 'static {
    /// Takes a message over.
    fn hand_over(&self, message: Message) -> HandedOver<'_>;
    /// Does away with messages that still lie here.
    fn forget(&self, forget: Forget) -> HandedOver<'_>;
    /// Messages that could not be sent; each is settled once it was told of.
    fn returned(&self) -> CameBack<'_> {
        Box::pin(async { Ok(Vec::new()) })
    }
}

static SENDER: OnceLock<Arc<dyn SendSms>> = OnceLock::new();

/// Names the sender of text messages for this program's background work. The first one named stays.
pub fn send_through(sms: Arc<dyn SendSms>) {
    let _ = SENDER.set(sms);
}

/// Who sends text messages for background work, once named.
pub fn sender() -> Option<&'static Arc<dyn SendSms>> {
    SENDER.get()
}

/// The slice: messages that wait for the gateway.
pub static SLICE: Slice = Slice {
    erasure: Erasure {
        says: "text messages that still lie here, to them or because of them, are removed by the leaving itself",
        erase: None,
    },
    ..Slice::named("sms", "Text messages: kept as files until a gateway has them.")
};
