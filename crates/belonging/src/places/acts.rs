//! What people may do with places.

use super::KIND;
use super::model::{Details, PlaceKind, PlaceStatus, Shape};
use super::store;
use ::store::{Act, Result, Snapshot, Tx};
use commons::items::{self, Audience, Beside, Facts, ItemAct, NewItem, Stage, TextState, Translation, Words};
use commons::media;
use commons::translating::acts as translating;
use kernel::{ActRow, Actor, Code, Grant, ItemId, Key, Locale, MemberId, Parties, Refusal, Role};
use people::member::EraseMember;

/// Every row of the policy table of this slice.
pub const ROWS: &[ActRow] =
    &[Add::ROW, Edit::ROW, Translate::ROW, Withdraw::ROW, PutBack::ROW, Import::ROW, ReadAny::ROW];

/// Adding a place. It is live at once: those who may do it are vouched for, and anybody may report it.
pub struct Add;

/// Importing a file of places.
pub struct Import;

/// Changing a place.
#[derive(Clone, Copy)]
pub struct Edit(pub ItemId);

/// Writing a place's words in another language.
#[derive(Clone, Copy)]
pub struct Translate(pub ItemId);

/// Taking a place back; a stub stays.
#[derive(Clone, Copy)]
pub struct Withdraw(pub ItemId);

/// Putting a withdrawn place back.
#[derive(Clone, Copy)]
pub struct PutBack(pub ItemId);

/// Reading a place that is not live.
#[derive(Clone, Copy)]
pub struct ReadAny(pub ItemId);

const RULES: &str = "house rules: places belong to everybody";

impl Act for Add {
    const NAME: &'static str = "places.add";
    const WHO: &'static [Grant] = &[Grant::Vouched, Grant::Role(Role::Editor), Grant::Role(Role::Animator)];
    const PUBLISHES: bool = true;
    const LAW: &'static str = RULES;
    const DESK: bool = true;
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
}

impl Act for Import {
    const NAME: &'static str = "places.import";
    const WHO: &'static [Grant] =
        &[Grant::Role(Role::Animator), Grant::Role(Role::Administrator), Grant::Operator];
    const LAW: &'static str = RULES;
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
}

fn place_facts(seen: &Snapshot<'_>, id: ItemId) -> Result<Facts> {
    let facts = items::facts(seen, id)?.filter(|facts| facts.kind == KIND && facts.stage != Stage::Erased);
    Ok(facts.ok_or(Code::NotFound)?)
}

macro_rules! place_act {
    ($act:ident: $name:literal, $who:expr, $also:literal, $check:expr, desk $desk:literal) => {
        impl Act for $act {
            const NAME: &'static str = $name;
            const WHO: &'static [Grant] = $who;
            const LAW: &'static str = RULES;
            const ALSO: &'static str = $also;
            const DESK: bool = $desk;
            type Facts = Facts;
            fn facts(&self, seen: &Snapshot<'_>) -> Result<Facts> {
                place_facts(seen, self.0)
            }
            fn target(&self) -> Option<Key> {
                Some(self.0.0)
            }
            fn parties(&self, facts: &Facts) -> Parties {
                Parties { owner: facts.owner, proposer: None }
            }
            fn also(&self, facts: &Facts, _: &Actor) -> std::result::Result<(), Refusal> {
                let check: fn(&Facts) -> bool = $check;
                if check(facts) { Ok(()) } else { Err(Refusal::plain(Code::Conflict)) }
            }
        }
        impl ItemAct for $act {
            fn item(&self) -> ItemId {
                self.0
            }
        }
    };
}

const KEEPERS: &[Grant] = &[Grant::Owner, Grant::Role(Role::Editor), Grant::Role(Role::Animator)];
place_act!(Edit: "places.edit", KEEPERS, "the place is live", |facts| facts.stage == Stage::Live, desk true);
place_act!(Translate: "places.translate", &[Grant::Vouched, Grant::Role(Role::Editor)], "the place is live",
    |facts| facts.stage == Stage::Live, desk true);
place_act!(Withdraw: "places.withdraw", KEEPERS, "the place is live", |facts| facts.stage == Stage::Live, desk true);
place_act!(PutBack: "places.put_back", &[Grant::Role(Role::Editor), Grant::Role(Role::Animator)],
    "the place is withdrawn", |facts| facts.stage == Stage::Withdrawn, desk false);
place_act!(ReadAny: "places.read_any", KEEPERS, "", |_| true, desk false);

/// What is written of a place in one language.
#[derive(Clone, Debug)]
pub struct Written {
    /// The language.
    pub lang: Locale,
    /// Name, summary and text.
    pub words: Words,
    /// Steps, ramps, benches, toilets; may be empty.
    pub access: String,
}

/// What a form says of a place.
#[derive(Clone, Debug)]
pub struct Told {
    /// What it is.
    pub details: Details,
    /// Its words.
    pub written: Written,
}

/// Adds a place; tells its address below `/places`.
///
/// # Errors
/// A refusal, or those of the store.
pub fn add(tx: &Tx<'_>, told: &Told) -> Result<String> {
    let permit = tx.permit(Add)?;
    let new = new_item(&told.written, text::slug(&told.written.words.title), tx.actor().acting(), false);
    let (id, slug) = items::create(tx, &permit, &new, &told.written.words)?;
    store::put(tx, &permit, id, &told.details, &told.written.words.title)?;
    store::put_access(tx, &permit, id, told.written.lang, &told.written.access)?;
    Ok(slug)
}

fn new_item(written: &Written, slug: String, owner: Option<kernel::MemberId>, sample: bool) -> NewItem {
    NewItem {
        kind: KIND,
        slug,
        owner,
        origin: written.lang,
        stage: Stage::Live,
        audience: Audience::Public,
        sample,
        area: String::new(),
        ends_at: None,
    }
}

/// Rewrites a place in its first language; `version` is the one the form showed.
///
/// # Errors
/// [`Code::Conflict`] when somebody changed it meanwhile; a refusal, or those of the store.
pub fn edit(tx: &Tx<'_>, id: ItemId, version: i64, told: &Told) -> Result<String> {
    let permit = tx.permit(Edit(id))?;
    let origin = permit.facts().origin;
    items::bump(tx, &permit, version)?;
    items::put_original(tx, &permit, origin, &told.written.words, version + 1)?;
    store::put(tx, &permit, id, &told.details, &told.written.words.title)?;
    store::put_access(tx, &permit, id, origin, &told.written.access)?;
    Ok(permit.facts().slug.clone())
}

/// Writes a place's words in another language.
///
/// # Errors
/// A refusal, or those of the store.
pub fn translate(tx: &Tx<'_>, id: ItemId, written: &Written, beside: Option<&Beside>) -> Result<String> {
    let permit = tx.permit(Translate(id))?;
    let path = format!("/places/{}", permit.facts().slug);
    let (lang, state, words) = (written.lang, TextState::Neighbour, &written.words);
    translating::write(tx, &permit, &Translation { lang, state, words, beside }, &path)?;
    store::put_access(tx, &permit, id, written.lang, &written.access)?;
    Ok(permit.facts().slug.clone())
}

/// Takes a place back.
///
/// # Errors
/// A refusal, or those of the store.
pub fn withdraw(tx: &Tx<'_>, id: ItemId) -> Result<String> {
    let permit = tx.permit(Withdraw(id))?;
    items::set_stage(tx, &permit, Stage::Withdrawn, permit.facts().version)?;
    Ok(permit.facts().slug.clone())
}

/// Puts a withdrawn place back.
///
/// # Errors
/// A refusal, or those of the store.
pub fn put_back(tx: &Tx<'_>, id: ItemId) -> Result<String> {
    let permit = tx.permit(PutBack(id))?;
    items::set_stage(tx, &permit, Stage::Live, permit.facts().version)?;
    Ok(permit.facts().slug.clone())
}

/// One place of a file.
#[derive(Clone, Debug)]
pub struct Imported {
    /// Its address below `/places`.
    pub slug: String,
    /// What it is.
    pub details: Details,
    /// Its words, the original first. Never empty.
    pub written: Vec<Written>,
    /// Invented, for trying out.
    pub sample: bool,
}

/// Imports places; tells their keys in the order of the file.
///
/// # Errors
/// A refusal, or those of the store; nothing is imported then.
pub fn import(tx: &Tx<'_>, places: &[Imported]) -> Result<Vec<ItemId>> {
    let permit = tx.permit(Import)?;
    let mut keys = Vec::new();
    for place in places {
        let Some(original) = place.written.first() else { continue };
        let new = new_item(original, place.slug.clone(), None, place.sample);
        let (id, _) = items::create(tx, &permit, &new, &original.words)?;
        store::put(tx, &permit, id, &place.details, &original.words.title)?;
        for written in &place.written {
            if written.lang != original.lang && !written.words.title.is_empty() {
                items::add_text(tx, &permit, id, written.lang, &written.words, TextState::Reviewed)?;
            }
            store::put_access(tx, &permit, id, written.lang, &written.access)?;
        }
        keys.push(id);
    }
    Ok(keys)
}

/// A place at which nothing is known yet but its name: what `init` asks for first.
pub fn bare(kind: PlaceKind, address: String) -> Details {
    Details {
        kind,
        status: PlaceStatus::Ordinary,
        shape: Shape::Nowhere,
        precision_m: 0,
        next_door: false,
        address,
        source: String::new(),
        checked: None,
    }
}

/// What becomes of the places of somebody who leaves: those out of sight are erased; those on the map belong to
/// everybody and stay, and nobody is named as their author (`items` sees to that).
///
/// # Errors
/// A refusal, or those of the store.
pub fn erase_of(tx: &Tx<'_>, member: MemberId) -> Result<()> {
    let permit = tx.permit(EraseMember(member))?;
    for place in store::withdrawn_of(tx, member)? {
        store::erase(tx, &permit, place)?;
        media::erase_of(tx, &permit, place)?;
        items::erase(tx, &permit, place)?;
    }
    Ok(())
}
