//! The pictures of an item, looked after by whoever may change the item. A slice names its own act; the page and
//! what it does are the same everywhere.

use super::model::{MOST, MOST_BYTES, MediaId, NewPicture, Picture};
use super::{files, store};
use crate::items::{self, ItemAct};
use crate::texts::media as t;
use ::store::{Snapshot, Tx};
use askama::Template;
use kernel::{ItemId, Locale};
use web::form::Upload;
use web::{Chrome, Error, Errors, Field, Form, Input, Page, Reader, Redirect, Result, Typed, Visit};

/// The largest body of a form with one picture.
pub const UPLOAD: usize = MOST_BYTES as usize + 512 * 1024;

/// The field of a file.
pub const PICTURE: Field = Field::new("picture", t::field_picture).hint(t::field_picture_hint);
/// What a picture shows.
pub const ALT: Field = Field::new("alt", t::field_alt).hint(t::field_alt_hint);
/// Whose it is.
pub const CREDIT: Field = Field::new("credit", t::field_credit);

/// Looks at who can be recognised in a new picture, by name, before it is added; a refusal stands at [`FACES`].
pub type Asked = fn(&Snapshot<'_>, ItemId, &[String]) -> ::store::Result<()>;

/// Who can be recognised in a picture.
pub const FACES: Field = Field::new("faces", t::field_faces).hint(t::field_faces_hint);

/// A new picture, or new words for one.
#[derive(Clone, Debug)]
pub struct PictureInput {
    id: Option<MediaId>,
    alt: String,
    credit: String,
    faces: Vec<String>,
    remove: bool,
}

impl Input for PictureInput {
    const FIELDS: &'static [Field] =
        &[PICTURE, ALT, CREDIT, FACES, Field::new("id", t::field_alt), Field::new("remove", t::remove)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let remove = read.ticked("remove");
        let id = read.maybe_parsed("id");
        let alt = if remove { Some(String::new()) } else { read.line("alt", 1..=300) };
        let credit = read.maybe_line("credit", 1..=120);
        let faces = read.maybe_text("faces", 1..=1_000)?.unwrap_or_default();
        let faces = faces.lines().map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect();
        Some(Self { id: id?, alt: alt?, credit: credit?.unwrap_or_default(), faces, remove })
    }
}

/// The page.
#[derive(Template)]
#[template(path = "media/album.html")]
pub struct AlbumPage {
    chrome: Chrome,
    form: Typed,
    pictures: Vec<Picture>,
    origin: Locale,
    full: bool,
    /// Who can be recognised in a new one is asked.
    asks: bool,
    base: String,
    item: String,
}

fn page(
    visit: &Visit,
    item: &str,
    origin: Locale,
    asks: bool,
    pictures: Vec<Picture>,
    form: Typed,
) -> AlbumPage {
    AlbumPage {
        chrome: visit.chrome(t::pictures(visit.locale)),
        full: i64::try_from(pictures.len()).is_ok_and(|count| count >= MOST),
        asks,
        base: visit.path(""),
        item: visit.path(item),
        form,
        pictures,
        origin,
    }
}

async fn pictures<A: ItemAct + Copy + Send + Sync + 'static>(
    visit: &Visit,
    act: A,
    origin: Locale,
) -> Result<Vec<Picture>> {
    let read = move |seen: &Snapshot<'_>| {
        seen.allow(&act)?;
        store::of_item(seen, act.item(), origin)
    };
    Ok(visit.app.store.read(visit.actor, read).await?)
}

/// The pictures of the item that `act` changes; its page is at `item`, the album at `{item}/pictures`.
///
/// # Errors
/// A refusal of the act, or those of the store.
pub async fn show<A: ItemAct + Copy + Send + Sync + 'static>(
    visit: &Visit,
    act: A,
    origin: Locale,
    item: &str,
) -> Result<Page<AlbumPage>> {
    show_asking(visit, act, origin, item, None).await
}

/// The same; `asked`: of a new picture it is asked who can be recognised in it.
///
/// # Errors
/// A refusal of the act, or those of the store.
pub async fn show_asking<A: ItemAct + Copy + Send + Sync + 'static>(
    visit: &Visit,
    act: A,
    origin: Locale,
    item: &str,
    asked: Option<Asked>,
) -> Result<Page<AlbumPage>> {
    let pictures = pictures(visit, act, origin).await?;
    Ok(Page::of(page(visit, item, origin, asked.is_some(), pictures, visit.form::<PictureInput>())))
}

/// Adds a picture, gives one other words, or takes one away.
///
/// # Errors
/// The form again with what is wrong; a refusal of the act, or those of the store.
pub async fn change<A: ItemAct + Copy + Send + Sync + 'static>(
    visit: &Visit,
    act: A,
    origin: Locale,
    item: &str,
    form: Form<PictureInput>,
) -> Result<Redirect> {
    change_asking(visit, act, origin, item, form, None).await
}

/// The same; `asked` looks at who can be recognised in a new picture.
///
/// # Errors
/// The form again with what is wrong; a refusal of the act, or those of the store.
pub async fn change_asking<A: ItemAct + Copy + Send + Sync + 'static>(
    visit: &Visit,
    act: A,
    origin: Locale,
    item: &str,
    form: Form<PictureInput>,
    asked: Option<Asked>,
) -> Result<Redirect> {
    let pictures = pictures(visit, act, origin).await?;
    let show = |form: Typed| page(visit, item, origin, asked.is_some(), pictures.clone(), form);
    let ready = form.or_show(show)?;
    let (sent, once, input) = (ready.sent(), ready.once, ready.input);
    let next = visit.path(&format!("{item}/pictures"));
    match input.id {
        None => {
            let new = sent_picture(visit, &ready.files, origin, &input.alt, &input.credit).await;
            let new = new.map_err(|error| sent.clone().or_show(error, show))?;
            let new = new.ok_or_else(|| sent.clone().or_show(wrong("picture", t::wrong_no_file), show))?;
            let write = move |tx: &Tx<'_>| {
                let permit = tx.permit(act)?;
                if let Some(asked) = asked {
                    asked(tx, act.item(), &input.faces)?;
                }
                store::add(tx, &permit, act.item(), &new)?;
                Ok(next.clone())
            };
            let write = visit.app.store.write_once(visit.actor, once, write).await;
            let next = write.map_err(|error| sent.or_show(error, show))?;
            Ok(Redirect::to(next).say(t::added(visit.locale)))
        }
        Some(which) if input.remove => {
            if pictures.iter().any(|picture| picture.id == which) {
                items::on_the_list(&visit.app, visit.actor.community, which.0)?;
            }
            let write = move |tx: &Tx<'_>| store::remove(tx, &tx.permit(act)?, act.item(), which);
            let hash = visit.app.store.write(visit.actor, write).await?;
            files::forget(&visit.app, visit.actor, vec![hash]).await?;
            Ok(Redirect::to(next).say(t::removed(visit.locale)))
        }
        Some(which) => {
            let write = move |tx: &Tx<'_>| {
                let permit = tx.permit(act)?;
                store::put_credit(tx, &permit, act.item(), which, &input.credit, "")?;
                store::put_alt(tx, &permit, which, origin, &input.alt)?;
                Ok(next.clone())
            };
            let next = visit.app.store.write_once(visit.actor, once, write).await?;
            Ok(Redirect::to(next).say(t::saved(visit.locale)))
        }
    }
}

fn wrong(field: &'static str, say: fn(Locale) -> &'static str) -> Error {
    Error::Invalid(Errors::one(field, say))
}

/// The picture of a form, with its words; neither goes without the other.
///
/// # Errors
/// What is wrong with the file, or which half is missing, at its field.
pub async fn sent_picture(
    visit: &Visit,
    sent: &[Upload],
    lang: Locale,
    alt: &str,
    credit: &str,
) -> Result<Option<NewPicture>> {
    match (sent.iter().find(|file| file.field == "picture"), alt.is_empty()) {
        (None, true) => Ok(None),
        (None, false) => Err(wrong("picture", t::wrong_no_file)),
        (Some(_), true) => Err(wrong("alt", t::wrong_no_alt)),
        (Some(file), false) => {
            Ok(Some(files::take(&visit.app, file, "picture").await?.picture(lang, alt, credit)))
        }
    }
}
