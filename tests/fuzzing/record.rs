//! Any bytes as a record in JSON: refused with a reason, or checked, the same each time it is asked.

use gouji::check::Check;
use gouji::packs;
use gouji::record::Record;

/// Work that locating gets here; how far it goes is another target's concern.
const WORK: u64 = 20_000;

pub fn run(bytes: &[u8]) {
    let record: Record = match serde_json::from_slice(bytes) {
        Ok(record) => record,
        Err(refusal) => return assert!(!refusal.to_string().is_empty()),
    };
    let name = record.pack.as_deref().unwrap_or("cn-gov-disclosure-2021");
    let Ok(pack) = packs::built_in(name) else {
        return;
    };
    let Ok(pack) = packs::with_rows(&pack, record.addresses().into_iter()) else {
        return;
    };
    let report = |record: &Record| {
        let mut check = Check::open(&pack, record).map_err(|refusal| refusal.in_words("en"))?;
        let _finished = check.locate(WORK);
        Ok::<_, String>(serde_json::to_string(&check.report("zh-CN")).unwrap())
    };
    let first = report(&record);
    let written = serde_json::to_string(&record).unwrap();
    let again: Record = serde_json::from_str(&written).unwrap();
    assert_eq!(report(&again), first, "{written}");
}
