//! The index over a JSON text, against `serde_json`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| onepane_fuzz::index(data));
