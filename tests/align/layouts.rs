//! Figures by address → grids as the official form prints them.

use gouji::grid::{Grid, GridCell};
use std::collections::BTreeMap;

type Figures = BTreeMap<String, String>;

pub const COLUMNS: [&str; 7] = [
    "person",
    "business",
    "research",
    "nonprofit",
    "legal",
    "other",
    "total",
];

/// Label, rows that it covers, column, columns that it covers; then the line whose figures follow, if any.
const REQUESTS: [(&str, usize, usize, usize, &str); 30] = [
    ("一、本年新收政府信息公开申请数量", 1, 0, 3, "new"),
    ("二、上年结转政府信息公开申请数量", 1, 0, 3, "carried_in"),
    ("三、本年度办理结果", 22, 0, 1, ""),
    ("（一）予以公开", 1, 1, 2, "granted"),
    (
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
        1,
        1,
        2,
        "partial",
    ),
    ("（三）不予公开", 8, 1, 1, ""),
    ("1.属于国家秘密", 1, 2, 1, "secret"),
    ("2.其他法律行政法规禁止公开", 1, 2, 1, "forbidden"),
    ("3.危及“三安全一稳定”", 1, 2, 1, "security"),
    ("4.保护第三方合法权益", 1, 2, 1, "third_party"),
    ("5.属于三类内部事务信息", 1, 2, 1, "internal"),
    ("6.属于四类过程性信息", 1, 2, 1, "process"),
    ("7.属于行政执法案卷", 1, 2, 1, "case_file"),
    ("8.属于行政查询事项", 1, 2, 1, "inquiry"),
    ("（四）无法提供", 3, 1, 1, ""),
    ("1.本机关不掌握相关政府信息", 1, 2, 1, "not_held"),
    ("2.没有现成信息需要另行制作", 1, 2, 1, "not_made"),
    ("3.补正后申请内容仍不明确", 1, 2, 1, "unclear"),
    ("（五）不予处理", 5, 1, 1, ""),
    ("1.信访举报投诉类申请", 1, 2, 1, "petition"),
    ("2.重复申请", 1, 2, 1, "repeat"),
    ("3.要求提供公开出版物", 1, 2, 1, "publication"),
    ("4.无正当理由大量反复申请", 1, 2, 1, "excessive"),
    ("5.要求行政机关确认或重新出具已获取信息", 1, 2, 1, "reissue"),
    ("（六）其他处理", 3, 1, 1, ""),
    (
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        1,
        2,
        1,
        "not_corrected",
    ),
    (
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        1,
        2,
        1,
        "not_paid",
    ),
    ("3.其他", 1, 2, 1, "other_result"),
    ("（七）总计", 1, 1, 2, "decided"),
    ("四、结转下年度继续办理", 1, 0, 3, "carried_out"),
];

/// Five grids: the parts of section two (the fifth and sixth items in one), the requests, the disputes.
pub fn printed(figures: &Figures) -> Vec<Grid> {
    let of = |address: &str| figures.get(address).map_or("", String::as_str);
    let documents = Grid::from_rows(&[
        &["第二十条第（一）项", "", "", ""],
        &["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
        &[
            "规章",
            of("documents.rules.issued"),
            of("documents.rules.repealed"),
            of("documents.rules.in_force"),
        ],
        &[
            "行政规范性文件",
            of("documents.normative.issued"),
            of("documents.normative.repealed"),
            of("documents.normative.in_force"),
        ],
    ]);
    let decisions = Grid::from_rows(&[
        &["第二十条第（五）项"],
        &["信息内容", "本年处理决定数量"],
        &["行政许可", of("decisions.permits.count")],
        &["第二十条第（六）项"],
        &["信息内容", "本年处理决定数量"],
        &["行政处罚", of("decisions.penalties.count")],
        &["行政强制", of("decisions.coercion.count")],
    ]);
    let fees = Grid::from_rows(&[
        &["第二十条第（八）项"],
        &["信息内容", "本年收费金额（单位：万元）"],
        &["行政事业性收费", of("fees.charges.amount")],
    ]);
    vec![
        documents,
        decisions,
        fees,
        requests(figures),
        disputes(figures),
    ]
}

/// The same for the format of 2019, whose sixth result is one row.
#[allow(dead_code)]
pub fn printed_2019(figures: &Figures) -> Vec<Grid> {
    let of = |address: &str| figures.get(address).map_or("", String::as_str);
    let documents = Grid::from_rows(&[
        &["第二十条第（一）项", "", "", ""],
        &[
            "信息内容",
            "本年新制作数量",
            "本年新公开数量",
            "对外公开总数量",
        ],
        &[
            "规章",
            of("documents.rules.made"),
            of("documents.rules.disclosed"),
            of("documents.rules.total_disclosed"),
        ],
        &[
            "规范性文件",
            of("documents.normative.made"),
            of("documents.normative.disclosed"),
            of("documents.normative.total_disclosed"),
        ],
    ]);
    let mut decisions = vec![vec![
        "信息内容",
        "上一年项目数量",
        "本年增/减",
        "处理决定数量",
    ]];
    let lines = [
        ("permits", "行政许可"),
        ("other_services", "其他对外管理服务事项"),
        ("penalties", "行政处罚"),
        ("coercion", "行政强制"),
    ];
    let addresses: Vec<[String; 3]> = lines
        .iter()
        .map(|(id, _)| {
            ["previous", "change", "count"].map(|column| format!("decisions.{id}.{column}"))
        })
        .collect();
    for ((_, label), [previous, change, count]) in lines.iter().zip(&addresses) {
        decisions.push(vec![label, of(previous), of(change), of(count)]);
    }
    let decisions: Vec<&[&str]> = decisions.iter().map(Vec::as_slice).collect();
    let fees = Grid::from_rows(&[
        &["第二十条第（八）项", "", ""],
        &["信息内容", "上一年项目数量", "本年增/减"],
        &[
            "行政事业性收费",
            of("fees.charges.previous"),
            of("fees.charges.change"),
        ],
    ]);
    let procurement = Grid::from_rows(&[
        &["第二十条第（九）项", "", ""],
        &["信息内容", "采购项目数量", "采购总金额"],
        &[
            "政府集中采购",
            of("procurement.central.items"),
            of("procurement.central.amount"),
        ],
    ]);
    let tables = vec![documents, Grid::from_rows(&decisions), fees, procurement];
    tables
        .into_iter()
        .chain([merged_sixth(requests(figures)), disputes(figures)])
        .collect()
}

/// Prints the sixth result as one row: the heading before the figures of its last part.
pub fn merged_sixth(mut requests: Grid) -> Grid {
    let heading = requests
        .cells
        .iter()
        .find(|cell| cell.text == "（六）其他处理")
        .unwrap();
    let (first, column) = (heading.row, heading.column);
    let gone = |cell: &GridCell| (first..first + 2).contains(&cell.row) && cell.column > column;
    requests
        .cells
        .retain(|cell| !gone(cell) && cell.text != "3.其他");
    for cell in &mut requests.cells {
        match cell.text.as_str() {
            "（六）其他处理" => (cell.row, cell.row_span, cell.column_span) = (first, 1, 2),
            "三、本年度办理结果" => cell.row_span -= 2,
            _ if cell.row > first => cell.row -= 2,
            _ => {}
        }
    }
    requests
}

fn requests(figures: &Figures) -> Grid {
    let note = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）";
    let mut cells = vec![
        GridCell::at(0, 0, note).spanning(3, 3),
        GridCell::at(0, 3, "申请人情况").spanning(1, 7),
        GridCell::at(1, 3, "自然人").spanning(2, 1),
        GridCell::at(1, 4, "法人或其他组织").spanning(1, 5),
        GridCell::at(1, 9, "总计").spanning(2, 1),
    ];
    let organisations = [
        "商业企业",
        "科研机构",
        "社会公益组织",
        "法律服务机构",
        "其他",
    ];
    for (place, text) in organisations.iter().enumerate() {
        cells.push(GridCell::at(2, 4 + place, text));
    }
    let mut row = 3;
    for (label, rows, column, columns, line) in REQUESTS {
        cells.push(GridCell::at(row, column, label).spanning(rows, columns));
        if line.is_empty() {
            continue;
        }
        for (place, id) in COLUMNS.iter().enumerate() {
            let text = figures
                .get(&format!("requests.{line}.{id}"))
                .map_or("", String::as_str);
            cells.push(GridCell::at(row, 3 + place, text));
        }
        row += 1;
    }
    Grid {
        before: Some("三、收到和处理政府信息公开申请情况".to_owned()),
        cells,
        ..Grid::default()
    }
}

fn disputes(figures: &Figures) -> Grid {
    let mut cells = vec![
        GridCell::at(0, 0, "行政复议").spanning(1, 5),
        GridCell::at(0, 5, "行政诉讼").spanning(1, 10),
        GridCell::at(1, 5, "未经复议直接起诉").spanning(1, 5),
        GridCell::at(1, 10, "复议后起诉").spanning(1, 5),
    ];
    let names = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
    let ids = ["upheld", "corrected", "other", "pending", "total"];
    for (group, line) in ["review", "direct", "after_review"].iter().enumerate() {
        for (place, name) in names.iter().enumerate() {
            let column = group * 5 + place;
            let (row, rows) = if group == 0 { (1, 2) } else { (2, 1) };
            cells.push(GridCell::at(row, column, name).spanning(rows, 1));
            let address = format!("disputes.{line}.{}", ids[place]);
            let text = figures.get(&address).map_or("", String::as_str);
            cells.push(GridCell::at(3, column, text));
        }
    }
    Grid {
        before: Some("四、政府信息公开行政复议、行政诉讼情况".to_owned()),
        cells,
        ..Grid::default()
    }
}

/// The same grid with rows for columns.
#[allow(dead_code)]
pub fn turned(grid: &Grid) -> Grid {
    let mut cells: Vec<GridCell> = grid
        .cells
        .iter()
        .map(|cell| GridCell {
            row: cell.column,
            column: cell.row,
            row_span: cell.column_span,
            column_span: cell.row_span,
            ..cell.clone()
        })
        .collect();
    cells.sort_by_key(|cell| (cell.row, cell.column));
    Grid {
        cells,
        ..grid.clone()
    }
}

/// The same grid without merged cells, as a spreadsheet keeps it that somebody typed.
pub fn unmerged(grid: &Grid) -> Grid {
    let cells = grid.cells.iter().cloned().map(|cell| cell.spanning(1, 1));
    Grid {
        cells: cells.collect(),
        ..grid.clone()
    }
}
