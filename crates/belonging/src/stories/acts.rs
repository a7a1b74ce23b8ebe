//! What people may do with stories.

use super::KIND;
use super::model::{self, Details, Leaving, Life, Part, Someone, without_consent};
use super::{notices, store};
use crate::texts::stories as t;
use ::store::{Act, Between, Result, Snapshot, Tx};
use commons::consent::{self, Consent, Given};
use commons::items::{self, Audience, Beside, Facts, ItemAct, NewItem, Stage, TextState, Translation, Words};
use commons::media::album::FACES;
use commons::media::{self, MediaId, NewPicture};
use commons::translating::acts as translating;
use kernel::{ActRow, Actor, Code, Grant, ItemId, Key, Locale, MemberId, Parties, Refusal, Role};

/// Every row of the policy table of this slice.
pub const ROWS: &[ActRow] = &[
    Tell::ROW,
    Edit::ROW,
    Translate::ROW,
    Submit::ROW,
    Publish::ROW,
    SendBack::ROW,
    Withdraw::ROW,
    PutBack::ROW,
    Erase::ROW,
    EraseOf::ROW,
    ReadAny::ROW,
    ReadQueue::ROW,
    Import::ROW,
];

/// Beginning a story: a draft that its author and the editors see.
pub struct Tell;
/// Importing a folder of stories.
pub struct Import;
/// Reading what waits for the editors.
pub struct ReadQueue;

macro_rules! targets {
    ($($(#[$meta:meta])* $name:ident;)*) => {$($(#[$meta])* #[derive(Clone, Copy)] pub struct $name(pub ItemId);)*};
}
targets! {
    /// Changing a story, its pictures and consents.
    Edit;
    /// Writing a story's words in another language.
    Translate;
    /// Handing a draft to the editors.
    Submit;
    /// Publishing what was handed in.
    Publish;
    /// Handing it back with a word.
    SendBack;
    /// Taking a story back; a stub stays.
    Withdraw;
    /// Putting a withdrawn story back.
    PutBack;
    /// Erasing a story for good.
    Erase;
    /// Reading a story that is not live.
    ReadAny;
}

/// Doing with somebody's stories what they chose for when they leave.
#[derive(Clone, Copy)]
pub struct EraseOf(pub MemberId);

const RULES: &str = "house rules: stories belong to their tellers";
const CONSENT: &str = "GDPR art. 6(1)(a) and 7: nobody is shown without consent";

macro_rules! plain_act {
    ($act:ident: $name:literal, $who:expr, desk $desk:literal) => {
        impl Act for $act {
            const NAME: &'static str = $name;
            const WHO: &'static [Grant] = $who;
            const LAW: &'static str = RULES;
            const DESK: bool = $desk;
            type Facts = ();
            fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
                Ok(())
            }
        }
    };
}
plain_act!(Tell: "stories.tell", &[Grant::Member], desk true);
plain_act!(Import: "stories.import",
    &[Grant::Role(Role::Animator), Grant::Role(Role::Administrator), Grant::Operator], desk false);
plain_act!(ReadQueue: "stories.read_queue", &[Grant::Role(Role::Editor)], desk false);

/// What decisions on a story rest on.
pub struct StoryFacts {
    /// Those of the item.
    pub item: Facts,
    /// Whether somebody vouches for the one who acts.
    vouched: bool,
    /// Whether they have still to agree to the house agreement in force.
    unagreed: bool,
    /// Whether the one who acts is an editor.
    editor: bool,
    /// How many editors there are.
    editors: i64,
    /// Its consents, as far as the act looks at them.
    consents: Vec<Consent>,
    /// Its people, as far as the act looks at them.
    people: Vec<Someone>,
    /// Its pictures, as far as the act looks at them.
    pictures: Vec<MediaId>,
    /// Its owner is under sixteen: a parent or guardian agrees, too.
    guarded: bool,
}

fn story_facts(seen: &Snapshot<'_>, id: ItemId, whole: bool) -> Result<StoryFacts> {
    let item = items::facts(seen, id)?.filter(|facts| facts.kind == KIND && facts.stage != Stage::Erased);
    let item = item.ok_or(Code::NotFound)?;
    let standing = seen.actor().acting().map(|member| seen.standing(member)).transpose()?.flatten();
    let standing = standing.unwrap_or_default();
    let (vouched, unagreed, editor) =
        (standing.vouched, standing.unagreed, standing.roles.contains(&Role::Editor));
    let owner = item.owner.map(|owner| seen.standing(owner)).transpose()?.flatten();
    let guarded = owner.is_some_and(|owner| owner.young);
    let mut facts = StoryFacts {
        item,
        vouched,
        unagreed,
        editor,
        editors: 0,
        consents: Vec::new(),
        people: Vec::new(),
        pictures: Vec::new(),
        guarded,
    };
    if whole {
        facts.editors = people::roles::holders(seen, Role::Editor)?;
        facts.consents = consent::of_item(seen, id)?;
        facts.people = store::people(seen, id)?;
        facts.pictures = media::ids_of(seen, &[id])?.into_iter().map(|(_, picture)| picture).collect();
    }
    Ok(facts)
}

type Checked = std::result::Result<(), Refusal>;

fn at(facts: &StoryFacts, stages: &[Stage]) -> Checked {
    if stages.contains(&facts.item.stage) { Ok(()) } else { Err(Refusal::plain(Code::Conflict)) }
}

fn on_screen(consent: &Consent) -> bool {
    consent.screen
}

/// The teller agreed to the screen, and so did every living person of the story; nobody who is in it took that back.
fn consented(facts: &StoryFacts) -> Checked {
    let consents: Vec<&Consent> = facts.consents.iter().collect();
    if let Some(gone) = model::taken_back(&facts.people, &facts.pictures, &consents, on_screen) {
        return Err(withdrawn_by(gone, model::names(&facts.people, gone)));
    }
    let holding = consent::holding(&consents, on_screen);
    let mut tellers = holding.iter().filter(|consent| consent.part == consent::Part::Teller).peekable();
    if tellers.peek().is_none() {
        return Err(Refusal::new(Code::Conflict, t::wrong_no_consent));
    }
    if facts.guarded && tellers.all(|consent| consent.how == consent::How::OnScreen) {
        return Err(Refusal::new(Code::Conflict, t::wrong_no_guardian));
    }
    all_agreed(&facts.people, &holding, Code::Conflict)
}

/// Says who took consent back, and what can be done about it.
fn withdrawn_by(gone: &Consent, named: bool) -> Refusal {
    let name = gone.name.clone();
    Refusal::new(Code::Conflict, move |locale| match (name.is_empty(), named) {
        (true, _) => t::wrong_withdrawn(locale).to_owned(),
        (false, true) => t::wrong_withdrawn_of(locale, &name),
        (false, false) => t::wrong_withdrawn_picture(locale, &name),
    })
}

/// Every living person among these people agreed.
fn all_agreed(people: &[Someone], holding: &[&Consent], code: Code) -> Checked {
    let given: Vec<String> = holding.iter().map(|consent| consent.name.clone()).collect();
    match without_consent(people, &given).first() {
        None => Ok(()),
        Some(name) => {
            let name = (*name).to_owned();
            Err(Refusal::new(code, move |locale| t::wrong_no_consent_of(locale, &name)))
        }
    }
}

/// Nobody comes into a story that is shown who has not agreed to that before: said at the field that names them.
fn asked_before(seen: &Snapshot<'_>, id: ItemId, people: &[Someone], field: &'static str) -> Result<()> {
    let consents = consent::of_item(seen, id)?;
    let holding = consent::holding(&consents.iter().collect::<Vec<_>>(), on_screen);
    all_agreed(people, &holding, Code::Invalid).map_err(|refusal| refusal.at(field))?;
    Ok(())
}

/// The same of those who can be recognised in a new picture.
///
/// # Errors
/// The refusal at its field, or those of the store.
pub fn asked_before_shown(seen: &Snapshot<'_>, id: ItemId, names: &[String]) -> Result<()> {
    let people: Vec<Someone> =
        names.iter().map(|name| Someone::subject(name.as_str(), Life::Living, true)).collect();
    asked_before(seen, id, &people, FACES.name)
}

fn may_edit(facts: &StoryFacts, _: &Actor) -> Checked {
    match facts.item.stage {
        Stage::Draft | Stage::Review | Stage::Withdrawn => Ok(()),
        Stage::Live if facts.editor => Ok(()),
        Stage::Live => Err(Refusal::new(Code::Forbidden, t::wrong_edit_live)),
        _ => Err(Refusal::plain(Code::Conflict)),
    }
}

fn may_submit(facts: &StoryFacts, actor: &Actor) -> Checked {
    at(facts, &[Stage::Draft])?;
    if actor.acting().is_some() && !facts.vouched {
        return Err(Refusal::plain(Code::NotVouched));
    }
    if facts.unagreed {
        return Err(Refusal::plain(Code::NotAgreed));
    }
    consented(facts)
}

/// A second pair of eyes, unless there is none.
fn may_publish(facts: &StoryFacts, actor: &Actor) -> Checked {
    at(facts, &[Stage::Review])?;
    let own = facts.item.owner.is_some() && facts.item.owner == actor.signed_in();
    if own && facts.editors > 1 {
        return Err(Refusal::new(Code::Forbidden, t::wrong_own));
    }
    consented(facts)
}

fn may_put_back(facts: &StoryFacts, _: &Actor) -> Checked {
    at(facts, &[Stage::Withdrawn])?;
    consented(facts)
}

macro_rules! story_act {
    ($act:ident: $name:literal, $law:expr, $who:expr, $also:literal, $check:expr, whole $whole:literal, desk $desk:literal
        $(, between $between:expr)?) => {
        impl Act for $act {
            const NAME: &'static str = $name;
            const WHO: &'static [Grant] = $who;
            const LAW: &'static str = $law;
            const ALSO: &'static str = $also;
            const DESK: bool = $desk;
            $(const BETWEEN: Option<Between<Self>> = Some($between);)?
            type Facts = StoryFacts;
            fn facts(&self, seen: &Snapshot<'_>) -> Result<StoryFacts> {
                story_facts(seen, self.0, $whole)
            }
            fn target(&self) -> Option<Key> {
                Some(self.0.0)
            }
            fn parties(&self, facts: &StoryFacts) -> Parties {
                Parties { owner: facts.item.owner, proposer: None }
            }
            fn also(&self, facts: &StoryFacts, actor: &Actor) -> Checked {
                let check: fn(&StoryFacts, &Actor) -> Checked = $check;
                check(facts, actor)
            }
        }
        impl ItemAct for $act {
            fn item(&self) -> ItemId {
                self.0
            }
        }
    };
}

const EDITORS: &[Grant] = &[Grant::Role(Role::Editor)];
const KEEPERS: &[Grant] = &[Grant::Owner, Grant::Role(Role::Editor)];
story_act!(Edit: "stories.edit", RULES, KEEPERS, "a draft, waiting or withdrawn; a live one by editors only",
    may_edit, whole false, desk true);
story_act!(Translate: "stories.translate", RULES, &[Grant::Vouched, Grant::Owner, Grant::Role(Role::Editor)],
    "the story is live", |facts, _| at(facts, &[Stage::Live]), whole false, desk true);
story_act!(Submit: "stories.submit", CONSENT, KEEPERS,
    "a draft, the teller is vouched for and agrees to the house agreement, and everybody living consented", may_submit, whole true, desk true);
story_act!(Publish: "stories.publish", CONSENT, EDITORS,
    "it waits, everybody living agreed, and it is not one's own unless there is no other editor",
    may_publish, whole true, desk false);
story_act!(SendBack: "stories.send_back", RULES, EDITORS, "it waits",
    |facts, _| at(facts, &[Stage::Review]), whole false, desk false,
    between |_, facts, _| Ok(Some(facts.item.owner.into_iter().collect())));
story_act!(Withdraw: "stories.withdraw", RULES, KEEPERS, "it is live or waits",
    |facts, _| at(facts, &[Stage::Live, Stage::Review]), whole false, desk true);
story_act!(PutBack: "stories.put_back", CONSENT, EDITORS, "it is withdrawn, and everybody living agreed and took nothing back",
    may_put_back, whole true, desk false);
story_act!(Erase: "stories.erase", "GDPR art. 17", &[Grant::Owner], "", |_, _| Ok(()), whole false, desk true);
story_act!(ReadAny: "stories.read_any", RULES, KEEPERS, "", |_, _| Ok(()), whole false, desk true);

impl Act for EraseOf {
    const NAME: &'static str = "stories.erase_of";
    const WHO: &'static [Grant] = &[Grant::Owner, Grant::Operator];
    const LAW: &'static str = "GDPR art. 17";
    const DESK: bool = true;
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
    fn target(&self) -> Option<Key> {
        Some(self.0.0)
    }
    fn parties(&self, (): &()) -> Parties {
        Parties { owner: Some(self.0), proposer: None }
    }
}

/// What a form says of a story.
#[derive(Clone, Debug)]
pub struct Told {
    /// In which language.
    pub lang: Locale,
    /// Title, summary and text.
    pub words: Words,
    /// When, where, how known.
    pub details: Details,
    /// Tellers and those told about.
    pub people: Vec<Someone>,
    /// Places of the list.
    pub places: Vec<ItemId>,
}

/// A consent with the code that takes it back.
#[derive(Clone, Debug)]
pub struct Agreed {
    /// The consent.
    pub given: Given,
    /// The code.
    pub code: String,
}

/// Begins a story: a draft. Tells its address below `/stories`.
///
/// # Errors
/// A refusal, or those of the store.
pub fn tell(
    tx: &Tx<'_>,
    told: &Told,
    picture: Option<&NewPicture>,
    agreed: Option<&Agreed>,
) -> Result<String> {
    let permit = tx.permit(Tell)?;
    let owner = tx.actor().acting();
    let new = new_item(told.lang, text::slug(&told.words.title), owner, Stage::Draft, false);
    let (id, slug) = items::create(tx, &permit, &new, &told.words)?;
    store::put(tx, &permit, id, &told.details, &claimed(&told.people, owner))?;
    items::set_links(tx, &permit, id, "place", &told.places)?;
    if let Some(picture) = picture {
        media::add(tx, &permit, id, picture)?;
    }
    if let Some(agreed) = agreed {
        let given = heard(tx, Given { member: owner, ..agreed.given.clone() })?;
        consent::record(tx, &permit, id, &given, &agreed.code)?;
    }
    Ok(slug)
}

/// Whoever is under sixteen can't write down by themselves what a parent or guardian said or signed: the desk does.
fn heard(seen: &Snapshot<'_>, given: Given) -> Result<Given> {
    let alone = seen.actor().signed_in().filter(|_| seen.actor().for_member.is_none());
    let alone = alone.map(|own| seen.standing(own)).transpose()?.flatten();
    match alone {
        Some(own) if own.young => Ok(Given { how: consent::How::OnScreen, ..given }),
        _ => Ok(given),
    }
}

/// The first teller is the one whose story it is.
fn claimed(people: &[Someone], owner: Option<MemberId>) -> Vec<Someone> {
    let mut people = people.to_vec();
    if let Some(first) = people.iter_mut().find(|someone| someone.part == Part::Teller) {
        first.member = owner;
    }
    people
}

fn new_item(origin: Locale, slug: String, owner: Option<MemberId>, stage: Stage, sample: bool) -> NewItem {
    NewItem {
        kind: KIND,
        slug,
        owner,
        origin,
        stage,
        audience: Audience::Public,
        sample,
        area: String::new(),
        ends_at: None,
    }
}

/// Rewrites a story in its first language; `version` is the one the form showed. Nobody comes into one that is shown who
/// has not agreed before. People of the story whom the form does not show (the unnamed) stay, and so do places beyond the
/// ones it shows.
///
/// # Errors
/// [`Code::Conflict`] when somebody changed it meanwhile; a refusal, or those of the store.
pub fn edit(tx: &Tx<'_>, id: ItemId, version: i64, told: &Told) -> Result<String> {
    let permit = tx.permit(Edit(id))?;
    let item = &permit.facts().item;
    let (origin, owner) = (item.origin, item.owner);
    if item.stage == Stage::Live {
        asked_before(tx, id, &told.people, "living")?;
    }
    items::bump(tx, &permit, version)?;
    items::put_original(tx, &permit, origin, &told.words, version + 1)?;
    store::put(tx, &permit, id, &told.details, &claimed(&told.people, owner))?;
    items::set_links(tx, &permit, id, "place", &told.places)?;
    Ok(item.slug.clone())
}

/// Writes a story's words in another language, and what its pictures show.
///
/// # Errors
/// A refusal, or those of the store.
pub fn translate(
    tx: &Tx<'_>,
    id: ItemId,
    lang: Locale,
    words: &Words,
    beside: Option<&Beside>,
    alts: &[(MediaId, String)],
) -> Result<String> {
    let permit = tx.permit(Translate(id))?;
    let StoryFacts { item, editor, .. } = permit.facts();
    let state = if *editor { TextState::Reviewed } else { TextState::Neighbour };
    let path = format!("/stories/{}", item.slug);
    translating::write(tx, &permit, &Translation { lang, state, words, beside }, &path)?;
    let own: Vec<MediaId> = media::of_item(tx, id, lang)?.into_iter().map(|picture| picture.id).collect();
    for (picture, alt) in alts.iter().filter(|(picture, _)| own.contains(picture)) {
        media::put_alt(tx, &permit, *picture, lang, alt)?;
    }
    Ok(item.slug.clone())
}

macro_rules! step {
    ($(#[$meta:meta])* $name:ident, $act:ident, $stage:expr, $told:expr) => {
        $(#[$meta])*
        ///
        /// # Errors
        /// A refusal, or those of the store.
        pub fn $name(tx: &Tx<'_>, id: ItemId) -> Result<String> {
            let permit = tx.permit($act(id))?;
            let item = &permit.facts().item;
            items::set_stage(tx, &permit, $stage, item.version)?;
            notices::tell_owner(tx, &permit, item, &$told)?;
            Ok(item.slug.clone())
        }
    };
}
step!(
    /// Publishes a story; its owner is told.
    publish, Publish, Stage::Live, notices::Told::Published);
step!(
    /// Takes a story back; its owner is told, if somebody else does.
    withdraw, Withdraw, Stage::Withdrawn, notices::Told::Withdrawn);
step!(
    /// Puts a withdrawn story back; its owner is told.
    put_back, PutBack, Stage::Live, notices::Told::PutBack);

/// Hands a draft to the editors.
///
/// # Errors
/// A refusal, or those of the store.
pub fn submit(tx: &Tx<'_>, id: ItemId) -> Result<String> {
    let permit = tx.permit(Submit(id))?;
    store::set_note(tx, &permit, id, "")?;
    items::set_stage(tx, &permit, Stage::Review, permit.facts().item.version)?;
    Ok(permit.facts().item.slug.clone())
}

/// Hands a story back to its author, who is told with a word.
///
/// # Errors
/// A refusal, or those of the store.
pub fn send_back(tx: &Tx<'_>, id: ItemId, word: &str) -> Result<()> {
    let permit = tx.permit(SendBack(id))?;
    let item = &permit.facts().item;
    store::set_note(tx, &permit, id, word)?;
    items::set_stage(tx, &permit, Stage::Draft, item.version)?;
    notices::tell_owner(tx, &permit, item, &notices::Told::SentBack(word))
}

/// Erases a story for good; tells the hashes of its pictures for [`media::forget`].
///
/// # Errors
/// A refusal, or those of the store.
pub fn erase(tx: &Tx<'_>, id: ItemId) -> Result<Vec<String>> {
    let permit = tx.permit(Erase(id))?;
    wipe(tx, &permit, id)
}

fn wipe<'tx, A: Act>(tx: &Tx<'tx>, permit: &::store::Permit<'tx, A>, id: ItemId) -> Result<Vec<String>> {
    items::erase(tx, permit, id)?;
    items::set_links(tx, permit, id, "place", &[])?;
    store::erase(tx, permit, id)?;
    consent::forget_of(tx, permit, id)?;
    media::erase_of(tx, permit, id)
}

/// Erases again a story that was erased after the backup now restored.
pub(super) fn erase_again(tx: &Tx<'_>, thing: Key) -> Result<bool> {
    let Some(found) = items::is_there(tx, thing)?.filter(|found| found.kind == super::KIND) else {
        return Ok(false);
    };
    let permit = tx.permit(items::EraseAgain(found.id))?;
    wipe(tx, &permit, found.id)?;
    Ok(true)
}

/// Does with the stories of somebody who leaves what they chose: their words are erased, or stay without a name.
/// The files of pictures go with the next sweep.
///
/// # Errors
/// A refusal, or those of the store.
pub fn erase_of<'tx>(tx: &Tx<'tx>, member: MemberId) -> Result<()> {
    let permit = tx.permit(EraseOf(member))?;
    for (story, leaving) in store::of_owner(tx, member)? {
        match leaving {
            Leaving::Erase => drop(wipe(tx, &permit, story)?),
            Leaving::Keep => store::unname_tellers(tx, &permit, story)?,
        }
    }
    store::unname(tx, &permit, member)
}

/// Writes one more consent down.
///
/// # Errors
/// A refusal, or those of the store.
pub fn agree(tx: &Tx<'_>, id: ItemId, agreed: &Agreed) -> Result<()> {
    let permit = tx.permit(Edit(id))?;
    let owner = permit.facts().item.owner.filter(|_| agreed.given.part == consent::Part::Teller);
    let given = Given { member: owner, ..agreed.given.clone() };
    let given = heard(tx, given)?;
    consent::record(tx, &permit, id, &given, &agreed.code)?;
    Ok(())
}

/// One story of a folder.
#[derive(Clone, Debug)]
pub struct Imported {
    /// Its address below `/stories`.
    pub slug: String,
    /// Words by language, the original first. Never empty.
    pub texts: Vec<(Locale, Words, TextState)>,
    /// When, where, how known.
    pub details: Details,
    /// Tellers and those told about.
    pub people: Vec<Someone>,
    /// Addresses of places.
    pub places: Vec<String>,
    /// Consents.
    pub consents: Vec<Given>,
    /// Its pictures.
    pub pictures: Vec<NewPicture>,
    /// Invented, for trying out.
    pub sample: bool,
    /// Whose it is, if a member's.
    pub owner: Option<MemberId>,
}

/// Imports stories; they are live at once. Tells their keys in the order given. Each consent gets a fresh
/// code that nobody sees: such consents are withdrawn at the desk.
///
/// # Errors
/// A refusal (a place that is not there), or those of the store; nothing is imported then.
pub fn import(tx: &Tx<'_>, stories: &[Imported]) -> Result<Vec<ItemId>> {
    let permit = tx.permit(Import)?;
    let mut keys = Vec::new();
    for story in stories {
        let Some((origin, words, _)) = story.texts.first() else { continue };
        let new = new_item(*origin, story.slug.clone(), story.owner, Stage::Live, story.sample);
        let (id, _) = items::create(tx, &permit, &new, words)?;
        store::put(tx, &permit, id, &story.details, &story.people)?;
        for (lang, words, state) in story.texts.iter().skip(1) {
            items::add_text(tx, &permit, id, *lang, words, *state)?;
        }
        items::set_links(tx, &permit, id, "place", &places(tx, story)?)?;
        for picture in &story.pictures {
            media::add(tx, &permit, id, picture)?;
        }
        for given in &story.consents {
            consent::record(tx, &permit, id, given, &Key::random().to_string())?;
        }
        keys.push(id);
    }
    Ok(keys)
}

fn places(tx: &Tx<'_>, story: &Imported) -> Result<Vec<ItemId>> {
    let mut found = Vec::new();
    for slug in &story.places {
        let missing = || {
            let (story, place) = (story.slug.clone(), slug.clone());
            Refusal::new(Code::Invalid, move |locale| t::import_no_place(locale, &place, &story))
        };
        found.push(store::place_at(tx, slug)?.ok_or_else(missing)?);
    }
    Ok(found)
}
