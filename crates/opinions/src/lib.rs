//! Opinion maps from agree, disagree and pass: exact, honest about groups, incremental.
