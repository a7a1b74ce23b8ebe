//! Plain lists as JSON and CSV: read or refused with a line.
#![no_main]

use exchange::result::{Form, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for form in [Form::Json, Form::Csv] {
        if let Err(error) = read(bytes, form) {
            assert!(error.line() > 0);
        }
    }
});
