//! Figures for one synthetic conversation, as JSON on one line: `measure PEOPLE STATEMENTS [SEED]`.
//!
//! A process of its own, so that its peak memory is that of one conversation.
#![expect(clippy::print_stdout, reason = "a measuring program talks by printing")]

use opinions::synthetic::Recipe;
use opinions::{LiveMap, Person, Random, Space, Vote, draw};

fn main() {
    let mut arguments = std::env::args().skip(1).filter_map(|argument| argument.parse::<usize>().ok());
    let people = arguments.next().unwrap_or(20_000);
    let statements = arguments.next().unwrap_or(500);
    let table = Recipe::measured(people, statements).table();
    let before = peak_megabytes();
    let (axes, axes_seconds) = timed(|| Space::of(&table));
    // Ten times, because processor time is counted in steps of some milliseconds.
    let ((), ten_redraws) = timed(|| (0..10).for_each(|_| drop(axes.people(&table))));
    let points_seconds = ten_redraws / 10.0;
    let (drawing, all_seconds) = timed(|| draw(&table, 1));
    let rebuild_peak = peak_megabytes();
    let votes = table.votes();
    let (live, live_seconds) = timed(|| LiveMap::new(table, 1));
    let vote = single_votes(live);
    let (k, why) = (drawing.map.grouping.k, drawing.map.grouping.why);
    print!(
        "{{\"people\":{people},\"statements\":{statements},\"votes\":{votes},\"k\":{k},\"why\":\"{why:?}\""
    );
    let figures = [
        ("axes_seconds", axes_seconds),
        ("points_seconds", points_seconds),
        ("everything_seconds", all_seconds),
        ("live_start_seconds", live_seconds),
        ("vote_mean_ms", vote.mean * 1e3),
        ("vote_axis_error", vote.error),
        ("votes_only_mb", before),
        ("rebuild_peak_mb", rebuild_peak),
        ("live_peak_mb", peak_megabytes()),
    ];
    for (name, value) in figures {
        print!(",\"{name}\":{value:.3e}");
    }
    println!("}}");
}

struct SingleVotes {
    mean: f64,
    error: f64,
}

/// Mean seconds for a single new or changed vote, each with new axes, statement places and the person's own place; and
/// how far the axes are from exact ones after all of them.
fn single_votes(mut live: LiveMap) -> SingleVotes {
    const VOTES: usize = 500;
    let people: Vec<Person> = live.table().everybody().collect();
    let statements = live.table().statements();
    let mut random = Random::new(9);
    // The system counts processor time in steps of some milliseconds, so only the sum of many votes means something.
    let ((), seconds) = timed(|| {
        for _ in 0..VOTES {
            let vote = [Vote::Agree, Vote::Disagree, Vote::Pass][random.below(3)];
            let (person, statement) = (people[random.below(people.len())], random.below(statements));
            let own = live.set_vote(person, statement, Some(vote));
            let places: Vec<_> = (0..statements).map(|j| live.space().statement(j)).collect();
            assert!(own.is_some() && places.len() == statements);
        }
    });
    let exact = Space::of(live.table());
    let differences = (0..2).flat_map(|axis| live.space().axes[axis].iter().zip(&exact.axes[axis]));
    let error = differences.map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
    SingleVotes { mean: seconds / VOTES as f64, error }
}

/// Seconds of processor time, so that other programs on the machine do not count; wall time where the system does not
/// tell.
fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let (wall, before) = (std::time::Instant::now(), processor_seconds());
    let result = work();
    let seconds = match (before, processor_seconds()) {
        (Some(before), Some(after)) => after - before,
        _ => wall.elapsed().as_secs_f64(),
    };
    (result, seconds)
}

fn processor_seconds() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/self/schedstat").ok()?;
    Some(text.split_whitespace().next()?.parse::<f64>().ok()? / 1e9)
}

/// Peak resident memory of this process, where the system tells it.
fn peak_megabytes() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes =
        line.and_then(|rest| rest.trim().strip_suffix(" kB")).and_then(|number| number.parse::<f64>().ok());
    kilobytes.unwrap_or(f64::NAN) / 1024.0
}
