//! Grids → files as other programs write them: web pages, Word, Excel, and text in the ways in which it is copied.

use gouji::grid::{Grid, GridCell};
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn extent(grid: &Grid) -> (usize, usize) {
    let rows = grid
        .cells
        .iter()
        .map(|cell| cell.row + cell.row_span)
        .max()
        .unwrap();
    let columns = grid
        .cells
        .iter()
        .map(|cell| cell.column + cell.column_span)
        .max()
        .unwrap();
    (rows, columns)
}

fn row(grid: &Grid, row: usize) -> Vec<&GridCell> {
    let mut cells: Vec<&GridCell> = grid.cells.iter().filter(|cell| cell.row == row).collect();
    cells.sort_by_key(|cell| cell.column);
    cells
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// A page as a portal publishes it.
pub fn page(title: &str, sections: &[(&str, Vec<Grid>)]) -> String {
    let mut html =
        format!("<!DOCTYPE html><html><head><title>{title}</title></head><body><h1>{title}</h1>");
    for (heading, grids) in sections {
        html.push_str(&format!("<p>{heading}</p>"));
        for grid in grids {
            html.push_str("<table border=1><tbody>");
            for number in 0..extent(grid).0 {
                html.push_str("<tr>");
                for cell in row(grid, number) {
                    let text = if cell.text.is_empty() {
                        "&nbsp;".to_owned()
                    } else {
                        escape(&cell.text)
                    };
                    html.push_str(&format!(
                        "<td rowspan=\"{}\" colspan=\"{}\"><p>{text}</p></td>",
                        cell.row_span, cell.column_span
                    ));
                }
                html.push_str("</tr>");
            }
            html.push_str("</tbody></table>");
        }
    }
    html + "</body></html>"
}

/// The same as Word saves it: no quotes, no end tags of cells, every character in a span of its own, a table around all.
pub fn page_of_word(title: &str, sections: &[(&str, Vec<Grid>)]) -> String {
    let spans = |text: &str| -> String {
        let each = text
            .chars()
            .map(|one| format!("<span lang=EN-US>{}</span>", escape(&one.to_string())));
        each.collect()
    };
    let mut html = String::from(
        "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><body lang=ZH-CN><table><tr><td>",
    );
    html.push_str(&format!("<p class=MsoNormal><b>{}</b></p>", spans(title)));
    for (heading, grids) in sections {
        html.push_str(&format!("<p class=MsoNormal>{heading}<o:p></o:p></p>"));
        for grid in grids {
            html.push_str("<table class=MsoTable>\n");
            for number in 0..extent(grid).0 {
                html.push_str(" <tr style='height:12pt'>\n");
                for cell in row(grid, number) {
                    html.push_str(&format!(
                        "  <td width=60 rowspan={} colspan={} style='border:solid'>\n  <p class=MsoNormal>{}<o:p>&nbsp;</o:p>\n",
                        cell.row_span,
                        cell.column_span,
                        spans(&cell.text)
                    ));
                }
            }
            html.push_str("</table>\n");
        }
    }
    html + "</td></tr></table></body></html>"
}

fn archive(parts: &[(&str, String)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn paragraph(text: &str) -> String {
    // Word cuts its runs anywhere.
    let (first, rest) = text.split_at(
        text.char_indices()
            .nth(1)
            .map_or(text.len(), |(place, _)| place),
    );
    let run = |text: &str| {
        format!(
            "<w:r><w:rPr/><w:t xml:space=\"preserve\">{}</w:t></w:r>",
            escape(text)
        )
    };
    format!("<w:p>{}{}</w:p>", run(first), run(rest))
}

/// A Word document.
pub fn word(title: &str, sections: &[(&str, Vec<Grid>)]) -> Vec<u8> {
    word_with(title, sections, "")
}

/// A Word document with more runs at the end of every paragraph.
pub fn word_with(title: &str, sections: &[(&str, Vec<Grid>)], runs: &str) -> Vec<u8> {
    word_of(&word_body(title, sections, runs))
}

/// A Word document whose body was changed.
pub fn word_changed(
    title: &str,
    sections: &[(&str, Vec<Grid>)],
    change: impl Fn(&str) -> String,
) -> Vec<u8> {
    word_of(&change(&word_body(title, sections, "")))
}

fn word_body(title: &str, sections: &[(&str, Vec<Grid>)], runs: &str) -> String {
    let paragraph = |text: &str| paragraph(text).replace("</w:p>", &format!("{runs}</w:p>"));
    let mut body = paragraph(title);
    for (heading, grids) in sections {
        body.push_str(&paragraph(heading));
        for grid in grids {
            let (rows, columns) = extent(grid);
            body.push_str("<w:tbl>");
            for number in 0..rows {
                body.push_str("<w:tr>");
                let mut column = 0;
                while column < columns {
                    let covers = |cell: &&GridCell| {
                        (cell.row..cell.row + cell.row_span).contains(&number)
                            && (cell.column..cell.column + cell.column_span).contains(&column)
                    };
                    let cell = grid.cells.iter().find(covers);
                    let (width, merge, text) = match cell {
                        Some(cell) if cell.row == number && cell.row_span > 1 => (
                            cell.column_span,
                            "<w:vMerge w:val=\"restart\"/>",
                            cell.text.as_str(),
                        ),
                        Some(cell) if cell.row == number => {
                            (cell.column_span, "", cell.text.as_str())
                        }
                        Some(cell) => (cell.column_span, "<w:vMerge/>", ""),
                        None => (1, "", ""),
                    };
                    body.push_str(&format!(
                        "<w:tc><w:tcPr><w:gridSpan w:val=\"{width}\"/>{merge}</w:tcPr>{}</w:tc>",
                        paragraph(text)
                    ));
                    column += width;
                }
                body.push_str("</w:tr>");
            }
            body.push_str("</w:tbl>");
        }
    }
    body
}

fn word_of(body: &str) -> Vec<u8> {
    let document = format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"urn:w\"><w:body>{body}</w:body></w:document>"
    );
    archive(&[
        ("[Content_Types].xml", String::new()),
        ("word/document.xml", document),
    ])
}

fn reference(row: usize, column: usize) -> String {
    let mut letters = String::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.insert(0, char::from(b'A' + u8::try_from((rest - 1) % 26).unwrap()));
        rest = (rest - 1) / 26;
    }
    format!("{letters}{}", row + 1)
}

/// A workbook with everything in one sheet, one table below the other.
pub fn excel(title: &str, sections: &[(&str, Vec<Grid>)]) -> Vec<u8> {
    excel_changed(title, sections, str::to_owned)
}

/// A workbook whose sheet was changed.
pub fn excel_changed(
    title: &str,
    sections: &[(&str, Vec<Grid>)],
    change: impl Fn(&str) -> String,
) -> Vec<u8> {
    let mut strings = Vec::new();
    let mut rows = String::new();
    let mut merges = String::new();
    let mut below = 0;
    let text_row = |below: &mut usize, text: &str, strings: &mut Vec<String>| {
        let at = reference(*below, 0);
        strings.push(text.to_owned());
        *below += 1;
        format!(
            "<row r=\"{below}\"><c r=\"{at}\" t=\"s\"><v>{}</v></c></row>",
            strings.len() - 1
        )
    };
    rows.push_str(&text_row(&mut below, title, &mut strings));
    for (heading, grids) in sections {
        rows.push_str(&text_row(&mut below, heading, &mut strings));
        for grid in grids {
            for number in 0..extent(grid).0 {
                rows.push_str(&format!("<row r=\"{}\">", below + number + 1));
                for cell in row(grid, number) {
                    let at = reference(below + number, cell.column);
                    if cell.text.parse::<u64>().is_ok() {
                        rows.push_str(&format!("<c r=\"{at}\"><v>{}</v></c>", cell.text));
                    } else if !cell.text.is_empty() {
                        strings.push(cell.text.clone());
                        rows.push_str(&format!(
                            "<c r=\"{at}\" t=\"s\"><v>{}</v></c>",
                            strings.len() - 1
                        ));
                    }
                    if cell.row_span > 1 || cell.column_span > 1 {
                        let last = reference(
                            below + number + cell.row_span - 1,
                            cell.column + cell.column_span - 1,
                        );
                        merges.push_str(&format!("<mergeCell ref=\"{at}:{last}\"/>"));
                    }
                }
                rows.push_str("</row>");
            }
            below += extent(grid).0;
        }
    }
    let strings: String = strings
        .iter()
        .map(|text| format!("<si><t>{}</t></si>", escape(text)))
        .collect();
    archive(&[
        ("xl/workbook.xml", "<workbook><sheets><sheet name=\"年报\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>".to_owned()),
        ("xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/></Relationships>".to_owned()),
        ("xl/sharedStrings.xml", format!("<sst>{strings}</sst>")),
        ("xl/worksheets/sheet1.xml", change(&format!("<worksheet><sheetData>{rows}</sheetData><mergeCells>{merges}</mergeCells></worksheet>"))),
    ])
}

/// How text comes out of a program.
#[derive(Clone, Copy, Debug)]
pub enum Copied {
    /// Cells of a row in one line, separated by spaces.
    Rows,
    /// Cells of a row in one line, separated by tabs.
    Tabs,
    /// Every cell in a line of its own.
    Cells,
    /// Comma-separated values, in quotes where a cell has a comma.
    Commas,
    /// A table with signs as rules.
    Pipes,
    /// Rows in lines; labels broken after so many characters, a page number now and then.
    Broken(usize),
}

/// A text as it is copied out of a document.
pub fn text(title: &str, sections: &[(&str, Vec<Grid>)], way: Copied) -> String {
    let mut lines = vec![title.to_owned()];
    for (heading, grids) in sections {
        lines.push((*heading).to_owned());
        for grid in grids {
            for number in 0..extent(grid).0 {
                let cells: Vec<&str> = row(grid, number)
                    .iter()
                    .map(|cell| cell.text.as_str())
                    .collect();
                add_row(&mut lines, &cells, way);
                if matches!(way, Copied::Broken(_)) && lines.len() % 23 == 0 {
                    lines.push(format!("- {} -", lines.len() / 23));
                }
            }
        }
    }
    lines.join("\n")
}

fn add_row(lines: &mut Vec<String>, cells: &[&str], way: Copied) {
    // `1.属于` opens a label, `984361元` is a figure.
    let figure = |text: &&str| {
        let after = text.trim_start_matches(|one: char| one.is_ascii_digit() || one == '-');
        let decimals = after
            .strip_prefix('.')
            .map(|rest| rest.starts_with(|one: char| one.is_ascii_digit()));
        after.len() < text.len() && !after.starts_with('、') && decimals.unwrap_or(true)
    };
    match way {
        Copied::Rows => lines.push(cells.join(" ")),
        Copied::Tabs => lines.push(cells.join("\t")),
        Copied::Cells => lines.extend(cells.iter().map(|cell| (*cell).to_owned())),
        Copied::Commas => {
            let quoted = |cell: &&str| {
                if cell.contains(',') {
                    format!("\"{cell}\"")
                } else {
                    (*cell).to_owned()
                }
            };
            lines.push(cells.iter().map(quoted).collect::<Vec<String>>().join(","));
        }
        Copied::Pipes => lines.push(format!("| {} |", cells.join(" | "))),
        Copied::Broken(width) => {
            let labels = cells.iter().take_while(|cell| !figure(cell));
            for label in labels {
                let characters: Vec<char> = label.chars().collect();
                lines.extend(
                    characters
                        .chunks(width)
                        .map(|piece| piece.iter().collect::<String>()),
                );
            }
            let figures: Vec<&str> = cells
                .iter()
                .skip_while(|cell| !figure(cell))
                .copied()
                .collect();
            if !figures.is_empty() {
                lines.push(figures.join(" "));
            }
        }
    }
}
