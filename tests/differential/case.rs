//! Bytes → a small pack in its own language and a report for it: whatever the language can say, in any combination. The same
//! bytes give the same case, so that a property test can shrink it, a long run can number it and a fuzzer can steer it.

use arbitrary::{Result, Unstructured};
use gouji::record::{Parts, Record};

/// A pack and what is done with it.
#[derive(Clone, Debug)]
pub struct Case {
    /// The lines of the form, before the rules.
    pub form: String,
    /// Each rule, with its head; `{name}` stands for its name.
    pub rules: Vec<String>,
    pub record: Record,
    /// Cells and texts that are typed in and later typed over.
    pub edits: Vec<(String, String)>,
}

impl Case {
    pub fn of(bytes: &[u8]) -> Result<Case> {
        Writer::new(Unstructured::new(bytes))?.case()
    }

    /// The pack with its rules in the order given, each under the name given.
    pub fn pack(&self, rules: impl IntoIterator<Item = (usize, String)>) -> String {
        let mut text = self.form.clone();
        for (rule, name) in rules {
            text.push_str(&self.rules[rule].replace("{name}", &name));
        }
        text
    }

    /// The pack as it was written.
    pub fn plain_pack(&self) -> String {
        self.pack((0..self.rules.len()).map(|rule| (rule, format!("r{rule}"))))
    }
}

struct Writer<'a> {
    source: Unstructured<'a>,
    rows: Vec<&'static str>,
    columns: Vec<&'static str>,
    total_row: bool,
    total_column: bool,
    fact: bool,
}

const KINDS: &[&str] = &[
    "count",
    "count",
    "integer",
    "amount",
    "amount may be negative",
    "amount 2 decimals may be negative",
    "amount 1 decimals",
    "percent 1 decimal",
    "",
];
const POLICIES: &[&str] = &[
    "blank waits",
    "blank is zero",
    "blank waits unless all are blank",
    "blank is zero unless all are blank",
];
const TOLERANCES: &[&str] = &[
    "",
    "",
    "",
    "",
    " within 0.5",
    " within 2",
    " rounded",
    " truncated",
];
const RELATIONS: &[&str] = &["=", "=", "=", "=", "<>", "<", "<=", ">", ">="];
const FIGURES: &[&str] = &["p", "q", "s"];

impl<'a> Writer<'a> {
    fn new(mut source: Unstructured<'a>) -> Result<Writer<'a>> {
        let rows = ["x", "y", "z"][..source.int_in_range(2..=3)?].to_vec();
        let columns = ["a", "b", "c"][..source.int_in_range(1..=3)?].to_vec();
        Ok(Writer {
            rows,
            columns,
            total_row: source.arbitrary()?,
            total_column: source.arbitrary()?,
            fact: source.ratio(1, 4)?,
            source,
        })
    }

    fn pick(&mut self, list: &[&'static str]) -> Result<&'static str> {
        self.source.choose(list).copied()
    }

    fn case(mut self) -> Result<Case> {
        let form = self.form()?;
        let mut rules = Vec::new();
        for _ in 0..self.source.int_in_range(1..=5)? {
            rules.push(self.rule()?);
        }
        if self.source.ratio(1, 3)? {
            let tolerance = self.pick(TOLERANCES)?;
            let cell = self.cell()?;
            rules.push(format!("roll up {cell}{tolerance} \"{{name}}\"\n"));
        }
        let record = self.record()?;
        let mut edits = Vec::new();
        for _ in 0..self.source.int_in_range(0..=6)? {
            edits.push((self.cell()?, self.text()?));
        }
        Ok(Case {
            form,
            rules,
            record,
            edits,
        })
    }

    fn form(&mut self) -> Result<String> {
        let (cells, policy) = (self.pick(KINDS)?, self.pick(POLICIES)?);
        let required = self.pick(&["", "", " required", " required warning"])?;
        let mut text = format!(
            "report r \"表\"\n  {policy}\ntable t \"表\"\n  cells {cells}{required}\n  columns\n"
        );
        if cells.is_empty() && required.is_empty() {
            text = text.replace("  cells \n", "");
        }
        for column in self.columns.clone() {
            let modifier = self.pick(&["", "", "", " subtracted", " not counted"])?;
            text.push_str(&format!("    {column} \"{column}列\"{modifier}\n"));
        }
        if self.total_column {
            let tolerance = self.pick(TOLERANCES)?;
            text.push_str(&format!(
                "    sum \"合计\" = sum of all before it{tolerance}\n"
            ));
        }
        text.push_str("  rows\n");
        for row in self.rows.clone() {
            let kind = self.pick(KINDS)?;
            let modifier = self.pick(&["", "", "", " subtracted", " not counted"])?;
            let kind = if self.source.ratio(1, 4)? { kind } else { "" };
            text.push_str(&format!("    {row} \"{row}行\" {kind}{modifier}\n"));
        }
        if self.total_row {
            let tolerance = self.pick(TOLERANCES)?;
            let level = self.pick(&["", "", " as warning"])?;
            text.push_str(&format!(
                "    all \"总计\" = sum of all before it{tolerance}{level}\n"
            ));
        }
        text.push_str("figures\n");
        for figure in FIGURES {
            let kind = self.pick(KINDS)?;
            text.push_str(&format!("  {figure} \"{figure}数\" {kind}\n"));
        }
        text.push_str("  k \"类别\" one of \"是\", \"否\", \"缓\"\n");
        if self.fact {
            text.push_str("fact said \"共{n}件\"\n");
        }
        Ok(text)
    }

    fn line(&mut self, rows: bool) -> Result<&'static str> {
        let (mut lines, total) = match rows {
            true => (self.rows.clone(), self.total_row.then_some("all")),
            false => (self.columns.clone(), self.total_column.then_some("sum")),
        };
        lines.extend(total);
        self.pick(&lines)
    }

    fn cell(&mut self) -> Result<String> {
        if self.source.ratio(1, 3)? {
            return Ok(self.pick(FIGURES)?.to_owned());
        }
        Ok(format!("t.{}.{}", self.line(true)?, self.line(false)?))
    }

    fn rule(&mut self) -> Result<String> {
        let head = self.pick(&["rule", "rule", "rule", "warning", "notice"])?;
        let mut text = format!("{head} {{name}} \"规则\"\n");
        let free = match self.source.int_in_range(0..=5)? {
            0 => Some(true),
            1 => Some(false),
            _ => None,
        };
        match free {
            Some(true) => text.push_str("  for each column of t\n"),
            Some(false) => text.push_str("  for each row of t\n"),
            None => {}
        }
        if self.source.ratio(1, 8)? {
            text.push_str(&format!("  where {} exists\n", self.cell()?));
        }
        match self.source.int_in_range(0..=5)? {
            0 | 1 => text.push_str(&format!("  {}\n", self.pick(POLICIES)?)),
            2 => text.push_str(&format!("  left {}\n", self.pick(POLICIES)?)),
            3 => text.push_str(&format!(
                "  left {}\n  right {}\n",
                self.pick(POLICIES)?,
                self.pick(POLICIES)?
            )),
            _ => {}
        }
        for _ in 0..self.source.int_in_range(0..=4)?.max(3) - 2 {
            let test = self.test(free, 2)?;
            text.push_str(&format!("  {test}\n"));
        }
        Ok(text)
    }

    fn test(&mut self, free: Option<bool>, depth: usize) -> Result<String> {
        let kind = if depth == 0 {
            0
        } else {
            self.source.int_in_range(0..=13)?
        };
        Ok(match kind {
            8 => format!(
                "({}) and ({})",
                self.test(free, depth - 1)?,
                self.test(free, depth - 1)?
            ),
            9 => format!(
                "({}) or ({})",
                self.test(free, depth - 1)?,
                self.test(free, depth - 1)?
            ),
            10 => format!("not ({})", self.test(free, depth - 1)?),
            11 => format!(
                "if {} then {}",
                self.test(free, 0)?,
                self.test(free, depth - 1)?
            ),
            12 => format!(
                "if {} then {} else {}",
                self.test(free, 0)?,
                self.test(free, 0)?,
                self.test(free, depth - 1)?
            ),
            13 => match self.source.int_in_range(0..=3)? {
                0 => format!("{} is given", self.operand(free)?),
                1 => format!("{} is blank", self.operand(free)?),
                2 => format!(
                    "k {} \"{}\"",
                    self.pick(&["=", "<>"])?,
                    self.pick(&["是", "否", "缓"])?
                ),
                _ => {
                    let quantity =
                        self.pick(&["at most one", "at least one", "exactly one", "all or none"])?;
                    format!(
                        "{quantity} of {}, {} are given",
                        self.operand(free)?,
                        self.operand(free)?
                    )
                }
            },
            _ => {
                let (left, right) = (self.side(free, depth)?, self.side(free, depth)?);
                let relation = self.pick(RELATIONS)?;
                let tolerance = if relation == "<>" {
                    ""
                } else {
                    self.pick(TOLERANCES)?
                };
                format!("{left} {relation} {right}{tolerance}")
            }
        })
    }

    fn side(&mut self, free: Option<bool>, depth: usize) -> Result<String> {
        let kind = if depth == 0 {
            9
        } else {
            self.source.int_in_range(0..=15)?
        };
        Ok(match kind {
            0 => format!("abs({})", self.side(free, 0)?),
            1 => format!("max({}, {})", self.side(free, 0)?, self.side(free, 0)?),
            2 => format!("min({}, {})", self.operand(free)?, self.side(free, 0)?),
            3 => format!(
                "round({}, {})",
                self.side(free, 0)?,
                self.source.int_in_range(0..=2)?
            ),
            4 => format!("{} / {}", self.operand(free)?, self.operand(free)?),
            5 => format!("{} * {}", self.operand(free)?, self.operand(free)?),
            6 => format!(
                "{}% * {}",
                self.source.int_in_range(1..=99)?,
                self.operand(free)?
            ),
            7 => format!("({}) / 4", self.side(free, 0)?),
            _ => {
                let mut text = self.term(free)?;
                for _ in 0..self.source.int_in_range(0..=3)? {
                    text = format!(
                        "{text} {} {}",
                        self.pick(&["+", "+", "-"])?,
                        self.term(free)?
                    );
                }
                text
            }
        })
    }

    fn term(&mut self, free: Option<bool>) -> Result<String> {
        Ok(match self.source.int_in_range(0..=9)? {
            0 => self.source.int_in_range(0..=9)?.to_string(),
            1 => format!(
                "{} * {}",
                self.source.int_in_range(2..=3)?,
                self.operand(free)?
            ),
            _ => self.operand(free)?,
        })
    }

    fn operand(&mut self, free: Option<bool>) -> Result<String> {
        let own = match (free, self.source.int_in_range(0..=3)?) {
            (Some(true), 0..=2) => self.line(true)?.to_owned(),
            (Some(false), 0..=2) => self.line(false)?.to_owned(),
            _ => self.cell()?,
        };
        Ok(match self.source.int_in_range(0..=11)? {
            0 => format!("previous.{own}"),
            1 => format!("parts.{own}"),
            2 if self.fact => "said.n".to_owned(),
            _ => own,
        })
    }

    fn text(&mut self) -> Result<String> {
        Ok(match self.source.int_in_range(0..=19)? {
            0..=2 => String::new(),
            3 => "x".to_owned(),
            4 => format!("-{}", self.source.int_in_range(1..=9)?),
            5 => format!(
                "{}.{}",
                self.source.int_in_range(0..=9)?,
                self.source.int_in_range(0..=99)?
            ),
            6 => format!("{}.50", self.source.int_in_range(0..=9)?),
            7 => format!(
                "{}{}",
                self.source.int_in_range(1..=9)?,
                "0".repeat(self.source.int_in_range(17..=28)?)
            ),
            8 => format!(
                "0.{}{}",
                "0".repeat(self.source.int_in_range(5..=12)?),
                self.source.int_in_range(1..=9)?
            ),
            _ => self.source.int_in_range(0..=9)?.to_string(),
        })
    }

    /// Figures that mostly add up: parts at random, totals right more often than not.
    fn figures(&mut self) -> Result<Record> {
        let mut record = Record::default();
        let (mut rows, mut columns) = (self.rows.clone(), self.columns.clone());
        rows.extend(self.total_row.then_some("all"));
        columns.extend(self.total_column.then_some("sum"));
        let fill = self.source.int_in_range(0..=3)?;
        for row in &rows {
            for column in &columns {
                let text = if fill == 0 && self.source.ratio(3, 4)? {
                    String::new()
                } else {
                    self.text()?
                };
                record.cells.push(format!("t.{row}.{column}"), Some(text));
            }
        }
        for figure in FIGURES {
            record.cells.push(*figure, Some(self.text()?));
        }
        let choice = self.pick(&["是", "否", "缓", "", "别"])?;
        record.cells.push("k", Some(choice.to_owned()));
        if self.source.ratio(1, 3)? {
            let address = match self.source.int_in_range(0..=2)? {
                0 => format!("t.{}", self.line(true)?),
                _ => self.cell()?,
            };
            for (cell, text) in &mut record.cells.0 {
                if *cell == address
                    || cell
                        .strip_prefix(&address)
                        .is_some_and(|rest| rest.starts_with('.'))
                {
                    *text = None;
                }
            }
            record.absent.push(address);
        }
        Ok(record)
    }

    fn record(&mut self) -> Result<Record> {
        let mut record = self.figures()?;
        if self.source.ratio(2, 3)? {
            record.previous = Some(Box::new(self.figures()?));
        }
        if self.source.ratio(2, 3)? {
            let mut records = Vec::new();
            for _ in 0..self.source.int_in_range(1..=2)? {
                records.push(self.figures()?);
            }
            record.parts = Some(Parts {
                complete: self.source.ratio(2, 3)?,
                records,
            });
        }
        if self.source.ratio(1, 2)? {
            let figure = self.source.int_in_range(0..=12)?;
            record
                .prose
                .push("一、总体情况", Some(format!("全年共{figure}件。")));
        }
        Ok(record)
    }
}
