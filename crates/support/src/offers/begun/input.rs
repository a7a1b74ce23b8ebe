//! What is kept of a form, and what is asked for at the end.

use crate::offers::acts::Told;
use crate::offers::input::{OfferInput, values};
use crate::offers::model::Kind;
use crate::texts::begun as t;
use serde_json::{Map, Value};
use web::{Error, Field, Fields, Input, Reader};

/// What the form says, as it is kept: the same names and values as a program would send.
pub(super) fn kept(told: &Told, anyway: bool) -> String {
    let anyway = anyway.then(|| ("anyway", "1".to_owned()));
    let pairs = values(told, 0).into_iter().chain(anyway);
    Value::Object(pairs.map(|(name, value)| (name.to_owned(), value.into())).collect::<Map<_, _>>())
        .to_string()
}

/// Reads what was kept.
pub(super) fn read_kept(kept: &str) -> Result<OfferInput, Error> {
    let fields = Fields::from_json(kept.as_bytes())?;
    fields.parse().map_err(Error::Invalid)
}

/// At the end: the code of an invitation slip, if there is one.
pub(super) struct FinishInput(pub(super) Option<String>);

impl Input for FinishInput {
    const FIELDS: &'static [Field] = &[Field::new("code", t::slip).hint(t::slip_hint)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        read.maybe_line("code", 1..=60).map(Self)
    }
}

/// What somebody could give who has just asked for something.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Idea {
    Reading,
    Practising,
    Cooking,
}

impl Idea {
    pub(super) const ALL: [Self; 3] = [Self::Reading, Self::Practising, Self::Cooking];
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Reading => "reading",
            Self::Practising => "practising",
            Self::Cooking => "cooking",
        }
    }
    pub(super) fn title(self, locale: kernel::Locale) -> &'static str {
        match self {
            Self::Reading => t::idea_reading(locale),
            Self::Practising => t::idea_practising(locale),
            Self::Cooking => t::idea_cooking(locale),
        }
    }
    pub(super) const fn kind(self) -> Kind {
        match self {
            Self::Reading | Self::Practising => Kind::Language,
            Self::Cooking => Kind::Skill,
        }
    }
}

/// Which idea a link brought along; none is no mistake.
pub(super) struct IdeaInput(pub(super) Option<Idea>);

impl Input for IdeaInput {
    const FIELDS: &'static [Field] = &[Field::new("idea", t::ideas)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let word = read.raw("idea");
        Some(Self(Idea::ALL.into_iter().find(|idea| Some(idea.word()) == word)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::offers::model::{Chosen, ForWhom, Hours, Side, WhoMayCome};
    use kernel::{Day, Locale};

    #[test]
    fn what_was_typed_is_read_back() {
        let chosen = Chosen {
            side: Side::Need,
            kind: Kind::Thing,
            hours: Hours::Mornings,
            for_whom: ForWhom::Children,
            who_may_come: WhoMayCome::Woman,
            area: "willowe".into(),
            desk_only: true,
            places: 1,
            first_come: false,
            until: Day::parse("2026-12-20").unwrap(),
        };
        let text = "Для двох дітей.\n\"Лапки\" й решта.".to_owned();
        let told = Told { chosen, lang: Locale::Uk, title: "Потрібна коляска".into(), text };
        let read = read_kept(&kept(&told, true)).unwrap();
        assert_eq!((read.told.chosen, read.told.lang), (told.chosen.clone(), Locale::Uk));
        assert_eq!(
            (read.told.title, read.told.text, read.anyway),
            (told.title.clone(), told.text.clone(), true)
        );
        assert!(!read_kept(&kept(&told, false)).unwrap().anyway);
    }
}
