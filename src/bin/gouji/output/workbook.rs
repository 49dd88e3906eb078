//! Results as an Excel workbook: a summary, the findings, and a sheet with the marked tables of each report in question.
//!
//! Figures are written as text: a number in a workbook is a binary float, and would no longer be what was checked.

use super::drawing::{Mark, drawings};
use super::{Checked, findings, human};
use crate::words::Words;
use rust_xlsxwriter::{Color, Format, FormatBorder, Workbook, Worksheet, XlsxError};

/// Reports whose tables are drawn; the others stand in the lists.
const DRAWN: usize = 200;
/// The longest text that a cell of a workbook may hold.
const LONGEST: usize = 32_000;

/// The workbook as it grows.
pub struct Book {
    words: &'static Words,
    summary: Vec<Vec<String>>,
    findings: Vec<Vec<String>>,
    drawn: Vec<Worksheet>,
}

impl Book {
    /// An empty one.
    pub fn new(words: &'static Words) -> Book {
        Book {
            words,
            summary: vec![human::Summary::head(words).to_vec()],
            findings: vec![findings::COLUMNS.map(str::to_owned).to_vec()],
            drawn: Vec::new(),
        }
    }

    /// Adds one report.
    pub fn add(&mut self, checked: &Checked) -> Result<(), XlsxError> {
        self.summary
            .push(human::Summary::of(checked, self.words).fields().to_vec());
        self.findings.extend(findings::rows(checked));
        if let Ok((report, pack)) = &checked.outcome {
            let tables = drawings(checked, report, pack, self.words.language);
            if !tables.is_empty() && self.drawn.len() < DRAWN {
                self.drawn.push(self.sheet(checked, &tables)?);
            }
        }
        Ok(())
    }

    /// The whole workbook as a file's bytes.
    pub fn finish(self) -> Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        list(
            book.add_worksheet(),
            &self.words.say("sheet.summary", &[]),
            &self.summary,
        )?;
        list(
            book.add_worksheet(),
            &self.words.say("sheet.findings", &[]),
            &self.findings,
        )?;
        for sheet in self.drawn {
            book.push_worksheet(sheet);
        }
        book.save_to_buffer()
    }

    fn sheet(
        &self,
        checked: &Checked,
        tables: &[super::drawing::Drawing],
    ) -> Result<Worksheet, XlsxError> {
        let mut sheet = Worksheet::new();
        let number = (self.drawn.len() + 1).to_string();
        sheet.set_name(self.words.say("sheet.report", &[("number", &number)]))?;
        sheet.set_column_width(0, 46)?;
        let bold = Format::new().set_bold();
        let plain = Format::new().set_border(FormatBorder::Thin).set_text_wrap();
        let wrong = Format::new()
            .set_border(FormatBorder::Thick)
            .set_bold()
            .set_background_color(Color::RGB(0x00FF_D9D9));
        let perhaps = Format::new()
            .set_border(FormatBorder::Dashed)
            .set_background_color(Color::RGB(0x00FF_F2CC));
        let fields = human::Summary::of(checked, self.words);
        write(&mut sheet, (0, 0), &fields.fields().join("  "), &bold)?;
        let mut row = 2;
        for table in tables {
            write(&mut sheet, (row, 0), &table.title, &bold)?;
            row += 1;
            for (column, head) in (1_u16..).zip(&table.columns) {
                write(&mut sheet, (row, column), head, &plain)?;
            }
            for (head, cells) in &table.rows {
                row += 1;
                write(&mut sheet, (row, 0), head, &plain)?;
                for (column, (text, mark)) in (1_u16..).zip(cells) {
                    let format = match mark {
                        Mark::None => &plain,
                        Mark::Wrong => &wrong,
                        Mark::Perhaps => &perhaps,
                    };
                    write(&mut sheet, (row, column), text, format)?;
                }
            }
            row += 2;
        }
        Ok(sheet)
    }
}

/// A sheet of rows under a head that stays in sight.
fn list(sheet: &mut Worksheet, name: &str, rows: &[Vec<String>]) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    sheet.set_freeze_panes(1, 0)?;
    let (head, plain) = (Format::new().set_bold(), Format::new());
    for (row, fields) in (0_u32..).zip(rows) {
        for (column, field) in (0_u16..).zip(fields) {
            write(
                sheet,
                (row, column),
                field,
                if row == 0 { &head } else { &plain },
            )?;
        }
    }
    Ok(())
}

fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    let visible = gouji::markup::escaped(text);
    let fits: String = visible.chars().take(LONGEST).collect();
    sheet.write_string_with_format(row, column, fits, format)?;
    Ok(())
}
