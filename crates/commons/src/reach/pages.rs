//! The page "how to reach me".

use super::acts::{self, ChangeReach};
use super::input::{ReachInput, typed};
use super::model::{Wish, board_sign};
use super::store;
use crate::ground;
use crate::texts::reach as t;
use ::store::{Snapshot, Tx};
use askama::Template;
use kernel::{Code, Locale, MemberId};
use people::member::{Member, Reach, Way};
use web::{Choice as _, Chrome, Error, Form, Page, Redirect, Result, Typed, Visit};

/// Whose page it is: the one helped at the desk, else the one signed in.
pub(super) fn mine(visit: &Visit) -> Result<MemberId> {
    Ok(visit.acting()?)
}

/// A member with their wish.
pub(super) fn found(seen: &Snapshot<'_>, whose: MemberId) -> ::store::Result<(Member, Wish)> {
    let member = seen.allow(&ChangeReach(whose))?;
    let wish = store::wish(seen, whose)?.unwrap_or(Wish::usual(member.profile.reach.way));
    Ok((member, wish))
}

struct Area {
    key: String,
    label: String,
}

#[derive(Template)]
#[template(path = "reach/edit.html")]
struct EditPage {
    chrome: Chrome,
    form: Typed,
    areas: Vec<Area>,
    /// The address or number at which nobody is reached, and since when.
    failed: Option<(String, String)>,
    sign: String,
}

impl EditPage {
    fn ways(&self) -> impl Iterator<Item = (Way, &'static str)> {
        let locale = self.chrome.locale;
        Way::ALL.iter().map(move |way| (*way, says(*way, locale)))
    }
}

/// What happens for a way, in one sentence.
fn says(way: Way, locale: Locale) -> &'static str {
    match way {
        Way::Mail => t::says_mail(locale),
        Way::Sms => t::says_sms(locale),
        Way::Phone => t::says_phone(locale),
        Way::Letter => t::says_letter(locale),
        Way::Neighbour => t::says_neighbour(locale),
        Way::Board => t::says_board(locale),
        Way::Desk => t::says_desk(locale),
    }
}

/// The sign of a member on the notice board.
pub(crate) fn sign_of(app: &web::App, member: MemberId) -> String {
    board_sign(&app.secret.sign("sign on the notice board", &[&member.0.0.to_be_bytes()]))
}

async fn page(visit: &Visit) -> Result<(Member, Wish, EditPage)> {
    let (whose, locale) = (mine(visit)?, visit.locale);
    let read = move |seen: &Snapshot<'_>| Ok((found(seen, whose)?, ground::areas(seen)?));
    let ((member, wish), areas) = visit.app.store.read(visit.actor, read).await?;
    let area = |area: ground::Ground| Area { label: area.name(locale), key: area.key };
    let reach = &member.profile.reach;
    let failed = member.reach_failed.map(|since| (reach.value.clone(), text::date(locale, since)));
    let page = EditPage {
        chrome: visit.chrome(t::title(locale)),
        form: visit.form_with::<ReachInput>(typed(&member, &wish)),
        areas: areas.into_iter().map(area).collect(),
        failed,
        sign: sign_of(&visit.app, whose),
    };
    Ok((member, wish, page))
}

/// `GET /me/reach`
pub async fn show(visit: Visit) -> Result<Page<impl Template>> {
    Ok(Page::of(page(&visit).await?.2))
}

/// `POST /me/reach`
pub async fn keep(visit: Visit, form: Form<ReachInput>) -> Result<Redirect> {
    let (member, wish, page) = page(&visit).await?;
    let ready = form.or_show(|form| EditPage { form, ..page })?;
    let (locale, input, to) = (visit.locale, ready.input, visit.path("/me/reach"));
    let yours = plain(&input.reach, &input.wish, locale);
    let write = move |tx: &Tx<'_>| {
        acts::change(tx, member.id, input.version, &input.reach, &input.wish)?;
        Ok(to.clone())
    };
    match visit.app.store.write_once(visit.actor, ready.once, write).await.map_err(Error::from) {
        Err(Error::Refused(refusal)) if refusal.code == Code::Conflict => {
            Err(Error::Stale { theirs: plain(&member.profile.reach, &wish, locale), yours })
        }
        kept => Ok(Redirect::to(kept?).say(t::kept(locale))),
    }
}

/// Everything as plain lines, to hold two versions beside each other.
fn plain(reach: &Reach, wish: &Wish, locale: Locale) -> String {
    let times: Vec<_> = wish.times.iter().map(|part| part.label(locale)).collect();
    let (way, times) = (reach.way.label(locale), times.join(", "));
    [way, &reach.value, &reach.hours, &times, wish.rhythm.label(locale)].join("\n")
}
