//! Everything that checks against the readable model, on packs and reports made at random. A long run of numbered cases:
//! `npm run test:differential -- --cases N`.

mod agreement;
mod arithmetic;
mod case;
mod evaluator;
mod hull;
mod metamorphic;
mod reading;
mod repairs;
mod span;

use proptest::prelude::*;

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), 200..700)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_model_and_every_way_to_the_figures_agree(bytes in bytes()) {
        agreement::all(&bytes);
    }

    #[test]
    fn a_repair_that_is_offered_repairs(bytes in bytes()) {
        repairs::all(&bytes);
    }
}
