//! Expressions, each changed in one place. Whether the examples of a rule notice a change tells how much of the rule they hold.
//!
//! A change is a replacement in the source, so that what is changed is compiled, checked and shown like anything an author writes.

use super::ast::{Comparison, Expr, Form, Loop, Operator, Quantifier, Relator};
use super::mistake::Mistake;
use super::parse;
use crate::quantity::Decimal;
use crate::text::Span;

/// Longer lists of words are vocabulary: to show each of their words is not the task of examples.
const WORDS: usize = 4;

/// A change of an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What is replaced, in the source.
    span: Span,
    /// By what.
    by: String,
    /// The part of the source that shows what is meant.
    around: Span,
}

impl Change {
    /// The source with the change.
    pub fn applied(&self, source: &str) -> String {
        self.within(source, Span::new(0, source.len()))
    }

    /// The part that is changed: as it was, and as it becomes.
    pub fn shown(&self, source: &str) -> (String, String) {
        (self.around.of(source).to_owned(), self.within(source, self.around))
    }

    fn within(&self, source: &str, part: Span) -> String {
        let piece = |start: u32, end: u32| Span { start, end }.of(source);
        format!("{}{}{}", piece(part.start, self.span.start), self.by, piece(self.span.end, part.end))
    }
}

/// Every change of an expression that stands for a truth or a value, in the order of their places.
pub fn changes(source: &str, is_truth: bool) -> Result<Vec<Change>, Mistake> {
    Ok(Mutator::run(source, &parse::expression(source)?, is_truth))
}

/// Every change of the condition of a selector: `execution where has(it.rate)`.
pub fn selector_changes(source: &str) -> Result<Vec<Change>, Mistake> {
    let (_, condition) = parse::selector(source)?;
    Ok(condition.map(|condition| Mutator::run(source, &condition, true)).unwrap_or_default())
}

struct Mutator<'s> {
    source: &'s str,
    /// The relation or call in which the present part stands: a number alone would not show what is meant.
    around: Option<Span>,
    changes: Vec<Change>,
}

impl<'s> Mutator<'s> {
    fn run(source: &'s str, expr: &Expr, is_truth: bool) -> Vec<Change> {
        let mut mutator = Mutator { source, around: None, changes: Vec::new() };
        mutator.walk(expr, is_truth);
        mutator.changes.sort_by_key(|change| change.span);
        mutator.changes
    }

    fn replace(&mut self, span: Span, by: impl Into<String>, around: Span) {
        let (span, around) = (self.trimmed(span), self.trimmed(around));
        self.changes.push(Change { span, by: by.into(), around });
    }

    /// Without the white space that the grammar may leave at the end of a part.
    fn trimmed(&self, span: Span) -> Span {
        Span { end: span.start + span.of(self.source).trim_end().len() as u32, ..span }
    }

    /// The same, shown with the relation or call around.
    fn replace_inside(&mut self, span: Span, by: impl Into<String>) {
        self.replace(span, by, self.around.unwrap_or(span));
    }

    fn inside(&mut self, around: Span, walk: impl FnOnce(&mut Self)) {
        let outer = self.around.replace(around);
        walk(self);
        self.around = outer;
    }

    /// Changes a node and everything below it; `is_truth` says that its place asks whether something holds.
    fn walk(&mut self, expr: &Expr, is_truth: bool) {
        match &expr.form {
            Form::Truth(truth) => self.replace(expr.span, (!truth).to_string(), expr.span),
            Form::Number(value) => self.steps(*value, "", expr.span),
            Form::Ratio(value, exponent) => self.steps(*value, if *exponent == -2 { "%" } else { "‰" }, expr.span),
            Form::Text(_) => {}
            Form::Name(_) => self.negate(expr, is_truth),
            Form::Field(root, _) => {
                self.negate(expr, is_truth);
                self.walk(root, false);
            }
            Form::List(elements) => self.list(elements, expr.span),
            Form::Or(parts) => self.parts(parts, "false"),
            Form::And(parts) => self.parts(parts, "true"),
            Form::Not(operand) => {
                self.replace(expr.span, format!("({})", operand.span.of(self.source)), expr.span);
                self.walk(operand, true);
            }
            Form::Negate(operand) => self.walk(operand, false),
            Form::Arithmetic(operator, left, right) => self.arithmetic(*operator, left, right),
            Form::Relation(relator, left, right) => self.relation(*relator, [left, right], expr.span),
            Form::Within(relator, parts) => {
                let [left, right, width] = &**parts;
                self.relation(*relator, [left, right], expr.span);
                self.inside(expr.span, |inner| inner.walk(width, false));
            }
            Form::Call(name, arguments) => self.call(&name.name, arguments, expr, is_truth),
            Form::Quantified(quantifier, over) => self.quantified(*quantifier, over, expr.span),
            Form::Aggregate(quantifier, list) => {
                self.quantifier(*quantifier, expr.span);
                self.walk(list, false);
            }
        }
    }

    /// What holds becomes what does not.
    fn negate(&mut self, expr: &Expr, is_truth: bool) {
        if is_truth {
            self.replace(expr.span, format!("not ({})", expr.span.of(self.source)), expr.span);
        }
    }

    /// One step up and one down, of the last digit.
    fn steps(&mut self, value: Decimal, sign: &str, span: Span) {
        let step = Decimal::new(1, value.scale());
        for stepped in [value.checked_add(step), value.checked_sub(step)].into_iter().flatten() {
            let by = if stepped < Decimal::ZERO { format!("(0 - {}{sign})", -stepped) } else { format!("{stepped}{sign}") };
            self.replace_inside(span, by);
        }
    }

    /// Each word of a short list goes; other elements are expressions.
    fn list(&mut self, elements: &[Expr], span: Span) {
        let words = elements.iter().all(|element| matches!(element.form, Form::Text(_)));
        for (at, element) in elements.iter().enumerate() {
            if words && elements.len() <= WORDS {
                let others = elements.iter().enumerate().filter(|(other, _)| *other != at);
                let kept: Vec<&str> = others.map(|(_, other)| other.span.of(self.source)).collect();
                self.replace_inside(span, format!("[{}]", kept.join(", ")));
            }
            self.walk(element, false);
        }
    }

    /// Each part of a conjunction or disjunction goes.
    fn parts(&mut self, parts: &[Expr], neutral: &str) {
        for part in parts {
            self.replace(part.span, neutral, part.span);
            self.walk(part, true);
        }
    }

    fn arithmetic(&mut self, operator: Operator, left: &Expr, right: &Expr) {
        let other = match operator {
            Operator::Add => "-",
            Operator::Subtract | Operator::Multiply => "+",
        };
        self.replace_inside(self.between(left, right), other);
        self.walk(left, false);
        self.walk(right, false);
    }

    fn relation(&mut self, relator: Relator, [left, right]: [&Expr; 2], span: Span) {
        let sign = self.between(left, right);
        others(relator).iter().for_each(|other| self.replace(sign, *other, span));
        self.inside(span, |inner| [left, right].into_iter().for_each(|side| inner.walk(side, false)));
    }

    /// The sign between two operands, without the brackets and spaces around it.
    fn between(&self, left: &Expr, right: &Expr) -> Span {
        let gap = Span { start: left.span.end, end: right.span.start };
        let text = gap.of(self.source);
        let start = text.len() - text.trim_start_matches(|char: char| char.is_whitespace() || char == ')').len();
        let end = text.trim_end_matches(|char: char| char.is_whitespace() || char == '(').len();
        Span::new(start, end.max(start)).shift(gap.start)
    }

    fn call(&mut self, name: &str, arguments: &[Expr], expr: &Expr, is_truth: bool) {
        let chooses = name == "if";
        self.negate(expr, is_truth && !chooses);
        let walk = |inner: &mut Self| {
            arguments.iter().enumerate().for_each(|(at, argument)| inner.walk(argument, chooses && (at == 0 || is_truth)));
        };
        if chooses { walk(self) } else { self.inside(expr.span, walk) }
    }

    fn quantified(&mut self, quantifier: Quantifier, over: &Loop, span: Span) {
        self.quantifier(quantifier, span);
        self.walk(&over.list, false);
        if let Some(condition) = &over.condition {
            self.replace(condition.span, "true", condition.span);
            self.walk(condition, true);
        }
        if let Some(body) = &over.body {
            self.walk(body, matches!(quantifier, Quantifier::All | Quantifier::Any | Quantifier::None));
        }
    }

    fn quantifier(&mut self, quantifier: Quantifier, span: Span) {
        use Quantifier::*;
        let other = match quantifier {
            All => Any,
            Any => All,
            None => Any,
            Min => Max,
            Max => Min,
            Count | Sum | List | First | Best => return,
        };
        let name = Span::new(0, quantifier.name().len()).shift(span.start);
        self.replace(name, other.name(), span);
    }
}

/// What a sign is mistaken for: its neighbour at the border, and its opposite.
fn others(relator: Relator) -> &'static [&'static str] {
    match relator {
        Relator::About => &["≲", "≳"],
        Relator::AtMostAbout => &["≈", "≳"],
        Relator::AtLeastAbout => &["≈", "≲"],
        Relator::Plain(Comparison::Equal) => &["≠"],
        Relator::Plain(Comparison::Unequal) => &["="],
        Relator::Plain(Comparison::Less) => &["≤", "≥"],
        Relator::Plain(Comparison::AtMost) => &["<", ">"],
        Relator::Plain(Comparison::More) => &["≥", "≤"],
        Relator::Plain(Comparison::AtLeast) => &[">", "<"],
        Relator::In => &["not in"],
        Relator::Outside => &["in"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(source: &str) -> Vec<String> {
        let changes = changes(source, true).expect("an expression");
        changes.iter().map(|change| change.applied(source)).collect()
    }

    #[test]
    fn a_comparison_moves_its_border_and_turns() {
        assert_eq!(changed("(a) ≤ (2)"), ["(a) < (2)", "(a) > (2)", "(a) ≤ (3)", "(a) ≤ (1)"]);
        assert_eq!(changed("a > 1 and b < 4")[0], "true and b < 4");
        assert_eq!(changed("a ≈ -b"), ["a ≲ -b", "a ≳ -b"]);
        assert_eq!(changed("a.b ≥ 99.5%"), ["a.b > 99.5%", "a.b < 99.5%", "a.b ≥ 99.6%", "a.b ≥ 99.4%"]);
    }

    #[test]
    fn each_part_goes_and_each_truth_turns() {
        assert_eq!(
            changed("has(a) and not (b or c)"),
            [
                "true and not (b or c)",
                "not (has(a)) and not (b or c)",
                "has(a) and true",
                "has(a) and (b or c)",
                "has(a) and not (false or c)",
                "has(a) and not (not (b) or c)",
                "has(a) and not (b or false)",
                "has(a) and not (b or not (c))",
            ]
        );
    }

    #[test]
    fn loops_lists_and_choices() {
        assert_eq!(
            changed("all(x in l where x.a: x.b + 1 = 2)"),
            [
                "any(x in l where x.a: x.b + 1 = 2)",
                "all(x in l where true: x.b + 1 = 2)",
                "all(x in l where not (x.a): x.b + 1 = 2)",
                "all(x in l where x.a: x.b - 1 = 2)",
                "all(x in l where x.a: x.b + 2 = 2)",
                "all(x in l where x.a: x.b + 0 = 2)",
                "all(x in l where x.a: x.b + 1 ≠ 2)",
                "all(x in l where x.a: x.b + 1 = 3)",
                "all(x in l where x.a: x.b + 1 = 1)",
            ]
        );
        assert_eq!(changed("x in ['a', 'b']"), ["x not in ['a', 'b']", "x in ['b']", "x in ['a']"]);
        assert_eq!(changed("if(a, b * c > d, e)")[0..3], ["if(not (a), b * c > d, e)", "if(a, b + c > d, e)", "if(a, b * c ≥ d, e)"]);
    }

    #[test]
    fn what_is_changed_is_shown_with_what_stands_around() {
        let source = "date where it.a and it.b ≥ 2";
        let changes = selector_changes(source).expect("a selector");
        assert_eq!(changes[0].shown(source), ("it.a".to_owned(), "true".to_owned()));
        assert_eq!(changes[3].shown(source), ("it.b ≥ 2".to_owned(), "it.b > 2".to_owned()));
        assert_eq!(selector_changes("date"), Ok(Vec::new()));
    }
}
