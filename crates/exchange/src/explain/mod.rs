//! Why somebody got nothing, and one thing that would have helped.

mod doorstep;
mod nearest;

use crate::assignment::components::components;
use crate::market::Market;
use crate::rings::{RingSolution, receives};
pub(crate) use doorstep::Doorstep;
use nearest::Nearest;
use serde::{Deserialize, Serialize};

/// A household that got nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unserved {
    /// Its name.
    pub household: String,
    /// Why.
    pub reason: Reason,
    /// One thing that would have helped, where there is one that surely would have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<Help>,
}

/// Why a household got nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// It wished for nothing that is on the table.
    NoWishes,
    /// Nobody wanted what it brought.
    NobodyWanted,
    /// Its things were wanted and its wishes are there, but no ring leads from one to the other.
    NoRing,
    /// Rings through its things exist, but others with fewer options needed the same things.
    OthersHadFewerOptions,
    /// Equally good solutions exist; the lot decided (rings of any length).
    Lot,
    /// Only longer rings lead from its things to its wishes.
    LongerRingNotAllowed,
}

/// What would have helped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "what")]
pub enum Help {
    /// To wish for this thing as well: the household would surely have got it.
    WishAlso {
        /// For this thing of its own …
        #[serde(rename = "for")]
        give: String,
        /// … this one.
        wish: String,
    },
    /// To wish for something at all.
    Wish,
    /// To bring something else, or to give the thing away: nobody looked for it.
    BringSomethingElse,
    /// To allow longer rings.
    LongerRings,
    /// Nothing: it was the lot.
    NextTime,
}

/// Edges looked at for suggestions in a whole run, roughly: fixed, so that results do not depend on the speed
/// of the machine.
const WORK: usize = 8_000_000;

/// Reasons for every household that got nothing; `doorstep` is the result if rings were bounded.
pub(crate) fn unserved(
    market: &Market,
    free: &RingSolution,
    doorstep: Option<&Doorstep<'_>>,
) -> Vec<Unserved> {
    let free_gets = receives(market, &free.takes);
    let gets = doorstep.map_or(&free_gets, |doorstep| &doorstep.gets);
    let facts = Facts::new(market, free, &free_gets, gets);
    let mut nearest = Nearest::new(market, free, WORK);
    let households = (0..market.households().len()).filter(|&household| !facts.served[household]);
    households
        .map(|household| {
            let (reason, help) = match doorstep {
                None => facts.at_the_table(household, |item| nearest.wish(item)),
                Some(doorstep) => facts.at_the_doorstep(household, doorstep),
            };
            let help = help.named(market);
            let household =
                market.households().get(household).map_or_else(String::new, |entry| entry.name.clone());
            Unserved { household, reason, help: Some(help) }
        })
        .collect()
}

/// Help before things have names.
enum Advice {
    /// For this thing, this wish.
    WishAlso(usize, usize),
    Plain(Help),
}

impl Advice {
    fn named(self, market: &Market) -> Help {
        let name =
            |item: usize| market.items().get(item).map_or_else(String::new, |entry| entry.name.clone());
        match self {
            Self::WishAlso(give, wish) => Help::WishAlso { give: name(give), wish: name(wish) },
            Self::Plain(help) => help,
        }
    }
}

struct Facts {
    served: Vec<bool>,
    served_freely: Vec<bool>,
    wishes: Vec<bool>,
    wanted: Vec<bool>,
    in_ring: Vec<bool>,
    could_trade: Vec<bool>,
    items: Vec<Vec<usize>>,
}

impl Facts {
    fn new(
        market: &Market,
        free: &RingSolution,
        free_gets: &[Option<usize>],
        gets: &[Option<usize>],
    ) -> Self {
        let none = || vec![false; market.households().len()];
        let mut facts = Self {
            served: none(),
            served_freely: none(),
            wishes: none(),
            wanted: none(),
            in_ring: none(),
            could_trade: none(),
            items: vec![Vec::new(); market.households().len()],
        };
        let ring = on_a_ring(market);
        for (index, item) in market.items().iter().enumerate() {
            let household = item.household;
            facts.served[household] |= gets[index].is_some();
            facts.served_freely[household] |= free_gets[index].is_some();
            facts.wishes[household] |= !market.is_dummy(index) && !market.wants(index).is_empty();
            if !market.is_dummy(index) {
                facts.items[household].push(index);
                facts.in_ring[household] |= ring[index];
                facts.could_trade[household] |= free.could_trade[index];
            }
            for edge in market.wants(index).iter().filter(|edge| !market.is_dummy(edge.to as usize)) {
                if let Some(wanted) = market.items().get(edge.to as usize) {
                    facts.wanted[wanted.household] = true;
                }
            }
        }
        facts
    }

    /// Rings of any length.
    fn at_the_table(&self, household: usize, wish: impl FnMut(usize) -> Option<usize>) -> (Reason, Advice) {
        let reason = if !self.wishes[household] {
            Reason::NoWishes
        } else if !self.wanted[household] {
            Reason::NobodyWanted
        } else if !self.in_ring[household] {
            Reason::NoRing
        } else if self.could_trade[household] {
            Reason::Lot
        } else {
            Reason::OthersHadFewerOptions
        };
        let advice = match reason {
            Reason::Lot => Advice::Plain(Help::NextTime),
            _ if !self.wanted[household] => Advice::Plain(Help::BringSomethingElse),
            _ => self.wish_for(household, wish).unwrap_or(Advice::Plain(Help::Wish)),
        };
        (reason, advice)
    }

    /// Bounded rings.
    fn at_the_doorstep(&self, household: usize, doorstep: &Doorstep<'_>) -> (Reason, Advice) {
        let reason = if self.served_freely[household] {
            Reason::LongerRingNotAllowed
        } else if !self.wishes[household] {
            Reason::NoWishes
        } else if self.items[household].iter().any(|&item| doorstep.has_short_ring(item)) {
            Reason::OthersHadFewerOptions
        } else if !self.wanted[household] {
            Reason::NobodyWanted
        } else if self.in_ring[household] {
            Reason::LongerRingNotAllowed
        } else {
            Reason::NoRing
        };
        if self.served_freely[household] {
            return (reason, Advice::Plain(Help::LongerRings));
        }
        let otherwise = match reason {
            _ if !self.wanted[household] => Help::BringSomethingElse,
            Reason::LongerRingNotAllowed => Help::LongerRings,
            _ => Help::Wish,
        };
        let advice = self.wish_for(household, |item| doorstep.wish(item));
        (reason, advice.unwrap_or(Advice::Plain(otherwise)))
    }

    /// One more wish for one of the household's things.
    fn wish_for(&self, household: usize, mut wish: impl FnMut(usize) -> Option<usize>) -> Option<Advice> {
        self.items[household].iter().find_map(|&item| Some(Advice::WishAlso(item, wish(item)?)))
    }
}

fn on_a_ring(market: &Market) -> Vec<bool> {
    let mut first = vec![0];
    let mut to = Vec::with_capacity(market.want_count());
    for item in 0..market.items().len() {
        to.extend(market.wants(item).iter().map(|edge| edge.to));
        first.push(to.len() as u32);
    }
    let (component, _) = components(&first, &to);
    (0..market.items().len())
        .map(|item| market.wants(item).iter().any(|edge| component[edge.to as usize] == component[item]))
        .collect()
}
