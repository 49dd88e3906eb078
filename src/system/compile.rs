//! Conditions → bounds on sums, and the trees of *and* and *or* that remain.

use super::System;
use super::bound::{Bound, Reason, Side};
use super::value::Value;
use crate::number::Number;
use crate::row::{Condition, Relation, Row};

pub(super) type NodeIndex = usize;

/// A part of a condition.
#[derive(Clone, Debug)]
pub(super) enum Node {
    /// A variable of the tableau within two ends.
    Within {
        variable: usize,
        lower: Option<Value>,
        upper: Option<Value>,
    },
    All(Vec<NodeIndex>),
    Any(Vec<NodeIndex>),
}

/// An `Any` that has to hold.
#[derive(Clone, Copy, Debug)]
pub(super) struct Obligation {
    pub node: NodeIndex,
    /// The condition that it is a part of.
    pub condition: usize,
    /// The depth of the case in which it has to hold; none where it always has to.
    pub assumed: Option<usize>,
}

impl System {
    /// Makes a part of a condition hold always.
    pub(super) fn demand_node(&mut self, node: NodeIndex, index: usize) {
        match self.nodes[node].clone() {
            Node::Within {
                variable,
                lower,
                upper,
            } => {
                for (side, value) in [(Side::Lower, lower), (Side::Upper, upper)] {
                    if let Some(value) = value {
                        let reason = Reason::Condition(index);
                        self.tableau
                            .set_bound(variable, side, Some(Bound { value, reason }));
                    }
                }
            }
            Node::All(parts) => {
                for part in parts {
                    self.demand_node(part, index);
                }
            }
            Node::Any(parts) if parts.is_empty() => self.absurd.push(index),
            Node::Any(parts) if parts.len() == 1 => self.demand_node(parts[0], index),
            Node::Any(_) => self.obligations.push(Obligation {
                node,
                condition: index,
                assumed: None,
            }),
        }
    }

    fn add_node(&mut self, node: Node) -> NodeIndex {
        self.nodes.push(node);
        self.nodes.len() - 1
    }

    pub(super) fn compile(&mut self, condition: &Condition) -> NodeIndex {
        match condition {
            Condition::Row(row) => self.compile_row(row),
            Condition::All(parts) => {
                let parts = parts.iter().map(|part| self.compile(part)).collect();
                self.add_node(Node::All(parts))
            }
            Condition::Any(parts) => {
                let parts = parts.iter().map(|part| self.compile(part)).collect();
                self.add_node(Node::Any(parts))
            }
        }
    }

    fn compile_row(&mut self, row: &Row) -> NodeIndex {
        let known = |(variable, _): &&(usize, Number)| self.is_variable(*variable);
        let terms: Vec<(usize, Number)> = row.terms.iter().filter(known).cloned().collect();
        if terms.is_empty() {
            let holds = row.relation.holds(&Number::ZERO, &row.constant);
            return self.add_node(if holds {
                Node::All(Vec::new())
            } else {
                Node::Any(Vec::new())
            });
        }
        let variable = self.tableau.add_sum(terms);
        self.domains.push(None);
        self.held.push(false);
        let at = || Some(Value::exact(row.constant.clone()));
        let below = || Some(Value::just_below(row.constant.clone()));
        let above = || Some(Value::just_above(row.constant.clone()));
        let within = |lower, upper| Node::Within {
            variable,
            lower,
            upper,
        };
        let node = match row.relation {
            Relation::Equal => within(at(), at()),
            Relation::LessOrEqual => within(None, at()),
            Relation::GreaterOrEqual => within(at(), None),
            Relation::Less => within(None, below()),
            Relation::Greater => within(above(), None),
            Relation::NotEqual => {
                let less = self.add_node(within(None, below()));
                let greater = self.add_node(within(above(), None));
                Node::Any(vec![less, greater])
            }
        };
        self.add_node(node)
    }

    /// Whether a part of a condition holds for the values that the tableau has now.
    pub(super) fn is_met(&self, node: NodeIndex) -> bool {
        match &self.nodes[node] {
            Node::Within {
                variable,
                lower,
                upper,
            } => {
                let value = &self.tableau.values[*variable];
                lower.as_ref().is_none_or(|lower| value >= lower)
                    && upper.as_ref().is_none_or(|upper| value <= upper)
            }
            Node::All(parts) => parts.iter().all(|part| self.is_met(*part)),
            Node::Any(parts) => parts.iter().any(|part| self.is_met(*part)),
        }
    }
}
