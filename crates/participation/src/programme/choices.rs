//! What is chosen from a few, so that every reader meets it in their own language: pure.

use crate::texts::programme as t;
use web::Choice;

web::choice!(
    /// How often.
    Repeat {
        /// On one day.
        Once = "once", t::repeat_once;
        /// Every week.
        Weekly = "weekly", t::repeat_weekly;
    }
);
web::choice!(
    /// For whom it is.
    ForWhom {
        /// Everybody.
        Anyone = "anyone", t::for_anyone;
        /// Children and those who come with them.
        Children = "children", t::for_children;
        /// Young people.
        Young = "young", t::for_young;
        /// Older people.
        Seniors = "seniors", t::for_seniors;
        /// People with disabilities.
        Disabled = "disabled", t::for_disabled;
        /// Those who came not long ago.
        Newcomers = "newcomers", t::for_newcomers;
    }
);
web::choice!(
    /// What it costs.
    Cost {
        /// Nothing.
        Free = "free", t::cost_free;
        /// What each can give.
        WhatYouCan = "what_you_can", t::cost_what_you_can;
        /// An amount.
        Amount = "amount", t::cost_amount;
    }
);
web::choice!(
    /// What those want to know beforehand who do not come easily.
    Access {
        /// No step at the door.
        StepFree = "step_free", t::access_step_free;
        /// A toilet for wheelchairs.
        Toilet = "toilet", t::access_toilet;
        /// Chairs with a back.
        Seats = "seats", t::access_seats;
        /// Children are welcome.
        Children = "children", t::access_children;
        /// A quiet corner.
        Quiet = "quiet", t::access_quiet;
        /// A hearing loop.
        Loop = "loop", t::access_loop;
        /// Somebody translates into sign language.
        Signed = "signed", t::access_signed;
        /// A dog that helps may come along.
        Dog = "dog", t::access_dog;
    }
);
web::choice!(
    /// How far a date has come.
    State {
        /// It takes place.
        On = "on", t::state_on;
        /// It does not, and everybody can see so.
        CalledOff = "called_off", t::state_called_off;
        /// It is over.
        Ended = "ended", t::state_ended;
        /// Taken out of sight by the editors.
        Withdrawn = "withdrawn", t::state_withdrawn;
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
