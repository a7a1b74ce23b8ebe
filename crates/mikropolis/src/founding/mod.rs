//! Founding one's own neighbourhood: by `mikropolis init`, or by the first page in the browser, which a one-time
//! code from the console opens. It holds no sample residents.

mod code;
mod pages;

pub use code::{code_for_another, code_if_empty, is_right, used};

use crate::texts::founding as t;
use axum::routing::{get, post};
use belonging::places::acts::{Imported as Place, Written, bare, import};
use belonging::places::model::PlaceKind;
use commons::ground::{self, Draw, Imported, Part};
use commons::items::Words;
use commons::short_links;
use kernel::{Actor, Code, CommunityId, Locale, MemberId, Refusal, Role};
use people::community::{Face, NewCommunity, Worded};
use people::member::{Kind, NewMember, Profile, Reach, Way};
use store::{Result, Store};
use web::{Cache, Guard, Limit, Route, Slice};

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Founding {
    /// Its name, in its first language.
    pub name: String,
    /// Its languages, its own first.
    pub languages: Vec<Locale>,
    /// Who is responsible for it: a person or an organisation.
    pub responsible: String,
    /// How to reach them.
    pub phone: String,
    /// How to reach them.
    pub email: String,
    /// Where letters go.
    pub address: String,
    /// The first administrator.
    pub administrator: String,
    /// The second one, so that an illness does not lock everybody out.
    pub second: String,
    /// The first place: where neighbours meet. Empty: later.
    pub place: String,
    /// Its address.
    pub place_address: String,
    /// The boundary; empty: later.
    pub boundary: Vec<Imported>,
}

/// What is there now.
#[derive(Clone, Debug)]
pub struct Founded {
    /// Its address: `/os-willowe`.
    pub slug: String,
    /// The secret parts of the links for the two administrators, good for two days.
    pub links: [String; 2],
}

/// The address made from a name.
pub fn slug(name: &str) -> String {
    let slug = text::slug(name);
    let cut: String = slug.chars().take(40).collect();
    let cut = cut.trim_matches('-');
    if cut.len() < 2 { format!("mikropolis-{cut}").trim_end_matches('-').to_owned() } else { cut.to_owned() }
}

/// Founds it.
///
/// # Errors
/// A refusal at the field that is wrong, or those of the store.
pub async fn found(store: &Store, founding: Founding) -> Result<Founded> {
    let locale = founding.languages.first().copied().unwrap_or(Locale::Pl);
    if founding.administrator == founding.second {
        return Err(Refusal::new(Code::Invalid, t::second_same).at("second").into());
    }
    let slug = slug(&founding.name);
    let new = NewCommunity { slug: slug.clone(), face: face(&founding, locale) };
    let community = people::community::create(store, new).await?;
    let every = [Role::Administrator, Role::Animator, Role::Editor, Role::Desk];
    let first = administrator(store, community, &founding.administrator, locale, &every).await?;
    let second = administrator(store, community, &founding.second, locale, &every).await?;
    draw(store, community, founding.boundary).await?;
    place(store, community, founding.place, founding.place_address, locale).await?;
    store.write(Actor::operator(community), |tx| short_links::make_standing(tx).map(|_| ())).await?;
    let link = async |member| people::sign_in::print_link(store, community, member, 48).await;
    Ok(Founded { slug, links: [link(first).await?, link(second).await?] })
}

fn face(founding: &Founding, locale: Locale) -> Face {
    Face {
        name: Worded::only(locale, founding.name.clone()),
        languages: founding.languages.iter().map(|language| language.code().to_owned()).collect(),
        responsible: founding.responsible.clone(),
        email: founding.email.clone(),
        phone: founding.phone.clone(),
        address: founding.address.clone(),
        rules_accepted_by: founding.administrator.clone(),
        ..Face::default()
    }
}

async fn administrator(
    store: &Store,
    community: CommunityId,
    name: &str,
    locale: Locale,
    roles: &[Role],
) -> Result<MemberId> {
    let reach = Reach { way: Way::Desk, value: String::new(), hours: String::new() };
    let profile =
        Profile { name: name.to_owned(), languages: Vec::new(), locale, about: String::new(), reach };
    let new = NewMember { kind: Kind::Person, profile, email: None, vouched: true, roles: roles.to_vec() };
    people::member::add(store, community, new).await
}

async fn draw(store: &Store, community: CommunityId, boundary: Vec<Imported>) -> Result<()> {
    if boundary.is_empty() {
        return Ok(());
    }
    let write = move |tx: &store::Tx<'_>| {
        let permit = tx.permit(Draw)?;
        ground::replace(tx, &permit, Part::Boundary, &boundary)
    };
    store.write(Actor::operator(community), write).await
}

async fn place(
    store: &Store,
    community: CommunityId,
    name: String,
    address: String,
    locale: Locale,
) -> Result<()> {
    if name.is_empty() {
        return Ok(());
    }
    let words = Words { title: name, summary: String::new(), body: String::new() };
    let place = Place {
        slug: text::slug(&words.title),
        details: bare(PlaceKind::Activity, address),
        written: vec![Written { lang: locale, words, access: String::new() }],
        sample: false,
    };
    let write = move |tx: &store::Tx<'_>| import(tx, std::slice::from_ref(&place));
    store.write(Actor::operator(community), write).await.map(|_| ())
}

/// Codes tried from one address in an hour.
static TRIES: Limit = Limit::new("founding", 20, 3600);

const ROUTES: &[Route] = &[
    Route::get("/init", Guard::Public("the code from the console opens it"), Cache::Private, || {
        get(pages::form)
    })
    .installation(),
    Route::post("/init", Guard::Public("the code from the console opens it"), || post(pages::found))
        .installation()
        .limited(&TRIES),
];

/// The slice.
pub static SLICE: Slice = Slice {
    routes: ROUTES,
    ..Slice::named("founding", "The first page of an installation nobody lives in yet.")
};
