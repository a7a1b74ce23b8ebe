//! The first page.

use super::{Founded, Founding, is_right, used};
use crate::texts::founding as t;
use askama::Template;
use commons::ground;
use kernel::{Code, Locale, Refusal};
use web::{Chrome, Field, Form, Input, Page, Reader, Result, Typed, Visit};

/// What the form says.
#[derive(Clone, Debug)]
pub struct FoundingInput {
    code: String,
    founding: Founding,
}

impl Input for FoundingInput {
    const FIELDS: &'static [Field] = &[
        Field::new("code", t::field_code).hint(t::field_code_hint),
        Field::new("name", t::field_name).hint(t::field_name_hint),
        Field::new("languages", t::field_languages),
        Field::new("responsible", t::field_responsible).hint(t::field_responsible_hint),
        Field::new("phone", t::field_phone),
        Field::new("email", t::field_email),
        Field::new("address", t::field_address),
        Field::new("administrator", t::field_administrator),
        Field::new("second", t::field_second).hint(t::field_second_hint),
        Field::new("place", t::field_place).hint(t::field_place_hint),
        Field::new("place-address", t::field_place_address),
        Field::new("boundary", t::field_boundary).hint(t::field_boundary_hint),
    ];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let code = read.line("code", 8..=20);
        let name = read.line("name", 2..=80);
        let languages = read.many::<Locale>("languages");
        let responsible = read.line("responsible", 2..=200);
        let phone = read.maybe_phone("phone");
        let email = read.maybe_email("email");
        let address = read.maybe_line("address", 1..=200);
        let administrator = read.line("administrator", 2..=80);
        let second = read.line("second", 2..=80);
        let place = read.maybe_line("place", 2..=120);
        let place_address = read.maybe_line("place-address", 1..=200);
        let boundary = boundary(read);
        let languages = languages.map(|chosen| if chosen.is_empty() { vec![Locale::Pl] } else { chosen });
        let founding = Founding {
            name: name?,
            languages: languages?,
            responsible: responsible?,
            phone: phone?.unwrap_or_default(),
            email: email?.unwrap_or_default(),
            address: address?.unwrap_or_default(),
            administrator: administrator?,
            second: second?,
            place: place?.unwrap_or_default(),
            place_address: place_address?.unwrap_or_default(),
            boundary: boundary?,
        };
        Some(Self { code: code?, founding })
    }
}

/// GeoJSON pasted in, or corners typed one a line; nothing: later.
fn boundary(read: &mut Reader<'_>) -> Option<Vec<ground::Imported>> {
    let Some(text) = read.raw("boundary").filter(|text| !text.trim().is_empty()) else {
        return Some(Vec::new());
    };
    match ground::read_boundary(text) {
        Ok(drawn) => Some(drawn),
        Err(wrong) => {
            read.wrong("boundary", move |locale| wrong.says(locale));
            None
        }
    }
}

#[derive(Template)]
#[template(path = "founding/first.html")]
struct FormPage {
    chrome: Chrome,
    form: Typed,
}

fn form_page(visit: &Visit, form: Typed) -> FormPage {
    FormPage { chrome: visit.chrome(t::title(visit.locale)), form }
}

/// `GET /init`
pub async fn form(visit: Visit) -> Page<impl Template> {
    let form = visit.form_with::<FoundingInput>([("languages", "pl".to_owned())]);
    Page::of(form_page(&visit, form))
}

#[derive(Template)]
#[template(path = "founding/founded.html")]
struct FoundedPage {
    chrome: Chrome,
    home: String,
    own: String,
    second: String,
    second_name: String,
    qr: Option<text::qr::Qr>,
}

/// `POST /init`
pub async fn found(visit: Visit, form: Form<FoundingInput>) -> Result<Page<impl Template>> {
    let ready = form.or_show(|form| form_page(&visit, form))?;
    let (sent, input) = (ready.sent(), ready.input);
    let (folder, now) = (&visit.app.settings.folder, visit.app.clock.now());
    if !is_right(folder, &input.code, now) {
        let wrong = Refusal::new(Code::Invalid, t::wrong_code).at("code");
        return Err(sent.or_show(wrong, |form| form_page(&visit, form)));
    }
    let second_name = input.founding.second.clone();
    let founded = super::found(&visit.app.store, input.founding).await;
    let Founded { slug, links } =
        founded.map_err(|error| sent.or_show(error, |form| form_page(&visit, form)))?;
    used(folder, &input.code, now);
    let [own, second] = links.map(|token| crate::links::path(&slug, &token));
    let address = &visit.app.settings.address;
    let second = format!("{address}{second}");
    Ok(Page::of(FoundedPage {
        chrome: visit.chrome(t::founded(visit.locale)),
        home: format!("{address}/{slug}"),
        qr: text::qr::qr(&second),
        second,
        own,
        second_name,
    }))
}
