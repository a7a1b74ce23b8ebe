//! Pillar 2, participation: residents decide and act. The participatory budget.

pub mod budget;
pub mod programme;

text::texts!();

/// Its slices.
pub static SLICES: &[&web::Slice] = &[&programme::SLICE, &budget::SLICE];
