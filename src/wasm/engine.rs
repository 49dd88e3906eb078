//! The engine at the door: packs, whole checks, and reports while they are edited. The readers' module does without.

mod placed;
mod shape;
mod store;

use super::refused::refused;
use super::{Answer, error, to_js};
use crate::check::{Check, OpenError};
use crate::pack::Pack;
use crate::packs;
use crate::record::Record;
use serde::de::DeserializeOwned;
use std::sync::Arc;
use store::{with_check, with_pack};
use wasm_bindgen::prelude::*;

/// Separates the texts that cross in one string; no form field can hold it.
const SEPARATOR: char = '\u{1f}';

/// The engine's version.
#[wasm_bindgen]
#[must_use]
pub fn engine_version() -> String {
    crate::VERSION.to_owned()
}

/// The built-in packs: `[{ id, title, version }]`.
#[wasm_bindgen]
pub fn packs() -> Answer<JsValue> {
    to_js(&shape::packs())
}

/// Opens a built-in pack by name, or a pack given as text.
#[wasm_bindgen]
pub fn open_pack(name: Option<String>, text: Option<String>) -> Answer<u32> {
    store::open_pack(name.as_deref(), text.as_deref())
}

/// Tables, labels and cells of a pack.
#[wasm_bindgen]
pub fn describe(pack: u32, lang: &str) -> Answer<JsValue> {
    with_pack(pack, |pack| to_js(&shape::describe(pack, lang)))
}

/// Checks one record from beginning to end.
#[wasm_bindgen]
pub fn check(pack: u32, record: JsValue, lang: &str) -> Answer<JsValue> {
    let record: Record = from_js(record)?;
    let pack = with_pack(pack, |pack| Ok(pack.clone()))?;
    // A session keeps the cells that `describe` has numbered; here nobody has seen a number yet.
    let pack = packs::with_rows(&pack, record.addresses().into_iter())
        .map_err(|problem| refused(&problem))?;
    let mut check = open(&pack, &record, lang)?;
    check.locate(crate::check::LOCATE_BUDGET);
    to_js(&check.report(lang))
}

/// Opens a report for editing.
#[wasm_bindgen]
pub fn open_session(pack: u32, record: JsValue, lang: String) -> Answer<u32> {
    let record: Record = from_js(record)?;
    let pack = with_pack(pack, |pack| Ok(pack.clone()))?;
    Ok(store::keep(open(&pack, &record, &lang)?, lang))
}

/// Puts text into a cell: 1 when a finding appeared, went or changed, else 0.
#[wasm_bindgen]
pub fn set(session: u32, cell: u32, text: &str) -> Answer<u32> {
    with_check(session, |check, _| {
        Ok(u32::from(check.set(cell as usize, text)))
    })
}

/// Puts texts into several cells: how many of them changed a finding.
#[wasm_bindgen]
pub fn set_all(session: u32, cells: &[u32], texts: &str) -> Answer<u32> {
    with_check(session, |check, _| {
        let texts = texts.split(SEPARATOR);
        let changes = cells.iter().zip(texts);
        Ok(changes
            .map(|(cell, text)| u32::from(check.set(*cell as usize, text)))
            .sum())
    })
}

/// The result as it stands; groups are pending while locating goes on.
#[wasm_bindgen]
pub fn result(session: u32) -> Answer<JsValue> {
    with_check(session, |check, lang| to_js(&check.report(lang)))
}

/// Goes on locating for so many units of work; whether it is finished.
#[wasm_bindgen]
pub fn locate(session: u32, work: f64) -> Answer<bool> {
    with_check(session, |check, _| Ok(check.locate(work as u64)))
}

/// The rules of a cell, each with its verdict, its sentence and the part that every cell plays in it.
#[wasm_bindgen]
pub fn related(session: u32, cell: u32) -> Answer<JsValue> {
    with_check(session, |check, lang| {
        to_js(&check.related(cell as usize, lang))
    })
}

/// The blanks whose figures follow from the rest: `[{ cell, from, to }]`.
#[wasm_bindgen]
pub fn fill(session: u32) -> Answer<JsValue> {
    with_check(session, |check, _| to_js(&check.determined()))
}

/// Why it is, or is not, this cell: what its rules ask of it.
#[wasm_bindgen]
pub fn why(session: u32, cell: u32) -> Answer<JsValue> {
    with_check(session, |check, lang| {
        to_js(&check.why(cell as usize, lang))
    })
}

/// The page's own sentences, by key.
#[wasm_bindgen]
pub fn words(lang: &str) -> Answer<JsValue> {
    to_js(&shape::words(lang))
}

/// Gives a reason for keeping a finding; an empty reason takes it back.
#[wasm_bindgen]
pub fn justify(session: u32, rule: &str, reason: &str) -> Answer<()> {
    with_check(session, |check, _| {
        check.justify(rule, reason);
        Ok(())
    })
}

/// Places the figures of tables by the pack's labels.
#[wasm_bindgen]
pub fn align(pack: u32, grids: JsValue, lang: &str) -> Answer<JsValue> {
    let grids: Vec<shape::GridShape> = from_js(grids)?;
    with_pack(pack, |pack| to_js(&shape::align(pack, grids, lang)))
}

/// Forgets a session.
#[wasm_bindgen]
pub fn close_session(session: u32) {
    store::close_check(session);
}

/// Forgets a pack; its sessions live on.
#[wasm_bindgen]
pub fn close_pack(pack: u32) {
    store::close_pack(pack);
}

fn open(pack: &Arc<Pack>, record: &Record, lang: &str) -> Answer<Check> {
    let refused = |error: OpenError| error::error(&error.in_words(lang), JsValue::UNDEFINED);
    Check::open(pack, record).map_err(refused)
}

fn from_js<T: DeserializeOwned>(value: JsValue) -> Answer<T> {
    serde_wasm_bindgen::from_value(value)
        .map_err(|error| error::error(&error.to_string(), JsValue::UNDEFINED))
}
