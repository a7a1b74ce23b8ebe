//! Enums that lie in the database as a word.

/// Declares an enum with `ALL`, `word()`, `parse()` and its conversions to and from a column.
macro_rules! worded {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$each:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub enum $name { $($(#[$each])* $variant),* }
        impl $name {
            /// All of them, in the order in which pages offer them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
            /// The word stored and sent.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }
            /// Reads the stored word.
            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.word() == word)
            }
        }
        ::store::word_value!($name);
    };
}
pub(crate) use worded;
