//! The page that sets all rules side by side.

use askama::Template;
use count::{CategoryFigures, Count, Election, Figures, GroupFigures};
use text::{Locale, Number};

use super::body::number;
use super::rules::rule_name;
use super::words::{amount, name};
use crate::texts::counting as texts;

/// One way of counting and what it gave.
#[derive(Debug, Clone)]
pub struct Alternative {
    /// Name of the rule.
    pub rule: String,
    /// The count.
    pub count: Count,
    /// Its figures.
    pub figures: Figures,
}

struct Column {
    rule: String,
    spent: u64,
    with_winner: u64,
    /// Spent, part of the pool, voters with a winner, number of winners, mean, Gini.
    cells: [String; 6],
}

/// A table with a line for each group or category and a column for each rule.
struct Breakdown {
    caption: String,
    first: String,
    lines: Vec<(String, Vec<String>)>,
    small: bool,
}

#[derive(Template)]
#[template(path = "counting/compare.html")]
struct Page {
    locale: Locale,
    title: String,
    heads: [&'static str; 6],
    rules: Vec<Column>,
    breakdowns: Vec<Breakdown>,
    projects: Vec<(String, Vec<bool>)>,
}

/// Makes the page.
///
/// # Errors
/// As [`html`](super::html).
pub fn compare_html(
    election: &Election,
    alternatives: &[Alternative],
    locale: Locale,
) -> Result<String, askama::Error> {
    let projects = (0..election.projects.len()).map(|project| {
        let won = alternatives.iter().map(|other| other.count.selected.contains(&project));
        (name(election, project).to_owned(), won.collect::<Vec<bool>>())
    });
    Page {
        locale,
        title: election.meta.get("description").unwrap_or_default().to_owned(),
        heads: [
            texts::spent(locale),
            texts::part(locale),
            texts::with_winner(locale),
            texts::number_of_winners(locale),
            texts::mean_winners(locale),
            texts::gini(locale),
        ],
        rules: alternatives.iter().map(|other| column(election, other, locale)).collect(),
        breakdowns: breakdowns(alternatives, locale),
        projects: projects.filter(|(_, won)| won.contains(&true)).collect(),
    }
    .render()
}

fn share(locale: Locale, share: f64) -> String {
    format!("{}%", Number::decimal((share * 1000.0).round() as i64, 1).shown(locale))
}

fn column(election: &Election, other: &Alternative, locale: Locale) -> Column {
    let figures = &other.figures;
    let decimal = |value: f64| Number::decimal((value * 100.0).round() as i64, 2).shown(locale).to_string();
    Column {
        rule: rule_name(locale, &other.rule),
        spent: (figures.spent_share * 1000.0) as u64,
        with_winner: (figures.voters_with_winner_share * 1000.0) as u64,
        cells: [
            amount(locale, &election.currency, figures.spent),
            share(locale, figures.spent_share),
            share(locale, figures.voters_with_winner_share),
            number(locale, figures.winners as u64),
            decimal(figures.mean_winners),
            decimal(figures.gini),
        ],
    }
}

fn breakdowns(alternatives: &[Alternative], locale: Locale) -> Vec<Breakdown> {
    let Some(first) = alternatives.first() else { return Vec::new() };
    let mut attributes: Vec<&str> = Vec::new();
    for group in &first.figures.groups {
        if !attributes.contains(&group.attribute.as_str()) {
            attributes.push(&group.attribute);
        }
    }
    let of_voters = attributes.iter().map(|attribute| by_voters(alternatives, attribute, locale));
    let of_projects = [
        by_projects(alternatives, texts::by_category(locale), |figures| &figures.categories, locale),
        by_projects(alternatives, texts::by_area(locale), |figures| &figures.areas, locale),
    ];
    of_voters.chain(of_projects).filter(|breakdown| breakdown.lines.len() > 1).collect()
}

fn by_voters(alternatives: &[Alternative], attribute: &str, locale: Locale) -> Breakdown {
    let of = |figures: &'_ Figures| -> Vec<GroupFigures> {
        figures.groups.iter().filter(|group| group.attribute == attribute).cloned().collect()
    };
    let groups: Vec<Vec<GroupFigures>> = alternatives.iter().map(|other| of(&other.figures)).collect();
    let shown =
        |group: &GroupFigures| group.with_winner_share.map_or("–".to_owned(), |part| share(locale, part));
    let line = |place: usize| {
        let cells = groups.iter().filter_map(|groups| groups.get(place)).map(shown);
        (groups[0][place].value.clone(), cells.collect())
    };
    let lines: Vec<(String, Vec<String>)> = (0..groups.first().map_or(0, Vec::len)).map(line).collect();
    Breakdown {
        caption: texts::by_voters(locale).to_owned(),
        first: column_name(locale, attribute),
        small: groups.iter().flatten().any(|group| group.voters.is_none()),
        lines,
    }
}

fn column_name(locale: Locale, attribute: &str) -> String {
    match attribute {
        "age" => texts::column_age(locale).to_owned(),
        "sex" => texts::column_sex(locale).to_owned(),
        "district" => texts::column_district(locale).to_owned(),
        "neighborhood" => texts::column_neighborhood(locale).to_owned(),
        "voting_method" => texts::column_voting_method(locale).to_owned(),
        "education" => texts::column_education(locale).to_owned(),
        other => other.to_owned(),
    }
}

fn by_projects(
    alternatives: &[Alternative],
    caption: &str,
    of: impl Fn(&Figures) -> &Vec<CategoryFigures>,
    locale: Locale,
) -> Breakdown {
    let rows = alternatives.first().map(|first| of(&first.figures).clone()).unwrap_or_default();
    let line = |(place, row): (usize, &CategoryFigures)| {
        let cells = alternatives.iter().filter_map(|other| of(&other.figures).get(place));
        let points = format!("{} ({})", row.name, share(locale, row.support_share));
        (points, cells.map(|figures| share(locale, figures.spent_share)).collect())
    };
    Breakdown {
        caption: caption.to_owned(),
        first: texts::support_share(locale).to_owned(),
        lines: rows.iter().enumerate().map(line).collect(),
        small: false,
    }
}
