//! Putting an issue together.

use super::acts::{self, AgreeThanks, Make};
use super::choose;
use super::input::{ArrangeInput, SLOTS, Slot, ThanksInput, VersionInput};
use super::model::{Bulletin, Edition, Entry, Issue, NewLine, PAGES, State, parts};
use super::pages::short_address;
use super::paper;
use super::printed::{self, Pool};
use super::store::{self, Line};
use crate::texts::bulletin as t;
use ::store::{Error as Fault, Snapshot, Tx};
use askama::Template;
use commons::{consent, papers};
use kernel::{Code, Day, ItemId, Locale, MemberId};
use web::{Chrome, Error, Form, Page, Path, Redirect, Result, Typed, Visit};

/// The next issue comes in so many days, if nobody says otherwise.
pub const NEXT_DAYS: i32 = 14;

/// `POST /bulletin/new`: an issue with a choice that fits; or the one that is being put together already.
pub async fn make(visit: Visit, form: Form<()>) -> Result<Redirect> {
    let (ready, lang) = (form.ready()?, visit.community.language());
    let read = move |seen: &Snapshot<'_>| {
        seen.allow(&Make)?;
        let here = people::community::here(seen)?;
        Ok((printed::pool(seen, &[], lang)?, here.face, seen.now().day()))
    };
    let (pool, face, today) = visit.app.store.read(visit.actor, read).await?;
    let next_on = today.plus(NEXT_DAYS);
    let issue = blank(lang, next_on, face);
    let (entries, address) =
        (printed::entries(&pool.lines, &pool.may, lang), visit.app.settings.address.clone());
    let choose = move || choose::proposed(&issue, &entries, &address);
    let lines = papers::at_a_table(choose).await?;
    let base = visit.path("/bulletin");
    let write = move |tx: &Tx<'_>| Ok(format!("{base}/{}/edit", acts::make(tx, lang, next_on, &lines)?));
    let next = visit.app.store.write_once(visit.actor, ready.once, write).await?;
    Ok(Redirect::to(next).say(t::made(visit.locale)))
}

/// An issue that has no number yet, to be measured.
pub fn blank(lang: Locale, next_on: Day, face: people::community::Face) -> Issue {
    Issue {
        number: 1,
        lang,
        hello: String::new(),
        next_on,
        state: State::Draft,
        version: 1,
        published_at: None,
        editor: String::new(),
        short: String::new(),
        face,
    }
}

/// A line of the form.
struct Row {
    slot: &'static Slot,
    entry: Entry,
}

#[derive(Template)]
#[template(path = "bulletin/edit.html")]
struct EditPage {
    chrome: Chrome,
    form: Typed,
    issue: Issue,
    chosen: Vec<Row>,
    others: Vec<Row>,
    unasked: Vec<(ItemId, Locale, String)>,
    agree: Typed,
    /// How many pages it takes at 14 pt.
    pages: usize,
}

impl EditPage {
    fn fits(&self) -> bool {
        self.pages <= PAGES
    }
}

/// An issue in hand, ready for the form.
struct InHand {
    issue: Issue,
    chosen: Vec<Entry>,
    others: Vec<Entry>,
    pool: Pool,
    pages: usize,
}

async fn in_hand(visit: &Visit, number: i64) -> Result<InHand> {
    let read = move |seen: &Snapshot<'_>| printed::in_hand(seen, number);
    let (issue, lines, pool) = visit.app.store.read(visit.actor, read).await?;
    let lang = issue.lang;
    let chosen = printed::entries(&lines, &pool.may, lang);
    let left = |line: &&Line| !chosen.iter().any(|entry| entry.item == line.item);
    let left: Vec<Line> = pool.lines.iter().filter(left).cloned().collect();
    let mut others = printed::entries(&left, &pool.may, lang);
    others.truncate(SLOTS.len().saturating_sub(chosen.len()));
    let bulletin = Bulletin { issue: issue.clone(), locale: lang, parts: parts(chosen.clone()) };
    let address = short_address(visit, &issue);
    let measure = move || paper::pages(&bulletin, Edition::Sheet, &address);
    let pages = papers::at_a_table(measure).await?;
    let pages = pages.map_err(|problem| Error::fault(problem.to_string()))?;
    Ok(InHand { issue, chosen, others, pool, pages })
}

impl InHand {
    fn values(&self) -> Vec<(&'static str, String)> {
        let mut values = vec![
            ("version", self.issue.version.to_string()),
            ("hello", self.issue.hello.clone()),
            ("next_on", self.issue.next_on.to_string()),
        ];
        for (at, (slot, entry)) in SLOTS.iter().zip(self.chosen.iter().chain(&self.others)).enumerate() {
            values.push((slot.item, entry.item.to_string()));
            values.push((slot.words, entry.words.clone()));
            if at < self.chosen.len() {
                values.push((slot.pick, "1".to_owned()));
                values.push((slot.order, (at + 1).to_string()));
            }
        }
        values
    }
    fn entry(&self, item: ItemId) -> Option<&Entry> {
        self.chosen.iter().chain(&self.others).find(|entry| entry.item == item)
    }
    /// What the form holds now: as read, or as it was sent and is wrong.
    fn page(&self, visit: &Visit, form: Typed) -> EditPage {
        let row = |slot: &'static Slot| {
            let item = form.value(slot.item).parse::<kernel::Key>().ok()?;
            Some(Row { slot, entry: self.entry(ItemId(item))?.clone() })
        };
        let rows = SLOTS.iter().filter_map(row);
        let (chosen, others) = rows.partition(|row| form.has(row.slot.pick, "1"));
        EditPage {
            chrome: visit.chrome(t::edit_title(visit.locale, self.issue.number)),
            agree: visit.form::<ThanksInput>(),
            chosen,
            others,
            unasked: self.pool.unasked.clone(),
            pages: self.pages,
            issue: self.issue.clone(),
            form,
        }
    }
    /// The lines as they are kept: words that were not changed are not kept at all.
    fn lines(&self, input: &ArrangeInput) -> Vec<NewLine> {
        let line = |sent: &super::input::Sent| {
            let entry = self.entry(sent.item)?;
            let own = sent.words.trim() == entry.own_words.trim();
            Some(choose::line(entry, if own { String::new() } else { sent.words.clone() }))
        };
        input.lines.iter().filter_map(line).collect()
    }
}

/// `GET /bulletin/{number}/edit`
pub async fn form(visit: Visit, Path(number): Path<i64>) -> Result<Page<impl Template>> {
    let found = in_hand(&visit, number).await?;
    let form = visit.form_with::<ArrangeInput>(found.values());
    Ok(Page::of(found.page(&visit, form)))
}

/// `POST /bulletin/{number}/edit`
pub async fn keep(visit: Visit, Path(number): Path<i64>, form: Form<ArrangeInput>) -> Result<Redirect> {
    let found = in_hand(&visit, number).await?;
    let ready = form.or_show(|form| found.page(&visit, form))?;
    let (once, input) = (ready.once, ready.input);
    let lines = found.lines(&input);
    let base = visit.path(&format!("/bulletin/{number}"));
    let next = if input.moved { format!("{base}/edit") } else { base };
    let (version, hello, next_on) = (input.version, input.hello.clone(), input.next_on);
    let write = move |tx: &Tx<'_>| {
        acts::arrange(tx, number, version, &hello, next_on, &lines)?;
        Ok(next.clone())
    };
    match visit.app.store.write_once(visit.actor, once, write).await {
        Ok(next) => Ok(Redirect::to(next).say(t::kept(visit.locale))),
        Err(Fault::Refused(refusal))
            if refusal.code == Code::Conflict && found.issue.state == State::Draft =>
        {
            Err(Error::Stale { theirs: found.as_text(), yours: found.typed(&input) })
        }
        Err(error) => Err(error.into()),
    }
}

impl InHand {
    /// What somebody else kept meanwhile, to be read beside one's own.
    fn as_text(&self) -> String {
        let lines = self.chosen.iter().map(|entry| as_line(entry, &entry.words));
        std::iter::once(self.issue.hello.clone()).chain(lines).collect::<Vec<_>>().join("\n\n")
    }
    fn typed(&self, input: &ArrangeInput) -> String {
        let line = |sent: &super::input::Sent| Some(as_line(self.entry(sent.item)?, &sent.words));
        let lines = input.lines.iter().filter_map(line);
        std::iter::once(input.hello.clone()).chain(lines).collect::<Vec<_>>().join("\n\n")
    }
}

fn as_line(entry: &Entry, words: &str) -> String {
    if entry.title.is_empty() { words.to_owned() } else { format!("{}\n{words}", entry.title) }
}

/// `POST /bulletin/{number}/publish`
pub async fn publish(visit: Visit, Path(number): Path<i64>, form: Form<VersionInput>) -> Result<Redirect> {
    let ready = form.ready()?;
    let (version, next) = (ready.input.0, visit.path(&format!("/bulletin/{number}")));
    let write = move |tx: &Tx<'_>| {
        acts::publish(tx, number, version)?;
        Ok(next.clone())
    };
    let next = visit.app.store.write_once(visit.actor, ready.once, write).await?;
    Ok(Redirect::to(next).say(t::published(visit.locale)))
}

/// `POST /bulletin/thanks`: both sides were asked and agreed; each is told a code by which they take it back.
pub async fn agree(visit: Visit, form: Form<ThanksInput>) -> Result<Redirect> {
    let ready = form.ready()?;
    let (item, once) = (ready.input.0, ready.once);
    let code = {
        let app = visit.app.clone();
        move |member: MemberId| {
            let parts = [once.0.to_be_bytes(), member.0.0.to_be_bytes()];
            consent::code_from(&app.secret.sign("thanks consent", &[&parts[0], &parts[1]]))
        }
    };
    let (archive, make) = (visit.path("/bulletin"), code.clone());
    let write = move |tx: &Tx<'_>| {
        acts::agree_thanks(tx, item, &make)?;
        let draft = store::draft(tx)?;
        Ok(draft.map_or_else(|| archive.clone(), |number| format!("{archive}/{number}/edit")))
    };
    let next = visit.app.store.write_once(visit.actor, once, write).await?;
    // who agreed before has the code of that time: only codes that stand in the ledger are told
    let read = move |seen: &Snapshot<'_>| {
        let mut codes = Vec::new();
        for party in seen.allow(&AgreeThanks(item))? {
            let code = code(party.member);
            let opens = consent::opens(seen, item, &code)?;
            codes.extend(opens.then(|| format!("{}: {code}", party.name)));
        }
        Ok(codes)
    };
    let codes = visit.app.store.read(visit.actor, read).await?;
    Ok(Redirect::to(next).say(match codes.is_empty() {
        true => t::agreed_before(visit.locale).to_owned(),
        false => t::agreed(visit.locale, codes.join("; ")),
    }))
}
