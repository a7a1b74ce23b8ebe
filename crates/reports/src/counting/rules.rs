//! Names of rules in words.

use text::Locale;

use crate::texts::counting as texts;

/// The name of a rule, with its completion where one was asked for; unknown names as they are.
#[must_use]
pub fn rule_name(locale: Locale, name: &str) -> String {
    let (rule, completion) = name.split_once('+').map_or((name, None), |(rule, more)| (rule, Some(more)));
    let known = match (rule, completion) {
        ("mes_cost" | "mes_cardinality", Some("add1")) => Some(texts::rule_mes_add1(locale)),
        ("mes_cost" | "mes_cardinality", Some("add1u")) => Some(texts::rule_mes_add1u(locale)),
        ("mes_cost" | "mes_cardinality", Some("add1_city")) => Some(texts::rule_mes_add1_city(locale)),
        ("mes_cost" | "mes_cardinality", Some("utilitarian")) => Some(texts::rule_mes_utilitarian(locale)),
        _ => plain(locale, rule),
    };
    match (known, completion) {
        (Some(known), Some(_)) if rule.starts_with("mes_") => format!("{known} ({name})"),
        (Some(known), _) => format!("{known} ({rule})"),
        (None, _) => name.to_owned(),
    }
}

/// Rules as the command line and as files call them.
fn plain(locale: Locale, rule: &str) -> Option<&'static str> {
    let name = match rule {
        "greedy_votes" | "greedy" => texts::rule_greedy,
        "greedy_threshold" | "greedy-threshold" => texts::rule_greedy_threshold,
        "greedy_no_skip" | "greedy-no-skip" => texts::rule_greedy_no_skip,
        "greedy_poznan_80" => texts::rule_greedy_poznan,
        "greedy-exclusive" => texts::rule_greedy_exclusive,
        "greedy_votes_per_cost" => texts::rule_greedy_per_cost,
        "mes_cost" | "mes_approval_cost" => texts::rule_mes_cost,
        "mes_cardinality" | "mes_approval_cardinality" => texts::rule_mes_cardinality,
        "mes_cost_add1" => texts::rule_mes_add1,
        "mes_cost_add1u" => texts::rule_mes_add1u,
        "mes_cost_add1_city" | "equalshares/add1" => texts::rule_mes_add1_city,
        "mes_cost_add1_city_comparison" | "equalshares/add1-comparison" => texts::rule_mes_comparison,
        "mes_cost_utilitarian" => texts::rule_mes_utilitarian,
        "ees_cost" => texts::rule_ees,
        "ees_cost_add_opt" | "ees_cardinality_add_opt" => texts::rule_ees_add_opt,
        "bos" => texts::rule_bos,
        "phragmen" => texts::rule_phragmen,
        "maximin_support" => texts::rule_maximin,
        "cstv" => texts::rule_cstv,
        "max_welfare" => texts::rule_max_welfare,
        _ => return None,
    };
    Some(name(locale))
}
