//! Compiles what relates or quantifies: comparisons, membership, calls and loops.

use super::ast::{Comparison, Expr, Loop, Quantifier, Relator, Word};
use super::compile::{Compiler, Typed};
use super::functions;
use super::mistake::Mistake;
use super::program::{Id, Node, Over};
use super::types::Ty;
use crate::quantity::Op;
use crate::text::Span;

impl Compiler<'_> {
    pub(super) fn relation(&mut self, relator: Relator, left: &Expr, right: &Expr, span: Span) -> Result<Typed, Mistake> {
        match (relator, interval(relator)) {
            (_, Some((op, sign))) => {
                let left = self.typed(left, Ty::NUMBER, sign)?;
                let right = self.typed(right, Ty::NUMBER, sign)?;
                self.add(Node::Relate(op, left, right, None), Ty::TRUTH, span)
            }
            (Relator::Plain(comparison), None) => self.compare(comparison, left, right, span),
            (Relator::Outside, None) => {
                let inside = self.member(left, right, span)?;
                self.add(Node::Not(inside.id), Ty::TRUTH, span)
            }
            (Relator::In | Relator::About | Relator::AtMostAbout | Relator::AtLeastAbout, None) => self.member(left, right, span),
        }
    }

    pub(super) fn within(&mut self, relator: Relator, parts: &[Expr; 3], span: Span) -> Result<Typed, Mistake> {
        let [left, right, width] = parts;
        let Some((op, sign)) = interval(relator) else {
            return Err(Mistake::new(span, "`within` widens approximate figures").help("it follows `≈`, `≲` or `≳`"));
        };
        let left = self.typed(left, Ty::NUMBER, sign)?;
        let right = self.typed(right, Ty::NUMBER, sign)?;
        let width = self.typed(width, Ty::NUMBER, "`within`")?;
        self.add(Node::Relate(op, left, right, Some(width)), Ty::TRUTH, span)
    }

    fn compare(&mut self, comparison: Comparison, left: &Expr, right: &Expr, span: Span) -> Result<Typed, Mistake> {
        let (a, b) = (self.expr(left)?, self.expr(right)?);
        if a.ty.meet(b.ty).is_none() {
            let (a, b) = (self.describe(a.ty), self.describe(b.ty));
            return Err(Mistake::new(span, format!("the left side is {a}, the right side {b}")).help("both sides have one type"));
        }
        let ordered = a.ty == Ty::NUMBER || a.ty == Ty::DATE;
        let equality = matches!(comparison, Comparison::Equal | Comparison::Unequal);
        if a.ty.element().is_some() {
            let help = "for example: all(x in a: x in b)";
            return Err(Mistake::new(span, format!("{} cannot be compared", self.describe(a.ty))).help(help));
        }
        if !ordered && !equality {
            let message = format!("{} has no order", self.describe(a.ty));
            return Err(Mistake::new(span, message).help("only numbers and dates have one; others compare with `=` and `≠`"));
        }
        self.add(Node::Compare(comparison, a.id, b.id), Ty::TRUTH, span)
    }

    fn member(&mut self, left: &Expr, right: &Expr, span: Span) -> Result<Typed, Mistake> {
        let (element, list) = (self.expr(left)?, self.expr(right)?);
        let fits = list.ty.element().and_then(|ty| ty.meet(element.ty)).is_some();
        if fits && element.ty.element().is_none() {
            return self.add(Node::In(element.id, list.id), Ty::TRUTH, span);
        }
        let (a, b) = (self.describe(element.ty), self.describe(list.ty));
        let mistake = Mistake::new(span, format!("{a} cannot be in {b}"));
        Err(match list.ty == Ty::TEXT {
            true => mistake.help("a part of a text is found by `contains(text, part)`"),
            false => mistake.help("`in` takes a value and a list of such values"),
        })
    }

    pub(super) fn call(&mut self, name: &Word, arguments: &[Expr], span: Span) -> Result<Typed, Mistake> {
        let function = functions::find(&name.name);
        let function = function.ok_or_else(|| Mistake::unknown(name.span, "function", &name.name, functions::names()))?;
        if arguments.len() != function.params.len() {
            let message = format!("`{}` takes {}, here are {}", name.name, values(function.params.len()), arguments.len());
            return Err(Mistake::new(span, message).help(function.signature()));
        }
        let (mut ids, mut types) = (Vec::new(), Vec::new());
        for (argument, param) in arguments.iter().zip(function.params) {
            let part = self.expr(argument)?;
            if !param.admits(part.ty, &types) {
                let found = self.describe(part.ty);
                return Err(Mistake::new(argument.span, format!("this is {found}")).help(function.signature()));
            }
            ids.push(part.id);
            types.push(part.ty);
        }
        let parts = self.parts(&ids, span)?;
        self.add(Node::Call(function, parts), function.returns.of(&types), span)
    }

    pub(super) fn aggregate(&mut self, quantifier: Quantifier, list: &Expr, span: Span) -> Result<Typed, Mistake> {
        let (name, over) = (quantifier.name(), self.expr(list)?);
        let element = self.element(over, list.span, name)?;
        let over = Over { list: over.id, condition: None, body: None };
        self.close(quantifier, over, element, element, list.span, span)
    }

    pub(super) fn quantified(&mut self, quantifier: Quantifier, over: &Loop, span: Span) -> Result<Typed, Mistake> {
        let list = self.expr(&over.list)?;
        let element = self.element(list, over.list.span, quantifier.name())?;
        self.refuse_shadow(&over.binder)?;
        self.elements.push((over.binder.name.clone(), element));
        let condition = over.condition.as_ref().map(|condition| self.typed(condition, Ty::TRUTH, "`where`")).transpose();
        let body = over.body.as_ref().map(|body| self.expr(body)).transpose();
        self.elements.pop();
        let condition = condition?;
        let body = self.body(quantifier, body?, condition, span)?;
        let place = over.body.as_ref().map_or(over.list.span, |body| body.span);
        let parts = Over { list: list.id, condition, body: body.map(|body| body.id) };
        self.close(quantifier, parts, element, body.map_or(element, |body| body.ty), place, span)
    }

    /// `any` and `none` ask whether an element is selected when nothing more is asked of it.
    fn body(&mut self, quantifier: Quantifier, body: Option<Typed>, condition: Option<Id>, span: Span) -> Result<Option<Typed>, Mistake> {
        let selects = matches!(quantifier, Quantifier::Any | Quantifier::None) && condition.is_some();
        match body {
            None if selects => self.add(Node::Truth(true), Ty::TRUTH, span).map(Some),
            body => Ok(body),
        }
    }

    fn element(&self, list: Typed, span: Span, name: &str) -> Result<Ty, Mistake> {
        list.ty.element().ok_or_else(|| Mistake::new(span, format!("`{name}` takes a list, this is {}", self.describe(list.ty))))
    }

    fn refuse_shadow(&self, binder: &Word) -> Result<(), Mistake> {
        let taken = self.scope.knows(&binder.name) || self.elements.iter().any(|(name, _)| *name == binder.name);
        if taken { Err(Mistake::taken(binder.span, &binder.name)) } else { Ok(()) }
    }

    /// Checks what is asked of each element, and adds the loop.
    fn close(&mut self, quantifier: Quantifier, over: Over, element: Ty, body: Ty, place: Span, span: Span) -> Result<Typed, Mistake> {
        let wanted = |wanted: &[Ty]| wanted.iter().any(|ty| body.meet(*ty).is_some());
        let (fits, result) = match quantifier {
            Quantifier::All | Quantifier::Any | Quantifier::None => (wanted(&[Ty::TRUTH]), Ty::TRUTH),
            Quantifier::Count => (over.body.is_none(), Ty::NUMBER),
            Quantifier::Sum => (wanted(&[Ty::NUMBER]), Ty::NUMBER),
            Quantifier::List => (true, body.list()),
            Quantifier::First => (true, body),
            Quantifier::Best => (wanted(&[Ty::TRUTH, Ty::NUMBER]), element),
            Quantifier::Min | Quantifier::Max => (wanted(&[Ty::NUMBER, Ty::DATE]), body),
        };
        if fits {
            return self.add(Node::Loop(quantifier, over), result, span);
        }
        let message = format!("`{}` cannot ask this: it is {}", quantifier.name(), self.describe(body));
        Err(Mistake::new(place, message).help(format!("for example: {}", functions::example(quantifier.name()))))
    }
}

fn interval(relator: Relator) -> Option<(Op, &'static str)> {
    match relator {
        Relator::About => Some((Op::About, "`≈`")),
        Relator::AtMostAbout => Some((Op::AtMost, "`≲`")),
        Relator::AtLeastAbout => Some((Op::AtLeast, "`≳`")),
        Relator::Plain(_) | Relator::In | Relator::Outside => None,
    }
}

fn values(count: usize) -> String {
    if count == 1 { "one value".to_owned() } else { format!("{count} values") }
}
