#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| realtalk_fuzz::escape(bytes));
