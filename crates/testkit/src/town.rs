//! The town and its people.

use crate::Answer;
use axum::Router;
use axum::body::Body;
use axum::http::{Request, header};
use http_body_util::BodyExt as _;
use kernel::{Actor, CommunityId, ManualClock, MemberId, Role, Time};
use people::community::{Face, NewCommunity, Worded};
use people::member::{Kind, NewMember, Profile, Reach, Way};
use people::{Directory, People};
use std::path::Path;
use std::sync::{Arc, Mutex};
use store::scratch::Scratch;
use store::{Step, Store};
use tower::ServiceExt as _;
use web::{App, Seal, Secret, Settings, Shared, Slice};

/// A server with one neighbourhood, `osiedle`, and a second one next door, `sasiedzi`.
pub struct Town {
    /// The state of the server.
    pub app: Shared,
    /// The clock, moved by hand.
    pub clock: Arc<ManualClock>,
    /// The neighbourhood.
    pub community: CommunityId,
    /// The one next door, to see that nothing crosses.
    pub next_door: CommunityId,
    /// Who is where.
    pub directory: Directory,
    router: Router,
    scratch: Scratch,
}

/// Somebody with a browser (or a neighbour without one: then `cookies` stays empty).
#[derive(Debug)]
pub struct Somebody {
    /// Who they are; nobody when not signed in.
    pub member: Option<MemberId>,
    cookies: Mutex<Vec<(String, String)>>,
}

/// Tests begin on this day: 23 November 2026, noon.
const START: Time = Time::from_micros(1_795_431_600_000_000);

/// Runs a story on SQLite and, where a server is named, on PostgreSQL.
///
/// # Panics
/// When a town can't be built.
pub async fn on_both(slices: &'static [&'static Slice], story: impl AsyncFn(Town)) {
    story(Town::build(Scratch::sqlite().expect("a temporary folder"), slices).await).await;
    match Scratch::postgres().await.expect("the PostgreSQL server for tests answers") {
        Some(scratch) => story(Town::build(scratch, slices).await).await,
        None => eprintln!("{} is not set: SQLite only", store::scratch::POSTGRES),
    }
}

impl Town {
    /// A town on SQLite, for what does not depend on the engine.
    ///
    /// # Panics
    /// When it can't be built.
    pub async fn on_sqlite(slices: &'static [&'static Slice]) -> Self {
        Self::build(Scratch::sqlite().expect("a temporary folder"), slices).await
    }

    async fn build(scratch: Scratch, slices: &'static [&'static Slice]) -> Self {
        let clock = Arc::new(ManualClock::at(START));
        let steps = |seal| {
            slices.iter().filter(|s| s.seal == seal).flat_map(|s| s.schema).copied().collect::<Vec<Step>>()
        };
        let store =
            scratch.open(clock.clone(), people::standing_of, &steps(Seal::Open)).await.expect("a database");
        let sealed = scratch.sealed(clock.clone(), people::standing_of, &steps(Seal::Sealed)).await;
        let directory = Directory::new(store.clone());
        let mut settings = Settings::at("http://localhost", scratch.folder());
        settings.limit_factor = 1000;
        settings.dev = true;
        settings.remember = false; // pages are counted by their statements
        std::fs::create_dir_all(&settings.uploads).expect("a folder for uploads");
        let app = App::new(
            store.clone(),
            sealed.expect("a sealed database"),
            clock.clone(),
            settings,
            Secret::new([7; 32]),
            slices,
            Box::new(directory.clone()),
        );
        let app = Arc::new(app);
        let mail = people::mail::Spool::new(scratch.folder().join("mail"), "localhost");
        let sms = people::sms::Spool::new(scratch.folder().join("sms"));
        let people = People { directory: directory.clone(), mail: Arc::new(mail), sms: Some(Arc::new(sms)) };
        let router = people.around(web::router(app.clone()).expect("routes that agree"));
        let community = found(&store, "osiedle", "Osiedle").await;
        let next_door = found(&store, "sasiedzi", "Sąsiedzi").await;
        Self { app, clock, community, next_door, directory, router, scratch }
    }

    /// The data folder.
    pub fn folder(&self) -> &Path {
        self.scratch.folder()
    }
    /// The operator of this town.
    pub fn operator(&self) -> Actor {
        Actor::operator(self.community)
    }

    /// Somebody who has not signed in.
    pub fn visitor(&self) -> Somebody {
        Somebody { member: None, cookies: Mutex::default() }
    }
    /// A neighbour for whom nobody vouches yet, signed in.
    pub async fn newcomer(&self, name: &str) -> Somebody {
        self.somebody(self.community, name, false, &[]).await
    }
    /// A neighbour someone vouches for, signed in.
    pub async fn neighbour(&self, name: &str) -> Somebody {
        self.somebody(self.community, name, true, &[]).await
    }
    /// A neighbour with these roles, signed in.
    pub async fn with_roles(&self, name: &str, roles: &[Role]) -> Somebody {
        self.somebody(self.community, name, true, roles).await
    }
    /// A neighbour next door with every role there is, signed in.
    pub async fn from_next_door(&self, name: &str) -> Somebody {
        self.somebody(self.next_door, name, true, &Role::ALL).await
    }
    /// A neighbour without e-mail who is reached by phone and never opens a browser.
    ///
    /// # Panics
    /// When they can't be entered.
    pub async fn without_mail(&self, name: &str) -> MemberId {
        let reach = Reach { way: Way::Phone, value: "12 000 00 99".to_owned(), hours: "10-12".to_owned() };
        self.enter(self.community, name, true, &[], reach).await
    }

    async fn enter(
        &self,
        community: CommunityId,
        name: &str,
        vouched: bool,
        roles: &[Role],
        reach: Reach,
    ) -> MemberId {
        let locale = kernel::Locale::Pl;
        let profile =
            Profile { name: name.to_owned(), languages: Vec::new(), locale, about: String::new(), reach };
        let new = NewMember { kind: Kind::Person, profile, email: None, vouched, roles: roles.to_vec() };
        people::member::add(&self.app.store, community, new).await.expect("somebody is entered")
    }

    async fn somebody(&self, community: CommunityId, name: &str, vouched: bool, roles: &[Role]) -> Somebody {
        let member = self.enter(community, name, vouched, roles, Reach::desk()).await;
        let session =
            people::sign_in::session_for(&self.app.store, community, member).await.expect("a session");
        let cookie = web::Cookie::Session.name(false).to_owned();
        Somebody { member: Some(member), cookies: Mutex::new(vec![(cookie, session)]) }
    }

    /// Somebody whose session has ended meanwhile signs in again.
    ///
    /// # Panics
    /// When they are no member.
    pub async fn comes_back(&self, who: &Somebody) -> Somebody {
        let member = who.member.expect("a member");
        let session = people::sign_in::session_for(&self.app.store, self.community, member);
        let cookie = web::Cookie::Session.name(false).to_owned();
        Somebody {
            member: Some(member),
            cookies: Mutex::new(vec![(cookie, session.await.expect("a session"))]),
        }
    }

    /// Opens an address.
    pub async fn get(&self, who: &Somebody, path: &str) -> Answer {
        let request = who.dress(Request::get(path)).body(Body::empty());
        self.send(who, request.expect("a request")).await
    }

    /// Opens the page with a form, fills in these fields and sends it to `action` as a browser does.
    ///
    /// # Panics
    /// When the page holds no form.
    pub async fn submit(&self, who: &Somebody, page: &str, action: &str, fields: &[(&str, &str)]) -> Answer {
        let hidden = self.hidden(who, page).await;
        self.post(who, action, &hidden, fields).await
    }

    /// Token and once-key of a page's form.
    ///
    /// # Panics
    /// When the page holds no form.
    pub async fn hidden(&self, who: &Somebody, page: &str) -> Vec<(String, String)> {
        let shown = self.get(who, page).await;
        let value = |name: &str| {
            shown.attributes(&format!("main input[name={name}], input[name={name}]"), "value").pop()
        };
        let token =
            value("token").unwrap_or_else(|| panic!("no form at {page}: {} {}", shown.status, shown.words()));
        let once = value("once").map(|once| ("once".to_owned(), once));
        [Some(("token".to_owned(), token)), once].into_iter().flatten().collect()
    }

    /// Sends a form with these hidden values.
    pub async fn post(
        &self,
        who: &Somebody,
        action: &str,
        hidden: &[(String, String)],
        fields: &[(&str, &str)],
    ) -> Answer {
        let own = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let body =
            own.chain(fields.iter().copied()).map(|(name, value)| format!("{name}={}", encoded(value)));
        let request = who
            .dress(Request::post(action))
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body.collect::<Vec<_>>().join("&")));
        self.send(who, request.expect("a request")).await
    }

    /// Opens the page with a form, fills it in, adds a file and sends it to the page's own address as a browser does.
    ///
    /// # Panics
    /// When the page holds no form.
    pub async fn upload(
        &self,
        who: &Somebody,
        page: &str,
        fields: &[(&str, &str)],
        file: Option<Chosen<'_>>,
    ) -> Answer {
        let hidden = self.hidden(who, page).await;
        let own = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let mut body = Vec::new();
        for (name, value) in own.chain(fields.iter().copied()) {
            let head = format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n");
            body.extend([head.as_bytes(), value.as_bytes(), b"\r\n"].concat());
        }
        if let Some(Chosen { field, name, bytes }) = file {
            let head = format!(
                "--x\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\r\n"
            );
            body.extend([head.as_bytes(), bytes, b"\r\n"].concat());
        }
        body.extend(b"--x--\r\n");
        let request = who
            .dress(Request::post(page))
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x");
        self.send(who, request.body(Body::from(body)).expect("a request")).await
    }

    /// Sends a request as it is, as from this person's browser.
    ///
    /// # Panics
    /// When the body breaks off.
    pub async fn send(&self, who: &Somebody, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.expect("the router answers");
        let (parts, body) = response.into_parts();
        who.keep(&parts.headers);
        let body = body.collect().await.expect("a whole body").to_bytes().to_vec();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    /// How many statements a page needs.
    pub async fn statements(&self, who: &Somebody, path: &str) -> u64 {
        self.get(who, path).await.expect(200); // warms what is kept in memory
        let before = self.app.store.statements();
        self.get(who, path).await.expect(200);
        self.app.store.statements() - before
    }
}

/// A file chosen in a form.
#[derive(Clone, Copy, Debug)]
pub struct Chosen<'a> {
    /// The form's field.
    pub field: &'a str,
    /// What the file is called.
    pub name: &'a str,
    /// What is in it.
    pub bytes: &'a [u8],
}

async fn found(store: &Store, slug: &str, name: &str) -> CommunityId {
    let face = Face {
        name: Worded::only(kernel::Locale::Pl, name),
        languages: vec!["pl".to_owned(), "en".to_owned(), "uk".to_owned()],
        responsible: "Fundacja Próba".to_owned(),
        phone: "+48120000001".to_owned(),
        ..Face::default()
    };
    let new = NewCommunity { slug: slug.to_owned(), face };
    people::community::create(store, new).await.expect("a neighbourhood")
}

/// Percent-encoding as browsers do it for forms.
fn encoded(value: &str) -> String {
    value.bytes().fold(String::new(), |mut out, byte| {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => out.push(byte as char),
            b' ' => out.push('+'),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
        out
    })
}

impl Somebody {
    /// A request with the cookies of this browser.
    pub fn dress(&self, request: axum::http::request::Builder) -> axum::http::request::Builder {
        let cookies = self.cookies.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let line =
            cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ");
        let request = request.header(header::HOST, "localhost");
        if line.is_empty() { request } else { request.header(header::COOKIE, line) }
    }
    fn keep(&self, headers: &axum::http::HeaderMap) {
        let mut cookies = self.cookies.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        for set in headers.get_all(header::SET_COOKIE).iter().filter_map(|set| set.to_str().ok()) {
            let Some((name, value)) = set.split(';').next().and_then(|pair| pair.split_once('=')) else {
                continue;
            };
            cookies.retain(|(own, _)| own != name);
            if !value.is_empty() {
                cookies.push((name.to_owned(), value.to_owned()));
            }
        }
    }
}
