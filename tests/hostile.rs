//! Input that means harm, from the outside in: the command line under a limit of memory. Every input gives a result or a
//! sentence that says why not; no text of a file steers a terminal, a spreadsheet or a browser.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Kilobytes that the program gets, of addresses even, of which it uses fewer.
const MOST: u32 = 512 * 1024;

struct Said {
    code: i32,
    out: String,
    err: String,
}

/// A folder of its own for each test.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Runs the program on input that is piped in, with little memory.
fn gouji(arguments: &[&str], input: &[u8]) -> Said {
    let program = env!("CARGO_BIN_EXE_gouji");
    let mut command = if cfg!(unix) {
        let mut shell = Command::new("sh");
        let limited = format!("ulimit -v {MOST} && exec \"$0\" \"$@\"");
        shell.args(["-c", &limited, program]);
        shell
    } else {
        Command::new(program)
    };
    command.args(arguments).env("NO_COLOR", "1");
    let pipes = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = pipes.spawn().unwrap();
    let mut pipe = child.stdin.take().unwrap();
    let input = input.to_vec();
    // The program may have heard enough before the end.
    let writer = std::thread::spawn(move || drop(pipe.write_all(&input)));
    let done = child.wait_with_output().unwrap();
    writer.join().unwrap();
    Said {
        code: done.status.code().unwrap_or(-1),
        out: String::from_utf8_lossy(&done.stdout).into_owned(),
        err: String::from_utf8_lossy(&done.stderr).into_owned(),
    }
}

/// Refused in words, by an exit code that says so, and not by falling over.
fn refused(name: &str, bytes: &[u8], because: &str) {
    let path = folder("refused").join(name);
    std::fs::write(&path, bytes).unwrap();
    let said = gouji(&["check", "--lang", "en", path.to_str().unwrap()], b"");
    std::fs::remove_file(&path).unwrap();
    assert_eq!(said.code, 2, "{name}: {}", said.err);
    assert!(said.err.contains(because), "{name}: {}", said.err);
    assert!(!said.err.contains("panicked"), "{name}: {}", said.err);
}

fn archive(part: &str, content: &[u8]) -> Vec<u8> {
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file(part, SimpleFileOptions::default()).unwrap();
    zip.write_all(content).unwrap();
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_hundred_megabytes_of_text_are_refused_in_little_memory() {
    refused(
        "text.txt",
        "政府信息公开 0 0 0\n".repeat(4_200_000).as_bytes(),
        "64 MB",
    );
}

#[test]
fn a_zip_that_unpacks_to_more_than_is_read_is_refused() {
    let spaces = vec![b' '; 120 << 20];
    refused("bomb.docx", &archive("word/document.xml", &spaces), "96 MB");
}

#[test]
fn a_workbook_that_is_one_is_refused_for_its_cells() {
    let row = |row: usize| format!("<row r=\"{row}\">{}</row>", "<c><v>1</v></c>".repeat(1_000));
    let rows: String = (1..=500).map(row).collect();
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in [
        (
            "xl/workbook.xml",
            "<workbook><sheets><sheet name=\"1\"/></sheets></workbook>",
        ),
        ("xl/worksheets/sheet1.xml", &sheet),
    ] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    refused("cells.xlsx", &zip.finish().unwrap().into_inner(), "gouji:");
}

#[test]
fn json_without_end_is_refused() {
    refused(
        "deep.json",
        format!("[{}", "{\"previous\":".repeat(100_000)).as_bytes(),
        "recursion",
    );
    let arrays = format!("{{\"cells\":{}", "[".repeat(1_000_000));
    refused("arrays.json", arrays.as_bytes(), "gouji:");
}

#[test]
fn a_line_without_end_costs_only_itself() {
    let long = format!(
        "{{\"id\":\"long\",\"cells\":{{\"x\":\"{}\"}}}}",
        "9".repeat(17 << 20)
    );
    let input =
        format!("{long}\n{{\"id\":\"next\",\"pack\":\"cn-gov-disclosure-2021\",\"cells\":{{}}}}\n");
    let said = gouji(&["check", "--ndjson"], input.as_bytes());
    let lines: Vec<&str> = said.out.lines().collect();
    assert_eq!(lines.len(), 2, "{}", said.err);
    assert!(lines[0].contains("\"error\"") && lines[1].contains("\"id\":\"next\""));
    assert_eq!(said.code, 2);
}

const PACK: &str = "report p \"表\"\nfigures\n  a \"甲\" count\n  b \"乙\" count\n  w \"说明\" text\nrule same \"甲等于乙\"\n  a = b\n";

/// A report whose every text is `evil`, checked and written in a format.
fn with_everywhere(name: &str, evil: &str, format: &str) -> Said {
    let pack = folder(name).join("pack.gouji");
    std::fs::write(&pack, PACK).unwrap();
    let record = serde_json::json!({
        "id": evil, "organ": evil, "file": evil, "cells": { "a": evil, "b": "1", "w": evil, evil: evil },
        "unplaced": [{ "where": evil, "text": evil, "why": evil }],
        "notices": [{ "rule": evil, "where": evil, "text": evil, "why": evil }],
        "prose": { evil: evil }, "previous": { "organ": evil, "cells": { "a": evil } },
        "justified": { "same": { "reason": evil, "values": {} } },
    });
    let arguments = [
        "check",
        "--pack",
        pack.to_str().unwrap(),
        "--format",
        format,
        "-",
    ];
    let said = gouji(&arguments, record.to_string().as_bytes());
    // `＋1` is a figure, and the right one.
    assert!(said.code <= 1, "{}", said.err);
    said
}

/// Signs that a terminal obeys, or that turn the direction of writing.
fn steers(sign: char) -> bool {
    sign.is_control() && sign != '\n'
        || matches!(
            sign,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}'
        )
        || ('\u{202a}'..='\u{202e}').contains(&sign)
        || ('\u{2066}'..='\u{2069}').contains(&sign)
}

fn steered(said: &Said) -> Option<char> {
    let text = said
        .out
        .trim_start_matches('\u{feff}')
        .chars()
        .chain(said.err.chars());
    text.into_iter().find(|sign| steers(*sign))
}

const STEERING: &str =
    "x\u{1b}[2J\u{1b}]0;title\u{7}\u{8}\u{9b}31m\u{202e}olleh\u{2066}\u{200f}\u{61c}\u{2028}";

#[test]
fn no_text_steers_a_terminal() {
    let evil = format!("{STEERING}\r\n\u{0}");
    for format in ["human", "csv"] {
        let said = with_everywhere("terminal", &evil, format);
        assert_eq!(steered(&said), None, "{:?}", said.out);
        assert!(said.out.contains("\\u{1b}"));
    }
}

#[test]
fn no_pack_steers_a_terminal() {
    let path = folder("steering").join("pack.gouji");
    let pack = PACK
        .replace("表", &format!("表{STEERING}"))
        .replace("甲", &format!("甲{STEERING}"));
    for text in [
        pack.clone(),
        pack.replace("a = b", &format!("a = b{STEERING}")),
    ] {
        std::fs::write(&path, text).unwrap();
        for command in ["lint", "test", "describe"] {
            let said = gouji(&[command, path.to_str().unwrap()], b"");
            assert_eq!(
                steered(&said),
                None,
                "{command}: {:?} {:?}",
                said.out,
                said.err
            );
        }
    }
}

#[test]
fn no_text_becomes_a_formula() {
    for evil in [
        "=cmd|' /C calc'!A0",
        "+1+1",
        "-2+3",
        "@SUM(1)",
        "＝1+1",
        "＋1",
        "－1+2",
        "＠SUM(1)",
    ] {
        let said = with_everywhere("formula", evil, "csv");
        // Each field by itself, quotes and all.
        for field in said.out.trim_start_matches('\u{feff}').split([',', '\n']) {
            let bare = field.trim_start_matches('"');
            let begins = bare.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
            assert!(!begins || bare.len() == 1, "{evil:?}: {field:?}");
        }
    }
}

#[test]
fn no_text_becomes_markup() {
    for evil in [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)",
        "</title></style><svg onload=alert(1)>",
        "<!--<img src=--><img src=x onerror=alert(1)//\">",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    ] {
        let said = with_everywhere("markup", evil, "html");
        let page = said.out.to_lowercase();
        for tag in [
            "<script",
            "<img",
            "<svg",
            "<math",
            "<mtext",
            "</title></style>",
            "<!--<",
        ] {
            assert!(!page.contains(tag), "{evil}: {tag} in the page");
        }
        let known = [
            "html", "head", "meta", "title", "style", "body", "h1", "h2", "section", "p", "ul",
            "li", "table", "caption", "thead", "tbody", "tr", "th", "td", "a", "b",
        ];
        for after in page.split('<').skip(1) {
            let name = after.trim_start_matches(['/', '!']);
            let end = name
                .find(|sign: char| !sign.is_ascii_alphanumeric())
                .unwrap_or(name.len());
            assert!(
                name.starts_with("doctype") || known.contains(&&name[..end]),
                "{evil}: <{name:.20}"
            );
        }
    }
}

#[test]
fn names_of_javascript_are_addresses_like_others() {
    let record = r#"{"cells":{"a":"1","b":"1","__proto__":"2","constructor":"3","toString":"4"},"__proto__":{"cells":{"a":"9"}},"constructor":1}"#;
    let pack = folder("names").join("pack.gouji");
    std::fs::write(&pack, PACK).unwrap();
    let said = gouji(
        &[
            "check",
            "--pack",
            pack.to_str().unwrap(),
            "--format",
            "json",
            "-",
        ],
        record.as_bytes(),
    );
    assert_eq!(said.code, 0, "{}", said.err);
    for name in ["__proto__", "constructor", "toString"] {
        assert!(
            said.out.contains(&format!("{{\"where\":\"{name}\"")),
            "{}",
            said.out
        );
    }
    assert!(said.out.contains("\"status\":\"consistent\""));
}
