//! Which extractors build on each other's facts, and how those that do not run side by side.

use super::{Context, Facts, KINDS, Kind, KindSet, position, report};
use rayon::prelude::*;

/// Documents shorter than this, in bytes, are read faster by one thread than several threads are woken.
const LARGE: usize = 32 * 1024;

/// Kinds of which each reads facts of another, or a reader reads both.
pub struct Family(Vec<&'static Kind>);

/// Runs the extractors of the set. On a large document each family of kinds is found beside the others.
pub fn extract<'a>(context: &Context<'a>, kinds: &KindSet) -> Facts<'a> {
    let mut found = in_families(context, kinds, [], |facts, _| facts).into_iter();
    let mut facts = found.next().unwrap_or_else(|| Facts::new(&context.document.flow.text));
    let known = facts.of(report::REPORT.name).count();
    found.for_each(|other| facts.join(other, known));
    facts
}

/// Runs the extractors of the set and gives the facts to `read`: of a large document family by family, each beside the others and with what
/// is known of the report as a whole. The kinds that stand together in `read_together` are of one family.
pub fn in_families<'a, 'k, R: Send>(
    context: &Context<'a>,
    kinds: &KindSet,
    read_together: impl IntoIterator<Item = &'k [&'static str]>,
    read: impl Fn(Facts<'a>, &Family) -> R + Sync,
) -> Vec<R> {
    let all: Vec<&'static Kind> = kinds.kinds().collect();
    let mut facts = Facts::new(&context.document.flow.text);
    if context.document.flow.text.len() < LARGE {
        run(&all, context, &mut facts);
        return vec![read(facts, &Family(all))];
    }
    let (first, others): (Vec<&Kind>, Vec<&Kind>) = all.iter().partition(|kind| is_root(kind));
    run(&first, context, &mut facts);
    let mut families = families(&others, read_together);
    families.push(Family(first));
    let found = families.into_par_iter().with_max_len(1).map(|family| {
        let mut facts = facts.clone();
        run(family.0.iter().filter(|kind| !is_root(kind)), context, &mut facts);
        read(facts, &family)
    });
    found.collect()
}

impl Family {
    /// Whether it has the facts of a reader of these kinds.
    pub fn is_read_by(&self, kinds: &[&str]) -> bool {
        let told = kinds.iter().find(|name| **name != report::REPORT.name).or(kinds.first());
        self.0.iter().any(|kind| told.is_some_and(|name| kind.name == *name))
    }
}

/// Runs the extractors of the set, in the order of [`KINDS`]; `done` hears of every kind when its facts are there.
pub fn extract_each<'a>(context: &Context<'a>, kinds: &KindSet, mut done: impl FnMut(&'static Kind)) -> Facts<'a> {
    let mut facts = Facts::new(&context.document.flow.text);
    for kind in kinds.kinds() {
        run(&[kind], context, &mut facts);
        done(kind);
    }
    facts
}

fn run<'a, 'k>(kinds: impl IntoIterator<Item = &'k &'static Kind>, context: &Context<'a>, facts: &mut Facts<'a>) {
    kinds.into_iter().filter_map(|kind| kind.extract).for_each(|extract| extract(context, facts));
}

/// What is known of the report as a whole is found first, since the kinds that read it have nothing else in common.
fn is_root(kind: &Kind) -> bool {
    std::ptr::eq(kind, &report::REPORT)
}

/// The kinds, those together of which one reads the other or both are read together; each family in the order of [`KINDS`], the largest
/// first.
fn families<'k>(kinds: &[&'static Kind], read_together: impl IntoIterator<Item = &'k [&'static str]>) -> Vec<Family> {
    let mut family: Vec<usize> = (0..KINDS.len()).collect();
    let mut join = |names: &mut dyn Iterator<Item = &&'static str>| {
        let mut places = names.filter_map(|name| position(name)).filter(|&at| !is_root(KINDS[at]));
        let Some(first) = places.next() else { return };
        for at in places {
            let (own, other) = (family[first], family[at]);
            family.iter_mut().filter(|one| **one == other).for_each(|one| *one = own);
        }
    };
    kinds.iter().for_each(|kind| join(&mut std::iter::once(&kind.name).chain(kind.uses)));
    read_together.into_iter().for_each(|names| join(&mut names.iter()));
    let mut families: Vec<Family> = KINDS.iter().map(|_| Family(Vec::new())).collect();
    for kind in kinds {
        if let Some(at) = position(kind.name) {
            families[family[at]].0.push(kind);
        }
    }
    families.retain(|family| !family.0.is_empty());
    families.sort_by_key(|family| std::cmp::Reverse(family.0.len()));
    families
}
