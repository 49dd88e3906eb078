//! The engine against its readable twin: the same verdicts, whatever the order of the edits.

#[path = "engine/reference.rs"]
mod reference;

use gouji::engine::{Outcome, Plan, Session, Value};
use gouji::form::{Cell, Form, Kind, Label, Level, Place, Weight};
use gouji::model::*;
use gouji::number::Number;
use gouji::row::Relation;
use proptest::prelude::*;
use std::sync::Arc;

const CELLS: usize = 6;

fn known(value: i64) -> Value {
    Value::Known {
        number: value.into(),
        step: Number::ONE,
    }
}

fn cell(index: usize, kind: Kind) -> Cell {
    Cell {
        address: format!("figure{index}"),
        place: Place::Figure(Label::default()),
        kind,
        unit: None,
        required: None,
        weight: Weight::default(),
    }
}

fn model(rules: Vec<(Test, BlankPolicy)>) -> Model {
    let kinds = [Kind::Count, Kind::Integer];
    let cells = (0..CELLS).map(|index| cell(index, kinds[usize::from(index >= 4)].clone()));
    let rule = |(index, (test, blank)): (usize, (Test, BlankPolicy))| Rule {
        id: format!("rule{index}"),
        family: format!("rule{index}"),
        level: Level::Error,
        text: Label::default(),
        kind: RuleKind::Written { about: Vec::new() },
        requires: Vec::new(),
        test,
        blank,
    };
    Model {
        form: Form {
            cells: cells.collect(),
            ..Form::default()
        },
        variables: (0..CELLS).map(Source::Cell).collect(),
        rules: rules.into_iter().enumerate().map(rule).collect(),
        ..Model::default()
    }
}

fn side() -> impl Strategy<Value = Expression> {
    let part = (any::<bool>(), 0..CELLS)
        .prop_map(|(negative, variable)| (negative, Expression::Variable(variable)));
    prop_oneof![
        (0..CELLS).prop_map(Expression::Variable),
        (-6_i64..6).prop_map(|value| Expression::Constant(value.into())),
        prop::collection::vec(part, 1..4).prop_map(Expression::Sum),
    ]
}

fn comparison() -> impl Strategy<Value = Test> {
    let relation = prop::sample::select(vec![
        Relation::Equal,
        Relation::Equal,
        Relation::NotEqual,
        Relation::Less,
        Relation::LessOrEqual,
        Relation::Greater,
        Relation::GreaterOrEqual,
    ]);
    let tolerance = prop_oneof![
        3 => Just(Tolerance::Exact),
        1 => Just(Tolerance::Within(Number::from(2))),
    ];
    (side(), relation, side(), tolerance).prop_map(|(left, relation, right, tolerance)| {
        let tolerance = if relation == Relation::NotEqual {
            Tolerance::Exact
        } else {
            tolerance
        };
        Test::Compare(Comparison {
            left,
            relation,
            right,
            tolerance,
            blanks: (None, None),
        })
    })
}

fn rules(test: impl Strategy<Value = Test>) -> impl Strategy<Value = Vec<(Test, BlankPolicy)>> {
    let policy = prop::sample::select(vec![
        BlankPolicy::Wait,
        BlankPolicy::Zero,
        BlankPolicy::WaitUnlessAllBlank,
        BlankPolicy::ZeroUnlessAllBlank,
    ]);
    prop::collection::vec((test, policy), 1..5)
}

fn edits(values: impl Strategy<Value = Value>) -> impl Strategy<Value = Vec<(usize, Value)>> {
    prop::collection::vec((0..CELLS, values), 0..14)
}

fn any_value() -> impl Strategy<Value = Value> {
    prop_oneof![4 => (-6_i64..9).prop_map(known), 2 => Just(Value::Blank), 1 => Just(Value::Absent)]
}

fn session(model: &Arc<Model>) -> Session {
    Session::new(Arc::clone(model), Arc::new(Plan::compile(model)), true)
}

fn outcomes(session: &Session) -> Vec<Outcome> {
    (0..session.model().rules.len())
        .map(|rule| session.outcome(rule))
        .collect()
}

/// Applies the edits; the values that stand at the end.
fn apply(session: &mut Session, edits: &[(usize, Value)]) -> Vec<Value> {
    let mut values = vec![Value::Blank; CELLS];
    for (variable, value) in edits {
        session.set(*variable, value.clone());
        values[*variable] = value.clone();
    }
    values
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn single_comparisons_agree_with_the_twin(rules in rules(comparison()), edits in edits(any_value())) {
        let model = Arc::new(model(rules));
        let mut session = session(&model);
        let values = apply(&mut session, &edits);
        for (index, rule) in model.rules.iter().enumerate() {
            prop_assert_eq!(session.outcome(index), reference::outcome(&model, rule, &values), "{:?} of {:?}", rule.test, values);
        }
    }

    #[test]
    fn joined_tests_agree_with_the_twin_once_nothing_is_blank(
        tests in prop::collection::vec((comparison(), comparison(), 0..4_u8), 1..4),
        figures in prop::collection::vec(-6_i64..9, CELLS),
    ) {
        let join = |(left, right, how)| match how {
            0 => Test::All(vec![left, right]),
            1 => Test::Any(vec![left, right]),
            2 => Test::IfThen(Box::new(left), Box::new(right)),
            _ => Test::Not(Box::new(left)),
        };
        let tests = tests.into_iter().map(|parts| (join(parts), BlankPolicy::Wait)).collect();
        let model = Arc::new(model(tests));
        let mut session = session(&model);
        let edits: Vec<(usize, Value)> = figures.iter().map(|value| known(*value)).enumerate().collect();
        let values = apply(&mut session, &edits);
        for (index, rule) in model.rules.iter().enumerate() {
            // A tolerance is a licence of the sentence that carries it, so `not (a = b within 2)` is no single row.
            prop_assert_eq!(session.outcome(index), reference::outcome(&model, rule, &values), "{:?} of {:?}", rule.test, values);
        }
    }

    #[test]
    fn the_way_to_the_figures_leaves_no_trace(rules in rules(comparison()), first in edits(any_value()), second in edits(any_value())) {
        let model = Arc::new(model(rules));
        let mut there_and_back = session(&model);
        let values = apply(&mut there_and_back, &first);
        let before = outcomes(&there_and_back);
        apply(&mut there_and_back, &second);
        for (variable, value) in values.iter().enumerate() {
            there_and_back.set(variable, value.clone());
        }
        prop_assert_eq!(&outcomes(&there_and_back), &before);
        let mut from_nothing = session(&model);
        for (variable, value) in values.iter().enumerate().rev() {
            from_nothing.set(variable, value.clone());
        }
        prop_assert_eq!(&outcomes(&from_nothing), &before);
    }
}
