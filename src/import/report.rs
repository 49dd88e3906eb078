//! A report that was read → the record, with what could not be placed and what is odd said in words.

use crate::align::{Alignment, Notice, Why};
use crate::explain::placing;
use crate::explain::words::Words;
use crate::form::Form;
use crate::grid::Grid;
use crate::model::Axis;
use crate::pack::Pack;
use crate::record::{self, Record, Unplaced};
use std::sync::Arc;

/// A report that was read.
#[derive(Clone, Debug)]
pub struct Report {
    /// The pack that it was read by.
    pub pack: Arc<Pack>,
    /// Its tables as recognised, in the order of the document.
    pub grids: Vec<Grid>,
    /// Where its figures went.
    pub alignment: Alignment,
    /// Figures in running text that have no place: line from 0, text, why.
    pub loose: Vec<(usize, String, Why)>,
    /// Whether its tables are laid out as another pack has them than the one of its year.
    pub other_layout: Option<String>,
    pub(super) record: Record,
}

impl Report {
    /// The record, with what could not be placed said in a language.
    #[must_use]
    pub fn record(&self, language: &str) -> Record {
        let words = Words::of(language);
        let form = &self.pack.model().form;
        let mut record = self.record.clone();
        let mut add = |remark: placing::Remark| {
            record.unplaced.push(Unplaced {
                r#where: remark.place,
                text: remark.text,
                why: remark.why,
            });
        };
        for stray in &self.alignment.strays {
            add(placing::stray(words, form, &self.grids, stray));
        }
        for (line, text, why) in &self.loose {
            add(placing::Remark {
                place: words.say("place.line", &[("line", &(line + 1).to_string())]),
                text: text.clone(),
                why: placing::why(words, form, why),
            });
        }
        for notice in &self.alignment.notices {
            let remark = placing::notice(words, form, &self.grids, notice);
            record
                .notices
                .push(said(address(form, notice), false, remark));
        }
        if let Some(title) = &self.other_layout {
            let remark = placing::Remark {
                place: String::new(),
                text: String::new(),
                why: words.say("notice.other_layout", &[("title", title)]),
            };
            record.notices.push(said("layout".to_owned(), true, remark));
        }
        record
    }

    /// What a person should know although the figures could be placed.
    #[must_use]
    pub fn notices(&self) -> &[Notice] {
        &self.alignment.notices
    }
}

fn said(rule: String, warning: bool, remark: placing::Remark) -> record::Notice {
    record::Notice {
        rule,
        warning,
        r#where: remark.place,
        text: remark.text,
        why: remark.why,
    }
}

/// `label[requests.forbidden]`, `merged[requests.other_result]`.
fn address(form: &Form, notice: &Notice) -> String {
    let (what, line) = match notice {
        Notice::Misprint { line, .. } => ("label", line),
        Notice::MergedGroup { line, .. } => ("merged", line),
    };
    let table = form.tables.get(line.table);
    let lines = table.map(|table| match line.axis {
        Axis::Rows => &table.rows,
        Axis::Columns => &table.columns,
    });
    let table = table.map_or("", |table| &table.id);
    let line = lines
        .and_then(|lines| lines.get(line.line))
        .map_or("", |line| &line.id);
    format!("{what}[{table}.{line}]")
}
