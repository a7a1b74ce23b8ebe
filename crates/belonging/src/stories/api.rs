//! The same acts for programs, and the stories as a feed.

use super::acts::{self, Agreed};
use super::input::{ListInput, TellInput, cursor};
use super::pages::{Row, Seen, find, rows};
use super::store::{Filter, PAGE};
use super::write::code;
use ::store::Snapshot;
use commons::items::Card;
use kernel::{Code, Refusal};
use serde_json::{Value, json};
use text::atom::{Entry, Feed};
use web::{Document, Form, Json, Path, Query, Result, Visit};

fn row(visit: &Visit, row: &Row) -> Value {
    let story = &row.story;
    let picture = row.picture.as_ref().map(|picture| {
        json!({"path": visit.path(&picture.at_least(960)), "alt": picture.alt, "credit": picture.credit})
    });
    json!({
        "id": story.id.to_string(), "slug": story.slug, "lang": story.lang.code(), "title": story.title,
        "summary": story.summary, "era": story.era().words(visit.locale), "tellers": row.tellers,
        "places": row.places.iter().map(|place| place.slug.as_str()).collect::<Vec<_>>(),
        "picture": picture, "sample": story.sample,
        "published_at": story.published_at.map(kernel::Time::rfc3339),
    })
}

/// `GET /api/stories`
pub async fn list(visit: Visit, Query(wanted): Query<ListInput>) -> Result<Json<Value>> {
    let locale = visit.locale;
    let read = move |seen: &Snapshot<'_>| rows(seen, locale, &wanted);
    let (rows, more) = visit.app.store.read(visit.actor, read).await?;
    let next = rows.last().filter(|_| more).map(|last| cursor(last.story.published_at, last.story.id));
    Ok(Json::of(
        json!({"stories": rows.iter().map(|one| row(&visit, one)).collect::<Vec<_>>(), "next": next}),
    ))
}

/// `GET /api/stories/{slug}`
pub async fn read(visit: Visit, Path(slug): Path<String>) -> Result<Json<Value>> {
    let locale = visit.locale;
    let found = match visit.app.store.read(visit.actor, move |seen| find(seen, &slug, locale)).await? {
        Seen::Whole(found) => found,
        Seen::Stub { .. } => return Err(Refusal::plain(Code::Gone).into()),
    };
    let text = Card::pick(&found.texts, locale).ok_or_else(|| Refusal::plain(Code::NotFound))?;
    let people = found.whole.people.iter().filter(|someone| someone.visible);
    let people = people.map(
        |someone| json!({"part": someone.part.word(), "name": someone.name, "life": someone.life.word()}),
    );
    let pictures = found.pictures.iter().map(|picture| {
        json!({"path": visit.path(&picture.at_least(960)), "alt": picture.alt, "credit": picture.credit})
    });
    Ok(Json::of(json!({
        "id": found.facts.id.to_string(), "slug": found.facts.slug, "stage": found.facts.stage.word(),
        "version": found.facts.version, "lang": text.lang.code(), "title": text.title, "summary": text.summary,
        "body": text.body, "state": text.state.word(), "era": found.whole.details.era.words(locale),
        "place_words": found.whole.details.place_words, "source": found.whole.details.source,
        "people": people.collect::<Vec<_>>(),
        "places": found.places.iter().map(|place| place.slug.as_str()).collect::<Vec<_>>(),
        "pictures": pictures.collect::<Vec<_>>(),
        "languages": found.texts.iter().map(|text| text.lang.code()).collect::<Vec<_>>(),
        "sample": found.facts.sample,
    })))
}

/// `POST /api/stories`: a draft; pictures are added on its page.
pub async fn tell(visit: Visit, form: Form<TellInput>) -> Result<Json<Value>> {
    let ready = form.ready()?;
    let agreed = ready.input.given.clone().map(|given| Agreed { given, code: code(&visit, ready.once) });
    let (told, consented) = (ready.input.told, agreed.clone());
    let write = move |tx: &::store::Tx<'_>| acts::tell(tx, &told, None, consented.as_ref());
    let slug = visit.app.store.write_once(visit.actor, ready.once, write).await?;
    let code = agreed.map(|agreed| agreed.code);
    Ok(Json::created(
        json!({"slug": slug, "path": visit.path(&format!("/stories/{slug}")), "consent_code": code}),
    ))
}

/// `GET /stories.atom`
pub async fn feed(visit: Visit) -> Result<Document> {
    let locale = visit.locale;
    let wanted = ListInput { filter: Filter::default(), after: None };
    let (rows, _) = visit.app.store.read(visit.actor, move |seen| rows(seen, locale, &wanted)).await?;
    let address = |path: &str| [visit.app.settings.address.as_str(), &visit.path(path)].concat();
    let entry = |row: &Row| {
        let published = row.story.published_at.unwrap_or(kernel::Time::from_micros(0));
        Entry {
            id: format!("urn:uuid:{}", hyphenated(&row.story.id.to_string())),
            title: row.story.title.clone(),
            page: address(&format!("/stories/{}", row.story.slug)),
            published,
            updated: published,
            author: if row.tellers.is_empty() {
                visit.community.name(locale).to_owned()
            } else {
                row.tellers.clone()
            },
            summary: row.story.summary.clone(),
            html: String::new(),
        }
    };
    let entries: Vec<Entry> = rows.iter().take(PAGE).map(entry).collect();
    let feed = Feed {
        id: address("/stories"),
        title: format!("{} – {}", crate::texts::stories::name(locale), visit.community.name(locale)),
        language: locale,
        page: address("/stories"),
        address: address("/stories.atom"),
        updated: entries.first().map_or(kernel::Time::from_micros(0), |newest| newest.updated),
        entries,
    };
    Ok(Document::new("application/atom+xml; charset=utf-8", feed.to_xml()))
}

/// A key as RFC 9562 writes it.
fn hyphenated(key: &str) -> String {
    let cuts = [(0, 8), (8, 12), (12, 16), (16, 20), (20, 32)];
    cuts.iter().filter_map(|(from, to)| key.get(*from..*to)).collect::<Vec<_>>().join("-")
}
