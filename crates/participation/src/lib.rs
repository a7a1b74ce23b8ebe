//! Pillar 2, participation: residents decide and act. The participatory budget.

pub mod budget;

text::texts!();

/// Its slices.
pub static SLICES: &[&web::Slice] = &[&budget::SLICE];
