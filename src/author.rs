//! The tools of a pack's author: a pack → what is to be known of it before anybody types, as values with their words.
//!
//! One value a line of `--format json`; the command line and the browser write the same values, so that they say the
//! same to the byte. Decides nothing of what is found, and knows no file, no terminal and no page.

mod describe;
mod form;
mod lint;
mod mistake;
mod trial;
mod words;

pub use describe::{Description, describe};
pub use form::{Page, form};
pub use lint::{Remark, lint};
pub use mistake::{Mistake, mistakes};
pub use trial::{Outcome, test};
