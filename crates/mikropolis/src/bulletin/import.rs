//! A first issue from a file: for the sample, and for those who had a bulletin on paper before.

use super::{acts, choose, edit, printed};
use ::store::{Result, Snapshot, Store, Tx};
use kernel::{Actor, Locale};
use serde::Deserialize;

/// What the file says: `bulletin.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    /// The key of the member who puts it together.
    pub editor: String,
    /// The language of its own words.
    pub lang: String,
    /// A few words of its own.
    pub hello: String,
}

/// Puts an issue together from what is there, as the proposal chooses it, and publishes it; tells its number.
/// `actor` is the one who does.
///
/// # Errors
/// A refusal, or those of the store.
pub async fn issue(store: &Store, actor: Actor, lang: Locale, hello: String, address: &str) -> Result<i64> {
    let read = move |seen: &Snapshot<'_>| {
        let here = people::community::here(seen)?;
        Ok((printed::pool(seen, &[], lang)?, here.face, seen.now().day()))
    };
    let (pool, face, today) = store.read_long(actor, read).await?;
    let next_on = today.plus(edit::NEXT_DAYS);
    let entries = printed::entries(&pool.lines, &pool.may, lang);
    let mut blank = edit::blank(lang, next_on, face);
    blank.hello.clone_from(&hello);
    let lines = choose::proposed(&blank, &entries, address);
    let write = move |tx: &Tx<'_>| {
        let number = acts::make(tx, lang, next_on, &lines)?;
        acts::arrange(tx, number, 1, &hello, next_on, &lines)?;
        acts::publish(tx, number, 2)?;
        Ok(number)
    };
    store.write(actor, write).await
}
