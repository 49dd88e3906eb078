//! What is said: every kind of sentence, word by word, as the clerk reads it.

#[path = "explain/fixture.rs"]
mod fixture;

use fixture::*;
use gouji::engine::{Outcome, Session};
use gouji::explain::words::Words;
use gouji::explain::{Explainer, NewFigure, RepairParts, describe, group_heading, group_more};
use gouji::figure;
use gouji::model::*;
use gouji::number::Number;
use gouji::row::Relation;

fn broken(session: &Session, language: &str) -> Vec<String> {
    let explainer = Explainer::new(session, language);
    session
        .broken()
        .map(|broken| explainer.finding(&broken, None))
        .collect()
}

fn one(session: &Session) -> String {
    let sentences = broken(session, "zh-CN");
    assert_eq!(sentences.len(), 1, "{sentences:?}");
    sentences.into_iter().next().unwrap()
}

#[test]
fn the_seed_is_explained_by_its_arithmetic() {
    assert_eq!(
        broken(&seed(), "zh-CN"),
        [
            "「（七）总计」这一行：自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他相加应等于「总计」：3 + 0 + 0 + 0 + 0 + 3 = 6 ≠ 3，相差 3。",
            "「其他」这一列：（一）予以公开、（二）部分公开……3.其他（共 21 项）相加应等于「（七）总计」：0 + … + 0（共 21 项，均为 0）= 0 ≠ 3，相差 3。",
            "「其他」这一列：第一项加第二项之和，等于第三项加第四项之和：0 + 0 = 0 ≠ 3 + 0 = 3，相差 3。",
        ]
    );
    assert_eq!(
        broken(&seed(), "en")[0],
        "Row “(7) Total”: Natural persons, Businesses, Research bodies, Public-interest bodies, Law firms, Others must add up to “Total”: 3 + 0 + 0 + 0 + 0 + 3 = 6 ≠ 3, a difference of 3."
    );
}

#[test]
fn long_sums_show_what_is_not_zero() {
    let mut session = seed();
    set(&mut session, cell(4, 5), "2");
    set(&mut session, cell(9, 5), "4");
    let sentence = &broken(&session, "zh-CN")[1];
    assert!(
        sentence.ends_with("2 + 4 + …（共 21 项，其余 19 项为 0）= 6 ≠ 3，相差 3。"),
        "{sentence}"
    );
}

#[test]
fn verdicts_other_than_broken_are_said_too() {
    let mut session = seed();
    set(&mut session, cell(DECIDED - 1, 5), "0");
    let explainer = Explainer::new(&session, "zh-CN");
    assert_eq!(session.outcome(2), Outcome::Holds);
    assert_eq!(
        explainer.sentence(2),
        "「其他」这一列：第一项加第二项之和，等于第三项加第四项之和：0 + 0 = 0 + 0，成立。"
    );
    set(&mut session, cell(0, 5), "");
    let explainer = Explainer::new(&session, "zh-CN");
    assert_eq!(
        explainer.sentence(2),
        "「其他」这一列：第一项加第二项之和，等于第三项加第四项之和：待定，「一、本年新收政府信息公开申请数量」尚未填写。"
    );
    for row in 2..8 {
        set(&mut session, cell(row, 5), "");
    }
    let explainer = Explainer::new(&session, "en");
    assert!(explainer.sentence(1).ends_with(
        "undecided, “（一）予以公开”, “（二）部分公开” … “5.办理结果” (6 in all) still blank."
    ));
}

#[test]
fn a_blank_that_no_figure_can_mend_is_said() {
    let mut session = seed();
    set(&mut session, cell(DECIDED - 1, 5), "5");
    set(&mut session, cell(DECIDED - 1, 0), "");
    assert_eq!(
        broken(&session, "zh-CN")[0],
        "「（七）总计」这一行：自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他相加应等于「总计」：空 + 0 + 0 + 0 + 0 + 5 ≠ 3，空白处填任何数都不能成立。"
    );
}

#[test]
fn rules_of_every_shape_are_said() {
    let written =
        |text: &str, test: Test| rule("r", text, RuleKind::Written { about: Vec::new() }, test);
    let product =
        |left: Expression, right: Expression| Expression::Product(Box::new(left), Box::new(right));
    let minus = |left: usize, right: usize| {
        Expression::Sum(vec![(false, variable(left)), (true, variable(right))])
    };
    let (new, carried) = (cell(0, 0), cell(1, 0));
    let not_less = compare(
        variable(new),
        Relation::GreaterOrEqual,
        minus(carried, cell(2, 0)),
    );
    let doubled = compare(
        variable(new),
        Relation::Equal,
        product(
            Expression::Constant(Number::from(2)),
            sum([carried, cell(2, 0)]),
        ),
    );
    let if_then = Test::IfThen(
        Box::new(compare(
            variable(carried),
            Relation::Greater,
            Expression::Constant(Number::ZERO),
        )),
        Box::new(compare(
            variable(new),
            Relation::Greater,
            Expression::Constant(Number::ONE),
        )),
    );
    let either = Test::Any(vec![
        compare(variable(new), Relation::Equal, variable(carried)),
        compare(
            variable(new),
            Relation::Equal,
            Expression::Constant(Number::from(7)),
        ),
    ]);
    for (rule, said) in [
        (
            written("新收不应小于结转减公开", not_less.clone()),
            "新收不应小于结转减公开：1 < 9 - 0 = 9，相差 8。",
        ),
        (
            written("", not_less),
            "「自然人」这一列：「一、本年新收政府信息公开申请数量」 ≥ 「二、上年结转政府信息公开申请数量」 - 「（一）予以公开」：1 < 9 - 0 = 9，相差 8。",
        ),
        (
            written("应为两倍", doubled),
            "应为两倍：1 ≠ 2 × (9 + 0) = 18，相差 17。",
        ),
        (
            written("有结转时新收应大于 1", if_then),
            "有结转时新收应大于 1：1 = 1。",
        ),
        (
            written("", either),
            "「自然人」这一列：「一、本年新收政府信息公开申请数量」 = 「二、上年结转政府信息公开申请数量」，或「一、本年新收政府信息公开申请数量」 = 7：不成立。",
        ),
    ] {
        let mut session = session(vec![rule], Vec::new(), true);
        set(&mut session, new, "1");
        set(&mut session, carried, "9");
        let all = broken(&session, "zh-CN");
        assert!(
            all.contains(&said.to_owned()),
            "expected {said}\nfound {all:#?}"
        );
    }
}

#[test]
fn figures_from_elsewhere_are_named_by_their_source() {
    let base = session(Vec::new(), Vec::new(), true)
        .model()
        .variables
        .len();
    let carried = cell(1, 5);
    let written = |test: Test| rule("r", "", RuleKind::Written { about: Vec::new() }, test);
    let rules = vec![
        written(compare(variable(carried), Relation::Equal, variable(base))),
        rule(
            "parts[x]",
            "",
            RuleKind::RollUp { cell: carried },
            compare(variable(carried), Relation::Equal, variable(base + 1)),
        ),
        rule(
            "said",
            "正文所称受理件数应等于本年新收总计",
            RuleKind::Written { about: Vec::new() },
            compare(variable(base + 2), Relation::Equal, variable(cell(0, 6))),
        ),
    ];
    let sources = vec![
        Source::Previous(cell(DECIDED, 5)),
        Source::Parts(carried),
        Source::Fact { fact: 0, blank: 0 },
    ];
    for complete in [true, false] {
        let mut session = session(rules.clone(), sources.clone(), complete);
        let explainer = Explainer::new(&session, "zh-CN");
        assert_eq!(
            explainer.sentence(3),
            "「其他」这一列：「二、上年结转政府信息公开申请数量」 = 上年「四、结转下年度继续办理」：未校验，缺少所需的资料（上年报告、下级单位报告或正文），或本报告没有相应的行。"
        );
        set(&mut session, base, "4");
        set(&mut session, base + 1, "2");
        set(&mut session, base + 2, "5");
        let explainer = Explainer::new(&session, "zh-CN");
        let parts = if complete {
            "应等于各下级单位之和"
        } else {
            "应不小于已报送的下级单位之和"
        };
        let sign = if complete { "≠" } else { "<" };
        let quote = |rule: usize| (rule == 5).then_some("全年共受理依申请公开5件。");
        let said: Vec<String> = session
            .broken()
            .map(|broken| explainer.finding(&broken, quote(broken.rule)))
            .collect();
        assert_eq!(
            said,
            [
                "「其他」这一列：「二、上年结转政府信息公开申请数量」 = 上年「四、结转下年度继续办理」：0 ≠ 4，相差 4。".to_owned(),
                format!("「二、上年结转政府信息公开申请数量」×「其他」：{parts}：0 {sign} 2，相差 2。"),
                "正文所称受理件数应等于本年新收总计：5 ≠ 0，相差 5。正文原句：“全年共受理依申请公开5件。”".to_owned(),
            ]
        );
    }
}

#[test]
fn absent_rows_are_left_out_and_negative_figures_stand_in_brackets() {
    let mut session = seed();
    for row in 3..DECIDED - 1 {
        session.set(cell(row, 5), gouji::engine::Value::Absent);
    }
    assert!(broken(&session, "zh-CN")[1].ends_with("：0 ≠ 3，相差 3。"));
    set(&mut session, cell(DECIDED - 1, 1), "-3");
    assert!(one_of(&session, 0).contains("3 + (-3) + 0 + 0 + 0 + 3 = 3"));
}

fn one_of(session: &Session, rule: usize) -> String {
    Explainer::new(session, "zh-CN").sentence(rule)
}

#[test]
fn rounding_is_its_own_class() {
    let Test::Compare(mut comparison) = compare(
        variable(cell(0, 1)),
        Relation::Equal,
        sum([cell(0, 2), cell(0, 3)]),
    ) else {
        panic!("a comparison");
    };
    comparison.tolerance = Tolerance::Rounded;
    let rounded = rule(
        "r",
        "合计应等于分项之和",
        RuleKind::Written { about: Vec::new() },
        Test::Compare(comparison),
    );
    let mut session = session(vec![rounded], Vec::new(), true);
    for (column, text) in [(1, "10"), (2, "3"), (3, "8")] {
        set(&mut session, cell(0, column), text);
    }
    assert_eq!(
        one(&session),
        "合计应等于分项之和：10 ≠ 3 + 8 = 11，相差 1，四舍五入即可产生，属尾差。"
    );
}

#[test]
fn a_rule_is_described_in_words_and_as_a_formula() {
    let session = seed();
    let say = |rule| describe(session.model(), session.plan(), rule, "zh-CN");
    assert_eq!(
        say(0),
        "「（七）总计」这一行：自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他相加应等于「总计」"
    );
    assert_eq!(
        say(2),
        "「其他」这一列：第一项加第二项之和，等于第三项加第四项之和：「一、本年新收政府信息公开申请数量」 + 「二、上年结转政府信息公开申请数量」 = 「（七）总计」 + 「四、结转下年度继续办理」"
    );
    assert_eq!(say(99), "");
}

#[test]
fn cells_are_explained_as_they_were_typed() {
    let session = seed();
    let explainer = Explainer::new(&session, "zh-CN");
    let cells = &session.model().form.cells;
    let at = |address: &str| {
        cells
            .iter()
            .position(|cell| cell.address == address)
            .unwrap()
    };
    for (address, text, said) in [
        (
            "requests.new.person",
            "3O",
            "「一、本年新收政府信息公开申请数量」×「自然人」填的是“3O”，其中“O”无法识别，请改填数字。",
        ),
        (
            "requests.new.person",
            "很多",
            "「一、本年新收政府信息公开申请数量」×「自然人」填的是“很多”，不是数字，请改填数字。",
        ),
        (
            "fee",
            "1 2",
            "「行政事业性收费」填的是“1 2”，中间有空格或换行，无法确定是几个数，请只填一个数字。",
        ),
        (
            "fee",
            "1,23",
            "「行政事业性收费」填的是“1,23”，逗号的位置不符合每三位一节的写法，无法确定是多少，请重填。",
        ),
        ("fee", "-1", "「行政事业性收费」填的是 -1，此处不能为负数。"),
        (
            "fee",
            "251000元",
            "「行政事业性收费」填的是“251000元”，已换算为 25.1 万元。",
        ),
        (
            "fee",
            "1204.264 万元",
            "「行政事业性收费」带有单位“万元”，已读作 1204.264；此处只填数字即可。",
        ),
        (
            "requests.new.person",
            "2.5",
            "「一、本年新收政府信息公开申请数量」×「自然人」填的是 2.5，此处应为整数。",
        ),
        (
            "requests.new.person",
            "22（其中修订16件）",
            "「一、本年新收政府信息公开申请数量」×「自然人」除数字外还有文字“其中修订16件”，已读作 22。",
        ),
        (
            "requests.new.person",
            "二十三",
            "「一、本年新收政府信息公开申请数量」×「自然人」填的是“二十三”，已读作 23，请改用阿拉伯数字。",
        ),
        (
            "requests.new.person",
            "—",
            "「一、本年新收政府信息公开申请数量」×「自然人」填的是“—”，按空白处理；如为零，请填 0。",
        ),
        (
            "year",
            "20245",
            "「报告年度」填的是“20245”，不是有效的年份。",
        ),
        (
            "day",
            "2024-02-30",
            "「公布日期」填的是“2024-02-30”，没有这一天。",
        ),
        (
            "kind",
            "企业",
            "「单位类别」填的是“企业”，应为下列之一：机关、事业单位。",
        ),
    ] {
        let cell = at(address);
        let reading = figure::read_cell(text, &cells[cell]);
        let problems: Vec<String> = reading
            .problems
            .iter()
            .map(|problem| explainer.cell_problem(cell, text, &reading, problem))
            .collect();
        assert_eq!(problems, [said]);
    }
    let long = format!("甲\u{202e}\n{}", "长".repeat(50));
    let reading = figure::read_cell(&long, &cells[0]);
    let said = explainer.cell_problem(0, &long, &reading, &reading.problems[0]);
    assert!(
        said.contains('…') && !said.contains('\n') && said.chars().count() < 100,
        "{said}"
    );
    assert_eq!(
        explainer.cell_required(at("year")),
        "「报告年度」必须填写，现为空白。"
    );
}

#[test]
fn repairs_say_what_they_mend_and_why() {
    let session = seed();
    let explainer = Explainer::new(&session, "zh-CN");
    let exactly = |text: &str| NewFigure::Exactly(text.to_owned());
    let bound = |text: &str, open: bool| Some((text.to_owned(), open));
    let decided = cell(DECIDED - 1, 5);
    let say =
        |changes: &[(usize, String, NewFigure)], resolves: usize, because: &str, only: bool| {
            explainer.repair(&RepairParts {
                changes,
                resolves,
                because,
                only,
            })
        };
    let one = |from: &str, to: NewFigure| vec![(decided, from.to_owned(), to)];
    for (said, expected) in [
        (
            say(&one("3", exactly("0")), 3, "copied", true),
            "很可能是「（七）总计」×「其他」填错，应为 0（现为 3）：改这一格后，3 条勾稽关系全部成立。现填的数与相邻一格相同，可能是误抄。",
        ),
        (
            say(&one("3", exactly("0")), 1, "arithmetic", true),
            "很可能是「（七）总计」×「其他」填错，应为 0（现为 3）：改这一格后，这条勾稽关系即可成立。",
        ),
        (
            say(&one("", exactly("0")), 1, "arithmetic", true),
            "「（七）总计」×「其他」空白，应填 0：填这一格后，这条勾稽关系即可成立。",
        ),
        (
            say(&one("3O", exactly("30")), 1, "digit", true),
            "「（七）总计」×「其他」的“3O”应为 30：改这一格后，这条勾稽关系即可成立。两数只差一位数字，可能是多打、漏打或打错了一位。",
        ),
        (
            say(&one("3", exactly("0")), 2, "arithmetic", false),
            "把「（七）总计」×「其他」由 3 改为 0：2 条勾稽关系全部成立。",
        ),
        (
            say(
                &one("3", NewFigure::Between(bound("1", false), bound("4", true))),
                2,
                "arithmetic",
                false,
            ),
            "把「（七）总计」×「其他」（现为 3）改为不小于 1 且小于 4 的数：2 条勾稽关系全部成立。",
        ),
        (
            say(
                &one("", NewFigure::Between(bound("1", true), None)),
                1,
                "arithmetic",
                true,
            ),
            "在「（七）总计」×「其他」填入大于 1 的数：这条勾稽关系即可成立。",
        ),
        (
            say(
                &[
                    (cell(0, 5), "3".to_owned(), exactly("5")),
                    (cell(0, 4), "5".to_owned(), exactly("3")),
                ],
                2,
                "cells_swapped",
                false,
            ),
            "同时修改 2 格：把「一、本年新收政府信息公开申请数量」×「其他」由 3 改为 5、把「一、本年新收政府信息公开申请数量」×「法律服务机构」由 5 改为 3。改后，2 条勾稽关系全部成立。可能是这两格的数填反了。",
        ),
    ] {
        assert_eq!(said, expected);
    }
    let words = Words::of("zh-CN");
    assert_eq!(
        group_heading(words, 2, false, true),
        "以下 2 种改法都能使其成立。"
    );
    assert_eq!(
        group_heading(words, 3, false, false),
        "无法判断是哪一格：以下 3 种改法都能使其成立。"
    );
    assert_eq!(
        group_heading(words, 0, true, false),
        "正在查找可能填错的单元格……"
    );
    assert_eq!(group_more(words, 12), "另有 12 种改法未列出。");
}

#[test]
fn cells_named_all_at_once_have_the_names_that_they_have_one_by_one() {
    for name in gouji::packs::names() {
        let pack = gouji::packs::built_in(name).expect("built in");
        for language in ["zh-CN", "en"] {
            let one_by_one = (0..pack.model().form.cells.len())
                .map(|cell| gouji::explain::cell_label(pack.model(), cell, language));
            let at_once = gouji::explain::cell_labels(pack.model(), language);
            assert!(at_once.eq(one_by_one), "{name} in {language}");
        }
    }
}
