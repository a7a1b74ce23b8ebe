//! Sentences made from what the engine explains.

use count::log::{LeftOut, Passed};
use count::{Amount, Currency, Election, Explanation, Fate, ProjectIndex, Ratio, Receipt, Rule};
use text::Locale;

use crate::texts::counting as texts;

/// At most so many winners are named in one explanation.
const MOST_WINNERS: usize = 2;

/// An amount as the language writes it: złoty and grosze for PLN, else digits and the currency's code.
#[must_use]
pub fn amount(locale: Locale, currency: &Currency, amount: Amount) -> String {
    if matches!(currency.code.as_str(), "PLN" | "") && currency.decimals <= 2 {
        let grosze = amount.saturating_mul(10_i64.pow(2 - u32::from(currency.decimals)));
        return text::money_short(locale, grosze);
    }
    let number = text::Number::decimal(amount, currency.decimals);
    format!("{}{}{}", number.shown(locale), text::NO_BREAK_SPACE, currency.code)
}

/// The name of a project; its id where it has none.
pub(super) fn name(election: &Election, project: ProjectIndex) -> &str {
    let project = &election.projects[project];
    if project.name.is_empty() { &project.id } else { &project.name }
}

/// Why a project won or lost, in plain sentences.
#[must_use]
pub fn explanation(locale: Locale, election: &Election, rule: &Rule, explained: &Explanation) -> String {
    let mut sentences = vec![fate(locale, election, explained)];
    let poor = matches!(explained.fate, Fate::Passed { why: Passed::SupportersTooPoor { .. }, .. });
    if poor {
        if let Some(percent) = explained.effective_support.filter(|&percent| percent > 0) {
            sentences.push(texts::effective(locale, clamp(percent)));
        }
        for entry in explained.spending.iter().take(MOST_WINNERS) {
            let percent = clamp(entry.voters * 100 / explained.support.votes.max(1));
            let money = amount(locale, &election.currency, entry.money.rounded());
            sentences.push(texts::spending(locale, money, percent, name(election, entry.winner)));
        }
    }
    for &winner in explained.tied_with.iter().take(1) {
        sentences.push(texts::tied(locale, name(election, winner)));
    }
    sentences.extend(enough(locale, election, rule, explained));
    sentences.join(" ")
}

fn clamp(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn fate(locale: Locale, election: &Election, explained: &Explanation) -> String {
    let money = |value: Amount| amount(locale, &election.currency, value);
    let cost = money(election.projects[explained.project].cost);
    match &explained.fate {
        Fate::Won { place, left, completion: false } => {
            texts::won(locale, money(*left), clamp(*place as u64))
        }
        Fate::Won { place, left, completion: true } => {
            texts::won_completion(locale, money(*left), clamp(*place as u64))
        }
        Fate::ToppedUp { missing } => texts::topped_up(locale, money(*missing)),
        Fate::Passed { left, why } => match why {
            Passed::DoesNotFit => texts::does_not_fit(locale, cost, money(*left)),
            Passed::Conflict { with } => texts::conflict(locale, name(election, *with)),
            Passed::Cap { name, left } => texts::cap(locale, cost, money(*left), name),
            Passed::SupportersTooPoor { money: held } => texts::too_poor(locale, cost, money(held.floor())),
            Passed::NoGroupCanPay => texts::no_group(locale).to_owned(),
            Passed::Eliminated => texts::eliminated(locale).to_owned(),
            Passed::NotInBestSet => texts::not_in_best_set(locale).to_owned(),
            Passed::RuleEnded => texts::rule_ended(locale, money(*left)),
        },
        Fate::LeftOut { why } => match why {
            LeftOut::Withdrawn => texts::withdrawn(locale).to_owned(),
            LeftOut::TooDear => texts::too_dear(locale, cost),
            LeftOut::NoSupport => texts::no_support(locale).to_owned(),
            LeftOut::BelowThreshold { points, needed } => {
                texts::below_threshold(locale, clamp(*needed), clamp(*points))
            }
        },
    }
}

fn enough(locale: Locale, election: &Election, rule: &Rule, explained: &Explanation) -> Vec<String> {
    let mut sentences = Vec::new();
    if let Some(cost) = explained.enough.cost {
        sentences.push(texts::enough_cost(locale, amount(locale, &election.currency, cost)));
    }
    if let Some(points) = explained.enough.points {
        sentences.push(match rule {
            Rule::EqualShares(_) => texts::enough_voters(locale, clamp(points)),
            _ => texts::enough_points(locale, clamp(points)),
        });
    }
    sentences
}

/// What became of one person's share, sentence by sentence.
#[must_use]
pub fn receipt(locale: Locale, election: &Election, receipt: &Receipt) -> Vec<String> {
    let money = |value: &Ratio| amount(locale, &election.currency, value.rounded());
    let mut sentences = Vec::new();
    if let Some(share) = &receipt.share {
        sentences.push(texts::receipt_share(locale, money(share)));
    }
    for (project, payment) in &receipt.winners {
        sentences.push(match payment {
            Some(payment) => texts::receipt_paid(locale, money(payment), name(election, *project)),
            None => texts::receipt_won(locale, name(election, *project)),
        });
    }
    if receipt.winners.is_empty() {
        sentences.push(texts::receipt_none(locale).to_owned());
    }
    if let Some(rest) = &receipt.rest {
        sentences.push(texts::receipt_rest(locale, money(rest)));
    }
    sentences
}
