//! The ground from a GeoJSON file: a FeatureCollection or a single Feature with `name` (a text, or one per
//! language), and for lines `kind`.

use kernel::Locale;
use serde_json::Value;

/// One thing of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    /// Its short name.
    pub key: String,
    /// For lines: `street`, `river`, `tram`.
    pub kind: String,
    /// Its names.
    pub names: Vec<(Locale, String)>,
    /// GeoJSON geometry.
    pub shape: Value,
}

/// Positions of one shape; a boundary drawn by a surveyor has more, and is to be simplified first.
const POSITIONS: usize = 5000;

/// Reads a file.
///
/// # Errors
/// What is wrong, in plain English, with the number of the feature (counted from 1).
pub fn read(file: &str) -> Result<Vec<Imported>, String> {
    let json: Value = serde_json::from_str(file.trim_start_matches('\u{feff}'))
        .map_err(|error| format!("not JSON: line {}, column {}", error.line(), error.column()))?;
    let single = [json.clone()];
    let features = match json["type"].as_str() {
        Some("FeatureCollection") => json["features"].as_array().map_or(&[][..], Vec::as_slice),
        Some("Feature") => &single,
        _ => return Err("neither a FeatureCollection nor a Feature".to_owned()),
    };
    features.iter().enumerate().map(|(place, feature)| one(place + 1, feature)).collect()
}

fn one(number: usize, feature: &Value) -> Result<Imported, String> {
    let about = &feature["properties"];
    let shape = feature["geometry"].clone();
    let count =
        check(&shape["coordinates"]).ok_or_else(|| format!("feature {number}: no usable coordinates"))?;
    if count > POSITIONS {
        return Err(format!("feature {number}: {count} positions are too many, at most {POSITIONS}"));
    }
    let name = &about["name"];
    let names: Vec<(Locale, String)> = match name {
        Value::String(name) => vec![(Locale::Pl, name.clone())],
        by_language => Locale::ALL
            .into_iter()
            .filter_map(|lang| by_language[lang.code()].as_str().map(|name| (lang, name.to_owned())))
            .collect(),
    };
    let first = names.first().map(|(_, name)| name.as_str()).unwrap_or_default();
    let key = about["key"].as_str().map_or_else(|| text::slug(first), str::to_owned);
    let key = if key.is_empty() { number.to_string() } else { key };
    let kind = about["kind"].as_str().unwrap_or_default().to_owned();
    Ok(Imported { key, kind, names, shape })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_says_what_is_wrong_and_where() {
        let good = r#"{"type":"Feature","properties":{"name":"Aleja Róż"},"geometry":{"type":"LineString","coordinates":[[20,50],[20.1,50.1]]}}"#;
        assert_eq!(read(good).unwrap()[0].key, "aleja-roz");
        let far = good.replace("50.1]", "950]");
        assert!(read(&far).unwrap_err().contains("feature 1"));
        assert!(read("{").unwrap_err().contains("line 1"));
        assert!(read("[]").is_err());
    }
}
