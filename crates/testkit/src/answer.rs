//! What came back.

use axum::http::{HeaderMap, StatusCode, header};
use scraper::{Html, Selector};

/// An answer, read to its end.
#[derive(Debug)]
pub struct Answer {
    /// Its status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body.
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
    /// The body as JSON.
    ///
    /// # Panics
    /// When it is none.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("no JSON: {error}: {}", self.text()))
    }
    /// Where it leads.
    ///
    /// # Panics
    /// When it leads nowhere.
    pub fn leads_to(&self) -> String {
        let to = self.headers.get(header::LOCATION).and_then(|to| to.to_str().ok());
        to.unwrap_or_else(|| panic!("no redirect but {}: {}", self.status, self.words())).to_owned()
    }
    /// The texts of all elements that a CSS selector finds.
    ///
    /// # Panics
    /// When the selector is none.
    pub fn all(&self, selector: &str) -> Vec<String> {
        let selector = Selector::parse(selector).expect("a CSS selector");
        let text = |element: scraper::ElementRef<'_>| {
            element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
        };
        Html::parse_document(&self.text()).select(&selector).map(text).collect()
    }
    /// The values of an attribute of all elements that a CSS selector finds.
    ///
    /// # Panics
    /// When the selector is none.
    pub fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let selector = Selector::parse(selector).expect("a CSS selector");
        let html = Html::parse_document(&self.text());
        html.select(&selector).filter_map(|element| element.attr(name).map(str::to_owned)).collect()
    }
    /// The words of the main part, for messages of failing tests.
    pub fn words(&self) -> String {
        self.all("main").join(" ")
    }
    /// Whether it leads a visitor to the page for signing in, as pages do that are only for members.
    pub fn asks_to_sign_in(&self) -> bool {
        let to = self.headers.get(header::LOCATION).and_then(|to| to.to_str().ok()).unwrap_or_default();
        self.status == StatusCode::SEE_OTHER
            && to.split('?').next().is_some_and(|to| to.ends_with("/sign-in"))
    }
    /// Whether the door stays shut: refused, or sent to sign in first.
    pub fn turns_away(&self) -> bool {
        self.status == StatusCode::FORBIDDEN || self.asks_to_sign_in()
    }
    /// Fails the test unless the status is this one.
    ///
    /// # Panics
    /// Then.
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.words());
        self
    }
}
