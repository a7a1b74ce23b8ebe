//! `mikropolis count --all-rules`: the same votes by every rule.

use std::process::ExitCode;

use count::{Election, Rule, Settings, TieChain};
use reports::counting::{Alternative, compare_html, rule_name};

use super::{Arguments, Refused, count_with_progress, say};

pub fn all_rules(arguments: &Arguments, election: &Election) -> Result<ExitCode, Refused> {
    // CSTV hands points on; where everybody gives one point to each choice there is nothing to compare.
    let possible = |name: &&&str| **name != "cstv" || !election.vote_type.is_approval();
    let alternatives: Vec<Alternative> = count::RULE_NAMES
        .iter()
        .filter(possible)
        .filter_map(|name| counted(arguments, election, name))
        .collect();
    if let Some(path) = &arguments.html {
        std::fs::write(path, compare_html(election, &alternatives, arguments.locale)?)?;
    }
    let text = if arguments.json {
        let entry = |other: &Alternative| {
            let value = serde_json::json!({
                "selected": election.ids(&other.count.selected),
                "figures": other.figures,
            });
            (other.rule.clone(), value)
        };
        let all: serde_json::Map<String, serde_json::Value> = alternatives.iter().map(entry).collect();
        serde_json::to_string_pretty(&all)?
    } else {
        let lines: Vec<String> =
            alternatives.iter().map(|other| line(&rule_name(arguments.locale, &other.rule), other)).collect();
        lines.join("\n")
    };
    say(&format!("{text}\n"))?;
    Ok(ExitCode::SUCCESS)
}

fn counted(arguments: &Arguments, election: &Election, name: &str) -> Option<Alternative> {
    let rule = Rule::named(name, election)?;
    let ties = match arguments.ties.as_deref() {
        Some("reference") => rule.reference_ties(),
        _ => TieChain::lots(&arguments.seed),
    };
    let count = count_with_progress(election, &Settings { rule, ties });
    let figures = count::figures(election, &count);
    Some(Alternative { rule: name.to_owned(), count, figures })
}

fn line(name: &str, other: &Alternative) -> String {
    let figures = &other.figures;
    format!(
        "winners {:>4}  spent {:>5.1} %  voters with a winner {:>5.1} %  mean {:>5.2}  Gini {:.3}  {name}",
        figures.winners,
        figures.spent_share * 100.0,
        figures.voters_with_winner_share * 100.0,
        figures.mean_winners,
        figures.gini,
    )
}
