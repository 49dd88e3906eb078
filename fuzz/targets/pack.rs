#![no_main]

#[path = "../../tests/fuzzing/pack.rs"]
mod pack;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| pack::run(bytes));
