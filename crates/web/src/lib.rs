//! Router, extractors, layout, forms, errors, headers and assets of every page.
