//! All figures of an opinion map in columns, as JSON.

use opinions::input::Export;
use opinions::polis::{PolisResult, Representative, Side};
use opinions::{Drawing, Grouping, Person, Standing, StatementResult, Why};
use serde_json::{Map, Value, json};
use std::collections::HashMap;

/// The whole document. With a Polis result its groups, priorities and lists stand in the place of our own.
pub fn json(export: &Export, drawing: &Drawing, polis: Option<&PolisResult>, seed: u64) -> Value {
    let mut document = json!({
        "schema": 1,
        "signs": "+1 agree, -1 disagree, 0 pass",
        "mode": if polis.is_some() { "like-polis" } else { "mikropolis" },
        "seed": seed,
        "input": input(export, drawing),
        "participants": participants(export, drawing, polis),
        "statements": statements(export, drawing, polis),
        "groups": polis.map_or_else(|| groups(&drawing.map.grouping), polis_groups),
    });
    if let (Some(polis), Some(document)) = (polis, document.as_object_mut()) {
        document.insert("representative".into(), polis_representative(export, polis));
        document.insert("consensus".into(), polis_consensus(export, polis));
        document.insert("base_clusters".into(), base_clusters(export, polis));
        document.insert("group_votes".into(), group_votes(export, drawing, polis));
    } else if let Some(document) = document.as_object_mut() {
        document.insert("representative".into(), representative(export, drawing));
    }
    document
}

/// Whole numbers as numbers when all ids are, else all as text: ids look as they did in the input.
fn ids<'a>(ids: impl Iterator<Item = &'a str> + Clone) -> Value {
    let number = |id: &str| id.parse::<i64>().ok().filter(|number| number.to_string() == id);
    match ids.clone().map(number).collect::<Option<Vec<i64>>>() {
        Some(numbers) => numbers.into(),
        None => ids.collect::<Vec<_>>().into(),
    }
}

fn statement_ids(export: &Export, indices: impl Iterator<Item = usize> + Clone) -> Value {
    ids(indices.map(|index| export.ids.statement(index)))
}

fn input(export: &Export, drawing: &Drawing) -> Value {
    let table = &export.table;
    let with = |standing: Standing| {
        statement_ids(export, (0..table.statements()).filter(move |&index| table.standing(index) == standing))
    };
    json!({
        "votes_raw": export.report.rows,
        "votes_unique": table.votes(),
        "participants": drawing.map.basis.voters,
        "statements": table.columns(),
        "on_the_map": drawing.map.basis.on_the_map,
        "votes_for_a_verdict": drawing.map.basis.votes_for_a_verdict,
        "moderated_out": with(Standing::ModeratedOut),
        "meta": with(Standing::Meta),
    })
}

fn participants(export: &Export, drawing: &Drawing, polis: Option<&PolisResult>) -> Value {
    let positions =
        polis.map_or_else(|| drawing.positions.clone(), |polis| drawing.positions.with_polis_groups(polis));
    let places: Vec<_> = positions.with_ids(&export.ids).map(|(_, own)| own).collect();
    let votes: Vec<usize> = export.table.everybody().map(|person| export.table.votes_of(person)).collect();
    json!({
        "ids": ids(export.ids.people()),
        "n_votes": votes,
        "x": places.iter().map(|own| own.place[0]).collect::<Vec<f64>>(),
        "y": places.iter().map(|own| own.place[1]).collect::<Vec<f64>>(),
        "group": places.iter().map(|own| own.group).collect::<Vec<Option<usize>>>(),
    })
}

fn side(side: Side) -> &'static str {
    match side {
        Side::Agree => "agree",
        Side::Disagree => "disagree",
    }
}

fn statements(export: &Export, drawing: &Drawing, polis: Option<&PolisResult>) -> Value {
    let results = &drawing.map.statements;
    let column = |value: &dyn Fn(&StatementResult) -> Value| results.iter().map(value).collect::<Value>();
    let mut columns = Map::new();
    let mut add = |name: &str, value: &dyn Fn(&StatementResult) -> Value| {
        columns.insert(name.to_owned(), column(value));
    };
    add("agree", &|s| s.tally.agree.into());
    add("disagree", &|s| s.tally.disagree.into());
    add("pass", &|s| s.tally.pass.into());
    add("votes", &|s| s.tally.votes().into());
    add("mean", &|s| drawing.space.means[s.index].into());
    add("x", &|s| s.place[0].into());
    add("y", &|s| s.place[1].into());
    add("extremity", &|s| s.extremity.into());
    add("priority", &|s| polis.map_or(s.priority, |polis| polis.priorities[s.index]).into());
    add("agree_low", &|s| s.shares.agree.low.into());
    add("agree_high", &|s| s.shares.agree.high.into());
    add("disagree_low", &|s| s.shares.disagree.low.into());
    add("disagree_high", &|s| s.shares.disagree.high.into());
    add("pass_low", &|s| s.shares.pass.low.into());
    add("pass_high", &|s| s.shares.pass.high.into());
    add("meta", &|s| (s.standing == Standing::Meta).into());
    if let Some(polis) = polis {
        let listed = polis_sides(polis);
        add("consensus", &|s| listed.get(&s.index).map(|listed| side(*listed)).into());
        add("gac_agree", &|s| polis.group_aware_consensus[s.index].into());
    } else {
        add("consensus", &|s| s.consensus.map(side).into());
        add("divisive", &|s| s.divide.map(|divide| divide.distance).into());
        add("split", &|s| s.split.into());
        add("unclear", &|s| s.unclear.into());
    }
    let mut whole = Map::new();
    whole.insert("ids".into(), statement_ids(export, results.iter().map(|result| result.index)));
    whole.append(&mut columns);
    whole.into()
}

fn polis_sides(polis: &PolisResult) -> HashMap<usize, Side> {
    let agree = polis.consensus.agree.iter().map(|entry| (entry.statement, Side::Agree));
    let disagree = polis.consensus.disagree.iter().map(|entry| (entry.statement, Side::Disagree));
    agree.chain(disagree).collect()
}

fn groups(grouping: &Grouping) -> Value {
    let why = match grouping.why {
        Why::TooFewPeople => "too few people with enough votes",
        Why::GroupsTooSmall => "every division has a group that is too small",
        Why::NoBetterThanChance => "no clear groups: no better than shuffled votes",
        Why::NotStable => "no clear groups: not stable on samples",
        Why::Clear => "separates better than shuffled votes and is stable on samples",
    };
    let candidates: Vec<Value> = grouping
        .candidates
        .iter()
        .map(|c| {
            json!({
                "k": c.k, "sizes": c.sizes, "inertia": c.inertia, "silhouette": c.silhouette,
                "gate_silhouette": c.gate_silhouette, "large_enough": c.large_enough,
                "beats_chance": c.beats_chance, "stability": c.stability, "accepted": c.is_accepted(),
            })
        })
        .collect();
    json!({
        "clear": grouping.is_clear(),
        "k": grouping.k,
        "sizes": grouping.sizes,
        "why": why,
        "centers": grouping.centres,
        "gates": {
            "candidates": candidates,
            "shuffled_silhouettes": grouping.chance,
            "shuffled_best": grouping.best_chance(),
            "stability_needed": opinions::STABLE,
            "people": grouping.gate_people,
            "radius_cap": grouping.radius_cap,
        },
    })
}

fn polis_groups(polis: &PolisResult) -> Value {
    let tried = polis.tried.iter().map(|quality| json!({ "k": quality.k, "silhouette": quality.silhouette }));
    json!({
        "clear": polis.groups.len() >= 2,
        "k": polis.groups.len(),
        "sizes": polis.votes.sizes,
        "why": "the Polis engine takes the best silhouette and has no answer for no groups",
        "centers": polis.groups.iter().map(|group| group.centre).collect::<Vec<_>>(),
        "gates": { "candidates": tried.collect::<Vec<_>>() },
    })
}

fn representative(export: &Export, drawing: &Drawing) -> Value {
    let entry = |statement: &opinions::GroupStatement| {
        json!({
            "id": statement_ids(export, std::iter::once(statement.statement))[0],
            "side": side(statement.side),
            "count": statement.share.count, "of": statement.share.of,
            "others_count": statement.others.count, "others_of": statement.others.of,
            "p_value": statement.p_value,
        })
    };
    drawing.map.representative.iter().map(|list| list.iter().map(entry).collect::<Value>()).collect()
}

fn polis_representative(export: &Export, polis: &PolisResult) -> Value {
    let entry = |entry: &Representative| {
        json!({
            "tid": statement_ids(export, std::iter::once(entry.statement))[0],
            "n-success": entry.statistic.successes, "n-trials": entry.statistic.trials,
            "p-success": entry.statistic.probability, "p-test": entry.statistic.probability_test,
            "repness": entry.statistic.ratio, "repness-test": entry.statistic.ratio_test,
            "repful-for": side(entry.side), "n-agree": entry.best_agree, "best-agree": entry.best_agree.is_some(),
        })
    };
    polis.representative.iter().map(|list| list.iter().map(entry).collect::<Value>()).collect()
}

fn polis_consensus(export: &Export, polis: &PolisResult) -> Value {
    let entry = |entry: &opinions::polis::ConsensusEntry| {
        json!({
            "tid": statement_ids(export, std::iter::once(entry.statement))[0],
            "n-success": entry.successes, "n-trials": entry.trials,
            "p-success": entry.probability, "p-test": entry.probability_test,
        })
    };
    json!({
        "agree": polis.consensus.agree.iter().map(entry).collect::<Value>(),
        "disagree": polis.consensus.disagree.iter().map(entry).collect::<Value>(),
    })
}

fn base_clusters(export: &Export, polis: &PolisResult) -> Value {
    let names: HashMap<Person, &str> = export.table.everybody().zip(export.ids.people()).collect();
    let members =
        polis.base_clusters.iter().map(|cluster| ids(cluster.members.iter().map(|person| names[person])));
    let column =
        |axis: usize| polis.base_clusters.iter().map(|cluster| cluster.centre[axis]).collect::<Vec<f64>>();
    json!({
        "members": members.collect::<Vec<_>>(),
        "x": column(0),
        "y": column(1),
        "group_members": polis.groups.iter().map(|group| &group.members).collect::<Vec<_>>(),
    })
}

fn group_votes(export: &Export, drawing: &Drawing, polis: &PolisResult) -> Value {
    let indices: Vec<usize> = drawing.map.statements.iter().map(|result| result.index).collect();
    let group = |group: usize| {
        let counts = |pick: fn(opinions::Tally) -> u32| {
            indices.iter().map(|&index| pick(polis.votes.tally(group, index))).collect::<Vec<u32>>()
        };
        json!({
            "n-members": polis.votes.sizes[group],
            "A": counts(|tally| tally.agree), "D": counts(|tally| tally.disagree), "S": counts(opinions::Tally::votes),
        })
    };
    json!({
        "ids": statement_ids(export, indices.iter().copied()),
        "groups": (0..polis.votes.groups()).map(group).collect::<Vec<_>>(),
    })
}
