//! What is settled for all readings of a fact at once.
//!
//! A rule is evaluated for every reading of a fact, and what it asks of the fact alone has one answer for all of them. Loops are what takes
//! long, so the loops that look at nothing but the fact are run for the first reading only.

use super::ast::Quantifier;
use super::datum::Datum;
use super::eval::{Around, Machine};
use super::program::{Id, Node, Over, Parts};
use crate::quantity::Verdict;

/// The answers that are known, by the loop.
#[derive(Debug, Default)]
pub struct Settled(Vec<(Id, Verdict)>);

impl Settled {
    fn get(&self, id: Id) -> Option<Verdict> {
        self.0.iter().find(|(known, _)| *known == id).map(|(_, verdict)| *verdict)
    }
}

impl<'v> Machine<'_, 'v> {
    /// Runs a loop, unless its answer is settled.
    pub(super) fn once(&mut self, id: Id, quantifier: Quantifier, over: Over, env: Around<'_, 'v>) -> Datum<'v> {
        if self.settled.is_none() || self.program.fixed.binary_search(&id).is_err() {
            return self.run(quantifier, over, env);
        }
        if let Some(verdict) = self.settled.as_ref().and_then(|settled| settled.get(id)) {
            return Datum::Truth(verdict);
        }
        let found = self.run(quantifier, over, env);
        if let (Some(settled), Datum::Truth(verdict)) = (&mut self.settled, &found) {
            settled.0.push((id, *verdict));
        }
        found
    }
}

/// The loops that say yes or no and look at the first binding only, which is the fact; neither at another nor at an element of a loop around them.
pub(super) fn fixed(nodes: &[Node], parts: &[Id]) -> Box<[Id]> {
    let mut sights: Vec<Sight> = Vec::with_capacity(nodes.len());
    for node in nodes {
        let sight = Sight::of(node, parts, &sights);
        sights.push(sight);
    }
    let fixed = |(at, node): (usize, &Node)| {
        let truth = matches!(node, Node::Loop(Quantifier::All | Quantifier::Any | Quantifier::None, _));
        (truth && sights.get(at) == Some(&Sight::default())).then_some(at as Id)
    };
    nodes.iter().enumerate().filter_map(fixed).collect()
}

/// How far around itself a node looks.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
struct Sight {
    /// Whether at a binding behind the first.
    reading: bool,
    /// At the elements of so many loops around.
    loops: u16,
}

impl Sight {
    /// Of a node, by those of its parts, which all stand before it.
    fn of(node: &Node, parts: &[Id], known: &[Sight]) -> Sight {
        let at = |id: Id| known.get(usize::from(id)).copied().unwrap_or_default();
        let all = |run: Parts| run.ids(parts).iter().map(|id| at(*id)).fold(Sight::default(), Sight::or);
        match *node {
            Node::Truth(_) | Node::Number(_) | Node::Text(_) | Node::Facts(_) => Sight::default(),
            Node::Binding(binding) => Sight { reading: binding > 0, loops: 0 },
            Node::Element(outward) => Sight { reading: false, loops: outward + 1 },
            Node::Field(of, _) | Node::Day(of, _) | Node::Not(of) | Node::Negate(of) => at(of),
            Node::List(run) | Node::Or(run) | Node::And(run) | Node::Call(_, run) => all(run),
            Node::Arithmetic(_, left, right) | Node::Compare(_, left, right) | Node::In(left, right) => at(left).or(at(right)),
            Node::Relate(_, left, right, width) => {
                [Some(left), Some(right), width].into_iter().flatten().map(at).fold(Sight::default(), Sight::or)
            }
            Node::Loop(_, over) => {
                let inside = [over.condition, over.body].into_iter().flatten().map(at).fold(Sight::default(), Sight::or);
                at(over.list).or(Sight { loops: inside.loops.saturating_sub(1), ..inside })
            }
        }
    }

    fn or(self, other: Sight) -> Sight {
        Sight { reading: self.reading || other.reading, loops: self.loops.max(other.loops) }
    }
}
