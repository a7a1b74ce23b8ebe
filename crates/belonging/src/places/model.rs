//! What a place is: kinds, statuses, where it lies. Pure.

pub use commons::ground::{Position, Shape, WrongShape};

use kernel::{Day, ItemId, Locale};

store::worded! {
    /// What sort of place.
    pub enum PlaceKind {
        /// It was here before us.
        Historic = "historic",
        /// Neighbours made it.
        MadeTogether = "made_together",
        /// Meadows, water, trees.
        Nature = "nature",
        /// Where one meets and does things.
        Activity = "activity",
        /// A public service.
        Service = "service",
        /// A local business.
        Business = "business",
    }
}

store::worded! {
    /// How it fares.
    pub enum PlaceStatus {
        /// Nothing special.
        Ordinary = "ordinary",
        /// Somebody looks after it.
        CaredFor = "cared_for",
        /// It may be lost.
        AtRisk = "at_risk",
        /// It is gone; the memory stays.
        Lost = "lost",
        /// It is yet to be.
        Planned = "planned",
    }
}

/// What a place is, apart from its words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Details {
    /// What sort.
    pub kind: PlaceKind,
    /// How it fares.
    pub status: PlaceStatus,
    /// Where it lies.
    pub shape: Shape,
    /// How far off the middle may be, in metres; 0 if nobody has said.
    pub precision_m: i64,
    /// It lies just outside the neighbourhood.
    pub next_door: bool,
    /// As people say it; "os. Willowe 5" is complete.
    pub address: String,
    /// Where one knows it from.
    pub source: String,
    /// When somebody last looked.
    pub checked: Option<Day>,
}

/// A whole place, as its page shows it.
#[derive(Clone, Debug)]
pub struct Place {
    /// Its key.
    pub id: ItemId,
    /// What it is.
    pub details: Details,
    /// Steps, ramps, benches, toilets, by language.
    pub access: Vec<(Locale, String)>,
}

impl Place {
    /// Access facts for a reader: in their language, else in that of the words beside it, else the first there are.
    pub fn access_for(
        &self,
        locale: impl Into<Locale>,
        beside: impl Into<Locale>,
    ) -> Option<&(Locale, String)> {
        let (locale, beside) = (locale.into(), beside.into());
        let told = || self.access.iter().filter(|(_, access)| !access.is_empty());
        let own = told().find(|(lang, _)| *lang == locale);
        own.or(told().find(|(lang, _)| *lang == beside)).or(told().next())
    }
}
