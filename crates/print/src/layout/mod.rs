//! From parts to marks on pages, and the structure that says what each mark belongs to.

mod flow;
mod forms;
mod squares;

use kernel::Locale;

use crate::face::Face;
use crate::lines::first_line;
use crate::paper::{Block, Part, Size};
use crate::qr::Qr;

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
    /// One of several slips on a sheet.
    Section,
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

/// In which letters a paper is set, in points.
#[derive(Clone, Copy, Debug)]
pub struct Letters {
    /// Running text.
    pub running: f32,
    /// Nothing is smaller than this.
    pub least: f32,
}

/// Sets all parts. `codes` are the QR codes of the parts that have one, in order.
pub fn set(size: Size, letters: Letters, parts: &[Part], codes: &[Qr]) -> Sheets {
    let mut setter = Setter::new(size, letters);
    setter.parts(parts, &mut codes.iter());
    setter.number_pages();
    setter.sheets
}

/// Where the next line goes.
struct Setter {
    sheets: Sheets,
    size: Size,
    language: Locale,
    letters: f32,
    least: f32,
    left: f32,
    right: f32,
    top: f32,
    bottom: f32,
    y: f32,
    /// A QR code at the right: lines above `.1` end at `.0`.
    beside: Option<(f32, f32)>,
    /// The slip that is being set, among several on a sheet: it has no next page.
    within: Option<usize>,
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
    fn new(size: Size, letters: Letters) -> Setter {
        let (width, height) = size.points();
        let margin = size.margin();
        Setter {
            sheets: Sheets {
                pages: vec![Vec::new()],
                nodes: Vec::new(),
                top: Vec::new(),
                headings: Vec::new(),
            },
            size,
            language: Locale::Pl,
            letters: letters.running,
            least: letters.least,
            left: margin,
            right: width - margin,
            top: margin,
            // A page number has its place below.
            bottom: height - margin,
            y: margin,
            beside: None,
            within: None,
        }
    }

    fn parts(&mut self, parts: &[Part], codes: &mut std::slice::Iter<'_, Qr>) {
        for part in parts {
            self.language = part.language;
            match &part.block {
                Block::Sender(name) => self.sender(name),
                Block::Title(text) => self.heading(1, text),
                Block::Heading(text) => self.heading(2, text),
                Block::Subheading(text) => self.heading(3, text),
                Block::Text(text) => self.paragraph(text, self.letters, Ink::Black),
                Block::Small(text) => self.paragraph(text, self.second(0.8), Ink::Grey),
                Block::Line(text, weight) => self.one_line(text, *weight),
                Block::Steps(items) => self.list(items, true),
                Block::Points(items) => self.list(items, false),
                Block::Rows(rows) => self.rows(rows),
                Block::Code(label, groups) => self.code(label, groups),
                Block::Field(label, lines) => self.field(label, *lines),
                Block::Blanks(labels) => self.blanks(labels),
                Block::Ticks(label, options) => self.ticks(label, options),
                Block::Qr { shown, alternative, .. } => {
                    if let Some(code) = codes.next() {
                        self.qr(code, shown, alternative);
                    }
                }
                Block::Reach { shown, alternative, lines, .. } => {
                    if let Some(code) = codes.next() {
                        self.reach(code, shown, alternative, lines);
                    }
                }
                Block::Slips { columns, rows, slips } => self.slips(*columns, *rows, slips, codes),
                Block::Break => self.new_page(),
            }
        }
    }

    /// The size of what is second to the running text.
    fn second(&self, scale: f32) -> f32 {
        (self.letters * scale).max(self.least)
    }

    fn node(&mut self, role: Role, parent: Option<usize>) -> usize {
        let index = self.sheets.nodes.len();
        self.sheets.nodes.push(Node { role, language: self.language, children: Vec::new() });
        match parent.or(self.within).and_then(|parent| self.sheets.nodes.get_mut(parent)) {
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
        if self.within.is_none() && self.y + height > self.bottom && self.y > self.top {
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

    /// "1 / 2" at the bottom, where there is more than one page.
    fn number_pages(&mut self) {
        let count = self.sheets.pages.len();
        if count < 2 {
            return;
        }
        let size = if self.least > 12.0 { self.least } else { 11.0 };
        for (index, page) in self.sheets.pages.iter_mut().enumerate() {
            let text = format!("{} / {count}", index + 1);
            let left = self.right - Face::Text.width(&text, size);
            // small margins have no room for it below the last line: it stands in the margin all the same
            let baseline = self.bottom + (self.size.margin() * 0.55).max(size * 0.9);
            let drawing = Drawing::Text { left, baseline, size, face: Face::Text, text, ink: Ink::Grey };
            page.push(Mark { drawing, node: None });
        }
    }
}
