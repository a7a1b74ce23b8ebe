//! Counts participatory budgets exactly: Pabulib files, counting rules, explanations, verification.
