//! What the parts of a run have looked at, and which of them feel an edit.

use std::sync::Arc;

use connector::{Connector, FileRole};
use syntax::NodeId;
use syntax::watch::{Asked, NodeSet, Reads};

use crate::kept::ContentEdit;

/// How many units may have looked at something else than the index says before it is made anew.
const MOST_SINCE: usize = 32;

/// How many nodes one row of the index is about.
const NODES_PER_ROW: usize = 64;

/// What was looked at in the files of a connector.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Seen {
    /// The scalars whose content was looked at, and the containers whose text was, by file.
    contents: Vec<(FileRole, NodeSet)>,
    /// Containers whose text was looked at as a whole, by file.
    texts: Vec<(FileRole, NodeId)>,
    /// The text of a file, its lines, or its errors.
    pub(crate) all: bool,
    /// Blanks and line ends.
    layout: bool,
    /// The references of the connector.
    references: bool,
}

impl Seen {
    pub(crate) fn of(connector: &Connector, mut reads: Reads) -> Self {
        let mut seen = Self {
            all: reads.asked(Asked::Text),
            layout: reads.asked(Asked::Layout),
            references: reads.asked(Asked::References),
            ..Self::default()
        };
        for document in connector.documents() {
            let contents = reads.take_contents(document.tree());
            let texts = contents.iter().filter(|node| document.node(*node).is_container());
            seen.texts.extend(texts.map(|node| (document.role(), node)));
            if contents != NodeSet::default() {
                seen.contents.push((document.role(), contents));
            }
        }
        seen
    }

    /// The same without what concerns files as a whole.
    pub(crate) fn of_nodes_only(self) -> Self {
        Self { all: false, layout: false, ..self }
    }

    /// Whether it depends on what a scalar says; `around` are the containers that it stands in.
    pub(crate) fn feels(&self, edit: &ContentEdit, around: &[NodeId]) -> bool {
        let here = |role: FileRole| role == edit.file;
        self.all
            || self.layout && !edit.content.keeps_layout
            || self.contents.iter().any(|(role, nodes)| here(*role) && nodes.contains(edit.content.node))
            || self.texts.iter().any(|(role, node)| here(*role) && around.contains(node))
    }

    /// Whether edits are felt that are not in a scalar of `contents`.
    fn is_broad(&self) -> bool {
        self.all || self.layout || self.references || !self.texts.is_empty()
    }
}

/// What each unit of a run has looked at. Copies share nearly all of it.
#[derive(Clone)]
pub(crate) struct Watched {
    index: Arc<Index>,
    /// The units that have looked at something else since the index was made, ascending.
    since: Vec<(u32, Arc<Seen>)>,
}

/// What units have looked at when it was made, and the way back.
struct Index {
    /// By unit.
    seen: Vec<Arc<Seen>>,
    /// The units that may feel an edit anywhere.
    broad: Vec<u32>,
    /// The units that have looked at contents, by file.
    rows: Vec<(FileRole, Rows)>,
}

impl Watched {
    /// Of units that have looked at this, in their order.
    pub(crate) fn new(seen: Vec<Arc<Seen>>) -> Self {
        Self { index: Arc::new(Index::of(seen)), since: Vec::new() }
    }

    /// What a unit has looked at last.
    pub(crate) fn seen(&self, unit: u32) -> &Arc<Seen> {
        match self.since.binary_search_by_key(&unit, |(unit, _)| *unit) {
            Ok(at) => &self.since[at].1,
            Err(_) => &self.index.seen[unit as usize],
        }
    }

    /// Whether any unit looks at the references of the connector.
    pub(crate) fn asks_for_references(&self) -> bool {
        let broad = self.index.broad.iter().chain(self.since.iter().map(|(unit, _)| unit));
        broad.into_iter().any(|unit| self.seen(*unit).references)
    }

    /// The units that depend on what a scalar says, ascending; `around` are the containers that it stands in. With
    /// `references_differ` those that look at references do.
    pub(crate) fn felt_by(&self, edit: &ContentEdit, around: &[NodeId], references_differ: bool) -> Vec<u32> {
        let here = self.index.rows.iter().find(|(file, _)| *file == edit.file);
        let here = here.map_or(&[][..], |(_, rows)| rows.of_node(edit.content.node));
        let since = self.since.iter().map(|(unit, _)| unit);
        let mut units: Vec<u32> = self.index.broad.iter().chain(here).chain(since).copied().collect();
        units.sort_unstable();
        units.dedup();
        units.retain(|unit| {
            let seen = self.seen(*unit);
            seen.feels(edit, around) || seen.references && references_differ
        });
        units
    }

    /// Notes what a unit has looked at when it ran again.
    pub(crate) fn note(&mut self, unit: u32, seen: Seen) {
        if **self.seen(unit) == seen {
            return;
        }
        match self.since.binary_search_by_key(&unit, |(unit, _)| *unit) {
            Ok(at) => self.since[at].1 = Arc::new(seen),
            Err(at) => self.since.insert(at, (unit, Arc::new(seen))),
        }
        if self.since.len() > MOST_SINCE {
            let mut all = self.index.seen.clone();
            self.since.drain(..).for_each(|(unit, seen)| all[unit as usize] = seen);
            *self = Self::new(all);
        }
    }
}

impl Index {
    fn of(seen: Vec<Arc<Seen>>) -> Self {
        let numbered = || (0..).zip(&seen);
        let broad = numbered().filter(|(_, seen)| seen.is_broad()).map(|(unit, _)| unit).collect();
        let mut files: Vec<FileRole> =
            seen.iter().flat_map(|seen| &seen.contents).map(|(file, _)| *file).collect();
        files.sort_unstable();
        files.dedup();
        let rows = files.into_iter().map(|file| {
            let in_file = numbered().flat_map(move |(unit, seen)| {
                let contents = seen.contents.iter().filter(move |(role, _)| *role == file);
                contents.map(move |(_, nodes)| (unit, nodes))
            });
            (file, Rows::of(in_file))
        });
        let rows = rows.collect();
        Self { seen, broad, rows }
    }
}

/// Who has looked at contents of one file, by groups of nodes that follow one another.
struct Rows {
    /// Where in `units` each row begins, and where the last one ends.
    starts: Box<[u32]>,
    /// The units of all rows, one after another.
    units: Box<[u32]>,
}

impl Rows {
    /// Of units with what they have looked at.
    fn of<'s>(seen: impl Iterator<Item = (u32, &'s NodeSet)>) -> Self {
        let mut pairs: Vec<(u32, u32)> = Vec::new();
        for (unit, nodes) in seen {
            for node in nodes.iter() {
                let pair = (row(node) as u32, unit);
                if pairs.last() != Some(&pair) {
                    pairs.push(pair);
                }
            }
        }
        pairs.sort_unstable();
        let count = pairs.last().map_or(0, |(row, _)| *row + 1);
        let start = |row: u32| pairs.partition_point(|pair| pair.0 < row) as u32;
        Self {
            starts: (0..=count).map(start).collect(),
            units: pairs.iter().map(|(_, unit)| *unit).collect(),
        }
    }

    /// The units that have looked at this node, and others at nodes near it.
    fn of_node(&self, node: NodeId) -> &[u32] {
        let row = row(node);
        let (Some(start), Some(end)) = (self.starts.get(row), self.starts.get(row + 1)) else { return &[] };
        &self.units[*start as usize..*end as usize]
    }
}

const fn row(node: NodeId) -> usize {
    node.index() / NODES_PER_ROW
}

#[cfg(test)]
mod tests {
    use connector::ContentChange;
    use fixture::Rng;
    use syntax::watch::{ask, watch};
    use syntax::{Delta, Span};

    use super::*;

    const UNITS: u32 = 50;

    /// What somebody has looked at who looks here and there.
    fn any(rng: &mut Rng, connector: &Connector) -> Seen {
        let ((), reads) = watch(|| {
            for document in connector.documents() {
                let tree = document.tree();
                for _ in 0..rng.below(4) {
                    tree.node(NodeId(rng.below(tree.len()) as u32)).raw();
                }
            }
            for asked in [Asked::Text, Asked::Layout, Asked::References] {
                if rng.one_in(30) {
                    ask(asked);
                }
            }
        });
        Seen::of(connector, reads)
    }

    fn any_edit(rng: &mut Rng, connector: &Connector) -> (ContentEdit, Vec<NodeId>) {
        let files = connector.documents().count();
        let document = connector.documents().nth(rng.below(files)).unwrap();
        let node = NodeId(rng.below(document.tree().len()) as u32);
        let around = document.node(node).ancestors().map(syntax::Node::id).collect();
        let delta = Delta {
            edit: Span::empty(0),
            new_len: 0,
            first: node,
            old: 1,
            new: 1,
            content_only: Some(node),
            is_spliced: false,
        };
        let content = ContentChange { node, keeps_layout: rng.one_in(2) };
        (ContentEdit { file: document.role(), content, delta }, around)
    }

    #[test]
    fn an_edit_is_felt_by_those_who_have_looked() {
        let texts = |count: usize| format!("[{}]", vec![r#"{"a": ["b"]}"#; count].join(", "));
        let definition = Connector::of_text(FileRole::Definition, texts(100));
        let connector = definition.with(connector::Part::new(FileRole::Properties, texts(30)));
        assert_eq!(connector.documents().count(), 2);
        let mut rng = Rng::new(7);
        let mut seen: Vec<Arc<Seen>> = (0..UNITS).map(|_| Arc::new(any(&mut rng, &connector))).collect();
        let mut watched = Watched::new(seen.clone());
        let mut most = 0;
        for _ in 0..2000 {
            let (edit, around) = any_edit(&mut rng, &connector);
            let references_differ = rng.one_in(2);
            let feels = |seen: &Seen| seen.feels(&edit, &around) || seen.references && references_differ;
            let felt: Vec<u32> = (0..UNITS).filter(|unit| feels(&seen[*unit as usize])).collect();
            assert_eq!(watched.felt_by(&edit, &around, references_differ), felt);
            assert_eq!(watched.asks_for_references(), seen.iter().any(|seen| seen.references));
            let unit = rng.below(UNITS as usize) as u32;
            let (now, same) = (any(&mut rng, &connector), Arc::clone(watched.seen(unit)));
            let is_same = now == *same;
            seen[unit as usize] = Arc::new(now.clone());
            watched.note(unit, now);
            assert_eq!(*watched.seen(unit), seen[unit as usize]);
            assert_eq!(Arc::ptr_eq(watched.seen(unit), &same), is_same, "what is the same is shared");
            most = most.max(watched.since.len());
        }
        assert_eq!(most, MOST_SINCE, "the index is made anew when it no longer says much");
    }
}
