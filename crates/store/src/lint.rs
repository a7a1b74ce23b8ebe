//! The ban list of portable SQL: each entry worked on one engine and failed, or meant something else, on
//! the other.

use crate::Statement;

const BANNED: &[(&str, &str)] = &[
    (" LIKE ", "case-insensitive on SQLite only: search goes through search_term"),
    (" OFFSET ", "page by key instead"),
    ("INSERT OR ", "SQLite only: ON CONFLICT"),
    ("REPLACE INTO", "SQLite only: ON CONFLICT"),
    ("NOW()", "time is an argument"),
    ("CURRENT_TIMESTAMP", "time is an argument"),
    ("IFNULL", "SQLite only: COALESCE"),
    ("::", "PostgreSQL only: CAST"),
    (" TRUE", "no booleans: 0 and 1"),
    (" FALSE", "no booleans: 0 and 1"),
    (" IS NULL OR ", "an untyped NULL parameter does not prepare on PostgreSQL: compare with ''"),
    ("DEFERRABLE", "would fail the whole batch of group commit"),
    ("AUTOINCREMENT", "keys are made in the program"),
];

/// Tables whose rows may be seen by some and not by others.
const GUARDED: &[&str] = &["item", "item_text", "search_term", "comment"];

pub(crate) fn lint(statement: &Statement) -> Vec<String> {
    let flat = statement.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let upper = format!(" {} ", flat.to_uppercase());
    let mut found: Vec<String> = BANNED
        .iter()
        .filter(|(text, _)| upper.contains(text))
        .map(|(text, why)| format!("{statement:?}: `{}`: {why}", text.trim()))
        .collect();
    if ["SUM(", "AVG("].iter().any(|sum| bare(&upper, sum)) {
        found.push(format!("{statement:?}: SUM of BIGINT is NUMERIC on PostgreSQL: CAST(… AS BIGINT)"));
    }
    let reads = upper.trim_start().starts_with("SELECT") || upper.trim_start().starts_with("WITH");
    if reads && !flat.contains("{visible") && !statement.name.starts_with("PERMITTED_") {
        let words: Vec<&str> = flat.split([' ', ',', '(', ')']).collect();
        let guarded = words.windows(2).find(|pair| {
            matches!(pair[0].to_uppercase().as_str(), "FROM" | "JOIN") && GUARDED.contains(&pair[1])
        });
        if let Some(pair) = guarded {
            found.push(format!("{statement:?}: reads {} without {{visible …}}", pair[1]));
        }
    }
    if reads && of_every_kind(&flat) {
        found.push(format!(
            "{statement:?}: items of every kind, for nobody in particular: {{visible i $2 $3}}"
        ));
    }
    if reads && !upper.contains("COMMUNITY_ID") && !statement.name.starts_with("GLOBAL_") {
        found.push(format!("{statement:?}: reads without community_id"));
    }
    found
}

/// Reads items themselves, names no kind, and does not say who looks: blocks would be got round.
fn of_every_kind(flat: &str) -> bool {
    let mut from = flat.split(" FROM ").skip(1).filter_map(|rest| rest.split(' ').next());
    let mut tokens = flat.split("{visible ").skip(1).filter_map(|rest| rest.split('}').next());
    let for_all = tokens.any(|token| token.split(' ').count() == 2);
    for_all && from.any(|table| GUARDED.contains(&table)) && !flat.contains(".kind = '")
}

fn bare(upper: &str, function: &str) -> bool {
    upper.match_indices(function).any(|(at, _)| !upper[..at].ends_with("CAST("))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ban_list_bites() {
        let bad = |text: &'static str| !Statement::new("m", "S", text).lint().is_empty();
        assert!(bad("SELECT a FROM place WHERE community_id = $1 AND name LIKE $2"));
        assert!(bad("SELECT SUM(cost) FROM project WHERE community_id = $1"));
        assert!(bad("SELECT title FROM item_text WHERE community_id = $1"));
        assert!(bad("SELECT 1 FROM place"));
        assert!(!bad("SELECT CAST(SUM(cost) AS BIGINT) FROM project WHERE community_id = $1"));
        assert!(bad("SELECT a FROM item i WHERE i.community_id = $1 AND {visible i $2}"));
        assert!(!bad("SELECT a FROM item i WHERE i.community_id = $1 AND {visible i $2 $3}"));
        assert!(!bad(
            "SELECT a FROM item i WHERE i.community_id = $1 AND i.kind = 'place' AND {visible i $2}"
        ));
        assert!(!bad("SELECT a FROM place i WHERE i.community_id = $1 AND {visible i $2}"));
    }
}
