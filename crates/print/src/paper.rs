//! Building a paper from plain parts.

use kernel::Locale;

use crate::face::drawable;
use crate::{Problem, layout, pdf, qr};

/// The sheet, with the size of letters it is read at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// 210 × 297 mm, 14 pt: letters, lists, forms.
    A4,
    /// 148 × 210 mm, 15 pt: a card to keep.
    A5,
    /// 210 × 148 mm, half a sheet, 18 pt: what somebody takes home from the desk.
    Slip,
    /// 210 × 297 mm for a wall: 24 pt, a title of 48; not below 20 and 40.
    Poster,
    /// 210 × 297 mm to be cut into small slips, 12 pt.
    Sheet,
}

impl Size {
    /// Width and height in points.
    pub(crate) const fn points(self) -> (f32, f32) {
        match self {
            Size::A4 | Size::Poster | Size::Sheet => (595.28, 841.89),
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
            Size::Poster => 24.0,
            Size::Sheet => 12.0,
        }
    }

    /// Below this nothing is set, small print neither.
    pub(crate) const fn least(self) -> f32 {
        match self {
            Size::A4 | Size::A5 | Size::Slip => 12.0,
            Size::Poster => 16.0,
            Size::Sheet => 10.0,
        }
    }

    /// How much larger than running text a title is.
    pub(crate) const fn title(self) -> f32 {
        match self {
            Size::A4 | Size::A5 | Size::Slip => 1.6,
            Size::Poster => 2.0,
            Size::Sheet => 1.0,
        }
    }

    /// The white border in points; printers need 5 mm.
    pub(crate) const fn margin(self) -> f32 {
        match self {
            Size::A4 | Size::Poster => 56.0,
            Size::A5 => 32.0,
            Size::Slip => 28.0,
            Size::Sheet => 20.0,
        }
    }

    /// How far letters may shrink to keep a paper on one sheet, in steps: from 18 pt to 16, from 15 to 13.3, on a
    /// poster from 24 to 20.
    const fn shrinking(self) -> &'static [f32] {
        match self {
            Size::Poster => &[1.0, 0.945, 0.889, 0.834],
            _ => &[1.0, 0.945, 0.889],
        }
    }
}

/// How a single line looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// As running text.
    Plain,
    /// To be found at once: bold, and a little larger.
    Strong,
    /// What may be overlooked: grey.
    Second,
}

/// Large print: nothing is smaller than this many points.
pub const LARGE: f32 = 18.0;

/// A part of a paper, in the language it is written in.
#[derive(Clone)]
pub(crate) struct Part {
    pub(crate) block: Block,
    pub(crate) language: Locale,
}

/// What a part is.
#[derive(Clone)]
pub(crate) enum Block {
    /// Who hands this paper out.
    Sender(String),
    /// The paper's title, once, at its top.
    Title(String),
    Heading(String),
    Subheading(String),
    Text(String),
    Line(String, Weight),
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
    /// A large QR code with the address, a telephone and the like beside it.
    Reach {
        content: String,
        shown: String,
        alternative: String,
        lines: Vec<(String, String)>,
    },
    /// A question, and so many lines to write on.
    Field(String, usize),
    Blanks(Vec<String>),
    Ticks(String, Vec<String>),
    Slips {
        columns: usize,
        rows: usize,
        slips: Vec<Vec<Part>>,
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
#[derive(Clone)]
pub struct Paper {
    size: Size,
    language: Locale,
    title: String,
    parts: Vec<Part>,
    one_sheet: bool,
    large: bool,
    fitted: Option<(usize, &'static [f32])>,
}

impl Paper {
    /// A paper with its title, which is also the first heading and the name of the document.
    pub fn new(size: Size, language: Locale, title: &str) -> Paper {
        let title = words(title);
        let first = Part { block: Block::Title(title.clone()), language };
        Paper { size, language, title, parts: vec![first], one_sheet: false, large: false, fitted: None }
    }

    /// What stands on one of several slips of a sheet: parts without a title. See [`Paper::slips`].
    pub fn piece(language: Locale) -> Paper {
        let (title, parts) = (String::new(), Vec::new());
        Paper { size: Size::Sheet, language, title, parts, one_sheet: false, large: false, fitted: None }
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

    /// A heading of one of several things below a heading.
    #[must_use]
    pub fn subheading(self, text: &str) -> Paper {
        let text = words(text);
        self.with(Block::Subheading(text))
    }

    /// A paragraph; line ends in it are kept.
    #[must_use]
    pub fn text(self, text: &str) -> Paper {
        let text = words(text);
        self.with(Block::Text(text))
    }

    /// One line, set in smaller letters rather than broken.
    #[must_use]
    pub fn line(self, text: &str, weight: Weight) -> Paper {
        let text = words(text);
        self.with(Block::Line(text, weight))
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
        let (shown, alternative) = (shown(content), words(alternative));
        self.with(Block::Qr { content: content.to_owned(), shown, alternative })
    }

    /// The same without the address, where that stands in a line of its own.
    #[must_use]
    pub fn square(self, content: &str, alternative: &str) -> Paper {
        let alternative = words(alternative);
        self.with(Block::Qr { content: content.to_owned(), shown: String::new(), alternative })
    }

    /// How to reach us, at the foot of the page: a large QR code, beside it its address and, each with what it is
    /// called, a telephone and the like. Comes last: nothing else has room below.
    #[must_use]
    pub fn reach<'t>(
        self,
        content: &str,
        alternative: &str,
        lines: impl IntoIterator<Item = (&'t str, &'t str)>,
    ) -> Paper {
        let (shown, alternative) = (shown(content), words(alternative));
        let lines = lines.into_iter().map(|(label, value)| (words(label), words(value))).collect();
        self.with(Block::Reach { content: content.to_owned(), shown, alternative, lines })
    }

    /// A question, and so many lines to write its answer on by hand.
    #[must_use]
    pub fn field(self, label: &str, lines: usize) -> Paper {
        self.with(Block::Field(words(label), lines))
    }

    /// Short lines to write on, side by side, with what belongs on each below it.
    #[must_use]
    pub fn blanks<'t>(self, labels: impl IntoIterator<Item = &'t str>) -> Paper {
        self.with(Block::Blanks(labels.into_iter().map(words).collect()))
    }

    /// A question, and boxes to tick.
    #[must_use]
    pub fn ticks<'t>(self, label: &str, options: impl IntoIterator<Item = &'t str>) -> Paper {
        self.with(Block::Ticks(words(label), options.into_iter().map(words).collect()))
    }

    /// Small slips side by side, so many in a row and so many rows on a sheet, with lines to cut along. Each is made
    /// from [`Paper::piece`] and has to fit.
    #[must_use]
    pub fn slips(self, columns: usize, rows: usize, slips: impl IntoIterator<Item = Paper>) -> Paper {
        let slips = slips.into_iter().map(|slip| slip.parts).collect();
        self.with(Block::Slips { columns: columns.max(1), rows: rows.max(1), slips })
    }

    /// Large print if so: everything in 18 pt or more, also small print and page numbers, at the price of more sheets.
    #[must_use]
    pub fn large(mut self, large: bool) -> Paper {
        self.large = large;
        self
    }

    /// Sets the paper in the first of these sizes of letters, in points, that keeps it on so many pages; in the last
    /// of them if none does. Large print stays large.
    #[must_use]
    pub fn on_pages(mut self, pages: usize, letters: &'static [f32]) -> Paper {
        self.fitted = Some((pages, letters));
        self
    }

    /// How many pages it takes.
    ///
    /// # Errors
    ///
    /// A QR code with too much in it.
    pub fn pages(&self) -> Result<usize, Problem> {
        Ok(self.sheets()?.pages.len())
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
        pdf::write(&[(self.sheets()?, self.size)], self.first(), &self.title)
    }

    /// The language it begins in.
    fn first(&self) -> Locale {
        self.parts.first().map_or(self.language, |part| part.language)
    }

    /// Everything set, in letters as large as fits.
    fn sheets(&self) -> Result<layout::Sheets, Problem> {
        let codes: Vec<qr::Qr> = contents(&self.parts).into_iter().map(qr::qr).collect::<Result<_, _>>()?;
        let (usual, least) = (self.size.letters(), self.size.least());
        let set = |running: f32, least: f32| {
            layout::set(self.size, layout::Letters { running, least }, &self.parts, &codes)
        };
        if self.large {
            return Ok(set(usual.max(LARGE), least.max(LARGE)));
        }
        if let Some((pages, [first, smaller @ ..])) = self.fitted {
            let mut sheets = set(*first, least);
            for &letters in smaller {
                if sheets.pages.len() <= pages {
                    break;
                }
                sheets = set(letters, least);
            }
            return Ok(sheets);
        }
        let steps = self.size.shrinking();
        let scales = if self.one_sheet { steps } else { &steps[..1] };
        let mut attempts = scales.iter().map(|&scale| set(usual * scale, least));
        let large = attempts.next().unwrap_or_else(|| set(usual, least));
        Ok(match large.pages.len() {
            1 => large,
            _ => attempts.find(|sheets| sheets.pages.len() == 1).unwrap_or(large),
        })
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

/// Several papers as one file with a title of its own, to be printed together.
///
/// # Errors
///
/// See [`Paper::finish`].
pub fn bound(title: &str, papers: &[Paper]) -> Result<Vec<u8>, Problem> {
    let first = papers.first().map_or(Locale::Pl, Paper::first);
    let set = papers.iter().map(|paper| Ok((paper.sheets()?, paper.size)));
    let set: Vec<_> = set.collect::<Result<_, Problem>>()?;
    pdf::write(&set, first, &words(title))
}

/// An address as it is typed.
fn shown(content: &str) -> String {
    drawable(content.trim_start_matches("https://").trim_start_matches("http://"))
}

/// What the QR codes hold, in the order in which they are set.
fn contents(parts: &[Part]) -> Vec<&str> {
    let mut found = Vec::new();
    for part in parts {
        match &part.block {
            Block::Qr { content, .. } | Block::Reach { content, .. } => found.push(content.as_str()),
            Block::Slips { slips, .. } => found.extend(slips.iter().flat_map(|slip| contents(slip))),
            _ => {}
        }
    }
    found
}
