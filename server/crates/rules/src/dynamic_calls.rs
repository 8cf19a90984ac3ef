//! What the rules on design-time calls share: the called operation, what its answer holds, and the names of inputs.

use std::borrow::Cow;

use connector::definition::PathStep;
use connector::dynamic::{Argument, ArgumentSource};
use connector::{Definition, DynamicCall, DynamicForm, Location, NameForm, Operation};
use syntax::{Node, NodeId};

use crate::Context;
use crate::near::nearest;

/// A call to an operation that exists.
#[derive(Clone, Copy)]
pub(crate) struct Called<'c> {
    pub(crate) definition: &'c Definition,
    pub(crate) operation: &'c Operation,
    /// The operationId.
    pub(crate) id: &'c str,
}

/// The operation that `call` names, if there is one.
pub(crate) fn called<'c>(context: &Context<'c>, call: &DynamicCall) -> Option<Called<'c>> {
    let definition = context.definition()?;
    let id = definition.node(call.operation_id?).as_str()?;
    let operation = definition.operation(&id)?;
    Some(Called { definition, operation, id: operation.id.as_deref()? })
}

/// The operations that make a call: the one it stands in, or those that use the shared part it stands in. Never more
/// than [`MANY`], so that calls in a part that thousands share stay cheap.
pub(crate) fn users<'d>(
    definition: &'d Definition,
    call: &DynamicCall,
) -> impl Iterator<Item = &'d Operation> + use<'d> {
    definition.users(call.node).take(MANY).map(|user| &definition.operations[user])
}

/// Whether there are more operations than [`users`] gives.
pub(crate) fn has_more_users(definition: &Definition, call: &DynamicCall) -> bool {
    definition.users(call.node).nth(MANY).is_some()
}

const MANY: usize = 500;

/// How names of inputs are written in this form of call.
pub(crate) fn name_form(form: DynamicForm) -> NameForm {
    if form.is_newer() { NameForm::Full } else { NameForm::Plain }
}

/// The value that names an input of the own operation, if the argument is such a reference in the way this form
/// writes it. What is written in the way of the other form is another rule's business.
pub(crate) fn reference(call: &DynamicCall, argument: &Argument) -> Option<NodeId> {
    match argument.source {
        ArgumentSource::Parameter(name) if matches!(call.form, DynamicForm::Values | DynamicForm::Schema) => {
            Some(name)
        }
        ArgumentSource::ParameterReference(name) if call.form.is_newer() => Some(name),
        _ => None,
    }
}

/// The input of `operation` that is most likely meant by `name`, as this form writes it: the field of the body
/// that a name without `body/` stands for, else the nearest name.
pub(crate) fn meant_input(
    definition: &Definition,
    operation: &Operation,
    name: &str,
    form: NameForm,
) -> Option<String> {
    let body = definition.body_parameter(operation);
    let body_name = body.and_then(|body| body.name.as_deref());
    if let (NameForm::Full, Some(body_name)) = (form, body_name) {
        let full = format!("{body_name}/{}", name.strip_prefix("body/").unwrap_or(name));
        if let PathStep::Found(_) = definition.input(operation, &full, form).field {
            return Some(full);
        }
    }
    let parameters = definition.parameters(operation).iter();
    let parameters = parameters.filter(|parameter| parameter.location != Some(Location::Body));
    let mut names: Vec<Cow<'_, str>> =
        parameters.filter_map(|parameter| parameter.name.as_deref().map(Cow::Borrowed)).collect();
    let schema = body.and_then(|body| definition.parameter_node(body).get("schema"));
    for field in schema.into_iter().flat_map(|schema| definition.properties(schema)) {
        names.push(match (form, body_name) {
            (NameForm::Full, Some(body_name)) => Cow::Owned(format!("{body_name}/{}", field.name())),
            _ => field.name(),
        });
    }
    nearest(name, names.iter().map(AsRef::as_ref)).map(str::to_owned)
}

/// What the answer of a called operation holds where a list of values is expected.
pub(crate) enum Collection<'c> {
    /// It is only known at run time, or something else is broken.
    Unknown,
    /// The successful response has no schema.
    NoSchema,
    /// The path (its value node) leads nowhere in this schema.
    PathMissing(Node<'c>, Node<'c>),
    /// There is no list. With the path, if one is written, and the schema of the whole answer.
    NotArray(Option<Node<'c>>, Node<'c>),
    /// A list whose elements have this schema.
    Elements(Node<'c>),
}

/// Where `call` finds its list of values. `Unknown` for calls that need none.
pub(crate) fn collection<'c>(called: Called<'c>, call: &DynamicCall) -> Collection<'c> {
    let Some(member) = call.form.collection_member() else { return Collection::Unknown };
    let Called { definition, operation, .. } = called;
    let Some(schema) = definition.success_schema(operation) else { return no_schema(called) };
    let Some(root) = definition.resolve(schema) else { return Collection::Unknown };
    if root.is_object() && root.children().next().is_none() {
        return Collection::NoSchema;
    }
    let path = definition.node(call.node).get(member);
    if path.is_some_and(|path| !path.is_string()) {
        return Collection::Unknown;
    }
    let text = path.and_then(Node::as_str).unwrap_or_default();
    let path = path.filter(|_| !text.is_empty());
    match follow_described(definition, root, &text) {
        PathStep::Unknown => Collection::Unknown,
        PathStep::Missing { .. } => {
            path.map_or(Collection::Unknown, |path| Collection::PathMissing(path, root))
        }
        PathStep::Found(list) => match is_array(list) {
            Some(true) => {
                let elements = list.get("items").filter(|items| items.is_object());
                elements
                    .and_then(|items| definition.resolve(items))
                    .map_or(Collection::Unknown, Collection::Elements)
            }
            Some(false) => Collection::NotArray(path, root),
            None => Collection::Unknown,
        },
    }
}

/// Follows a path as [`Definition::follow_path`] does, but takes a plain `object` that says nothing about its fields
/// as one without them: what the answer holds "should be defined" there, in the words of Microsoft's validator.
pub(crate) fn follow_described<'d>(definition: &'d Definition, schema: Node<'d>, path: &str) -> PathStep<'d> {
    let step = definition.follow_path(schema, path);
    if !matches!(step, PathStep::Unknown) {
        return step;
    }
    let mut current = schema;
    for segment in path.split('/').filter(|segment| !segment.is_empty()) {
        let Some(resolved) = definition.resolve(current) else { return step };
        match definition.property(resolved, segment) {
            Some(found) => current = found,
            None if is_plain_object(resolved) => return PathStep::Missing { schema: resolved },
            None => return step,
        }
    }
    step
}

/// Whether a schema is an `object` of which nothing more is said.
pub(crate) fn is_plain_object(schema: Node<'_>) -> bool {
    const OPEN: [&str; 4] =
        ["x-ms-dynamic-schema", "x-ms-dynamic-properties", "additionalProperties", "allOf"];
    let is_object = schema.get("type").and_then(Node::as_str).is_some_and(|kind| kind == "object");
    let has_fields = schema.get("properties").is_some_and(|properties| properties.members().next().is_some());
    is_object && !has_fields && !OPEN.iter().any(|member| schema.get(member).is_some())
}

/// [`Collection::NoSchema`], unless the response itself is missing or behind a broken reference.
fn no_schema(called: Called<'_>) -> Collection<'_> {
    let responses = called.definition.node(called.operation.node).get("responses");
    let mut success = responses.into_iter().flat_map(Node::members).filter(|response| {
        let code = response.name();
        code.starts_with('2') || code == "default"
    });
    let is_plain = |response: Node<'_>| response.is_object() && called.definition.resolve(response).is_some();
    match success.next() {
        Some(first) if is_plain(first) && success.all(is_plain) => Collection::NoSchema,
        _ => Collection::Unknown,
    }
}

/// Whether a schema describes a list; `None` if that cannot be told.
pub(crate) fn is_array(schema: Node<'_>) -> Option<bool> {
    const DYNAMIC: [&str; 2] = ["x-ms-dynamic-schema", "x-ms-dynamic-properties"];
    let kind = schema.get("type");
    if let Some(kind) = kind.and_then(Node::as_str) {
        if kind == "array" {
            return Some(true);
        }
        return if DYNAMIC.iter().any(|name| schema.get(name).is_some()) { None } else { Some(false) };
    }
    if kind.is_some() || schema.get("items").is_some() {
        return None;
    }
    schema.get("properties").is_some_and(Node::is_object).then_some(false)
}

/// The path to the only list directly in an answer, for a fix: empty if the answer is the list itself.
pub(crate) fn only_list(definition: &Definition, root: Node<'_>) -> Option<String> {
    if is_array(root) == Some(true) {
        return Some(String::new());
    }
    let is_list = |property: &Node<'_>| {
        definition.resolve(*property).is_some_and(|schema| is_array(schema) == Some(true))
    };
    let properties = definition.properties(root);
    let mut lists = properties.into_iter().filter(is_list);
    let only = lists.next()?;
    lists.next().is_none().then(|| only.name().into_owned())
}

/// The property of `schema` whose name is nearest to the last step of `path`, as a whole path.
pub(crate) fn near_path(definition: &Definition, schema: Node<'_>, path: &str) -> Option<String> {
    let (parent, name) = path.rsplit_once('/').map_or(("", path), |(parent, name)| (parent, name));
    let PathStep::Found(parent_schema) = definition.follow_path(schema, parent) else { return None };
    let names: Vec<Cow<'_, str>> = definition.properties(parent_schema).into_iter().map(Node::name).collect();
    let near = nearest(name, names.iter().map(AsRef::as_ref))?;
    Some(if parent.is_empty() { near.to_owned() } else { format!("{parent}/{near}") })
}
