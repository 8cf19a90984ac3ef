//! The memory of an earlier text, taken over by a later one.
//!
//! Whoever types makes a text and its nodes anew with each character, and soon lets the ones before go. A tree that is
//! dropped leaves them to the tree that was made of it. The next edit there catches up with what has changed since, which
//! moves what stands behind the place, instead of copying a large file from its start to its end.

use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, Weak};

use crate::edit::TextEdit;
use crate::tree::{NodeData, Span, Tree};

/// The text of a tree that nobody has any more, and its nodes.
#[derive(Debug)]
pub(crate) struct Spare {
    pub(crate) text: String,
    pub(crate) nodes: Vec<NodeData>,
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

type Slot = Mutex<Option<Spare>>;

/// What a tree has from the one that it was made of, and to whom it leaves its own. A copy of a tree has neither.
#[derive(Debug, Default)]
pub(crate) struct Heritage {
    from: Option<(Arc<Slot>, Step)>,
    to: OnceLock<Weak<Slot>>,
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
        Some((slot.lock().unwrap_or_else(PoisonError::into_inner).take()?, step.clone()))
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
        drop(self.heritage.take());
    }
}

impl Drop for Tree {
    fn drop(&mut self) {
        if let Some(slot) = self.heritage.to.get().and_then(Weak::upgrade) {
            let spare =
                Spare { text: std::mem::take(&mut self.text), nodes: std::mem::take(&mut self.nodes) };
            *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(spare);
        }
    }
}
