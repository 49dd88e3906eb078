//! Document + packs → records: each report by the pack that fits it best.

mod figures;

use super::document::{Block, Document};
use super::report::Report;
use super::running::{self, Scattered};
use super::sections::{self, Title};
use super::{cards, cuts, stacked};
use crate::align::{Alignment, LineRef, Why, ledger};
use crate::form::{Form, Label};
use crate::grid::{Grid, GridCell};
use crate::model::{Axis, Fact};
use crate::pack::Pack;
use crate::packs;
use crate::record::Texts;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

/// Rows of a table in which the report's title may stand.
const TITLE_ROWS: usize = 5;

/// Reads every report in a document.
#[must_use]
pub fn read_document(document: &Document, packs: &[Arc<Pack>]) -> Vec<Report> {
    let blocks = stacked::parted(cuts::mended(document, packs), packs);
    let Some(mut whole) = best(packs, &blocks) else {
        return Vec::new();
    };
    if let (true, Some(title)) = (whole.titles.is_empty(), &document.title) {
        whole.titles =
            sections::titles(std::slice::from_ref(title), &whole.pack.model().form.title);
    }
    let parts = whole.parts(&blocks);
    let reports: Vec<Report> = if parts.len() > 1 {
        let blocks = parts.into_iter().filter_map(|part| blocks.get(part));
        blocks
            .filter_map(|blocks| best(packs, blocks))
            .map(|attempt| attempt.report(packs))
            .collect()
    } else {
        vec![whole.report(packs)]
    };
    reports
}

/// Blocks, read by one pack.
struct Attempt {
    pack: Arc<Pack>,
    grids: Vec<Grid>,
    /// For each grid, the index of its block.
    places: Vec<usize>,
    alignment: Alignment,
    loose: Vec<(usize, String, Why)>,
    scattered: Vec<Scattered>,
    titles: Vec<Title>,
    prose: Texts,
    years: (Option<i64>, Option<i64>),
}

/// The pack of the report's year where it fits at least half as well as any other, else the one that fits best.
fn best(packs: &[Arc<Pack>], blocks: &[Block]) -> Option<Attempt> {
    let mut attempts: Vec<Attempt> = packs.iter().map(|pack| attempt(pack, blocks)).collect();
    let mut weights: Vec<usize> = attempts.iter().map(Attempt::weight).collect();
    if weights.iter().all(|weight| *weight == 0) {
        weights = attempts.iter().map(Attempt::blank_rows).collect();
    }
    if weights.iter().all(|weight| *weight == 0) {
        weights = attempts.iter().map(Attempt::left_over).collect();
    }
    let most = weights.iter().max().copied().filter(|most| *most > 0)?;
    let first = |fits: &dyn Fn(usize, &Attempt) -> bool| {
        let mut weighed = weights.iter().zip(&attempts);
        weighed.position(|(weight, attempt)| fits(*weight, attempt))
    };
    let chosen = first(&|weight, attempt| weight == most && attempt.is_of_its_year())
        .or_else(|| first(&|weight, attempt| weight * 2 >= most && attempt.is_of_its_year()))
        .or_else(|| first(&|weight, _| weight == most))?;
    Some(attempts.swap_remove(chosen))
}

fn attempt(pack: &Arc<Pack>, blocks: &[Block]) -> Attempt {
    let form = &pack.model().form;
    let mut lines: Vec<String> = blocks
        .iter()
        .map(|block| match block {
            Block::Line(text) => text.clone(),
            Block::Table(_) => String::new(),
        })
        .collect();
    let headed: Vec<String> = blocks
        .iter()
        .map(|block| head(block, &form.title))
        .collect();
    let is_label = |line: &str| {
        let first = line.split_whitespace().next().unwrap_or("");
        [line, first]
            .iter()
            .any(|text| !pack.dictionary().find_exactly(text).is_empty())
    };
    let (titles, heads) = sections::titles_and_heads(&headed, &form.title, is_label);
    for head in heads {
        if let Some(line) = lines.get_mut(head) {
            line.clear();
        }
    }
    let cards = cards::find(form, pack.dictionary(), &lines);
    for line in &cards.consumed {
        if let Some(line) = lines.get_mut(*line) {
            line.clear();
        }
    }
    let mut found = running::find(form, pack.dictionary(), &lines);
    found.grids.extend(cards.grids);
    let prose_lines: Vec<&str> = lines
        .iter()
        .enumerate()
        .filter(|(line, _)| !found.consumed.contains(line) && !is_title_line(&titles, *line))
        .map(|(_, text)| text.as_str())
        .filter(|text| !crate::align::shape::is_page_mark_line(text))
        .collect();
    let mut placed: Vec<(usize, Grid)> = found.grids;
    for (place, block) in blocks.iter().enumerate() {
        if let Block::Table(grid) = block {
            let before = grid
                .before
                .clone()
                .or_else(|| sections::text_before(&lines, place));
            placed.push((
                place,
                Grid {
                    before,
                    ..grid.clone()
                },
            ));
        }
    }
    placed.sort_by_key(|(place, _)| *place);
    let (places, grids): (Vec<usize>, Vec<Grid>) = placed.into_iter().unzip();
    let (pack, alignment) = aligned(pack, &grids);
    let known = known_titles(form, &pack.model().facts);
    let prose = sections::sections(&prose_lines, &known);
    let mut attempt = Attempt {
        pack,
        alignment,
        prose,
        years: form.years,
        loose: found.strays,
        scattered: found.scattered,
        grids,
        places,
        titles,
    };
    attempt.set_glued_aside();
    attempt
}

/// The sections that the pack names: those of its tables, and those that its facts stand in.
fn known_titles<'a>(form: &'a Form, facts: &'a [Fact]) -> Vec<&'a str> {
    let tables = form.tables.iter().map(|table| table.label.text.as_str());
    let tables = tables.filter(|title| sections::is_title(title));
    let titles = tables.chain(facts.iter().map(|fact| fact.section.as_str()));
    titles.filter(|title| !title.is_empty()).collect()
}

/// Where the figures go; and the pack, with the rows that the document adds to its open sections.
fn aligned(pack: &Arc<Pack>, grids: &[Grid]) -> (Arc<Pack>, Alignment) {
    let form = &pack.model().form;
    if ledger::has_open_sections(form) {
        let found = ledger::read(form, pack.ledger(), grids);
        if let (true, Ok(with_rows)) = (found.count() > 0, packs::with_open_rows(pack, &found.rows))
        {
            let alignment =
                found.alignment(&with_rows.model().form, |address| with_rows.cell(address));
            return (with_rows, alignment);
        }
    }
    (Arc::clone(pack), pack.align(grids))
}

/// A line, or what a table says over all its columns in its first row, or the title among its first rows.
fn head(block: &Block, title: &Label) -> String {
    match block {
        Block::Line(text) => text.clone(),
        Block::Table(grid) => {
            let filled = |cell: &&GridCell| !cell.text.trim().is_empty();
            let mut first = grid
                .cells
                .iter()
                .filter(|cell| cell.row == 0)
                .filter(filled);
            if let (Some(cell), None) = (first.next(), first.next()) {
                return cell.text.clone();
            }
            let mut texts = grid
                .cells
                .iter()
                .filter(|cell| cell.row < TITLE_ROWS)
                .filter(filled);
            let is_title = |cell: &&GridCell| {
                !sections::titles(std::slice::from_ref(&cell.text), title).is_empty()
            };
            texts
                .find(is_title)
                .map_or_else(String::new, |cell| cell.text.clone())
        }
    }
}

fn is_title_line(titles: &[Title], line: usize) -> bool {
    titles.first().is_some_and(|title| title.line == line)
}

impl Attempt {
    /// Figures placed, those of which two differ included.
    fn weight(&self) -> usize {
        let conflicts = self.alignment.strays.iter();
        let conflicts = conflicts.filter(|stray| matches!(stray.why, Why::Conflict(_)));
        self.alignment.placements.len() + conflicts.count() / 2
    }

    /// The rows of the form that a document has whose figures are all blank; 0 where it has less than half of them.
    fn blank_rows(&self) -> usize {
        let form = &self.pack.model().form;
        if ledger::has_open_sections(form) {
            return 0;
        }
        let texts = self.grids.iter().flat_map(|grid| &grid.cells);
        let found: BTreeSet<LineRef> = texts
            .flat_map(|cell| self.pack.dictionary().find_exactly(&cell.text))
            .filter(|one| one.cost == 0 && !one.group && one.line.axis == Axis::Rows)
            .map(|one| one.line)
            .collect();
        let rows = form.tables.iter().flat_map(|table| &table.rows);
        if found.len() * 2 >= rows.filter(|row| !row.group).count() {
            found.len()
        } else {
            0
        }
    }

    /// Figures that look like the report's, under its title: nothing of them was understood, and that is said.
    fn left_over(&self) -> usize {
        if self.titles.is_empty() {
            0
        } else {
            self.loose.len() + self.alignment.strays.len()
        }
    }

    /// The year of the period that the text names where a title has it too: a page may link to other years' reports.
    fn year(&self) -> Option<i64> {
        let texts = self.prose.0.iter().filter_map(|(_, text)| text.as_deref());
        let period = texts.filter_map(sections::period_year).next();
        let titled = |year: &i64| self.titles.iter().any(|title| title.year == Some(*year));
        let first = || self.titles.iter().find_map(|title| title.year);
        period.filter(titled).or_else(first).or(period)
    }

    fn organ(&self) -> Option<String> {
        let year = self.year();
        let organ = |title: &Title| title.organ.clone();
        let mut of_year = self.titles.iter().filter(|title| title.year == year);
        of_year
            .find_map(organ)
            .or_else(|| self.titles.iter().find_map(organ))
    }

    fn is_of_its_year(&self) -> bool {
        self.year().is_some_and(|year| {
            self.years.0.is_none_or(|first| first <= year)
                && self.years.1.is_none_or(|last| year <= last)
        })
    }

    /// The blocks of each report: a title begins a new one when figures were placed since the last.
    fn parts(&self, blocks: &[Block]) -> Vec<Range<usize>> {
        let touched = |grid: usize| self.places.get(grid).copied();
        let placements = self.alignment.placements.iter().map(|one| one.grid);
        let conflicts = self
            .alignment
            .strays
            .iter()
            .filter_map(|stray| match stray.why {
                Why::Conflict(_) => Some(stray.grid),
                _ => None,
            });
        let figures: Vec<usize> = placements.chain(conflicts).filter_map(touched).collect();
        let mut starts = vec![0];
        for title in &self.titles {
            let last = starts.last().copied().unwrap_or(0);
            let since = figures
                .iter()
                .any(|place| (last..title.line).contains(place));
            let after = figures.iter().any(|place| *place >= title.line);
            if since && after {
                starts.push(title.line);
            }
        }
        let ends = starts.iter().skip(1).copied().chain([blocks.len()]);
        starts
            .iter()
            .zip(ends)
            .map(|(start, end)| *start..end)
            .collect()
    }

    fn report(mut self, packs: &[Arc<Pack>]) -> Report {
        self.report_scattered();
        let record = self.record();
        let other_layout = self.other_layout(packs);
        Report {
            pack: self.pack,
            grids: self.grids,
            alignment: self.alignment,
            loose: self.loose,
            other_layout,
            record,
        }
    }

    /// The title of the pack that the tables follow, where another one is in force in the report's year.
    fn other_layout(&self, packs: &[Arc<Pack>]) -> Option<String> {
        let year = self.year()?;
        let in_force = |form: &Form| {
            form.years.0.is_none_or(|first| first <= year)
                && form.years.1.is_none_or(|last| year <= last)
        };
        let another = packs.iter().any(|pack| in_force(&pack.model().form));
        (another && !self.is_of_its_year()).then(|| self.pack.model().form.id.clone())
    }
}
