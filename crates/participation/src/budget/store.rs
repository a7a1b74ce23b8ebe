//! The rows of editions.

use super::model::{Counted, Outcome, Project, Said, list};
use commons::items;
use kernel::{Day, ItemId, Locale};
use store::{Act, Permit, Result, Snapshot, Tx, args, record, statements};

statements! {
    /// A new edition.
    INSERT = "INSERT INTO edition (community_id, id, file_hash, rule, rule_known, currency, decimals, budget, spent,
                what_if_spent, voters, vote_type, appeals_until, differences, warnings, ballots, second_count)
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)";
    /// One of its projects.
    INSERT_PROJECT = "INSERT INTO edition_project (community_id, edition_id, position, project_id, name, category,
                        cost, points, votes, lat, lon, outcome, why, what_if, what_if_why)
                      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
    /// An edition without its ballots.
    ONE = "SELECT id, file_hash, rule, rule_known, currency, decimals, budget, spent, what_if_spent, voters,
             vote_type, appeals_until, differences, warnings, second_count
           FROM edition WHERE community_id = $1 AND id = $2";
    /// Its projects in the order of the result.
    PROJECTS = "SELECT position, project_id, name, category, cost, points, votes, lat, lon, outcome, why, what_if,
                  what_if_why
                FROM edition_project WHERE community_id = $1 AND edition_id = $2 ORDER BY position";
    /// Its ballots, for counting again.
    BALLOTS = "SELECT ballots FROM edition WHERE community_id = $1 AND id = $2";
    /// Whether this very file is here already.
    BY_HASH = "SELECT id FROM edition WHERE community_id = $1 AND file_hash = $2";
    /// Takes a discarded edition away.
    DELETE = "DELETE FROM edition WHERE community_id = $1 AND id = $2";
    /// Takes its projects away.
    DELETE_PROJECTS = "DELETE FROM edition_project WHERE community_id = $1 AND edition_id = $2";
}

record! {
    /// An edition as its pages show it.
    #[derive(Clone, Debug)]
    pub struct Edition {
        /// Its key.
        pub id: ItemId,
        /// SHA-256 of the file.
        pub file_hash: String,
        /// The rule in the file's words.
        pub rule: String,
        /// Whether that rule was counted.
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
        /// Open to appeal until this day: no other way of counting is shown before.
        pub appeals_until: Option<Day>,
        differences: String,
        warnings: String,
        /// What the second, independent count said.
        pub second_count: String,
    }
}

impl Edition {
    /// Ids on which the file's own list and this count disagree.
    pub fn differences(&self) -> Vec<String> {
        serde_json::from_str(&self.differences).unwrap_or_default()
    }
    /// What is odd about the file.
    pub fn warnings(&self) -> Vec<Said> {
        serde_json::from_str(&self.warnings).unwrap_or_default()
    }
    /// Whether other ways of counting may be shown on this day.
    pub fn what_if_open(&self, today: Day) -> bool {
        self.appeals_until.is_none_or(|until| until < today)
    }
    /// An amount in the reader's language.
    pub fn money(&self, locale: impl Into<Locale>, amount: &i64) -> String {
        let decimals = u8::try_from(self.decimals).unwrap_or(0);
        let currency = count::Currency { code: self.currency.clone(), decimals };
        reports::counting::amount(locale.into(), &currency, *amount)
    }
}

record! {
    /// A project as its row lies.
    #[derive(Clone, Debug)]
    pub struct ProjectRow {
        /// Its position in the result, from 1.
        pub position: i64,
        /// Its id in the file.
        pub project_id: String,
        /// Its name.
        pub name: String,
        /// Its categories.
        pub category: String,
        /// Its cost.
        pub cost: i64,
        /// Points by the official rule.
        pub points: i64,
        /// Voters who chose it.
        pub votes: i64,
        /// Where.
        pub lat: Option<i64>,
        /// Where.
        pub lon: Option<i64>,
        /// What became of it.
        pub outcome: Outcome,
        why: String,
        /// What Equal Shares would have made of it.
        pub what_if: Outcome,
        what_if_why: String,
    }
}

impl ProjectRow {
    /// Why it won or lost.
    pub fn why(&self, locale: impl Into<Locale>) -> String {
        super::model::in_language(&serde_json::from_str(&self.why).unwrap_or_default(), locale.into())
    }
    /// Why it would have won or lost by Equal Shares.
    pub fn what_if_why(&self, locale: impl Into<Locale>) -> String {
        super::model::in_language(&serde_json::from_str(&self.what_if_why).unwrap_or_default(), locale.into())
    }
}

/// Keeps a counted edition.
///
/// # Errors
/// Those of the store.
pub fn insert<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    id: ItemId,
    counted: &Counted,
    appeals_until: Option<Day>,
) -> Result<()> {
    let warnings = serde_json::to_string(&counted.warnings).unwrap_or_default();
    tx.exec(
        permit,
        &INSERT,
        &args![
            tx.community(),
            id,
            counted.file_hash,
            counted.rule,
            counted.rule_known,
            counted.currency,
            counted.decimals,
            counted.budget,
            counted.spent,
            counted.what_if_spent,
            counted.voters,
            counted.vote_type,
            appeals_until,
            list(&counted.differences),
            warnings,
            counted.ballots,
            counted.second_count
        ],
    )?;
    for (place, project) in counted.projects.iter().enumerate() {
        insert_project(tx, permit, id, place as i64 + 1, project)?;
    }
    Ok(())
}

fn insert_project<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    edition: ItemId,
    position: i64,
    project: &Project,
) -> Result<()> {
    let (lat, lon) = project.place.unzip();
    tx.exec(
        permit,
        &INSERT_PROJECT,
        &args![
            tx.community(),
            edition,
            position,
            project.id,
            project.name,
            project.category,
            project.cost,
            project.points,
            project.votes,
            lat,
            lon,
            project.outcome,
            project.why.to_string(),
            project.what_if,
            project.what_if_why.to_string()
        ],
    )?;
    Ok(())
}

/// An edition. The caller has loaded its item through the visibility of items, or under a permit.
///
/// # Errors
/// Those of the store.
pub fn edition(seen: &Snapshot<'_>, id: ItemId) -> Result<Option<Edition>> {
    seen.row(&ONE, &args![seen.community(), id])
}

/// Its projects in the order of the result.
///
/// # Errors
/// Those of the store.
pub fn projects(seen: &Snapshot<'_>, id: ItemId) -> Result<Vec<ProjectRow>> {
    seen.rows(&PROJECTS, &args![seen.community(), id])
}

/// Its ballots: one line for equal ones, their number, then project ids with points.
///
/// # Errors
/// Those of the store.
pub fn ballots(seen: &Snapshot<'_>, id: ItemId) -> Result<Option<String>> {
    Ok(seen.row::<(String,)>(&BALLOTS, &args![seen.community(), id])?.map(|(ballots,)| ballots))
}

/// The edition made from this very file, if it is here.
///
/// # Errors
/// Those of the store.
pub fn by_hash(seen: &Snapshot<'_>, hash: &str) -> Result<Option<ItemId>> {
    Ok(seen.row::<(ItemId,)>(&BY_HASH, &args![seen.community(), hash])?.map(|(id,)| id))
}

/// Takes an edition away for good.
///
/// # Errors
/// Those of the store.
pub fn delete<'tx, A: items::ItemAct>(tx: &Tx<'tx>, permit: &Permit<'tx, A>) -> Result<()> {
    let values = args![tx.community(), permit.act().item()];
    tx.exec(permit, &DELETE_PROJECTS, &values)?;
    tx.exec(permit, &DELETE, &values)?;
    Ok(())
}
