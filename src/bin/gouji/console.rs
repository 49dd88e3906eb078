//! The terminal: colour only where a person looks, nothing of a file's text that could steer it.

use gouji::markup::escaped;
use std::io::{self, IsTerminal, Write};

/// How something is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Something is wrong.
    Bad,
    /// Something may be wrong.
    Doubtful,
    /// All is well, or how to mend it.
    Good,
    /// Less important.
    Quiet,
    /// A heading.
    Strong,
}

/// Whether a person reads standard output as it comes.
pub fn is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Whether colour may be used on standard output.
pub fn colour() -> bool {
    is_terminal() && std::env::var_os("NO_COLOR").is_none()
}

/// The text in its tone.
pub fn toned(text: &str, tone: Tone, colour: bool) -> String {
    if !colour {
        return text.to_owned();
    }
    let code = match tone {
        Tone::Bad => "31",
        Tone::Doubtful => "33",
        Tone::Good => "32",
        Tone::Quiet => "2",
        Tone::Strong => "1",
    };
    format!("\u{1b}[{code}m{text}\u{1b}[0m")
}

/// Writes to standard output; a reader that has gone away (`| head`) ends the program quietly.
pub fn print(text: &str) {
    print_bytes(text.as_bytes());
}

/// The same for what is no text.
pub fn print_bytes(bytes: &[u8]) {
    let mut out = io::stdout().lock();
    if out.write_all(bytes).and_then(|()| out.flush()).is_err() {
        std::process::exit(0);
    }
}

/// Lines in words, with nothing in them that could steer a terminal.
pub fn lines(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(escaped).collect();
    lines.join("\n")
}

/// Says something on standard error.
pub fn complain(text: &str) {
    let lines: Vec<String> = text.lines().map(escaped).collect();
    // There is nobody left to tell if standard error is closed.
    let _ = writeln!(io::stderr().lock(), "gouji: {}", lines.join("\n"));
}

/// Says on standard error what is wrong with a text, in colour where a person looks.
pub fn complain_of_text(rendered: &str) {
    let colour = io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let _ = writeln!(io::stderr().lock(), "gouji: {}", painted(rendered, colour));
}

/// Mistakes as they are rendered: the sentence in its tone, the place and the frame quiet, the carets loud.
fn painted(rendered: &str, colour: bool) -> String {
    let paint = |line: &str| {
        let line = escaped(line);
        let framed = line.trim_start();
        if framed.starts_with("--> ") || framed == "|" {
            toned(&line, Tone::Quiet, colour)
        } else if let Some((frame, carets)) = line.split_once("| ").filter(|(_, rest)| {
            let rest = rest.trim_start();
            !rest.is_empty() && rest.chars().all(|sign| sign == '^')
        }) {
            let frame = toned(&format!("{frame}| "), Tone::Quiet, colour);
            format!("{frame}{}", toned(carets, Tone::Bad, colour))
        } else if framed.starts_with(|sign: char| sign.is_ascii_digit()) || line.is_empty() {
            line
        } else {
            toned(&line, Tone::Strong, colour)
        }
    };
    let lines: Vec<String> = rendered.lines().map(paint).collect();
    lines.join("\n")
}

/// How far a run over many files has come, on standard error; nothing where a person reads the results as they come, or
/// reads nothing at all.
pub struct Progress {
    done: usize,
    all: usize,
    shown: bool,
}

impl Progress {
    /// A run over so many files.
    pub fn new(all: usize) -> Progress {
        Progress {
            done: 0,
            all,
            shown: all > 1 && io::stderr().is_terminal() && !is_terminal(),
        }
    }

    /// One more is done.
    pub fn step(&mut self) {
        self.done += 1;
        if self.shown {
            let filled = "█".repeat(self.done * 30 / self.all);
            // There is nobody left to tell if standard error is closed.
            let _ = write!(
                io::stderr().lock(),
                "\r{filled:<30} {}/{} ",
                self.done,
                self.all
            );
        }
    }

    /// Leaves the line as it was.
    pub fn finish(self) {
        if self.shown {
            let _ = write!(io::stderr().lock(), "\r\u{1b}[K");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::painted;

    const MISTAKE: &str = "error: no such row.\n --> a.gouji:3:7\n  |\n3 |   a = bb\n  |       ^^";

    #[test]
    fn a_mistake_is_painted_for_a_person_and_plain_for_a_file() {
        assert_eq!(painted(MISTAKE, false), MISTAKE);
        assert_eq!(
            painted(MISTAKE, true),
            "\u{1b}[1merror: no such row.\u{1b}[0m\n\u{1b}[2m --> a.gouji:3:7\u{1b}[0m\n\u{1b}[2m  |\u{1b}[0m\n3 |   a = bb\n\u{1b}[2m  | \u{1b}[0m\u{1b}[31m      ^^\u{1b}[0m"
        );
    }

    #[test]
    fn nothing_of_a_text_steers_the_terminal() {
        assert!(!painted("3 | \u{1b}[2J", true).contains("\u{1b}[2J"));
    }
}
