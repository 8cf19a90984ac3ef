//! Values and member names that name something of this connector.
//!
//! - `affinity`: how well a name goes with a place
//! - `calls`: what one operation hands to another at design time
//! - `connection`: connection parameters, sign-ins, security
//! - `keys`: names of members
//! - `listing`: connector metadata, and the files that the settings name
//! - `operations`: operations and their families
//! - `policies`: policy templates, their parameters and what these can be set to
//! - `schemas`: properties, allowed values, path variables
//! - `shared`: shared schemas, parameters and responses, tags, MIME types

mod affinity;
mod calls;
mod connection;
pub(super) mod keys;
pub(super) mod listing;
mod operations;
pub(super) mod policies;
mod schemas;
mod shared;

use connector::Definition;
use rustc_hash::FxHashSet;
use syntax::{Node, NodeId};
use vocabulary::Place;

use super::{Completion, CompletionKind, Meaning, Subject, answers};

/// Values that name something.
pub(super) fn add(subject: &Subject<'_>, entries: &mut Vec<Completion>) {
    let Some(container) = subject.site.container else { return };
    let place = subject.place();
    match (place, subject.key()) {
        (_, Some("$ref")) => shared::refs(subject, entries, place),
        (Place::OperationNames | Place::ScriptOperations, None) => {
            operations::add(subject, entries, container);
        }
        (Place::Operation, Some("operationId")) => operations::awaited(subject, entries),
        (place, Some("operationId")) if operations::are_called_from(place) => {
            operations::add(subject, entries, container);
        }
        (Place::ApiAnnotation, Some("family")) => operations::families(subject, entries, container),
        (Place::Required, None) => schemas::required(subject, entries, container),
        (Place::Enum, None) => schemas::named_values(subject, entries, container),
        (Place::EnumValue, Some("value")) => schemas::unnamed_values(subject, entries, container),
        (place, Some("discriminator")) if place.is_schema() => {
            schemas::discriminators(subject, entries, container);
        }
        (Place::Parameter | Place::PathParameter, Some("name")) => {
            schemas::path_variables(subject, entries, container);
        }
        (Place::TagNames, None) => shared::tags(subject, entries, container),
        (Place::Tag, Some("name")) => shared::undeclared_tags(subject, entries),
        (Place::MimeTypes, None) => shared::mime_types(subject, entries, container),
        (Place::DynamicArgument | Place::FilePickerArgument, Some("parameter")) => {
            calls::inputs(subject, entries, container, false);
        }
        (Place::DynamicListArgument | Place::DynamicTreeArgument, Some("parameterReference")) => {
            calls::inputs(subject, entries, container, true);
        }
        (
            Place::DynamicListArgument | Place::DynamicTreeArgument | Place::FilePickerArgument,
            Some("value"),
        ) => {
            calls::constants(subject, entries, container, &container.name());
        }
        (place, Some(argument)) if calls::takes_arguments(place) => {
            calls::argument(subject, entries, container, argument);
        }
        (Place::PolicyTemplateInstance, Some("templateId")) => policies::templates(subject, entries),
        (Place::PolicyTemplateInstance, Some("title")) => policies::title(subject, entries, container),
        (Place::PolicyParameters, Some(key)) => policies::values(subject, entries, container, key),
        (Place::SecurityScopes, None) => connection::required_scopes(subject, entries, container),
        (Place::OAuthScopes, None) => connection::offered_scopes(subject, entries, container),
        (Place::SecurityScheme, Some(key @ ("authorizationUrl" | "tokenUrl"))) => {
            connection::sign_in_addresses(subject, entries, key);
        }
        (Place::OAuthCustomParameter, Some("value")) => {
            connection::declared_addresses(subject, entries, container);
        }
        (Place::OAuthSettings, Some("redirectUrl")) | (Place::OAuthRedirects, None) => {
            entries.push(subject.string(vocabulary::REDIRECT_ADDRESS, CompletionKind::Value, 5));
        }
        (Place::OAuthCondition, Some("parameter")) | (Place::GatewayConnectionDetails, None) => {
            connection::parameters(subject, entries, container);
        }
        (Place::ConnectorMetadataEntry, Some("propertyValue")) => {
            listing::facts(subject, entries, container);
        }
        (Place::SettingsRoot, Some(key)) => listing::files(subject, entries, key),
        (_, Some(key)) => answers::add(subject, entries, container, place, key),
        _ => {}
    }
}

/// Nodes in the order of the file, which is the one that its author knows.
fn in_order<'d>(
    definition: &'d Definition,
    nodes: impl Iterator<Item = &'d NodeId>,
) -> impl Iterator<Item = Node<'d>> {
    let mut nodes: Vec<Node<'d>> = nodes.map(|&id| definition.node(id)).collect();
    nodes.sort_by_key(|node| node.id());
    nodes.into_iter()
}

/// A member that is text, else nothing.
pub(super) fn text_of(node: Node<'_>, member: &str) -> String {
    node.get(member).and_then(Node::as_str).unwrap_or_default().into_owned()
}

/// The strings that a list has, apart from the one under the cursor.
fn listed(subject: &Subject<'_>, list: Node<'_>) -> FxHashSet<Box<str>> {
    let others = list.items().filter(|found| !subject.site.replaces(found.span()));
    others.filter_map(|found| found.as_str().map(|text| Box::from(text.as_ref()))).collect()
}

/// A value as it stands somewhere in the file; inside of a string only strings.
fn copied(subject: &Subject<'_>, value: Node<'_>, rank: u8) -> Option<Completion> {
    match value.as_str() {
        Some(text) if text.is_empty() => None,
        Some(text) => Some(subject.string(&text, CompletionKind::Value, rank)),
        None if subject.site.in_string || value.is_container() => None,
        None => Some(subject.entry(
            value.raw(),
            CompletionKind::Value,
            rank,
            &super::writing::escape(value.raw()),
        )),
    }
}

/// An entry of its own for each text, in order, each once.
fn fields<'t>(
    subject: &Subject<'_>,
    entries: &mut Vec<Completion>,
    texts: impl Iterator<Item = &'t str>,
    rank: u8,
) {
    entries.extend(texts.map(|text| subject.string(text, CompletionKind::Field, rank)));
}

/// What is told about something that has a text of its author's.
fn by_author(entry: Completion, node: Node<'_>, member: &str) -> Completion {
    entry.with_meaning(Meaning::sentence(text_of(node, member)))
}
