//! Worked examples from the literature and from the documentation of other systems, with every minimal solution
//! (`worked.json`): A = editrules and errorlocate, S and T = Scholtus 2008 and 2009, B = Banff.

use gouji::form::Weight;
use gouji::locate::{Figure, Problem, Value, locate};
use gouji::number::Number;
use gouji::row::{Condition, Domain, Relation, Row};
use gouji::system::{Range, System};
use serde_json::Value as Json;

fn number(text: &str) -> Number {
    match text.split_once('/') {
        Some((top, bottom)) => number(top).checked_div(&number(bottom)).expect("a ratio"),
        None => Number::parse(text).expect(text),
    }
}

fn figure_of(json: &Json) -> Option<Number> {
    (!json.is_null()).then(|| number(&json.to_string()))
}

/// `2*y+1==z` → a row over the positions of the names.
fn rule(text: &str, names: &[String]) -> Condition {
    let signs = [
        ("==", Relation::Equal),
        ("<=", Relation::LessOrEqual),
        (">=", Relation::GreaterOrEqual),
        ("<", Relation::Less),
        (">", Relation::Greater),
    ];
    let (left, relation, right) = signs
        .iter()
        .find_map(|(sign, relation)| text.split_once(sign).map(|(l, r)| (l, *relation, r)))
        .expect(text);
    let mut terms = Vec::new();
    let mut constant = Number::ZERO;
    for (side, factor) in [(left, 1), (right, -1)] {
        for part in side
            .replace('-', "+-")
            .split('+')
            .filter(|part| !part.is_empty())
        {
            let (sign, part) = match part.strip_prefix('-') {
                Some(rest) => (-factor, rest),
                None => (factor, part),
            };
            let (coefficient, name) = part.split_once('*').unwrap_or(("1", part));
            match names.iter().position(|known| known == name) {
                Some(at) => terms.push((at, number(coefficient) * Number::from(sign))),
                None => constant -= &(number(part) * Number::from(sign)),
            }
        }
    }
    Condition::Row(Row::new(terms, relation, constant))
}

fn shown(range: &Range) -> String {
    if let Some(value) = range.only() {
        return format!("={value}");
    }
    let end = |end: &Option<gouji::system::End>| {
        end.as_ref()
            .map_or(String::new(), |end| end.value.to_string())
    };
    let open = |end: &Option<gouji::system::End>| end.as_ref().is_none_or(|end| end.open);
    format!(
        "{}{},{}{}",
        if open(&range.minimum) { '(' } else { '[' },
        end(&range.minimum),
        end(&range.maximum),
        if open(&range.maximum) { ')' } else { ']' }
    )
}

struct Case {
    name: String,
    names: Vec<String>,
    problem: Problem,
    expected: Vec<Vec<(String, String)>>,
}

fn cases() -> Vec<Case> {
    let file: Json = serde_json::from_str(include_str!("worked.json")).expect("worked.json");
    file.as_array().expect("a list").iter().map(case).collect()
}

fn case(json: &Json) -> Case {
    let record = json["record"].as_object().expect("a record");
    let names: Vec<String> = record.keys().cloned().collect();
    let figures = names
        .iter()
        .map(|name| Figure {
            value: figure_of(&record[name]),
            weight: match json["input_weight"][name].as_str() {
                None => Weight::default(),
                Some("inf") => Weight::Never,
                Some(text) => Weight::Of(number(text)),
            },
            // The examples' own domains are the integers.
            domain: Domain {
                integer: !json["name"].as_str().expect("a name").starts_with("A10"),
                ..Domain::default()
            },
            ..Figure::default()
        })
        .collect();
    let rules = json["rules"].as_array().expect("rules");
    let rules = rules
        .iter()
        .map(|text| rule(text.as_str().expect("text"), &names))
        .collect();
    let solutions = json["solutions"].as_array().expect("solutions");
    let mut expected: Vec<Vec<(String, String)>> = solutions
        .iter()
        .map(|solution| {
            let ranges = solution["ranges"].as_object().expect("ranges");
            ranges
                .iter()
                .map(|(name, range)| (name.clone(), range.as_str().expect("text").to_string()))
                .collect()
        })
        .collect();
    expected.sort();
    Case {
        name: json["name"].as_str().expect("a name").to_string(),
        names,
        problem: Problem { figures, rules },
        expected,
    }
}

/// Every combination of the groups' repairs, as (name, range), sorted.
fn combinations(case: &Case) -> Vec<Vec<(String, String)>> {
    let outcome = locate(&case.problem);
    assert_eq!(outcome.limited, None, "{}", case.name);
    let mut all: Vec<Vec<(String, String)>> = vec![Vec::new()];
    for group in &outcome.groups {
        let mut next = Vec::new();
        for start in &all {
            for repair in &group.repairs {
                let mut changes = start.clone();
                for change in &repair.changes {
                    let range = match &change.to {
                        Value::Exactly(value) => format!("={value}"),
                        Value::Range(range) => shown(range),
                    };
                    changes.push((case.names[change.figure].clone(), range));
                }
                changes.sort();
                next.push(changes);
            }
        }
        all = next;
    }
    all.sort();
    all
}

#[test]
fn every_worked_example_has_exactly_its_known_solutions() {
    let cases = cases();
    assert!(cases.len() > 30);
    for case in &cases {
        let blanks_only = case
            .problem
            .figures
            .iter()
            .any(|figure| figure.value.is_none());
        if !blanks_only {
            assert_eq!(combinations(case), case.expected, "{}", case.name);
        }
    }
}

#[test]
fn a_blank_that_nothing_contradicts_is_determined_without_a_group() {
    for case in cases() {
        let Some(blank) = case
            .problem
            .figures
            .iter()
            .position(|figure| figure.value.is_none())
        else {
            continue;
        };
        assert!(locate(&case.problem).groups.is_empty(), "{}", case.name);
        let domains = case
            .problem
            .figures
            .iter()
            .map(|figure| figure.domain.clone())
            .collect();
        let mut system = System::new(domains, &case.problem.rules);
        for (index, figure) in case.problem.figures.iter().enumerate() {
            if let Some(value) = &figure.value {
                system.hold(index, value);
            }
        }
        let range = system.range(blank, 100_000).expect("satisfiable");
        let found = vec![vec![(case.names[blank].clone(), shown(&range))]];
        assert_eq!(found, case.expected, "{}", case.name);
    }
}
