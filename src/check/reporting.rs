//! Check → report: findings in the order of the pack, groups with their repairs, and the status they come to.

use super::entries::EntryTally;
use super::related::level_name;
use super::{Check, cell_of_check};
use crate::engine::{Broken, Outcome};
use crate::explain::Explainer;
use crate::figure::{self, FigureProblem};
use crate::form::{CellIndex, Kind, Level};
use crate::model::Source;
use crate::number::Number;
use crate::pack::Pack;
use crate::record::{Justification, Notice, Unplaced};
use crate::result::{Finding, Report, Status};

/// How many rules came out how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Rules that hold or are broken, cell checks among them.
    pub evaluated: usize,
    /// Rules that wait for a blank.
    pub undecided: usize,
    /// Rules that were not asked.
    pub not_asked: usize,
}

/// A result in numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Summary {
    /// What it comes to.
    pub status: Status,
    /// How many rules came out how.
    pub tally: Tally,
}

impl Summary {
    /// The result of a report of which there is nothing to say.
    #[must_use]
    pub fn report(self, pack: &Pack, id: Option<String>) -> Report {
        let form = &pack.model().form;
        Report {
            id,
            file: None,
            pack: form.id.clone(),
            version: form.version.clone(),
            engine: crate::VERSION.to_owned(),
            status: self.status,
            evaluated: self.tally.evaluated,
            undecided: self.tally.undecided,
            not_asked: self.tally.not_asked,
            findings: Vec::new(),
            groups: Vec::new(),
            unplaced: Vec::new(),
            limited: None,
        }
    }
}

impl Check {
    /// The result in numbers, when there is nothing to say besides: no finding, nothing unplaced. `None` when only
    /// [`Check::report`] tells all.
    #[must_use]
    pub fn summary(&self) -> Option<Summary> {
        let EntryTally { wanting, odd, .. } = self.entries.tally();
        let broken = self.session.count(Outcome::Broken) + self.session.count(Outcome::Rounded);
        let silent = wanting + odd + broken == 0
            && self.unplaced.is_empty()
            && self.notices.is_empty()
            && self.locating.is_silent();
        silent.then(|| Summary {
            status: self.status(&[]),
            tally: self.tally(),
        })
    }

    /// The result as it stands. Groups are pending while [`Check::locate`] has not finished.
    #[must_use]
    pub fn report(&self, lang: &str) -> Report {
        let form = &self.pack.model().form;
        let explainer = Explainer::new(&self.session, lang);
        let findings = self.findings(&explainer);
        let located = self.groups(&explainer);
        let tally = self.tally();
        Report {
            id: self.id.clone(),
            file: self.file.clone(),
            pack: form.id.clone(),
            version: form.version.clone(),
            engine: crate::VERSION.to_owned(),
            status: self.status(&findings),
            evaluated: tally.evaluated,
            undecided: tally.undecided,
            not_asked: tally.not_asked,
            findings,
            groups: located.groups,
            unplaced: self.unplaced_in_words(&explainer),
            limited: located.limited,
        }
    }

    fn status(&self, findings: &[Finding]) -> Status {
        let tally = self.tally();
        let open_error =
            |finding: &Finding| finding.level == "error" && finding.justified.is_none();
        if tally.evaluated == 0 {
            Status::Unchecked
        } else if findings.iter().any(open_error) {
            Status::Inconsistent
        } else if self.waits() {
            Status::Incomplete
        } else {
            Status::Consistent
        }
    }

    /// How many rules came out how.
    #[must_use]
    pub fn tally(&self) -> Tally {
        let count = |outcome| self.session.count(outcome);
        let entries = self.entries.tally();
        let rules = count(Outcome::Holds) + count(Outcome::Rounded) + count(Outcome::Broken);
        Tally {
            evaluated: rules + entries.given + entries.wanting,
            undecided: count(Outcome::Undecided),
            not_asked: count(Outcome::NotAsked),
        }
    }

    /// Whether a rule of level error waits for a blank.
    fn waits(&self) -> bool {
        let waits = |rule: usize| {
            self.session.outcome(rule) == Outcome::Undecided
                && self.session.level(rule) == Level::Error
        };
        self.session.count(Outcome::Undecided) > 0 && (0..self.pack.model().rules.len()).any(waits)
    }

    /// Required cells that are blank.
    fn blanks_that_matter(&self) -> impl Iterator<Item = (CellIndex, Level)> + '_ {
        let cells = self.pack.model().form.cells.iter();
        let pairs = cells.zip(self.entries.iter()).enumerate();
        pairs.filter_map(|(index, (cell, entry))| {
            entry.is_wanting().then_some((index, cell.required?))
        })
    }

    fn findings(&self, explainer: &Explainer<'_>) -> Vec<Finding> {
        let mut findings = Vec::new();
        let EntryTally { wanting, odd, .. } = self.entries.tally();
        let cells = if wanting + odd == 0 { 0 } else { usize::MAX };
        let mut required = self.blanks_that_matter().peekable();
        for (cell, entry) in self.entries.iter().enumerate().take(cells) {
            for problem in &entry.reading.problems {
                findings.push(self.figure_finding(cell, problem, explainer));
            }
            if let Some((_, level)) = required.next_if(|(blank, _)| *blank == cell) {
                findings.push(self.required_finding(cell, level, explainer));
            }
        }
        let notices = self.notices.iter();
        findings.extend(notices.map(|notice| self.notice_finding(notice, explainer)));
        findings.extend(
            self.session
                .broken()
                .map(|broken| self.rule_finding(&broken, explainer)),
        );
        findings
    }

    fn notice_finding(&self, notice: &Notice, explainer: &Explainer<'_>) -> Finding {
        let level = if notice.warning {
            Level::Warning
        } else {
            Level::Notice
        };
        Finding {
            rule: notice.rule.clone(),
            level: level_name(level),
            message: explainer.notice(&notice.r#where, &notice.text, &notice.why),
            justified: self.reason_for(&notice.rule),
            ..Finding::default()
        }
    }

    fn cell_finding(&self, cell: CellIndex, what: &str, level: Level, message: String) -> Finding {
        let address = &self.pack.model().form.cells[cell].address;
        let rule = format!("cell.{what}[{address}]");
        Finding {
            level: level_name(level),
            cells: vec![address.clone()],
            message,
            justified: self.reason_for(&rule),
            rule,
            ..Finding::default()
        }
    }

    fn figure_finding(
        &self,
        cell: CellIndex,
        problem: &FigureProblem,
        explainer: &Explainer<'_>,
    ) -> Finding {
        let reading = self.entries.reading(cell);
        let message = explainer.cell_problem(cell, self.text(cell), reading, problem);
        self.cell_finding(cell, problem.what(), problem.level(), message)
    }

    fn required_finding(
        &self,
        cell: CellIndex,
        level: Level,
        explainer: &Explainer<'_>,
    ) -> Finding {
        let message = explainer.cell_required(cell);
        self.cell_finding(cell, "required", level, message)
    }

    fn rule_finding(&self, broken: &Broken, explainer: &Explainer<'_>) -> Finding {
        let model = self.pack.model();
        let rule = &model.rules[broken.rule];
        let cells = self.cells_of_rule(broken.rule).into_iter();
        let sides = broken.sides.as_ref();
        let quote = self.quote_of(broken.rule);
        let kind = explainer.kind_compared(broken.rule);
        let side = |value: &Number| match kind {
            Some(kind) => figure::text_of(value, kind).unwrap_or_else(|| value.to_string()),
            None => value.to_string(),
        };
        let apart = sides.filter(|_| !matches!(kind, Some(Kind::Choice(_))));
        Finding {
            rule: rule.id.clone(),
            level: level_name(broken.level),
            cells: cells
                .map(|cell| model.form.cells[cell].address.clone())
                .collect(),
            message: explainer.finding(broken, quote.as_deref()),
            left: sides.map(|sides| side(&sides.left)),
            relation: sides.map(|sides| sides.relation.sign()),
            right: sides.map(|sides| side(&sides.right)),
            difference: apart.map(|sides| (&sides.left - &sides.right).to_string()),
            rounding: broken.rounding,
            quote,
            justified: self.reason_for(&rule.id),
        }
    }

    /// The reason given for a finding, as long as the figures are those that were seen.
    fn reason_for(&self, rule: &str) -> Option<String> {
        let Justification { reason, values } = self.justified.get(rule)?;
        let unchanged = |(address, seen): (&String, &String)| {
            self.pack
                .cell(address)
                .is_some_and(|cell| self.still_says(cell, seen))
        };
        values.iter().all(unchanged).then(|| reason.clone())
    }

    /// Whether a cell says what was seen, however either is written.
    fn still_says(&self, cell: CellIndex, seen: &str) -> bool {
        let reading = figure::read_cell(seen, &self.pack.model().form.cells[cell]);
        match (&self.entries.reading(cell).number, &reading.number) {
            (Some(number), Some(before)) => number == before,
            (None, None) => self.canonical(cell) == seen,
            _ => false,
        }
    }

    fn unplaced_in_words(&self, explainer: &Explainer<'_>) -> Vec<Unplaced> {
        let said = |unplaced: &Unplaced| Unplaced {
            why: explainer.unplaced(&unplaced.why),
            ..unplaced.clone()
        };
        self.unplaced.iter().map(said).collect()
    }

    /// The sentence that a rule about prose is about.
    fn quote_of(&self, rule: usize) -> Option<String> {
        let variables = self.pack.plan().variables_of(rule).iter();
        let facts = variables.filter_map(|variable| match self.pack.model().variables[*variable] {
            Source::Fact { fact, .. } => self.quotes[fact].clone(),
            _ => None,
        });
        facts.reduce(|first, _| first)
    }

    /// The cell that a cell check's address names.
    pub(super) fn cell_checked(&self, rule: &str) -> Option<CellIndex> {
        self.pack.cell(cell_of_check(rule)?)
    }
}
