//! What JavaScript throws.

use js_sys::{Error, Reflect};
use wasm_bindgen::JsValue;

/// A `GoujiError`, with diagnostics where there are any.
pub fn error(message: &str, diagnostics: JsValue) -> JsValue {
    let error = Error::new(message);
    error.set_name("GoujiError");
    // A fresh error object takes any property; there is nobody to tell if it did not.
    let _ = Reflect::set(&error, &"diagnostics".into(), &diagnostics);
    error.into()
}
