//! What the desk prints: letters to put in boxes, and the sheet for the notice board.

use super::acts::{ReadCalls, RecordCall};
use super::store::{self, Call};
use crate::notices::NoticeId;
use crate::reach;
use crate::texts::calls as t;
use ::store::Snapshot;
use kernel::Locale;
use people::community::{Face, here};
use people::member::Way;
use print::{Paper, Size};
use web::{Document, Error, Path, Result, Visit};

/// What is to be told by a way, and in whose name.
async fn of(visit: &Visit, way: Way) -> Result<(Vec<Call>, Face)> {
    let read = move |seen: &Snapshot<'_>| {
        seen.allow(&ReadCalls)?;
        Ok((store::calls(seen)?, here(seen)?.face))
    };
    let (mut calls, face) = visit.app.store.read(visit.actor, read).await?;
    calls.retain(|call| call.way == way);
    Ok((calls, face))
}

fn pdf(paper: Paper) -> Result<Document> {
    let bytes = paper.finish().map_err(|fault| Error::fault(format!("printing: {fault}")))?;
    Ok(Document::new("application/pdf", bytes))
}

/// Address, words, and where to ask.
fn written(paper: Paper, call: &Call, face: &Face) -> Paper {
    let locale = call.locale;
    let said = call.said(locale);
    let address = if call.way == Way::Letter { call.value.as_str() } else { "" };
    paper
        .language(locale)
        .text(&format!("{}\n{address}", call.name))
        .heading(&said.subject)
        .text(&said.text)
        .rows(desk_rows(face, locale))
        .small(t::letter_foot(locale))
}

fn desk_rows(face: &Face, locale: Locale) -> Vec<(&'static str, &str)> {
    let rows =
        [(t::paper_phone(locale), face.phone.as_str()), (t::paper_desk(locale), face.desk_hours.get(locale))];
    rows.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}

/// `GET /desk/calls/letters.pdf`: first whose box each belongs in, then each on a sheet of its own.
pub async fn letters(visit: Visit) -> Result<Document> {
    let (calls, face) = of(&visit, Way::Letter).await?;
    let locale = visit.locale;
    let boxes = calls.iter().map(|call| (call.name.as_str(), call.value.as_str()));
    let mut paper = Paper::new(Size::A4, locale, t::letters_title(locale))
        .sender(face.name.get(locale))
        .text(&t::letters_count(locale, calls.len()))
        .rows(boxes);
    for call in &calls {
        paper = written(paper.page_break(), call, &face);
    }
    pdf(paper)
}

/// `GET /desk/calls/{id}/letter.pdf`: one, whatever the way: to be handed over the counter, or put in a box.
pub async fn letter(visit: Visit, Path(id): Path<NoticeId>) -> Result<Document> {
    let read = move |seen: &Snapshot<'_>| Ok((seen.allow(&RecordCall(id))?.kept.call, here(seen)?.face));
    let (call, face) = visit.app.store.read(visit.actor, read).await?;
    let locale = call.locale;
    let paper = Paper::new(Size::A4, locale, t::letter_title(locale)).sender(face.name.get(locale));
    pdf(written(paper, &call, &face))
}

/// `GET /desk/calls/board.pdf`: signs and nothing else.
pub async fn board(visit: Visit) -> Result<Document> {
    let (calls, face) = of(&visit, Way::Board).await?;
    let mut signs: Vec<String> = calls.iter().map(|call| reach::sign_of(&visit.app, call.member)).collect();
    signs.sort();
    signs.dedup();
    let first = visit.community.language();
    let mut paper = Paper::new(Size::A4, first, t::board_title(first)).sender(face.name.get(first));
    for sign in &signs {
        paper = paper.heading(sign);
    }
    for locale in visit.community.languages.iter().copied() {
        paper = paper.language(locale).text(t::board_says(locale)).rows(desk_rows(&face, locale));
    }
    let today = visit.app.clock.now();
    pdf(paper.language(first).small(&text::date(first, today)))
}
