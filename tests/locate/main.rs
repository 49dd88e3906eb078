//! The locator against worked examples, against real reports, and against a twin that tries everything.

mod causes;
mod groups;
mod naive;
mod random;
mod reports;
mod worked;
