//! Asking, the queue, writing, and reading over.

use super::acts::{self, Ask, Check, ReadQueue, Translate, WriteMessage};
use super::input::{AskInput, MessageInput, PairsInput, WantedInput, WordsInput};
use super::model::{Pair, RequestId};
use super::store::{self, Request, Waiting};
use crate::cards::{CardView, path_of, view};
use crate::items::{self, Beside, Card, Facts, TextRow, TextState, Words};
use crate::texts::translating as t;
use ::store::{Snapshot, Tx};
use askama::Template;
use kernel::{Code, ItemId, Locale, MemberId, Refusal};
use web::{Chrome, Error, Form, Page, Path, Paths, Query, Redirect, Result, Typed, Visit};

/// The language of an address.
#[derive(Clone, Copy, Debug)]
pub struct Lang(pub Locale);

impl std::str::FromStr for Lang {
    type Err = ();
    fn from_str(code: &str) -> std::result::Result<Self, ()> {
        Locale::parse(code).map(Self).ok_or(())
    }
}

/// The page of an item, below the community.
fn page_of(visit: &Visit, facts: &Facts) -> String {
    let full = path_of(visit, facts).unwrap_or_else(|| visit.path("/"));
    full.strip_prefix(&visit.path("")).unwrap_or(&full).to_owned()
}

/// Where an item is written in another language: its slice's own page, where it has one with more to fill in (a
/// place's steps and ramps, the words below a story's pictures), else the general one.
pub(super) fn write_path(visit: &Visit, item: ItemId, path: &str, lang: Locale) -> String {
    let own = format!("{path}/translate/{lang}");
    let fits = |pattern: &str| {
        let (pattern, own): (Vec<&str>, Vec<&str>) = (pattern.split('/').collect(), own.split('/').collect());
        let same = |(pattern, part): (&&str, &&str)| pattern.starts_with('{') || pattern == part;
        pattern.len() == own.len() && pattern.iter().zip(&own).all(same)
    };
    let mut routes = visit.app.slices.iter().flat_map(|slice| slice.routes);
    match routes.any(|route| route.path.ends_with("/translate/{lang}") && fits(route.path)) {
        true => own,
        false => format!("/translate/item/{item}/{lang}"),
    }
}

/// Somebody who may be chosen.
pub struct Named {
    /// Their key.
    pub id: MemberId,
    /// What they are called.
    pub name: String,
}

/// Who may be chosen for a pair and what this member wrote: those who said that their name may be shown.
///
/// # Errors
/// Those of the store.
pub fn to_choose(seen: &Snapshot<'_>, pair: Pair, writer: Option<MemberId>) -> ::store::Result<Vec<Named>> {
    let all = store::translators(seen, pair, writer)?.into_iter();
    let me = seen.actor().acting();
    let shown = all.filter(|(id, _, named)| *named && Some(*id) != me);
    Ok(shown.map(|(id, name, _)| Named { id, name }).collect())
}

#[derive(Template)]
#[template(path = "translating/ask.html")]
struct AskPage {
    chrome: Chrome,
    form: Typed,
    title: String,
    lang: Locale,
    named: Vec<Named>,
    back: String,
}

/// What the page for asking shows: the original and who may be chosen.
async fn asked(visit: &Visit, item: ItemId, to: Locale) -> Result<(Facts, TextRow, Vec<Named>)> {
    let read = move |seen: &Snapshot<'_>| {
        let facts = seen.allow(&Ask(item))?;
        let texts = items::texts(seen, item)?;
        let original = texts.into_iter().find(|text| text.lang == facts.origin).ok_or(Code::NotFound)?;
        let named = to_choose(seen, Pair { from: facts.origin, to }, acts::kept_from(&facts))?;
        Ok((facts, original, named))
    };
    Ok(visit.app.store.read(visit.actor, read).await?)
}

fn ask_page(visit: &Visit, (facts, original, named): (Facts, TextRow, Vec<Named>), form: Typed) -> AskPage {
    AskPage {
        chrome: visit.chrome(t::ask(visit.locale)),
        back: visit.path(&page_of(visit, &facts)),
        title: original.title,
        lang: original.lang,
        named,
        form,
    }
}

/// `GET /translate/ask`
pub async fn ask_form(visit: Visit, Query(wanted): Query<WantedInput>) -> Result<Page<impl Template>> {
    let to = wanted.to.unwrap_or(visit.locale);
    let around = asked(&visit, wanted.item, to).await?;
    let values =
        [("item", wanted.item.to_string()), ("to", to.code().to_owned()), ("who", "anybody".to_owned())];
    let form = visit.form_with::<AskInput>(values);
    Ok(Page::of(ask_page(&visit, around, form)))
}

/// Asks, once; tells where the item stands.
pub(super) async fn send(visit: &Visit, once: kernel::Key, input: AskInput) -> Result<String> {
    let AskInput { item, to, who } = input;
    let (facts, ..) = asked(visit, item, to).await?;
    let there = visit.path(&page_of(visit, &facts));
    let write = move |tx: &Tx<'_>| {
        acts::ask(tx, item, to, who.0)?;
        Ok(there.clone())
    };
    Ok(visit.app.store.write_once(visit.actor, once, write).await?)
}

/// `POST /translate/ask`
pub async fn ask(visit: Visit, form: Form<AskInput>) -> Result<Redirect> {
    let item = form.typed("item").and_then(|item| item.parse::<ItemId>().ok());
    let around = match item {
        Some(item) => Some(asked(&visit, item, visit.locale).await?),
        None => None,
    };
    let ready = match around {
        Some(around) => form.or_show(|form| ask_page(&visit, around, form))?,
        None => form.ready()?,
    };
    let (sent, input) = (ready.sent(), ready.input);
    match send(&visit, ready.once, input).await {
        Ok(there) => Ok(Redirect::to(there).say(t::asked(visit.locale))),
        Err(error) => {
            let around = asked(&visit, input.item, input.to).await?;
            Err(sent.or_show(error, |form| ask_page(&visit, around, form)))
        }
    }
}

/// A line of the queue with where it leads.
struct Line {
    waiting: Waiting,
    pair: &'static str,
    /// Where it is written, for who has taken it.
    path: String,
}

#[derive(Template)]
#[template(path = "translating/queue.html")]
struct QueuePage {
    chrome: Chrome,
    taken: Vec<Line>,
    waiting: Vec<Line>,
    second: Vec<(CardView, String)>,
    settings: Typed,
    translates: bool,
    button: Typed,
}

fn line(visit: &Visit, waiting: Waiting) -> Line {
    use web::Choice as _;
    let pair = Pair { from: waiting.from, to: waiting.to };
    let pair = Pair::ALL.iter().find(|own| **own == pair).map_or("", |pair| pair.label(visit.locale));
    let path = match waiting.thread {
        Some(_) => format!("/translate/{}", waiting.id),
        None => format!("/translate/item/{}/{}", waiting.thing, waiting.to),
    };
    Line { path: visit.path(&path), pair, waiting }
}

fn mine(visit: &Visit) -> Result<MemberId> {
    Ok(visit.acting()?)
}

async fn queue_page(visit: &Visit, typed: Option<Typed>) -> Result<QueuePage> {
    use web::Choice as _;
    let member = mine(visit)?;
    let read = move |seen: &Snapshot<'_>| {
        seen.allow(&ReadQueue)?;
        let level = items::viewer(seen)?.level();
        let pairs = store::pairs(seen, member)?;
        Ok((store::queue(seen, member, level)?, store::second(seen, member, level)?, pairs))
    };
    let (queue, second, (pairs, named)) = visit.app.store.read(visit.actor, read).await?;
    let (taken, waiting): (Vec<_>, Vec<_>) = queue.into_iter().partition(|line| line.taken_by.is_some());
    let lines = |lines: Vec<Waiting>| lines.into_iter().map(|one| line(visit, one)).collect::<Vec<_>>();
    let check =
        |card: &Card| (view(visit, card), visit.path(&format!("/translate/check/{}/{}", card.id, card.lang)));
    let values = pairs.iter().map(|pair| ("pairs", pair.key().to_owned()));
    let values = values.chain(named.then(|| ("named", "1".to_owned()))).collect::<Vec<_>>();
    Ok(QueuePage {
        chrome: visit.chrome(t::name(visit.locale)),
        taken: lines(taken),
        waiting: lines(waiting),
        second: second.iter().map(check).collect(),
        translates: !pairs.is_empty(),
        settings: typed.unwrap_or_else(|| visit.form_with::<PairsInput>(values)),
        button: visit.form::<()>(),
    })
}

/// `GET /translate`
pub async fn queue(visit: Visit) -> Result<Page<impl Template>> {
    Ok(Page::of(queue_page(&visit, None).await?))
}

/// `POST /translate/settings`
pub async fn settings(visit: Visit, form: Form<PairsInput>) -> Result<Redirect> {
    let ready = form.ready()?;
    let (input, there) = (ready.input, visit.path("/translate"));
    let write = move |tx: &Tx<'_>| {
        acts::set_pairs(tx, &input.pairs, input.named)?;
        Ok(there.clone())
    };
    let next = visit.app.store.write_once(visit.actor, ready.once, write).await?;
    Ok(Redirect::to(next).say(t::settings_kept(visit.locale)))
}

/// Takes a request, once; tells where it is written.
pub(super) async fn take_once(visit: &Visit, once: kernel::Key, id: RequestId) -> Result<String> {
    let base = visit.path("/translate");
    let write = move |tx: &Tx<'_>| {
        let request = acts::take(tx, id)?;
        Ok(match store::item(&request) {
            Some(item) => format!("{base}/item/{item}/{}", request.to),
            None => format!("{base}/{id}"),
        })
    };
    Ok(visit.app.store.write_once(visit.actor, once, write).await?)
}

/// `POST /translate/{id}/take`
pub async fn take(visit: Visit, Path(id): Path<RequestId>, form: Form<()>) -> Result<Redirect> {
    let ready = form.ready()?;
    Ok(Redirect::to(take_once(&visit, ready.once, id).await?))
}

/// `POST /translate/{id}/give-back`
pub async fn give_back(visit: Visit, Path(id): Path<RequestId>, form: Form<()>) -> Result<Redirect> {
    let (ready, there) = (form.ready()?, visit.path("/translate"));
    let write = move |tx: &Tx<'_>| {
        acts::give_back(tx, id)?;
        Ok(there.clone())
    };
    let next = visit.app.store.write_once(visit.actor, ready.once, write).await?;
    Ok(Redirect::to(next).say(t::given_back(visit.locale)))
}

#[derive(Template)]
#[template(path = "translating/message.html")]
struct MessagePage {
    chrome: Chrome,
    request: Request,
    form: Typed,
    button: Typed,
}

async fn message_page(visit: &Visit, id: RequestId, form: Typed) -> Result<MessagePage> {
    let read = move |seen: &Snapshot<'_>| Ok(seen.allow(&WriteMessage(id))?.request);
    let request = visit.app.store.read(visit.actor, read).await?;
    if request.thread.is_none() {
        return Err(Refusal::plain(Code::NotFound).into());
    }
    let chrome = visit.chrome(t::message_title(visit.locale)).wide();
    Ok(MessagePage { chrome, request, form, button: visit.form::<()>() })
}

/// `GET /translate/{id}`
pub async fn message_form(visit: Visit, Path(id): Path<RequestId>) -> Result<Page<impl Template>> {
    let form = visit.form::<MessageInput>();
    Ok(Page::of(message_page(&visit, id, form).await?))
}

/// `POST /translate/{id}`
pub async fn message(visit: Visit, Path(id): Path<RequestId>, form: Form<MessageInput>) -> Result<Redirect> {
    // the same form sent again: the message is no longer to be read here
    let page = message_page(&visit, id, visit.form::<MessageInput>()).await;
    let ready = match page {
        Ok(page) => form.or_show(|form| MessagePage { form, ..page })?,
        Err(_) => form.ready()?,
    };
    let (words, there) = (ready.input.0, visit.path("/translate"));
    let write = move |tx: &Tx<'_>| {
        acts::write_message(tx, id, &words)?;
        Ok(there.clone())
    };
    let next = visit.app.store.write_once(visit.actor, ready.once, write).await?;
    Ok(Redirect::to(next).say(t::thank_you(visit.locale)))
}

#[derive(Template)]
#[template(path = "translating/item.html")]
struct ItemPage {
    chrome: Chrome,
    form: Typed,
    original: TextRow,
    original_body: String,
    /// The original has a summary of its own and not just its first words.
    summary: bool,
    lang: Locale,
    action: String,
}

/// What a translation is written beside.
#[derive(Clone, Debug)]
pub struct Side {
    /// The original.
    pub original: TextRow,
    /// What there is in the language already.
    pub before: Option<TextRow>,
    /// Both, as the form carries them along.
    pub beside: Beside,
}

impl Side {
    /// Of an item that the actor may write in this language.
    ///
    /// # Errors
    /// As [`items::put_translation`].
    pub fn of(seen: &Snapshot<'_>, item: &Facts, lang: Locale) -> ::store::Result<Self> {
        let texts = items::texts(seen, item.id)?;
        let side = Self::now(&texts, item, lang)?;
        items::may_translate(seen, item, &texts, lang)?;
        Ok(side)
    }
    fn now(texts: &[TextRow], item: &Facts, lang: Locale) -> ::store::Result<Self> {
        if item.origin == lang {
            return Err(Code::Conflict.into());
        }
        let one = |lang| texts.iter().find(|text| text.lang == lang).cloned();
        let original = one(item.origin).ok_or(Code::Gone)?;
        Ok(Self { original, before: one(lang), beside: Beside::of(texts, lang) })
    }
    /// What a form begins with: what is there already.
    pub fn values(&self) -> Vec<(&'static str, String)> {
        let words = self
            .before
            .iter()
            .flat_map(|text| [("title", &text.title), ("summary", &text.summary), ("body", &text.body)]);
        let words = words.map(|(name, words)| (name, words.clone()));
        words.chain([self.beside.clone().value()]).collect()
    }
}

/// A translation that could not be kept: if somebody wrote meanwhile, both texts, so that nothing typed is lost.
pub async fn not_kept(
    visit: &Visit,
    error: ::store::Error,
    (item, lang): (ItemId, Locale),
    yours: &Words,
) -> Error {
    let stale = matches!(&error, ::store::Error::Refused(refusal) if refusal.code == Code::Conflict);
    let read = move |seen: &Snapshot<'_>| {
        let facts = items::facts(seen, item)?.ok_or(Code::NotFound)?;
        Side::now(&items::texts(seen, facts.id)?, &facts, lang)
    };
    let now = if stale { visit.app.store.read(visit.actor, read).await.ok() } else { None };
    let plain = |title: &str, body: &str| [title, body].join("\n\n");
    match now {
        None => error.into(),
        Some(Side { original, before, .. }) => {
            let theirs = before.unwrap_or(original);
            Error::Stale {
                theirs: plain(&theirs.title, &theirs.body),
                yours: plain(&yours.title, &yours.body),
            }
        }
    }
}

async fn side(visit: &Visit, item: ItemId, lang: Locale) -> Result<(Facts, Side)> {
    let read = move |seen: &Snapshot<'_>| {
        let facts = seen.allow(&Translate(item))?;
        let side = Side::of(seen, &facts, lang)?;
        Ok((facts, side))
    };
    Ok(visit.app.store.read(visit.actor, read).await?)
}

fn item_page(visit: &Visit, item: ItemId, lang: Locale, original: TextRow, form: Typed) -> ItemPage {
    ItemPage {
        chrome: visit.chrome(t::write_title(visit.locale, lang.own_name())).wide(),
        original_body: text::markdown::to_html(&original.body),
        action: visit.path(&format!("/translate/item/{item}/{lang}")),
        summary: !original.summary.is_empty() && original.summary != items::brief(&original.body),
        original,
        lang,
        form,
    }
}

/// `GET /translate/item/{item}/{lang}`
pub async fn item_form(
    visit: Visit,
    Paths(item, Lang(lang)): Paths<ItemId, Lang>,
) -> Result<axum::response::Response> {
    use axum::response::IntoResponse as _;
    let (facts, side) = side(&visit, item, lang).await?;
    let own = write_path(&visit, item, &page_of(&visit, &facts), lang);
    if !own.starts_with("/translate/") {
        return Ok(Redirect::to(visit.path(&own)).into_response());
    }
    let form = visit.form_with::<WordsInput>(side.values());
    Ok(Page::of(item_page(&visit, item, lang, side.original, form)).into_response())
}

/// Keeps a translation, once; tells where it stands.
pub(super) async fn keep(
    visit: &Visit,
    once: kernel::Key,
    (item, lang): (ItemId, Locale),
    input: WordsInput,
) -> Result<String> {
    let facts = visit.app.store.read(visit.actor, move |seen| seen.allow(&Translate(item))).await?;
    let below = page_of(visit, &facts);
    let there = visit.path(&format!("{below}?lang={lang}"));
    let typed = input.words.clone();
    let write = move |tx: &Tx<'_>| {
        acts::translate(tx, item, lang, &input.words, input.beside.as_ref(), &below)?;
        Ok(there.clone())
    };
    match visit.app.store.write_once(visit.actor, once, write).await {
        Ok(next) => Ok(next),
        Err(error) => Err(not_kept(visit, error, (item, lang), &typed).await),
    }
}

/// `POST /translate/item/{item}/{lang}`
pub async fn item(
    visit: Visit,
    Paths(item, Lang(lang)): Paths<ItemId, Lang>,
    form: Form<WordsInput>,
) -> Result<Redirect> {
    let (_, side) = side(&visit, item, lang).await?;
    let ready = form.or_show(|form| item_page(&visit, item, lang, side.original, form))?;
    let next = keep(&visit, ready.once, (item, lang), ready.input).await?;
    Ok(Redirect::to(next).say(t::thank_you(visit.locale)))
}

#[derive(Template)]
#[template(path = "translating/check.html")]
struct CheckPage {
    chrome: Chrome,
    original: TextRow,
    original_body: String,
    text: TextRow,
    body: String,
    form: Typed,
    action: String,
    change: String,
}

/// `GET /translate/check/{item}/{lang}`
pub async fn check_form(
    visit: Visit,
    Paths(item, Lang(lang)): Paths<ItemId, Lang>,
) -> Result<Page<impl Template>> {
    let read = move |seen: &Snapshot<'_>| {
        let text = seen.allow(&Check(item, lang))?.ok_or(Code::NotFound)?;
        let mut texts = items::texts(seen, item)?;
        texts.retain(|text| text.state == TextState::Original);
        let facts = items::facts(seen, item)?.ok_or(Code::NotFound)?;
        Ok((facts, texts.pop().ok_or(Code::NotFound)?, text))
    };
    let (facts, original, text) = visit.app.store.read(visit.actor, read).await?;
    let change = write_path(&visit, item, &page_of(&visit, &facts), lang);
    Ok(Page::of(CheckPage {
        chrome: visit.chrome(t::check_title(visit.locale)).wide(),
        original_body: text::markdown::to_html(&original.body),
        body: text::markdown::to_html(&text.body),
        form: visit.form::<()>(),
        action: visit.path(&format!("/translate/check/{item}/{lang}")),
        change: visit.path(&change),
        original,
        text,
    }))
}

/// `POST /translate/check/{item}/{lang}`
pub async fn check(
    visit: Visit,
    Paths(item, Lang(lang)): Paths<ItemId, Lang>,
    form: Form<()>,
) -> Result<Redirect> {
    let (ready, there) = (form.ready()?, visit.path("/translate"));
    let write = move |tx: &Tx<'_>| {
        acts::check(tx, item, lang)?;
        Ok(there.clone())
    };
    let next = visit.app.store.write_once(visit.actor, ready.once, write).await?;
    Ok(Redirect::to(next).say(t::checked(visit.locale)))
}
