//! Operations by family.
//!
//! Editors find a symbol by its range, and the revisions of a family stand at different paths. So a family is a symbol
//! of its own only where nothing else stands between its operations; elsewhere two families would lie across each
//! other, and an editor would show the wrong one. There each revision stands by itself and says its family.

use connector::{Definition, Family, Operation, Status};
use rustc_hash::FxHashSet;
use syntax::{Node, Span};

use super::text::{self, joined, readable};
use super::{Symbol, SymbolKind, keyed, selection};
use crate::words::route;

/// The operations below one `paths`, in the order of the file.
pub(super) fn symbols(definition: &Definition, paths: Node<'_>) -> Vec<Symbol> {
    let first = definition.operations.partition_point(|operation| operation.node < paths.id());
    let end = definition.operations.partition_point(|operation| operation.node < paths.after());
    let mut symbols = Vec::with_capacity(end - first);
    // A family can only begin with the first of its operations: the others are not asked, whatever their number.
    let mut begun = FxHashSet::default();
    let mut at = first;
    while at < end {
        let name = definition.operations[at].family_name();
        let family = name.filter(|name| begun.insert(*name)).and_then(|name| definition.family(name));
        let family = family.filter(|family| stands_together(family, at, end));
        if let Some(family) = family {
            symbols.push(family_symbol(definition, family));
            at += family.members.len();
        } else {
            symbols.push(symbol(definition, at, Alone::Yes));
            at += 1;
        }
    }
    symbols
}

/// Whether a family has several operations, and they are all those from `first` on, up to `end` at most.
fn stands_together(family: &Family, first: usize, end: usize) -> bool {
    let all = first..first + family.members.len();
    all.len() > 1 && all.end <= end && family.members.iter().all(|member| all.contains(member))
}

/// Whether an operation stands outside of its family's symbol.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Alone {
    Yes,
    No,
}

fn family_symbol(definition: &Definition, family: &Family) -> Symbol {
    let children: Vec<Symbol> =
        family.members.iter().map(|&member| symbol(definition, member, Alone::No)).collect();
    let start = children.iter().map(|child| child.span.start).min().unwrap_or_default();
    let end = children.iter().map(|child| child.span.end).max().unwrap_or_default();
    let newest = family.newest().map(|newest| &definition.operations[newest]);
    let detail =
        newest.map_or_else(String::new, |newest| text::member(definition.node(newest.node), "summary"));
    Symbol {
        name: readable(&family.name),
        detail: joined([format!("{} revisions", children.len()), detail]),
        kind: SymbolKind::Family,
        is_deprecated: children.iter().all(|child| child.is_deprecated),
        span: Span::new(start, end),
        selection: children.iter().map(|child| child.selection).min().unwrap_or_default(),
        children,
    }
}

fn symbol(definition: &Definition, index: usize, alone: Alone) -> Symbol {
    let operation = &definition.operations[index];
    let node = definition.node(operation.node);
    let id = readable(operation.id.as_deref().unwrap_or_default());
    let route = readable(&route(definition, operation));
    let name = if id.is_empty() { route.clone() } else { id };
    let mut children: Vec<Symbol> = parameters(definition, operation).chain(responses(node)).collect();
    children.sort_by_key(|child| child.span.start);
    Symbol {
        detail: detail(definition, operation, route, alone),
        name,
        kind: if operation.trigger.is_some() { SymbolKind::Trigger } else { SymbolKind::Action },
        is_deprecated: operation.annotation.deprecated,
        span: node.full_span(),
        selection: selection(node, "operationId"),
        children,
    }
}

/// `trigger · GET /items · family Items · revision 2 · Preview · internal`.
fn detail(definition: &Definition, operation: &Operation, route: String, alone: Alone) -> String {
    let stated = &operation.annotation;
    let family =
        stated.family.as_deref().filter(|name| alone == Alone::Yes && operation.id.as_deref() != Some(*name));
    let is_preview = definition.effective_status(operation) == Status::Preview;
    let trigger = if operation.trigger.is_some() { "trigger" } else { "action" };
    joined([
        trigger.to_owned(),
        route,
        family.map_or_else(String::new, |name| format!("family {}", readable(name))),
        stated.revision.map_or_else(String::new, |revision| format!("revision {revision}")),
        if is_preview { Status::Preview.name().to_owned() } else { String::new() },
        if operation.is_internal() { stated.visibility.name().to_owned() } else { String::new() },
    ])
}

/// The parameters that stand in the operation itself.
fn parameters<'d>(
    definition: &'d Definition,
    operation: &'d Operation,
) -> impl Iterator<Item = Symbol> + use<'d> {
    let own = definition.parameters(operation).iter().filter(|parameter| !parameter.from_path_item);
    own.map(|parameter| {
        let (usage, node) = (definition.node(parameter.usage), definition.node(parameter.node));
        let name = readable(parameter.name.as_deref().unwrap_or_default());
        let name = [name, text::referenced(usage)].into_iter().find(|name| !name.is_empty());
        Symbol {
            name: name.unwrap_or_else(|| "(parameter without a name)".to_owned()),
            detail: text::parameter(node),
            selection: selection(usage, "name"),
            ..keyed(usage, SymbolKind::Parameter, String::new())
        }
    })
}

fn responses(operation: Node<'_>) -> impl Iterator<Item = Symbol> {
    let responses = operation.get("responses").into_iter().flat_map(Node::members);
    responses.map(|response| keyed(response, SymbolKind::Response, text::response(response)))
}
