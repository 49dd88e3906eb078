//! Tables drawn with signs, their long labels broken over the lines of their cells.

use super::{Published, built_in, check_layout};
use gouji::grid::{Grid, GridCell};
use gouji::import::read;

/// Signs of corners and crossings, rules across, rules down.
type Pen = (char, char, char);

const LIGHT: Pen = ('┼', '─', '│');
const DOUBLE: Pen = ('╬', '═', '║');
const PLAIN: Pen = ('+', '-', '|');

/// Where the lines of a cell's text stand in it.
#[derive(Clone, Copy)]
enum Rise {
    Top,
    Middle,
}

fn width(text: &str) -> usize {
    let wide = |one: char| one as u32 >= 0x2E80;
    text.chars().map(|one| 1 + usize::from(wide(one))).sum()
}

fn broken(text: &str, room: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for sign in text.chars().filter(|one| *one != '\n') {
        let last = lines.last_mut().unwrap();
        if width(last) + width(&sign.to_string()) > room {
            lines.push(sign.to_string());
        } else {
            last.push(sign);
        }
    }
    lines
}

/// A grid drawn on a canvas of half-width places; no rule goes through a cell.
fn drawn(grid: &Grid, room: usize, pen: Pen, rise: Rise) -> String {
    let size = |end: fn(&GridCell) -> usize| grid.cells.iter().map(end).max().unwrap();
    let rows = size(|cell| cell.row + cell.row_span);
    let columns = size(|cell| cell.column + cell.column_span);
    let side = |column: usize| column * (room + 3);
    let inner = |cell: &GridCell| side(cell.column_span) - 3;
    let mut heights = vec![1_usize; rows];
    for span in 1..=rows {
        for cell in grid.cells.iter().filter(|cell| cell.row_span == span) {
            let rows = cell.row..cell.row + span;
            let room: usize = heights[rows].iter().sum::<usize>() + span - 1;
            let needed = broken(&cell.text, inner(cell)).len();
            heights[cell.row + span - 1] += needed.saturating_sub(room);
        }
    }
    let top = |row: usize| heights[..row].iter().sum::<usize>() + row;
    let mut canvas = vec![vec![Some(' '); side(columns) + 1]; top(rows) + 1];
    for cell in &grid.cells {
        let (up, down) = (top(cell.row), top(cell.row + cell.row_span));
        let (left, right) = (side(cell.column), side(cell.column + cell.column_span));
        for line in [up, down] {
            for place in &mut canvas[line][left..=right] {
                if *place == Some(' ') {
                    *place = Some(pen.1);
                }
            }
        }
        for (line, row) in canvas.iter_mut().enumerate().take(down + 1).skip(up) {
            for place in [left, right] {
                let crosses = line == up || line == down;
                row[place] = Some(if crosses { pen.0 } else { pen.2 });
            }
        }
        let lines = broken(&cell.text, inner(cell));
        let above = match rise {
            Rise::Top => 0,
            Rise::Middle => (down - up - 1 - lines.len()) / 2,
        };
        for (number, line) in lines.iter().enumerate() {
            let mut at = left + 2;
            for sign in line.chars() {
                let row = &mut canvas[up + 1 + above + number];
                row[at] = Some(sign);
                if width(&sign.to_string()) == 2 {
                    row[at + 1] = None;
                }
                at += width(&sign.to_string());
            }
        }
    }
    let line = |row: &Vec<Option<char>>| row.iter().flatten().collect::<String>();
    canvas.iter().map(line).collect::<Vec<String>>().join("\n")
}

fn text(report: &Published, table: impl Fn(&Grid) -> String) -> Vec<u8> {
    let mut lines = vec![report.title.clone()];
    for (heading, grids) in &report.sections {
        lines.push((*heading).to_owned());
        lines.extend(grids.iter().map(&table));
    }
    lines.join("\n").into_bytes()
}

#[test]
fn tables_drawn_with_signs_are_read_whole() {
    for pen in [LIGHT, DOUBLE, PLAIN] {
        for rise in [Rise::Top, Rise::Middle] {
            check_layout(|report| text(report, |grid| drawn(grid, 14, pen, rise)));
        }
    }
}

/// Cells line by line; `None` where a cell above or to the left reaches over the place.
fn places(grid: &Grid) -> Vec<Vec<String>> {
    let size = |end: fn(&GridCell) -> usize| grid.cells.iter().map(end).max().unwrap();
    let rows = size(|cell| cell.row + cell.row_span);
    let columns = size(|cell| cell.column + cell.column_span);
    let mut lines = vec![vec![String::new(); columns]; rows];
    for cell in &grid.cells {
        lines[cell.row][cell.column] = cell.text.replace('\n', "");
    }
    lines
}

#[test]
fn lines_without_rules_around_them_keep_their_empty_cells() {
    check_layout(|report| {
        text(report, |grid| {
            let mut lines = places(grid).into_iter().map(|line| line.join(" | "));
            let first = lines.next().unwrap();
            let ruled = vec!["---"; first.matches('|').count() + 1].join("|");
            [first, ruled]
                .into_iter()
                .chain(lines)
                .chain([String::new()])
                .collect::<Vec<String>>()
                .join("\n")
        })
    });
}

fn cells(lines: &[&str]) -> (Vec<(String, String)>, Vec<String>) {
    let text = format!(
        "某某区2024年政府信息公开工作年度报告\n{}\n",
        lines.join("\n")
    );
    let record = read(text.as_bytes(), &built_in()).unwrap()[0].record("zh-CN");
    let cells = record.cells.0.iter();
    let cells = cells.map(|(address, text)| (address.clone(), text.clone().unwrap_or_default()));
    let said = record.unplaced.iter().map(|one| one.text.clone());
    (cells.collect(), said.collect())
}

#[test]
fn figures_that_a_drawn_cell_broke_are_put_together_where_that_is_certain() {
    let (read, _) = cells(&[
        "+----------+--------+",
        "| 信息内容 | 本年收 |",
        "|          | 费金额 |",
        "+----------+--------+",
        "| 行政事业 | 9116.3 |",
        "| 性收费   | 6      |",
        "+----------+--------+",
        "| 信息内容 | 本年处 |",
        "|          | 理决定 |",
        "|          | 数量   |",
        "+----------+--------+",
        "| 行政许可 | 12     |",
        "|          | 34     |",
        "+----------+--------+",
    ]);
    let own = |address: &str, text: &str| (address.to_owned(), text.to_owned());
    assert_eq!(
        read,
        [
            own("decisions.permits.count", "12\n34"),
            own("fees.charges.amount", "9116.36")
        ]
    );
}

#[test]
fn rows_without_rules_between_them_are_rows() {
    let (read, said) = cells(&[
        "+----------+------------------+",
        "| 信息内容 | 本年处理决定数量 |",
        "+----------+------------------+",
        "| 行政处罚 |             2776 |",
        "| 行政强   |               84 |",
        "| 制       |                  |",
        "+----------+------------------+",
    ]);
    let own = |address: &str, text: &str| (address.to_owned(), text.to_owned());
    assert_eq!(
        read,
        [
            own("decisions.penalties.count", "2776"),
            own("decisions.coercion.count", "84")
        ]
    );
    assert_eq!(said, [] as [String; 0]);
}
