//! Want lists: read or refused with a line, and what is written is read back to the same.
#![no_main]

use exchange::market::Market;
use exchange::wants::WantFile;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    match WantFile::parse(bytes) {
        Ok(file) => {
            let again = WantFile::parse(file.write().as_bytes());
            assert!(again.is_ok_and(|again| again.write() == file.write()));
            let _market = Market::from_wants(&file);
        }
        Err(error) => assert!(error.line > 0),
    }
});
