//! What a reader is told about the language of what they read, and how they get it in theirs.

use crate::items::{TextRow, TextState, is_stale};
use crate::texts::translating as t;
use kernel::{ItemId, Locale};
use web::Visit;

/// For the template `translating/mark.html`.
#[derive(Clone, Debug)]
pub struct Note {
    /// The reader's language is missing: how to ask a neighbour for it.
    pub ask: Option<String>,
    /// And how to write it oneself, for those who may.
    pub write: Option<String>,
    /// How the text came to be, in words; empty for an original.
    pub says: String,
    /// The original has changed since.
    pub stale: bool,
    /// The original, where this is none.
    pub original: Option<(String, Locale)>,
    /// Where somebody who may reads it over.
    pub check: Option<String>,
}

/// What to say of the text that is shown of an item; `path` is the item's page, below the community.
pub fn mark(visit: &Visit, item: ItemId, path: &str, texts: &[TextRow], shown: &TextRow) -> Note {
    let locale = visit.locale;
    let vouched = visit.person.as_ref().is_some_and(|person| person.vouched);
    let missing = shown.lang != locale;
    let stale = is_stale(texts, shown);
    let own = visit.actor.acting().is_some() && visit.actor.acting() == shown.author;
    let original = texts.iter().find(|text| text.state == TextState::Original && text.lang != shown.lang);
    let here = |below: String| visit.path(&below);
    let write = || here(super::pages::write_path(visit, item, path, locale));
    Note {
        ask: (missing || stale).then(|| here(format!("/translate/ask?item={item}&to={locale}"))),
        write: (vouched && (missing || stale)).then(write),
        says: says(shown, locale),
        stale,
        original: original.map(|text| (here(format!("{path}?lang={}", text.lang)), text.lang)),
        check: (vouched && !own && !stale && shown.state == TextState::Neighbour)
            .then(|| here(format!("/translate/check/{item}/{}", shown.lang))),
    }
}

fn says(shown: &TextRow, locale: Locale) -> String {
    let how = match (shown.state, &shown.translator) {
        (TextState::Original, _) => return String::new(),
        (TextState::Machine, _) => return t::by_machine(locale).to_owned(),
        (TextState::Neighbour | TextState::Reviewed, Some(name)) => t::by_name(locale, name),
        (TextState::Neighbour | TextState::Reviewed, None) => t::by_neighbour(locale).to_owned(),
    };
    if shown.state == TextState::Reviewed { format!("{how} · {}", t::reviewed(locale)) } else { how }
}
