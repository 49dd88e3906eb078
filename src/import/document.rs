//! Bytes → blocks: lines of text and tables, in reading order. The kind of file is found by its content.

use super::archive::Archive;
use super::error::ImportError;
use super::layout::{self, Cut, Page};
use super::{encoding, excel, html, pasted, radicals, word};
use crate::grid::Grid;

/// Bytes of text that a document may hold; a report has some ten thousand.
pub(super) const MAX_TEXT: usize = 12 << 20;
/// Lines and tables that a document may have.
pub(super) const MAX_BLOCKS: usize = 400_000;

/// Characters at the start by which a text is judged.
const SAMPLE: usize = 4_000;

/// A line of text, or a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A line or a paragraph.
    Line(String),
    /// A table.
    Table(Grid),
}

/// A document as it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// In reading order.
    pub blocks: Vec<Block>,
    /// A title that stands beside the text: that of the browser's tab.
    pub title: Option<String>,
    /// Rows that a page break may have cut.
    pub cuts: Vec<Cut>,
}

impl Document {
    /// Text as it was pasted.
    #[must_use]
    pub fn from_text(text: &str) -> Document {
        let text = text.replace("\r\n", "\n");
        let lines = text.split(['\n', '\r', '\u{c}', '\u{2028}', '\u{2029}']);
        Document {
            blocks: pasted::tables(&lines.collect::<Vec<&str>>()),
            ..Document::default()
        }
    }
}

impl Document {
    fn within_limits(self) -> Result<Document, ImportError> {
        let size = |block: &Block| match block {
            Block::Line(text) => text.len(),
            Block::Table(grid) => grid.cells.iter().map(|cell| cell.text.len()).sum(),
        };
        let total: usize = self.blocks.iter().map(size).sum();
        if total > MAX_TEXT || self.blocks.len() > MAX_BLOCKS {
            return Err(ImportError::TooLarge { limit: MAX_TEXT });
        }
        Ok(self)
    }

    /// Pages of placed characters and drawn lines: what a reader of PDF hands over.
    #[must_use]
    pub fn from_pages(pages: &[Page]) -> Document {
        let (blocks, cuts) = layout::blocks(pages);
        Document {
            blocks,
            cuts,
            ..Document::default()
        }
    }
}

/// Opens a file.
pub(super) fn open(bytes: &[u8]) -> Result<Document, ImportError> {
    if bytes.len() > super::MAX_FILE {
        return Err(ImportError::TooLarge {
            limit: super::MAX_FILE,
        });
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ImportError::Empty);
    }
    let document = open_any(bytes)?;
    document.within_limits()
}

fn open_any(bytes: &[u8]) -> Result<Document, ImportError> {
    if bytes.starts_with(b"PK") {
        return open_archive(bytes);
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(legacy(bytes));
    }
    if bytes
        .get(..bytes.len().min(1_024))
        .is_some_and(|head| contains(head, b"%PDF-"))
    {
        return open_pdf(bytes);
    }
    open_text(&radicals::plain_text(encoding::decode(bytes)))
}

fn open_archive(bytes: &[u8]) -> Result<Document, ImportError> {
    let mut archive = Archive::open(bytes)?;
    let blocks = if archive.has("word/document.xml") {
        word::read(&mut archive)?
    } else if archive.has("xl/workbook.xml") {
        excel::read(&mut archive)?
    } else {
        return Err(ImportError::Unknown);
    };
    Ok(Document {
        blocks,
        ..Document::default()
    })
}

#[cfg(feature = "pdf")]
fn open_pdf(bytes: &[u8]) -> Result<Document, ImportError> {
    let pages = super::pdf::read(bytes)?;
    Ok(Document::from_pages(&pages))
}

#[cfg(not(feature = "pdf"))]
fn open_pdf(_bytes: &[u8]) -> Result<Document, ImportError> {
    Err(ImportError::NoPdf)
}

/// What an old compound file holds: its directory names its streams in UTF-16.
fn legacy(bytes: &[u8]) -> ImportError {
    let names = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        contains(bytes, &wide)
    };
    if names("EncryptedPackage") {
        ImportError::Encrypted
    } else if names("WordDocument") {
        ImportError::LegacyWord
    } else if names("Workbook") || names("Book") {
        ImportError::LegacyExcel
    } else {
        ImportError::Unknown
    }
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

fn open_text(text: &str) -> Result<Document, ImportError> {
    let sample: Vec<char> = text.chars().take(SAMPLE).collect();
    let strange = |one: &&char| one.is_control() && !one.is_whitespace() || **one == '\u{FFFD}';
    if sample.iter().filter(strange).count() * 10 > sample.len() || text.starts_with("{\\rtf") {
        return Err(ImportError::Unknown);
    }
    if text.trim().is_empty() {
        return Err(ImportError::Empty);
    }
    if is_page(text) {
        let (blocks, title) = html::read(text)?;
        return Ok(Document {
            blocks,
            title,
            ..Document::default()
        });
    }
    if text.len() > MAX_TEXT {
        return Err(ImportError::TooLarge { limit: MAX_TEXT });
    }
    Ok(Document::from_text(text))
}

/// Whether a text is a web page or a piece of one.
fn is_page(text: &str) -> bool {
    let head: String = text
        .chars()
        .take(SAMPLE)
        .collect::<String>()
        .to_ascii_lowercase();
    let opens = head.trim_start().starts_with(['<', '\u{FEFF}']);
    let known = [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<table",
        "<div",
        "<p>",
        "<p ",
        "<tr",
        "<td",
        "<span",
    ];
    (opens && known.iter().any(|tag| head.contains(tag)))
        || text.contains("</table>")
        || text.contains("</TABLE>")
}
