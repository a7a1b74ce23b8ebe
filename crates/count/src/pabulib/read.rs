//! Reads a file into an [`Election`] in one pass.

use std::collections::HashMap;
use std::io::BufRead;

use super::ballots::BallotReader;
use super::check;
use super::fields;
use super::problem::{Problem, Reason, Severity};
use super::scan::{Row, Scanner};
use crate::election::{Election, Meta, Project, VoteType, WITHDRAWN_COST};
use crate::money::{Amount, AmountFault, Currency, Decimal};

/// What a reader accepts, so that no file can exhaust memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes in one line (a quoted cell over several lines counts as one).
    pub line_bytes: usize,
    /// Cells in one row.
    pub cells: usize,
    /// Rows in one section.
    pub rows: usize,
    /// Problems kept; further ones are only counted.
    pub problems: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { line_bytes: 1 << 20, cells: 1000, rows: 20_000_000, problems: 200 }
    }
}

/// A file that can be counted, and what is odd about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// What is counted.
    pub election: Election,
    /// Warnings, by line.
    pub warnings: Vec<Problem>,
}

/// A file that cannot be counted: at least one problem is an error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected {
    /// Errors and warnings, by line.
    pub problems: Vec<Problem>,
}

impl std::fmt::Display for Rejected {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut errors = self.problems.iter().filter(|problem| problem.severity == Severity::Error);
        match errors.next() {
            Some(first) => write!(f, "{first}"),
            None => f.write_str("the file was refused"),
        }
    }
}

impl std::error::Error for Rejected {}

/// Reads a file with the usual [`Limits`].
///
/// # Errors
/// Everything wrong with the file, each with its line, where something makes it uncountable.
pub fn read(source: impl BufRead) -> Result<Reading, Rejected> {
    read_with(source, &Limits::default())
}

/// Reads a file with limits of one's own.
///
/// # Errors
/// As [`read`].
pub fn read_with(source: impl BufRead, limits: &Limits) -> Result<Reading, Rejected> {
    let mut problems = Problems { kept: Vec::new(), limit: limits.problems, errors: 0, more: 0 };
    let mut scanner = Scanner::new(source, limits.line_bytes, limits.cells);
    let election = match read_sections(&mut scanner, limits, &mut problems) {
        Ok(election) => election,
        Err(problem) => {
            problems.push(problem);
            None
        }
    };
    for warning in std::mem::take(&mut scanner.warnings) {
        problems.push(warning);
    }
    if let Some(election) = &election {
        check::outcome(election, &mut problems);
    }
    let failed = problems.errors > 0;
    let problems = problems.finish(scanner.line());
    match election {
        Some(election) if !failed => Ok(Reading { election, warnings: problems }),
        _ => Err(Rejected { problems }),
    }
}

/// Problems met so far.
pub(super) struct Problems {
    kept: Vec<Problem>,
    limit: usize,
    errors: usize,
    more: usize,
}

impl Problems {
    pub fn push(&mut self, problem: Problem) {
        let error = problem.severity == Severity::Error;
        self.errors += usize::from(error);
        // The first error is always kept, however many warnings came before it.
        if self.kept.len() < self.limit || (error && self.errors == 1) {
            self.kept.push(problem);
        } else {
            self.more += 1;
        }
    }

    pub fn warn(&mut self, row: &Row, cell: usize, reason: Reason) {
        self.push(row.problem(Severity::Warning, cell, reason));
    }

    pub fn error(&mut self, row: &Row, cell: usize, reason: Reason) {
        self.push(row.problem(Severity::Error, cell, reason));
    }

    fn finish(mut self, last_line: u64) -> Vec<Problem> {
        self.kept.sort_by_key(|problem| (problem.line, problem.column));
        if self.more > 0 {
            let reason = Reason::MoreProblems { count: self.more };
            self.kept.push(Problem { severity: Severity::Warning, line: last_line, column: 1, reason });
        }
        self.kept
    }
}

/// Where each key of META stands: line and column of its value.
pub(super) type MetaPlaces = HashMap<String, (u64, u64)>;

fn read_sections<R: BufRead>(
    scanner: &mut Scanner<R>,
    limits: &Limits,
    problems: &mut Problems,
) -> Result<Option<Election>, Problem> {
    let mut row = Row::default();
    let missing = |scanner: &Scanner<R>, section| {
        let reason = Reason::SectionMissing { section };
        Problem { severity: Severity::Error, line: scanner.line(), column: 1, reason }
    };
    if !scanner.next_row(&mut row)? {
        return Err(missing(scanner, "META"));
    }
    if row.section() != Some("META") {
        let text = row.get(0).unwrap_or_default().chars().take(40).collect();
        return Err(row.problem(Severity::Error, 0, Reason::TextBeforeSections { text }));
    }
    let (meta, places) = read_meta(scanner, &mut row, limits, problems)?;
    check::meta(&meta, &places, scanner.line(), problems);
    let head = Head::new(&meta, &places, problems);
    if row.section() != Some("PROJECTS") {
        return Err(missing(scanner, "PROJECTS"));
    }
    let drafts = read_projects(scanner, &mut row, limits, problems)?;
    if row.section() != Some("VOTES") {
        return Err(missing(scanner, "VOTES"));
    }
    let Some(head) = head else { return Ok(None) };
    let decimals = drafts.iter().map(|draft| draft.1.decimals).max().unwrap_or(0).max(head.budget.decimals);
    let line = places.get("budget").map_or(1, |place| place.0);
    let too_large = |line: u64, digits: Amount| Problem {
        severity: Severity::Error,
        line,
        column: 1,
        reason: Reason::AmountTooLarge { value: digits.to_string() },
    };
    let budget = head.budget.scaled(decimals).map_err(|_| too_large(line, head.budget.digits))?;
    let mut projects = Vec::with_capacity(drafts.len());
    for (mut project, cost) in drafts {
        project.cost = cost.scaled(decimals).map_err(|_| too_large(project.line, cost.digits))?;
        projects.push(project);
    }
    read_votes(scanner, &mut row, limits, problems, head, meta, budget, decimals, projects).map(Some)
}

/// What META must say before anything can be counted.
struct Head {
    vote_type: VoteType,
    budget: Decimal,
}

impl Head {
    /// Reads vote type and budget; problems were reported by [`check::meta`] already where a key is
    /// missing.
    fn new(meta: &Meta, places: &MetaPlaces, problems: &mut Problems) -> Option<Self> {
        let mut report = |key: &str, reason| {
            let (line, column) = places.get(key).copied().unwrap_or((1, 1));
            problems.push(Problem { severity: Severity::Error, line, column, reason });
        };
        let vote_type = meta.get("vote_type").and_then(|value| {
            let kind = VoteType::parse(value);
            if kind.is_none() {
                report("vote_type", Reason::VoteTypeUnknown { value: value.to_owned() });
            }
            kind
        });
        let budget = meta.get("budget").and_then(|value| match Decimal::parse(value) {
            Ok(budget) => Some(budget),
            Err(fault) => {
                report("budget", amount_reason(fault, value));
                None
            }
        });
        if budget.is_some_and(|budget| budget.digits == 0) {
            report("budget", Reason::NoBudget);
        }
        Some(Self { vote_type: vote_type?, budget: budget? })
    }
}

pub(super) fn amount_reason(fault: AmountFault, value: &str) -> Reason {
    let value: String = value.chars().take(40).collect();
    match fault {
        AmountFault::NotANumber => Reason::NotAnAmount { value },
        AmountFault::Negative => Reason::NegativeAmount { value },
        AmountFault::TooLarge => Reason::AmountTooLarge { value },
    }
}

/// Reads the header line of a section into `row`.
fn read_header<R: BufRead>(
    scanner: &mut Scanner<R>,
    row: &mut Row,
    section: &'static str,
) -> Result<(), Problem> {
    let line = row.line;
    if !scanner.next_row(row)? || row.section().is_some() {
        return Err(Problem {
            severity: Severity::Error,
            line,
            column: 1,
            reason: Reason::HeaderMissing { section },
        });
    }
    Ok(())
}

/// Reads the next row of a section; `false` at its end. At the end of the file `row` is empty.
fn next_in_section<R: BufRead>(scanner: &mut Scanner<R>, row: &mut Row) -> Result<bool, Problem> {
    if !scanner.next_row(row)? {
        row.clear(scanner.line());
        return Ok(false);
    }
    Ok(row.section().is_none())
}

fn read_meta<R: BufRead>(
    scanner: &mut Scanner<R>,
    row: &mut Row,
    limits: &Limits,
    problems: &mut Problems,
) -> Result<(Meta, MetaPlaces), Problem> {
    read_header(scanner, row, "META")?;
    let (mut meta, mut places) = (Meta::default(), MetaPlaces::new());
    while next_in_section(scanner, row)? {
        if meta.entries.len() == limits.cells {
            return Err(row.problem(Severity::Error, 0, Reason::TooManyRows { limit: limits.cells }));
        }
        let key = row.get(0).unwrap_or_default().trim().to_owned();
        if places.contains_key(&key) {
            problems.warn(row, 0, Reason::MetaRepeated { key });
            continue;
        }
        if row.len() != 2 {
            problems.warn(row, 0, Reason::CellCount { expected: 2, found: row.len() });
        }
        places.insert(key.clone(), (row.line, row.column(1)));
        meta.entries.push((key, row.get(1).unwrap_or_default().to_owned()));
    }
    Ok((meta, places))
}

/// Columns of PROJECTS by position.
struct ProjectColumns {
    id: usize,
    cost: usize,
    votes: Option<usize>,
    score: Option<usize>,
    name: Option<usize>,
    category: Option<usize>,
    targets: Option<usize>,
    selected: Option<usize>,
    area: Option<usize>,
    latitude: Option<usize>,
    longitude: Option<usize>,
    count: usize,
}

impl ProjectColumns {
    fn new(header: &Row) -> Result<Self, Problem> {
        let find = |name: &str| header.iter().position(|cell| cell.trim() == name);
        let need = |column: &'static str| {
            let reason = Reason::ColumnMissing { section: "PROJECTS", column };
            find(column).ok_or_else(|| header.problem(Severity::Error, 0, reason))
        };
        Ok(Self {
            id: need("project_id")?,
            cost: need("cost")?,
            votes: find("votes"),
            score: find("score"),
            name: find("name"),
            category: find("category"),
            targets: find("beneficiaries").or_else(|| find("target")),
            selected: find("selected"),
            area: find("neighborhood").or_else(|| find("district")).or_else(|| find("subunit")),
            latitude: find("latitude"),
            longitude: find("longitude"),
            count: header.len(),
        })
    }
}

fn read_projects<R: BufRead>(
    scanner: &mut Scanner<R>,
    row: &mut Row,
    limits: &Limits,
    problems: &mut Problems,
) -> Result<Vec<(Project, Decimal)>, Problem> {
    read_header(scanner, row, "PROJECTS")?;
    let columns = ProjectColumns::new(row)?;
    check::header(row, "PROJECTS", fields::PROJECTS, problems);
    if columns.votes.is_none() && columns.score.is_none() {
        problems.warn(row, 0, Reason::NoTally);
    }
    let section_line = row.line;
    let mut lines: HashMap<String, u64> = HashMap::new();
    let mut projects = Vec::new();
    while next_in_section(scanner, row)? {
        if projects.len() == limits.rows.min(100_000) {
            return Err(row.problem(
                Severity::Error,
                0,
                Reason::TooManyRows { limit: limits.rows.min(100_000) },
            ));
        }
        if row.len() != columns.count {
            problems.warn(row, 0, Reason::CellCount { expected: columns.count, found: row.len() });
        }
        let (project, cost) = read_project(row, &columns, problems);
        if project.id.is_empty() {
            problems.error(row, columns.id, Reason::ProjectIdEmpty);
        } else if let Some(&first_line) = lines.get(&project.id) {
            problems.error(
                row,
                columns.id,
                Reason::ProjectRepeated { project: project.id.clone(), first_line },
            );
        }
        lines.insert(project.id.clone(), row.line);
        projects.push((project, cost));
    }
    if projects.is_empty() {
        let reason = Reason::NoProjects;
        problems.push(Problem { severity: Severity::Error, line: section_line, column: 1, reason });
    }
    Ok(projects)
}

fn read_project(row: &Row, columns: &ProjectColumns, problems: &mut Problems) -> (Project, Decimal) {
    let text = |cell: Option<usize>| cell.and_then(|cell| row.get(cell)).map(str::trim).unwrap_or_default();
    let list =
        |cell| text(cell).split(',').map(str::trim).filter(|s| !s.is_empty()).map(str::to_owned).collect();
    let degrees = |cell| text(cell).parse::<f64>().ok().filter(|value| value.is_finite());
    let cost_text = text(Some(columns.cost));
    let cost = Decimal::parse(cost_text).unwrap_or_else(|fault| {
        problems.error(row, columns.cost, amount_reason(fault, cost_text));
        Decimal::default()
    });
    if cost.comma {
        problems.warn(row, columns.cost, Reason::DecimalComma { value: cost_text.to_owned() });
    }
    let mut whole = |cell: Option<usize>, field: &str| -> Option<u64> {
        let value = text(cell);
        let number = value.strip_suffix(".0").unwrap_or(value).parse().ok();
        if number.is_none() && !value.is_empty() {
            let reason = Reason::NotANumber { field: field.to_owned(), value: value.to_owned() };
            problems.warn(row, cell.unwrap_or(0), reason);
        }
        number
    };
    let (stated_votes, stated_score) = (whole(columns.votes, "votes"), whole(columns.score, "score"));
    let selected = whole(columns.selected, "selected");
    if let Some(code) = selected.filter(|&code| code > 3) {
        let (field, value) = ("selected".to_owned(), code.to_string());
        problems.warn(
            row,
            columns.selected.unwrap_or(0),
            Reason::ValueNotAllowed { field, value, allowed: "0, 1, 2, 3" },
        );
    }
    let project = Project {
        id: text(Some(columns.id)).to_owned(),
        name: text(columns.name).to_owned(),
        cost: 0,
        categories: list(columns.category),
        targets: list(columns.targets),
        area: Some(text(columns.area).to_owned()).filter(|area| !area.is_empty()),
        place: degrees(columns.latitude).zip(degrees(columns.longitude)),
        selected: selected.and_then(|code| u8::try_from(code).ok()),
        stated_votes,
        stated_score,
        withdrawn: cost.digits == WITHDRAWN_COST && cost.decimals == 0,
        line: row.line,
    };
    (project, cost)
}

#[expect(clippy::too_many_arguments, reason = "the last step of one pass: everything read before it")]
fn read_votes<R: BufRead>(
    scanner: &mut Scanner<R>,
    row: &mut Row,
    limits: &Limits,
    problems: &mut Problems,
    head: Head,
    meta: Meta,
    budget: Amount,
    decimals: u8,
    projects: Vec<Project>,
) -> Result<Election, Problem> {
    read_header(scanner, row, "VOTES")?;
    check::header(row, "VOTES", fields::VOTES, problems);
    let columns = row.len();
    let header_line = row.line;
    let mut ballots = BallotReader::new(row, head.vote_type, &meta, &projects, decimals)?;
    while next_in_section(scanner, row)? {
        if ballots.ballot_of_voter.len() == limits.rows {
            return Err(row.problem(Severity::Error, 0, Reason::TooManyRows { limit: limits.rows }));
        }
        if row.len() != columns {
            problems.warn(row, 0, Reason::CellCount { expected: columns, found: row.len() });
        }
        ballots.add(row, problems);
    }
    if let Some(section) = row.section() {
        return Err(row.problem(Severity::Error, 0, Reason::SectionRepeated { section }));
    }
    if ballots.ballot_of_voter.is_empty() {
        let reason = Reason::NoVoters;
        problems.push(Problem { severity: Severity::Error, line: header_line, column: 1, reason });
    }
    let attributes = ballots.finish();
    let code = meta.get("currency").unwrap_or_default().to_owned();
    Ok(Election {
        meta,
        vote_type: head.vote_type,
        currency: Currency { code, decimals },
        budget,
        projects,
        ballots: ballots.merger.ballots,
        voters: ballots.ballot_of_voter.len() as u64,
        ballot_of_voter: ballots.ballot_of_voter,
        voter_ids: ballots.voter_ids,
        attributes,
    })
}
