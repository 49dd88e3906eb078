//! The reports that are measured: the disclosure report of 2021's format (190 cells) and one of 100,000 cells.

use gouji::check::Check;
use gouji::pack::Pack;
use gouji::record::Record;
use std::fmt::Write;
use std::sync::Arc;

/// The built-in pack of the 190-cell report.
pub const PACK: &str = "cn-gov-disclosure-2021";

/// A published report that is consistent.
const PUBLISHED: &str = include_str!("../../../tests/reports/pingtan_2022.json");

/// The pack of the 190-cell report.
pub fn disclosure() -> Arc<Pack> {
    gouji::packs::built_in(PACK).expect("the pack is built in")
}

fn published() -> Record {
    serde_json::from_str(PUBLISHED).expect("the published report is a record")
}

/// The published figures, by cell.
pub fn figures(pack: &Pack) -> Vec<(usize, String)> {
    let cells = published().cells.0.into_iter();
    let placed = cells.filter_map(|(address, text)| Some((pack.cell(&address)?, text?)));
    placed.collect()
}

/// The same report with every figure three times as large.
pub fn tripled(figures: &[(usize, String)]) -> Vec<(usize, String)> {
    let triple = |text: &String| text.parse::<i64>().map(|figure| (figure * 3).to_string());
    figures
        .iter()
        .map(|(cell, text)| (*cell, triple(text).unwrap_or_else(|_| text.clone())))
        .collect()
}

/// The published figures as a line of JSON.
pub fn line(pack: &Pack) -> String {
    let mut record = Record::default();
    for (cell, text) in figures(pack) {
        let address = pack.model().form.cells[cell].address.clone();
        record.cells.push(address, Some(text));
    }
    serde_json::to_string(&record).expect("a record can be written")
}

/// A check with these figures in it.
pub fn filled(pack: &Arc<Pack>, figures: &[(usize, String)]) -> Check {
    let mut check = Check::open(pack, &Record::default()).expect("a blank record is fine");
    for (cell, text) in figures {
        check.set(*cell, text);
    }
    check
}

/// Lines of ten figures, six rules a line, and a total under every column: with 10,000 lines 100,000 cells under 60,010 rules.
pub fn large(lines: i64) -> Arc<Pack> {
    let mut text =
        String::from("report large \"大表\"\n\ntable lines \"明细\"\n  cells count\n  columns\n");
    for column in ["a", "b", "c", "d", "e", "f", "g", "h", "i"] {
        let _ = writeln!(text, "    {column} \"{column} 栏\"");
    }
    text.push_str("    total \"合计\" = sum of all before it\n  rows\n");
    for row in 1..lines {
        let _ = writeln!(text, "    r{row} \"第 {row} 行\"");
    }
    text.push_str("    total \"总计\" = sum of all before it\n\n");
    for (name, rule) in [
        ("first", "c = a + b"),
        ("second", "f = d + e"),
        ("third", "i = g + h"),
        ("fourth", "a <= f"),
        ("fifth", "d <= i"),
    ] {
        let _ = writeln!(
            text,
            "rule {name} \"{rule}\"\n  for each row of lines\n  {rule}\n"
        );
    }
    gouji::packs::open("large", &text).unwrap_or_else(|error| panic!("{error:?}"))
}

/// Figures of the large report that hold every rule.
pub fn large_figures(pack: &Pack, lines: i64) -> Vec<(usize, String)> {
    let mut sums = [0_i64; 10];
    let mut figures = Vec::new();
    let names = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "total"];
    let mut put = |row: &str, values: &[i64; 10]| {
        for (name, value) in names.iter().zip(values) {
            let cell = pack.cell(&format!("lines.{row}.{name}"));
            figures.extend(cell.map(|cell| (cell, value.to_string())));
        }
    };
    for row in 1..lines {
        let (a, b, d, e, g, h) = (row % 7, row % 13, row % 5, 7 + row % 3, 5, row % 100);
        let total = 2 * (a + b + d + e + g + h);
        let values = [a, b, a + b, d, e, d + e, g, h, g + h, total];
        for (sum, value) in sums.iter_mut().zip(values) {
            *sum += value;
        }
        put(&format!("r{row}"), &values);
    }
    put("total", &sums);
    figures
}
