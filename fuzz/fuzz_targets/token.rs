//! Signed tokens and key sets, from forged to honest.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| onepane_fuzz::token(data));
