//! How far a long run has come, on the terminal of the error stream.

use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

/// A run shorter than this shows nothing.
const PATIENCE: Duration = Duration::from_secs(1);

/// The line is redrawn no more often than this.
const INTERVAL: Duration = Duration::from_millis(100);

/// A line that counts the documents.
pub struct Progress {
    total: usize,
    done: usize,
    shown: bool,
    next: Option<Instant>,
    /// Whether the standard output goes to a terminal too.
    shared: bool,
}

impl Progress {
    /// Of `total` documents; shows nothing when not wanted or when the error stream is no terminal.
    pub fn new(total: usize, wanted: bool) -> Self {
        let next = (wanted && std::io::stderr().is_terminal()).then(|| Instant::now() + PATIENCE);
        Progress { total, done: 0, shown: false, next, shared: std::io::stdout().is_terminal() }
    }

    /// One more document is done.
    pub fn step(&mut self) {
        self.done += 1;
        let now = Instant::now();
        if self.next.is_some_and(|next| next <= now) {
            // Nothing depends on whether the line could be drawn.
            let _ = write!(std::io::stderr(), "\r\x1b[K{}/{}", self.done, self.total);
            self.shown = true;
            self.next = Some(now + INTERVAL);
        }
    }

    /// Takes the line away before something is written to the standard output, if that is the same terminal.
    pub fn make_way(&mut self) {
        if self.shared {
            self.clear();
        }
    }

    /// Takes the line away, so that something else can be written to the error stream.
    pub fn clear(&mut self) {
        if std::mem::take(&mut self.shown) {
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }
}
