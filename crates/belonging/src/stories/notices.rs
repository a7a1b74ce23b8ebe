//! What the owner of a story is told of what others did with it, by the way they chose. The words are the title as they
//! wrote it and, where a story comes back, those of the editors; nobody else's.

use crate::texts::stories as t;
use ::store::{Act, Permit, Result, Tx};
use commons::items::{self, Facts};
use commons::notices::{Notice, Said, tell};
use kernel::Locale;

/// What was done with a story.
pub(super) enum Told<'a> {
    /// It is published.
    Published,
    /// It comes back, with a word from the editors.
    SentBack(&'a str),
    /// It is out of sight.
    Withdrawn,
    /// It can be seen again.
    PutBack,
}

impl Told<'_> {
    fn kind(&self) -> &'static str {
        match self {
            Self::Published => "stories.published",
            Self::SentBack(_) => "stories.sent_back",
            Self::Withdrawn => "stories.withdrawn",
            Self::PutBack => "stories.put_back",
        }
    }
    fn said(&self, locale: Locale, title: &str) -> Said {
        let (subject, text) = match self {
            Self::Published => (t::said_published(locale), t::said_published_text(locale, title)),
            Self::SentBack(word) => (t::said_sent_back(locale), t::said_sent_back_text(locale, title, word)),
            Self::Withdrawn => (t::said_withdrawn(locale), t::said_withdrawn_text(locale, title)),
            Self::PutBack => (t::said_put_back(locale), t::said_put_back_text(locale, title)),
        };
        Said { subject: subject.to_owned(), text }
    }
}

/// Tells the owner, unless they did it themselves or the desk did it for them.
pub(super) fn tell_owner<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    item: &Facts,
    told: &Told<'_>,
) -> Result<()> {
    let Some(owner) = item.owner.filter(|owner| tx.actor().acting() != Some(*owner)) else { return Ok(()) };
    let texts = items::texts_in_any_stage(tx, item.id)?;
    let title = texts.into_iter().find(|text| text.lang == item.origin).map(|text| text.title);
    let title = title.unwrap_or_default();
    let notice = Notice {
        kind: told.kind(),
        about: Some(item.id.0),
        by: tx.actor().signed_in(),
        path: format!("/stories/{}", item.slug),
        say: &|locale| told.said(locale, &title),
    };
    tell(tx, permit, owner, &notice)
}
