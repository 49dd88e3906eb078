//! A pack → a ready page with its form: each field bound to its cell, checked while it is typed.

mod lines;

use super::words::Words;
use crate::form::{Cell, Form, Kind, Line, Place, Table};
use crate::markup::{html, span, whole};
use crate::pack::Pack;
use crate::packs;
use lines::{Heading, headings, leaves};
use serde::Serialize;
use std::collections::BTreeMap;

const STYLE: &str = include_str!("form/page.css");

/// The page.
#[derive(Clone, Debug, Serialize)]
pub struct Page {
    /// The pack's name.
    pub pack: String,
    /// The page itself; it asks for `gouji.js` beside it.
    pub html: String,
}

/// Makes the form of a pack.
///
/// ```
/// let pack = gouji::packs::open("x.gouji", "report x \"x\"\nfigures\n  a \"甲\"").unwrap();
/// assert!(gouji::author::form(&pack, "en").html.contains("data-gouji=\"a\""));
/// ```
#[must_use]
pub fn form(pack: &Pack, language: &str) -> Page {
    let words = Words::of(language);
    let form = &pack.model().form;
    let language = words.language;
    let title = html(form.title.in_language(language));
    let tables: String = (0..form.tables.len())
        .map(|table| self::table(form, table, language))
        .collect();
    let figures = figures(form, language);
    let (name, text) = rules(pack);
    let submit = html(&words.say("form.submit", &[]));
    Page {
        pack: form.id.clone(),
        html: format!(
            "<!doctype html>\n<html lang=\"{language}\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n<main>\n<h1>{title}</h1>\n<form id=\"report\" method=\"post\" autocomplete=\"off\">\n{tables}{figures}<p><button>{submit}</button></p>\n</form>\n</main>\n{text}<script type=\"module\" src=\"gouji.js\" data-pack=\"{name}\" data-form=\"#report\"></script>\n</html>\n",
        ),
    }
}

/// What the page's tag says of the pack: a name that `gouji.js` knows, or where in the page its text stands.
fn rules(pack: &Pack) -> (String, String) {
    let id = &pack.model().form.id;
    match pack.source() {
        Some((_, source)) if !packs::is_in_the_browser(id, source) => {
            let text = whole(source.strip_prefix('\u{feff}').unwrap_or(source));
            (
                "#pack".to_owned(),
                format!("<template id=\"pack\">\n{text}</template>\n"),
            )
        }
        _ => (html(id), String::new()),
    }
}

/// A table: groups of columns over their columns, groups of rows beside their rows.
fn table(form: &Form, index: usize, language: &str) -> String {
    let Some(table) = form.tables.get(index) else {
        return String::new();
    };
    let cells = cells_of(form, index);
    let caption = html(table.label.in_language(language));
    let columns = leaves(&table.columns);
    let depth = headings(&table.columns)
        .iter()
        .map(|heading| heading.depth + 1)
        .max()
        .unwrap_or(1);
    let beside = headings(&table.rows)
        .iter()
        .map(|heading| heading.depth + 1)
        .max()
        .unwrap_or(1);
    let mut text = format!("<table>\n<caption>{caption}</caption>\n<thead>\n");
    for level in 0..depth {
        let corner = format!(
            "<td{}{}></td>",
            span("colspan", beside),
            span("rowspan", depth)
        );
        let corner = if level == 0 { corner } else { String::new() };
        let heads: String = headings(&table.columns)
            .iter()
            .filter(|heading| heading.depth == level)
            .map(|heading| column_head(table, heading, depth, language))
            .collect();
        text.push_str(&format!("<tr>{corner}{heads}</tr>\n"));
    }
    text.push_str("</thead>\n<tbody>\n");
    let mut waiting = String::new();
    for heading in headings(&table.rows) {
        let line = &table.rows[heading.line];
        let label = html(line.label.in_language(language));
        if heading.leaves.is_empty() {
            let fields: String = columns
                .iter()
                .map(|column| {
                    let cell = cells.get(&(heading.line, *column));
                    cell.map_or_else(
                        || "<td></td>".to_owned(),
                        |cell| format!("<td>{}</td>", field(form, cell, language)),
                    )
                })
                .collect();
            let width = span("colspan", beside - heading.depth);
            text.push_str(&format!(
                "<tr>{waiting}<th scope=\"row\"{width}>{label}</th>{fields}</tr>\n"
            ));
            waiting.clear();
        } else {
            // The head of a group stands in the first row of its own.
            let height = span("rowspan", heading.leaves.len());
            waiting.push_str(&format!("<th scope=\"rowgroup\"{height}>{label}</th>"));
        }
    }
    text.push_str("</tbody>\n</table>\n");
    text
}

fn column_head(table: &Table, heading: &Heading, depth: usize, language: &str) -> String {
    let label = html(table.columns[heading.line].label.in_language(language));
    if heading.leaves.is_empty() {
        let height = span("rowspan", depth - heading.depth);
        format!("<th scope=\"col\"{height}>{label}</th>")
    } else {
        let width = span("colspan", heading.leaves.len());
        format!("<th scope=\"colgroup\"{width}>{label}</th>")
    }
}

fn figures(form: &Form, language: &str) -> String {
    let plain = form.cells.iter().filter_map(|cell| match &cell.place {
        Place::Figure(label) => Some((cell, label)),
        Place::Table { .. } => None,
    });
    let lines = plain.map(|(cell, label)| {
        let label = html(label.in_language(language));
        format!(
            "<p><label>{label} {}</label></p>\n",
            field(form, cell, language)
        )
    });
    lines.collect()
}

fn cells_of(form: &Form, index: usize) -> BTreeMap<(usize, usize), &Cell> {
    let place = |cell: &Cell| match cell.place {
        Place::Table { table, row, column } if table == index => Some((row, column)),
        _ => None,
    };
    form.cells
        .iter()
        .filter_map(|cell| Some((place(cell)?, cell)))
        .collect()
}

fn field(form: &Form, cell: &Cell, language: &str) -> String {
    let name = html(&cell.address);
    let label = match &cell.place {
        Place::Figure(_) => String::new(),
        Place::Table { table, row, column } => {
            let table = &form.tables[*table];
            let label = |line: &Line| html(line.label.in_language(language));
            format!(
                " aria-label=\"{}，{}\"",
                label(&table.rows[*row]),
                label(&table.columns[*column])
            )
        }
    };
    let attributes = format!("name=\"{name}\" data-gouji=\"{name}\"{label}");
    match &cell.kind {
        Kind::Choice(list) => {
            let option = |text: &str| format!("<option>{}</option>", html(text));
            let options: String = list
                .iter()
                .map(|label| option(label.in_language(language)))
                .collect();
            format!("<select {attributes}><option></option>{options}</select>")
        }
        Kind::Text => format!("<input {attributes}>"),
        Kind::Count | Kind::Year => format!("<input {attributes} inputmode=\"numeric\">"),
        _ => format!("<input {attributes} inputmode=\"decimal\">"),
    }
}
