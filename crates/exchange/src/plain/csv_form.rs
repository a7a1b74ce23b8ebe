//! The plain form in CSV.

use super::{PlainError, PlainList, Thing, Wish};
use serde::Deserialize;

#[derive(Deserialize)]
struct Row {
    owner: String,
    thing: String,
    #[serde(default)]
    category: Option<String>,
    #[serde(default)]
    value: Option<String>,
    #[serde(default)]
    gift: Option<String>,
    #[serde(default)]
    ranked: Option<String>,
    #[serde(default)]
    wishes: Option<String>,
}

impl PlainList {
    /// Reads the CSV form (comma or semicolon, with a heading).
    ///
    /// # Errors
    /// The line and the reason where a row is not such a thing.
    pub fn from_csv(bytes: &[u8]) -> Result<Self, PlainError> {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let heading = bytes.split(|&byte| byte == b'\n').next().unwrap_or_default();
        let delimiter = if heading.contains(&b';') { b';' } else { b',' };
        let mut reader =
            csv::ReaderBuilder::new().delimiter(delimiter).trim(csv::Trim::All).from_reader(bytes);
        let mut list = Self::default();
        for row in reader.deserialize() {
            let row: Row = row.map_err(|error| {
                let line =
                    error.position().map_or(1, |position| usize::try_from(position.line()).unwrap_or(1));
                PlainError { line: line.max(1), message: format!("{error}") }
            })?;
            // The heading is line 1; a quoted field over several lines shifts what follows.
            let line = list.things.len() + 2;
            list.ranked |= row.ranked.as_deref().is_some_and(is_yes);
            list.things.push(thing(row, line)?);
        }
        Ok(list)
    }
}

fn thing(row: Row, line: usize) -> Result<Thing, PlainError> {
    let given = |text: Option<String>| text.filter(|text| !text.is_empty());
    let value = given(row.value).map(|text| number(&text, line)).transpose()?;
    let wishes = row.wishes.unwrap_or_default();
    let wishes =
        wishes.split('|').map(str::trim).filter(|wish| !wish.is_empty()).map(|wish| read_wish(wish, line));
    Ok(Thing {
        line,
        owner: row.owner,
        name: row.thing,
        category: given(row.category),
        value,
        gift: row.gift.as_deref().is_some_and(is_yes),
        wishes: wishes.collect::<Result<_, _>>()?,
    })
}

fn is_yes(text: &str) -> bool {
    matches!(text.trim().to_lowercase().as_str(), "yes" | "true" | "1" | "tak" | "так")
}

fn number(text: &str, line: usize) -> Result<f64, PlainError> {
    let value = text.trim().replace(',', ".").parse::<f64>().ok().filter(|value| value.is_finite());
    value.ok_or_else(|| PlainError { line, message: format!("\"{text}\" is not a number") })
}

/// `name`, `category:kind`, `category:kind 20-50`.
fn read_wish(text: &str, line: usize) -> Result<Wish, PlainError> {
    let Some(rest) = text.strip_prefix("category:") else { return Ok(Wish::Thing(text.to_owned())) };
    let rest = rest.trim();
    let (category, from, to) = match rest.rsplit_once(' ') {
        Some((category, band)) if band.starts_with(|c: char| c.is_ascii_digit()) && band.contains('-') => {
            let (from, to) = band.split_once('-').unwrap_or((band, band));
            (category.trim(), Some(number(from, line)?), Some(number(to, line)?))
        }
        _ => (rest, None, None),
    };
    if category.is_empty() {
        return Err(PlainError { line, message: "a wish by category needs its name".to_owned() });
    }
    Ok(Wish::Category { category: category.to_owned(), from, to })
}
