//! The agreement on paper: for the notice board, for whoever reads on paper, in large print.

use super::input::PrintInput;
use super::store::Shelf;
use super::view::{self, Opened, Sentences, named};
use crate::papers::wants_large;
use crate::short_links::{self, ShortCode};
use crate::texts::agreement as t;
use ::store::Snapshot;
use kernel::Actor;
use print::{Paper, Size};
use web::{Document, Error, Path, Query, Result, Visit};

/// As large as fits on one sheet: it hangs on a board and is read standing.
const LETTERS: [f32; 4] = [20.0, 18.0, 16.0, 14.0];

/// `GET /agreement.pdf`: the version in force.
pub async fn in_force(visit: Visit, Query(wanted): Query<PrintInput>) -> Result<Document> {
    print(visit, wanted, None).await
}

/// `GET /agreement/versions/{number}/paper.pdf`
pub async fn version(
    visit: Visit,
    Path(number): Path<i64>,
    Query(wanted): Query<PrintInput>,
) -> Result<Document> {
    print(visit, wanted, Some(number)).await
}

async fn print(visit: Visit, wanted: PrintInput, number: Option<i64>) -> Result<Document> {
    let locale = visit.locale;
    let read = move |seen: &Snapshot<'_>| {
        let opened = view::open(seen, locale, |shelf: &Shelf| match number {
            Some(number) => shelf.version(number),
            None => shelf.in_force(),
        })?;
        let short = short_links::code_of(seen, &view::path(&opened.text))?;
        Ok((opened, short))
    };
    let actor = Actor::visitor(visit.actor.community);
    let (opened, short) = visit.app.store.read(actor, read).await?;
    let large = wanted.large || wants_large(&visit).await?;
    let number = opened.text.number.unwrap_or_default();
    let paper = sheet(&visit, &opened, short.as_ref()).on_pages(1, &LETTERS).large(large);
    let bytes = paper.finish().map_err(|problem| Error::fault(problem.to_string()))?;
    let name = format!("{}-{number}.pdf", text::slug(t::name(locale)));
    Ok(Document::new("application/pdf", bytes).named(name))
}

fn sheet(visit: &Visit, opened: &Opened, short: Option<&ShortCode>) -> Paper {
    let Opened { shelf, text: version, words, hands, .. } = opened;
    let l = visit.locale;
    let path = view::path(version);
    let sentences = Sentences::of(visit, version.id, &path, words);
    let title = t::version_title(l, version.number.unwrap_or_default());
    let shown = sentences.shown();
    let mut paper = Paper::new(Size::A4, l, &title)
        .sender(visit.community.name(l))
        .text(&view::standing_words(shelf, version, l));
    if sentences.lang != l {
        paper = paper.small(t::paper_original(l));
    }
    paper = paper.language(sentences.lang).steps(shown.iter().map(String::as_str)).language(l);
    if let Some(mark) = sentences.mark.filter(|mark| !mark.says.is_empty()) {
        paper = paper.small(&mark.says);
    }
    for line in [named(hands, l), t::paper_legal(l).to_owned()].iter().filter(|line| !line.is_empty()) {
        paper = paper.small(line);
    }
    if version.sample || visit.community.sample {
        paper = paper.small(t::sample_paper(l));
    }
    let address = &visit.app.settings.address;
    let full = || format!("{address}{}", visit.path(&path));
    let here = short.map_or_else(full, |code| code.address(address));
    let phone = visit.community.phone.as_deref().map(|phone| (t::paper_phone(l), phone));
    paper.reach(&here, t::paper_qr(l), phone)
}
