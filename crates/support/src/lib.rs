//! Pillar 3, support: needs and offers.
