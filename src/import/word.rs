//! A Word document (.docx) → blocks.

use super::archive::Archive;
use super::document::Block;
use super::error::ImportError;
use super::flow::Flow;
use super::xml::{Element, Node, walk};

/// Reads the document's body.
pub(super) fn read(archive: &mut Archive) -> Result<Vec<Block>, ImportError> {
    let text = archive
        .part("word/document.xml")?
        .ok_or_else(|| ImportError::Broken {
            detail: "word/document.xml".to_owned(),
        })?;
    let mut body = Body::default();
    walk(&text, |node| {
        body.take(node);
        Ok(())
    })?;
    body.flow.finish()
}

#[derive(Default)]
struct Body {
    flow: Flow,
    /// Inside `<w:t>`.
    in_text: bool,
    /// How deep inside what is not shown: deleted text, the second of two alternatives.
    unseen: usize,
    run: Run,
    cell: CellProperties,
    /// Whether the open cell's properties have been told to the flow.
    cell_waits: bool,
}

/// Where text stands. A paragraph's mark has properties too, but no text.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Run {
    #[default]
    None,
    Shown,
    Hidden,
}

#[derive(Clone, Copy, Default)]
struct CellProperties {
    columns: usize,
    continues: bool,
}

impl Body {
    fn take(&mut self, node: Node) {
        match node {
            Node::Start(element) => self.start(&element),
            Node::End(name) => self.end(&name),
            Node::Text(text) => {
                if self.in_text && self.unseen == 0 && self.run != Run::Hidden {
                    self.flow.text(&text);
                }
            }
        }
    }

    fn start(&mut self, element: &Element) {
        let number = || {
            element
                .attribute("val")
                .and_then(|text| text.parse::<usize>().ok())
        };
        match element.name.as_str() {
            // Text boxes are written twice, the second time for old programs; deleted text stays in the file.
            "Fallback" | "del" | "moveFrom" => self.unseen += 1,
            "t" => self.in_text = true,
            "r" => self.run = Run::Shown,
            "vanish" if self.run == Run::Shown => {
                let off = matches!(element.attribute("val"), Some("0" | "false" | "off"));
                self.run = if off { Run::Shown } else { Run::Hidden };
            }
            "tab" | "br" | "cr" if self.in_run() => self.flow.text(" "),
            "tbl" => self.flow.start_table(),
            "tr" => self.flow.start_row(),
            "gridBefore" => self.flow.skip_columns(number().unwrap_or(0)),
            "tc" => {
                self.cell = CellProperties::default();
                self.cell_waits = true;
            }
            "gridSpan" => self.cell.columns = number().unwrap_or(1),
            // Without a value, the cell goes on from the one above.
            "vMerge" => self.cell.continues = element.attribute("val") != Some("restart"),
            "p" => self.begin_cell(),
            _ => {}
        }
    }

    fn in_run(&self) -> bool {
        self.unseen == 0 && !self.cell_waits
    }

    /// Begins the cell whose properties have been read.
    fn begin_cell(&mut self) {
        if std::mem::take(&mut self.cell_waits) {
            self.flow
                .start_cell(1, self.cell.columns.clamp(1, 1_000), self.cell.continues);
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "Fallback" | "del" | "moveFrom" => self.unseen = self.unseen.saturating_sub(1),
            "t" => self.in_text = false,
            "r" => self.run = Run::None,
            "p" => self.flow.end_line(),
            "tc" => {
                self.begin_cell();
                self.flow.end_cell();
            }
            "tbl" => self.flow.end_table(),
            _ => {}
        }
    }
}
