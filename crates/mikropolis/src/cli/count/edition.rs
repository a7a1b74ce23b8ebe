//! `mikropolis count --plan`: a whole edition.

use std::path::Path;
use std::process::ExitCode;

use count::plan::{Plan, Pool, PoolResult, count_plan};
use count::{Explanation, ResultFile};
use reports::counting::{PoolReport, edition_html, rule_name};
use serde_json::{Value, json};

use super::input::read;
use super::{Arguments, Refused, say};

/// A pool with everything made of its count.
struct Counted {
    result: PoolResult,
    explanations: Vec<Explanation>,
    file: ResultFile,
}

pub fn count_edition(arguments: &Arguments, path: &Path) -> Result<ExitCode, Refused> {
    let refused = |reason: &dyn std::fmt::Display| Refused(format!("{}: {reason}", path.display()));
    let text = std::fs::read_to_string(path).map_err(|error| refused(&error))?;
    let plan = Plan::parse(&text).map_err(|problem| refused(&problem))?;
    let pools = counted(arguments, &plan, path.parent().unwrap_or(Path::new(".")), &refused)?;
    if let Some(page) = &arguments.html {
        let reports: Vec<PoolReport<'_>> = pools
            .iter()
            .map(|pool| PoolReport {
                result: &pool.result,
                explanations: &pool.explanations,
                file: &pool.file,
            })
            .collect();
        std::fs::write(page, edition_html(&plan, &reports, arguments.locale)?)?;
    }
    if arguments.json {
        let values: Result<Vec<Value>, Refused> =
            plan.pools.iter().zip(&pools).map(|(planned, pool)| pool_json(planned, pool)).collect();
        let all = json!({ "edition": plan.edition, "pools": values? });
        say(&format!("{}\n", serde_json::to_string_pretty(&all)?))?;
    } else {
        for pool in &pools {
            say(&in_words(arguments, pool))?;
        }
    }
    Ok(ExitCode::from(u8::from(pools.iter().any(|pool| pool.file.second_count == "differs"))))
}

fn counted(
    arguments: &Arguments,
    plan: &Plan,
    folder: &Path,
    refused: &dyn Fn(&dyn std::fmt::Display) -> Refused,
) -> Result<Vec<Counted>, Refused> {
    let mut elections = Vec::with_capacity(plan.pools.len());
    let mut digests = Vec::with_capacity(plan.pools.len());
    for pool in &plan.pools {
        let (election, digest) = read(&folder.join(&pool.file), arguments.locale)?;
        elections.push(election);
        digests.push(digest);
    }
    let chain = plan.ties().map_err(|problem| refused(&problem))?;
    let results = count_plan(plan, elections).map_err(|problem| refused(&problem))?;
    let pools = plan.pools.iter().zip(results).zip(digests).map(|((pool, result), digest)| {
        let order = chain.order(&result.election);
        let explanations = count::explain(&result.election, &result.rule, &order, &result.count);
        let named = (pool.rule.as_str(), &result.rule);
        let file = count::result_file(&result.election, named, &chain, &result.count, &explanations, &digest);
        Counted { result, explanations, file }
    });
    Ok(pools.collect())
}

/// One pool for the terminal.
fn in_words(arguments: &Arguments, pool: &Counted) -> String {
    let result = &pool.result;
    let money = |value| reports::counting::amount(arguments.locale, &result.election.currency, value);
    let ids = |list: &[usize]| result.election.ids(list).join(", ");
    let mut text = format!(
        "{}: {}: {} / {}\n  + {}\n",
        result.name,
        rule_name(arguments.locale, &pool.file.rule),
        money(result.count.total_cost),
        money(result.election.budget),
        ids(&result.count.selected)
    );
    if !result.reserve.is_empty() {
        text.push_str(&format!("  reserve {}\n", ids(&result.reserve)));
    }
    if let Some((to, left)) = &result.passed_on {
        text.push_str(&format!("  {} → {to}\n", money(*left)));
    }
    text.push_str(&format!("  ties {}, second count {}\n", pool.file.tied_rounds, pool.file.second_count));
    text
}

/// The result file of a pool, with what only an edition has.
fn pool_json(planned: &Pool, pool: &Counted) -> Result<Value, Refused> {
    let result = &pool.result;
    let money = |value| result.election.currency.plain(value);
    let received: Vec<Value> = result
        .received
        .iter()
        .map(|(from, value)| json!({ "from": from, "amount": money(*value) }))
        .collect();
    let passed_on = result.passed_on.as_ref().map(|(to, value)| json!({ "to": to, "amount": money(*value) }));
    let mut value = json!({
        "name": result.name,
        "file": planned.file,
        "cite": planned.cite,
        "received": received,
        "topped_up": result.election.ids(&result.count.topped_up),
        "reserve": result.election.ids(&result.reserve),
        "passed_on": passed_on,
        "unspent": money(result.unspent),
    });
    if let (Some(map), Value::Object(file)) = (value.as_object_mut(), serde_json::to_value(&pool.file)?) {
        map.extend(file);
    }
    Ok(value)
}
