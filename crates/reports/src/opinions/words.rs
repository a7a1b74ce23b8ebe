//! Sentences about an opinion map. Every number in them comes from the engine's result.

use crate::texts::opinions as texts;
use opinions::polis::Side;
use opinions::statistics::Share;
use opinions::summary::{Breadth, Parting, Shared, Summary, Unclear};
use opinions::{Candidate, ENOUGH_PEOPLE, GroupStatement, OpinionMap, STABLE, Why};
use text::{Locale, Number};

/// Says results in one language.
#[derive(Debug, Clone, Copy)]
pub struct Words {
    /// The language.
    pub locale: Locale,
}

impl Words {
    /// Groups or none, and why, in one sentence.
    #[must_use]
    pub fn finding(self, summary: &Summary) -> String {
        match summary.why {
            _ if summary.k >= 2 => texts::clear(self.locale, summary.k),
            Why::TooFewPeople => texts::too_few_people(self.locale, ENOUGH_PEOPLE),
            Why::GroupsTooSmall => texts::groups_too_small(self.locale).to_owned(),
            Why::NotStable => texts::not_stable(self.locale).to_owned(),
            // A division that is found but not shown yet says so in the sentence after this one.
            Why::NoBetterThanChance | Why::Clear => texts::no_better_than_chance(self.locale).to_owned(),
        }
    }

    /// What is shared.
    #[must_use]
    pub fn shared(self, shared: &Shared) -> String {
        let sentence = match (shared.breadth, shared.side) {
            (Breadth::NearlyEverybody, Side::Agree) => texts::nearly_everybody_agrees,
            (Breadth::NearlyEverybody, Side::Disagree) => texts::nearly_everybody_disagrees,
            (Breadth::Most, Side::Agree) => texts::most_agree,
            (Breadth::Most, Side::Disagree) => texts::most_disagree,
        };
        let (low, high) = range(shared.share);
        sentence(self.locale, high, low, percent(shared.share.share), shared.share.of)
    }

    /// What divides.
    #[must_use]
    pub fn parting(self, parting: &Parting, map: &OpinionMap) -> String {
        let shares = |group: usize| map.statement(parting.statement)?.by_group.get(group).copied().flatten();
        if let Some(divide) = parting.groups
            && let (Some(most), Some(least)) = (shares(divide.for_it), shares(divide.against_it))
        {
            let (first, second) = (divide.for_it + 1, divide.against_it + 1);
            return texts::parting_groups(
                self.locale,
                first,
                percent(least.agree.share),
                percent(most.agree.share),
                second,
            );
        }
        let (agree, disagree) = (percent(parting.agree.share), percent(parting.disagree.share));
        texts::parting_people(self.locale, agree, disagree, parting.agree.of)
    }

    /// What sets a group apart.
    #[must_use]
    pub fn portrait(self, statement: &GroupStatement) -> String {
        let (others, own) = (percent(statement.others.share), percent(statement.share.share));
        match statement.side {
            Side::Agree => texts::portrait_agrees(self.locale, others, own),
            Side::Disagree => texts::portrait_disagrees(self.locale, others, own),
        }
    }

    /// What many pass.
    #[must_use]
    pub fn unclear(self, unclear: &Unclear) -> String {
        texts::unclear(self.locale, percent(unclear.pass.share), unclear.pass.of)
    }

    /// A share with its range: "64% (51–76)".
    #[must_use]
    pub fn share(self, share: Share) -> String {
        let (low, high) = range(share);
        format!("{}% ({low}–{high})", percent(share.share))
    }

    /// How the groups were judged; `None` when there was nothing to judge.
    pub(super) fn gates(self, map: &OpinionMap) -> Option<String> {
        let chance = map.grouping.best_chance()?;
        Some(texts::method_gates(self.locale, hundredths(chance), hundredths(STABLE)))
    }

    /// What became of one number of groups.
    pub(super) fn tried(self, candidate: &Candidate) -> String {
        let stability = match candidate.stability {
            Some(stability) => hundredths(stability).shown(self.locale).to_string(),
            None => texts::method_not_measured(self.locale).to_owned(),
        };
        texts::method_tried(self.locale, candidate.k, hundredths(candidate.silhouette), stability)
    }
}

/// Whole percent.
pub(super) fn percent(share: f64) -> i64 {
    (share * 100.0).round() as i64
}

/// The interval in whole percent, rounded outwards so that it never looks narrower than it is.
fn range(share: Share) -> (i64, i64) {
    ((share.low * 100.0).floor() as i64, (share.high * 100.0).ceil() as i64)
}

pub(super) fn hundredths(value: f64) -> Number {
    Number::decimal((value * 100.0).round() as i64, 2)
}
