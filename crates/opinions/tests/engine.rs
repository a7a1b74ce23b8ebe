//! Against output of the live Polis engine, and against references computed independently from open conversations.
#![expect(clippy::print_stdout, reason = "what was found is part of the test's record")]
mod common;

use common::{ENGINE, OPEN, Reference, alignment, assert_close, integers, numbers, reference};
use opinions::polis::{self, GroupVotes, PolisResult, Representative, Side};
use opinions::{Person, Space};
use serde_json::Value;

/// Reference files carry nine decimals (engine) or six (open conversations).
const NEAR: f64 = 1e-6;

fn people_of(reference: &Reference) -> Vec<Person> {
    reference.table().everybody().collect()
}

#[test]
fn engine_centre_components_and_projections() {
    for reference in ENGINE.into_iter().filter_map(reference) {
        let space = Space::of(reference.table());
        let places = reference.statements();
        let pca = &reference.truth["pca"];
        let tids = integers(&reference.truth["tids"]);
        // The engine stores the opposite sign of votes.
        for (tid, centre) in tids.iter().zip(numbers(&pca["center"])) {
            assert_close(-space.means[places[tid]], centre, NEAR, "centre");
        }
        for axis in 0..2 {
            let theirs = numbers(&pca["comps"][axis]);
            let mine: Vec<f64> = tids.iter().map(|tid| space.axes[axis][places[tid]]).collect();
            let sign = alignment(&mine, &theirs);
            let projected = numbers(&pca["comment-projection"][axis]);
            for (index, tid) in tids.iter().enumerate() {
                assert_close(sign * mine[index], theirs[index], NEAR, reference.name);
                // Agreeing is -1 there, so the statements' places carry the other sign.
                let place = -sign * space.statement(places[tid])[axis];
                assert_close(place, projected[index], NEAR, "statement");
            }
        }
        for (tid, extremity) in tids.iter().zip(numbers(&pca["comment-extremity"])) {
            assert_close(space.extremity(places[tid]), extremity, NEAR, "extremity");
        }
    }
}

#[test]
fn engine_takes_part() {
    for reference in ENGINE.into_iter().filter_map(reference) {
        let mut theirs = integers(&reference.truth["in-conv"]);
        theirs.sort_unstable();
        let part = polis::takes_part(reference.table());
        let ids = reference.export.ids.people().zip(part).filter(|(_, part)| *part);
        let mine: Vec<i64> = ids.map(|(id, _)| id.parse().expect("number")).collect();
        assert_eq!(mine, theirs, "{}", reference.name);
    }
}

/// Indices of the members of every base cluster of the engine.
fn engine_members(reference: &Reference) -> Vec<Vec<usize>> {
    let people = reference.people();
    let members = reference.truth["base-clusters"]["members"].as_array().expect("array");
    members.iter().map(|list| integers(list).iter().map(|person| people[person]).collect()).collect()
}

/// Indices of the base clusters of every group of the engine.
fn engine_groups(reference: &Reference) -> Vec<Vec<usize>> {
    let ids = integers(&reference.truth["base-clusters"]["id"]);
    let place = |id: &i64| ids.iter().position(|known| known == id).expect("known cluster");
    let groups = reference.truth["group-clusters"].as_array().expect("array");
    groups.iter().map(|group| integers(&group["members"]).iter().map(place).collect()).collect()
}

fn engine_labels(reference: &Reference) -> Vec<Option<usize>> {
    let members = engine_members(reference);
    let mut labels = vec![None; reference.table().people()];
    for (label, group) in engine_groups(reference).iter().enumerate() {
        group.iter().flat_map(|&cluster| &members[cluster]).for_each(|&person| labels[person] = Some(label));
    }
    labels
}

#[test]
fn engine_clusters() {
    for reference in ENGINE.into_iter().filter_map(reference) {
        let space = Space::of(reference.table());
        let base = &reference.truth["base-clusters"];
        let members = engine_members(&reference);
        let theirs = [numbers(&base["x"]), numbers(&base["y"])];
        let mut points = space.people(reference.table());
        let ones = vec![1.0; points.len()];
        let centre = |points: &[[f64; 2]], list: &[usize]| polis::recentre(points, &ones, list);
        for axis in 0..2 {
            let mine: Vec<f64> = members.iter().map(|list| centre(&points, list)[axis]).collect();
            let sign = alignment(&mine, &theirs[axis]);
            points.iter_mut().for_each(|point| point[axis] *= sign);
        }
        let centres: Vec<[f64; 2]> = members.iter().map(|list| centre(&points, list)).collect();
        for (index, centre) in centres.iter().enumerate() {
            assert_close(centre[0], theirs[0][index], NEAR, "base cluster");
            assert_close(centre[1], theirs[1][index], NEAR, "base cluster");
        }
        engine_group_level(&reference, &centres, &members);
        if reference.truth["in-conv"].as_array().expect("array").len() <= 100 {
            let own = polis::base_clusters(reference.table(), &points, &polis::takes_part(reference.table()));
            assert_eq!(own.len(), members.len(), "everybody is a base cluster where there are at most 100");
        }
    }
}

/// The engine's groups are a resting point of our group level: started at their centres it changes nothing.
fn engine_group_level(reference: &Reference, centres: &[[f64; 2]], members: &[Vec<usize>]) {
    let weights: Vec<f64> = members.iter().map(|list| list.len() as f64).collect();
    let groups = engine_groups(reference);
    let stored = reference.truth["group-clusters"].as_array().expect("array");
    let start: Vec<[f64; 2]> = groups.iter().map(|list| polis::recentre(centres, &weights, list)).collect();
    for (mine, theirs) in start.iter().zip(stored) {
        let theirs = numbers(&theirs["center"]);
        assert_close(mine[0], theirs[0], NEAR, "group centre");
        assert_close(mine[1], theirs[1], NEAR, "group centre");
    }
    for (mine, theirs) in polis::settle(centres, &weights, start, 20).iter().zip(&groups) {
        let mut theirs = theirs.clone();
        theirs.sort_unstable();
        assert_eq!(mine.members, theirs, "{}: members of a group", reference.name);
    }
}

#[test]
fn engine_group_votes_consensus_and_priorities() {
    for reference in ENGINE.into_iter().filter_map(reference) {
        let labels = engine_labels(&reference);
        let votes = GroupVotes::count(reference.table(), &labels, engine_groups(&reference).len());
        let places = reference.statements();
        for (group, theirs) in reference.truth["group-votes"].as_object().expect("object") {
            let group: usize = group.parse().expect("number");
            assert_eq!(u64::from(votes.sizes[group]), theirs["n-members"].as_u64().expect("number"));
            for (tid, counts) in theirs["votes"].as_object().expect("object") {
                let tally = votes.tally(group, places[&tid.parse().expect("number")]);
                let theirs = ["A", "D", "S"].map(|key| counts[key].as_u64().expect("number"));
                assert_eq!([tally.agree, tally.disagree, tally.votes()].map(u64::from), theirs);
            }
        }
        for (tid, theirs) in reference.truth["group-aware-consensus"].as_object().expect("object") {
            let mine = polis::group_aware_consensus(&votes, places[&tid.parse().expect("number")]);
            assert_close(mine, theirs.as_f64().expect("number"), NEAR, "group-aware consensus");
        }
        // Priorities sum over all groups, so the whole of our own result must give them, whatever its groups.
        let space = Space::of(reference.table());
        let own = PolisResult::of(reference.table(), &space, &space.people(reference.table()));
        for (tid, theirs) in reference.truth["comment-priorities"].as_object().expect("object") {
            let mine = own.priorities[places[&tid.parse().expect("number")]];
            assert_close(mine, theirs.as_f64().expect("number"), NEAR, "priority");
        }
    }
}

fn check_representative(reference: &Reference, mine: &[Representative], theirs: &Value, what: &str) {
    let theirs = theirs.as_array().expect("array");
    let ids: Vec<&str> = mine.iter().map(|entry| reference.export.ids.statement(entry.statement)).collect();
    let tids: Vec<String> = theirs.iter().map(|entry| entry["tid"].to_string()).collect();
    assert_eq!(ids, tids, "{} {what}", reference.name);
    for (mine, theirs) in mine.iter().zip(theirs) {
        let number = |key: &str| theirs[key].as_f64().expect("number");
        let side = if mine.side == Side::Agree { "agree" } else { "disagree" };
        assert_eq!(side, theirs["repful-for"]);
        assert_close(f64::from(mine.statistic.successes), number("n-success"), 0.0, "n-success");
        assert_close(f64::from(mine.statistic.trials), number("n-trials"), 0.0, "n-trials");
        assert_close(mine.statistic.probability, number("p-success"), NEAR, "p-success");
        assert_close(mine.statistic.probability_test, number("p-test"), NEAR, "p-test");
        assert_close(mine.statistic.ratio, number("repness"), NEAR, "repness");
        assert_close(mine.statistic.ratio_test, number("repness-test"), NEAR, "repness-test");
        assert_eq!(mine.best_agree.map(u64::from), theirs["n-agree"].as_u64());
    }
}

#[test]
fn engine_representative_and_consensus_lists() {
    for reference in ENGINE.into_iter().filter_map(reference) {
        let labels = engine_labels(&reference);
        let votes = GroupVotes::count(reference.table(), &labels, engine_groups(&reference).len());
        let mine = polis::representative(reference.table(), &votes);
        for (group, theirs) in reference.truth["repness"].as_object().expect("object") {
            let group: usize = group.parse().expect("number");
            check_representative(&reference, &mine[group], theirs, "representative");
        }
        check_consensus(&reference);
    }
}

fn check_consensus(reference: &Reference) {
    let mine = polis::consensus(reference.table());
    for (mine, key) in [(mine.agree, "agree"), (mine.disagree, "disagree")] {
        let theirs = reference.truth["consensus"][key].as_array().expect("array");
        assert_eq!(mine.len(), theirs.len(), "{} consensus", reference.name);
        for (index, (mine, theirs)) in mine.iter().zip(theirs).enumerate() {
            let number = |key: &str| theirs[key].as_f64().expect("number");
            assert_close(mine.probability, number("p-success"), NEAR, &format!("p-success {index}"));
            assert_close(mine.probability_test, number("p-test"), NEAR, "p-test");
            assert_close(f64::from(mine.successes), number("n-success"), 0.0, "n-success");
            if reference.name.starts_with("engine") {
                assert_eq!(reference.export.ids.statement(mine.statement), theirs["tid"].to_string());
            }
        }
    }
}

fn reference_labels(reference: &Reference, column: &str) -> (Vec<Option<usize>>, usize) {
    let people = reference.people();
    let mut labels = vec![None; reference.table().people()];
    let participants = &reference.truth["participants"];
    let ids = integers(&participants["ids"]);
    for (id, label) in ids.iter().zip(participants[column].as_array().expect("array")) {
        labels[people[id]] = label.as_u64().map(|label| label as usize);
    }
    let groups = labels.iter().flatten().max().map_or(0, |most| most + 1);
    (labels, groups)
}

#[test]
fn open_conversations_coordinates() {
    for reference in OPEN.into_iter().filter_map(reference) {
        let space = Space::of(reference.table());
        let points = space.people(reference.table());
        let (people, places) = (reference.people(), reference.statements());
        let pca = &reference.truth["pca"];
        let tids = integers(&pca["statement_ids"]);
        for (tid, mean) in tids.iter().zip(numbers(&pca["mean"])) {
            assert_close(space.means[places[tid]], mean, NEAR, "mean");
        }
        let explained = numbers(&pca["explained_variance_ratio_exact"]);
        for axis in 0..2 {
            assert_close(space.explained()[axis], explained[axis], NEAR, "explained");
            let theirs = numbers(&pca[["pc1_exact", "pc2_exact"][axis]]);
            let mine: Vec<f64> = tids.iter().map(|tid| space.axes[axis][places[tid]]).collect();
            let sign = alignment(&mine, &theirs);
            mine.iter()
                .zip(&theirs)
                .for_each(|(mine, theirs)| assert_close(sign * mine, *theirs, NEAR, "loading"));
            let ids = integers(&reference.truth["participants"]["ids"]);
            let theirs = numbers(&reference.truth["participants"][["x_exact", "y_exact"][axis]]);
            for (id, theirs) in ids.iter().zip(theirs) {
                assert_close(sign * points[people[id]][axis], theirs, NEAR, reference.name);
            }
        }
        assert_eq!(people_of(&reference).len(), people.len());
    }
}

#[test]
fn open_conversations_statistics_given_the_labels() {
    for reference in OPEN.into_iter().filter_map(reference) {
        let (labels, groups) = reference_labels(&reference, "group");
        let votes = GroupVotes::count(reference.table(), &labels, groups);
        let places = reference.statements();
        let tids = integers(&reference.truth["statements"]["ids"]);
        for group in 0..groups {
            let theirs = &reference.truth["groups"][group.to_string()];
            let column = |key: &str| numbers(&theirs[key]);
            let keys = ["na", "nd", "ns", "pa", "pd", "pat", "pdt", "ra", "rd", "rat", "rdt"].map(column);
            for (index, tid) in tids.iter().enumerate() {
                let mine = votes.statistics(group, places[tid]);
                let (a, d) = (mine.agree, mine.disagree);
                let counts = [a.successes, d.successes, a.trials].map(f64::from);
                let [na, nd, ns] = counts;
                let mine = [
                    na,
                    nd,
                    ns,
                    a.probability,
                    d.probability,
                    a.probability_test,
                    d.probability_test,
                    a.ratio,
                    d.ratio,
                    a.ratio_test,
                    d.ratio_test,
                ];
                for (mine, theirs) in mine.iter().zip(&keys) {
                    assert_close(*mine, theirs[index], NEAR, reference.name);
                }
            }
        }
        let consensus = numbers(&reference.truth["statements"]["gac_agree"]);
        for (tid, theirs) in tids.iter().zip(consensus) {
            assert_close(
                polis::group_aware_consensus(&votes, places[tid]),
                theirs,
                NEAR,
                "group-aware consensus",
            );
        }
        check_consensus(&reference);
        for (group, mine) in polis::representative(reference.table(), &votes).iter().enumerate() {
            let theirs = &reference.truth["repness_engine_rules"][group.to_string()];
            check_representative(&reference, mine, theirs, &format!("group {group}"));
        }
    }
}
