//! Every sheet's readings → one alignment: no cell twice, groups printed as one line, headers carried over to the next
//! part of a table.

mod groups;

use super::carried::Carried;
use super::dictionary::{Dictionary, LineRef, MISPRINT};
use super::label::{heading, ink, unit_in};
use super::naming::{HeadingCell, Reading};
use super::period;
use super::resolve::{Resolved, Slot, Surroundings, resolve};
use super::sheet::{Sheet, Way};
use super::{Alignment, Certainty, Notice, Placement, Stray, Why};
use crate::form::{CellIndex, Form, Place};
use crate::grid::{Grid, GridCell};
use crate::model::Axis;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Headings of numbers that count nothing.
const ORDINALS: [&str; 9] = [
    "行次",
    "栏次",
    "序号",
    "编号",
    "代码",
    "编码",
    "科目编码",
    "科目代码",
    "附注",
];

/// Grids, sheets and what each figure may be.
pub(crate) struct Document<'a> {
    form: &'a Form,
    grids: &'a [Grid],
    sheets: Vec<Option<Sheet>>,
    resolved: Vec<Resolved>,
    cells: HashMap<(usize, usize, usize), CellIndex>,
}

/// A figure that has one reading.
struct Claim {
    sheet: usize,
    slot: usize,
    cell: CellIndex,
    reading: Reading,
    certainty: Certainty,
}

impl Stray {
    fn of(grid: usize, cell: &GridCell, why: Why) -> Stray {
        Stray {
            grid,
            row: cell.row,
            column: cell.column,
            text: cell.text.clone(),
            why,
        }
    }
}

impl<'a> Document<'a> {
    pub(crate) fn read(dictionary: &Dictionary, form: &'a Form, grids: &'a [Grid]) -> Document<'a> {
        let sheets: Vec<Option<Sheet>> = grids
            .iter()
            .map(|grid| Sheet::new(grid, dictionary))
            .collect();
        let cells = form.cells.iter().enumerate().filter_map(|(index, cell)| {
            let Place::Table { table, row, column } = cell.place else {
                return None;
            };
            Some(((table, row, column), index))
        });
        let mut document = Document {
            form,
            grids,
            sheets,
            resolved: Vec::new(),
            cells: cells.collect(),
        };
        document.resolve_all();
        document
    }

    fn resolve_all(&mut self) {
        let mut titled: Vec<usize> = Vec::new();
        let mut header: Option<usize> = None;
        let other_years = period::of_other_years(self.grids);
        for (index, grid) in self.grids.iter().enumerate() {
            self.note_titles(grid, &mut titled);
            let Some(sheet) = self.sheets.get(index).and_then(Option::as_ref) else {
                self.resolved.push(Resolved::default());
                continue;
            };
            let carried = header
                .and_then(|index| Carried::over(sheet, index, self.sheets.get(index)?.as_ref()?));
            let around = Surroundings {
                form: self.form,
                index,
                header: carried,
                titled: titled.clone(),
                other_period: other_years.contains(&index),
            };
            let resolved = resolve(sheet, &around);
            self.resolved.push(resolved);
            if names_columns(sheet) {
                header = Some(index);
            }
        }
    }

    /// Remembers the tables whose titles stand before or in a grid.
    fn note_titles(&self, grid: &Grid, titled: &mut Vec<usize>) {
        let texts = [grid.before.as_deref(), grid.caption.as_deref()];
        for text in texts.into_iter().flatten() {
            let text = ink(text);
            let mut seen: Vec<(usize, usize)> = Vec::new();
            for (index, table) in self.form.tables.iter().enumerate() {
                let title = heading(&table.label.text).body;
                if !title.is_empty()
                    && let Some(place) = text.rfind(&title)
                {
                    seen.push((place, index));
                }
            }
            seen.sort_unstable();
            for (_, index) in seen {
                titled.retain(|known| *known != index);
                titled.insert(0, index);
            }
        }
    }

    pub(crate) fn settle(self) -> Alignment {
        let mut alignment = Alignment::default();
        let mut claims = Vec::new();
        for sheet in 0..self.grids.len() {
            self.claim(sheet, &mut claims, &mut alignment.strays);
        }
        self.merge_groups(&mut claims, &mut alignment);
        self.accept(&claims, &mut alignment);
        self.report_words(&mut alignment);
        alignment
            .strays
            .sort_by_key(|stray| (stray.grid, stray.row, stray.column));
        alignment
    }

    fn claim(&self, index: usize, claims: &mut Vec<Claim>, strays: &mut Vec<Stray>) {
        let (Some(grid), Some(sheet), Some(slots)) = (
            self.grids.get(index),
            self.sheets.get(index),
            self.resolved.get(index).map(|resolved| &resolved.slots),
        ) else {
            return;
        };
        let whole = |why| Stray {
            grid: index,
            row: 0,
            column: 0,
            text: opening(grid),
            why,
        };
        let Some(sheet) = sheet else {
            strays.push(whole(Why::TooLarge));
            return;
        };
        if slots.iter().all(|slot| slot.readings.is_empty()) {
            if !slots.is_empty() {
                let other = slots.iter().all(|slot| slot.other_period);
                strays.push(whole(if other {
                    Why::OtherPeriod
                } else {
                    Why::UnknownTable
                }));
            }
            return;
        }
        for (place, slot) in slots.iter().enumerate() {
            if slot.other_period {
                self.leave(index, sheet, slot, Why::OtherPeriod, strays);
                continue;
            }
            let cells: Vec<CellIndex> = slot
                .readings
                .iter()
                .filter_map(|reading| self.cells.get(&reading.lines()).copied())
                .collect();
            match (slot.readings.as_slice(), cells.as_slice()) {
                ([reading], [cell]) => claims.push(Claim {
                    sheet: index,
                    slot: place,
                    cell: *cell,
                    reading: *reading,
                    certainty: self.certainty(index, reading),
                }),
                (_, []) => self.leave(index, sheet, slot, Why::NoLabel, strays),
                _ => self.leave(index, sheet, slot, Why::Ambiguous(cells), strays),
            }
        }
    }

    fn certainty(&self, sheet: usize, reading: &Reading) -> Certainty {
        let counted = self.grids.get(sheet).is_some_and(|grid| grid.counted);
        let borrowed = [reading.row.heading.0, reading.column.heading.0]
            .iter()
            .any(|heading| *heading != sheet);
        if counted || borrowed {
            Certainty::Position
        } else {
            Certainty::Label
        }
    }

    /// Reports a figure that has no cell. Numbers of lines and blank marks stand for nothing that is missed.
    fn leave(&self, index: usize, sheet: &Sheet, slot: &Slot, why: Why, strays: &mut Vec<Stray>) {
        let Some(cell) = self.grid_cell(index, sheet, slot.cell) else {
            return;
        };
        let counts = if cell.field {
            !cell.text.trim().is_empty()
        } else {
            super::shape::is_counted(&cell.text) && !self.is_ordinal(index, sheet, slot)
        };
        if matches!(why, Why::NoLabel | Why::OtherPeriod) && !counts {
            return;
        }
        strays.push(Stray::of(index, cell, why));
    }

    /// Whether a number only numbers a line: its column or its row says so.
    fn is_ordinal(&self, index: usize, sheet: &Sheet, slot: &Slot) -> bool {
        let Some(grid) = self.grids.get(index) else {
            return false;
        };
        [Way::Up, Way::Left].into_iter().any(|way| {
            let labels = sheet.labels_along(way, slot.row, slot.column);
            let texts = labels.iter().filter_map(|(label, _)| {
                let source = sheet.cells.get(*label)?.source;
                Some(ink(&grid.cells.get(source)?.text))
            });
            texts.take(1).any(|text| ORDINALS.contains(&text.as_str()))
        })
    }

    /// A sheet's cell as it stands in its grid.
    fn grid_cell(&self, index: usize, sheet: &Sheet, cell: usize) -> Option<&GridCell> {
        let source = sheet.cells.get(cell)?.source;
        self.grids.get(index)?.cells.get(source)
    }

    fn claim_cell(&self, claim: &Claim) -> Option<&GridCell> {
        let sheet = self.sheets.get(claim.sheet)?.as_ref()?;
        let slot = self.resolved.get(claim.sheet)?.slots.get(claim.slot)?;
        self.grid_cell(claim.sheet, sheet, slot.cell)
    }

    fn stray(&self, claim: &Claim, why: Why) -> Option<Stray> {
        let cell = self.claim_cell(claim)?;
        Some(Stray::of(claim.sheet, cell, why))
    }

    /// Takes every claim that no other one contradicts.
    fn accept(&self, claims: &[Claim], alignment: &mut Alignment) {
        let mut by_cell: BTreeMap<CellIndex, Vec<&Claim>> = BTreeMap::new();
        for claim in claims {
            by_cell.entry(claim.cell).or_default().push(claim);
        }
        let mut misprints: BTreeMap<HeadingCell, LineRef> = BTreeMap::new();
        let mut taken: Vec<(&Claim, Placement)> = Vec::new();
        for (cell, rivals) in by_cell {
            let rivals = self.strongest(rivals);
            let Some(first) = rivals.first().copied() else {
                continue;
            };
            if rivals.iter().any(|rival| !self.same_figure(first, rival)) {
                let strays = rivals
                    .iter()
                    .filter_map(|rival| self.stray(rival, Why::Conflict(cell)));
                alignment.strays.extend(strays);
                continue;
            }
            let Some(place) = self.claim_cell(first) else {
                continue;
            };
            for naming in [first.reading.row, first.reading.column] {
                if naming.matched.cost >= MISPRINT {
                    misprints.insert(naming.heading, naming.matched.line);
                }
            }
            alignment
                .units
                .extend(self.other_unit(first).map(|unit| (cell, unit)));
            let placement = Placement {
                cell,
                grid: first.sheet,
                row: place.row,
                column: place.column,
                certainty: first.certainty,
            };
            taken.push((first, placement));
        }
        taken.sort_by_key(|(claim, placement)| (claim.sheet, placement.row, placement.column));
        alignment.placements = taken.into_iter().map(|(_, placement)| placement).collect();
        for ((sheet, cell), line) in misprints {
            alignment.notices.extend(self.misprint(sheet, cell, line));
        }
    }

    /// Words that stand where a figure belongs, and no figure was found elsewhere.
    fn report_words(&self, alignment: &mut Alignment) {
        let placed: BTreeSet<CellIndex> = alignment.placements.iter().map(|one| one.cell).collect();
        for (index, resolved) in self.resolved.iter().enumerate() {
            let Some(sheet) = self.sheets.get(index).and_then(Option::as_ref) else {
                continue;
            };
            let free = |lines| {
                let cell = self.cells.get(lines);
                cell.is_some_and(|cell| !placed.contains(cell))
            };
            let worded = resolved.worded.iter().filter(|(_, lines)| free(lines));
            let cells = worded.filter_map(|(cell, _)| self.grid_cell(index, sheet, *cell));
            let strays = cells.map(|cell| Stray::of(index, cell, Why::Words));
            alignment.strays.extend(strays);
        }
    }

    /// The unit that a figure's headings name, when it is not the form's own.
    fn other_unit(&self, claim: &Claim) -> Option<String> {
        let own = &self.form.cells.get(claim.cell)?.unit.as_ref()?.name;
        let headings = [claim.reading.column.heading, claim.reading.row.heading];
        let units = headings.into_iter().filter_map(|(sheet, cell)| {
            let source = self.sheets.get(sheet)?.as_ref()?.cells.get(cell)?.source;
            unit_in(&self.grids.get(sheet)?.cells.get(source)?.text)
        });
        units.into_iter().next().filter(|unit| unit != own)
    }

    /// A field wins over text beside it; a clear label over a misprint.
    fn strongest<'b>(&self, rivals: Vec<&'b Claim>) -> Vec<&'b Claim> {
        let rank = |claim: &Claim| {
            let field = self.claim_cell(claim).is_some_and(|cell| cell.field);
            (!field, claim.reading.misprinted())
        };
        let best = rivals.iter().map(|claim| rank(claim)).min();
        rivals
            .into_iter()
            .filter(|claim| Some(rank(claim)) == best)
            .collect()
    }

    /// Whether two claims say the same: never so for two fields, which a person could fill differently.
    fn same_figure(&self, one: &Claim, other: &Claim) -> bool {
        let (Some(left), Some(right)) = (self.claim_cell(one), self.claim_cell(other)) else {
            return false;
        };
        std::ptr::eq(left, right)
            || (!left.field && !right.field && ink(&left.text) == ink(&right.text))
    }

    fn misprint(&self, sheet: usize, cell: usize, line: LineRef) -> Option<Notice> {
        let source = self.sheets.get(sheet)?.as_ref()?.cells.get(cell)?.source;
        let cell = self.grids.get(sheet)?.cells.get(source)?;
        Some(Notice::Misprint {
            grid: sheet,
            row: cell.row,
            column: cell.column,
            text: cell.text.clone(),
            line,
        })
    }
}

/// Whether a sheet has a header whose columns may go on in the next one.
fn names_columns(sheet: &Sheet) -> bool {
    let band = sheet.first_figure_row();
    let names = sheet.cells.iter().filter(|cell| cell.row < band);
    names
        .flat_map(|cell| &cell.names)
        .any(|one| one.line.axis == Axis::Columns && !one.group)
}

/// The first words of a grid, to know it by.
fn opening(grid: &Grid) -> String {
    let mut text = String::new();
    for cell in grid
        .cells
        .iter()
        .filter(|cell| !cell.text.trim().is_empty())
    {
        if text.chars().count() >= 40 {
            break;
        }
        if !text.is_empty() {
            text.push(' ');
        }
        text.extend(cell.text.trim().chars().take(40));
    }
    text
}
