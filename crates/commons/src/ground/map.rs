//! The ground as the map draws it.

use super::store::{Ground, Part};
use serde_json::Value;
use web::map::{AreaKind, LineKind, NamedArea, NamedLine, Point, Shape};

/// Degrees to 1e-7 degrees.
const UNITS: f64 = 1e7;

/// What lies under the marks. Names stand as in the language of the neighbourhood: maps and street signs agree.
pub fn for_map(ground: &[Ground]) -> web::map::Ground {
    let mut out = web::map::Ground::default();
    for one in ground {
        let name = one.name(kernel::Locale::Pl);
        match (one.part, shape(&one.shape())) {
            (Part::Boundary, Some(Shape::Area(ring))) => out.boundary.push(ring),
            (Part::Line, Some(Shape::Line(points))) => {
                out.lines.push(NamedLine { name, kind: LineKind::parse(&one.kind), points });
            }
            (Part::Area, Some(Shape::Area(ring))) => {
                out.areas.push(NamedArea { name, kind: AreaKind::parse(&one.kind), ring });
            }
            _ => {}
        }
    }
    out
}

/// A GeoJSON geometry as the map draws it: Point, LineString, Polygon (its outer ring).
pub fn shape(geometry: &Value) -> Option<Shape> {
    let coordinates = &geometry["coordinates"];
    match geometry["type"].as_str()? {
        "Point" => point(coordinates).map(Shape::Point),
        "LineString" => points(coordinates).map(Shape::Line),
        "Polygon" => points(&coordinates[0]).map(Shape::Area),
        _ => None,
    }
}

fn point(pair: &Value) -> Option<Point> {
    let number = |place: usize| pair.get(place).and_then(Value::as_f64);
    Some(Point::e7((number(1)? * UNITS).round() as i64, (number(0)? * UNITS).round() as i64))
}

fn points(list: &Value) -> Option<Vec<Point>> {
    list.as_array()?.iter().map(point).collect()
}
