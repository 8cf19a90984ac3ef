//! Connection parameters, ways to sign in, policies, and lists of operations.

use connector::Document;
use connector::properties::OPERATION_NAME;
use syntax::Node;
use vocabulary::Place;

use super::text::{self, joined, readable};
use super::{Symbol, SymbolKind, keyed, selection};
use crate::words::count;

/// The connection parameters of a map of them.
pub(super) fn parameters(map: Node<'_>) -> Vec<Symbol> {
    let detail = |parameter: Node<'_>| {
        let settings = parameter.get("oAuthSettings");
        let provider =
            settings.map_or_else(String::new, |settings| text::member(settings, "identityProvider"));
        joined([text::member(parameter, "type"), provider])
    };
    map.members().map(|each| keyed(each, SymbolKind::ConnectionParameter, detail(each))).collect()
}

/// The ways to sign in, each with its parameters.
pub(super) fn sets(document: &Document, sets: Node<'_>) -> Vec<Symbol> {
    let values =
        sets.members().filter(|member| document.place(*member) == Place::ConnectionParameterSetValues);
    let each = values.flat_map(Node::items).filter(|set| set.is_object());
    each.map(|set| {
        let children = set.members().filter(|member| document.place(*member) == Place::ConnectionParameters);
        let title = set.get("uiDefinition").map_or_else(String::new, |ui| text::member(ui, "displayName"));
        Symbol {
            name: named(text::member(set, "name"), "(parameter set without a name)"),
            selection: selection(set, "name"),
            children: children.flat_map(parameters).collect(),
            ..keyed(set, SymbolKind::ParameterSet, title)
        }
    })
    .collect()
}

/// The policies of a list, each with its template.
pub(super) fn policies(list: Node<'_>) -> Vec<Symbol> {
    let each = list.items().filter(|policy| policy.is_object());
    each.map(|policy| {
        let (title, template) = (text::member(policy, "title"), text::member(policy, "templateId"));
        let operations = policy.get("parameters").and_then(|parameters| parameters.get(OPERATION_NAME));
        let operations = operations.map_or(0, |list| list.items().count());
        let scope = match operations {
            0 => "all operations".to_owned(),
            number => count(number, "operation", "operations"),
        };
        let known_by = if title.is_empty() { "templateId" } else { "title" };
        Symbol {
            name: named(
                [title, template.clone()].into_iter().find(|name| !name.is_empty()).unwrap_or_default(),
                "(policy)",
            ),
            selection: selection(policy, known_by),
            ..keyed(policy, SymbolKind::Policy, joined([template, scope]))
        }
    })
    .collect()
}

/// The names in a list of operations.
pub(super) fn operation_names(list: Node<'_>) -> Vec<Symbol> {
    let names = list.items().filter_map(|name| Some((name, readable(&name.as_str()?))));
    let symbol = |(node, name)| Symbol {
        name: named(name, "(no operationId)"),
        ..keyed(node, SymbolKind::OperationName, String::new())
    };
    names.map(symbol).collect()
}

fn named(name: String, otherwise: &str) -> String {
    if name.is_empty() { otherwise.to_owned() } else { name }
}
