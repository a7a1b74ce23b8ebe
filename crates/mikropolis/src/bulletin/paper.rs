//! The sheet as a PDF.

use super::model::{Bulletin, Edition, Entry, PAGES, Part, Sort};
use crate::texts::bulletin as t;
use print::{Paper, Problem, Size};

/// Letters of the sheet: as large as fits, never below the first.
const LETTERS: [f32; 5] = [16.0, 15.5, 15.0, 14.5, 14.0];

/// How many pages an edition takes.
///
/// # Errors
/// See [`Paper::finish`].
pub fn pages(bulletin: &Bulletin, edition: Edition, address: &str) -> Result<usize, Problem> {
    paper(bulletin, edition, address).pages()
}

/// The PDF of an edition; `address` is the short address of the issue.
///
/// # Errors
/// See [`Paper::finish`].
pub fn pdf(bulletin: &Bulletin, edition: Edition, address: &str) -> Result<Vec<u8>, Problem> {
    paper(bulletin, edition, address).finish()
}

fn paper(bulletin: &Bulletin, edition: Edition, address: &str) -> Paper {
    let (l, issue) = (bulletin.locale, &bulletin.issue);
    let paper = Paper::new(Size::A4, l, &t::masthead(l, issue.number)).sender(&dateline(bulletin));
    let mut paper = match edition {
        Edition::Sheet => paper.on_pages(PAGES, &LETTERS),
        Edition::Large => paper.large(true),
    };
    paper = paper.qr(address, t::qr(l));
    if !issue.hello.is_empty() {
        paper = paper.language(issue.lang).text(&issue.hello).language(l);
    }
    for part in &bulletin.parts {
        paper = of_part(paper.heading(part.sort.heading(l)), part, bulletin);
    }
    foot(paper, bulletin)
}

/// "Nowa Huta · 29 November 2026", and that it is a sample.
pub fn dateline(bulletin: &Bulletin) -> String {
    let (l, issue) = (bulletin.locale, &bulletin.issue);
    let mut line = issue.face.name.get(l).to_owned();
    if let Some(at) = issue.published_at {
        line = format!("{line} · {}", text::date(l, at.day().0));
    }
    if issue.face.sample { format!("{line} · {}", t::sample(l)) } else { line }
}

fn of_part(mut paper: Paper, part: &Part, bulletin: &Bulletin) -> Paper {
    let l = bulletin.locale;
    for entry in &part.entries {
        paper = match part.sort {
            Sort::Thanks => paper.language(entry.lang).text(&quoted(entry)).language(l),
            _ => {
                let headed = paper.language(entry.lang).subheading(&entry.title).language(l);
                let dated = if entry.about.is_empty() { headed } else { headed.text(&entry.about) };
                if entry.words.is_empty() {
                    dated
                } else {
                    dated.language(entry.lang).text(&entry.words).language(l)
                }
            }
        };
    }
    paper
}

/// Thanks in the quotation marks of their language.
pub fn quoted(entry: &Entry) -> String {
    t::quoted(entry.lang, &entry.words)
}

/// How to answer, when the next issue comes, and the imprint (Polish Press Act, art. 27).
fn foot(paper: Paper, bulletin: &Bulletin) -> Paper {
    let (l, face) = (bulletin.locale, &bulletin.issue.face);
    let (place, hours) = (face.desk_place.get(l), face.desk_hours.get(l));
    // a key of the list of places, as files name it, says nothing on paper
    let place = if place.contains(' ') { place } else { "" };
    let desk = [place, hours].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(", ");
    let phone = shown_phone(&face.phone);
    let next = text::date_with_weekday(l, bulletin.issue.next_on.0);
    let rows = [(t::phone(l), phone.as_str()), (t::desk(l), desk.as_str()), (t::next(l), next.as_str())];
    let rows = rows.into_iter().filter(|(_, value)| !value.is_empty());
    paper.heading(t::answer(l)).rows(rows).small(&imprint(bulletin))
}

/// Who is responsible, and who put the issue together.
pub fn imprint(bulletin: &Bulletin) -> String {
    let (l, issue) = (bulletin.locale, &bulletin.issue);
    let face = &issue.face;
    let who = [face.responsible.as_str(), &face.address, &face.email];
    let who = who.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(", ");
    let issued = t::issued_by(l, who);
    if issue.editor.is_empty() { issued } else { [issued, t::edited_by(l, &issue.editor)].join(" ") }
}

/// A telephone number in groups, as people read it.
fn shown_phone(phone: &str) -> String {
    match phone.strip_prefix("+48") {
        Some(own) if own.len() == 9 => format!("{} {} {} {}", &own[..2], &own[2..5], &own[5..7], &own[7..]),
        _ => phone.to_owned(),
    }
}
