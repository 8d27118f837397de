//! What the adapter of the host in `ONEPANE_FUZZ_HOST` makes of any bytes.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| onepane_fuzz::decode(data));
