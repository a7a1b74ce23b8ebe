//! One thin layer over SQLite and PostgreSQL: transactions, permits, journal, migrations. No SQL of any feature.
