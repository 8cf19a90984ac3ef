//! Background runs: one per connector, the latest wins.

use std::collections::VecDeque;
use std::hash::Hash;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use rules::Stop;
use rustc_hash::FxHashMap;

use crate::lock::lock;

/// How long a background run waits if the client asks for diagnostics itself, which it does right behind a change: what it
/// asks for is not to wait for a run that looks at the disk for something else.
pub(crate) const BEHIND_REQUESTS: Duration = Duration::from_millis(10);

/// After how much time without a request whoever types is taken to have stopped.
const QUIET: Duration = Duration::from_millis(500);

/// Runs one function for keys, on threads of its own. While a key waits, asking for it again changes nothing; while it
/// runs, asking again stops that run and starts another after it. So no two runs of one key overlap, and the last one
/// sees the latest state. Once nothing has been asked for in a while, another function runs, once.
pub(crate) struct Scheduler<K> {
    shared: Arc<Shared<K>>,
}

/// What the threads have in common.
struct Shared<K> {
    queue: Mutex<Queue<K>>,
    /// Wakes each thread, by its number.
    wakes: Vec<Condvar>,
}

struct Queue<K> {
    waiting: VecDeque<K>,
    running: FxHashMap<K, Stop>,
    /// The threads that sleep; who fell asleep last is the last. That one is woken first: what it worked on is still near
    /// its processor.
    asleep: Vec<usize>,
    /// When to rest, if nothing is asked for until then; `None` after a rest.
    rest_at: Option<Instant>,
    /// Whether a thread waits for that moment. The others sleep until they are wanted.
    is_watched: bool,
}

impl<K: Clone + Eq + Hash + Send + 'static> Scheduler<K> {
    /// Starts `threads` threads, which live as long as the process and sleep while there is nothing to do.
    pub(crate) fn new(
        threads: usize,
        run: impl Fn(&K, &Stop) + Send + Sync + 'static,
        rest: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        let queue = Queue {
            waiting: VecDeque::new(),
            running: FxHashMap::default(),
            asleep: Vec::with_capacity(threads),
            rest_at: None,
            is_watched: false,
        };
        let wakes = (0..threads).map(|_| Condvar::new()).collect();
        let shared = Arc::new(Shared { queue: Mutex::new(queue), wakes });
        let work_of = Arc::new((run, rest));
        for number in 0..threads {
            let (shared, work_of) = (shared.clone(), work_of.clone());
            let work = move || shared.work(number, &work_of.0, &work_of.1);
            let spawned = thread::Builder::new().name(format!("analysis {number}")).spawn(work);
            if let Err(error) = spawned {
                eprintln!("connector-ls: cannot start a thread: {error}");
            }
        }
        Self { shared }
    }

    /// Asks for a run of `key` that sees everything up to now.
    pub(crate) fn request(&self, key: K) {
        let mut queue = lock(&self.shared.queue);
        let is_running = queue.running.get(&key).map(Stop::stop).is_some();
        if !queue.waiting.contains(&key) {
            queue.waiting.push_back(key);
            queue.rest_at = None;
            // Whoever ends a run looks for the next by himself.
            if !is_running {
                self.shared.wake_one(&mut queue);
            }
        }
    }

    /// Whether nothing runs and nothing waits.
    pub(crate) fn is_idle(&self) -> bool {
        let queue = lock(&self.shared.queue);
        queue.running.is_empty() && queue.waiting.is_empty()
    }

    /// Stops everything that runs and forgets everything that waits.
    pub(crate) fn stop_all(&self) {
        let mut queue = lock(&self.shared.queue);
        queue.waiting.clear();
        queue.running.values().for_each(Stop::stop);
    }
}

impl<K: Clone + Eq + Hash> Shared<K> {
    /// What the thread of this number does.
    fn work(&self, number: usize, run: &impl Fn(&K, &Stop), rest: &impl Fn()) {
        loop {
            let Some((key, stop)) = self.next(number) else {
                let _ = catch_unwind(AssertUnwindSafe(rest));
                continue;
            };
            // A panic is told by the panic hook; the key can run again, on this same thread.
            let _ = catch_unwind(AssertUnwindSafe(|| run(&key, &stop)));
            let mut queue = lock(&self.queue);
            queue.running.remove(&key);
            if queue.waiting.is_empty() && queue.running.is_empty() {
                queue.rest_at = Some(Instant::now() + QUIET);
            }
        }
    }

    /// Sleeps until there is something to run, and gives that; `None`: it is time to rest.
    fn next(&self, number: usize) -> Option<(K, Stop)> {
        let mut queue = lock(&self.queue);
        loop {
            let free = queue.waiting.iter().position(|key| !queue.running.contains_key(key));
            if let Some(key) = free.and_then(|at| queue.waiting.remove(at)) {
                let stop = Stop::default();
                queue.running.insert(key.clone(), stop.clone());
                return Some((key, stop));
            }
            queue.asleep.push(number);
            let wake = &self.wakes[number];
            queue = match queue.rest_at.filter(|_| !queue.is_watched) {
                None => wake.wait(queue).unwrap_or_else(PoisonError::into_inner),
                Some(rest_at) => {
                    let left = rest_at.saturating_duration_since(Instant::now());
                    queue.is_watched = true;
                    let (mut queue, _) =
                        wake.wait_timeout(queue, left).unwrap_or_else(PoisonError::into_inner);
                    queue.is_watched = false;
                    queue
                }
            };
            // Whoever was not woken by somebody, but by the clock or by nothing, is still in the list.
            queue.asleep.retain(|asleep| *asleep != number);
            if queue.rest_at.is_some_and(|rest_at| !queue.is_watched && rest_at <= Instant::now()) {
                queue.rest_at = None;
                return None;
            }
        }
    }

    /// Wakes the thread that fell asleep last, if any sleeps.
    fn wake_one(&self, queue: &mut Queue<K>) {
        if let Some(number) = queue.asleep.pop() {
            self.wakes[number].notify_one();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::sync::mpsc;

    use super::*;

    #[test]
    fn the_latest_wins() {
        let (started, starts) = mpsc::channel();
        let (release, released) = mpsc::channel::<()>();
        let (ended, ends) = mpsc::channel();
        let released = Mutex::new(released);
        let scheduler = Scheduler::new(
            2,
            move |key: &u32, stop: &Stop| {
                started.send(*key).unwrap();
                // Every run lasts until the test lets it go, so that nothing here depends on time.
                released.lock().unwrap().recv().unwrap();
                ended.send(stop.is_stopped()).unwrap();
            },
            || {},
        );
        let patience = Duration::from_secs(60);
        scheduler.request(1);
        assert_eq!(starts.recv_timeout(patience), Ok(1));
        for _ in 0..10 {
            scheduler.request(1);
        }
        release.send(()).unwrap();
        // The first run was told to stop, and ten requests during it are one more run.
        assert_eq!(ends.recv_timeout(patience), Ok(true));
        assert_eq!(starts.recv_timeout(patience), Ok(1));
        release.send(()).unwrap();
        assert_eq!(ends.recv_timeout(patience), Ok(false));
        while !scheduler.is_idle() {
            thread::yield_now();
        }
        assert!(starts.try_recv().is_err());
        // What waits is forgotten when everything is stopped.
        scheduler.request(2);
        assert_eq!(starts.recv_timeout(patience), Ok(2));
        scheduler.request(2);
        scheduler.stop_all();
        release.send(()).unwrap();
        assert_eq!(ends.recv_timeout(patience), Ok(true));
        while !scheduler.is_idle() {
            thread::yield_now();
        }
        assert!(starts.try_recv().is_err());
    }

    #[test]
    fn runs_of_one_key_do_not_overlap_and_survive_a_panic() {
        let inside = Arc::new(AtomicU32::new(0));
        let overlaps = Arc::new(AtomicU32::new(0));
        let (ended, ends) = mpsc::channel();
        let seen = overlaps.clone();
        let scheduler = Scheduler::new(
            4,
            move |key: &u32, _: &Stop| {
                seen.fetch_add(inside.fetch_add(1, Ordering::SeqCst), Ordering::SeqCst);
                thread::sleep(Duration::from_millis(1));
                inside.fetch_sub(1, Ordering::SeqCst);
                ended.send(*key).unwrap();
                std::panic::resume_unwind(Box::new("every run ends in a panic"));
            },
            || {},
        );
        for _ in 0..50 {
            scheduler.request(13);
            thread::sleep(Duration::from_micros(300));
        }
        // Four threads, and more than four runs: no panic has ended a thread.
        for _ in 0..10 {
            assert_eq!(ends.recv_timeout(Duration::from_secs(10)), Ok(13));
            scheduler.request(13);
        }
        assert_eq!(overlaps.load(Ordering::SeqCst), 0);
    }

    #[test]
    fn who_ran_last_runs_next() {
        let (ran, runs) = mpsc::channel();
        let scheduler =
            Scheduler::new(4, move |_: &u32, _: &Stop| ran.send(thread::current().id()).unwrap(), || {});
        // Who runs next, and whether it went on without a long pause, after which somebody rests.
        let run = |key: u32| {
            while lock(&scheduler.shared.queue).asleep.len() < 4 {
                thread::yield_now();
            }
            let begun = Instant::now();
            scheduler.request(key);
            let runner = runs.recv_timeout(Duration::from_secs(60)).unwrap();
            (runner, begun.elapsed() < QUIET / 2)
        };
        let mut last = run(0).0;
        for key in 1..50 {
            let (runner, is_prompt) = run(key % 3);
            assert!(runner == last || !is_prompt);
            last = runner;
        }
    }

    #[test]
    fn nobody_rests_between_requests_that_come_soon() {
        let rests = Arc::new(AtomicU32::new(0));
        let counted = rests.clone();
        let rest = move || {
            counted.fetch_add(1, Ordering::SeqCst);
        };
        let scheduler = Scheduler::new(4, |_: &u32, _: &Stop| {}, rest);
        let mut longest = Duration::ZERO;
        let mut last = Instant::now();
        for _ in 0..8 {
            scheduler.request(1);
            thread::sleep(QUIET * 3 / 5);
            longest = longest.max(last.elapsed());
            last = Instant::now();
        }
        // A machine that was busy elsewhere may have made one of the pauses a long one.
        assert!(rests.load(Ordering::SeqCst) == 0 || longest > QUIET * 9 / 10);
    }

    #[test]
    fn a_rest_follows_the_last_run_once() {
        let (told, tells) = mpsc::channel();
        let (run, rest) = (told.clone(), told);
        let scheduler = Scheduler::new(
            2,
            move |key: &u32, _: &Stop| run.send(Some(*key)).unwrap(),
            move || rest.send(None).unwrap(),
        );
        let patience = Duration::from_secs(60);
        for round in 0..2 {
            scheduler.request(1);
            assert_eq!(tells.recv_timeout(patience), Ok(Some(1)), "round {round}");
            assert_eq!(tells.recv_timeout(patience), Ok(None), "round {round}");
        }
        assert!(tells.recv_timeout(QUIET * 3).is_err(), "whoever has rested sleeps");
    }
}
