//! Pages of placed characters and drawn lines: what narrow cells, page breaks and a page's edge do to figures.

use super::built_in;
use gouji::import::layout::{Glyph, Page, Rule};
use gouji::import::{Document, read_document};
use gouji::record::Record;

/// Height of the type; a digit is half as wide.
const SIZE: i64 = 10_000;
const LINE: i64 = 12_000;

/// A table to draw: the widths of its columns, and its rows with a line break where the printed cell has one.
struct Drawn<'a> {
    widths: &'a [i64],
    rows: &'a [&'a [&'a str]],
    /// Whether a line is drawn above the first row, and below the last.
    closed: [bool; 2],
}

impl Drawn<'_> {
    /// The columns' edges from `left` on.
    fn edges(&self, left: i64) -> Vec<i64> {
        let mut edges = vec![left];
        edges.extend(self.widths.iter().scan(left, |at, width| {
            *at += width;
            Some(*at)
        }));
        edges
    }

    /// Draws the table below `top`.
    fn draw(&self, page: &mut Page, top: i64) {
        let edges = self.edges(50_000);
        let (left, right) = (edges[0], edges[edges.len() - 1]);
        let across = |at: i64| Rule {
            left,
            top: at,
            right,
            bottom: at,
        };
        let mut at = top;
        if self.closed[0] {
            page.rules.push(across(at));
        }
        for (number, row) in self.rows.iter().enumerate() {
            let lines = row.iter().map(|text| text.lines().count()).max().unwrap();
            for (column, text) in row.iter().enumerate() {
                let (from, to) = (edges[column], edges[column + 1]);
                for (line, text) in text.lines().enumerate() {
                    let baseline = at + LINE * i64::try_from(line + 1).unwrap();
                    write(page, (from + to - width(text)) / 2, baseline, text);
                }
            }
            at += LINE * i64::try_from(lines).unwrap() + 6_000;
            if number + 1 < self.rows.len() || self.closed[1] {
                page.rules.push(across(at));
            }
        }
        page.rules.extend(edges.iter().map(|edge| Rule {
            left: *edge,
            top,
            right: *edge,
            bottom: at,
        }));
    }
}

fn sign_width(sign: char) -> i64 {
    if sign.is_ascii() { SIZE / 2 } else { SIZE }
}

fn width(text: &str) -> i64 {
    text.chars().map(sign_width).sum()
}

fn write(page: &mut Page, left: i64, baseline: i64, text: &str) {
    let mut x = left;
    for sign in text.chars() {
        page.glyphs.push(Glyph {
            x,
            y: baseline,
            width: sign_width(sign),
            size: SIZE,
            text: sign.to_string(),
        });
        x += sign_width(sign);
    }
}

fn titled() -> Page {
    let mut page = Page::default();
    let lines = [
        "某某区2024年政府信息公开工作年度报告",
        "三、收到和处理政府信息公开申请情况",
    ];
    for (place, line) in lines.into_iter().enumerate() {
        let baseline = 20_000 + LINE * i64::try_from(place).unwrap();
        write(&mut page, 50_000, baseline, line);
    }
    page
}

fn read(pages: &[Page]) -> Record {
    let reports = read_document(&Document::from_pages(pages), &built_in());
    assert_eq!(reports.len(), 1);
    reports[0].record("zh-CN")
}

const HEADER: &[&str] = &[
    "项目",
    "自\n然\n人",
    "商\n业\n企\n业",
    "科\n研\n机\n构",
    "社\n会\n公\n益\n组\n织",
    "法\n律\n服\n务\n机\n构",
    "其\n他",
    "总\n计",
];
const NEW: &str = "一、本年新收\n政府信息公开\n申请数量";
const NARROW: &[i64] = &[
    90_000, 26_000, 26_000, 26_000, 26_000, 26_000, 26_000, 26_000,
];
const CLOSED: [bool; 2] = [true, true];

fn figures(record: &Record, row: &str) -> Vec<String> {
    let address = |column: &&str| format!("requests.{row}.{column}");
    let columns = crate::layouts::COLUMNS.iter();
    let figure = |column| record.cells.get(&address(column)).unwrap_or("").to_owned();
    columns.map(figure).collect()
}

#[test]
fn a_figure_that_a_narrow_cell_broke_is_put_together() {
    let mut page = titled();
    let row = &[
        NEW,
        "102\n33",
        "0",
        "7",
        "1\n2",
        "0\n5",
        "120\n456\n7",
        "102",
    ];
    Drawn {
        widths: NARROW,
        rows: &[HEADER, row],
        closed: CLOSED,
    }
    .draw(&mut page, 50_000);
    let record = read(&[page]);
    let read = figures(&record, "new");
    assert_eq!(read[..3], ["10233", "0", "7"]);
    assert_eq!(read[5..], ["1204567", "102"]);
    // Room was left for another digit, or none goes on from a nought: nobody knows what is meant.
    for (place, text) in [(3, "1\n2"), (4, "0\n5")] {
        assert_eq!(read[place], text);
    }
}

/// The table of two pages: the row that the break cuts as it stands on the first, and what the second begins with.
fn broken(upper: &[&str], lower: &[&[&str]], closed: bool) -> Record {
    let (mut first, mut second) = (titled(), Page::default());
    Drawn {
        widths: NARROW,
        rows: &[HEADER, upper],
        closed: [true, closed],
    }
    .draw(&mut first, 50_000);
    write(&mut first, 250_000, 700_000, "- 1 -");
    Drawn {
        widths: NARROW,
        rows: lower,
        closed: [closed, true],
    }
    .draw(&mut second, 50_000);
    read(&[first, second])
}

const UPPER: &[&str] = &[
    "一、本年新收\n政府信息公开",
    "102\n3",
    "0",
    "102",
    "",
    "0",
    "0",
    "103\n35",
];

#[test]
fn a_figure_that_a_page_break_cut_is_not_read_without_its_end() {
    let lower: &[&str] = &["申请数量", "", "", "34", "", "", "", ""];
    let upper: &[&str] = &[
        "一、本年新收\n政府信息公开",
        "102",
        "0",
        "102",
        "",
        "0",
        "0",
        "103",
    ];
    let rest: &[&str] = &["申请数量", "33", "", "34", "", "", "", "35"];
    let next: &[&str] = &[
        "二、上年结转政府\n信息公开申请数量",
        "1",
        "2",
        "3",
        "4",
        "5",
        "6",
        "7",
    ];
    for closed in [true, false] {
        let record = broken(upper, &[rest, next], closed);
        assert_eq!(
            figures(&record, "new"),
            ["10233", "0", "10234", "", "0", "0", "10335"],
            "{closed}"
        );
        assert_eq!(
            figures(&record, "carried_in"),
            ["1", "2", "3", "4", "5", "6", "7"]
        );
        // The header may be printed again above the rest.
        let record = broken(upper, &[HEADER, rest, next], closed);
        assert_eq!(figures(&record, "new")[0], "10233");
        // A line of digits that is not full goes on only where the table is open, and then nobody can say how.
        let record = broken(UPPER, &[lower, next], closed);
        assert_eq!(figures(&record, "new")[2], "10234");
    }
}

#[test]
fn a_row_of_its_own_below_a_page_break_stays_one() {
    let upper: &[&str] = &[NEW, "102", "101", "102", "100", "110", "120", "635"];
    let own: &[&str] = &[
        "二、上年结转政府\n信息公开申请数量",
        "33",
        "4",
        "3",
        "4",
        "5",
        "6",
        "55",
    ];
    let strange: &[&str] = &["甲类事项", "33", "4", "3", "4", "5", "6", "55"];
    for closed in [true, false] {
        let record = broken(upper, &[own], closed);
        assert_eq!(figures(&record, "new")[0], "102", "{closed}");
        assert_eq!(figures(&record, "carried_in")[0], "33", "{closed}");
    }
    // Neither the label's rest nor a label: the figure above may be whole or not.
    let record = broken(upper, &[strange], true);
    assert_eq!(figures(&record, "new")[0], "102\n33");
}

#[test]
fn a_figure_across_the_edge_of_its_table_is_whole() {
    let widths = &[90_000, 40_000, 40_000, 40_000];
    let header: &[&str] = &[
        "信息内容",
        "本年\n制发件数",
        "本年\n废止件数",
        "现行\n有效件数",
    ];
    let row: &[&str] = &["行政规范性\n文件", "3", "1", "13778"];
    let mut page = titled();
    Drawn {
        widths,
        rows: &[header, row],
        closed: CLOSED,
    }
    .draw(&mut page, 50_000);
    // The page ends in the midst of the last column, and so do the lines.
    let edge = 50_000 + 90_000 + 2 * 40_000 + 19_000;
    page.rules.retain(|rule| rule.left < edge);
    for rule in &mut page.rules {
        rule.right = rule.right.min(edge);
    }
    let record = read(&[page]);
    assert_eq!(record.cells.get("documents.normative.issued"), Some("3"));
    assert_eq!(
        record.cells.get("documents.normative.in_force"),
        Some("13778")
    );
}
