//! One request, understood: which community, who, in which language, with which display settings.

use crate::cookie::Cookie;
use crate::layout::{Display, Flash};
use crate::{Community, Error, Method, Person, Route, Scope, Shared, Slice, Speaks};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};
use kernel::{Actor, Locale, Who};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

/// What the gate finds out once, for the handler, the page's frame and error pages alike.
#[derive(Debug)]
pub struct Ask {
    pub(crate) app: Shared,
    pub(crate) community: Arc<Community>,
    pub(crate) person: Option<Arc<Person>>,
    pub(crate) locale: Locale,
    /// The language was asked for in the address and is to be remembered.
    pub(crate) chosen: bool,
    pub(crate) display: Display,
    pub(crate) flash: Option<Flash>,
    pub(crate) path: String,
    /// What follows the question mark, without the language: begins with `&` or is empty.
    pub(crate) query: String,
    pub(crate) route: Option<&'static Route>,
    pub(crate) slice: Option<&'static Slice>,
    /// Names this request on an error page and in the log.
    pub(crate) reference: u64,
    visit_cookie: Option<String>,
    new_visit: OnceLock<String>,
    flash_shown: AtomicBool,
    token_shown: AtomicBool,
    /// The page holds fields to write into.
    fields_shown: AtomicBool,
    /// Where the browser goes by itself after a while, as the header says it.
    led_on: OnceLock<HeaderValue>,
    /// A screen that many people use.
    pub(crate) kiosk: bool,
}

/// Where somebody who helps at the desk comes back to, below the community.
pub(crate) const VISIT: &str = "/desk/visit";

impl Ask {
    /// Reads everything from the request's head. Programs (`Speaks::Json`) are known by bearer token alone.
    pub(crate) async fn understand(
        app: Shared,
        parts: &Parts,
        community: Arc<Community>,
        route: Option<&'static Route>,
        slice: Option<&'static Slice>,
        reference: u64,
    ) -> Result<Self, Error> {
        let secure = app.settings.secure();
        let headers = &parts.headers;
        let json = route.is_some_and(|route| route.speaks == Speaks::Json);
        let person = if json {
            match bearer(headers) {
                Some(token) => app.identify.bearer(&community, token).await?,
                None => None,
            }
        } else {
            match Cookie::Session.read(headers, secure) {
                Some(session) => app.identify.person(&community, session).await?,
                None => None,
            }
        };
        let wanted = parts.uri.query().and_then(language_in_query);
        let (locale, chosen) = choose_locale(&community, wanted, person.as_deref(), headers, secure, json);
        let cookie = |cookie: Cookie| if json { None } else { cookie.read(headers, secure) };
        let kiosk = match cookie(Cookie::Kiosk) {
            Some(token) => app.identify.kiosk(&community, token).await?,
            None => false,
        };
        let display = cookie(Cookie::Display).map(Display::read);
        let flash = cookie(Cookie::Flash).and_then(|value| Flash::read(value, &app));
        Ok(Self {
            display: display.unwrap_or_else(|| if kiosk { Display::large() } else { Display::default() }),
            flash,
            path: parts.uri.path().to_owned(),
            query: query_without_language(parts.uri.query().unwrap_or_default()),
            visit_cookie: cookie(Cookie::Visit).filter(|key| is_visit_key(key)).map(str::to_owned),
            new_visit: OnceLock::new(),
            flash_shown: AtomicBool::new(false),
            token_shown: AtomicBool::new(false),
            fields_shown: AtomicBool::new(false),
            led_on: OnceLock::new(),
            kiosk,
            app,
            community,
            person,
            locale,
            chosen,
            route,
            slice,
            reference,
        })
    }

    /// A visitor about whom nothing could be found out, for error pages.
    pub(crate) fn bare(app: Shared, parts: &Parts, reference: u64) -> Self {
        let community = Arc::new(Community::bare());
        let secure = app.settings.secure();
        let (locale, _) = choose_locale(&community, None, None, &parts.headers, secure, false);
        Self {
            app,
            community,
            person: None,
            locale,
            chosen: false,
            display: Cookie::Display.read(&parts.headers, secure).map(Display::read).unwrap_or_default(),
            flash: None,
            path: parts.uri.path().to_owned(),
            query: query_without_language(parts.uri.query().unwrap_or_default()),
            route: None,
            slice: None,
            reference,
            visit_cookie: None,
            new_visit: OnceLock::new(),
            flash_shown: AtomicBool::new(false),
            token_shown: AtomicBool::new(false),
            fields_shown: AtomicBool::new(false),
            led_on: OnceLock::new(),
            kiosk: false,
        }
    }

    /// Who acts here: the person signed in, for whom they help, by which road.
    pub(crate) fn actor(&self) -> Actor {
        let json = self.route.is_some_and(|route| route.speaks == Speaks::Json);
        let mut actor = Actor::visitor(self.community.id);
        if json {
            actor.channel = kernel::Channel::Api;
        }
        if let Some(person) = &self.person {
            actor.who = Who::Member(person.member);
            if let Some(helping) = &person.helping {
                actor.for_member = Some(helping.member);
                actor.channel = helping.channel;
            }
        }
        actor
    }

    /// A form token for this browser, another one each time, so that packed pages do not give it away
    /// (CVE-2013-3587). Asking for it makes the answer one that is not kept.
    pub(crate) fn token(&self) -> String {
        self.token_shown.store(true, Ordering::Relaxed);
        let key = match &self.visit_cookie {
            Some(key) => key.as_str(),
            None => self.new_visit.get_or_init(|| kernel::Key::random().to_string()),
        };
        let salt = format!("{:016x}", kernel::random_u64());
        let signature = self.app.secret.sign("form", &[key.as_bytes(), salt.as_bytes()]);
        salt + &signature
    }

    /// Whether this token belongs to this browser.
    pub(crate) fn accepts(&self, token: &str) -> bool {
        let (Some(key), Some((salt, signature))) = (&self.visit_cookie, token.split_at_checked(16)) else {
            return false;
        };
        self.app.secret.verify("form", &[key.as_bytes(), salt.as_bytes()], signature)
    }

    /// A form with fields stands on the page.
    pub(crate) fn shows_fields(&self) {
        self.fields_shown.store(true, Ordering::Relaxed);
    }
    /// Whether somebody may be writing on this page.
    pub(crate) fn has_fields(&self) -> bool {
        self.fields_shown.load(Ordering::Relaxed)
    }

    /// After so many seconds the browser is to go there by itself; the first wish counts.
    pub(crate) fn lead_on(&self, seconds: u32, path: &str) {
        if let Ok(header) = HeaderValue::try_from(format!("{seconds};url={path}")) {
            self.led_on.get_or_init(|| header);
        }
    }
    /// The `Refresh` header of this answer.
    pub(crate) fn led_on(&self) -> Option<&HeaderValue> {
        self.led_on.get()
    }

    /// Whom somebody helps just now.
    fn helping(&self) -> Option<&crate::Helping> {
        self.person.as_deref().and_then(|person| person.helping.as_ref())
    }
    /// The page of the visit that is going on, if this is an address of another feature.
    fn visit_elsewhere(&self) -> Option<String> {
        let route =
            self.route.filter(|route| route.speaks == Speaks::Html && route.scope == Scope::Community)?;
        let other = self.slice.is_some_and(|slice| slice.name != "desk");
        let there = other && self.helping().is_some() && self.app.has_community_path(VISIT);
        there.then(|| self.community.path(VISIT)).filter(|_| route.path != VISIT)
    }
    /// Where to go instead: with somebody sitting opposite, what the desk keeps of others stays closed.
    pub(crate) fn led_back(&self) -> Option<String> {
        let Some(crate::Guard::Act(row)) = self.route.map(|route| route.guard) else { return None };
        let opposite = self.helping().is_some_and(|helping| helping.channel == kernel::Channel::Desk);
        let reads = self.route.is_some_and(|route| route.method == Method::Get);
        let about_others = !row.desk && !row.who.contains(&kernel::Grant::Anyone);
        self.visit_elsewhere().filter(|_| opposite && reads && about_others)
    }
    /// Where to go after an act done for somebody.
    pub(crate) fn leads_back(&self) -> Option<String> {
        let writes = self.route.is_some_and(|route| route.method == Method::Post);
        self.visit_elsewhere().filter(|_| writes)
    }

    /// What stands for this browser in one matter; empty for one that sent no key.
    pub(crate) fn browser(&self, matter: &str) -> String {
        let key = self.visit_cookie.as_deref();
        key.map_or_else(String::new, |key| {
            self.app.secret.sign("browser", &[key.as_bytes(), matter.as_bytes()])
        })
    }

    /// What the last form had to say; once.
    pub(crate) fn take_flash(&self) -> Option<&Flash> {
        if self.flash.is_some() {
            self.flash_shown.store(true, Ordering::Relaxed);
        }
        self.flash.as_ref()
    }

    /// Cookies this answer sets: a new visit, the language chosen, the message now shown.
    pub(crate) fn cookies(&self) -> impl Iterator<Item = HeaderValue> {
        let secure = self.app.settings.secure();
        let visit = self.new_visit.get().and_then(|key| Cookie::Visit.set(key, None, secure));
        let year = Some(365 * 86_400);
        let language = self.chosen.then(|| Cookie::Language.set(self.locale.code(), year, secure)).flatten();
        let shown = self.flash_shown.load(Ordering::Relaxed);
        let flash = shown.then(|| Cookie::Flash.set("", Some(0), secure)).flatten();
        [visit, language, flash].into_iter().flatten()
    }

    /// Whether the answer is for this reader alone.
    pub(crate) fn personal(&self) -> bool {
        self.person.is_some()
            || self.kiosk
            || self.chosen
            || self.flash_shown.load(Ordering::Relaxed)
            || self.token_shown.load(Ordering::Relaxed)
    }

    /// Whether nothing is known of this reader but language and display, so that any visitor gets the same.
    pub(crate) fn is_like_any_visitors(&self) -> bool {
        self.person.is_none() && !self.kiosk && !self.chosen && self.flash.is_none()
    }

    pub(crate) fn json(&self) -> bool {
        self.route.is_some_and(|route| route.speaks == Speaks::Json)
    }
}

impl std::fmt::Debug for crate::App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App").field("settings", &self.settings).finish_non_exhaustive()
    }
}

fn is_visit_key(key: &str) -> bool {
    key.len() == 32 && key.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}

/// The language named by `?lang=`.
fn language_in_query(query: &str) -> Option<Locale> {
    query.split('&').find_map(|pair| pair.strip_prefix("lang=")).and_then(Locale::parse)
}

/// The rest of the query, each pair after `&`, so that the language switch keeps filter and page.
fn query_without_language(query: &str) -> String {
    let kept = query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("lang="));
    kept.fold(String::new(), |out, pair| out + "&" + pair)
}

/// Address, account, cookie, browser; only languages the community offers, else its own. Also whether the
/// address decided, so that the choice is remembered.
fn choose_locale(
    community: &Community,
    wanted: Option<Locale>,
    person: Option<&Person>,
    headers: &HeaderMap,
    secure: bool,
    json: bool,
) -> (Locale, bool) {
    let offered = |locale: &Locale| community.languages.contains(locale);
    if let Some(locale) = wanted.filter(offered) {
        return (locale, !json);
    }
    let account = || person.and_then(|person| person.locale).filter(offered);
    let cookie = || Cookie::Language.read(headers, secure).and_then(Locale::parse).filter(offered);
    let browser = || {
        let header = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
        Locale::from_accept_language(header).filter(offered)
    };
    (account().or_else(cookie).or_else(browser).unwrap_or_else(|| community.language()), false)
}
