//! How large a pack may be. A pack beyond a limit is refused with the limit's name, so that every pack that compiles
//! does so at a cost known before.

/// Bytes of one pack's text.
pub const MAX_TEXT: usize = 16_000_000;
/// Characters of a name or an address part.
pub const MAX_NAME: usize = 200;
/// How deep lines may be indented under one another.
pub const MAX_DEPTH: usize = 24;
/// How deep brackets, `not`, `if` and minus signs may stand inside one another.
pub const MAX_NESTING: usize = 48;
/// Tests that one `or`, one `and`, or one `… one of … given` joins.
pub const MAX_TESTS: usize = 200;
/// Factors of one product.
pub const MAX_FACTORS: usize = 48;
/// Cells of the form.
pub const MAX_CELLS: usize = 300_000;
/// Rule instances.
pub const MAX_RULES: usize = 300_000;
/// Figures, numbers and operators in all rule instances together.
pub const MAX_TERMS: usize = 4_000_000;
/// Packs that stand on one another by `extends`.
pub const MAX_EXTENDS: usize = 8;
/// Mistakes that are reported; what follows is counted.
pub const MAX_DIAGNOSTICS: usize = 100;
