//! Letters as pixels: outlines of the fonts here, filled by signed area (the method of font-rs: each edge adds the area
//! to its right in its row; a running sum over the row is the coverage).

use rustybuzz::ttf_parser::{GlyphId, OutlineBuilder};
use rustybuzz::{Face as Shaper, UnicodeBuffer};

/// A grey surface that collects the edges of outlines.
pub(crate) struct Surface {
    pub(crate) width: usize,
    pub(crate) height: usize,
    sums: Vec<f32>,
}

impl Surface {
    pub(crate) fn new(width: usize, height: usize) -> Self {
        Self { width, height, sums: vec![0.0; width * height + 4] }
    }

    /// Adds one line of text whose baseline starts at this point; what does not fit is left out.
    pub(crate) fn text(&mut self, shaper: &Shaper<'_>, text: &str, size: f32, at: (f32, f32)) {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        let shaped = rustybuzz::shape(shaper, &[], buffer);
        let scale = size / shaper.units_per_em() as f32;
        let mut x = at.0;
        for (glyph, position) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
            let start = (x + position.x_offset as f32 * scale, at.1 - position.y_offset as f32 * scale);
            let mut pen = Pen { surface: self, scale, start, first: (0.0, 0.0), last: (0.0, 0.0) };
            let glyph = u16::try_from(glyph.glyph_id).unwrap_or(0);
            shaper.outline_glyph(GlyphId(glyph), &mut pen);
            x += position.x_advance as f32 * scale;
        }
    }

    /// How much of each pixel is covered, row by row, from 0 to 1.
    pub(crate) fn coverage(&self) -> Vec<f32> {
        let mut sum = 0.0;
        let covered = |edge: &f32| {
            sum += edge;
            f32::abs(sum).min(1.0)
        };
        self.sums[..self.width * self.height].iter().map(covered).collect()
    }

    fn edge(&mut self, from: (f32, f32), to: (f32, f32)) {
        let inside = |(x, y): (f32, f32)| (x.clamp(0.0, self.width as f32 - 2.0), y);
        let (from, to) = (inside(from), inside(to));
        if from.1 == to.1 {
            return;
        }
        let (direction, top, bottom) = if from.1 < to.1 { (1.0, from, to) } else { (-1.0, to, from) };
        let slope = (bottom.0 - top.0) / (bottom.1 - top.1);
        let mut x = if top.1 < 0.0 { top.0 - top.1 * slope } else { top.0 };
        let last = (bottom.1.ceil().max(0.0) as usize).min(self.height);
        for row in (top.1.max(0.0) as usize)..last {
            let part = (row as f32 + 1.0).min(bottom.1) - (row as f32).max(top.1);
            let next = x + slope * part;
            self.row(row, x.min(next), x.max(next), part * direction);
            x = next;
        }
    }

    /// An edge within one row, from `left` to `right`.
    fn row(&mut self, row: usize, left: f32, right: f32, area: f32) {
        let (first, last) = (left.floor(), right.ceil());
        let cells = &mut self.sums[row * self.width + first as usize..];
        let count = (last - first) as usize;
        if count <= 1 {
            let share = 0.5 * (left + right) - first;
            cells[0] += area * (1.0 - share);
            cells[1] += area * share;
            return;
        }
        let per_cell = 1.0 / (right - left);
        let begin = 1.0 - (left - first);
        let first_area = 0.5 * per_cell * begin * begin;
        let end = right - last + 1.0;
        let last_area = 0.5 * per_cell * end * end;
        cells[0] += area * first_area;
        if count == 2 {
            cells[1] += area * (1.0 - first_area - last_area);
        } else {
            let second = per_cell * (begin + 0.5);
            cells[1] += area * (second - first_area);
            for cell in &mut cells[2..count - 1] {
                *cell += area * per_cell;
            }
            let before_last = second + (count as f32 - 3.0) * per_cell;
            cells[count - 1] += area * (1.0 - before_last - last_area);
        }
        cells[count] += area * last_area;
    }
}

/// Draws one glyph: curves become short lines.
struct Pen<'a> {
    surface: &'a mut Surface,
    scale: f32,
    start: (f32, f32),
    first: (f32, f32),
    last: (f32, f32),
}

/// Lines one curve becomes.
const PIECES: u16 = 8;

impl Pen<'_> {
    fn at(&self, x: f32, y: f32) -> (f32, f32) {
        (self.start.0 + x * self.scale, self.start.1 - y * self.scale)
    }
    fn to(&mut self, point: (f32, f32)) {
        self.surface.edge(self.last, point);
        self.last = point;
    }
    fn curve(&mut self, point: impl Fn(f32) -> (f32, f32)) {
        for piece in 1..=PIECES {
            self.to(point(f32::from(piece) / f32::from(PIECES)));
        }
    }
}

impl OutlineBuilder for Pen<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.first = self.at(x, y);
        self.last = self.first;
    }
    fn line_to(&mut self, x: f32, y: f32) {
        let point = self.at(x, y);
        self.to(point);
    }
    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let (a, b, c) = (self.last, self.at(x1, y1), self.at(x, y));
        let mix =
            |a: f32, b: f32, c: f32, t: f32| (1.0 - t) * (1.0 - t) * a + 2.0 * t * (1.0 - t) * b + t * t * c;
        self.curve(|t| (mix(a.0, b.0, c.0, t), mix(a.1, b.1, c.1, t)));
    }
    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let (a, b, c, d) = (self.last, self.at(x1, y1), self.at(x2, y2), self.at(x, y));
        let mix = |a: f32, b: f32, c: f32, d: f32, t: f32| {
            let s = 1.0 - t;
            s * s * s * a + 3.0 * s * s * t * b + 3.0 * s * t * t * c + t * t * t * d
        };
        self.curve(|t| (mix(a.0, b.0, c.0, d.0, t), mix(a.1, b.1, c.1, d.1, t)));
    }
    fn close(&mut self) {
        let first = self.first;
        self.to(first);
    }
}
