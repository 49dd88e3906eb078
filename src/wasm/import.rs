//! Documents at the door: bytes in, records out. Only the import module carries it; a form that is typed does not.

use super::{Answer, error, to_js};
use crate::explain::words::Words;
use crate::import::{self, ImportError};
use crate::packs;
use crate::record::Record;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

/// Reads every report in a file by the built-in packs; the kind of file is found by its content.
///
/// # Errors
/// A `GoujiError` with a sentence in the language and, in `diagnostics`, the reason's stable name.
#[wasm_bindgen]
pub fn read(bytes: &[u8], lang: &str) -> Answer<JsValue> {
    let packs: Vec<_> = packs::names()
        .filter_map(|name| packs::built_in(name).ok())
        .collect();
    let reports = import::read(bytes, &packs).map_err(|error| refused(&error, lang))?;
    let records: Vec<Record> = reports.iter().map(|report| report.record(lang)).collect();
    to_js(&records)
}

#[derive(Serialize)]
struct Refusal<'a> {
    severity: &'static str,
    code: &'static str,
    message: &'a str,
}

fn refused(error: &ImportError, lang: &str) -> JsValue {
    let message = error.sentence(Words::of(lang));
    let list = [Refusal {
        severity: "error",
        code: error.key(),
        message: &message,
    }];
    let diagnostics = list.serialize(&Serializer::json_compatible());
    error::error(&message, diagnostics.unwrap_or(JsValue::UNDEFINED))
}
