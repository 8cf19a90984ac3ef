//! Which names something cannot have.

use connector::{Connector, Definition, Location, ReferenceKind, Target};
use syntax::{Node, NodeId};
use vocabulary::Place;

/// Why none of `targets` can be called `new` instead of `old`, in one sentence or two; `None` if all can.
pub(super) fn reason(connector: &Connector, targets: &[Target], old: &str, new: &str) -> Option<String> {
    if new.trim().is_empty() {
        return Some("The new name is empty. Write one.".to_owned());
    }
    if new.chars().any(char::is_control) {
        return Some("A name has no line ends, tabs or other control characters. Leave them out.".to_owned());
    }
    targets.iter().find_map(|target| of_target(connector, target, old, new))
}

fn of_target(connector: &Connector, target: &Target, old: &str, new: &str) -> Option<String> {
    let definition = connector.definition();
    let taken = |is_taken: bool, what: &str| {
        is_taken.then(|| format!("There is {what} '{new}' already. Choose another name."))
    };
    let has = |section: &str| {
        let found = definition.and_then(|definition| definition.document.root().get(section));
        found.is_some_and(|section| section.get(new).is_some())
    };
    match target {
        Target::Schema(_) => taken(has("definitions"), "a definition"),
        Target::SharedParameter(_) => taken(has("parameters"), "a shared parameter"),
        Target::SharedResponse(_) => taken(has("responses"), "a shared response"),
        Target::SecurityScheme(_) => taken(has("securityDefinitions"), "a security definition"),
        Target::Operation(id) => operation(definition?, id, new),
        Target::ConnectionParameter(_) => {
            let is_taken = connector.connection_parameters().any(|known| &*known.name == new);
            // What a sign-in asks for is called `token:TenantId` and the like.
            let lost = new.chars().find(|&found| !is_kept(found, old) && found != ':');
            let unfit = lost.map(|lost| {
                format!(
                    "A connection parameter is called by letters, digits and underscores of ASCII. Leave '{lost}' out."
                )
            });
            unfit.or_else(|| taken(is_taken, "a connection parameter"))
        }
        Target::Parameter(node) => parameter(connector, definition?, *node, old, new),
        Target::PathVariable(item, _) => {
            let path = definition?.node(definition?.path_items.get(*item)?.node).name();
            let is_taken = connector::template::variables(&path).any(|known| known.name == new);
            variable(new).or_else(|| taken(is_taken, "a variable of the path"))
        }
        Target::Property(node) => property(connector, definition?, *node, new),
        Target::Family(_) => taken(definition?.family(new).is_some(), "a family"),
        Target::Tag(_) => {
            let is_taken = connector.names().to(&Target::Tag(new.into())).next().is_some()
                || !connector::declarations(connector, &Target::Tag(new.into())).is_empty();
            taken(is_taken, "a tag")
        }
        Target::OperationParameter(..) => None,
    }
}

/// Whether a character is a letter, a digit or an underscore of ASCII, or one that the old name has too, so that the new
/// one is no worse.
fn is_kept(character: char, old: &str) -> bool {
    character.is_ascii_alphanumeric() || character == '_' || old.contains(character)
}

/// The platform keeps letters, digits and underscores of an operationId
/// (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>).
fn operation(definition: &Definition, id: &str, new: &str) -> Option<String> {
    if let Some(lost) = new.chars().find(|&found| !is_kept(found, id)) {
        return Some(format!(
            "An operationId is made of letters, digits and underscores of ASCII. Leave '{lost}' out, which the platform rewrites."
        ));
    }
    if definition.operation(new).is_some() {
        return Some(format!("There is an operation '{new}' already. Choose another name."));
    }
    // An operation without a family is the first of the one that is called like it.
    let gives_family =
        definition.operation(id).is_some_and(|operation| operation.annotation.family.is_none());
    (gives_family && definition.family(new).is_some()).then(|| {
        format!("There is a family '{new}', which the operation would belong to. Choose another name.")
    })
}

fn variable(new: &str) -> Option<String> {
    let lost = new.chars().find(|found| "{}/?#".contains(*found))?;
    Some(format!(
        "The variable of a path has no '{lost}'. Leave it out, and write the name without its braces."
    ))
}

fn parameter(
    connector: &Connector,
    definition: &Definition,
    node: NodeId,
    old: &str,
    new: &str,
) -> Option<String> {
    let object = definition.node(node);
    let location = object.get("in").and_then(Node::as_str).and_then(|location| Location::parse(&location));
    if location == Some(Location::Path)
        && let Some(reason) = variable(new)
    {
        return Some(reason);
    }
    for user in definition.users(node) {
        let parameters = definition.parameters(&definition.operations[user]);
        let is_taken = parameters.iter().any(|known| {
            known.node != node && known.location == location && known.name.as_deref() == Some(new)
        });
        if is_taken {
            let word = location.map_or("", Location::name);
            return Some(format!(
                "An operation has a parameter '{new}' in {word} already. Choose another name."
            ));
        }
    }
    let target = Target::Parameter(node);
    for name in connector.names().to(&target) {
        let is_in_path = matches!(name.kind, ReferenceKind::DynamicArgument | ReferenceKind::DynamicSource);
        if is_in_path && location == Some(Location::Body) && new.contains('/') {
            return Some(format!("'{old}' is the first step of a path to a field. Leave '/' out."));
        }
        if name.kind == ReferenceKind::PolicyExpression && new.contains('\'') {
            return Some(
                "A policy reads the parameter by its name in quotes. Leave the quote out.".to_owned(),
            );
        }
    }
    None
}

fn property(connector: &Connector, definition: &Definition, node: NodeId, new: &str) -> Option<String> {
    let object = definition.node(node).parent()?;
    if object.get(new).is_some() {
        return Some(format!("The schema has a property '{new}' already. Choose another name."));
    }
    let target = Target::Property(node);
    for name in connector.names().to(&target) {
        let separators: &[char] = match name.kind {
            ReferenceKind::AnswerPath => &['/'],
            ReferenceKind::DynamicArgument | ReferenceKind::DynamicSource => {
                if is_older(definition, name.node?) { &['/', '.'] } else { &['/'] }
            }
            _ => continue,
        };
        if let Some(lost) = new.chars().find(|found| separators.contains(found)) {
            return Some(format!(
                "A path leads to the property, in which '{lost}' parts two names. Leave it out."
            ));
        }
    }
    None
}

/// Whether a name stands in the older form of a call, which parts the steps of paths by dots too.
fn is_older(definition: &Definition, node: NodeId) -> bool {
    let mut around = definition.node(node).ancestors();
    around.any(|object| {
        matches!(definition.document.place(object), Place::DynamicValues | Place::DynamicSchema)
    })
}
