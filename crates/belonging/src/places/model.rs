//! What a place is: kinds, statuses, where it lies. Pure.

pub use commons::ground::{Position, Shape, WrongShape};

use kernel::{Day, ItemId, Locale};

/// What sort of place.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum PlaceKind {
    /// It was here before us.
    Historic,
    /// Neighbours made it.
    MadeTogether,
    /// Meadows, water, trees.
    Nature,
    /// Where one meets and does things.
    Activity,
    /// A public service.
    Service,
    /// A local business.
    Business,
}

/// How it fares.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum PlaceStatus {
    /// Nothing special.
    Ordinary,
    /// Somebody looks after it.
    CaredFor,
    /// It may be lost.
    AtRisk,
    /// It is gone; the memory stays.
    Lost,
    /// It is yet to be.
    Planned,
}

macro_rules! words {
    ($type:ty { $($variant:ident = $word:literal),* $(,)? }) => {
        impl $type {
            /// All of them, in the order in which forms offer them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
            /// The stored word.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }
            /// Reads the stored word.
            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.word() == word)
            }
        }
        store::word_value!($type);
    };
}
words!(PlaceKind {
    Historic = "historic",
    MadeTogether = "made_together",
    Nature = "nature",
    Activity = "activity",
    Service = "service",
    Business = "business",
});
words!(PlaceStatus {
    Ordinary = "ordinary",
    CaredFor = "cared_for",
    AtRisk = "at_risk",
    Lost = "lost",
    Planned = "planned",
});

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
    /// Access facts for a reader: their language, else the first there is.
    pub fn access_for(&self, locale: impl Into<Locale>) -> Option<&(Locale, String)> {
        let locale = locale.into();
        let own = self.access.iter().find(|(lang, _)| *lang == locale);
        own.or(self.access.first())
    }
}
