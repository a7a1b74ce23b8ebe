//! Two levels of k-means: people to base clusters, base clusters to groups.

use crate::space::Point;
use crate::table::{Person, VoteTable};

const MOST_BASE_CLUSTERS: usize = 100;
const BASE_ROUNDS: usize = 100;
/// The engine's key for more rounds is misspelt downstream, so its default runs.
const GROUP_ROUNDS: usize = 20;
/// Centres that move less than this have settled.
const SETTLED: f64 = 0.01;

/// People who stand close together.
#[derive(Debug, Clone)]
pub struct BaseCluster {
    /// Who.
    pub members: Vec<Person>,
    /// Mean of their places.
    pub centre: Point,
}

/// A group of base clusters.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupCluster {
    /// Indices of base clusters.
    pub members: Vec<usize>,
    /// Mean of their centres, weighted by people.
    pub centre: Point,
}

/// Silhouette of a number of groups.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quality {
    /// Number of groups asked for.
    pub k: usize,
    /// Mean over base clusters, unweighted; alone in a group counts 0.
    pub silhouette: f64,
}

/// Base clusters of those who take part: k-means with k = 100, started at the first distinct places in order of
/// arrival.
#[must_use]
pub fn base_clusters(table: &VoteTable, points: &[Point], takes_part: &[bool]) -> Vec<BaseCluster> {
    let mut people: Vec<Person> = table.everybody().filter(|person| takes_part[person.0 as usize]).collect();
    people.sort_by_key(|person| table.arrival()[person.0 as usize]);
    let places: Vec<Point> = people.iter().map(|person| points[person.0 as usize]).collect();
    let weights = vec![1.0; places.len()];
    let start = first_distinct(&places, MOST_BASE_CLUSTERS);
    settle(&places, &weights, start, BASE_ROUNDS)
        .into_iter()
        .map(|group| BaseCluster {
            members: group.members.iter().map(|&index| people[index]).collect(),
            centre: group.centre,
        })
        .collect()
}

/// The number of groups with the best silhouette (a later one wins a tie), from 2 to at most 5.
#[must_use]
pub fn group_clusters(base: &[BaseCluster]) -> (Vec<GroupCluster>, Vec<Quality>) {
    let centres: Vec<Point> = base.iter().map(|cluster| cluster.centre).collect();
    let weights: Vec<f64> = base.iter().map(|cluster| cluster.members.len() as f64).collect();
    let most = 5.min(2 + base.len() / 12);
    let mut best: (f64, Vec<GroupCluster>) = (f64::NEG_INFINITY, Vec::new());
    let mut tried = Vec::new();
    for k in 2..=most {
        let groups = settle(&centres, &weights, first_distinct(&centres, k), GROUP_ROUNDS);
        let silhouette = silhouette(&centres, &groups);
        tried.push(Quality { k, silhouette });
        if silhouette >= best.0 {
            best = (silhouette, groups);
        }
    }
    (best.1, tried)
}

/// Weighted k-means from these centres until every centre moves less than 0.01; empty clusters are dropped.
#[must_use]
pub fn settle(places: &[Point], weights: &[f64], start: Vec<Point>, rounds: usize) -> Vec<GroupCluster> {
    let mut centres = start;
    for round in 0..=rounds {
        let groups = step(places, weights, &centres);
        let fresh: Vec<Point> = groups.iter().map(|group| group.centre).collect();
        if round == rounds || same(&centres, &fresh) {
            return groups;
        }
        centres = fresh;
    }
    Vec::new()
}

/// Weighted mean of the members' places.
#[must_use]
pub fn recentre(places: &[Point], weights: &[f64], members: &[usize]) -> Point {
    let total: f64 = members.iter().map(|&index| weights[index]).sum();
    std::array::from_fn(|axis| members.iter().map(|&i| weights[i] * places[i][axis]).sum::<f64>() / total)
}

fn step(places: &[Point], weights: &[f64], centres: &[Point]) -> Vec<GroupCluster> {
    let mut members = vec![Vec::new(); centres.len()];
    for (index, place) in places.iter().enumerate() {
        let mut nearest = (f64::INFINITY, 0);
        for (cluster, centre) in centres.iter().enumerate() {
            let far = distance(place, centre);
            if far < nearest.0 {
                nearest = (far, cluster);
            }
        }
        if let Some(list) = members.get_mut(nearest.1) {
            list.push(index);
        }
    }
    members.retain(|list| !list.is_empty());
    members
        .into_iter()
        .map(|list| GroupCluster { centre: recentre(places, weights, &list), members: list })
        .collect()
}

fn same(before: &[Point], after: &[Point]) -> bool {
    let sorted = |centres: &[Point]| {
        let mut centres = centres.to_vec();
        centres.sort_by(|a, b| a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1])));
        centres
    };
    sorted(before).iter().zip(&sorted(after)).all(|(a, b)| distance(a, b) < SETTLED)
}

fn first_distinct(places: &[Point], most: usize) -> Vec<Point> {
    let mut found: Vec<Point> = Vec::new();
    for place in places {
        if found.len() == most {
            break;
        }
        if !found.contains(place) {
            found.push(*place);
        }
    }
    found
}

/// Mean silhouette of unweighted points; alone in a group counts 0.
fn silhouette(places: &[Point], groups: &[GroupCluster]) -> f64 {
    if groups.len() < 2 || places.is_empty() {
        return 0.0;
    }
    let mut total = 0.0;
    for (own, group) in groups.iter().enumerate().filter(|(_, group)| group.members.len() > 1) {
        for &index in &group.members {
            let mean = |other: &GroupCluster, of: usize| {
                other.members.iter().map(|&i| distance(&places[index], &places[i])).sum::<f64>() / of as f64
            };
            let a = mean(group, group.members.len() - 1);
            let others = groups.iter().enumerate().filter(|(label, _)| *label != own);
            let b = others.map(|(_, other)| mean(other, other.members.len())).fold(f64::INFINITY, f64::min);
            total += if a.max(b) > 0.0 { (b - a) / a.max(b) } else { 0.0 };
        }
    }
    total / places.len() as f64
}

fn distance(a: &Point, b: &Point) -> f64 {
    (a[0] - b[0]).hypot(a[1] - b[1])
}
