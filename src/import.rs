//! A document as it exists → the reports in it, as records. Text, web pages, Word, Excel and PDF.
//!
//! Bytes → blocks (lines and grids, in reading order) → the form's figures in their cells, the prose by section, the
//! authority and the year. What could not be placed with certainty is said, never guessed. Only the command line and
//! the browser's import module carry this; a form that is typed doesn't need it.

mod archive;
mod cards;
mod cuts;
mod document;
mod drawn;
mod encoding;
mod error;
mod excel;
mod flow;
mod header;
mod html;
pub mod layout;
mod pasted;
#[cfg(feature = "pdf")]
mod pdf;
mod radicals;
mod reading;
mod report;
mod running;
mod sections;
mod stacked;
mod style;
mod tokens;
mod word;
mod xml;

pub use document::{Block, Document};
pub use error::ImportError;
pub use reading::read_document;
pub use report::Report;

use crate::pack::Pack;
use std::sync::Arc;

/// Bytes up to which a file is read.
pub const MAX_FILE: usize = 64 << 20;

/// Reads every report in a file, each by the pack that fits it best. The kind of file is found by its content.
///
/// # Errors
/// When the file can't be read, or no report of a known format is in it.
pub fn read(bytes: &[u8], packs: &[Arc<Pack>]) -> Result<Vec<Report>, ImportError> {
    let document = document::open(bytes)?;
    let reports = read_document(&document, packs);
    if reports.is_empty() {
        return Err(ImportError::NoReport);
    }
    Ok(reports)
}
