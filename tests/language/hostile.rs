//! Packs that nobody writes in good faith: a diagnostic or a named limit, soon, and never a panic.

use crate::{compiled, library, model};
use gouji::language::{Code, Diagnostic, compile, limits};
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// What is said of a pack, which must take less than a few seconds even without optimisation.
fn said(text: &str) -> Vec<Diagnostic> {
    let begun = Instant::now();
    let mistakes = compiled(text).err().unwrap_or_default();
    for mistake in &mistakes {
        assert!(!mistake.render("zh-CN").is_empty());
    }
    let taken = begun.elapsed();
    assert!(taken < Duration::from_secs(20), "{taken:?}");
    mistakes
}

fn limit_of(text: &str) -> String {
    let mistakes = said(text);
    let limit = mistakes.iter().find(|mistake| mistake.code == Code::Limit);
    let parts = limit
        .map(|mistake| mistake.parts.clone())
        .unwrap_or_default();
    let name = parts.into_iter().find(|(part, _)| *part == "limit");
    name.map(|(_, value)| value).unwrap_or_default()
}

const FIGURES: &str = "report x \"表\"\nfigures\n  a \"甲\"\n  b \"乙\"\nrule r \"规则\"\n  ";

#[test]
fn deep_nesting_is_a_named_limit() {
    let deep = 100_000;
    let nested = [
        format!("{}a{} = b", "(".repeat(deep), ")".repeat(deep)),
        format!("{}a = b", "not ".repeat(deep)),
        format!("{}a = b", "-".repeat(deep)),
        format!("{}a = b", "if a = b then ".repeat(deep)),
        format!("{}a = b", "abs(".repeat(deep)),
        format!("a = b or ({}", "a = b and (".repeat(deep)),
    ];
    for formula in nested {
        assert_eq!(
            limit_of(&format!("{FIGURES}{formula}")),
            "MAX_NESTING",
            "{}",
            &formula[..20]
        );
    }
    let product = vec!["a"; deep].join(" * ");
    assert_eq!(limit_of(&format!("{FIGURES}{product} = b")), "MAX_FACTORS");
    for word in ["or", "and"] {
        let tests = vec!["a = b"; 100_000].join(&format!(" {word} "));
        assert_eq!(limit_of(&format!("{FIGURES}{tests}")), "MAX_TESTS");
    }
    let all = vec!["a"; 10_000].join(", ");
    let given = format!("{FIGURES}at most one of {all} is given");
    assert_eq!(limit_of(&given), "MAX_TESTS");
    let lines: String = (0..2_000)
        .map(|depth| format!("{}group g{depth} \"组\"\n", " ".repeat(depth + 4)))
        .collect();
    let text = format!("report x \"表\"\ntable t \"表\"\n  rows\n{lines}");
    assert_eq!(limit_of(&text), "MAX_DEPTH");
}

#[test]
fn long_lines_are_read_or_refused() {
    let million = 1_000_000;
    assert!(!said(&"x".repeat(million)).is_empty());
    assert!(!said(&"\u{0}".repeat(million)).is_empty());
    assert!(!said(&";".repeat(million)).is_empty());
    assert!(!said(&"; ".repeat(million / 2)).is_empty());
    assert!(!said(&"\"".repeat(million + 1)).is_empty());
    assert!(!said(&format!("report x \"{}", "长".repeat(million / 3))).is_empty());
    let sum = vec!["a"; million / 4].join(" + ");
    assert!(said(&format!("{FIGURES}{sum} = b")).is_empty());
    let chain = vec!["a = b"; limits::MAX_TESTS].join(" and ");
    assert!(said(&format!("{FIGURES}{chain}")).is_empty());
    assert_eq!(limit_of(&" ".repeat(limits::MAX_TEXT + 1)), "MAX_TEXT");
}

/// A table of so many rows and columns, with a rule for each cell.
fn table(rows: usize, columns: usize, rule: &str) -> String {
    let lines = |count: usize, letter: char| {
        let line = |index| format!("    {letter}{index} \"{letter}{index}\"\n");
        (0..count).map(line).collect::<String>()
    };
    let (rows, columns) = (lines(rows, 'r'), lines(columns, 'c'));
    format!(
        "report x \"表\"\ntable t \"表\"\n  cells count\n  columns\n{columns}  rows\n{rows}{rule}"
    )
}

#[test]
fn large_packs_compile_and_larger_ones_meet_a_limit() {
    let rule = "rule low \"不小于零\"\n  for each cell of t\n  this >= 0\n";
    let large = model(&table(1_000, 101, rule));
    assert_eq!(
        (large.form.cells.len(), large.rules.len()),
        (101_000, 101_000)
    );
    assert_eq!(limit_of(&table(10_000, 1_000, rule)), "MAX_CELLS");
    let rules: String = (0..4)
        .map(|index| rule.replace("low", &format!("low{index}")))
        .collect();
    assert_eq!(limit_of(&table(1_000, 100, &rules)), "MAX_RULES");
    let sum = "rule s \"合计\"\n  for each cell of t\n  this <= sum of r0 to r999\n"
        .replace("r0 to", "t.r0.c0 to t.r999.c0, t.r0.c1 to")
        .replace("r999\n", "t.r999.c1\n");
    let sum = sum.replace(
        "sum of t.r0.c0 to t.r999.c0, t.r0.c1 to t.r999.c1",
        "sum of (t.r0.c0 to t.r999.c0, t.r0.c1 to t.r999.c1)",
    );
    assert_eq!(limit_of(&table(1_000, 100, &sum)), "MAX_TERMS");
}

#[test]
fn many_mistakes_are_counted_and_the_first_are_shown() {
    let rules: String = (0..500)
        .map(|index| format!("rule r{index} \"规则\"\n  a = nobody{index}\n"))
        .collect();
    let mistakes = said(&format!("report x \"表\"\nfigure a \"甲\"\n{rules}"));
    assert_eq!(mistakes.len(), limits::MAX_DIAGNOSTICS + 1);
    let last = mistakes.last().unwrap();
    assert_eq!(last.code, Code::More);
    assert!(last.message("en").starts_with("400 more"));
    let lines: Vec<usize> = mistakes.iter().map(|mistake| mistake.span.line).collect();
    assert!(lines.is_sorted());
}

#[test]
fn binary_is_no_pack() {
    let mistakes = said("\u{7f}ELF\u{1}\u{2}\u{0}\u{0}");
    assert!(mistakes.iter().any(|mistake| mistake.code == Code::Binary));
}

/// Words and signs of the language, in any order.
fn soup() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "report",
        "x",
        "\"表\"",
        "table",
        "rows",
        "columns",
        "cells",
        "count",
        "group",
        "total",
        "=",
        "sum of all before it",
        "rule",
        "for each",
        "row of",
        "t",
        "a",
        "b",
        "+",
        "-",
        "*",
        "/",
        "(",
        ")",
        "sum of",
        "to",
        "if",
        "then",
        "not",
        "and",
        "is given",
        "blank",
        "waits",
        "within",
        "0.1",
        "rounded",
        "example",
        "breaks",
        "previous.",
        "fact",
        "{n}",
        ".",
        ",",
        "[",
        "\n",
        "\n  ",
        "\n    ",
        "\n      ",
        " ",
        "，",
        "“",
        "figures",
        "extends",
        "base",
        "switch off",
        "set",
        "roll up",
        "%",
    ]);
    prop::collection::vec(pieces, 0..120).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_text_makes_the_compiler_fall_over(text in "\\PC*") {
        let _said = said(&text);
    }

    #[test]
    fn no_bytes_make_the_compiler_fall_over(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _said = said(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn no_soup_of_words_makes_the_compiler_fall_over(text in soup()) {
        let head = "report x \"表\"\ntable t \"表\"\n  columns\n    a \"甲\"\n  rows\n    b \"乙\"\n";
        let _said = said(&text);
        let _said = said(&format!("{head}{text}"));
    }

    #[test]
    fn no_cut_of_a_good_pack_makes_the_compiler_fall_over(from in 0usize..9_000, length in 0usize..200) {
        let pack = gouji::packs::text("cn-gov-disclosure-2021").unwrap_or_default();
        let cut: String = pack.chars().take(from).chain(pack.chars().skip(from + length)).collect();
        let _said = compile("cut.gouji", &cut, &library);
    }
}
