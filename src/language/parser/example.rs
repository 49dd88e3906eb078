//! Worked examples: figures as typed, and what must come out.

use super::cursor::Cursor;
use crate::language::diagnostic::{Code, Expected};
use crate::language::syntax::{ExampleCells, ExampleSyntax, ExpectationSyntax, Name};

pub(super) fn example(cursor: &mut Cursor) -> Option<ExampleSyntax> {
    let span = cursor.here();
    cursor.advance();
    let name = cursor.text(Expected::Text)?;
    let mut example = ExampleSyntax {
        span: span.to(cursor.last()),
        name,
        cells: Vec::new(),
        absent: Vec::new(),
        previous: Vec::new(),
        parts: Vec::new(),
        prose: Vec::new(),
        expectations: Vec::new(),
    };
    let before = cursor.mistakes.count();
    cursor.each_child(|child| {
        let _read = part(child, &mut example);
    });
    if example.expectations.is_empty() && cursor.mistakes.count() == before {
        cursor.mistakes.note(Code::ExpectsNothing, example.span);
    }
    Some(example)
}

fn part(cursor: &mut Cursor, example: &mut ExampleSyntax) -> Option<()> {
    let start = cursor.here();
    let word = cursor.peek_word().unwrap_or_default();
    // `previous 3` would be a figure called `previous`, which there can't be.
    if word == "previous" && cursor.word_at(1).is_none() && cursor.sign_at(1).is_none() {
        cursor.advance();
        let previous = &mut example.previous;
        cursor.each_child(|child| previous.extend(cells(child)));
        return Some(());
    }
    if word == "part" && cursor.word_at(1).is_none() && cursor.sign_at(1).is_none() {
        cursor.advance();
        let mut part = Vec::new();
        cursor.each_child(|child| part.extend(cells(child)));
        example.parts.push(part);
        return Some(());
    }
    if word == "absent" && cursor.word_at(1).is_some() {
        cursor.advance();
        loop {
            example.absent.push(cursor.address(Expected::Address)?);
            if !cursor.sign(",") {
                break;
            }
        }
        cursor.no_children();
        return Some(());
    }
    if word == "prose" && cursor.text_at(1) {
        cursor.advance();
        let section = cursor.text(Expected::Text)?;
        let text = cursor.text(Expected::Text)?;
        example.prose.push((section, text));
        cursor.no_children();
        return Some(());
    }
    if word == "passes" && cursor.word_at(1).is_none() {
        cursor.advance();
        let expectation = ExpectationSyntax::Passes;
        example.expectations.push((start, expectation));
        cursor.no_children();
        return Some(());
    }
    let expectation_word = ["breaks", "repair", "reads"].contains(&word);
    if expectation_word && cursor.word_at(1).is_some() {
        cursor.advance();
        return expectation(word, cursor, example);
    }
    example.cells.push(cells(cursor)?);
    Some(())
}

fn expectation(word: &str, cursor: &mut Cursor, example: &mut ExampleSyntax) -> Option<()> {
    let start = cursor.here();
    if word == "breaks" {
        loop {
            let rule = cursor.address(Expected::RuleAddress)?;
            let expectation = ExpectationSyntax::Breaks(rule.clone());
            example.expectations.push((rule.span, expectation));
            if !cursor.sign(",") {
                break;
            }
        }
    } else {
        let cell = cursor.address(Expected::Address)?;
        let expectation = if word == "repair" {
            if !cursor.sign("=") {
                cursor.need_word("to", Expected::To)?;
            }
            ExpectationSyntax::Repair(cell, cursor.number()?)
        } else {
            let text = cursor.text(Expected::Text)?;
            cursor.need_word("as", Expected::As)?;
            ExpectationSyntax::Reads(cell, text, cursor.number()?)
        };
        let span = start.to(cursor.last());
        example.expectations.push((span, expectation));
    }
    cursor.no_children();
    Some(())
}

/// `profit = 12`, `requests.new.person 3`, or a table with its rows under it.
fn cells(cursor: &mut Cursor) -> Option<ExampleCells> {
    let name = cursor.address(Expected::ExamplePart)?;
    if !cursor.at_end() {
        let _sign = cursor.sign("=");
        let text = value(cursor)?;
        cursor.no_children();
        return Some(ExampleCells::One(name, text));
    }
    let mut rows: Vec<(Name, Vec<String>)> = Vec::new();
    let mut others = None;
    cursor.each_child(|child| {
        let Some(row) = child.address(Expected::Name) else {
            return;
        };
        let mut values = Vec::new();
        while !child.at_end() {
            let Some(value) = value(child) else {
                return child.skip();
            };
            values.push(value);
        }
        child.no_children();
        if row.text == "others" && values.len() == 1 {
            others = values.pop();
        } else {
            rows.push((row, values));
        }
    });
    Some(ExampleCells::Table {
        table: name,
        rows,
        others,
    })
}

/// A figure as typed: a number, a text, or `_` for a blank.
fn value(cursor: &mut Cursor) -> Option<String> {
    if cursor.peek_text() {
        return cursor.text(Expected::Value);
    }
    if cursor.word("_") || cursor.word("blank") {
        return Some(String::new());
    }
    cursor.number().map(|number| number.to_string())
}
