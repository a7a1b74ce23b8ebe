//! The short version for programs.

use super::model::{Table, in_words};
use super::pages::{SHORT, tables};
use serde_json::{Value, json};
use text::suppress::Cell;
use web::{Json, Result, Visit};

/// `GET /api/numbers`
pub async fn short(visit: Visit) -> Result<Json<Value>> {
    let locale = visit.locale;
    let found = tables(&visit, SHORT.to_vec(), false).await?;
    let cell = |cell: &Cell| match cell {
        Cell::Exact(number) => json!(number),
        other => json!(in_words(other, locale)),
    };
    let sums = |(table, _): &(Table, Option<Table>)| {
        let cells = table.sums().map(|(_, cells)| cells.as_slice()).unwrap_or_default();
        let sums: serde_json::Map<String, Value> =
            table.columns.iter().cloned().zip(cells.iter().map(cell)).collect();
        json!({ "table": table.topic.word(), "title": table.topic.title(locale), "sums": sums })
    };
    Ok(Json::of(json!({ "tables": found.iter().map(sums).collect::<Vec<_>>() })))
}
