//! What each kind of "no" is called, says and advises, and its status.

use crate::texts::layout as t;
use axum::http::StatusCode;
use kernel::{Code, Locale};

/// Heading, explanation, what to do.
#[derive(Clone, Copy, Debug)]
pub struct Told {
    pub(crate) title: &'static str,
    pub(crate) says: &'static str,
    pub(crate) advice: &'static str,
}

/// The usual words of a code.
pub(crate) fn words(code: Code, locale: Locale) -> Told {
    let told = |title, says, advice| Told { title, says, advice };
    let l = locale;
    match code {
        Code::Invalid => told(t::error_invalid(l), t::error_invalid_says(l), t::error_invalid_advice(l)),
        Code::NotSignedIn => {
            told(t::error_not_signed_in(l), t::error_not_signed_in_says(l), t::error_not_signed_in_advice(l))
        }
        Code::NotVouched => {
            told(t::error_not_vouched(l), t::error_not_vouched_says(l), t::error_not_vouched_advice(l))
        }
        Code::NotAgreed => {
            told(t::error_not_agreed(l), t::error_not_agreed_says(l), t::error_not_agreed_advice(l))
        }
        Code::Forbidden => {
            told(t::error_forbidden(l), t::error_forbidden_says(l), t::error_forbidden_advice(l))
        }
        Code::NotFound => {
            told(t::error_not_found(l), t::error_not_found_says(l), t::error_not_found_advice(l))
        }
        Code::Gone => told(t::error_gone(l), t::error_gone_says(l), t::error_gone_advice(l)),
        Code::ThroughDesk => {
            told(t::error_through_desk(l), t::error_through_desk_says(l), t::error_through_desk_advice(l))
        }
        Code::ThroughGuardian => told(
            t::error_through_guardian(l),
            t::error_through_guardian_says(l),
            t::error_through_guardian_advice(l),
        ),
        Code::Conflict => told(t::error_conflict(l), t::error_conflict_says(l), t::error_conflict_advice(l)),
        Code::TooMany => told(t::error_too_many(l), t::error_too_many_says(l), t::error_too_many_advice(l)),
        Code::TooLarge => {
            told(t::error_too_large(l), t::error_too_large_says(l), t::error_too_large_advice(l))
        }
        Code::Busy => told(t::error_busy(l), t::error_busy_says(l), t::error_busy_advice(l)),
        Code::ReadOnly => {
            told(t::error_read_only(l), t::error_read_only_says(l), t::error_read_only_advice(l))
        }
    }
}

/// The words of a fault of the program.
pub(crate) fn fault_words(locale: Locale) -> Told {
    Told {
        title: t::error_fault(locale),
        says: t::error_fault_says(locale),
        advice: t::error_fault_advice(locale),
    }
}

/// The one mapping from refusals to HTTP (RFC 9110 §15, RFC 6585).
pub(crate) const fn status(code: Code) -> StatusCode {
    match code {
        Code::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
        Code::NotSignedIn
        | Code::NotVouched
        | Code::NotAgreed
        | Code::Forbidden
        | Code::ThroughDesk
        | Code::ThroughGuardian => StatusCode::FORBIDDEN,
        Code::NotFound => StatusCode::NOT_FOUND,
        Code::Gone => StatusCode::GONE,
        Code::Conflict => StatusCode::CONFLICT,
        Code::TooMany => StatusCode::TOO_MANY_REQUESTS,
        Code::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Code::Busy | Code::ReadOnly => StatusCode::SERVICE_UNAVAILABLE,
    }
}

/// The word programs read in problem+json.
pub(crate) const fn word(code: Code) -> &'static str {
    match code {
        Code::Invalid => "invalid",
        Code::NotSignedIn => "not-signed-in",
        Code::NotVouched => "not-vouched",
        Code::NotAgreed => "not-agreed",
        Code::Forbidden => "forbidden",
        Code::NotFound => "not-found",
        Code::Gone => "gone",
        Code::ThroughDesk => "through-desk",
        Code::ThroughGuardian => "through-guardian",
        Code::Conflict => "conflict",
        Code::TooMany => "too-many",
        Code::TooLarge => "too-large",
        Code::Busy => "busy",
        Code::ReadOnly => "read-only",
    }
}
