//! Asking, and the page that the three share, each with what is for them.

use super::acts::{self, Read, ReadMediators, ReadOwn};
use super::input::{
    AgreeInput, AgreementInput, AskInput, CodeInput, FindInput, MessageInput, NameInput, ViewInput, WithInput,
};
use super::model::{Matter, MatterId, Party, Slot, State};
use super::store::{self, Mediator};
use crate::mediation_words::{self as words, New, Written};
use crate::texts::mediation as t;
use ::store::{Snapshot, Tx};
use askama::Template;
use kernel::{Actor, Channel, Code, Key, Locale, MemberId, Refusal};
use people::desk::acts::FindMembers;
use people::member::{self, Brief, Kind};
use web::{Choice as _, Chrome, Error, Form, Page, Path, Query, Redirect, Result, Typed, Visit};

fn mine(visit: &Visit) -> Result<MemberId> {
    Ok(visit.actor.acting().ok_or_else(|| Refusal::plain(Code::NotSignedIn))?)
}

/// The way to ask for help with somebody, for the page of something the two have between them. It is good for this one
/// reader alone, so that nobody writes to a stranger by it.
pub fn way(visit: &Visit, with: MemberId) -> Option<String> {
    let me = visit.actor.acting()?;
    let sign = sign(visit, me, with);
    Some(visit.path(&format!("/me/mediation/ask?with={with}&sign={sign}")))
}

fn sign(visit: &Visit, me: MemberId, with: MemberId) -> String {
    let parts = [visit.community.id.0.to_be_bytes().to_vec(), bytes(me.0), bytes(with.0)];
    visit.app.secret.sign("mediation with", &[&parts[0], &parts[1], &parts[2]])
}

fn bytes(key: Key) -> Vec<u8> {
    key.0.to_be_bytes().to_vec()
}

/// A key made from the form's own and whoever sent it: sent again it is the same, and nobody can choose another's.
fn key_of(visit: &Visit, once: Key, me: MemberId) -> Result<Key> {
    let signed = visit.app.secret.sign("mediation words", &[&bytes(once), &bytes(me.0)]);
    signed.parse().map_err(|_| Error::fault("a signature is no key"))
}

/// Somebody in a list, with the way to ask for help with them.
struct Found {
    name: String,
    way: String,
}

#[derive(Template)]
#[template(path = "mediation/list.html")]
struct ListPage {
    chrome: Chrome,
    matters: Vec<Line>,
    found: Option<Vec<Found>>,
    form: Typed,
    find: Typed,
    button: Typed,
    helping: bool,
}

/// A mediation in one's own list.
pub(super) struct Line {
    pub(super) matter: Matter,
    pub(super) party: Party,
    /// With whom, or between whom.
    pub(super) names: String,
}

impl Line {
    fn status(&self, locale: impl Into<Locale>) -> &'static str {
        self.matter.status(self.party, locale.into())
    }
}

/// One's own mediations.
pub(super) async fn own(visit: &Visit) -> Result<Vec<Line>> {
    let me = mine(visit)?;
    let read = move |seen: &Snapshot<'_>| {
        seen.allow(&ReadOwn)?;
        let mut lines = Vec::new();
        for matter in store::mine(seen, me)? {
            let known = store::names(seen, &matter)?;
            let party = matter.party(me);
            let sides = [matter.asker, matter.other].into_iter().filter(|side| *side != me);
            let called =
                |id: MemberId| known.iter().find(|(own, _)| *own == id).map(|(_, name)| name.clone());
            let names: Vec<String> = sides.filter_map(called).collect();
            lines.push(Line { matter, party, names: names.join(", ") });
        }
        Ok(lines)
    };
    Ok(visit.app.store.read(visit.actor, read).await?)
}

async fn list_page(visit: &Visit, form: Typed, find: Typed, found: Option<Vec<Found>>) -> Result<ListPage> {
    Ok(ListPage {
        chrome: visit.chrome(t::name(visit.locale)),
        matters: own(visit).await?,
        found,
        form,
        find,
        button: visit.form::<()>(),
        helping: visit.actor.for_member.is_some(),
    })
}

/// `GET /me/mediation`
pub async fn list(visit: Visit) -> Result<Page<impl Template>> {
    let (form, find) = (visit.form::<CodeInput>(), visit.form::<FindInput>());
    Ok(Page::of(list_page(&visit, form, find, None).await?))
}

/// `POST /me/mediation/with`: by the code somebody showed.
pub async fn by_code(visit: Visit, form: Form<CodeInput>) -> Result<Redirect> {
    let page = list_page(&visit, visit.form::<CodeInput>(), visit.form::<FindInput>(), None).await?;
    let ready = form.or_show(|form| ListPage { form, ..page })?;
    let (sent, code) = (ready.sent(), ready.input.0);
    let found = visit.app.store.read(visit.actor, move |seen| member::whom(seen, &code)).await;
    match found {
        Ok(found) => Ok(Redirect::to(way(&visit, found.id).unwrap_or_default())),
        Err(error) => {
            let page = list_page(&visit, visit.form::<CodeInput>(), visit.form::<FindInput>(), None).await?;
            Err(sent.or_show(error, |form| ListPage { form, ..page }))
        }
    }
}

/// `POST /me/mediation/find`: the desk finds with whom, for the one they help. In a form and not in an address.
pub async fn find(visit: Visit, form: Form<FindInput>) -> Result<Page<impl Template>> {
    let page = list_page(&visit, visit.form::<CodeInput>(), visit.form::<FindInput>(), None).await?;
    let ready = form.or_show(|find| ListPage { find, ..page })?;
    let (helped, name) = (mine(&visit)?, ready.input.0);
    let own = Actor { for_member: None, channel: Channel::Web, ..visit.actor };
    let asked = name.clone();
    let read = move |seen: &Snapshot<'_>| {
        seen.allow(&FindMembers)?;
        member::by_name(seen, &asked)
    };
    let all: Vec<Brief> = visit.app.store.read(own, read).await?;
    let others = all.into_iter().filter(|one| one.kind == Kind::Person && one.id != helped);
    let found = others.filter_map(|one| Some(Found { way: way(&visit, one.id)?, name: one.name })).collect();
    let find = visit.form_with::<FindInput>([("name", name)]);
    Ok(Page::of(list_page(&visit, visit.form::<CodeInput>(), find, Some(found)).await?))
}

#[derive(Template)]
#[template(path = "mediation/ask.html")]
struct AskPage {
    chrome: Chrome,
    form: Typed,
    mediators: Vec<Mediator>,
}

/// Whoever may be named by two: confirmed, and with no block between them and either.
fn to_choose(seen: &Snapshot<'_>, one: MemberId, other: MemberId) -> ::store::Result<Vec<Mediator>> {
    let apart = store::apart(seen, one, other)?;
    let suits = |found: &Mediator| {
        found.confirmed() && found.member != one && found.member != other && !apart.contains(&found.member)
    };
    Ok(store::mediators(seen)?.into_iter().filter(suits).collect())
}

async fn ask_page(visit: &Visit, with: &WithInput, form: Typed) -> Result<AskPage> {
    let me = mine(visit)?;
    let WithInput { with, sign: shown } = with.clone();
    if sign(visit, me, with) != shown {
        return Err(Refusal::plain(Code::NotFound).into());
    }
    let read = move |seen: &Snapshot<'_>| {
        seen.allow(&ReadMediators)?;
        let (name, ..) = member::name(seen, with)?.ok_or(Code::NotFound)?;
        Ok((name, to_choose(seen, me, with)?))
    };
    let (name, mediators) = visit.app.store.read(visit.actor, read).await?;
    Ok(AskPage { chrome: visit.chrome(t::ask_title(visit.locale, &name)), form, mediators })
}

/// `GET /me/mediation/ask`
pub async fn ask_form(visit: Visit, Query(with): Query<WithInput>) -> Result<Page<impl Template>> {
    let values = [
        ("with", with.with.to_string()),
        ("sign", with.sign.clone()),
        ("language", visit.locale.code().to_owned()),
    ];
    let form = visit.form_with::<AskInput>(values);
    Ok(Page::of(ask_page(&visit, &with, form).await?))
}

/// Asks, once; tells the key.
pub(super) async fn send(visit: &Visit, once: Key, input: AskInput) -> Result<MatterId> {
    let me = mine(visit)?;
    let AskInput { with: WithInput { with, .. }, mediator, words: said, lang } = input;
    let id = MatterId(key_of(visit, once, me)?);
    let write = move |tx: &Tx<'_>| {
        acts::ask(tx, id, with, mediator)?;
        Ok(String::new())
    };
    visit.app.store.write_once(visit.actor, once, write).await?;
    keep(visit, New { matter: id, id: id.0, slot: Slot::Ask, lang, words: said }).await?;
    Ok(id)
}

/// Keeps words after the open database has let them through: sent again after a fault they arrive the second time.
async fn keep(visit: &Visit, new: New) -> Result<()> {
    Ok(words::keep(&visit.app.sealed, visit.actor.community, new).await?)
}

/// `POST /me/mediation/ask`
pub async fn ask(visit: Visit, form: Form<AskInput>) -> Result<Redirect> {
    let (Some(with), Some(sign)) =
        (form.typed("with").and_then(|with| with.parse().ok()), form.typed("sign"))
    else {
        return Err(Refusal::plain(Code::NotFound).into());
    };
    let with = WithInput { with, sign: sign.to_owned() };
    let page = ask_page(&visit, &with, visit.form::<AskInput>()).await?;
    let ready = form.or_show(|form| AskPage { form, ..page })?;
    let sent = ready.sent();
    match send(&visit, ready.once, ready.input).await {
        Ok(id) => Ok(to(&visit, id).say(t::asked(visit.locale))),
        Err(error) => {
            let page = ask_page(&visit, &with, visit.form::<AskInput>()).await?;
            Err(sent.or_show(error, |form| AskPage { form, ..page }))
        }
    }
}

fn to(visit: &Visit, id: MatterId) -> Redirect {
    Redirect::to(visit.path(&format!("/me/mediation/{id}")))
}

/// All that one of the three may see of a mediation.
pub(super) struct Whole {
    pub(super) matter: Matter,
    pub(super) party: Party,
    names: Vec<(MemberId, String)>,
    mediator: Option<Mediator>,
    choose: Vec<Mediator>,
    pub(super) written: Vec<Written>,
}

impl Whole {
    pub(super) fn called(&self, party: Party, locale: Locale) -> String {
        let id = match party {
            Party::Asker => Some(self.matter.asker),
            Party::Other => Some(self.matter.other),
            Party::Mediator => self.matter.mediator,
            Party::Nobody => None,
        };
        let name = id.and_then(|id| self.names.iter().find(|(own, _)| *own == id));
        name.map_or_else(|| t::somebody(locale).to_owned(), |(_, name)| name.clone())
    }
    fn at(&self, key: Option<Key>) -> Option<&Written> {
        self.written.iter().find(|written| Some(written.id) == key)
    }
}

/// First the open database says who somebody is, then the sealed one gives what is for them.
pub(super) async fn whole(visit: &Visit, id: MatterId) -> Result<Whole> {
    let read = move |seen: &Snapshot<'_>| {
        let found = seen.allow(&Read(id))?;
        let (matter, party) = (found.matter, found.party);
        let mediator = matter.mediator.map(|named| store::mediator(seen, named)).transpose()?.flatten();
        let choose = match matter.waits_for(party) {
            true => to_choose(seen, matter.asker, matter.other)?,
            false => Vec::new(),
        };
        Ok((store::names(seen, &matter)?, mediator, choose, matter, party))
    };
    let (names, mediator, choose, matter, party) = visit.app.store.read(visit.actor, read).await?;
    let mut written = words::of(&visit.app.sealed, visit.actor.community, id).await?;
    let current = [Some(id.0), matter.view_asker, matter.view_other, matter.agreement];
    written.retain(|one| {
        one.slot.open_to(party) && (one.slot == Slot::Message || current.contains(&Some(one.id)))
    });
    Ok(Whole { matter, party, names, mediator, choose, written })
}

#[derive(Template)]
#[template(path = "mediation/show.html")]
struct ShowPage {
    chrome: Chrome,
    whole: Whole,
    name: Typed,
    view: Typed,
    message: Typed,
    agreement: Typed,
    button: Typed,
}

impl ShowPage {
    fn id(&self) -> MatterId {
        self.whole.matter.id
    }
    fn status(&self) -> &'static str {
        self.whole.matter.status(self.whole.party, self.chrome.locale)
    }
    fn asker(&self) -> String {
        self.whole.called(Party::Asker, self.chrome.locale)
    }
    fn other(&self) -> String {
        self.whole.called(Party::Other, self.chrome.locale)
    }
    fn mediator(&self) -> String {
        self.whole.called(Party::Mediator, self.chrome.locale)
    }
    /// How each side sees it, for the mediator.
    fn views(&self) -> Vec<(String, Option<&Written>)> {
        let matter = &self.whole.matter;
        vec![
            (self.asker(), self.whole.at(matter.view_asker)),
            (self.other(), self.whole.at(matter.view_other)),
        ]
    }
    fn ask(&self) -> Option<&Written> {
        self.whole.at(Some(self.whole.matter.id.0))
    }
    fn agreement_text(&self) -> Option<&Written> {
        self.whole.at(self.whole.matter.agreement)
    }
    fn messages(&self) -> impl Iterator<Item = &Written> {
        self.whole.written.iter().filter(|written| written.slot == Slot::Message)
    }
    fn waits(&self) -> bool {
        self.whole.matter.waits_for(self.whole.party)
    }
    fn side(&self) -> bool {
        self.whole.party.is_side()
    }
    fn mediates(&self) -> bool {
        self.whole.party == Party::Mediator
    }
    fn state(&self) -> &'static str {
        self.whole.matter.state.word()
    }
    fn over(&self) -> bool {
        self.whole.matter.state == State::Ended
    }
    fn may_agree(&self) -> bool {
        let matter = &self.whole.matter;
        self.side() && matter.state == State::Running && !matter.agrees(self.whole.party)
    }
    fn day(&self, written: &Written) -> String {
        text::date(self.chrome.locale, written.day)
    }
}

/// What was typed into which form of the page.
#[derive(Default)]
struct Again {
    name: Option<Typed>,
    view: Option<Typed>,
    message: Option<Typed>,
    agreement: Option<Typed>,
}

async fn show_page(visit: &Visit, id: MatterId, again: Again) -> Result<ShowPage> {
    let whole = whole(visit, id).await?;
    let language = ("language", visit.locale.code().to_owned());
    let own = whole.at(whole.matter.view(whole.party)).map(|written| ("view", written.words.clone()));
    let agreed = whole.at(whole.matter.agreement).map(|written| ("agreement", written.words.clone()));
    let with = |more: Option<(&'static str, String)>| more.into_iter().chain([language.clone()]);
    Ok(ShowPage {
        chrome: visit.chrome(t::title(visit.locale)),
        name: again.name.unwrap_or_else(|| visit.form::<NameInput>()),
        view: again.view.unwrap_or_else(|| visit.form_with::<ViewInput>(with(own))),
        message: again.message.unwrap_or_else(|| visit.form_with::<MessageInput>(with(None))),
        agreement: again.agreement.unwrap_or_else(|| visit.form_with::<AgreementInput>(with(agreed))),
        button: visit.form::<()>(),
        whole,
    })
}

/// `GET /me/mediation/{id}`
pub async fn show(visit: Visit, Path(id): Path<MatterId>) -> Result<Page<impl Template>> {
    Ok(Page::of(show_page(&visit, id, Again::default()).await?))
}

/// Does one step, once.
pub(super) async fn step(
    visit: &Visit,
    once: Key,
    act: impl Fn(&Tx<'_>) -> ::store::Result<()> + Send + Sync + 'static,
) -> Result<()> {
    let write = move |tx: &Tx<'_>| {
        act(tx)?;
        Ok(String::new())
    };
    visit.app.store.write_once(visit.actor, once, write).await?;
    Ok(())
}

macro_rules! steps {
    ($($(#[$meta:meta])* $name:ident: $act:path, $says:path;)*) => {$(
        $(#[$meta])*
        pub async fn $name(visit: Visit, Path(id): Path<MatterId>, form: Form<()>) -> Result<Redirect> {
            let once = form.ready()?.once;
            step(&visit, once, move |tx| $act(tx, id)).await?;
            Ok(to(&visit, id).say($says(visit.locale)))
        }
    )*};
}
steps! {
    /// `POST /me/mediation/{id}/yes`
    yes: acts::say_yes, t::said_yes;
    /// `POST /me/mediation/{id}/accept`
    accept: acts::accept, t::accepted;
    /// `POST /me/mediation/{id}/without`
    without: acts::end_without, t::ended;
}

macro_rules! last_steps {
    ($($(#[$meta:meta])* $name:ident: $act:path, $says:path;)*) => {$(
        $(#[$meta])*
        pub async fn $name(visit: Visit, Path(id): Path<MatterId>, form: Form<()>) -> Result<Redirect> {
            let once = form.ready()?.once;
            step(&visit, once, move |tx| $act(tx, id)).await?;
            Ok(Redirect::to(visit.path("/me/mediation")).say($says(visit.locale)))
        }
    )*};
}
last_steps! {
    /// `POST /me/mediation/{id}/cannot`
    cannot: acts::cannot, t::declined;
    /// `POST /me/mediation/{id}/stop`
    stop: acts::stop, t::stopped;
}

/// `POST /me/mediation/{id}/name`
pub async fn name(visit: Visit, Path(id): Path<MatterId>, form: Form<NameInput>) -> Result<Redirect> {
    let page = show_page(&visit, id, Again::default()).await?;
    let ready = form.or_show(|name| ShowPage { name, ..page })?;
    let (sent, NameInput(mediator)) = (ready.sent(), ready.input);
    if let Err(error) = step(&visit, ready.once, move |tx| acts::name(tx, id, mediator)).await {
        let page = show_page(&visit, id, Again::default()).await?;
        return Err(sent.or_show(error, |name| ShowPage { name, ..page }));
    }
    Ok(to(&visit, id).say(t::named(visit.locale)))
}

/// Keeps how one sees it, once.
pub(super) async fn keep_view(visit: &Visit, id: MatterId, once: Key, input: ViewInput) -> Result<()> {
    let key = key_of(visit, once, mine(visit)?)?;
    let write = move |tx: &Tx<'_>| Ok(acts::write_view(tx, id, key)?.word().to_owned());
    let party = visit.app.store.write_once(visit.actor, once, write).await?;
    let slot = if party == Party::Asker.word() { Slot::ViewOfAsker } else { Slot::ViewOfOther };
    keep(visit, New { matter: id, id: key, slot, lang: input.0, words: input.1 }).await
}

/// `POST /me/mediation/{id}/view`
pub async fn view(visit: Visit, Path(id): Path<MatterId>, form: Form<ViewInput>) -> Result<Redirect> {
    let page = show_page(&visit, id, Again::default()).await?;
    let ready = form.or_show(|view| ShowPage { view, ..page })?;
    keep_view(&visit, id, ready.once, ready.input).await?;
    Ok(to(&visit, id).say(t::view_kept(visit.locale)))
}

/// Keeps what the mediator writes to both, once.
pub(super) async fn keep_message(visit: &Visit, id: MatterId, once: Key, input: MessageInput) -> Result<()> {
    let key = key_of(visit, once, mine(visit)?)?;
    step(visit, once, move |tx| acts::write_message(tx, id)).await?;
    keep(visit, New { matter: id, id: key, slot: Slot::Message, lang: input.0, words: input.1 }).await
}

/// `POST /me/mediation/{id}/message`
pub async fn message(visit: Visit, Path(id): Path<MatterId>, form: Form<MessageInput>) -> Result<Redirect> {
    let page = show_page(&visit, id, Again::default()).await?;
    let ready = form.or_show(|message| ShowPage { message, ..page })?;
    keep_message(&visit, id, ready.once, ready.input).await?;
    Ok(to(&visit, id).say(t::message_sent(visit.locale)))
}

/// `POST /me/mediation/{id}/agreement`
pub async fn agreement(
    visit: Visit,
    Path(id): Path<MatterId>,
    form: Form<AgreementInput>,
) -> Result<Redirect> {
    let page = show_page(&visit, id, Again::default()).await?;
    let ready = form.or_show(|agreement| ShowPage { agreement, ..page })?;
    let key = key_of(&visit, ready.once, mine(&visit)?)?;
    step(&visit, ready.once, move |tx| acts::write_agreement(tx, id, key)).await?;
    let AgreementInput(lang, said) = ready.input;
    keep(&visit, New { matter: id, id: key, slot: Slot::Agreement, lang, words: said }).await?;
    Ok(to(&visit, id).say(t::agreement_kept(visit.locale)))
}

/// `POST /me/mediation/{id}/agree`
pub async fn agree(visit: Visit, Path(id): Path<MatterId>, form: Form<AgreeInput>) -> Result<Redirect> {
    let ready = form.ready()?;
    let AgreeInput(shown) = ready.input;
    step(&visit, ready.once, move |tx| acts::agree(tx, id, shown)).await?;
    Ok(to(&visit, id).say(t::agreed(visit.locale)))
}
