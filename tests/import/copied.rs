//! What copying and converting does to tables in text: columns in another order, labels around their figures, rows that
//! can't be read and must be said.

use super::{built_in, differences};
use crate::layouts;
use crate::rendering::{self, Copied};
use gouji::grid::{Grid, GridCell};
use gouji::import::read;
use gouji::record::Record;

fn current() -> super::Published {
    let whole = |report: &super::Published| report.cells.contains_key("requests.not_paid.total");
    super::published().into_iter().find(whole).unwrap()
}

fn only(text: &str) -> Record {
    let mut reports = read(text.as_bytes(), &built_in()).unwrap_or_default();
    assert_eq!(reports.len(), 1, "{text}");
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
    let address = |column: &&str| format!("requests.{row}.{column}");
    let text = |address: String| record.cells.get(&address).unwrap_or("").to_owned();
    let columns = layouts::COLUMNS.iter();
    columns.map(|column| text(address(column))).collect()
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
            said.iter().any(|text| digits(text).contains(&digits(line))),
            "{line}: {said:?}"
        );
    }
}

/// The requests of a report, one figure a line, as `line` writes row, column and figure.
fn listed(heading: impl Fn(&str) -> String, line: impl Fn(&str, &str, &str) -> String) -> String {
    let columns = [
        "自然人",
        "商业企业",
        "科研机构",
        "社会公益组织",
        "法律服务机构",
        "其他",
        "总计",
    ];
    let rows = [
        (
            "一、本年新收政府信息公开申请数量",
            ["1", "2", "3", "4", "5", "6", "21"],
        ),
        (
            "二、上年结转政府信息公开申请数量",
            ["7", "0", "0", "0", "0", "0", "7"],
        ),
        (
            "（三）不予公开—1.属于国家秘密",
            ["8", "9", "0", "0", "0", "1", "18"],
        ),
        ("3.其他", ["2", "0", "0", "1", "0", "0", "3"]),
        ("（七）总计", ["5", "0", "0", "0", "4", "0", "9"]),
    ];
    let mut lines = Vec::new();
    for (row, figures) in rows {
        lines.push(heading(row));
        for (column, figure) in columns.iter().zip(figures) {
            lines.push(line(row, column, figure));
        }
    }
    about(&lines.join("\n"))
}

#[test]
fn figures_that_lines_name_one_by_one_are_read() {
    let none = |_: &str| String::new();
    let ways = [
        listed(str::to_owned, |_, column, figure| {
            format!("{column}：{figure}")
        }),
        listed(str::to_owned, |_, column, figure| {
            format!("- {column} {figure} 件")
        }),
        listed(str::to_owned, |_, column, figure| {
            format!("{column}\n{figure}")
        }),
        listed(none, |row, column, figure| {
            format!("{row}－{column}：{figure}")
        }),
        listed(none, |row, column, figure| {
            format!("{row}（{column}）：{figure}件")
        }),
        listed(none, |row, column, figure| {
            format!("{row} {column} {figure}")
        }),
        listed(none, |row, column, figure| {
            format!("| {row} | {column} | {figure} |")
        }),
        listed(none, |row, column, figure| {
            format!("{row}-{column}\n{figure}")
        }),
    ];
    for text in ways {
        let record = only(&text);
        assert_eq!(
            figures(&record, "new"),
            ["1", "2", "3", "4", "5", "6", "21"],
            "{text}"
        );
        assert_eq!(figures(&record, "carried_in")[0], "7", "{text}");
        assert_eq!(figures(&record, "secret")[5], "1", "{text}");
        assert_eq!(figures(&record, "other_result")[3], "1", "{text}");
        assert_eq!(figures(&record, "decided")[4], "4", "{text}");
        assert_eq!(record.cells.0.len(), 35, "{text}");
        assert_eq!(record.unplaced, [], "{text}");
    }
    let short = about("新收－自然人：5\n新收－总计：5\n结转下年－自然人：0\n结转－其他：3\n");
    let record = only(&short);
    assert_eq!(figures(&record, "new")[0], "5");
    // Two rows speak of 结转.
    assert_eq!(figures(&record, "carried_in"), [""; 7]);
}

#[test]
fn cards_under_a_heading_that_names_no_row_are_not_taken() {
    let card = |heading: &str, figure: u8| {
        format!(
            "{heading}\n自然人：{figure}\n商业企业：0\n科研机构：0\n社会公益组织：0\n法律服务机构：0\n其他：0\n总计：{figure}"
        )
    };
    let [known, strange] = [("一、本年新收政府信息公开申请数量", 5), ("甲类事项", 7)]
        .map(|(heading, figure)| card(heading, figure));
    let text = about(&format!("{known}\n{strange}"));
    let record = only(&text);
    assert_eq!(figures(&record, "new")[0], "5");
    let said: Vec<&str> = record
        .unplaced
        .iter()
        .map(|one| one.text.as_str())
        .collect();
    assert!(said[0].contains("自然人：7"), "{said:?}");
    // A label that stands amid its figures, as one that is centred comes out.
    let (head, tail) = known.split_at(known.find("科研").unwrap());
    let label = "一、本年新收政府信息公开申请数量\n";
    let turned = format!(
        "{}{label}{tail}\n{}",
        head.replace(label, ""),
        head.replace(label, "")
    );
    let read = read(about(&turned).as_bytes(), &built_in()).unwrap();
    assert_eq!(read[0].record("zh-CN").cells.0.len(), 0);
}

#[test]
fn joined_labels_of_a_table_name_both_sides() {
    let row = |label: &str, figure: &str| format!("<tr><td>{label}<td>{figure}");
    let table = format!(
        "<tr><td>指标<td>数值{}{}{}",
        row("一、本年新收政府信息公开申请数量－自然人", "5"),
        row("行政许可", "3"),
        row("总计/（七）总计", "9")
    );
    let record = read(&super::page_about("", &table), &built_in()).unwrap()[0].record("zh-CN");
    assert_eq!(record.cells.get("requests.new.person"), Some("5"));
    assert_eq!(record.cells.get("requests.decided.total"), Some("9"));
    assert_eq!(record.cells.0.len(), 2);
}

#[test]
fn words_where_a_figure_belongs_are_said() {
    let row = "<td>0<td>0<td>0<td>0<td>0<td>5";
    let table = format!(
        "{}<tr><td colspan=3>一、本年新收政府信息公开申请数量<td>详见附件3{row}\
         <tr><td colspan=3>二、上年结转政府信息公开申请数量<td>/{row}<tr><td colspan=10>注：数据来源为本机关。",
        super::HEADER
    );
    let record = read(&super::page_about("", &table), &built_in()).unwrap()[0].record("zh-CN");
    let said: Vec<&str> = record
        .unplaced
        .iter()
        .map(|one| one.text.as_str())
        .collect();
    assert_eq!(said, ["详见附件3"]);
    assert_eq!(record.texts.get("requests.carried_in.person"), Some("/"));
    assert_eq!(figures(&record, "new")[1..], ["0", "0", "0", "0", "0", "5"]);
}

#[test]
fn numbers_before_the_rows_of_text_count_nothing() {
    let header = "序号 项目 自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计\n";
    let record = only(&about(&format!(
        "{header}1 一、本年新收政府信息公开申请数量 1 2 3 4 5 6 21\n2 二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0\n\
         3 （一）予以公开 7 0 0 0 0 0 7\n4 （三）不予公开1.属于国家秘密 3 0 0 0 0 0 3"
    )));
    assert_eq!(
        figures(&record, "new"),
        ["1", "2", "3", "4", "5", "6", "21"]
    );
    assert_eq!(figures(&record, "granted")[0], "7");
    assert_eq!(figures(&record, "secret")[6], "3");
    assert_eq!(record.unplaced, []);
}

#[test]
fn a_list_that_is_not_understood_is_said_in_one_sentence() {
    let card = |heading: &str| format!("{heading}\n自然人：5\n商业企业：0\n科研机构：0\n总计：5\n");
    let cards: String = ["甲类事项", "乙类事项", "丙类事项"].map(card).concat();
    let record = only(&about(&format!(
        "{cards}信息内容 本年处理决定数量\n行政许可 5"
    )));
    let said: Vec<&str> = record
        .unplaced
        .iter()
        .map(|one| one.text.as_str())
        .collect();
    assert_eq!(said.len(), 1, "{said:?}");
    assert_eq!(said[0].matches("自然人：5").count(), 3);
}

#[test]
fn scattered_figures_are_said_where_a_table_lacks_some() {
    // As a program prints it that reads one column after the other.
    let scattered = "规章\n行政规范性文件\n本年制发件数\n本年废止件数\n0\n69\n3\n现行有效件数\n665\n行政许可\n本年处理决定数量";
    let said = |record: &Record| -> Vec<String> {
        let texts = record.unplaced.iter().map(|one| one.text.clone());
        texts.collect()
    };
    let read = |figures: &str| {
        only(&format!(
            "某局2024年政府信息公开工作年度报告\n二、主动公开政府信息情况\n{figures}\n三、收到和处理政府信息公开申请情况\n\
             自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计\n\
             一、本年新收政府信息公开申请数量 1 2 3 4 5 6 21\n五、存在的主要问题\n无。\n7\n"
        ))
    };
    assert_eq!(said(&read(&format!("{scattered}\n5"))), ["0 69 3；665；5"]);
    // Nothing is missing in a table that was read whole, whatever number stands beside it.
    let whole = "信息内容 本年制发件数 本年废止件数 现行有效件数\n规章 0 0 0\n行政规范性文件 69 3 665\n第二十条第（五）项";
    assert_eq!(said(&read(whole)), [] as [String; 0]);
}

#[test]
fn tables_of_a_wiki_are_read_whole() {
    super::check_text(|report| {
        let lines = report.sections.iter().map(|(heading, grids)| {
            let rows = grids.iter().flat_map(|grid| {
                let last = grid.cells.iter().map(|cell| cell.row).max().unwrap_or(0);
                (0..=last).map(move |row| grid.cells.iter().filter(move |cell| cell.row == row))
            });
            let rows = rows.map(|cells| {
                let cells = cells.map(|cell| format!("| {}\n", cell.text));
                format!("|-\n{}", cells.collect::<String>())
            });
            format!("{heading}\n{{|\n{}|}}\n", rows.collect::<String>())
        });
        let lines: String = lines.collect();
        format!("{}\n{lines}", report.title).into_bytes()
    });
}
