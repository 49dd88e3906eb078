//! Lint on published examples with known answers, and on the built-in packs.

use gouji::lint::{Lint, Remark, WORK, lint};
use gouji::packs;

fn looked_through(text: &str) -> (Lint, Vec<String>) {
    let pack = packs::open("x.gouji", text).expect("a pack");
    let names = pack
        .model()
        .rules
        .iter()
        .map(|rule| rule.id.clone())
        .collect();
    (lint(pack.model(), pack.plan(), WORK), names)
}

/// Figures by name, and rules `r1`, `r2` … in order; what lint says, in short.
fn said(figures: &str, rules: &[&str]) -> Vec<String> {
    let figures: String = figures
        .split(' ')
        .map(|name| format!("  {name} \"{name}\"\n"))
        .collect();
    let rules = rules.iter().enumerate();
    let rules: String = rules
        .map(|(index, rule)| format!("rule r{} \"规则\"\n  {rule}\n", index + 1))
        .collect();
    let text = format!("report x \"表\"\nfigures\n{figures}{rules}");
    let (found, names) = looked_through(&text);
    let pack = packs::open("x.gouji", &text).expect("a pack");
    let list = |rules: &[usize]| {
        rules
            .iter()
            .map(|rule| names[*rule].as_str())
            .collect::<Vec<_>>()
            .join(" ")
    };
    let end = |end: &Option<gouji::system::End>| match end {
        Some(end) if end.open => format!("({})", end.value),
        Some(end) => end.value.to_string(),
        None => "∞".to_string(),
    };
    let mut said: Vec<String> = found
        .remarks
        .iter()
        .filter_map(|remark| match remark {
            Remark::ContradictionWhere { rule, rules } => Some(format!(
                "contradiction where {}: {}",
                names[*rule],
                list(rules)
            )),
            Remark::Contradiction { rules } => Some(format!("contradiction {}", list(rules))),
            Remark::Follows { rule, from } => {
                Some(format!("{} follows from {}", names[*rule], list(from)))
            }
            Remark::NeverApplies { rule } => Some(format!("{} never applies", names[*rule])),
            Remark::BlankContradicts { rule } => Some(format!("{} blank", names[*rule])),
            Remark::Bound { cell, range } => {
                let address = &pack.model().form.cells[*cell].address;
                Some(format!(
                    "{address} in {} {}",
                    end(&range.minimum),
                    end(&range.maximum)
                ))
            }
            Remark::Unnamed { .. } => None,
        })
        .collect();
    said.extend(
        found
            .undecided
            .iter()
            .map(|rule| format!("{} undecided", names[*rule])),
    );
    said
}

#[test]
fn a_rule_that_follows_from_another() {
    assert_eq!(said("x", &["x > 1", "x > 2"])[0], "r1 follows from r2");
    assert_eq!(said("x", &["x > 2", "x > 2"])[0], "r2 follows from r1");
    let profit = said(
        "profit turnover cost",
        &[
            "profit = turnover - cost",
            "turnover > 0",
            "cost > 0",
            "cost >= 0.6 * turnover",
        ],
    );
    assert_eq!(profit[0], "r3 follows from r2 r4");
    assert!(
        !profit
            .iter()
            .any(|line| line.starts_with("r1 ") || line.starts_with("r4 "))
    );
}

#[test]
fn rules_that_contradict_each_other() {
    assert_eq!(
        said("x", &["x > 1", "x < 0", "x > 2"]),
        ["contradiction r1 r2", "contradiction r2 r3"]
    );
    assert_eq!(
        said("x y", &["x + y = 3", "x >= 2", "y >= 2"]),
        ["contradiction r1 r2 r3"]
    );
}

#[test]
fn bounds_that_nobody_wrote() {
    assert_eq!(
        said("x y", &["x >= 1", "x + y <= 10", "y >= 6"]),
        ["x in 1 4", "y in 6 9"]
    );
    let zero = said("x1 x2 x3", &["x1 + x2 + x3 = 0", "x1 + x2 >= 0", "x3 >= 0"]);
    assert!(zero.contains(&"x3 in 0 0".to_string()), "{zero:?}");
}

#[test]
fn a_rule_that_never_applies() {
    let rules = ["x >= 0", "if x < 0 then y = 1"];
    let found = said("x y", &rules);
    assert!(found.contains(&"r2 never applies".to_string()), "{found:?}");
}

#[test]
fn rules_that_contradict_each_other_where_their_condition_is_true() {
    let rules = ["if x > 5 then y = 1", "if x > 5 then y = 2"];
    assert!(said("x y", &rules).contains(&"contradiction where r1: r1 r2".to_owned()));
    let rules = ["if x > 5 then y = 1", "if x > 7 then y = 2"];
    assert!(said("x y", &rules).contains(&"contradiction where r2: r1 r2".to_owned()));
}

#[test]
fn more_rules_than_can_be_compared_are_undecided_and_end() {
    let rules: String = (0..20_000)
        .map(|bound| format!("rule r{bound} \"r\"\n  x >= {bound}\n"))
        .collect();
    let text = format!("report x \"表\"\nfigures\n  x \"x\"\n{rules}");
    let pack = packs::open("x.gouji", &text).expect("a pack");
    let found = lint(pack.model(), pack.plan(), 500_000);
    assert!(found.undecided.len() > 19_000);
}

#[test]
fn what_no_row_can_say_is_undecided() {
    assert_eq!(said("x y", &["x * y = 3"]), ["r1 undecided"]);
}

#[test]
fn a_blank_that_contradicts_the_rule() {
    let rule = |formula: &str| {
        let text = format!(
            "report x \"表\"\n  blank is zero\nfigures\n  a \"甲\"\n  b \"乙\"\nrule r \"规则\"\n  {formula}\n"
        );
        let (found, _) = looked_through(&text);
        found
            .remarks
            .contains(&Remark::BlankContradicts { rule: 0 })
    };
    assert!(rule("a > 0"));
    assert!(rule("if a > 0 then b is given"));
    assert!(!rule("a = b"));
}

#[test]
fn cells_in_which_an_error_could_not_be_named() {
    let pack = packs::built_in("cn-gov-disclosure-2021").expect("a pack");
    let found = lint(pack.model(), pack.plan(), WORK);
    let unnamed = found.remarks.iter().filter_map(|remark| match remark {
        Remark::Unnamed {
            cell, identities, ..
        } => {
            let address = &pack.model().form.cells[*cell].address;
            Some((
                address.split('.').next().unwrap_or_default().to_string(),
                *identities,
            ))
        }
        _ => None,
    });
    let mut unnamed: Vec<_> = unnamed.collect();
    unnamed.dedup();
    let expected = [
        ("documents", 0),
        ("decisions", 0),
        ("fees", 0),
        ("disputes", 1),
    ];
    assert_eq!(
        unnamed,
        expected.map(|(table, count)| (table.to_string(), count))
    );
}

#[test]
fn the_totals_of_totals_follow_and_nothing_contradicts() {
    for name in ["cn-gov-disclosure-2021", "cn-gov-disclosure-2019"] {
        let pack = packs::built_in(name).expect("a pack");
        let found = lint(pack.model(), pack.plan(), WORK);
        let rules = &pack.model().rules;
        let follows = found.remarks.iter().filter_map(|remark| match remark {
            Remark::Follows { rule, .. } => Some(rules[*rule].id.as_str()),
            _ => None,
        });
        let follows: Vec<&str> = follows.collect();
        assert!(
            follows.contains(&"requests.decided.total:rows"),
            "{name}: {follows:?}"
        );
        assert!(follows.contains(&"balance[total]"), "{name}: {follows:?}");
        let wrong = found.remarks.iter().any(|remark| {
            matches!(
                remark,
                Remark::Contradiction { .. }
                    | Remark::NeverApplies { .. }
                    | Remark::BlankContradicts { .. }
            )
        });
        assert!(!wrong, "{name}");
    }
}
