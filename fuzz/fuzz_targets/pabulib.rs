//! Any bytes as a Pabulib file: refused with a line, or counted; never a panic, and what is written is
//! read again.
#![no_main]

use count::pabulib::{Document, Limits, read_with};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let limits = Limits { line_bytes: 4096, cells: 64, rows: 500, problems: 50 };
    match read_with(bytes, &limits) {
        Ok(reading) => {
            let official = count::official(&reading.election);
            assert!(official.count.total_cost <= reading.election.budget);
        }
        Err(refused) => assert!(refused.problems.iter().all(|problem| problem.line > 0)),
    }
    if let Ok(document) = Document::read(bytes, &limits) {
        let text = document.write();
        let wide = Limits { line_bytes: 1 << 20, ..limits };
        assert_eq!(Document::read(text.as_bytes(), &wide).expect("what was written"), document);
    }
});
