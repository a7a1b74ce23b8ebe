//! Building a paper from plain parts.

use kernel::Locale;

use crate::face::drawable;
use crate::{Problem, layout, pdf, qr};

/// The sheet, with the size of letters it is read at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// 210 × 297 mm, 14 pt: letters, lists, posters.
    A4,
    /// 148 × 210 mm, 15 pt: a card to keep.
    A5,
    /// 210 × 148 mm, half a sheet, 18 pt: what somebody takes home from the desk.
    Slip,
}

impl Size {
    /// Width and height in points.
    pub(crate) const fn points(self) -> (f32, f32) {
        match self {
            Size::A4 => (595.28, 841.89),
            Size::A5 => (419.53, 595.28),
            Size::Slip => (595.28, 419.53),
        }
    }

    /// The size of running text in points.
    pub(crate) const fn letters(self) -> f32 {
        match self {
            Size::A4 => 14.0,
            Size::A5 => 15.0,
            Size::Slip => 18.0,
        }
    }

    /// The white border in points; printers need 5 mm.
    pub(crate) const fn margin(self) -> f32 {
        match self {
            Size::A4 => 56.0,
            Size::A5 => 32.0,
            Size::Slip => 28.0,
        }
    }
}

/// A part of a paper, in the language it is written in.
pub(crate) struct Part {
    pub(crate) block: Block,
    pub(crate) language: Locale,
}

/// What a part is.
pub(crate) enum Block {
    /// Who hands this paper out.
    Sender(String),
    /// The paper's title, once, at its top.
    Title(String),
    Heading(String),
    Text(String),
    /// What may be overlooked: the law behind, how long this is kept.
    Small(String),
    Steps(Vec<String>),
    Points(Vec<String>),
    Rows(Vec<(String, String)>),
    Code(String, Vec<String>),
    Qr {
        content: String,
        shown: String,
        alternative: String,
    },
    Break,
}

/// A paper being built, from top to bottom.
///
/// ```
/// use print::{Paper, Size};
/// let pdf = Paper::new(Size::A5, kernel::Locale::En, "Saturday at the library")
///     .text("We repair what is broken. Bring it with you.")
///     .rows([("When", "10 to 14"), ("Where", "os. Willowe 5")])
///     .finish()?;
/// assert!(pdf.starts_with(b"%PDF-1.7"));
/// # Ok::<(), print::Problem>(())
/// ```
pub struct Paper {
    size: Size,
    language: Locale,
    title: String,
    parts: Vec<Part>,
    one_sheet: bool,
}

/// How far letters may shrink to keep a paper on one sheet, in steps: from 18 pt to 16, from 15 to 13.3.
const SHRINKING: [f32; 3] = [1.0, 0.945, 0.889];

impl Paper {
    /// A paper with its title, which is also the first heading and the name of the document.
    pub fn new(size: Size, language: Locale, title: &str) -> Paper {
        let title = words(title);
        let first = Part { block: Block::Title(title.clone()), language };
        Paper { size, language, title, parts: vec![first], one_sheet: false }
    }

    /// Who hands the paper out, in a line above the title.
    #[must_use]
    pub fn sender(mut self, name: &str) -> Paper {
        let part = Part { block: Block::Sender(words(name)), language: self.language };
        self.parts.insert(0, part);
        self
    }

    /// What follows is in another language than the paper.
    #[must_use]
    pub fn language(mut self, language: Locale) -> Paper {
        self.language = language;
        self
    }

    /// A heading.
    #[must_use]
    pub fn heading(self, text: &str) -> Paper {
        let text = words(text);
        self.with(Block::Heading(text))
    }

    /// A paragraph; line ends in it are kept.
    #[must_use]
    pub fn text(self, text: &str) -> Paper {
        let text = words(text);
        self.with(Block::Text(text))
    }

    /// A paragraph in small print, which is never below 12 pt.
    #[must_use]
    pub fn small(self, text: &str) -> Paper {
        let text = words(text);
        self.with(Block::Small(text))
    }

    /// Numbered steps.
    #[must_use]
    pub fn steps<'t>(self, steps: impl IntoIterator<Item = &'t str>) -> Paper {
        self.with(Block::Steps(steps.into_iter().map(words).collect()))
    }

    /// A list without order.
    #[must_use]
    pub fn points<'t>(self, points: impl IntoIterator<Item = &'t str>) -> Paper {
        self.with(Block::Points(points.into_iter().map(words).collect()))
    }

    /// A table of two columns: what, and its value.
    #[must_use]
    pub fn rows<'t>(self, rows: impl IntoIterator<Item = (&'t str, &'t str)>) -> Paper {
        let rows = rows.into_iter().map(|(key, value)| (words(key), words(value)));
        self.with(Block::Rows(rows.collect()))
    }

    /// A code to be typed or read out, in groups of four, with what it is called. Spaces and hyphens in it do not
    /// count.
    #[must_use]
    pub fn code(self, label: &str, code: &str) -> Paper {
        let letters: Vec<char> = drawable(code).chars().filter(|letter| letter.is_alphanumeric()).collect();
        let groups = letters.chunks(4).map(|group| group.iter().collect()).collect();
        self.with(Block::Code(words(label), groups))
    }

    /// A QR code at the right edge, with the address below it for those who type; what follows stands beside it.
    /// `alternative` says in words what the code leads to.
    #[must_use]
    pub fn qr(self, content: &str, alternative: &str) -> Paper {
        let shown = content.trim_start_matches("https://").trim_start_matches("http://");
        let (shown, alternative) = (drawable(shown), words(alternative));
        self.with(Block::Qr { content: content.to_owned(), shown, alternative })
    }

    /// Sets the paper in slightly smaller letters rather than on a second sheet, if that suffices.
    #[must_use]
    pub fn on_one_sheet(mut self) -> Paper {
        self.one_sheet = true;
        self
    }

    /// What follows begins a new page.
    #[must_use]
    pub fn page_break(self) -> Paper {
        self.with(Block::Break)
    }

    /// The PDF.
    ///
    /// # Errors
    ///
    /// A QR code with too much in it; or a fault of ours by which the PDF would not be accessible.
    pub fn finish(self) -> Result<Vec<u8>, Problem> {
        let first = self.parts.first().map_or(self.language, |part| part.language);
        let codes = self.parts.iter().filter_map(|part| match &part.block {
            Block::Qr { content, .. } => Some(qr::qr(content)),
            _ => None,
        });
        let codes: Vec<qr::Qr> = codes.collect::<Result<_, _>>()?;
        let scales = if self.one_sheet { &SHRINKING[..] } else { &SHRINKING[..1] };
        let set = |scale: f32| layout::set(self.size, self.size.letters() * scale, &self.parts, &codes);
        let mut attempts = scales.iter().map(|&scale| set(scale));
        let large = attempts.next().unwrap_or_else(|| set(1.0));
        let sheets = match large.pages.len() {
            1 => large,
            _ => attempts.find(|sheets| sheets.pages.len() == 1).unwrap_or(large),
        };
        pdf::write(&sheets, self.size, first, &self.title)
    }

    fn with(mut self, block: Block) -> Paper {
        self.parts.push(Part { block, language: self.language });
        self
    }
}

/// Running text as it is set: drawable, with short words bound to the next.
fn words(text: &str) -> String {
    text::bind_short_words(&drawable(text), None)
}
