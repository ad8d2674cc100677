//! What is found in texts as units write them: one line of text, and below it every value that is read there.

#[path = "support/dump.rs"]
mod dump;
use dump::dump;
