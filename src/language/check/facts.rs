//! Facts: patterns of prose, taken apart.

use super::Checker;
use crate::language::diagnostic::{Code, Span};
use crate::language::syntax::{FactSyntax, Item, PackSyntax};
use crate::model::{Fact, Pattern, Piece, UNIT_SUFFIX};

/// The one blank of a fact that is only said: its patterns have no figure.
const SAID: &str = "said";

impl Checker<'_> {
    pub(super) fn facts(&mut self, packs: &[PackSyntax]) {
        for item in packs.iter().flat_map(|pack| &pack.items) {
            if let Item::Fact(fact) = item {
                self.fact(fact);
            }
        }
    }

    fn fact(&mut self, syntax: &FactSyntax) {
        if !self.free_name(&syntax.name) {
            return;
        }
        let mut blanks = Vec::new();
        let mut patterns = Vec::new();
        for (text, span) in &syntax.patterns {
            match variants(text, &mut blanks) {
                Some(variants) => patterns.extend(variants),
                None => self.no_pattern(text, *span),
            }
        }
        let has_figure = |pattern: &Pattern| {
            pattern
                .iter()
                .any(|piece| matches!(piece, Piece::Figure(_)))
        };
        if patterns.iter().any(has_figure) {
            // A sentence without its figure would state nothing.
            if let (Some((text, span)), false) =
                (syntax.patterns.first(), patterns.iter().all(has_figure))
            {
                self.no_pattern(text, *span);
            }
            let units: Vec<String> = blanks
                .iter()
                .map(|blank| format!("{blank}{UNIT_SUFFIX}"))
                .collect();
            blanks.extend(units);
        } else {
            blanks.push(SAID.to_string());
        }
        let index = self.model.facts.len();
        self.names.facts.insert(syntax.name.text.clone(), index);
        self.model.facts.push(Fact {
            id: syntax.name.text.clone(),
            section: syntax.section.clone(),
            patterns,
            blanks,
            expected: syntax.expected,
        });
    }

    fn no_pattern(&mut self, text: &str, span: Span) {
        let mistake = self.note(Code::Pattern, span);
        mistake.part("found", text).part("blank", "{n}");
    }
}

/// `受理依申请公开{n}件`, `(收到|受理)…(政府|)信息{n}件`; `None` where it can't be matched in one way. A bracket with an
/// empty choice stands for two patterns, the one with it first.
fn variants(text: &str, blanks: &mut Vec<String>) -> Option<Vec<Pattern>> {
    let kept = text.chars().filter(|character| !character.is_whitespace());
    let text: String = kept.collect();
    let mut patterns: Vec<Pattern> = vec![Vec::new()];
    let mut rest = text.as_str();
    while let Some(first) = rest.chars().next() {
        let mut optional = false;
        let piece = match first {
            '{' => {
                let (name, after) = rest.get(1..)?.split_once('}')?;
                rest = after;
                match name.strip_suffix('+') {
                    Some(listed) => Piece::Listed(blank(listed, blanks)?),
                    None => Piece::Figure(blank(name, blanks)?),
                }
            }
            '(' => {
                let (choices, after) = rest.get(1..)?.split_once(')')?;
                rest = after;
                let mut choices: Vec<String> = choices.split('|').map(str::to_string).collect();
                let count = choices.len();
                choices.retain(|choice| !choice.is_empty());
                optional = choices.len() < count;
                let plain = choices.iter().all(|choice| !choice.contains(SPECIAL));
                (plain && !choices.is_empty()).then_some(Piece::OneOf(choices))?
            }
            '…' => {
                rest = rest.trim_start_matches('…');
                Piece::Gap
            }
            '}' | ')' | '|' => return None,
            _ => {
                let end = rest.find(SPECIAL).unwrap_or(rest.len());
                let (literal, after) = rest.split_at(end);
                rest = after;
                Piece::OneOf(vec![literal.to_string()])
            }
        };
        let without = if optional {
            patterns.clone()
        } else {
            Vec::new()
        };
        for pattern in &mut patterns {
            pattern.push(piece.clone());
        }
        patterns.extend(without);
        if patterns.len() > MOST_VARIANTS {
            return None;
        }
    }
    patterns
        .iter()
        .all(|pattern| can_be_matched(pattern))
        .then_some(patterns)
}

/// Patterns that the brackets of one may stand for.
const MOST_VARIANTS: usize = 32;

/// Signs that a literal can't have.
const SPECIAL: [char; 6] = ['{', '}', '(', ')', '|', '…'];

fn blank(name: &str, blanks: &mut Vec<String>) -> Option<usize> {
    let letters = |character: char| character.is_alphanumeric() || character == '_';
    if name.is_empty() || !name.chars().all(letters) {
        return None;
    }
    let known = blanks.iter().position(|blank| blank == name);
    Some(known.unwrap_or_else(|| {
        blanks.push(name.to_string());
        blanks.len() - 1
    }))
}

/// At least one literal, no figure twice, no two side by side, a literal at an end of each gap.
fn can_be_matched(pieces: &[Piece]) -> bool {
    let is_text = |piece: Option<&Piece>| matches!(piece, Some(Piece::OneOf(_)));
    let mut seen = Vec::new();
    for (index, piece) in pieces.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| pieces.get(before));
        let after = pieces.get(index + 1);
        match piece {
            Piece::OneOf(_) => {}
            Piece::Figure(blank) => {
                if seen.contains(blank) || matches!(after, Some(Piece::Figure(_))) {
                    return false;
                }
                seen.push(*blank);
            }
            Piece::Listed(blank) => {
                if seen.is_empty() || seen.contains(blank) || after.is_some() || !is_text(before) {
                    return false;
                }
            }
            Piece::Gap => {
                let edges = before.is_some() && after.is_some();
                if !edges || !(is_text(before) || is_text(after)) {
                    return false;
                }
            }
        }
    }
    pieces.iter().any(|piece| is_text(Some(piece)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_taken_apart() {
        let mut blanks = Vec::new();
        let text = |texts: &[&str]| Piece::OneOf(texts.iter().map(ToString::to_string).collect());
        assert_eq!(
            variants("(收到|受理) … {n} 件", &mut blanks).unwrap(),
            [[
                text(&["收到", "受理"]),
                Piece::Gap,
                Piece::Figure(0),
                text(&["件"])
            ]]
        );
        assert_eq!(blanks, ["n"]);
        assert_eq!(
            variants("共(计|){n}件", &mut blanks).unwrap(),
            [
                vec![
                    text(&["共"]),
                    text(&["计"]),
                    Piece::Figure(0),
                    text(&["件"])
                ],
                vec![text(&["共"]), Piece::Figure(0), text(&["件"])],
            ]
        );
    }

    #[test]
    fn what_cannot_be_matched_is_refused() {
        for text in [
            "",
            "{n}",
            "{n}{m}件",
            "…{n}件",
            "{n}件…",
            "收到{n",
            "(){n}件",
            "{n}|{m}",
            "收到{}件",
            "收到{n}和{n}件",
            "{n}(件|){m}件",
            "(a|)(b|)(c|)(d|)(e|)(f|)件",
            "其中{part+}",
            "共{n}件{n+}",
            "共{n}件{part+}等",
            "共{n}{part+}",
        ] {
            assert_eq!(variants(text, &mut Vec::new()), None, "{text}");
        }
    }
}
