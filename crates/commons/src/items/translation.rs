//! Writing the words of an item in another language. Nothing is replaced that the writer did not have before them, and
//! what somebody read over, or its owner wrote, is not replaced by just anybody.

use super::model::{Facts, TextRow, TextState, Words};
use super::store::{self, ItemAct};
use crate::texts::translating as t;
use ::store::{Permit, Result, Snapshot, Tx};
use kernel::{Code, Locale, Refusal, Role};
use sha2::{Digest as _, Sha256};
use web::{Field, Reader};

/// What a translator had before them: the original, and what stood in the other language. Forms carry it along.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Beside(String);

impl Beside {
    /// The field that carries it.
    pub const FIELD: Field = Field::new("beside", t::field_words);

    /// What is there now.
    pub fn of(texts: &[TextRow], lang: Locale) -> Self {
        let mut hash = Sha256::new();
        for text in texts.iter().filter(|text| text.lang == lang || text.state == TextState::Original) {
            let author = text.author.map_or_else(String::new, |author| author.to_string());
            let own = [text.lang.code(), text.state.word(), &author, &text.title, &text.summary, &text.body];
            for part in own {
                hash.update((part.len() as u64).to_le_bytes());
                hash.update(part);
            }
        }
        Self(hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect())
    }
    /// As a form sent it; nothing from a program that takes what is there.
    pub fn read(read: &Reader<'_>) -> Option<Self> {
        read.raw(Self::FIELD.name).filter(|typed| !typed.is_empty()).map(|typed| Self(typed.to_owned()))
    }
    /// The hidden field.
    pub fn value(self) -> (&'static str, String) {
        (Self::FIELD.name, self.0)
    }
}

/// What is written in another language.
#[derive(Clone, Copy, Debug)]
pub struct Translation<'a> {
    /// In which.
    pub lang: Locale,
    /// How it came to be.
    pub state: TextState,
    /// The words.
    pub words: &'a Words,
    /// What the writer had before them; nothing: what is there.
    pub beside: Option<&'a Beside>,
}

/// Writes or rewrites the words of an item in another language.
///
/// # Errors
/// [`Code::Conflict`] when original or translation changed meanwhile, or the language is the original's;
/// [`Code::Forbidden`] when it is not the actor's to change; those of the store.
pub fn put_translation<'tx, A: ItemAct>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    new: &Translation<'_>,
) -> Result<()> {
    let item = store::facts(tx, permit.act().item())?.ok_or(Code::NotFound)?;
    let texts = store::texts_in_any_stage(tx, item.id)?;
    if new.lang == item.origin || new.beside.is_some_and(|beside| *beside != Beside::of(&texts, new.lang)) {
        return Err(Code::Conflict.into());
    }
    may_translate(tx, &item, &texts, new.lang)?;
    store::put_text(tx, permit, new.lang, new.words, new.state, item.version)
}

/// What somebody read over, or the owner wrote, and what is not out of date, is changed by its author, the owner or
/// the editors.
///
/// # Errors
/// [`Code::Forbidden`] for others; those of the store.
pub fn may_translate(seen: &Snapshot<'_>, item: &Facts, texts: &[TextRow], lang: Locale) -> Result<()> {
    let careful = |text: &&TextRow| {
        text.state == TextState::Reviewed || item.owner.is_some() && text.author == item.owner
    };
    let Some(before) = texts.iter().find(|text| text.lang == lang).filter(careful) else { return Ok(()) };
    let me = seen.actor().acting();
    let standing = me.map(|me| seen.standing(me)).transpose()?.flatten().unwrap_or_default();
    let mine = |whose| me.is_some_and(|me| whose == me) || standing.organisations.contains(&whose);
    let keeps = [Role::Editor, Role::Animator].iter().any(|role| standing.roles.contains(role));
    match keeps || is_stale(texts, before) || before.author.into_iter().chain(item.owner).any(mine) {
        true => Ok(()),
        false => Err(Refusal::new(Code::Forbidden, t::kept).into()),
    }
}

/// Whether the original has changed since this translation was written.
pub fn is_stale(texts: &[TextRow], text: &TextRow) -> bool {
    let original = texts.iter().find(|other| other.state == TextState::Original);
    text.state != TextState::Original
        && original.is_some_and(|original| text.of_version < original.of_version)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(lang: Locale, state: TextState, of_version: i64) -> TextRow {
        let empty = String::new;
        TextRow {
            lang,
            title: empty(),
            summary: empty(),
            body: empty(),
            author: None,
            state,
            of_version,
            translator: None,
        }
    }

    #[test]
    fn a_translation_is_older_than_a_changed_original() {
        let written = text(Locale::Uk, TextState::Neighbour, 2);
        let texts = |version| [text(Locale::Pl, TextState::Original, version), written.clone()];
        assert!(!is_stale(&texts(1), &written) && !is_stale(&texts(2), &written));
        assert!(is_stale(&texts(3), &written));
        let original = &texts(3)[0];
        assert!(!is_stale(&texts(3), original));
    }

    #[test]
    fn what_a_translator_saw_is_another_thing_once_either_text_changes() {
        let texts = [text(Locale::Pl, TextState::Original, 1), text(Locale::Uk, TextState::Neighbour, 1)];
        let before = Beside::of(&texts, Locale::Uk);
        assert_eq!(before, Beside::of(&texts, Locale::Uk));
        assert_ne!(before, Beside::of(&texts, Locale::En));
        for changed in 0..2 {
            let mut texts = texts.clone();
            texts[changed].body = "Inaczej".to_owned();
            assert_ne!(before, Beside::of(&texts, Locale::Uk));
        }
    }
}
