//! Model → Plan → Session: compiles the rules into rows, and keeps their verdicts while figures change.
//!
//! Knows numbers and indices; has never heard of text, labels' spelling or languages.

mod conditions;
mod evaluate;
mod glance;
mod held;
mod linear;
pub mod plan;
mod range;
mod reach;
mod running;
pub mod session;
mod sides;
mod straight;
mod whole;

pub use conditions::BlankReading;
pub use plan::Plan;
pub use session::{Broken, Outcome, Session, Sides, Value};
pub(crate) use straight::Straight;
