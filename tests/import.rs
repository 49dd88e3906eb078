//! Documents through the reader's door, against figures placed by hand.

#[path = "import/copied.rs"]
mod copied;
#[path = "import/drawing.rs"]
mod drawing;
#[path = "import/faults.rs"]
mod faults;
#[path = "import/habits.rs"]
mod habits;
#[path = "align/layouts.rs"]
mod layouts;
#[path = "import/pages.rs"]
mod pages;
#[path = "import/rendering.rs"]
mod rendering;
#[path = "import/sheets.rs"]
mod sheets;

use gouji::grid::Grid;
use gouji::import::read;
use gouji::pack::Pack;
use gouji::packs;
use gouji::record::Record;
use rendering::Copied;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

fn built_in() -> Vec<Arc<Pack>> {
    packs::names()
        .map(|name| packs::built_in(name).unwrap())
        .collect()
}

fn file(name: &str) -> Vec<u8> {
    fs::read(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/import")
            .join(name),
    )
    .unwrap()
}

fn only(name: &str) -> Record {
    let mut reports = read(&file(name), &built_in()).unwrap();
    assert_eq!(reports.len(), 1, "{name}");
    reports.remove(0).record("zh-CN")
}

/// Figures that a person placed, by address.
fn expected(name: &str) -> BTreeMap<String, String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/reports")
        .join(name);
    let record: serde_json::Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    let cells = record["cells"].as_object().unwrap().iter();
    cells
        .map(|(address, text)| (address.clone(), text.as_str().unwrap().to_owned()))
        .collect()
}

fn assert_cells(record: &Record, expected: &BTreeMap<String, String>) {
    let wrong: Vec<_> = expected
        .iter()
        .filter(|(address, figure)| record.cells.get(address) != Some(figure.as_str()))
        .map(|(address, figure)| (address, figure, record.cells.get(address)))
        .collect();
    assert!(
        wrong.is_empty(),
        "{wrong:?}\nunplaced: {:?}",
        record.unplaced
    );
    assert_eq!(record.cells.0.len(), expected.len());
}

#[test]
fn text_with_a_row_of_figures_a_line_is_read() {
    let record = only("seed-wuzhong-2024.txt");
    let mut figures = expected("wuzhong_gaj_2024.json");
    figures.insert("fees.charges.amount".to_owned(), "1204.264".to_owned());
    assert_cells(&record, &figures);
    assert_eq!(record.unplaced, []);
    assert_eq!(record.organ.as_deref(), Some("吴忠市公安局"));
    assert_eq!(record.year, Some(2024));
    assert_eq!(
        record.texts.get("fees.charges.amount"),
        Some("1204.264 万元")
    );
    let titles: Vec<&str> = record
        .prose
        .0
        .iter()
        .map(|(title, _)| title.as_str())
        .collect();
    assert_eq!(
        titles,
        [
            "",
            "一、总体情况",
            "二、主动公开政府信息情况",
            "三、收到和处理政府信息公开申请情况",
            "四、政府信息公开行政复议、行政诉讼情况",
            "五、存在的主要问题及改进情况",
            "六、其他需要报告的事项"
        ]
    );
    let last = record.prose.get("六、其他需要报告的事项").unwrap();
    assert!(
        last.contains("包含车管业务后台统计数据 1039.465 万元和出入境业务后台统计数据"),
        "{last}"
    );
}

#[test]
fn text_with_one_figure_a_line_is_read() {
    let record = only("hongze_2023.txt");
    assert_cells(&record, &expected("hongze_2023.json"));
    assert_eq!(record.organ.as_deref(), Some("洪泽区人民政府"));
    assert_eq!(record.year, Some(2023));
    assert_eq!(
        record.absent,
        ["requests.not_corrected", "requests.not_paid"]
    );
    let notices = record.notices.iter();
    let notices: Vec<(&str, &str)> = notices
        .map(|notice| (notice.rule.as_str(), notice.text.as_str()))
        .collect();
    assert_eq!(
        notices,
        [
            ("merged[requests.other_result]", "（六）其他处理"),
            ("label[requests.forbidden]", "2.其他法律行政止公开")
        ]
    );
    assert_eq!(record.unplaced, []);
}

#[test]
fn a_pdf_is_read_by_its_lines() {
    let record = only("hongze_2023.pdf");
    assert_cells(&record, &expected("hongze_2023.json"));
    let text = only("hongze_2023.txt");
    assert_eq!(
        (record.organ, record.year, record.absent),
        (text.organ, text.year, text.absent)
    );
    let titles = |record: &gouji::record::Texts| -> Vec<String> {
        record.0.iter().map(|(title, _)| title.clone()).collect()
    };
    assert_eq!(titles(&record.prose), titles(&text.prose));
    assert_eq!(
        (record.unplaced.len(), record.notices.len()),
        (0, text.notices.len())
    );
}

/// A published report, laid out anew: its name, title, sections, and what must be read.
struct Published {
    name: String,
    year: i64,
    title: String,
    sections: Vec<(&'static str, Vec<Grid>)>,
    cells: BTreeMap<String, String>,
}

fn published() -> Vec<Published> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reports");
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
        .into_iter()
        .map(|name| {
            let cells = expected(&name);
            let year = name
                .split('_')
                .find_map(|part| part.trim_end_matches(".json").parse::<i64>().ok())
                .unwrap();
            let mut grids = if year < 2021 {
                layouts::printed_2019(&cells)
            } else {
                layouts::printed(&cells)
            };
            let merged = year >= 2021 && !cells.contains_key("requests.not_paid.total");
            if merged {
                let place = grids.len() - 2;
                grids[place] = layouts::merged_sixth(grids[place].clone());
            }
            let disputes = grids.split_off(grids.len() - 1);
            let requests = grids.split_off(grids.len() - 1);
            Published {
                title: format!("某某区{year}年政府信息公开工作年度报告"),
                sections: vec![
                    ("一、总体情况", Vec::new()),
                    ("二、主动公开政府信息情况", grids),
                    ("三、收到和处理政府信息公开申请情况", requests),
                    ("四、政府信息公开行政复议、行政诉讼情况", disputes),
                    ("五、存在的主要问题及改进情况", Vec::new()),
                ],
                cells,
                year,
                name,
            }
        })
        .collect()
}

/// Figures that were read wrong, and those that were neither read nor reported.
fn differences(report: &Published, bytes: &[u8]) -> (Vec<String>, Vec<String>) {
    let reports = read(bytes, &built_in()).unwrap();
    assert_eq!(reports.len(), 1, "{}", report.name);
    let record = reports[0].record("zh-CN");
    let pack = packs::built_in(record.pack.as_deref().unwrap()).unwrap();
    let mut wrong = Vec::new();
    let mut missing = Vec::new();
    for (address, text) in &report.cells {
        let cell = &pack.model().form.cells[pack.cell(address).unwrap()];
        let reading = gouji::figure::read_cell(text, cell);
        let figure = reading
            .number
            .map_or_else(|| text.clone(), |number| number.to_string());
        match record.cells.get(address) {
            Some(read) if read == figure => {}
            Some(read) => wrong.push(format!("{} {address}: {read} for {figure}", report.name)),
            None if reading.blank => {}
            None => missing.push(format!("{} {address}: {figure}", report.name)),
        }
    }
    let known = |address: &str| {
        report
            .cells
            .get(address)
            .is_some_and(|text| !text.is_empty())
    };
    let invented = record.cells.0.iter().filter(|(address, _)| !known(address));
    wrong.extend(
        invented.map(|(address, text)| format!("{} {address}: {text:?} invented", report.name)),
    );
    (wrong, missing)
}

fn check_layout(render: impl Fn(&Published) -> Vec<u8>) {
    for report in published() {
        let (wrong, missing) = differences(&report, &render(&report));
        assert!(wrong.is_empty(), "{wrong:#?}");
        assert!(missing.is_empty(), "{missing:#?}");
    }
}

#[test]
fn web_pages_of_published_figures_are_read_whole() {
    check_layout(|report| rendering::page(&report.title, &report.sections).into_bytes());
}

#[test]
fn web_pages_saved_by_word_are_read_whole() {
    check_layout(|report| rendering::page_of_word(&report.title, &report.sections).into_bytes());
}

#[test]
fn web_pages_in_gbk_are_read_whole() {
    check_layout(|report| {
        let page = rendering::page(&report.title, &report.sections);
        encoding_rs::GBK.encode(&page).0.into_owned()
    });
}

#[test]
fn word_documents_are_read_whole() {
    check_layout(|report| rendering::word(&report.title, &report.sections));
}

#[test]
fn workbooks_are_read_whole() {
    check_layout(|report| rendering::excel(&report.title, &report.sections));
}

#[test]
fn workbooks_without_merged_cells_are_read_whole() {
    check_layout(|report| {
        let flat = |(heading, grids): &(&'static str, Vec<Grid>)| {
            (*heading, grids.iter().map(layouts::unmerged).collect())
        };
        let sections: Vec<(&str, Vec<Grid>)> = report.sections.iter().map(flat).collect();
        rendering::excel(&report.title, &sections)
    });
}

/// A page about one report, with its table 三 as given.
fn page_about(before: &str, table: &str) -> Vec<u8> {
    let text = "<p>本报告的统计期限自2024年1月1日起至2024年12月31日止。</p>";
    format!("<h1>某某区2024年政府信息公开工作年度报告</h1>{before}{text}<table>{table}</table>")
        .into_bytes()
}

const HEADER: &str = "<tr><td colspan=3 rowspan=2>项目<td rowspan=2>自然人<td colspan=5>法人或其他组织<td rowspan=2>总计\
    <tr><td>商业企业<td>科研机构<td>社会公益组织<td>法律服务机构<td>其他";

#[test]
fn a_row_that_another_label_pushed_aside_is_not_placed() {
    let row = "<td>1<td>2<td>3<td>4<td>5<td>6<td>21";
    let table = format!(
        "{HEADER}<tr><td rowspan=9>三、本年度办理结果<td colspan=2>（一）予以公开{row}\
         <tr><td colspan=2>（七）总计{row}<tr><td colspan=3>四、结转下年度继续办理{row}"
    );
    let reports = read(&page_about("", &table), &built_in()).unwrap();
    let record = reports[0].record("zh-CN");
    assert_eq!(record.cells.get("requests.decided.total"), Some("21"));
    let carried_out = record
        .cells
        .0
        .iter()
        .filter(|(address, _)| address.contains("carried_out"));
    assert_eq!(carried_out.count(), 0, "{:?}", record.cells);
    assert_eq!(record.unplaced.len(), 7, "{:?}", record.unplaced);
}

#[test]
fn links_to_other_years_reports_are_not_its_title() {
    let links =
        "<ul><li>2022年政府信息公开工作年度报告<li>某某区2023年政府信息公开工作年度报告</ul>";
    let table = format!(
        "{HEADER}<tr><td colspan=3>一、本年新收政府信息公开申请数量<td>1<td>0<td>0<td>0<td>0<td>0<td>1"
    );
    let page = [links.as_bytes(), &page_about(links, &table)].concat();
    let reports = read(&page, &built_in()).unwrap();
    let record = reports[0].record("zh-CN");
    assert_eq!(
        (record.year, record.organ.as_deref()),
        (Some(2024), Some("某某区"))
    );
    assert_eq!(record.cells.get("requests.new.total"), Some("1"));
}

#[test]
fn hidden_text_of_word_is_not_read() {
    let report = &published()[0];
    let hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>77</w:t></w:r>";
    let shown = "<w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t></w:t></w:r>";
    let bytes = rendering::word_with(&report.title, &report.sections, &format!("{hidden}{shown}"));
    let (wrong, missing) = differences(report, &bytes);
    assert!(
        wrong.is_empty() && missing.is_empty(),
        "{wrong:#?} {missing:#?}"
    );
}

/// Text keeps no place for a blank: a row with one may be left out, when it is said.
fn check_copied(way: Copied) {
    check_text(|report| rendering::text(&report.title, &report.sections, way).into_bytes());
}

fn check_text(render: impl Fn(&Published) -> Vec<u8>) {
    for report in published() {
        let (wrong, missing) = differences(&report, &render(&report));
        assert!(wrong.is_empty(), "{wrong:#?}");
        let blanks = rows_with_blanks(&report);
        let unexplained: Vec<&String> = missing
            .iter()
            .filter(|miss| !blanks.iter().any(|row| miss.contains(row)))
            .collect();
        assert!(unexplained.is_empty(), "{unexplained:#?}");
    }
}

/// ` table.row.` of every row that has figures for some columns only; the rows of `disputes` are one in print.
fn rows_with_blanks(report: &Published) -> Vec<String> {
    let format = if report.year < 2021 {
        "cn-gov-disclosure-2019"
    } else {
        "cn-gov-disclosure-2021"
    };
    let pack = packs::built_in(format).unwrap();
    let form = &pack.model().form;
    let empty = |cell: &&gouji::form::Cell| {
        report
            .cells
            .get(&cell.address)
            .is_none_or(|text| text.trim().is_empty())
    };
    let rows = form.cells.iter().filter(empty).filter_map(|cell| {
        let (row, _) = cell.address.rsplit_once('.')?;
        Some(if row.starts_with("disputes") {
            " disputes.".to_owned()
        } else {
            format!(" {row}.")
        })
    });
    rows.collect()
}

#[test]
fn text_in_rows_with_tabs_is_read_whole() {
    check_layout(|report| {
        rendering::text(&report.title, &report.sections, Copied::Tabs).into_bytes()
    });
}

#[test]
fn comma_separated_values_are_read_whole() {
    check_layout(|report| {
        rendering::text(&report.title, &report.sections, Copied::Commas).into_bytes()
    });
}

#[test]
fn text_between_drawn_rules_is_read_whole() {
    check_layout(|report| {
        rendering::text(&report.title, &report.sections, Copied::Pipes).into_bytes()
    });
}

#[test]
fn text_in_rows_is_read_whole_or_said_to_be_missing() {
    check_copied(Copied::Rows);
}

#[test]
fn text_with_a_cell_a_line_is_read_whole_or_said_to_be_missing() {
    check_copied(Copied::Cells);
}

#[test]
fn text_with_broken_labels_is_read_whole_or_said_to_be_missing() {
    for width in [2, 3, 5, 9] {
        check_copied(Copied::Broken(width));
    }
}

/// What a page with one small table says of one cell: figure, printed text, whether something was reported.
fn one_cell(
    heading: &str,
    label: &str,
    figure: &str,
    address: &str,
) -> (Option<String>, Option<String>, bool) {
    let page = format!(
        "<p>某局2024年政府信息公开工作年度报告</p><table><tr><td>信息内容<td>{heading}<tr><td>{label}<td>{figure}</table>"
    );
    let reports = read(page.as_bytes(), &built_in()).unwrap();
    let record = reports[0].record("zh-CN");
    let text = |texts: &gouji::record::Texts| texts.get(address).map(str::to_owned);
    (
        text(&record.cells),
        text(&record.texts),
        !record.unplaced.is_empty(),
    )
}

#[test]
fn cells_with_words_are_read_and_their_text_is_kept() {
    let fees = |heading: &str, figure: &str| {
        one_cell(heading, "行政事业性收费", figure, "fees.charges.amount")
    };
    let some = |text: &str| Some(text.to_owned());
    let wan = "本年收费金额（单位：万元）";
    assert_eq!(
        fees(wan, "1204.264 万元"),
        (some("1204.264"), some("1204.264 万元"), false)
    );
    assert_eq!(
        fees(wan, "251000元"),
        (some("25.1"), some("251000元"), false)
    );
    assert_eq!(
        fees(wan, "1,204.5"),
        (some("1204.5"), some("1,204.5"), false)
    );
    assert_eq!(
        fees("本年收费金额（单位：元）", "251000"),
        (some("25.1"), some("251000元"), false)
    );
    assert_eq!(fees(wan, "/"), (None, some("/"), false));
    let permits = |figure: &str| {
        one_cell(
            "本年处理决定数量",
            "行政许可",
            figure,
            "decisions.permits.count",
        )
    };
    assert_eq!(
        permits("22（其中修订16件）"),
        (some("22"), some("22（其中修订16件）"), false)
    );
    assert_eq!(permits("2笔"), (some("2"), some("2笔"), false));
    assert_eq!(permits("２４０"), (some("240"), some("２４０"), false));
    assert_eq!(permits("20<font>23</font>"), (some("2023"), None, false));
}

#[test]
fn figures_printed_as_one_are_reported_and_not_taken() {
    let page = "<p>某局2024年政府信息公开工作年度报告</p><table><tr><td><td>自然人<td>商业企业<td>科研机构<td>社会公益组织\
        <td>法律服务机构<td>其他<td>总计<tr><td>一、本年新收政府信息公开申请数量<td>21710000218<td><td><td><td><td><td>\
        <tr><td>二、上年结转政府信息公开申请数量<td>1<td>0<td>0<td>0<td>0<td>0<td>1</table>";
    let reports = read(page.as_bytes(), &built_in()).unwrap();
    let record = reports[0].record("zh-CN");
    assert_eq!(record.cells.get("requests.new.person"), None);
    assert_eq!(record.cells.get("requests.carried_in.total"), Some("1"));
    let reported: Vec<&str> = record
        .unplaced
        .iter()
        .map(|one| one.text.as_str())
        .collect();
    assert_eq!(reported, ["21710000218"]);
}

#[test]
fn several_reports_in_one_file_are_read_apart() {
    let reports = published();
    let both: Vec<&Published> = reports
        .iter()
        .filter(|one| one.name.starts_with("pingtan_jtj_202"))
        .take(2)
        .collect();
    let mut whole = String::new();
    for report in &both {
        whole.push_str(&rendering::page(&report.title, &report.sections));
    }
    let read = read(whole.as_bytes(), &built_in()).unwrap();
    assert_eq!(read.len(), 2);
    for (report, expected) in read.iter().zip(both) {
        let record = report.record("zh-CN");
        assert_eq!(record.year, Some(expected.year));
        let total = "requests.new.total";
        assert_eq!(
            record.cells.get(total),
            expected.cells.get(total).map(String::as_str)
        );
    }
}

#[test]
fn text_that_another_program_laid_out_is_read_whole() {
    for name in ["hongze_2023-layout.txt", "hongze_2023-raw.txt"] {
        let record = only(name);
        assert_cells(&record, &expected("hongze_2023.json"));
    }
}

#[test]
fn a_row_whose_label_is_missing_is_not_taken_for_another() {
    let header =
        "申请人情况 自然人 法人或其他组织 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计";
    let text = format!(
        "某局2024年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n{header}\n\
        一、本年新收政府信息公开申请数量 1 0 0 0 0 0 1\n{header}\n9 0 0 0 0 0 9\n（一）予以公开 2 0 0 0 0 0 2\n"
    );
    let reports = read(text.as_bytes(), &built_in()).unwrap();
    let record = reports[0].record("zh-CN");
    assert_eq!(record.cells.get("requests.decided.total"), None);
    assert_eq!(record.cells.get("requests.new.total"), Some("1"));
    assert_eq!(record.cells.get("requests.granted.total"), Some("2"));
    assert!(
        record
            .unplaced
            .iter()
            .any(|one| one.text.contains("9 0 0 0 0 0 9")),
        "{:?}",
        record.unplaced
    );
}

#[test]
fn rows_in_a_way_that_is_not_understood_are_reported() {
    let text = "某局2024年政府信息公开工作年度报告\n信息内容 本年处理决定数量\n行政许可 5\n\
        一、本年新收政府信息公开申请数量：自然人 11，商业企业 0，总计 11\n";
    let reports = read(text.as_bytes(), &built_in()).unwrap();
    let record = reports[0].record("zh-CN");
    assert_eq!(record.cells.get("decisions.permits.count"), Some("5"));
    assert_eq!(record.cells.get("requests.new.person"), None);
    let reported: Vec<&str> = record
        .unplaced
        .iter()
        .map(|one| one.text.as_str())
        .collect();
    assert_eq!(
        reported,
        ["一、本年新收政府信息公开申请数量：自然人 11，商业企业 0，总计 11"]
    );
}
