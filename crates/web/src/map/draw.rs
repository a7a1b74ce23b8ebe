//! The SVG itself.

use super::place::{Frame, Room, centre, middle};
use super::project::{Projection, Spot, WIDTH};
use super::{Ground, Mark, Shape};
use crate::texts::layout as t;
use kernel::Locale;
use std::fmt::Write;

/// The disc of a number, in the picture's units.
const DISC: f64 = 27.0;
/// A letter of a label, on average.
const LETTER: f64 = 7.0;

/// One map.
#[derive(Clone, Copy, Debug)]
pub struct Map<'a> {
    /// The sentence that says what the picture shows.
    pub title: &'a str,
    /// What lies under the marks.
    pub ground: &'a Ground,
    /// The marks, in the order of the list.
    pub marks: &'a [Mark],
    /// The language of the controls.
    pub locale: Locale,
    /// The element after the map to which "skip the map" leads (`list`); empty when there is none.
    pub list: &'a str,
}

impl Map<'_> {
    /// The map as a figure with its title; empty when there is nothing to show.
    pub fn html(&self) -> String {
        let svg = self.svg();
        if svg.is_empty() {
            return svg;
        }
        let mut out = String::with_capacity(svg.len() + 600);
        let l = self.locale;
        out.push_str("<figure class=\"map\" data-map");
        let words = [("in", t::map_in(l)), ("out", t::map_out(l)), ("whole", t::map_whole(l))];
        for (name, words) in words {
            let _ = write!(out, " data-{name}=\"{}\"", escaped(words));
        }
        out.push('>');
        if !self.list.is_empty() {
            let _ = write!(
                out,
                "<a class=\"hidden jump\" href=\"#{}\">{}</a>",
                escaped(self.list),
                t::map_to_list(l)
            );
        }
        out.push_str(&svg);
        let _ = write!(out, "<figcaption>{}</figcaption></figure>", escaped(self.title));
        out
    }

    /// The picture alone; empty when there is nothing to show.
    pub fn svg(&self) -> String {
        let of_marks = self.marks.iter().flat_map(|mark| mark.shape.points());
        let of_ground = self.ground.boundary.iter().flatten();
        let Some(projection) = Projection::around(of_marks).or_else(|| Projection::around(of_ground)) else {
            return String::new();
        };
        let mut drawing =
            Drawing { projection, room: Room::new(WIDTH, projection.height), out: String::new() };
        drawing.open(self);
        drawing.ground(self.ground);
        let discs = drawing.shapes(self.marks);
        let labels = drawing.labels(self.ground);
        drawing.out.push_str(&labels);
        drawing.marks(self.marks, &discs);
        drawing.out.push_str("</svg>");
        drawing.out
    }
}

struct Drawing {
    projection: Projection,
    room: Room,
    out: String,
}

impl Drawing {
    fn open(&mut self, map: &Map<'_>) {
        let p = self.projection;
        let height = p.height;
        let label = t::map_label(map.locale, map.title);
        let _ = write!(
            self.out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" role=\"group\" \
             aria-label=\"{}\" data-north=\"{:.1}\" data-west=\"{:.1}\" data-x=\"{:.9}\" data-y=\"{:.9}\">",
            escaped(&label),
            p.north,
            p.west,
            p.x,
            p.y
        );
    }

    fn ground(&mut self, ground: &Ground) {
        for ring in &ground.boundary {
            self.path("ground", &self.projection.line(ring), true);
        }
        for area in &ground.areas {
            self.path(area.kind.class(), &self.projection.line(&area.ring), true);
        }
        for line in &ground.lines {
            self.path(line.kind.class(), &self.projection.line(&line.points), false);
        }
        for ring in &ground.boundary {
            self.path("border", &self.projection.line(ring), true);
        }
    }

    /// Lines and areas of the marks; gives the true spot and the disc's place of each.
    fn shapes(&mut self, marks: &[Mark]) -> Vec<(Spot, Spot)> {
        marks.iter().map(|mark| self.shape(mark)).collect()
    }

    fn shape(&mut self, mark: &Mark) -> (Spot, Spot) {
        let spot = match &mark.shape {
            Shape::Point(point) => self.projection.spot(point),
            Shape::Line(points) => {
                let line = self.projection.line(points);
                self.path("mark-line", &line, false);
                middle(&line).unwrap_or_default()
            }
            Shape::Area(points) => {
                let ring = self.projection.line(points);
                self.path("mark-shape", &ring, true);
                centre(&ring).unwrap_or_default()
            }
        };
        (spot, self.room.disc(spot, DISC))
    }

    /// Names that find room beside the discs; others are left out, the list has them all.
    fn labels(&mut self, ground: &Ground) -> String {
        let mut out = String::new();
        let lines = ground.lines.iter().map(|line| {
            (&line.name, "label-line", middle(&self.visible(&self.projection.line(&line.points))))
        });
        let areas = ground
            .areas
            .iter()
            .map(|area| (&area.name, "label-area", centre(&self.projection.line(&area.ring))));
        let all: Vec<_> = lines.chain(areas).collect();
        for (name, class, spot) in all {
            let Some((x, y)) = spot.filter(|_| !name.is_empty()) else { continue };
            let width = name.chars().count() as f64 * LETTER;
            let free = [0.0, -18.0, 18.0, -32.0, 32.0]
                .into_iter()
                .find(|down| self.room.take(Frame::around((x, y + down), width, 16.0)));
            if let Some(down) = free {
                let name = escaped(name);
                let _ = write!(
                    out,
                    "<text class=\"{class}\" x=\"{x:.1}\" y=\"{:.1}\">{name}</text>",
                    y + down + 4.5
                );
            }
        }
        out
    }

    /// The part of a line that lies in the picture.
    fn visible(&self, line: &[Spot]) -> Vec<Spot> {
        let inside = |spot: &&Spot| {
            (0.0..=WIDTH).contains(&spot.0) && (0.0..=self.projection.height).contains(&spot.1)
        };
        line.iter().filter(inside).copied().collect()
    }

    fn marks(&mut self, marks: &[Mark], discs: &[(Spot, Spot)]) {
        for (mark, (spot, disc)) in marks.iter().zip(discs) {
            let ((sx, sy), (x, y)) = (*spot, *disc);
            if (sx - x).hypot(sy - y) > 1.0 {
                let _ = write!(
                    self.out,
                    "<path class=\"leader\" d=\"M{sx} {sy}L{x} {y}\"/><circle class=\"spot\" cx=\"{sx}\" cy=\"{sy}\" r=\"3\"/>",
                    sx = Tenth(sx),
                    sy = Tenth(sy),
                    x = Tenth(x),
                    y = Tenth(y)
                );
            }
            let (number, href, name) = (mark.number, escaped(&mark.href), escaped(&mark.name));
            let _ = write!(
                self.out,
                "<a class=\"mark\" href=\"{href}\" aria-label=\"{number}. {name}\" data-number=\"{number}\">\
                 <title>{number}. {name}</title><circle cx=\"{x}\" cy=\"{y}\" r=\"12\"/>\
                 <text x=\"{x}\" y=\"{below}\">{number}</text></a>",
                x = Tenth(x),
                y = Tenth(y),
                below = Tenth(y + 4.2)
            );
        }
    }

    fn path(&mut self, class: &str, spots: &[Spot], closed: bool) {
        if spots.len() < 2 {
            return;
        }
        let _ = write!(self.out, "<path class=\"{class}\" d=\"");
        for (at, (x, y)) in spots.iter().enumerate() {
            let _ = write!(self.out, "{}{} {}", if at == 0 { 'M' } else { 'L' }, Tenth(*x), Tenth(*y));
        }
        self.out.push_str(if closed { "Z\"/>" } else { "\"/>" });
    }
}

/// A number with one decimal. A map has a thousand of them, and exact decimals of floats cost most of drawing it.
struct Tenth(f64);

impl std::fmt::Display for Tenth {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let tenths = (self.0 * 10.0).round() as i64;
        let sign = if tenths < 0 { "-" } else { "" };
        write!(f, "{sign}{}.{}", tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10)
    }
}

/// Text inside SVG and attributes.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            letter => out.push(letter),
        }
    }
    out
}
