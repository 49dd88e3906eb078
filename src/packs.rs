//! The built-in packs: the folder `packs/` is the registry. Compiles a pack the first time it is asked for.

use crate::form::OpenRow;
use crate::language::{self, Diagnostic, suggest};
use crate::pack::Pack;
use std::borrow::Cow;
use std::cell::RefCell;
use std::sync::{Arc, Mutex, PoisonError};

/// `(name, text)`, sorted by name.
static TEXTS: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// The names of packs that the browser's build doesn't embed, a line each with the ending of a pack's file.
#[cfg(feature = "author")]
const NOT_IN_THE_BROWSER: &str = include_str!("../packs/not-in-the-browser.txt");

static COMPILED: Mutex<Vec<(&str, Arc<Pack>)>> = Mutex::new(Vec::new());

/// Why there is no pack to check by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PackError {
    /// No built-in pack of this name.
    Unknown {
        /// What was asked for.
        name: String,
        /// A name that is close to it.
        suggestion: Option<String>,
    },
    /// The pack's text has mistakes: all of them, in the order of the text.
    Mistaken(Vec<Diagnostic>),
}

/// The names of the built-in packs, sorted.
pub fn names() -> impl Iterator<Item = &'static str> {
    TEXTS.iter().map(|(name, _)| *name)
}

/// The text of a built-in pack.
#[must_use]
pub fn text(name: &str) -> Option<&'static str> {
    TEXTS
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, text)| *text)
}

/// Whether a page can name this pack instead of carrying its text: it is built in, unchanged, in the browser's build too.
#[cfg(feature = "author")]
#[must_use]
pub fn is_in_the_browser(name: &str, source: &str) -> bool {
    let file = format!("{name}.gouji");
    text(name) == Some(source) && !NOT_IN_THE_BROWSER.lines().any(|line| line.trim() == file)
}

/// What a pack may extend: the built-in packs.
#[must_use]
pub fn library(name: &str) -> Option<Cow<'static, str>> {
    text(name).map(Cow::Borrowed)
}

/// A built-in pack, ready for use.
///
/// # Errors
/// When there is none of this name.
pub fn built_in(name: &str) -> Result<Arc<Pack>, PackError> {
    let Some((name, text)) = TEXTS.iter().find(|(known, _)| *known == name) else {
        return Err(PackError::Unknown {
            suggestion: suggest::closest(name, names()),
            name: name.to_owned(),
        });
    };
    let mut compiled = COMPILED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, pack)) = compiled.iter().find(|(known, _)| known == name) {
        return Ok(Arc::clone(pack));
    }
    let pack = open(name, text)?;
    compiled.push((name, Arc::clone(&pack)));
    Ok(pack)
}

/// A pack from its text; `name` is what its mistakes are reported under. It may extend a built-in pack.
///
/// # Errors
/// All mistakes of the text.
pub fn open(name: &str, source: &str) -> Result<Arc<Pack>, PackError> {
    open_beside(name, source, &|_| None)
}

/// A pack from its text, as [`open`]; what it extends may also be a pack that `beside` finds by its name.
///
/// # Errors
/// All mistakes of the texts.
///
/// ```
/// let national = "report national \"表\"\nfigures\n  a \"甲\"\n  b \"乙\"\n";
/// let pack = gouji::packs::open_beside("province.gouji", "report province \"表\"
///   extends national
/// rule same \"相等\"
///   a = b", &|name| (name == "national").then(|| national.to_owned())).unwrap();
/// assert_eq!(pack.model().rules.len(), 1);
/// ```
pub fn open_beside(
    name: &str,
    source: &str,
    beside: &dyn Fn(&str) -> Option<String>,
) -> Result<Arc<Pack>, PackError> {
    compiled(name, source, &[], beside)
}

/// A pack with these rows in its open sections.
fn compiled(
    name: &str,
    source: &str,
    rows: &[OpenRow],
    beside: &dyn Fn(&str) -> Option<String>,
) -> Result<Arc<Pack>, PackError> {
    let extended = RefCell::new(Vec::new());
    let found = |wanted: &str| {
        library(wanted).or_else(|| {
            let text = beside(wanted)?;
            let mut extended = extended.borrow_mut();
            extended.push((wanted.to_owned(), text.clone()));
            Some(Cow::Owned(text))
        })
    };
    let model = language::compile_with_rows(name, source, &found, rows);
    let model = model.map_err(PackError::Mistaken)?;
    let pack = Pack::new(model).from_text(name, source, extended.into_inner());
    Ok(Arc::new(pack))
}

/// The pack with the rows of open sections that these addresses name; the same pack where they name none.
///
/// # Errors
/// When there are more rows than a form can have.
///
/// ```
/// let pack = gouji::packs::open("x.gouji", "report x \"表\"
/// table t \"表\"
///   columns
///     a \"甲\"
///   rows
///     group items \"项目\" open
///       total \"合计\" = sum of all before it").unwrap();
/// let pack = gouji::packs::with_rows(&pack, ["t.items:其他.a"].into_iter()).unwrap();
/// assert!(pack.cell("t.items:其他.a").is_some());
/// ```
pub fn with_rows<'a>(
    pack: &Arc<Pack>,
    addresses: impl Iterator<Item = &'a str>,
) -> Result<Arc<Pack>, PackError> {
    with_open_rows(pack, &pack.model().form.open_rows(addresses))
}

/// The pack with these rows in its open sections; the same pack where there are none.
///
/// # Errors
/// When there are more rows than a form can have.
pub fn with_open_rows(pack: &Arc<Pack>, new: &[OpenRow]) -> Result<Arc<Pack>, PackError> {
    let Some((name, source)) = pack.source().filter(|_| !new.is_empty()) else {
        return Ok(Arc::clone(pack));
    };
    let mut rows = pack.model().form.rows_of_documents();
    rows.extend(new.iter().cloned());
    compiled(name, source, &rows, &|wanted| {
        pack.extended(wanted).map(str::to_owned)
    })
}
