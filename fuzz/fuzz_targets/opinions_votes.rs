//! No bytes may make the reader of votes panic, and what it accepts must be drawable.
#![no_main]

use libfuzzer_sys::fuzz_target;
use opinions::Signs;
use opinions::input::read_votes;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(export) = read_votes(bytes, None, Signs::PlusAgrees) {
        assert_eq!(export.table.votes() as u64 + export.report.replaced, export.report.rows);
        opinions::draw(&export.table, 1);
    }
});
