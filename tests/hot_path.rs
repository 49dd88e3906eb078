//! What an edit costs: it asks for no memory, and no more in a large report than in a small one.

use allocation_counter::{AllocationInfo, measure};
use gouji::check::{Check, Glimpse};
use gouji::pack::Pack;
use gouji::record::Record;
use std::sync::Arc;

/// The figures that are typed one after the other; some break the rules of their cell.
const TYPED: [&str; 6] = ["3", "41", "0", "", "1204", "12"];

fn disclosure() -> (Arc<Pack>, Check) {
    let pack = gouji::packs::built_in("cn-gov-disclosure-2021").unwrap();
    let mut check = Check::open(&pack, &Record::default()).unwrap();
    for cell in 0..pack.model().form.cells.len() {
        check.set(cell, "0");
    }
    (pack, check)
}

/// What editing every cell takes, when each has held such texts before.
fn edits(check: &mut Check, cells: &[usize]) -> AllocationInfo {
    let mut all = || {
        for cell in cells {
            for text in TYPED {
                check.set(*cell, text);
            }
        }
    };
    all();
    measure(all)
}

#[test]
fn an_edit_asks_for_no_memory() {
    let (pack, mut check) = disclosure();
    let cells: Vec<usize> = (0..pack.model().form.cells.len()).collect();
    assert!(cells.len() > 100);
    let taken = edits(&mut check, &cells);
    assert_eq!((taken.count_total, taken.bytes_total), (0, 0));
}

#[test]
fn a_report_at_a_glimpse_asks_for_no_memory() {
    let (pack, _) = disclosure();
    let cells = pack.model().form.cells.len();
    let row = vec!["0"; cells].join(",");
    let mut glimpse = Glimpse::new(&pack);
    let mut evaluated = 0;
    let mut all = || {
        evaluated += glimpse
            .check_row(row.as_bytes(), b',')
            .unwrap()
            .tally
            .evaluated
    };
    all();
    let taken = measure(all);
    assert_eq!(taken.count_total, 0);
    assert!(evaluated > cells);
}

#[test]
fn the_counter_counts() {
    let taken = measure(|| drop(std::hint::black_box(vec![0_u8; 64])));
    assert_eq!((taken.count_total, taken.bytes_total), (1, 64));
}
