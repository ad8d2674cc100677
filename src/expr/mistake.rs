//! A mistake in an expression: what, where, what was expected, and the nearest name.

use crate::text::Span;

/// A mistake of the author of a rule, with its place in the expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The place, in the source of the expression.
    pub span: Span,
    /// What is wrong.
    pub message: String,
    /// What was expected, or what to write instead.
    pub help: Option<String>,
}

impl Mistake {
    /// A mistake without advice.
    pub fn new(span: Span, message: impl Into<String>) -> Self {
        Mistake { span, message: message.into(), help: None }
    }

    /// The same mistake with advice.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// A name that something else bears.
    pub fn taken(span: Span, name: &str) -> Self {
        Mistake::new(span, format!("`{name}` already names something else here")).help("choose another name")
    }

    /// A name that nothing bears: the nearest one is offered, else all there are.
    pub fn unknown<'n>(span: Span, what: &str, name: &str, known: impl IntoIterator<Item = &'n str>) -> Self {
        let known: Vec<&str> = known.into_iter().collect();
        let help = match nearest(name, &known) {
            Some(near) => format!("did you mean `{near}`?"),
            None if known.is_empty() => format!("there is no {what} here"),
            None => format!("known: {}", known.join(", ")),
        };
        Mistake::new(span, format!("there is no {what} `{name}`")).help(help)
    }
}

/// The known name that is most likely meant; none when nothing is near.
pub fn nearest<'n>(name: &str, known: &[&'n str]) -> Option<&'n str> {
    let scored = known.iter().map(|&other| (strsim::jaro_winkler(name, other), other));
    scored.filter(|(score, _)| *score > 0.8).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, other)| other)
}
