//! What was sent: names and texts, whichever way they came.

use super::Errors;
use super::read::{Field, Input, Reader};
use crate::Error;
use crate::texts::layout;
use kernel::{Code, Refusal};
use unicode_normalization::UnicodeNormalization;

/// Names and values in the order in which they were sent. Values are NFC, with `\n` line ends and without
/// control characters; a name may stand several times (checkboxes).
#[derive(Clone, Debug, Default)]
pub struct Fields {
    pairs: Vec<(String, String)>,
    /// Fields that held characters nobody can read.
    unreadable: Vec<String>,
}

/// So many fields a form may have.
const MOST_FIELDS: usize = 1000;

impl Fields {
    /// From `application/x-www-form-urlencoded`.
    pub fn from_urlencoded(body: &[u8]) -> Result<Self, Error> {
        let mut fields = Self::default();
        for pair in body.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty()) {
            let mut halves = pair.splitn(2, |byte| *byte == b'=');
            let name = decode(halves.next().unwrap_or_default())?;
            fields.push(name, decode(halves.next().unwrap_or_default())?)?;
        }
        Ok(fields)
    }

    /// From a JSON object: texts, numbers, true and false, lists of those; `null` is a field left empty and
    /// inner objects are named with a dot (`where.area`).
    pub fn from_json(body: &[u8]) -> Result<Self, Error> {
        let value = serde_json::from_slice(body).map_err(|fault| {
            let (line, column) = (fault.line(), fault.column());
            Error::from(Refusal::new(Code::Invalid, move |l| layout::json_unreadable(l, column, line)))
        })?;
        let mut fields = Self::default();
        match value {
            serde_json::Value::Object(object) => fields.push_object("", object)?,
            _ => return Err(Refusal::new(Code::Invalid, layout::json_no_object).into()),
        }
        Ok(fields)
    }

    fn push_object(
        &mut self,
        prefix: &str,
        object: serde_json::Map<String, serde_json::Value>,
    ) -> Result<(), Error> {
        for (name, value) in object {
            self.push_json(format!("{prefix}{name}"), value)?;
        }
        Ok(())
    }

    fn push_json(&mut self, name: String, value: serde_json::Value) -> Result<(), Error> {
        use serde_json::Value;
        match value {
            Value::Null => Ok(()),
            Value::Bool(true) => self.push(name, "1".to_owned()),
            Value::Bool(false) => Ok(()),
            Value::Number(number) => self.push(name, number.to_string()),
            Value::String(text) => self.push(name, text),
            Value::Array(values) => {
                values.into_iter().try_for_each(|value| self.push_json(name.clone(), value))
            }
            Value::Object(object) => self.push_object(&format!("{name}."), object),
        }
    }

    /// Adds a value as it came.
    pub(crate) fn push(&mut self, name: String, value: String) -> Result<(), Error> {
        if self.pairs.len() == MOST_FIELDS {
            return Err(Refusal::plain(Code::TooLarge).into());
        }
        if name.bytes().any(|byte| byte < b' ') {
            return Err(Refusal::plain(Code::Invalid).into());
        }
        let (value, clean) = tidy(value);
        if !clean {
            self.unreadable.push(name.clone());
        }
        self.pairs.push((name, value));
        Ok(())
    }

    /// Whether nothing was sent at all.
    pub(super) fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }
    /// The first value of this name, as typed.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }
    /// All values of this name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.pairs.iter().filter(move |(own, _)| own == name).map(|(_, value)| value.as_str())
    }
    /// All names and values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
    /// Forgets what the form does not know.
    pub(crate) fn keep_known(&mut self, known: &[Field]) {
        self.pairs.retain(|(name, _)| is_known(name, known));
    }

    /// Reads them as an input, or says all that is wrong.
    pub fn parse<I: Input>(&self) -> Result<I, Errors> {
        let mut reader = Reader::new(self);
        for (name, _) in self.pairs.iter().filter(|(name, _)| !is_known(name, I::FIELDS)) {
            let name = name.clone();
            reader.wrong("", move |locale| layout::field_unknown(locale, name.as_str()));
        }
        for name in &self.unreadable {
            reader.wrong(name.clone(), layout::field_unreadable);
        }
        let input = I::parse(&mut reader);
        match (input, reader.into_errors()) {
            (Some(input), errors) if errors.is_empty() => Ok(input),
            (None, errors) if errors.is_empty() => Err(Errors::one("", layout::error_invalid)),
            (_, errors) => Err(errors),
        }
    }
}

/// Fields every form has, and the language switch.
const OURS: [&str; 3] = ["token", "once", "lang"];

/// Whether the form knows the name: as it is, or with the day, month or year of a date.
fn is_known(name: &str, known: &[Field]) -> bool {
    let base = ["-day", "-month", "-year"].iter().find_map(|part| name.strip_suffix(part));
    OURS.contains(&name) || known.iter().any(|field| field.name == name || Some(field.name) == base)
}

/// `%41+b` → `A b`.
fn decode(text: &[u8]) -> Result<String, Error> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let [first, tail @ ..] = rest {
        rest = tail;
        out.push(match (first, rest) {
            (b'+', _) => b' ',
            (b'%', [high, low, tail @ ..]) => match (hex_digit(*high), hex_digit(*low)) {
                (Some(high), Some(low)) => {
                    rest = tail;
                    high << 4 | low
                }
                _ => b'%',
            },
            (byte, _) => *byte,
        });
    }
    String::from_utf8(out).map_err(|_| Refusal::new(Code::Invalid, layout::not_utf8).into())
}

fn hex_digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// NFC, `\n`, no control characters and no characters that turn the writing direction round or are not
/// characters at all. Also whether nothing had to go.
fn tidy(value: String) -> (String, bool) {
    if value.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return (value, true);
    }
    let mut clean = true;
    let text = value.replace("\r\n", "\n").replace('\r', "\n");
    let text = text.nfc().filter(|&letter| {
        let keep = letter == '\n' || letter == '\t' || !(letter.is_control() || overrides(letter));
        clean &= keep;
        keep
    });
    (text.collect(), clean)
}

/// Bidirectional overrides (CVE-2021-42574) and noncharacters.
fn overrides(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fdd0}'..='\u{fdef}' | '\u{fffe}' | '\u{ffff}')
}
