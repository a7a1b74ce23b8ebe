//! Results for reading in a terminal.

use count::{Count, Election, Explanation, ResultFile, Rule};
use reports::counting::{amount, explanation};
use text::Locale;

/// One line for each project, with what became of it.
pub fn table(
    election: &Election,
    rule: &Rule,
    count: &Count,
    explanations: &[Explanation],
    result: &ResultFile,
    locale: Locale,
) -> String {
    let money = |value| amount(locale, &election.currency, value);
    let mut text = format!("{}: {} / {}\n", result.rule, money(count.total_cost), money(election.budget));
    if let Some(endowment) = &result.endowment {
        text.push_str(&format!("share {endowment}\n"));
    }
    for explained in explanations {
        let project = &election.projects[explained.project];
        let mark = if count.selected.contains(&explained.project) { "+" } else { " " };
        let why = explanation(locale, election, rule, explained);
        text.push_str(&format!(
            "{mark} {}\t{}\t{}\t{}\n",
            project.id,
            explained.support.points,
            money(project.cost),
            why
        ));
    }
    text.push_str(&format!(
        "ties {}, second count {}, log {}\n",
        count.tied_rounds, result.second_count, result.log_sha256
    ));
    text
}
