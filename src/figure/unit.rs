//! The unit that stands beside a figure → the power of ten that turns it into the unit of the cell.
//!
//! Only conversions that are exact and of one meaning: money to money, counts to counts, a multiple of the cell's own
//! unit to that unit. A unit of another sort is refused.

use crate::form::Kind;

/// How a typed unit becomes the cell's.
pub(super) struct Scale {
    /// The figure is multiplied by 10 to this power.
    pub(super) power: i32,
    /// Whether a person should hear of it; `%` in a percentage is no news.
    pub(super) noted: bool,
}

/// Longest first, so that 万亿 is not read as 万 of something.
const MULTIPLES: [(&str, i32); 12] = [
    ("万亿", 12),
    ("千亿", 11),
    ("百亿", 10),
    ("十亿", 9),
    ("千万", 7),
    ("百万", 6),
    ("十万", 5),
    ("亿", 8),
    ("万", 4),
    ("千", 3),
    ("百", 2),
    ("十", 1),
];

const MONEY: [&str; 9] = [
    "元",
    "圆",
    "块",
    "元整",
    "圆整",
    "元人民币",
    "人民币",
    "yuan",
    "rmb",
];

const COUNTED: [&str; 40] = [
    "件", "条", "笔", "个", "项", "次", "份", "起", "宗", "人", "人次", "件次", "条次", "家", "户",
    "期", "篇", "部", "例", "场", "届", "名", "台", "册", "页", "本", "只", "辆", "处", "所", "批",
    "批次", "则", "张", "组", "位", "类", "卷", "幅", "套",
];

/// Units that are only ever converted by a multiple of themselves.
const MEASURED: [&str; 14] = [
    "吨",
    "公斤",
    "千克",
    "克",
    "平方米",
    "立方米",
    "公里",
    "米",
    "公顷",
    "亩",
    "小时",
    "天",
    "升",
    "千瓦时",
];

/// Whether a form can be counted in `name`: money, counted things and measures, or a multiple of one of them.
pub(super) fn is_known(name: &str) -> bool {
    names().any(|unit| unit == name) || names().any(|unit| unit == split(name).1)
}

/// The units that forms are counted in, without their multiples.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    MONEY.into_iter().take(1).chain(COUNTED).chain(MEASURED)
}

/// How `word` becomes the unit of the cell, or `None` when it can't.
pub(super) fn scale(word: &str, kind: &Kind, cell: Option<&str>) -> Option<Scale> {
    if word.is_empty() {
        return None;
    }
    match kind {
        Kind::Year => {
            return matches!(word, "年" | "年度").then_some(Scale {
                power: 0,
                noted: false,
            });
        }
        Kind::Percent { .. } => {
            return match word {
                "%" | "百分点" | "个百分点" => Some(Scale {
                    power: 0,
                    noted: false,
                }),
                "‰" => Some(Scale {
                    power: -1,
                    noted: true,
                }),
                _ => None,
            };
        }
        _ => {}
    }
    let noted = |power| Some(Scale { power, noted: true });
    if cell == Some(word) {
        return noted(0);
    }
    let lower = word.to_lowercase();
    let (typed_power, typed) = split(&lower);
    let (cell_power, cell_base) = match cell {
        Some(cell) => split(cell),
        None if counts_money(kind, None) => (0, "元"),
        None => (0, ""),
    };
    if typed == "角" || typed == "分" {
        let below = if typed == "角" { -1 } else { -2 };
        return (typed_power == 0 && is_money(cell_base))
            .then_some(below - cell_power)
            .and_then(noted);
    }
    let counts = cell_base.is_empty() || COUNTED.contains(&cell_base);
    if typed.is_empty() && is_money(cell_base) && typed_power < 4 {
        // 3千 under 万元 is nobody's way to write an amount.
        return None;
    }
    let same = typed.is_empty()
        || typed == cell_base
        || (is_money(typed) && is_money(cell_base))
        || (counts && COUNTED.contains(&typed));
    if same {
        noted(typed_power - cell_power)
    } else {
        None
    }
}

/// Whether a cell of this kind and unit holds money. An amount whose form names no unit may: then 元 is meant.
pub(super) fn counts_money(kind: &Kind, cell: Option<&str>) -> bool {
    match cell {
        Some(cell) => is_money(split(cell).1),
        None => matches!(kind, Kind::Amount { .. }),
    }
}

fn is_money(base: &str) -> bool {
    MONEY.contains(&base)
}

/// 百万元 → (6, 元); 元 → (0, 元); 万 → (4, "").
fn split(unit: &str) -> (i32, &str) {
    MULTIPLES
        .iter()
        .find_map(|(multiple, power)| Some((*power, unit.strip_prefix(multiple)?)))
        .unwrap_or((0, unit))
}
