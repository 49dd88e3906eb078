//! Any tables: every figure placed once in a cell of the form, or said to have no place.

use arbitrary::{Result, Unstructured};
use gouji::grid::{Grid, GridCell};
use gouji::packs;
use std::collections::BTreeSet;

pub fn run(bytes: &[u8]) {
    let mut source = Unstructured::new(bytes);
    let names: Vec<&str> = packs::names().collect();
    let name = names[usize::from(source.arbitrary::<u8>().unwrap_or(0)) % names.len()];
    let pack = packs::built_in(name).unwrap();
    let form = &pack.model().form;
    let labels: Vec<&str> = form
        .tables
        .iter()
        .flat_map(|table| table.rows.iter().chain(&table.columns))
        .map(|line| line.label.text.as_str())
        .collect();
    let grids = grids(&mut source, &labels).unwrap_or_default();
    let found = pack.align(&grids);
    let mut cells = BTreeSet::new();
    for placement in &found.placements {
        assert!(placement.cell < form.cells.len());
        assert!(cells.insert(placement.cell), "a cell got two figures");
        let grid = &grids[placement.grid];
        let stands = |cell: &GridCell| (cell.row, cell.column) == (placement.row, placement.column);
        assert!(grid.cells.iter().any(stands), "a figure from nowhere");
    }
    for stray in &found.strays {
        assert!(stray.grid < grids.len());
    }
    assert_eq!(pack.align(&grids), found);
}

fn grids(source: &mut Unstructured<'_>, labels: &[&str]) -> Result<Vec<Grid>> {
    let mut grids = Vec::new();
    while !source.is_empty() && grids.len() < 4 {
        let mut grid = Grid {
            counted: source.arbitrary()?,
            ..Grid::default()
        };
        let columns = source.int_in_range(1..=9_usize)?;
        for place in 0..source.int_in_range(0..=90_usize)? {
            let text = match source.int_in_range(0..=7)? {
                0..=2 => (*source.choose(labels)?).to_owned(),
                3 => source.int_in_range(0..=20_u8)?.to_string(),
                4 => "0 0 3 0".to_owned(),
                5 => (*source.choose(&["", "—", "/", "1,204", "12.5", "其中："])?).to_owned(),
                6 => source.arbitrary::<&str>()?.to_owned(),
                _ => continue,
            };
            let mut cell = GridCell::at(place / columns, place % columns, &text);
            if source.ratio(1, 8)? {
                cell = cell.spanning(source.int_in_range(0..=5)?, source.int_in_range(0..=5)?);
            }
            cell.field = source.ratio(1, 10)?;
            grid.cells.push(cell);
        }
        grids.push(grid);
    }
    Ok(grids)
}
