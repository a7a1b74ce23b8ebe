//! What is chosen from a few, so that every reader meets it in their own language: pure.

use crate::texts::programme as t;
use kernel::Locale;
use web::Choice;

macro_rules! choice {
    ($(#[$meta:meta])* $name:ident { $($(#[$each:meta])* $variant:ident = $word:literal, $label:ident;)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub enum $name { $($(#[$each])* $variant),* }
        impl $name {
            /// The stored word.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }
            /// Reads the stored word.
            pub fn parse(word: &str) -> Option<Self> {
                <Self as Choice>::ALL.iter().copied().find(|value| value.word() == word)
            }
        }
        impl Choice for $name {
            const ALL: &'static [Self] = &[$(Self::$variant),*];
            fn key(&self) -> &'static str { self.word() }
            fn label(&self, locale: Locale) -> &'static str {
                match self { $(Self::$variant => t::$label(locale)),* }
            }
        }
        store::word_value!($name);
    };
}

choice!(
    /// How often.
    Repeat {
        /// On one day.
        Once = "once", repeat_once;
        /// Every week.
        Weekly = "weekly", repeat_weekly;
    }
);
choice!(
    /// For whom it is.
    ForWhom {
        /// Everybody.
        Anyone = "anyone", for_anyone;
        /// Children and those who come with them.
        Children = "children", for_children;
        /// Young people.
        Young = "young", for_young;
        /// Older people.
        Seniors = "seniors", for_seniors;
        /// People with disabilities.
        Disabled = "disabled", for_disabled;
        /// Those who came not long ago.
        Newcomers = "newcomers", for_newcomers;
    }
);
choice!(
    /// What it costs.
    Cost {
        /// Nothing.
        Free = "free", cost_free;
        /// What each can give.
        WhatYouCan = "what_you_can", cost_what_you_can;
        /// An amount.
        Amount = "amount", cost_amount;
    }
);
choice!(
    /// What those want to know beforehand who do not come easily.
    Access {
        /// No step at the door.
        StepFree = "step_free", access_step_free;
        /// A toilet for wheelchairs.
        Toilet = "toilet", access_toilet;
        /// Chairs with a back.
        Seats = "seats", access_seats;
        /// Children are welcome.
        Children = "children", access_children;
        /// A quiet corner.
        Quiet = "quiet", access_quiet;
        /// A hearing loop.
        Loop = "loop", access_loop;
        /// Somebody translates into sign language.
        Signed = "signed", access_signed;
        /// A dog that helps may come along.
        Dog = "dog", access_dog;
    }
);
choice!(
    /// How far a date has come.
    State {
        /// It takes place.
        On = "on", state_on;
        /// It does not, and everybody can see so.
        CalledOff = "called_off", state_called_off;
        /// It is over.
        Ended = "ended", state_ended;
        /// Taken out of sight by the editors.
        Withdrawn = "withdrawn", state_withdrawn;
    }
);

/// Some of a few as they are stored: `step_free,toilet`.
pub(super) fn join<T: Choice>(chosen: &[T]) -> String {
    chosen.iter().map(Choice::key).collect::<Vec<_>>().join(",")
}

/// Reads the stored list; a word nobody knows any more is left out.
pub(super) fn split<T: Choice>(stored: &str) -> Vec<T> {
    stored.split(',').filter_map(|word| T::ALL.iter().copied().find(|one| one.key() == word)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_read_back() {
        let chosen = [Access::StepFree, Access::Quiet];
        assert_eq!(split::<Access>(&join(&chosen)), chosen);
        assert!(split::<Access>("").is_empty() && split::<Access>("stairs").is_empty());
        assert_eq!(Cost::parse("amount"), Some(Cost::Amount));
    }
}
