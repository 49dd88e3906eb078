//! The short way across the border: texts are written straight into a place in the engine's memory, and what comes back
//! are numbers. Nothing is allocated, and nothing is thrown: a caller that is told "look closer" asks at the long way.

use super::store::{find_check, with_glimpse};
use crate::check::{Check, Summary};
use crate::result::Status;
use std::cell::RefCell;
use wasm_bindgen::prelude::*;

/// The answer when numbers don't tell all.
const LOOK_CLOSER: u32 = 4;

/// Ends a text in the place.
const TERMINATOR: u8 = 0x1f;

thread_local! {
    static PLACE: RefCell<Vec<u8>> = RefCell::default();
}

/// The memory in which the place lies.
#[wasm_bindgen]
#[must_use]
pub fn engine_memory() -> JsValue {
    wasm_bindgen::memory()
}

/// Where the place lies, made at least so many bytes long; what stands in it stays.
#[wasm_bindgen]
#[must_use]
pub fn place(bytes: u32) -> *const u8 {
    PLACE.with_borrow_mut(|place| {
        let length = place.len().max(bytes as usize);
        place.resize(length, 0);
        place.as_ptr()
    })
}

/// Puts the text that stands in the place into a cell: 1 when a finding appeared, went or changed, else 0; 4 when it
/// could not be done.
#[wasm_bindgen]
#[must_use]
pub fn set_placed(session: u32, cell: u32, bytes: u32) -> u32 {
    PLACE.with_borrow(|place| {
        let Some(text) = text(place, bytes) else {
            return LOOK_CLOSER;
        };
        find_check(session, |check| u32::from(check.set(cell as usize, text)))
            .unwrap_or(LOOK_CLOSER)
    })
}

/// Checks the report whose texts stand in the place, one for each cell of the pack, in its order, each ended by U+001F.
/// Answers like [`summary`].
#[wasm_bindgen]
#[must_use]
pub fn check_placed(pack: u32, bytes: u32) -> u32 {
    PLACE.with_borrow_mut(|place| {
        let Some((_, texts)) = place.get(..bytes as usize).and_then(<[u8]>::split_last) else {
            return LOOK_CLOSER;
        };
        let summary = with_glimpse(pack, |glimpse| glimpse.check_row(texts, TERMINATOR));
        answer(summary.flatten(), place)
    })
}

/// The result of a session in numbers: 0 consistent, 1 inconsistent, 2 incomplete, 3 unchecked, and in the place three
/// numbers of four bytes, the least first: evaluated, undecided, not asked. 4 when only the whole result tells all.
#[wasm_bindgen]
#[must_use]
pub fn summary(session: u32) -> u32 {
    PLACE.with_borrow_mut(|place| {
        let summary = find_check(session, |check| Check::summary(check));
        answer(summary.flatten(), place)
    })
}

fn text(place: &[u8], bytes: u32) -> Option<&str> {
    std::str::from_utf8(place.get(..bytes as usize)?).ok()
}

fn answer(summary: Option<Summary>, place: &mut [u8]) -> u32 {
    let Some(Summary { status, tally }) = summary else {
        return LOOK_CLOSER;
    };
    let numbers = [tally.evaluated, tally.undecided, tally.not_asked];
    for (slot, number) in place.chunks_exact_mut(4).zip(numbers) {
        slot.copy_from_slice(&u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes());
    }
    match status {
        Status::Consistent => 0,
        Status::Inconsistent => 1,
        Status::Incomplete => 2,
        Status::Unchecked => 3,
    }
}
