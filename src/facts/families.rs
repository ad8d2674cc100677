//! Which extractors build on each other's facts, and how those that do not run side by side.

use super::{Context, Facts, KINDS, Kind, KindSet, position, report};
use rayon::prelude::*;

/// Documents shorter than this, in bytes, are read faster by one thread than several threads are woken.
const LARGE: usize = 32 * 1024;

/// Runs the extractors of the set. On a large document each family of kinds is found beside the others.
pub fn extract<'a>(context: &Context<'a>, kinds: &KindSet) -> Facts<'a> {
    if context.document.flow.text.len() < LARGE {
        return extract_each(context, kinds, |_| ());
    }
    let mut facts = Facts::new(&context.document.flow.text);
    let (first, others): (Vec<&Kind>, Vec<&Kind>) = kinds.kinds().partition(|kind| is_root(kind));
    run(&first, context, &mut facts);
    let known = facts.len();
    let families = families(&others).into_par_iter().with_max_len(1);
    let found = families.map(|family| {
        let mut facts = facts.clone();
        run(&family, context, &mut facts);
        facts
    });
    for other in found.collect::<Vec<Facts<'a>>>() {
        facts.join(other, known);
    }
    facts
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

fn run<'a>(kinds: &[&'static Kind], context: &Context<'a>, facts: &mut Facts<'a>) {
    kinds.iter().filter_map(|kind| kind.extract).for_each(|extract| extract(context, facts));
}

/// What is known of the report as a whole is found first, since the kinds that read it have nothing else in common.
fn is_root(kind: &Kind) -> bool {
    std::ptr::eq(kind, &report::REPORT)
}

/// The kinds, those together of which one reads the other; each family in the order of [`KINDS`], the largest family first.
fn families(kinds: &[&'static Kind]) -> Vec<Vec<&'static Kind>> {
    let mut family: Vec<usize> = (0..KINDS.len()).collect();
    let uses = |kind: &Kind| kind.uses.iter().filter_map(|name| position(name)).filter(|&at| !is_root(KINDS[at])).collect::<Vec<_>>();
    for kind in kinds {
        for used in uses(kind) {
            let (own, other) = (position(kind.name).map(|at| family[at]), family[used]);
            family.iter_mut().filter(|one| Some(**one) == own).for_each(|one| *one = other);
        }
    }
    let mut families: Vec<Vec<&'static Kind>> = vec![Vec::new(); KINDS.len()];
    for kind in kinds {
        if let Some(at) = position(kind.name) {
            families[family[at]].push(kind);
        }
    }
    families.retain(|family| !family.is_empty());
    families.sort_by_key(|family| std::cmp::Reverse(family.len()));
    families
}
