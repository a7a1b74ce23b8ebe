//! Pillar 1, belonging: a strong, inclusive identity of the place. Places and stories.

pub mod places;
pub mod stories;

text::texts!();

/// Its slices.
pub static SLICES: &[&web::Slice] = &[&places::SLICE, &stories::SLICE];
