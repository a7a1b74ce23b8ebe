//! What the pillars share: items, media, consent, reports, notices, search, map.

pub mod items;

text::texts!();
