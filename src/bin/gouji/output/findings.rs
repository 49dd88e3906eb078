//! Results as CSV for a spreadsheet: one finding a line, and one line for a report without any.

use super::Checked;
use gouji::markup::escaped;
use gouji::result::{Finding, Repair, Report};

/// The heads of the columns.
pub const COLUMNS: [&str; 16] = [
    "file",
    "id",
    "organ",
    "year",
    "pack",
    "status",
    "level",
    "rule",
    "cells",
    "message",
    "left",
    "relation",
    "right",
    "difference",
    "repair",
    "because",
];

/// The first line. With a byte order mark, without which Excel takes Chinese for another encoding.
pub fn header() -> String {
    format!("\u{feff}{}\n", COLUMNS.join(","))
}

/// The findings of a report as a person goes through them: errors, then warnings, then notices, each in the report's order.
pub fn errors_first(report: &Report) -> impl Iterator<Item = &Finding> {
    let of_level = |level| {
        let findings = report.findings.iter();
        findings.filter(move |finding| finding.level == level)
    };
    ["error", "warning", "notice"]
        .into_iter()
        .flat_map(of_level)
}

/// The lines of one report.
pub fn lines(checked: &Checked) -> String {
    rows(checked).iter().map(|fields| line(fields)).collect()
}

/// The fields of each line.
pub fn rows(checked: &Checked) -> Vec<Vec<String>> {
    let record = &checked.record;
    let head = |pack: &str, status: &str| {
        vec![
            checked.file.clone(),
            record.id.clone().unwrap_or_default(),
            record.organ.clone().unwrap_or_default(),
            record.year.map(|year| year.to_string()).unwrap_or_default(),
            pack.to_owned(),
            status.to_owned(),
        ]
    };
    match &checked.outcome {
        Err(problem) => {
            let mut fields = head("", "failed");
            fields.extend(["error", "", "", problem].map(str::to_owned));
            vec![fields]
        }
        Ok((report, _)) => {
            let status = serde_json::to_value(report.status).ok();
            let status = status
                .as_ref()
                .and_then(|status| status.as_str())
                .unwrap_or_default();
            let head = head(&report.pack, status);
            if report.findings.is_empty() {
                return vec![head];
            }
            let finding = |finding: &Finding| [head.clone(), tail(report, finding)].concat();
            errors_first(report).map(finding).collect()
        }
    }
}

fn tail(report: &Report, finding: &Finding) -> Vec<String> {
    let repair = repair_of(report, finding);
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    let change = |change: &gouji::result::Change| format!("{} = {}", change.cell, text(&change.to));
    let changes: Vec<String> = repair
        .map(|repair| repair.changes.iter().map(change).collect())
        .unwrap_or_default();
    vec![
        finding.level.to_owned(),
        finding.rule.clone(),
        finding.cells.join(" "),
        finding.message.clone(),
        text(&finding.left),
        finding.relation.unwrap_or_default().to_owned(),
        text(&finding.right),
        text(&finding.difference),
        changes.join("; "),
        repair
            .map(|repair| repair.because.to_owned())
            .unwrap_or_default(),
    ]
}

/// The likeliest repair of the finding's group.
fn repair_of<'a>(report: &'a Report, finding: &Finding) -> Option<&'a Repair> {
    let group = report
        .groups
        .iter()
        .find(|group| group.findings.contains(&finding.rule))?;
    group.repairs.first()
}

fn line(fields: &[String]) -> String {
    let fields: Vec<String> = fields.iter().map(|field| quoted(field)).collect();
    format!("{}\n", fields.join(","))
}

/// A field for a spreadsheet: quoted where needed, never taken for a formula, and nothing in it that steers a terminal.
fn quoted(field: &str) -> String {
    let field = escaped(field);
    let is_figure = gouji::number::Number::parse(&field).is_some();
    // Spreadsheets of some languages take the full-width signs for the same.
    let begins = field.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    let is_formula = begins && !is_figure && field.chars().nth(1).is_some();
    let guard = if is_formula { "'" } else { "" };
    if field.contains([',', '"']) || is_formula {
        format!("\"{guard}{}\"", field.replace('"', "\"\""))
    } else {
        field
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn fields_are_text_to_a_spreadsheet() {
        for (field, written) in [
            ("plain", "plain"),
            ("a,b", "\"a,b\""),
            ("say \"a\"", "\"say \"\"a\"\"\""),
            ("-3", "-3"),
            ("=", "="),
            ("=HYPERLINK(1)", "\"'=HYPERLINK(1)\""),
            ("-1+2", "\"'-1+2\""),
            ("＝1+2", "\"'＝1+2\""),
            ("＝", "＝"),
            ("\t=1", "\\u{9}=1"),
        ] {
            assert_eq!(quoted(field), written);
        }
    }
}
