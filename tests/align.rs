//! The aligner through its door: grids in layouts of every kind, each figure in its cell or reported.

#[path = "align/disclosure.rs"]
mod disclosure;
#[path = "align/layouts.rs"]
mod layouts;

use disclosure::form;
use gouji::align::{Alignment, Certainty, Notice, Why, align};
use gouji::form::{Form, Line};
use gouji::grid::{Grid, GridCell};
use layouts::{printed, turned};
use std::collections::BTreeMap;

/// Figures by address, as placed.
fn placed(form: &Form, grids: &[Grid], found: &Alignment) -> BTreeMap<String, String> {
    let text = |grid: usize, row: usize, column: usize| {
        let cells = &grids[grid].cells;
        let cell = cells
            .iter()
            .find(|cell| (cell.row, cell.column) == (row, column));
        cell.unwrap().text.clone()
    };
    found
        .placements
        .iter()
        .map(|one| {
            let address = form.cells[one.cell].address.clone();
            (address, text(one.grid, one.row, one.column))
        })
        .collect()
}

/// A figure of its own for every cell, so that no exchange goes unseen.
fn figures(form: &Form) -> BTreeMap<String, String> {
    let numbers = form.cells.iter().enumerate();
    numbers
        .map(|(index, cell)| (cell.address.clone(), (index + 100).to_string()))
        .collect()
}

fn check_whole(grids: &[Grid]) -> Alignment {
    let form = form();
    let found = align(&form, grids);
    let (expected, actual) = (figures(&form), placed(&form, grids, &found));
    let wrong: Vec<_> = expected
        .iter()
        .filter(|(address, figure)| actual.get(*address) != Some(figure))
        .map(|(address, figure)| (address, figure, actual.get(address)))
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    assert_eq!(found.strays, []);
    found
}

#[test]
fn the_official_tables_are_read_by_their_labels() {
    let found = check_whole(&printed(&figures(&form())));
    assert_eq!(found.notices, []);
    assert!(
        found
            .placements
            .iter()
            .all(|one| one.certainty == Certainty::Label)
    );
}

#[test]
fn tables_on_their_side_are_read_alike() {
    let turned: Vec<Grid> = printed(&figures(&form())).iter().map(turned).collect();
    check_whole(&turned);
}

#[test]
fn tables_in_one_another_after_another_are_read_alike() {
    let tables = printed(&figures(&form()));
    let mut whole = Grid::default();
    let mut below = 0;
    for table in &tables {
        let rows = table
            .cells
            .iter()
            .map(|cell| cell.row + cell.row_span)
            .max()
            .unwrap();
        whole
            .cells
            .extend(table.cells.iter().cloned().map(|cell| GridCell {
                row: cell.row + below,
                ..cell
            }));
        below += rows;
    }
    check_whole(&[whole]);
}

#[test]
fn tables_side_by_side_are_read_alike() {
    let tables = printed(&figures(&form()));
    let mut whole = Grid::default();
    let mut right = 0;
    for table in &tables {
        let columns = table
            .cells
            .iter()
            .map(|cell| cell.column + cell.column_span)
            .max()
            .unwrap();
        whole
            .cells
            .extend(table.cells.iter().cloned().map(|cell| GridCell {
                column: cell.column + right,
                ..cell
            }));
        right += columns;
    }
    check_whole(&[whole]);
}

/// Cuts a grid in two below a row, as a page break does; spans that cross go on in both.
fn cut(grid: &Grid, below: usize) -> [Grid; 2] {
    let mut parts = [Grid::default(), Grid::default()];
    for cell in &grid.cells {
        let end = cell.row + cell.row_span;
        if cell.row < below {
            let first = cell
                .clone()
                .spanning(end.min(below) - cell.row, cell.column_span);
            parts[0].cells.push(first);
        }
        if end > below {
            let row = cell.row.max(below);
            let rest = cell.clone().spanning(end - row, cell.column_span);
            parts[1].cells.push(GridCell {
                row: row - below,
                ..rest
            });
        }
    }
    parts
}

#[test]
fn a_table_cut_by_a_page_goes_on_under_its_header() {
    for below in 4..27 {
        let mut grids = printed(&figures(&form()));
        let requests = grids.remove(3);
        let [first, second] = cut(&requests, below);
        grids.splice(3..3, [first, second]);
        check_whole(&grids);
    }
}

#[test]
fn labels_may_lack_their_numbers_and_differ_in_width() {
    let mut grids = printed(&figures(&form()));
    for cell in grids.iter_mut().flat_map(|grid| &mut grid.cells) {
        let text = cell
            .text
            .replace('（', "(")
            .replace('）', ") ")
            .replace('、', "");
        cell.text = text.replace("1.", "").replace("2.", "").replace("3.", "");
    }
    check_whole(&grids);
}

#[test]
fn misprinted_labels_are_taken_for_what_they_must_mean_with_a_notice() {
    let form = form();
    let mut grids = printed(&figures(&form));
    let misprints = [
        ("2.其他法律行政法规禁止公开", "2.其他法律行政止公开"),
        ("7.属于行政执法案卷", "7.属于行政执法案件"),
        ("科研机构", "科技机构"),
    ];
    for (official, misprint) in misprints {
        for cell in grids.iter_mut().flat_map(|grid| &mut grid.cells) {
            cell.text = cell.text.replace(official, misprint);
        }
    }
    let found = check_whole(&grids);
    let seen: Vec<&str> = found
        .notices
        .iter()
        .filter_map(|notice| match notice {
            Notice::Misprint { text, .. } => Some(text.as_str()),
            Notice::MergedGroup { .. } => None,
        })
        .collect();
    assert_eq!(
        seen,
        ["科技机构", "2.其他法律行政止公开", "7.属于行政执法案件"]
    );
}

#[test]
fn a_group_printed_as_one_line_leaves_its_other_lines_absent() {
    let form = form();
    let mut grids = printed(&figures(&form));
    grids[3] = layouts::merged_sixth(grids[3].clone());
    let found = align(&form, &grids);
    let mut expected = figures(&form);
    expected
        .retain(|address, _| !address.contains("not_corrected") && !address.contains("not_paid"));
    assert_eq!(placed(&form, &grids, &found), expected);
    assert_eq!(found.strays, []);
    let absent: Vec<&str> = found
        .absent
        .iter()
        .map(|line| form.tables[line.table].rows[line.line].id.as_str())
        .collect();
    assert_eq!(absent, ["not_corrected", "not_paid"]);
    assert!(matches!(
        found.notices.as_slice(),
        [Notice::MergedGroup { .. }]
    ));
}

#[test]
fn two_figures_for_one_cell_are_both_reported() {
    let form = form();
    let rows =
        |figure: &'static str| Grid::from_rows(&[&["", "本年处理决定数量"], &["行政许可", figure]]);
    let same = align(&form, &[rows("5"), rows("５")]);
    assert_eq!((same.placements.len(), same.strays.len()), (1, 0));
    let other = align(&form, &[rows("5"), rows("6")]);
    assert_eq!(other.placements, []);
    let conflicts = other
        .strays
        .iter()
        .filter(|stray| matches!(stray.why, Why::Conflict(_)));
    assert_eq!(conflicts.count(), 2);
}

#[test]
fn a_layout_of_another_year_is_not_forced_into_the_form() {
    let form = form();
    let grid = Grid::from_rows(&[
        &[
            "信息内容",
            "本年新制作数量",
            "本年新公开数量",
            "对外公开总数量",
        ],
        &["规章", "1", "2", "3"],
        &["行政规范性文件", "4", "5", "6"],
    ]);
    let found = align(&form, &[grid]);
    assert_eq!(found.placements, []);
    assert_eq!(found.strays.len(), 1);
    assert_eq!(found.strays[0].why, Why::UnknownTable);
}

#[test]
fn fields_win_over_text_and_need_no_text() {
    let form = form();
    let mut grid = Grid::from_rows(&[
        &["", "本年处理决定数量"],
        &["行政许可", ""],
        &["行政处罚", "约三千"],
    ]);
    for cell in &mut grid.cells {
        cell.field = cell.row > 0 && cell.column > 0;
    }
    let found = align(&form, &[grid]);
    let cells: Vec<&str> = found
        .placements
        .iter()
        .map(|one| form.cells[one.cell].address.as_str())
        .collect();
    assert_eq!(
        cells,
        ["decisions.permits.count", "decisions.penalties.count"]
    );
}

#[test]
fn a_header_in_a_table_of_its_own_counts_for_the_next() {
    let grids: Vec<Grid> = printed(&figures(&form()))
        .iter()
        .flat_map(|grid| {
            let figure = |cell: &&GridCell| cell.text.parse::<u32>().is_ok();
            let first = grid
                .cells
                .iter()
                .filter(figure)
                .map(|cell| cell.row)
                .min()
                .unwrap();
            if grid
                .cells
                .iter()
                .any(|cell| cell.text == "信息内容" && cell.row > first)
            {
                vec![grid.clone()]
            } else {
                cut(grid, first).to_vec()
            }
        })
        .collect();
    let found = check_whole(&grids);
    assert!(
        found
            .placements
            .iter()
            .any(|one| one.certainty == Certainty::Position)
    );
}

#[test]
fn monstrous_grids_are_refused() {
    let far = GridCell::at(999_999, 16_383, "1");
    let grid = Grid {
        cells: vec![GridCell::at(0, 0, "规章"), far],
        ..Grid::default()
    };
    let found = align(&form(), &[grid]);
    assert_eq!(found.strays[0].why, Why::TooLarge);
}

#[test]
fn tables_without_merged_cells_are_read_alike() {
    let grids: Vec<Grid> = printed(&figures(&form()))
        .iter()
        .map(layouts::unmerged)
        .collect();
    check_whole(&grids);
}

#[test]
fn other_words_for_total_and_one_row_of_headings_are_read_alike() {
    let mut grids = printed(&figures(&form()));
    for cell in grids.iter_mut().flat_map(|grid| &mut grid.cells) {
        cell.text = cell.text.replace("总计", "合计");
        for name in ["商业企业", "科研机构", "社会公益组织", "法律服务机构"] {
            cell.text = cell.text.replace(name, &format!("法人或其他组织-{name}"));
        }
        if cell.row == 2 && cell.text == "其他" {
            cell.text = "法人或其他组织（其他）".to_owned();
        }
        cell.text = cell
            .text
            .replace("1.属于国家秘密", "（三）不予公开：1.属于国家秘密");
    }
    // One row of headings: what spanned down stands in it already, the two rows above the names go.
    let requests = &mut grids[3];
    for cell in &mut requests.cells {
        if cell.row < 3 && cell.row + cell.row_span == 3 {
            (cell.row, cell.row_span) = (2, 1);
        }
    }
    requests.cells.retain(|cell| cell.row >= 2);
    check_whole(&grids);
}

#[test]
fn rows_for_what_the_form_prints_side_by_side_are_read_alike() {
    let form = form();
    let mut grids = printed(&figures(&form));
    let all = figures(&form);
    let names = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
    let mut cells = Vec::new();
    for (place, name) in names.iter().enumerate() {
        cells.push(GridCell::at(0, place + 2, name));
    }
    let lines = [
        ("review", "行政复议"),
        ("direct", "未经复议直接起诉"),
        ("after_review", "复议后起诉"),
    ];
    for (row, (id, name)) in lines.iter().enumerate() {
        let group = if row == 0 { name } else { "行政诉讼" };
        cells.push(GridCell::at(row + 1, 0, group).spanning(1, if row == 0 { 2 } else { 1 }));
        if row > 0 {
            cells.push(GridCell::at(row + 1, 1, name));
        }
        for (place, column) in ["upheld", "corrected", "other", "pending", "total"]
            .iter()
            .enumerate()
        {
            let figure = &all[&format!("disputes.{id}.{column}")];
            cells.push(GridCell::at(row + 1, place + 2, figure));
        }
    }
    grids[4].cells = cells;
    check_whole(&grids);
}

#[test]
fn a_table_goes_on_below_rows_that_name_its_groups() {
    let form = form();
    let mut grids = printed(&figures(&form));
    let all = figures(&form);
    let requests = &form.tables[3];
    let columns: Vec<&Line> = requests.columns.iter().filter(|one| !one.group).collect();
    let mut cells = vec![GridCell::at(0, 0, "办理情况")];
    for (place, column) in columns.iter().enumerate() {
        cells.push(GridCell::at(0, place + 1, &column.label.text));
    }
    for (place, line) in requests.rows.iter().enumerate() {
        let label = GridCell::at(place + 1, 0, &line.label.text);
        if line.group {
            cells.push(label.spanning(1, columns.len() + 1));
            continue;
        }
        cells.push(label);
        for (right, column) in columns.iter().enumerate() {
            let figure = &all[&format!("requests.{}.{}", line.id, column.id)];
            cells.push(GridCell::at(place + 1, right + 1, figure));
        }
    }
    grids[3].cells = cells;
    check_whole(&grids);
}

#[test]
fn columns_of_line_numbers_and_units_are_passed_over() {
    let grid = Grid::from_rows(&[
        &["项目", "行次", "单位", "本年处理决定数量"],
        &["行政许可", "1", "件", "5"],
        &["行政处罚", "2", "件", "1,206"],
        &["行政强制", "3", "件", "/"],
    ]);
    let form = form();
    let found = align(&form, std::slice::from_ref(&grid));
    let read = placed(&form, &[grid], &found);
    let expected = [("coercion", "/"), ("penalties", "1,206"), ("permits", "5")];
    let expected = expected.map(|(row, text)| (format!("decisions.{row}.count"), text.to_owned()));
    assert_eq!(read.into_iter().collect::<Vec<_>>(), expected);
    assert_eq!(found.strays, []);
}

#[test]
fn the_same_label_twice_is_told_apart_by_its_group_and_its_place() {
    let line = |id: &str, text: &str, parent: Option<usize>, group: bool| gouji::form::Line {
        id: id.to_owned(),
        label: gouji::form::Label {
            text: text.to_owned(),
            ..gouji::form::Label::default()
        },
        parent,
        group,
        ..gouji::form::Line::default()
    };
    let rows = vec![
        line("assets", "资产", None, true),
        line("cash", "货币资金", Some(0), false),
        line("other_assets", "其他", Some(0), false),
        line("debts", "负债", None, true),
        line("loans", "借款", Some(3), false),
        line("other_debts", "其他", Some(3), false),
    ];
    let columns = vec![line("end", "期末余额", None, false)];
    let cell = |row: usize| gouji::form::Cell {
        address: format!("sheet.{}.end", rows[row].id),
        place: gouji::form::Place::Table {
            table: 0,
            row,
            column: 0,
        },
        kind: gouji::form::Kind::Count,
        unit: None,
        required: None,
        weight: gouji::form::Weight::default(),
    };
    let cells = [1, 2, 4, 5].map(cell).to_vec();
    let table = gouji::form::Table {
        id: "sheet".to_owned(),
        rows: rows.clone(),
        columns,
        ..gouji::form::Table::default()
    };
    let form = Form {
        tables: vec![table],
        cells,
        ..Form::default()
    };
    let grid = Grid::from_rows(&[
        &["项目", "期末余额"],
        &["资产：", ""],
        &["货币资金", "1"],
        &["其他", "2"],
        &["负债：", ""],
        &["借款", "3"],
        &["其他", "4"],
    ]);
    let found = align(&form, std::slice::from_ref(&grid));
    let read: Vec<String> = placed(&form, &[grid], &found).into_values().collect();
    assert_eq!(read, ["1", "3", "2", "4"]);
    assert_eq!(found.strays, []);
}

/// The rows of a grid below a header, ruled into fewer columns: all labels in one.
fn ruled_anew(grid: &Grid, labels: usize) -> Grid {
    let cells = grid
        .cells
        .iter()
        .cloned()
        .filter_map(|cell| match cell.column {
            0 if labels > 1 && cell.row_span > 1 => None,
            column if column < labels => Some(GridCell {
                column: 0,
                column_span: 1,
                ..cell
            }),
            column => Some(GridCell {
                column: column + 1 - labels,
                ..cell
            }),
        });
    Grid {
        cells: cells.collect(),
        ..Grid::default()
    }
}

#[test]
fn a_part_ruled_into_other_columns_goes_on_under_the_header_by_the_number_of_its_figures() {
    let form = form();
    let mut grids = printed(&figures(&form));
    let place = grids
        .iter()
        .position(|grid| grid.cells.iter().any(|cell| cell.text.contains("本年新收")))
        .unwrap();
    let header = grids[place].cells.iter().filter(|cell| cell.row < 3);
    let rows = grids[place].cells.iter().filter(|cell| cell.row >= 3);
    let moved = rows.cloned().map(|cell| GridCell {
        row: cell.row - 3,
        ..cell
    });
    let body = Grid {
        cells: moved
            .filter(|cell| {
                !cell.text.starts_with("（三）")
                    && !cell.text.starts_with("（四）")
                    && !cell.text.starts_with("（五）")
                    && !cell.text.starts_with("（六）")
            })
            .collect(),
        ..Grid::default()
    };
    let head = Grid {
        cells: header.cloned().collect(),
        ..Grid::default()
    };
    grids.splice(place..=place, [head, ruled_anew(&body, 3)]);
    let found = align(&form, &grids);
    let all = placed(&form, &grids, &found);
    for (address, figure) in figures(&form)
        .iter()
        .filter(|(address, _)| address.starts_with("requests.") && !address.contains("other"))
    {
        assert_eq!(all.get(address), Some(figure), "{address}");
    }
}

#[test]
fn a_row_that_lacks_a_label_before_it_stands_under_other_columns_and_is_not_placed() {
    let form = form();
    let mut grids = printed(&figures(&form));
    let decided = |cell: &GridCell| cell.text == "（七）总计";
    let place = grids
        .iter()
        .position(|grid| grid.cells.iter().any(decided))
        .unwrap();
    let row = grids[place]
        .cells
        .iter()
        .find(|cell| decided(cell))
        .unwrap()
        .row;
    for cell in grids[place].cells.iter_mut().filter(|cell| cell.row == row) {
        cell.column -= 1;
    }
    for cell in &mut grids[place].cells {
        cell.field = cell.row > 2 && cell.text.parse::<u32>().is_ok();
    }
    let found = align(&form, &grids);
    let all = placed(&form, &grids, &found);
    for (address, figure) in figures(&form) {
        let expected = (!address.starts_with("requests.decided.")).then_some(&figure);
        assert_eq!(all.get(&address), expected, "{address}");
    }
}

#[test]
fn one_label_may_name_a_row_behind_its_groups_or_a_row_and_a_column() {
    let form = form();
    let line = |labels: [&'static str; 2]| {
        let [row, column] = labels;
        (Grid::from_rows(&[&["项目", column], &[row, "3"]]), labels)
    };
    for (grid, labels) in [
        line(["三、本年度办理结果/（三）不予公开/1.属于国家秘密", "自然人"]),
        line(["本年度办理结果不予公开属于国家秘密", "自然人"]),
        line(["*1.属于国家秘密", "法人或其他组织-商业企业"]),
    ] {
        let found = align(&form, &[grid]);
        let address = found
            .placements
            .first()
            .map(|one| form.cells[one.cell].address.as_str());
        let column = if labels[1] == "自然人" {
            "person"
        } else {
            "business"
        };
        assert_eq!(
            address,
            Some(format!("requests.secret.{column}").as_str()),
            "{labels:?}"
        );
    }
    for (label, address) in [
        ("规章本年制发件数", Some("documents.rules.issued")),
        ("行政许可处理决定数量", Some("decisions.permits.count")),
        ("自然人1.属于国家秘密", Some("requests.secret.person")),
        ("商业企业总计", None),
    ] {
        let found = align(&form, &[Grid::from_rows(&[&[label, "3"]])]);
        let placed = found
            .placements
            .first()
            .map(|one| form.cells[one.cell].address.as_str());
        assert_eq!(placed, address, "{label}");
    }
}
