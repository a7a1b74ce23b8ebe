//! What the pillars share: items, media, consent, reports, notices, search, map.
