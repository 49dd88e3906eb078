//! Standard input may be longer than memory: what the command line keeps of it doesn't grow with it.
#![cfg(target_os = "linux")]

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// A record of the built-in pack, several kilobytes long.
fn record(number: usize) -> String {
    let pack = gouji::packs::built_in("cn-gov-disclosure-2021").unwrap();
    let cells: Vec<String> = pack
        .model()
        .form
        .cells
        .iter()
        .map(|cell| format!("\"{}\":\"0\"", cell.address))
        .collect();
    format!("{{\"id\":\"{number}\",\"cells\":{{{}}}}}", cells.join(","))
}

struct Stream {
    child: Child,
    into: ChildStdin,
    out: BufReader<ChildStdout>,
}

impl Stream {
    fn new() -> Stream {
        let mut child = Command::new(env!("CARGO_BIN_EXE_gouji"))
            .args(["check", "--ndjson", "--jobs", "2"])
            .args(["--pack", "cn-gov-disclosure-2021"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program runs");
        Stream {
            into: child.stdin.take().unwrap(),
            out: BufReader::new(child.stdout.take().unwrap()),
            child,
        }
    }

    /// Sends so many lines and reads as many answers; how many bytes were sent.
    fn send(&mut self, lines: &[String]) -> usize {
        let text = lines.join("\n") + "\n";
        let sent = text.len();
        let into = &mut self.into;
        let out = &mut self.out;
        std::thread::scope(|scope| {
            scope.spawn(move || into.write_all(text.as_bytes()).expect("it reads on"));
            let mut answer = String::new();
            for _ in lines {
                answer.clear();
                out.read_line(&mut answer).expect("an answer");
                assert!(answer.contains("\"status\""), "{answer}");
            }
        });
        sent
    }

    /// The most memory that it has held so far, in kilobytes.
    fn peak(&self) -> usize {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmHWM:"));
        let number = line.unwrap().split_whitespace().nth(1).unwrap();
        number.parse().unwrap()
    }
}

#[test]
fn a_long_stream_takes_no_more_memory_than_a_short_one() {
    let mut stream = Stream::new();
    let lines: Vec<String> = (0..600).map(record).collect();
    stream.send(&lines);
    let short = stream.peak();
    let mut sent = 0;
    for _ in 0..4 {
        sent += stream.send(&lines) / 1024;
    }
    let long = stream.peak();
    let Stream {
        mut child, into, ..
    } = stream;
    drop(into);
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert!(sent > 12_000, "{sent} kB are no long stream");
    assert!(
        long < short + 4_000,
        "{short} kB grew to {long} kB over {sent} kB"
    );
}
