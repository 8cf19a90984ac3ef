//! Paths of properties, step by step.

use std::ops::Range;

use syntax::Node;

use super::MOST_PARTS;
use crate::definition::{Definition, Operation};
use crate::inputs::NameForm;
use crate::references::Target;

/// How many separators a name may have in it.
const MOST_SEPARATORS: usize = 8;

/// A step of a path: its bytes in the path, and what it names.
pub(super) type Step = (Range<usize>, Target);

/// What the name of an input of `operation` names: a parameter, or step by step a field of its body. What is unknown or
/// missing ends the path.
pub(super) fn input(definition: &Definition, operation: &Operation, name: &str, form: NameForm) -> Vec<Step> {
    let parameters = definition.parameters(operation);
    let called_so = |parameter: &&crate::Parameter| parameter.name.as_deref() == Some(name);
    if let Some(parameter) = parameters.iter().find(called_so) {
        return vec![(0..name.len(), Target::Parameter(parameter.node))];
    }
    let Some(body) = definition.body_parameter(operation).filter(|_| !name.is_empty()) else {
        return Vec::new();
    };
    let Some(schema) = definition.parameter_node(body).get("schema") else { return Vec::new() };
    let plain =
        if form == NameForm::Plain { fields(definition, schema, name, 0, &['.', '/']) } else { Vec::new() };
    let body_name = body.name.as_deref().unwrap_or_default();
    let inside = name.strip_prefix(body_name).and_then(|rest| rest.strip_prefix('/'));
    let Some(inside) = inside.filter(|_| plain.is_empty() && !body_name.is_empty()) else { return plain };
    let separators: &[char] = if form == NameForm::Plain { &['.', '/'] } else { &['/'] };
    let mut steps = vec![(0..body_name.len(), Target::Parameter(body.node))];
    steps.extend(fields(definition, schema, inside, body_name.len() + 1, separators));
    steps
}

/// The properties that a path goes through, from `schema` on. `start` is where `path` starts in the whole path. A name
/// may have a separator in it.
pub(super) fn fields(
    definition: &Definition,
    schema: Node<'_>,
    path: &str,
    start: usize,
    separators: &[char],
) -> Vec<Step> {
    let (mut schema, mut from) = (schema, 0);
    let mut steps = Vec::new();
    while from < path.len() && steps.len() < MOST_PARTS {
        let rest = &path[from..];
        // A separator at the start, or a doubled one, says nothing.
        if rest.starts_with(separators) {
            from += 1;
            continue;
        }
        let Some(object) = definition.resolve(schema) else { break };
        let ends = rest.match_indices(separators).map(|(at, _)| at).take(MOST_SEPARATORS);
        let mut ends = std::iter::once(rest.len()).chain(ends);
        let step = ends.find_map(|end| Some((end, definition.property(object, &rest[..end])?)));
        let Some((end, property)) = step else { break };
        steps.push((start + from..start + from + end, Target::Property(property.id())));
        schema = property;
        from += end + 1;
    }
    steps
}

/// The schema that a path leads to, if it is known to the end.
pub(super) fn end<'d>(definition: &'d Definition, schema: Node<'d>, path: &str) -> Option<Node<'d>> {
    match definition.follow_path(schema, path) {
        crate::definition::PathStep::Found(found) => Some(found),
        _ => None,
    }
}
