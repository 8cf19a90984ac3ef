//! Where what has a name is declared.

use syntax::{Node, Span};
use vocabulary::Place;

use crate::definition::Definition;
use crate::document::Document;
use crate::files::FileRole;
use crate::model::Connector;
use crate::references::Target;

/// Where something is declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Declaration {
    /// The file.
    pub file: FileRole,
    /// The bytes of the name, quotes left out.
    pub name: Span,
    /// The bytes of all that is declared, such as the whole operation.
    pub whole: Span,
}

/// Where `target` is declared, by file and position. Of an operationId that several operations have, the first counts.
/// A path variable and a family are declared by those who use them, so that there is nothing to tell.
pub fn declarations(connector: &Connector, target: &Target) -> Vec<Declaration> {
    let Some(definition) = connector.definition() else { return of_properties(connector, target) };
    let section = |section: &str, name: &str| of_keys(definition.document.root().get(section), name);
    match target {
        Target::Schema(name) => section("definitions", name),
        Target::SharedParameter(name) => section("parameters", name),
        Target::SharedResponse(name) => section("responses", name),
        Target::SecurityScheme(name) => section("securityDefinitions", name),
        Target::Operation(id) => {
            let operation = definition.operation(id);
            let id = operation.and_then(|operation| operation.id_node).map(|id| definition.node(id));
            id.and_then(|id| by_value(id)).into_iter().collect()
        }
        Target::OperationParameter(operation, name) => {
            let operation = definition.operations.get(*operation);
            let parameters = operation.into_iter().flat_map(|operation| definition.parameters(operation));
            let called_so = parameters.filter(|parameter| parameter.name.as_deref() == Some(name));
            let first =
                called_so.take(1).filter_map(|parameter| of_parameter(definition.node(parameter.node)));
            first.collect()
        }
        Target::Parameter(node) => of_parameter(definition.node(*node)).into_iter().collect(),
        Target::Property(node) => by_key(FileRole::Definition, definition.node(*node)).into_iter().collect(),
        Target::Tag(name) => {
            let tags = definition.document.at_place(Place::Tag).filter_map(|tag| tag.get("name"));
            tags.filter(|tag| tag.as_str().as_deref() == Some(name)).filter_map(by_value).collect()
        }
        Target::ConnectionParameter(_) => of_properties(connector, target),
        Target::PathVariable(..) | Target::Family(_) => Vec::new(),
    }
}

fn of_properties(connector: &Connector, target: &Target) -> Vec<Declaration> {
    let Target::ConnectionParameter(name) = target else { return Vec::new() };
    let files = connector.properties_files();
    let found = files.flat_map(|file| {
        let named = file.connection_parameters.iter().filter(|parameter| parameter.name == *name);
        named.filter_map(|parameter| by_key(file.document.role(), file.node(parameter.node)))
    });
    found.collect()
}

/// What is declared under this name in a section; repeated names all count.
fn of_keys(section: Option<Node<'_>>, name: &str) -> Vec<Declaration> {
    let members = section.into_iter().flat_map(Node::members);
    let named = members.filter(|member| member.key().is_some_and(|key| key.is(name)));
    named.filter_map(|member| by_key(FileRole::Definition, member)).collect()
}

fn of_parameter(parameter: Node<'_>) -> Option<Declaration> {
    by_value(parameter.get("name")?)
}

fn by_key(file: FileRole, member: Node<'_>) -> Option<Declaration> {
    Some(Declaration { file, name: member.key()?.content_span(), whole: member.full_span() })
}

/// What has its name as the value of a member.
fn by_value(value: Node<'_>) -> Option<Declaration> {
    let whole = value.parent()?.full_span();
    value.is_string().then(|| Declaration { file: FileRole::Definition, name: value.content_span(), whole })
}

/// What the name that touches `offset` (bytes) in `file` stands for, with the bytes of the name: what is declared there,
/// or what is named. `None` where nothing has a name.
pub fn targets_at(connector: &Connector, file: FileRole, offset: u32) -> Option<(Span, Vec<Target>)> {
    let named = connector.names().at(file, offset);
    if let Some(first) = named.first() {
        return Some((first.span, named.iter().map(|name| name.target.clone()).collect()));
    }
    let document = connector.document(file)?;
    let node = document.tree().node_at(offset);
    let key = node.key().filter(|key| key.content_span().touches(offset));
    let (span, target) = if let Some(key) = key {
        (key.content_span(), declared_by_key(document, node)?)
    } else {
        let definition = connector.definition().filter(|_| file == FileRole::Definition)?;
        let is_text = node.is_string() && node.content_span().touches(offset);
        (node.content_span(), declared_by_value(definition, node).filter(|_| is_text)?)
    };
    Some((span, vec![target]))
}

fn declared_by_key(document: &Document, member: Node<'_>) -> Option<Target> {
    let name: Box<str> = Box::from(member.name().as_ref());
    let object = member.parent()?;
    Some(match (document.role(), document.place(object)) {
        (FileRole::Definition, Place::Definitions) => Target::Schema(name),
        (FileRole::Definition, Place::SharedParameters) => Target::SharedParameter(name),
        (FileRole::Definition, Place::SharedResponses) => Target::SharedResponse(name),
        (FileRole::Definition, Place::SecurityDefinitions) => Target::SecurityScheme(name),
        (FileRole::Definition, Place::SchemaProperties) => Target::Property(member.id()),
        (_, Place::ConnectionParameters) if document.place(member) == Place::ConnectionParameter => {
            Target::ConnectionParameter(name)
        }
        _ => return None,
    })
}

fn declared_by_value(definition: &Definition, value: Node<'_>) -> Option<Target> {
    let key = value.key()?;
    let object = value.parent()?;
    let text = || Box::from(value.as_str().unwrap_or_default().as_ref());
    let place = definition.document.place(object);
    if key.is("operationId") {
        let operation = definition.operation_around(object)?;
        return (operation.id_node == Some(value.id()) && operation.id.is_some())
            .then(|| Target::Operation(text()));
    }
    if !key.is("name") {
        return None;
    }
    if place.is_parameter() {
        return Some(Target::Parameter(object.id()));
    }
    (place == Place::Tag).then(|| Target::Tag(text()))
}
