//! Why a file can't be read.

use crate::explain::words::Words;

/// Why a file can't be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportError {
    /// Nothing in it.
    Empty,
    /// None of the kinds that can be read.
    Unknown,
    /// A `.doc`.
    LegacyWord,
    /// An `.xls`.
    LegacyExcel,
    /// Protected by a password.
    Encrypted,
    /// It says that it is of a kind, and is not.
    Broken {
        /// What was wrong, for the record.
        detail: String,
    },
    /// More bytes than are read.
    TooLarge {
        /// The limit in bytes.
        limit: usize,
    },
    /// It unpacks to more bytes than are read.
    Inflated {
        /// The limit in bytes.
        limit: usize,
    },
    /// A PDF of images.
    Scanned,
    /// PDF is not read by this build.
    NoPdf,
    /// No report of a known format.
    NoReport,
}

impl ImportError {
    /// The key of its sentence in `messages/`, and a stable name.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            ImportError::Empty => "import.empty",
            ImportError::Unknown => "import.unknown",
            ImportError::LegacyWord => "import.legacy_word",
            ImportError::LegacyExcel => "import.legacy_excel",
            ImportError::Encrypted => "import.encrypted",
            ImportError::Broken { .. } => "import.broken",
            ImportError::TooLarge { .. } => "import.too_large",
            ImportError::Inflated { .. } => "import.inflated",
            ImportError::Scanned => "import.scanned",
            ImportError::NoPdf => "import.no_pdf",
            ImportError::NoReport => "import.no_report",
        }
    }

    /// What happened and what to do, in words.
    #[must_use]
    pub fn sentence(&self, words: &Words) -> String {
        match self {
            ImportError::Broken { detail } => words.say(self.key(), &[("detail", detail)]),
            ImportError::TooLarge { limit } | ImportError::Inflated { limit } => {
                let limit = format!("{} MB", limit >> 20);
                words.say(self.key(), &[("limit", &limit)])
            }
            _ => words.say(self.key(), &[]),
        }
    }
}

impl std::fmt::Display for ImportError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.sentence(Words::of("en")))
    }
}

impl std::error::Error for ImportError {}
