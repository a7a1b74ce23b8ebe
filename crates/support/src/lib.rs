//! Pillar 3, support: resilience by exchange and help. Needs and offers, and meeting for the first time.

pub mod meetings;
pub mod offers;

text::texts!();

/// Its slices.
pub static SLICES: &[&web::Slice] = &[&meetings::SLICE, &offers::SLICE, &offers::begun::SLICE];
