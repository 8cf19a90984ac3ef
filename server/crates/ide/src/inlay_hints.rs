//! What is meant and not written, shown as if it were: what operations imply about their family, revision and status,
//! what a `$ref` leads to, and that a policy without operations is for all of them.

mod implied;
mod references;

use connector::properties::OPERATION_NAME;
use connector::{Connector, FileRole, PropertiesFile};
use syntax::{Node, Span};
use vocabulary::Place;

pub use implied::explicit_edits;

/// A text beside the file's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InlayHint {
    /// Where it stands, as a byte offset in the file.
    pub offset: u32,
    /// The operation whose implied values it shows, an index into [`Definition::operations`](connector::definition::Outline::operations): they can be
    /// written, see [`explicit_edits`].
    pub operation: Option<usize>,
    /// What is meant.
    pub label: String,
    /// Why: one sentence a line.
    pub tooltip: String,
}

/// The hints in a range (bytes) of a file, by position. They depend on no other file.
pub fn inlay_hints(connector: &Connector, file: FileRole, range: Span) -> Vec<InlayHint> {
    let mut hints = Vec::new();
    if file == FileRole::Definition {
        if let Some(definition) = connector.definition() {
            implied::add(&mut hints, definition, range);
            references::add(&mut hints, definition, range);
        }
    } else if let Some(properties) = connector.properties_files().find(|found| found.document.role() == file)
    {
        add_policies(&mut hints, properties);
        add_script(&mut hints, properties);
    }
    hints.retain(|hint| range.touches(hint.offset));
    hints.sort_by_key(|hint| hint.offset);
    hints
}

/// Policies that are for all operations: behind their empty list, or behind their template.
fn add_policies(hints: &mut Vec<InlayHint>, properties: &PropertiesFile) {
    for policy in properties.policies.iter().filter(|policy| policy.operations.is_none()) {
        let parameters = policy.parameters.map(|parameters| properties.node(parameters));
        let list = parameters.and_then(|parameters| parameters.get(OPERATION_NAME));
        let list = list.filter(|list| list.is_array());
        let at = list.or_else(|| policy.template_id.map(|template| properties.node(template)));
        let meaning = vocabulary::member(Place::PolicyParameters, OPERATION_NAME);
        hints.extend(at.and_then(|node| all_operations(node, meaning)));
    }
}

/// A script for all operations.
fn add_script(hints: &mut Vec<InlayHint>, properties: &PropertiesFile) {
    let list = properties.script_operations.map(|list| properties.node(list));
    let empty = list.filter(|list| list.items().next().is_none() && list.name() == "scriptOperations");
    let meaning = vocabulary::member(Place::Properties, "scriptOperations");
    hints.extend(empty.and_then(|list| all_operations(list, meaning)));
}

fn all_operations(node: Node<'_>, meaning: Option<&'static vocabulary::Member>) -> Option<InlayHint> {
    let is_whole = node.is_closed() && !node.span().is_empty();
    let label = "all operations".to_owned();
    let tooltip = meaning.map(|member| member.doc.to_owned()).unwrap_or_default();
    is_whole.then(|| InlayHint { offset: end_of(node), operation: None, label, tooltip })
}

/// Behind a value and the comma after it.
fn end_of(node: Node<'_>) -> u32 {
    let end = node.span().end;
    let has_comma = node.tree().text().as_bytes().get(end as usize) == Some(&b',');
    end + u32::from(has_comma)
}
