//! Rules, facts and roll-ups.

use super::cursor::Cursor;
use super::{formula, header, line};
use crate::form::{Label, Level};
use crate::language::diagnostic::{Code, Expected, Mistakes};
use crate::language::layout::Block;
use crate::language::limits::MAX_NAME;
use crate::language::syntax::{
    BlankPolicies, EachSyntax, FactSyntax, Name, RollUpSyntax, RuleSyntax,
};
use crate::model::Axis;

pub(super) fn rule(cursor: &mut Cursor) -> Option<RuleSyntax> {
    let level = match cursor.peek_word() {
        Some("warning") => Level::Warning,
        Some("notice") => Level::Notice,
        _ => Level::Error,
    };
    cursor.advance();
    let name = cursor.name(Expected::Name)?;
    let label = cursor.label()?;
    let mut rule = RuleSyntax {
        name,
        label,
        level,
        each: Vec::new(),
        exists: Vec::new(),
        blanks: BlankPolicies::default(),
        formulas: Vec::new(),
    };
    let before = cursor.mistakes.count();
    let mut whole = true;
    for block in &cursor.block.children {
        whole &= part(block, cursor.mistakes, &mut rule);
    }
    if !whole {
        return None;
    }
    if rule.formulas.is_empty() && cursor.mistakes.count() == before {
        let span = rule.name.span;
        let mistake = cursor.mistakes.note(Code::EmptyRule, span);
        mistake.part("name", &rule.name.text);
    }
    Some(rule)
}

/// One line under a rule. What stands deeper under a formula goes on with it. Whether the rest of the rule still means
/// what its author meant: without its `for each` it wouldn't.
fn part(block: &Block, mistakes: &mut Mistakes, rule: &mut RuleSyntax) -> bool {
    let mut cursor = Cursor::new(block, mistakes);
    let before = cursor.mistakes.count();
    if statement(&mut cursor, rule) {
        if cursor.mistakes.count() == before {
            cursor.no_children();
            cursor.end();
        }
        return cursor.mistakes.count() == before;
    }
    let mut whole = Block {
        tokens: Vec::new(),
        children: Vec::new(),
    };
    flatten(block, &mut whole);
    let mut cursor = Cursor::new(&whole, mistakes);
    if let Some(formula) = formula::test(&mut cursor) {
        rule.formulas.push(formula);
        cursor.end();
    }
    true
}

fn flatten(block: &Block, whole: &mut Block) {
    whole.tokens.extend(block.tokens.iter().cloned());
    for child in &block.children {
        flatten(child, whole);
    }
}

/// Whether the line is something else than a formula.
fn statement(cursor: &mut Cursor, rule: &mut RuleSyntax) -> bool {
    if cursor.words(&["for", "each"]) {
        if each(cursor, &mut rule.each).is_none() {
            cursor.skip();
        }
        return true;
    }
    if cursor.peek_word() == Some("where") && cursor.sign_at(1).is_none() {
        cursor.advance();
        if exists(cursor, rule).is_none() {
            cursor.skip();
        }
        return true;
    }
    // After a mistake in a translation nothing else is said about the line.
    header::blank(cursor, &mut rule.blanks) || cursor.translation(&mut rule.label).unwrap_or(true)
}

/// `row of requests in results except decided, column of requests`
fn each(cursor: &mut Cursor, list: &mut Vec<EachSyntax>) -> Option<()> {
    loop {
        let start = cursor.here();
        let axis = match cursor.peek_word() {
            Some("row") => Some(Axis::Rows),
            Some("column") => Some(Axis::Columns),
            Some("cell") => None,
            _ => {
                cursor.expected(Expected::Axis);
                return None;
            }
        };
        cursor.advance();
        cursor.need_word("of", Expected::Of)?;
        let table = cursor.name(Expected::Name)?;
        let mut each = EachSyntax {
            span: start.to(cursor.last()),
            axis,
            table,
            only: Vec::new(),
            except: Vec::new(),
            named: None,
        };
        if cursor.word("in") {
            each.only = names(cursor)?;
        }
        if cursor.word("except") {
            each.except = names(cursor)?;
        }
        if cursor.word("named") {
            each.named = Some(cursor.text(Expected::Text)?);
        }
        list.push(each);
        if !cursor.sign(",") && !cursor.word("and") {
            return Some(());
        }
        let _repeated = cursor.words(&["for", "each"]);
    }
}

/// Names with commas between them. A comma before `row of`, `column of` or `cell of` begins the next `for each`.
pub(super) fn names(cursor: &mut Cursor) -> Option<Vec<Name>> {
    let mut names = vec![cursor.name(Expected::Name)?];
    while cursor.sign_at(0) == Some(",") && cursor.word_at(2) != Some("of") {
        cursor.advance();
        names.push(cursor.name(Expected::Name)?);
    }
    Some(names)
}

/// `where current_total, noncurrent_total exist`
fn exists(cursor: &mut Cursor, rule: &mut RuleSyntax) -> Option<()> {
    loop {
        rule.exists.push(cursor.path(Expected::Address)?);
        if !cursor.sign(",") {
            break;
        }
    }
    if cursor.word("exist") {
        return Some(());
    }
    cursor.need_word("exists", Expected::Exists)
}

/// `fact received in "一、总体情况" "受理依申请公开{n}件" or "…"`; patterns may go on on the lines under it.
pub(super) fn fact(cursor: &mut Cursor) -> Option<FactSyntax> {
    cursor.advance();
    let name = cursor.name(Expected::Name)?;
    let section = if cursor.word("in") {
        cursor.text(Expected::Text)?
    } else {
        String::new()
    };
    let expected = cursor.word("expected");
    let mut patterns = Vec::new();
    if cursor.block.children.is_empty() || cursor.peek_text() {
        read_patterns(cursor, &mut patterns)?;
    }
    cursor.each_child(|child| {
        child.word("or");
        let _read = read_patterns(child, &mut patterns);
        child.no_children();
    });
    Some(FactSyntax {
        name,
        section,
        expected,
        patterns,
    })
}

fn read_patterns(
    cursor: &mut Cursor,
    patterns: &mut Vec<(String, crate::language::diagnostic::Span)>,
) -> Option<()> {
    loop {
        let span = cursor.here();
        let text = cursor.text(Expected::Text)?;
        if text.chars().nth(MAX_NAME).is_some() {
            let mistake = cursor.mistakes.note(Code::Limit, span);
            mistake.part("limit", "MAX_NAME").part("most", MAX_NAME);
            return None;
        }
        patterns.push((text, span));
        if !cursor.word("or") {
            return Some(());
        }
    }
}

/// `roll up requests, disputes "汇总等于各单位之和"`
pub(super) fn roll_up(cursor: &mut Cursor) -> Option<RollUpSyntax> {
    let start = cursor.here();
    cursor.advance();
    cursor.need_word("up", Expected::Up)?;
    let span = start.to(cursor.last());
    let mut of = vec![cursor.address(Expected::Address)?];
    while cursor.sign(",") {
        of.push(cursor.address(Expected::Address)?);
    }
    let tolerance = line::tolerance(cursor)?;
    let mut label = if cursor.peek_text() {
        cursor.label()?
    } else {
        Label::default()
    };
    let level = if cursor.word("as") {
        cursor.level()?
    } else {
        Level::Error
    };
    cursor.each_child(|child| {
        if child.translation(&mut label) == Some(false) {
            child.expected(Expected::End);
        }
        child.no_children();
    });
    Some(RollUpSyntax {
        span,
        of,
        label,
        tolerance,
        level,
    })
}
