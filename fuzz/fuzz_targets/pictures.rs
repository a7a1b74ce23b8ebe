//! Any bytes as an upload: a refusal or plain JPEGs, never a panic, never much memory.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pictures::{Limits, is_plain_jpeg, shrink};

fuzz_target!(|bytes: &[u8]| {
    // Small limits, so that the fuzzer spends its time on odd files and not on large ones.
    let limits = Limits { pixels: 250_000, side: 2_000, widths: vec![48, 96], ..Limits::default() };
    if let Ok(renditions) = shrink(bytes, &limits) {
        assert!(!renditions.is_empty());
        assert!(renditions.iter().all(|rendition| is_plain_jpeg(&rendition.jpeg) && rendition.width <= 96));
    }
});
