//! Which tables there are, and how they are shown: pure.

use crate::texts::numbers as t;
use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use kernel::{Channel, Day, Locale, Time};
use text::suppress::{self, Cell};

/// So many whole months are shown.
pub const MONTHS: usize = 12;

/// The months of the tables: twelve whole ones, and the one that is running.
#[derive(Clone, Debug)]
pub struct Months {
    /// The first day of each, the running one last.
    pub first: Vec<Date>,
}

impl Months {
    /// Those before and around a day.
    pub fn until(today: Day) -> Self {
        let now = i32::from(today.0.year()) * 12 + i32::from(today.0.month()) - 1;
        let of = |at: i32| {
            let (year, month) = (at.div_euclid(12), at.rem_euclid(12) + 1);
            // months of our era are within what a date can hold
            date(i16::try_from(year).unwrap_or(1970), i8::try_from(month).unwrap_or(1), 1)
        };
        Self { first: (now - MONTHS as i32..=now).map(of).collect() }
    }
    /// The day on which the running one is whole.
    pub fn next(&self) -> Option<Date> {
        self.first.last().map(|running| running.last_of_month().saturating_add(1.day()))
    }
    /// The moments at which each begins.
    pub fn starts(&self) -> Vec<Time> {
        self.first.iter().map(|first| Day(*first).start()).collect()
    }
}

/// One of the tables.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Topic {
    /// What was done, by road.
    Roads,
    /// What became of needs, by the month in which they were asked.
    Needs,
    /// Published stories by the language they were told in.
    Stories,
    /// How many take part, by the language they chose.
    People,
    /// What takes place, and who comes.
    Dates,
}

impl Topic {
    /// All of them in the order of the page.
    pub const ALL: [Self; 5] = [Self::Roads, Self::Needs, Self::Stories, Self::People, Self::Dates];
    /// The word in addresses.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Roads => "roads",
            Self::Needs => "needs",
            Self::Stories => "stories",
            Self::People => "people",
            Self::Dates => "dates",
        }
    }
    /// What the table says, in a sentence.
    pub fn title(self, locale: impl Into<Locale>) -> &'static str {
        let locale = locale.into();
        match self {
            Self::Roads => t::roads(locale),
            Self::Needs => t::needs(locale),
            Self::Stories => t::stories(locale),
            Self::People => t::people(locale),
            Self::Dates => t::dates(locale),
        }
    }
    /// How it was counted.
    pub fn says(self, locale: impl Into<Locale>) -> &'static str {
        let locale = locale.into();
        match self {
            Self::Roads => t::roads_says(locale),
            Self::Needs => t::needs_says(locale),
            Self::Stories => t::stories_says(locale),
            Self::People => t::people_says(locale),
            Self::Dates => t::dates_says(locale),
        }
    }
    /// Its columns.
    pub fn columns(self, l: Locale) -> Vec<&'static str> {
        match self {
            Self::Roads => vec![t::by_web(l), t::by_desk(l), t::by_paper(l), t::by_phone(l), t::by_api(l)],
            Self::Needs => vec![t::asked(l), t::answered(l), t::agreed(l), t::done(l)],
            Self::Stories | Self::People => Locale::ALL.iter().map(|locale| locale.own_name()).collect(),
            Self::Dates => vec![t::days(l), t::came(l)],
        }
    }
    /// The place of a stored word among the columns.
    pub fn column(self, word: &str) -> Option<usize> {
        let words: &[&str] = match self {
            Self::Roads => ROADS,
            Self::Needs => STEPS,
            Self::Stories | Self::People => &["pl", "en", "uk"],
            Self::Dates => &["days", "came"],
        };
        words.iter().position(|own| *own == word)
    }
    /// Whether its rows are months.
    pub const fn by_month(self) -> bool {
        matches!(self, Self::Roads | Self::Needs | Self::Stories)
    }
    /// Whether its columns add up to something.
    pub const fn adds_up(self) -> bool {
        !matches!(self, Self::Dates)
    }
}

impl std::str::FromStr for Topic {
    type Err = ();
    fn from_str(word: &str) -> Result<Self, ()> {
        let word = word.strip_suffix(".csv").ok_or(())?;
        Self::ALL.into_iter().find(|topic| topic.word() == word).ok_or(())
    }
}

/// By which road something was done, as the journal has it.
const ROADS: &[&str] = &[
    Channel::Web.word(),
    Channel::Desk.word(),
    Channel::Paper.word(),
    Channel::Phone.word(),
    Channel::Api.word(),
];
/// How far a need has come; each stands at its farthest step only.
const STEPS: &[&str] = &["asked", "answered", "agreed", "done"];

/// A table ready to be shown.
#[derive(Clone, Debug)]
pub struct Table {
    /// Which.
    pub topic: Topic,
    /// The names of its columns.
    pub columns: Vec<String>,
    /// Each row with its name; the last cell is the sum, where the columns add up.
    pub rows: Vec<(String, Vec<Cell>)>,
}

impl Table {
    /// The row of sums, which is the last.
    pub fn sums(&self) -> Option<&(String, Vec<Cell>)> {
        self.rows.last()
    }
}

/// The counts of a topic: by month (or 0) and column.
pub type Counts = Vec<Vec<i64>>;

/// Puts counted words into rows and columns.
pub fn counts(topic: Topic, found: &[(i64, String, i64)]) -> Counts {
    let rows = if topic.by_month() { MONTHS + 1 } else { 1 };
    let columns = topic.columns(Locale::Pl).len();
    let mut counts = vec![vec![0; columns]; rows];
    for (month, word, count) in found {
        let row = usize::try_from(*month).ok().and_then(|month| counts.get_mut(month));
        if let (Some(row), Some(column)) = (row, topic.column(word)) {
            row[column] += count;
        }
    }
    counts
}

fn names(topic: Topic, locale: Locale) -> Vec<String> {
    let mut columns: Vec<String> = topic.columns(locale).into_iter().map(str::to_owned).collect();
    if topic.adds_up() {
        columns.push(t::together(locale).to_owned());
    }
    columns
}

/// The table of the whole months with their sums (or the only row there is). Months before the neighbourhood began
/// are left out; in its first month there is no row at all, for sums of nothing would look like a dead place.
pub fn whole(topic: Topic, counts: &Counts, months: &Months, since: Time, locale: Locale) -> Table {
    let began = since.day().0;
    let (names, body): (Vec<String>, Vec<Vec<i64>>) = match topic.by_month() {
        false => (vec![t::now(locale).to_owned()], counts.clone()),
        true => {
            let whole = months.first.iter().zip(months.first.iter().skip(1)).zip(counts);
            whole
                .filter(|((_, next), _)| **next > began)
                .map(|((first, _), row)| (text::month_and_year(locale, *first), row.clone()))
                .unzip()
        }
    };
    if body.is_empty() {
        return Table { topic, columns: self::names(topic, locale), rows: Vec::new() };
    }
    let cells = if topic.adds_up() { suppress::hide(&body) } else { suppress::alone(&body) };
    let mut rows: Vec<(String, Vec<Cell>)> = names.into_iter().zip(cells.iter().cloned()).collect();
    if topic.by_month()
        && let Some(sums) = cells.last()
    {
        rows.push((t::together(locale).to_owned(), sums.clone()));
    }
    Table { topic, columns: self::names(topic, locale), rows }
}

/// The month that is still running, as a table of its own.
pub fn running(topic: Topic, counts: &Counts, months: &Months, locale: Locale) -> Option<Table> {
    let (first, row) = (months.first.last()?, counts.last()?);
    let cells = suppress::hide(std::slice::from_ref(row)).into_iter().next()?;
    let rows = vec![(text::month_and_year(locale, *first), cells)];
    topic.by_month().then(|| Table { topic, columns: names(topic, locale), rows })
}

/// A cell in words, for spreadsheets and for people.
pub fn in_words(cell: &Cell, locale: impl Into<Locale>) -> String {
    match cell {
        Cell::Exact(number) => text::Number::integer(*number).shown(locale).to_string(),
        Cell::Few => t::few(locale.into()).to_owned(),
        Cell::Hidden | Cell::Unsaid => t::hidden(locale.into()).to_owned(),
    }
}

/// A table for spreadsheets.
pub fn csv(tables: &[&Table], locale: Locale) -> String {
    let mut out = text::csv::BYTE_ORDER_MARK.to_owned();
    for table in tables {
        let head = std::iter::once(table.topic.title(locale).to_owned()).chain(table.columns.iter().cloned());
        out.push_str(&text::csv::row(head));
        for (name, cells) in &table.rows {
            let cell = |cell: &Cell| match cell {
                Cell::Exact(number) => number.to_string(),
                other => in_words(other, locale),
            };
            out.push_str(&text::csv::row(std::iter::once(name.clone()).chain(cells.iter().map(cell))));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_end_with_the_running_one_and_cross_the_year() {
        let months = Months::until(Day::parse("2027-02-14").unwrap());
        assert_eq!(months.first.len(), 13);
        assert_eq!(months.first[0], date(2026, 2, 1));
        assert_eq!(months.first[11], date(2027, 1, 1));
        assert_eq!(months.first[12], date(2027, 2, 1));
        assert_eq!(months.starts()[12].day().to_string(), "2027-02-01");
        assert_eq!(months.next(), Some(date(2027, 3, 1)));
    }

    #[test]
    fn months_before_the_beginning_are_left_out_and_the_running_one_stands_alone() {
        let months = Months::until(Day::parse("2026-11-23").unwrap());
        let since = Day::parse("2026-09-10").unwrap().start();
        let found = vec![(10, "web".to_owned(), 20), (11, "desk".to_owned(), 3), (12, "web".to_owned(), 9)];
        let counts = counts(Topic::Roads, &found);
        let table = whole(Topic::Roads, &counts, &months, since, Locale::Pl);
        let names: Vec<&str> = table.rows.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names.len(), 3, "{names:?}");
        assert!(names[0].contains("wrze") && names[1].contains("październik"), "{names:?}");
        assert_eq!(table.rows[1].1[1], Cell::Few);
        let running = running(Topic::Roads, &counts, &months, Locale::Pl).unwrap();
        assert_eq!(running.rows[0].1[0], Cell::Exact(9));
        let csv = csv(&[&table], Locale::Pl);
        assert!(csv.starts_with(text::csv::BYTE_ORDER_MARK) && csv.contains("mniej niż 5"));
        assert!(!csv.contains(",3,"), "{csv}");
        let first_month = whole(Topic::Roads, &counts, &months, months.starts()[12], Locale::Pl);
        assert!(first_month.rows.is_empty(), "{first_month:?}");
    }
}
