//! Bodies and forms of requests.

use std::borrow::Cow;
use std::collections::HashSet;

use connector::Operation;
use syntax::edit::quote;
use syntax::{JsonEditor, Node, Placement};
use vocabulary::Place;

use super::draft::Stage;
use super::values::{described, member};

/// Of how many parts a form may be made.
const MOST_PARTS: usize = 64;

/// The types of forms.
const FORMS: [&str; 2] = ["multipart/form-data", "application/x-www-form-urlencoded"];

/// Where converters keep the name that a body had.
const NAME: &str = "x-codegen-request-body-name";

/// Turns each `requestBody` into a body parameter, or into a parameter for each field of a form.
pub(super) fn bodies<'d>(stage: &Stage<'d>, editor: &mut JsonEditor<'d>) {
    for operation in stage.operations() {
        let node = stage.definition.node(operation.node);
        let Some(written) = node.get("requestBody") else { continue };
        let Some((body, media)) = body_and_media(stage, written) else { continue };
        let (parameters, types) = if is_form(&media.name()) {
            (fields(stage, media), vec![media.name().into_owned()])
        } else {
            let all = body.get("content").into_iter().flat_map(Node::members);
            let same = all.filter(|other| says_the_same(*other, media));
            (
                vec![parameter(stage, operation, body, media)],
                same.map(|other| other.name().into_owned()).collect(),
            )
        };
        add(editor, node, &parameters);
        list_types(stage, editor, (node, "consumes"), &types);
        editor.remove(written);
        if let Some(name) = node.get(NAME) {
            editor.remove(name);
        }
    }
}

/// What a request body says, and which of its types counts. `None` if there is nothing that a parameter could say.
pub(super) fn body_and_media<'d>(stage: &Stage<'d>, written: Node<'d>) -> Option<(Node<'d>, Node<'d>)> {
    let operation = written.parent()?;
    let list = operation.get("parameters");
    let shared = operation.parent().and_then(|path_item| path_item.get("parameters"));
    let mut known = [list, shared].into_iter().flatten().flat_map(Node::items);
    // A request has one body.
    if known.any(|parameter| stage.behind(parameter).is_some_and(is_content)) {
        return None;
    }
    let body = stage.behind(written)?;
    let media = chosen(body.get("content").filter(|content| content.is_object())?)?;
    let says_something = !is_form(&media.name()) || !fields(stage, media).is_empty();
    (says_something && list.is_none_or(Node::is_array)).then_some((body, media))
}

/// The media type that a connector sends: JSON if there is some, else the first that is no form.
pub(super) fn chosen(content: Node<'_>) -> Option<Node<'_>> {
    let is_json = |media: &Node<'_>| media.name().contains("json");
    let mut all = content.members();
    let json = all.clone().find(is_json);
    json.or_else(|| all.clone().find(|media| !is_form(&media.name()))).or_else(|| all.next())
}

/// Whether a parameter is the body or a field of a form.
fn is_content(parameter: Node<'_>) -> bool {
    parameter.get("in").and_then(Node::as_str).is_some_and(|at| at == "body" || at == "formData")
}

fn is_form(media: &str) -> bool {
    FORMS.iter().any(|form| media.starts_with(form))
}

/// Whether two media types have the same schema.
pub(super) fn says_the_same(one: Node<'_>, other: Node<'_>) -> bool {
    match (one.get("schema"), other.get("schema")) {
        (Some(one), Some(other)) => one.same_value(other),
        (None, None) => true,
        _ => false,
    }
}

/// Names media types in `consumes` or `produces` of an operation, unless it does that itself or the whole connector has
/// the same.
pub(super) fn list_types<'d>(
    stage: &Stage<'d>,
    editor: &mut JsonEditor<'d>,
    (operation, member): (Node<'d>, &str),
    types: &[String],
) {
    let mut types: Vec<&String> = types.iter().filter(|media| !media.starts_with('*')).collect();
    types.dedup();
    let for_all = stage.root().get(member);
    let is_for_all = for_all.is_some_and(|list| {
        list.items().count() == types.len()
            && list
                .items()
                .zip(&types)
                .all(|(known, media)| known.as_str().as_deref() == Some(media.as_str()))
    });
    if types.is_empty() || is_for_all || operation.get(member).is_some() {
        return;
    }
    let quoted: Vec<String> = types.iter().map(|media| quote(media)).collect();
    let list = format!("[{}]", quoted.join(", "));
    let after = if operation.get("operationId").is_some() {
        Placement::After("operationId")
    } else {
        Placement::First
    };
    editor.insert_member(operation, member, &list, after);
}

/// Adds parameters to an operation.
fn add<'d>(editor: &mut JsonEditor<'d>, operation: Node<'d>, parameters: &[String]) {
    if let Some(list) = operation.get("parameters") {
        for json in parameters {
            editor.insert_item(list, usize::MAX, json);
        }
    } else {
        let list = format!("[{}]", parameters.join(", "));
        editor.insert_member(operation, "parameters", &list, Placement::Before("requestBody"));
    }
}

/// The body parameter that says what a request body does.
fn parameter(stage: &Stage<'_>, operation: &Operation, body: Node<'_>, media: Node<'_>) -> String {
    let taken = |name: &str| {
        let known = stage.definition.parameters(operation).iter();
        known.into_iter().any(|parameter| parameter.name.as_deref() == Some(name))
    };
    let named = stage.definition.node(operation.node).get(NAME).and_then(Node::as_str);
    let name = named.filter(|name| !taken(name));
    let name = name.as_deref().unwrap_or(if taken("body") { "requestBody" } else { "body" });
    let mut members = vec![member("name", &quote(name)), member("in", &quote("body"))];
    for copied in ["description", "required"] {
        members.extend(body.get(copied).map(|value| member(copied, value.raw())));
    }
    members.push(member("schema", media.get("schema").map_or("{}", Node::raw)));
    let extensions = body.members().filter(|extension| extension.name().starts_with("x-"));
    members.extend(extensions.map(|extension| member(&extension.name(), extension.raw())));
    if let Some(sample) = sample(stage, media).filter(|_| body.get("x-example").is_none()) {
        members.push(member("x-example", sample.raw()));
    }
    format!("{{{}}}", members.join(", "))
}

/// A sample of a media type.
pub(super) fn sample<'d>(stage: &Stage<'d>, media: Node<'d>) -> Option<Node<'d>> {
    let named = || media.get("examples")?.members().find_map(|sample| stage.behind(sample)?.get("value"));
    media.get("example").or_else(named)
}

/// A parameter for each field of a form.
fn fields<'d>(stage: &Stage<'d>, media: Node<'d>) -> Vec<String> {
    let definition = stage.definition;
    let schema = media.get("schema").and_then(|schema| definition.resolve(schema));
    let Some(schema) = schema else { return Vec::new() };
    let demanded = demanded(stage, schema);
    let mut found = Vec::new();
    let mut known = HashSet::new();
    // Of a field that several parts describe, the first description counts.
    for field in definition.properties(schema).into_iter().filter(|field| known.insert(field.name())) {
        let mut members = vec![member("name", &quote(&field.name())), member("in", &quote("formData"))];
        if demanded.contains(&field.name()) {
            members.push(member("required", "true"));
        }
        let is_binary = definition.resolve(field).is_some_and(|schema| {
            schema.get("format").and_then(Node::as_str).is_some_and(|format| format == "binary")
        });
        if is_binary {
            members.push(member("type", &quote("file")));
            let resolved = definition.resolve(field);
            for (newer, older) in [("title", "x-ms-summary"), ("description", "description")] {
                let text = field.get(newer).or_else(|| resolved?.get(newer));
                members.extend(text.map(|text| member(older, text.raw())));
            }
        } else {
            // An object in a form travels as a text.
            let text = || vec![("type".to_owned(), quote("string"))];
            let described = described(stage, field, Place::FormDataParameter).unwrap_or_else(text);
            members.extend(described.iter().map(|(name, value)| member(name, value)));
        }
        found.push(format!("{{{}}}", members.join(", ")));
    }
    found
}

/// The names of the fields that a schema or one of its parts demands.
fn demanded<'d>(stage: &Stage<'d>, schema: Node<'d>) -> HashSet<Cow<'d, str>> {
    let mut parts = vec![schema];
    let mut next = 0;
    let mut names = HashSet::new();
    while let Some(part) = parts.get(next).copied() {
        next += 1;
        let members = |list: &str| part.get(list).into_iter().flat_map(Node::items);
        names.extend(members("required").filter_map(Node::as_str));
        for inner in members("allOf").filter_map(|inner| stage.definition.resolve(inner)) {
            if parts.len() < MOST_PARTS && !parts.contains(&inner) {
                parts.push(inner);
            }
        }
    }
    names
}
