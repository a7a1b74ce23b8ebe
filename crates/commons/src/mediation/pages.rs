//! The page that the three share, each with what is for them.

use super::acts::{self, Read};
use super::ask_pages::to_choose;
use super::input::{AgreeInput, AgreementInput, MessageInput, NameInput, ViewInput};
use super::model::{Matter, MatterId, Party, Slot, State};
use super::store::{self, Mediator};
use crate::mediation_words::{self as words, New, Written};
use crate::texts::mediation as t;
use ::store::{Snapshot, Tx};
use askama::Template;
use kernel::{Code, Key, Locale, MemberId, Refusal};
use web::{Chrome, Error, Form, Page, Path, Redirect, Result, Typed, Visit};

pub(super) fn mine(visit: &Visit) -> Result<MemberId> {
    Ok(visit.actor.acting().ok_or_else(|| Refusal::plain(Code::NotSignedIn))?)
}

pub(super) fn bytes(key: Key) -> Vec<u8> {
    key.0.to_be_bytes().to_vec()
}

/// A key made from the form's own and whoever sent it: sent again it is the same, and nobody can choose another's.
pub(super) fn key_of(visit: &Visit, once: Key) -> Result<Key> {
    let signed = visit.app.secret.sign("mediation words", &[&bytes(once), &bytes(mine(visit)?.0)]);
    signed.parse().map_err(|_| Error::fault("a signature is no key"))
}

/// Keeps words after the open database has let them through: sent again after a fault they arrive the second time.
pub(super) async fn keep(visit: &Visit, new: New) -> Result<()> {
    Ok(words::keep(&visit.app.sealed, visit.actor.community, new).await?)
}

pub(super) fn to(visit: &Visit, id: MatterId) -> Redirect {
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
            true => others(to_choose(seen, matter.asker, matter.other)?, matter.mediator),
            false => Vec::new(),
        };
        Ok((store::names(seen, &matter)?, mediator, choose, matter, party))
    };
    let (names, mediator, choose, matter, party) = visit.app.store.read(visit.actor, read).await?;
    let mut written = words::of(&visit.app.sealed, visit.actor.community, id).await?;
    written.retain(|one| one.slot.open_to(party) && matter.holds(one.slot, one.id));
    Ok(Whole { matter, party, names, mediator, choose, written })
}

/// Those beside the one who is named already.
fn others(mut all: Vec<Mediator>, named: Option<MemberId>) -> Vec<Mediator> {
    all.retain(|one| Some(one.member) != named);
    all
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
    /// Where a step is sent.
    fn step(&self, step: &str) -> String {
        self.chrome.path(&format!("/me/mediation/{}/{step}", self.whole.matter.id))
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

/// What stands in a form at first: what was written there before, in its language.
fn before(
    written: Option<&Written>,
    [words, language]: [&'static str; 2],
    locale: Locale,
) -> Vec<(&'static str, String)> {
    let lang = written.map_or(locale, |written| written.lang);
    let said = written.map(|written| (words, written.words.clone()));
    said.into_iter().chain([(language, lang.code().to_owned())]).collect()
}

async fn show_page(visit: &Visit, id: MatterId) -> Result<ShowPage> {
    let (whole, l) = (whole(visit, id).await?, visit.locale);
    let view = before(whole.at(whole.matter.view(whole.party)), ["view", "language"], l);
    let agreed = before(whole.at(whole.matter.agreement), ["agreement", "agreement_language"], l);
    Ok(ShowPage {
        chrome: visit.chrome(t::title(l)),
        name: visit.form::<NameInput>(),
        view: visit.form_with::<ViewInput>(view),
        message: visit.form_with::<MessageInput>(before(None, ["message", "language"], l)),
        agreement: visit.form_with::<AgreementInput>(agreed),
        button: visit.form::<()>(),
        whole,
    })
}

/// `GET /me/mediation/{id}`
pub async fn show(visit: Visit, Path(id): Path<MatterId>) -> Result<Page<impl Template>> {
    Ok(Page::of(show_page(&visit, id).await?))
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
    let page = show_page(&visit, id).await?;
    let ready = form.or_show(|name| ShowPage { name, ..page })?;
    let (sent, NameInput(mediator)) = (ready.sent(), ready.input);
    if let Err(error) = step(&visit, ready.once, move |tx| acts::name(tx, id, mediator)).await {
        let page = show_page(&visit, id).await?;
        return Err(sent.or_show(error, |name| ShowPage { name, ..page }));
    }
    Ok(to(&visit, id).say(t::named(visit.locale)))
}

/// Keeps how one sees it, once.
pub(super) async fn keep_view(visit: &Visit, id: MatterId, once: Key, input: ViewInput) -> Result<()> {
    let ViewInput(lang, words) = input;
    let key = key_of(visit, once)?;
    let write = move |tx: &Tx<'_>| Ok(acts::write_view(tx, id, key)?.word().to_owned());
    let place = visit.app.store.write_once(visit.actor, once, write).await?;
    let slot = Slot::parse(&place).ok_or_else(|| Error::fault("a place that is none"))?;
    keep(visit, New { matter: id, id: key, slot, lang, words }).await
}

/// `POST /me/mediation/{id}/view`
pub async fn view(visit: Visit, Path(id): Path<MatterId>, form: Form<ViewInput>) -> Result<Redirect> {
    let page = show_page(&visit, id).await?;
    let ready = form.or_show(|view| ShowPage { view, ..page })?;
    keep_view(&visit, id, ready.once, ready.input).await?;
    Ok(to(&visit, id).say(t::view_kept(visit.locale)))
}

/// Keeps what the mediator writes to both, once.
pub(super) async fn keep_message(visit: &Visit, id: MatterId, once: Key, input: MessageInput) -> Result<()> {
    let MessageInput(lang, words) = input;
    let key = key_of(visit, once)?;
    step(visit, once, move |tx| acts::write_message(tx, id)).await?;
    keep(visit, New { matter: id, id: key, slot: Slot::Message, lang, words }).await
}

/// `POST /me/mediation/{id}/message`
pub async fn message(visit: Visit, Path(id): Path<MatterId>, form: Form<MessageInput>) -> Result<Redirect> {
    let page = show_page(&visit, id).await?;
    let ready = form.or_show(|message| ShowPage { message, ..page })?;
    keep_message(&visit, id, ready.once, ready.input).await?;
    Ok(to(&visit, id).say(t::message_sent(visit.locale)))
}

/// Keeps what is to be agreed on, once.
pub(super) async fn keep_agreement(
    visit: &Visit,
    id: MatterId,
    once: Key,
    input: AgreementInput,
) -> Result<()> {
    let AgreementInput(lang, words) = input;
    let key = key_of(visit, once)?;
    step(visit, once, move |tx| acts::write_agreement(tx, id, key)).await?;
    keep(visit, New { matter: id, id: key, slot: Slot::Agreement, lang, words }).await
}

/// `POST /me/mediation/{id}/agreement`
pub async fn agreement(
    visit: Visit,
    Path(id): Path<MatterId>,
    form: Form<AgreementInput>,
) -> Result<Redirect> {
    let page = show_page(&visit, id).await?;
    let ready = form.or_show(|agreement| ShowPage { agreement, ..page })?;
    keep_agreement(&visit, id, ready.once, ready.input).await?;
    Ok(to(&visit, id).say(t::agreement_kept(visit.locale)))
}

/// `POST /me/mediation/{id}/agree`
pub async fn agree(visit: Visit, Path(id): Path<MatterId>, form: Form<AgreeInput>) -> Result<Redirect> {
    let ready = form.ready()?;
    let AgreeInput(shown) = ready.input;
    step(&visit, ready.once, move |tx| acts::agree(tx, id, shown)).await?;
    Ok(to(&visit, id).say(t::agreed(visit.locale)))
}
