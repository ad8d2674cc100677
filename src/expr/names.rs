//! Compiles what is named: elements of loops, bindings, aliases, kinds, and fields.

use super::ast::{Expr, Word};
use super::compile::{Compiler, Typed};
use super::functions;
use super::mistake::Mistake;
use super::nesting::{DEEPEST, too_deep};
use super::program::{End, Id, Node};
use super::types::{self, Ty};
use crate::text::Span;

impl Compiler<'_> {
    pub(super) fn name(&mut self, name: &str, span: Span) -> Result<Typed, Mistake> {
        if let Some(at) = self.elements.iter().rposition(|(known, _)| known == name) {
            let outward = self.elements.len() - 1 - at;
            return self.add(Node::Element(outward as u16), self.elements[at].1, span);
        }
        if let Some(at) = self.scope.bindings.iter().position(|(known, _)| known == name) {
            return self.add(Node::Binding(at as u16), self.scope.bindings[at].1, span);
        }
        if let Some(at) = self.scope.aliases.iter().position(|alias| alias.name == name) {
            return self.alias(at, span);
        }
        match types::kind(name, self.scope.schema) {
            Some(kind) => {
                self.kinds.push(kind);
                self.add(Node::Facts(kind), Ty::fact(kind).list(), span)
            }
            None => Err(self.unknown_name(name, span)),
        }
    }

    /// An alias is compiled once, outside the loops in which it is used.
    fn alias(&mut self, at: usize, span: Span) -> Result<Typed, Mistake> {
        let alias = &self.scope.aliases[at];
        self.deepest = self.deepest.max(self.level + alias.depth);
        if self.deepest > DEEPEST {
            return Err(too_deep(span, DEEPEST));
        }
        if let Some(known) = self.aliases[at] {
            return Ok(known);
        }
        let elements = std::mem::take(&mut self.elements);
        let compiled = self.expr(&alias.expr);
        self.elements = elements;
        self.aliases[at] = compiled.as_ref().ok().copied();
        compiled
    }

    fn unknown_name(&self, name: &str, span: Span) -> Mistake {
        if functions::find(name).is_some() {
            return Mistake::new(span, (format!("`{name}` 是函数"), format!("`{name}` is a function")))
                .help((format!("写作 `{name}(…)`"), format!("write `{name}(…)`")));
        }
        let elements = self.elements.iter().map(|(name, _)| name.as_str());
        let bindings = self.scope.bindings.iter().map(|(name, _)| name.as_str());
        let aliases = self.scope.aliases.iter().map(|alias| alias.name.as_str());
        let kinds = self.scope.schema.iter().map(|shape| shape.name);
        Mistake::unknown(span, ("名称", "name"), name, elements.chain(bindings).chain(aliases).chain(kinds))
    }

    pub(super) fn field(&mut self, root: &Expr, field: &Word, span: Span) -> Result<Typed, Mistake> {
        let part = self.expr(root)?;
        if part.ty == Ty::DATE {
            return self.day(part.id, field, span);
        }
        let Some(kind) = part.ty.kind() else {
            let found = self.describe(part.ty);
            let mistake = Mistake::new(
                root.span,
                (format!("只有事实才有字段，这是{}", found.zh), format!("only facts have fields, this is {}", found.en)),
            );
            return Err(match part.ty.element() {
                Some(_) => {
                    mistake.help((format!("写作 `list(x in …: x.{})`", field.name), format!("write `list(x in …: x.{})`", field.name)))
                }
                None => mistake,
            });
        };
        let (at, declared) = self.scope.field(kind, field)?;
        let ty = Ty::declared(declared.ty, self.scope.schema);
        let ty = ty.ok_or_else(|| {
            Mistake::new(
                field.span,
                (format!("`{}` 的事实种类不明", field.name), format!("the schema gives `{}` a kind it does not know", field.name)),
            )
        })?;
        self.kinds.push(kind);
        self.add(Node::Field(part.id, at), ty, span)
    }

    fn day(&mut self, date: Id, field: &Word, span: Span) -> Result<Typed, Mistake> {
        let end = match field.name.as_str() {
            "first" => End::First,
            "last" => End::Last,
            other => return Err(Mistake::unknown(field.span, ("日期字段", "field of a date named"), other, ["first", "last"])),
        };
        self.add(Node::Day(date, end), Ty::DATE, span)
    }
}
