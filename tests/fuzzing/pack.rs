//! Any text as a pack: compiled, or every mistake said in words; what compiles can be looked through and tried.

use gouji::lint;

/// Units of work that lint gets here; packs made of noise are small.
const WORK: u64 = 20_000;

pub fn run(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    match gouji::packs::open("fuzz.gouji", &text) {
        Ok(pack) => {
            let _remarks = lint::lint(pack.model(), pack.plan(), WORK);
            if pack.model().examples.len() < 20 && pack.model().form.cells.len() < 500 {
                let _trial = gouji::examples::run(&pack);
            }
        }
        Err(gouji::packs::PackError::Mistaken(mistakes)) => {
            assert!(!mistakes.is_empty());
            for mistake in &mistakes {
                assert!(!mistake.render("zh-CN").is_empty());
                assert!(!mistake.render("en").is_empty());
            }
        }
        Err(other) => panic!("a text is no unknown name: {other:?}"),
    }
}
