//! Places for maps: GeoJSON after RFC 7946. Positions are (longitude, latitude) in degrees (WGS 84).

use serde_json::{Map, Value, json};

/// A longitude and a latitude in degrees.
pub type Position = (f64, f64);

/// A point.
pub fn point(at: Position) -> Value {
    json!({ "type": "Point", "coordinates": position(at) })
}

/// A line through two or more positions.
pub fn line(through: &[Position]) -> Value {
    json!({ "type": "LineString", "coordinates": positions(through) })
}

/// An area within one ring, which is closed and turned counter-clockwise where it is not (RFC 7946 §3.1.6).
pub fn polygon(ring: &[Position]) -> Value {
    let mut ring = ring.to_vec();
    if let (Some(&first), Some(&last)) = (ring.first(), ring.last())
        && first != last
    {
        ring.push(first);
    }
    let doubled_area: f64 = ring.windows(2).map(|pair| pair[0].0 * pair[1].1 - pair[1].0 * pair[0].1).sum();
    if doubled_area < 0.0 {
        ring.reverse();
    }
    json!({ "type": "Polygon", "coordinates": [positions(&ring)] })
}

/// A thing with its place; without one the geometry is null (RFC 7946 §3.2).
pub fn feature(id: &str, geometry: Option<Value>, properties: Map<String, Value>) -> Value {
    json!({ "type": "Feature", "id": id, "geometry": geometry, "properties": properties })
}

/// Several things.
pub fn collection(features: Vec<Value>) -> Value {
    json!({ "type": "FeatureCollection", "features": features })
}

fn positions(all: &[Position]) -> Vec<Value> {
    all.iter().map(|&at| position(at)).collect()
}

/// Rounded to six decimals, about ten centimetres (RFC 7946 §11.2).
fn position((longitude, latitude): Position) -> Value {
    let round = |degrees: f64| (degrees * 1e6).round() / 1e6;
    json!([round(longitude), round(latitude)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_are_written_longitude_first() {
        let properties = Map::from_iter([("name".to_owned(), json!("Ławka"))]);
        let collection = collection(vec![
            feature("a1", Some(point((16.912_345_678, 52.4))), properties),
            feature("a2", None, Map::new()),
        ]);
        assert_eq!(
            collection.to_string(),
            "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"id\":\"a1\",\"geometry\":\
             {\"type\":\"Point\",\"coordinates\":[16.912346,52.4]},\"properties\":{\"name\":\"Ławka\"}},\
             {\"type\":\"Feature\",\"id\":\"a2\",\"geometry\":null,\"properties\":{}}]}"
        );
        assert_eq!(line(&[(1.0, 2.0), (3.0, 4.0)])["coordinates"], json!([[1.0, 2.0], [3.0, 4.0]]));
    }

    #[test]
    fn rings_are_closed_and_counter_clockwise() {
        let expected = json!([[[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 0.0]]]);
        assert_eq!(polygon(&[(0.0, 0.0), (1.0, 0.0), (1.0, 1.0)])["coordinates"], expected);
        assert_eq!(polygon(&[(0.0, 0.0), (1.0, 1.0), (1.0, 0.0), (0.0, 0.0)])["coordinates"], expected);
        assert_eq!(polygon(&[])["coordinates"], json!([[]]));
    }
}
