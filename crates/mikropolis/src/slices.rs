//! Every slice of the program, in one list: from it come router, schema, policy table, jobs and erasure.

use std::sync::LazyLock;
use store::Step;
use web::{Seal, Slice};

/// All slices, the pillars first: that is the order of the navigation.
pub fn all() -> &'static [&'static Slice] {
    static ALL: LazyLock<Vec<&'static Slice>> = LazyLock::new(|| {
        let lists: [&[&'static Slice]; 11] = [
            // first among the ways of those who work here
            &[&crate::today::SLICE],
            belonging::SLICES,
            participation::SLICES,
            support::SLICES,
            commons::SLICES,
            people::SLICES,
            web::SLICES,
            &[&jobs::SLICE],
            &[&crate::home::SLICE, &crate::welcome::SLICE, &crate::sharing::SLICE, &crate::founding::SLICE],
            &[&crate::acts::SLICE, &crate::copies::SLICE, &crate::health::SLICE],
            &[&crate::bulletin::SLICE, &crate::numbers::SLICE],
        ];
        lists.concat()
    });
    &ALL
}

/// The steps of one of the two databases.
pub fn steps(seal: Seal) -> Vec<Step> {
    let own = all().iter().filter(|slice| slice.seal == seal);
    own.flat_map(|slice| slice.schema).copied().collect()
}
