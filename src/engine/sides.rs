//! Session → the comparison by which a rule is explained, with its sides evaluated.

use super::session::{Session, Sides};
use crate::model::{Comparison, Test};
use crate::row::Relation;

impl Session {
    /// The comparison of a rule that decides it, evaluated; `None` where a side has an open blank.
    #[must_use]
    pub fn sides(&self, rule: usize) -> Option<Sides> {
        let mut view = self.view(rule);
        view.outcome(&self.plan.rules[rule]);
        let comparison = self.deciding(rule)?;
        let relation = match comparison.relation {
            Relation::Equal if self.is_lower_bound(rule) => Relation::GreaterOrEqual,
            relation => relation,
        };
        Some(Sides {
            left: view.value(&comparison.left)?,
            relation,
            right: view.value(&comparison.right)?,
        })
    }

    /// The comparison by which a rule is to be explained: the consequence of `if … then`, the first part that fails.
    #[must_use]
    pub fn deciding(&self, rule: usize) -> Option<&Comparison> {
        let view = self.view(rule);
        let fails = |comparison: &Comparison| {
            let sides = (view.value(&comparison.left), view.value(&comparison.right));
            matches!(sides, (Some(left), Some(right)) if !comparison.relation.holds(&left, &right))
        };
        deciding(&self.model.rules[rule].test, &fails)
    }
}

fn deciding<'a>(test: &'a Test, fails: &dyn Fn(&Comparison) -> bool) -> Option<&'a Comparison> {
    match test {
        Test::Compare(comparison) => Some(comparison),
        Test::All(parts) => {
            let mut comparisons = parts.iter().filter_map(|part| deciding(part, fails));
            let first = comparisons.next();
            match first {
                Some(comparison) if fails(comparison) => Some(comparison),
                first => comparisons.find(|comparison| fails(comparison)).or(first),
            }
        }
        Test::IfThen(_, consequence) => deciding(consequence, fails),
        Test::Any(_) | Test::Not(_) | Test::Given(_) => None,
    }
}
