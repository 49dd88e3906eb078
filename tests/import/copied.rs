//! What copying and converting does to tables in text: columns in another order, labels around their figures, rows that
//! can't be read and must be said.

use super::{built_in, differences};
use crate::rendering::{self, Copied};
use gouji::grid::{Grid, GridCell};
use gouji::import::read;
use gouji::record::Record;

fn current() -> super::Published {
    let whole = |report: &super::Published| report.cells.contains_key("requests.not_paid.total");
    super::published().into_iter().find(whole).unwrap()
}

fn only(text: &str) -> Record {
    let mut reports = read(text.as_bytes(), &built_in()).unwrap();
    assert_eq!(reports.len(), 1);
    reports.remove(0).record("zh-CN")
}

/// A text about one report, with its third section as given.
fn about(lines: &str) -> String {
    format!(
        "某某区2024年政府信息公开工作年度报告\n一、总体情况\n本报告的统计期限自2024年1月1日起至2024年12月31日止。\n\
         三、收到和处理政府信息公开申请情况\n{lines}"
    )
}

fn figures(record: &Record, row: &str) -> Vec<String> {
    let columns = [
        "person",
        "business",
        "research",
        "nonprofit",
        "legal",
        "other",
        "total",
    ];
    let address = |column: &&str| format!("requests.{row}.{column}");
    let text = |address: String| record.cells.get(&address).unwrap_or("").to_owned();
    columns.iter().map(|column| text(address(column))).collect()
}

#[test]
fn columns_of_text_are_read_in_the_order_in_which_they_are_printed() {
    let header =
        "项目 总计 自然人 法人或其他组织\n商业企业 科研机构 社会公益组织 法律服务机构 其他\n";
    let record = only(&about(&format!(
        "{header}一、本年新收政府信息公开申请数量 21 1 2 3 4 5 6\n二、上年结转政府信息公开申请数量 6 6 0 0 0 0 0"
    )));
    assert_eq!(
        figures(&record, "new"),
        ["1", "2", "3", "4", "5", "6", "21"]
    );
    assert_eq!(figures(&record, "carried_in")[6], "6");
    let flat = "商业企业 科研机构 社会公益组织 法律服务机构 其他 自然人 总计\n";
    let record = only(&about(&format!(
        "{flat}一、本年新收政府信息公开申请数量 2 3 4 5 6 1 21"
    )));
    assert_eq!(
        figures(&record, "new"),
        ["1", "2", "3", "4", "5", "6", "21"]
    );
}

#[test]
fn columns_whose_order_is_not_certain_are_said() {
    // A group's label that stands first may be its place, or the line above one that is centred.
    let header = "法人或其他组织\n总计 自然人\n商业企业 科研机构 社会公益组织 法律服务机构 其他\n";
    let text = about(&format!(
        "{header}一、本年新收政府信息公开申请数量 21 1 2 3 4 5 6"
    ));
    let text = format!("{text}\n行政许可\n信息内容 本年处理决定数量\n行政许可 5\n");
    let record = only(&text);
    assert_eq!(figures(&record, "new"), [""; 7]);
    let said = record
        .unplaced
        .iter()
        .any(|one| one.text.contains("21 1 2 3 4 5 6"));
    assert!(said, "{:?}", record.unplaced);
}

#[test]
fn labels_around_their_figures_are_put_together() {
    let report = current();
    let text = rendering::text(&report.title, &report.sections, Copied::Rows);
    let narrow = |line: &str| -> String {
        let words: Vec<&str> = line.split(' ').collect();
        let labels: Vec<&str> = words
            .iter()
            .take_while(|word| word.parse::<f64>().is_err())
            .copied()
            .collect();
        let figures = words.get(labels.len()..).unwrap_or_default();
        let (groups, label) = labels.split_at(labels.len().saturating_sub(1));
        let label: Vec<char> = label.iter().flat_map(|word| word.chars()).collect();
        if figures.len() < 7 || label.len() < 4 {
            return line.to_owned();
        }
        let pieces: Vec<String> = label
            .chunks(3)
            .map(|piece| piece.iter().collect())
            .collect();
        let rest = pieces.get(1..).unwrap_or_default().join("\n");
        format!(
            "{} {} {}\n{rest}",
            groups.join(" "),
            pieces[0],
            figures.join(" ")
        )
    };
    let text: Vec<String> = text.lines().map(narrow).collect();
    let (wrong, missing) = differences(&report, text.join("\n").as_bytes());
    assert_eq!(wrong, [] as [String; 0]);
    assert_eq!(missing, [] as [String; 0]);
}

#[test]
fn figures_of_the_next_label_are_not_given_to_a_broken_one() {
    let header = "自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计\n";
    let record = only(&about(&format!(
        "{header}1.本机关不掌握相关政府信息 1 0 0 0 0 0 1\n有现成信息需要另行制作 3.补 2 0 0 0 0 0 2\n正后申请内容仍不明确\n"
    )));
    assert_eq!(figures(&record, "not_made"), [""; 7]);
    assert_eq!(figures(&record, "unclear")[0], "2");
}

#[test]
fn totals_and_others_alone_are_no_table() {
    let row = |texts: &[&str], row: usize| -> Vec<GridCell> {
        let cells = texts.iter().enumerate();
        cells
            .map(|(column, text)| GridCell::at(row, column, text))
            .collect()
    };
    let mut report = current();
    report
        .sections
        .retain(|(heading, _)| heading.contains('二'));
    let stray = Grid {
        cells: [
            row(&["总计", "其他", "总计"], 0),
            row(&["24", "67", "89"], 1),
        ]
        .concat(),
        ..Grid::default()
    };
    report
        .sections
        .push(("三、收到和处理政府信息公开申请情况", vec![stray]));
    let page = rendering::page(&report.title, &report.sections);
    let record = read(page.as_bytes(), &built_in()).unwrap()[0].record("zh-CN");
    let placed = record
        .cells
        .0
        .iter()
        .filter(|(address, _)| address.starts_with("requests"));
    assert_eq!(placed.count(), 0);
    assert_eq!(record.unplaced.len(), 1);
}

#[test]
fn what_is_left_of_a_table_in_text_is_said() {
    let lines = [
        "自然人 5",
        "行政许可、行政处罚 7 8 9",
        "（一）予以公开1000001",
        "一、本年新收政府信息公开申请数量|自然人|64",
    ];
    let bare = "3\n4\n\n5\n6";
    let text = about(&format!(
        "信息内容 本年处理决定数量\n行政许可 5\n说明\n{}\n说明\n{bare}\n说明",
        lines.join("\n说明\n")
    ));
    let record = only(&text);
    let said: Vec<&str> = record
        .unplaced
        .iter()
        .map(|one| one.text.as_str())
        .collect();
    for line in lines.into_iter().chain(["3 4 5 6"]) {
        let digits = |text: &str| {
            text.chars()
                .filter(char::is_ascii_digit)
                .collect::<String>()
        };
        assert!(
            said.iter().any(|text| digits(text) == digits(line)),
            "{line}: {said:?}"
        );
    }
}
