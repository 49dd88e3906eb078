//! Tables and figures → the form, with its cells and their kinds.

use super::Checker;
use super::names::{AxisNames, TableNames};
use crate::form::{Cell, Form, Kind, Line, Open, Place, Table, Weight};
use crate::language::diagnostic::Code;
use crate::language::limits::MAX_CELLS;
use crate::language::syntax::{
    Item, LineSyntax, Modifiers, Name, PackSyntax, TableSyntax, TotalParts,
};
use crate::model::{Axis, Source};

/// Names that mean something in every formula.
const RESERVED: [&str; 3] = ["previous", "parts", "this"];

/// A line with what was said behind its label and behind those of the groups around it.
struct Told {
    line: Line,
    modifiers: Modifiers,
}

/// The lines of one axis as they are gathered.
#[derive(Default)]
struct Gathered {
    told: Vec<Told>,
    names: AxisNames,
}

impl Checker<'_> {
    pub(super) fn form(&mut self, packs: &[PackSyntax]) {
        for (depth, pack) in packs.iter().enumerate() {
            let tables = pack.items.iter().filter_map(|item| match item {
                Item::Table(table) => Some(table),
                _ => None,
            });
            for (statement, table) in tables.enumerate() {
                let index = self.table(table);
                self.names.statements.insert((depth, statement), index);
            }
        }
        for item in packs.iter().flat_map(|pack| &pack.items) {
            if let Item::Figure(figure) = item {
                self.figure(figure);
            }
        }
        let cells = &self.model.form.cells;
        self.model.variables = (0..cells.len()).map(Source::Cell).collect();
        let addresses = cells.iter().enumerate();
        self.names.cells = addresses
            .map(|(index, cell)| (cell.address.clone(), index))
            .collect();
    }

    /// Whether a table, figure or fact can have this name.
    pub(super) fn free_name(&mut self, name: &Name) -> bool {
        let text = &name.text;
        let code = if RESERVED.contains(&text.as_str()) {
            Code::Reserved
        } else if self.names.tables.contains_key(text)
            || self.names.figures.contains_key(text)
            || self.names.facts.contains_key(text)
        {
            Code::Duplicate
        } else {
            return true;
        };
        self.note(code, name.span).part("name", text);
        false
    }

    fn table(&mut self, syntax: &TableSyntax) -> Option<usize> {
        if !self.free_name(&syntax.name) {
            return None;
        }
        let rows = self.lines(&syntax.rows);
        let columns = self.lines(&syntax.columns);
        let open = rows.told.iter().any(|told| told.line.open.is_some());
        if (rows.names.width == 0 && !open) || columns.names.width == 0 {
            let mistake = self.note(Code::EmptyTable, syntax.name.span);
            mistake.part("name", &syntax.name.text);
        }
        let form = &mut self.model.form;
        let index = form.tables.len();
        let first = form.cells.len();
        form.tables.push(Table {
            id: syntax.name.text.clone(),
            label: syntax.label.clone(),
            rows: rows.told.iter().map(|told| told.line.clone()).collect(),
            columns: columns.told.iter().map(|told| told.line.clone()).collect(),
        });
        self.names.tables.insert(syntax.name.text.clone(), index);
        let wanted = rows.names.width.saturating_mul(columns.names.width);
        if wanted > MAX_CELLS.saturating_sub(first) {
            self.limit("MAX_CELLS", MAX_CELLS, syntax.name.span);
        } else {
            self.cells(index, syntax, &rows.told, &columns.told);
        }
        self.names.lines.push(TableNames {
            rows: rows.names,
            columns: columns.names,
            first,
        });
        Some(index)
    }

    fn lines(&mut self, syntax: &[LineSyntax]) -> Gathered {
        let mut gathered = Gathered::default();
        for line in syntax {
            self.line(line, None, &Modifiers::default(), &mut gathered);
        }
        gathered
    }

    /// A line and those under it; no deeper than the text's indentation, which is limited.
    fn line(
        &mut self,
        syntax: &LineSyntax,
        parent: Option<usize>,
        around: &Modifiers,
        gathered: &mut Gathered,
    ) {
        let index = gathered.told.len();
        self.check_line(syntax, index, &mut gathered.names);
        let total = syntax.total.as_ref();
        let names = &mut gathered.names;
        names.rank.push((!syntax.group).then_some(names.width));
        names.width += usize::from(!syntax.group);
        names.counted.push(syntax.modifiers.counted);
        let sums_below = total.is_some_and(|total| matches!(total.parts, TotalParts::Below));
        names.sums_below.push(sums_below);
        let modifiers = inherit(&syntax.modifiers, around);
        gathered.told.push(Told {
            line: Line {
                id: syntax.name.text.clone(),
                label: syntax.label.clone(),
                parent,
                group: syntax.group,
                total: total.is_some(),
                open: syntax.open.as_ref().map(|open| Open {
                    codes: open.codes.clone(),
                }),
            },
            modifiers: modifiers.clone(),
        });
        for child in &syntax.children {
            self.line(child, Some(index), &modifiers, gathered);
        }
    }

    fn check_line(&mut self, syntax: &LineSyntax, index: usize, names: &mut AxisNames) {
        let name = &syntax.name;
        let known = names.index.insert(name.text.clone(), index);
        let code = if name.text == "this" {
            Code::Reserved
        } else if known.is_some() {
            Code::Duplicate
        } else if syntax.group && syntax.children.is_empty() && syntax.open.is_none() {
            Code::EmptyGroup
        } else if let (true, Some(total)) = (syntax.group, &syntax.total) {
            self.note(Code::Trailing, total.span).part("found", "=");
            return;
        } else {
            return;
        };
        self.note(code, name.span).part("name", &name.text);
    }

    fn cells(&mut self, table: usize, syntax: &TableSyntax, rows: &[Told], columns: &[Told]) {
        let with_figures = |told: &(usize, &Told)| !told.1.line.group;
        for (row, row_told) in rows.iter().enumerate().filter(with_figures) {
            for (column, column_told) in columns.iter().enumerate().filter(with_figures) {
                let (id, other) = (&row_told.line.id, &column_told.line.id);
                let address = format!("{}.{id}.{other}", syntax.name.text);
                let (one, two) = (&row_told.modifiers, &column_told.modifiers);
                self.two_kinds(&address, one, two);
                let mut told = inherit(&inherit(one, two), &syntax.cells);
                told.weight = heavier(one, two).or(syntax.cells.weight.clone());
                let place = Place::Table { table, row, column };
                push(&mut self.model.form, address, place, told);
            }
        }
    }

    fn two_kinds(&mut self, address: &str, row: &Modifiers, column: &Modifiers) {
        if let (Some((one, span)), Some((other, _))) = (&row.kind, &column.kind)
            && one != other
        {
            self.note(Code::TwoKinds, *span).part("name", address);
        }
    }

    fn figure(&mut self, syntax: &LineSyntax) {
        let name = &syntax.name;
        if !self.free_name(name) {
            return;
        }
        if syntax.group || !syntax.children.is_empty() {
            self.note(Code::Nested, name.span);
        }
        let cell = self.model.form.cells.len();
        if cell >= MAX_CELLS {
            return self.limit("MAX_CELLS", MAX_CELLS, name.span);
        }
        self.names.figures.insert(name.text.clone(), cell);
        let place = Place::Figure(syntax.label.clone());
        let told = syntax.modifiers.clone();
        push(&mut self.model.form, name.text.clone(), place, told);
    }

    /// The id of a line, for addresses.
    pub(super) fn line_id(&self, table: usize, axis: Axis, line: usize) -> &str {
        let lines = self.lines_of(table, axis);
        lines.get(line).map_or("", |line| &line.id)
    }

    /// Whether a table takes rows which the pack doesn't list.
    pub(super) fn has_open_section(&self, table: usize, axis: Axis) -> bool {
        let lines = self.lines_of(table, axis);
        lines.iter().any(|line| line.open.is_some())
    }

    /// The lines of a table along an axis.
    pub(super) fn lines_of(&self, table: usize, axis: Axis) -> &[Line] {
        let table = self.model.form.tables.get(table);
        table.map_or(&[], |table| match axis {
            Axis::Rows => &table.rows,
            Axis::Columns => &table.columns,
        })
    }
}

/// What a cell takes of which nothing is said.
const ANY_NUMBER: Kind = Kind::Amount {
    decimals: None,
    negative: true,
};

fn push(form: &mut Form, address: String, place: Place, told: Modifiers) {
    form.cells.push(Cell {
        address,
        place,
        kind: told.kind.map_or(ANY_NUMBER, |(kind, _)| kind),
        unit: told.unit,
        required: told.required.flatten(),
        weight: told.weight.unwrap_or_default(),
    });
}

/// What the inner says, and where it says nothing, the outer.
fn inherit(inner: &Modifiers, outer: &Modifiers) -> Modifiers {
    Modifiers {
        kind: inner.kind.clone().or_else(|| outer.kind.clone()),
        unit: inner.unit.clone().or_else(|| outer.unit.clone()),
        required: inner.required.or(outer.required),
        weight: inner.weight.clone().or_else(|| outer.weight.clone()),
        counted: None,
    }
}

/// Of a row's and a column's weight the one that protects the cell more.
fn heavier(row: &Modifiers, column: &Modifiers) -> Option<Weight> {
    match (&row.weight, &column.weight) {
        (Some(Weight::Never), _) | (_, Some(Weight::Never)) => Some(Weight::Never),
        (Some(Weight::Of(one)), Some(Weight::Of(other))) => {
            Some(Weight::Of(one.max(other).clone()))
        }
        (one, other) => one.clone().or_else(|| other.clone()),
    }
}
