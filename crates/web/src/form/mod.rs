//! Forms: one description of the fields serves the HTML form, its errors, the JSON body and the query string.
//!
//! Bodies are read by the gate alone, which checks the token before any handler runs; a handler takes the
//! finished [`Form`] and can't reach the bytes.

mod body;
mod describe;
mod errors;
mod extract;
mod fields;
mod read;
mod typed;

pub(crate) use body::receive;
pub use body::{Origin, Upload, origin};
pub use describe::{Described, describe};
pub use errors::Errors;
pub use extract::{Form, Ready, Sent};
pub use fields::Fields;
pub use read::{Choice, Field, Input, Reader};
pub use typed::{Typed, TypedError, TypedOption};
