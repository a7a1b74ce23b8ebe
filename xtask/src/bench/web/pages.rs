//! One page of every kind: what its first load weighs, and how many statements it needs.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use anyhow::Context as _;

use crate::demo::{Client, Page, kind};

/// The worst of all kinds of page.
#[derive(Default)]
pub struct Worst {
    /// Kinds that were looked at.
    pub kinds: usize,
    /// Bytes of the first load, and where.
    pub weight: (usize, String),
    /// Statements, and where.
    pub statements: (u64, String),
}

/// Follows links from `start` and looks at the first page of every kind.
pub fn all(client: &mut Client, start: &[&str], worst: &mut Worst) -> anyhow::Result<()> {
    let mut queue: VecDeque<String> = start.iter().map(|&path| path.to_owned()).collect();
    let mut known: BTreeSet<String> = BTreeSet::new();
    let mut parts: BTreeMap<String, usize> = BTreeMap::new();
    while let Some(path) = queue.pop_front() {
        if !known.insert(kind(&path)) {
            continue;
        }
        let (path, answer) = client.follow(&path)?;
        if answer.status != 200 || !answer.is_page() {
            continue;
        }
        let page = Page::read(&answer.text());
        let mut weight = answer.weight;
        for part in page.parts() {
            let Some(local) = client.local(&part) else { continue };
            if !parts.contains_key(&local) {
                let bytes = client.get(&local)?.weight;
                parts.insert(local.clone(), bytes);
            }
            weight += parts[&local];
        }
        worst.kinds += 1;
        worst.weight = worst.weight.clone().max((weight, path.clone()));
        worst.statements = worst.statements.clone().max((statements_of(client, &path)?, path));
        let local = page.links().into_iter().filter_map(|link| client.local(&link));
        queue.extend(local.filter(|path| !path.contains("lang=")));
    }
    Ok(())
}

/// How many statements a page needs when what is kept in memory is there; the fewest of three times, since
/// background work counts, too.
fn statements_of(client: &mut Client, path: &str) -> anyhow::Result<u64> {
    let mut fewest = u64::MAX;
    for time in 0..3 {
        let before = statements(client)?;
        // another address each time, or an answer from memory would need none at all
        let join = if path.contains('?') { '&' } else { '?' };
        client.get(&format!("{path}{join}from={time}-{before}"))?;
        fewest = fewest.min(statements(client)? - before);
    }
    Ok(fewest)
}

fn statements(client: &mut Client) -> anyhow::Result<u64> {
    let text = client.get("/metrics")?.text();
    let line = text.lines().find_map(|line| line.strip_prefix("mikropolis_statements_total "));
    line.and_then(|count| count.parse().ok()).context("/metrics does not count statements")
}
