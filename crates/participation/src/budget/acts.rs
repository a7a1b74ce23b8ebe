//! What may be done with an edition.

use super::KIND;
use super::model::Counted;
use super::store;
use ::store::{Act, Result, Snapshot, Tx};
use commons::items::{self, Audience, Facts, ItemAct, NewItem, Stage, TextState, Words};
use kernel::{ActRow, Actor, Code, Day, Grant, ItemId, Key, Locale, Refusal, Role};

/// Every row of the policy table of this slice.
pub const ROWS: &[ActRow] = &[Import::ROW, Preview::ROW, Publish::ROW, Discard::ROW];

/// Reading a file in and counting it: a draft that only the office sees.
pub struct Import;

/// Seeing the draft.
#[derive(Clone, Copy)]
pub struct Preview(pub ItemId);

/// Publishing the result.
#[derive(Clone, Copy)]
pub struct Publish(pub ItemId);

/// Throwing a draft away.
#[derive(Clone, Copy)]
pub struct Discard(pub ItemId);

const LAW: &str =
    "Act on municipal self-government, art. 5a: results are established and published by the resolution";
const OFFICE: &[Grant] = &[Grant::Role(Role::Officer), Grant::Operator];

impl Act for Import {
    const NAME: &'static str = "budget.import";
    const WHO: &'static [Grant] = OFFICE;
    const LAW: &'static str = LAW;
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
}

fn draft(facts: &Facts) -> std::result::Result<(), Refusal> {
    if facts.stage == Stage::Draft { Ok(()) } else { Err(Refusal::plain(Code::Conflict)) }
}

macro_rules! edition_act {
    ($act:ident: $name:literal, $also:literal, $check:expr) => {
        impl Act for $act {
            const NAME: &'static str = $name;
            const WHO: &'static [Grant] = OFFICE;
            const LAW: &'static str = LAW;
            const ALSO: &'static str = $also;
            type Facts = Facts;
            fn facts(&self, seen: &Snapshot<'_>) -> Result<Facts> {
                let facts = items::facts(seen, self.0)?.filter(|facts| facts.kind == KIND);
                Ok(facts.filter(|facts| facts.stage != Stage::Erased).ok_or(Code::NotFound)?)
            }
            fn target(&self) -> Option<Key> {
                Some(self.0.0)
            }
            fn also(&self, facts: &Facts, _: &Actor) -> std::result::Result<(), Refusal> {
                let check: fn(&Facts) -> std::result::Result<(), Refusal> = $check;
                check(facts)
            }
        }
        impl ItemAct for $act {
            fn item(&self) -> ItemId {
                self.0
            }
        }
    };
}
edition_act!(Preview: "budget.preview", "", |_| Ok(()));
edition_act!(Publish: "budget.publish", "it is a draft", draft);
edition_act!(Discard: "budget.discard", "it is a draft", draft);

/// An edition's name in one language.
#[derive(Clone, Debug)]
pub struct Named {
    /// Which language.
    pub lang: Locale,
    /// The name.
    pub title: String,
    /// A few words about it.
    pub about: String,
}

impl Named {
    fn words(&self) -> Words {
        Words { title: self.title.clone(), summary: self.about.clone(), body: String::new() }
    }
}

/// What the office says of an edition.
#[derive(Clone, Debug)]
pub struct Told {
    /// Its name and a few words about it; an empty name: what the file calls itself.
    pub named: Named,
    /// The same in other languages.
    pub translated: Vec<Named>,
    /// Open to appeal until this day.
    pub appeals_until: Option<Day>,
    /// Invented, for trying out.
    pub sample: bool,
}

/// Keeps a counted file as a draft; tells its key. The same file again leads to the edition that is there.
///
/// # Errors
/// A refusal, or those of the store.
pub fn import(tx: &Tx<'_>, counted: &Counted, told: &Told) -> Result<ItemId> {
    let permit = tx.permit(Import)?;
    if let Some(known) = store::by_hash(tx, &counted.file_hash)? {
        return Ok(known);
    }
    let mut words = told.named.words();
    if words.title.is_empty() {
        words.title.clone_from(&counted.title);
    }
    let new = NewItem {
        kind: KIND,
        slug: text::slug(&words.title),
        owner: None,
        origin: told.named.lang,
        stage: Stage::Draft,
        audience: Audience::Public,
        sample: told.sample,
        area: String::new(),
        ends_at: None,
    };
    let (id, _) = items::create(tx, &permit, &new, &words)?;
    for other in &told.translated {
        items::add_text(tx, &permit, id, other.lang, &other.words(), TextState::Reviewed)?;
    }
    store::insert(tx, &permit, id, counted, told.appeals_until)?;
    Ok(id)
}

/// Publishes a draft; tells its address below `/budget`.
///
/// # Errors
/// A refusal, or those of the store.
pub fn publish(tx: &Tx<'_>, id: ItemId) -> Result<String> {
    let permit = tx.permit(Publish(id))?;
    items::set_stage(tx, &permit, Stage::Live, permit.facts().version)?;
    Ok(permit.facts().slug.clone())
}

/// Throws a draft away.
///
/// # Errors
/// A refusal, or those of the store.
pub fn discard(tx: &Tx<'_>, id: ItemId) -> Result<()> {
    let permit = tx.permit(Discard(id))?;
    store::delete(tx, &permit)?;
    items::erase(tx, &permit, id)
}
