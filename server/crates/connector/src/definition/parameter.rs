//! The parameters of an operation.

use syntax::{Node, NodeId};

use super::Names;
use super::schema::{Section, parse_ref};

/// Where a parameter travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Location {
    /// In the path.
    Path,
    /// In the query string.
    Query,
    /// In a header.
    Header,
    /// In a form field.
    FormData,
    /// As the body.
    Body,
}

impl Location {
    /// Reads the value of `in`.
    pub fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "path" => Self::Path,
            "query" => Self::Query,
            "header" => Self::Header,
            "formData" => Self::FormData,
            "body" => Self::Body,
            _ => return None,
        })
    }

    /// The value of `in`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::FormData => "formData",
            Self::Body => "body",
        }
    }
}

/// A parameter as one operation has it.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// The entry in the list: the parameter itself, or a `$ref` to a shared one.
    pub usage: NodeId,
    /// The parameter object; same as `usage` if a `$ref` leads nowhere.
    pub node: NodeId,
    /// `name`, if it is a string.
    pub name: Option<Box<str>>,
    /// `in`, if it is one of the five.
    pub location: Option<Location>,
    /// `required` is `true`.
    pub required: bool,
    /// It stands in the path item and applies to all its operations.
    pub from_path_item: bool,
    /// A `$ref` that leads nowhere.
    pub is_unresolved: bool,
}

/// Appends the parameters that apply to `operation` to `out`: its own first, then those of the path item that it does
/// not override by name and place.
pub(super) fn collect(path_item: Node<'_>, operation: Node<'_>, shared: &Names, out: &mut Vec<Parameter>) {
    let start = out.len();
    let own = operation.get("parameters").into_iter().flat_map(Node::items);
    out.extend(own.filter_map(|usage| read(usage, shared, false)));
    let own_end = out.len();
    for usage in path_item.get("parameters").into_iter().flat_map(Node::items) {
        let Some(inherited) = read(usage, shared, true) else { continue };
        let overridden = out[start..own_end].iter().any(|own| {
            own.name == inherited.name && own.location == inherited.location && own.name.is_some()
        });
        if !overridden {
            out.push(inherited);
        }
    }
}

fn read(usage: Node<'_>, shared: &Names, from_path_item: bool) -> Option<Parameter> {
    if !usage.is_object() {
        return None;
    }
    let mut node = usage;
    let mut is_unresolved = false;
    // A chain of shared parameters that only name each other ends after as many steps as there are names.
    for _ in 0..=shared.len() {
        let Some(reference) = node.get("$ref") else { break };
        let target = reference.as_str().and_then(|text| {
            let target = parse_ref(&text)?;
            (target.section == Section::Parameters)
                .then(|| shared.get(target.name.as_ref()).copied())
                .flatten()
        });
        if let Some(target) = target {
            node = usage.tree().node(target);
        } else {
            is_unresolved = true;
            break;
        }
    }
    is_unresolved |= node.get("$ref").is_some();
    if is_unresolved {
        node = usage;
    }
    Some(Parameter {
        usage: usage.id(),
        node: node.id(),
        name: node.get("name").and_then(Node::as_str).map(|name| Box::from(name.as_ref())),
        location: node.get("in").and_then(Node::as_str).and_then(|place| Location::parse(&place)),
        required: node.get("required").and_then(Node::as_bool) == Some(true),
        from_path_item,
        is_unresolved,
    })
}
