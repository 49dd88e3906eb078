//! Tables whose tags contradict each other, and pages that hold other things than text in their cells: what can't be
//! placed with certainty is said.

use super::{HEADER, Published, built_in, differences, page_about, published};
use crate::{layouts, rendering};
use gouji::import::read;
use gouji::record::Record;

fn record(table: &str) -> Record {
    read(&page_about("", table), &built_in()).unwrap()[0].record("zh-CN")
}

fn row(record: &Record, row: &str) -> Vec<String> {
    let text = |column: &&str| {
        record
            .cells
            .get(&format!("requests.{row}.{column}"))
            .unwrap_or("")
            .to_owned()
    };
    layouts::COLUMNS.iter().map(text).collect()
}

fn said(record: &Record) -> Vec<&str> {
    record
        .unplaced
        .iter()
        .map(|one| one.text.as_str())
        .collect()
}

const FIGURES: &str = "<td>1<td>2<td>3<td>4<td>5<td>6<td>21";
const ALL: [&str; 7] = ["1", "2", "3", "4", "5", "6", "21"];

#[test]
fn rows_moved_to_the_left_are_not_placed() {
    // The label of the group reaches over its first row only, or the row's own over a column too few.
    for (span, columns) in [(2, 2), (3, 1)] {
        let table = format!(
            "{HEADER}<tr><td rowspan={span}>三、本年度办理结果<td colspan={columns}>（一）予以公开{FIGURES}\
             <tr><td colspan=2>（二）部分公开{FIGURES}<tr><td colspan=2>（七）总计{FIGURES}\
             <tr><td colspan=3>四、结转下年度继续办理{FIGURES}"
        );
        let record = record(&table);
        assert_eq!(row(&record, "partial"), ALL);
        assert_eq!(row(&record, "carried_out"), ALL);
        let moved = if span == 2 { "decided" } else { "granted" };
        assert_eq!(row(&record, moved), [""; 7]);
        assert_eq!(said(&record), ALL, "{moved}");
    }
}

#[test]
fn a_row_with_a_cell_too_few_is_not_placed() {
    let table = format!(
        "{HEADER}<tr><td colspan=3>一、本年新收政府信息公开申请数量<td>1<td>2<td>3<td>4<td>6<td>16\
         <tr><td colspan=3>二、上年结转政府信息公开申请数量{FIGURES}\
         <tr><td colspan=3>四、结转下年度继续办理<td>1<td>2<td>3<td>4<td>5<td>6<td>"
    );
    let record = record(&table);
    assert_eq!(row(&record, "new"), [""; 7]);
    assert_eq!(said(&record), ["1", "2", "3", "4", "6", "16"]);
    assert_eq!(row(&record, "carried_in"), ALL);
    // A blank that is there is a blank.
    assert_eq!(
        row(&record, "carried_out"),
        ["1", "2", "3", "4", "5", "6", ""]
    );
}

#[test]
fn columns_beside_the_heading_of_their_group_are_not_placed() {
    let narrow = HEADER.replace("colspan=5", "colspan=4");
    let table = format!("{narrow}<tr><td colspan=3>一、本年新收政府信息公开申请数量{FIGURES}");
    let record = record(&table);
    assert_eq!(row(&record, "new"), ["1", "2", "3", "4", "5", "", ""]);
    assert_eq!(said(&record), ["6", "21"]);
}

/// A report's page with the text of each figure's cell as given.
fn with_figures(report: &Published, change: impl Fn(&str) -> String) -> Vec<u8> {
    let page = rendering::page(&report.title, &report.sections);
    let mut cells = page.split("<p>");
    let mut changed = cells.next().unwrap().to_owned();
    for cell in cells {
        let (text, rest) = cell.split_once("</p>").unwrap();
        let figure = text.parse::<u64>().is_ok();
        let text = if figure {
            change(text)
        } else {
            text.to_owned()
        };
        changed.push_str(&format!("<p>{text}</p>{rest}"));
    }
    changed.into_bytes()
}

#[test]
fn of_a_list_to_choose_from_the_chosen_is_read() {
    let report = published().swap_remove(3);
    for (before, selected) in [("<option>请选择</option>", " selected"), ("", "")] {
        let page = with_figures(&report, |figure| {
            format!(
                "<select>{before}<option{selected}>{figure}</option><option>77</option></select>"
            )
        });
        let (wrong, missing) = differences(&report, &page);
        assert_eq!((wrong, missing), (Vec::new(), Vec::new()));
    }
}

#[test]
fn words_in_every_cell_of_a_table_are_said() {
    let words = "<td>详见附件".repeat(7);
    let record = record(&format!(
        "{HEADER}<tr><td colspan=3>一、本年新收政府信息公开申请数量{words}</table>\
         <table><tr><td>信息内容<td>本年处理决定数量<tr><td>行政许可<td>5"
    ));
    assert_eq!(record.cells.get("decisions.permits.count"), Some("5"));
    assert_eq!(said(&record), ["详见附件"; 7]);
}

#[test]
fn glued_figures_below_glued_labels_are_said() {
    let outcomes = "结果维持结果纠正其他结果尚未审结总计";
    let page = format!(
        "<h1>某某区2024年政府信息公开工作年度报告</h1><table><tr><td>信息内容<td>本年处理决定数量<tr><td>行政许可<td>5</table>\
         <p>四、政府信息公开行政复议、行政诉讼情况</p><div>行政复议行政诉讼</div><div>{outcomes}未经复议直接起诉复议后起诉</div>\
         <div>{outcomes}{outcomes}</div><div>833852540533819729612164119132</div>"
    );
    let record = read(page.as_bytes(), &built_in()).unwrap()[0].record("zh-CN");
    assert_eq!(said(&record), ["833852540533819729612164119132"]);
}

#[test]
fn figures_behind_the_table_move_no_row_of_a_sheet() {
    let report = published().swap_remove(3);
    let bytes = rendering::excel_changed(&report.title, &report.sections, |sheet| {
        // A column for checking, without a heading, behind each row.
        let mut number = 0;
        let rows = sheet.split("</row>").map(|row| {
            number += 1;
            format!("{row}<c r=\"AB{number}\"><v>0</v></c>")
        });
        let rows: Vec<String> = rows.collect();
        rows.join("</row>")
            .replace("</sheetData><c r", "</sheetData><x r")
    });
    let (wrong, missing) = differences(&report, &bytes);
    assert_eq!((wrong, missing), (Vec::new(), Vec::new()));
}

#[test]
fn reports_one_below_the_other_on_a_sheet_are_read_apart() {
    let reports: Vec<Published> = published()
        .into_iter()
        .filter(|one| one.name.starts_with("pingtan_jtj_202"))
        .collect();
    let sections: Vec<(&str, Vec<gouji::grid::Grid>)> = reports
        .iter()
        .flat_map(|report| {
            [(report.title.as_str(), Vec::new())]
                .into_iter()
                .chain(report.sections.iter().cloned())
        })
        .skip(1)
        .collect();
    let bytes = rendering::excel(&reports[0].title, &sections);
    let read = read(&bytes, &built_in()).unwrap();
    assert_eq!(read.len(), reports.len());
    for (report, expected) in read.iter().zip(&reports) {
        let record = report.record("zh-CN");
        assert_eq!(record.year, Some(expected.year));
        let filled = expected.cells.iter().filter(|(_, text)| !text.is_empty());
        for (address, text) in filled.filter(|(address, _)| address.starts_with("requests")) {
            assert_eq!(record.cells.get(address), Some(text.as_str()), "{address}");
        }
    }
}

#[test]
fn tables_typed_as_preformatted_text_are_read_by_their_lines() {
    for report in published() {
        let text = rendering::text(&report.title, &report.sections, rendering::Copied::Tabs);
        let page = format!("<html><body><pre>{}</pre>", text.replace('<', "&lt;"));
        let (wrong, missing) = differences(&report, page.as_bytes());
        assert_eq!((wrong, missing), (Vec::new(), Vec::new()));
    }
}

#[test]
fn labels_that_name_every_group_around_them_are_known() {
    let table = format!(
        "<tr><td>项目<td>自然人<td>商业企业<td>科研机构<td>社会公益组织<td>法律服务机构<td>其他<td>总计\
         <tr><td>三、本年度办理结果-（三）不予公开-1.属于国家秘密{FIGURES}\
         <tr><td>三、本年度办理结果 / （六）其他处理 / 3.其他{FIGURES}\
         <tr><td>三、本年度办理结果：（一）予以公开{FIGURES}"
    );
    let record = record(&table);
    assert_eq!(row(&record, "granted"), ALL);
    assert_eq!(row(&record, "secret"), ALL);
    assert_eq!(row(&record, "other_result"), ALL);
    assert_eq!(said(&record), [] as [&str; 0]);
}
