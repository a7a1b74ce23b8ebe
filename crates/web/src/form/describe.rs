//! What an input asks for, found out by letting it ask: the same description that reads forms and JSON is what the
//! description of the API is made from, so the two cannot differ.

use super::{Fields, Input, Reader};
use kernel::Locale;
use serde_json::{Value, json};

/// One thing an input asks for.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
}

/// Of what kind it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Text with so many characters.
    Text { least: usize, most: usize },
    /// One of these words.
    Choice(Vec<&'static str>),
    /// Some of these words.
    Many(Vec<&'static str>),
    /// Yes or no.
    Tick,
    /// A whole number.
    Integer { least: i64, most: i64 },
    /// A day of the calendar.
    Day,
    /// An address of mail.
    Email,
    /// A telephone number.
    Phone,
}

impl Kind {
    fn schema(&self) -> Value {
        match self {
            Self::Text { least, most } => json!({"type": "string", "minLength": least, "maxLength": most}),
            Self::Choice(words) => json!({"type": "string", "enum": words}),
            Self::Many(words) => json!({"type": "array", "items": {"type": "string", "enum": words}}),
            Self::Tick => json!({"type": "boolean"}),
            Self::Integer { least, most } => json!({"type": "integer", "minimum": least, "maximum": most}),
            Self::Day => json!({"type": "string", "format": "date"}),
            Self::Email => json!({"type": "string", "format": "email", "maxLength": 254}),
            Self::Phone => json!({"type": "string", "description": "international, or nine Polish digits"}),
        }
    }
}

/// A field of an input, for the description of the API.
#[derive(Clone, Debug)]
pub struct Described {
    /// Its name.
    pub name: &'static str,
    /// Whether it has to be there.
    pub required: bool,
    /// JSON Schema (2020-12).
    pub schema: Value,
}

/// The fields of an input: what it knows, and how it asks for each when nothing was sent.
pub fn describe<I: Input>() -> Vec<Described> {
    let nothing = Fields::default();
    let mut reader = Reader::new(&nothing);
    // what comes of it does not matter: it is only watched
    let _ = I::parse(&mut reader);
    let (asked, errors) = reader.into_asked();
    let described = |field: &super::Field| {
        let kind = asked.iter().find(|asked| asked.name == field.name).map(|asked| &asked.kind);
        let mut schema = kind.map_or_else(|| json!({"type": "string"}), Kind::schema);
        schema["title"] = (field.label)(Locale::En).into();
        if let Some(hint) = field.hint {
            schema["description"] = hint(Locale::En).into();
        }
        Described { name: field.name, required: errors.at(field.name, Locale::En).is_some(), schema }
    };
    I::FIELDS.iter().map(described).collect()
}
