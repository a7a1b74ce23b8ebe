//! From parts to marks on pages, and the structure that says what each mark belongs to.

use kernel::Locale;

use crate::face::Face;
use crate::lines::first_line;
use crate::paper::{Block, Part, Size};
use crate::qr::{QUIET, Qr};

/// What a reader's software is told that a piece of the paper is.
#[derive(Clone, Debug, PartialEq)]
pub enum Role {
    /// A heading: its level, its text.
    Heading(u16, String),
    Paragraph,
    List {
        numbered: bool,
    },
    Item,
    Label,
    Body,
    Table,
    Row,
    Key,
    Value,
    /// A picture, in words.
    Figure(String),
}

/// A piece of the structure; its children by their index.
pub struct Node {
    pub role: Role,
    pub language: Locale,
    pub children: Vec<usize>,
}

/// How black something is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Ink {
    Black,
    /// Readable, but second: 7 : 1 on white.
    Grey,
    /// Lines that only order the page.
    Pale,
}

/// A rectangle in points from the top left: left, top, width, height.
pub type Rectangle = [f32; 4];

/// Something on a page.
pub enum Drawing {
    Text { left: f32, baseline: f32, size: f32, face: Face, text: String, ink: Ink },
    Filled { rectangles: Vec<Rectangle>, ink: Ink },
    Framed { rectangle: Rectangle },
}

/// A drawing and the piece of the structure it belongs to; none for what only decorates.
pub struct Mark {
    pub drawing: Drawing,
    pub node: Option<usize>,
}

/// A paper, set: marks by page, and the structure. The top pieces stand in `top` in reading order.
pub struct Sheets {
    pub pages: Vec<Vec<Mark>>,
    pub nodes: Vec<Node>,
    pub top: Vec<usize>,
    /// Headings with page and height, for the outline.
    pub headings: Vec<(String, usize, f32)>,
}

/// Sets all parts, running text in letters of this many points. `codes` are the QR codes of the parts that have
/// one, in order.
pub fn set(size: Size, letters: f32, parts: &[Part], codes: &[Qr]) -> Sheets {
    let mut setter = Setter::new(size, letters);
    let mut codes = codes.iter();
    for part in parts {
        setter.language = part.language;
        match &part.block {
            Block::Sender(name) => setter.sender(name),
            Block::Title(text) => setter.heading(1, text),
            Block::Heading(text) => setter.heading(2, text),
            Block::Text(text) => setter.paragraph(text, setter.letters, Ink::Black),
            Block::Small(text) => setter.paragraph(text, (setter.letters * 0.8).max(12.0), Ink::Grey),
            Block::Steps(items) => setter.list(items, true),
            Block::Points(items) => setter.list(items, false),
            Block::Rows(rows) => setter.rows(rows),
            Block::Code(label, groups) => setter.code(label, groups),
            Block::Qr { shown, alternative, .. } => {
                if let Some(code) = codes.next() {
                    setter.qr(code, shown, alternative);
                }
            }
            Block::Break => setter.new_page(),
        }
    }
    setter.number_pages();
    setter.sheets
}

/// Where the next line goes.
struct Setter {
    sheets: Sheets,
    language: Locale,
    letters: f32,
    left: f32,
    right: f32,
    top: f32,
    bottom: f32,
    y: f32,
    /// A QR code at the right: lines above `.1` end at `.0`.
    beside: Option<(f32, f32)>,
}

/// Lines of running text are this many times as high as its letters.
const LEADING: f32 = 1.38;

/// Space after a paragraph, in letters.
const AFTER: f32 = 0.55;

/// How a run of lines looks.
#[derive(Clone, Copy)]
struct Style {
    face: Face,
    size: f32,
    ink: Ink,
}

impl Setter {
    fn new(size: Size, letters: f32) -> Setter {
        let (width, height) = size.points();
        let margin = size.margin();
        Setter {
            sheets: Sheets {
                pages: vec![Vec::new()],
                nodes: Vec::new(),
                top: Vec::new(),
                headings: Vec::new(),
            },
            language: Locale::Pl,
            letters,
            left: margin,
            right: width - margin,
            top: margin,
            // A page number has its place below.
            bottom: height - margin,
            y: margin,
            beside: None,
        }
    }

    fn node(&mut self, role: Role, parent: Option<usize>) -> usize {
        let index = self.sheets.nodes.len();
        self.sheets.nodes.push(Node { role, language: self.language, children: Vec::new() });
        match parent.and_then(|parent| self.sheets.nodes.get_mut(parent)) {
            Some(parent) => parent.children.push(index),
            None => self.sheets.top.push(index),
        }
        index
    }

    fn mark(&mut self, drawing: Drawing, node: Option<usize>) {
        if let Some(page) = self.sheets.pages.last_mut() {
            page.push(Mark { drawing, node });
        }
    }

    fn new_page(&mut self) {
        self.sheets.pages.push(Vec::new());
        self.y = self.top;
        self.beside = None;
    }

    /// Begins a new page unless this much height is left, or nothing is on this page yet.
    fn need(&mut self, height: f32) {
        if self.y + height > self.bottom && self.y > self.top {
            self.new_page();
        }
    }

    /// Where lines end at this height.
    fn end_of_line(&self, y: f32) -> f32 {
        match self.beside {
            Some((edge, until)) if y < until => edge,
            _ => self.right,
        }
    }

    /// Sets a text in lines from the present height on; continues on the next page.
    fn lines(&mut self, text: &str, style: Style, left: f32, node: usize) {
        let height = style.size * LEADING;
        let mut rest = text;
        while !rest.is_empty() {
            self.need(height);
            let width = self.end_of_line(self.y) - left;
            let (line, after) = first_line(rest, style.face, style.size, width);
            self.line(line, style, left, node);
            self.y += height;
            rest = after;
        }
    }

    /// One line with its top at the present height.
    fn line(&mut self, line: &str, style: Style, left: f32, node: usize) {
        if line.is_empty() {
            return;
        }
        let Style { face, size, ink } = style;
        // The baseline of these fonts lies about one letter below the top of a line.
        let baseline = self.y + size * 1.02;
        let text = line.to_owned();
        self.mark(Drawing::Text { left, baseline, size, face, text, ink }, Some(node));
    }

    fn sender(&mut self, name: &str) {
        let bar = [self.left, self.y, 44.0, 4.0];
        self.mark(Drawing::Filled { rectangles: vec![bar], ink: Ink::Black }, None);
        self.y += 10.0;
        let node = self.node(Role::Paragraph, None);
        let style = Style { face: Face::Text, size: (self.letters * 0.8).max(12.0), ink: Ink::Grey };
        self.lines(name, style, self.left, node);
        self.y += 2.0;
    }

    fn heading(&mut self, level: u16, text: &str) {
        // A heading without words would be one to a reader's software all the same.
        if text.trim().is_empty() {
            return;
        }
        let scale = if level == 1 { 1.6 } else { 1.25 };
        let size = self.letters * scale;
        if level > 1 && self.y > self.top {
            self.y += self.letters * 0.5;
        }
        // A heading stays with the two lines after it.
        self.need(size * 1.25 + 2.0 * self.letters * LEADING);
        let page = self.sheets.pages.len() - 1;
        self.sheets.headings.push((text.to_owned(), page, self.y));
        let node = self.node(Role::Heading(level, text.to_owned()), None);
        self.lines(text, Style { face: Face::Heading, size, ink: Ink::Black }, self.left, node);
        self.y += self.letters * if level == 1 { 0.35 } else { 0.1 };
    }

    fn paragraph(&mut self, text: &str, size: f32, ink: Ink) {
        let node = self.node(Role::Paragraph, None);
        self.lines(text, Style { face: Face::Text, size, ink }, self.left, node);
        self.y += self.letters * AFTER;
    }

    fn list(&mut self, items: &[String], numbered: bool) {
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
    fn rows(&mut self, rows: &[(String, String)]) {
        let table = self.node(Role::Table, None);
        let key = Style { face: Face::Text, size: self.letters * 0.9, ink: Ink::Grey };
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
    fn height(&self, text: &str, style: Style, width: f32) -> f32 {
        let (mut rest, mut lines) = (text, 0);
        while !rest.is_empty() {
            rest = first_line(rest, style.face, style.size, width).1;
            lines += 1;
        }
        lines as f32 * style.size * LEADING
    }

    fn column(&mut self, text: &str, style: Style, left: f32, width: f32, node: usize) {
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
    fn code(&mut self, label: &str, groups: &[String]) {
        let size = self.letters * 1.6;
        let style = Style { face: Face::Bold, size, ink: Ink::Black };
        let gap = size * 0.62;
        let padding = self.letters * 0.5;
        let width = self.end_of_line(self.y) - self.left - 2.0 * padding;
        let lines = groups_in_lines(groups, style, gap, width);
        let height = lines.len() as f32 * size * 1.3 + 2.0 * padding * 0.7;
        self.need(self.letters * 1.3 + height);
        let small = Style { face: Face::Text, size: self.letters * 0.9, ink: Ink::Grey };
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

    /// A QR code of about 35 mm at the right edge, its address below.
    fn qr(&mut self, code: &Qr, shown: &str, alternative: &str) {
        let side = (self.letters * 6.2).max(100.0);
        let style = Style { face: Face::Text, size: 12.0, ink: Ink::Black };
        let caption = self.height(shown, style, side);
        self.need(side + caption);
        let (left, start) = (self.right - side, self.y);
        let module = side / code.side as f32;
        let square = |&(row, column, length): &(usize, usize, usize)| {
            [left + column as f32 * module, start + row as f32 * module, length as f32 * module, module]
        };
        let rectangles = code.runs.iter().map(square).collect();
        let node = self.node(Role::Figure(alternative.to_owned()), None);
        self.mark(Drawing::Filled { rectangles, ink: Ink::Black }, Some(node));
        self.y = start + side + 4.0;
        let node = self.node(Role::Paragraph, None);
        self.column(shown, style, left, side, node);
        // What stands beside keeps the white that a reader of the code needs.
        let quiet = (module * QUIET as f32).max(self.letters);
        self.beside = Some((left - quiet, self.y + quiet * 0.5));
        self.y = start;
    }

    /// "1 / 2" at the bottom, where there is more than one page.
    fn number_pages(&mut self) {
        let count = self.sheets.pages.len();
        if count < 2 {
            return;
        }
        for (index, page) in self.sheets.pages.iter_mut().enumerate() {
            let text = format!("{} / {count}", index + 1);
            let left = self.right - Face::Text.width(&text, 11.0);
            let baseline = self.bottom + self.top * 0.55;
            let drawing =
                Drawing::Text { left, baseline, size: 11.0, face: Face::Text, text, ink: Ink::Grey };
            page.push(Mark { drawing, node: None });
        }
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
