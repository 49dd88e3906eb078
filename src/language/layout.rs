//! Lines with their indentation → a tree: what stands deeper belongs to the line above.

use super::diagnostic::{Code, Mistakes, Span};
use super::lexer::{LexedLine, Token};
use super::limits::MAX_DEPTH;

/// A line with the lines under it.
#[derive(Clone, Debug)]
pub(super) struct Block {
    /// Never empty.
    pub tokens: Vec<Token>,
    pub children: Vec<Block>,
}

impl Block {
    /// The whole line.
    pub(super) fn span(&self) -> Span {
        match (self.tokens.first(), self.tokens.last()) {
            (Some(first), Some(last)) => first.span.to(last.span),
            _ => Span::default(),
        }
    }
}

/// Builds the tree, without recursion on its depth. Lines beyond [`MAX_DEPTH`] are a mistake and left out.
pub(super) fn arrange(lines: Vec<LexedLine>, mistakes: &mut Mistakes) -> Vec<Block> {
    // Open blocks from the outermost to the innermost, each with its indentation.
    let mut open: Vec<(usize, Block)> = Vec::new();
    let mut roots = Vec::new();
    let mut too_deep: Option<usize> = None;
    for line in lines {
        if too_deep.is_some_and(|indent| line.indent >= indent) {
            continue;
        }
        too_deep = None;
        let block = Block {
            tokens: line.tokens,
            children: Vec::new(),
        };
        let mut closed = None;
        while open
            .last()
            .is_some_and(|(indent, _)| *indent >= line.indent)
        {
            closed = close(&mut open, &mut roots);
        }
        let between = closed.is_some_and(|indent| indent != line.indent);
        if between || (open.is_empty() && line.indent > 0) {
            mistakes.note(Code::Indent, block.span());
        }
        if open.len() >= MAX_DEPTH {
            let mistake = mistakes.note(Code::Limit, block.span());
            mistake.part("limit", "MAX_DEPTH").part("most", MAX_DEPTH);
            too_deep = Some(line.indent);
            continue;
        }
        open.push((line.indent, block));
    }
    while close(&mut open, &mut roots).is_some() {}
    roots
}

/// Hands the innermost open block to the one around it; its indentation.
fn close(open: &mut Vec<(usize, Block)>, roots: &mut Vec<Block>) -> Option<usize> {
    let (indent, block) = open.pop()?;
    match open.last_mut() {
        Some((_, parent)) => parent.children.push(block),
        None => roots.push(block),
    }
    Some(indent)
}

#[cfg(test)]
mod tests {
    use super::super::lexer::lex;
    use super::*;

    fn shape(blocks: &[Block]) -> String {
        let shapes = blocks.iter().map(|block| shape(&block.children));
        format!("({})", shapes.collect::<String>())
    }

    #[test]
    fn depth_follows_indentation() {
        let mut mistakes = Mistakes::default();
        let lines = lex(0, "a\n  b\n    c\n  d\ne\n   f", &mut mistakes);
        assert_eq!(shape(&arrange(lines, &mut mistakes)), "(((())())(()))");
        assert!(mistakes.is_empty());
    }

    #[test]
    fn a_line_between_two_depths_is_a_mistake() {
        let mut mistakes = Mistakes::default();
        let lines = lex(0, "a\n    b\n  c", &mut mistakes);
        assert_eq!(shape(&arrange(lines, &mut mistakes)), "((()()))");
        assert_eq!(mistakes.count(), 1);
    }

    #[test]
    fn a_hundred_thousand_depths_are_one_mistake() {
        let text: String = (0..3000)
            .map(|depth| format!("{}a\n", " ".repeat(depth)))
            .collect();
        let mut mistakes = Mistakes::default();
        let lines = lex(0, &text, &mut mistakes);
        arrange(lines, &mut mistakes);
        assert_eq!(mistakes.count(), 1);
    }
}
