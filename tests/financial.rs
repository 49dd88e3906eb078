//! Published statements of companies, and final accounts of a department, as records: no false error, and a changed
//! figure is found.
//!
//! The figures are as published; rows that a document doesn't have are `absent`, rows that the pack doesn't list stand
//! under their labels.

use gouji::check::Check;
use gouji::packs;
use gouji::record::Record;
use gouji::result::Report;
use std::fs;
use std::path::Path;

fn records() -> Vec<Record> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/statements");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .expect("the folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let text = fs::read_to_string(path).expect("a file");
        serde_json::from_str(&text).expect("a record")
    };
    paths.iter().map(read).collect()
}

/// Documents as they are published, read to records.
fn documents() -> Vec<(String, Record)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/statements/documents");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .expect("the folder")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    let candidates: Vec<_> = packs::names()
        .map(|name| packs::built_in(name).expect("a built-in pack"))
        .collect();
    let read = |path: &std::path::PathBuf| {
        let bytes = fs::read(path).expect("a file");
        let reports = gouji::import::read(&bytes, &candidates).expect("a report");
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        (name.into_owned(), reports[0].record("zh-CN"))
    };
    paths.iter().map(read).collect()
}

fn checked(record: &Record) -> Report {
    let name = record.pack.as_deref().expect("a pack");
    let pack = packs::built_in(name).expect("a built-in pack");
    let pack = packs::with_rows(&pack, record.addresses().into_iter()).expect("its rows");
    Check::open(&pack, record)
        .expect("a record")
        .report("zh-CN")
}

fn errors(report: &Report) -> Vec<&str> {
    let errors = report
        .findings
        .iter()
        .filter(|finding| finding.level == "error");
    errors.map(|finding| finding.rule.as_str()).collect()
}

#[test]
fn published_statements_have_no_error() {
    let records = records();
    assert!(records.len() >= 6);
    for record in &records {
        let report = checked(record);
        let id = record.id.as_deref().unwrap_or_default();
        assert_eq!(errors(&report), Vec::<&str>::new(), "{id}");
        assert!(
            report.evaluated > 200,
            "{id}: only {} rules",
            report.evaluated
        );
        assert!(report.unplaced.is_empty(), "{id}: {:?}", report.unplaced);
    }
}

#[test]
fn a_figure_of_a_total_that_is_changed_is_found() {
    for record in records() {
        let totals: Vec<usize> = (0..record.cells.0.len())
            .filter(|index| {
                let (address, text) = &record.cells.0[*index];
                let figure = text.as_deref().unwrap_or_default();
                let row = address.split('.').nth(1).unwrap_or_default();
                (row.ends_with("total") || row == "assets" || row == "whole")
                    && figure.contains(|c: char| c.is_ascii_digit())
            })
            .collect();
        assert!(!totals.is_empty());
        for index in totals {
            let mut changed = record.clone();
            let (address, text) = &mut changed.cells.0[index];
            let figure = text.take().unwrap_or_default();
            let (whole, decimals) = figure.split_once('.').unwrap_or((&figure, "00"));
            *text = Some(format!("{whole}1.{decimals}"));
            let address = address.clone();
            let report = checked(&changed);
            assert!(!errors(&report).is_empty(), "{:?}: {address}", record.id);
        }
    }
}

#[test]
fn documents_read_as_their_records_do() {
    let documents = documents();
    assert_eq!(documents.len(), 2);
    for (name, record) in documents {
        let report = checked(&record);
        assert_eq!(errors(&report), Vec::<&str>::new(), "{name}");
        assert!(
            report.evaluated > 450,
            "{name}: only {} rules",
            report.evaluated
        );
        let by_hand = records()
            .into_iter()
            .find(|one| one.id.as_deref() == Some(&*name));
        let by_hand = by_hand.expect("the record of the same report");
        let figure = |record: &Record, address: &str| {
            let text = record
                .cells
                .get(address)
                .unwrap_or_default()
                .replace(',', "");
            gouji::number::Number::parse(&text)
        };
        let same = by_hand.cells.0.iter().filter(|(address, _)| {
            figure(&by_hand, address).is_some()
                && figure(&by_hand, address) == figure(&record, address)
        });
        // The three-public table has one row without a label, which is read from no label.
        let count = same.count();
        assert!(
            count + 20 > by_hand.cells.0.len(),
            "{name}: {count} of {}",
            by_hand.cells.0.len()
        );
    }
}
