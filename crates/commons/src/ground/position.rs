//! Positions and shapes as people write them down and as GeoJSON has them (RFC 7946).

use serde_json::{Value, json};

/// A position in 1e-7 degrees: about a centimetre, and the same on every machine.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Position {
    /// North of the equator.
    pub lat: i64,
    /// East of Greenwich.
    pub lon: i64,
}

/// A shape on the ground.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Shape {
    /// Not said yet.
    Nowhere,
    /// One spot.
    Point(Position),
    /// A street, an avenue, a river.
    Line(Vec<Position>),
    /// A park, an estate; the ring is closed by itself.
    Area(Vec<Position>),
}

/// Why a shape can't be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WrongShape {
    /// Not numbers, or numbers that are no place on Earth.
    Numbers,
    /// A line wants two positions, an area three.
    TooFew,
    /// More positions than a neighbourhood's place can need.
    TooMany,
    /// Not a point, line or area.
    Kind,
}

/// A place's shape has at most so many positions.
pub const POSITIONS: usize = 2000;
const UNITS: f64 = 1e7;

impl Position {
    /// From degrees; `None` outside the Earth.
    pub fn degrees(lat: f64, lon: f64) -> Option<Self> {
        let on_earth = (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon);
        on_earth.then(|| Self { lat: (lat * UNITS).round() as i64, lon: (lon * UNITS).round() as i64 })
    }
    /// "50.0720, 20.0374" as people copy it from maps; a decimal comma is fine where a space parts the two.
    pub fn parse(text: &str) -> Option<Self> {
        let parts: Vec<&str> = if text.contains(' ') || text.contains(';') {
            text.split([' ', ';']).filter(|part| !part.is_empty()).collect()
        } else {
            text.split(',').collect()
        };
        let number = |part: &str| part.trim().trim_end_matches(',').replace(',', ".").parse::<f64>().ok();
        match parts[..] {
            [lat, lon] => Self::degrees(number(lat)?, number(lon)?),
            _ => None,
        }
    }
    /// As a form shows it.
    pub fn written(self) -> String {
        format!("{:.5} {:.5}", self.lat as f64 / UNITS, self.lon as f64 / UNITS)
    }
    fn json(self) -> Value {
        json!([self.lon as f64 / UNITS, self.lat as f64 / UNITS])
    }
}

impl Shape {
    /// One position a line: one is a point, more are a line, or an area if `closed`.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str, closed: bool) -> Result<Self, WrongShape> {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let positions = lines.map(|line| Position::parse(line).ok_or(WrongShape::Numbers));
        Self::of(positions.collect::<Result<Vec<_>, _>>()?, closed)
    }

    fn of(mut positions: Vec<Position>, closed: bool) -> Result<Self, WrongShape> {
        if closed && positions.len() > 3 && positions.first() == positions.last() {
            positions.pop();
        }
        match (positions.len(), closed) {
            (0, _) => Ok(Self::Nowhere),
            (n, _) if n > POSITIONS => Err(WrongShape::TooMany),
            (1, false) => Ok(Self::Point(positions[0])),
            (1 | 2, true) => Err(WrongShape::TooFew),
            (_, true) => Ok(Self::Area(positions)),
            (_, false) => Ok(Self::Line(positions)),
        }
    }

    /// From a GeoJSON geometry (RFC 7946): Point, LineString, Polygon (its outer ring).
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn from_geojson(geometry: &Value) -> Result<Self, WrongShape> {
        let coordinates = &geometry["coordinates"];
        match geometry["type"].as_str() {
            None if geometry.is_null() => Ok(Self::Nowhere),
            Some("Point") => Ok(Self::Point(position(coordinates)?)),
            Some("LineString") => match Self::of(positions(coordinates)?, false)? {
                line @ Self::Line(_) => Ok(line),
                _ => Err(WrongShape::TooFew),
            },
            Some("Polygon") => Self::of(positions(&coordinates[0])?, true),
            _ => Err(WrongShape::Kind),
        }
    }

    /// As a GeoJSON geometry; null for nowhere.
    pub fn geojson(&self) -> Value {
        let all =
            |positions: &[Position]| positions.iter().map(|position| position.json()).collect::<Vec<_>>();
        match self {
            Self::Nowhere => Value::Null,
            Self::Point(position) => json!({"type": "Point", "coordinates": position.json()}),
            Self::Line(positions) => json!({"type": "LineString", "coordinates": all(positions)}),
            Self::Area(positions) => {
                let mut ring = all(positions);
                ring.extend(positions.first().map(|first| first.json()));
                json!({"type": "Polygon", "coordinates": [ring]})
            }
        }
    }

    /// Its positions.
    pub fn positions(&self) -> &[Position] {
        match self {
            Self::Nowhere => &[],
            Self::Point(position) => std::slice::from_ref(position),
            Self::Line(positions) | Self::Area(positions) => positions,
        }
    }

    /// As a form shows it: one position a line.
    pub fn written(&self) -> String {
        self.positions().iter().map(|position| position.written()).collect::<Vec<_>>().join("\n")
    }

    /// Its south-west and north-east corners.
    pub fn corners(&self) -> Option<(Position, Position)> {
        let first = *self.positions().first()?;
        Some(self.positions().iter().fold((first, first), |(low, high), position| {
            (
                Position { lat: low.lat.min(position.lat), lon: low.lon.min(position.lon) },
                Position { lat: high.lat.max(position.lat), lon: high.lon.max(position.lon) },
            )
        }))
    }

    /// Where its mark stands: a line's middle position, an area's middle.
    pub fn middle(&self) -> Option<Position> {
        match self {
            Self::Line(positions) => positions.get(positions.len() / 2).copied(),
            _ => self
                .corners()
                .map(|(low, high)| Position { lat: (low.lat + high.lat) / 2, lon: (low.lon + high.lon) / 2 }),
        }
    }
}

fn position(pair: &Value) -> Result<Position, WrongShape> {
    let number = |place: usize| pair.get(place).and_then(Value::as_f64).ok_or(WrongShape::Numbers);
    Position::degrees(number(1)?, number(0)?).ok_or(WrongShape::Numbers)
}

fn positions(list: &Value) -> Result<Vec<Position>, WrongShape> {
    let list = list.as_array().ok_or(WrongShape::Numbers)?;
    if list.len() > POSITIONS {
        return Err(WrongShape::TooMany);
    }
    list.iter().map(position).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_as_people_copy_them() {
        let square = Position { lat: 500_720_000, lon: 200_374_000 };
        for text in ["50.0720, 20.0374", "50.0720,20.0374", "50,0720 20,0374", "50.0720; 20.0374"] {
            assert_eq!(Position::parse(text), Some(square), "{text}");
        }
        for text in ["", "50", "plac", "95 20", "50 200", "50.07,20.03,1"] {
            assert_eq!(Position::parse(text), None, "{text}");
        }
    }

    #[test]
    fn shapes_go_to_geojson_and_back() {
        let text = "50.0720 20.0374\n50.0730 20.0380\n50.0740 20.0370";
        for closed in [true, false] {
            let shape = Shape::parse(text, closed).unwrap();
            assert_eq!(Shape::from_geojson(&shape.geojson()), Ok(shape.clone()));
            assert_eq!(Shape::parse(&shape.written(), closed), Ok(shape));
        }
        assert_eq!(Shape::parse("", false), Ok(Shape::Nowhere));
        assert_eq!(Shape::parse("50 20\n51 20", true), Err(WrongShape::TooFew));
        assert_eq!(Shape::from_geojson(&json!({"type": "MultiPoint"})), Err(WrongShape::Kind));
        assert_eq!(
            Shape::from_geojson(&json!({"type": "Point", "coordinates": ["x"]})),
            Err(WrongShape::Numbers)
        );
    }
}
