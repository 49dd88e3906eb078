#![no_main]

#[path = "../../tests/fuzzing/record.rs"]
mod record;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| record::run(bytes));
