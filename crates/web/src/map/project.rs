//! From degrees to the picture's units, and lines with fewer corners.

/// A position in 1e-7 degrees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Point {
    /// North of the equator.
    pub lat: i64,
    /// East of Greenwich.
    pub lon: i64,
}

impl Point {
    /// In 1e-7 degrees.
    pub const fn e7(lat: i64, lon: i64) -> Self {
        Self { lat, lon }
    }
}

/// A shape on the ground.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One spot.
    Point(Point),
    /// A street, a river.
    Line(Vec<Point>),
    /// A park, an estate.
    Area(Vec<Point>),
}

impl Shape {
    /// Its corners.
    pub fn points(&self) -> &[Point] {
        match self {
            Self::Point(point) => std::slice::from_ref(point),
            Self::Line(points) | Self::Area(points) => points,
        }
    }
}

/// A position in the picture.
pub(super) type Spot = (f64, f64);

/// The picture's width in its own units; text sizes in the style sheet count on it.
pub(super) const WIDTH: f64 = 340.0;
/// A map is at least about this many 1e-7 degrees of latitude high: 600 metres.
const LEAST: f64 = 54_000.0;

/// An equirectangular picture of a small region: true along its middle latitude, and linear, so that a tap can
/// be turned back into degrees by two multiplications.
#[derive(Clone, Copy, Debug)]
pub(super) struct Projection {
    pub(super) north: f64,
    pub(super) west: f64,
    /// Units for each 1e-7 degree.
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) height: f64,
}

impl Projection {
    /// Shows all these positions with some air around. `None` when there are none.
    pub(super) fn around<'a>(points: impl Iterator<Item = &'a Point>) -> Option<Self> {
        let mut bounds: Option<[f64; 4]> = None;
        for point in points {
            let (lat, lon) = (point.lat as f64, point.lon as f64);
            let [south, north, west, east] = bounds.unwrap_or([lat, lat, lon, lon]);
            bounds = Some([south.min(lat), north.max(lat), west.min(lon), east.max(lon)]);
        }
        let [south, north, west, east] = bounds?;
        let squeeze = ((south + north) / 2.0 / 1e7).to_radians().cos().max(0.05);
        let (tall, broad) = ((north - south) * 1.24, (east - west) * squeeze * 1.24);
        let tall = tall.max(LEAST);
        let broad = broad.max(LEAST);
        // Neither a ribbon nor a tower.
        let tall = tall.max(broad * 0.6);
        let broad = broad.max(tall);
        let scale = WIDTH / broad;
        let (middle_lat, middle_lon) = ((south + north) / 2.0, (west + east) / 2.0);
        Some(Self {
            north: middle_lat + tall / 2.0,
            west: middle_lon - broad / squeeze / 2.0,
            x: squeeze * scale,
            y: scale,
            height: (tall * scale).round(),
        })
    }

    pub(super) fn spot(&self, point: &Point) -> Spot {
        ((point.lon as f64 - self.west) * self.x, (self.north - point.lat as f64) * self.y)
    }

    /// The line in the picture, without corners nobody would see (Douglas and Peucker 1973).
    pub(super) fn line(&self, points: &[Point]) -> Vec<Spot> {
        let spots: Vec<Spot> = points.iter().map(|point| self.spot(point)).collect();
        simplify(&spots, 0.6)
    }
}

/// Keeps the ends and every corner further than `tolerance` from the straight line between kept ones. Works with
/// a stack of its own: a long line must not exhaust the thread's.
fn simplify(spots: &[Spot], tolerance: f64) -> Vec<Spot> {
    if spots.len() < 3 {
        return spots.to_vec();
    }
    let mut keep = vec![false; spots.len()];
    keep[0] = true;
    keep[spots.len() - 1] = true;
    let mut stack = vec![(0, spots.len() - 1)];
    while let Some((from, to)) = stack.pop() {
        let farthest = (from + 1..to)
            .map(|at| (at, distance(spots[at], spots[from], spots[to])))
            .max_by(|a, b| a.1.total_cmp(&b.1));
        if let Some((at, far)) = farthest
            && far > tolerance
        {
            keep[at] = true;
            stack.push((from, at));
            stack.push((at, to));
        }
    }
    spots.iter().zip(keep).filter(|(_, keep)| *keep).map(|(spot, _)| *spot).collect()
}

/// From a spot to the segment between two others.
fn distance(p: Spot, a: Spot, b: Spot) -> f64 {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let length = dx * dx + dy * dy;
    let along =
        if length == 0.0 { 0.0 } else { (((p.0 - a.0) * dx + (p.1 - a.1) * dy) / length).clamp(0.0, 1.0) };
    (p.0 - a.0 - along * dx).hypot(p.1 - a.1 - along * dy)
}
