//! The language by example: expressions over a small report, and what they come to.

mod language;
mod mistakes;
mod properties;
mod report;
mod speed;
