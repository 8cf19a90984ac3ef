//! Many tasks on many threads, their results in the order of the tasks.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// How often the caller hears of the progress while no result comes.
const TICK: Duration = Duration::from_millis(100);
/// Tasks a thread may be ahead of the first one that is not done: finished results that wait take memory.
const AHEAD: usize = 8;

/// What [`in_order`] reports.
pub(crate) enum Event<R> {
    /// The next result.
    Result(R),
    /// No result just now. It comes after every change, and at least ten times a second.
    Waiting,
}

/// Does `work` on every task and hands the results to `hear` in the order of `tasks`, each as soon as all before it are
/// there. When `hear` breaks, no new task is begun.
pub(crate) fn in_order<T: Sync, R: Send>(
    tasks: &[T],
    threads: usize,
    work: impl Fn(&T) -> R + Sync,
    mut hear: impl FnMut(Event<R>) -> ControlFlow<()>,
) {
    let threads = threads.clamp(1, tasks.len().max(1));
    let gate = Gate::new(tasks.len(), threads * AHEAD);
    let (sender, results) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..threads {
            let (sender, gate, work) = (sender.clone(), &gate, &work);
            scope.spawn(move || {
                while let Some(number) = gate.next() {
                    if sender.send((number, work(&tasks[number]))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        // However this ends, nobody waits for a turn any more.
        let _closing = Closing(&gate);
        let mut early = BTreeMap::new();
        let mut emitted = 0;
        while emitted < tasks.len() {
            match results.recv_timeout(TICK) {
                Ok((number, result)) => {
                    early.insert(number, result);
                    while let Some(result) = early.remove(&emitted) {
                        emitted += 1;
                        gate.emitted(emitted);
                        if hear(Event::Result(result)).is_break() {
                            return;
                        }
                    }
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            if hear(Event::Waiting).is_break() {
                return;
            }
        }
    });
}

/// Closes a gate at its own end, a panic included: threads that wait at it would never end, nor would the run.
struct Closing<'g>(&'g Gate);

impl Drop for Closing<'_> {
    fn drop(&mut self) {
        self.0.close();
    }
}

/// Hands out tasks.
struct Gate {
    state: Mutex<State>,
    moved: Condvar,
    count: usize,
    window: usize,
}

#[derive(Default)]
struct State {
    next: usize,
    emitted: usize,
    /// How many threads wait.
    waiting: usize,
    is_closed: bool,
}

impl Gate {
    fn new(count: usize, window: usize) -> Self {
        Self { state: Mutex::default(), moved: Condvar::new(), count, window }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next task's number. Waits while too many results have not been emitted.
    fn next(&self) -> Option<usize> {
        let is_early = |state: &mut State| {
            !state.is_closed && state.next < self.count && state.next >= state.emitted + self.window
        };
        let mut state = self.lock();
        state.waiting += 1;
        let mut state = self.moved.wait_while(state, is_early).unwrap_or_else(PoisonError::into_inner);
        state.waiting -= 1;
        if state.is_closed || state.next >= self.count {
            return None;
        }
        state.next += 1;
        Some(state.next - 1)
    }

    fn emitted(&self, count: usize) {
        let mut state = self.lock();
        state.emitted = count;
        // To wake threads asks the system, whether there are any or not.
        if state.waiting > 0 {
            self.moved.notify_all();
        }
    }

    fn close(&self) {
        self.lock().is_closed = true;
        self.moved.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn results_come_in_order_whoever_is_first() {
        let tasks: Vec<u64> = (0..300).collect();
        let begun = AtomicUsize::new(0);
        let mut out = Vec::new();
        let mut ahead = 0;
        in_order(
            &tasks,
            4,
            |task| {
                begun.fetch_add(1, Ordering::SeqCst);
                // The first task of every ten is the slowest.
                thread::sleep(Duration::from_micros(if task % 10 == 0 { 3000 } else { 50 }));
                *task
            },
            |event| {
                if let Event::Result(result) = event {
                    ahead = ahead.max(begun.load(Ordering::SeqCst) - out.len());
                    out.push(result);
                }
                ControlFlow::Continue(())
            },
        );
        assert_eq!(out, tasks);
        assert!(ahead <= 4 * AHEAD + 1, "{ahead} results were held");
    }

    #[test]
    fn a_break_ends_the_work() {
        let tasks: Vec<usize> = (0..10_000).collect();
        let done = AtomicUsize::new(0);
        let mut emitted = 0;
        in_order(
            &tasks,
            2,
            |_| done.fetch_add(1, Ordering::SeqCst),
            |event| {
                emitted += usize::from(matches!(event, Event::Result(_)));
                if emitted == 5 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            },
        );
        assert_eq!(emitted, 5);
        assert!(done.into_inner() < 200);
    }

    #[test]
    fn no_task_is_no_work() {
        in_order(&[] as &[u8], 8, |_| (), |_| ControlFlow::Continue(()));
    }
}
