//! Finding items: one ordinary table of analysed terms, the same hits on both engines.

use super::model::{Card, Words};
use super::store::{reader, viewer};
use kernel::{ItemId, Key, Locale};
use std::collections::HashMap;
use store::{Act, Permit, Result, Snapshot, Tx, Value, args, statements};
use text::analyse;

/// How much a word counts where it stands.
const TITLE: i64 = 8;
const SUMMARY: i64 = 3;
const BODY: i64 = 1;
/// Words of a query beyond these are not looked at.
const WORDS: usize = 6;
/// Alternatives of one word (endings, missing accents) the statement has room for.
const ALTERNATIVES: usize = 8;
/// Rows of one insertion.
const ROWS: usize = 8;
/// Cards of one page of hits.
pub const PAGE: usize = 20;

statements! {
    /// Eight terms at a time; a term may stand in several texts of an item, the greater weight counts.
    INSERT_TERMS = "INSERT INTO search_term (community_id, item_id, term, weight) VALUES
                      ($1, $2, $3, $4), ($1, $2, $5, $6), ($1, $2, $7, $8), ($1, $2, $9, $10),
                      ($1, $2, $11, $12), ($1, $2, $13, $14), ($1, $2, $15, $16), ($1, $2, $17, $18)
                    ON CONFLICT DO NOTHING";
    /// Forgets the terms of an item.
    DELETE_TERMS = "DELETE FROM search_term WHERE community_id = $1 AND item_id = $2";
    /// The items that hold a word: one of its alternatives, or a term within the range while it is being typed.
    FIND = "SELECT s.item_id, CAST(MAX(s.weight) AS BIGINT)
            FROM search_term s JOIN item i ON i.community_id = s.community_id AND i.id = s.item_id
            WHERE s.community_id = $1
              AND (s.term IN ($2, $3, $4, $5, $6, $7, $8, $9) OR (s.term >= $10 AND s.term < $11))
              AND {visible i $12 $13}
            GROUP BY s.item_id";
    /// For the operator's check: published items that no word finds.
    PERMITTED_UNFINDABLE = "SELECT COUNT(*) FROM item i
                            WHERE i.community_id = $1 AND i.stage = 'live' AND i.audience <= 2
                              AND NOT EXISTS (SELECT 1 FROM search_term s
                                              WHERE s.community_id = i.community_id AND s.item_id = i.id)";
    /// For the operator's check: terms that lead to nothing, or to what was erased.
    PERMITTED_STRAY = "SELECT COUNT(*) FROM search_term s
                       WHERE s.community_id = $1
                         AND NOT EXISTS (SELECT 1 FROM item i WHERE i.community_id = s.community_id
                                           AND i.id = s.item_id AND i.stage <> 'erased')";
    /// The cards of these items.
    CARDS = "SELECT i.id, i.kind, i.slug, COALESCE(w.lang, o.lang), COALESCE(w.title, o.title),
               COALESCE(w.summary, o.summary), i.published_at, i.area, i.sample
             FROM item i
             JOIN item_text o ON o.community_id = i.community_id AND o.item_id = i.id AND o.lang = i.origin
               AND o.ease = 'plain'
             LEFT JOIN item_text w ON w.community_id = i.community_id AND w.item_id = i.id AND w.lang = $2
               AND w.ease = 'plain'
             WHERE i.community_id = $1 AND {visible i $3 $24}
               AND i.id IN ($4, $5, $6, $7, $8, $9, $10, $11, $12, $13,
                            $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)";
}

/// Makes the words of one text findable.
///
/// # Errors
/// Those of the store.
pub(super) fn add<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    item: ItemId,
    lang: Locale,
    words: &Words,
) -> Result<()> {
    let mut weights: HashMap<String, i64> = HashMap::new();
    for (part, weight) in [(&words.title, TITLE), (&words.summary, SUMMARY), (&words.body, BODY)] {
        for term in analyse::terms(lang, part) {
            let most = weights.entry(term.term).or_default();
            *most = (*most).max(weight);
        }
    }
    let mut terms: Vec<(String, i64)> = weights.into_iter().collect();
    terms.sort(); // in key order: fewer pages touched
    for chunk in terms.chunks(ROWS) {
        let mut values = args![tx.community(), item].to_vec();
        for place in 0..ROWS {
            let (term, weight) = &chunk[place.min(chunk.len() - 1)];
            values.extend(args![term, weight]);
        }
        tx.exec(permit, &INSERT_TERMS, &values)?;
    }
    Ok(())
}

/// Makes an item unfindable.
///
/// # Errors
/// Those of the store.
pub(super) fn forget<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, item: ItemId) -> Result<()> {
    tx.exec(permit, &DELETE_TERMS, &args![tx.community(), item])?;
    Ok(())
}

/// How the index and the items differ: published items that cannot be found, and terms that lead nowhere.
///
/// # Errors
/// Those of the store.
pub fn gaps(seen: &Snapshot<'_>) -> Result<(i64, i64)> {
    let count = |statement: &store::Statement| -> Result<i64> {
        let row: Option<(i64,)> = seen.row(statement, &args![seen.community()])?;
        Ok(row.map_or(0, |(count,)| count))
    };
    Ok((count(&PERMITTED_UNFINDABLE)?, count(&PERMITTED_STRAY)?))
}

/// What a search found.
#[derive(Debug, Default)]
pub struct Hits {
    /// How many items hold every word.
    pub total: usize,
    /// The best of them.
    pub cards: Vec<Card>,
}

/// Items that hold every word of the query (the last one may be a beginning), best first, `page` from 0.
///
/// # Errors
/// Those of the store.
pub fn find(seen: &Snapshot<'_>, query: &str, locale: Locale, page: usize) -> Result<Hits> {
    let level = viewer(seen)?.level();
    let words = analyse::query_terms(query);
    let mut found: Option<HashMap<Key, i64>> = None;
    let last = words.len().min(WORDS).saturating_sub(1);
    for (place, alternatives) in words.iter().take(WORDS).enumerate() {
        let range = if place == last { analyse::last_word_range(query) } else { None };
        let holding = find_word(seen, alternatives, range, level)?;
        found = Some(match found {
            None => holding,
            Some(before) => both(before, &holding),
        });
    }
    let mut ranked: Vec<(i64, Key)> =
        found.unwrap_or_default().into_iter().map(|(item, weight)| (-weight, item)).collect();
    ranked.sort();
    let wanted: Vec<Key> = ranked.iter().skip(page * PAGE).take(PAGE).map(|(_, item)| *item).collect();
    Ok(Hits { total: ranked.len(), cards: cards(seen, &wanted, locale, level)? })
}

fn find_word(
    seen: &Snapshot<'_>,
    alternatives: &[String],
    range: Option<(String, String)>,
    level: i64,
) -> Result<HashMap<Key, i64>> {
    let mut values: Vec<Value> = args![seen.community()].to_vec();
    for place in 0..ALTERNATIVES {
        values.extend(args![alternatives.get(place).map_or("", String::as_str)]);
    }
    let (from, to) = range.unwrap_or_default();
    values.extend(args![from, to, level, reader(seen)]);
    Ok(seen.rows::<(Key, i64)>(&FIND, &values)?.into_iter().collect())
}

fn both(before: HashMap<Key, i64>, holding: &HashMap<Key, i64>) -> HashMap<Key, i64> {
    let sum = |(item, weight): (Key, i64)| holding.get(&item).map(|more| (item, weight + more));
    before.into_iter().filter_map(sum).collect()
}

/// The cards of at most [`PAGE`] items, in the order asked for.
fn cards(seen: &Snapshot<'_>, wanted: &[Key], locale: Locale, level: i64) -> Result<Vec<Card>> {
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let mut values: Vec<Value> = args![seen.community(), locale, level].to_vec();
    for place in 0..PAGE {
        values.extend(args![wanted[place.min(wanted.len() - 1)]]);
    }
    values.extend(args![reader(seen)]);
    let mut cards: Vec<Card> = seen.rows(&CARDS, &values)?;
    let place = |card: &Card| wanted.iter().position(|item| *item == card.id.0);
    cards.sort_by_key(place);
    Ok(cards)
}
