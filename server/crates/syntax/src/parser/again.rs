//! Reading a text again after an edit: only the members around the edit, if they can be told from the rest.
//!
//! A text whose brackets and quotes are in order is read without a look back or ahead: what a run of members or items
//! means is the same wherever it stands, between two brackets of its own too. So the run that holds the edit is read
//! alone, and takes the place of the nodes that it had; the nodes behind it move. Whatever is not in order, before or
//! after the edit, is read as a whole, since then a bracket can mean something far away; of that only the containers in
//! good order are known already (see [`crate::parser::earlier`]).

use std::ops::Range;
use std::sync::OnceLock;

use crate::delta::{Delta, Edited};
use crate::edit::{Habits, TextEdit};
use crate::error::{ErrorKind, SyntaxError};
use crate::parser::earlier::Earlier;
use crate::parser::pass::{Outcome, Pass, Trust};
use crate::parser::{MAX_DEPTH, MAX_ERRORS, parse, read};
use crate::spare::{Place, SPARE_BYTES, SPARE_NODES, Step, replace};
use crate::tree::{Kind, NodeData, NodeId, Span, Tree, flag};

/// Runs longer than this are read alone only if they are a small part of the text: reading them in vain costs as much
/// as they are long.
const SMALL_RUN: usize = 4096;

/// Some children of a container, with the text around them up to a byte that is part of another child or a bracket.
struct Run {
    container: u32,
    /// The children's subtrees.
    nodes: Range<usize>,
    /// The bytes of the old text.
    span: Span,
    /// Whether the run is all that stands between the container's brackets.
    is_all: bool,
}

impl Tree {
    /// The tree of the text after `edit`, equal to what [`parse`] makes of that text, and what has changed. As long as
    /// brackets, quotes and separators are in order before and after, only the members or items that the edit touches
    /// are read.
    ///
    /// An edit beyond the text's end counts as one at its end, and one inside of a character as one at its start.
    pub fn edited(&self, edit: &TextEdit) -> Edited {
        let edit = trimmed(&self.text, edit);
        let mut edited = self.spliced(&edit).unwrap_or_else(|| {
            let text = self.text_after(&edit);
            // What is too long is cut there.
            let is_short = u32::try_from(text.len()).is_ok();
            let tree = if is_short { read(text, Earlier::new(self, &edit)) } else { parse(text) };
            let delta = Delta::narrow(&edit, (&self.nodes, &tree.nodes), 0, (self.len(), tree.len()));
            Edited { tree, delta }
        });
        edited.tree.habits = Habits::edited(self, &edited.tree, &edit);
        edited
    }

    /// The text after an edit.
    fn text_after(&self, edit: &TextEdit) -> String {
        let mut text = String::with_capacity(self.length_after(edit) + SPARE_BYTES);
        text.push_str(&self.text[..edit.span.start as usize]);
        text.push_str(&edit.text);
        text.push_str(&self.text[edit.span.end as usize..]);
        text
    }

    /// The length of the text after an edit, in bytes.
    fn length_after(&self, edit: &TextEdit) -> usize {
        self.text.len() - edit.span.len() as usize + edit.text.len()
    }

    /// Reads only what the edit touches. `None` if that does not do.
    fn spliced(&self, edit: &TextEdit) -> Option<Edited> {
        let all = self.length_after(edit);
        if u32::try_from(all).is_err() || !self.errors.iter().all(|error| is_local(&self.text, error)) {
            return None;
        }
        let mut around = self.innermost(edit.span);
        while let Some(container) = around {
            let run = self.run(container, edit.span);
            let length = run.span.len() as usize + edit.text.len();
            if length > SMALL_RUN && length > all / 4 {
                break;
            }
            if let Some(part) = self.read(&run, edit) {
                return self.splice(edit, &run, part);
            }
            around = (container != 0).then(|| self.nodes[container as usize].parent);
        }
        None
    }

    /// The innermost container with the whole of `span` between its brackets.
    fn innermost(&self, span: Span) -> Option<u32> {
        let before = self.nodes.partition_point(|node| node.start < span.start);
        let mut id = before.checked_sub(1)?;
        loop {
            let node = &self.nodes[id];
            let is_container = matches!(node.kind, Kind::Object | Kind::Array);
            if is_container && node.start < span.start && span.end < node.end {
                return Some(id as u32);
            }
            if id == 0 {
                return None;
            }
            id = node.parent as usize;
        }
    }

    /// The fewest children of `container` with all of `span` strictly inside of them.
    fn run(&self, container: u32, span: Span) -> Run {
        let around = &self.nodes[container as usize];
        let (inner, after) = (container as usize + 1, around.after as usize);
        // The last child that starts before the edit.
        let before = inner + self.nodes[inner..after].partition_point(|node| node.full_start() < span.start);
        let left = (before > inner).then(|| {
            let mut id = before - 1;
            while self.nodes[id].parent != container {
                id = self.nodes[id].parent as usize;
            }
            id
        });
        let first = left.unwrap_or(inner);
        let mut right = first;
        while right < after && self.nodes[right].end <= span.end {
            right = self.nodes[right].after as usize;
        }
        let start = left.map_or(around.start + 1, |left| self.nodes[left].full_start());
        let (end, last) = match self.nodes[..after].get(right) {
            Some(node) => (node.end, node.after as usize),
            None => (around.end - 1, after),
        };
        let is_all = left.is_none() && right >= after;
        Run { container, nodes: first..last, span: Span::new(start, end), is_all }
    }

    /// Reads a run as it is after the edit, between brackets like those of its container. `None` if what it means
    /// could depend on what stands around it, or if it is not whole any more.
    fn read(&self, run: &Run, edit: &TextEdit) -> Option<Outcome> {
        let is_object = self.nodes[run.container as usize].kind == Kind::Object;
        let mut part = String::with_capacity(run.span.len() as usize + edit.text.len() + 2);
        part.push(if is_object { '{' } else { '[' });
        part.push_str(&self.text[Span::new(run.span.start, edit.span.start).range()]);
        part.push_str(&edit.text);
        part.push_str(&self.text[Span::new(edit.span.end, run.span.end).range()]);
        part.push(if is_object { '}' } else { ']' });
        let read = Pass::new(&part, Trust::Brackets, None).run();
        let depth = 1 + self.node(NodeId(run.container)).ancestors().count();
        let is_whole = read.structural == 0
            && read.total == read.errors.len()
            && read.errors.iter().all(|error| is_local(&part, error))
            && (run.is_all || read.nodes.len() > 1)
            // A bracket in the run and a comment behind it would leave the last bracket without a meaning.
            && read.nodes.first().is_some_and(|root| root.end as usize == part.len())
            && depth + height(&read.nodes) <= MAX_DEPTH;
        is_whole.then_some(read)
    }

    /// Puts what was read in the place of the run.
    fn splice(&self, edit: &TextEdit, run: &Run, read: Outcome) -> Option<Edited> {
        let errors = self.spliced_errors(edit, run, read.errors)?;
        let first = run.nodes.start as u32;
        // In the part, one bracket and the container itself stand before the first child.
        let placed = |id: u32| if id == 0 { run.container } else { first + id - 1 };
        let part = read.nodes[1..].iter().map(|node| NodeData {
            parent: placed(node.parent),
            after: placed(node.after),
            ..node.moved(|offset| run.span.start + offset - 1)
        });
        let step = Step {
            span: edit.span,
            new_len: edit.text.len() as u32,
            container: run.container,
            nodes: run.nodes.clone(),
            new: part.len(),
        };
        let spare = self.heritage.take().filter(|(_, before)| run.has_all_of(before));
        let spare = spare.and_then(|(spare, before)| spare.caught_up(&before, self, &run.nodes, edit));
        let Place { text, mut nodes, at, by } = spare.unwrap_or_else(|| self.copied(run, edit));
        replace(&mut nodes, at, part, by);
        let mut around = run.container;
        loop {
            let node = self.nodes[around as usize];
            nodes[around as usize] = NodeData {
                end: node.end - edit.span.len() + step.new_len,
                after: node.after - step.nodes.len() as u32 + step.new as u32,
                ..node
            };
            if around == 0 {
                break;
            }
            around = node.parent;
        }
        let counts = (step.nodes.len(), step.new);
        let delta = Delta::narrow(edit, (&self.nodes, &nodes), run.nodes.start, counts);
        let names = if self.has_same_names(&nodes, run) { self.names.clone() } else { OnceLock::new() };
        let heritage = self.heritage.of_next(step);
        let tree = Tree { text, nodes, errors, habits: Habits::default(), names, heritage };
        Some(Edited { tree, delta: Delta { is_spliced: true, ..delta } })
    }

    /// A copy of this tree's nodes, in which the run is still to be replaced.
    fn copied(&self, run: &Run, edit: &TextEdit) -> Place {
        let text = self.text_after(edit);
        let by = text.len().wrapping_sub(self.text.len()) as u32;
        let mut nodes = Vec::with_capacity(self.nodes.len() + SPARE_NODES);
        nodes.extend_from_slice(&self.nodes);
        Place { text, nodes, at: run.nodes.clone(), by }
    }

    /// Whether the members of all objects are called in `nodes` as they are here, the only difference being in `run`.
    fn has_same_names(&self, nodes: &[NodeData], run: &Run) -> bool {
        let named = |node: &NodeData| (node.parent, node.tag, node.flags & flag::KEYED);
        let (was, is) = (self.nodes[run.nodes.clone()].iter(), nodes.get(run.nodes.clone()));
        nodes.len() == self.nodes.len() && is.is_some_and(|is| was.map(named).eq(is.iter().map(named)))
    }

    /// The errors around the run, and those in it. `None` if they are more than are kept.
    fn spliced_errors(
        &self,
        edit: &TextEdit,
        run: &Run,
        mut read: Vec<SyntaxError>,
    ) -> Option<Vec<SyntaxError>> {
        let before = self.errors.partition_point(|error| error.span.start < run.span.start);
        let behind = self.errors.partition_point(|error| error.span.start < run.span.end);
        let behind = &self.errors[behind..];
        if before + read.len() + behind.len() > MAX_ERRORS {
            return None;
        }
        read.sort_by_key(|error| (error.span.start, error.span.end));
        let shifted = |error: &SyntaxError, by: &dyn Fn(u32) -> u32| SyntaxError {
            kind: error.kind,
            span: Span::new(by(error.span.start), by(error.span.end)),
            opened: None,
        };
        let mut errors = self.errors[..before].to_vec();
        errors.extend(read.iter().map(|error| shifted(error, &|offset| run.span.start + offset - 1)));
        let moved = |offset: u32| offset - edit.span.end + edit.span.start + edit.text.len() as u32;
        errors.extend(behind.iter().map(|error| shifted(error, &moved)));
        Some(errors)
    }
}

impl Run {
    /// Whether all that an earlier step has replaced or made longer is in this run, or around both.
    fn has_all_of(&self, step: &Step) -> bool {
        let is_in = self.nodes.contains(&(step.container as usize));
        let is_beside = self.nodes.start <= step.nodes.start && step.nodes.start + step.new <= self.nodes.end;
        is_in || self.container == step.container && is_beside
    }
}

impl Delta {
    /// What differs between two trees, by their texts: all that is between their common start and end counts as one
    /// edit.
    pub fn between(old: &Tree, new: &Tree) -> Self {
        let (was, is) = differing(&old.text, &new.text);
        let edit = TextEdit::new(Span::new(was.start as u32, was.end as u32), &new.text[is]);
        Self::narrow(&edit, (&old.nodes, &new.nodes), 0, (old.len(), new.len()))
    }
}

impl NodeData {
    /// Where the key starts, or the value if it has none.
    pub(crate) const fn full_start(&self) -> u32 {
        self.key_start
    }

    /// The same node at other offsets.
    pub(super) fn moved(&self, by: impl Fn(u32) -> u32) -> Self {
        Self {
            start: by(self.start),
            end: by(self.end),
            key_start: by(self.key_start),
            key_end: by(self.key_end),
            ..*self
        }
    }
}

/// Whether an error says something about the place where it stands only.
fn is_local(text: &str, error: &SyntaxError) -> bool {
    match error.kind {
        // They depend on how deep the container stands, and on what comes before.
        ErrorKind::TooDeep | ErrorKind::TooMany => false,
        // Whether a text goes on behind a line break is seen some lines further down.
        ErrorKind::ControlCharacter => {
            !matches!(text.as_bytes().get(error.span.start as usize), Some(b'\n' | b'\r'))
        }
        kind => !kind.is_structural(),
    }
}

/// How many containers stand in each other below the root.
fn height(nodes: &[NodeData]) -> usize {
    let mut open: Vec<u32> = Vec::new();
    let mut most = 0;
    for (id, node) in nodes.iter().enumerate().skip(1) {
        while open.last().is_some_and(|&after| after as usize <= id) {
            open.pop();
        }
        if matches!(node.kind, Kind::Object | Kind::Array) {
            open.push(node.after);
            most = most.max(open.len());
        }
    }
    most
}

/// The edit without what old and new text begin and end with alike, inside of the text and at whole characters.
fn trimmed(text: &str, edit: &TextEdit) -> TextEdit {
    let start = boundary(text, edit.span.start as usize);
    let end = boundary(text, edit.span.end as usize).max(start);
    let (old, new) = differing(&text[start..end], &edit.text);
    let start = (start + old.start) as u32;
    TextEdit::new(Span::new(start, start + old.len() as u32), &edit.text[new])
}

/// What is between the common start and the common end of two texts, at whole characters.
fn differing(old: &str, new: &str) -> (Range<usize>, Range<usize>) {
    // Whole blocks first: they are compared many bytes at a time.
    const BLOCK: usize = 256;
    let head = |old: &[u8], new: &[u8]| {
        let blocks = old.chunks_exact(BLOCK).zip(new.chunks_exact(BLOCK));
        let done = BLOCK * blocks.take_while(|(was, is)| was == is).count();
        done + old[done..].iter().zip(&new[done..]).take_while(|(was, is)| was == is).count()
    };
    let tail = |old: &[u8], new: &[u8]| {
        let blocks = old.rchunks_exact(BLOCK).zip(new.rchunks_exact(BLOCK));
        let done = BLOCK * blocks.take_while(|(was, is)| was == is).count();
        let (old, new) = (old[..old.len() - done].iter(), new[..new.len() - done].iter());
        done + old.rev().zip(new.rev()).take_while(|(was, is)| was == is).count()
    };
    let head = boundary(old, head(old.as_bytes(), new.as_bytes()));
    let mut tail = tail(&old.as_bytes()[head..], &new.as_bytes()[head..]);
    while !old.is_char_boundary(old.len() - tail) {
        tail -= 1;
    }
    (head..old.len() - tail, head..new.len() - tail)
}

/// The start of the character that the byte `at` is in, or the text's end.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}
