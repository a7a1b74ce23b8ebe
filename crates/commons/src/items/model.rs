//! Items and their states: pure.

use kernel::{ItemId, Locale, MemberId, Role, Standing, Time};

/// How far an item has come. Each slice maps its own states to these.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stage {
    /// Only its author and the editors see it.
    Draft,
    /// Handed to the editors.
    Review,
    /// Published.
    Live,
    /// Over: an offer past its day.
    Ended,
    /// Taken back: a neutral stub stays at its address.
    Withdrawn,
    /// Its words are gone for good.
    Erased,
}

impl Stage {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Draft, Self::Review, Self::Live, Self::Ended, Self::Withdrawn, Self::Erased];
    /// The stored word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Review => "review",
            Self::Live => "live",
            Self::Ended => "ended",
            Self::Withdrawn => "withdrawn",
            Self::Erased => "erased",
        }
    }
    /// Reads the stored word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.word() == word)
    }
}

/// Who may see a live item; also how much a viewer may see.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Audience {
    /// Everybody.
    Public,
    /// Members.
    Members,
    /// Members someone vouches for.
    Neighbours,
    /// The editors and the desk.
    Desk,
}

impl Audience {
    /// The stored number; `{visible …}` compares it with the viewer's.
    pub const fn level(self) -> i64 {
        self as i64
    }
    /// Reads the stored number; anything unknown is seen by as few as possible.
    pub const fn parse(level: i64) -> Self {
        match level {
            0 => Self::Public,
            1 => Self::Members,
            2 => Self::Neighbours,
            _ => Self::Desk,
        }
    }
    /// How much somebody of this standing sees.
    pub fn of(standing: Option<&Standing>) -> Self {
        match standing {
            None => Self::Public,
            Some(standing) if standing.roles.iter().any(|role| Self::SEE_ALL.contains(role)) => Self::Desk,
            Some(standing) if standing.vouched => Self::Neighbours,
            Some(_) => Self::Members,
        }
    }
    const SEE_ALL: &'static [Role] = &[Role::Editor, Role::Animator, Role::Desk];
}

/// How a text in one language came to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TextState {
    /// As its author wrote it.
    Original,
    /// A machine's draft that nobody has read.
    Machine,
    /// A neighbour translated it.
    Neighbour,
    /// And somebody else read it over.
    Reviewed,
}

impl TextState {
    /// The stored word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Original => "original",
            Self::Machine => "machine",
            Self::Neighbour => "neighbour",
            Self::Reviewed => "reviewed",
        }
    }
    /// Reads the stored word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Original, Self::Machine, Self::Neighbour, Self::Reviewed]
            .into_iter()
            .find(|state| state.word() == word)
    }
}

store::word_value!(Stage, TextState);

/// The words of an item in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// One line.
    pub title: String,
    /// One or two sentences for lists; may be empty.
    pub summary: String,
    /// Markdown subset; may be empty.
    pub body: String,
}

/// An item to be made.
#[derive(Clone, Debug)]
pub struct NewItem {
    /// The kind's key.
    pub kind: &'static str,
    /// Wanted address; made unique. Empty: the key itself is the address.
    pub slug: String,
    /// To whom it belongs.
    pub owner: Option<MemberId>,
    /// In which language it was written first.
    pub origin: Locale,
    /// Where it starts.
    pub stage: Stage,
    /// Who sees it once live.
    pub audience: Audience,
    /// Invented, for trying out.
    pub sample: bool,
    /// Where, as an area and never a home; empty if it has no place of its own.
    pub area: String,
    /// When it is over.
    pub ends_at: Option<Time>,
}

store::record! {
    /// What every decision on an item rests on.
    #[derive(Clone, Debug)]
    pub struct Facts {
        /// Its key.
        pub id: ItemId,
        /// Its kind's key.
        pub kind: String,
        /// Its address.
        pub slug: String,
        /// To whom it belongs.
        pub owner: Option<MemberId>,
        /// Its first language.
        pub origin: Locale,
        /// How far it has come.
        pub stage: Stage,
        /// Who sees it, as [`Audience::level`].
        pub audience: i64,
        /// Counts changes; forms carry the one they saw.
        pub version: i64,
        /// Invented, for trying out.
        pub sample: bool,
    }
}

store::record! {
    /// An item as lists show it, in the reader's language or its own.
    #[derive(Clone, Debug)]
    pub struct Card {
        /// Its key.
        pub id: ItemId,
        /// Its kind's key.
        pub kind: String,
        /// Its address below its kind's.
        pub slug: String,
        /// The language of the words below.
        pub lang: Locale,
        /// Its title.
        pub title: String,
        /// One or two sentences.
        pub summary: String,
        /// When it was published.
        pub published_at: Option<Time>,
        /// Where.
        pub area: String,
        /// Invented, for trying out.
        pub sample: bool,
    }
}

store::record! {
    /// An item with its words, as a letter tells of it: in the reader's language or its own.
    #[derive(Clone, Debug)]
    pub struct News {
        /// Its key.
        pub id: ItemId,
        /// Its kind's key.
        pub kind: String,
        /// Its address below its kind's.
        pub slug: String,
        /// Its title.
        pub title: String,
        /// One or two sentences.
        pub summary: String,
        /// Markdown subset.
        pub body: String,
        /// Where.
        pub area: String,
    }
}

store::record! {
    /// The words of an item, in one language, with how they came to be.
    #[derive(Clone, Debug)]
    pub struct TextRow {
        /// The language.
        pub lang: Locale,
        /// The title.
        pub title: String,
        /// One or two sentences.
        pub summary: String,
        /// Markdown subset.
        pub body: String,
        /// Who wrote or translated it.
        pub author: Option<MemberId>,
        /// How it came to be.
        pub state: TextState,
        /// Of which version of the original.
        pub of_version: i64,
        /// Who translated it, if they want to be named.
        pub translator: Option<String>,
    }
}

impl Card {
    /// Picks the text for a reader out of all: their language, else the original's.
    pub fn pick(texts: &[TextRow], wanted: Locale) -> Option<&TextRow> {
        texts
            .iter()
            .find(|text| text.lang == wanted)
            .or_else(|| texts.iter().find(|text| text.state == TextState::Original))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_sees_how_much() {
        let with = |vouched, roles: &[Role]| {
            Audience::of(Some(&Standing { vouched, roles: roles.to_vec(), ..Standing::default() }))
        };
        assert_eq!(Audience::of(None), Audience::Public);
        assert_eq!(with(false, &[]), Audience::Members);
        assert_eq!(with(true, &[]), Audience::Neighbours);
        assert_eq!(with(true, &[Role::Officer]), Audience::Neighbours);
        assert_eq!(with(true, &[Role::Desk]), Audience::Desk);
        assert_eq!(Audience::parse(99), Audience::Desk, "unknown is seen by the fewest");
    }

    #[test]
    fn stages_read_back() {
        for stage in Stage::ALL {
            assert_eq!(Stage::parse(stage.word()), Some(stage));
        }
    }
}
