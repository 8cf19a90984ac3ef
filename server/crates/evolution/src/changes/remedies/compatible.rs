//! What keeps most of a change and breaks nobody, by kind.

use ::connector::Visibility;
use syntax::edit::apply;
use syntax::{JsonEditor, Node, Placement, TextEdit};
use vocabulary::Place;

use super::case::Case;
use super::mending::Mending;
use super::{connector, facets, fields, operations, parameters, responses};
use crate::changes::facets::visibility;
use crate::changes::view::View;
use crate::lifecycle::{Plan, Step, plan};

/// A title and what it stands for.
type Way<'c> = (String, Mending<'c>);

/// The ways there are for a change, the one that keeps most of it first.
pub(super) fn ways<'c>(case: &Case<'c>) -> Vec<Way<'c>> {
    let found: Vec<Option<Way<'c>>> = match case.code() {
        "operation-removed" => vec![deprecated_operation(case)],
        "operation-hidden" | "input-field-hidden" | "output-field-hidden" => vec![advanced(case)],
        "required-parameter-added" | "parameter-became-required" => {
            vec![optional_parameter(case), default_parameter(case), internal_parameter(case)]
        }
        "input-required-field-added" | "input-field-became-required" => {
            vec![optional_field(case), default_field(case), internal_field(case)]
        }
        "parameter-removed" | "body-removed" => vec![returned_parameter(case), advanced_parameter(case)],
        "input-field-removed" | "output-field-removed" => vec![returned_field(case), advanced_field(case)],
        "input-enum-value-removed" => vec![values_at_the_end(case)],
        "input-enum-added" => vec![without_list(case)],
        "consumes-changed" | "produces-changed" => vec![responses::take_published_too(case)],
        "connection-parameter-removed" => vec![connector::make_optional(case)],
        _ => Vec::new(),
    };
    found.into_iter().flatten().collect()
}

/// What an input or output is called in a title.
fn called(case: &Case<'_>, node: Node<'_>) -> String {
    let name = node.get("name").and_then(Node::as_str);
    match (case.place(node), name) {
        (Place::BodyParameter, _) => "the body".to_owned(),
        (place, Some(name)) if place.is_parameter() => format!("'{name}'"),
        _ => format!("'{}'", node.name()),
    }
}

/// The operation comes back, and makers are told not to start with it.
fn deprecated_operation<'c>(case: &Case<'c>) -> Option<Way<'c>> {
    let (was, (old, _)) = case.was.zip(case.definitions())?;
    let index = old.operation_index_around(was.id())?;
    let node = old.node(old.operations[index].node);
    let Plan::Ready { edits, .. } = plan(case.published, index, &Step::Deprecate { expires: None }) else {
        return None;
    };
    let start = node.span().start;
    let inside = edits.into_iter().flat_map(|(_, edits)| edits).map(|edit| TextEdit {
        span: syntax::Span::new(edit.span.start - start, edit.span.end - start),
        text: edit.text,
    });
    let text = apply(node.raw(), &inside.collect::<Vec<_>>())?;
    let name = case.change.operation.as_deref().unwrap_or_default();
    Some((format!("Put '{name}' back and deprecate it"), operations::put_back_as(case, Some(text))?))
}

/// What became internal moves behind "advanced options" instead.
fn advanced<'c>(case: &Case<'c>) -> Option<Way<'c>> {
    let is = case.is?;
    let written = case.new_view(is).get("x-ms-visibility")?;
    let name = match case.place(is) {
        Place::Operation => format!("'{}'", case.change.operation.as_deref()?),
        _ => called(case, is),
    };
    let mut mending = case.mending();
    mending.replace(written, "\"advanced\"");
    Some((format!("Make {name} advanced instead"), mending))
}

/// A parameter, behind its reference if it has one.
fn parameter<'c>(case: &Case<'c>) -> Option<Node<'c>> {
    let (_, new) = case.definitions()?;
    Some(parameters::described(new, case.is?))
}

fn optional_parameter<'c>(case: &Case<'c>) -> Option<Way<'c>> {
    let parameter = parameter(case)?;
    let mut mending = case.mending();
    mending.replace(parameter.get("required")?, "false");
    Some((format!("Make {} optional", called(case, parameter)), mending))
}

fn default_parameter<'c>(case: &Case<'c>) -> Option<Way<'c>> {
    let parameter = parameter(case)?;
    with_default(case, parameter, &View::plain(parameter))
}

fn internal_parameter<'c>(case: &Case<'c>) -> Option<Way<'c>> {
    let parameter = parameter(case)?;
    internal(case, parameter, &View::plain(parameter))
}

fn optional_field<'c>(case: &Case<'c>) -> Option<Way<'c>> {
    let field = case.is?;
    Some((format!("Make {} optional", called(case, field)), fields::make_optional(case).pop()?))
}

fn default_field<'c>(case: &Case<'c>) -> Option<Way<'c>> {
    let field = case.is?;
    with_default(case, field, &case.new_view(field))
}

fn internal_field<'c>(case: &Case<'c>) -> Option<Way<'c>> {
    let field = case.is?;
    internal(case, field, &case.new_view(field))
}

/// An internal input gets the value that is sent for everyone.
fn with_default<'c>(case: &Case<'c>, input: Node<'c>, view: &View<'c>) -> Option<Way<'c>> {
    let is_alone = input.get("$ref").is_none() && view.get("default").is_none();
    if visibility(view) != Visibility::Internal || !is_alone {
        return None;
    }
    let first = view.get("enum").and_then(|list| list.item(0)).map(Node::raw);
    let value = first.or(match view.kind().as_deref() {
        Some("string") => Some("\"\""),
        Some("boolean") => Some("false"),
        Some("integer" | "number") => Some("0"),
        _ => None,
    })?;
    let mut mending = case.mending();
    mending.insert(input, "default", value, Some("type"));
    Some((format!("Give {} the default {value}", called(case, input)), mending))
}

/// An input with a default is no longer shown, so that its default is sent.
fn internal<'c>(case: &Case<'c>, input: Node<'c>, view: &View<'c>) -> Option<Way<'c>> {
    let is_ready = input.get("$ref").is_none() && view.get("default").is_some();
    if !is_ready || visibility(view) == Visibility::Internal {
        return None;
    }
    let mut mending = case.mending();
    match view.get("x-ms-visibility") {
        Some(written) => mending.replace(written, "\"internal\""),
        None => mending.insert(input, "x-ms-visibility", "\"internal\"", None),
    };
    Some((format!("Make {} internal, so that its default is sent", called(case, input)), mending))
}

fn returned_parameter<'c>(case: &Case<'c>) -> Option<Way<'c>> {
    let (old, _) = case.definitions()?;
    let name = called(case, parameters::described(old, case.was?));
    Some((format!("Put {name} back"), parameters::put_back_as(case, None)?))
}

fn returned_field<'c>(case: &Case<'c>) -> Option<Way<'c>> {
    let was = case.was.filter(|was| !case.place(*was).is_parameter())?;
    Some((format!("Put {} back", called(case, was)), fields::put_back_as(case, None)?))
}

fn advanced_parameter<'c>(case: &Case<'c>) -> Option<Way<'c>> {
    let (name, text) = out_of_the_way(case, case.was?)?;
    Some((format!("Put {name} back as advanced"), parameters::put_back_as(case, Some(text))?))
}

fn advanced_field<'c>(case: &Case<'c>) -> Option<Way<'c>> {
    let was = case.was.filter(|was| case.place(*was) == Place::PropertySchema)?;
    let (name, text) = out_of_the_way(case, was)?;
    let owner = was.parent()?.parent()?;
    let is_required = fields::required_item(owner, &was.name()).is_some();
    let is_input = case.code() == "input-field-removed";
    if is_required || !is_input {
        return None;
    }
    Some((format!("Put {name} back as advanced"), fields::put_back_as(case, Some(text))?))
}

/// The name and the published text of an optional input, behind "advanced options" from now on.
fn out_of_the_way<'c>(case: &Case<'c>, was: Node<'c>) -> Option<(String, String)> {
    let is_required = was.get("required").and_then(Node::as_bool) == Some(true);
    let is_prominent = matches!(visibility(&View::plain(was)), Visibility::Normal | Visibility::Important);
    if was.get("$ref").is_some() || is_required || !is_prominent || !was.is_object() {
        return None;
    }
    let mut editor = JsonEditor::new(was.tree());
    editor.set_member(was, "x-ms-visibility", "\"advanced\"", Placement::Last);
    Some((called(case, was), editor.edited(was)))
}

fn values_at_the_end<'c>(case: &Case<'c>) -> Option<Way<'c>> {
    let (old, new) = facets::values(case)?;
    let mut mending = case.mending();
    let mut names: Vec<String> = Vec::new();
    for value in facets::gone(old, new) {
        mending.append(new, value.raw());
        names.push(value.as_str().map_or_else(|| value.raw().to_owned(), |text| format!("'{text}'")));
    }
    Some((format!("Accept {} again", names.join(", ")), mending))
}

fn without_list<'c>(case: &Case<'c>) -> Option<Way<'c>> {
    let is = case.is?;
    let list = case.new_view(is).get("enum")?;
    let mut mending = case.mending();
    mending.remove(list);
    Some((format!("Drop the list of values of {}", called(case, is)), mending))
}
