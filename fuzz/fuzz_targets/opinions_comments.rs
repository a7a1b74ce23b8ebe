//! No bytes may make the reader of statements panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use opinions::input::read_comments;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(list) = read_comments(bytes) {
        assert_eq!(list.ids().len(), list.len());
    }
});
