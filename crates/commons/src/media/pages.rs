//! Serving pictures.

use super::files;
use super::model::MediaId;
use super::{SeeHidden, store};
use crate::items::{self, Stage};
use ::store::{Error, Result as Seen, Snapshot};
use kernel::Code;
use std::str::FromStr;
use web::{Document, Paths, Result, Visit};

/// `480.jpg`.
pub struct Copy(u32);

impl FromStr for Copy {
    type Err = ();
    fn from_str(text: &str) -> std::result::Result<Self, ()> {
        let digits = text.strip_suffix(".jpg").ok_or(())?;
        let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
        if plain { digits.parse().map(Self).map_err(|_| ()) } else { Err(()) }
    }
}

/// `GET /media/{id}/{file}`
pub async fn show(visit: Visit, Paths(id, Copy(width)): Paths<MediaId, Copy>) -> Result<Document> {
    let read = move |seen: &Snapshot<'_>| find(seen, id, width);
    let hash = visit.app.store.read(visit.actor, read).await?;
    Ok(Document::new("image/jpeg", files::read(&visit.app, &hash, width).await?))
}

/// The hash of a picture the reader may see. What they may not see is not there for them.
fn find(seen: &Snapshot<'_>, id: MediaId, width: u32) -> Seen<String> {
    let file = store::file(seen, id)?.ok_or(Code::NotFound)?;
    let there = file.widths.split(',').any(|known| known.parse() == Ok(width));
    let facts = items::facts(seen, file.item)?.filter(|_| there).ok_or(Code::NotFound)?;
    let published = facts.stage == Stage::Live && facts.audience <= items::viewer(seen)?.level();
    if published || seen.actor().acting().is_some() && seen.allow(&SeeHidden(id)).is_ok() {
        return Ok(file.hash);
    }
    Err(Error::from(Code::NotFound))
}
