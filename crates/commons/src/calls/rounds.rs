//! The call list in the order in which one works through it: by way, and in it by person. Pure.

use super::store::Call;
use kernel::Time;
use people::member::Way;

/// Everything to be told to one member by one way.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub(super) first: Call,
    pub(super) calls: Vec<Call>,
    /// Now is a moment they like.
    pub(super) good: bool,
    /// Links to a person lead here: to the first round that holds them.
    pub(super) anchor: bool,
}

/// What is done in one go.
#[derive(Clone, Debug)]
pub(super) struct Round {
    pub(super) way: Way,
    pub(super) people: Vec<Person>,
    /// When the last of what it holds fell due.
    pub(super) until: i64,
}

/// The order of work: who is rung first; who comes to the desk last.
const ORDER: [Way; 6] = [Way::Phone, Way::Sms, Way::Letter, Way::Neighbour, Way::Board, Way::Desk];

/// All rounds that hold anything. Those for whom now is a good moment come first, then who waits longest.
pub(super) fn rounds(calls: Vec<Call>, now: Time) -> Vec<Round> {
    let first_way = |call: &Call| {
        ORDER
            .into_iter()
            .find(|way| calls.iter().any(|other| other.way == *way && other.member == call.member))
    };
    let round = |way: Way| {
        let mut people: Vec<Person> = Vec::new();
        for call in calls.iter().filter(|call| call.way == way) {
            match people.iter_mut().find(|person| person.first.member == call.member) {
                Some(person) => person.calls.push(call.clone()),
                None => people.push(Person {
                    good: call.is_good(now),
                    anchor: first_way(call) == Some(way),
                    first: call.clone(),
                    calls: vec![call.clone()],
                }),
            }
        }
        people.sort_by_key(|person| !person.good);
        let last = people.iter().flat_map(|person| &person.calls).map(|call| call.due.micros()).max();
        last.map(|until| Round { way, people, until })
    };
    ORDER.into_iter().filter_map(round).collect()
}
