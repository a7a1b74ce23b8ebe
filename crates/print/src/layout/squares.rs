//! QR codes, what stands beside them, and several slips on one sheet.

use super::{Drawing, Ink, LEADING, Part, Role, Setter, Style};
use crate::face::Face;
use crate::qr::{QUIET, Qr};

impl Setter {
    /// A QR code of about 35 mm at the right edge, its address below.
    pub(super) fn qr(&mut self, code: &Qr, shown: &str, alternative: &str) {
        let side = match self.within {
            Some(_) => (self.bottom - self.top).min(self.letters * 5.2),
            None => (self.letters * if self.least > 12.0 { 7.5 } else { 6.2 }).max(100.0),
        };
        let style = Style { face: Face::Text, size: self.least.max(12.0), ink: Ink::Black };
        let caption = self.height(shown, style, side);
        self.need(side + caption);
        let (left, start) = (self.right - side, self.y);
        self.square(code, left, side, alternative);
        self.y = start + side + 4.0;
        if !shown.is_empty() {
            let node = self.node(Role::Paragraph, None);
            self.column(shown, style, left, side, node);
        }
        // What stands beside keeps the white that a reader of the code needs.
        let quiet = (side / code.side as f32 * QUIET as f32).max(self.letters);
        self.beside = Some((left - quiet, self.y + quiet * 0.5));
        self.y = start;
    }

    /// The code itself, with its top at the present height.
    fn square(&mut self, code: &Qr, left: f32, side: f32, alternative: &str) {
        let (module, start) = (side / code.side as f32, self.y);
        let square = |&(row, column, length): &(usize, usize, usize)| {
            [left + column as f32 * module, start + row as f32 * module, length as f32 * module, module]
        };
        let rectangles = code.runs.iter().map(square).collect();
        let node = self.node(Role::Figure(alternative.to_owned()), None);
        self.mark(Drawing::Filled { rectangles, ink: Ink::Black }, Some(node));
    }

    /// How to reach us, across the paper and at the foot of its page: a large QR code, beside it the address and the
    /// rest in bold.
    pub(super) fn reach(&mut self, code: &Qr, shown: &str, alternative: &str, lines: &[(String, String)]) {
        let side = self.letters * 7.6;
        let left = self.left + side + self.letters * 1.2;
        let width = self.right - left;
        let value = Style { face: Face::Bold, size: self.letters * 1.1, ink: Ink::Black };
        let label = Style { face: Face::Text, size: self.second(0.8), ink: Ink::Grey };
        let mut height = self.height(shown, value, width);
        for (name, text) in lines {
            height += label.size * (LEADING + 0.4)
                + self.height(text, value, width).max(self.height(name, label, width));
        }
        let whole = height.max(side);
        self.beside = None;
        self.need(whole);
        self.y = self.y.max(self.bottom - whole);
        let rule = [self.left, self.y - self.letters * 0.7, self.right - self.left, 1.2];
        self.mark(Drawing::Filled { rectangles: vec![rule], ink: Ink::Black }, None);
        let start = self.y;
        self.square(code, self.left, side, alternative);
        self.y = start + (whole - height) / 2.0;
        let node = self.node(Role::Paragraph, None);
        self.column(shown, value, left, width, node);
        for (name, text) in lines {
            self.y += label.size * 0.4;
            let node = self.node(Role::Paragraph, None);
            self.column(name, label, left, width, node);
            self.column(text, value, left, width, node);
        }
        self.y = start + whole + self.letters;
    }

    /// Several slips on a sheet, row by row, with pale lines to cut along; what is left over goes on the next sheet.
    pub(super) fn slips(
        &mut self,
        columns: usize,
        rows: usize,
        slips: &[Vec<Part>],
        codes: &mut std::slice::Iter<'_, Qr>,
    ) {
        let whole = (self.left, self.right, self.top, self.bottom);
        let language = self.language;
        for (sheet, slips) in slips.chunks((columns * rows).max(1)).enumerate() {
            if sheet > 0 {
                self.new_page();
            }
            let (left, right, _, bottom) = whole;
            let top = self.y;
            let (width, height) = ((right - left) / columns as f32, (bottom - top) / rows as f32);
            self.cuts([left, top, right - left, bottom - top], columns, rows);
            let padding = self.letters * 0.45;
            for (index, parts) in slips.iter().enumerate() {
                let (column, row) = (index % columns, index / columns);
                self.left = left + column as f32 * width + padding * 1.6;
                self.right = left + (column + 1) as f32 * width - padding * 1.6;
                self.top = top + row as f32 * height + padding;
                self.bottom = top + (row + 1) as f32 * height - padding;
                (self.y, self.beside) = (self.top, None);
                self.language = language;
                self.within = Some(self.node(Role::Section, None));
                self.parts(parts, codes);
                self.within = None;
            }
            (self.left, self.right, self.top, self.bottom) = whole;
            (self.y, self.beside) = (bottom, None);
        }
    }

    fn cuts(&mut self, [left, top, width, height]: [f32; 4], columns: usize, rows: usize) {
        let across = (0..=rows).map(|row| [left, top + height * row as f32 / rows as f32, width, 0.6]);
        let down =
            (0..=columns).map(|column| [left + width * column as f32 / columns as f32, top, 0.6, height]);
        let rectangles = across.chain(down).collect();
        self.mark(Drawing::Filled { rectangles, ink: Ink::Pale }, None);
    }
}
