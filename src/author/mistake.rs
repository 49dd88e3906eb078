//! What is wrong with a pack's text → where, what was expected, and which name may be meant.

use crate::language::Diagnostic;
use serde::Serialize;

/// A mistake in the text.
#[derive(Clone, Debug, Serialize)]
pub struct Mistake {
    severity: &'static str,
    code: &'static str,
    message: String,
    file: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    suggestion: Option<String>,
    source_line: String,
}

/// The mistakes of a text, in its order.
#[must_use]
pub fn mistakes(found: &[Diagnostic], language: &str) -> Vec<Mistake> {
    let said = |mistake: &Diagnostic| Mistake {
        severity: mistake.severity.as_str(),
        code: mistake.code.as_str(),
        message: mistake.message(language),
        file: mistake.file.clone(),
        line: mistake.span.line,
        column: mistake.span.column,
        end_line: mistake.span.end_line,
        end_column: mistake.span.end_column,
        expected: mistake.expected_in_words(language),
        suggestion: mistake.suggestion.clone(),
        source_line: mistake.source_line.clone(),
    };
    found.iter().map(said).collect()
}
