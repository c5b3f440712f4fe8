#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| realtalk_fuzz::score(bytes));
