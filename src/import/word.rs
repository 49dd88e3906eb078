//! A Word document (.docx) → blocks.

use super::archive::Archive;
use super::document::Block;
use super::error::ImportError;
use super::flow::Flow;
use super::xml::{Element, Node, walk};
use std::collections::BTreeSet;

/// Reads the document's body.
pub(super) fn read(archive: &mut Archive) -> Result<Vec<Block>, ImportError> {
    let text = archive
        .part("word/document.xml")?
        .ok_or_else(|| ImportError::Broken {
            detail: "word/document.xml".to_owned(),
        })?;
    let mut body = Body {
        hidden: match archive.part("word/styles.xml")? {
            Some(text) => hidden_styles(&text)?,
            None => BTreeSet::new(),
        },
        ..Body::default()
    };
    walk(&text, |node| {
        body.take(node);
        Ok(())
    })?;
    body.flow.finish()
}

/// The styles whose text is not shown, by what they are called in the document.
fn hidden_styles(text: &str) -> Result<BTreeSet<String>, ImportError> {
    let mut hidden = BTreeSet::new();
    let mut open = String::new();
    walk(text, |node| {
        if let Node::Start(element) = node {
            let value = element.attribute("val");
            match element.name.as_str() {
                "style" => open = element.attribute("styleId").unwrap_or("").to_owned(),
                // A style stands after the one that it is based on.
                "basedOn" if value.is_some_and(|base| hidden.contains(base)) => {
                    hidden.insert(open.clone());
                }
                "vanish" if element.is_on() => {
                    hidden.insert(open.clone());
                }
                "vanish" => {
                    hidden.remove(&open);
                }
                _ => {}
            }
        }
        Ok(())
    })?;
    hidden.remove("");
    Ok(hidden)
}

#[derive(Default)]
struct Body {
    flow: Flow,
    /// Styles whose text is not shown.
    hidden: BTreeSet<String>,
    /// Whether the paragraph's style is one of them.
    hides_paragraph: bool,
    /// Inside a row's properties.
    in_row_properties: bool,
    /// Whether the open row has been told to the flow.
    row_waits: bool,
    /// How deep inside a row that is not shown.
    dropped: usize,
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
    /// Above the line.
    Raised,
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
                if !self.in_text || self.unseen > 0 || self.dropped > 0 {
                    return;
                }
                match self.run {
                    Run::Hidden => {}
                    Run::Raised => self.flow.raised(&text),
                    Run::None | Run::Shown => self.flow.text(&text),
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
        if self.dropped > 0 {
            self.dropped += usize::from(element.name == "tr");
            return;
        }
        let value = element.attribute("val");
        match element.name.as_str() {
            "trPr" => self.in_row_properties = true,
            // A row that was deleted stays in the file while its deletion is tracked.
            "del" | "hidden"
                if self.in_row_properties && (element.name == "del" || element.is_on()) =>
            {
                self.in_row_properties = false;
                self.row_waits = false;
                self.dropped = 1;
            }
            // Text boxes are written twice, the second time for old programs; deleted text stays in the file.
            "Fallback" | "del" | "moveFrom" | "rt" => self.unseen += 1,
            "t" => self.in_text = true,
            "r" => {
                self.run = if self.hides_paragraph {
                    Run::Hidden
                } else {
                    Run::Shown
                }
            }
            "pStyle" => self.hides_paragraph = value.is_some_and(|id| self.hidden.contains(id)),
            "rStyle"
                if self.run != Run::None && value.is_some_and(|id| self.hidden.contains(id)) =>
            {
                self.run = Run::Hidden;
            }
            "strike" | "dstrike" if self.run != Run::None && element.is_on() => {
                self.run = Run::Hidden
            }
            "vanish" if self.run != Run::None => {
                self.run = if element.is_on() {
                    Run::Hidden
                } else {
                    Run::Shown
                };
            }
            "vertAlign" if self.run == Run::Shown && value == Some("superscript") => {
                self.run = Run::Raised;
            }
            "tab" | "br" | "cr" if self.in_run() => self.flow.text(" "),
            "tbl" => {
                self.begin_cell();
                self.flow.start_table();
            }
            "tr" => self.row_waits = true,
            "gridBefore" => {
                self.begin_row();
                self.flow.skip_columns(number().unwrap_or(0));
            }
            "tc" => {
                self.begin_row();
                self.cell = CellProperties::default();
                self.cell_waits = true;
            }
            "gridSpan" => self.cell.columns = number().unwrap_or(1),
            // Without a value, the cell goes on from the one above.
            "vMerge" => self.cell.continues = element.attribute("val") != Some("restart"),
            "p" => {
                self.hides_paragraph = false;
                self.begin_cell();
            }
            _ => {}
        }
    }

    fn in_run(&self) -> bool {
        self.unseen == 0 && !self.cell_waits
    }

    /// Begins the row whose properties have been read.
    fn begin_row(&mut self) {
        self.in_row_properties = false;
        if std::mem::take(&mut self.row_waits) {
            self.flow.start_row();
        }
    }

    /// Begins the cell whose properties have been read.
    fn begin_cell(&mut self) {
        if std::mem::take(&mut self.cell_waits) {
            self.flow
                .start_cell(1, self.cell.columns.clamp(1, 1_000), self.cell.continues);
        }
    }

    fn end(&mut self, name: &str) {
        if self.dropped > 0 {
            self.dropped -= usize::from(name == "tr");
            return;
        }
        match name {
            "trPr" => self.in_row_properties = false,
            "Fallback" | "del" | "moveFrom" | "rt" => self.unseen = self.unseen.saturating_sub(1),
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
