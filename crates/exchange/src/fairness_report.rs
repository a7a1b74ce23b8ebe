//! Who is asked, who is never chosen, who waits: by group, so that unfairness can be seen.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What happened to one person over a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The group (district, age, language …) that the report is by.
    pub group: String,
    /// How often the person was asked, or put something on the table.
    pub asked: u32,
    /// How often the person was chosen, or served.
    pub chosen: u32,
    /// Days of waiting, for everything that ended in the period.
    pub waited_days: Vec<u32>,
}

/// What a group looks like.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupFairness {
    /// How many people; 0 and all other figures 0 where there are fewer than the limit.
    pub people: u32,
    /// Whether the figures are withheld because the group is too small to be anonymous.
    pub withheld: bool,
    /// How often they were asked, together.
    pub asked: u64,
    /// How often they were chosen, together.
    pub chosen: u64,
    /// People who were never asked.
    pub never_asked: u32,
    /// People who were asked and never chosen.
    pub never_chosen: u32,
    /// The median of the days of waiting; none if nobody waited for anything.
    pub median_wait_days: Option<u32>,
    /// The longest wait in days.
    pub longest_wait_days: Option<u32>,
}

/// The report by group. Groups of fewer people than `least` are shown without figures.
#[must_use]
pub fn by_group(records: &[Record], least: u32) -> BTreeMap<String, GroupFairness> {
    let mut groups: BTreeMap<String, (GroupFairness, Vec<u32>)> = BTreeMap::new();
    for record in records {
        let (group, waits) = groups.entry(record.group.clone()).or_default();
        group.people += 1;
        group.asked += u64::from(record.asked);
        group.chosen += u64::from(record.chosen);
        group.never_asked += u32::from(record.asked == 0);
        group.never_chosen += u32::from(record.asked > 0 && record.chosen == 0);
        waits.extend(&record.waited_days);
    }
    let finish = |(mut group, mut waits): (GroupFairness, Vec<u32>)| {
        if group.people < least {
            return GroupFairness { withheld: true, ..GroupFairness::default() };
        }
        waits.sort_unstable();
        group.median_wait_days = waits.get(waits.len().saturating_sub(1) / 2).copied();
        group.longest_wait_days = waits.last().copied();
        group
    };
    groups.into_iter().map(|(name, group)| (name, finish(group))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(group: &str, asked: u32, chosen: u32, waited_days: &[u32]) -> Record {
        Record { group: group.to_owned(), asked, chosen, waited_days: waited_days.to_vec() }
    }

    #[test]
    fn who_is_passed_over_shows_by_group() {
        let records = [
            record("seniors", 0, 0, &[]),
            record("seniors", 4, 0, &[9, 1]),
            record("seniors", 2, 1, &[5]),
            record("newcomers", 3, 3, &[]),
            record("newcomers", 1, 1, &[]),
            record("newcomers", 1, 0, &[]),
        ];
        let report = by_group(&records, 3);
        let seniors = &report["seniors"];
        assert_eq!((seniors.people, seniors.asked, seniors.chosen), (3, 6, 1));
        assert_eq!((seniors.never_asked, seniors.never_chosen), (1, 1));
        assert_eq!((seniors.median_wait_days, seniors.longest_wait_days), (Some(5), Some(9)));
        let newcomers = &report["newcomers"];
        assert_eq!((newcomers.never_asked, newcomers.never_chosen), (0, 1));
        assert_eq!(newcomers.median_wait_days, None, "nobody waited");
    }

    #[test]
    fn a_small_group_has_no_figures_and_the_order_of_records_is_of_no_account() {
        let mut records = vec![record("a", 1, 0, &[3]), record("b", 1, 1, &[2]), record("b", 5, 0, &[8])];
        let report = by_group(&records, 2);
        assert_eq!(report["a"], GroupFairness { withheld: true, ..GroupFairness::default() });
        assert!(!report["b"].withheld);
        records.reverse();
        assert_eq!(by_group(&records, 2), report);
    }
}
