//! The word, the paper, the file.

use super::{SaveCopy, stream};
use crate::texts::copies as t;
use crate::upkeep::copy::{self, Lock, Prepared, What};
use crate::upkeep::{Source, kept};
use askama::Template;
use axum::response::{IntoResponse as _, Response};
use kernel::{Actor, Code, CommunityId, Locale, Refusal};
use web::{Choice, Chrome, Error, Field, Form, Input, Page, Query, Reader, Redirect, Result, Typed, Visit};

/// What the signature of a word is for.
const PURPOSE: &str = "the word of a copy";

/// Where a copy goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum To {
    /// Through the browser.
    Download,
    /// To the stick in the machine that serves.
    Stick,
}

impl Choice for To {
    const ALL: &'static [Self] = &[Self::Download, Self::Stick];
    fn key(&self) -> &'static str {
        match self {
            Self::Download => "download",
            Self::Stick => "stick",
        }
    }
    fn label(&self, locale: Locale) -> &'static str {
        match self {
            Self::Download => t::to_download(locale),
            Self::Stick => t::to_stick(locale),
        }
    }
}

#[derive(Template)]
#[template(path = "copies/overview.html")]
struct OverviewPage {
    chrome: Chrome,
    last: Option<kernel::Time>,
    due: bool,
    several: bool,
}

/// Whether other neighbourhoods live on this server.
async fn several(visit: &Visit) -> Result<bool> {
    let operator = Actor::operator(CommunityId::INSTALLATION);
    Ok(visit.app.store.read(operator, people::community::all).await?.len() > 1)
}

/// `GET /copy`
pub async fn overview(visit: Visit) -> Result<Page<impl Template>> {
    let (folder, community) = (&visit.app.settings.folder, visit.community.id);
    let last = kept::last_copy(folder, community);
    Ok(Page::of(OverviewPage {
        chrome: visit.chrome(t::title(visit.locale)),
        due: kept::is_due(last, visit.app.clock.now()),
        last,
        several: several(&visit).await?,
    }))
}

#[derive(Template)]
#[template(path = "copies/word.html")]
struct WordPage {
    chrome: Chrome,
    word: String,
    proof: String,
}

/// `GET /copy/word`: a new one each time; it lies nowhere but on this page.
pub async fn word(visit: Visit) -> Page<impl Template> {
    let word = copy::new_word();
    let proof = visit.app.secret.sign(PURPOSE, &[word.as_bytes(), visit.community.slug.as_bytes()]);
    Page::of(WordPage { chrome: visit.chrome(t::word_title(visit.locale)), word, proof })
}

/// By which the word on the paper is known again.
#[derive(Clone, Debug)]
pub struct ProofInput(String);

impl Input for ProofInput {
    const FIELDS: &'static [Field] = &[Field::new("proof", t::word_title)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        read.maybe_line("proof", 1..=64).map(|proof| Self(proof.unwrap_or_default()))
    }
}

/// The word as typed from the paper, and where the copy goes.
#[derive(Clone, Debug)]
pub struct CopyInput {
    word: String,
    proof: String,
    to: To,
}

impl Input for CopyInput {
    const FIELDS: &'static [Field] = &[
        Field::new("word", t::field_word).hint(t::field_word_hint),
        Field::new("to", t::field_to),
        Field::new("proof", t::word_title),
    ];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let word = read.line("word", 1..=60);
        let proof = read.line("proof", 1..=64);
        let to = read.maybe_choice("to");
        Some(Self { word: copy::tidy(&word?), proof: proof?, to: to?.unwrap_or(To::Download) })
    }
}

#[derive(Template)]
#[template(path = "copies/save.html")]
struct SavePage {
    chrome: Chrome,
    form: Typed,
    stick: bool,
}

fn save_page(visit: &Visit, form: Typed) -> SavePage {
    let stick = visit.app.settings.stick.is_some();
    SavePage { chrome: visit.chrome(t::check_title(visit.locale)), form, stick }
}

/// `GET /copy/save`
pub async fn form(visit: Visit, Query(ProofInput(proof)): Query<ProofInput>) -> Result<Response> {
    if proof.is_empty() {
        return Ok(Redirect::to(visit.path("/copy")).into_response());
    }
    let form = visit.form_with::<CopyInput>([("proof", proof), ("to", To::Download.key().to_owned())]);
    Ok(Page::of(save_page(&visit, form)).into_response())
}

/// `POST /copy/save`
pub async fn save(visit: Visit, form: Form<CopyInput>) -> Result<Response> {
    let ready = form.or_show(|form| save_page(&visit, form))?;
    let sent = ready.sent();
    let CopyInput { word, proof, to } = ready.input;
    let parts = [word.as_bytes(), visit.community.slug.as_bytes()];
    if !visit.app.secret.verify(PURPOSE, &parts, &proof) {
        let wrong = Refusal::new(Code::Invalid, t::wrong_word).at("word");
        return Err(sent.or_show(wrong, |form| save_page(&visit, form)));
    }
    let several = several(&visit).await?;
    visit.app.store.write(visit.actor, |tx| tx.permit(SaveCopy).map(|_| ())).await?;
    let what = match several {
        true => What::Only { community: visit.community.id, sealed: false },
        false => What::Everything,
    };
    let fault = |fault: anyhow::Error| Error::fault(format!("a copy: {fault:#}"));
    let source = Source::of(&visit.app);
    match (to, &visit.app.settings.stick) {
        (To::Stick, Some(stick)) => match copy::save(source, what, stick, Lock::Word(word)).await {
            Ok((path, _)) => {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let says = t::on_stick(visit.locale, name);
                Ok(Redirect::to(visit.path("/copy")).say(says).into_response())
            }
            Err(why) => {
                tracing::warn!(fault = format!("{why:#}"), "no copy on the stick");
                let wrong = Refusal::new(Code::Invalid, t::no_stick).at("to");
                Err(sent.or_show(wrong, |form| save_page(&visit, form)))
            }
        },
        _ => {
            let prepared: Prepared = copy::prepare(source, what).await.map_err(fault)?;
            Ok(stream::answer(prepared, Lock::Word(word)))
        }
    }
}
