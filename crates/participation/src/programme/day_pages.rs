//! One day of a date for host and desk: who comes, another time, calling it off; and calling all of it off.

use super::acts::{self, CallOff, CallOffDay, ChangeDay, ReadComing, Withdraw};
use super::input::{ChangeInput, FewerInput, NoteInput};
use super::model::Occurrence;
use super::pages::{Rights, rights};
use super::store::{self, Comes, Facts};
use crate::texts::programme as t;
use ::store::{Act, Snapshot, Tx};
use askama::Template;
use commons::items::{self, TextRow};
use kernel::{Code, Day, ItemId};
use web::{Chrome, Form, Page, Path, Paths, Redirect, Result, Typed, Visit};

/// A day in an address.
#[derive(Clone, Copy, Debug)]
pub struct OnDay(pub Day);

impl std::str::FromStr for OnDay {
    type Err = ();
    fn from_str(text: &str) -> std::result::Result<Self, ()> {
        Day::parse(text).map(Self).ok_or(())
    }
}

/// What a form remembers of where it led: an address made from a title would outlive it in somebody else's form.
const NOWHERE: String = String::new();

/// Everything about one day.
pub(super) struct OneDay {
    pub(super) facts: Facts,
    pub(super) at: Occurrence,
    pub(super) texts: Vec<TextRow>,
    pub(super) coming: Vec<Comes>,
    pub(super) rights: Rights,
    pub(super) over: bool,
}

impl OneDay {
    /// Those with an account who have a place, by name.
    pub(super) fn named(&self) -> Vec<&str> {
        let with_place = self.coming.iter().filter(|one| one.place.is_some());
        let mut names: Vec<&str> = with_place.filter_map(|one| one.name.as_deref()).collect();
        names.sort_by_cached_key(|name| text::sort_key(name));
        names
    }
    /// How many come without an account.
    pub(super) fn guests(&self) -> usize {
        self.coming.iter().filter(|one| one.member.is_none()).count()
    }
    /// Those who wait, the first first.
    pub(super) fn waiting(&self) -> Vec<&str> {
        self.coming.iter().filter(|one| one.place.is_none()).filter_map(|one| one.name.as_deref()).collect()
    }
    pub(super) fn title(&self, locale: kernel::Locale) -> (&str, kernel::Locale) {
        let text = items::Card::pick(&self.texts, locale);
        text.map_or(("", locale), |text| (text.title.as_str(), text.lang))
    }
}

/// Reads everything about one day, for host and desk.
pub(super) async fn one_day(visit: &Visit, slug: &str, day: Day) -> Result<OneDay> {
    let slug = slug.to_owned();
    let read = move |seen: &Snapshot<'_>| {
        let id = store::facts_by_slug(seen, &slug)?.id;
        let facts = seen.allow(&ReadComing(id))?;
        let at = facts.details.plan.occurrence(day).ok_or(Code::NotFound)?;
        Ok(OneDay {
            texts: items::texts_in_any_stage(seen, id)?,
            coming: store::coming(seen, id, day)?,
            rights: rights(seen, &facts)?,
            over: at.over(seen.now()),
            at,
            facts,
        })
    };
    Ok(visit.app.store.read(visit.actor, read).await?)
}

#[derive(Template)]
#[template(path = "programme/day.html")]
struct DayPage {
    chrome: Chrome,
    one: OneDay,
    title: String,
    lang: kernel::Locale,
    here: String,
    form: Typed,
}

fn day_page(visit: &Visit, one: OneDay, form: Typed) -> DayPage {
    let (title, lang) = one.title(visit.locale);
    let (title, chrome) = (title.to_owned(), visit.chrome(t::who_comes(visit.locale)));
    let here = visit.path(&format!("/dates/{}/days/{}", one.facts.slug, one.at.day));
    DayPage { chrome, title, lang, one, here, form }
}

/// `GET /dates/{slug}/days/{day}`
pub async fn day(visit: Visit, Paths(slug, OnDay(day)): Paths<String, OnDay>) -> Result<Page<impl Template>> {
    let one = one_day(&visit, &slug, day).await?;
    let form = visit.form_with::<FewerInput>([("many", "1".to_owned())]);
    Ok(Page::of(day_page(&visit, one, form)))
}

/// Takes people without an account off the list of a day, once.
pub(super) async fn drops_guests(
    visit: &Visit,
    slug: &str,
    day: Day,
    once: kernel::Key,
    many: i64,
) -> Result<()> {
    on_all(visit, slug, once, move |tx, id| acts::drop_guests(tx, id, day, many)).await
}

/// `POST /dates/{slug}/days/{day}/fewer`
pub async fn drop_guests(
    visit: Visit,
    Paths(slug, OnDay(day)): Paths<String, OnDay>,
    form: Form<FewerInput>,
) -> Result<Redirect> {
    let one = one_day(&visit, &slug, day).await?;
    let ready = form.or_show(|form| day_page(&visit, one, form))?;
    drops_guests(&visit, &slug, day, ready.once, ready.input.0).await?;
    Ok(Redirect::to(visit.path(&format!("/dates/{slug}/days/{day}"))).say(t::fewer_done(visit.locale)))
}

#[derive(Template)]
#[template(path = "programme/change.html")]
struct ChangePage {
    chrome: Chrome,
    form: Typed,
    at: Occurrence,
    action: String,
    back: String,
}

/// The facts and the occurrence, for whoever may do this.
async fn asked<A>(visit: &Visit, slug: &str, act: fn(ItemId) -> A) -> Result<Facts>
where
    A: Act<Facts = Facts> + Send + 'static,
{
    let slug = slug.to_owned();
    let read = move |seen: &Snapshot<'_>| {
        let id = store::facts_by_slug(seen, &slug)?.id;
        seen.allow(&act(id))
    };
    Ok(visit.app.store.read(visit.actor, read).await?)
}

fn occurrence(facts: &Facts, day: Day) -> Result<Occurrence> {
    Ok(facts.details.plan.occurrence(day).ok_or_else(|| kernel::Refusal::plain(Code::NotFound))?)
}

fn change_page(visit: &Visit, slug: &str, at: &Occurrence, form: Typed) -> ChangePage {
    ChangePage {
        chrome: visit.chrome(t::change_day(visit.locale)),
        form,
        at: at.clone(),
        action: visit.path(&format!("/dates/{slug}/days/{}/change", at.day)),
        back: visit.path(&format!("/dates/{slug}?day={}", at.day)),
    }
}

/// `GET /dates/{slug}/days/{day}/change`
pub async fn change_form(
    visit: Visit,
    Paths(slug, OnDay(day)): Paths<String, OnDay>,
) -> Result<Page<impl Template>> {
    let at = occurrence(&asked(&visit, &slug, ChangeDay).await?, day)?;
    let to = at.to.map(text::time).unwrap_or_default();
    let form = visit.form_with::<ChangeInput>([
        ("on", at.on().to_string()),
        ("from", text::time(at.from)),
        ("to", to),
        ("note", at.note.clone()),
    ]);
    Ok(Page::of(change_page(&visit, &slug, &at, form)))
}

/// Another time on one day, once.
pub(super) async fn changes(
    visit: &Visit,
    slug: &str,
    day: Day,
    once: kernel::Key,
    input: ChangeInput,
) -> ::store::Result<()> {
    let slug = slug.to_owned();
    let write = move |tx: &Tx<'_>| {
        let id = store::facts_by_slug(tx, &slug)?.id;
        acts::change_day(tx, id, day, &input.moved(day), &input.note).map(|()| NOWHERE)
    };
    visit.app.store.write_once(visit.actor, once, write).await.map(|_| ())
}

/// `POST /dates/{slug}/days/{day}/change`
pub async fn change(
    visit: Visit,
    Paths(slug, OnDay(day)): Paths<String, OnDay>,
    form: Form<ChangeInput>,
) -> Result<Redirect> {
    let at = occurrence(&asked(&visit, &slug, ChangeDay).await?, day)?;
    let ready = form.or_show(|form| change_page(&visit, &slug, &at, form))?;
    let (sent, once) = (ready.sent(), ready.once);
    let done = changes(&visit, &slug, day, once, ready.input).await;
    done.map_err(|error| sent.or_show(error, |form| change_page(&visit, &slug, &at, form)))?;
    Ok(Redirect::to(visit.path(&format!("/dates/{slug}?day={day}"))).say(t::changed(visit.locale)))
}

#[derive(Template)]
#[template(path = "programme/sure.html")]
struct SurePage {
    chrome: Chrome,
    form: Typed,
    says: String,
    button: &'static str,
    note: bool,
    action: String,
    back: String,
}

fn call_off_page(visit: &Visit, slug: &str, form: Typed) -> SurePage {
    let locale = visit.locale;
    SurePage {
        chrome: visit.chrome(t::call_off_title(locale)),
        form,
        says: t::call_off_says(locale).to_owned(),
        button: t::call_off_do(locale),
        note: true,
        action: visit.path(&format!("/dates/{slug}/call-off")),
        back: visit.path(&format!("/dates/{slug}")),
    }
}

fn call_off_day_page(visit: &Visit, slug: &str, at: &Occurrence, form: Typed) -> SurePage {
    let locale = visit.locale;
    SurePage {
        chrome: visit.chrome(t::call_off_day_title(locale)),
        form,
        says: t::call_off_day_says(locale, at.when(locale)),
        button: t::call_off_day_do(locale),
        note: true,
        action: visit.path(&format!("/dates/{slug}/days/{}/call-off", at.day)),
        back: visit.path(&format!("/dates/{slug}?day={}", at.day)),
    }
}

/// `GET /dates/{slug}/call-off`
pub async fn call_off_form(visit: Visit, Path(slug): Path<String>) -> Result<Page<impl Template>> {
    asked(&visit, &slug, CallOff).await?;
    let form = visit.form::<NoteInput>();
    Ok(Page::of(call_off_page(&visit, &slug, form)))
}

/// `POST /dates/{slug}/call-off`
pub async fn call_off(visit: Visit, Path(slug): Path<String>, form: Form<NoteInput>) -> Result<Redirect> {
    let ready = form.or_show(|form| call_off_page(&visit, &slug, form))?;
    calls_off(&visit, &slug, ready.once, ready.input.0).await?;
    Ok(Redirect::to(visit.path(&format!("/dates/{slug}"))).say(t::called_off_done(visit.locale)))
}

/// Calls all of it off, once.
pub(super) async fn calls_off(visit: &Visit, slug: &str, once: kernel::Key, note: String) -> Result<()> {
    on_all(visit, slug, once, move |tx, id| acts::call_off(tx, id, &note)).await
}

/// Calls one day off, once.
pub(super) async fn calls_off_day(
    visit: &Visit,
    slug: &str,
    day: Day,
    once: kernel::Key,
    note: String,
) -> Result<()> {
    on_all(visit, slug, once, move |tx, id| acts::call_off_day(tx, id, day, &note)).await
}

/// Does something with a date, once.
async fn on_all(
    visit: &Visit,
    slug: &str,
    once: kernel::Key,
    act: impl Fn(&Tx<'_>, ItemId) -> ::store::Result<()> + Send + Sync + 'static,
) -> Result<()> {
    let slug = slug.to_owned();
    let write = move |tx: &Tx<'_>| act(tx, store::facts_by_slug(tx, &slug)?.id).map(|()| NOWHERE);
    visit.app.store.write_once(visit.actor, once, write).await?;
    Ok(())
}

/// `GET /dates/{slug}/days/{day}/call-off`
pub async fn call_off_day_form(
    visit: Visit,
    Paths(slug, OnDay(day)): Paths<String, OnDay>,
) -> Result<Page<impl Template>> {
    let at = occurrence(&asked(&visit, &slug, CallOffDay).await?, day)?;
    let form = visit.form::<NoteInput>();
    Ok(Page::of(call_off_day_page(&visit, &slug, &at, form)))
}

/// `POST /dates/{slug}/days/{day}/call-off`
pub async fn call_off_day(
    visit: Visit,
    Paths(slug, OnDay(day)): Paths<String, OnDay>,
    form: Form<NoteInput>,
) -> Result<Redirect> {
    let at = occurrence(&asked(&visit, &slug, CallOffDay).await?, day)?;
    let ready = form.or_show(|form| call_off_day_page(&visit, &slug, &at, form))?;
    calls_off_day(&visit, &slug, day, ready.once, ready.input.0).await?;
    Ok(Redirect::to(visit.path(&format!("/dates/{slug}?day={day}"))).say(t::called_off_done(visit.locale)))
}

/// `POST /dates/{slug}/days/{day}/restore`
pub async fn restore(
    visit: Visit,
    Paths(slug, OnDay(day)): Paths<String, OnDay>,
    form: Form<()>,
) -> Result<Redirect> {
    let ready = form.ready()?;
    on_all(&visit, &slug, ready.once, move |tx, id| acts::restore(tx, id, day)).await?;
    Ok(Redirect::to(visit.path(&format!("/dates/{slug}?day={day}"))).say(t::takes_place_done(visit.locale)))
}

/// `POST /dates/{slug}/put-back`
pub async fn put_back(visit: Visit, Path(slug): Path<String>, form: Form<()>) -> Result<Redirect> {
    let ready = form.ready()?;
    on_all(&visit, &slug, ready.once, acts::put_back).await?;
    Ok(Redirect::to(visit.path(&format!("/dates/{slug}"))).say(t::takes_place_done(visit.locale)))
}

/// `GET /dates/{slug}/withdraw`
pub async fn withdraw_form(visit: Visit, Path(slug): Path<String>) -> Result<Page<impl Template>> {
    asked(&visit, &slug, Withdraw).await?;
    let locale = visit.locale;
    Ok(Page::of(SurePage {
        chrome: visit.chrome(t::withdraw_title(locale)),
        form: visit.form::<()>(),
        says: t::withdraw_says(locale).to_owned(),
        button: t::withdraw_do(locale),
        note: false,
        action: visit.path(&format!("/dates/{slug}/withdraw")),
        back: visit.path(&format!("/dates/{slug}")),
    }))
}

/// `POST /dates/{slug}/withdraw`
pub async fn withdraw(visit: Visit, Path(slug): Path<String>, form: Form<()>) -> Result<Redirect> {
    let ready = form.ready()?;
    on_all(&visit, &slug, ready.once, acts::withdraw).await?;
    Ok(Redirect::to(visit.path("/dates")).say(t::withdrawn_done(visit.locale)))
}

/// `POST /dates/{slug}/reinstate`
pub async fn reinstate(visit: Visit, Path(slug): Path<String>, form: Form<()>) -> Result<Redirect> {
    let ready = form.ready()?;
    on_all(&visit, &slug, ready.once, acts::reinstate).await?;
    Ok(Redirect::to(visit.path(&format!("/dates/{slug}"))).say(t::takes_place_done(visit.locale)))
}
