//! Input that is no report, or means harm: each refused with its reason, nothing brought down.

use gouji::align::{MAX_PLACES, align};
use gouji::grid::{Grid, GridCell};
use gouji::import::{ImportError, read};
use gouji::pack::Pack;
use gouji::packs;
use proptest::prelude::*;
use std::io::{Cursor, Write};
use std::sync::Arc;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn built_in() -> Vec<Arc<Pack>> {
    packs::names()
        .map(|name| packs::built_in(name).unwrap())
        .collect()
}

fn refusal(bytes: &[u8]) -> ImportError {
    read(bytes, &built_in()).unwrap_err()
}

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[test]
fn files_that_are_no_report_are_refused_by_name() {
    let old = |name: &str| {
        let mut bytes = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        bytes.extend(vec![0; 512]);
        bytes.extend(wide(name));
        bytes
    };
    let cases: Vec<(Vec<u8>, ImportError)> = vec![
        (Vec::new(), ImportError::Empty),
        (b" \r\n\t".to_vec(), ImportError::Empty),
        (old("WordDocument"), ImportError::LegacyWord),
        (old("Workbook"), ImportError::LegacyExcel),
        (old("EncryptedPackage"), ImportError::Encrypted),
        (old("Something"), ImportError::Unknown),
        (archive(&[("readme.txt", b"hello")]), ImportError::Unknown),
        (
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\x08\x06".repeat(9),
            ImportError::Unknown,
        ),
        (b"{\\rtf1\\ansi text}".to_vec(), ImportError::Unknown),
        (
            "今天天气很好，我们去公园。共 3 人。".into(),
            ImportError::NoReport,
        ),
        (
            b"<html><body><table><tr><td>a<td>1</table>".to_vec(),
            ImportError::NoReport,
        ),
        (
            vec![b'a'; 65 << 20],
            ImportError::TooLarge { limit: 64 << 20 },
        ),
    ];
    for (bytes, expected) in cases {
        assert_eq!(refusal(&bytes), expected);
    }
}

#[test]
fn damaged_files_say_that_they_are_damaged() {
    let whole = archive(&[(
        "word/document.xml",
        b"<w:document><w:body><w:p></w:body></w:document>",
    )]);
    let cut = &whole[..whole.len() / 2];
    assert!(matches!(refusal(cut), ImportError::Broken { .. }));
    assert!(matches!(
        refusal(b"%PDF-1.7 nothing"),
        ImportError::Broken { .. }
    ));
    let open = archive(&[("word/document.xml", b"<w:document><w:body")]);
    assert!(matches!(refusal(&open), ImportError::Broken { .. }));
}

#[test]
fn bombs_are_not_unpacked() {
    let bomb = archive(&[("word/document.xml", &vec![b' '; 100 << 20])]);
    assert!(bomb.len() < 1 << 20);
    assert_eq!(refusal(&bomb), ImportError::Inflated { limit: 96 << 20 });
    let entities = format!(
        "<!DOCTYPE a [<!ENTITY a \"{}\"><!ENTITY b \"{}\">]><w:document><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>",
        "政府".repeat(100),
        "&a;".repeat(1_000)
    );
    let entities = archive(&[("word/document.xml", entities.as_bytes())]);
    assert_eq!(refusal(&entities), ImportError::NoReport);
}

#[test]
fn a_sheet_that_claims_a_million_rows_costs_what_is_in_it() {
    let sheet = "<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData>\
        <row r=\"1\"><c r=\"B1\" t=\"inlineStr\"><is><t>本年处理决定数量</t></is></c></row>\
        <row r=\"1048576\"><c r=\"A1048576\" t=\"inlineStr\"><is><t>行政许可</t></is></c><c r=\"B1048576\"><v>7</v></c></row>\
        </sheetData><mergeCells><mergeCell ref=\"A1:A1048575\"/></mergeCells></worksheet>";
    let workbook = "<workbook><sheets><sheet name=\"1\"/></sheets></workbook>";
    let bytes = archive(&[
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ]);
    let reports = read(&bytes, &built_in()).unwrap();
    let record = reports[0].record("en");
    assert_eq!(record.cells.get("decisions.permits.count"), Some("7"));
}

#[test]
fn pages_built_to_exhaust_are_read_or_refused_in_time() {
    let nested = "<table><tr><td>".repeat(200_000);
    assert_eq!(refusal(nested.as_bytes()), ImportError::NoReport);
    let spans = format!(
        "<table>{}</table>",
        "<tr><td rowspan=65534 colspan=1000>1".repeat(20_000)
    );
    assert_eq!(refusal(spans.as_bytes()), ImportError::NoReport);
    let breaks = format!("<p>{}", "1<br>".repeat(1_000_000));
    assert_eq!(
        refusal(breaks.as_bytes()),
        ImportError::TooLarge { limit: 12 << 20 }
    );
    let unclosed = "<b>".repeat(100_000) + &"</i>".repeat(500_000);
    assert_eq!(refusal(unclosed.as_bytes()), ImportError::NoReport);
}

#[test]
fn grids_that_cover_themselves_are_read_in_time() {
    let form = &built_in()[0].model().form.clone();
    let cells = (0..1_000).flat_map(|row| {
        (0..40).map(move |column| GridCell::at(row, column, "1").spanning(1_000, 1_000))
    });
    let grid = Grid {
        cells: cells.collect(),
        ..Grid::default()
    };
    assert!(grid.cells.len() < MAX_PLACES);
    assert_eq!(align(form, &[grid]).placements, []);
}

/// Pieces of which documents are made, in any order.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("<table>"),
        Just("</table>"),
        Just("<tr>"),
        Just("<td>"),
        Just("</td>"),
        Just("<td rowspan=3>"),
        Just("<td colspan=2>"),
        Just("规章"),
        Just("行政许可"),
        Just("本年处理决定数量"),
        Just("本年制发件数"),
        Just("本年废止件数"),
        Just("现行有效件数"),
        Just("（六）其他处理"),
        Just("3.其他"),
        Just("总计"),
        Just("\n"),
        Just("\t"),
        Just(" "),
        Just("|"),
        Just("0"),
        Just("12"),
        Just("-"),
        Just("三、"),
        Just("2024年"),
        Just("政府信息公开工作年度报告"),
        Just("。"),
        Just("（"),
        Just("）"),
        Just("&nbsp;"),
        Just("&#x10FFFF;"),
        Just("\u{0}"),
        Just("\u{FEFF}"),
        Just("𠮷"),
    ]
    .prop_map(str::to_owned)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..600), head in 0_usize..6) {
        let heads: [&[u8]; 6] = [b"", b"PK\x03\x04", b"%PDF-1.4\n", b"<html>", b"\xD0\xCF\x11\xE0", b"\xFF\xFE"];
        let whole = [heads[head], &bytes].concat();
        let _ = read(&whole, &built_in());
    }

    #[test]
    fn any_pieces_are_read_or_refused(pieces in prop::collection::vec(piece(), 0..120)) {
        let text = pieces.concat();
        if let Ok(reports) = read(text.as_bytes(), &built_in()) {
            for report in reports {
                let record = report.record("zh-CN");
                // Nothing is said of a cell that the pack doesn't know, and every figure says how it was found.
                for (address, _) in &record.cells.0 {
                    prop_assert!(report.pack.cell(address).is_some());
                    prop_assert!(record.certainty.contains_key(address));
                }
            }
        }
    }
}
