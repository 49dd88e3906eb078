//! The author's tools at the door: a pack's text in, what there is to say of it out. Only the author's module carries
//! them; a form that is typed does not.

use super::refused::refused;
use super::{Answer, error, to_js};
use crate::author;
use crate::pack::Pack;
use crate::packs::{self, PackError};
use serde_wasm_bindgen::Serializer;
use std::sync::Arc;
use wasm_bindgen::prelude::*;

/// Every mistake of a pack's text, or what its author should know of its rules. `source` is a built-in pack's name or a
/// text, `name` what the text's mistakes are reported under.
#[wasm_bindgen]
pub fn author_lint(source: &str, name: &str, lang: &str) -> Answer<JsValue> {
    match open(source, name) {
        Ok(pack) => to_js(&author::lint(&pack, lang)),
        Err(PackError::Mistaken(mistakes)) => to_js(&author::mistakes(&mistakes, lang)),
        Err(unknown) => Err(refused(&unknown)),
    }
}

/// Runs the pack's own examples.
#[wasm_bindgen]
pub fn author_test(source: &str, name: &str, lang: &str) -> Answer<JsValue> {
    let pack = sound(source, name, lang)?;
    to_js(&author::test(&pack, lang))
}

/// Every rule instance in words.
#[wasm_bindgen]
pub fn author_describe(source: &str, name: &str, lang: &str) -> Answer<JsValue> {
    let pack = sound(source, name, lang)?;
    to_js(&author::describe(&pack, lang))
}

/// A ready page with the pack's form.
#[wasm_bindgen]
pub fn author_form(source: &str, name: &str, lang: &str) -> Answer<JsValue> {
    let pack = sound(source, name, lang)?;
    to_js(&author::form(&pack, lang))
}

/// The text of a built-in pack.
#[wasm_bindgen]
#[must_use]
pub fn pack_text(name: &str) -> Option<String> {
    packs::text(name).map(str::to_owned)
}

/// A text has more than one line; whatever is no built-in pack's name is one.
fn open(source: &str, name: &str) -> Result<Arc<Pack>, PackError> {
    if packs::text(source).is_some() {
        packs::built_in(source)
    } else {
        packs::open(name, source)
    }
}

/// A pack without a mistake, or its mistakes as what JavaScript throws.
fn sound(source: &str, name: &str, lang: &str) -> Answer<Arc<Pack>> {
    open(source, name).map_err(|problem| match &problem {
        PackError::Mistaken(mistakes) => {
            let rendered: Vec<String> = mistakes.iter().map(|each| each.render(lang)).collect();
            let list = author::mistakes(mistakes, lang);
            let diagnostics = serde::Serialize::serialize(&list, &Serializer::json_compatible());
            error::error(
                &rendered.join("\n"),
                diagnostics.unwrap_or(JsValue::UNDEFINED),
            )
        }
        PackError::Unknown { .. } => refused(&problem),
    })
}
