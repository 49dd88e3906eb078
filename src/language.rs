//! The pack language: text → `Model`, or everything that is wrong with it.
//!
//! Comes in: one readable file a report format, and whatever it extends. Goes out: a [`Model`] that cannot be wrong, or
//! a [`Diagnostic`] for every mistake, in source order. Knows no report, no figures and no other stage; the grammar
//! stands at the top of `parser.rs`, the manual is `docs/language.md`.

mod alike;
mod check;
pub mod diagnostic;
mod layout;
mod lexer;
mod like;
pub mod limits;
mod open;
mod parser;
pub mod suggest;
mod syntax;

pub use diagnostic::{Code, Diagnostic, Expected, Severity, Span, display_width};

use crate::form::OpenRow;
use crate::model::Model;
use diagnostic::Mistakes;
use limits::{MAX_EXTENDS, MAX_TEXT};
use std::borrow::Cow;
use syntax::{Name, PackSyntax};

/// Compiles a pack.
///
/// `name` is that of its file, for messages; `library` finds the text of a pack that another one extends, by the name
/// in its `report` line.
///
/// # Errors
/// Every mistake in the pack, in source order, those of a pack that it extends first.
///
/// ```
/// let model = gouji::language::compile(
///     "profit.gouji",
///     "report profit \"利润\"\nfigures\n  turnover \"收入\"\n  cost \"成本\"\n  profit \"利润\" = turnover - cost",
///     &|_| None,
/// ).unwrap();
/// assert_eq!(model.rules[0].id, "profit");
/// ```
pub fn compile(
    name: &str,
    text: &str,
    library: &dyn Fn(&str) -> Option<Cow<'static, str>>,
) -> Result<Model, Vec<Diagnostic>> {
    compile_with_rows(name, text, library, &[])
}

/// Compiles a pack for a document whose open sections have these rows.
///
/// # Errors
/// As [`compile`]; of a pack that compiles without rows, only that there are too many of them.
pub fn compile_with_rows(
    name: &str,
    text: &str,
    library: &dyn Fn(&str) -> Option<Cow<'static, str>>,
    rows: &[OpenRow],
) -> Result<Model, Vec<Diagnostic>> {
    let mut mistakes = Mistakes::default();
    let mut sources = vec![(name.to_string(), text.to_string())];
    let mut packs = vec![read(0, text, &mut mistakes)];
    while let Some(wanted) = packs.last().and_then(|pack| pack.extends.clone()) {
        if let Some(code) = refused(&wanted, &packs) {
            let mistake = mistakes.note(code, wanted.span);
            mistake.part("name", &wanted.text);
            mistake
                .part("limit", "MAX_EXTENDS")
                .part("most", MAX_EXTENDS);
            break;
        }
        let Some(text) = library(&wanted.text) else {
            mistakes
                .note(Code::UnknownPack, wanted.span)
                .part("name", &wanted.text);
            break;
        };
        packs.push(read(sources.len(), &text, &mut mistakes));
        sources.push((wanted.text, text.into_owned()));
    }
    packs.reverse();
    mistakes.all_read();
    alike::copy_tables(&mut packs, &mut mistakes);
    open::add_rows(&mut packs, rows);
    let model = check::check(&packs, &mut mistakes);
    if mistakes.is_empty() {
        Ok(model)
    } else {
        Err(mistakes.finish(&sources))
    }
}

/// Why a pack can't be extended.
fn refused(wanted: &Name, packs: &[PackSyntax]) -> Option<Code> {
    if packs.iter().any(|pack| pack.id == wanted.text) {
        Some(Code::ExtendsCycle)
    } else if packs.len() > MAX_EXTENDS {
        Some(Code::Limit)
    } else {
        None
    }
}

/// One text → what it says.
fn read(source: usize, text: &str, mistakes: &mut Mistakes) -> PackSyntax {
    if text.len() > MAX_TEXT {
        let start = Span {
            source,
            line: 1,
            column: 1,
            end_line: 1,
            end_column: 1,
        };
        let mistake = mistakes.note(Code::Limit, start);
        mistake.part("limit", "MAX_TEXT").part("most", MAX_TEXT);
        return PackSyntax::default();
    }
    let lines = lexer::lex(source, text, mistakes);
    let blocks = layout::arrange(lines, mistakes);
    parser::parse(source, &blocks, mistakes)
}
