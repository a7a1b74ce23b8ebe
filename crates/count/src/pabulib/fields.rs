//! Names of the format.

/// What a value of META must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Whole,
    Amount,
    AmountList,
    Date,
    One,
}

/// Keys of META, in the order of the format, and whether each must be there.
pub(super) const META: &[(&str, Kind, bool)] = &[
    ("description", Kind::Text, true),
    ("country", Kind::Text, true),
    ("unit", Kind::Text, true),
    ("district", Kind::Text, false),
    ("subunit", Kind::Text, false),
    ("instance", Kind::Text, true),
    ("num_projects", Kind::Whole, true),
    ("num_votes", Kind::Whole, true),
    ("budget", Kind::Amount, true),
    ("vote_type", Kind::Text, true),
    ("rule", Kind::Text, true),
    ("date_begin", Kind::Date, true),
    ("date_end", Kind::Date, true),
    ("min_length", Kind::Whole, false),
    ("max_length", Kind::Whole, false),
    ("min_length_unit", Kind::Whole, false),
    ("max_length_unit", Kind::Whole, false),
    ("min_length_district", Kind::Whole, false),
    ("max_length_district", Kind::Whole, false),
    ("min_sum_cost", Kind::Amount, false),
    ("max_sum_cost", Kind::Amount, false),
    ("min_points", Kind::Whole, false),
    ("max_points", Kind::Whole, false),
    ("min_sum_points", Kind::Whole, false),
    ("max_sum_points", Kind::Whole, false),
    ("default_score", Kind::Whole, false),
    ("min_project_cost", Kind::Amount, false),
    ("max_project_cost", Kind::Amount, false),
    ("min_project_score_threshold", Kind::Whole, false),
    ("neighborhoods", Kind::Text, false),
    ("subdistricts", Kind::Text, false),
    ("categories", Kind::Text, false),
    ("edition", Kind::Text, false),
    ("language", Kind::Text, false),
    ("currency", Kind::Text, false),
    ("fully_funded", Kind::One, false),
    ("experimental", Kind::One, false),
    ("comment", Kind::Text, false),
    ("acknowledgments", Kind::Text, false),
    ("leftover_budget", Kind::Text, false),
    ("budget_per_category", Kind::AmountList, false),
    ("budget_per_neighborhood", Kind::AmountList, false),
    ("min_length_per_category", Kind::Whole, false),
    ("max_length_per_category", Kind::Whole, false),
    ("min_sum_cost_per_category", Kind::AmountList, false),
    ("max_sum_cost_per_category", Kind::AmountList, false),
];

/// Columns of PROJECTS.
pub(super) const PROJECTS: &[&str] = &[
    "project_id",
    "cost",
    "votes",
    "score",
    "name",
    "category",
    "beneficiaries",
    "target",
    "selected",
    "neighborhood",
    "subunit",
    "district",
    "description",
    "proposer",
    "public_id",
    "latitude",
    "longitude",
];

/// Columns of VOTES.
pub(super) const VOTES: &[&str] = &[
    "voter_id",
    "vote",
    "points",
    "age",
    "sex",
    "voting_method",
    "district",
    "neighborhood",
    "education",
    "topic_preference_transport",
    "topic_preference_culture",
    "topic_preference_nature",
    "district_preference",
    "time_taken_seconds",
    "format_easiness",
    "format_expressiveness",
    "format_rank",
];

/// Columns of VOTES that describe voters and are worth comparing outcomes by.
pub(super) const ATTRIBUTES: &[&str] =
    &["age", "sex", "voting_method", "district", "neighborhood", "education"];

/// A date of the format as `YYYY-MM-DD`: `DD.MM.YYYY`, `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
pub(super) fn date(text: &str) -> Option<String> {
    let digits = |part: &str, length: usize| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = text.trim().split(['.', '-']).collect();
    let (year, month, day) = match parts.as_slice() {
        [year] if digits(year, 4) => (*year, "01", "01"),
        [year, month] if digits(year, 4) && digits(month, 2) => (*year, *month, "01"),
        [month, year] if digits(year, 4) && digits(month, 2) => (*year, *month, "01"),
        [day, month, year] if digits(year, 4) && digits(month, 2) && digits(day, 2) => (*year, *month, *day),
        [year, month, day] if digits(year, 4) && digits(month, 2) && digits(day, 2) => (*year, *month, *day),
        _ => return None,
    };
    let in_range = ("01"..="12").contains(&month) && ("01"..="31").contains(&day);
    in_range.then(|| format!("{year}-{month}-{day}"))
}
