//! Text, breaks and tables as they come in a flowing document → blocks. Serves HTML and Word alike.
//!
//! Tables stand in tables: one that holds a real table only lays out the page, and its cells' content flows.

use super::document::{Block, MAX_BLOCKS, MAX_TEXT};
use super::error::ImportError;
use crate::grid::{Grid, GridCell};

/// Cells of all tables of a document.
const MAX_CELLS: usize = 400_000;
/// Columns of a table; what stands further right is not read.
const MAX_COLUMNS: usize = 4_096;
/// Tables inside each other; what is deeper flows into its surroundings.
const MAX_DEPTH: usize = 64;
/// Characters that a cell of a form may have; a table with a longer one lays out text.
const LONGEST_CELL: usize = 800;

/// Collects a document.
#[derive(Debug, Default)]
pub(super) struct Flow {
    blocks: Vec<Block>,
    tables: Vec<OpenTable>,
    line: String,
    /// Text above the line, until it ends.
    raised: String,
    cells: usize,
    pushed: usize,
    /// There was more than is read.
    overflows: bool,
    /// Tables that were opened too deep and still wait for their end.
    ignored: usize,
}

#[derive(Debug, Default)]
struct OpenTable {
    caption: Option<String>,
    /// One more than the row that is open or was last.
    rows: usize,
    column: usize,
    /// For each column, the row below the last one that a cell covers.
    covered: Vec<usize>,
    cells: Vec<OpenCell>,
    in_cell: bool,
}

#[derive(Debug)]
struct OpenCell {
    place: GridCell,
    /// Goes on from the cell above, as Word writes merged cells.
    continues: bool,
    blocks: Vec<Block>,
}

impl Flow {
    pub(super) fn text(&mut self, text: &str) {
        self.lower();
        self.line.push_str(text);
    }

    /// Text above the line, which may come in pieces.
    pub(super) fn raised(&mut self, text: &str) {
        self.raised.push_str(text);
    }

    /// Puts down what stood above the line. The mark of a footnote is no part of the figure or the label that it stands at;
    /// an exponent is said as such.
    fn lower(&mut self) {
        if self.raised.is_empty() {
            return;
        }
        let text = &std::mem::take(&mut self.raised);
        let ends_in = |wanted: fn(char) -> bool| self.line.trim_end().ends_with(wanted);
        let power = is_power(&self.line) && text.trim().bytes().all(|one| one.is_ascii_digit());
        if power {
            self.line.push('^');
            self.line.push_str(text);
        } else if !is_mark(text) || ends_in(|one| one.is_ascii_alphabetic()) {
            self.line.push_str(text);
        }
    }

    /// Ends a line or a paragraph.
    pub(super) fn end_line(&mut self) {
        self.lower();
        let line = std::mem::take(&mut self.line);
        // Tabs at the ends keep the places of cells.
        let kept = line.trim_matches(|one: char| one.is_whitespace() && one != '\t');
        if !kept.trim().is_empty() {
            self.push(Block::Line(kept.to_owned()));
        }
    }

    fn push(&mut self, block: Block) {
        self.pushed += 1;
        if self.pushed > 2 * MAX_BLOCKS {
            self.overflows = true;
            return;
        }
        // Text between a table's cells belongs before the table.
        let open = self.tables.iter_mut().rev().find(|table| table.in_cell);
        match open.and_then(|table| table.cells.last_mut()) {
            Some(cell) => cell.blocks.push(block),
            None => self.blocks.push(block),
        }
    }

    pub(super) fn start_table(&mut self) {
        self.end_line();
        if self.tables.len() >= MAX_DEPTH {
            self.ignored += 1;
        } else {
            self.tables.push(OpenTable::default());
        }
    }

    /// The text collected since the line began is the table's title.
    pub(super) fn end_caption(&mut self) {
        self.lower();
        let caption = std::mem::take(&mut self.line);
        if let Some(table) = self.tables.last_mut() {
            table.caption = Some(caption.trim().to_owned()).filter(|text| !text.is_empty());
        }
    }

    pub(super) fn start_row(&mut self) {
        self.end_cell();
        if let Some(table) = self.tables.last_mut() {
            table.rows += 1;
            table.column = 0;
        }
    }

    /// Leaves columns of a row empty.
    pub(super) fn skip_columns(&mut self, columns: usize) {
        if let Some(table) = self.tables.last_mut() {
            table.column = table.column.saturating_add(columns);
        }
    }

    pub(super) fn start_cell(&mut self, rows: usize, columns: usize, continues: bool) {
        self.end_cell();
        if self.cells >= MAX_CELLS {
            self.overflows = true;
            return;
        }
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        table.rows = table.rows.max(1);
        let row = table.rows - 1;
        while table
            .covered
            .get(table.column)
            .is_some_and(|below| *below > row)
        {
            table.column += 1;
        }
        let end = table.column.saturating_add(columns.max(1)).min(MAX_COLUMNS);
        if table.column >= end {
            return;
        }
        if table.covered.len() < end {
            table.covered.resize(end, 0);
        }
        let below = row.saturating_add(rows.max(1));
        for covered in table.covered.iter_mut().take(end).skip(table.column) {
            *covered = below;
        }
        table.cells.push(OpenCell {
            place: GridCell::at(row, table.column, "").spanning(rows, end - table.column),
            continues,
            blocks: Vec::new(),
        });
        table.column = end;
        table.in_cell = true;
        self.cells += 1;
    }

    pub(super) fn end_cell(&mut self) {
        self.end_line();
        if let Some(table) = self.tables.last_mut() {
            table.in_cell = false;
        }
    }

    pub(super) fn end_table(&mut self) {
        if self.ignored > 0 {
            self.ignored -= 1;
            return;
        }
        self.end_cell();
        let Some(table) = self.tables.pop() else {
            return;
        };
        for block in table.finish() {
            self.push(block);
        }
    }

    /// What was collected.
    pub(super) fn finish(mut self) -> Result<Vec<Block>, ImportError> {
        self.ignored = 0;
        while !self.tables.is_empty() {
            self.end_table();
        }
        self.end_line();
        if self.overflows {
            return Err(ImportError::TooLarge { limit: MAX_TEXT });
        }
        Ok(self.blocks)
    }
}

impl OpenTable {
    fn finish(self) -> Vec<Block> {
        if self.lays_out() {
            return self
                .cells
                .into_iter()
                .flat_map(|cell| cell.blocks)
                .collect();
        }
        let mut grid = Grid {
            caption: self.caption,
            tagged: true,
            ..Grid::default()
        };
        for cell in self.cells {
            if cell.continues && extend_above(&mut grid.cells, &cell.place) {
                continue;
            }
            grid.cells.push(GridCell {
                text: text_of(&cell.blocks),
                ..cell.place
            });
        }
        vec![Block::Table(grid)]
    }

    /// Whether it holds tables or long text: then it is the page's frame and no table of figures.
    fn lays_out(&self) -> bool {
        let filled = self
            .cells
            .iter()
            .filter(|cell| !cell.blocks.is_empty())
            .count();
        let holds_table = |cell: &OpenCell| {
            cell.blocks.iter().any(|block| match block {
                Block::Table(grid) => {
                    grid.cells.iter().any(|one| one.row > 0)
                        && grid.cells.iter().any(|one| one.column > 0)
                }
                Block::Line(_) => false,
            })
        };
        let long = |cell: &OpenCell| text_of(&cell.blocks).chars().count() > LONGEST_CELL;
        filled <= 1
            || self
                .cells
                .iter()
                .any(|cell| holds_table(cell) || long(cell))
    }
}

/// Lets the cell above reach down over a place that goes on from it.
fn extend_above(cells: &mut [GridCell], place: &GridCell) -> bool {
    let above = cells
        .iter_mut()
        .rev()
        .find(|cell| cell.column == place.column && cell.row + cell.row_span == place.row);
    above.is_some_and(|cell| {
        cell.row_span += place.row_span;
        true
    })
}

/// Whether a text ends in a factor of ten: what stands above it is its power.
fn is_power(text: &str) -> bool {
    let before = text.trim_end().strip_suffix("10").map(str::trim_end);
    before.is_some_and(|before| before.ends_with(['×', '*', '·', 'x', 'X']))
}

/// Whether a raised text is the mark of a footnote: `1`, `[2]`, `注3`, `①`, `*`.
fn is_mark(text: &str) -> bool {
    let brackets = |one: char| one.is_whitespace() || "[]()（）〔〕【】".contains(one);
    let inner: String = text.chars().filter(|one| !brackets(*one)).collect();
    let number = inner.trim_start_matches(['注', '释']);
    let digits = number
        .chars()
        .all(|one| one.is_ascii_digit() || ('①'..='⑳').contains(&one));
    inner.chars().count() <= 4 && (digits || inner.chars().all(|one| "*＊#†‡※".contains(one)))
}

fn text_of(blocks: &[Block]) -> String {
    let mut text = String::new();
    for block in blocks {
        if !text.is_empty() {
            text.push('\n');
        }
        match block {
            Block::Line(line) => text.push_str(line),
            Block::Table(grid) => {
                let texts: Vec<&str> = grid.cells.iter().map(|cell| cell.text.as_str()).collect();
                text.push_str(&texts.join(" "));
            }
        }
    }
    text
}
