//! Pillar 2, participation: the participatory budget.
