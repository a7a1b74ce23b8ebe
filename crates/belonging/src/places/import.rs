//! Places from a GeoJSON file: the sample neighbourhood, and what people bring from their own maps.
//!
//! A feature's `properties`: `title` (or `name`, or `text.<language>.title`), `summary`, `body`, `kind`, `status`,
//! `address`, `access.<language>`, `source`, `checked`, `precision_m`, `next_door`, `sample`, `key`.

use super::acts::{Imported, Written};
use super::model::{Details, PlaceKind, PlaceStatus, Shape, WrongShape};
use commons::items::Words;
use kernel::{Day, Locale};
use serde_json::Value;

/// What is wrong with a file, and with which of its features (counted from 1; 0: with the whole file).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// Which feature.
    pub feature: usize,
    /// What is wrong.
    pub what: WrongKind,
}

/// What can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrongKind {
    /// Not JSON.
    Json,
    /// Not a FeatureCollection.
    NoCollection,
    /// A feature without a name in any language.
    NoName,
    /// A kind or status that is not in the list.
    Word,
    /// A shape that can't be read.
    Shape(WrongShape),
}

/// Reads the features of a file; `origin` is the language of plain texts.
///
/// # Errors
/// Everything wrong with it.
pub fn read(file: &str, origin: Locale) -> Result<Vec<Imported>, Vec<Wrong>> {
    let whole = |what| vec![Wrong { feature: 0, what }];
    let json: Value =
        serde_json::from_str(file.trim_start_matches('\u{feff}')).map_err(|_| whole(WrongKind::Json))?;
    let features = json["features"].as_array().ok_or_else(|| whole(WrongKind::NoCollection))?;
    let (mut places, mut wrongs) = (Vec::new(), Vec::new());
    for (place, feature) in features.iter().enumerate() {
        match one(feature, origin) {
            Ok(read) => places.push(read),
            Err(what) => wrongs.push(Wrong { feature: place + 1, what }),
        }
    }
    if wrongs.is_empty() { Ok(places) } else { Err(wrongs) }
}

fn one(feature: &Value, origin: Locale) -> Result<Imported, WrongKind> {
    let about = &feature["properties"];
    let shape = Shape::from_geojson(&feature["geometry"]).map_err(WrongKind::Shape)?;
    let written = texts(about, origin);
    let named = written.first().filter(|first| !first.words.title.is_empty());
    let Some(first) = named else { return Err(WrongKind::NoName) };
    let kind = match about["kind"].as_str() {
        None => PlaceKind::Historic,
        Some(word) => PlaceKind::parse(word).ok_or(WrongKind::Word)?,
    };
    let status = match about["status"].as_str() {
        None => PlaceStatus::Ordinary,
        Some(word) => PlaceStatus::parse(word).ok_or(WrongKind::Word)?,
    };
    let details = Details {
        kind,
        status,
        shape,
        precision_m: about["precision_m"].as_i64().unwrap_or(0).clamp(0, 100_000),
        next_door: about["next_door"].as_bool().unwrap_or(false),
        address: line(&about["address"]),
        source: line(&about["source"]),
        checked: about["checked"].as_str().and_then(Day::parse),
    };
    let slug = about["key"].as_str().map_or_else(|| text::slug(&first.words.title), text::slug);
    Ok(Imported { slug, details, sample: about["sample"].as_bool().unwrap_or(false), written })
}

/// The words by language: first those with a name, of them that of the file; then where only access is told.
fn texts(about: &Value, origin: Locale) -> Vec<Written> {
    let mut languages = Locale::ALL.to_vec();
    languages.sort_by_key(|lang| *lang != origin);
    let by_language = languages.into_iter().filter_map(|lang| {
        let words = &about["text"][lang.code()];
        let own = |key: &str| match &words[key] {
            Value::Null if lang == origin => line(&about[key]),
            value => line(value),
        };
        let mut title = own("title");
        if title.is_empty() && lang == origin {
            title = line(&about["name"]);
        }
        let access = match &about["access"] {
            Value::String(access) if lang == origin => access.clone(),
            by_language => line(&by_language[lang.code()]),
        };
        let words = Words { title, summary: own("summary"), body: own("body") };
        let told = !words.title.is_empty() || !access.is_empty();
        told.then_some(Written { lang, words, access })
    });
    let mut written: Vec<Written> = by_language.collect();
    written.sort_by_key(|written| written.words.title.is_empty());
    written
}

fn line(value: &Value) -> String {
    value.as_str().and_then(|text| text::nfc(text).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_file_from_a_map_is_enough() {
        let file = r#"{"type":"FeatureCollection","features":[
            {"type":"Feature","geometry":{"type":"Point","coordinates":[20.03,50.07]},"properties":{"name":"Fontanna"}}]}"#;
        let places = read(file, Locale::Pl).unwrap();
        assert_eq!(places[0].written[0].words.title, "Fontanna");
        assert_eq!(places[0].slug, "fontanna");
    }

    #[test]
    fn access_may_be_told_in_a_language_that_has_no_other_words() {
        let file = r#"{"features":[{"geometry":{"type":"Point","coordinates":[20.03,50.07]},"properties":{
            "text":{"en":{"title":"A well"}},"access":{"pl":"Bez schodów","en":"No steps"}}}]}"#;
        let places = read(file, Locale::Pl).unwrap();
        let told = places[0].written.iter().map(|written| (written.lang, written.access.as_str()));
        assert_eq!(told.collect::<Vec<_>>(), [(Locale::En, "No steps"), (Locale::Pl, "Bez schodów")]);
        let nameless = file.replace("\"title\"", "\"body\"");
        assert_eq!(read(&nameless, Locale::Pl).unwrap_err()[0].what, WrongKind::NoName);
    }

    #[test]
    fn everything_wrong_is_said_with_its_feature() {
        let file = r#"{"features":[{"properties":{}},
            {"properties":{"name":"a","kind":"castle"}},
            {"properties":{"name":"b"},"geometry":{"type":"Point","coordinates":[999,50]}}]}"#;
        let wrongs = read(file, Locale::Pl).unwrap_err();
        assert_eq!(wrongs[0], Wrong { feature: 1, what: WrongKind::NoName });
        assert_eq!(wrongs[1], Wrong { feature: 2, what: WrongKind::Word });
        assert_eq!(wrongs[2], Wrong { feature: 3, what: WrongKind::Shape(WrongShape::Numbers) });
        assert_eq!(read("no", Locale::Pl).unwrap_err()[0].what, WrongKind::Json);
        assert_eq!(read("[]", Locale::Pl).unwrap_err()[0].what, WrongKind::NoCollection);
    }
}
