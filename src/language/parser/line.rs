//! Tables, their rows and columns, and plain figures.

use super::cursor::Cursor;
use super::modifier::modifiers;
use super::{formula, header};
use crate::form::{Label, Level};
use crate::language::diagnostic::{Code, Expected};
use crate::language::suggest::closest;
use crate::language::syntax::{
    BlankPolicies, LineSyntax, Modifiers, OpenSyntax, TableSyntax, TotalParts, TotalSyntax,
};
use crate::model::Tolerance;

/// Digits of the longest code of a row.
const MAX_CODE: usize = 20;

pub(super) fn table(cursor: &mut Cursor) -> Option<TableSyntax> {
    cursor.advance();
    let name = cursor.name(Expected::Name)?;
    let label = cursor.label()?;
    let like = if cursor.word("like") {
        Some(cursor.name(Expected::Name)?)
    } else {
        None
    };
    let mut table = TableSyntax {
        name,
        label,
        like,
        cells: Modifiers::default(),
        blanks: BlankPolicies::default(),
        rows: Vec::new(),
        columns: Vec::new(),
    };
    cursor.each_child(|child| table_part(child, &mut table));
    Some(table)
}

fn table_part(cursor: &mut Cursor, table: &mut TableSyntax) {
    if header::blank(cursor, &mut table.blanks) {
        return cursor.no_children();
    }
    let start = cursor.here();
    let word = cursor.peek_word().unwrap_or_default();
    let lines = match word {
        "cells" => {
            cursor.advance();
            modifiers(cursor, &mut table.cells);
            return cursor.no_children();
        }
        "rows" => &mut table.rows,
        "columns" => &mut table.columns,
        _ => {
            let known = ["cells", "rows", "columns", "blank"];
            let close = closest(word, known.into_iter());
            cursor.expected(Expected::TablePart).suggest(close);
            return cursor.skip();
        }
    };
    if !lines.is_empty() {
        let mistake = cursor.mistakes.note(Code::Duplicate, start);
        mistake.part("name", word);
        return cursor.skip();
    }
    cursor.advance();
    cursor.each_child(|child| lines.extend(line(child)));
}

/// `figure profit "利润" amount`
pub(super) fn figure(cursor: &mut Cursor) -> Option<LineSyntax> {
    cursor.advance();
    line(cursor)
}

/// `figures`, one on each line under it.
pub(super) fn figures(cursor: &mut Cursor) -> Vec<LineSyntax> {
    cursor.advance();
    let mut figures = Vec::new();
    cursor.each_child(|child| figures.extend(line(child)));
    figures
}

/// A row, a column, a group or a figure with the lines under it.
fn line(cursor: &mut Cursor) -> Option<LineSyntax> {
    let group = cursor.peek_word() == Some("group") && cursor.word_at(1).is_some();
    if group {
        cursor.advance();
    }
    let name = cursor.name(Expected::Line)?;
    let label = if group && !cursor.peek_text() {
        Label::default()
    } else {
        cursor.label()?
    };
    let mut line = LineSyntax {
        name,
        label,
        group,
        modifiers: Modifiers::default(),
        total: None,
        open: None,
        children: Vec::new(),
    };
    if group && cursor.word("open") {
        line.open = Some(open(cursor)?);
    }
    let before = cursor.mistakes.count();
    modifiers(cursor, &mut line.modifiers);
    if cursor.mistakes.count() == before {
        line.total = total(cursor);
    }
    cursor.each_child(|child| {
        if child.words(&["rows", "like"]) {
            like(child, line.open.as_mut());
        } else {
            line.children.extend(self::line(child));
        }
    });
    Some(line)
}

/// `by code 3, 5, 7 rounded as warning` after `open`.
fn open(cursor: &mut Cursor) -> Option<OpenSyntax> {
    let mut open = OpenSyntax::default();
    if !cursor.words(&["by", "code"]) {
        return Some(open);
    }
    loop {
        let span = cursor.here();
        let length = cursor.whole(Expected::Number)?;
        let longer = usize::try_from(length).ok().filter(|length| {
            let last = open.codes.last().copied().unwrap_or(0);
            (last + 1..=MAX_CODE).contains(length)
        });
        let Some(longer) = longer else {
            let mistake = cursor.mistakes.note(Code::Number, span);
            mistake.part("found", length);
            return None;
        };
        open.codes.push(longer);
        if !cursor.sign(",") {
            break;
        }
    }
    open.tolerance = tolerance(cursor)?;
    if cursor.word("as") {
        open.level = Some(cursor.level()?);
    }
    Some(open)
}

/// `"其中*" not counted` after `rows like`.
fn like(cursor: &mut Cursor, open: Option<&mut OpenSyntax>) {
    let Some(open) = open else {
        let span = cursor.last();
        let mistake = cursor.mistakes.note(Code::NotOpen, span);
        mistake.part("found", "rows like");
        return cursor.skip();
    };
    if let Some(pattern) = cursor.text(Expected::Text) {
        let mut told = Modifiers::default();
        modifiers(cursor, &mut told);
        open.like.push((pattern, told));
    }
    cursor.no_children();
}

/// `= sum of all before it rounded as warning`
fn total(cursor: &mut Cursor) -> Option<TotalSyntax> {
    if !cursor.sign("=") {
        return None;
    }
    let start = cursor.here();
    let parts = if cursor.words(&["sum", "of", "all"]) {
        let parts = match cursor.peek_word() {
            Some("before") => TotalParts::Before,
            Some("after") => TotalParts::After,
            Some("below") => TotalParts::Below,
            _ => {
                cursor.expected(Expected::BeforeIt);
                return None;
            }
        };
        cursor.advance();
        cursor.need_word("it", Expected::BeforeIt)?;
        parts
    } else {
        TotalParts::Formula(formula::sum(cursor)?)
    };
    let span = start.to(cursor.last());
    let except = if cursor.word("except") {
        super::rule::names(cursor)?
    } else {
        Vec::new()
    };
    let tolerance = tolerance(cursor)?;
    let level = if cursor.word("as") {
        cursor.level()?
    } else {
        Level::Error
    };
    Some(TotalSyntax {
        span,
        parts,
        except,
        tolerance,
        level,
    })
}

/// `within 0.01`, `rounded`, `truncated` or nothing.
pub(super) fn tolerance(cursor: &mut Cursor) -> Option<Tolerance> {
    if cursor.word("within") {
        let span = cursor.here();
        let number = cursor.number()?;
        if number.is_negative() {
            let mistake = cursor.mistakes.note(Code::Number, span);
            mistake.part("found", &number);
            return None;
        }
        return Some(Tolerance::Within(number));
    }
    Some(if cursor.word("rounded") {
        Tolerance::Rounded
    } else if cursor.word("truncated") {
        Tolerance::Truncated
    } else {
        Tolerance::Exact
    })
}
