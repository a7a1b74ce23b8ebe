//! A neighbourhood in which something of every kind has happened, and the people who come to its doors.

use crate::forms::{self, Found, pairs};
use axum::body::Body;
use axum::http::{Method as HttpMethod, Request, header};
use kernel::{Grant, Role};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use testkit::{Answer, Somebody, Town};
use web::{Guard, Method, Route, Scope, Slice, Speaks};

/// The story, the need and the rest that Ewa owns are told in words that stand nowhere else.
pub const PUBLIC: &str = "Kasztanowa-Qxz";
/// Words that only those concerned may read.
pub const PRIVATE: &str = "Poufne-Wvj";

/// Every slice.
pub fn slices() -> &'static [&'static Slice] {
    mikropolis::slices::all()
}

/// Every route of every slice.
pub fn routes() -> impl Iterator<Item = &'static Route> {
    slices().iter().flat_map(|slice| slice.routes)
}

/// Who comes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Who {
    Visitor,
    Newcomer,
    Resident,
    Holding(Role),
}

impl Who {
    /// Everybody, one of each kind.
    pub fn all() -> Vec<Self> {
        let roles = Role::ALL.into_iter().map(Self::Holding);
        [Self::Visitor, Self::Newcomer, Self::Resident].into_iter().chain(roles).collect()
    }
    /// One of this kind, just come.
    pub async fn comes(self, town: &Town) -> Somebody {
        match self {
            Self::Visitor => town.visitor(),
            Self::Newcomer => town.newcomer("Nowa").await,
            Self::Resident => town.neighbour("Sąsiadka").await,
            Self::Holding(role) => town.with_roles(role.word(), &[role]).await,
        }
    }
    /// What the declaration of an act says of them.
    pub fn may(self, guard: &Guard) -> May {
        let Guard::Act(row) = guard else { return May::Enter };
        let known = self != Self::Visitor;
        let plainly = |grant: &Grant| match grant {
            Grant::Anyone => true,
            Grant::Member => known,
            Grant::Vouched => known && self != Self::Newcomer,
            Grant::Role(role) => self == Self::Holding(*role),
            _ => false,
        };
        let perhaps = |grant: &Grant| match grant {
            Grant::Owner => known,
            Grant::Holder => true,
            Grant::SecondPerson(role) => self == Self::Holding(*role),
            _ => false,
        };
        match (row.who.iter().any(plainly), row.who.iter().any(perhaps)) {
            (true, _) if row.also.is_empty() => May::Enter,
            (true, _) | (_, true) => May::DependOnFacts,
            (false, false) => May::NotEnter,
        }
    }
}

/// What is to be expected at a door.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum May {
    /// No refusal.
    Enter,
    /// The thing itself decides.
    DependOnFacts,
    /// 403, whatever is behind the door.
    NotEnter,
}

/// The neighbourhood with its things, and what leads to them.
pub struct World {
    pub town: Town,
    /// To whom the things belong.
    pub ewa: Somebody,
    /// Who holds every role; belongs to the neighbourhood.
    pub jadwiga: Somebody,
    /// Addresses by the pattern of their route.
    pub addresses: BTreeMap<String, BTreeSet<String>>,
    /// Forms by where they are sent.
    pub forms: BTreeMap<String, Found>,
}

/// Lets pictures be decoded by the program itself.
pub fn with_decoder() {
    commons::media::decode_with(Path::new(env!("CARGO_BIN_EXE_mikropolis")).to_owned());
}

/// Fills the form of a page that is sent to `action`, with some fields said by the story.
pub async fn fill(town: &Town, who: &Somebody, page: &str, action: &str, own: &[(&str, &str)]) -> Answer {
    let shown = town.get(who, page).await.expect(200);
    let found = forms::on(&shown).into_iter().find(|form| form.action == action);
    let found = found.unwrap_or_else(|| panic!("no form to {action} at {page}"));
    let mut fields = found.filled(|name| format!("{PUBLIC} {name}"));
    fields.retain(|(name, _)| own.iter().all(|(given, _)| given != name));
    fields.extend(own.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    fields.retain(|(_, value)| !value.is_empty());
    town.submit(who, page, action, &pairs(&fields)).await
}

/// A form with a file, as a browser sends it.
pub async fn upload(
    town: &Town,
    who: &Somebody,
    page: &str,
    fields: &[(&str, &str)],
    file: (&str, &[u8]),
) -> Answer {
    let hidden = town.hidden(who, page).await;
    let own = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let part = |name: &str, more: &str| {
        format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"{more}\r\n\r\n").into_bytes()
    };
    let texts = own.chain(fields.iter().copied());
    let mut body: Vec<u8> =
        texts.flat_map(|(name, value)| [part(name, ""), value.into(), b"\r\n".into()].concat()).collect();
    body.extend([part(file.0, "; filename=\"plik\""), file.1.into(), b"\r\n--x--\r\n".into()].concat());
    let request = who
        .dress(Request::post(page))
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x");
    town.send(who, request.body(Body::from(body)).expect("a request")).await
}

impl World {
    /// Lets things happen, then walks everywhere and notes what leads where.
    pub async fn of(town: Town) -> Self {
        with_decoder();
        let ewa = town.neighbour("Ewa").await;
        let jadwiga = town.with_roles("Jadwiga", &Role::ALL).await;
        let mut world = Self { town, ewa, jadwiga, addresses: BTreeMap::new(), forms: BTreeMap::new() };
        for address in world.happens().await {
            note(&mut world.addresses, Method::Get, &address);
        }
        // its form stands on a page that is answered to a form and has no address of its own
        let found = world.ewa.member.map(|ewa| format!("/osiedle/desk/people/{ewa}")).unwrap_or_default();
        note(&mut world.addresses, Method::Post, &found);
        world.walk().await;
        world.notes_what_no_page_offers();
        world
    }

    async fn does(&self, who: &Somebody, page: &str, action: &str, own: &[(&str, &str)]) -> Answer {
        let (page, action) = (format!("/osiedle{page}"), format!("/osiedle{action}"));
        let done = fill(&self.town, who, &page, &action, own).await;
        assert!(done.status.as_u16() < 400, "{action}: {} {}", done.status, done.words());
        done
    }

    /// Tells the addresses of what came to be.
    async fn happens(&self) -> Vec<String> {
        let (town, ewa, jadwiga) = (&self.town, &self.ewa, &self.jadwiga);
        let mut addresses = Vec::new();
        let below = |path: &str| path.strip_prefix("/osiedle").expect("a path of ours").to_owned();
        let place = self.does(ewa, "/places/add", "/places/add", &[]).await.leads_to();
        let gone = self.does(ewa, "/places/add", "/places/add", &[("title", "Altana")]).await.leads_to();
        let withdraw = below(&format!("{gone}/withdraw"));
        self.does(ewa, &withdraw, &withdraw, &[]).await;
        addresses.extend([place.clone(), gone]);
        let translate = below(&format!("{place}/translate/uk"));
        self.does(ewa, &translate, &translate, &[]).await;

        for (title, stages) in [("jeden", 0), ("dwa", 1), ("trzy", 2), ("cztery", 3)] {
            let words = [("title", format!("{PUBLIC} {title}")), ("body", format!("{PUBLIC} dawno."))];
            let hidden = [("title", format!("{PRIVATE} {title}")), ("body", format!("{PRIVATE} dawno."))];
            let words = if stages == 2 { words } else { hidden };
            let own: Vec<(&str, &str)> =
                words.iter().map(|(name, value)| (*name, value.as_str())).chain([("place2", "")]).collect();
            let story = below(&self.does(ewa, "/stories/tell", "/stories/tell", &own).await.leads_to());
            addresses.push(format!("/osiedle{story}"));
            let step = |step: &str| format!("{story}/{step}");
            if stages > 0 {
                self.does(ewa, &story, &step("submit"), &[]).await;
            }
            if stages == 2 {
                let picture =
                    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/nowa-huta/pictures/lipy.jpg");
                let picture = std::fs::read(picture).expect("the sample picture");
                let page = format!("/osiedle{}", step("pictures"));
                let added = upload(town, ewa, &page, &[("alt", PUBLIC)], ("picture", &picture)).await;
                assert_eq!(added.status.as_u16(), 303, "{}", added.words());
            }
            if stages > 1 {
                self.does(jadwiga, &story, &step("publish"), &[]).await;
            }
            if stages > 2 {
                self.does(ewa, &step("withdraw"), &step("withdraw"), &[]).await;
            }
        }
        self.support().await;
        self.quarrel().await;
        addresses.extend(self.dates(&below(&place)).await);
        addresses.extend(self.bridge(&place).await);
        self.calls().await;
        self.papers().await;

        let pb =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/nowa-huta/budget/nowa-huta-sample.pb");
        let pb = std::fs::read(pb).expect("the sample vote");
        for title in ["Edycja jedna", "Edycja druga"] {
            let fields = [("title", title), ("about", "Próba"), ("lang", "pl")];
            let import = "/osiedle/budget/import";
            let draft = upload(town, jadwiga, import, &fields, ("file", &pb)).await.leads_to();
            addresses.push(draft.clone());
            if title == "Edycja jedna" {
                self.does(jadwiga, &below(&draft), &below(&format!("{draft}/publish")), &[]).await;
            }
        }
        self.does(jadwiga, "/bulletin", "/bulletin/new", &[]).await;
        self.does(jadwiga, "/bulletin/1", "/bulletin/1/publish", &[]).await;
        self.does(jadwiga, "/bulletin", "/bulletin/new", &[]).await;
        self.does(jadwiga, "/help/add", "/help/add", &[]).await;
        self.does(jadwiga, "/organisations/new", "/organisations/new", &[("reach_way", "phone")]).await;
        addresses.extend(self.safety().await);
        self.agreement().await;
        self.does(&town.visitor(), "/report", "/report", &[("words", &format!("{PRIVATE} nie tak"))]).await;
        self.does(ewa, "/me/sessions", "/me/programs", &[]).await;
        let code = town.submit(ewa, "/osiedle/me", "/osiedle/me/code", &[]).await.all(".code").remove(0);
        let marek = town.with_roles("Marek", &[Role::Administrator]).await;
        self.does(&marek, "/roles", "/roles/propose", &[("code", &code), ("role", "desk")]).await;
        let short =
            town.app.store.write(town.operator(), |tx| commons::short_links::make(tx, "/needs")).await;
        addresses.push(format!("/q/{}", short.expect("a short address")));
        addresses.push("/osiedle/paper/in/story/K7PD".to_owned());
        addresses
    }

    /// Somebody is left alone; something of Ewa's is reported, and a decision is made.
    async fn safety(&self) -> Vec<String> {
        let (town, ewa, jadwiga) = (&self.town, &self.ewa, &self.jadwiga);
        let zenon = town.neighbour("Zenon").await;
        let ask = format!("/me/blocks/{}", zenon.member.expect("a member"));
        self.does(ewa, &ask, &ask, &[]).await;
        let place = self.does(ewa, "/places/add", "/places/add", &[("title", "Murek")]).await.leads_to();
        let link =
            town.get(&town.visitor(), &place).await.attributes("a[href*='/report?']", "href").remove(0);
        let words = format!("{PRIVATE} zgłoszone");
        let item = town.get(&town.visitor(), &link).await.attributes("input[name=item]", "value").remove(0);
        let report = [("words", words.as_str()), ("item", item.as_str())];
        self.does(&town.visitor(), "/report", "/report", &report).await;
        let list = town.get(jadwiga, "/osiedle/reports").await;
        let one = list.attributes("main a[href*='/reports/']", "href").remove(0);
        let one = one.strip_prefix("/osiedle").expect("a path of ours");
        let reasons = format!("{PRIVATE} powody");
        let decision = [("decision", "mended"), ("rule", "true"), ("reasons", reasons.as_str())];
        self.does(jadwiga, one, one, &decision).await;
        vec![format!("/osiedle{one}/decision")]
    }

    /// Tea every week from 10 December on at a place, one withdrawn, one hosted by Jadwiga; Ewa comes, and has a
    /// calendar of her own. Tells the addresses that stand on no page.
    async fn dates(&self, place: &str) -> Vec<String> {
        let (town, ewa, jadwiga) = (&self.town, &self.ewa, &self.jadwiga);
        let chosen =
            town.get(ewa, "/osiedle/dates/add").await.attributes("select[name=place] option", "value");
        let chosen = chosen.iter().find(|value| !value.is_empty()).expect("a place to choose").clone();
        let own = [
            ("repeat", "weekly"),
            ("last-day", ""),
            ("last-month", ""),
            ("last-year", ""),
            ("place", &chosen),
        ];
        let below = |path: String| path.strip_prefix("/osiedle").expect("a path of ours").to_owned();
        let tea = below(self.does(ewa, "/dates/add", "/dates/add", &own).await.leads_to());
        let gone = below(self.does(ewa, "/dates/add", "/dates/add", &own).await.leads_to());
        self.does(jadwiga, &format!("{gone}/withdraw"), &format!("{gone}/withdraw"), &[]).await;
        self.does(ewa, &tea, &format!("{tea}/come"), &[]).await;
        self.does(&town.visitor(), &tea, &format!("{tea}/come"), &[]).await;
        let off = format!("{tea}/days/2026-12-17/call-off");
        self.does(ewa, &off, &off, &[("note", PRIVATE)]).await;
        let third = below(self.does(jadwiga, "/dates/add", "/dates/add", &own).await.leads_to());
        self.does(jadwiga, &format!("{third}/call-off"), &format!("{third}/call-off"), &[]).await;
        let shared = self.does(ewa, "/me/dates", "/me/dates/share", &[]).await;
        let own = shared.attributes("a.code-line", "href").remove(0);
        let own = own.strip_prefix("http://localhost").expect("an address of ours").to_owned();
        let slug = place.rsplit('/').next().expect("an address of a place");
        let days = ["2026-12-10", "2026-12-17"].map(|day| format!("/osiedle{tea}?day={day}"));
        [vec![own, format!("/osiedle/dates/at/{slug}.ics"), format!("/osiedle{gone}")], days.to_vec()]
            .concat()
    }

    /// A draft of somebody who has not joined, and two requests for a translation: of a place, and of a message.
    async fn bridge(&self, place: &str) -> Vec<String> {
        let (town, ewa, jadwiga) = (&self.town, &self.ewa, &self.jadwiga);
        let begun = [("title", "Wózek"), ("text", ""), ("desk_only", "")];
        let draft = self.does(&town.visitor(), "/needs/begin", "/begun", &begun).await.leads_to();
        let pairs = [("pairs", "pl-en"), ("named", "1")];
        self.does(jadwiga, "/translate", "/translate/settings", &pairs).await;
        self.does(ewa, "/translate", "/translate/settings", &pairs).await;
        let link = |page: Answer, part: &str| {
            let mut links = page.attributes("main a", "href").into_iter();
            let link = links.rfind(|link| link.contains(part)).expect("a link to ask for a translation");
            link.strip_prefix("/osiedle").expect("a path of ours").to_owned()
        };
        let ask = link(town.get(ewa, &format!("{place}?lang=en")).await, "/translate/ask?");
        self.does(ewa, &ask, "/translate/ask", &[("to", "en"), ("who", "anybody")]).await;
        let need = town.get(ewa, "/osiedle/me/offers").await;
        let mut need = need.attributes("main a", "href").into_iter().filter(|link| link.contains("/offers/"));
        let need = need.rfind(|link| link.len() > 30).expect("the need of Ewa");
        let thread = link(town.get(ewa, &need).await, "/answers/");
        let asks = link(town.get(ewa, &format!("/osiedle{thread}?lang=en")).await, "/translate?message=");
        let asked = [("to", "en"), ("who", "anybody")];
        self.does(ewa, &asks, &format!("{thread}/translate"), &asked).await;
        town.get(ewa, "/osiedle?lang=pl").await.expect(200);
        let queue = town.get(jadwiga, "/osiedle/translate").await;
        for form in queue.attributes("form", "action").into_iter().filter(|action| action.ends_with("/take"))
        {
            let form = form.strip_prefix("/osiedle").expect("a path of ours").to_owned();
            self.does(jadwiga, "/translate", &form, &[]).await;
        }
        vec![draft, format!("/osiedle{thread}")]
    }

    /// A version of the house agreement is announced, another proposal waits for a second person, one was refused, and
    /// one of Ewa's is open.
    async fn agreement(&self) {
        let (town, ewa, jadwiga) = (&self.town, &self.ewa, &self.jadwiga);
        let below = |path: String| path.strip_prefix("/osiedle").expect("a path of ours").to_owned();
        let marek = town.with_roles("Marek", &[Role::Editor]).await;
        let propose = async |who: &Somebody, title: &str| {
            let body = format!("Mówimy sobie dzień dobry.\n{PUBLIC} {title}.");
            let own = [("title", title), ("body", body.as_str()), ("named", "1")];
            below(self.does(who, "/agreement/propose", "/agreement/propose", &own).await.leads_to())
        };
        let step = |page: &str, step: &str| format!("{page}/{step}");
        let first = propose(ewa, "Pierwsza").await;
        let remark = [("stance", "otherwise"), ("named", "1")];
        self.does(ewa, &first, &step(&first, "remark"), &remark).await;
        self.does(jadwiga, &first, &step(&first, "put-forward"), &[]).await;
        self.does(&marek, &first, &step(&first, "confirm"), &[]).await;
        let refused = propose(ewa, "Odrzucona").await;
        self.does(jadwiga, &refused, &step(&refused, "refuse"), &[]).await;
        let waits = propose(ewa, "Czeka").await;
        self.does(&marek, &waits, &step(&waits, "put-forward"), &[]).await;
        propose(ewa, "Otwarta").await;
    }

    async fn support(&self) {
        let (ewa, jadwiga) = (&self.ewa, &self.jadwiga);
        let anna = self.town.neighbour("Anna").await;
        let need = self.does(ewa, "/needs/new", "/offers/new", &[]).await.leads_to();
        let secret = [("desk_only", "1"), ("title", PRIVATE)];
        self.does(ewa, "/needs/new", "/offers/new", &secret).await;
        let need = need.strip_prefix("/osiedle").expect("a path of ours").to_owned();
        let words = [("words", PRIVATE)];
        self.does(&anna, &need, &format!("{need}/answer"), &words).await;
        self.meeting(&anna).await;
        self.does(jadwiga, &need, &format!("{need}/answer"), &words).await;
    }

    /// Ewa and Olaf do not get on; Zofia helps them. Two more offer to help, one of whom somebody said yes to.
    async fn quarrel(&self) {
        let (town, ewa, jadwiga) = (&self.town, &self.ewa, &self.jadwiga);
        let below = |path: &str| path.strip_prefix("/osiedle").expect("a path of ours").to_owned();
        let roza = town.with_roles("Róża", &[Role::Administrator]).await;
        let olaf = town.neighbour("Olaf").await;
        let (zofia, lech, hanna) =
            (town.neighbour("Zofia").await, town.neighbour("Lech").await, town.neighbour("Hanna").await);
        for who in [&zofia, &lech, &hanna] {
            self.does(who, "/mediators/offer", "/mediators/offer", &[]).await;
        }
        let step =
            |who: &Somebody, step: &str| format!("/mediators/{}/{step}", who.member.expect("a member"));
        self.does(&roza, "/mediators/offers", &step(&zofia, "propose"), &[]).await;
        self.does(jadwiga, "/mediators/offers", &step(&zofia, "confirm"), &[]).await;
        self.does(&roza, "/mediators/offers", &step(&lech, "propose"), &[]).await;

        let need = below(&self.does(&olaf, "/needs/new", "/offers/new", &[]).await.leads_to());
        let answer = format!("{need}/answer");
        let thread = below(&self.does(ewa, &need, &answer, &[("words", PRIVATE)]).await.leads_to());
        let links = town.get(ewa, &format!("/osiedle{thread}")).await.attributes("main a", "href");
        let ask = links
            .into_iter()
            .find(|link| link.contains("/me/mediation/ask?"))
            .expect("a way to ask for help");
        let words = format!("{PRIVATE} rower");
        let own = [("words", words.as_str())];
        let one = below(&self.does(ewa, &below(&ask), "/me/mediation/ask", &own).await.leads_to());
        let step = |step: &str| format!("{one}/{step}");
        self.does(&olaf, &one, &step("yes"), &[]).await;
        self.does(&zofia, &one, &step("accept"), &[]).await;
        self.does(ewa, &one, &step("view"), &[("view", PRIVATE)]).await;
        self.does(&zofia, &one, &step("message"), &[("message", PRIVATE)]).await;
        self.does(&zofia, &one, &step("agreement"), &[("agreement", PRIVATE)]).await;
    }

    /// Ewa and Anna agree where to meet, and Anna learns what is for her alone.
    async fn meeting(&self, anna: &Somebody) {
        let below = |path: String| path.strip_prefix("/osiedle").expect("a path of ours").to_owned();
        let need = below(self.does(&self.ewa, "/needs/new", "/offers/new", &[]).await.leads_to());
        let answer = format!("{need}/answer");
        let thread = below(self.does(anna, &need, &answer, &[("words", PRIVATE)]).await.leads_to());
        let step = |step: &str| format!("{thread}/{step}");
        self.does(&self.ewa, &thread, &step("accept"), &[]).await;
        let page = step("meeting");
        let place = [("place", "elsewhere"), ("knowingly", "1"), ("words", PRIVATE), ("hours", PRIVATE)];
        self.does(anna, &page, &page, &place).await;
        self.does(&self.ewa, &page, &step("meeting-agreed"), &[("knowingly", "1")]).await;
        self.does(anna, &page, &step("ask"), &[]).await;
        self.does(&self.ewa, &page, &step("tell"), &[("told", PRIVATE)]).await;
    }

    /// The desk has told somebody something, and others still wait: for a letter, and at the board.
    async fn calls(&self) {
        let (town, jadwiga) = (&self.town, &self.jadwiga);
        let list = town.get(jadwiga, "/osiedle/desk/calls").await.expect(200);
        let call = list.attributes("article form", "action").remove(0);
        let call = call.strip_prefix("/osiedle").expect("a path of ours");
        self.does(jadwiga, "/desk/calls", call, &[("outcome", "wants"), ("note", PRIVATE)]).await;
    }

    /// Sheets that came in: one with its picture, one that waits for a second person.
    async fn papers(&self) {
        let (jadwiga, new) = (&self.jadwiga, "/osiedle/desk/papers/new");
        let picture = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/nowa-huta/pictures/lipy.jpg");
        let picture = std::fs::read(picture).expect("the sample picture");
        let fields = [("kind", "story"), ("number", "S-K7PD-01"), ("note", PRIVATE)];
        let taken = upload(&self.town, jadwiga, new, &fields, ("scan", &picture)).await;
        assert_eq!(taken.status.as_u16(), 303, "{}", taken.words());
        let fields = [("kind", "consent"), ("number", "C-K7PD-02")];
        self.town.submit(jadwiga, new, new, &fields).await.expect(303);
        let place = self.town.get(jadwiga, "/osiedle/places").await.attributes("main a", "href");
        let place =
            place.into_iter().find(|path| path.starts_with("/osiedle/places/") && !path.ends_with("/add"));
        let fields = [("kind", "consent"), ("number", "C-K7PD-03")];
        let typed = self.town.submit(jadwiga, new, new, &fields).await.leads_to();
        let fields = [
            ("page", place.expect("a place")),
            ("name", PRIVATE.to_owned()),
            ("part", "subject".to_owned()),
            ("screen", "1".to_owned()),
            ("on-day", "20".to_owned()),
            ("on-month", "11".to_owned()),
            ("on-year", "2026".to_owned()),
        ];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let done = self.town.submit(jadwiga, &typed, &format!("{typed}/consent"), &fields).await;
        assert_eq!(done.status.as_u16(), 303, "{}", done.words());
    }

    /// Everything that leads somewhere on pages, as Ewa and as Jadwiga see them.
    async fn walk(&mut self) {
        for who in [&self.ewa, &self.jadwiga] {
            let mut addresses = std::mem::take(&mut self.addresses);
            for (path, page) in pages(&self.town, who, &mut addresses).await {
                assert!(page.status.as_u16() < 500, "{path}: {}", page.words());
                for form in forms::on(&page) {
                    note(&mut addresses, Method::Post, &form.action);
                    self.forms.entry(form.action.clone()).or_insert(form);
                }
            }
            self.addresses = addresses;
        }
    }

    /// The desk opens a person by a form; limits are lifted only while they hold; and what one neighbour has translated
    /// another reads over.
    fn notes_what_no_page_offers(&mut self) {
        let ewa = self.ewa.member.expect("a member");
        note(&mut self.addresses, Method::Get, &format!("/osiedle/desk/people/{ewa}"));
        note(&mut self.addresses, Method::Post, &format!("/osiedle/desk/newcomers/{ewa}/free"));
        let written =
            self.addresses.get(&key(Method::Get, "/{community}/translate/item/{item}/{lang}")).cloned();
        for address in written.into_iter().flatten() {
            note(&mut self.addresses, Method::Post, &address);
            let check = address.replace("/translate/item/", "/translate/check/");
            note(&mut self.addresses, Method::Get, &check);
            note(&mut self.addresses, Method::Post, &check);
        }
    }

    /// Where a route can be tried: addresses of real things, or one that leads to nothing.
    pub fn tries(&self, route: &Route) -> Vec<String> {
        let pattern = route.pattern();
        if let Some(found) = self.addresses.get(&key(route.method, &pattern)) {
            return found.iter().cloned().collect();
        }
        // a step that no page offers to anybody just now, tried at every thing of its kind
        let (thing, step) = pattern.rsplit_once('/').unwrap_or_default();
        match self.addresses.get(&key(Method::Get, thing)) {
            Some(things) if thing.contains('{') && !step.starts_with('{') => {
                things.iter().map(|thing| format!("{thing}/{step}")).collect()
            }
            _ => vec![address(route)],
        }
    }

    /// What the form of an address is sent with; nothing where no page holds one.
    pub fn fields(&self, action: &str) -> Vec<(String, String)> {
        let form = self.forms.get(action);
        form.map(|form| form.filled(|name| format!("{PUBLIC} {name}"))).unwrap_or_default()
    }
}

/// Every page somebody comes to from those with a fixed address and those known already, five of each kind.
pub async fn pages(
    town: &Town,
    who: &Somebody,
    addresses: &mut BTreeMap<String, BTreeSet<String>>,
) -> Vec<(String, Answer)> {
    let plain = routes().filter(|route| route.method == Method::Get && !route.path.contains('{'));
    let mut waiting: Vec<String> =
        plain.filter(|route| route.scope == Scope::Community).map(address).collect();
    let known = addresses.iter().filter(|(key, _)| key.starts_with("Get "));
    waiting.extend(known.flat_map(|(_, known)| known.iter().cloned()));
    let mut seen: BTreeSet<String> = waiting.iter().cloned().collect();
    let mut pages = Vec::new();
    while let Some(path) = waiting.pop() {
        let page = town.get(who, &path).await;
        let links = page.attributes("a, area", "href").into_iter().chain(page.attributes("img", "src"));
        for link in links {
            let link = link.split(['?', '#']).next().unwrap_or_default().to_owned();
            let fresh = link.starts_with("/osiedle/") && note(addresses, Method::Get, &link);
            if fresh && seen.insert(link.clone()) {
                waiting.push(link);
            }
        }
        pages.push((path, page));
    }
    pages
}

fn key(method: Method, pattern: &str) -> String {
    format!("{method:?} {pattern}")
}

/// Keeps an address under its route; whether there is room for it (five of each suffice).
fn note(addresses: &mut BTreeMap<String, BTreeSet<String>>, method: Method, address: &str) -> bool {
    let fits = |route: &&Route| {
        let pattern = route.pattern();
        let (pattern, parts): (Vec<&str>, Vec<&str>) =
            (pattern.split('/').collect(), address.split('/').collect());
        let same = |(pattern, part): (&&str, &&str)| pattern.starts_with('{') || pattern == part;
        route.method == method && pattern.len() == parts.len() && pattern.iter().zip(&parts).all(same)
    };
    // what is written out goes before what has changing parts, as in the router
    let route = routes().filter(fits).min_by_key(|route| route.path.matches('{').count());
    let Some(route) = route else { return false };
    let known = addresses.entry(key(method, &route.pattern())).or_default();
    known.len() < 5 && known.insert(address.to_owned())
}

/// The address of a route, its changing parts filled with keys that belong to nothing.
pub fn address(route: &Route) -> String {
    let part = |part: &str| match part {
        "{community}" => "osiedle".to_owned(),
        "{lang}" => "en".to_owned(),
        part if part.starts_with('{') => "0123456789abcdef0123456789abcdef".to_owned(),
        part => part.to_owned(),
    };
    route.pattern().split('/').map(part).collect::<Vec<_>>().join("/")
}

/// A request to an address that answers programs.
pub async fn call(town: &Town, route: &Route, path: &str, token: Option<&str>, body: &str) -> Answer {
    assert_eq!(route.speaks, Speaks::Json);
    let method = if route.method == Method::Get { HttpMethod::GET } else { HttpMethod::POST };
    let mut request = Request::builder().method(method).uri(path).header(header::HOST, "localhost");
    if let Some(token) = token {
        request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
    }
    let request = request.header(header::CONTENT_TYPE, "application/json");
    town.send(&town.visitor(), request.body(Body::from(body.to_owned())).expect("a request")).await
}

/// Lets a program act for somebody: its token.
pub async fn token(town: &Town, who: &Somebody) -> Option<String> {
    who.member?;
    let page = "/osiedle/me/sessions";
    let made = town.submit(who, page, "/osiedle/me/programs", &[("label", "Program")]).await;
    Some(made.expect(200).all(".code").remove(0))
}
