//! Drawing the ground in the browser: by taps, as typed corners, or from a file.

use super::Draw;
use super::import::{self, Imported};
use super::map::for_map;
use super::store::{self, Ground, Part};
use crate::texts::ground as t;
use askama::Template;
use kernel::{Code, Locale, Refusal};
use web::form::Upload;
use web::map::Map;
use web::{Choice, Chrome, Error, Field, Form, Input, Page, Reader, Redirect, Result, Typed, Visit};

impl Choice for Part {
    const ALL: &'static [Self] = &[Self::Boundary, Self::Line, Self::Area];
    fn key(&self) -> &'static str {
        self.word()
    }
    fn label(&self, locale: Locale) -> &'static str {
        match self {
            Self::Boundary => t::part_boundary(locale),
            Self::Line => t::part_line(locale),
            Self::Area => t::part_area(locale),
        }
    }
}

/// What is drawn anew.
#[derive(Clone, Debug)]
pub struct DrawInput {
    part: Part,
    shape: String,
}

impl Input for DrawInput {
    const FIELDS: &'static [Field] = &[
        Field::new("part", t::field_part).hint(t::field_part_hint),
        Field::new("shape", t::field_shape).hint(t::field_shape_hint),
        Field::new("file", t::field_file).hint(t::field_file_hint),
    ];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let shape = read.raw("shape").unwrap_or_default().trim().to_owned();
        Some(Self { part: read.choice("part")?, shape })
    }
}

#[derive(Template)]
#[template(path = "ground/draw.html")]
struct DrawPage {
    chrome: Chrome,
    form: Typed,
    map: String,
    here: Vec<String>,
}

fn page(visit: &Visit, ground: &[Ground], form: Typed) -> DrawPage {
    let locale = visit.locale;
    let count = |part| ground.iter().filter(|one| one.part == part).count();
    let drawn = for_map(ground);
    DrawPage {
        chrome: visit.chrome(t::title(locale)),
        map: Map { title: t::field_shape(locale), ground: &drawn, marks: &[], locale, list: "" }.html(),
        here: Part::ALL.iter().map(|part| t::here(locale, count(*part), part.label(locale))).collect(),
        form,
    }
}

async fn ground(visit: &Visit) -> Result<Vec<Ground>> {
    Ok(visit.app.store.read(visit.actor, store::all).await?)
}

/// `GET /settings/map`
pub async fn form(visit: Visit) -> Result<Page<impl Template>> {
    let form = visit.form_with::<DrawInput>([("part", Part::Boundary.word().to_owned())]);
    Ok(Page::of(page(&visit, &ground(&visit).await?, form)))
}

/// `POST /settings/map`: one part is drawn anew.
pub async fn draw(visit: Visit, form: Form<DrawInput>) -> Result<Redirect> {
    let ground = ground(&visit).await?;
    let show = |form: Typed| page(&visit, &ground, form);
    let ready = form.or_show(show)?;
    let sent = ready.sent();
    let drawn = read(&ready.input, ready.files).map_err(|error| sent.clone().or_show(error, show))?;
    let (part, next) = (ready.input.part, visit.path("/settings/map"));
    let write = move |tx: &::store::Tx<'_>| {
        store::replace(tx, &tx.permit(Draw)?, part, &drawn)?;
        Ok(next.clone())
    };
    let next = visit.app.store.write_once(visit.actor, ready.once, write).await;
    let next = next.map_err(|error| sent.or_show(error, show))?;
    Ok(Redirect::to(next).say(t::drawn(visit.locale)))
}

/// A file before the field; corners only for a boundary, for lines and areas have names.
fn read(input: &DrawInput, files: Vec<Upload>) -> Result<Vec<Imported>> {
    let field = if files.is_empty() { "shape" } else { "file" };
    let text = match files.first() {
        Some(file) => {
            let bytes = std::fs::read(file.path()).map_err(|fault| Error::io("reading an upload", &fault))?;
            String::from_utf8_lossy(&bytes).into_owned()
        }
        None => input.shape.clone(),
    };
    let read = match input.part {
        Part::Boundary => import::read_boundary(&text),
        Part::Line | Part::Area => import::read(&text),
    };
    Ok(read.map_err(|wrong| Refusal::new(Code::Invalid, move |locale| wrong.says(locale)).at(field))?)
}
