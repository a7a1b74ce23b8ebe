//! A feature as plain data: from the list of slices come the router, the policy table, the route × role test,
//! the navigation, the migrations, the job table and the report on erasure.

use crate::form::Described;
use crate::{Later, Limit, Shared};
use axum::routing::MethodRouter;
use kernel::{ActRow, Code, CommunityId, Grant, ItemId, Key, Locale, MemberId, Role, Time};

/// One feature: everything the program must know of it.
#[derive(Debug)]
pub struct Slice {
    /// The folder's name, also the prefix of its acts (`stories`).
    pub name: &'static str,
    /// One sentence: what it is and for whom.
    pub about: &'static str,
    /// Whose colour its pages wear.
    pub pillar: Option<Pillar>,
    /// Where its rows lie.
    pub seal: Seal,
    /// Its addresses.
    pub routes: &'static [Route],
    /// Its rows of the policy table.
    pub acts: &'static [ActRow],
    /// How its things pass from state to state.
    pub moves: &'static [Move],
    /// What people publish by it.
    pub item_kinds: &'static [ItemKind],
    /// Its ways in, shown in the navigation.
    pub doors: &'static [Door],
    /// Its pages for the foot of every page: rules, privacy, helplines.
    pub about_pages: &'static [About],
    /// Its ways in for those who are signed in, shown on their own page.
    pub own: &'static [Own],
    /// What somebody can begin with it while they are helped at the desk, or at a kiosk.
    pub begins: &'static [Begin],
    /// What its acts leave behind that can be opened or taken back: for the page of a visit.
    pub traces: &'static [Trace],
    /// What acts are called, where it knows: its own or those of others.
    pub says: Option<SaysFn>,
    /// Its steps of the database's schema.
    pub schema: &'static [store::Step],
    /// All its SQL.
    pub statements: &'static [&'static store::Statement],
    /// What it does in the background.
    pub jobs: &'static [JobRow],
    /// What it does with the traces of somebody who leaves.
    pub erasure: Erasure,
    /// Erases again a single thing that was erased after the backup now restored.
    pub erase_thing: Option<EraseThingFn>,
    /// Keys of the letters that were written to somebody or because of them, as far as it knows any.
    pub letters: Option<LettersFn>,
    /// What it keeps of somebody, for them to take along.
    pub export: Option<ExportFn>,
    /// Places it knows where neighbours may meet for the first time.
    pub meeting_places: Option<MeetingPlacesFn>,
    /// What it has that belongs on the page of another slice's item: what takes place at a place.
    pub beside: Option<BesideFn>,
    /// What stands on the slip of somebody who was helped at the desk, beside what was done: where they are to come.
    pub takes_home: Option<TakesHomeFn>,
}

/// A page for the foot of every page.
#[derive(Debug)]
pub struct About {
    /// Below a community or at the root.
    pub scope: Scope,
    /// Its address there.
    pub path: &'static str,
    /// What it is called.
    pub label: fn(Locale) -> &'static str,
    /// Its place among the others: first what helps whoever is lost, last what only the law and programs ask for.
    pub rank: u8,
}

/// A way in on people's own page.
#[derive(Debug)]
pub struct Own {
    /// Its address below the community.
    pub path: &'static str,
    /// What it is called.
    pub label: fn(Locale) -> &'static str,
    /// For whoever has one of these roles; empty: for everybody.
    pub roles: &'static [Role],
}

/// Something a person can begin while they are helped at the desk, or by themselves at a kiosk.
#[derive(Debug)]
pub struct Begin {
    /// Its address below the community.
    pub path: &'static str,
    /// What it is called, as the person says it: "I need something".
    pub label: fn(Locale) -> &'static str,
    /// Where it is offered.
    pub at: &'static [Spot],
    /// Its place among the others: what people come for most stands first.
    pub rank: u8,
}

/// Where people are received.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Spot {
    /// On the page of a visit at the desk.
    Desk,
    /// On the first page of a kiosk.
    Kiosk,
}

/// What an act leaves behind.
#[derive(Debug)]
pub struct Trace {
    /// Which act.
    pub act: &'static ActRow,
    /// Where what it made stands, below the community.
    pub opens: Option<Whereabouts>,
    /// Where it is taken back, below the community.
    pub undo: Option<Whereabouts>,
}

/// An address below the community.
#[derive(Clone, Copy, Debug)]
pub enum Whereabouts {
    /// Always the same: a list of one's own things.
    Fixed(&'static str),
    /// Made from what the journal keeps as the target.
    Of(fn(Key) -> String),
}

impl Whereabouts {
    /// The address, if the journal knows enough.
    pub fn path(&self, target: Option<Key>) -> Option<String> {
        match self {
            Self::Fixed(path) => Some((*path).to_owned()),
            Self::Of(path) => target.map(path),
        }
    }
}

/// What an act is called, for the list of what was done for somebody; `None` if the slice does not know it.
pub type SaysFn = fn(&str, Locale) -> Option<&'static str>;

/// What a background job is given: where, and about what.
#[derive(Clone, Copy, Debug)]
pub struct Task {
    /// In which community.
    pub community: CommunityId,
    /// About what, if it was queued for something.
    pub target: Option<Key>,
}

/// A background job.
#[derive(Debug)]
pub struct JobRow {
    /// `offers.expire`; also the name in `Grant::Job`.
    pub name: &'static str,
    /// One sentence.
    pub about: &'static str,
    /// How often it runs by itself, in minutes; `None` when only queued.
    pub every_minutes: Option<u32>,
    /// Does it; may be called again after a fault.
    pub run: fn(Shared, Task) -> Later<'static, ()>,
}

/// What a slice does when somebody leaves.
#[derive(Debug)]
pub struct Erasure {
    /// In plain words, for the page that people read before they leave, in English for the table.
    pub says: &'static str,
    /// Blanks or removes; `None` when nothing of the person is kept.
    pub erase: Option<EraseFn>,
}

/// The keys of letters about one member, which are their `Message-ID`s too.
pub type LettersFn = fn(&store::Snapshot<'_>, MemberId) -> store::Result<Vec<Key>>;

/// What is kept of one member, as JSON. The reader has asked for a permit.
pub type ExportFn = fn(&store::Snapshot<'_>, MemberId) -> store::Result<serde_json::Value>;

/// Takes the traces of one member away, inside the transaction of their leaving.
pub type EraseFn = for<'tx> fn(&store::Tx<'tx>, MemberId) -> store::Result<()>;

/// Takes what has this key away, if it is one of the slice's things and still there; tells whether it was.
pub type EraseThingFn = for<'tx> fn(&store::Tx<'tx>, Key) -> store::Result<bool>;

impl Slice {
    /// A slice that has nothing yet: `Slice { routes: &ROUTES, ..Slice::named("places", "…") }`.
    pub const fn named(name: &'static str, about: &'static str) -> Self {
        Self {
            name,
            about,
            pillar: None,
            seal: Seal::Open,
            routes: &[],
            acts: &[],
            moves: &[],
            item_kinds: &[],
            doors: &[],
            about_pages: &[],
            own: &[],
            begins: &[],
            traces: &[],
            says: None,
            schema: &[],
            statements: &[],
            jobs: &[],
            erasure: Erasure { says: "keeps nothing of a person", erase: None },
            erase_thing: None,
            letters: None,
            export: None,
            meeting_places: None,
            beside: None,
            takes_home: None,
        }
    }
}

/// A place where neighbours may meet for the first time: there are other people.
#[derive(Clone, Debug)]
pub struct MeetingPlace {
    /// Its key as a word.
    pub key: String,
    /// What it is called.
    pub name: String,
    /// Where it is and when it is open, in words.
    pub about: String,
}

/// The places of a slice where neighbours may meet, in a language, as far as the reader may see them.
pub type MeetingPlacesFn = fn(&store::Snapshot<'_>, Locale) -> store::Result<Vec<MeetingPlace>>;

/// What belongs on the page of another slice's item; for the template `beside.html`.
#[derive(Clone, Debug)]
pub struct Beside {
    /// What it is called there.
    pub title: &'static str,
    /// What is said while there is nothing.
    pub none: &'static str,
    /// The first few.
    pub rows: Vec<BesideRow>,
    /// Ways on, below the community, with their words.
    pub ways: Vec<(String, &'static str)>,
}

/// One of what belongs there.
#[derive(Clone, Debug)]
pub struct BesideRow {
    /// Its page, below the community.
    pub path: String,
    /// The language of its title.
    pub lang: Locale,
    /// One line.
    pub title: String,
    /// More, in the reader's language.
    pub about: String,
}

/// What a slice has that belongs to an item of a kind, as far as the reader may see it: one statement at most.
pub type BesideFn = fn(&store::Snapshot<'_>, &str, &ItemRef, Locale) -> store::Result<Option<Beside>>;

/// What all slices have that belongs to an item of a kind.
///
/// # Errors
/// Those of the store.
pub fn beside(
    slices: &[&'static Slice],
    seen: &store::Snapshot<'_>,
    kind: &str,
    item: &ItemRef,
    locale: Locale,
) -> store::Result<Vec<Beside>> {
    let all = slices.iter().filter_map(|slice| slice.beside);
    all.filter_map(|beside| beside(seen, kind, item, locale).transpose()).collect()
}

/// What became of a visit that began at a moment, for a member to take home, one line each in their language.
pub type TakesHomeFn = fn(&store::Snapshot<'_>, MemberId, Time, Locale) -> store::Result<Vec<String>>;

/// In which database a slice keeps its rows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Seal {
    /// The ordinary one: journal, search, backups.
    Open,
    /// The sealed one: random keys, coarse times, no journal, no request log.
    Sealed,
}

/// One of the three pillars of the concept; its colour marks its pages.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Pillar {
    /// Places, stories, walks: terracotta.
    Belonging,
    /// Budgets, initiatives: blue.
    Participation,
    /// Needs, offers, listening: green.
    Support,
}

impl Pillar {
    /// All three in the order of the navigation.
    pub const ALL: [Self; 3] = [Self::Belonging, Self::Participation, Self::Support];

    /// The word in addresses and style sheets.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Belonging => "belonging",
            Self::Participation => "participation",
            Self::Support => "support",
        }
    }
    /// Its name in the navigation.
    pub fn name(self, locale: Locale) -> &'static str {
        use crate::texts::layout;
        match self {
            Self::Belonging => layout::belonging(locale),
            Self::Participation => layout::participation(locale),
            Self::Support => layout::support(locale),
        }
    }
    /// One sentence on what is there.
    pub fn about(self, locale: Locale) -> &'static str {
        use crate::texts::layout;
        match self {
            Self::Belonging => layout::belonging_about(locale),
            Self::Participation => layout::participation_about(locale),
            Self::Support => layout::support_about(locale),
        }
    }
}

/// A way into a slice, listed on its pillar's page and in the footer.
#[derive(Debug)]
pub struct Door {
    /// Under which pillar.
    pub pillar: Pillar,
    /// Below the community's address, beginning with a slash: `/stories`.
    pub path: &'static str,
    /// What it is called.
    pub label: fn(Locale) -> &'static str,
    /// One sentence: what one finds there.
    pub about: fn(Locale) -> &'static str,
}

/// Who opens an address.
#[derive(Clone, Copy, Debug)]
pub enum Guard {
    /// Those who may do this act. Visitors and members who plainly may not are turned away at the door; the
    /// permit inside the transaction decides.
    Act(&'static ActRow),
    /// Everybody, for this reason.
    Public(&'static str),
}

impl Guard {
    /// Why somebody with this standing may not even try, `None` if only the facts can tell.
    pub fn refuses(&self, person: Option<&crate::Person>) -> Option<Code> {
        let Self::Act(row) = self else { return None };
        let helping = person.is_some_and(|person| person.helping.is_some());
        if helping && !row.desk && !row.who.iter().any(|grant| helps(*grant)) {
            return Some(Code::Forbidden);
        }
        let open = |grant: &Grant| match (grant, person) {
            (Grant::Anyone | Grant::Holder, _) => true,
            (Grant::Member | Grant::Owner, Some(_)) => true,
            (Grant::Vouched, Some(person)) => person.vouched,
            (Grant::Role(role) | Grant::SecondPerson(role), Some(person)) => person.has(*role),
            _ => false,
        };
        if row.publishes && person.is_some_and(|person| person.unagreed) {
            return Some(Code::NotAgreed);
        }
        if row.who.iter().any(open) {
            return None;
        }
        Some(match person {
            None => Code::NotSignedIn,
            Some(_) if row.who.contains(&Grant::Vouched) => Code::NotVouched,
            Some(_) => Code::Forbidden,
        })
    }
}

/// Whether whoever helps somebody still does this in their own name: what the desk does, and what anybody may.
const fn helps(grant: Grant) -> bool {
    matches!(grant, Grant::Anyone | Grant::Role(Role::Desk) | Grant::SecondPerson(Role::Desk))
}

/// How long an answer may be kept, by name. Answers to signed-in people are never kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cache {
    /// May be kept by the browser for so many seconds and is asked for again by its ETag after that.
    Public {
        /// How long it is fresh.
        seconds: u32,
    },
    /// `no-store`.
    Private,
    /// Never changes under its address (the hash of its content is part of it).
    Asset,
}

/// What a request does.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Method {
    /// Reads only.
    Get,
    /// May change something.
    Post,
}

/// Where an address begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scope {
    /// Below `/{community}`.
    Community,
    /// At the root: what belongs to the whole installation.
    Installation,
}

/// Who talks to an address.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Speaks {
    /// People in browsers: cookies, HTML, form tokens.
    Html,
    /// Programs: bearer tokens, JSON, problem+json; cookies are never looked at.
    Json,
}

/// One address. There is no way to make one without an act or a reason.
#[derive(Clone, Copy, Debug)]
pub struct Route {
    /// GET or POST.
    pub method: Method,
    /// In axum's notation, `/stories/{id}`.
    pub path: &'static str,
    /// Who opens it.
    pub guard: Guard,
    /// How long the answer may be kept.
    pub cache: Cache,
    /// Where it begins.
    pub scope: Scope,
    /// For whom it is.
    pub speaks: Speaks,
    /// The largest body in bytes.
    pub body: usize,
    /// Whether the form may carry files.
    pub files: bool,
    /// How often one network address may ask.
    pub limit: Option<&'static Limit>,
    /// Whether geolocation may be asked for here (map pages).
    pub map: bool,
    /// Also when the disk is nearly full: it makes room, takes something away, or lets people in to do so.
    pub always: bool,
    /// What it reads: the fields of its body or of its query, for the description of the API.
    pub takes: Option<fn() -> Vec<Described>>,
    /// What answers.
    pub handler: fn() -> MethodRouter<Shared>,
}

/// Forms without files may be this large.
pub const FORM_BYTES: usize = 256 * 1024;

impl Route {
    /// A page, or anything else that is only read.
    pub const fn get(
        path: &'static str,
        guard: Guard,
        cache: Cache,
        handler: fn() -> MethodRouter<Shared>,
    ) -> Self {
        Self {
            method: Method::Get,
            path,
            guard,
            cache,
            scope: Scope::Community,
            speaks: Speaks::Html,
            body: FORM_BYTES,
            files: false,
            limit: None,
            map: false,
            always: false,
            takes: None,
            handler,
        }
    }
    /// What a form sends. Never kept.
    pub const fn post(path: &'static str, guard: Guard, handler: fn() -> MethodRouter<Shared>) -> Self {
        Self { method: Method::Post, ..Self::get(path, guard, Cache::Private, handler) }
    }
    /// At the root instead of below a community.
    pub const fn installation(self) -> Self {
        Self { scope: Scope::Installation, ..self }
    }
    /// For programs: JSON, bearer token, no cookies.
    pub const fn api(self) -> Self {
        Self { speaks: Speaks::Json, ..self }
    }
    /// Says what a route for programs reads.
    pub const fn takes<I: crate::Input>(self) -> Self {
        Self { takes: Some(crate::form::describe::<I>), ..self }
    }
    /// The form may carry files; all of it together at most so many bytes.
    pub const fn upload(self, bytes: usize) -> Self {
        Self { files: true, body: bytes, ..self }
    }
    /// At most so often from one network address.
    pub const fn limited(self, limit: &'static Limit) -> Self {
        Self { limit: Some(limit), ..self }
    }
    /// Also when the disk is nearly full: it takes something away, or lets people in to do so.
    pub const fn always(self) -> Self {
        Self { always: true, ..self }
    }
    /// A page with a map, which may ask where the reader is.
    pub const fn with_map(self) -> Self {
        Self { map: true, ..self }
    }
    /// The address as the router knows it.
    pub fn pattern(&self) -> String {
        match (self.scope, self.path) {
            (Scope::Community, "/") => "/{community}".to_owned(),
            (Scope::Community, path) => format!("/{{community}}{path}"),
            (Scope::Installation, path) => path.to_owned(),
        }
    }
}

/// One allowed passage of a state machine.
#[derive(Clone, Copy, Debug)]
pub struct Move {
    /// Which machine: `story`.
    pub machine: &'static str,
    /// From this state.
    pub from: &'static str,
    /// To this one.
    pub to: &'static str,
    /// By this act.
    pub by: &'static ActRow,
}

/// What commons needs to link to any published thing.
#[derive(Clone, Debug)]
pub struct ItemRef {
    /// Which.
    pub id: ItemId,
    /// Its address below its kind's.
    pub slug: String,
}

/// A kind of published thing: how to link to it and what to call it, without knowing its slice.
#[derive(Debug)]
pub struct ItemKind {
    /// The word stored in the database.
    pub key: &'static str,
    /// Its page, below the community.
    pub path: fn(&ItemRef) -> String,
    /// What one of it is called ("Historia").
    pub label: fn(Locale) -> &'static str,
    /// Whose colour it wears.
    pub pillar: Pillar,
}
