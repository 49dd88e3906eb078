//! Formulas: from `or` at the loosest to a name at the tightest. Whether a test stands where a figure must, the checker
//! finds out: `(a + b) = c` and `(a = b) and c > 0` begin alike.

use super::cursor::Cursor;
use super::line::tolerance;
use crate::language::diagnostic::{Code, Expected, Span};
use crate::language::limits::{MAX_FACTORS, MAX_NESTING, MAX_TESTS};
use crate::language::syntax::{Function, Node, NodeKind, Quantity, SumPart};
use crate::number::Number;
use crate::row::Relation;

/// A whole formula.
pub(super) fn test(cursor: &mut Cursor) -> Option<Node> {
    deeper(cursor, |cursor| {
        chain(cursor, "or", NodeKind::Or, |cursor| {
            chain(cursor, "and", NodeKind::And, negation)
        })
    })
}

/// Reads one level of nesting, within [`MAX_NESTING`].
fn deeper<T>(cursor: &mut Cursor, read: impl FnOnce(&mut Cursor) -> Option<T>) -> Option<T> {
    if cursor.nesting >= MAX_NESTING {
        let span = cursor.here();
        let mistake = cursor.mistakes.note(Code::Limit, span);
        mistake
            .part("limit", "MAX_NESTING")
            .part("most", MAX_NESTING);
        return None;
    }
    cursor.nesting += 1;
    let result = read(cursor);
    cursor.nesting -= 1;
    result
}

fn node(cursor: &Cursor, start: Span, kind: NodeKind) -> Node {
    let span = start.to(cursor.last());
    Node { span, kind }
}

/// `part word part word part`; a single part stays what it is.
fn chain(
    cursor: &mut Cursor,
    word: &str,
    join: impl Fn(Vec<Node>) -> NodeKind,
    part: impl Fn(&mut Cursor) -> Option<Node>,
) -> Option<Node> {
    let start = cursor.here();
    let first = part(cursor)?;
    if cursor.peek_word() != Some(word) {
        return Some(first);
    }
    let mut parts = vec![first];
    while cursor.word(word) {
        parts.push(part(cursor)?);
    }
    let joined = node(cursor, start, NodeKind::Or(Vec::new()));
    within(cursor, joined.span, parts.len(), "MAX_TESTS", MAX_TESTS)?;
    Some(Node {
        kind: join(parts),
        ..joined
    })
}

/// Refuses what has more parts than a limit allows.
fn within(cursor: &mut Cursor, span: Span, count: usize, limit: &str, most: usize) -> Option<()> {
    if count <= most {
        return Some(());
    }
    let mistake = cursor.mistakes.note(Code::Limit, span);
    mistake.part("limit", limit).part("most", most);
    None
}

fn negation(cursor: &mut Cursor) -> Option<Node> {
    // A name where a sign follows it: a row may be called `not`.
    let keyword = matches!(cursor.sign_at(1), None | Some("(" | "-"));
    if cursor.peek_word() != Some("not") || !keyword {
        return condition(cursor);
    }
    let start = cursor.here();
    cursor.advance();
    let inner = deeper(cursor, negation)?;
    Some(node(cursor, start, NodeKind::Not(Box::new(inner))))
}

fn condition(cursor: &mut Cursor) -> Option<Node> {
    let start = cursor.here();
    if cursor.peek_word() == Some("if") && matches!(cursor.sign_at(1), None | Some("(" | "-")) {
        return implication(cursor);
    }
    if let Some(quantity) = quantity(cursor) {
        cursor.need_word("of", Expected::Of)?;
        let parts = list(cursor, sum)?;
        if !(cursor.word("is") || cursor.word("are")) || !cursor.word("given") {
            cursor.expected(Expected::Given);
            return None;
        }
        let span = start.to(cursor.last());
        within(cursor, span, parts.len(), "MAX_TESTS", MAX_TESTS)?;
        return Some(node(cursor, start, NodeKind::HowMany(quantity, parts)));
    }
    let first = sum(cursor)?;
    if cursor.word("is") {
        let given = cursor.word("given");
        if !given && !cursor.word("blank") {
            cursor.expected(Expected::Given);
            return None;
        }
        let kind = NodeKind::Given(Box::new(first), given);
        return Some(node(cursor, start, kind));
    }
    comparison(cursor, start, first)
}

fn comparison(cursor: &mut Cursor, start: Span, first: Node) -> Option<Node> {
    let mut rest = Vec::new();
    while let Some(relation) = relation(cursor) {
        rest.push((relation, sum(cursor)?));
    }
    if rest.is_empty() {
        return Some(first);
    }
    let tolerance = tolerance(cursor)?;
    let kind = NodeKind::Compare {
        first: Box::new(first),
        rest,
        tolerance,
    };
    Some(node(cursor, start, kind))
}

fn relation(cursor: &mut Cursor) -> Option<Relation> {
    let relation = match cursor.sign_at(0)? {
        "=" => Relation::Equal,
        "<>" => Relation::NotEqual,
        "<" => Relation::Less,
        "<=" => Relation::LessOrEqual,
        ">" => Relation::Greater,
        ">=" => Relation::GreaterOrEqual,
        _ => return None,
    };
    cursor.advance();
    Some(relation)
}

fn implication(cursor: &mut Cursor) -> Option<Node> {
    let start = cursor.here();
    cursor.advance();
    let condition = test(cursor)?;
    cursor.need_word("then", Expected::Then)?;
    let consequence = test(cursor)?;
    let otherwise = if cursor.word("else") {
        Some(Box::new(test(cursor)?))
    } else {
        None
    };
    let kind = NodeKind::If(Box::new(condition), Box::new(consequence), otherwise);
    Some(node(cursor, start, kind))
}

fn quantity(cursor: &mut Cursor) -> Option<Quantity> {
    [
        (["at", "most", "one"].as_slice(), Quantity::AtMostOne),
        (&["at", "least", "one"], Quantity::AtLeastOne),
        (&["exactly", "one"], Quantity::ExactlyOne),
        (&["all", "or", "none"], Quantity::AllOrNone),
    ]
    .into_iter()
    .find(|(words, _)| cursor.words(words))
    .map(|(_, quantity)| quantity)
}

/// `a, b, c`
fn list<T>(cursor: &mut Cursor, mut read: impl FnMut(&mut Cursor) -> Option<T>) -> Option<Vec<T>> {
    let mut list = vec![read(cursor)?];
    while cursor.sign(",") {
        list.push(read(cursor)?);
    }
    Some(list)
}

/// Arithmetic.
pub(super) fn sum(cursor: &mut Cursor) -> Option<Node> {
    let start = cursor.here();
    let first = product(cursor)?;
    let mut parts = vec![(false, first)];
    loop {
        let minus = cursor.sign("-");
        if !minus && !cursor.sign("+") {
            break;
        }
        parts.push((minus, product(cursor)?));
    }
    Some(match parts.pop() {
        Some((false, only)) if parts.is_empty() => only,
        Some(last) => {
            parts.push(last);
            node(cursor, start, NodeKind::Sum(parts))
        }
        None => return None,
    })
}

fn product(cursor: &mut Cursor) -> Option<Node> {
    let start = cursor.here();
    let first = factor(cursor)?;
    if !matches!(cursor.sign_at(0), Some("*" | "/")) {
        return Some(first);
    }
    let mut factors = vec![(false, first)];
    loop {
        let divide = cursor.sign("/");
        if !divide && !cursor.sign("*") {
            break;
        }
        factors.push((divide, factor(cursor)?));
    }
    let product = node(cursor, start, NodeKind::Product(Vec::new()));
    let count = factors.len();
    within(cursor, product.span, count, "MAX_FACTORS", MAX_FACTORS)?;
    let kind = NodeKind::Product(factors);
    Some(Node { kind, ..product })
}

fn factor(cursor: &mut Cursor) -> Option<Node> {
    let start = cursor.here();
    if cursor.sign("-") {
        let inner = deeper(cursor, factor)?;
        return Some(node(cursor, start, NodeKind::Sum(vec![(true, inner)])));
    }
    if cursor.sign("(") {
        let inner = test(cursor)?;
        cursor.need_sign(")", Expected::Bracket)?;
        return Some(Node {
            span: start.to(cursor.last()),
            ..inner
        });
    }
    if cursor.peek_number() {
        let number = cursor.number()?;
        let number = if cursor.sign("%") {
            number * Number::power_of_ten(-2)
        } else {
            number
        };
        return Some(node(cursor, start, NodeKind::Number(number)));
    }
    if cursor.peek_text() {
        let text = cursor.text(Expected::Value)?;
        return Some(node(cursor, start, NodeKind::Text(text)));
    }
    if cursor.words(&["sum", "of"]) {
        let parts = sum_parts(cursor)?;
        return Some(node(cursor, start, NodeKind::SumOf(parts)));
    }
    if let (Some(word), Some("(")) = (cursor.peek_word(), cursor.sign_at(1)) {
        return call(word, cursor);
    }
    let path = cursor.path(Expected::Value)?;
    Some(node(cursor, start, NodeKind::Path(path)))
}

fn call(word: &str, cursor: &mut Cursor) -> Option<Node> {
    let start = cursor.here();
    let function = match word {
        "abs" => Function::Absolute,
        "min" => Function::Minimum,
        "max" => Function::Maximum,
        "round" => Function::Round,
        _ => {
            let known = ["abs", "min", "max", "round"];
            let close = crate::language::suggest::closest(word, known.into_iter());
            let mistake = cursor.mistakes.note(Code::UnknownFunction, start);
            mistake.part("name", word).suggest(close);
            return None;
        }
    };
    cursor.advance();
    cursor.advance();
    let arguments = deeper(cursor, |cursor| list(cursor, sum))?;
    cursor.need_sign(")", Expected::Bracket)?;
    let call = node(cursor, start, NodeKind::Call(function, Vec::new()));
    let right = match function {
        Function::Absolute => arguments.len() == 1,
        Function::Round => arguments.len() <= 2,
        Function::Minimum | Function::Maximum => arguments.len() >= 2,
    };
    if !right {
        let mistake = cursor.mistakes.note(Code::ArgumentCount, call.span);
        mistake.part("name", word).part("count", arguments.len());
        return None;
    }
    let kind = NodeKind::Call(function, arguments);
    Some(Node { kind, ..call })
}

fn sum_parts(cursor: &mut Cursor) -> Option<Vec<SumPart>> {
    if !cursor.sign("(") {
        return Some(vec![sum_part(cursor)?]);
    }
    let parts = list(cursor, sum_part)?;
    cursor.need_sign(")", Expected::Bracket)?;
    Some(parts)
}

fn sum_part(cursor: &mut Cursor) -> Option<SumPart> {
    if cursor.words(&["lines", "named"]) {
        let span = cursor.here();
        return Some(SumPart::Named(cursor.text(Expected::Text)?, span));
    }
    let path = cursor.path(Expected::Value)?;
    if cursor.word("to") {
        return Some(SumPart::Range(path, cursor.path(Expected::Value)?));
    }
    Some(SumPart::Path(path))
}
