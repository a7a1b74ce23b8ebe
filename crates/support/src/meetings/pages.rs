//! One page for the two: where and when, and what one may ask of the other.

use super::acts::{self, Meeting, Read};
use super::input::{AgreeInput, AskInput, ELSEWHERE, PlanInput, TellInput};
use super::model::{Asked, Field, Plan};
use crate::offers::model::AnswerId;
use crate::texts::meetings as t;
use ::store::{Snapshot, Tx};
use askama::Template;
use kernel::{Code, ItemId, Locale, Refusal};
use web::{
    Choice as _, Chrome, Error, Form, MeetingPlace, Page, Path, Redirect, Result, Slice, Typed, Visit,
};

/// The desk, where no Activity Place is known.
const DESK: &str = "desk";

/// Activity Places; while none is known, the desk with its hours.
pub(super) fn places(
    seen: &Snapshot<'_>,
    slices: &[&'static Slice],
    l: Locale,
) -> ::store::Result<Vec<MeetingPlace>> {
    let mut places = Vec::new();
    for named in slices.iter().filter_map(|slice| slice.meeting_places) {
        places.extend(named(seen, l)?);
    }
    if places.is_empty() {
        let face = people::community::here(seen)?.face;
        let (name, about) = (face.desk_place.get(l).to_owned(), face.desk_hours.get(l).to_owned());
        let desk = MeetingPlace { key: DESK.to_owned(), name, about };
        places.extend(Some(desk).filter(|desk| !desk.name.is_empty()));
    }
    Ok(places)
}

#[derive(Template)]
#[template(path = "meetings/show.html")]
struct ShowPage {
    chrome: Chrome,
    id: AnswerId,
    meeting: Meeting,
    places: Vec<MeetingPlace>,
    plan: Typed,
    agree: Typed,
    tell: Typed,
    button: Typed,
}

impl ShowPage {
    fn mine(&self) -> impl Iterator<Item = &Asked> {
        self.meeting.asked.iter().filter(|asked| Some(asked.asked_by) == self.meeting.thread.party)
    }
    fn theirs(&self) -> impl Iterator<Item = &Asked> {
        self.meeting.asked.iter().filter(|asked| Some(asked.asked_by) != self.meeting.thread.party)
    }
    /// What the reader may still ask for.
    fn open(&self) -> Vec<Field> {
        let asked = |field: &Field| self.mine().any(|asked| asked.field == *field);
        Field::ALL.iter().copied().filter(|field| !asked(field)).collect()
    }
    /// The form for telling that was typed into is this one's.
    fn typed(&self, field: &Field) -> bool {
        self.tell.wrong() && self.tell.has("field", field.word())
    }
}

/// What was typed into which form of the page.
#[derive(Default)]
struct Again {
    plan: Option<Typed>,
    agree: Option<Typed>,
    tell: Option<Typed>,
}

async fn show_page(visit: &Visit, id: AnswerId, again: Again) -> Result<ShowPage> {
    let (slices, locale) = (visit.app.slices, visit.locale);
    let read = move |seen: &Snapshot<'_>| Ok((seen.allow(&Read(id))?, places(seen, slices, locale)?));
    let (meeting, places) = visit.app.store.read(visit.actor, read).await?;
    let first = places.first().map_or(ELSEWHERE.to_owned(), |place| place.key.clone());
    Ok(ShowPage {
        chrome: visit.chrome(t::title(locale)),
        id,
        meeting,
        places,
        plan: again.plan.unwrap_or_else(|| visit.form_with::<PlanInput>([("place", first)])),
        agree: again.agree.unwrap_or_else(|| visit.form::<AgreeInput>()),
        tell: again.tell.unwrap_or_else(|| visit.form::<TellInput>()),
        button: visit.form::<()>(),
    })
}

/// `GET /answers/{id}/meeting`
pub async fn show(visit: Visit, Path(id): Path<AnswerId>) -> Result<Page<impl Template>> {
    Ok(Page::of(show_page(&visit, id, Again::default()).await?))
}

/// The plan somebody chose: a place of the list under its own name, or their words.
pub(super) fn plan(input: PlanInput, places: &[MeetingPlace]) -> std::result::Result<Plan, Refusal> {
    let PlanInput { place, words, hours } = input;
    if place == ELSEWHERE {
        return Ok(Plan { place: words, item: None, elsewhere: true, hours });
    }
    let found = places.iter().find(|known| known.key == place);
    let found = found.ok_or_else(|| Refusal::new(Code::Invalid, t::wrong_place).at("place"))?;
    let item = place.parse::<ItemId>().ok();
    Ok(Plan { place: found.name.clone(), item, elsewhere: false, hours })
}

/// Does something, once, and leads back to the page.
pub(super) async fn keep(
    visit: &Visit,
    once: kernel::Key,
    act: impl Fn(&Tx<'_>) -> ::store::Result<()> + Send + Sync + 'static,
) -> std::result::Result<(), Error> {
    let write = move |tx: &Tx<'_>| {
        act(tx)?;
        Ok(String::new())
    };
    visit.app.store.write_once(visit.actor, once, write).await?;
    Ok(())
}

fn back(visit: &Visit, id: AnswerId, says: &'static str) -> Redirect {
    Redirect::to(visit.path(&format!("/answers/{id}/meeting"))).say(says)
}

/// `POST /answers/{id}/meeting`
pub async fn propose(visit: Visit, Path(id): Path<AnswerId>, form: Form<PlanInput>) -> Result<Redirect> {
    let page = show_page(&visit, id, Again::default()).await?;
    let known = page.places.clone();
    let ready = form.or_show(|plan| ShowPage { plan, ..page })?;
    let (sent, once) = (ready.sent(), ready.once);
    let done = match plan(ready.input, &known) {
        Ok(plan) => keep(&visit, once, move |tx| acts::propose(tx, id, &plan)).await,
        Err(refusal) => Err(refusal.into()),
    };
    if let Err(error) = done {
        let page = show_page(&visit, id, Again::default()).await?;
        return Err(sent.or_show(error, |plan| ShowPage { plan, ..page }));
    }
    Ok(back(&visit, id, t::proposed(visit.locale)))
}

/// `POST /answers/{id}/meeting-agreed`
pub async fn agree(visit: Visit, Path(id): Path<AnswerId>, form: Form<AgreeInput>) -> Result<Redirect> {
    let ready = form.ready()?;
    let (sent, once, AgreeInput(knowingly)) = (ready.sent(), ready.once, ready.input);
    if let Err(error) = keep(&visit, once, move |tx| acts::agree(tx, id, knowingly)).await {
        let page = show_page(&visit, id, Again::default()).await?;
        return Err(sent.or_show(error, |agree| ShowPage { agree, ..page }));
    }
    Ok(back(&visit, id, t::agreed(visit.locale)))
}

/// `POST /answers/{id}/ask`
pub async fn ask(visit: Visit, Path(id): Path<AnswerId>, form: Form<AskInput>) -> Result<Redirect> {
    let ready = form.ready()?;
    let AskInput(field) = ready.input;
    keep(&visit, ready.once, move |tx| acts::ask(tx, id, field)).await?;
    Ok(back(&visit, id, t::asked(visit.locale)))
}

/// `POST /answers/{id}/tell`
pub async fn tell(visit: Visit, Path(id): Path<AnswerId>, form: Form<TellInput>) -> Result<Redirect> {
    let page = show_page(&visit, id, Again::default()).await?;
    let ready = form.or_show(|tell| ShowPage { tell, ..page })?;
    let TellInput(field, words) = ready.input;
    keep(&visit, ready.once, move |tx| acts::tell(tx, id, field, &words)).await?;
    Ok(back(&visit, id, t::told(visit.locale)))
}

/// `POST /answers/{id}/untell`
pub async fn untell(visit: Visit, Path(id): Path<AnswerId>, form: Form<AskInput>) -> Result<Redirect> {
    let ready = form.ready()?;
    let AskInput(field) = ready.input;
    keep(&visit, ready.once, move |tx| acts::take_back(tx, id, field)).await?;
    Ok(back(&visit, id, t::untold(visit.locale)))
}
