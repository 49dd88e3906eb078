//! The built-in packs: what other people's mappings depend on.

use gouji::model::{Axis, Expression, Model, RuleKind, Test};
use gouji::packs::PackError;
use std::collections::BTreeSet;
use std::sync::Arc;

fn model(name: &str) -> Arc<Model> {
    match gouji::packs::built_in(name) {
        Ok(pack) => Arc::clone(pack.model()),
        Err(PackError::Mistaken(mistakes)) => {
            let lines = mistakes.iter().map(|mistake| mistake.render("en"));
            panic!("{}", lines.collect::<String>())
        }
        Err(unknown) => panic!("{unknown:?}"),
    }
}

/// The identities within one report.
fn identities(model: &Model) -> Vec<&str> {
    let rules = model.rules.iter();
    let inside = rules
        .filter(|rule| matches!(rule.kind, RuleKind::Total { .. }) || rule.family == "balance");
    inside.map(|rule| rule.id.as_str()).collect()
}

#[test]
fn every_pack_compiles_under_its_own_name() {
    for name in gouji::packs::names() {
        let model = model(name);
        assert_eq!(model.form.id, name);
        assert!(!model.form.version.is_empty(), "{name}");
        let ids: BTreeSet<&str> = model.rules.iter().map(|rule| rule.id.as_str()).collect();
        assert_eq!(
            ids.len(),
            model.rules.len(),
            "{name}: two rules with one address"
        );
    }
}

#[test]
fn the_two_formats_have_their_identities_and_cells() {
    for (name, expected, cells, rows) in [
        ("cn-gov-disclosure-2021", 42, 190 + 6 + 3 + 1, 25),
        ("cn-gov-disclosure-2019", 40, 176 + 6 + 12 + 2 + 2, 23),
    ] {
        let model = model(name);
        assert_eq!(identities(&model).len(), expected, "{name}");
        assert_eq!(model.form.cells.len(), cells, "{name}");
        let across = model.rules.iter().filter(|rule| {
            rule.id.starts_with("requests.")
                && matches!(
                    rule.kind,
                    RuleKind::Total {
                        axis: Axis::Columns,
                        ..
                    }
                )
        });
        assert_eq!(across.count(), rows, "{name}");
    }
}

#[test]
fn addresses_are_those_of_the_contract() {
    let model = model("cn-gov-disclosure-2021");
    let identities = identities(&model);
    for id in [
        "requests.decided.other:rows",
        "requests.decided.total:columns",
        "requests.decided.total:rows",
        "requests.new.total:columns",
        "balance[person]",
        "balance[total]",
        "disputes.review.total:columns",
        "disputes.after_review.total:columns",
    ] {
        assert!(identities.contains(&id), "{id}");
    }
    let rules: Vec<&str> = model.rules.iter().map(|rule| rule.id.as_str()).collect();
    for id in [
        "carry_over[legal]",
        "parts[requests.new.total]",
        "parts[fees.charges.amount]",
    ] {
        assert!(rules.contains(&id), "{id}");
    }
}

#[test]
fn the_seventh_row_sums_its_twenty_one_details() {
    let model = model("cn-gov-disclosure-2021");
    let rule = model
        .rules
        .iter()
        .find(|rule| rule.id == "requests.decided.other:rows");
    let Some(Test::Compare(comparison)) = rule.map(|rule| &rule.test) else {
        panic!("a comparison");
    };
    let Expression::Sum(parts) = &comparison.right else {
        panic!("a sum");
    };
    assert_eq!(parts.len(), 21);
    assert!(parts.iter().all(|(minus, _)| !minus));
}

#[test]
fn the_examples_of_every_pack_come_out_and_break_every_rule() {
    for name in gouji::packs::names() {
        let pack = gouji::packs::built_in(name).expect("a pack");
        let trial = gouji::examples::run(&pack);
        let examples = pack.model().examples.iter().zip(&trial.failures);
        for (example, failures) in examples {
            assert!(
                failures.is_empty(),
                "{name}: {}: {failures:#?}",
                example.name
            );
        }
        assert!(
            trial.never_broken.is_empty(),
            "{name}: {:?}",
            trial.never_broken
        );
    }
}
