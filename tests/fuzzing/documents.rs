//! Any bytes as a document: read or refused by name; what is read names cells of its pack only, and can be checked.

use gouji::check::Check;
use gouji::import;
use gouji::pack::Pack;
use std::io::{Cursor, Write};
use std::sync::{Arc, LazyLock};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

static PACKS: LazyLock<Vec<Arc<Pack>>> = LazyLock::new(|| {
    let packs = gouji::packs::names().map(|name| gouji::packs::built_in(name).unwrap());
    packs.collect()
});

/// A file as it is.
pub fn file(bytes: &[u8]) {
    match import::read(bytes, &PACKS) {
        Err(refusal) => assert!(!refusal.to_string().is_empty()),
        Ok(reports) => reports.iter().for_each(sound),
    }
}

/// A web page, so that every input gets as far as the reader of pages.
pub fn page(bytes: &[u8]) {
    file(&[b"<!DOCTYPE html><html><meta charset=utf-8>", bytes].concat());
}

/// A PDF.
pub fn pdf(bytes: &[u8]) {
    if bytes.starts_with(b"%PDF") {
        file(bytes);
    } else {
        file(&[b"%PDF-1.4\n", bytes].concat());
    }
}

/// A Word document: a zip as it is, or the text of `word/document.xml`.
pub fn word(bytes: &[u8]) {
    if bytes.starts_with(b"PK") {
        return file(bytes);
    }
    file(&archive(&[("word/document.xml", bytes)]));
}

/// A workbook: a zip as it is, or the texts of its parts with zero bytes between them.
pub fn workbook(bytes: &[u8]) {
    if bytes.starts_with(b"PK") {
        return file(bytes);
    }
    let names = [
        "xl/worksheets/sheet1.xml",
        "xl/sharedStrings.xml",
        "xl/styles.xml",
        "xl/worksheets/sheet2.xml",
    ];
    let workbook: &[u8] = b"<workbook xmlns:r='r'><sheets><sheet name='1' r:id='rId1'/><sheet name='2' r:id='rId2'/></sheets></workbook>";
    let mut parts = vec![("xl/workbook.xml", workbook)];
    parts.extend(names.into_iter().zip(bytes.split(|byte| *byte == 0)));
    file(&archive(&parts));
}

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        // Stored, so that time goes into what is tested.
        let options =
            SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn sound(report: &import::Report) {
    let record = report.record("zh-CN");
    for (address, _) in &record.cells.0 {
        assert!(report.pack.cell(address).is_some(), "{address}");
        assert!(record.certainty.contains_key(address), "{address}");
    }
    let mut check = Check::open(&report.pack, &record).expect("a reader gives no weights");
    // One step: how far the search goes is another target's concern.
    let _finished = check.locate(20_000);
    assert_eq!(check.report("en").pack, report.pack.model().form.id);
}
