#![no_main]

#[path = "../../tests/fuzzing/documents.rs"]
#[allow(dead_code)]
mod documents;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| documents::file(bytes));
