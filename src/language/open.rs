//! Rows that a document has and the pack doesn't list → lines in their open sections, before the pack is checked.

use super::like::is_like;
use super::syntax::{
    Item, LineSyntax, Modifiers, Name, OpenSyntax, PackSyntax, TotalParts, TotalSyntax,
};
use crate::form::{Label, Level, OpenRow};

/// Puts each row into its section, in front of the section's first total. What names no open section is left out.
pub(super) fn add_rows(packs: &mut [PackSyntax], rows: &[OpenRow]) {
    if rows.is_empty() {
        return;
    }
    for item in packs.iter_mut().flat_map(|pack| &mut pack.items) {
        if let Item::Table(table) = item {
            let own: Vec<&OpenRow> = rows
                .iter()
                .filter(|row| row.table == table.name.text)
                .collect();
            if !own.is_empty() {
                open_sections(&mut table.rows, &own);
            }
        }
    }
}

/// The depth is that of the text's indentation, which is limited.
fn open_sections(lines: &mut [LineSyntax], rows: &[&OpenRow]) {
    for line in lines {
        open_sections(&mut line.children, rows);
        let Some(open) = &line.open else {
            continue;
        };
        let own = rows.iter().filter(|row| row.section == line.name.text);
        let added: Vec<LineSyntax> = own.map(|row| added(row, &line.name, open)).collect();
        let added = if open.codes.is_empty() {
            added
        } else {
            tree(added, open, &line.name)
        };
        let totals = line.children.iter().position(|child| child.total.is_some());
        let place = totals.unwrap_or(line.children.len());
        line.children.splice(place..place, added);
    }
}

fn added(row: &OpenRow, section: &Name, open: &OpenSyntax) -> LineSyntax {
    let like = open
        .like
        .iter()
        .find(|(pattern, _)| is_like(row.text(), pattern));
    LineSyntax {
        name: Name {
            text: row.id(),
            span: section.span,
        },
        label: Label {
            text: row.text().to_string(),
            ..Label::default()
        },
        group: false,
        modifiers: like.map_or_else(Modifiers::default, |(_, told)| told.clone()),
        total: None,
        open: None,
        children: Vec::new(),
    }
}

/// Rows under those whose code theirs begins with, each row with others under it being their sum.
fn tree(mut rows: Vec<LineSyntax>, open: &OpenSyntax, section: &Name) -> Vec<LineSyntax> {
    rows.sort_by(|one, other| {
        let (one, other) = (&one.label.text, &other.label.text);
        (code_of(one), one).cmp(&(code_of(other), other))
    });
    // Open rows from the outermost to the innermost; a code stands right before those that begin with it.
    let mut path: Vec<LineSyntax> = Vec::new();
    let mut roots = Vec::new();
    for row in rows {
        let code = code_of(&row.label.text);
        let known = open.codes.contains(&code.len());
        while path.last().is_some_and(|above| {
            let above = code_of(&above.label.text);
            !(known && code.len() > above.len() && code.starts_with(above))
        }) {
            close(&mut path, &mut roots, open, section);
        }
        path.push(row);
    }
    while !path.is_empty() {
        close(&mut path, &mut roots, open, section);
    }
    roots
}

/// The digits at the beginning of a label: `20101` of `20101人大事务`.
fn code_of(label: &str) -> &str {
    let end = label.find(|character: char| !character.is_ascii_digit());
    label.get(..end.unwrap_or(label.len())).unwrap_or_default()
}

fn close(
    path: &mut Vec<LineSyntax>,
    roots: &mut Vec<LineSyntax>,
    open: &OpenSyntax,
    section: &Name,
) {
    let Some(mut row) = path.pop() else {
        return;
    };
    if !row.children.is_empty() {
        row.total = Some(TotalSyntax {
            span: section.span,
            parts: TotalParts::Below,
            except: Vec::new(),
            tolerance: open.tolerance.clone(),
            level: open.level.unwrap_or(Level::Error),
        });
    }
    match path.last_mut() {
        Some(above) => above.children.push(row),
        None => roots.push(row),
    }
}
