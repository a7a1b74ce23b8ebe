//! Forms that came in: pure.

use crate::consent;
use crate::papers::Form;
use kernel::{Day, ItemId, Key, MemberId, Time};
use serde_json::{Value, json};
use std::borrow::Borrow;

kernel::key!(
    /// One filled form.
    FormId
);
store::key_value!(FormId);

/// Whoever takes a sheet in promises so many days.
pub const DUE_DAYS: i32 = 7;
/// The picture of a sheet stays so many days.
pub const SCAN_DAYS: i64 = 30;

/// How far a form has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// It lies on the desk.
    Waiting,
    /// It is typed in and signed; a second person has to look.
    Typed,
    /// Everything is done.
    Done,
    /// It came to nothing, and the note says why.
    Closed,
}

impl State {
    /// The stored word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Typed => "typed",
            Self::Done => "done",
            Self::Closed => "closed",
        }
    }
    /// Reads the stored word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Waiting, Self::Typed, Self::Done, Self::Closed].into_iter().find(|state| state.word() == word)
    }
}
store::word_value!(State);

store::record! {
    /// A filled form.
    #[derive(Clone, Debug)]
    pub struct Filled {
        /// Its key.
        pub id: FormId,
        /// Which form.
        pub kind: Form,
        /// Printed on the sheet.
        pub number: String,
        /// When it came.
        pub arrived: Time,
        /// By when it is dealt with.
        pub due: Day,
        /// How far it has come.
        pub state: State,
        /// Who filled it in, once that is known.
        pub member: Option<MemberId>,
        /// Who typed it in.
        pub typed_by: Option<MemberId>,
        /// What a consent says.
        pub typed: String,
        /// The page that came of it.
        pub outcome: String,
        /// What has to be known of it.
        pub note: String,
        /// The key of its picture; empty when there is none.
        pub scan: String,
    }
}

impl Filled {
    /// Whether it lies here longer than was promised.
    pub fn is_late(&self, today: impl Borrow<Day>) -> bool {
        matches!(self.state, State::Waiting | State::Typed) && self.due.0 < today.borrow().0
    }
    /// The page of the site on which a form of this kind is typed in.
    pub const fn page(&self) -> &'static str {
        page_of(self.kind)
    }
}

/// Where everybody does without paper what a form is for.
pub(super) const fn page_of(kind: Form) -> &'static str {
    match kind {
        Form::Story => "/stories/tell",
        Form::Need => "/needs/new",
        Form::Consent => "/consent",
    }
}

/// A printed number as people type it: capitals, no spaces, any dash.
pub(super) fn tidy_number(typed: &str) -> String {
    let sign = |sign: char| if matches!(sign, '–' | '—' | '.') { '-' } else { sign };
    let signs = typed.chars().filter(|sign| !sign.is_whitespace()).map(sign);
    signs.flat_map(char::to_uppercase).collect()
}

/// A consent as one person read it from the sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedConsent {
    /// For which item.
    pub item: ItemId,
    /// Its page.
    pub page: String,
    /// Whose.
    pub name: String,
    /// In which part.
    pub part: consent::Part,
    /// On screens.
    pub screen: bool,
    /// In print.
    pub print: bool,
    /// Elsewhere.
    pub elsewhere: bool,
    /// On which day it was signed.
    pub on: Day,
}

impl TypedConsent {
    /// As it is stored until a second person has looked.
    pub(super) fn write(&self) -> String {
        json!({
            "item": self.item.to_string(), "page": self.page, "name": self.name, "part": self.part.word(),
            "screen": self.screen, "print": self.print, "elsewhere": self.elsewhere, "on": self.on.to_string(),
        })
        .to_string()
    }
    /// Reads it back.
    pub(super) fn read(stored: &str) -> Option<Self> {
        let stored: Value = serde_json::from_str(stored).ok()?;
        let word = |key: &str| stored[key].as_str();
        let yes = |key: &str| stored[key].as_bool();
        Some(Self {
            item: ItemId(word("item")?.parse::<Key>().ok()?),
            page: word("page")?.to_owned(),
            name: word("name")?.to_owned(),
            part: consent::Part::parse(word("part")?)?,
            screen: yes("screen")?,
            print: yes("print")?,
            elsewhere: yes("elsewhere")?,
            on: Day::parse(word("on")?)?,
        })
    }
    /// As it goes into the ledger: on paper, by the number of the sheet.
    pub(super) fn given(&self, member: Option<MemberId>, number: &str) -> consent::Given {
        consent::Given {
            member,
            name: self.name.clone(),
            part: self.part,
            screen: self.screen,
            print: self.print,
            elsewhere: self.elsewhere,
            how: consent::How::Paper,
            witness: number.to_owned(),
            on: Some(self.on),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_read_from_a_sheet_is_kept_as_it_was() {
        let typed = TypedConsent {
            item: ItemId(Key(7)),
            page: "/stories/lipy".to_owned(),
            name: "Halina".to_owned(),
            part: consent::Part::Subject,
            screen: true,
            print: false,
            elsewhere: true,
            on: Day::parse("2026-11-20").unwrap(),
        };
        assert_eq!(TypedConsent::read(&typed.write()), Some(typed.clone()));
        assert_eq!(TypedConsent::read("{}"), None);
        let given = typed.given(None, "C-K7PD-03");
        assert_eq!((given.how, given.witness.as_str()), (consent::How::Paper, "C-K7PD-03"));
    }

    #[test]
    fn numbers_are_read_as_people_type_them() {
        assert_eq!(tidy_number(" s–k7pd - 03 "), "S-K7PD-03");
    }
}
