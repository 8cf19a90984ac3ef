//! The memory of an earlier text, taken over by a later one.
//!
//! Whoever types makes a text and its nodes anew with each character, and soon lets the ones before go. A tree that is
//! dropped leaves them to the tree that was made of it. The next edit there catches up with what has changed since, which
//! moves what stands behind the place, instead of copying a large file from its start to its end.

use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, Weak};

use crate::edit::TextEdit;
use crate::tree::{NodeData, Span, Tree};

/// Room for what is typed next, in bytes and in nodes, so that a large text is not copied to a larger place each time.
pub(crate) const SPARE_BYTES: usize = 1024;
pub(crate) const SPARE_NODES: usize = 64;

/// The text of a tree that nobody has any more, and its nodes.
#[derive(Debug)]
pub(crate) struct Spare {
    text: String,
    nodes: Vec<NodeData>,
}

/// The text after an edit, and the nodes of a text before it.
pub(crate) struct Place {
    pub(crate) text: String,
    pub(crate) nodes: Vec<NodeData>,
    /// Where those that were read again belong.
    pub(crate) at: Range<usize>,
    /// By how many bytes those behind them move, as wrapping numbers count.
    pub(crate) by: u32,
}

impl Spare {
    /// The place for the nodes `run` of `tree`, which `edit` makes others. `before` is what has made `tree` of the text that
    /// stands here; all that differs stands in the run. `None` if a copy of the tree would take much less memory.
    pub(crate) fn caught_up(
        self,
        before: &Step,
        tree: &Tree,
        run: &Range<usize>,
        edit: &TextEdit,
    ) -> Option<Place> {
        let Self { mut text, nodes } = self;
        let is_roomy = |capacity: usize, length: usize, spare: usize| capacity > length + length / 2 + spare;
        if is_roomy(text.capacity(), tree.text.len(), 2 * SPARE_BYTES)
            || is_roomy(nodes.capacity(), tree.nodes.len(), 2 * SPARE_NODES)
        {
            return None;
        }
        let edit = before.and(edit, &tree.text);
        let length = text.len();
        if text.capacity() - length < edit.text.len() {
            text.reserve_exact(edit.text.len() + SPARE_BYTES);
        }
        text.replace_range(edit.span.range(), &edit.text);
        let by = text.len().wrapping_sub(length) as u32;
        #[cfg(test)]
        tests::CAUGHT_UP.set(tests::CAUGHT_UP.get() + 1);
        Some(Place { text, nodes, at: run.start..run.end - before.new + before.nodes.len(), by })
    }
}

/// How a tree has come out of another one: some children of a container were read again.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    /// The bytes of the earlier text that are gone.
    pub(crate) span: Span,
    /// How many bytes stand there now.
    pub(crate) new_len: u32,
    /// The container, which has the same id in both trees.
    pub(crate) container: u32,
    /// The nodes of the earlier tree that were replaced; the first has the same id in both trees.
    pub(crate) nodes: Range<usize>,
    /// How many took their place.
    pub(crate) new: usize,
}

/// Where a tree leaves its memory to a later one.
#[derive(Debug, Default)]
enum Slot {
    /// The tree is still there.
    #[default]
    Empty,
    Filled(Spare),
    /// Nobody wants it any more.
    Closed,
}

impl Slot {
    fn take(&mut self) -> Option<Spare> {
        match std::mem::take(self) {
            Self::Filled(spare) => Some(spare),
            other => {
                *self = other;
                None
            }
        }
    }
}

/// What a tree has from the one that it was made of, and to whom it leaves its own. A copy of a tree has neither.
#[derive(Debug, Default)]
pub(crate) struct Heritage {
    from: Option<(Arc<Mutex<Slot>>, Step)>,
    to: OnceLock<Weak<Mutex<Slot>>>,
}

impl Clone for Heritage {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Heritage {
    /// That of a tree which `step` has made of the tree with this heritage. Of several such trees the first one inherits.
    pub(crate) fn of_next(&self, step: Step) -> Self {
        let slot = Arc::default();
        let _ = self.to.set(Arc::downgrade(&slot));
        Self { from: Some((slot, step)), to: OnceLock::new() }
    }

    /// What the tree before has left, if it is gone, and how this tree differs from that. It can be had once.
    pub(crate) fn take(&self) -> Option<(Spare, Step)> {
        let (slot, step) = self.from.as_ref()?;
        Some((lock(slot).take()?, step.clone()))
    }

    /// Lets go of what the tree before has left, or has it leave nothing if it is still there.
    fn close(&self) {
        if let Some((slot, _)) = &self.from {
            *lock(slot) = Slot::Closed;
        }
    }
}

impl Step {
    /// What this step and then `edit` make of the text before the step: the bytes that are gone, and what stands there.
    /// `text` is the text after the step.
    pub(crate) fn and(&self, edit: &TextEdit, text: &str) -> TextEdit {
        let until = self.span.start + self.new_len;
        let (start, end) = (self.span.start.min(edit.span.start), until.max(edit.span.end));
        let between = [Span::new(start, edit.span.start), Span::new(edit.span.end, end)];
        let [head, tail] = between.map(|span| &text[span.range()]);
        TextEdit::new(Span::new(start, end - until + self.span.end), [head, &edit.text, tail].concat())
    }
}

impl Tree {
    /// Lets go of memory that is kept for the next edit. That one costs more then, and everything is as it was.
    pub fn rest(&self) {
        self.heritage.close();
    }
}

impl Drop for Tree {
    fn drop(&mut self) {
        if let Some(slot) = self.heritage.to.get().and_then(Weak::upgrade) {
            let mut slot = lock(&slot);
            if matches!(*slot, Slot::Empty) {
                let (text, nodes) = (std::mem::take(&mut self.text), std::mem::take(&mut self.nodes));
                *slot = Slot::Filled(Spare { text, nodes });
            }
        }
    }
}

fn lock(slot: &Mutex<Slot>) -> MutexGuard<'_, Slot> {
    slot.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Puts `part` in the place of some nodes, whole subtrees, and moves those behind them by so many bytes.
pub(crate) fn replace(
    nodes: &mut Vec<NodeData>,
    place: Range<usize>,
    part: impl ExactSizeIterator<Item = NodeData>,
    by: u32,
) {
    let (first, old, new) = (place.start as u32, place.len() as u32, part.len() as u32);
    if nodes.capacity() - nodes.len() < part.len().saturating_sub(place.len()) {
        nodes.reserve_exact(part.len() + SPARE_NODES);
    }
    nodes.splice(place, part);
    let behind = &mut nodes[(first + new) as usize..];
    shift(behind, by);
    if old != new {
        let grown = |id: u32| id - old + new;
        for node in behind {
            node.after = grown(node.after);
            node.parent = if node.parent < first { node.parent } else { grown(node.parent) };
        }
    }
}

/// Moves nodes by so many bytes, as wrapping numbers count. In place and without a choice, since these may be all nodes of
/// a large file, for one keystroke.
fn shift(nodes: &mut [NodeData], by: u32) {
    for node in nodes {
        node.start = node.start.wrapping_add(by);
        node.end = node.end.wrapping_add(by);
        node.key_start = node.key_start.wrapping_add(by);
        node.key_end = node.key_end.wrapping_add(by);
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::thread;

    use super::*;
    use crate::parse;

    thread_local! {
        /// How often memory was taken over.
        pub(super) static CAUGHT_UP: Cell<usize> = const { Cell::new(0) };
    }

    fn insert(tree: &Tree, at: usize, text: &str) -> Tree {
        let edited = tree.edited(&TextEdit::insert(at as u32, text)).tree;
        let mut whole = tree.text().to_owned();
        whole.insert_str(at, text);
        assert_eq!(edited, parse(whole));
        edited
    }

    #[test]
    fn typing_takes_memory_over() {
        let text = r#"{"a": [{"b": ""}, {"c": "é"}], "d": {"e": "", "f": [1, 2]}}"#;
        for place in text.match_indices("\"\"").map(|(at, _)| at + 1) {
            CAUGHT_UP.set(0);
            let mut tree = parse(text);
            for (count, typed) in ["x", "é", "🙂", " ", "\\n", "y"].iter().cycle().take(60).enumerate() {
                let after = insert(&tree, place, typed);
                let before = std::mem::replace(&mut tree, after);
                if count % 10 == 0 {
                    thread::spawn(|| drop(before)).join().unwrap();
                }
            }
            assert!(CAUGHT_UP.get() > 50, "only {} of 60", CAUGHT_UP.get());
        }
    }

    #[test]
    fn what_holds_much_more_is_not_taken_over() {
        let item = format!("\"{}\", ", "x".repeat(96));
        let mut tree = parse(format!("[{}1]", item.repeat(300)));
        CAUGHT_UP.set(0);
        while tree.text().len() > 3000 {
            tree = tree.edited(&TextEdit::delete(Span::new(1, 1 + item.len() as u32))).tree;
        }
        assert!(CAUGHT_UP.get() > 10 && tree.text.capacity() < 8000, "{}", tree.text.capacity());
    }

    #[test]
    fn a_text_that_was_taken_is_not_left_to_anybody() {
        let first = parse(r#"{"a": "bcd", "e": 1}"#);
        let second = insert(&first, 8, "x");
        assert_eq!(first.into_text(), r#"{"a": "bcd", "e": 1}"#);
        insert(&second, 9, "y");
    }

    #[test]
    fn nothing_is_taken_over_after_a_rest() {
        CAUGHT_UP.set(0);
        let first = parse(r#"{"a": "bcd", "e": 1}"#);
        let second = insert(&first, 8, "x");
        second.rest();
        drop(first);
        insert(&second, 9, "y");
        assert_eq!(CAUGHT_UP.get(), 0);
    }
}
