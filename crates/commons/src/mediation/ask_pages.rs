//! One's own list, and asking: from a conversation, by a code somebody showed, or at the desk.

use super::acts::{self, ReadMediators, ReadOwn};
use super::input::{AskInput, Asked, CodeInput, FindInput, WithInput};
use super::model::{Matter, MatterId, Party, Slot};
use super::pages::{bytes, keep, key_of, mine, step, to};
use super::store::{self, Listed, Mediator};
use crate::mediation_words::New;
use crate::texts::mediation as t;
use ::store::Snapshot;
use askama::Template;
use kernel::{Actor, Channel, Code, Key, Locale, MemberId, Refusal};
use people::desk::acts::FindMembers;
use people::member::{self, Brief, Kind};
use web::{Chrome, Form, Page, Query, Redirect, Result, Typed, Visit};

/// The way to ask for help with somebody, for the page of something the two have between them. It is good for this one
/// reader alone, so that nobody writes to a stranger by it.
pub fn way(visit: &Visit, with: MemberId) -> Option<String> {
    let me = visit.actor.acting()?;
    let sign = visit.app.secret.sign(SIGNED, &parts(visit, me, with).each_ref().map(Vec::as_slice));
    Some(visit.path(&format!("/me/mediation/ask?with={with}&sign={sign}")))
}

const SIGNED: &str = "mediation with";

/// What the signature of a way is made of.
fn parts(visit: &Visit, me: MemberId, with: MemberId) -> [Vec<u8>; 3] {
    [visit.community.id.0.to_be_bytes().to_vec(), bytes(me.0), bytes(with.0)]
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

impl ListPage {
    /// Where it is sent that one stops.
    fn stop(&self, line: &Line) -> String {
        self.chrome.path(&format!("/me/mediation/{}/stop", line.matter.id))
    }
}

/// A mediation in one's own list.
pub(super) struct Line {
    pub(super) matter: Matter,
    pub(super) party: Party,
    /// With whom, or between whom.
    pub(super) names: String,
}

impl Line {
    fn of(listed: Listed, me: MemberId) -> Self {
        let Listed { matter, asker, other } = listed;
        let party = matter.party(me);
        let sides =
            [(matter.asker, asker), (matter.other, other)].into_iter().filter(|(side, _)| *side != me);
        let names: Vec<String> = sides.filter_map(|(_, name)| name).collect();
        Self { matter, party, names: names.join(", ") }
    }
    fn status(&self, locale: impl Into<Locale>) -> &'static str {
        self.matter.status(self.party, locale.into())
    }
}

/// One's own mediations.
pub(super) async fn own(visit: &Visit) -> Result<Vec<Line>> {
    let me = mine(visit)?;
    let read = move |seen: &Snapshot<'_>| {
        seen.allow(&ReadOwn)?;
        Ok(store::mine(seen, me)?.into_iter().map(|listed| Line::of(listed, me)).collect())
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

/// Who showed a code: somebody else.
fn whom(seen: &Snapshot<'_>, code: &str, me: MemberId) -> ::store::Result<MemberId> {
    let found = member::whom(seen, code)?.id;
    if found == me { Err(Refusal::new(Code::Invalid, t::wrong_self).at("code").into()) } else { Ok(found) }
}

/// `POST /me/mediation/with`: by the code somebody showed.
pub async fn by_code(visit: Visit, form: Form<CodeInput>) -> Result<Redirect> {
    let page = list_page(&visit, visit.form::<CodeInput>(), visit.form::<FindInput>(), None).await?;
    let ready = form.or_show(|form| ListPage { form, ..page })?;
    let (sent, code, me) = (ready.sent(), ready.input.0, mine(&visit)?);
    match visit.app.store.read(visit.actor, move |seen| whom(seen, &code, me)).await {
        Ok(found) => Ok(Redirect::to(way(&visit, found).unwrap_or_default())),
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
pub(super) fn to_choose(
    seen: &Snapshot<'_>,
    one: MemberId,
    other: MemberId,
) -> ::store::Result<Vec<Mediator>> {
    let apart = store::apart(seen, one, other)?;
    let suits = |found: &Mediator| {
        found.confirmed() && found.member != one && found.member != other && !apart.contains(&found.member)
    };
    Ok(store::mediators(seen)?.into_iter().filter(suits).collect())
}

async fn ask_page(visit: &Visit, with: &WithInput, form: Typed) -> Result<AskPage> {
    let me = mine(visit)?;
    let WithInput { with, sign } = with.clone();
    if !visit.app.secret.verify(SIGNED, &parts(visit, me, with).each_ref().map(Vec::as_slice), &sign) {
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
pub(super) async fn send(visit: &Visit, once: Key, with: MemberId, asked: Asked) -> Result<MatterId> {
    let Asked { mediator, words, lang } = asked;
    let id = MatterId(key_of(visit, once)?);
    step(visit, once, move |tx| acts::ask(tx, id, with, mediator)).await?;
    keep(visit, New { matter: id, id: id.0, slot: Slot::Ask, lang, words }).await?;
    Ok(id)
}

/// `POST /me/mediation/ask`
pub async fn ask(visit: Visit, form: Form<AskInput>) -> Result<Redirect> {
    let with = form.typed("with").and_then(|with| with.parse().ok());
    let (Some(with), Some(sign)) = (with, form.typed("sign")) else {
        return Err(Refusal::plain(Code::NotFound).into());
    };
    let with = WithInput { with, sign: sign.to_owned() };
    let page = ask_page(&visit, &with, visit.form::<AskInput>()).await?;
    let ready = form.or_show(|form| AskPage { form, ..page })?;
    let (sent, AskInput { with, asked }) = (ready.sent(), ready.input);
    match send(&visit, ready.once, with.with, asked).await {
        Ok(id) => Ok(to(&visit, id).say(t::asked(visit.locale))),
        Err(error) => {
            let page = ask_page(&visit, &with, visit.form::<AskInput>()).await?;
            Err(sent.or_show(error, |form| AskPage { form, ..page }))
        }
    }
}
