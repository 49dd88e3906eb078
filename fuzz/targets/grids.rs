#![no_main]

#[path = "../../tests/fuzzing/grids.rs"]
mod grids;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| grids::run(bytes));
