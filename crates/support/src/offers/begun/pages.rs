//! Beginning, looking it over, and making it one's own.

use super::acts::{self, DAYS, Held};
use super::input::{FinishInput, Idea, IdeaInput, kept, read_kept};
use crate::offers::acts::{AskDesk, Told};
use crate::offers::input::{OfferInput, values};
use crate::offers::model::{Side, State, USUAL_DAYS};
use crate::offers::own_pages::{Around, around, checked};
use crate::offers::pages::{Area, area_name};
use crate::texts::{begun as t, offers};
use ::store::{Snapshot, Tx};
use askama::Template;
use commons::helplines::Helpline;
use kernel::{Code, Day, ItemId, Key, Locale};
use people::People;
use web::{Choice as _, Chrome, Error, Form, Page, Path, Query, Redirect, Result, Typed, Visit};

#[derive(Template)]
#[template(path = "offers/begun/begin.html")]
struct BeginPage {
    chrome: Chrome,
    form: Typed,
    action: String,
    areas: Vec<Area>,
    help: Vec<Helpline>,
    today: Day,
    lead: &'static str,
    button: &'static str,
}

fn begin_page(visit: &Visit, around: Around, form: Typed, change: Option<Key>) -> BeginPage {
    let (locale, joined) = (visit.locale, visit.actor.acting().is_some());
    let (title, publish) = match Side::parse(form.value("side")) {
        Some(Side::Offer) => (offers::new_offer(locale), offers::post_offer(locale)),
        Some(Side::Need) | None => (offers::new_need(locale), offers::post_need(locale)),
    };
    // who has joined already goes the usual way from here
    let (action, button) = match (joined, change) {
        (true, None) => ("/offers/new".to_owned(), publish),
        (false, None) => ("/begun".to_owned(), t::go_on(locale)),
        (_, Some(key)) => (format!("/begun/{key}/change"), t::go_on(locale)),
    };
    BeginPage {
        chrome: visit.chrome(title),
        action: visit.path(&action),
        areas: around.areas,
        help: if form.error("anyway").is_some() { around.help } else { Vec::new() },
        today: around.today,
        lead: if joined { offers::form_lead(locale) } else { t::lead(locale) },
        button,
        form,
    }
}

async fn begin_form(visit: Visit, side: Side, idea: Option<Idea>) -> Result<Page<BeginPage>> {
    let (around, locale) = (around(&visit).await?, visit.locale);
    let mut start = vec![
        ("side", side.key().to_owned()),
        ("lang", locale.code().to_owned()),
        ("hours", "any".to_owned()),
        ("for_whom", "anyone".to_owned()),
        ("who_may_come", "anyone".to_owned()),
        ("until", around.today.plus(USUAL_DAYS).to_string()),
    ];
    if let Some(idea) = idea {
        start.extend([("title", idea.title(locale).to_owned()), ("kind", idea.kind().key().to_owned())]);
    }
    let form = visit.form_with::<OfferInput>(start);
    Ok(Page::of(begin_page(&visit, around, form, None)))
}

/// `GET /needs/begin`
pub async fn begin_need(visit: Visit) -> Result<Page<impl Template>> {
    begin_form(visit, Side::Need, None).await
}

/// `GET /offers/begin`
pub async fn begin_offer(
    visit: Visit,
    Query(IdeaInput(idea)): Query<IdeaInput>,
) -> Result<Page<impl Template>> {
    begin_form(visit, Side::Offer, idea).await
}

/// What is typed, checked; or the form again with all of it.
async fn typed(visit: &Visit, form: Form<OfferInput>, change: Option<Key>) -> Result<(Key, String)> {
    let around = around(visit).await?;
    let again = |form| begin_page(visit, around.clone(), form, change);
    let ready = form.or_show(again)?;
    let (sent, input) = (ready.sent(), ready.input);
    match checked(visit, &input).await?.0 {
        Ok(told) => Ok((ready.once, kept(&told, input.anyway))),
        Err(refusal) => Err(sent.or_show(refusal, again)),
    }
}

/// The key of a new one: made from the form's own and the browser that sent it, so that the same form sent again
/// leads to the same draft and the key lies nowhere.
fn fresh(visit: &Visit, once: Key) -> Result<Key> {
    let browser = visit.browser("begun");
    let signature = visit.app.secret.sign("begun", &[&once.0.to_be_bytes(), browser.as_bytes()]);
    signature.parse().map_err(|_| Error::fault("a signature is no key"))
}

/// Writes once and leads to the draft. What is remembered of the form does not say where.
async fn keep(
    visit: &Visit,
    once: Key,
    key: Key,
    write: impl for<'tx> Fn(&Tx<'tx>) -> ::store::Result<()> + Send + Sync + 'static,
) -> Result<Redirect> {
    let write = move |tx: &Tx<'_>| write(tx).map(|()| String::new());
    visit.app.store.write_once(visit.actor, once, write).await?;
    Ok(Redirect::to(visit.path(&format!("/begun/{key}"))))
}

/// `POST /begun`
pub async fn begin(visit: Visit, form: Form<OfferInput>) -> Result<Redirect> {
    let (once, told) = typed(&visit, form, None).await?;
    let key = fresh(&visit, once)?;
    keep(&visit, once, key, move |tx| acts::begin(tx, Held(key), &told)).await
}

/// `GET /begun/{key}/change`
pub async fn change_form(visit: Visit, Path(key): Path<Key>) -> Result<Page<impl Template>> {
    let OfferInput { told, anyway, .. } = held(&visit, key).await?;
    let anyway = anyway.then(|| ("anyway", "1".to_owned()));
    let form = visit.form_with::<OfferInput>(values(&told, 0).into_iter().chain(anyway));
    let around = around(&visit).await?;
    Ok(Page::of(begin_page(&visit, around, form, Some(key))))
}

/// `POST /begun/{key}/change`
pub async fn change(visit: Visit, Path(key): Path<Key>, form: Form<OfferInput>) -> Result<Redirect> {
    let (once, told) = typed(&visit, form, Some(key)).await?;
    keep(&visit, once, key, move |tx| acts::change(tx, Held(key), &told)).await
}

async fn held(visit: &Visit, key: Key) -> Result<OfferInput> {
    let kept = visit.app.store.read(visit.actor, move |seen| acts::read(seen, Held(key))).await?;
    read_kept(&kept)
}

/// One line of what is chosen, as its author and as neighbours read it.
struct Line {
    label: &'static str,
    mine: String,
    theirs: String,
}

fn lines(told: &Told, areas: &[Area], mine: Locale, theirs: Locale) -> Vec<Line> {
    let chosen = &told.chosen;
    let mut lines = Vec::new();
    let mut add = |label: fn(Locale) -> &'static str, say: &dyn Fn(Locale) -> String| {
        lines.push(Line { label: label(mine), mine: say(mine), theirs: say(theirs) });
    };
    add(offers::field_kind, &|locale| chosen.kind.label(locale).to_owned());
    add(offers::field_hours, &|locale| chosen.hours.label(locale).to_owned());
    add(offers::field_area, &|locale| match area_name(areas, &chosen.area) {
        name if name.is_empty() => offers::anywhere(locale).to_owned(),
        name => name,
    });
    add(offers::field_who_may_come, &|locale| chosen.who_may_come.label(locale).to_owned());
    add(offers::field_until, &|locale| text::date(locale, chosen.until));
    lines
}

#[derive(Template)]
#[template(path = "offers/begun/preview.html")]
struct PreviewPage {
    chrome: Chrome,
    told: Told,
    body: String,
    lines: Vec<Line>,
    theirs: Locale,
    form: Typed,
    member: bool,
    vouched: bool,
    days: i64,
    publish: &'static str,
    next: String,
}

async fn preview(visit: &Visit, key: Key, form: Typed) -> Result<PreviewPage> {
    let told = held(visit, key).await?.told;
    let around = around(visit).await?;
    let (mine, theirs) = (visit.locale, visit.community.language());
    let publish = match told.chosen.side {
        Side::Need => offers::post_need(mine),
        Side::Offer => offers::post_offer(mine),
    };
    Ok(PreviewPage {
        chrome: visit.chrome(t::preview(mine)),
        body: text::markdown::to_html(&told.text),
        lines: lines(&told, &around.areas, mine, theirs),
        next: visit.path(&format!("/begun/{key}")),
        member: visit.actor.acting().is_some(),
        vouched: around.for_desk,
        days: DAYS,
        publish,
        told,
        theirs,
        form,
    })
}

/// `GET /begun/{key}`
pub async fn show(visit: Visit, Path(key): Path<Key>) -> Result<Page<impl Template>> {
    let form = visit.form::<FinishInput>();
    Ok(Page::of(preview(&visit, key, form).await?))
}

/// `POST /begun/{key}/forget`
pub async fn forget(visit: Visit, Path(key): Path<Key>, form: Form<()>) -> Result<Redirect> {
    let (ready, home) = (form.ready()?, visit.path("/needs"));
    let write = move |tx: &Tx<'_>| {
        acts::forget(tx, Held(key))?;
        Ok(home.clone())
    };
    let next = visit.app.store.write_once(visit.actor, ready.once, write).await?;
    Ok(Redirect::to(next).say(t::forgotten(visit.locale)))
}

/// With a slip somebody vouches from now on. Whether somebody does.
async fn use_slip(visit: &Visit, people: &People, code: Option<&str>) -> Result<bool> {
    let known = |seen: &Snapshot<'_>| Ok(seen.actor().acting().is_some() && seen.allow(&AskDesk).is_ok());
    let known = visit.app.store.read(visit.actor, known).await?;
    match (code, visit.actor.acting()) {
        (Some(code), Some(member)) if !known => {
            visit.limit(&web::limit::SIGN_IN, &format!("slip {member}"))?;
            people::vouching::use_invitation(&visit.app.store, visit.actor, code).await?;
            people.directory.forget();
            Ok(true)
        }
        _ => Ok(known),
    }
}

/// What is to be published: nothing when the same form was sent before and did its work.
async fn to_finish(visit: &Visit, key: Key) -> Result<Option<Told>> {
    match held(visit, key).await {
        // its day may be past by now or its estate gone, which the form can put right
        Ok(input) => Ok(Some(checked(visit, &input).await?.0?)),
        Err(Error::Refused(refusal)) if refusal.code == Code::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// `POST /begun/{key}/finish`
pub async fn finish(
    visit: Visit,
    people: People,
    Path(key): Path<Key>,
    form: Form<FinishInput>,
) -> Result<Redirect> {
    let told = to_finish(&visit, key).await?;
    let page = match told {
        Some(_) => Some(preview(&visit, key, visit.form::<FinishInput>()).await?),
        None => None,
    };
    let ready = match page {
        Some(page) => form.or_show(|form| PreviewPage { form, ..page })?,
        None => form.ready()?,
    };
    let (sent, base) = (ready.sent(), visit.path("/offers/"));
    let code = ready.input.0.as_deref().filter(|_| told.is_some());
    let known = match use_slip(&visit, &people, code).await {
        Ok(known) => known,
        Err(error) => {
            let page = preview(&visit, key, visit.form::<FinishInput>()).await?;
            return Err(sent.or_show(error, |form| PreviewPage { form, ..page }));
        }
    };
    let write = move |tx: &Tx<'_>| {
        let told = told.as_ref().ok_or(Code::NotFound)?;
        Ok(format!("{base}{}/shown", acts::finish(tx, Held(key), told, known)?))
    };
    match visit.app.store.write_once(visit.actor, ready.once, write).await {
        Ok(next) => Ok(Redirect::to(next)),
        // who is new here may have as many open as they may; what they wrote stays
        Err(error) => {
            let page = preview(&visit, key, visit.form::<FinishInput>()).await?;
            Err(sent.or_show(error, |form| PreviewPage { form, ..page }))
        }
    }
}

#[derive(Template)]
#[template(path = "offers/begun/shown.html")]
struct ShownPage {
    chrome: Chrome,
    id: ItemId,
    title: String,
    lang: Locale,
    open: bool,
    desk_only: bool,
    need: bool,
    ideas: Vec<(&'static str, &'static str)>,
    /// Where and when somebody sits there, as far as that is known.
    desk: String,
}

/// `GET /offers/{id}/shown`: what happens next, and what its author could give.
pub async fn shown(visit: Visit, Path(id): Path<ItemId>) -> Result<Page<impl Template>> {
    let read = move |seen: &Snapshot<'_>| {
        let facts = seen.allow(&crate::offers::acts::Edit(id))?.facts;
        let texts = commons::items::texts_in_any_stage(seen, id)?;
        let text = texts.into_iter().find(|text| text.lang == facts.origin).ok_or(Code::NotFound)?;
        Ok((facts, text, people::community::here(seen)?.face))
    };
    let (facts, text, face) = visit.app.store.read(visit.actor, read).await?;
    let locale = visit.locale;
    let desk = [face.desk_place.get(locale), face.desk_hours.get(locale)];
    let open = facts.state == State::Open;
    let need = facts.chosen.side == Side::Need;
    let title = match (open, need) {
        (false, _) => t::waits_title(locale),
        (true, true) => t::shown_need(locale),
        (true, false) => t::shown_offer(locale),
    };
    Ok(Page::of(ShownPage {
        chrome: visit.chrome(title),
        ideas: Idea::ALL.map(|idea| (idea.word(), idea.title(locale))).to_vec(),
        desk_only: facts.chosen.desk_only,
        title: text.title,
        lang: text.lang,
        id,
        open,
        need,
        desk: desk.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(", "),
    }))
}
