//! Reading figures: every line of `figure/cells.txt`, and what holds for any text at all.

use gouji::figure::{FigureProblem, Reading, read};
use gouji::form::{Kind, Label, Unit};
use gouji::number::Number;
use proptest::prelude::*;

fn kind(words: &str) -> (Kind, Option<Unit>) {
    let mut words = words.split_whitespace();
    let name = words.next().unwrap();
    let rest: Vec<&str> = words.collect();
    let unit = rest.iter().find(|word| **word != "-").map(|name| Unit {
        name: (*name).to_owned(),
    });
    let negative = rest.contains(&"-");
    let label = |text: &str, alias: &str| Label {
        text: text.to_owned(),
        aliases: vec![alias.to_owned()],
        translations: Vec::new(),
    };
    let kind = match name {
        "count" => Kind::Count,
        "integer" => Kind::Integer,
        "amount" => Kind::Amount {
            decimals: None,
            negative,
        },
        "percent" => Kind::Percent { decimals: None },
        "year" => Kind::Year,
        "date" => Kind::Date,
        "text" => Kind::Text,
        "choice" => Kind::Choice(vec![label("是", "yes"), label("否", "no")]),
        other => panic!("no kind {other}"),
    };
    (kind, unit)
}

/// `\s`, `\t`, `\n` and `\u{…}` as the characters that they stand for.
fn unescaped(text: &str) -> String {
    let mut result = text
        .replace("\\s", " ")
        .replace("\\t", "\t")
        .replace("\\n", "\n");
    while let Some((before, rest)) = result.split_once("\\u{") {
        let (code, after) = rest.split_once('}').unwrap();
        let sign = char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap();
        result = format!("{before}{sign}{after}");
    }
    result
}

fn described(reading: &Reading) -> (String, String) {
    let figure = match (&reading.number, reading.blank) {
        (Some(number), false) => number.to_string(),
        (None, true) => "blank".to_owned(),
        (None, false) => "none".to_owned(),
        (Some(number), true) => format!("both blank and {number}"),
    };
    let problem = |problem: &FigureProblem| {
        let quoted = match problem {
            FigureProblem::Unreadable { characters } => characters,
            FigureProblem::Unit { from, .. } => from,
            FigureProblem::Note { text }
            | FigureProblem::Numeral { text }
            | FigureProblem::BlankMark { text } => text,
            _ => return problem.what().to_owned(),
        };
        format!("{}({quoted})", problem.what())
    };
    let problems: Vec<String> = reading.problems.iter().map(problem).collect();
    (figure, problems.join(" "))
}

#[test]
fn cells_are_read_as_a_person_means_them() {
    let cases = include_str!("figure/cells.txt");
    let mut wrong = Vec::new();
    let mut count = 0;
    for (index, line) in cases.lines().enumerate() {
        if line.starts_with('#') || line.trim().is_empty() {
            continue;
        }
        let fields: Vec<&str> = line.split(" |").map(str::trim).collect();
        let [kind_words, text, figure, problems @ ..] = fields.as_slice() else {
            panic!("line {}: three or four fields expected", index + 1);
        };
        let (kind, unit) = kind(kind_words);
        let text = unescaped(text);
        let (read_figure, read_problems) = described(&read(&text, &kind, unit.as_ref()));
        let problems = unescaped(problems.first().unwrap_or(&""));
        if read_figure != *figure || read_problems != problems {
            wrong.push(format!(
                "line {}: {line}\n    read: {read_figure} | {read_problems}",
                index + 1
            ));
        }
        count += 1;
    }
    assert!(count > 100, "only {count} cases were found");
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_long_text_is_refused_at_once() {
    let digits = "7".repeat(5_000_000);
    let reading = read(&digits, &Kind::Count, None);
    assert_eq!(reading.problems, [FigureProblem::Range]);
    let words = "字".repeat(2_000_000);
    let reading = read(&words, &Kind::Count, None);
    let characters = "字".repeat(20);
    assert_eq!(reading.problems, [FigureProblem::Unreadable { characters }]);
}

#[test]
fn a_unit_is_named_with_the_one_that_it_becomes() {
    let unit = Unit {
        name: "万元".to_owned(),
    };
    let kind = Kind::Amount {
        decimals: None,
        negative: false,
    };
    let reading = read("251000 元", &kind, Some(&unit));
    let expected = FigureProblem::Unit {
        from: "元".to_owned(),
        to: Some("万元".to_owned()),
    };
    assert_eq!(reading.problems, [expected]);
}

fn any_kind() -> impl Strategy<Value = (Kind, Option<Unit>)> {
    prop::sample::select(vec![
        "count",
        "integer",
        "amount 万元 -",
        "amount",
        "percent",
        "year",
        "date",
        "text",
        "choice",
    ])
    .prop_map(kind)
}

/// Text as it might stand in a cell: the signs that mean something, in any order, and anything else.
fn any_text() -> impl Strategy<Value = String> {
    let meaningful = "[0-9０-９,，.．\\-－—+ \u{a0}\u{3000}()（）【】eE%％万亿千元件一二十百零〇¥￥△年月日/无其中\u{200b}]{0,14}";
    prop_oneof![meaningful, ".{0,20}"]
}

proptest! {
    #[test]
    fn any_text_gives_one_answer(text in any_text(), (kind, unit) in any_kind()) {
        let reading = read(&text, &kind, unit.as_ref());
        prop_assert!(reading.number.is_none() || !reading.blank);
        // A cell with words in it that gives no figure says why.
        if reading.number.is_none() && !reading.blank && kind != Kind::Text {
            prop_assert!(!reading.problems.is_empty());
        }
        for problem in &reading.problems {
            if let FigureProblem::Unreadable { characters } = problem {
                prop_assert!(!characters.is_empty() && text.contains(characters.as_str()));
            }
        }
    }

    #[test]
    fn what_is_printed_is_read_back(text in any_text(), (kind, unit) in any_kind()) {
        if !matches!(kind, Kind::Date | Kind::Choice(_))
            && let Some(number) = read(&text, &kind, unit.as_ref()).number
        {
            let again = read(&number.to_string(), &kind, unit.as_ref());
            prop_assert_eq!(again.number, Some(number));
            let odd = |problem: &FigureProblem| !matches!(problem, FigureProblem::Negative | FigureProblem::Fraction);
            prop_assert!(!again.problems.iter().any(odd));
        }
    }

    /// The naive twin: a coefficient and a scale in machine integers.
    #[test]
    fn plain_decimals_are_what_their_digits_say(coefficient in -999_999_999_999_i64..=999_999_999_999, scale in 0_usize..=9) {
        let digits = format!("{:0>width$}", coefficient.abs(), width = scale + 1);
        let (whole, decimals) = digits.split_at(digits.len() - scale);
        let sign = if coefficient < 0 { "-" } else { "" };
        let text = if decimals.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{decimals}") };
        let kind = Kind::Amount { decimals: None, negative: true };
        let expected = Number::ratio(coefficient, 10_i64.pow(scale as u32));
        prop_assert_eq!(read(&text, &kind, None).number, expected.clone());
        // The long way, with grouping, full-width signs and a unit, comes to the same.
        let wide: String = grouped(whole).chars().chain(text.chars().skip_while(|sign| *sign != '.')).map(full_width).collect();
        let sign = if coefficient < 0 { "－" } else { "" };
        let unit = Unit { name: "元".to_owned() };
        prop_assert_eq!(read(&format!("{sign}{wide}元"), &kind, Some(&unit)).number, expected);
    }
}

fn grouped(digits: &str) -> String {
    let mut result = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            result.push('，');
        }
        result.push(digit);
    }
    result
}

fn full_width(sign: char) -> char {
    match sign {
        '!'..='~' => char::from_u32(u32::from(sign) + 0xFEE0).unwrap(),
        other => other,
    }
}
