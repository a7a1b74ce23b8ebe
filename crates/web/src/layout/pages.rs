//! Pages of the frame itself: display settings, and one page per pillar with the ways into it.

use super::Chrome;
use super::display::DisplayInput;
use crate::answer::{Page, Redirect, Result};
use crate::form::{Choice, Field, Form, Input, Reader, Typed};
use crate::texts::layout as t;
use crate::{Cache, Guard, Pillar, Query, Route, Slice, Visit};
use askama::Template;
use axum::routing::{get, post};
use kernel::{Code, Refusal};

/// Display settings and the pillars' pages.
pub static SLICE: Slice = Slice {
    routes: &[
        Route::get("/display", Guard::Public("everybody reads"), Cache::Private, || get(display))
            .installation(),
        Route::post("/display", Guard::Public("everybody reads"), || post(keep_display)).installation(),
        Route::get("/belonging", Guard::Public("a list of doors"), PILLAR, || get(belonging)),
        Route::get("/participation", Guard::Public("a list of doors"), PILLAR, || get(participation)),
        Route::get("/support", Guard::Public("a list of doors"), PILLAR, || get(support)),
    ],
    ..Slice::named("layout", "display settings for every reader, and a page for each pillar")
};

const PILLAR: Cache = Cache::Public { seconds: 60 };

#[derive(Template)]
#[template(path = "display.html")]
struct DisplayPage {
    chrome: Chrome,
    form: Typed,
}

/// Where the reader comes from, to go back there.
struct Back(String);

impl Input for Back {
    const FIELDS: &'static [Field] = &[Field::new("back", t::back)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        Some(Self(read.raw("back").unwrap_or("/").to_owned()))
    }
}

async fn display(visit: Visit, Query(Back(back)): Query<Back>) -> Page<DisplayPage> {
    let chrome = visit.chrome(t::display(visit.locale));
    let now = *chrome.display();
    let form = visit.form_with::<DisplayInput>([
        ("text", now.text.key().to_owned()),
        ("contrast", now.contrast.key().to_owned()),
        ("spacing", now.spacing.key().to_owned()),
        ("motion", now.motion.key().to_owned()),
        ("back", back),
    ]);
    Page::of(DisplayPage { chrome, form })
}

async fn keep_display(visit: Visit, form: Form<DisplayInput>) -> Result<Redirect> {
    let chrome = visit.chrome(t::display(visit.locale));
    let ready = form.or_show(|form| DisplayPage { chrome, form })?;
    let to = Redirect::to(ready.input.back).display(ready.input.display.write());
    Ok(to.say(t::display_kept(visit.locale)))
}

#[derive(Template)]
#[template(path = "pillar.html")]
struct PillarPage {
    chrome: Chrome,
    pillar: Pillar,
}

async fn belonging(visit: Visit) -> Result<Page<PillarPage>> {
    pillar(&visit, Pillar::Belonging)
}
async fn participation(visit: Visit) -> Result<Page<PillarPage>> {
    pillar(&visit, Pillar::Participation)
}
async fn support(visit: Visit) -> Result<Page<PillarPage>> {
    pillar(&visit, Pillar::Support)
}

fn pillar(visit: &Visit, pillar: Pillar) -> Result<Page<PillarPage>> {
    let about = pillar.about(visit.locale);
    let chrome = visit.chrome(pillar.name(visit.locale)).describe(about).pillar(pillar);
    if chrome.ways(&pillar).is_empty() {
        return Err(Refusal::plain(Code::NotFound).into());
    }
    Ok(Page::of(PillarPage { chrome, pillar }))
}
