//! The rows of the ground.

use super::{Draw, Imported};
use kernel::Locale;
use serde_json::Value;
use store::{Permit, Result, Snapshot, Tx, args, record, statements};

statements! {
    /// Everything, in drawing order.
    ALL = "SELECT part, key, kind, names, shape FROM ground WHERE community_id = $1 ORDER BY part, position, key";
    /// One part.
    PART = "SELECT part, key, kind, names, shape FROM ground WHERE community_id = $1 AND part = $2
            ORDER BY position, key";
    /// Takes one part away.
    CLEAR = "DELETE FROM ground WHERE community_id = $1 AND part = $2";
    /// Draws one.
    INSERT = "INSERT INTO ground (community_id, part, key, position, kind, names, shape)
              VALUES ($1, $2, $3, $4, $5, $6, $7)";
}

/// What it is on the ground.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Part {
    /// Estates, villages.
    Area,
    /// Where the neighbourhood ends.
    Boundary,
    /// Streets, rivers, tram lines.
    Line,
}

impl Part {
    /// The stored word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Area => "area",
            Self::Boundary => "boundary",
            Self::Line => "line",
        }
    }
    /// Reads the stored word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Area, Self::Boundary, Self::Line].into_iter().find(|part| part.word() == word)
    }
}
store::word_value!(Part);

record! {
    /// One thing on the ground.
    #[derive(Clone, Debug)]
    pub struct Ground {
        /// What it is.
        pub part: Part,
        /// Its short name in addresses and forms.
        pub key: String,
        /// For lines: `street`, `river`, `tram`.
        pub kind: String,
        names: String,
        shape: String,
    }
}

impl Ground {
    /// Its name in this language, or in its first.
    pub fn name(&self, locale: impl Into<Locale>) -> String {
        let names: Value = serde_json::from_str(&self.names).unwrap_or_default();
        let own = names[locale.into().code()].as_str();
        let first = || names.as_object().and_then(|names| names.values().find_map(Value::as_str));
        own.or_else(first).unwrap_or(&self.key).to_owned()
    }
    /// Its shape as a GeoJSON geometry.
    pub fn shape(&self) -> Value {
        serde_json::from_str(&self.shape).unwrap_or_default()
    }
}

/// Everything on the ground.
///
/// # Errors
/// Those of the store.
pub fn all(seen: &Snapshot<'_>) -> Result<Vec<Ground>> {
    seen.rows(&ALL, &args![seen.community()])
}

/// The areas, for choosing one in a form.
///
/// # Errors
/// Those of the store.
pub fn areas(seen: &Snapshot<'_>) -> Result<Vec<Ground>> {
    seen.rows(&PART, &args![seen.community(), Part::Area])
}

/// Draws one part anew.
///
/// # Errors
/// Those of the store.
pub fn replace<'tx>(tx: &Tx<'tx>, permit: &Permit<'tx, Draw>, part: Part, drawn: &[Imported]) -> Result<()> {
    tx.exec(permit, &CLEAR, &args![tx.community(), part])?;
    for (position, one) in drawn.iter().enumerate() {
        let names: serde_json::Map<String, Value> =
            one.names.iter().map(|(lang, name)| (lang.code().to_owned(), name.as_str().into())).collect();
        let names = Value::Object(names).to_string();
        let values =
            args![tx.community(), part, one.key, position as i64, one.kind, names, one.shape.to_string()];
        tx.exec(permit, &INSERT, &values)?;
    }
    Ok(())
}
