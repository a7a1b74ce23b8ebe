//! What a link brings along where it is shared: the neighbourhood's card for pages without a picture of their own, and
//! the address of a page as a QR code. Both are drawn here, so that no other host is asked for anything.

use axum::routing::get;
use commons::papers;
use kernel::{Code, Refusal};
use print::screen;
use web::{Cache, Document, Error, Field, Guard, Input, Limit, Query, Reader, Result, Route, Slice, Visit};

use crate::texts::welcome as t;

/// Cards from one network: programs for messages keep what they fetched.
static CARDS: Limit = Limit::new("cards of shared links", 300, 3600);

const LONG: Cache = Cache::Public { seconds: 3600 };

const ROUTES: &[Route] = &[
    Route::get("/card.png", Guard::Public("programs for messages fetch it"), LONG, || get(card))
        .limited(&CARDS),
    Route::get("/share.svg", Guard::Public("holds the address of a page and nothing else"), LONG, || {
        get(code)
    }),
];

/// The slice.
pub static SLICE: Slice = Slice {
    routes: ROUTES,
    ..Slice::named("sharing", "The picture of a shared link, and addresses as QR codes.")
};

/// `GET /card.png`
async fn card(visit: Visit) -> Result<Document> {
    let locale = visit.locale;
    let name = visit.community.name(locale).to_owned();
    let drawn = papers::at_a_table(move || screen::card(&name, t::lead(locale))).await?;
    let drawn = drawn.map_err(|fault| Error::fault(fault.to_string()))?;
    Ok(Document::new("image/png", drawn))
}

/// A page of this neighbourhood.
struct ToInput(String);

impl Input for ToInput {
    const FIELDS: &'static [Field] = &[Field::new("to", t::all_here)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        Some(Self(read.raw("to").unwrap_or_default().to_owned()))
    }
}

/// `GET /share.svg?to=…`
async fn code(visit: Visit, Query(ToInput(to)): Query<ToInput>) -> Result<Document> {
    let to = if to.is_empty() { visit.path("/") } else { to };
    let not_found = || Error::from(Refusal::plain(Code::NotFound));
    let path = people::sign_in::local_path(&to, &visit.community.slug).ok_or_else(not_found)?;
    let address = format!("{}{path}?lang={}", visit.app.settings.address, visit.locale.code());
    let code = text::qr::qr(&address).ok_or_else(not_found)?;
    let (side, path) = (code.width(), code.path());
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\">\
         <path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/><path d=\"{path}\"/></svg>"
    );
    Ok(Document::new("image/svg+xml", svg))
}
