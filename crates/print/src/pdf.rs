//! Drawing the set pages as a tagged PDF. The only file that knows the PDF library.

use std::num::NonZeroU16;

use kernel::Locale;
use krilla::color::luma;
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, SpanTag, TableHeaderScope, Tag, TagGroup,
    TagKind, TagTree,
};
use krilla::text::{Font, TextDirection};
use krilla::{Document, SerializeSettings};

use crate::Problem;
use crate::face::Face;
use crate::layout::{Drawing, Ink, Mark, Role, Sheets};
use crate::paper::Size;

/// The finished file, of one paper or of several that are printed together. Export fails where PDF/UA-1 would be
/// broken, so what comes out meets it.
pub fn write(papers: &[(Sheets, Size)], language: Locale, title: &str) -> Result<Vec<u8>, Problem> {
    let refused = |error: &dyn std::fmt::Debug| Problem::NotAccessible(format!("{error:?}"));
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| refused(&error))?;
    let mut document =
        Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    let language = language.code().to_owned();
    document.set_metadata(Metadata::new().title(title.to_owned()).language(language.clone()));
    let fonts = Face::fonts();
    let mut outline = Outline::new();
    let mut tree = TagTree::new().with_lang(Some(language));
    let mut before = 0;
    for (sheets, size) in papers {
        let mut leaves: Vec<Vec<Identifier>> = sheets.nodes.iter().map(|_| Vec::new()).collect();
        let (width, height) = size.points();
        for marks in &sheets.pages {
            let settings =
                PageSettings::from_wh(width, height).ok_or_else(|| refused(&"a page without size"))?;
            let mut page = document.start_page_with(settings);
            let mut surface = page.surface();
            for mark in marks {
                let identifier = draw(&mut surface, mark, &fonts);
                if let Some(leaf) = mark.node.and_then(|node| leaves.get_mut(node)) {
                    leaf.push(identifier);
                }
            }
        }
        for (text, page, y) in &sheets.headings {
            let place = XyzDestination::new(before + *page, Point::from_xy(0.0, *y));
            outline.push_child(OutlineNode::new(text.clone(), place));
        }
        for &node in &sheets.top {
            tree.push(group(sheets, node, &mut leaves));
        }
        before += sheets.pages.len();
    }
    document.set_outline(outline);
    document.set_tag_tree(tree);
    document.finish().map_err(|error| refused(&error))
}

/// A piece of the structure with the marks that belong to it, and its children.
fn group(sheets: &Sheets, index: usize, leaves: &mut [Vec<Identifier>]) -> TagGroup {
    let node = &sheets.nodes[index];
    let mut group = TagGroup::new(tag(&node.role).with_lang(Some(node.language.code().to_owned())));
    for identifier in leaves.get_mut(index).map(std::mem::take).unwrap_or_default() {
        group.push(identifier);
    }
    for &child in &node.children {
        group.push(self::group(sheets, child, leaves));
    }
    group
}

fn tag(role: &Role) -> TagKind {
    let level = |level: u16| NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN);
    match role {
        Role::Heading(number, text) => Tag::Hn(level(*number), Some(text.clone())).into(),
        Role::Paragraph => Tag::P.into(),
        Role::List { numbered: true } => Tag::L(ListNumbering::Decimal).into(),
        Role::List { numbered: false } => Tag::L(ListNumbering::Disc).into(),
        Role::Item => Tag::LI.into(),
        Role::Label => Tag::Lbl.into(),
        Role::Body => Tag::LBody.into(),
        Role::Table => Tag::Table.into(),
        Role::Row => Tag::TR.into(),
        Role::Key => Tag::TH(TableHeaderScope::Row).into(),
        Role::Value => Tag::TD.into(),
        Role::Section => Tag::Section.into(),
        Role::Figure(alternative) => Tag::Figure(Some(alternative.clone())).into(),
    }
}

fn draw(surface: &mut Surface<'_>, mark: &Mark, fonts: &[Font; 3]) -> Identifier {
    let tag = match (mark.node, &mark.drawing) {
        (None, _) => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Other)),
        (Some(_), Drawing::Text { .. }) => ContentTag::Span(SpanTag::empty()),
        (Some(_), _) => ContentTag::Other,
    };
    let identifier = surface.start_tagged(tag);
    match &mark.drawing {
        Drawing::Text { left, baseline, size, face, text, ink } => {
            surface.set_stroke(None);
            surface.set_fill(Some(fill(*ink)));
            let start = Point::from_xy(*left, *baseline);
            let font = fonts[face.index()].clone();
            surface.draw_text(start, font, *size, text, false, TextDirection::LeftToRight);
        }
        Drawing::Filled { rectangles, ink } => {
            surface.set_stroke(None);
            surface.set_fill(Some(fill(*ink)));
            path(surface, rectangles);
        }
        Drawing::Framed { rectangle } => {
            surface.set_fill(None);
            surface.set_stroke(Some(Stroke { width: 1.2, ..Stroke::default() }));
            path(surface, &[*rectangle]);
        }
    }
    surface.end_tagged();
    identifier
}

fn path(surface: &mut Surface<'_>, rectangles: &[[f32; 4]]) {
    let mut builder = PathBuilder::new();
    for &[left, top, width, height] in rectangles {
        if let Some(rectangle) = Rect::from_xywh(left, top, width, height) {
            builder.push_rect(rectangle);
        }
    }
    if let Some(path) = builder.finish() {
        surface.draw_path(&path);
    }
}

fn fill(ink: Ink) -> Fill {
    let lightness = match ink {
        Ink::Black => 0,
        Ink::Grey => 0x50,
        Ink::Pale => 0xb0,
    };
    Fill { paint: luma::Color::new(lightness).into(), ..Fill::default() }
}
