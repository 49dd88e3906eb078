//! A pack's own examples, run: does each come out as the pack says, and is every rule shown to be breakable?
//!
//! Model → what differs from what was expected, as data. Each example is checked as a report of its own, through the
//! same door as any other.

use crate::check::{Check, LOCATE_BUDGET};
use crate::figure;
use crate::model::{Example, Expectation};
use crate::number::Number;
use crate::pack::Pack;
use crate::packs::{self, PackError};
use crate::record::{Parts, Record, Texts};
use crate::result::{Finding, Report};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What came of all examples of a pack.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trial {
    /// By example, in the order of the pack: what differs; nothing where it came out as expected.
    pub failures: Vec<Vec<Failure>>,
    /// Rules that no example breaks, in the order of the pack.
    pub never_broken: Vec<String>,
}

impl Trial {
    /// Whether every example came out as expected and every rule is broken by one.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.never_broken.is_empty() && self.failures.iter().all(Vec::is_empty)
    }
}

/// How an example came out otherwise than its pack says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// This rule should be broken and isn't.
    NotBroken {
        /// Its address.
        rule: String,
    },
    /// This rule of level error is broken, and nothing says that it should be.
    Broken {
        /// Its address.
        rule: String,
    },
    /// The likeliest repair of no group sets this cell to this figure.
    NotRepaired {
        /// The cell's address.
        cell: String,
        /// What it should be set to.
        figure: Number,
        /// What the likeliest repairs set instead: address and figure.
        instead: Vec<(String, String)>,
    },
    /// The text of the cell reads otherwise.
    ReadsOtherwise {
        /// The cell's address.
        cell: String,
        /// What it should read as.
        figure: Number,
        /// What it reads as.
        instead: Option<Number>,
    },
    /// The example can't be checked at all.
    NotChecked,
}

/// Runs the examples of a pack.
///
/// ```
/// let text = "report x \"x\"\nfigures\n  a \"甲\"\n  b \"乙\"\nrule same \"相等\"\n  a = b\nexample \"例\"\n  a 3\n  b 4\n  breaks same";
/// let pack = gouji::packs::open("x.gouji", text).unwrap();
/// assert!(gouji::examples::run(&pack).passed());
/// ```
#[must_use]
pub fn run(pack: &Arc<Pack>) -> Trial {
    let model = pack.model();
    let mut broken: BTreeSet<String> = BTreeSet::new();
    let mut failures = Vec::with_capacity(model.examples.len());
    for example in &model.examples {
        failures.push(match check(pack, example) {
            Some(run) => {
                broken.extend(run.broken_families());
                run.failures(example)
            }
            None => vec![Failure::NotChecked],
        });
    }
    let mut never_broken: Vec<String> = Vec::new();
    for rule in model.rules.iter().filter(|rule| !rule.inherited) {
        if !broken.contains(&rule.family) && never_broken.last() != Some(&rule.family) {
            never_broken.push(rule.family.clone());
        }
    }
    Trial {
        failures,
        never_broken,
    }
}

/// An example as it came out.
struct Run {
    pack: Arc<Pack>,
    check: Check,
    report: Report,
}

fn check(pack: &Arc<Pack>, example: &Example) -> Option<Run> {
    let record = record(example);
    let pack: Result<Arc<Pack>, PackError> = packs::with_rows(pack, record.addresses().into_iter());
    let pack = pack.ok()?;
    let mut check = Check::open(&pack, &record).ok()?;
    check.locate(LOCATE_BUDGET);
    let report = check.report("zh-CN");
    Some(Run {
        pack,
        check,
        report,
    })
}

fn record(example: &Example) -> Record {
    let texts = |cells: &[(String, String)]| {
        let cells = cells.iter();
        Texts(
            cells
                .map(|(cell, text)| (cell.clone(), Some(text.clone())))
                .collect(),
        )
    };
    let of_cells = |cells: &[(String, String)]| Record {
        cells: texts(cells),
        ..Record::default()
    };
    let previous = (!example.previous.is_empty()).then(|| Box::new(of_cells(&example.previous)));
    let parts = (!example.parts.is_empty()).then(|| Parts {
        complete: true,
        records: example.parts.iter().map(|part| of_cells(part)).collect(),
    });
    Record {
        cells: texts(&example.cells),
        absent: example.absent.clone(),
        prose: texts(&example.prose),
        previous,
        parts,
        ..Record::default()
    }
}

impl Run {
    /// The rules of which an instance is broken.
    fn broken_families(&self) -> Vec<String> {
        let rules = &self.pack.model().rules;
        let is_broken = |id: &str| {
            self.report
                .findings
                .iter()
                .any(|finding| finding.rule == id)
        };
        let broken = rules.iter().filter(|rule| is_broken(&rule.id));
        broken.map(|rule| rule.family.clone()).collect()
    }

    fn failures(&self, example: &Example) -> Vec<Failure> {
        let mut failures = Vec::new();
        let mut expected: BTreeSet<&str> = BTreeSet::new();
        for expectation in &example.expectations {
            match expectation {
                Expectation::Passes => {}
                Expectation::Breaks(rule) => {
                    expected.insert(rule);
                    if !self
                        .report
                        .findings
                        .iter()
                        .any(|finding| finding.rule == *rule)
                    {
                        failures.push(Failure::NotBroken { rule: rule.clone() });
                    }
                }
                Expectation::Repair(cell, figure) => {
                    failures.extend(self.not_repaired(cell, figure))
                }
                Expectation::Reads(cell, figure) => {
                    failures.extend(self.reads_otherwise(cell, figure))
                }
            }
        }
        let only_reads = |expectation: &Expectation| matches!(expectation, Expectation::Reads(..));
        if example.expectations.iter().all(only_reads) {
            return failures;
        }
        let surprising = |finding: &&Finding| {
            finding.level == "error" && !expected.contains(finding.rule.as_str())
        };
        let broken = self.report.findings.iter().filter(surprising);
        failures.extend(broken.map(|finding| Failure::Broken {
            rule: finding.rule.clone(),
        }));
        failures
    }

    fn not_repaired(&self, cell: &str, figure: &Number) -> Option<Failure> {
        let wanted = figure.to_string();
        let likeliest = self
            .report
            .groups
            .iter()
            .filter_map(|group| group.repairs.first());
        let changes = likeliest.flat_map(|repair| &repair.changes);
        let instead: Vec<(String, String)> = changes
            .filter_map(|change| Some((change.cell.clone(), change.to.clone()?)))
            .collect();
        let found = instead
            .iter()
            .any(|(address, to)| address == cell && *to == wanted);
        (!found).then(|| Failure::NotRepaired {
            cell: cell.to_owned(),
            figure: figure.clone(),
            instead,
        })
    }

    fn reads_otherwise(&self, address: &str, figure: &Number) -> Option<Failure> {
        let index = self.pack.cell(address)?;
        let cell = self.pack.model().form.cells.get(index)?;
        let instead = figure::read_cell(self.check.text(index), cell).number;
        (instead.as_ref() != Some(figure)).then(|| Failure::ReadsOtherwise {
            cell: address.to_owned(),
            figure: figure.clone(),
            instead,
        })
    }
}
