//! gouji checks the tie-outs (勾稽关系) of a report and names the cell that is wrong.

pub mod align;
#[cfg(feature = "author")]
pub mod author;
pub mod check;
pub mod engine;
pub mod examples;
pub mod explain;
pub mod figure;
pub mod form;
pub mod grid;
#[cfg(feature = "import")]
pub mod import;
pub mod language;
pub mod lint;
pub mod locate;
#[cfg(feature = "author")]
pub mod markup;
pub mod model;
pub mod number;
pub mod pack;
pub mod packs;
pub mod prose;
pub mod record;
pub mod result;
pub mod row;
pub mod system;
#[cfg(target_arch = "wasm32")]
pub mod wasm;

/// The engine's version, as results name it.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
