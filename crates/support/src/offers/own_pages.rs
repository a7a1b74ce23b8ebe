//! One's own: the form, taking back, done, thanks, and the list of all that is mine.

use super::acts::{self, AskDesk, Edit, Newcomer, Post, ReadMine, Told, Withdraw, newcomer};
use super::input::{OfferInput, ThanksInput, code_from, code_hash, is_good_until, values};
use super::model::{Side, USUAL_DAYS};
use super::pages::{Area, areas, show_page};
use super::store::{self, Mine, MyAnswer};
use crate::texts::offers as t;
use ::store::Snapshot;
use askama::Template;
use axum::response::Response;
use commons::ground;
use commons::helplines::{self, Helpline, crisis_words};
use kernel::{Code, Day, ItemId, Locale, MemberId, Refusal};
use web::form::Sent;
use web::{Choice as _, Chrome, Error, Form, Input, Limit, Page, Path, Redirect, Result, Typed, Visit};

/// Needs and offers of one member in a day.
static OFTEN: Limit = Limit::new("needs and offers of one member", 20, 86_400);

#[derive(Template)]
#[template(path = "offers/edit.html")]
struct EditPage {
    chrome: Chrome,
    form: Typed,
    action: String,
    areas: Vec<Area>,
    /// Shown first when words of crisis were written.
    help: Vec<Helpline>,
    today: Day,
    /// Of one that is there: its side and who sees it stay.
    new: bool,
    vouched: bool,
    /// They are vouched for and have still to agree to the house agreement.
    unagreed: bool,
    /// Whoever is under sixteen asks the desk alone.
    young: bool,
    newcomer: Option<Newcomer>,
    button: &'static str,
}

/// What the form needs beside what is typed.
#[derive(Clone)]
pub(super) struct Around {
    pub(super) areas: Vec<Area>,
    pub(super) help: Vec<Helpline>,
    pub(super) today: Day,
    /// What they write goes before the neighbours at once.
    pub(super) vouched: bool,
    /// It goes to the desk at once, if it is for the desk alone.
    pub(super) for_desk: bool,
    young: bool,
    newcomer: Option<Newcomer>,
}

impl Around {
    /// Whether this one goes out at once, or waits as a draft.
    pub(super) fn at_once(&self, told: &Told) -> bool {
        if told.chosen.desk_only { self.for_desk } else { self.vouched }
    }
}

pub(super) async fn around(visit: &Visit) -> Result<Around> {
    let locale = visit.locale;
    let read = move |seen: &Snapshot<'_>| {
        let me = seen.actor().acting();
        let own = me.map(|me| seen.standing(me)).transpose()?.flatten().unwrap_or_default();
        // whoever is under sixteen is not left with a draft that nobody can publish: they are told who does it instead
        let (young, guarded) = (own.young, own.young && own.vouched);
        let vouched = me.is_some() && (guarded || seen.allow(&Post).is_ok());
        let for_desk = vouched || me.is_some() && seen.allow(&AskDesk).is_ok();
        // the limits do not hold for what the desk does for somebody
        let alone = me.filter(|_| seen.actor().for_member.is_none());
        let newcomer = alone.map(|me| newcomer(seen, me)).transpose()?.flatten();
        let areas = areas(&ground::areas(seen)?, locale);
        let (help, today) = (helplines::all(seen)?, seen.now().day());
        Ok(Around { areas, help, today, vouched, young, for_desk, newcomer })
    };
    Ok(visit.app.store.read(visit.actor, read).await?)
}

fn title(side: &str, locale: Locale) -> &'static str {
    if Side::parse(side) == Some(Side::Offer) { t::new_offer(locale) } else { t::new_need(locale) }
}

fn edit_page(visit: &Visit, around: Around, existing: Option<ItemId>, form: Typed) -> EditPage {
    let locale = visit.locale;
    let heading = if existing.is_some() { t::edit_title(locale) } else { title(form.value("side"), locale) };
    let button = match (existing, around.vouched) {
        (Some(_), _) => t::save(locale),
        (None, false) => t::save_draft(locale),
        (None, true) if Side::parse(form.value("side")) == Some(Side::Offer) => t::post_offer(locale),
        (None, true) => t::post_need(locale),
    };
    let crisis = form.error("anyway").is_some();
    EditPage {
        chrome: visit.chrome(heading),
        action: visit.path(&existing.map_or("/offers/new".to_owned(), |id| format!("/offers/{id}/edit"))),
        areas: around.areas,
        help: if crisis { around.help } else { Vec::new() },
        today: around.today,
        new: existing.is_none(),
        vouched: around.vouched,
        unagreed: around.for_desk && !around.vouched,
        young: around.young,
        newcomer: around.newcomer,
        button,
        form,
    }
}

async fn new_form(visit: Visit, side: Side) -> Result<Page<EditPage>> {
    let around = around(&visit).await?;
    let start = [
        ("side", side.key().to_owned()),
        ("lang", visit.locale.code().to_owned()),
        ("hours", "any".to_owned()),
        ("for_whom", "anyone".to_owned()),
        ("who_may_come", "anyone".to_owned()),
        ("until", around.today.plus(USUAL_DAYS).to_string()),
        ("places", "1".to_owned()),
        ("desk_only", if around.young { "1" } else { "" }.to_owned()),
    ];
    let form = visit.form_with::<OfferInput>(start);
    Ok(Page::of(edit_page(&visit, around, None, form)))
}

/// `GET /needs/new`
pub async fn new_need(visit: Visit) -> Result<Page<impl Template>> {
    new_form(visit, Side::Need).await
}

/// `GET /offers/new`
pub async fn new_offer(visit: Visit) -> Result<Page<impl Template>> {
    new_form(visit, Side::Offer).await
}

/// The last day, the area, and words of crisis: what only the server knows. Nothing is kept of such words.
fn check(input: &OfferInput, areas: &[Area], today: Day) -> std::result::Result<Told, Refusal> {
    let mut told = input.told.clone();
    told.chosen.until = input.until.unwrap_or(today.plus(USUAL_DAYS));
    if !is_good_until(told.chosen.until, today) {
        return Err(Refusal::new(Code::Invalid, t::wrong_until).at("until"));
    }
    let area = &told.chosen.area;
    if !area.is_empty() && !areas.iter().any(|known| known.key == *area) {
        return Err(Refusal::new(Code::Invalid, t::wrong_area).at("area"));
    }
    if !input.anyway && crisis_words(&format!("{}\n{}", told.title, told.text)) {
        return Err(Refusal::new(Code::Invalid, t::crisis).at("anyway"));
    }
    Ok(told)
}

/// Posts or keeps as a draft; tells the key and whether it is public.
pub(super) async fn save_new(visit: &Visit, once: kernel::Key, told: Told, vouched: bool) -> Result<ItemId> {
    if let Some(member) = visit.actor.acting() {
        visit.limit(&OFTEN, &member.to_string())?;
    }
    let secret = visit.app.secret.clone();
    // whoever has it done by the desk gets a slip, whose code lets them in without an account
    let slip = visit.actor.for_member.is_some();
    let write = move |tx: &::store::Tx<'_>| {
        let sign = |id: ItemId| code_hash(&code_from(&secret.sign("offer slip", &[&id.0.0.to_be_bytes()])));
        let id = match vouched {
            true => acts::post(tx, &told, slip.then_some(&sign as &dyn Fn(ItemId) -> Vec<u8>))?,
            false => acts::draft(tx, &told)?,
        };
        Ok(id.to_string())
    };
    let id = visit.app.store.write_once(visit.actor, once, write).await?;
    id.parse().map_err(|_| Error::fault("a form remembered something else"))
}

/// Everything that can be wrong with a new one, for page and program alike.
pub(super) async fn checked(
    visit: &Visit,
    input: &OfferInput,
) -> Result<(std::result::Result<Told, Refusal>, bool)> {
    let around = around(visit).await?;
    let told = check(input, &around.areas, around.today);
    let at_once = told.as_ref().is_ok_and(|told| around.at_once(told));
    Ok((told, at_once))
}

/// `POST /offers/new`
pub async fn create(visit: Visit, form: Form<OfferInput>) -> Result<Redirect> {
    let around = around(&visit).await?;
    let again = |form| edit_page(&visit, around.clone(), None, form);
    let ready = form.or_show(again)?;
    let (sent, input) = (ready.sent(), ready.input);
    let told = match check(&input, &around.areas, around.today) {
        Ok(told) => told,
        Err(refusal) => return Err(sent.or_show(refusal, again)),
    };
    let vouched = around.at_once(&told);
    let id = match save_new(&visit, ready.once, told, vouched).await {
        Ok(id) => id,
        Err(error) => return Err(sent.or_show(error, again)),
    };
    let (to, say) = match (visit.actor.for_member, vouched) {
        (Some(_), _) => (format!("/offers/{id}/slip"), t::posted_slip(visit.locale)),
        (None, true) => (format!("/offers/{id}"), t::posted(visit.locale)),
        (None, false) => (format!("/offers/{id}"), t::drafted(visit.locale)),
    };
    Ok(Redirect::to(visit.path(&to)).say(say))
}

/// `GET /offers/{id}/edit`
pub async fn edit_form(visit: Visit, Path(id): Path<ItemId>) -> Result<Page<impl Template>> {
    let read = move |seen: &Snapshot<'_>| {
        let facts = seen.allow(&Edit(id))?.facts;
        let texts = commons::items::texts_in_any_stage(seen, id)?;
        Ok((texts.into_iter().find(|text| text.lang == facts.origin).ok_or(Code::NotFound)?, facts))
    };
    let (text, facts) = visit.app.store.read(visit.actor, read).await?;
    let told = Told { chosen: facts.chosen, lang: facts.origin, title: text.title, text: text.body };
    let form = visit.form_with::<OfferInput>(values(&told, facts.version));
    Ok(Page::of(edit_page(&visit, around(&visit).await?, Some(id), form)))
}

/// `POST /offers/{id}/edit`
pub async fn edit(visit: Visit, Path(id): Path<ItemId>, form: Form<OfferInput>) -> Result<Redirect> {
    let around = around(&visit).await?;
    let ready = form.or_show(|form| edit_page(&visit, around, Some(id), form))?;
    let (sent, input) = (ready.sent(), ready.input);
    let (told, _) = checked(&visit, &input).await?;
    let there = visit.path(&format!("/offers/{id}"));
    let written = match told {
        Ok(told) => {
            let (next, version) = (there.clone(), input.version);
            let write = move |tx: &::store::Tx<'_>| {
                acts::edit(tx, id, version, &told)?;
                Ok(next.clone())
            };
            visit.app.store.write_once(visit.actor, ready.once, write).await.map_err(Error::from)
        }
        Err(refusal) => Err(refusal.into()),
    };
    match written {
        Ok(next) => Ok(Redirect::to(next).say(t::edited(visit.locale))),
        Err(Error::Refused(refusal)) if refusal.code == Code::Conflict => {
            Err(stale(&visit, id, &input.told).await)
        }
        Err(error) => {
            let around = self::around(&visit).await?;
            Err(sent.or_show(error, |form| edit_page(&visit, around, Some(id), form)))
        }
    }
}

/// Somebody changed it meanwhile: both texts, so that nothing typed is lost.
async fn stale(visit: &Visit, id: ItemId, told: &Told) -> Error {
    let read = move |seen: &Snapshot<'_>| {
        let facts = seen.allow(&Edit(id))?.facts;
        let texts = commons::items::texts_in_any_stage(seen, id)?;
        Ok(texts.into_iter().find(|text| text.lang == facts.origin))
    };
    match visit.app.store.read(visit.actor, read).await {
        Ok(text) => {
            let theirs = text.map(|text| format!("{}\n\n{}", text.title, text.body)).unwrap_or_default();
            Error::Stale { theirs, yours: format!("{}\n\n{}", told.title, told.text) }
        }
        Err(error) => error.into(),
    }
}

#[derive(Template)]
#[template(path = "offers/withdraw.html")]
struct WithdrawPage {
    chrome: Chrome,
    form: Typed,
    id: ItemId,
}

/// `GET /offers/{id}/withdraw`
pub async fn withdraw_form(visit: Visit, Path(id): Path<ItemId>) -> Result<Page<impl Template>> {
    visit.app.store.read(visit.actor, move |seen| seen.allow(&Withdraw(id))).await?;
    let chrome = visit.chrome(t::withdraw_title(visit.locale));
    Ok(Page::of(WithdrawPage { chrome, form: visit.form::<()>(), id }))
}

/// `POST /offers/{id}/withdraw`
pub async fn withdraw(visit: Visit, Path(id): Path<ItemId>, form: Form<()>) -> Result<Redirect> {
    let (ready, mine) = (form.ready()?, visit.path("/me/offers"));
    let write = move |tx: &::store::Tx<'_>| {
        acts::withdraw(tx, id)?;
        Ok(mine.clone())
    };
    let next = visit.app.store.write_once(visit.actor, ready.once, write).await?;
    Ok(Redirect::to(next).say(t::withdrawn(visit.locale)))
}

/// `POST /offers/{id}/publish`
pub async fn publish(visit: Visit, Path(id): Path<ItemId>, form: Form<()>) -> Result<Redirect> {
    let (ready, there) = (form.ready()?, visit.path(&format!("/offers/{id}")));
    let write = move |tx: &::store::Tx<'_>| {
        acts::publish(tx, id)?;
        Ok(there.clone())
    };
    let next = visit.app.store.write_once(visit.actor, ready.once, write).await?;
    Ok(Redirect::to(next).say(t::posted(visit.locale)))
}

/// `POST /offers/{id}/done`
pub async fn done(visit: Visit, Path(id): Path<ItemId>, form: Form<()>) -> Result<Redirect> {
    let (ready, there) = (form.ready()?, visit.path(&format!("/offers/{id}")));
    let write = move |tx: &::store::Tx<'_>| {
        acts::done(tx, id)?;
        Ok(there.clone())
    };
    let next = visit.app.store.write_once(visit.actor, ready.once, write).await?;
    Ok(Redirect::to(next).say(t::done_done(visit.locale)))
}

/// `POST /offers/{id}/thanks`
pub async fn thank(visit: Visit, Path(id): Path<ItemId>, form: Form<ThanksInput>) -> Result<Response> {
    use axum::response::IntoResponse as _;
    let mut wrong = None;
    let ready = match form.or_show(|form| {
        wrong = Some(form);
        Nothing
    }) {
        Ok(ready) => ready,
        Err(error) => match wrong {
            Some(form) => return unprocessable(show_page(&visit, id, None, Some(form)).await?),
            None => return Err(error),
        },
    };
    let (sent, once) = (ready.sent(), ready.once);
    let (input, there) = (ready.input, visit.path(&format!("/offers/{id}")));
    let write = move |tx: &::store::Tx<'_>| {
        acts::thank(tx, id, &input.words, input.lang, input.public)?;
        Ok(there.clone())
    };
    let next = match visit.app.store.write_once(visit.actor, once, write).await {
        Ok(next) => next,
        Err(error) => {
            let form = typed_again(sent, error)?;
            return unprocessable(show_page(&visit, id, None, Some(form)).await?);
        }
    };
    Ok(Redirect::to(next).say(t::thanked(visit.locale)).into_response())
}

/// Stands in for a page that is made later, with what was typed.
#[derive(Template)]
#[template(source = "", ext = "html")]
pub(super) struct Nothing;

/// What was typed, for a page that is made later; any other error stays what it is.
pub(super) fn typed_again<I: Input>(sent: Sent<I>, error: impl Into<Error>) -> Result<Typed> {
    let mut wrong = None;
    let error = sent.or_show(error, |form| {
        wrong = Some(form);
        Nothing
    });
    wrong.ok_or(error)
}

/// A page shown again because of what was typed.
pub(super) fn unprocessable(mut page: Response) -> Result<Response> {
    *page.status_mut() = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
    Ok(page)
}

#[derive(Template)]
#[template(path = "offers/mine.html")]
struct MinePage {
    chrome: Chrome,
    mine: Vec<Mine>,
    answers: Vec<MyAnswer>,
}

/// So many of one's own stand on the page.
const OWN: i64 = 100;

/// `GET /me/offers`
pub async fn mine(visit: Visit) -> Result<Page<impl Template>> {
    let member: MemberId = visit.acting()?;
    let read = move |seen: &Snapshot<'_>| {
        seen.allow(&ReadMine(member))?;
        Ok((store::mine(seen, member, OWN)?, store::my_answers(seen, member, OWN)?))
    };
    let (mine, answers) = visit.app.store.read(visit.actor, read).await?;
    Ok(Page::of(MinePage { chrome: visit.chrome(t::mine(visit.locale)), mine, answers }))
}
