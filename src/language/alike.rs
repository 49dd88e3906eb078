//! `table parent "母公司资产负债表" like consolidated`: what a table doesn't say itself is as in the other one.

use super::diagnostic::{Code, Mistakes};
use super::suggest::closest;
use super::syntax::{BlankPolicies, Item, Modifiers, PackSyntax, TableSyntax};
use std::collections::HashMap;

/// Copies cells, blanks, columns and rows from tables that stand before, in these packs or in one below.
pub(super) fn copy_tables(packs: &mut [PackSyntax], mistakes: &mut Mistakes) {
    let mut before: HashMap<String, TableSyntax> = HashMap::new();
    for item in packs.iter_mut().flat_map(|pack| &mut pack.items) {
        let Item::Table(table) = item else {
            continue;
        };
        if let Some(like) = &table.like {
            match before.get(&like.text) {
                Some(other) => copy(other, table),
                None => {
                    let close = closest(&like.text, known(&before).into_iter());
                    let mistake = mistakes.note(Code::UnknownName, like.span);
                    mistake.part("name", &like.text).suggest(close);
                }
            }
        }
        before.insert(table.name.text.clone(), table.clone());
    }
}

/// Names in an order of their own, not in that of hashing.
fn known(tables: &HashMap<String, TableSyntax>) -> Vec<&str> {
    let mut names: Vec<&str> = tables.keys().map(String::as_str).collect();
    names.sort_unstable();
    names
}

fn copy(from: &TableSyntax, to: &mut TableSyntax) {
    if to.rows.is_empty() {
        to.rows.clone_from(&from.rows);
    }
    if to.columns.is_empty() {
        to.columns.clone_from(&from.columns);
    }
    let Modifiers {
        kind,
        unit,
        required,
        weight,
        ..
    } = &mut to.cells;
    *kind = kind.take().or_else(|| from.cells.kind.clone());
    *unit = unit.take().or_else(|| from.cells.unit.clone());
    *required = required.or(from.cells.required);
    *weight = weight.take().or_else(|| from.cells.weight.clone());
    let BlankPolicies { whole, left, right } = &mut to.blanks;
    *whole = whole.or(from.blanks.whole);
    *left = left.or(from.blanks.left);
    *right = right.or(from.blanks.right);
}
