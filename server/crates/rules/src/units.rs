//! A run of all rules in parts that can be made again by themselves.
//!
//! A [`Unit`] is what the rules say about one piece of a document (an operation, a shared schema, what stands around them),
//! or what one rule says about the connector as a whole. All units together are what [`crate::check`] does.

use std::iter::once;
use std::ops::Range;

use connector::{Connector, Document, FileRole};
use syntax::{Node, NodeId};

use crate::context::Context;
use crate::engine::{self, Active, Plan, look_at_node};
use crate::rule::Check;

/// One part of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    /// What rules say about the nodes of one piece of a document: the piece's first node.
    Piece(FileRole, NodeId),
    /// What one rule says about documents or the connector as a whole: its place in [`Plan::whole`].
    Whole(usize),
}

/// The pieces of a document: their first nodes, ascending. A piece ends where its first node's subtree does, and pieces
/// that begin in it are not part of it.
struct Pieces {
    first: Vec<NodeId>,
}

impl Pieces {
    /// Cuts a document where authors think of parts: at the members of the root, and of these (paths, definitions, policies),
    /// and at operations.
    fn of(document: &Document) -> Self {
        let tree = document.tree();
        let mut first = vec![NodeId(0)];
        for top in tree.root().children().filter(|top| top.is_container()) {
            first.push(top.id());
            let is_paths = top.key().is_some_and(|key| key.is("paths"));
            for part in top.children().filter(|part| part.is_container()) {
                first.push(part.id());
                if is_paths {
                    first.extend(part.children().filter(|part| part.is_container()).map(Node::id));
                }
            }
        }
        Self { first }
    }

    /// The pieces that begin within the piece that begins with `first`: their first nodes, ascending.
    fn within(&self, document: &Document, first: NodeId) -> &[NodeId] {
        let end = document.node(first).after();
        let from = self.first.partition_point(|piece| *piece <= first);
        let later = &self.first[from..];
        &later[..later.partition_point(|piece| *piece < end)]
    }

    /// The first node of the innermost piece that the node is in.
    fn around(&self, node: Node<'_>) -> Option<NodeId> {
        let is_first = |node: &NodeId| self.first.binary_search(node).is_ok();
        once(node).chain(node.ancestors()).map(Node::id).find(is_first)
    }

    /// The nodes of the piece that begins with `first`, ascending.
    fn nodes<'p>(&'p self, document: &'p Document, first: NodeId) -> impl Iterator<Item = NodeId> + use<'p> {
        let end = document.node(first).after();
        let mut within = self.within(document, first).iter().peekable();
        let mut next = first.0;
        std::iter::from_fn(move || {
            while let Some(piece) = within.next_if(|piece| piece.0 <= next) {
                next = next.max(document.node(*piece).after().0);
            }
            (next < end.0).then(|| {
                next += 1;
                NodeId(next - 1)
            })
        })
    }
}

/// A connector in pieces.
pub(crate) struct Parts {
    pieces: Vec<(FileRole, Pieces)>,
    /// All units, those of documents first.
    pub(crate) units: Vec<Unit>,
}

impl Parts {
    pub(crate) fn of(connector: &Connector, plan: &Plan) -> Self {
        let pieces: Vec<(FileRole, Pieces)> =
            connector.documents().map(|document| (document.role(), Pieces::of(document))).collect();
        let of_documents = pieces
            .iter()
            .flat_map(|(role, pieces)| pieces.first.iter().map(|first| Unit::Piece(*role, *first)));
        let units = of_documents.chain((0..plan.whole.len()).map(Unit::Whole)).collect();
        Self { pieces, units }
    }

    /// Runs one unit.
    pub(crate) fn run(&self, context: &mut Context<'_>, plan: &Plan, unit: Unit) {
        match unit {
            Unit::Whole(at) => {
                let active = plan.whole[at];
                context.set_rule(active.rule, active.severity);
                engine::run(context, active.rule);
            }
            Unit::Piece(role, first) => {
                let connector = context.connector();
                let found = self.pieces.iter().find(|(found, _)| *found == role);
                if let (Some(document), Some((_, pieces))) = (connector.document(role), found) {
                    run_piece(context, plan, document, pieces, first);
                }
            }
        }
    }
}

fn run_piece(context: &mut Context<'_>, plan: &Plan, document: &Document, pieces: &Pieces, first: NodeId) {
    for id in pieces.nodes(document, first) {
        look_at_node(context, plan, document, document.node(id));
    }
    let Some(definition) = context.definition().filter(|_| document.role() == FileRole::Definition) else {
        return;
    };
    let nodes = first..document.node(first).after();
    let is_here = |node: NodeId| pieces.around(document.node(node)) == Some(first);
    for part in between(&definition.operations, &nodes, |part| part.node, is_here) {
        each(context, &plan.of_operations, |context, check| {
            if let Check::Operation(look) = check {
                look(context, part);
            }
        });
    }
    for part in between(&definition.path_items, &nodes, |part| part.node, is_here) {
        each(context, &plan.of_path_items, |context, check| {
            if let Check::PathItem(look) = check {
                look(context, part);
            }
        });
    }
    for part in between(&definition.dynamic_calls, &nodes, |part| part.node, is_here) {
        each(context, &plan.of_calls, |context, check| {
            if let Check::DynamicCall(look) = check {
                look(context, part);
            }
        });
    }
}

/// The parts, which are in document order, whose nodes are among these and for which `is_here` holds.
fn between<'p, T>(
    parts: &'p [T],
    nodes: &Range<NodeId>,
    node: impl Fn(&T) -> NodeId,
    is_here: impl Fn(NodeId) -> bool,
) -> impl Iterator<Item = &'p T> {
    let start = parts.partition_point(|part| node(part) < nodes.start);
    let end = nodes.end;
    let later =
        parts[start..].iter().map(move |part| (node(part), part)).take_while(move |(at, _)| *at < end);
    later.filter(move |(at, _)| is_here(*at)).map(|(_, part)| part)
}

fn each(context: &mut Context<'_>, rules: &[Active], run: impl Fn(&mut Context<'_>, Check)) {
    for active in rules {
        context.set_rule(active.rule, active.severity);
        run(context, active.rule.check);
    }
}
