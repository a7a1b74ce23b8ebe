//! The papers themselves.

use super::acts;
use super::input::{CodesInput, KitInput, SlipInput};
use super::model::{Form as Blank, Sort};
use super::pages::KitPage;
use super::store;
use crate::short_links;
use crate::texts::papers as t;
use ::store::Snapshot;
use kernel::{Code, Day, Locale, Refusal};
use people::Browser;
use people::desk::LETTER_DAYS;
use people::vouching::SLIP_DAYS;
use print::papers::{self, FormHead, Invitations, Poster, ResidentCard, Slip};
use print::{Paper, Problem};
use tokio::sync::Semaphore;
use web::{Document, Error, Form, Result, Visit};

/// A finished paper; a fault where it could not be made.
pub(super) fn pdf(made: std::result::Result<Vec<u8>, Problem>) -> Result<Document> {
    let bytes = made.map_err(|problem| Error::fault(problem.to_string()))?;
    Ok(Document::new("application/pdf", bytes))
}

/// So many papers are set at once, whoever asks; the others wait their turn.
const AT_ONCE: usize = 2;
static TABLES: Semaphore = Semaphore::const_new(AT_ONCE);

/// Does the work of setting paper on a thread of its own: many pages take a moment. Everything that is set or drawn
/// goes through here, so that a hundred who ask for posters leave room for those who read.
///
/// # Errors
/// A fault when the work broke off.
pub async fn at_a_table<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let broke = |fault: &dyn std::fmt::Display| Error::fault(format!("setting a paper: {fault}"));
    let _table = TABLES.acquire().await.map_err(|closed| broke(&closed))?;
    tokio::task::spawn_blocking(work).await.map_err(|fault| broke(&fault))
}

/// Sets a paper.
///
/// # Errors
/// A fault where it could not be made.
pub async fn set(
    make: impl FnOnce() -> std::result::Result<Vec<u8>, Problem> + Send + 'static,
) -> Result<Document> {
    pdf(at_a_table(make).await?)
}

/// Whether the papers of this visit are in large print: as the member wants, or as the browser is set to show pages.
///
/// # Errors
/// Those of the store.
pub async fn wants_large(visit: &Visit) -> Result<bool> {
    let large = visit.chrome("").display().is_large();
    match visit.actor.acting() {
        Some(member) => {
            let read = move |seen: &Snapshot<'_>| store::large(seen, member);
            Ok(visit.app.store.read(visit.actor, read).await? || (large && visit.actor.for_member.is_none()))
        }
        None => Ok(large),
    }
}

/// The short address of a page, or its long one where it has none yet.
///
/// # Errors
/// Those of the store.
pub async fn short(visit: &Visit, path: &'static str) -> Result<String> {
    let read = move |seen: &Snapshot<'_>| short_links::code_of(seen, path);
    let address = &visit.app.settings.address;
    Ok(match visit.app.store.read(visit.actor, read).await? {
        Some(code) => code.address(address),
        None => format!("{address}{}", visit.path(path)),
    })
}

/// What every paper says of the neighbourhood, in one language.
struct House {
    place: String,
    phone: String,
    desk: String,
}

async fn house(visit: &Visit, language: Locale) -> Result<House> {
    let here = visit.app.store.read(visit.actor, |seen: &Snapshot<'_>| people::community::here(seen)).await?;
    let parts = [here.face.desk_place.get(language), here.face.desk_hours.get(language)];
    let desk: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Ok(House {
        place: here.face.name.get(language).to_owned(),
        phone: here.face.phone.clone(),
        desk: desk.join(", "),
    })
}

/// `POST /paper`: everything chosen, in one file.
pub async fn kit(visit: Visit, form: Form<KitInput>) -> Result<Document> {
    let wanted = form.or_show(|form| KitPage::of(&visit, form))?.input;
    let home = visit.app.store.write(visit.actor, |tx| acts::address_for(tx, "/")).await?;
    let home = home.address(&visit.app.settings.address);
    let large = wanted.large || wants_large(&visit).await?;
    // the poster speaks the language of whoever prints it first, if that is wanted
    let first = match wanted.languages.contains(&visit.locale) {
        true => visit.locale,
        false => wanted.languages.first().copied().unwrap_or(visit.locale),
    };
    let batch = short_links::batch();
    let mut made = Vec::new();
    for sort in wanted.sorts {
        match sort {
            Sort::Poster => {
                made.push(wall(&visit, first, &wanted.languages, &wanted.headline, &home, large).await?)
            }
            Sort::Form(blank) => {
                let mut copy = 0;
                for &language in &wanted.languages {
                    let house = house(&visit, language).await?;
                    let below = format!("/paper/in/{}/{batch}", blank.word());
                    let address = format!("{}{}", visit.app.settings.address, visit.path(&below));
                    for _ in 0..wanted.copies {
                        copy += 1;
                        made.push(form_of(
                            blank,
                            language,
                            &house,
                            &blank.number(&batch, copy),
                            &address,
                            large,
                        ));
                    }
                }
            }
        }
    }
    let title = format!("{} · {}", visit.community.name(visit.locale), t::name(visit.locale));
    set(move || print::bound(&title, &made)).await
}

async fn wall(
    visit: &Visit,
    language: Locale,
    also: &[Locale],
    headline: &str,
    address: &str,
    large: bool,
) -> Result<Paper> {
    let House { place, phone, desk } = house(visit, language).await?;
    let poster = Poster { place: &place, headline, also, address, phone: &phone, desk: &desk, large };
    Ok(papers::poster(language, &poster))
}

fn form_of(blank: Blank, language: Locale, house: &House, number: &str, address: &str, large: bool) -> Paper {
    let head = FormHead { place: &house.place, number, address, phone: &house.phone, large };
    match blank {
        Blank::Story => papers::story_form(language, &head),
        Blank::Need => papers::need_form(language, &head),
        Blank::Consent => papers::consent_form(language, &head),
    }
}

fn first(codes: &[String]) -> Result<String> {
    Ok(codes.first().cloned().ok_or_else(|| Refusal::plain(Code::Invalid))?)
}

/// `POST /paper/card`: the card whose code the page before showed.
pub async fn card(visit: Visit, form: Form<CodesInput>) -> Result<Document> {
    let wanted = form.ready()?.input;
    let (code, language) = (first(&wanted.codes)?, visit.locale);
    let large = wanted.large || wants_large(&visit).await?;
    let (house, address) = (house(&visit, language).await?, short(&visit, "/sign-in/card").await?);
    set(move || {
        let House { place, phone, desk } = &house;
        let card = ResidentCard { place, code: &code, address: &address, phone, desk, large };
        papers::resident_card(language, &card)
    })
    .await
}

/// `POST /paper/slip`: what somebody takes home from the desk, in their language, with the code if the page showed one.
pub async fn slip(visit: Visit, browser: Browser, form: Form<SlipInput>) -> Result<Document> {
    let wanted = form.ready()?.input;
    let told = people::desk::slip_of(&visit, &browser).await?;
    let language = told.locale;
    let large = wanted.large || wants_large(&visit).await?;
    let (house, address) = (house(&visit, language).await?, short(&visit, "/").await?);
    let Day(until) = visit.app.store.now().day().plus(LETTER_DAYS);
    set(move || {
        let code = wanted.code.as_ref().map(|_| t::slip_code_until(language, text::date(language, until)));
        let desk = (!house.desk.is_empty()).then(|| t::slip_desk(language, &house.desk));
        let promised = told.next.map(|next| format!("{next}."));
        let next: Vec<String> = promised.into_iter().chain(code).chain(desk).collect();
        let slip = Slip {
            place: &house.place,
            what: &told.reason,
            until: None,
            done: &told.done.join(" · "),
            code: wanted.code.as_deref(),
            next: &next.join(" "),
            phone: &house.phone,
            address: Some(&address),
            large,
        };
        papers::slip(language, &slip)
    })
    .await
}

/// `POST /paper/invitations`: slips to be cut apart, named by who invites.
pub async fn invitations(visit: Visit, form: Form<CodesInput>) -> Result<Document> {
    let wanted = form.ready()?.input;
    let language = visit.locale;
    let large = wanted.large || wants_large(&visit).await?;
    let inviter = visit.actor.acting();
    let read = move |seen: &Snapshot<'_>| match inviter {
        Some(member) => people::member::name(seen, member),
        None => Ok(None),
    };
    let name = visit.app.store.read(visit.actor, read).await?.map(|(name, _, _)| name).unwrap_or_default();
    let (house, address) = (house(&visit, language).await?, short(&visit, "/join").await?);
    let Day(until) = visit.app.store.now().day().plus(SLIP_DAYS);
    set(move || {
        let sheet = Invitations {
            place: &house.place,
            label: &wanted.about,
            inviter: &name,
            codes: &wanted.codes,
            address: &address,
            until,
            large,
        };
        papers::invitations(language, &sheet)
    })
    .await
}
