//! Parameters as makers meet them: what rules on their texts share.

use std::borrow::Cow;

use connector::Visibility;
use syntax::Node;
use vocabulary::Place;

use crate::finding::Finding;
use crate::texts::is_missing;
use crate::unknown::is_misspelt;
use crate::{Context, Severity, underline};

/// Every place of a parameter whose `in` is known.
pub(crate) const LOCATED: &[Place] = &[
    Place::PathParameter,
    Place::QueryParameter,
    Place::HeaderParameter,
    Place::FormDataParameter,
    Place::BodyParameter,
];

/// Who gets to see a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Audience {
    /// Makers.
    Makers,
    /// Whoever maintains the connector: it is hidden, or all operations that have it are.
    Maintainers,
    /// Nobody: no operation has it.
    Nobody,
}

/// Who gets to see the parameter that is declared at `node`.
pub(crate) fn audience(context: &Context<'_>, node: Node<'_>) -> Audience {
    let Some(definition) = context.definition() else { return Audience::Nobody };
    let mut users = definition.users(node.id()).peekable();
    if users.peek().is_none() {
        return Audience::Nobody;
    }
    let is_shown = is_visible(node) && users.any(|user| !definition.operations[user].is_internal());
    if is_shown { Audience::Makers } else { Audience::Maintainers }
}

/// Whether an operation has the parameter that is declared at `node`. That a shared one has no user is a finding of its
/// own, and nobody reads its texts.
pub(crate) fn is_used(context: &Context<'_>, node: Node<'_>) -> bool {
    audience(context, node) != Audience::Nobody
}

/// Whether a parameter or property is not hidden by itself.
pub(crate) fn is_visible(node: Node<'_>) -> bool {
    Visibility::of(node) != Visibility::Internal
}

/// Reports that a parameter lacks a text for makers, or has it empty; as information where they do not see the parameter.
/// `None` if it has the text or must not: beside a reference, in a damaged object, under a misspelt name, or where no
/// operation has the parameter. `message` is made from the parameter's name.
pub(crate) fn report_missing<'c>(
    context: &'c mut Context<'_>,
    (node, place): (Node<'_>, Place),
    member: &str,
    message: impl FnOnce(&str) -> String,
) -> Option<&'c mut Finding> {
    if !is_missing(node, member)
        || !is_visible(node)
        || is_reference(node)
        || !underline::is_whole(node)
        || is_misspelt(node, place, member)
    {
        return None;
    }
    let audience = audience(context, node);
    if audience == Audience::Nobody {
        return None;
    }
    let span = node.get(member).map_or_else(|| underline::parameter(node), Node::span);
    let finding = context.on(node, span, message(&name(node)));
    if audience == Audience::Maintainers {
        finding.at_most(Severity::Info);
    }
    Some(finding)
}

/// The name of a parameter, for messages.
pub(crate) fn name(node: Node<'_>) -> Cow<'_, str> {
    node.get("name").and_then(Node::as_str).unwrap_or(Cow::Borrowed("This parameter"))
}

/// Whether beside a `$ref` nothing of the object counts.
pub(crate) fn is_reference(node: Node<'_>) -> bool {
    node.get("$ref").is_some()
}
