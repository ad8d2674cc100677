//! Compiles what relates or quantifies: comparisons, membership, calls and loops.

use super::ast::{Comparison, Expr, Loop, Quantifier, Relator, Word};
use super::compile::{Compiler, Typed};
use super::functions;
use super::mistake::Mistake;
use super::program::{Id, Node, Over};
use super::types::Ty;
use crate::language::Said;
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
            return Err(Mistake::new(span, ("`within` 只放宽近似比较", "`within` widens approximate figures"))
                .help(("写在 `≈`、`≲` 或 `≳` 之后", "it follows `≈`, `≲` or `≳`")));
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
            return Err(Mistake::new(
                span,
                (format!("左边是{}，右边是{}", a.zh, b.zh), format!("the left side is {}, the right side {}", a.en, b.en)),
            )
            .help(("两边须是同一类型", "both sides have one type")));
        }
        let ordered = a.ty == Ty::NUMBER || a.ty == Ty::DATE;
        let equality = matches!(comparison, Comparison::Equal | Comparison::Unequal);
        if a.ty.element().is_some() {
            let help = ("例如：all(x in a: x in b)", "for example: all(x in a: x in b)");
            let found = self.describe(a.ty);
            return Err(Mistake::new(span, (format!("{}不能比较", found.zh), format!("{} cannot be compared", found.en))).help(help));
        }
        if !ordered && !equality {
            let found = self.describe(a.ty);
            let message = (format!("{}没有大小先后", found.zh), format!("{} has no order", found.en));
            return Err(Mistake::new(span, message).help((
                "只有数和日期分大小先后；其他用 `=`、`≠` 比较",
                "only numbers and dates have one; others compare with `=` and `≠`",
            )));
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
        let mistake = Mistake::new(span, (format!("{}不能在{}之中", a.zh, b.zh), format!("{} cannot be in {}", a.en, b.en)));
        Err(match list.ty == Ty::TEXT {
            true => mistake.help(("文字中的一段用 `contains(text, part)` 判断", "a part of a text is found by `contains(text, part)`")),
            false => mistake.help(("`in` 左边是一个值，右边是同类值的列表", "`in` takes a value and a list of such values")),
        })
    }

    pub(super) fn call(&mut self, name: &Word, arguments: &[Expr], span: Span) -> Result<Typed, Mistake> {
        let function = functions::find(&name.name);
        let function = function.ok_or_else(|| Mistake::unknown(name.span, ("函数", "function"), &name.name, functions::names()))?;
        if arguments.len() != function.params.len() {
            let (wanted, here) = (function.params.len(), arguments.len());
            let message = (
                format!("`{}` 要 {wanted} 个值，这里有 {here} 个", name.name),
                format!("`{}` takes {}, here are {here}", name.name, values(wanted)),
            );
            return Err(Mistake::new(span, message).help(function.signature()));
        }
        let (mut ids, mut types) = (Vec::new(), Vec::new());
        for (argument, param) in arguments.iter().zip(function.params) {
            let part = self.expr(argument)?;
            if !param.admits(part.ty, &types) {
                let found = self.describe(part.ty);
                return Err(
                    Mistake::new(argument.span, (format!("这是{}", found.zh), format!("this is {}", found.en))).help(function.signature())
                );
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
        let no_list = |found: Said| (format!("`{name}` 要列表，这是{}", found.zh), format!("`{name}` takes a list, this is {}", found.en));
        list.ty.element().ok_or_else(|| Mistake::new(span, no_list(self.describe(list.ty))))
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
        let (name, found) = (quantifier.name(), self.describe(body));
        let message = (format!("`{name}` 不能这样问：这是{}", found.zh), format!("`{name}` cannot ask this: it is {}", found.en));
        Err(Mistake::new(place, message)
            .help((format!("例如：{}", functions::example(name)), format!("for example: {}", functions::example(name)))))
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
