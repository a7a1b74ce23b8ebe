//! A map drawn by the server: boundary, named lines and areas, and marks numbered like the list beside it.
//!
//! Pure: positions in, one SVG out. It needs no script, no tiles and no other host, prints, and follows the
//! reader's colours through the style sheet. `map.js` lays Leaflet over the same SVG for moving and zooming.

mod draw;
mod place;
mod project;

pub use draw::Map;
pub use project::{Point, Shape};

/// What lies under the marks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ground {
    /// Rings of the neighbourhood's border.
    pub boundary: Vec<Vec<Point>>,
    /// Streets, rivers, tram lines.
    pub lines: Vec<NamedLine>,
    /// Estates, parks, waters.
    pub areas: Vec<NamedArea>,
}

/// A named line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedLine {
    /// As written on the map; names are not translated.
    pub name: String,
    /// How it is drawn.
    pub kind: LineKind,
    /// From one end to the other.
    pub points: Vec<Point>,
}

/// How a line is drawn: by dashes and width, not by colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// A solid line.
    Street,
    /// Wide and blue.
    River,
    /// Dots.
    Tram,
    /// Long and short dashes.
    Rail,
    /// Short dashes.
    Path,
}

/// A named area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedArea {
    /// As written on the map.
    pub name: String,
    /// How it is drawn.
    pub kind: AreaKind,
    /// Its ring, closed by itself.
    pub ring: Vec<Point>,
}

/// How an area is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AreaKind {
    /// An estate or quarter.
    Estate,
    /// Grass and trees.
    Green,
    /// Water.
    Water,
}

/// Something on the map that has a row in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The number of its row.
    pub number: usize,
    /// Its name.
    pub name: String,
    /// Where it leads: the row (`#place-3`) or a page.
    pub href: String,
    /// Where it lies.
    pub shape: Shape,
}

impl LineKind {
    /// From the word in data files; anything unknown is a street.
    pub fn parse(word: &str) -> Self {
        match word {
            "river" | "stream" | "water" => Self::River,
            "tram" => Self::Tram,
            "rail" => Self::Rail,
            "path" => Self::Path,
            _ => Self::Street,
        }
    }
    const fn class(self) -> &'static str {
        match self {
            Self::Street => "line street",
            Self::River => "line river",
            Self::Tram => "line tram",
            Self::Rail => "line rail",
            Self::Path => "line path",
        }
    }
}

impl AreaKind {
    /// From the word in data files; anything unknown is an estate.
    pub fn parse(word: &str) -> Self {
        match word {
            "green" | "park" | "meadow" | "forest" => Self::Green,
            "water" | "lake" => Self::Water,
            _ => Self::Estate,
        }
    }
    const fn class(self) -> &'static str {
        match self {
            Self::Estate => "area",
            Self::Green => "area green",
            Self::Water => "area water",
        }
    }
}

#[cfg(test)]
mod tests;
