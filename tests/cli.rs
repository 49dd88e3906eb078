//! The command line as it is used: every file in `cli/` is a transcript, run from `cli/files/` and compared to the letter.
//!
//! A transcript holds commands (`$ gouji …`, with `< FILE` for standard input), what they print (lines of standard
//! error begin with `2> `) and the exit code they end with. `UPDATE_TRANSCRIPTS=1 cargo test --test cli` writes what is
//! printed now; read the difference before you keep it. Counts that grow with the built-in packs are written `N`.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli")
}

/// Runs `gouji …` as a shell would, for words without quotes and one `< FILE`.
fn run(line: &str) -> String {
    let files = folder().join("files");
    let mut words = line.split_whitespace();
    assert_eq!(
        words.next(),
        Some("gouji"),
        "a transcript runs gouji: {line}"
    );
    let mut command = Command::new(env!("CARGO_BIN_EXE_gouji"));
    command.current_dir(&files).stdin(Stdio::null());
    while let Some(word) = words.next() {
        if word == "<" {
            let file = words.next().expect("a file behind <");
            command.stdin(File::open(files.join(file)).expect(file));
        } else {
            command.arg(word);
        }
    }
    let output = command.output().expect("the program runs");
    let mut text = String::from_utf8(output.stdout).expect("UTF-8 on standard output");
    let complaints = String::from_utf8(output.stderr).expect("UTF-8 on standard error");
    for line in complaints.lines() {
        text.push_str(&format!("2> {line}\n"));
    }
    let code = output.status.code().expect("an exit code");
    if !line.contains("--pack") {
        text = without_counts(&text);
    }
    format!("{text}exit {code}\n")
}

/// How many rules a built-in pack has is the pack's affair: what grows with it is left out.
fn without_counts(text: &str) -> String {
    let mut text = text.to_owned();
    for name in [
        "已校验 ",
        "未校验 ",
        "rules evaluated ",
        "not asked ",
        "\"evaluated\":",
        "\"not_asked\":",
    ] {
        let parts: Vec<&str> = text.split(name).collect();
        let cut = |part: &&str| {
            format!(
                "{name}N{}",
                part.trim_start_matches(|sign: char| sign.is_ascii_digit())
            )
        };
        let rest: String = parts[1..].iter().map(cut).collect();
        text = format!("{}{rest}", parts[0]);
    }
    text
}

fn rerun(transcript: &str) -> String {
    let mut result = String::new();
    let mut printing = false;
    for line in transcript.lines() {
        if let Some(command) = line.strip_prefix("$ ") {
            result.push_str(&format!("{line}\n{}", run(command)));
            printing = true;
        } else if printing {
            printing = !line.starts_with("exit ");
        } else {
            result.push_str(&format!("{line}\n"));
        }
    }
    result
}

#[test]
fn transcripts_are_what_the_program_prints() {
    let mut wrong = Vec::new();
    let mut count = 0;
    let mut paths: Vec<PathBuf> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    for path in paths
        .iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
    {
        let expected = fs::read_to_string(path).unwrap();
        let found = rerun(&expected);
        count += 1;
        if expected == found {
            continue;
        }
        if std::env::var_os("UPDATE_TRANSCRIPTS").is_some() {
            fs::write(path, &found).unwrap();
        } else {
            let first = expected
                .lines()
                .zip(found.lines())
                .find(|(one, other)| one != other);
            let (expected, found) = first.unwrap_or(("(its end)", "(more or fewer lines)"));
            wrong.push(format!(
                "{}:\n  expected {expected}\n  found    {found}",
                path.display()
            ));
        }
    }
    assert!(count > 0, "no transcript was found");
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_closed_pipe_is_no_error() {
    let report = folder().join("../reports/wuzhong_gaj_2024.json");
    let mut child = Command::new(env!("CARGO_BIN_EXE_gouji"))
        .args(["check", "--format", "json"])
        .args(vec![report; 40])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn results_come_as_lines_are_given() {
    use std::io::{BufRead, BufReader, Write};
    let mut child = Command::new(env!("CARGO_BIN_EXE_gouji"))
        .args(["check", "--ndjson"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    for id in ["a", "b"] {
        writeln!(
            input,
            "{{\"id\":\"{id}\",\"cells\":{{\"requests.new.person\":\"3\"}}}}"
        )
        .unwrap();
        input.flush().unwrap();
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        assert!(line.starts_with(&format!("{{\"id\":\"{id}\",")), "{line}");
    }
    drop(input);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn a_huge_line_costs_only_itself() {
    use std::io::Write;
    let mut child = Command::new(env!("CARGO_BIN_EXE_gouji"))
        .args(["check", "--ndjson", "--lang", "en"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || {
        let megabyte = vec![b'7'; 1 << 20];
        for _ in 0..20 {
            input.write_all(&megabyte).unwrap();
        }
        input
            .write_all(b"\n{\"id\":\"next\",\"cells\":{\"requests.new.person\":\"3\"}}\n")
            .unwrap();
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        lines[0],
        "{\"id\":null,\"error\":\"line 1 is longer than 16 MB and was passed over.\"}"
    );
    assert!(lines[1].starts_with("{\"id\":\"next\","), "{}", lines[1]);
    assert_eq!((lines.len(), output.status.code()), (2, Some(2)));
}

#[test]
fn a_workbook_holds_the_summary_the_findings_and_the_tables_in_question() {
    use std::io::{Cursor, Read};
    let output = Command::new(env!("CARGO_BIN_EXE_gouji"))
        .current_dir(folder().join("files"))
        .args(["check", "two.json", "--format", "xlsx"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let mut book = zip::ZipArchive::new(Cursor::new(output.stdout)).expect("a workbook");
    let sheets = book.file_names().filter(|name| {
        name.as_ref()
            .is_ok_and(|name| name.starts_with("xl/worksheets/sheet"))
    });
    // The consistent report has no sheet of its own.
    assert_eq!(sheets.count(), 3);
    let mut strings = String::new();
    book.by_name("xl/sharedStrings.xml")
        .unwrap()
        .read_to_string(&mut strings)
        .unwrap();
    for text in [
        "不一致",
        "requests.decided.other:rows",
        "（七）总计",
        "requests.decided.other = 0",
    ] {
        assert!(strings.contains(text), "{text}");
    }
}

#[test]
fn a_list_to_send_back_begins_with_the_errors() {
    let report = "某某局2024年政府信息公开工作年度报告\n四、政府信息公开行政复议、行政诉讼情况\n\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n行政复议\t1笔\t0\t0\t0\t2\n";
    for format in ["html", "csv"] {
        let file = std::env::temp_dir().join(format!("errors-first-{}.txt", std::process::id()));
        std::fs::write(&file, report).unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_gouji"))
            .args(["check", "--format", format])
            .arg(&file)
            .output()
            .unwrap();
        std::fs::remove_file(&file).unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        let place = |text: &str| said.find(text).unwrap_or_else(|| panic!("{text}: {said}"));
        assert!(place("1 + 0 + 0 + 0 = 1 ≠ 2") < place("必须填写"), "{said}");
    }
}

#[test]
fn a_page_marks_the_cell_in_question_and_runs_nothing() {
    let output = Command::new(env!("CARGO_BIN_EXE_gouji"))
        .current_dir(folder().join("files"))
        .args(["check", "two.json", "steer.json", "--format", "html"])
        .output()
        .unwrap();
    let page = String::from_utf8(output.stdout).unwrap();
    let rows: Vec<&str> = page
        .lines()
        .filter(|line| line.contains("class=\"wrong\""))
        .collect();
    assert_eq!(rows.len(), 2, "{rows:#?}");
    let decided = "（七）总计</th><td>3</td><td>0</td><td>0</td><td>0</td><td>0</td><td class=\"wrong\">3</td>";
    assert!(rows[0].contains(decided), "{}", rows[0]);
    assert!(!page.contains("<script") && !page.contains('\u{202e}'));
    assert_eq!(
        page.matches("<section").count(),
        page.matches("</section>").count()
    );
}
