//! The toy slice: notes on a board, and addresses that misbehave on purpose.

use askama::Template;
use axum::routing::{get, post};
use kernel::{ActRow, Code, Grant, Locale, Refusal, Role};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};
use web::map::{Ground, Map, Mark, Point, Shape};
use web::*;

pub static SLICES: &[&Slice] = &[&SLICE, &layout::pages::SLICE];

const fn act(name: &'static str, who: &'static [Grant]) -> ActRow {
    ActRow { name, who, law: "house rules", desk: true, also: "", publishes: false, between: false }
}
pub static WRITE: ActRow = act("board.write", &[Grant::Vouched]);
pub static TIDY: ActRow = act("board.tidy", &[Grant::Role(Role::Editor)]);
const OPEN: Guard = Guard::Public("a board everybody reads");

pub static SLICE: Slice = Slice {
    pillar: Some(Pillar::Belonging),
    acts: &[WRITE, TIDY],
    routes: &[
        Route::get("/board", OPEN, Cache::Public { seconds: 60 }, || get(list)).with_map(),
        Route::get("/board/add", Guard::Act(&WRITE), Cache::Private, || get(form)),
        Route::post("/board/add", Guard::Act(&WRITE), || post(add)).upload(20_000),
        Route::get("/board/tidy", Guard::Act(&TIDY), Cache::Private, || get(|_: Visit| async { "tidy" })),
        Route::get("/board/wrong/{code}", OPEN, Cache::Public { seconds: 60 }, || get(wrong)),
        Route::get("/board/panic", OPEN, Cache::Private, || get(panic)),
        Route::get("/board/counted", OPEN, Cache::Public { seconds: 60 }, || get(counted)),
        Route::get("/board/slow", OPEN, Cache::Private, || get(slow)),
        Route::get("/board/often", OPEN, Cache::Private, || get(|_: Visit| async { "often" }))
            .limited(&OFTEN),
        Route::get("/board/{number}/{word}", OPEN, Cache::Private, || get(parts)),
        Route::post("/api/board", Guard::Act(&WRITE), || post(add_by_program)).api(),
        Route::get("/api/find", OPEN, Cache::Private, || get(find)).api(),
        Route::get("/find", OPEN, Cache::Private, || get(find)),
    ],
    doors: &[Door { pillar: Pillar::Belonging, path: "/board", label: |_| "Tablica", about: |_| "Kartki" }],
    ..Slice::named("board", "notes for neighbours")
};
static OFTEN: Limit = Limit::new("often", 2, 60);

/// How often this was answered: a remembered answer does not count.
async fn counted(_: Visit) -> Document {
    static TIMES: AtomicU32 = AtomicU32::new(0);
    Document::new("text/plain", TIMES.fetch_add(1, Ordering::Relaxed).to_string())
}

/// What an accepted form held, and by whom it was sent.
#[derive(Clone, Debug)]
pub struct Kept {
    pub note: NoteInput,
    pub actor: kernel::Actor,
    pub once: kernel::Key,
    pub files: Vec<(String, u64)>,
}

/// All accepted forms.
pub static LAST: Mutex<Vec<Kept>> = Mutex::new(Vec::new());

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    Red,
    Blue,
}
impl Choice for Colour {
    const ALL: &'static [Self] = &[Self::Red, Self::Blue];
    fn key(&self) -> &'static str {
        match self {
            Self::Red => "red",
            Self::Blue => "blue",
        }
    }
    fn label(&self, _: Locale) -> &'static str {
        match self {
            Self::Red => "Czerwony",
            Self::Blue => "Niebieski",
        }
    }
}

#[derive(Clone, Debug)]
pub struct NoteInput {
    pub title: String,
    pub about: Option<String>,
    pub colour: Colour,
    pub others: Vec<Colour>,
    pub day: Option<kernel::Day>,
    pub count: Option<i64>,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub agreed: bool,
}

impl Input for NoteInput {
    const FIELDS: &'static [Field] = &[
        Field::new("title", |_| "Tytuł").hint(|_| "Jedno zdanie"),
        Field::new("about", |_| "Treść"),
        Field::new("colour", |_| "Kolor"),
        Field::new("others", |_| "Inne kolory"),
        Field::new("day", |_| "Dzień"),
        Field::new("count", |_| "Ile"),
        Field::new("phone", |_| "Telefon"),
        Field::new("email", |_| "E-mail"),
        Field::new("agreed", |_| "Zgadzam się"),
        Field::new("photo", |_| "Zdjęcie"),
    ];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let title = read.line("title", 3..=40);
        let about = read.maybe_text("about", 1..=200);
        let colour = read.choice("colour");
        let others = read.many("others");
        let day = read.maybe_day("day");
        let count = read.maybe_integer("count", 1..=10);
        let phone = read.maybe_phone("phone");
        let email = read.maybe_email("email");
        Some(Self {
            agreed: read.ticked("agreed"),
            title: title?,
            about: about?,
            colour: colour?,
            others: others?,
            day: day?,
            count: count?,
            phone: phone?,
            email: email?,
        })
    }
}

#[derive(Template)]
#[template(
    ext = "html",
    source = r#"{% extends "layout.html" %}
{% block content %}<h1>{{ chrome.title }}</h1><p class="lead">Kartki od sąsiadów.</p>
<div class="two list-map"><ol class="rows numbered" id="list">{% for name in names %}<li id="row-{{ loop.index }}"><span class="number">{{ loop.index }}</span><h2><a href="/nowa-huta/board/{{ loop.index }}/x">{{ name }}</a></h2><p>Kilka słów o tym, co tu jest.</p></li>{% endfor %}</ol>
<div class="map-side">{{ map|safe }}</div></div>{% endblock %}"#
)]
struct ListPage {
    chrome: Chrome,
    names: Vec<&'static str>,
    map: String,
}

async fn list(visit: Visit) -> Page<ListPage> {
    let names = vec!["Plac Centralny", "Aleja Róż", "Łąki Nowohuckie"];
    let mark = |(at, name): (usize, &&str)| Mark {
        number: at + 1,
        name: (*name).to_owned(),
        href: format!("#row-{}", at + 1),
        shape: Shape::Point(Point::e7(500_720_000 + at as i64 * 40_000, 200_374_000)),
    };
    let marks: Vec<Mark> = names.iter().enumerate().map(mark).collect();
    let ground = Ground::default();
    let map =
        Map { title: "Gdzie to jest", ground: &ground, marks: &marks, locale: visit.locale, list: "list" };
    Page::of(ListPage {
        chrome: visit.chrome("Tablica").describe("Kartki od sąsiadów"),
        names,
        map: map.html(),
    })
}

#[derive(Template)]
#[template(
    ext = "html",
    source = r#"{% extends "layout.html" %}{% import "form.html" as f %}
{% block content %}<h1>{{ chrome.title }}</h1>
<form method="post" action="{{ chrome.path("/board/add") }}" enctype="multipart/form-data">
{{ f::hidden(form) }}{{ f::summary(form) }}
{{ f::line(form, "title") }}{{ f::text(form, "about", 200, 4, false) }}
{{ f::radios(form, "colour", form.options::<super::board::Colour>()) }}
{{ f::boxes(form, "others", form.options::<super::board::Colour>()) }}
{{ f::date(form, "day", false) }}{{ f::number(form, "count", false) }}{{ f::phone(form, "phone", false) }}
{{ f::email(form, "email", false) }}{{ f::file(form, "photo", "image/*") }}{{ f::tick(form, "agreed") }}
<button class="button">Powieś kartkę</button></form>{% endblock %}"#
)]
struct FormPage {
    chrome: Chrome,
    form: Typed,
}

async fn form(visit: Visit) -> Page<FormPage> {
    Page::of(FormPage { chrome: visit.chrome("Nowa kartka"), form: visit.form::<NoteInput>() })
}

async fn add(visit: Visit, form: Form<NoteInput>) -> Result<Redirect> {
    let show = |form| FormPage { chrome: visit.chrome("Nowa kartka"), form };
    let ready = form.or_show(show)?;
    let sent = ready.sent();
    if ready.input.title == "zajęte" {
        let taken = Refusal::new(Code::Conflict, |_| "taki tytuł już jest").at("title");
        return Err(sent.or_show(taken, show));
    }
    keep(&visit, ready);
    Ok(Redirect::to(visit.path("/board")).say("Kartka wisi & czeka"))
}

fn keep(visit: &Visit, ready: Ready<NoteInput>) {
    let files = ready.files.iter().map(|file| {
        assert_eq!(std::fs::metadata(file.path()).unwrap().len(), file.bytes);
        (file.name.clone(), file.bytes)
    });
    let kept = Kept { files: files.collect(), note: ready.input, actor: visit.actor, once: ready.once };
    LAST.lock().unwrap().push(kept);
}

async fn add_by_program(visit: Visit, form: Form<NoteInput>) -> Result<Json<serde_json::Value>> {
    let ready = form.ready()?;
    keep(&visit, ready);
    Ok(Json::created(serde_json::json!({"ok": true})))
}

struct Find(Option<String>);
impl Input for Find {
    const FIELDS: &'static [Field] = &[Field::new("q", |_| "Szukaj")];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        Some(Self(read.maybe_line("q", 1..=20)?))
    }
}

async fn find(_: Visit, Query(Find(q)): Query<Find>) -> String {
    q.unwrap_or_default()
}

async fn parts(Paths(number, word): Paths<u32, String>) -> String {
    format!("{number} {word}")
}

async fn wrong(Path(code): Path<String>) -> Result<String> {
    Err(match code.as_str() {
        "invalid" => Refusal::plain(Code::Invalid).into(),
        "gone" => Refusal::plain(Code::Gone).into(),
        "conflict" => Refusal::plain(Code::Conflict).into(),
        "too-large" => Refusal::plain(Code::TooLarge).into(),
        "busy" => store::Error::Busy.into(),
        "full" => store::Error::Full.into(),
        "away" => store::Error::Away("10.0.0.1 refused".to_owned()).into(),
        "own-words" => Refusal::new(Code::Forbidden, |locale| format!("własne słowa {locale}")).into(),
        "stale" => Error::Stale { theirs: "ich <b>tekst</b>".to_owned(), yours: "twój tekst".to_owned() },
        "fault" => Error::fault("SELECT secret FROM drawer"),
        _ => Refusal::plain(Code::NotFound).into(),
    })
}

async fn panic() -> Result<String> {
    if LAST.lock().map(|kept| kept.len()).unwrap_or(0) < usize::MAX {
        panic!("on purpose");
    }
    Ok(String::new())
}

async fn slow() -> String {
    tokio::time::sleep(std::time::Duration::from_secs(30)).await;
    String::new()
}
