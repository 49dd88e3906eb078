//! "Why not this cell?" in words: what the rules of one cell ask of it.

use super::Explainer;
use super::repairs::NewFigure;
use crate::form::CellIndex;

impl Explainer<'_> {
    /// What one rule alone asks of one of its cells; nothing where no figure satisfies it.
    #[must_use]
    pub fn demand(&self, rule: usize, figure: Option<&NewFigure>) -> String {
        let rule = self.statement(rule);
        match figure {
            Some(NewFigure::Exactly(to)) => {
                let blanks = [("rule", &*rule), ("to", to)];
                self.words.say("why.demand", &blanks)
            }
            Some(NewFigure::Between(least, most)) => {
                let range = self.range(least.as_ref(), most.as_ref());
                let blanks = [("rule", &*rule), ("range", &range)];
                self.words.say("why.demand.range", &blanks)
            }
            None => self.words.say("why.demand.none", &[("rule", &rule)]),
        }
    }

    /// A cell whose rules all hold, or wait, with what stands there.
    #[must_use]
    pub fn fits(&self, cell: CellIndex, rules: usize) -> String {
        let key = if rules == 0 { "why.free" } else { "why.fits" };
        self.why(key, cell, ("count", &rules.to_string()))
    }

    /// A cell with which all of its rules could hold.
    #[must_use]
    pub fn could_be(&self, cell: CellIndex, figure: &NewFigure) -> String {
        match figure {
            NewFigure::Exactly(to) => self.why("why.value", cell, ("to", to)),
            NewFigure::Between(least, most) => {
                let range = self.range(least.as_ref(), most.as_ref());
                self.why("why.range", cell, ("range", &range))
            }
        }
    }

    /// A cell with which its rules can't all hold; `rules` are the fewest that no figure satisfies together.
    #[must_use]
    pub fn could_not_be(&self, cell: CellIndex, rules: usize) -> String {
        let key = match rules {
            0 | 1 => "why.rule",
            _ => "why.conflict",
        };
        self.why(key, cell, ("count", &rules.to_string()))
    }

    fn why(&self, key: &str, cell: CellIndex, blank: (&str, &str)) -> String {
        self.words.say(key, &[("cell", &self.cell(cell)), blank])
    }
}
