//! When somebody is vouched for: pure.

::store::worded! {
    /// How somebody came to be vouched for.
    pub enum Way {
        /// The desk met them.
        Desk = "desk",
        /// They brought an invitation slip.
        Invitation = "invitation",
        /// A neighbour knows them; two together suffice.
        Neighbour = "neighbour",
        /// They founded the neighbourhood or were entered by the operator.
        Founder = "founder",
    }
}

/// Whether these together suffice: the desk, an invitation or the operator alone, or two neighbours.
pub fn suffices(ways: impl Iterator<Item = Way>) -> bool {
    let mut neighbours = 0;
    for way in ways {
        match way {
            Way::Neighbour => neighbours += 1,
            Way::Desk | Way::Invitation | Way::Founder => return true,
        }
    }
    neighbours >= 2
}

#[cfg(test)]
mod tests {
    use super::{Way, suffices};

    #[test]
    fn one_neighbour_is_not_enough_and_two_are() {
        assert!(!suffices([].into_iter()));
        assert!(!suffices([Way::Neighbour].into_iter()));
        assert!(suffices([Way::Neighbour, Way::Neighbour].into_iter()));
        for alone in [Way::Desk, Way::Invitation, Way::Founder] {
            assert!(suffices([alone].into_iter()));
        }
    }
}
