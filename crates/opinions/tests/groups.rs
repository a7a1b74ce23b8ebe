//! Groups of the open conversations.
mod common;

use common::{OPEN, reference};
use opinions::draw;

#[test]
fn open_conversations_show_groups_or_not() {
    for reference in OPEN.into_iter().filter_map(reference) {
        let started = std::time::Instant::now();
        let drawing = draw(reference.table(), 1);
        let grouping = &drawing.map.grouping;
        println!(
            "{}: {:?} k {} sizes {:?} cap {:.6} chance {:.3?} in {:?}",
            reference.name,
            grouping.why,
            grouping.k,
            grouping.sizes,
            grouping.radius_cap,
            grouping.best_chance(),
            started.elapsed()
        );
        for candidate in &grouping.candidates {
            println!("    {candidate:?}");
        }
        println!("    chance {:.3?}", grouping.chance);
    }
}
