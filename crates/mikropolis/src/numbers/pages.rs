//! The short version for everybody, and the tables month by month.

use super::model::{self, Months, Table, Topic, csv as to_csv, in_words};
use super::{ReadNumbers, store};
use crate::texts::numbers as t;
use ::store::Snapshot;
use askama::Template;
use kernel::Locale;
use text::suppress::Cell;
use web::{Chrome, Document, Page, Path, Result, Visit};

/// A bar of a picture.
struct Bar {
    name: String,
    words: String,
    /// Of a thousand; nothing where the number is hidden.
    wide: i64,
}

/// A table, and the picture of its sums.
struct View {
    table: Table,
    bars: Vec<Bar>,
}

fn view(table: Table, locale: Locale) -> View {
    let cells = table.sums().map(|(_, cells)| cells.as_slice()).unwrap_or_default();
    let of = |cell: &Cell| if let Cell::Exact(number) = cell { *number } else { 0 };
    let columns = table.topic.columns(locale);
    let most = cells.iter().take(columns.len()).map(of).max().unwrap_or(0).max(1);
    let bar = |(name, cell): (&&'static str, &Cell)| Bar {
        name: (*name).to_owned(),
        words: in_words(cell, locale),
        wide: of(cell) * 1000 / most,
    };
    let mut bars: Vec<Bar> = columns.iter().zip(cells).map(bar).collect();
    // a picture of nothing shows nothing
    if bars.iter().all(|bar| bar.wide == 0) {
        bars.clear();
    }
    View { table, bars }
}

/// All tables of some topics.
pub(super) async fn tables(
    visit: &Visit,
    topics: Vec<Topic>,
    permitted: bool,
) -> Result<Vec<(Table, Option<Table>)>> {
    let locale = visit.locale;
    let read = move |seen: &Snapshot<'_>| {
        if permitted {
            seen.allow(&ReadNumbers)?;
        }
        let (months, since) = (Months::until(seen.now().day()), store::since(seen)?);
        let mut tables = Vec::new();
        for topic in topics {
            let counts = model::counts(topic, &store::count(seen, topic, &months)?);
            let whole = model::whole(topic, &counts, &months, since, locale);
            tables.push((whole, model::running(topic, &counts, &months, locale)));
        }
        Ok(tables)
    };
    Ok(visit.app.store.read_long(visit.actor, read).await?)
}

/// What the short version shows of each: nothing of the running month.
pub(super) const SHORT: &[Topic] = &[Topic::Roads, Topic::Needs, Topic::Stories];

#[derive(Template)]
#[template(path = "numbers/short.html")]
struct ShortPage {
    chrome: Chrome,
    views: Vec<View>,
    /// The day of the first numbers, while no month is whole.
    not_before: Option<String>,
    staff: bool,
}

/// `GET /numbers`
pub async fn short(visit: Visit) -> Result<Page<impl Template>> {
    let locale = visit.locale;
    let mut tables = tables(&visit, SHORT.to_vec(), false).await?;
    tables.retain(|(table, _)| !table.rows.is_empty());
    let first = Months::until(visit.app.store.now().day()).next().filter(|_| tables.is_empty());
    let not_before = first.map(|day| text::date(locale, day));
    let only_sums = |(mut table, _): (Table, Option<Table>)| {
        let sums = table.rows.pop();
        table.rows = sums.into_iter().map(|(_, cells)| (t::year(locale).to_owned(), cells)).collect();
        view(table, locale)
    };
    let views = tables.into_iter().map(only_sums).collect();
    let reads = [kernel::Role::Animator, kernel::Role::Officer, kernel::Role::Administrator];
    let staff = visit.person.as_ref().is_some_and(|person| reads.iter().any(|role| person.has(*role)));
    let chrome = visit.chrome(t::name(locale)).describe(t::lead(locale));
    Ok(Page::of(ShortPage { chrome, views, not_before, staff }))
}

#[derive(Template)]
#[template(path = "numbers/months.html")]
struct MonthsPage {
    chrome: Chrome,
    views: Vec<(View, Option<Table>)>,
}

/// `GET /numbers/months`
pub async fn months(visit: Visit) -> Result<Page<impl Template>> {
    let locale = visit.locale;
    let tables = tables(&visit, Topic::ALL.to_vec(), true).await?;
    let views = tables.into_iter().map(|(table, running)| (view(table, locale), running)).collect();
    Ok(Page::of(MonthsPage { chrome: visit.chrome(t::months(locale)).wide(), views }))
}

/// `GET /numbers/months/{table}`: `roads.csv`
pub async fn csv(visit: Visit, Path(topic): Path<Topic>) -> Result<Document> {
    let tables = tables(&visit, vec![topic], true).await?;
    let all: Vec<&Table> =
        tables.iter().flat_map(|(whole, running)| std::iter::once(whole).chain(running)).collect();
    let name = format!("{}-{}.csv", visit.community.slug, topic.word());
    Ok(Document::new("text/csv; charset=utf-8", to_csv(&all, visit.locale)).named(name))
}
