//! The comparison of the documents of a run with each other, before each is checked by itself.

use super::check::Source;
use super::plan::Task;
use super::pool;
use crate::check::Prepared;
use crate::check::corpus::{self, Compared, Digest};
use crate::input::Encoding;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Compares the documents that belong together, if there are several and a rule wants it, and keeps with each what was found. A document
/// that cannot be read, or not twice, is not compared; the check that follows says so.
pub fn run(tasks: &mut [Task], encoding: Option<Encoding>, prepared: &[Prepared<'_>]) {
    if tasks.len() < 2 || !prepared.iter().any(corpus::is_wanted) {
        return;
    }
    let digest = |task: &Task| {
        text(task, encoding).map(|text| Digest::of(&text, &prepared[task.setup].catalogue.knowledge.corpus)).unwrap_or_default()
    };
    let digests = gathered(tasks, digest);
    let pairs = corpus::candidates(&digests);
    let compared = gathered(&pairs, |pair| compared(tasks, *pair, encoding, prepared));
    for ((a, b), [first, second]) in pairs.into_iter().zip(compared) {
        for (at, found) in [(a, first), (b, second)] {
            if let Some(task) = tasks.get_mut(at) {
                task.compared.add(found);
            }
        }
    }
}

/// A defect that a pair brings to light must not cost the documents their own check.
fn compared(tasks: &[Task], (a, b): (usize, usize), encoding: Option<Encoding>, prepared: &[Prepared<'_>]) -> [Compared; 2] {
    let (Some(first), Some(second)) = (tasks.get(a), tasks.get(b)) else { return Default::default() };
    let (Some(one), Some(two)) = (text(first, encoding), text(second, encoding)) else { return Default::default() };
    let (path, other) = (first.source.path().to_string_lossy(), second.source.path().to_string_lossy());
    // Each document is judged as its own configuration wants.
    let under = |task: &Task| corpus::both((&path, &one), (&other, &two), &prepared[task.setup]);
    let work = || {
        let [own, others] = under(first);
        let others = if first.setup == second.setup { others } else { under(second)[1].clone() };
        [own, others]
    };
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_default()
}

fn text(task: &Task, encoding: Option<Encoding>) -> Option<String> {
    match &task.source {
        Source::Stream(_) => None,
        Source::File(_) => task.source.read(encoding).ok().map(|input| input.text),
    }
}

fn gathered<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let mut results = Vec::with_capacity(items.len());
    pool::ordered(items, work, |result| {
        results.push(result);
        ControlFlow::Continue(())
    });
    results
}
