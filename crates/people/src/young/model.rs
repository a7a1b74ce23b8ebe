//! Who is under sixteen, until when, and who agreed for them: pure.

use crate::texts::young as t;
use kernel::{Code, Locale, Refusal, Time};
use serde::{Deserialize, Serialize};
use web::{Choice, Field, Input, Reader};

/// From this age on one agrees for oneself in Poland (GDPR art. 8(1)).
pub const OF_AGE: i64 = 16;

::store::worded! {
    /// What everybody is asked who joins.
    pub enum Age {
        /// Sixteen or older.
        Sixteen = "16",
        /// Younger.
        Younger = "younger",
    }
}

::store::worded! {
    /// How a parent or guardian agreed.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "lowercase")]
    pub enum Agreed {
        /// They are there and read it.
        Here = "here",
        /// The desk may ring them.
        Call = "call",
        /// They signed a sheet.
        Paper = "paper",
    }
}

impl Choice for Age {
    const ALL: &'static [Self] = Age::ALL;
    fn key(&self) -> &'static str {
        self.word()
    }
    fn label(&self, locale: Locale) -> &'static str {
        match self {
            Self::Sixteen => t::age_sixteen(locale),
            Self::Younger => t::age_younger(locale),
        }
    }
}

impl Choice for Agreed {
    const ALL: &'static [Self] = Agreed::ALL;
    fn key(&self) -> &'static str {
        self.word()
    }
    fn label(&self, locale: Locale) -> &'static str {
        match self {
            Self::Here => t::agreed_here(locale),
            Self::Call => t::agreed_call(locale),
            Self::Paper => t::agreed_paper(locale),
        }
    }
}

/// What is told of somebody under sixteen. Of everybody else nothing is asked.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Younger {
    /// The year of birth: used once, to know until when.
    pub born: i64,
    /// What their parent or guardian is called.
    pub guardian: String,
    /// How to ring them.
    pub phone: String,
    /// How they agreed.
    pub agreed: Agreed,
}

impl Younger {
    /// The last year in which they may be under sixteen: the day of birth is not asked for.
    pub const fn through(&self) -> i64 {
        self.born + OF_AGE
    }
    /// Whoever is of age by their year of birth ticked the wrong answer, and nobody is born in a year to come.
    ///
    /// # Errors
    /// [`Code::Invalid`] at `born`.
    pub fn check(&self, now: Time) -> Result<(), Refusal> {
        let year = year(now);
        if self.born <= year && self.through() >= year {
            return Ok(());
        }
        Err(Refusal::new(Code::Invalid, t::wrong_born).at("born"))
    }
}

/// The year it is in Poland.
pub fn year(now: Time) -> i64 {
    i64::from(now.in_poland().year())
}

/// The fields of the question, for forms that hold it among others.
pub const AGE: Field = Field::new("age", t::age);
/// The year of birth.
pub const BORN: Field = Field::new("born", t::born).hint(t::born_hint);
/// What the parent or guardian is called.
pub const GUARDIAN: Field = Field::new("guardian", t::guardian);
/// How to ring them.
pub const PHONE: Field = Field::new("guardian_phone", t::phone).hint(t::phone_hint);
/// How they agreed.
pub const AGREED: Field = Field::new("guardian_agreed", t::agreed);

/// Reads the answer. What is asked of the younger ones alone is not looked at for everybody else.
pub fn read_age(read: &mut Reader<'_>) -> Option<Option<Younger>> {
    let age = read.choice::<Age>("age");
    if age == Some(Age::Sixteen) {
        return Some(None);
    }
    let asked = age == Some(Age::Younger);
    let born = read.maybe_integer("born", 1990..=2100);
    let guardian = read.maybe_line("guardian", 2..=80);
    let phone = read.maybe_phone("guardian_phone");
    let agreed = read.maybe_choice::<Agreed>("guardian_agreed");
    if asked {
        let mut needs = |field, missing: bool, say: fn(Locale) -> &'static str| {
            if missing {
                read.wrong(field, say);
            }
        };
        needs("born", born == Some(None), t::wrong_born);
        needs("guardian", guardian == Some(None), t::wrong_guardian);
        needs("guardian_phone", phone == Some(None), t::wrong_phone);
        needs("guardian_agreed", agreed == Some(None), t::wrong_agreed);
    }
    age?;
    Some(Some(Younger { born: born??, guardian: guardian??, phone: phone??, agreed: agreed?? }))
}

/// The desk's answer for somebody, with the code of a guardian who is a member here.
#[derive(Clone, Debug)]
pub struct AgeInput {
    /// What is told; nothing for everybody of age.
    pub younger: Option<Younger>,
    /// The guardian's own code.
    pub code: Option<String>,
}

impl Input for AgeInput {
    const FIELDS: &'static [Field] =
        &[AGE, BORN, GUARDIAN, PHONE, AGREED, Field::new("code", t::code).hint(t::code_hint)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let younger = read_age(read);
        let code = read.maybe_line("code", 1..=20);
        Some(Self { younger: younger?, code: code? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_under_sixteen_is_taken_for_older_and_it_ends_by_itself() {
        let born = |born| Younger { born, guardian: "M".into(), phone: String::new(), agreed: Agreed::Here };
        // 23 November 2026: who was born on the last day of 2010 is fifteen
        let now = Time::from_micros(1_795_431_600_000_000);
        assert_eq!((year(now), born(2010).through()), (2026, 2026));
        for good in [2010, 2015, 2026] {
            assert!(born(good).check(now).is_ok(), "{good}");
        }
        for wrong in [2009, 2027] {
            assert_eq!(born(wrong).check(now).unwrap_err().field, Some("born"), "{wrong}");
        }
    }
}
