//! A result for a person at a terminal: what is wrong, in the report's words, and how it may be mended.

use super::{Checked, LISTED, count, status_key, table};
use crate::console::{Tone, toned};
use crate::words::Words;
use gouji::explain::{group_heading, group_more};
use gouji::markup::escaped;
use gouji::pack::Pack;
use gouji::result::{Finding, Group, Report, Status};
use std::collections::BTreeSet;

/// Blanks that must be filled in and are named one by one.
const BLANKS: usize = 3;

/// One report.
pub fn report(
    checked: &Checked,
    report: &Report,
    pack: &Pack,
    words: &Words,
    colour: bool,
) -> String {
    let mut lines = vec![toned(
        &escaped(&title(checked, report, pack, words)),
        Tone::Strong,
        colour,
    )];
    let mut said: BTreeSet<&str> = BTreeSet::new();
    for group in &report.groups {
        for rule in &group.findings {
            let of_group = report
                .findings
                .iter()
                .filter(|finding| finding.rule == *rule);
            lines.extend(of_group.map(|finding| self::finding(finding, words, colour)));
            said.insert(rule);
        }
        lines.extend(
            repairs(group, words)
                .into_iter()
                .map(|line| toned(&escaped(&line), Tone::Good, colour)),
        );
    }
    lines.extend(rest(report, &said, words, colour));
    for unplaced in &report.unplaced {
        let blanks = [
            ("where", &*unplaced.r#where),
            ("text", &unplaced.text),
            ("why", &unplaced.why),
        ];
        lines.push(format!("  ? {}", escaped(&words.say("unplaced", &blanks))));
    }
    lines.extend(
        report
            .limited
            .iter()
            .map(|limited| format!("  … {}", escaped(limited))),
    );
    lines.push(format!(
        "  {}",
        toned(&conclusion(report, words), tone(report.status), colour)
    ));
    lines.push(String::new());
    lines.join("\n")
}

/// The findings that no group has shown; of blanks that must be filled in, only the first few.
fn rest(report: &Report, said: &BTreeSet<&str>, words: &Words, colour: bool) -> Vec<String> {
    let findings = report
        .findings
        .iter()
        .filter(|finding| !said.contains(finding.rule.as_str()));
    let (mut lines, mut blanks) = (Vec::new(), 0);
    for finding in findings {
        let blank = finding.rule.starts_with("cell.required[") && finding.level != "error";
        blanks += usize::from(blank);
        if !blank || blanks <= BLANKS {
            lines.push(self::finding(finding, words, colour));
        }
    }
    if blanks > BLANKS {
        let more = words.say("blanks", &[("count", &(blanks - BLANKS).to_string())]);
        lines.push(format!("  {}", toned(&more, Tone::Doubtful, colour)));
    }
    lines
}

fn title(checked: &Checked, report: &Report, pack: &Pack, words: &Words) -> String {
    let record = &checked.record;
    let mut parts = vec![report.id.clone().unwrap_or_else(|| checked.file.clone())];
    parts.extend(record.organ.clone());
    parts.extend(record.year.map(|year| year.to_string()));
    parts.push(
        pack.model()
            .form
            .title
            .in_language(words.language)
            .to_owned(),
    );
    parts.join("  ")
}

fn finding(finding: &Finding, words: &Words, colour: bool) -> String {
    let (mark, key, tone) = match finding.level {
        "error" => ("✗", "level.error", Tone::Bad),
        "warning" => ("!", "level.warning", Tone::Doubtful),
        _ => ("·", "level.notice", Tone::Quiet),
    };
    let level = toned(&format!("{mark} {}", words.say(key, &[])), tone, colour);
    let reason = match &finding.justified {
        Some(reason) => words.say("justified", &[("reason", reason)]),
        None => String::new(),
    };
    format!(
        "  {level}  {}",
        escaped(&format!("{}{reason}", finding.message))
    )
}

fn repairs(group: &Group, words: &Words) -> Vec<String> {
    let told_apart = group
        .repairs
        .first()
        .is_some_and(|repair| repair.because != "arithmetic");
    let mut lines = Vec::new();
    if group.repairs.len() != 1 || group.pending {
        let heading = group_heading(
            words.results,
            group.repairs.len() + group.more.unwrap_or(0),
            group.pending,
            told_apart,
        );
        lines.push(format!("    → {heading}"));
    }
    let shown = group.repairs.iter().chain(&group.alternatives).take(LISTED);
    lines.extend(shown.map(|repair| format!("    → {}", repair.message)));
    let hidden = (group.repairs.len() + group.alternatives.len()).saturating_sub(LISTED)
        + group.more.unwrap_or(0);
    if hidden > 0 {
        lines.push(format!("    → {}", group_more(words.results, hidden)));
    }
    lines
}

/// 不一致：3 处错误，1 处提示（已校验 42 条，待定 0 条，未校验 7 条）.
fn conclusion(report: &Report, words: &Words) -> String {
    let number = |count: usize| count.to_string();
    words.say(
        "conclusion",
        &[
            ("status", &words.say(status_key(report), &[])),
            ("errors", &number(count(report, "error"))),
            ("warnings", &number(count(report, "warning"))),
            ("notices", &number(count(report, "notice"))),
            ("evaluated", &number(report.evaluated)),
            ("undecided", &number(report.undecided)),
            ("not_asked", &number(report.not_asked)),
        ],
    )
}

fn tone(status: Status) -> Tone {
    match status {
        Status::Consistent => Tone::Good,
        Status::Inconsistent => Tone::Bad,
        Status::Incomplete | Status::Unchecked => Tone::Doubtful,
    }
}

/// One line of the table at the end.
pub struct Summary([String; 7]);

impl Summary {
    /// The heads of its columns.
    pub fn head(words: &Words) -> [String; 7] {
        let keys = [
            "column.file",
            "column.organ",
            "column.year",
            "column.status",
            "column.errors",
            "column.warnings",
            "column.notices",
        ];
        keys.map(|key| words.say(key, &[]))
    }

    /// Its fields.
    pub fn fields(&self) -> &[String] {
        &self.0
    }

    /// Of one report.
    pub fn of(checked: &Checked, words: &Words) -> Summary {
        let (status, counts) = match &checked.outcome {
            Ok((report, _)) => {
                let counts =
                    ["error", "warning", "notice"].map(|level| count(report, level).to_string());
                (words.say(status_key(report), &[]), counts)
            }
            Err(_) => (words.say("status.failed", &[]), Default::default()),
        };
        let [errors, warnings, notices] = counts;
        let record = &checked.record;
        let name = record.id.as_ref().map_or_else(
            || checked.file.clone(),
            |id| format!("{} {id}", checked.file),
        );
        let year = record.year.map(|year| year.to_string()).unwrap_or_default();
        let organ = escaped(record.organ.as_deref().unwrap_or(""));
        Summary([
            escaped(&name),
            organ,
            year,
            status,
            errors,
            warnings,
            notices,
        ])
    }
}

/// The table at the end of a run over several reports.
pub fn summary(summaries: &[Summary], words: &Words, colour: bool) -> String {
    let mut rows = vec![Summary::head(words)];
    rows.extend(summaries.iter().map(|summary| summary.0.clone()));
    let text = table(&rows);
    match text.split_once('\n') {
        Some((head, rest)) => format!("{}\n{rest}", toned(head, Tone::Strong, colour)),
        None => text,
    }
}
