//! Somebody with a browser, or opposite somebody with one.

use crate::client::{Answer, Client};
use crate::page::Page;

/// A neighbour and their browser; it keeps its cookies over every restart of the program.
#[derive(Clone)]
pub struct Neighbour {
    /// What they are called.
    pub name: String,
    /// Their browser.
    pub browser: Client,
    home: String,
}

impl Neighbour {
    /// Somebody who comes for the first time.
    pub fn new(name: &str, address: &str, neighbourhood: &str, language: &'static str) -> Self {
        let browser = Client::new(address, language);
        Self { name: name.to_owned(), browser, home: format!("/{neighbourhood}") }
    }

    /// Comes in by a printed link.
    pub fn comes_in_by(&mut self, link: &str) {
        let path = self.browser.local(link).expect("a link to here");
        let (path, answer) = self.browser.follow(&path).expect("the page of the link");
        let (action, fields) = Page::read(&answer.text()).form().expect("its form");
        let action = if action.is_empty() { path } else { action };
        let answer = self.browser.post(&action, &fields).expect("an answer");
        assert_eq!(answer.status, 303, "{}: {}", self.name, Page::read(&answer.text()).heading());
    }

    /// Opens a page of the neighbourhood.
    pub fn page(&mut self, path: &str) -> Page {
        Page::read(&self.text(path))
    }

    /// The same as text.
    pub fn text(&mut self, path: &str) -> String {
        let (at, answer) = self.browser.follow(&format!("{}{path}", self.home)).expect("a page");
        assert_eq!(answer.status, 200, "{} at {at}: {}", self.name, Page::read(&answer.text()).heading());
        answer.text()
    }

    /// Fills the form that goes to `action` on a page and sends it; whatever comes of it.
    pub fn sends(&mut self, page: &str, action: &str, own: &[(&str, &str)]) -> Answer {
        let to = format!("{}{action}", self.home);
        let shown = self.page(page);
        let fields = shown.form_to(&to);
        let mut fields = fields.unwrap_or_else(|| panic!("{page} has {:?}, not {to}", shown.actions()));
        fields.retain(|(name, _)| own.iter().all(|(other, _)| other != name));
        fields.extend(own.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        self.browser.post(&to, &fields).expect("an answer")
    }

    /// The same, and it is taken; tells where it leads, below the neighbourhood.
    pub fn fills(&mut self, page: &str, action: &str, own: &[(&str, &str)]) -> String {
        let answer = self.sends(page, action, own);
        assert_eq!(answer.status, 303, "{} at {action}: {}", self.name, wrong(&answer));
        let next = answer.location.as_deref().and_then(|next| self.browser.local(next)).unwrap_or_default();
        next.strip_prefix(&self.home).unwrap_or(&next).to_owned()
    }
}

/// What a refused form says.
fn wrong(answer: &Answer) -> String {
    let text = answer.text();
    let problems = text.split_once("class=\"problems\"").map_or("", |(_, after)| after);
    format!(
        "{} {} {}",
        answer.status,
        Page::read(&text).heading(),
        problems.chars().take(600).collect::<String>()
    )
}
