//! Names in the definition.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};
use syntax::{Node, NodeId, Span};
use vocabulary::Place;

use super::{MOST_LOOKS, MOST_PARTS, name, part, paths};
use crate::definition::{Definition, Location, Operation, Section, parse_ref};
use crate::dynamic::{ArgumentSource, DynamicCall, DynamicForm};
use crate::expression;
use crate::inputs::NameForm;
use crate::references::{Reference, ReferenceKind, Target};
use crate::template;

/// Up to how many entries of `required` each are looked for by themselves; of more the properties are collected first.
const FEW: usize = 8;

/// Everything that the definition names, apart from what [`crate::References`] has to the byte.
pub(super) fn collect(definition: &Definition, out: &mut Vec<Reference>) {
    let mut looks = MOST_LOOKS;
    for call in &definition.dynamic_calls {
        arguments(definition, call, &mut looks, out);
        answer(definition, call, out);
    }
    file_pickers(definition, out);
    next_links(definition, out);
    required(definition, out);
    variables(definition, out);
    of_operations(definition, out);
    connection_parameters(definition, out);
    everywhere(definition, out);
}

/// Adds the steps of a path that stands in the string with these bytes.
fn add_steps(
    definition: &Definition,
    node: Node<'_>,
    content: Span,
    kind: ReferenceKind,
    steps: Vec<paths::Step>,
    out: &mut Vec<Reference>,
) {
    let text = definition.tree().text();
    out.extend(
        steps.into_iter().map(|(range, target)| name(node.id(), part(text, content, range), kind, target)),
    );
}

/// What the arguments of a call name: inputs of the called operation, and inputs of those that make the call.
fn arguments(definition: &Definition, call: &DynamicCall, looks: &mut usize, out: &mut Vec<Reference>) {
    let called = called(definition, call);
    let form = if call.form.is_newer() { NameForm::Full } else { NameForm::Plain };
    for argument in &call.arguments {
        let node = definition.node(argument.node);
        if let (Some(called), Some(key)) = (called, node.key()) {
            let steps = paths::input(definition, called, &key.text(), form);
            add_steps(definition, node, key.content_span(), ReferenceKind::DynamicArgument, steps, out);
        }
        let (source, form) = match argument.source {
            ArgumentSource::Parameter(source) => (source, NameForm::Plain),
            ArgumentSource::ParameterReference(source) => (source, NameForm::Full),
            _ => continue,
        };
        let source = definition.node(source);
        let Some(text) = source.as_str() else { continue };
        let mut seen: FxHashSet<paths::Step> = FxHashSet::default();
        for user in definition.users(call.node).take((*looks).max(1)) {
            *looks = looks.saturating_sub(1);
            seen.extend(paths::input(definition, &definition.operations[user], &text, form));
        }
        let mut steps: Vec<paths::Step> = seen.into_iter().collect();
        steps.sort_by(|(one, first), (other, second)| (one.start, first).cmp(&(other.start, second)));
        add_steps(definition, source, source.content_span(), ReferenceKind::DynamicSource, steps, out);
    }
}

fn called<'d>(definition: &'d Definition, call: &DynamicCall) -> Option<&'d Operation> {
    definition.operation(&definition.node(call.operation_id?).as_str()?)
}

/// The paths into what the called operation answers.
fn answer(definition: &Definition, call: &DynamicCall, out: &mut Vec<Reference>) {
    let Some(called) = called(definition, call) else { return };
    let Some(answer) = definition.success_schema(called) else { return };
    let object = definition.node(call.node);
    let members: &[&str] = match call.form {
        DynamicForm::Schema => return add_path(definition, answer, object.get("value-path"), out),
        DynamicForm::Properties => return add_path(definition, answer, object.get("itemValuePath"), out),
        DynamicForm::Values => &["value-path", "value-title"],
        _ => &["itemValuePath", "itemTitlePath", "itemFullTitlePath"],
    };
    let Some(collection) = call.form.collection_member() else { return };
    let Some(element) = add_collection(definition, answer, object.get(collection), out) else { return };
    for member in members {
        add_path(definition, element, object.get(member), out);
    }
    for argument in &call.arguments {
        if let ArgumentSource::Selection(path) = argument.source {
            add_path(definition, element, Some(definition.node(path)), out);
        }
    }
}

/// The paths of file pickers, which are the same for both of their calls.
fn file_pickers(definition: &Definition, out: &mut Vec<Reference>) {
    for picker in definition.document.at_place(Place::FilePicker) {
        let called = picker.get("open").and_then(|open| open.get("operationId")).and_then(Node::as_str);
        let answer = called
            .and_then(|called| definition.operation(&called))
            .and_then(|called| definition.success_schema(called));
        let Some(answer) = answer else { continue };
        let collection = picker.get("value-collection");
        let Some(element) = add_collection(definition, answer, collection, out) else { continue };
        for member in ["value-path", "value-title", "value-folder-property", "value-media-property"] {
            add_path(definition, element, picker.get(member), out);
        }
    }
}

/// Adds the path to a list in an answer, and gives the schema of its elements. Without a path the answer is the list.
fn add_collection<'d>(
    definition: &'d Definition,
    answer: Node<'d>,
    path: Option<Node<'d>>,
    out: &mut Vec<Reference>,
) -> Option<Node<'d>> {
    add_path(definition, answer, path, out);
    let path = path.and_then(Node::as_str).unwrap_or_default();
    let list = paths::end(definition, answer, &path)?;
    definition.resolve(list.get("items")?)
}

/// Adds the steps of a path of properties, if it is a text.
fn add_path(definition: &Definition, schema: Node<'_>, path: Option<Node<'_>>, out: &mut Vec<Reference>) {
    let Some((node, path)) = path.and_then(|node| Some((node, node.as_str()?))) else { return };
    let steps = paths::fields(definition, schema, &path, 0, &['/']);
    add_steps(definition, node, node.content_span(), ReferenceKind::AnswerPath, steps, out);
}

/// `nextLinkName` of operations.
fn next_links(definition: &Definition, out: &mut Vec<Reference>) {
    for pageable in definition.document.at_place(Place::Pageable) {
        let Some(operation) = definition.operation_around(pageable) else { continue };
        let Some(answer) = definition.success_schema(operation) else { continue };
        add_path(definition, answer, pageable.get("nextLinkName"), out);
    }
}

/// The entries of `required`, as far as the schema has the properties.
fn required(definition: &Definition, out: &mut Vec<Reference>) {
    for list in definition.document.at_place(Place::Required) {
        let Some(schema) = list.parent() else { continue };
        let many = list.items().nth(FEW).is_some();
        let known = many.then(|| {
            let mut known: FxHashMap<Box<str>, NodeId> = FxHashMap::default();
            for property in definition.properties(schema) {
                known.entry(Box::from(property.name().as_ref())).or_insert(property.id());
            }
            known
        });
        for node in list.items() {
            let Some(text) = node.as_str() else { continue };
            let property = match &known {
                Some(known) => known.get(text.as_ref()).copied(),
                None => definition.property(schema, &text).map(Node::id),
            };
            if let Some(property) = property {
                let target = Target::Property(property);
                out.push(name(node.id(), node.content_span(), ReferenceKind::Required, target));
            }
        }
    }
}

/// The variables of paths, with the parameters that fill them.
fn variables(definition: &Definition, out: &mut Vec<Reference>) {
    let text = definition.tree().text();
    for (index, item) in definition.path_items.iter().enumerate() {
        let node = definition.node(item.node);
        let Some(key) = node.key() else { continue };
        let path = key.text();
        if !path.contains('{') {
            continue;
        }
        let mut filling: FxHashMap<&str, Vec<NodeId>> = FxHashMap::default();
        for operation in &definition.operations[item.operations.clone()] {
            let parameters = definition.parameters(operation).iter();
            for parameter in parameters.filter(|parameter| parameter.location == Some(Location::Path)) {
                let Some(called) = parameter.name.as_deref() else { continue };
                filling.entry(called).or_default().push(parameter.node);
            }
        }
        for variable in template::variables(&path).take(MOST_PARTS) {
            let span = part(text, key.content_span(), variable.start..variable.start + variable.name.len());
            let mut add = |target| out.push(name(node.id(), span, ReferenceKind::PathVariable, target));
            add(Target::PathVariable(index, Box::from(variable.name)));
            for &parameter in filling.get(variable.name).into_iter().flatten() {
                add(Target::Parameter(parameter));
            }
        }
    }
}

/// Families, tags, and the operations that AI plugins see.
fn of_operations(definition: &Definition, out: &mut Vec<Reference>) {
    for operation in &definition.operations {
        let annotation = operation.annotation.node.map(|annotation| definition.node(annotation));
        let family = annotation.and_then(|annotation| annotation.get("family"));
        if let (Some(node), Some(family)) = (family, &operation.annotation.family) {
            let target = Target::Family(family.clone());
            out.push(name(node.id(), node.content_span(), ReferenceKind::Family, target));
        }
        for node in definition.node(operation.node).get("tags").into_iter().flat_map(Node::items) {
            if let Some(tag) = node.as_str() {
                let target = Target::Tag(Box::from(tag.as_ref()));
                out.push(name(node.id(), node.content_span(), ReferenceKind::Tag, target));
            }
        }
    }
    for known in definition.document.at_place(Place::PluginOperation) {
        let Some(node) = known.get("operationId") else { continue };
        if let Some(id) = node.as_str() {
            let target = Target::Operation(Box::from(id.as_ref()));
            out.push(name(node.id(), node.content_span(), ReferenceKind::Plugin, target));
        }
    }
}

/// What the members `$ref` and `discriminator` name, wherever they stand.
///
/// A `$ref` counts below members that the format does not know too, as it does for [`Definition::users`], and with the
/// pointer going on inside of what it names.
fn everywhere(definition: &Definition, out: &mut Vec<Reference>) {
    let text = definition.tree().text();
    let mut schemas: FxHashSet<NodeId> = FxHashSet::default();
    for node in definition.tree().nodes().filter(|node| node.is_string()) {
        let Some(key) = node.key() else { continue };
        if key.is("$ref") {
            let Some(reference) = node.as_str() else { continue };
            let Some((named, target)) = shared_part(&reference) else { continue };
            out.push(name(node.id(), part(text, node.content_span(), named), ReferenceKind::Ref, target));
        } else if key.is("discriminator") {
            let schema = node.parent().filter(|parent| definition.document.place(*parent).is_schema());
            // Of a repeated member the first counts, which is looked for once.
            let Some(schema) = schema.filter(|schema| schemas.insert(schema.id())) else { continue };
            let property = node.as_str().and_then(|called| definition.property(schema, &called));
            if let Some(property) = property {
                let target = Target::Property(property.id());
                out.push(name(node.id(), node.content_span(), ReferenceKind::Discriminator, target));
            }
        }
    }
}

/// The shared part that a reference begins with, and where in the reference its name stands.
fn shared_part(reference: &str) -> Option<(Range<usize>, Target)> {
    let rest = reference.strip_prefix("#/")?;
    let start = reference.len() - rest.len() + rest.find('/')? + 1;
    let end = reference[start..].find('/').map_or(reference.len(), |at| start + at);
    let found = parse_ref(&reference[..end])?;
    let called = Box::from(found.name.as_ref());
    let target = match found.section {
        Section::Definitions => Target::Schema(called),
        Section::Parameters => Target::SharedParameter(called),
        Section::Responses => Target::SharedResponse(called),
    };
    Some((start..end, target))
}

/// `@connectionParameters('…')` in any text of the definition.
fn connection_parameters(definition: &Definition, out: &mut Vec<Reference>) {
    const FUNCTION: &str = "connectionParameters(";
    let tree = definition.tree();
    let mut last = None;
    for (at, _) in tree.text().match_indices(FUNCTION) {
        let Some(node) = definition.string_around(at as u32) else { continue };
        if last.replace(node.id()) == Some(node.id()) {
            continue;
        }
        let content = node.content_span();
        for call in expression::calls(&tree.text()[content.range()]) {
            let Some(called) = call.argument.filter(|_| call.name == "connectionParameters") else {
                continue;
            };
            let start = content.start + call.argument_span.start;
            let span = Span::new(start, start + call.argument_span.len());
            let target = Target::ConnectionParameter(Box::from(called));
            out.push(name(node.id(), span, ReferenceKind::PolicyExpression, target));
        }
    }
}

impl Definition {
    /// The string whose value holds this byte, by a binary search: nodes stand in the order of their first bytes.
    fn string_around(&self, offset: u32) -> Option<Node<'_>> {
        let tree = self.tree();
        let (mut low, mut high) = (0, tree.len() as u32);
        while low < high {
            let middle = low + (high - low) / 2;
            if tree.node(NodeId(middle)).full_span().start <= offset {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let node = tree.node(NodeId(low.checked_sub(1)?));
        (node.is_string() && node.span().touches(offset)).then_some(node)
    }
}
