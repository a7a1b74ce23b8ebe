//! Pillar 1, belonging: places and stories.
