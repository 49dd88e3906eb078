//! The door for JavaScript: convert, call, convert. Each module has the part of it that it is for.
//!
//! Free functions over handles, so that a trap leaves no borrowed object behind. Cold values cross as plain objects;
//! the path of a keystroke crosses as a number and a string.

#[cfg(feature = "author")]
mod author;
#[cfg(not(feature = "import"))]
mod engine;
mod error;
#[cfg(feature = "import")]
mod import;
#[cfg(not(feature = "import"))]
mod refused;

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

type Answer<T> = Result<T, JsValue>;

fn to_js<T: Serialize>(value: &T) -> Answer<JsValue> {
    Ok(value.serialize(&Serializer::json_compatible())?)
}
