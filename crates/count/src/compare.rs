//! Side by side: what each rule would have meant, for all voters and for groups of them.

use serde::Serialize;

use crate::count::Count;
use crate::election::{Attribute, Election, ProjectIndex};
use crate::money::Amount;

/// Groups of fewer voters than this are not shown.
pub const SMALLEST_GROUP: u64 = 10;

/// Figures of one result.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figures {
    /// Number of winners.
    pub winners: usize,
    /// Money spent.
    pub spent: Amount,
    /// Part of the budget spent, 0 to 1.
    pub spent_share: f64,
    /// Voters with at least one winner on their ballot.
    pub voters_with_winner: u64,
    /// The same as a part of all voters.
    pub voters_with_winner_share: f64,
    /// Winners per ballot, on average.
    pub mean_winners: f64,
    /// Cost of the winners on a ballot, on average.
    pub mean_cost: f64,
    /// Gini coefficient of that cost over voters: 0 where all have the same, near 1 where few have
    /// all.
    pub gini: f64,
    /// The same figures by group of voters.
    pub groups: Vec<GroupFigures>,
    /// Money and support by category.
    pub categories: Vec<CategoryFigures>,
    /// Money and support by district or neighbourhood of the projects.
    pub areas: Vec<CategoryFigures>,
}

/// Figures of a group of voters, such as an age band.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GroupFigures {
    /// Column: `age`, `sex`, `district`, …
    pub attribute: String,
    /// Value; ages in bands.
    pub value: String,
    /// Voters; `None` where there are fewer than [`SMALLEST_GROUP`].
    pub voters: Option<u64>,
    /// Part of them with at least one winner; `None` for small groups.
    pub with_winner_share: Option<f64>,
}

/// Figures of a category of projects.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CategoryFigures {
    /// Its name.
    pub name: String,
    /// Part of all points that went to it; a project in several categories counts in equal parts.
    pub support_share: f64,
    /// Part of the money spent that went to it.
    pub spent_share: f64,
}

/// Computes the figures of a result.
#[must_use]
pub fn figures(election: &Election, count: &Count) -> Figures {
    let won: Vec<bool> =
        (0..election.projects.len()).map(|project| count.selected.contains(&project)).collect();
    let winners_on =
        |choices: &[(u32, u32)]| choices.iter().filter(|choice| won[choice.0 as usize]).count() as u64;
    let voters = election.voters.max(1) as f64;
    let (mut with_winner, mut winners, mut costs) = (0, 0, Vec::with_capacity(election.ballots.len()));
    for ballot in &election.ballots {
        let (number, count) = (winners_on(&ballot.choices), u64::from(ballot.count));
        winners += number * count;
        with_winner += if number > 0 { count } else { 0 };
        let won_choices = ballot.choices.iter().filter(|choice| won[choice.0 as usize]);
        let cost: i128 =
            won_choices.map(|choice| i128::from(election.projects[choice.0 as usize].cost)).sum();
        costs.push((cost, count));
    }
    let total: f64 = costs.iter().map(|&(cost, count)| cost as f64 * count as f64).sum();
    Figures {
        winners: count.selected.len(),
        spent: count.total_cost,
        spent_share: count.total_cost as f64 / election.budget.max(1) as f64,
        voters_with_winner: with_winner,
        voters_with_winner_share: with_winner as f64 / voters,
        mean_winners: winners as f64 / voters,
        mean_cost: total / voters,
        gini: gini(costs),
        groups: election.attributes.iter().flat_map(|attribute| groups(election, attribute, &won)).collect(),
        categories: by_label(election, count, |project| election.projects[project].categories.clone()),
        areas: by_label(election, count, |project| election.projects[project].area.iter().cloned().collect()),
    }
}

/// Gini coefficient of values with multiplicities.
fn gini(mut values: Vec<(i128, u64)>) -> f64 {
    values.sort_unstable();
    let (mut below, mut voters, mut total, mut area) = (0.0, 0.0, 0.0, 0.0);
    for (value, count) in values {
        let (value, count) = (value as f64, count as f64);
        total += value * count;
        // Twice the area under the Lorenz curve, before normalising.
        area += count * (2.0 * below + value * count);
        below += value * count;
        voters += count;
    }
    if total == 0.0 { 0.0 } else { 1.0 - area / (voters * total) }
}

/// The band of an age, the value itself for everything else.
fn band(attribute: &str, value: &str) -> String {
    match value.trim().parse::<u32>() {
        Ok(age) if attribute == "age" => {
            let bands = [(0, 17), (18, 24), (25, 34), (35, 44), (45, 54), (55, 64), (65, 74)];
            let found = bands.iter().find(|band| (band.0..=band.1).contains(&age));
            found.map_or("75+".to_owned(), |band| format!("{}–{}", band.0, band.1))
        }
        _ => value.to_owned(),
    }
}

fn groups(election: &Election, attribute: &Attribute, won: &[bool]) -> Vec<GroupFigures> {
    let names: Vec<String> = attribute.values.iter().map(|value| band(&attribute.name, value)).collect();
    let mut groups: std::collections::BTreeMap<&str, (u64, u64)> = std::collections::BTreeMap::new();
    for (&ballot, &value) in election.ballot_of_voter.iter().zip(&attribute.of_voter) {
        let group = groups.entry(names[value as usize].as_str()).or_default();
        group.0 += 1;
        let choices = &election.ballots[ballot as usize].choices;
        group.1 += u64::from(choices.iter().any(|choice| won[choice.0 as usize]));
    }
    let limit = smallest_shown(groups.values().map(|group| group.0).collect());
    let named = groups.into_iter().filter(|(name, _)| !name.is_empty());
    let figures = named.map(|(name, (voters, with_winner))| {
        let shown = voters >= limit;
        GroupFigures {
            attribute: attribute.name.clone(),
            value: name.to_owned(),
            voters: shown.then_some(voters),
            with_winner_share: shown.then(|| with_winner as f64 / voters as f64),
        }
    });
    figures.collect()
}

/// Groups of fewer voters than this are hidden. Where those below [`SMALLEST_GROUP`] are so few together that
/// subtracting the others from all voters would give them away, the next larger group is hidden too.
fn smallest_shown(mut sizes: Vec<u64>) -> u64 {
    sizes.sort_unstable();
    let hidden: u64 = sizes.iter().take_while(|&&size| size < SMALLEST_GROUP).sum();
    match sizes.into_iter().find(|&size| size >= SMALLEST_GROUP) {
        Some(next) if hidden > 0 && hidden < SMALLEST_GROUP => next + 1,
        _ => SMALLEST_GROUP,
    }
}

fn by_label(
    election: &Election,
    count: &Count,
    labels: impl Fn(ProjectIndex) -> Vec<String>,
) -> Vec<CategoryFigures> {
    let mut sums: std::collections::BTreeMap<String, (f64, f64)> = std::collections::BTreeMap::new();
    let tallies = election.tallies();
    let all_points: u64 = tallies.iter().map(|tally| tally.points).sum();
    for (project, tally) in tallies.iter().enumerate() {
        let labels = labels(project);
        let part = 1.0 / labels.len().max(1) as f64;
        let spent =
            if count.selected.contains(&project) { election.projects[project].cost as f64 } else { 0.0 };
        for label in labels {
            let sum = sums.entry(label).or_default();
            sum.0 += part * tally.points as f64;
            sum.1 += part * spent;
        }
    }
    let figures = sums.into_iter().map(|(name, (points, spent))| CategoryFigures {
        name,
        support_share: points / all_points.max(1) as f64,
        spent_share: spent / count.total_cost.max(1) as f64,
    });
    figures.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gini_of_equal_and_of_one_sided_values() {
        assert!(gini(vec![(5, 10)]).abs() < 1e-12);
        assert!((gini(vec![(0, 9), (10, 1)]) - 0.9).abs() < 1e-12);
        assert!((gini(vec![(1, 1), (2, 1), (3, 1)]) - 2.0 / 9.0).abs() < 1e-12);
    }

    #[test]
    fn small_groups_are_hidden_with_another_one() {
        assert_eq!(smallest_shown(vec![500, 12, 40]), SMALLEST_GROUP);
        // Three would follow from the total, so twelve are hidden with them.
        assert_eq!(smallest_shown(vec![500, 3, 12, 40]), 13);
        assert_eq!(smallest_shown(vec![500, 9, 9]), SMALLEST_GROUP);
        assert_eq!(smallest_shown(vec![3]), SMALLEST_GROUP);
    }

    #[test]
    fn ages_come_in_bands() {
        assert_eq!(band("age", "17"), "0–17");
        assert_eq!(band("age", "80"), "75+");
        assert_eq!(band("sex", "80"), "80");
    }
}
