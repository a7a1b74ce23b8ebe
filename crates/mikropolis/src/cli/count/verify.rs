//! `mikropolis count verify`: a result file, checked without trusting whoever counted.

use std::path::Path;
use std::process::ExitCode;

use count::{ResultFile, Rule};
use text::Locale;

use super::input::read;
use super::{Refused, completion, say};

/// Exit code 1 means that the result was rejected.
pub fn verify(result: &Path, file: &Path, seed: Option<&str>, locale: Locale) -> Result<ExitCode, Refused> {
    let text =
        std::fs::read_to_string(result).map_err(|error| Refused(format!("{}: {error}", result.display())))?;
    let result: ResultFile =
        serde_json::from_str(&text).map_err(|error| Refused(format!("{}: {error}", result.display())))?;
    let (election, sha256) = read(file, locale)?;
    let rule = match result.rule.split_once('+') {
        // The file's own name for its rule.
        None if Rule::named(&result.rule, &election).is_none() => {
            let own = election.meta.get("rule").is_some_and(|rule| rule == result.rule);
            own.then(|| count::official(&election).settings.rule)
        }
        None => Rule::named(&result.rule, &election),
        Some((name, completion)) => with_completion(Rule::named(name, &election), completion),
    };
    let rule = rule.ok_or_else(|| Refused(format!("rule “{}” is not known", result.rule)))?;
    let verification = count::verify(&result, &election, &rule, &sha256);
    let seed_holds = seed.is_none_or(|seed| seed == result.seed);
    for check in &verification.checks {
        let mark = match check.holds {
            Some(true) => "holds",
            Some(false) if check.needed => "FAILS",
            Some(false) => "does not hold (not promised by every rule)",
            None => "not applicable",
        };
        say(&format!("{:<11} {mark}: {}\n", check.name, check.detail))?;
    }
    if !seed_holds {
        say("seed        FAILS: the result names another seed\n")?;
    }
    let accepted = verification.accepted() && seed_holds;
    say(if accepted { "accepted\n" } else { "rejected\n" })?;
    Ok(ExitCode::from(u8::from(!accepted)))
}

fn with_completion(rule: Option<Rule>, name: &str) -> Option<Rule> {
    let Some(Rule::EqualShares(mut rule)) = rule else { return rule };
    rule.completion = completion(name)?;
    Some(Rule::EqualShares(rule))
}
