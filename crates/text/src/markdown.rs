//! What residents write, as safe HTML: paragraphs, headings, emphasis, lists, quotations and links. No HTML, pictures,
//! tables or code.
//!
//! Two layers keep pages safe: the tree is reduced to what is allowed before it is written, and the written HTML
//! passes an allow-list of tags once more.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};
use comrak::nodes::{NodeCode, NodeHtmlBlock, NodeValue};
use comrak::{Arena, Node, Options, format_html, parse_document};

use crate::typography::bind_short_words;

/// The only kinds of address a link may have.
const SCHEMES: [&str; 3] = ["http", "https", "mailto"];

static ALLOWED: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from([
            "p",
            "br",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "em",
            "strong",
            "ul",
            "ol",
            "li",
            "blockquote",
            "hr",
            "a",
        ]))
        .clean_content_tags(HashSet::from(["script", "style"]))
        .tag_attributes(HashMap::from([("a", HashSet::from(["href"])), ("ol", HashSet::from(["start"]))]))
        .url_schemes(HashSet::from(SCHEMES))
        .url_relative(UrlRelative::Deny)
        .link_rel(Some("nofollow noopener noreferrer ugc"));
    builder
});

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.autolink = true;
    options.parse.ignore_setext = true;
    options.render.hardbreaks = true;
    options.render.escape = true;
    options
}

/// A text as HTML that may stand below a page's `h1`: its largest headings become `h2`, the next `h3`, whatever
/// signs the writer took. Line ends are kept, an empty line begins a paragraph, one-letter words are bound.
pub fn to_html(markdown: &str) -> String {
    to_html_below(markdown, 1)
}

/// The same below a heading of level `above` (1 to 5).
pub fn to_html_below(markdown: &str, above: u8) -> String {
    let (arena, options) = (Arena::new(), options());
    let root = parse_document(&arena, markdown, &options);
    reduce(&arena, root, above.clamp(1, 5));
    let mut html = String::with_capacity(markdown.len() * 2);
    match format_html(root, &options, &mut html) {
        Ok(()) => ALLOWED.clean(&html).to_string(),
        // Writing to a string does not fail; should the writer, the text is shown without its markup.
        Err(_) => format!("<p>{}</p>", ammonia::clean_text(markdown)),
    }
}

/// The first words of a text without its markup, for a card or a description: headings left out, at most
/// `max_chars` characters, cut between words and ended by "…" where something is left out.
pub fn plain_summary(markdown: &str, max_chars: usize) -> String {
    let plain = plain_text(markdown);
    if plain.chars().count() <= max_chars {
        return plain;
    }
    let kept: String = plain.chars().take(max_chars.saturating_sub(1)).collect();
    let next = plain.chars().nth(max_chars.saturating_sub(1));
    let whole = match next.is_some_and(char::is_whitespace) {
        true => kept.as_str(),
        false => kept.rsplit_once(char::is_whitespace).map_or(kept.as_str(), |(whole, _)| whole),
    };
    match max_chars {
        0 => String::new(),
        _ => format!("{}…", whole.trim_end_matches(|c: char| c.is_whitespace() || ",;:–—-".contains(c))),
    }
}

/// A text's words without its markup and headings, in one line.
pub fn plain_text(markdown: &str) -> String {
    let arena = Arena::new();
    let root = parse_document(&arena, markdown, &options());
    reduce(&arena, root, 1);
    let mut words = String::with_capacity(markdown.len());
    for block in root.children().filter(|block| !matches!(block.data().value, NodeValue::Heading(_))) {
        for node in block.descendants() {
            match &node.data().value {
                NodeValue::Text(text) => words.push_str(text),
                NodeValue::SoftBreak | NodeValue::LineBreak => words.push(' '),
                NodeValue::Paragraph | NodeValue::Item(_) => words.push(' '),
                _ => {}
            }
        }
        words.push(' ');
    }
    // Not `split_whitespace`, which would break what is bound.
    let lines = words.split([' ', '\n', '\t']).filter(|word| !word.is_empty());
    lines.collect::<Vec<_>>().join(" ")
}

/// Leaves only what is allowed in a tree.
fn reduce<'a>(arena: &'a Arena<'a>, root: Node<'a>, above: u8) {
    let nodes = with_depths(root);
    let mut levels: Vec<u8> = nodes.iter().filter_map(|(node, _)| heading_level(node)).collect();
    levels.sort_unstable();
    levels.dedup();
    for (node, depth) in nodes {
        let reduced = match depth > DEEPEST {
            true => Reduced::Unwrapped,
            false => reduced(&mut node.data_mut().value, &levels, above),
        };
        match reduced {
            Reduced::Kept => {}
            Reduced::Unwrapped => unwrap(node),
            Reduced::Plain(lines) => add_lines(arena, node, &lines),
        }
    }
}

/// Quotations and lists within each other that are still shown as such: nobody reads deeper ones, and the time a
/// browser's parser takes grows with the square of the depth.
const DEEPEST: usize = 8;

/// Every node, parents first; for quotations, lists and their points also how many of them stand around it, itself
/// counted, else 0.
fn with_depths(root: Node<'_>) -> Vec<(Node<'_>, usize)> {
    let (mut nodes, mut waiting) = (Vec::new(), vec![(root, 0)]);
    while let Some((node, around)) = waiting.pop() {
        let deeper = matches!(node.data().value, NodeValue::BlockQuote | NodeValue::List(_));
        let within = around + usize::from(deeper);
        let nests = deeper || matches!(node.data().value, NodeValue::Item(_));
        nodes.push((node, if nests { within } else { 0 }));
        waiting.extend(node.children().map(|child| (child, within)));
    }
    nodes
}

fn heading_level(node: Node<'_>) -> Option<u8> {
    match &node.data().value {
        NodeValue::Heading(heading) => Some(heading.level),
        _ => None,
    }
}

/// What becomes of a part of a text.
enum Reduced {
    /// It stays, with what may have changed in it.
    Kept,
    /// Only what is in it stays.
    Unwrapped,
    /// It is a paragraph now, of this text.
    Plain(String),
}

fn reduced(value: &mut NodeValue, levels: &[u8], above: u8) -> Reduced {
    match value {
        NodeValue::Text(text) => *text = Cow::Owned(bind_short_words(text, None)),
        NodeValue::Heading(heading) => {
            let rank = levels.iter().position(|&level| level == heading.level).unwrap_or_default();
            heading.level = (usize::from(above) + 1 + rank).min(6) as u8;
        }
        NodeValue::Link(link) if !is_allowed_address(&link.url) => return Reduced::Unwrapped,
        NodeValue::Link(link) => link.title.clear(),
        NodeValue::Image(_) => return Reduced::Unwrapped,
        NodeValue::Code(NodeCode { literal, .. }) | NodeValue::HtmlInline(literal) => {
            *value = NodeValue::Text(Cow::Owned(std::mem::take(literal)));
        }
        NodeValue::CodeBlock(block) => {
            let lines = std::mem::take(&mut block.literal);
            *value = NodeValue::Paragraph;
            return Reduced::Plain(lines);
        }
        NodeValue::HtmlBlock(NodeHtmlBlock { literal, .. }) => {
            let lines = std::mem::take(literal);
            *value = NodeValue::Paragraph;
            return Reduced::Plain(lines);
        }
        _ => {}
    }
    Reduced::Kept
}

/// Puts what is in a part into its place.
fn unwrap(node: Node<'_>) {
    for child in node.children().collect::<Vec<_>>() {
        node.insert_before(child);
    }
    node.detach();
}

fn add_lines<'a>(arena: &'a Arena<'a>, paragraph: Node<'a>, lines: &str) {
    for (at, line) in lines.trim_end().lines().enumerate() {
        if at > 0 {
            paragraph.append(arena.alloc(NodeValue::LineBreak.into()));
        }
        let words = bind_short_words(line.trim(), None);
        paragraph.append(arena.alloc(NodeValue::Text(Cow::Owned(words)).into()));
    }
}

/// Whether an address may be followed: one of [`SCHEMES`], written without tricks.
fn is_allowed_address(url: &str) -> bool {
    let known =
        |(scheme, _): (&str, &str)| SCHEMES.iter().any(|allowed| scheme.eq_ignore_ascii_case(allowed));
    url.split_once(':').is_some_and(known) && !url.contains(char::is_control)
}

#[cfg(test)]
mod tests;
