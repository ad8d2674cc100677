//! A mistake in an expression: what, where, what was expected, and the nearest name.

use crate::language::Said;
use crate::text::Span;

/// A mistake of the author of a rule, with its place in the expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The place, in the source of the expression.
    pub span: Span,
    /// What is wrong.
    pub message: Said,
    /// What was expected, or what to write instead.
    pub help: Option<Said>,
}

impl Mistake {
    /// A mistake without advice.
    pub fn new(span: Span, message: impl Into<Said>) -> Self {
        Mistake { span, message: message.into(), help: None }
    }

    /// The same mistake with advice.
    pub fn help(mut self, help: impl Into<Said>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// A name that something else bears.
    pub fn taken(span: Span, name: &str) -> Self {
        Mistake::new(span, (format!("这里 `{name}` 已另有所指"), format!("`{name}` already names something else here")))
            .help(("换一个名称", "choose another name"))
    }

    /// A name that nothing bears: the nearest one is offered, else all there are.
    pub fn unknown<'n>(span: Span, what: impl Into<Said>, name: &str, known: impl IntoIterator<Item = &'n str>) -> Self {
        let known: Vec<&str> = known.into_iter().collect();
        let Said { zh, en } = what.into();
        let help = match nearest(name, &known) {
            Some(near) => (format!("是否应为 `{near}`？"), format!("did you mean `{near}`?")),
            None if known.is_empty() => (format!("这里没有{zh}"), format!("there is no {en} here")),
            None => (format!("可用：{}", known.join("、")), format!("known: {}", known.join(", "))),
        };
        Mistake::new(span, (format!("没有{zh} `{name}`"), format!("there is no {en} `{name}`"))).help(help)
    }
}

/// The known name that is most likely meant; none when nothing is near.
pub fn nearest<'n>(name: &str, known: &[&'n str]) -> Option<&'n str> {
    let scored = known.iter().map(|&other| (strsim::jaro_winkler(name, other), other));
    scored.filter(|(score, _)| *score > 0.8).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, other)| other)
}
