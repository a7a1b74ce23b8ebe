//! What people fill in by hand: lines to write on, boxes to tick, places for a date and a name.

use super::{AFTER, Drawing, Ink, LEADING, Role, Setter, Style};
use crate::face::Face;

/// Lines to write on are this many letters apart: 9 mm under 14 pt, 12 mm under 18.
const WRITING: f32 = 1.9;

impl Setter {
    /// A question and lines for its answer, which stay on one page with it.
    pub(super) fn field(&mut self, label: &str, lines: usize) {
        let style = Style { face: Face::Bold, size: self.letters, ink: Ink::Black };
        let apart = self.letters * WRITING;
        let asked = self.height(label, style, self.end_of_line(self.y) - self.left);
        self.need(asked + apart * lines as f32);
        let node = self.node(Role::Paragraph, None);
        self.lines(label, style, self.left, node);
        for _ in 0..lines {
            self.y += apart;
            self.rule(self.left, self.end_of_line(self.y));
        }
        self.y += self.letters * AFTER;
    }

    /// Short lines side by side, what belongs on each below it: a day, a name.
    pub(super) fn blanks(&mut self, labels: &[String]) {
        let style = Style { face: Face::Text, size: self.second(0.8), ink: Ink::Grey };
        let gap = self.letters * 1.4;
        let count = labels.len().max(1) as f32;
        let width = (self.end_of_line(self.y) - self.left - gap * (count - 1.0)) / count;
        let below = labels.iter().map(|label| self.height(label, style, width)).fold(0.0, f32::max);
        self.need(self.letters * WRITING + below);
        self.y += self.letters * WRITING;
        let start = self.y;
        for (index, label) in labels.iter().enumerate() {
            let left = self.left + index as f32 * (width + gap);
            self.y = start;
            self.rule(left, left + width);
            self.y += 2.0;
            let node = self.node(Role::Paragraph, None);
            self.column(label, style, left, width, node);
        }
        self.y = start + below + self.letters * AFTER;
    }

    /// A question and boxes to tick, in two columns where they fit.
    pub(super) fn ticks(&mut self, label: &str, options: &[String]) {
        let bold = Style { face: Face::Bold, size: self.letters, ink: Ink::Black };
        let style = Style { face: Face::Text, ..bold };
        let height = self.letters * LEADING * 1.15;
        let whole = self.end_of_line(self.y) - self.left;
        let (indent, gap) = (self.letters * 1.7, self.letters);
        let half = (whole - gap) / 2.0;
        let widest = options.iter().map(|option| Face::Text.width(option, self.letters)).fold(0.0, f32::max);
        let columns = if indent + widest <= half { 2 } else { 1 };
        self.need(self.letters * LEADING + height * 2.0);
        if !label.is_empty() {
            let node = self.node(Role::Paragraph, None);
            self.lines(label, bold, self.left, node);
        }
        let list = self.node(Role::List { numbered: false }, None);
        let left = self.left;
        for row in options.chunks(columns) {
            self.need(height);
            let (start, mut lowest) = (self.y, self.y);
            for (column, option) in row.iter().enumerate() {
                self.y = start;
                self.left = left + column as f32 * (half + gap);
                let item = self.node(Role::Item, Some(list));
                let side = self.letters * 0.95;
                let frame = [self.left, self.y + self.letters * 0.22, side, side];
                self.mark(Drawing::Framed { rectangle: frame }, None);
                let body = self.node(Role::Body, Some(item));
                let room = if columns == 2 { half } else { whole } - indent;
                self.column(option, style, self.left + indent, room, body);
                lowest = lowest.max(self.y);
            }
            self.left = left;
            self.y = lowest + self.letters * LEADING * 0.15;
        }
        self.y += self.letters * AFTER;
    }

    /// A line to write on, at the present height.
    fn rule(&mut self, left: f32, right: f32) {
        let line = [left, self.y, right - left, 0.8];
        self.mark(Drawing::Filled { rectangles: vec![line], ink: Ink::Grey }, None);
    }
}
