//! Findings → the repaired text, how it differs, and the file replaced whole.
//!
//! A repair is taken whole or not at all. Repairs that touch the same place are taken one after another, on the text as it then is,
//! so that repairing twice changes nothing more.

mod apply;
mod diff;
mod write;

pub use apply::{Fixed, once, settled};
pub use diff::unified;
pub use write::replace;
