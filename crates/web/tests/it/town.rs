//! A running server in memory: two communities, three people, a clock moved by hand.

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use http_body_util::BodyExt;
use kernel::{CommunityId, Key, Locale, ManualClock, MemberId, Role, Time};
use std::sync::Arc;
use store::scratch::Scratch;
use tower::ServiceExt;
use web::{App, Community, Error, Identify, Later, Person, Secret, Settings};

/// The server and what tests move in it.
pub struct Town {
    pub router: Router,
    pub app: Arc<App>,
    pub clock: Arc<ManualClock>,
    _scratch: Scratch,
}

/// An answer, read whole.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).expect("UTF-8")
    }
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().expect("ASCII")).unwrap_or_default()
    }
    pub fn cookie(&self, name: &str) -> Option<String> {
        let set = self.headers.get_all(header::SET_COOKIE).iter().map(|value| value.to_str().expect("ASCII"));
        set.filter_map(|line| line.split(';').next()?.strip_prefix(name)?.strip_prefix('='))
            .map(str::to_owned)
            .next_back()
    }
    pub fn html(&self) -> scraper::Html {
        scraper::Html::parse_document(&self.text())
    }
}

pub fn settings(address: &str, folder: &std::path::Path) -> Settings {
    Settings { patience_seconds: 1, ..Settings::at(address, folder) }
}

impl Town {
    pub async fn new() -> Self {
        Self::at("http://sasiedzi.example").await
    }
    pub async fn at(address: &str) -> Self {
        Self::with(|settings| settings.address = address.to_owned()).await
    }
    pub async fn with(change: impl FnOnce(&mut Settings)) -> Self {
        let scratch = Scratch::sqlite().expect("a folder");
        let clock = Arc::new(ManualClock::at(Time::from_micros(1_780_000_000_000_000)));
        let store = scratch.open(clock.clone(), |_, _| Ok(None), &[]).await.expect("a database");
        let sealed = scratch.sealed(clock.clone(), |_, _| Ok(None), &[]).await.expect("a database");
        let mut settings = settings("http://sasiedzi.example", scratch.folder());
        change(&mut settings);
        let app = App::new(
            store,
            sealed,
            clock.clone(),
            settings,
            Secret::random(),
            crate::board::SLICES,
            Box::new(Fake),
        );
        let app = Arc::new(app);
        Self { router: web::router(app.clone()).expect("sound routes"), app, clock, _scratch: scratch }
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.expect("routers do not fail");
        let (parts, body) = response.into_parts();
        let body = body.collect().await.expect("a body").to_bytes().to_vec();
        Answer { status: parts.status, headers: parts.headers, body }
    }
    pub async fn get(&self, path: &str) -> Answer {
        self.send(get(path).body(Body::empty()).unwrap()).await
    }
    pub async fn get_as(&self, who: &str, path: &str) -> Answer {
        let request = get(path).header("cookie", format!("mk={who}"));
        self.send(request.body(Body::empty()).unwrap()).await
    }
    /// Opens the form's page, then sends it with its token: what a browser does.
    pub async fn fill(&self, who: &str, path: &str, fields: &str) -> Answer {
        let opened = self.get_as(who, path).await;
        let visit = opened.cookie("mk-visit").expect("a page with a form sets the cookie");
        let token = value_of(&opened.text(), "token");
        let body = format!("token={token}&once={}&{fields}", value_of(&opened.text(), "once"));
        self.send(
            post(path).header("cookie", format!("mk={who}; mk-visit={visit}")).body(body.into()).unwrap(),
        )
        .await
    }
}

pub fn get(path: &str) -> axum::http::request::Builder {
    Request::get(path).header("host", "sasiedzi.example")
}

pub fn post(path: &str) -> axum::http::request::Builder {
    Request::post(path)
        .header("host", "sasiedzi.example")
        .header("content-type", "application/x-www-form-urlencoded")
}

/// The value of a hidden field.
pub fn value_of(html: &str, name: &str) -> String {
    let start = html.find(&format!("name=\"{name}\" value=\"")).unwrap_or_else(|| panic!("no field {name}"));
    html[start..].split('"').nth(3).expect("a value").to_owned()
}

/// Cookies are names: `ola` is a resident, `ed` an editor, `new` a member nobody vouches for, `help` acts for Ola.
struct Fake;

fn community(slug: &str, sample: bool) -> Arc<Community> {
    Arc::new(Community {
        id: CommunityId(if sample { 1 } else { 2 }),
        slug: slug.to_owned(),
        names: vec![(Locale::Pl, "Nowa Huta".to_owned()), (Locale::Uk, "Нова Гута".to_owned())],
        languages: if sample { Locale::ALL.to_vec() } else { vec![Locale::Pl] },
        sample,
        responsible: "Klub Sąsiedzki".to_owned(),
        phone: Some("+48126440000".to_owned()),
        email: None,
    })
}

pub fn member(number: u128) -> MemberId {
    MemberId(Key(number))
}

fn person(word: &str) -> Option<Arc<Person>> {
    let (number, roles) = match word {
        "ola" | "new" => (1, vec![]),
        "ed" => (2, vec![Role::Editor]),
        "help" => (3, vec![Role::Desk]),
        _ => return None,
    };
    let until = Time::from_micros(1_780_001_800_000_000);
    let helping = web::Helping {
        member: member(1),
        name: "Ola <b>".to_owned(),
        until,
        locale: Locale::Pl,
        channel: kernel::Channel::Desk,
    };
    Some(Arc::new(Person {
        member: member(number),
        name: word.to_owned(),
        roles,
        vouched: word != "new",
        unagreed: false,
        locale: (word == "ed").then_some(Locale::En),
        helping: (word == "help").then_some(helping),
    }))
}

impl Identify for Fake {
    fn community<'a>(&'a self, slug: &'a str) -> Later<'a, Option<Arc<Community>>> {
        Box::pin(async move {
            Ok(match slug {
                "nowa-huta" => Some(community(slug, true)),
                "polska" => Some(community(slug, false)),
                "panicking" => panic!("in the directory"),
                "broken" => return Err(Error::fault("the directory is broken: secret words")),
                _ => None,
            })
        })
    }
    fn installation(&self) -> Later<'_, Arc<Community>> {
        Box::pin(async { Ok(community("", true)) })
    }
    fn person<'a>(&'a self, _: &'a Community, session: &'a str) -> Later<'a, Option<Arc<Person>>> {
        Box::pin(async move { Ok(person(session)) })
    }
    fn bearer<'a>(&'a self, _: &'a Community, token: &'a str) -> Later<'a, Option<Arc<Person>>> {
        Box::pin(async move { Ok(person(token)) })
    }
    fn health(&self) -> Later<'_, Vec<String>> {
        Box::pin(async { Ok(vec!["database: fine".to_owned()]) })
    }
}
