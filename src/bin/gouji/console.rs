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
