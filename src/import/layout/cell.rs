//! Lines of characters in a cell → its text: a figure that the cell was too narrow for is put together again. Knows
//! widths, and no table.

use super::Line;

/// What a cell may leave blank beside its text on both sides together.
const MARGINS: i64 = 12_000;

/// How wide a cell's text may run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    /// From the cell's left line to its right one.
    pub width: i64,
    /// The widest line in the same columns: at least so much is there for text.
    pub widest: i64,
}

impl Room {
    /// Whether another digit would not have stood in a line of digits.
    pub(super) fn is_filled_by(&self, line: &Line) -> bool {
        let longer = line.right - line.left + line.sign;
        is_piece(&line.text) && longer > self.width - MARGINS && longer > self.widest
    }
}

/// The lines, each where it stands; the digits of one figure without a break.
pub(super) fn text(lines: &[Line], room: Room) -> String {
    let mut text = String::new();
    let mut before: Option<&Line> = None;
    for line in lines {
        if let Some(before) = before {
            let goes_on = room.is_filled_by(before) && is_piece(&line.text);
            if !(goes_on && may_go_on(&text)) {
                text.push('\n');
            }
        }
        text.push_str(&line.text);
        before = Some(line);
    }
    text
}

/// Whether more digits may follow: none do where a figure begins with a nought.
pub(super) fn may_go_on(text: &str) -> bool {
    let last = text.lines().next_back().unwrap_or("");
    let digits = last.trim_start_matches('-');
    !digits.starts_with('0') || digits.starts_with("0.")
}

/// Whether a line is nothing but a figure or a piece of one.
pub(super) fn is_piece(text: &str) -> bool {
    let body = text.strip_prefix('-').unwrap_or(text);
    let sign = |one: char| one.is_ascii_digit() || matches!(one, '.' | ',');
    body.contains(|one: char| one.is_ascii_digit()) && body.chars().all(sign)
}
