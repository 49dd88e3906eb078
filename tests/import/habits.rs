//! What programs and people do to a report's tables, each kind once, over published figures.

use super::{
    HEADER, Published, built_in, check_layout, differences, expected, file, page_about, published,
};
use crate::rendering;
use gouji::grid::{Grid, GridCell};
use gouji::import::read;
use gouji::record::Record;

/// A report of the current form, with all its rows.
fn current() -> Published {
    let whole = |report: &Published| report.cells.contains_key("requests.not_paid.total");
    published().into_iter().find(whole).unwrap()
}

/// The same, with each cell's text as `change` has it.
fn relabelled(change: impl Fn(&str) -> String) -> Published {
    let mut report = current();
    for (_, grids) in &mut report.sections {
        for cell in grids.iter_mut().flat_map(|grid| &mut grid.cells) {
            cell.text = change(&cell.text);
        }
    }
    report
}

fn assert_whole(report: &Published, bytes: &[u8]) -> Record {
    let (wrong, missing) = differences(report, bytes);
    assert_eq!((wrong, missing), (Vec::new(), Vec::new()));
    read(bytes, &built_in()).unwrap()[0].record("zh-CN")
}

fn page(report: &Published) -> String {
    rendering::page(&report.title, &report.sections)
}

#[test]
fn pdf_pages_laid_on_their_side_are_read_as_they_stand() {
    let figures = expected("hongze_2023.json");
    for turn in [90, 180, 270] {
        let mut document = lopdf::Document::load_mem(&file("hongze_2023.pdf")).unwrap();
        for page in document.get_pages().into_values() {
            let page = document.get_dictionary_mut(page).unwrap();
            page.set("Rotate", turn);
        }
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        let reports = read(&bytes, &built_in()).unwrap();
        super::assert_cells(&reports[0].record("zh-CN"), &figures);
    }
}

#[test]
fn numbers_in_circles_and_brackets_of_their_own_are_numbers() {
    let signs = [
        ("（一）", "㈠"),
        ("（二）", "⑵"),
        ("（三）", "❸"),
        ("1.", "①"),
        ("2.", "⒉"),
        ("3.", "⑶"),
    ];
    let report = relabelled(|text| {
        let sign = signs.iter().find(|(usual, _)| text.starts_with(usual));
        sign.map_or_else(
            || text.to_owned(),
            |(usual, sign)| text.replacen(usual, sign, 1),
        )
    });
    assert_whole(&report, page(&report).as_bytes());
}

#[test]
fn shortened_labels_are_placed_and_the_official_ones_are_said() {
    let short = [
        ("一、本年新收政府信息公开申请数量", "一、本年新收"),
        ("二、上年结转政府信息公开申请数量", "二、上年结转"),
        ("三、本年度办理结果", "三、办理结果"),
        ("2.其他法律行政法规禁止公开", "2.法律法规禁止公开"),
        ("3.要求提供公开出版物", "3.公开出版物"),
        ("四、结转下年度继续办理", "四、结转下年"),
    ];
    let report = relabelled(|text| {
        let known = short.iter().find(|(official, _)| text == *official);
        known.map_or_else(|| text.to_owned(), |(_, short)| (*short).to_owned())
    });
    let record = assert_whole(&report, page(&report).as_bytes());
    let said: Vec<&str> = record
        .notices
        .iter()
        .map(|notice| notice.rule.as_str())
        .collect();
    assert!(said.contains(&"label[requests.new]"), "{said:?}");
    assert_eq!(record.unplaced, []);
}

#[test]
fn a_label_that_may_be_two_is_not_placed() {
    let row = "<td>1<td>0<td>0<td>0<td>0<td>0<td>1";
    let table = format!(
        "{HEADER}<tr><td colspan=3>一、本年新收政府信息公开申请数量{row}<tr><td colspan=3>政府信息公开申请{row}"
    );
    let record = read(&page_about("", &table), &built_in()).unwrap()[0].record("zh-CN");
    assert_eq!((record.cells.0.len(), record.unplaced.len()), (7, 7));
}

#[test]
fn of_two_years_side_by_side_only_this_years_figures_are_placed() {
    for (last, this) in [
        ("上年", "本年"),
        ("2023年", "2024年"),
        ("2023年度（上年）", "2024年度（本年）"),
    ] {
        let table = format!(
            "<tr><td rowspan=2>信息内容<td colspan=3>本年处理决定数量<tr><td>{last}<td>{this}<td>同比增减\
             <tr><td>行政许可<td>8<td>9<td>1<tr><td>行政处罚<td>7<td><td>-7"
        );
        let record = read(&page_about("", &table), &built_in()).unwrap()[0].record("zh-CN");
        let cells: Vec<(&str, Option<&str>)> = record
            .cells
            .0
            .iter()
            .map(|(address, text)| (address.as_str(), text.as_deref()))
            .collect();
        assert_eq!(cells, [("decisions.permits.count", Some("9"))]);
        assert_eq!(record.unplaced.len(), 4, "{:?}", record.unplaced);
    }
}

#[test]
fn a_report_whose_figures_are_all_blank_is_a_report() {
    let mut report = current();
    for (_, grids) in &mut report.sections {
        for cell in grids.iter_mut().flat_map(|grid| &mut grid.cells) {
            if cell.text.starts_with(|one: char| one.is_ascii_digit())
                && !cell.text.contains(['.', '、'])
            {
                cell.text.clear();
            }
        }
    }
    for text in report.cells.values_mut() {
        text.clear();
    }
    let fee = |grid: &mut Grid| grid.cells.retain(|cell| !cell.text.contains("收费"));
    report
        .sections
        .iter_mut()
        .flat_map(|(_, grids)| grids)
        .for_each(fee);
    let reports = read(page(&report).as_bytes(), &built_in()).unwrap();
    let record = reports[0].record("zh-CN");
    assert_eq!(record.year, Some(report.year));
    assert_eq!(record.pack.as_deref(), Some("cn-gov-disclosure-2021"));
}

#[test]
fn marks_of_footnotes_are_no_digits() {
    let report = current();
    let marked = page(&report).replace("</p></td>", "<sup><a href='#n'>[1]</a></sup></p></td>");
    assert_whole(&report, marked.as_bytes());
    let mark = "<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>1</w:t></w:r>";
    assert_whole(
        &report,
        &rendering::word_with(&report.title, &report.sections, mark),
    );
}

#[test]
fn rows_deleted_in_word_and_tables_in_its_cells_move_nothing() {
    let report = current();
    let deleted = "<w:tr><w:trPr><w:del w:author=\"某\"/></w:trPr><w:tc><w:p><w:r><w:t>9</w:t></w:r></w:p></w:tc></w:tr>";
    let bytes = rendering::word_changed(&report.title, &report.sections, |body| {
        body.replace("</w:tr>", &format!("</w:tr>{deleted}"))
    });
    assert_whole(&report, &bytes);
    let inner = |body: &str| {
        let within = body.replace("<w:p>", "<w:tbl><w:tr><w:tc><w:p>");
        within.replace("</w:p>", "</w:p></w:tc></w:tr></w:tbl><w:p/>")
    };
    assert_whole(
        &report,
        &rendering::word_changed(&report.title, &report.sections, inner),
    );
}

#[test]
fn rows_and_columns_hidden_in_excel_are_not_read() {
    let report = current();
    let bytes = rendering::excel_changed(&report.title, &report.sections, |sheet| {
        let hidden = "<row r=\"900\" hidden=\"1\"><c r=\"A900\"><v>7</v></c><c r=\"B900\"><v>7</v></c></row></sheetData>";
        let aside = "<row r=\"901\"><c r=\"AZ901\"><v>7</v></c></row></sheetData>";
        let columns = "<cols><col min=\"52\" max=\"52\" hidden=\"1\"/></cols><sheetData>";
        let with_row = sheet
            .replace("</sheetData>", hidden)
            .replace("</sheetData>", aside);
        with_row.replace("<sheetData>", columns)
    });
    let record = assert_whole(&report, &bytes);
    assert_eq!(record.unplaced, []);
}

#[test]
fn cells_copied_from_a_spreadsheet_are_read_by_their_columns() {
    let line = |row: usize, columns: usize, grid: &Grid| {
        let text = |column: usize| {
            let here = |cell: &&GridCell| (cell.row, cell.column) == (row, column);
            grid.cells.iter().find(here).map_or("", |cell| &cell.text)
        };
        (0..columns).map(text).collect::<Vec<&str>>().join("\t")
    };
    check_layout(|report| {
        let mut lines = vec![report.title.clone()];
        for (heading, grids) in &report.sections {
            lines.push((*heading).to_owned());
            for grid in grids {
                let end = |size: fn(&GridCell) -> usize| grid.cells.iter().map(size).max().unwrap();
                let columns = end(|cell| cell.column + cell.column_span);
                lines.extend((0..end(|cell| cell.row + 1)).map(|row| line(row, columns, grid)));
                lines.push(String::new());
            }
        }
        lines.join("\r\n").into_bytes()
    });
}

#[test]
fn rows_of_figures_that_nothing_was_read_from_are_said() {
    let rows = "一、本年新收政府信息公开申请数量：自然人1，商业企业2\n1 2 3 4 5 6 21\n";
    let table = format!(
        "{HEADER}<tr><td colspan=3>四、结转下年度继续办理<td>1<td>0<td>0<td>0<td>0<td>0<td>1"
    );
    let before: String = rows.lines().map(|line| format!("<p>{line}</p>")).collect();
    let record = read(&page_about(&before, &table), &built_in()).unwrap()[0].record("zh-CN");
    let said: Vec<&str> = record
        .unplaced
        .iter()
        .map(|one| one.text.as_str())
        .collect();
    assert_eq!(
        said,
        [
            "一、本年新收政府信息公开申请数量：自然人1，商业企业2",
            "1 2 3 4 5 6 21"
        ]
    );
}

#[test]
fn what_is_struck_out_or_unseen_is_not_read() {
    let report = current();
    let struck = "<s>9</s><span style='visibility: hidden'>8</span></p></td>";
    assert_whole(
        &report,
        page(&report).replace("</p></td>", struck).as_bytes(),
    );
    let run = "<w:r><w:rPr><w:strike/></w:rPr><w:t>9</w:t></w:r>";
    let bytes = rendering::word_with(&report.title, &report.sections, run);
    assert_whole(&report, &bytes);
}

#[test]
fn of_two_years_in_two_tables_only_this_years_figures_are_placed() {
    let row = |figure: u8| {
        format!(
            "{HEADER}<tr><td colspan=3>四、结转下年度继续办理<td>{figure}<td>0<td>0<td>0<td>0<td>0<td>{figure}"
        )
    };
    let before = format!("<p>2023年情况</p><table>{}</table>", row(5));
    let page = page_about(&before, &row(7));
    let page = String::from_utf8(page)
        .unwrap()
        .replace("<p>本报告", "<p>2024年情况<!--");
    let page = page.replace("日止。</p>", "--></p>");
    let record = read(page.as_bytes(), &built_in()).unwrap()[0].record("zh-CN");
    assert_eq!(record.cells.get("requests.carried_out.total"), Some("7"));
    assert_eq!(record.unplaced.len(), 1);
    assert!(
        record.unplaced[0].why.contains("上年"),
        "{:?}",
        record.unplaced
    );
}

#[test]
fn a_title_at_the_head_of_each_page_leaves_the_table_whole() {
    let report = current();
    let text = rendering::text(&report.title, &report.sections, rendering::Copied::Rows);
    let mut lines: Vec<String> = Vec::new();
    for (number, line) in text.lines().enumerate() {
        lines.push(line.to_owned());
        if number % 9 == 8 {
            lines.extend([report.title.clone(), format!("{}/9", number / 9 + 1)]);
        }
    }
    assert_whole(&report, lines.join("\n").as_bytes());
}
