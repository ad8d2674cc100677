//! Work in parallel, results in order, memory bounded.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::{Condvar, Mutex, PoisonError, mpsc};

/// How many results per thread may wait for an earlier one.
const AHEAD: usize = 32;

/// How far the work has come.
#[derive(Default)]
struct Progress {
    next: usize,
    taken: usize,
    stopped: bool,
}

/// Does `work` on every item, on all processors, and gives the results to `sink` in the order of the items. No worker runs further ahead than
/// a fixed number of items, so that results never pile up. When `sink` breaks off, the rest is not done.
pub fn ordered<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync, mut sink: impl FnMut(R) -> ControlFlow<()>) {
    // To ask for the number of threads starts them.
    let threads = if items.len() < 2 { items.len() } else { rayon::current_num_threads().min(items.len()) };
    if threads < 2 {
        let _ = items.iter().try_for_each(|item| sink(work(item)));
        return;
    }
    let progress = Mutex::new(Progress::default());
    let moved = Condvar::new();
    let (send, receive) = mpsc::channel();
    // The calling thread stays outside the pool, so that delivery never waits for a worker.
    rayon::in_place_scope(|scope| {
        for _ in 0..threads {
            let (send, work, progress, moved) = (send.clone(), &work, &progress, &moved);
            scope.spawn(move |_| {
                while let Some((at, item)) = next(items, AHEAD * threads, progress, moved) {
                    if send.send((at, work(item))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(send);
        deliver(receive, &progress, &moved, &mut sink);
    });
}

/// The next item to work on, as soon as it is not too far ahead.
fn next<'t, T>(items: &'t [T], ahead: usize, progress: &Mutex<Progress>, moved: &Condvar) -> Option<(usize, &'t T)> {
    let mut now = progress.lock().unwrap_or_else(PoisonError::into_inner);
    while now.next >= now.taken + ahead && !now.stopped {
        now = moved.wait(now).unwrap_or_else(PoisonError::into_inner);
    }
    if now.stopped {
        return None;
    }
    let at = now.next;
    now.next += 1;
    items.get(at).map(|item| (at, item))
}

/// Hands on the results in order.
fn deliver<R>(
    results: mpsc::Receiver<(usize, R)>,
    progress: &Mutex<Progress>,
    moved: &Condvar,
    sink: &mut impl FnMut(R) -> ControlFlow<()>,
) {
    let mut waiting = BTreeMap::new();
    let mut wanted = 0;
    for (at, result) in results {
        waiting.insert(at, result);
        let mut stopped = false;
        while let Some(result) = waiting.remove(&wanted) {
            wanted += 1;
            stopped = stopped || sink(result).is_break();
        }
        let mut now = progress.lock().unwrap_or_else(PoisonError::into_inner);
        now.taken = wanted;
        now.stopped = stopped;
        moved.notify_all();
        if stopped {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::thread;

    #[test]
    fn results_come_in_order_however_long_each_takes() {
        let items: Vec<u64> = (0..500).collect();
        let work = |item: &u64| {
            thread::sleep(std::time::Duration::from_micros(item * 7919 % 300));
            item * 2
        };
        let mut got = Vec::new();
        ordered(&items, work, |result| {
            got.push(result);
            ControlFlow::Continue(())
        });
        assert_eq!(got, items.iter().map(|item| item * 2).collect::<Vec<_>>());
    }

    #[test]
    fn no_worker_runs_far_ahead_of_a_slow_first_item_and_a_break_ends_the_work() {
        let started = Mutex::new(0usize);
        let items: Vec<usize> = (0..100_000).collect();
        let work = |item: &usize| {
            *started.lock().expect("not poisoned") += 1;
            if *item == 0 {
                thread::sleep(std::time::Duration::from_millis(50));
            }
        };
        ordered(&items, work, |()| ControlFlow::Break(()));
        let threads = rayon::current_num_threads();
        assert!(*started.lock().expect("not poisoned") <= (AHEAD + 1) * threads);
    }
}
