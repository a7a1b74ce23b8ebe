//! Everything `layout.html` needs.

use super::{Display, Flash};
use crate::ask::{Ask, VISIT};
use crate::assets;
use crate::texts::layout as t;
use crate::{Community, Helping, Person, Pillar, Scope, Spot};
use kernel::Locale;
use std::borrow::Cow;
use std::sync::Arc;

/// The frame of one page.
#[derive(Clone, Debug)]
pub struct Chrome {
    /// The page's language.
    pub locale: Locale,
    /// What stands in the title bar before the neighbourhood's name; also the page's main heading, as a rule.
    pub title: Cow<'static, str>,
    /// For search engines and shared links.
    pub description: Cow<'static, str>,
    /// Whose colour the page wears.
    pub pillar: Option<Pillar>,
    /// The page has a map.
    pub map: bool,
    /// Two columns may use the whole width.
    pub wide: bool,
    /// What stands beside the title where the page is shared.
    pub preview: Option<Preview>,
    ask: Arc<Ask>,
}

/// The picture of a shared link.
#[derive(Clone, Debug)]
pub struct Preview {
    /// Its address at this host.
    pub path: String,
    /// What it shows.
    pub alt: String,
    /// In pixels.
    pub width: i64,
    /// In pixels.
    pub height: i64,
}

/// A link of the navigation.
#[derive(Clone, Debug)]
pub struct Way {
    /// Its address.
    pub path: String,
    /// Its name.
    pub label: &'static str,
    /// One sentence: what one finds there.
    pub about: &'static str,
    /// The pillar whose colour it wears.
    pub pillar: Pillar,
    /// The reader is there.
    pub here: bool,
}

/// A link with its words.
#[derive(Clone, Debug)]
pub struct Link {
    /// Its address.
    pub path: String,
    /// Its words.
    pub label: &'static str,
}

/// A language of the switch.
#[derive(Clone, Debug)]
pub struct Language {
    /// Which.
    pub locale: Locale,
    /// This page in it.
    pub path: String,
    /// The page is in it already.
    pub here: bool,
}

/// What happens to a page that nobody looks at.
#[derive(Clone, Debug)]
pub struct Idle {
    /// Where everything is cleared; holds a form token, so that nobody else's page leads there.
    pub away: String,
}

/// After so many seconds without a key or a touch a shared screen asks whether somebody is there.
pub const IDLE_SECONDS: u32 = 120;
/// So long there is to answer (WCAG 2.2, 2.2.1).
pub const ANSWER_SECONDS: u32 = 20;

impl Chrome {
    pub(crate) fn new(ask: Arc<Ask>, title: Cow<'static, str>) -> Self {
        Self {
            locale: ask.locale,
            title,
            description: Cow::Borrowed(""),
            pillar: ask.slice.and_then(|slice| slice.pillar),
            map: ask.route.is_some_and(|route| route.map),
            wide: false,
            preview: None,
            ask,
        }
    }
    /// One sentence for search engines and shared links.
    pub fn describe(self, description: impl Into<Cow<'static, str>>) -> Self {
        Self { description: description.into(), ..self }
    }
    /// With a picture for shared links; who puts it there has looked whether it may be shown elsewhere.
    pub fn previewed(self, preview: Option<Preview>) -> Self {
        Self { preview, ..self }
    }
    /// In a pillar's colour, where the slice's own is not the right one.
    pub fn pillar(self, pillar: Pillar) -> Self {
        Self { pillar: Some(pillar), ..self }
    }
    /// Uses the whole width.
    pub fn wide(self) -> Self {
        Self { wide: true, ..self }
    }

    /// The neighbourhood.
    pub fn community(&self) -> &Community {
        &self.ask.community
    }
    /// Its name in the page's language.
    pub fn community_name(&self) -> &str {
        self.ask.community.name(self.locale)
    }
    /// Who is signed in.
    pub fn person(&self) -> Option<&Person> {
        self.ask.person.as_deref()
    }
    /// An address below this community.
    pub fn path(&self, below: &str) -> String {
        self.ask.community.path(below)
    }
    /// The address of this page without what follows the question mark.
    pub fn here(&self) -> &str {
        &self.ask.path
    }
    /// The full address of this page in its language.
    pub fn canonical(&self) -> String {
        [&self.ask.app.settings.address, &self.ask.path, "?lang=", self.locale.code(), &self.ask.query]
            .concat()
    }
    /// The picture of shared links: the page's own, else the neighbourhood's card.
    pub fn picture(&self) -> Option<Preview> {
        let card = || {
            let path = [&self.path("/card.png"), "?lang=", self.locale.code()].concat();
            let alt = self.community_name().to_owned();
            self.offers("/card.png").then_some(Preview { path, alt, width: 1200, height: 630 })
        };
        self.preview.clone().or_else(card)
    }
    /// The languages of this page as shared links name them: its own, then the others.
    pub fn shared_locales(&self) -> Vec<&'static str> {
        let named = |locale: &Locale| match locale {
            Locale::Pl => "pl_PL",
            Locale::En => "en_GB",
            Locale::Uk => "uk_UA",
        };
        let others = self.ask.community.languages.iter().filter(|locale| **locale != self.locale);
        std::iter::once(&self.locale).chain(others).map(named).collect()
    }
    /// The address of the installation.
    pub fn address(&self) -> &str {
        &self.ask.app.settings.address
    }
    /// This page in each language offered.
    pub fn languages(&self) -> Vec<Language> {
        let offered = self.ask.community.languages.iter();
        let language = |locale: &Locale| Language {
            locale: *locale,
            path: [&self.ask.path, "?lang=", locale.code(), &self.ask.query].concat(),
            here: *locale == self.locale,
        };
        offered.map(language).collect()
    }
    /// The three pillars, as far as they have a door.
    pub fn pillars(&self) -> Vec<Way> {
        let has_door = |pillar: &Pillar| self.doors().any(|door| door.pillar == *pillar);
        let way = |pillar: Pillar| Way {
            path: self.path(&["/", pillar.word()].concat()),
            label: pillar.name(self.locale),
            about: pillar.about(self.locale),
            pillar,
            here: self.pillar == Some(pillar),
        };
        if self.ask.community.slug.is_empty() {
            return Vec::new();
        }
        Pillar::ALL.into_iter().filter(has_door).map(way).collect()
    }
    /// The ways into a pillar.
    pub fn ways(&self, pillar: &Pillar) -> Vec<Way> {
        let doors = self.doors().filter(|door| door.pillar == *pillar);
        let way = |door: &crate::Door| {
            let path = self.path(door.path);
            let here = self
                .ask
                .path
                .strip_prefix(&path)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
            Way {
                path,
                label: (door.label)(self.locale),
                about: (door.about)(self.locale),
                pillar: *pillar,
                here,
            }
        };
        doors.map(way).collect()
    }
    /// Pages about the neighbourhood's own rules, and whatever else belongs to no pillar.
    pub fn about(&self) -> Vec<Link> {
        let offered = |door: &&crate::About| match door.scope {
            Scope::Community => !self.ask.community.slug.is_empty(),
            Scope::Installation => true,
        };
        let link = |door: &crate::About| Link {
            path: match door.scope {
                Scope::Community => self.path(door.path),
                Scope::Installation => door.path.to_owned(),
            },
            label: (door.label)(self.locale),
        };
        let all = self.ask.app.slices.iter().flat_map(|slice| slice.about_pages);
        let mut shown: Vec<&crate::About> = all.filter(offered).collect();
        shown.sort_by_key(|door| door.rank);
        shown.into_iter().map(link).collect()
    }
    /// The ways in of all slices for the person signed in: for everybody, or (`working`) for a role of theirs.
    pub fn own_ways(&self, working: bool) -> Vec<Link> {
        let Some(person) = self.person() else { return Vec::new() };
        let theirs = |own: &&crate::Own| match own.roles {
            [] => !working,
            roles => working && roles.iter().any(|role| person.has(*role)),
        };
        let all = self.ask.app.slices.iter().flat_map(|slice| slice.own);
        let link = |own: &crate::Own| Link { path: self.path(own.path), label: (own.label)(self.locale) };
        all.filter(theirs).map(link).collect()
    }
    /// Where whoever runs the neighbourhood begins their day, one press from every page.
    pub fn work(&self) -> Option<Link> {
        let today = self.path("/today");
        self.own_ways(true).into_iter().find(|way| way.path == today)
    }
    /// Where to sign in and come back here, if that is offered.
    pub fn sign_in_path(&self) -> Option<String> {
        let path = match (self.offers("/sign-in"), self.offers_at_root("/sign-in")) {
            (true, _) => self.path("/sign-in"),
            (_, true) => "/sign-in".to_owned(),
            _ => return None,
        };
        let here = match self.ask.query.strip_prefix('&') {
            Some(query) => [&self.ask.path, "?", query].concat(),
            None => self.ask.path.clone(),
        };
        let Ok(next) = askama::filters::urlencode(&here);
        Some(format!("{path}?next={next}"))
    }
    fn doors(&self) -> impl Iterator<Item = &'static crate::Door> {
        self.ask.app.slices.iter().flat_map(|slice| slice.doors)
    }
    /// Whether any slice answers this address of a community, so that the frame offers no dead link.
    pub fn offers(&self, path: &str) -> bool {
        !self.ask.community.slug.is_empty() && self.ask.app.has_community_path(path)
    }
    /// The same for an address at the root.
    pub fn offers_at_root(&self, path: &str) -> bool {
        self.ask.app.has_root_path(path)
    }
    /// Classes of `<html>`: display settings and the pillar's colour.
    pub fn classes(&self) -> String {
        let pillar = self.pillar.map_or("", Pillar::word);
        let display = self.ask.display.classes();
        let pillar = if self.ask.kiosk { [pillar, " kiosk"].concat() } else { pillar.to_owned() };
        match (display.as_str(), pillar.trim()) {
            (display, "") => display.to_owned(),
            ("", pillar) => pillar.to_owned(),
            (display, pillar) => [display, " ", pillar].concat(),
        }
    }
    /// How the page is shown.
    pub fn display(&self) -> &Display {
        &self.ask.display
    }
    /// What the last form had to say; shown once.
    pub fn flash(&self) -> Option<&str> {
        self.ask.take_flash().map(Flash::words)
    }
    /// Whom the person signed in is helping.
    pub fn helping(&self) -> Option<&Helping> {
        self.person().and_then(|person| person.helping.as_ref())
    }
    /// Until when they help, as a clock shows it.
    pub fn helping_until(&self) -> String {
        let until = self.helping().map(|helping| helping.until.in_poland());
        until.map_or_else(String::new, |until| format!("{}:{:02}", until.hour(), until.minute()))
    }
    /// Whether the page shows a visit at the desk, or what is done in it: nothing leads elsewhere.
    pub fn only_visit(&self) -> bool {
        self.helping().is_some() && self.offers(VISIT)
    }
    /// The page of the visit that is going on.
    pub fn visit_path(&self) -> String {
        self.path(VISIT)
    }
    /// What can be begun here, of all slices.
    pub fn begins(&self, spot: Spot) -> Vec<Link> {
        let all = self.ask.app.slices.iter().flat_map(|slice| slice.begins);
        let link =
            |begin: &crate::Begin| Link { path: self.path(begin.path), label: (begin.label)(self.locale) };
        let mut offered: Vec<&crate::Begin> = all.filter(|begin| begin.at.contains(&spot)).collect();
        offered.sort_by_key(|begin| begin.rank);
        offered.into_iter().map(link).collect()
    }
    /// Whether this is a screen that many people use.
    pub fn kiosk(&self) -> bool {
        self.ask.kiosk
    }
    /// Whether many people use this screen: at the desk, in a visit there, and at a kiosk.
    pub fn on_shared_screen(&self) -> bool {
        let below = |path: &str| self.ask.path.starts_with(&self.path(path));
        self.kiosk() || self.helping().is_some() || below("/desk") || below("/kiosk")
    }
    /// Whether this page is cleared if nobody is there: while somebody is helped, and at a kiosk. Without a script the
    /// browser is led to a page that asks first and goes on by one press (WCAG 2.2, 2.2.1).
    pub fn idle(&self) -> Option<Idle> {
        let start = self.path("/kiosk");
        let shared =
            self.helping().is_some() || self.ask.kiosk && (self.person().is_some() || self.ask.path != start);
        if !shared || !self.offers("/still") || self.ask.path == self.path("/still") {
            return None;
        }
        let Ok(here) = askama::filters::urlencode(&self.ask.path);
        // without a script nobody can tell whether somebody is typing: a page to write on waits longer
        let seconds = if self.ask.has_fields() { 600 } else { IDLE_SECONDS };
        self.ask.lead_on(seconds, &format!("{}?on={here}", self.path("/still")));
        Some(Idle { away: format!("{}?token={}", self.path("/away"), self.token()) })
    }
    /// After so many seconds the browser goes there by itself (a header: it works without a script).
    pub fn leads_on(&self, seconds: u32, path: &str) {
        self.ask.lead_on(seconds, path);
    }
    /// The code by which this very page is opened on one's own phone: at a kiosk. An address that only the person
    /// signed in here may open, and names something, stays here.
    pub fn qr(&self) -> Option<(String, text::qr::Qr)> {
        if !self.ask.kiosk {
            return None;
        }
        let public = |route: &&crate::Route| {
            matches!(route.cache, crate::Cache::Public { .. }) || !route.path.contains('{')
        };
        let reads =
            |route: &&crate::Route| route.method == crate::Method::Get && !route.path.starts_with("/kiosk");
        let here = self.ask.route.filter(public).filter(reads).map(|_| self.ask.path.clone());
        let address =
            [self.address(), &here.unwrap_or_else(|| self.path("/")), "?lang=", self.locale.code()].concat();
        let code = text::qr::qr(&address)?;
        Some((address, code))
    }
    /// "You act for X."
    pub fn helping_words(&self) -> String {
        self.helping().map_or_else(String::new, |helping| t::helping(self.locale, &helping.name))
    }
    /// A form token, for forms of the frame itself.
    pub fn token(&self) -> String {
        self.ask.token()
    }
    /// The address of an embedded file: `style.css`.
    pub fn asset(&self, name: &str) -> &'static str {
        assets::path(name)
    }
}
