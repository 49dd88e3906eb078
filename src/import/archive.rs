//! A zip of XML parts, as Word and Excel write them → the parts' text, with a limit on what it unpacks to.

use super::error::ImportError;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// Bytes that all parts together may unpack to.
pub(super) const MAX_INFLATED: usize = 96 << 20;
/// Parts that an archive may have.
const MAX_PARTS: usize = 20_000;

/// An open archive.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    left: usize,
}

impl<'a> Archive<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Archive<'a>, ImportError> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
        if zip.len() > MAX_PARTS {
            return Err(ImportError::Inflated {
                limit: MAX_INFLATED,
            });
        }
        Ok(Archive {
            zip,
            left: MAX_INFLATED,
        })
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// The text of a part; `None` when there is no such part.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, ImportError> {
        let mut file = match self.zip.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(broken(&error)),
        };
        let mut bytes = Vec::new();
        // What an archive says of its sizes may be a lie: count what comes out.
        let limit = u64::try_from(self.left).unwrap_or(u64::MAX);
        let read = file.by_ref().take(limit + 1).read_to_end(&mut bytes);
        read.map_err(|error| ImportError::Broken {
            detail: error.to_string(),
        })?;
        let Some(left) = self.left.checked_sub(bytes.len()) else {
            return Err(ImportError::Inflated {
                limit: MAX_INFLATED,
            });
        };
        self.left = left;
        Ok(Some(super::encoding::decode(&bytes)))
    }
}

fn broken(error: &ZipError) -> ImportError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            ImportError::Encrypted
        }
        other => ImportError::Broken {
            detail: other.to_string(),
        },
    }
}
