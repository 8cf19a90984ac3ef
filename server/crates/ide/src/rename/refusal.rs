//! Which names something cannot have.

use std::borrow::Cow;

use connector::{Connector, Definition, Location, ReferenceKind, Target};
use rustc_hash::{FxHashMap, FxHashSet};
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
    if new.trim() != new && old.trim() == old {
        return Some("The new name begins or ends with a blank. Leave it out.".to_owned());
    }
    let of_each = targets.iter().find_map(|target| of_target(connector, target, old, new));
    let definition = connector.definition();
    of_each
        .or_else(|| equal_paths(definition?, targets, new))
        .or_else(|| overridden(definition?, targets, old))
}

/// Other variables can make two paths the same.
fn equal_paths(definition: &Definition, targets: &[Target], new: &str) -> Option<String> {
    let mut renamed: FxHashMap<usize, &str> = FxHashMap::default();
    renamed.extend(targets.iter().filter_map(|target| match target {
        Target::PathVariable(item, variable) => Some((*item, &**variable)),
        _ => None,
    }));
    if renamed.is_empty() {
        return None;
    }
    let mut paths: FxHashMap<String, String> = FxHashMap::default();
    for (index, item) in definition.path_items.iter().enumerate() {
        let old = definition.node(item.node).name().into_owned();
        let after = match renamed.get(&index) {
            Some(variable) => old.replace(&format!("{{{variable}}}"), &format!("{{{new}}}")),
            None => old.clone(),
        };
        match paths.get(&after) {
            Some(other) if *other != old => {
                return Some(format!("There is a path '{after}' already. Choose another name."));
            }
            Some(_) => {}
            None => {
                paths.insert(after, old);
            }
        }
    }
    None
}

/// An operation replaces a parameter of its path by one with the same name, so that neither can have another name alone.
fn overridden(definition: &Definition, targets: &[Target], old: &str) -> Option<String> {
    let renamed: FxHashSet<NodeId> = targets
        .iter()
        .filter_map(|target| match target {
            Target::Parameter(node) => Some(*node),
            _ => None,
        })
        .collect();
    let place = |node: Node<'_>| node.get("in").and_then(Node::as_str).map(Cow::into_owned);
    let mut seen: FxHashSet<usize> = FxHashSet::default();
    for user in renamed.iter().flat_map(|node| definition.users(*node)).filter(|user| seen.insert(*user)) {
        let own = definition.node(definition.operations[user].node);
        let Some(item) = own.parent() else { continue };
        let [own, of_path] = [own, item].map(|holder| {
            let listed = holder.get("parameters").into_iter().flat_map(Node::items);
            let found = listed
                .filter_map(|listed| definition.resolve(listed))
                .filter(|parameter| parameter.get("name").and_then(Node::as_str).as_deref() == Some(old));
            found.collect::<Vec<_>>()
        });
        let mut pairs = own.iter().flat_map(|own| of_path.iter().map(move |of_path| (own, of_path)));
        let parts = pairs.any(|(own, of_path)| {
            place(*own) == place(*of_path) && renamed.contains(&own.id()) != renamed.contains(&of_path.id())
        });
        if parts {
            return Some(format!(
                "An operation replaces the parameter '{old}' of its path by its own one. Remove one of the two first."
            ));
        }
    }
    None
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
            let begin = format!("{old}:");
            let belonging = || {
                let mut known = connector.connection_parameters();
                let found = known.find(|known| known.name.starts_with(&begin))?;
                let belonging = &found.name;
                Some(format!("'{belonging}' belongs to '{old}' by its name. Rename that one first."))
            };
            unfit.or_else(|| taken(is_taken, "a connection parameter")).or_else(belonging)
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
