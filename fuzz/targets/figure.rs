#![no_main]

#[path = "../../tests/fuzzing/figure.rs"]
mod figure;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| figure::run(bytes));
