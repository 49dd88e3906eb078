//! A PDF → pages of placed characters and drawn lines. What they mean, `layout` finds out.

mod content;
mod fixed;
mod font;
mod laid;

use super::error::ImportError;
use super::layout::Page;
use content::Painter;
use lopdf::{Document, LoadOptions};

/// Bytes that one stream of a file may unpack to.
const MAX_STREAM: usize = 64 << 20;
/// Pages that are read.
const MAX_PAGES: usize = 2_000;
/// Characters of all pages together.
const MAX_GLYPHS: usize = 2_000_000;

/// Reads every page.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Page>, ImportError> {
    let options = LoadOptions {
        max_decompressed_size: Some(MAX_STREAM),
        ..LoadOptions::default()
    };
    let document =
        Document::load_mem_with_options(bytes, options).map_err(|error| broken(&error))?;
    if document.trailer.has(b"Encrypt") && document.encryption_state.is_none() {
        return Err(ImportError::Encrypted);
    }
    let mut pages = Vec::new();
    let mut glyphs = 0;
    for id in document.get_pages().into_values().take(MAX_PAGES) {
        let page = Painter::paint(&document, id, MAX_STREAM)?;
        glyphs += page.glyphs.len();
        if glyphs > MAX_GLYPHS {
            return Err(ImportError::Inflated { limit: MAX_STREAM });
        }
        pages.push(page);
    }
    if glyphs == 0 {
        return Err(ImportError::Scanned);
    }
    Ok(pages)
}

fn broken(error: &lopdf::Error) -> ImportError {
    let detail = error.to_string();
    if detail.to_ascii_lowercase().contains("password") {
        return ImportError::Encrypted;
    }
    ImportError::Broken { detail }
}
