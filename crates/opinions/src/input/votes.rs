//! The list of votes.

use super::comments::StatementList;
use super::error::{InputError, Problem, shortened};
use super::ids::{ExportIds, Register};
use super::records::Records;
use crate::table::{MOST_STATEMENTS, VoteTable};
use crate::vote::{Cell, Signs, Vote};
use std::io::BufRead;

const EXAMPLE: &str = "voter-id,comment-id,vote";
const MOST_PEOPLE: usize = 1 << 28;

/// A conversation read from files.
#[derive(Debug)]
pub struct Export {
    /// The votes; people and statements in canonical order of their ids, so that the order of lines never matters.
    pub table: VoteTable,
    /// The ids.
    pub ids: ExportIds,
    /// What was met on the way.
    pub report: ReadReport,
}

/// What was met while reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ReadReport {
    /// Lines with a vote.
    pub rows: u64,
    /// Votes that a later line replaced.
    pub replaced: u64,
}

/// Reads votes one record after the other; give it a statement list at the end.
pub struct VotesReader<R> {
    records: Records<R>,
    columns: Columns,
    signs: Signs,
    people: Register,
    statements: Register,
    rows: Vec<Vec<Cell>>,
    /// Per person: time of the first vote and the line it was in.
    first: Vec<(i64, u64)>,
    report: ReadReport,
}

struct Columns {
    voter: usize,
    statement: usize,
    vote: usize,
    time: Option<usize>,
}

/// Reads all votes: a Polis `votes.csv`, or any table with the columns `voter` (or `voter-id`, `participant`,
/// `person`), `statement` (or `comment-id`) and `vote` (1, -1, 0, or the words agree, disagree, pass), and
/// optionally `timestamp` (milliseconds). Where a person answered a statement twice, the last line counts.
///
/// # Errors
/// The first line that cannot be read, with its place.
pub fn read_votes(
    input: impl BufRead,
    list: Option<&StatementList>,
    signs: Signs,
) -> Result<Export, InputError> {
    let mut reader = VotesReader::new(input, signs)?;
    while reader.step()? {}
    reader.finish(list)
}

impl<R: BufRead> VotesReader<R> {
    /// Reads the header.
    ///
    /// # Errors
    /// When a needed column is missing or named twice.
    pub fn new(input: R, signs: Signs) -> Result<Self, InputError> {
        let records = Records::new(input)?;
        let voter = records.column(&["voter-id", "voter", "participant", "person"], EXAMPLE)?;
        let statement = records.column(&["comment-id", "statement", "statement-id", "comment"], EXAMPLE)?;
        let vote = records.column(&["vote"], EXAMPLE)?;
        let time = records.optional(&["timestamp"])?;
        let columns = Columns { voter, statement, vote, time };
        let (people, statements, rows, first, report) = Default::default();
        Ok(Self { records, columns, signs, people, statements, rows, first, report })
    }

    /// Reads one vote; false at the end.
    ///
    /// # Errors
    /// When the line cannot be read.
    pub fn step(&mut self) -> Result<bool, InputError> {
        if !self.records.next()? {
            return Ok(false);
        }
        let vote = self.vote()?;
        let time = self.time()?;
        let person = self.number(self.columns.voter)? as usize;
        let statement = self.number(self.columns.statement)?;
        let when = (time.unwrap_or(i64::MAX), self.records.line());
        if person == self.rows.len() {
            self.rows.push(Vec::new());
            self.first.push(when);
        } else {
            self.first[person] = self.first[person].min(when);
        }
        self.rows[person].push(Cell::new(statement, vote));
        self.report.rows += 1;
        Ok(true)
    }

    /// Sorts what was read. Statements of the list that nobody answered are added without votes.
    ///
    /// # Errors
    /// When there are more statements than [`MOST_STATEMENTS`].
    pub fn finish(mut self, list: Option<&StatementList>) -> Result<Export, InputError> {
        for id in list.map(StatementList::ids).unwrap_or_default() {
            self.statements.number(id);
        }
        self.check_size()?;
        let (statement_ids, statement_places) = self.statements.canonical();
        let (people_ids, people_places) = self.people.canonical();
        let mut rows = vec![Vec::new(); self.rows.len()];
        let mut kept = 0;
        for (number, mut row) in self.rows.into_iter().enumerate() {
            last_of_each(&mut row, &statement_places);
            kept += row.len() as u64;
            rows[people_places[number] as usize] = row;
        }
        let mut order: Vec<usize> = (0..self.first.len()).collect();
        order.sort_by_key(|&number| self.first[number]);
        let mut arrival = vec![0; order.len()];
        for (rank, &number) in order.iter().enumerate() {
            arrival[people_places[number] as usize] = rank as u32;
        }
        let standing =
            |id: &str| list.and_then(|list| list.get(id)).map(|info| info.standing).unwrap_or_default();
        let standings = statement_ids.iter().map(|id| standing(id)).collect();
        let report = ReadReport { replaced: self.report.rows - kept, ..self.report };
        let table = VoteTable::from_rows(rows, standings, arrival);
        Ok(Export { table, ids: ExportIds { people: people_ids, statements: statement_ids }, report })
    }

    fn check_size(&self) -> Result<(), InputError> {
        let too_many = |what, most| {
            let problem = Problem::TooMany { what, most };
            Err(InputError { line: self.records.line(), column: None, problem })
        };
        if self.statements.len() > MOST_STATEMENTS {
            return too_many("statements", MOST_STATEMENTS);
        }
        if self.people.len() > MOST_PEOPLE {
            return too_many("people", MOST_PEOPLE);
        }
        Ok(())
    }

    fn number(&mut self, column: usize) -> Result<u32, InputError> {
        let id = self.records.field(column)?.trim();
        if id.is_empty() {
            return Err(self.records.problem_at(column, Problem::NoId));
        }
        let register = if column == self.columns.voter { &mut self.people } else { &mut self.statements };
        let number = register.number(id);
        if number as usize >= MOST_PEOPLE {
            self.check_size()?;
        }
        Ok(number)
    }

    fn vote(&self) -> Result<Vote, InputError> {
        let text = self.records.field(self.columns.vote)?.trim();
        let plus = match text {
            "1" | "+1" | "1.0" => Vote::Agree,
            "-1" | "-1.0" | "\u{2212}1" => Vote::Disagree,
            "0" | "0.0" => Vote::Pass,
            "agree" => return Ok(Vote::Agree),
            "disagree" => return Ok(Vote::Disagree),
            "pass" => return Ok(Vote::Pass),
            other => {
                return Err(self.records.problem_at(self.columns.vote, Problem::NotAVote(shortened(other))));
            }
        };
        Ok(if self.signs == Signs::MinusAgrees { plus.flipped() } else { plus })
    }

    fn time(&self) -> Result<Option<i64>, InputError> {
        let Some(column) = self.columns.time else { return Ok(None) };
        let text = self.records.field(column)?.trim();
        if text.is_empty() {
            return Ok(None);
        }
        text.parse()
            .map(Some)
            .map_err(|_| self.records.problem_at(column, Problem::NotATime(shortened(text))))
    }
}

/// Puts a row in the order of the statements' places and keeps the last vote on each.
fn last_of_each(row: &mut Vec<Cell>, places: &[u32]) {
    for cell in row.iter_mut() {
        *cell = Cell::new(places[cell.statement()], cell.vote());
    }
    row.sort_by_key(|cell| cell.statement());
    row.reverse();
    row.dedup_by_key(|cell| cell.statement());
    row.reverse();
    row.shrink_to_fit();
}
