//! The ground from a GeoJSON file: a FeatureCollection or a single Feature with `name` (a text, or one per
//! language), and for lines `kind`. Or a boundary from corners as people copy them from a map.

use super::position::Shape;
use crate::texts::ground as t;
use kernel::Locale;
use serde_json::{Value, json};
use std::fmt;

/// One thing of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    /// Its short name.
    pub key: String,
    /// For lines: `street`, `river`, `tram`.
    pub kind: String,
    /// Its names.
    pub names: Vec<(Locale, String)>,
    /// GeoJSON geometry: Point, LineString or Polygon.
    pub shape: Value,
}

/// What is wrong with a file; features are counted from 1.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Problem {
    /// It is not JSON from this line and column on.
    NotJson(usize, usize),
    /// It holds no features.
    NotGeoJson,
    /// A feature has no coordinates, or some that are no place on Earth.
    Coordinates(usize),
    /// A feature has so many positions.
    Positions(usize, usize),
    /// A feature is none of what is drawn here.
    Kind(usize),
    /// Corners that can't be read, or fewer than three.
    Corners,
}

impl Problem {
    /// What is wrong and what to do, in the reader's language.
    pub fn says(self, locale: Locale) -> String {
        match self {
            Self::NotJson(line, column) => t::wrong_json(locale, column, line),
            Self::NotGeoJson => t::wrong_geojson(locale).to_owned(),
            Self::Coordinates(feature) => t::wrong_coordinates(locale, feature),
            Self::Positions(feature, count) => t::wrong_positions(locale, count, feature, POSITIONS),
            Self::Kind(feature) => t::wrong_kind(locale, feature),
            Self::Corners => t::wrong_corners(locale).to_owned(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.says(Locale::En))
    }
}

/// Positions of one shape; a boundary drawn by a surveyor has more, and is to be simplified first.
const POSITIONS: usize = 5000;

/// Reads a file.
///
/// # Errors
/// The first thing that is wrong with it.
pub fn read(file: &str) -> Result<Vec<Imported>, Problem> {
    let json: Value = serde_json::from_str(file.trim_start_matches('\u{feff}'))
        .map_err(|error| Problem::NotJson(error.line(), error.column()))?;
    let single = [json.clone()];
    let features = match json["type"].as_str() {
        Some("FeatureCollection") => json["features"].as_array().map_or(&[][..], Vec::as_slice),
        Some("Feature") => &single,
        _ => return Err(Problem::NotGeoJson),
    };
    let mut all = Vec::new();
    for (at, feature) in features.iter().enumerate() {
        all.extend(one(at + 1, feature)?);
    }
    number_twins(&mut all);
    Ok(all)
}

/// A boundary as somebody typed or pasted it: GeoJSON, or corners one a line.
///
/// # Errors
/// The first thing that is wrong with it.
pub fn read_boundary(text: &str) -> Result<Vec<Imported>, Problem> {
    if text.trim_start().starts_with('{') {
        let drawn = read(text)?;
        let odd = drawn.iter().position(|one| one.shape["type"] != "Polygon");
        return odd.map_or(Ok(drawn), |at| Err(Problem::Kind(at + 1)));
    }
    match Shape::parse(text, true) {
        Ok(shape @ Shape::Area(_)) => Ok(vec![Imported {
            key: "boundary".to_owned(),
            kind: String::new(),
            names: Vec::new(),
            shape: shape.geojson(),
        }]),
        _ => Err(Problem::Corners),
    }
}

/// A feature; one of several parts becomes as many things of one name.
fn one(number: usize, feature: &Value) -> Result<Vec<Imported>, Problem> {
    let about = &feature["properties"];
    let names = names(&about["name"]);
    let first = names.first().map(|(_, name)| name.as_str()).unwrap_or_default();
    let key = about["key"].as_str().map_or_else(|| text::slug(first), str::to_owned);
    let key = if key.is_empty() { number.to_string() } else { key };
    let kind = about["kind"].as_str().unwrap_or_default().to_owned();
    let thing = |shape| Imported { key: key.clone(), kind: kind.clone(), names: names.clone(), shape };
    let shapes = shapes(number, &feature["geometry"])?;
    Ok(shapes.into_iter().map(thing).collect())
}

fn names(name: &Value) -> Vec<(Locale, String)> {
    let short = |name: &str| name.chars().take(120).collect::<String>();
    match name {
        Value::String(name) => vec![(Locale::Pl, short(name))],
        by_language => Locale::ALL
            .into_iter()
            .filter_map(|lang| by_language[lang.code()].as_str().map(|name| (lang, short(name))))
            .collect(),
    }
}

/// The points, lines and areas of a geometry, each checked. An estate may be a point as long as nobody has drawn it:
/// it can be chosen as a "where" all the same.
fn shapes(number: usize, geometry: &Value) -> Result<Vec<Value>, Problem> {
    let parts = |kind: &str| {
        let each = geometry["coordinates"].as_array().map_or(&[][..], Vec::as_slice).iter();
        each.map(|part| json!({"type": kind, "coordinates": part})).collect::<Vec<_>>()
    };
    let shapes = match geometry["type"].as_str() {
        Some("Point" | "LineString" | "Polygon") => vec![geometry.clone()],
        Some("MultiLineString") => parts("LineString"),
        Some("MultiPolygon") => parts("Polygon"),
        _ => return Err(Problem::Kind(number)),
    };
    for shape in &shapes {
        let count = check(&shape["coordinates"]).ok_or(Problem::Coordinates(number))?;
        if count > POSITIONS {
            return Err(Problem::Positions(number, count));
        }
    }
    if shapes.is_empty() { Err(Problem::Coordinates(number)) } else { Ok(shapes) }
}

/// How many positions the nested lists hold; `None` when something in them is no position on Earth.
fn check(coordinates: &Value) -> Option<usize> {
    let list = coordinates.as_array()?;
    if let (Some(lon), Some(lat)) =
        (list.first().and_then(Value::as_f64), list.get(1).and_then(Value::as_f64))
    {
        return ((-180.0..=180.0).contains(&lon) && (-90.0..=90.0).contains(&lat)).then_some(1);
    }
    list.iter().map(check).try_fold(0_usize, |sum, count| Some(sum + count?)).filter(|count| *count > 0)
}

/// Two of one short name: the second gets a number.
fn number_twins(all: &mut [Imported]) {
    let mut seen = std::collections::HashSet::new();
    for (at, one) in all.iter_mut().enumerate() {
        if !seen.insert(one.key.clone()) {
            one.key = format!("{}-{}", one.key, at + 1);
            seen.insert(one.key.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROSES: &str = r#"{"type":"Feature","properties":{"name":"Aleja Róż"},
        "geometry":{"type":"LineString","coordinates":[[20,50],[20.1,50.1]]}}"#;

    #[test]
    fn a_file_says_what_is_wrong_and_where() {
        assert_eq!(read(ROSES).unwrap()[0].key, "aleja-roz");
        assert_eq!(read(&ROSES.replace("50.1]", "950]")), Err(Problem::Coordinates(1)));
        assert_eq!(read(&ROSES.replace("LineString", "Circle")), Err(Problem::Kind(1)));
        assert_eq!(read("{"), Err(Problem::NotJson(1, 1)));
        assert_eq!(read("[]"), Err(Problem::NotGeoJson));
        for locale in Locale::ALL {
            assert!(Problem::Positions(2, 9000).says(locale).contains('2'));
        }
    }

    #[test]
    fn several_parts_become_several_things_with_short_names_of_their_own() {
        let two = ROSES
            .replace("LineString", "MultiLineString")
            .replace("[[20,50],[20.1,50.1]]", "[[[20,50],[20.1,50.1]],[[20.2,50],[20.3,50.1]]]");
        let keys: Vec<_> = read(&two).unwrap().into_iter().map(|one| one.key).collect();
        assert_eq!(keys, ["aleja-roz", "aleja-roz-2"]);
    }

    #[test]
    fn a_boundary_is_corners_or_geojson() {
        assert_eq!(
            read_boundary("50.07 20.03\n50.08 20.03\n50.08 20.05").unwrap()[0].shape["type"],
            "Polygon"
        );
        assert_eq!(read_boundary("50.07 20.03\n50.08 20.03"), Err(Problem::Corners));
        assert_eq!(read_boundary(ROSES), Err(Problem::Kind(1)), "an avenue is no boundary");
    }
}
