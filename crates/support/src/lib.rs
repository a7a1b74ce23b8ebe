//! Pillar 3, support: resilience by exchange and help. Needs and offers.

pub mod offers;

text::texts!();

/// Its slices.
pub static SLICES: &[&web::Slice] = &[&offers::SLICE];
