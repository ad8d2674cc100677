//! A file that a person wrote, for faults at their places in it.

use crate::error::Fault;
use crate::expr::Mistake;
use crate::language::Said;
use crate::text::Span;
use std::path::PathBuf;
use std::sync::Arc;

/// A file as written.
#[derive(Clone, Debug, Default)]
pub struct Written {
    /// Where it stands, as people read it.
    pub path: PathBuf,
    /// Its text.
    pub source: Arc<str>,
}

impl Written {
    /// A fault at a place of it.
    pub fn fault(&self, span: Span, message: impl Into<Said>) -> Fault {
        let fault = Fault::of_file(self.path.to_string_lossy(), message);
        Fault { source: Some(self.source.clone()), span: Some(span), ..fault }
    }

    /// A mistake, as a fault.
    pub fn mistaken(&self, mistake: Mistake) -> Fault {
        let fault = self.fault(mistake.span, mistake.message);
        Fault { help: mistake.help, ..fault }
    }
}
