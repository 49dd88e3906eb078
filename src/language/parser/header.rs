//! The first lines of a pack, and its changes to the pack that it extends.

use super::cursor::Cursor;
use crate::language::diagnostic::{Code, Expected};
use crate::language::suggest::closest;
use crate::language::syntax::{BlankPolicies, ChangeSyntax, PackSyntax};
use crate::model::BlankPolicy;

/// `report cn-gov-disclosure-2021 "政府信息公开工作年度报告"`, with its properties under it or after it.
pub(super) fn report(cursor: &mut Cursor, pack: &mut PackSyntax) {
    pack.span = cursor.here();
    cursor.advance();
    if let Some(name) = cursor.pack_name() {
        pack.id = name.text;
        if let Some(label) = cursor.label() {
            pack.title = label;
        }
    }
    cursor.each_child(|child| {
        let word = child.peek_word().unwrap_or_default();
        property(word, child, pack);
    });
}

/// `version "1.0"`, `years 2021 on`, `extends …`, `blank …`.
pub(super) fn property(word: &str, cursor: &mut Cursor, pack: &mut PackSyntax) {
    let start = cursor.here();
    let duplicate = match word {
        "version" => pack.version.is_some(),
        "years" => pack.years.is_some(),
        "extends" => pack.extends.is_some(),
        "blank" => pack.blank.is_some(),
        _ => word == "report",
    };
    if duplicate {
        let mistake = cursor.mistakes.note(Code::Duplicate, start);
        mistake.part("name", word);
        return cursor.skip();
    }
    match word {
        "blank" => {
            let mut policies = BlankPolicies::default();
            blank(cursor, &mut policies);
            pack.blank = policies.whole;
        }
        "version" => {
            cursor.advance();
            pack.version = cursor.text(Expected::Text);
        }
        "extends" => {
            cursor.advance();
            pack.extends = cursor.pack_name();
        }
        "years" => {
            cursor.advance();
            pack.years = years(cursor);
        }
        _ => {
            let known = ["version", "years", "extends", "blank"];
            let close = closest(word, known.into_iter());
            let found = cursor.shown();
            let mistake = cursor.mistakes.note(Code::UnknownStatement, start);
            mistake.part("found", found).suggest(close);
            cursor.skip();
        }
    }
    cursor.no_children();
}

/// `2021 on`, `2019 to 2020`, `2020`.
fn years(cursor: &mut Cursor) -> Option<(Option<i64>, Option<i64>)> {
    let first = cursor.whole(Expected::Years)?;
    if cursor.word("on") {
        return Some((Some(first), None));
    }
    if cursor.word("to") {
        let span = cursor.here();
        let last = cursor.whole(Expected::Years)?;
        if last < first {
            cursor.mistakes.note(Code::RangeOrder, span);
            return None;
        }
        return Some((Some(first), Some(last)));
    }
    if !cursor.at_end() {
        cursor.expected(Expected::Years);
        return None;
    }
    Some((Some(first), Some(first)))
}

/// `blank waits`, `left blank is zero unless all are blank`. Whether the line is one.
pub(super) fn blank(cursor: &mut Cursor, policies: &mut BlankPolicies) -> bool {
    let start = cursor.here();
    let side = match cursor.peek_word() {
        Some(side @ ("left" | "right")) if cursor.word_at(1) == Some("blank") => side,
        Some("blank") if matches!(cursor.word_at(1), Some("waits" | "is")) => "",
        _ => return false,
    };
    if !side.is_empty() {
        cursor.advance();
    }
    cursor.advance();
    let zero = if cursor.word("waits") {
        false
    } else if cursor.words(&["is", "zero"]) {
        true
    } else {
        cursor.expected(Expected::Blank);
        return true;
    };
    let unless = cursor.words(&["unless", "all", "are", "blank"]);
    let policy = match (zero, unless) {
        (false, false) => BlankPolicy::Wait,
        (false, true) => BlankPolicy::WaitUnlessAllBlank,
        (true, false) => BlankPolicy::Zero,
        (true, true) => BlankPolicy::ZeroUnlessAllBlank,
    };
    let place = match side {
        "left" => &mut policies.left,
        "right" => &mut policies.right,
        _ => &mut policies.whole,
    };
    if place.replace(policy).is_some() {
        let mistake = cursor.mistakes.note(Code::Duplicate, start);
        mistake.part("name", "blank");
    }
    true
}

/// `switch off carry_over`, `set prose_received to notice`.
pub(super) fn change(cursor: &mut Cursor) -> Option<ChangeSyntax> {
    let off = cursor.word("switch");
    if off {
        cursor.need_word("off", Expected::Off)?;
    } else {
        cursor.advance();
    }
    let rule = cursor.address(Expected::RuleAddress)?;
    let level = if off {
        None
    } else {
        cursor.need_word("to", Expected::To)?;
        Some(cursor.level()?)
    };
    cursor.no_children();
    Some(ChangeSyntax { rule, level })
}
