//! What follows one below the other: titles, paragraphs, lists, tables, codes.

use super::{AFTER, Drawing, Ink, LEADING, Role, Setter, Style};
use crate::face::Face;
use crate::lines::first_line;
use crate::paper::Weight;

impl Setter {
    pub(super) fn sender(&mut self, name: &str) {
        let bar = [self.left, self.y, 44.0, 4.0];
        self.mark(Drawing::Filled { rectangles: vec![bar], ink: Ink::Black }, None);
        self.y += 10.0;
        let node = self.node(Role::Paragraph, None);
        let style = Style { face: Face::Text, size: self.second(0.8), ink: Ink::Grey };
        self.lines(name, style, self.left, node);
        self.y += 2.0;
    }

    pub(super) fn heading(&mut self, level: u16, text: &str) {
        // A heading without words would be one to a reader's software all the same.
        if text.trim().is_empty() {
            return;
        }
        let scale = match level {
            1 => self.size.title(),
            2 => 1.25,
            _ => 1.05,
        };
        let size = self.letters * scale;
        if level > 1 && self.y > self.top {
            self.y += self.letters * if level == 2 { 0.5 } else { 0.1 };
        }
        // A heading stays with the two lines after it.
        self.need(size * 1.25 + 2.0 * self.letters * LEADING);
        let page = self.sheets.pages.len() - 1;
        self.sheets.headings.push((text.to_owned(), page, self.y));
        let node = self.node(Role::Heading(level, text.to_owned()), None);
        self.lines(text, Style { face: Face::Heading, size, ink: Ink::Black }, self.left, node);
        self.y += self.letters * if level == 1 { 0.35 } else { 0.1 };
    }

    pub(super) fn paragraph(&mut self, text: &str, size: f32, ink: Ink) {
        let node = self.node(Role::Paragraph, None);
        self.lines(text, Style { face: Face::Text, size, ink }, self.left, node);
        self.y += self.letters * AFTER;
    }

    /// One line, in smaller letters rather than broken, as far as that goes.
    pub(super) fn one_line(&mut self, text: &str, weight: Weight) {
        let (face, size, ink) = match weight {
            Weight::Plain => (Face::Text, self.letters, Ink::Black),
            Weight::Strong => (Face::Bold, self.letters * 1.2, Ink::Black),
            Weight::Second => (Face::Text, self.letters, Ink::Grey),
        };
        let width = self.end_of_line(self.y) - self.left;
        let fitting = size * (width / face.width(text, size).max(1.0)).min(1.0);
        let style = Style { face, size: fitting.max(self.least), ink };
        let node = self.node(Role::Paragraph, None);
        self.lines(text, style, self.left, node);
    }

    pub(super) fn list(&mut self, items: &[String], numbered: bool) {
        let list = self.node(Role::List { numbered }, None);
        let style = Style { face: Face::Text, size: self.letters, ink: Ink::Black };
        let bold = Style { face: Face::Bold, ..style };
        let label = |index: usize| if numbered { format!("{}.", index + 1) } else { "•".to_owned() };
        let widest = Face::Bold.width(&label(items.len().saturating_sub(1)), self.letters);
        let indent = self.left + widest + self.letters * 0.5;
        for (index, item) in items.iter().enumerate() {
            self.need(self.letters * LEADING);
            let node = self.node(Role::Item, Some(list));
            let mark = self.node(Role::Label, Some(node));
            self.line(&label(index), bold, self.left, mark);
            let body = self.node(Role::Body, Some(node));
            self.lines(item, style, indent, body);
            self.y += self.letters * 0.2;
        }
        self.y += self.letters * (AFTER - 0.2);
    }

    /// Keys at the left, values beside them, a pale line between rows.
    pub(super) fn rows(&mut self, rows: &[(String, String)]) {
        let table = self.node(Role::Table, None);
        let key = Style { face: Face::Text, size: self.second(0.9), ink: Ink::Grey };
        let value = Style { face: Face::Bold, size: self.letters, ink: Ink::Black };
        let keys = rows.iter().map(|(name, _)| Face::Text.width(name, key.size)).fold(0.0, f32::max);
        for (index, (name, text)) in rows.iter().enumerate() {
            let whole = self.end_of_line(self.y) - self.left;
            let column = keys.min(whole * 0.36) + self.letters * 0.8;
            let (lower, width) = (self.left + column, whole - column);
            let height =
                self.height(name, key, column - self.letters * 0.5).max(self.height(text, value, width));
            self.need(height);
            if index > 0 {
                let line = [self.left, self.y - 2.0, self.end_of_line(self.y) - self.left, 0.6];
                self.mark(Drawing::Filled { rectangles: vec![line], ink: Ink::Pale }, None);
            }
            let row = self.node(Role::Row, Some(table));
            let start = self.y;
            let cell = self.node(Role::Key, Some(row));
            // The smaller key stands on the same baseline as its value.
            self.y += (value.size - key.size) * 1.02;
            self.column(name, key, self.left, column - self.letters * 0.5, cell);
            self.y = start;
            let cell = self.node(Role::Value, Some(row));
            self.column(text, value, lower, width, cell);
            self.y = start + height + self.letters * 0.28;
        }
        self.y += self.letters * 0.3;
    }

    /// The height of a text in a column.
    pub(super) fn height(&self, text: &str, style: Style, width: f32) -> f32 {
        let (mut rest, mut lines) = (text, 0);
        while !rest.is_empty() {
            rest = first_line(rest, style.face, style.size, width).1;
            lines += 1;
        }
        lines as f32 * style.size * LEADING
    }

    pub(super) fn column(&mut self, text: &str, style: Style, left: f32, width: f32, node: usize) {
        let mut rest = text;
        while !rest.is_empty() {
            self.need(style.size * LEADING);
            let (line, after) = first_line(rest, style.face, style.size, width);
            self.line(line, style, left, node);
            self.y += style.size * LEADING;
            rest = after;
        }
    }

    /// A code in a frame, its groups of four well apart.
    pub(super) fn code(&mut self, label: &str, groups: &[String]) {
        let size = self.letters * 1.6;
        let style = Style { face: Face::Bold, size, ink: Ink::Black };
        let gap = size * 0.62;
        let padding = self.letters * 0.5;
        let width = self.end_of_line(self.y) - self.left - 2.0 * padding;
        let lines = groups_in_lines(groups, style, gap, width);
        let height = lines.len() as f32 * size * 1.3 + 2.0 * padding * 0.7;
        self.need(self.letters * 1.3 + height);
        let small = Style { face: Face::Text, size: self.second(0.9), ink: Ink::Grey };
        let node = self.node(Role::Paragraph, None);
        self.lines(label, small, self.left, node);
        let widest = lines.iter().map(|line| line.last().map_or(0.0, |&(_, end)| end)).fold(0.0, f32::max);
        let frame = [self.left, self.y, widest + 2.0 * padding, height];
        self.mark(Drawing::Framed { rectangle: frame }, None);
        let node = self.node(Role::Paragraph, None);
        self.y += padding * 0.7;
        for line in &lines {
            let mut start = 0.0;
            for (group, end) in line {
                // The space is part of the text, so that a copy of it has the groups too.
                self.line(&format!("{group} "), style, self.left + padding + start, node);
                start = end + gap;
            }
            self.y += size * 1.3;
        }
        self.y += padding * 0.7 + self.letters * AFTER;
    }
}

/// As many groups in a line as fit, each with where it ends.
fn groups_in_lines(groups: &[String], style: Style, gap: f32, width: f32) -> Vec<Vec<(String, f32)>> {
    let mut lines: Vec<Vec<(String, f32)>> = Vec::new();
    for group in groups {
        let own = style.face.width(group, style.size);
        match lines.last_mut() {
            Some(line) if line.last().is_some_and(|(_, end)| end + gap + own <= width) => {
                let start = line.last().map_or(0.0, |(_, end)| end + gap);
                line.push((group.clone(), start + own));
            }
            _ => lines.push(vec![(group.clone(), own)]),
        }
    }
    lines
}
