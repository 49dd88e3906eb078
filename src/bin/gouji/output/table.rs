//! Columns that line up, with Chinese characters two wide.

use gouji::language::diagnostic::display_width;

/// Rows as lines, each column as wide as its widest field.
pub fn table<const N: usize>(rows: &[[String; N]]) -> String {
    let width = |column: usize| {
        rows.iter()
            .map(|row| display_width(&row[column]))
            .max()
            .unwrap_or(0)
    };
    let widths: [usize; N] = std::array::from_fn(width);
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (field, width) in row.iter().zip(widths) {
            line.push_str(field);
            line.push_str(&" ".repeat(width.saturating_sub(display_width(field)) + 2));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::table;

    #[test]
    fn columns_line_up_in_both_scripts() {
        let rows = [
            ["甲".to_owned(), "1".to_owned()],
            ["abcd".to_owned(), "2".to_owned()],
        ];
        assert_eq!(table(&rows), "甲    1\nabcd  2\n");
    }
}
