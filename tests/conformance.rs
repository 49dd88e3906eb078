//! The conformance suite by the native build: tests/conformance/*.json, to the byte. The same files are run with the engine in
//! WebAssembly by Node, Chromium and Firefox.

use gouji::check::{Check, LOCATE_BUDGET};
use gouji::pack::Pack;
use gouji::packs;
use gouji::record::Record;
use serde::Deserialize;
use serde_json::value::RawValue;
use std::path::Path;
use std::sync::Arc;

#[derive(Deserialize)]
struct Suite {
    pack: Option<String>,
    pack_text: Option<Vec<String>>,
    lang: Option<String>,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    title: String,
    record: Record,
    #[serde(default)]
    steps: Vec<Step>,
    result: Option<Box<RawValue>>,
    refusal: Option<String>,
    /// Instead of a result that would fill a book.
    digest: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Step {
    Set(String, String),
    SetAll(Vec<(String, String)>),
    Justify(String, String),
}

/// JSON without the spaces between its parts.
fn compact(json: &str) -> String {
    let (mut compact, mut in_text, mut escaped) = (String::new(), false, false);
    for sign in json.chars() {
        if in_text || !sign.is_whitespace() {
            compact.push(sign);
        }
        in_text = in_text != (sign == '"' && !escaped);
        escaped = in_text && sign == '\\' && !escaped;
    }
    compact
}

/// FNV-1a, 64 bits.
fn digest(text: &str) -> String {
    let step = |digest: u64, byte: u8| (digest ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    format!("{:016x}", text.bytes().fold(0xcbf2_9ce4_8422_2325, step))
}

fn outcome(pack: &Arc<Pack>, case: &Case, lang: &str) -> Result<String, String> {
    let pack = packs::with_rows(pack, case.record.addresses().into_iter()).unwrap();
    let mut check = Check::open(&pack, &case.record).map_err(|error| error.in_words(lang))?;
    let set = |check: &mut Check, address: &str, text: &str| {
        check.set(pack.cell(address).unwrap(), text);
    };
    for step in &case.steps {
        match step {
            Step::Set(address, text) => set(&mut check, address, text),
            Step::SetAll(all) => all
                .iter()
                .for_each(|(address, text)| set(&mut check, address, text)),
            Step::Justify(rule, reason) => check.justify(rule, reason),
        }
    }
    check.locate(LOCATE_BUDGET);
    Ok(serde_json::to_string(&check.report(lang)).unwrap())
}

#[test]
fn every_case_comes_out_to_the_byte() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "json") {
            continue;
        }
        let suite: Suite = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let pack = match (&suite.pack_text, &suite.pack) {
            (Some(lines), _) => packs::open("pack.gouji", &lines.join("\n")).unwrap(),
            (None, name) => packs::built_in(name.as_deref().unwrap()).unwrap(),
        };
        let lang = suite.lang.as_deref().unwrap_or("zh-CN");
        for case in &suite.cases {
            let place = format!("{}: {}", path.display(), case.title);
            let found = outcome(&pack, case, lang);
            let (expected, found) = match (&case.result, &case.refusal, &case.digest) {
                (Some(result), None, None) => (Ok(compact(result.get())), found),
                (None, Some(refusal), None) => (Err(refusal.clone()), found),
                (None, None, Some(number)) => (Ok(number.clone()), found.map(|text| digest(&text))),
                _ => panic!("{place}: a result, a refusal or a digest"),
            };
            assert_eq!(found, expected, "{place}");
            count += 1;
        }
    }
    assert!(count >= 100, "only {count} cases were found");
}

#[test]
fn spaces_inside_texts_stay() {
    assert_eq!(
        compact("{ \"a b\" : [ \"\\\" c\" , 1 ] }"),
        "{\"a b\":[\"\\\" c\",1]}"
    );
}
