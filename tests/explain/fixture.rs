//! A small form of the shape of 表三, built by hand: rows, columns, declared totals, a balance and rules of other kinds.

use gouji::engine::{Plan, Session, Value};
use gouji::form::*;
use gouji::model::*;
use gouji::number::Number;
use gouji::row::Relation;
use std::sync::Arc;

pub const COLUMNS: [&str; 7] = [
    "person",
    "business",
    "research",
    "nonprofit",
    "legal",
    "other",
    "total",
];
const COLUMN_LABELS: [&str; 7] = [
    "自然人",
    "商业企业",
    "科研机构",
    "社会公益组织",
    "法律服务机构",
    "其他",
    "总计",
];
const COLUMN_LABELS_ENGLISH: [&str; 7] = [
    "Natural persons",
    "Businesses",
    "Research bodies",
    "Public-interest bodies",
    "Law firms",
    "Others",
    "Total",
];
/// Detail rows of 三, between 结转 and （七）总计.
const DETAILS: usize = 21;
pub const DECIDED: usize = 2 + DETAILS + 1;

fn label(text: &str) -> Label {
    Label {
        text: text.to_owned(),
        ..Label::default()
    }
}

fn translated(text: &str, english: &str) -> Label {
    Label {
        translations: vec![("en".to_owned(), english.to_owned())],
        ..label(text)
    }
}

fn line(id: &str, label: Label) -> Line {
    Line {
        id: id.to_owned(),
        label,
        ..Line::default()
    }
}

fn rows() -> Vec<Line> {
    let mut rows = vec![
        line("new", label("一、本年新收政府信息公开申请数量")),
        line("carried_in", label("二、上年结转政府信息公开申请数量")),
        Line {
            group: true,
            ..line("results", label("三、本年度办理结果"))
        },
    ];
    for index in 0..DETAILS {
        let text = match index {
            0 => "（一）予以公开".to_owned(),
            1 => "（二）部分公开（区分处理的，只计这一情形，不计其他情形）".to_owned(),
            20 => "3.其他".to_owned(),
            other => format!("{other}.办理结果"),
        };
        rows.push(line(&format!("detail{index}"), label(&text)));
    }
    rows.push(line("decided", translated("（七）总计", "(7) Total")));
    rows.push(line("carried_out", label("四、结转下年度继续办理")));
    rows
}

/// Index of the cell of a row (as in the table, the group left out) and column.
pub fn cell(row: usize, column: usize) -> CellIndex {
    row * COLUMNS.len() + column
}

fn table_cell(row: usize, column: usize, address: String) -> Cell {
    Cell {
        address,
        place: Place::Table {
            table: 0,
            row,
            column,
        },
        kind: Kind::Count,
        unit: None,
        required: None,
        weight: Weight::default(),
    }
}

fn figure(id: &str, text: &str, kind: Kind, unit: Option<&str>) -> Cell {
    Cell {
        address: id.to_owned(),
        place: Place::Figure(label(text)),
        kind,
        unit: unit.map(|name| Unit {
            name: name.to_owned(),
        }),
        required: None,
        weight: Weight::default(),
    }
}

pub fn variable(index: usize) -> Expression {
    Expression::Variable(index)
}

pub fn sum(parts: impl IntoIterator<Item = usize>) -> Expression {
    Expression::Sum(
        parts
            .into_iter()
            .map(|part| (false, variable(part)))
            .collect(),
    )
}

pub fn compare(left: Expression, relation: Relation, right: Expression) -> Test {
    Test::Compare(Comparison {
        left,
        relation,
        right,
        tolerance: Tolerance::Exact,
        blanks: (None, None),
    })
}

pub fn rule(id: &str, text: &str, kind: RuleKind, test: Test) -> Rule {
    Rule {
        id: id.to_owned(),
        family: id.to_owned(),
        level: Level::Error,
        text: label(text),
        kind,
        test,
        blank: BlankPolicy::Wait,
        requires: Vec::new(),
        inherited: false,
    }
}

fn total(total: CellIndex, axis: Axis, parts: Vec<usize>) -> Rule {
    let test = compare(variable(total), Relation::Equal, sum(parts));
    rule("total", "", RuleKind::Total { total, axis }, test)
}

/// 0: the row （七） across; 1: the column 其他 down; 2: its balance.
fn identities() -> Vec<Rule> {
    let balance = compare(
        sum([cell(0, 5), cell(1, 5)]),
        Relation::Equal,
        sum([cell(DECIDED - 1, 5), cell(DECIDED, 5)]),
    );
    let about = vec![About {
        table: 0,
        axis: Axis::Columns,
        line: 5,
    }];
    let text = "第一项加第二项之和，等于第三项加第四项之和";
    vec![
        total(
            cell(DECIDED - 1, 6),
            Axis::Columns,
            (0..6).map(|column| cell(DECIDED - 1, column)).collect(),
        ),
        total(
            cell(DECIDED - 1, 5),
            Axis::Rows,
            (2..DECIDED - 1).map(|row| cell(row, 5)).collect(),
        ),
        rule("balance[other]", text, RuleKind::Written { about }, balance),
    ]
}

/// The form with the identities and further rules; `sources` are variables beyond its cells.
pub fn session(more: Vec<Rule>, sources: Vec<Source>, complete: bool) -> Session {
    let rows = rows();
    let mut cells = Vec::new();
    for (row, line) in rows.iter().enumerate().filter(|(_, line)| !line.group) {
        for (column, id) in COLUMNS.iter().enumerate() {
            cells.push(table_cell(
                row,
                column,
                format!("requests.{}.{id}", line.id),
            ));
        }
    }
    cells.push(figure(
        "fee",
        "行政事业性收费",
        Kind::Amount {
            decimals: None,
            negative: false,
        },
        Some("万元"),
    ));
    cells.push(figure("year", "报告年度", Kind::Year, None));
    cells.push(figure("day", "公布日期", Kind::Date, None));
    cells.push(figure(
        "kind",
        "单位类别",
        Kind::Choice(vec![label("机关"), label("事业单位")]),
        None,
    ));
    let columns = COLUMNS
        .iter()
        .zip(COLUMN_LABELS.iter().zip(COLUMN_LABELS_ENGLISH));
    let columns = columns.map(|(id, (text, english))| line(id, translated(text, english)));
    let mut variables: Vec<Source> = (0..cells.len()).map(Source::Cell).collect();
    variables.extend(sources);
    let model = Arc::new(Model {
        form: Form {
            tables: vec![Table {
                id: "requests".to_owned(),
                label: label("三、收到和处理政府信息公开申请情况"),
                rows,
                columns: columns.collect(),
            }],
            cells,
            ..Form::default()
        },
        variables,
        rules: identities().into_iter().chain(more).collect(),
        facts: vec![Fact {
            id: "received".to_owned(),
            section: String::new(),
            patterns: vec![vec![
                Piece::OneOf(vec!["受理依申请公开".to_owned()]),
                Piece::Figure(0),
                Piece::OneOf(vec!["件".to_owned()]),
            ]],
            blanks: vec!["n".to_owned()],
            expected: false,
        }],
        ..Model::default()
    });
    let plan = Arc::new(Plan::compile(&model));
    let mut session = Session::new(model, plan, complete);
    for cell in 0..(DECIDED + 1) * COLUMNS.len() {
        set(&mut session, cell, "0");
    }
    session
}

pub fn set(session: &mut Session, variable: usize, text: &str) {
    let value = match Number::parse(text) {
        Some(number) => Value::Known {
            step: Number::ONE,
            number,
        },
        None => Value::Blank,
    };
    session.set(variable, value);
}

/// The figures of the seed: one received and disclosed for a person three times over, and a 3 too many under 其他.
pub fn seed() -> Session {
    let mut session = session(Vec::new(), Vec::new(), true);
    for row in [0, 2, DECIDED - 1] {
        set(&mut session, cell(row, 0), "3");
        set(&mut session, cell(row, 6), "3");
    }
    set(&mut session, cell(DECIDED - 1, 5), "3");
    session
}
