//! What a pack says → what the model has.

use crate::{compiled, model};
use gouji::form::{Kind, Level, Weight};
use gouji::language::{Code, compile_with_rows};
use gouji::model::{BlankPolicy, Expectation, Expression, Model, Piece, Source, Test, Tolerance};
use gouji::number::Number;

const TABLE: &str = "report x \"表\"
table t \"表\"
  cells count
  columns
    p \"甲\"
    group g \"组\"
      q \"乙\"
      r \"丙\"
    total \"计\" = sum of all before it
  rows
    income \"收入\"
    group costs \"成本\"
      wages \"工资\"
      tax \"税\"
      rebate \"减：返还\" subtracted
      of_tax \"其中：附加\" not counted
      all_costs \"小计\" = sum of all before it
    profit \"利润\" = income - all_costs
";

/// A sum, or one figure, by addresses with their signs.
fn parts(model: &Model, expression: &Expression) -> String {
    match expression {
        Expression::Variable(variable) => match &model.variables[*variable] {
            Source::Cell(cell) => model.form.cells[*cell].address.clone(),
            Source::Previous(cell) => format!("previous.{}", model.form.cells[*cell].address),
            Source::Parts(cell) => format!("parts.{}", model.form.cells[*cell].address),
            Source::Fact { fact, blank } => {
                format!(
                    "{}.{}",
                    model.facts[*fact].id, model.facts[*fact].blanks[*blank]
                )
            }
        },
        Expression::Constant(number) => number.to_string(),
        Expression::Sum(list) => {
            let signed = |(minus, part): &(bool, Expression)| {
                format!("{}{}", if *minus { "-" } else { "+" }, parts(model, part))
            };
            list.iter().map(signed).collect::<Vec<_>>().join(" ")
        }
        other => format!("{other:?}"),
    }
}

/// Both sides of a rule's comparison.
fn sides(model: &Model, rule: &str) -> (String, String) {
    let found = model.rules.iter().find(|one| one.id == rule);
    match found.map(|rule| &rule.test) {
        Some(Test::Compare(comparison)) => (
            parts(model, &comparison.left),
            parts(model, &comparison.right),
        ),
        other => panic!("{rule}: {other:?}"),
    }
}

fn with(rules: &str) -> Model {
    model(&format!("{TABLE}{rules}"))
}

fn ids(model: &Model, family: &str) -> Vec<String> {
    let rules = model.rules.iter().filter(|rule| rule.family == family);
    rules.map(|rule| rule.id.clone()).collect()
}

#[test]
fn a_total_sums_the_leaves_of_the_level_around_it() {
    let model = with("");
    assert_eq!(
        sides(&model, "t.income.total:columns"),
        (
            "t.income.total".into(),
            "+t.income.p +t.income.q +t.income.r".into()
        )
    );
    assert_eq!(
        sides(&model, "t.all_costs.q:rows"),
        (
            "t.all_costs.q".into(),
            "+t.wages.q +t.tax.q -t.rebate.q".into()
        )
    );
    assert_eq!(
        sides(&model, "t.profit.p:rows"),
        ("t.profit.p".into(), "+t.income.p -t.all_costs.p".into())
    );
    assert_eq!(ids(&model, "t.total:columns").len(), 7);
    assert_eq!(ids(&model, "t.profit:rows").len(), 4);
}

#[test]
fn totals_after_and_below() {
    let model = model(
        "report x \"表\"
table t \"表\"
  columns
    total \"合计\" = sum of all after it
    basic \"基本\"
    project \"项目\"
    rate \"比率\" percent
  rows
    class \"类\" = sum of all below it except rate
      one \"款一\"
      two \"款二\"
    other \"另一类\"
    whole \"合计\" = sum of all before it except rate
",
    );
    assert_eq!(
        sides(&model, "t.one.total:columns").1,
        "+t.one.basic +t.one.project +t.one.rate"
    );
    assert_eq!(
        sides(&model, "t.class.basic:rows").1,
        "+t.one.basic +t.two.basic"
    );
    assert_eq!(
        sides(&model, "t.whole.basic:rows").1,
        "+t.class.basic +t.other.basic"
    );
    assert!(
        !model
            .rules
            .iter()
            .any(|rule| rule.id == "t.whole.rate:rows")
    );
}

#[test]
fn names_are_found_where_the_rule_stands() {
    let model = with(
        "figure n \"数\"
rule by_column \"一\"
  for each column of t
  income = n + previous.wages + t.tax
rule by_row \"二\"
  for each row of t
  p = q + parts.r
rule cells \"三\"
  for each cell of t in costs except of_tax
  this <= previous.this + p
rule group \"四\"
  for each column of t
  sum of costs = sum of (income, wages to tax)
rule whole \"五\"
  sum of t.income = t.income.p + 0
",
    );
    assert_eq!(
        sides(&model, "by_column[q]"),
        (
            "t.income.q".into(),
            "+n +previous.t.wages.q +t.tax.q".into()
        )
    );
    assert_eq!(
        sides(&model, "by_row[tax]"),
        ("t.tax.p".into(), "+t.tax.q +parts.t.tax.r".into())
    );
    assert_eq!(ids(&model, "cells").len(), 4 * 4);
    assert_eq!(
        sides(&model, "cells[tax,r]"),
        ("t.tax.r".into(), "+previous.t.tax.r +t.tax.p".into())
    );
    let (left, right) = sides(&model, "group[p]");
    assert_eq!(left, "+t.wages.p +t.tax.p -t.rebate.p");
    assert_eq!(right, "+t.income.p +t.wages.p +t.tax.p");
}

#[test]
fn keywords_are_names_where_a_name_must_stand() {
    let model = model(
        "report x \"表\"
table table \"表\"
  columns
    count \"数\" count
    previous \"上年\" count
    not \"非\" count
    sum \"和\" count
  rows
    rule \"规则\"
    new \"新\"
    group \"组\"
    blank \"空\"
rule rule \"规则\"
  for each row of table
  count = previous.count + previous + previous.previous
  not = sum
rule each \"每列\"
  for each column of table
  new = blank + group + rule
",
    );
    assert_eq!(model.rules.len(), 8);
    assert_eq!(
        sides(&model, "each[sum]"),
        (
            "table.new.sum".into(),
            "+table.blank.sum +table.group.sum +table.rule.sum".into()
        )
    );
}

#[test]
fn kinds_units_requirements_and_weights_come_from_the_line_or_the_table() {
    let model = model(
        "report x \"表\"
table t \"表\"
  cells amount 2 decimals 万元 required warning
  columns
    a \"甲\"
    b \"乙\" percent 1 decimal weight 3
    c \"丙\" amount 元 may be negative not required
  rows
    one \"一\"
    two \"二\" trusted required error
figures
  open \"是否公开\" one of \"是\" or \"公开\", \"否\"
  on \"日期\" date
  y \"年\" year never wrong
  plain \"数\"
rule chosen \"选\"
  open = \"否\" and on >= \"2024-01-01\"
",
    );
    let cell = |address: &str| {
        model
            .form
            .cells
            .iter()
            .find(|cell| cell.address == address)
            .unwrap()
    };
    let kind = |address: &str| cell(address).kind.clone();
    assert_eq!(
        kind("t.one.a"),
        Kind::Amount {
            decimals: Some(2),
            negative: false
        }
    );
    assert_eq!(cell("t.one.a").unit.as_ref().unwrap().name, "万元");
    assert_eq!(cell("t.one.a").required, Some(Level::Warning));
    assert_eq!(kind("t.one.b"), Kind::Percent { decimals: Some(1) });
    assert_eq!(cell("t.one.b").weight, Weight::Of(Number::from(3)));
    assert_eq!(cell("t.two.b").weight, Weight::Of(Number::from(10)));
    assert_eq!(
        kind("t.one.c"),
        Kind::Amount {
            decimals: None,
            negative: true
        }
    );
    assert_eq!(cell("t.one.c").required, None);
    assert_eq!(cell("t.two.c").required, Some(Level::Error));
    assert_eq!(cell("y").weight, Weight::Never);
    assert_eq!(
        kind("plain"),
        Kind::Amount {
            decimals: None,
            negative: true
        }
    );
    let Test::All(tests) = &model.rules[0].test else {
        panic!("{:?}", model.rules[0].test)
    };
    let Test::Compare(comparison) = &tests[0] else {
        panic!("{tests:?}")
    };
    assert_eq!(comparison.right, Expression::Constant(Number::from(1)));
}

#[test]
fn blanks_and_tolerances_are_those_of_the_rule_its_table_or_the_pack() {
    let model = model(
        "report x \"表\"
  blank is zero
table t \"表\"
  blank waits unless all are blank
  right blank is zero
  columns
    a \"甲\"
    b \"乙\" = sum of all before it rounded as warning
  rows
    one \"一\"
figures
  m \"m\"
  n \"n\"
rule plain \"一\"
  m = n within 0.01
rule sides \"二\"
  blank waits
  left blank is zero unless all are blank
  right blank waits
  m = n truncated
",
    );
    let rule = |id: &str| model.rules.iter().find(|rule| rule.id == id).unwrap();
    let comparison = |id: &str| match &rule(id).test {
        Test::Compare(comparison) => comparison.clone(),
        other => panic!("{other:?}"),
    };
    let total = "t.one.b:columns";
    assert_eq!(
        (rule(total).blank, rule(total).level),
        (BlankPolicy::WaitUnlessAllBlank, Level::Warning)
    );
    assert_eq!(comparison(total).blanks, (None, Some(BlankPolicy::Zero)));
    assert_eq!(comparison(total).tolerance, Tolerance::Rounded);
    assert_eq!(rule("plain").blank, BlankPolicy::Zero);
    assert_eq!(
        comparison("plain").tolerance,
        Tolerance::Within(Number::parse("0.01").unwrap())
    );
    assert_eq!(rule("sides").blank, BlankPolicy::Wait);
    assert_eq!(
        comparison("sides").blanks,
        (
            Some(BlankPolicy::ZeroUnlessAllBlank),
            Some(BlankPolicy::Wait)
        )
    );
}

#[test]
fn what_must_be_given() {
    let model = model(
        "report x \"表\"
figures
  a \"a\"
  b \"b\"
  c \"c\"
rule pair \"成对\"
  all or none of a, b are given
rule alone \"互斥\"
  at most one of a, b, c is given
rule follows \"随附\"
  if a > 0 then b is given and c is blank else a = 0
",
    );
    let given = Test::Given;
    let not = |test: Test| Test::Not(Box::new(test));
    assert_eq!(
        model.rules[0].test,
        Test::Any(vec![
            Test::All(vec![given(0), given(1)]),
            Test::All(vec![not(given(0)), not(given(1))]),
        ])
    );
    let Test::All(pairs) = &model.rules[1].test else {
        panic!("{:?}", model.rules[1].test)
    };
    assert_eq!(pairs.len(), 3);
    let Test::All(branches) = &model.rules[2].test else {
        panic!("{:?}", model.rules[2].test)
    };
    assert_eq!(branches.len(), 2);
}

#[test]
fn a_pack_on_top_of_another() {
    let model = model(
        "report local \"本地\"
  extends base
set low to error
switch off same
figure c \"丙\"
rule more \"甲不大于丙\"
  a <= c
",
    );
    assert_eq!(
        (model.form.id.as_str(), model.form.version.as_str()),
        ("local", "2")
    );
    let rules: Vec<_> = model
        .rules
        .iter()
        .map(|rule| (rule.id.as_str(), rule.level))
        .collect();
    assert_eq!(rules, [("low", Level::Error), ("more", Level::Error)]);
}

#[test]
fn facts_and_roll_ups() {
    let model = with(
        "fact received in \"一、总体情况\"
  \"(收到|受理)申请{n}件\"
  \"新收{n}件，其中自然人{m}件\" or \"共{n}件\"
warning prose \"正文与表一致\"
  received.n = t.income.total
roll up t.income, t.profit.p rounded \"汇总\" as warning
",
    );
    assert_eq!(model.facts[0].section, "一、总体情况");
    assert_eq!(model.facts[0].blanks, ["n", "m", "n.unit", "m.unit"]);
    assert_eq!(model.facts[0].patterns.len(), 3);
    assert_eq!(model.facts[0].patterns[2][1], Piece::Figure(0));
    assert_eq!(
        sides(&model, "prose"),
        ("received.n".into(), "t.income.total".into())
    );
    assert_eq!(
        sides(&model, "parts[t.profit.p]"),
        ("t.profit.p".into(), "parts.t.profit.p".into())
    );
    assert_eq!(ids(&model, "parts").len(), 5);
}

#[test]
fn examples_name_cells_and_rules() {
    let model = with(
        "rule r \"规则\"
  for each column of t
  income >= wages
example \"例\"
  t
    income 1 2 3 _
    wages \"1,0\" 2 3 4
    others 0
  previous
    t.tax.p = 9
  prose \"一、总体情况\" \"全年收到申请 3 件。\"
  breaks r[q], t.profit.p:rows, cell.negative[t.tax.p]
  repair t.income.total to 6
  reads t.tax.q \"2笔\" as 2
",
    );
    let example = &model.examples[0];
    let text = |address: &str| {
        let typed = example.cells.iter().find(|(cell, _)| cell == address);
        typed.map(|(_, text)| text.as_str())
    };
    assert_eq!(text("t.income.total"), Some(""));
    assert_eq!(text("t.wages.p"), Some("1,0"));
    assert_eq!(text("t.profit.p"), Some("0"));
    assert_eq!(text("t.tax.q"), Some("2笔"));
    assert_eq!(example.previous.len(), 1);
    assert_eq!(example.prose.len(), 1);
    assert_eq!(
        example.expectations[0],
        Expectation::Breaks("r[q]".to_string())
    );
    assert_eq!(example.expectations.len(), 5);
}

#[test]
fn full_width_signs_and_formulas_over_several_lines() {
    let model = model(
        "report x “表”
figures
  a “甲”
  b “乙”
rule r “规则”
  a ＋ b
    ＝ （a － b） × ２
    ＋ 0.5%
",
    );
    let Test::Compare(comparison) = &model.rules[0].test else {
        panic!()
    };
    let Expression::Sum(right) = &comparison.right else {
        panic!()
    };
    assert_eq!(
        right[1].1,
        Expression::Constant(Number::parse("0.005").unwrap())
    );
}

#[test]
fn rules_for_lines_whose_labels_are_alike() {
    let model = with(
        "rule signs \"减项不小于零\"
  for each row of t named \"减*\"
  where all_costs.p exists
  p >= 0
rule like \"其中项\"
  for each column of t
  sum of lines named \"其中*\" <= tax
",
    );
    assert_eq!(ids(&model, "signs"), ["signs[rebate]"]);
    let rule = model
        .rules
        .iter()
        .find(|rule| rule.family == "signs")
        .unwrap();
    assert_eq!(rule.requires.len(), 1);
    assert_eq!(
        sides(&model, "like[p]"),
        ("+t.of_tax.p".into(), "t.tax.p".into())
    );
}

#[test]
fn mistakes_come_in_source_order_with_the_pack_below_first() {
    let mistakes =
        compiled("report x \"表\"\n  extends wrong\nrule b \"乙\"\n  nobody = 1\n").unwrap_err();
    let places: Vec<_> = mistakes
        .iter()
        .map(|one| (one.file.as_str(), one.span.line, one.code))
        .collect();
    assert_eq!(
        places,
        [
            ("wrong", 3, Code::UnknownName),
            ("x.gouji", 4, Code::UnknownName)
        ]
    );
}

/// A section with rows of its own, one with rows by code.
const OPEN: &str = "report x \"表\"
table balance \"资产负债表\"
  cells amount 元 may be negative
  columns
    closing \"期末\"
  rows
    group assets \"流动资产：\" open
      rows like \"其中*\" not counted
      rows like \"减*\" subtracted
      cash \"货币资金\"
      of_cash \"受限资金\" not counted
      current \"流动资产合计\" = sum of all before it
    after \"其他\"
table spending \"支出\"
  cells amount 万元
  columns
    total \"合计\" = sum of all after it
    basic \"基本\"
  rows
    group items \"项目\" open by code 3, 5, 7 rounded as warning
    whole \"合计\" = sum of all before it within 0.05
rule all \"各项不小于零\"
  for each row of balance in assets
  closing >= 0
";

fn open(addresses: &[&str]) -> Model {
    let bare = model(OPEN);
    let rows = bare.form.open_rows(addresses.iter().copied());
    compile_with_rows("x.gouji", OPEN, &|_| None, &rows).unwrap()
}

#[test]
fn an_open_section_sums_the_rows_that_are_there() {
    let model = open(&[
        "balance.assets:拆出资金.closing",
        "balance.assets:其中：利息.closing",
        "balance.assets:减：准备.closing",
        "balance.assets:其他.closing",
        "balance.assets:其他#2.closing",
        "balance.nowhere:其他.closing",
    ]);
    assert_eq!(
        sides(&model, "balance.current.closing:rows").1,
        "+balance.cash.closing +balance.assets:拆出资金.closing -balance.assets:减：准备.closing \
         +balance.assets:其他.closing +balance.assets:其他#2.closing"
    );
    assert!(
        model
            .rules
            .iter()
            .any(|rule| rule.id == "all[assets:其他#2]")
    );
    let row = model.form.tables[0]
        .rows
        .iter()
        .find(|row| row.id == "assets:其他#2")
        .unwrap();
    assert_eq!(row.label.text, "其他");
    assert!(ids(&model, "spending.whole:rows").is_empty());
}

#[test]
fn rows_by_code_form_a_tree() {
    let model = open(&[
        "spending.items:2010102.basic",
        "spending.items:201公共.basic",
        "spending.items:20101.basic",
        "spending.items:2010101一般.basic",
        "spending.items:208.basic",
        "spending.items:2080501.basic",
    ]);
    assert_eq!(
        sides(&model, "spending.whole.basic:rows").1,
        "+spending.items:201公共.basic +spending.items:208.basic"
    );
    assert_eq!(
        sides(&model, "spending.items:201公共.basic:rows").1,
        "+spending.items:20101.basic"
    );
    assert_eq!(
        sides(&model, "spending.items:20101.basic:rows").1,
        "+spending.items:2010101一般.basic +spending.items:2010102.basic"
    );
    let rule = model
        .rules
        .iter()
        .find(|rule| rule.id == "spending.items:208.total:rows")
        .unwrap();
    assert_eq!(rule.level, Level::Warning);
}
