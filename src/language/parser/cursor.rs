//! One line's tokens, read from left to right; and what every statement needs: names, labels, levels, the end.

use crate::form::{Label, Level};
use crate::language::diagnostic::{Code, Diagnostic, Expected, Mistakes, Span};
use crate::language::layout::Block;
use crate::language::lexer::{Token, TokenKind};
use crate::language::syntax::{Name, Path};
use crate::number::Number;

/// A place in a line.
pub(super) struct Cursor<'a> {
    pub block: &'a Block,
    pub mistakes: &'a mut Mistakes,
    /// How deep the formula at this place is nested.
    pub nesting: usize,
    next: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(block: &'a Block, mistakes: &'a mut Mistakes) -> Cursor<'a> {
        Cursor {
            block,
            mistakes,
            nesting: 0,
            next: 0,
        }
    }

    /// Reads each line under this one; nothing is said about the rest of a line that already has its mistake.
    pub(super) fn each_child(&mut self, mut read: impl FnMut(&mut Cursor)) {
        for child in &self.block.children {
            let mut cursor = Cursor::new(child, self.mistakes);
            let before = cursor.mistakes.count();
            read(&mut cursor);
            cursor.finish(before);
        }
    }

    /// The end of a statement that began when there were `before` mistakes.
    pub(super) fn finish(&mut self, before: usize) {
        if self.mistakes.count() == before {
            self.end();
        }
        if self.mistakes.count() > before {
            doubt(self.block, self.mistakes);
        }
    }

    fn token(&self, ahead: usize) -> Option<&'a Token> {
        self.block.tokens.get(self.next + ahead)
    }

    fn kind_at(&self, ahead: usize) -> Option<&'a TokenKind> {
        self.token(ahead).map(|token| &token.kind)
    }

    /// The word `ahead` tokens from here.
    pub(super) fn word_at(&self, ahead: usize) -> Option<&'a str> {
        match self.kind_at(ahead) {
            Some(TokenKind::Word(word)) => Some(word),
            _ => None,
        }
    }

    pub(super) fn peek_word(&self) -> Option<&'a str> {
        self.word_at(0)
    }

    pub(super) fn peek_number(&self) -> bool {
        matches!(self.kind_at(0), Some(TokenKind::Number(_)))
    }

    pub(super) fn peek_text(&self) -> bool {
        self.text_at(0)
    }

    pub(super) fn text_at(&self, ahead: usize) -> bool {
        matches!(self.kind_at(ahead), Some(TokenKind::Text(_)))
    }

    pub(super) fn sign_at(&self, ahead: usize) -> Option<&'static str> {
        match self.kind_at(ahead) {
            Some(TokenKind::Sign(sign)) => Some(sign),
            _ => None,
        }
    }

    pub(super) fn at_end(&self) -> bool {
        self.token(0).is_none()
    }

    /// The token that comes next, or the place after the last.
    pub(super) fn here(&self) -> Span {
        match self.token(0) {
            Some(token) => token.span,
            None => self
                .block
                .tokens
                .last()
                .map_or_else(Span::default, |last| last.span.after()),
        }
    }

    /// The token that was read last.
    pub(super) fn last(&self) -> Span {
        let last = self.next.checked_sub(1);
        let token = last.and_then(|index| self.block.tokens.get(index));
        token.map_or_else(|| self.here(), |token| token.span)
    }

    pub(super) fn advance(&mut self) {
        self.next += 1;
    }

    /// Reads `word` if it comes next.
    pub(super) fn word(&mut self, word: &str) -> bool {
        self.words(&[word])
    }

    /// Reads these words if all of them come next.
    pub(super) fn words(&mut self, words: &[&str]) -> bool {
        let there = (0..)
            .zip(words)
            .all(|(ahead, word)| self.word_at(ahead) == Some(word));
        self.next += if there { words.len() } else { 0 };
        there
    }

    pub(super) fn sign(&mut self, sign: &str) -> bool {
        let there = self.sign_at(0) == Some(sign);
        self.next += usize::from(there);
        there
    }

    /// Notes that something else must stand here.
    pub(super) fn expected(&mut self, expected: Expected) -> &mut Diagnostic {
        let span = self.here();
        let found = self.shown();
        let code = if self.at_end() {
            Code::Unfinished
        } else {
            Code::Expected
        };
        let mistake = self.mistakes.note(code, span);
        mistake.part("found", found).expected(expected)
    }

    /// What comes next, for a message.
    pub(super) fn shown(&self) -> String {
        match self.kind_at(0) {
            Some(TokenKind::Word(text) | TokenKind::Number(text) | TokenKind::Text(text)) => {
                text.chars().take(40).collect()
            }
            Some(TokenKind::Sign(sign)) => (*sign).to_string(),
            None => String::new(),
        }
    }

    pub(super) fn need_word(&mut self, word: &str, expected: Expected) -> Option<()> {
        if self.word(word) {
            return Some(());
        }
        self.expected(expected);
        None
    }

    pub(super) fn need_sign(&mut self, sign: &str, expected: Expected) -> Option<()> {
        if self.sign(sign) {
            return Some(());
        }
        self.expected(expected);
        None
    }

    pub(super) fn name(&mut self, expected: Expected) -> Option<Name> {
        let span = self.here();
        let Some(word) = self.peek_word() else {
            self.expected(expected);
            return None;
        };
        self.advance();
        Some(Name {
            text: word.to_string(),
            span,
        })
    }

    /// Names and numbers joined by hyphens or points without blanks: `cn-gov-disclosure-2021`.
    pub(super) fn pack_name(&mut self) -> Option<Name> {
        if self.peek_word().is_none() {
            self.expected(Expected::Name);
            return None;
        }
        Some(self.run(|kind| {
            !matches!(
                kind,
                TokenKind::Text(_) | TokenKind::Sign("(" | ")" | "," | "=")
            )
        }))
    }

    /// A cell's or a rule's address as it is written: `requests.decided.other:rows`, `balance[other]`.
    pub(super) fn address(&mut self, expected: Expected) -> Option<Name> {
        if self.peek_word().is_none() {
            self.expected(expected);
            return None;
        }
        let mut depth = 0;
        Some(self.run(|kind| {
            let TokenKind::Sign(sign) = kind else {
                return true;
            };
            match *sign {
                "[" => depth += 1,
                "]" => depth -= 1,
                "," => return depth > 0,
                sign => return [".", ":", "-"].contains(&sign),
            }
            true
        }))
    }

    /// Tokens that follow one another without a blank, as long as they are wanted, as one text.
    fn run(&mut self, mut wanted: impl FnMut(&TokenKind) -> bool) -> Name {
        let start = self.here();
        let mut text = String::new();
        while let Some(token) = self.token(0) {
            if !(text.is_empty() || token.joined) || !wanted(&token.kind) {
                break;
            }
            text += match &token.kind {
                TokenKind::Word(part) | TokenKind::Number(part) | TokenKind::Text(part) => part,
                TokenKind::Sign(sign) => sign,
            };
            self.advance();
        }
        let span = start.to(self.last());
        Name { text, span }
    }

    /// Names joined by points. After a point a text may stand for a name that has other characters.
    pub(super) fn path(&mut self, expected: Expected) -> Option<Path> {
        let mut path = vec![self.name(expected)?];
        while self.sign(".") {
            if let Some(TokenKind::Text(text)) = self.kind_at(0) {
                let (text, span) = (text.clone(), self.here());
                path.push(Name { text, span });
                self.advance();
            } else {
                path.push(self.name(Expected::Name)?);
            }
        }
        Some(path)
    }

    pub(super) fn text(&mut self, expected: Expected) -> Option<String> {
        let Some(TokenKind::Text(text)) = self.kind_at(0) else {
            self.expected(expected);
            return None;
        };
        self.advance();
        Some(text.clone())
    }

    pub(super) fn number(&mut self) -> Option<Number> {
        let negative = self.sign("-");
        let Some(TokenKind::Number(digits)) = self.kind_at(0) else {
            self.expected(Expected::Number);
            return None;
        };
        let Some(number) = Number::parse(digits) else {
            let span = self.here();
            let shown: String = digits.chars().take(60).collect();
            self.mistakes.note(Code::Number, span).part("found", shown);
            return None;
        };
        self.advance();
        Some(if negative { -number } else { number })
    }

    /// A whole number that fits a machine word.
    pub(super) fn whole(&mut self, expected: Expected) -> Option<i64> {
        let span = self.here();
        let number = self.number()?;
        let whole = number.to_i64();
        if whole.is_none() {
            let mistake = self.mistakes.note(Code::Number, span);
            mistake.part("found", number).expected(expected);
        }
        whole
    }

    /// `"总计" or "合计" en "Total"`
    pub(super) fn label(&mut self) -> Option<Label> {
        let mut label = Label {
            text: self.text(Expected::Text)?,
            ..Label::default()
        };
        loop {
            if self.peek_word() == Some("or") && self.text_at(1) {
                self.advance();
                label.aliases.push(self.text(Expected::Text)?);
            } else if !self.translation(&mut label)? {
                return Some(label);
            }
        }
    }

    /// A language tag and a text: `en "Total"`. Whether there was one.
    pub(super) fn translation(&mut self, label: &mut Label) -> Option<bool> {
        let Some(language) = self.peek_word().filter(|word| is_language(word)) else {
            return Some(false);
        };
        if !self.text_at(1) {
            return Some(false);
        }
        let span = self.here();
        self.advance();
        let text = self.text(Expected::Text)?;
        if label.translations.iter().any(|(tag, _)| tag == language) {
            let mistake = self.mistakes.note(Code::Duplicate, span);
            mistake.part("name", language);
            return None;
        }
        label.translations.push((language.to_string(), text));
        Some(true)
    }

    pub(super) fn level(&mut self) -> Option<Level> {
        let level = match self.peek_word() {
            Some("error") => Level::Error,
            Some("warning") => Level::Warning,
            Some("notice") => Level::Notice,
            _ => {
                self.expected(Expected::Level);
                return None;
            }
        };
        self.advance();
        Some(level)
    }

    /// Skips what is left of the line.
    pub(super) fn skip(&mut self) {
        self.next = self.block.tokens.len();
    }

    /// Notes what is left of the line.
    pub(super) fn end(&mut self) {
        if !self.at_end() {
            let (span, found) = (self.here(), self.shown());
            let mistake = self.mistakes.note(Code::Trailing, span);
            mistake.part("found", found);
            self.skip();
        }
    }

    /// Notes lines under one that has nothing under it.
    pub(super) fn no_children(&mut self) {
        if let Some(child) = self.block.children.first() {
            self.mistakes.note(Code::Nested, child.span());
        }
    }
}

/// The words of a line that couldn't be read, and of those under it, may be names that are missing elsewhere. Those under
/// a rule are not: it names nothing but itself.
fn doubt(block: &Block, mistakes: &mut Mistakes) {
    let words = block.tokens.iter().filter_map(|token| match &token.kind {
        TokenKind::Word(word) => Some(word.as_str()),
        _ => None,
    });
    let mut words = words.peekable();
    let first = words.peek().copied().unwrap_or_default();
    words.for_each(|word| mistakes.doubt(word));
    if !["rule", "warning", "notice", "example"].contains(&first) {
        for child in &block.children {
            doubt(child, mistakes);
        }
    }
}

/// Two or three small letters, as languages are tagged; where a text follows, no other word of the language is one.
fn is_language(word: &str) -> bool {
    let letters = word.bytes().all(|byte| byte.is_ascii_lowercase());
    (2..=3).contains(&word.len()) && letters && word != "or"
}
