//! Systems with wrong figures, from a file that `benches/parts/locate.mjs` writes → the microseconds that naming them takes.

use gouji::check::{Check, LOCATE_BUDGET};
use gouji::record::Record;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

/// One system: the report that ties out, and the texts that are then typed.
struct System {
    right: Record,
    wrong: BTreeMap<String, String>,
}

/// `{ "right": record, "wrong": { address: text } }`
fn system(line: &str) -> System {
    let mut value: serde_json::Value = serde_json::from_str(line).expect("a system is JSON");
    let right = serde_json::from_value(value["right"].take()).expect("a record");
    let wrong = serde_json::from_value(value["wrong"].take()).expect("texts by address");
    System { right, wrong }
}

/// The first line is the pack's text as JSON, each other line a system; prints a line for each.
pub fn locate_each(file: &str) {
    let text = std::fs::read_to_string(file).expect("the file can be read");
    let mut lines = text.lines();
    let pack: String = serde_json::from_str(lines.next().unwrap_or("")).expect("the pack's text");
    let pack = gouji::packs::open("systems", &pack).unwrap_or_else(|error| panic!("{error:?}"));
    let pack: Arc<_> = pack;
    for System { right, wrong } in lines.map(system) {
        let mut check = Check::open(&pack, &right).expect("a report that ties out");
        let begin = Instant::now();
        for (address, text) in &wrong {
            check.set(pack.cell(address).expect("a cell of the pack"), text);
        }
        check.locate(LOCATE_BUDGET);
        println!("{}", begin.elapsed().as_nanos() as f64 / 1000.0);
    }
}
