//! Origins, rules, and what a rule lets in.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| onepane_fuzz::origin(data));
