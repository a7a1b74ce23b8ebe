//! What the page after a form says once: a signed cookie that lives five minutes.

use crate::App;
use crate::app::hex;
use crate::cookie::Cookie;
use axum::http::HeaderValue;

/// A message for the next page.
#[derive(Clone, Debug)]
pub struct Flash(String);

/// Seconds.
const LIFE: i64 = 300;
/// Longer ones are cut, so that cookies stay small.
const MOST_CHARACTERS: usize = 300;

impl Flash {
    /// The words.
    pub fn words(&self) -> &str {
        &self.0
    }

    pub(crate) fn write(words: &str, app: &App) -> Option<HeaderValue> {
        let words: String = words.chars().take(MOST_CHARACTERS).collect();
        let until = app.clock.now().plus_seconds(LIFE).micros() / 1_000_000;
        let until = until.to_string();
        let text = hex(words.as_bytes());
        let signature = app.secret.sign("flash", &[text.as_bytes(), until.as_bytes()]);
        Cookie::Flash.set(&[&text, ".", &until, ".", &signature].concat(), Some(LIFE), app.settings.secure())
    }

    pub(crate) fn read(value: &str, app: &App) -> Option<Self> {
        let mut parts = value.split('.');
        let (text, until, signature) = (parts.next()?, parts.next()?, parts.next()?);
        if !app.secret.verify("flash", &[text.as_bytes(), until.as_bytes()], signature) {
            return None;
        }
        let fresh = until.parse::<i64>().ok()? >= app.clock.now().micros() / 1_000_000;
        let bytes = text
            .as_bytes()
            .chunks(2)
            .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok());
        let words = String::from_utf8(bytes.collect::<Option<Vec<u8>>>()?).ok()?;
        fresh.then_some(Self(words))
    }
}
