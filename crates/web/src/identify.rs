//! Communities and people as pages need them; `people` fills this trait.

use kernel::{CommunityId, Locale, MemberId, Role, Time};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

/// What is told later.
pub type Later<'a, T> = Pin<Box<dyn Future<Output = Result<T, crate::Error>> + Send + 'a>>;

/// Finds communities by their address and people by their cookie. Answers come from memory where they can.
pub trait Identify: Send + Sync + 'static {
    /// The community at this address; `None` is a 404 page.
    fn community<'a>(&'a self, slug: &'a str) -> Later<'a, Option<Arc<Community>>>;

    /// The frame of pages at the root: the only community, or the installation itself.
    fn installation(&self) -> Later<'_, Arc<Community>>;

    /// The person whose session cookie this is, as a member of this community (at the root: of the frame's).
    fn person<'a>(&'a self, community: &'a Community, session: &'a str) -> Later<'a, Option<Arc<Person>>>;

    /// The person (or organisation) whose program shows this bearer token.
    fn bearer<'a>(&'a self, community: &'a Community, token: &'a str) -> Later<'a, Option<Arc<Person>>>;

    /// Whether this cookie makes the browser a kiosk of this community.
    fn kiosk<'a>(&'a self, _community: &'a Community, _token: &'a str) -> Later<'a, bool> {
        Box::pin(async { Ok(false) })
    }

    /// Whether everything needed to serve is there, in plain English lines; `Err` makes `/health` say 503.
    fn health(&self) -> Later<'_, Vec<String>>;
}

/// A neighbourhood as every page needs it.
#[derive(Clone, Debug)]
pub struct Community {
    /// Its key; `INSTALLATION` at the root of an installation with several.
    pub id: CommunityId,
    /// Its address: `nowa-huta`; empty for the installation.
    pub slug: String,
    /// Its own name by language, the first one standing for those missing.
    pub names: Vec<(Locale, String)>,
    /// The languages its pages are offered in, its own first. Never empty.
    pub languages: Vec<Locale>,
    /// Invented people and things for trying out: every page says so.
    pub sample: bool,
    /// Who is responsible, by name.
    pub responsible: String,
    /// How to reach them: shown as it is.
    pub phone: Option<String>,
    /// How to reach them.
    pub email: Option<String>,
}

impl Community {
    /// A nameless one, for error pages when nothing can be read.
    pub(crate) fn bare() -> Self {
        Self {
            id: CommunityId::INSTALLATION,
            slug: String::new(),
            names: vec![(Locale::Pl, "Mikropolis".to_owned())],
            languages: Locale::ALL.to_vec(),
            sample: false,
            responsible: String::new(),
            phone: None,
            email: None,
        }
    }
    /// Its name in this language, or in its first.
    pub fn name(&self, locale: Locale) -> &str {
        let own = self.names.iter().find(|(language, _)| *language == locale);
        own.or(self.names.first()).map_or(self.slug.as_str(), |(_, name)| name.as_str())
    }
    /// An address below the community: `/nowa-huta` + `/stories`. Its own page is `/`: `/nowa-huta`.
    pub fn path(&self, below: &str) -> String {
        match (self.slug.as_str(), below) {
            ("", below) => below.to_owned(),
            (slug, "/") => ["/", slug].concat(),
            (slug, below) => ["/", slug, below].concat(),
        }
    }
    /// Its first language.
    pub fn language(&self) -> Locale {
        self.languages.first().copied().unwrap_or(Locale::Pl)
    }
}

/// Somebody signed in.
#[derive(Clone, Debug)]
pub struct Person {
    /// Who they are here.
    pub member: MemberId,
    /// What neighbours call them.
    pub name: String,
    /// What they do here. While helping somebody: their own, not those of the person helped.
    pub roles: Vec<Role>,
    /// Somebody vouches for them.
    pub vouched: bool,
    /// A house agreement is in force to which they have not agreed yet; while helping somebody: to which that
    /// person has not.
    pub unagreed: bool,
    /// The language they chose.
    pub locale: Option<Locale>,
    /// Whom they help just now at the desk or by phone.
    pub helping: Option<Helping>,
}

impl Person {
    /// Whether they hold this role.
    pub fn has(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }
}

/// Acting for somebody else.
#[derive(Clone, Debug)]
pub struct Helping {
    /// For whom.
    pub member: MemberId,
    /// What they are called.
    pub name: String,
    /// The language they chose: what is read aloud and printed for them is in it.
    pub locale: Locale,
    /// When it ends by itself.
    pub until: Time,
    /// Face to face or by phone.
    pub channel: kernel::Channel,
}
