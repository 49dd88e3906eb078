//! The form of the annual report of 2021, written down independently of its pack: lines by indentation, `+` before a
//! group, `|` between a label and its alias.

use gouji::form::{Cell, Form, Kind, Label, Line, Place, Table, Unit, Weight};

const TABLES: [(&str, &str, &str, &str); 5] = [
    (
        "documents",
        "第二十条第（一）项",
        "rules 规章\nnormative 行政规范性文件",
        "issued 本年制发件数\nrepealed 本年废止件数\nin_force 现行有效件数",
    ),
    (
        "decisions",
        "第二十条第（五）（六）项",
        "permits 行政许可\npenalties 行政处罚\ncoercion 行政强制",
        "count 本年处理决定数量",
    ),
    (
        "fees",
        "第二十条第（八）项",
        "charges 行政事业性收费",
        "amount 本年收费金额（单位：万元）",
    ),
    (
        "requests",
        "三、收到和处理政府信息公开申请情况",
        "new 一、本年新收政府信息公开申请数量
carried_in 二、上年结转政府信息公开申请数量
+results 三、本年度办理结果
 granted （一）予以公开
 partial （二）部分公开（区分处理的，只计这一情形，不计其他情形）
 +refused （三）不予公开
  secret 1.属于国家秘密
  forbidden 2.其他法律行政法规禁止公开
  security 3.危及“三安全一稳定”
  third_party 4.保护第三方合法权益
  internal 5.属于三类内部事务信息
  process 6.属于四类过程性信息
  case_file 7.属于行政执法案卷
  inquiry 8.属于行政查询事项
 +unable （四）无法提供
  not_held 1.本机关不掌握相关政府信息
  not_made 2.没有现成信息需要另行制作
  unclear 3.补正后申请内容仍不明确
 +unprocessed （五）不予处理
  petition 1.信访举报投诉类申请
  repeat 2.重复申请
  publication 3.要求提供公开出版物
  excessive 4.无正当理由大量反复申请
  reissue 5.要求行政机关确认或重新出具已获取信息
 +otherwise （六）其他处理
  not_corrected 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请
  not_paid 2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请
  other_result 3.其他|（六）其他处理
 decided （七）总计
carried_out 四、结转下年度继续办理",
        "person 自然人
+org 法人或其他组织
 business 商业企业
 research 科研机构
 nonprofit 社会公益组织
 legal 法律服务机构
 other 其他
total 总计",
    ),
    (
        "disputes",
        "四、政府信息公开行政复议、行政诉讼情况",
        "review 行政复议
+litigation 行政诉讼
 direct 未经复议直接起诉
 after_review 复议后起诉",
        "upheld 结果维持
corrected 结果纠正
other 其他结果
pending 尚未审结
total 总计",
    ),
];

fn lines(text: &str) -> Vec<Line> {
    let mut found: Vec<Line> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for line in text.lines() {
        let depth = line.len() - line.trim_start().len();
        let (id, label) = line.trim_start().split_once(' ').unwrap();
        let (label, alias) = label.split_once('|').unwrap_or((label, ""));
        open.truncate(depth);
        found.push(Line {
            id: id.trim_start_matches('+').to_owned(),
            label: Label {
                text: label.to_owned(),
                aliases: (!alias.is_empty())
                    .then(|| alias.to_owned())
                    .into_iter()
                    .collect(),
                translations: Vec::new(),
            },
            parent: open.last().copied(),
            group: id.starts_with('+'),
            total: label.contains("总计"),
            open: None,
        });
        open.push(found.len() - 1);
    }
    found
}

/// The form.
pub fn form() -> Form {
    let mut form = Form {
        id: "cn-gov-disclosure-2021".to_owned(),
        title: Label {
            text: "政府信息公开工作年度报告".to_owned(),
            ..Label::default()
        },
        years: (Some(2021), None),
        ..Form::default()
    };
    for (table, (id, label, rows, columns)) in TABLES.iter().enumerate() {
        let (rows, columns) = (lines(rows), lines(columns));
        for (row, across) in rows.iter().enumerate().filter(|(_, line)| !line.group) {
            for (column, down) in columns.iter().enumerate().filter(|(_, line)| !line.group) {
                form.cells.push(Cell {
                    address: format!("{id}.{}.{}", across.id, down.id),
                    place: Place::Table { table, row, column },
                    kind: if *id == "fees" {
                        Kind::Amount {
                            decimals: None,
                            negative: false,
                        }
                    } else {
                        Kind::Count
                    },
                    unit: (*id == "fees").then(|| Unit {
                        name: "万元".to_owned(),
                    }),
                    required: None,
                    weight: Weight::default(),
                });
            }
        }
        form.tables.push(Table {
            id: (*id).to_owned(),
            label: Label {
                text: (*label).to_owned(),
                ..Label::default()
            },
            rows,
            columns,
        });
    }
    form
}
