//! Why a pack can't be opened, as what JavaScript throws.

use super::error::error;
use crate::language::Diagnostic;
use crate::packs::{self, PackError};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

/// A pack's mistakes, or that there is none, as what JavaScript throws.
pub fn refused(problem: &PackError) -> JsValue {
    match problem {
        PackError::Unknown { name, suggestion } => {
            let known: Vec<&str> = packs::names().collect();
            let hint = match suggestion {
                Some(close) => format!("did you mean \"{close}\"?"),
                None => format!("the built-in packs are {}", known.join(", ")),
            };
            error(
                &format!("unknown pack \"{name}\": {hint}"),
                JsValue::UNDEFINED,
            )
        }
        PackError::Mistaken(mistakes) => {
            let first = mistakes
                .first()
                .map(|mistake| mistake.render("en"))
                .unwrap_or_default();
            let list: Vec<Mistake<'_>> = mistakes.iter().map(Mistake::of).collect();
            let diagnostics = list.serialize(&Serializer::json_compatible());
            error(&first, diagnostics.unwrap_or(JsValue::UNDEFINED))
        }
    }
}

/// A mistake of a pack, as JavaScript gets it.
#[derive(Serialize)]
struct Mistake<'a> {
    severity: &'static str,
    code: &'static str,
    message: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    suggestion: Option<&'a str>,
    source_line: &'a str,
}

impl Mistake<'_> {
    fn of(mistake: &Diagnostic) -> Mistake<'_> {
        Mistake {
            severity: mistake.severity.as_str(),
            code: mistake.code.as_str(),
            message: mistake.message("zh-CN"),
            line: mistake.span.line,
            column: mistake.span.column,
            end_line: mistake.span.end_line,
            end_column: mistake.span.end_column,
            suggestion: mistake.suggestion.as_deref(),
            source_line: &mistake.source_line,
        }
    }
}
