//! The votes of one conversation: who (by number) answered what.

use crate::vote::{Cell, Vote};

/// The most statements a conversation may have; keeps a hostile file from asking for all memory.
pub const MOST_STATEMENTS: usize = 1_000_000;

/// A person, as a number that means something only together with the table it came from.
///
/// It can be held by the person's own session, but nothing in this crate's results carries it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Person(pub(crate) u32);

impl std::fmt::Debug for Person {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Person(…)")
    }
}

/// Whether a statement takes part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Standing {
    /// Takes part in everything.
    #[default]
    Open,
    /// Removed by a moderator: counts as seen by everybody and as 0 in the map, and is not reported.
    ModeratedOut,
    /// About the person rather than an opinion ("I live here"): left out of the map, but counted and reported.
    Meta,
}

impl Standing {
    /// Polis sets these columns to 0 for everybody before drawing the map.
    #[must_use]
    pub const fn is_zeroed(self) -> bool {
        !matches!(self, Self::Open)
    }
}

/// How often a statement was answered in each way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// How many agree.
    pub agree: u32,
    /// How many disagree.
    pub disagree: u32,
    /// How many passed.
    pub pass: u32,
}

impl Tally {
    /// Everybody who answered, passes included.
    #[must_use]
    pub const fn votes(self) -> u32 {
        self.agree + self.disagree + self.pass
    }

    /// Sum of the votes as numbers.
    #[must_use]
    pub fn sum(self) -> i64 {
        i64::from(self.agree) - i64::from(self.disagree)
    }

    /// Mean vote, passes included; 0 when nobody answered.
    #[must_use]
    pub fn mean(self) -> f64 {
        if self.votes() == 0 { 0.0 } else { self.sum() as f64 / f64::from(self.votes()) }
    }

    pub(crate) fn add(&mut self, vote: Vote) {
        *self.slot(vote) += 1;
    }

    pub(crate) fn take(&mut self, vote: Vote) {
        *self.slot(vote) -= 1;
    }

    const fn slot(&mut self, vote: Vote) -> &mut u32 {
        match vote {
            Vote::Agree => &mut self.agree,
            Vote::Disagree => &mut self.disagree,
            Vote::Pass => &mut self.pass,
        }
    }
}

/// Votes of one conversation. One vote per person and statement; a later vote replaces an earlier one.
///
/// Rows and columns are numbers; ids, where there are any, are kept apart (see [`crate::input::ExportIds`]).
#[derive(Clone, Default)]
pub struct VoteTable {
    /// Per person: cells in ascending order of statement.
    rows: Vec<Vec<Cell>>,
    standings: Vec<Standing>,
    tallies: Vec<Tally>,
    /// Per person: rank by time of first vote (the order of rows in the Polis engine).
    arrival: Vec<u32>,
}

impl std::fmt::Debug for VoteTable {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "VoteTable({} people, {} statements)", self.people(), self.statements())
    }
}

impl VoteTable {
    /// An empty table.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// From sorted rows without repetition.
    pub(crate) fn from_rows(rows: Vec<Vec<Cell>>, standings: Vec<Standing>, arrival: Vec<u32>) -> Self {
        let mut tallies = vec![Tally::default(); standings.len()];
        for cell in rows.iter().flatten() {
            tallies[cell.statement()].add(cell.vote());
        }
        Self { rows, standings, tallies, arrival }
    }

    /// Adds a person without votes.
    pub fn add_person(&mut self) -> Person {
        let number = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        self.rows.push(Vec::new());
        self.arrival.push(number);
        Person(number)
    }

    /// Adds a statement without votes and gives its index; `None` at [`MOST_STATEMENTS`].
    pub fn add_statement(&mut self, standing: Standing) -> Option<usize> {
        if self.standings.len() >= MOST_STATEMENTS {
            return None;
        }
        self.standings.push(standing);
        self.tallies.push(Tally::default());
        Some(self.standings.len() - 1)
    }

    /// Sets, changes or (with `None`) withdraws a vote; gives the vote that stood before.
    /// Unknown people and statements change nothing.
    pub fn set_vote(&mut self, person: Person, statement: usize, vote: Option<Vote>) -> Option<Vote> {
        if statement >= self.statements() {
            return None;
        }
        let row = self.rows.get_mut(person.0 as usize)?;
        let place = row.binary_search_by_key(&statement, |cell| cell.statement());
        let before = place.ok().map(|at| row[at].vote());
        match (place, vote) {
            (Ok(at), Some(vote)) => row[at] = Cell::new(statement as u32, vote),
            (Ok(at), None) => {
                row.remove(at);
            }
            (Err(at), Some(vote)) => row.insert(at, Cell::new(statement as u32, vote)),
            (Err(_), None) => {}
        }
        if let Some(before) = before {
            self.tallies[statement].take(before);
        }
        if let Some(vote) = vote {
            self.tallies[statement].add(vote);
        }
        before
    }

    /// Changes whether a statement takes part; false when there is no such statement.
    pub fn set_standing(&mut self, statement: usize, standing: Standing) -> bool {
        self.standings.get_mut(statement).map(|slot| *slot = standing).is_some()
    }

    /// Number of people, with or without votes.
    #[must_use]
    pub fn people(&self) -> usize {
        self.rows.len()
    }

    /// Number of statements, whatever their standing.
    #[must_use]
    pub fn statements(&self) -> usize {
        self.standings.len()
    }

    /// Number of votes.
    #[must_use]
    pub fn votes(&self) -> usize {
        self.rows.iter().map(Vec::len).sum()
    }

    /// A statement's standing.
    #[must_use]
    pub fn standing(&self, statement: usize) -> Standing {
        self.standings.get(statement).copied().unwrap_or_default()
    }

    /// A statement's answers over everybody.
    #[must_use]
    pub fn tally(&self, statement: usize) -> Tally {
        self.tallies.get(statement).copied().unwrap_or_default()
    }

    /// What this person answered to this statement.
    #[must_use]
    pub fn vote(&self, person: Person, statement: usize) -> Option<Vote> {
        let row = self.rows.get(person.0 as usize)?;
        let at = row.binary_search_by_key(&statement, |cell| cell.statement()).ok()?;
        Some(row[at].vote())
    }

    /// How many statements this person answered.
    #[must_use]
    pub fn votes_of(&self, person: Person) -> usize {
        self.rows.get(person.0 as usize).map_or(0, Vec::len)
    }

    /// Everybody, in the order of the table.
    pub fn everybody(&self) -> impl Iterator<Item = Person> + use<> {
        (0..self.rows.len() as u32).map(Person)
    }

    /// Statements with at least one vote: the columns of the matrix, "C" of the formulas.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.tallies.iter().filter(|tally| tally.votes() > 0).count()
    }

    /// Columns that count as seen by everybody because they are zeroed.
    pub(crate) fn zeroed_columns(&self) -> usize {
        self.tallies
            .iter()
            .zip(&self.standings)
            .filter(|(tally, standing)| tally.votes() > 0 && standing.is_zeroed())
            .count()
    }

    pub(crate) fn rows(&self) -> &[Vec<Cell>] {
        &self.rows
    }

    pub(crate) fn tallies(&self) -> &[Tally] {
        &self.tallies
    }

    pub(crate) fn standings(&self) -> &[Standing] {
        &self.standings
    }

    pub(crate) fn arrival(&self) -> &[u32] {
        &self.arrival
    }
}
