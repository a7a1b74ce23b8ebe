//! An edition as it is counted: from a Pabulib file to what its pages show. Pure.

use crate::texts::budget as t;
use count::{Count, Election, Explanation, Official, Rule, Settings, Tally, TieChain};
use kernel::Locale;
use reports::counting;
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What became of a project.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// It is funded by the rule.
    Won,
    /// It is not.
    Lost,
    /// It was withdrawn after the vote.
    Withdrawn,
    /// The file says that other money pays for it.
    OtherMoney,
}

impl Outcome {
    /// The stored word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Won => "won",
            Self::Lost => "lost",
            Self::Withdrawn => "withdrawn",
            Self::OtherMoney => "other_money",
        }
    }
    /// Reads the stored word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Won, Self::Lost, Self::Withdrawn, Self::OtherMoney].into_iter().find(|one| one.word() == word)
    }
}
store::word_value!(Outcome);

/// One project of an edition.
#[derive(Clone, Debug)]
pub struct Project {
    /// Its id in the file.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its categories, in one line.
    pub category: String,
    /// Its cost in the smallest unit.
    pub cost: i64,
    /// Points by the official rule.
    pub points: i64,
    /// Voters who chose it.
    pub votes: i64,
    /// Where, in 1e-7 degrees.
    pub place: Option<(i64, i64)>,
    /// What became of it.
    pub outcome: Outcome,
    /// Why, by language.
    pub why: Value,
    /// What Equal Shares would have made of it.
    pub what_if: Outcome,
    /// Why, by language.
    pub what_if_why: Value,
}

/// A whole edition, counted.
#[derive(Clone, Debug)]
pub struct Counted {
    /// SHA-256 of the file.
    pub file_hash: String,
    /// What the file calls itself.
    pub title: String,
    /// The rule in the file's words.
    pub rule: String,
    /// Whether that rule can be counted here; otherwise greedy was taken, and the page says so.
    pub rule_known: bool,
    /// The currency's code.
    pub currency: String,
    /// Digits after the point.
    pub decimals: i64,
    /// The pool.
    pub budget: i64,
    /// Cost of the winners.
    pub spent: i64,
    /// Cost of the winners by Equal Shares.
    pub what_if_spent: i64,
    /// Voters.
    pub voters: i64,
    /// Kind of ballot.
    pub vote_type: String,
    /// What the second, independent count said: `same`, `same at the final share` or `none`.
    pub second_count: &'static str,
    /// Ids on which the file's own list and this count disagree.
    pub differences: Vec<String>,
    /// What is odd about the file, line by line.
    pub warnings: Vec<Said>,
    /// The file without anything of single voters but their choices.
    pub ballots: String,
    /// Winners first, in the order of the count.
    pub projects: Vec<Project>,
}

/// Something about one line of a file.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Said {
    /// The line, from 1.
    pub line: u64,
    /// What is wrong and what to do, by language.
    words: BTreeMap<String, [String; 2]>,
}

impl Said {
    /// About the file as a whole.
    fn of_file(what: fn(Locale) -> &'static str, remedy: fn(Locale) -> &'static str) -> Self {
        let words =
            |locale: Locale| (locale.code().to_owned(), [what(locale).to_owned(), remedy(locale).to_owned()]);
        Self { line: 1, words: Locale::ALL.into_iter().map(words).collect() }
    }

    /// What is wrong.
    #[must_use]
    pub fn what(&self, locale: impl Into<Locale>) -> &str {
        self.words.get(locale.into().code()).map_or("", |words| &words[0])
    }

    /// What to do.
    #[must_use]
    pub fn remedy(&self, locale: impl Into<Locale>) -> &str {
        self.words.get(locale.into().code()).map_or("", |words| &words[1])
    }
}

fn said(problems: &[count::pabulib::Problem]) -> Vec<Said> {
    let one = |problem: &count::pabulib::Problem| {
        let in_language = |locale: Locale| {
            let words = [
                reports::problems::what(locale, &problem.reason),
                reports::problems::remedy(locale, &problem.reason).to_owned(),
            ];
            (locale.code().to_owned(), words)
        };
        Said { line: problem.line, words: Locale::ALL.into_iter().map(in_language).collect() }
    };
    problems.iter().map(one).collect()
}

/// Reads and counts a file.
///
/// # Errors
/// Everything that makes it uncountable, line by line.
pub fn counted(file: &[u8]) -> Result<Counted, Vec<Said>> {
    let reading = count::pabulib::read(file).map_err(|rejected| said(&rejected.problems))?;
    let election = &reading.election;
    let official = count::official(election);
    let second_count = counted_twice(election, &official)?;
    let why = sentences(election, &official.settings, &official.count);
    let what_if = equal_shares(election);
    let what_if_count = count::count(election, &what_if);
    let what_if_why = sentences(election, &what_if, &what_if_count);
    let comparison = official.comparison.as_ref();
    let differences = comparison.map(|both| [both.only_counted.clone(), both.only_stated.clone()].concat());
    let tallies = election.tallies();
    let projects = order(election, &tallies, &official.count).into_iter().map(|index| {
        let from = &election.projects[index];
        let other_money = comparison.is_some_and(|both| both.other_money.contains(&from.id));
        let official_outcome = match outcome(election, &official.count, index) {
            Outcome::Lost if other_money => Outcome::OtherMoney,
            outcome => outcome,
        };
        Project {
            id: from.id.clone(),
            name: from.name.clone(),
            category: from.categories.join(", "),
            cost: from.cost,
            points: points(election, &tallies, index),
            votes: i64::try_from(tallies[index].votes).unwrap_or(i64::MAX),
            place: from.place.map(|(lat, lon)| (e7(lat), e7(lon))),
            outcome: official_outcome,
            why: why[index].clone(),
            what_if: outcome(election, &what_if_count, index),
            what_if_why: what_if_why[index].clone(),
        }
    });
    Ok(Counted {
        file_hash: Sha256::digest(file).iter().map(|byte| format!("{byte:02x}")).collect(),
        title: title(election),
        rule: election.meta.get("rule").unwrap_or_default().to_owned(),
        rule_known: official.rule_is_known,
        currency: election.currency.code.clone(),
        decimals: i64::from(election.currency.decimals),
        budget: election.budget,
        spent: official.count.total_cost,
        what_if_spent: what_if_count.total_cost,
        voters: i64::try_from(election.voters).unwrap_or(i64::MAX),
        vote_type: election.vote_type.name().to_owned(),
        second_count,
        differences: differences.unwrap_or_default(),
        warnings: said(&reading.warnings),
        ballots: choices_only(election),
        projects: projects.collect(),
    })
}

/// Counts again by other code with other arithmetic. Two results are no result.
fn counted_twice(election: &Election, official: &Official) -> Result<&'static str, Vec<Said>> {
    let Settings { rule, ties } = &official.settings;
    let order = ties.order(election);
    match count::second_count(election, rule, &order, &official.count, count::naive::USUAL_EFFORT) {
        "differs" => Err(vec![Said::of_file(t::second_differs, t::second_differs_do)]),
        said => Ok(said),
    }
}

fn equal_shares(election: &Election) -> Settings {
    let rule = Rule::named("mes_cost_add1_city", election).or_else(|| Rule::named("mes_cost", election));
    let ties = TieChain::city_tools();
    Settings { rule: rule.unwrap_or_else(|| count::official(election).settings.rule), ties }
}

fn title(election: &Election) -> String {
    let part = |key| election.meta.get(key).unwrap_or_default().to_owned();
    let place = [part("subunit"), part("district"), part("unit")].into_iter().find(|place| !place.is_empty());
    format!("{} {}", place.unwrap_or_default(), part("instance")).trim().to_owned()
}

/// Winners in the order of the count, then the others by points.
fn order(election: &Election, tallies: &[Tally], count: &Count) -> Vec<usize> {
    let mut others: Vec<usize> =
        (0..election.projects.len()).filter(|at| !count.selected.contains(at)).collect();
    others.sort_by_key(|at| {
        (election.projects[*at].withdrawn, std::cmp::Reverse(points(election, tallies, *at)), *at)
    });
    count.selected.iter().copied().chain(others).collect()
}

/// The points the official rule looks at: those the file states, else those of the ballots.
fn points(election: &Election, tallies: &[Tally], at: usize) -> i64 {
    let project = &election.projects[at];
    let stated = project.stated_score.or(project.stated_votes);
    i64::try_from(stated.unwrap_or(tallies[at].points)).unwrap_or(i64::MAX)
}

fn sentences(election: &Election, settings: &Settings, count: &Count) -> Vec<Value> {
    let ties = settings.ties.order(election);
    let explained: Vec<Explanation> = count::explain(election, &settings.rule, &ties, count);
    let mut all = vec![Value::Null; election.projects.len()];
    for one in &explained {
        let say = |locale| counting::explanation(locale, election, &settings.rule, one);
        let words: Map<String, Value> =
            Locale::ALL.into_iter().map(|locale| (locale.code().to_owned(), say(locale).into())).collect();
        all[one.project] = Value::Object(words);
    }
    all
}

fn outcome(election: &Election, count: &Count, at: usize) -> Outcome {
    match () {
        () if election.projects[at].withdrawn => Outcome::Withdrawn,
        () if count.selected.contains(&at) => Outcome::Won,
        () => Outcome::Lost,
    }
}

/// Degrees in the unit of the map.
fn e7(degrees: f64) -> i64 {
    (degrees * 1e7).round() as i64
}

/// Project ids and points of every ballot, sorted: who cast which is gone, and so are age, sex, district and the
/// order of casting. Enough to count again.
fn choices_only(election: &Election) -> String {
    let line = |ballot: &count::Ballot| {
        let choice =
            |(project, points): &(u32, u32)| format!("{}:{points}", election.projects[*project as usize].id);
        (ballot.choices.iter().map(choice).collect::<Vec<_>>().join(","), ballot.count)
    };
    let mut lines: Vec<(String, u32)> = election.ballots.iter().map(line).collect();
    lines.sort();
    lines.iter().fold(String::new(), |mut out, (choices, count)| {
        // writing to a text can't fail
        let _ = writeln!(out, "{count};{choices}");
        out
    })
}

/// A sentence in the reader's language.
pub fn in_language(words: &Value, locale: Locale) -> String {
    words[locale.code()].as_str().unwrap_or_default().to_owned()
}

/// A list as JSON text.
pub fn list(values: &[String]) -> String {
    json!(values).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "META\nkey;value\nunit;Osiedle\ninstance;2026\nbudget;100\nvote_type;approval\nrule;greedy\n\
        PROJECTS\nproject_id;cost;votes;name;selected;latitude;longitude\n\
        A;80;2;Ławki;1;50.07;20.03\nB;30;1;Drzewa;0;;\nC;20;1;Stół;1;;\nD;999999999;1;Fontanna;0;;\n\
        VOTES\nvoter_id;age;sex;vote\n1;97;Kobieta-znak;A,B\n2;31;M;A,C\n3;44;M;D\n";

    #[test]
    fn the_official_result_with_a_sentence_for_every_project() {
        let edition = counted(FILE.as_bytes()).unwrap();
        assert_eq!(edition.title, "Osiedle 2026");
        assert!(edition.differences.is_empty());
        let outcomes: Vec<_> = edition.projects.iter().map(|p| (p.id.as_str(), p.outcome)).collect();
        let expected =
            [("A", Outcome::Won), ("C", Outcome::Won), ("B", Outcome::Lost), ("D", Outcome::Withdrawn)];
        assert_eq!(outcomes, expected);
        for project in &edition.projects {
            for locale in Locale::ALL {
                assert!(!in_language(&project.why, locale).is_empty(), "{} {locale}", project.id);
            }
        }
    }

    #[test]
    fn nothing_of_single_voters_is_kept_but_their_choices() {
        let edition = counted(FILE.as_bytes()).unwrap();
        assert_eq!(edition.ballots, "1;A:1,B:1\n1;A:1,C:1\n1;D:1\n");
        assert!(FILE.contains("Kobieta-znak") && !format!("{edition:?}").contains("Kobieta-znak"));
    }

    #[test]
    fn a_file_that_cannot_be_counted_says_so_by_line() {
        let broken = FILE.replace("budget;100", "budget;much");
        let said = counted(broken.as_bytes()).unwrap_err();
        assert!(said.iter().any(|said| said.line == 5 && !said.remedy(Locale::Uk).is_empty()), "{said:?}");
        assert!(!counted(b"\0\0\0").unwrap_err().is_empty());
    }
}
