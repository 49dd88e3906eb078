//! A stretch of a sentence → whether it speaks of the report's own year and authority. Knows no pattern.

/// Signs that end a clause.
const CLAUSES: &[char] = &['，', ',', '；', '：', ':', '（', '('];
/// Words of a clause that speaks of another year.
const OTHER_YEAR: &[&str] = &["上年", "去年", "上一年", "往年", "同期"];
/// Words of one that acts, where what it does is a part of the whole.
const ACTORS: &[&str] = &[
    "局",
    "委",
    "厅",
    "镇",
    "乡",
    "街道",
    "部门",
    "单位",
    "办公室",
];

/// Whether what begins at `start` is said of the whole report: not of another year, `2023年收到65件，2024年收到75件`, not of
/// one that acts for another, not of a part, `其中区教育局受理17件`.
pub(super) fn is_own(sentence: &[char], start: usize) -> bool {
    let before = sentence.get(..start).unwrap_or_default();
    let mut clauses = before.rsplit(|sign| CLAUSES.contains(sign));
    let clause: String = clauses.next().unwrap_or_default().iter().collect();
    let says = |words: &[&str], text: &str| words.iter().any(|word| text.contains(word));
    let after = |word: &str| clause.split_once(word).map_or("", |(_, rest)| rest);
    let other =
        says(OTHER_YEAR, &clause) || after("代表").contains("政府") || says(ACTORS, after("其中"));
    let years =
        || (4..sentence.len()).filter_map(|place| Some((place, year_before(sentence, place)?)));
    let own = years().rfind(|(place, _)| *place <= start);
    let later = |(_, own): (usize, u32)| years().any(|(place, year)| place > start && year > own);
    !other && !own.is_some_and(later)
}

/// The year in four digits whose 年 stands at `place`.
fn year_before(sentence: &[char], place: usize) -> Option<u32> {
    if sentence.get(place) != Some(&'年') {
        return None;
    }
    let digits: String = sentence.get(place - 4..place)?.iter().collect();
    digits.parse().ok()
}
