//! Languages, Markdown, search analysis, readability and exchange formats: pure, no store.
