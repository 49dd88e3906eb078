//! Text → lines of tokens, each with its indentation. Knows no statement.
//!
//! Signs may be typed in their full-width forms, as Chinese input methods produce them: `＝` is `=`, `（` is `(`, `，` and
//! `、` are `,`, `“…”` is a text as `"…"` is.

use super::diagnostic::{Code, Mistakes, Span};
use super::limits::MAX_NAME;

/// One word, number, text or sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub kind: TokenKind,
    pub span: Span,
    /// Whether it follows the one before without a blank.
    pub joined: bool,
}

/// What a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// A name or a keyword: which of them, the parser decides by its place.
    Word(String),
    /// Digits with at most one point.
    Number(String),
    /// What stands in quotation marks, without them.
    Text(String),
    /// `+ - * / ( ) [ ] , . : = <> < <= > >= %`
    Sign(&'static str),
}

/// One line that is neither empty nor a comment.
#[derive(Clone, Debug)]
pub(super) struct LexedLine {
    /// Blanks in front of it.
    pub indent: usize,
    /// Never empty.
    pub tokens: Vec<Token>,
}

/// Reads a whole text.
pub(super) fn lex(source: usize, text: &str, mistakes: &mut Mistakes) -> Vec<LexedLine> {
    let mut lines = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let line = line.strip_prefix('\u{feff}').unwrap_or(line);
        let mut lexer = Lexer {
            rest: line,
            source,
            line: index + 1,
            column: 1,
            mistakes,
        };
        let indent = lexer.indentation();
        let tokens = lexer.tokens();
        if !tokens.is_empty() {
            lines.push(LexedLine { indent, tokens });
        }
    }
    lines
}

struct Lexer<'a> {
    rest: &'a str,
    source: usize,
    line: usize,
    column: usize,
    mistakes: &'a mut Mistakes,
}

impl Lexer<'_> {
    fn indentation(&mut self) -> usize {
        let mut indent = 0;
        while let Some(character) = self.peek().filter(|c| matches!(c, ' ' | '\t' | '\u{3000}')) {
            let start = self.column;
            self.advance(character);
            indent += if character == ' ' { 1 } else { 2 };
            // A line of blanks alone says nothing, whatever the blanks are.
            if character == '\t' && !self.rest.trim().is_empty() {
                let span = self.span_from(start);
                self.mistakes.note(Code::Tab, span);
            }
        }
        indent
    }

    fn tokens(&mut self) -> Vec<Token> {
        let mut tokens = Vec::new();
        let mut joined = false;
        while let Some(character) = self.peek() {
            let start = self.column;
            if plain(character) == '#' {
                break;
            }
            if character.is_whitespace() {
                self.advance(character);
                joined = false;
                continue;
            }
            if let Some(kind) = self.token(character) {
                let span = self.span_from(start);
                tokens.push(Token { kind, span, joined });
                joined = true;
            }
        }
        tokens
    }

    fn token(&mut self, first: char) -> Option<TokenKind> {
        let start = self.column;
        if matches!(first, '"' | '“' | '”' | '＂') {
            return Some(self.quoted(first));
        }
        let first = plain(first);
        if first.is_ascii_digit() {
            return Some(TokenKind::Number(
                self.take_while(|c| c.is_ascii_digit() || c == '.'),
            ));
        }
        if first.is_alphabetic() || first == '_' {
            let word = self.take_while(|c| c.is_alphanumeric() || c == '_');
            if word.chars().nth(MAX_NAME).is_some() {
                let span = self.span_from(start);
                let mistake = self.mistakes.note(Code::Limit, span);
                mistake.part("limit", "MAX_NAME").part("most", MAX_NAME);
                return None;
            }
            return Some(TokenKind::Word(word));
        }
        if let Some((sign, length)) = sign(self.rest) {
            for character in self.rest.chars().take(length).collect::<Vec<_>>() {
                self.advance(character);
            }
            return Some(TokenKind::Sign(sign));
        }
        self.strange(first);
        None
    }

    /// Characters that mean nothing: one mistake for a run of them.
    fn strange(&mut self, first: char) {
        let start = self.column;
        let meaningless = |c: char| {
            !(c.is_whitespace() || c.is_alphanumeric() || "_\"“”#+-*/()[],.:=<>%".contains(c))
                && sign(c.encode_utf8(&mut [0; 4])).is_none()
        };
        let mut found = self.take_while(meaningless);
        if found.is_empty() {
            self.take_first();
            found.push(first);
        }
        let span = self.span_from(start);
        let code = if found.contains(char::is_control) {
            Code::Binary
        } else {
            Code::Character
        };
        let shown: String = found.chars().filter(|c| !c.is_control()).take(20).collect();
        self.mistakes.note(code, span).part("found", shown);
    }

    /// A text up to its closing mark; a doubled `"` stands for one, and `“ ”` may stand inside one another.
    fn quoted(&mut self, opening: char) -> TokenKind {
        let start = self.column;
        self.take_first();
        let straight = opening != '“';
        let mut text = String::new();
        let mut depth = 1_usize;
        while let Some(character) = self.peek() {
            self.advance(character);
            if straight && character == opening {
                if self.peek() != Some(opening) {
                    return TokenKind::Text(text);
                }
                self.take_first();
            } else if !straight && character == '“' {
                depth += 1;
            } else if !straight && character == '”' {
                depth -= 1;
                if depth == 0 {
                    return TokenKind::Text(text);
                }
            }
            text.push(character);
        }
        let span = self.span_from(start);
        self.mistakes.note(Code::Unclosed, span);
        TokenKind::Text(text)
    }

    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    fn advance(&mut self, character: char) {
        self.rest = self.rest.get(character.len_utf8()..).unwrap_or_default();
        self.column += 1;
    }

    fn take_first(&mut self) {
        if let Some(character) = self.peek() {
            self.advance(character);
        }
    }

    fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> String {
        let mut taken = String::new();
        while let Some(character) = self.peek().filter(|c| wanted(plain(*c))) {
            self.advance(character);
            taken.push(plain(character));
        }
        taken
    }

    fn span_from(&self, column: usize) -> Span {
        Span {
            source: self.source,
            line: self.line,
            column,
            end_line: self.line,
            end_column: self.column,
        }
    }
}

/// Full-width letters, digits and signs as their plain forms.
fn plain(character: char) -> char {
    match u32::from(character) {
        code @ 0xff01..=0xff5e => char::from_u32(code - 0xfee0).unwrap_or(character),
        _ => character,
    }
}

/// The sign that the text begins with, and how many characters it takes.
fn sign(text: &str) -> Option<(&'static str, usize)> {
    let mut characters = text.chars().map(plain);
    let first = characters.next()?;
    let second = characters.next();
    let pair = match (first, second) {
        ('<', Some('>')) | ('!', Some('=')) => Some("<>"),
        ('<', Some('=')) => Some("<="),
        ('>', Some('=')) => Some(">="),
        ('=', Some('=')) => Some("="),
        _ => None,
    };
    if let Some(sign) = pair {
        return Some((sign, 2));
    }
    let single = match first {
        '+' => "+",
        '-' | '−' => "-",
        '*' | '×' => "*",
        '/' | '÷' => "/",
        '(' => "(",
        ')' => ")",
        '[' => "[",
        ']' => "]",
        ',' | '、' => ",",
        '.' | '。' => ".",
        ':' => ":",
        '=' => "=",
        '≠' => "<>",
        '<' => "<",
        '≤' => "<=",
        '>' => ">",
        '≥' => ">=",
        '%' => "%",
        _ => return None,
    };
    Some((single, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<String> {
        let mut mistakes = Mistakes::default();
        let lines = lex(0, text, &mut mistakes);
        assert!(mistakes.is_empty(), "{text}");
        lines
            .into_iter()
            .flat_map(|line| line.tokens)
            .map(|token| match token.kind {
                TokenKind::Word(word) => word,
                TokenKind::Number(number) => number,
                TokenKind::Text(text) => format!("\"{text}\""),
                TokenKind::Sign(sign) => sign.to_string(),
            })
            .collect()
    }

    #[test]
    fn full_width_signs_mean_the_same() {
        assert_eq!(
            kinds("ａ ＋ （b − ２）≤ “总“计”” # 注"),
            ["a", "+", "(", "b", "-", "2", ")", "<=", "\"总“计”\""]
        );
    }

    #[test]
    fn quotation_marks_inside_a_text() {
        assert_eq!(
            kinds(r#""危及“三安全一稳定”" "a""b""#),
            ["\"危及“三安全一稳定”\"", "\"a\"b\""]
        );
    }

    #[test]
    fn columns_count_characters() {
        let mut mistakes = Mistakes::default();
        let lines = lex(0, "  \"总计\" x", &mut mistakes);
        let span = lines[0].tokens[1].span;
        assert_eq!((span.line, span.column, span.end_column), (1, 8, 9));
        assert_eq!(lines[0].indent, 2);
    }
}
