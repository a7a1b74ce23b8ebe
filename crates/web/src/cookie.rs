//! Cookies: few, ours alone, and out of reach of scripts.

use axum::http::{HeaderMap, HeaderValue, header};

/// The cookies this program knows. There are no others.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cookie {
    /// Signed in.
    Session,
    /// Ties form tokens to one browser.
    Visit,
    /// The language chosen.
    Language,
    /// Text size, contrast, spacing, motion.
    Display,
    /// What the page after a form says once.
    Flash,
    /// A screen that many people use: a kiosk of one neighbourhood.
    Kiosk,
}

impl Cookie {
    /// Its name; over https with the prefix that binds it to this host (RFC 6265bis §4.1.3.2).
    pub const fn name(self, secure: bool) -> &'static str {
        match (self, secure) {
            (Self::Session, true) => "__Host-mk",
            (Self::Session, false) => "mk",
            (Self::Visit, true) => "__Host-mk-visit",
            (Self::Visit, false) => "mk-visit",
            (Self::Language, true) => "__Host-mk-language",
            (Self::Language, false) => "mk-language",
            (Self::Display, true) => "__Host-mk-display",
            (Self::Display, false) => "mk-display",
            (Self::Flash, true) => "__Host-mk-flash",
            (Self::Flash, false) => "mk-flash",
            (Self::Kiosk, true) => "__Host-mk-kiosk",
            (Self::Kiosk, false) => "mk-kiosk",
        }
    }

    /// Its value in a request, if there is exactly what we would have written.
    pub fn read(self, headers: &HeaderMap, secure: bool) -> Option<&str> {
        let name = self.name(secure);
        headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok()).find_map(|line| {
            line.split(';').find_map(|pair| pair.trim_start().strip_prefix(name)?.strip_prefix('='))
        })
    }

    /// A `Set-Cookie` value; `seconds` is how long it lives, 0 takes it away, `None` until the browser closes.
    ///
    /// `None` when the value holds characters that cookies may not hold.
    pub fn set(self, value: &str, seconds: Option<i64>, secure: bool) -> Option<HeaderValue> {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~|%+/=".contains(&byte);
        if !value.bytes().all(allowed) {
            return None;
        }
        let name = self.name(secure);
        let age = seconds.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default();
        let only_https = if secure { "; Secure" } else { "" };
        HeaderValue::try_from(format!("{name}={value}; Path=/{age}; HttpOnly; SameSite=Lax{only_https}")).ok()
    }
}
