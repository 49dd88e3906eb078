//! Results as one self-contained page to send back: the findings, and each table with the cells in question marked.

use super::drawing::{Drawing, Mark, drawings};
use super::{Checked, LISTED, count, findings, status_key};
use crate::words::Words;
use gouji::markup::{html, span};
use gouji::pack::Pack;
use gouji::result::Report;
use std::fmt::Write as _;

const STYLE: &str = include_str!("page.css");

/// The page as it grows.
pub struct Page {
    words: &'static Words,
    contents: String,
    body: String,
    reports: usize,
}

impl Page {
    /// An empty page.
    pub fn new(words: &'static Words) -> Page {
        Page {
            words,
            contents: String::new(),
            body: String::new(),
            reports: 0,
        }
    }

    /// Adds one report.
    pub fn add(&mut self, checked: &Checked) {
        self.reports += 1;
        let anchor = format!("report-{}", self.reports);
        let record = &checked.record;
        let mut name = vec![checked.file.clone()];
        name.extend(record.id.clone());
        name.extend(record.organ.clone());
        name.extend(record.year.map(|year| year.to_string()));
        let name = html(&name.join(" · "));
        let (class, status, counts) = match &checked.outcome {
            Ok((report, _)) => {
                let counts =
                    ["error", "warning", "notice"].map(|level| count(report, level).to_string());
                let class = if counts[0] == "0" { "good" } else { "bad" };
                (class, self.words.say(status_key(report), &[]), counts)
            }
            Err(_) => (
                "bad",
                self.words.say("status.failed", &[]),
                Default::default(),
            ),
        };
        let counts: String = counts
            .iter()
            .map(|count| format!("<td>{count}</td>"))
            .collect();
        let link = format!("<a href=\"#{anchor}\">{name}</a>");
        let status = html(&status);
        add(
            &mut self.contents,
            &format!("<tr><td>{link}</td><td class=\"{class}\">{status}</td>{counts}</tr>\n"),
        );
        add(
            &mut self.body,
            &format!(
                "<section id=\"{anchor}\"><h2>{name}</h2>\n<p class=\"{class}\">{status}</p>\n"
            ),
        );
        match &checked.outcome {
            Ok((report, pack)) => self.report(checked, report, pack),
            Err(problem) => add(&mut self.body, &format!("<p>{}</p>\n", html(problem))),
        }
        self.body.push_str("</section>\n");
    }

    /// The whole page.
    pub fn finish(self) -> String {
        let say = |key: &str| html(&self.words.say(key, &[]));
        let columns = [
            "column.file",
            "column.status",
            "column.errors",
            "column.warnings",
            "column.notices",
        ];
        let head: String = columns
            .iter()
            .map(|key| format!("<th scope=\"col\">{}</th>", say(key)))
            .collect();
        format!(
            "<!doctype html>\n<html lang=\"{}\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n<h1>{title}</h1>\n<table class=\"contents\"><thead><tr>{head}</tr></thead>\n<tbody>\n{}</tbody></table>\n{}</html>\n",
            self.words.language,
            self.contents,
            self.body,
            title = say("page.title"),
        )
    }

    fn report(&mut self, checked: &Checked, report: &Report, pack: &Pack) {
        self.body.push_str("<ul>\n");
        for finding in findings::errors_first(report) {
            let key = match finding.level {
                "error" => "level.error",
                "warning" => "level.warning",
                _ => "level.notice",
            };
            let level = html(&self.words.say(key, &[]));
            let message = html(&finding.message);
            add(
                &mut self.body,
                &format!(
                    "<li class=\"{}\"><b>{level}</b> {message}</li>\n",
                    finding.level
                ),
            );
        }
        for group in &report.groups {
            for repair in group.repairs.iter().chain(&group.alternatives).take(LISTED) {
                let message = html(&repair.message);
                add(
                    &mut self.body,
                    &format!("<li class=\"repair\">{message}</li>\n"),
                );
            }
        }
        self.body.push_str("</ul>\n");
        for table in drawings(checked, report, pack, self.words.language) {
            self.body.push_str(&drawn(&table));
        }
    }
}

fn drawn(table: &Drawing) -> String {
    let head = |column: &String| format!("<th scope=\"col\">{}</th>", html(column));
    let columns: String = table.columns.iter().map(head).collect();
    let row = |(head, cells): &(String, Vec<(String, Mark)>)| {
        let head = html(head);
        if cells.is_empty() {
            let width = span("colspan", table.columns.len() + 1);
            return format!("<tr><th scope=\"rowgroup\"{width}>{head}</th></tr>\n");
        }
        let cell = |(text, mark): &(String, Mark)| {
            let class = match mark {
                Mark::None => "",
                Mark::Wrong => " class=\"wrong\"",
                Mark::Perhaps => " class=\"perhaps\"",
            };
            format!("<td{class}>{}</td>", html(text))
        };
        format!(
            "<tr><th scope=\"row\">{head}</th>{}</tr>\n",
            cells.iter().map(cell).collect::<String>()
        )
    };
    let rows: String = table.rows.iter().map(row).collect();
    let title = html(&table.title);
    format!(
        "<table><caption>{title}</caption>\n<thead><tr><td></td>{columns}</tr></thead>\n<tbody>\n{rows}</tbody></table>\n"
    )
}

fn add(text: &mut String, more: &str) {
    // Writing to a string can't fail.
    let _ = text.write_str(more);
}
