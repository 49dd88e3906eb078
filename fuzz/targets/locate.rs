#![no_main]
#![allow(dead_code)]

#[path = "../../tests/differential/agreement.rs"]
mod agreement;
#[path = "../../tests/differential/arithmetic.rs"]
mod arithmetic;
#[path = "../../tests/differential/case.rs"]
mod case;
#[path = "../../tests/differential/evaluator.rs"]
mod evaluator;
#[path = "../../tests/differential/reading.rs"]
mod reading;
#[path = "../../tests/differential/repairs.rs"]
mod repairs;
#[path = "../../tests/differential/hull.rs"]
mod hull;
#[path = "../../tests/differential/span.rs"]
mod span;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    repairs::all(bytes);
});
