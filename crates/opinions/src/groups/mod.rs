//! Groups, honestly: accepted only when they separate better than chance and come out again on samples.
//!
//! k-means shows groups in any cloud of points, also where every vote was independent. So a number of groups k is
//! accepted only if (a) its silhouette beats the best of 20 copies in which each statement's answers were dealt out
//! anew among those who saw it, and their mean by two standard deviations, and (b) on samples of 80 % of the people the same division comes out (mean adjusted
//! Rand index at least 0.80). Among the accepted the best silhouette is taken; if none is, there are no clear groups.

mod gates;
mod kmeans;
mod measures;
mod tracking;

pub use measures::adjusted_rand_index;
pub use tracking::GroupTracker;

use crate::random::Random;
use crate::space::{Point, Space};
use crate::table::VoteTable;
use gates::{COPIES, Stage, best_silhouettes};
use kmeans::{Partition, best_partition};

/// Votes a person needs to stand on the map (fewer where there are fewer statements).
pub const ENOUGH_VOTES: usize = 7;
/// People with enough votes that a map needs.
pub const ENOUGH_PEOPLE: usize = 15;
/// The smallest group that is ever named, in people.
pub const SMALLEST_GROUP: usize = 5;
const SMALLEST_SHARE: f64 = 0.05;
const MOST_GROUPS: usize = 5;
/// k-means starts: at least 20, and more where they cost nothing.
const STARTS: std::ops::RangeInclusive<usize> = 20..=100;
const POINTS_TO_START: usize = 20_000;
/// Mean agreement on samples that a division needs.
pub const STABLE: f64 = 0.80;
/// Samples at most, where the mean agreement stays close to the limit.
const MOST_SAMPLES: usize = 200;
/// Standard deviations by which the mean of the shuffled copies must be beaten.
const CLEARLY: f64 = 2.0;
/// Points beyond this quantile of the distance from the middle are pulled back to it.
const CAP_QUANTILE: f64 = 0.95;
/// Conversations up to this many voters pass the gates whole, larger ones by a sample: a sixtieth of the people on the
/// map, within these bounds (more statements come with more people, and need more people to be told apart).
const WHOLE: usize = 2_500;
const SAMPLE: std::ops::RangeInclusive<usize> = 600..=1_800;
const SAMPLED: usize = 60;
const SILHOUETTE_SAMPLE: usize = 600;

/// What became of one number of groups.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Number of groups.
    pub k: usize,
    /// People per group, largest first.
    pub sizes: Vec<usize>,
    /// Sum of squared distances to the groups' centres, after capping.
    pub inertia: f64,
    /// Mean silhouette.
    pub silhouette: f64,
    /// The silhouette that is compared with the shuffled copies (the same one unless the gates work on a sample).
    pub gate_silhouette: f64,
    /// Whether every group is large enough.
    pub large_enough: bool,
    /// Whether it separates better than every shuffled copy.
    pub beats_chance: bool,
    /// Mean agreement over the samples; `None` when an earlier gate had failed.
    pub stability: Option<f64>,
}

impl Candidate {
    /// Whether all gates are passed.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        self.large_enough && self.beats_chance && self.stability.is_some_and(|stability| stability >= STABLE)
    }
}

/// Why there are groups or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Why {
    #[default]
    /// Fewer than 15 people with enough votes.
    TooFewPeople,
    /// Every division has a group that is too small.
    GroupsTooSmall,
    /// No better than answers dealt out by chance.
    NoBetterThanChance,
    /// The groups change when some people stay away.
    NotStable,
    /// Both gates are passed.
    Clear,
}

/// Groups, or the finding that there are none; carries no person.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Grouping {
    /// The finding.
    pub why: Why,
    /// Number of groups; 1 when there are no clear groups, 0 without a map.
    pub k: usize,
    /// People per group, in the order of the groups' numbers; one entry when there are no clear groups.
    pub sizes: Vec<usize>,
    /// Centres of the groups, from the capped places; empty when there are no clear groups.
    pub centres: Vec<Point>,
    /// What was tried.
    pub candidates: Vec<Candidate>,
    /// Best silhouette of each shuffled copy that was made. Copies stop early when nothing can pass any more.
    pub chance: Vec<f64>,
    /// The distance from the middle at which points were held back.
    pub radius_cap: f64,
    /// People the gates worked on.
    pub gate_people: usize,
    /// Whether an earlier number of groups is still shown, because a new one has not won often enough
    /// ([`GroupTracker`]).
    pub kept_from_before: bool,
}

impl Grouping {
    /// Whether groups are shown.
    #[must_use]
    pub fn is_clear(&self) -> bool {
        self.k >= 2
    }

    /// The best silhouette that chance alone reached.
    #[must_use]
    pub fn best_chance(&self) -> Option<f64> {
        self.chance.iter().copied().reduce(f64::max)
    }
}

/// What the steps need to know.
pub(crate) struct Settings {
    pub smallest: usize,
    pub most: usize,
    pub silhouette_points: usize,
}

impl Settings {
    fn new(people: usize, whole: bool) -> Self {
        Self {
            smallest: SMALLEST_GROUP.max((SMALLEST_SHARE * people as f64).ceil() as usize),
            most: MOST_GROUPS.min(people / SMALLEST_GROUP),
            silhouette_points: if whole { WHOLE } else { SILHOUETTE_SAMPLE },
        }
    }

    pub fn numbers(&self) -> impl Iterator<Item = usize> + use<> {
        2..=self.most
    }

    pub fn allows(&self, partition: &Partition) -> bool {
        partition.sizes().iter().all(|&size| size >= self.smallest)
    }
}

/// One division with everybody's group: kept inside the crate's results, never printed by them.
#[derive(Clone)]
pub(crate) struct Division {
    pub k: usize,
    pub sizes: Vec<usize>,
    pub centres: Vec<Point>,
    /// Per person of the table.
    pub labels: Vec<Option<u8>>,
}

/// What was found, and every division that passes the gates.
#[derive(Clone)]
pub(crate) struct Found {
    pub grouping: Grouping,
    pub labels: Vec<Option<u8>>,
    pub accepted: Vec<Division>,
}

impl Found {
    /// Shows this division; `None` for "no clear groups".
    pub fn show(&mut self, division: Option<Division>) {
        if let Some(Division { k, sizes, centres, labels }) = division {
            self.grouping = Grouping { k, sizes, centres, ..std::mem::take(&mut self.grouping) };
            self.labels = labels;
        } else {
            self.grouping.k = 1;
            self.grouping.sizes = vec![self.grouping.sizes.iter().sum()];
            self.grouping.centres.truncate(0);
            self.labels.fill(None);
        }
    }
}

/// People with enough votes for the map, in the order of the table.
pub(crate) fn on_the_map(table: &VoteTable) -> Vec<bool> {
    let enough = ENOUGH_VOTES.min(table.columns()).max(1);
    table.rows().iter().map(|row| row.len() >= enough).collect()
}

/// Looks for groups among those with enough votes.
pub(crate) fn find(table: &VoteTable, space: &Space, points: &[Point], seed: u64) -> Found {
    let grouped = on_the_map(table);
    let order = order(points);
    let members: Vec<usize> = order.iter().copied().filter(|&person| grouped[person]).collect();
    let nobody = vec![None; points.len()];
    if members.len() < ENOUGH_PEOPLE {
        return Found { grouping: Grouping::default(), labels: nobody, accepted: Vec::new() };
    }
    let mut places: Vec<Point> = members.iter().map(|&person| points[person]).collect();
    let radius_cap = capped(&mut places);
    let whole = order.len() <= WHOLE;
    let settings = Settings::new(members.len(), whole);
    let (partitions, mut candidates) = try_numbers(&places, &settings, seed);
    let mut gates = Gates::new(table, space, &order, &grouped, &members, seed);
    gates.pass(&partitions, &mut candidates);
    let both = candidates.iter().zip(&partitions).filter(|(candidate, _)| candidate.is_accepted());
    let accepted: Vec<Division> =
        both.map(|(_, partition)| division(partition, &members, points.len())).collect();
    let quality =
        |k: usize| candidates.iter().find(|candidate| candidate.k == k).map_or(0.0, |c| c.silhouette);
    let best = accepted.iter().max_by(|a, b| quality(a.k).total_cmp(&quality(b.k))).cloned();
    let grouping = Grouping {
        why: finding(&candidates),
        k: 1,
        sizes: vec![members.len()],
        chance: gates.chance,
        gate_people: gates.people,
        candidates,
        radius_cap,
        ..Grouping::default()
    };
    let mut found = Found { grouping, labels: nobody, accepted };
    found.show(best);
    found
}

/// The best division for every number of groups.
fn try_numbers(places: &[Point], settings: &Settings, seed: u64) -> (Vec<Partition>, Vec<Candidate>) {
    let starts = (POINTS_TO_START / places.len().max(1)).clamp(*STARTS.start(), *STARTS.end());
    let start = |k: usize| best_partition(places, k, starts, &mut Random::part(seed, k as u64));
    let partitions: Vec<Partition> = settings.numbers().map(start).collect();
    let all: Vec<&Partition> = partitions.iter().collect();
    let quality = best_silhouettes(places, &all, settings);
    let tried = |(partition, silhouette): (&Partition, f64)| candidate(partition, silhouette, settings);
    let candidates = partitions.iter().zip(quality).map(tried).collect();
    (partitions, candidates)
}

fn division(partition: &Partition, members: &[usize], people: usize) -> Division {
    let Partition { labels: own, centres, .. } = by_size(partition);
    let mut labels = vec![None; people];
    members.iter().zip(&own).for_each(|(&person, &label)| labels[person] = Some(label));
    let mut sizes = vec![0; centres.len()];
    own.iter().for_each(|&label| sizes[usize::from(label)] += 1);
    Division { k: centres.len(), sizes, centres, labels }
}

struct Gates {
    stage: Stage,
    /// Whether the stage has only some of the people.
    sample: bool,
    chance: Vec<f64>,
    people: usize,
    seed: u64,
}

impl Gates {
    fn new(
        table: &VoteTable,
        space: &Space,
        order: &[usize],
        grouped: &[bool],
        members: &[usize],
        seed: u64,
    ) -> Self {
        let sample = order.len() > WHOLE;
        let chosen: Vec<usize> = if sample {
            let mut random = Random::part(seed, 100);
            let size = (members.len() / SAMPLED).clamp(*SAMPLE.start(), *SAMPLE.end());
            random.sample(members.len(), size).into_iter().map(|position| members[position]).collect()
        } else {
            order.to_vec()
        };
        let people = if sample { chosen.len() } else { members.len() };
        Self { stage: Stage::new(table, &chosen, grouped, space), sample, chance: Vec::new(), people, seed }
    }

    fn pass(&mut self, partitions: &[Partition], candidates: &mut [Candidate]) {
        let settings = Settings::new(self.people, !self.sample);
        let points = self.stage.own();
        if self.sample {
            let (own, tried) = try_numbers(&points, &settings, self.seed);
            for (candidate, sampled) in candidates.iter_mut().zip(tried) {
                candidate.gate_silhouette = sampled.silhouette;
            }
            self.beat_chance(candidates, &settings);
            self.hold_on_samples(&own, candidates);
        } else {
            self.beat_chance(candidates, &settings);
            self.hold_on_samples(partitions, candidates);
        }
    }

    fn beat_chance(&mut self, candidates: &mut [Candidate], settings: &Settings) {
        for candidate in candidates.iter_mut() {
            candidate.beats_chance = candidate.large_enough;
        }
        for copy in 0..COPIES {
            if !candidates.iter().any(|candidate| candidate.beats_chance) {
                return;
            }
            let best = self.stage.shuffled(settings, &mut Random::part(self.seed, 1_000 + copy as u64));
            self.chance.push(best);
            for candidate in candidates.iter_mut() {
                candidate.beats_chance &= candidate.gate_silhouette > best;
            }
        }
        // The best of twenty alone varies from draw to draw; their spread keeps close cases from hanging on the seed.
        let limit = mean(&self.chance) + CLEARLY * deviation(&self.chance);
        for candidate in candidates.iter_mut() {
            candidate.beats_chance &= candidate.gate_silhouette > limit;
        }
    }

    fn hold_on_samples(&self, own: &[Partition], candidates: &mut [Candidate]) {
        let tested: Vec<usize> = (0..own.len()).filter(|&index| candidates[index].beats_chance).collect();
        if tested.is_empty() {
            return;
        }
        let divisions: Vec<&Partition> = tested.iter().map(|&index| &own[index]).collect();
        let mut drawn: Vec<Vec<f64>> = vec![Vec::new(); tested.len()];
        let silhouettes: Vec<f64> = tested.iter().map(|&index| candidates[index].silhouette).collect();
        for copy in 0..MOST_SAMPLES {
            // Twenty samples, and more where the verdict is close.
            if copy >= COPIES && !is_undecided(&silhouettes, &drawn) {
                break;
            }
            let mut random = Random::part(self.seed, 2_000 + copy as u64);
            let agreements = self.stage.resampled(&divisions, &mut random);
            drawn.iter_mut().zip(agreements).for_each(|(list, agreement)| list.push(agreement));
        }
        for (&index, agreements) in tested.iter().zip(&drawn) {
            candidates[index].stability = Some(mean(agreements));
        }
    }
}

/// Whether the best division that is not clearly refused is not clearly accepted either.
fn is_undecided(silhouettes: &[f64], drawn: &[Vec<f64>]) -> bool {
    let mut order: Vec<usize> = (0..drawn.len()).collect();
    order.sort_by(|&a, &b| silhouettes[b].total_cmp(&silhouettes[a]));
    let mut standing =
        order.iter().filter(|&&index| is_close(&drawn[index]) || mean(&drawn[index]) >= STABLE);
    standing.next().is_some_and(|&best| is_close(&drawn[best]))
}

/// Whether the mean is within two standard errors of the limit.
fn is_close(agreements: &[f64]) -> bool {
    let error = deviation(agreements) / (agreements.len().max(1) as f64).sqrt();
    (mean(agreements) - STABLE).abs() < 2.0 * error
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

fn deviation(values: &[f64]) -> f64 {
    let mean = mean(values);
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    (squares / (values.len().max(2) - 1) as f64).sqrt()
}

fn candidate(partition: &Partition, silhouette: f64, settings: &Settings) -> Candidate {
    let mut sizes = partition.sizes();
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    Candidate {
        k: partition.centres.len(),
        sizes,
        inertia: partition.inertia,
        silhouette,
        gate_silhouette: silhouette,
        large_enough: settings.allows(partition),
        beats_chance: false,
        stability: None,
    }
}

fn finding(candidates: &[Candidate]) -> Why {
    let any = |passes: fn(&Candidate) -> bool| candidates.iter().any(passes);
    match () {
        () if any(Candidate::is_accepted) => Why::Clear,
        () if any(|candidate| candidate.beats_chance) => Why::NotStable,
        () if any(|candidate| candidate.large_enough) => Why::NoBetterThanChance,
        () => Why::GroupsTooSmall,
    }
}

/// The same division with the largest group first; equal sizes by distance of the centre from the middle.
fn by_size(partition: &Partition) -> Partition {
    let sizes = partition.sizes();
    let radius = |label: usize| partition.centres[label][0].hypot(partition.centres[label][1]);
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    order.sort_by(|&a, &b| sizes[b].cmp(&sizes[a]).then(radius(a).total_cmp(&radius(b))));
    let mut place = vec![0_u8; order.len()];
    order.iter().enumerate().for_each(|(rank, &label)| place[label] = rank as u8);
    Partition {
        labels: partition.labels.iter().map(|&label| place[usize::from(label)]).collect(),
        centres: order.iter().map(|&label| partition.centres[label]).collect(),
        inertia: partition.inertia,
    }
}

/// People by distance from the middle: an order that does not depend on ids, and is the same for the mirrored map.
fn order(points: &[Point]) -> Vec<usize> {
    let radius = |point: &Point| point[0] * point[0] + point[1] * point[1];
    let mut order: Vec<usize> = (0..points.len()).collect();
    order.sort_by(|&a, &b| {
        let (a, b) = (&points[a], &points[b]);
        radius(a)
            .total_cmp(&radius(b))
            .then(a[0].abs().total_cmp(&b[0].abs()))
            .then(a[0].total_cmp(&b[0]))
            .then(a[1].total_cmp(&b[1]))
    });
    order
}

/// Pulls points beyond the 95 % quantile of the distance from the middle back to it; gives that distance.
/// People with few answers are scaled far out and would otherwise make a group of their own.
pub(crate) fn capped(points: &mut [Point]) -> f64 {
    let mut radii: Vec<f64> = points.iter().map(|point| point[0].hypot(point[1])).collect();
    radii.sort_by(f64::total_cmp);
    let Some(last) = radii.len().checked_sub(1) else { return 0.0 };
    let at = CAP_QUANTILE * last as f64;
    let below = at.floor() as usize;
    let cap = radii[below] + (at - below as f64) * (radii[(below + 1).min(last)] - radii[below]);
    for point in points.iter_mut() {
        let radius = point[0].hypot(point[1]);
        if radius > cap && radius > 0.0 {
            *point = point.map(|value| value * cap / radius);
        }
    }
    cap
}
