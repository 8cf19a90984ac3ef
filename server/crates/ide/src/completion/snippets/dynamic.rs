//! Dropdowns and shapes that are fetched while a maker edits a flow, each in the older and the newer form together.

use std::fmt::Write as _;

use connector::{Definition, Method, Operation, Parameter};
use syntax::Node;
use vocabulary::Place;

use super::super::{Subject, answers};
use super::AFTER_MEMBERS;
use super::draft::{Draft, literal};

/// How many operations are looked into. Those that are there for it come first.
const MOST: usize = 40;
/// How many fields of an answer are offered.
const FIELDS: usize = 12;

const VALUES: &str = r#""x-ms-dynamic-values": { "operationId": "<<operationId=ListItemOptions>>", ARGUMENTS_BEFORE
    "value-collection": "<<collection=value>>", "value-path": "<<value=id>>", "value-title": "<<title=name>>" },
  "x-ms-dynamic-list": { "operationId": "<<operationId>>", ARGUMENTS_AFTER "itemsPath": "<<collection>>",
    "itemValuePath": "<<value>>", "itemTitlePath": "<<title>>" }"#;
const SHAPES: &str = r#""x-ms-dynamic-schema": { "operationId": "<<operationId=GetItemSchema>>", ARGUMENTS_BEFORE
    "value-path": "<<value=schema>>" },
  "x-ms-dynamic-properties": { "operationId": "<<operationId>>", ARGUMENTS_AFTER "itemValuePath": "<<value>>" }"#;

const DROPDOWN: &str = "Dropdown from an operation";
const DROPDOWN_ABOUT: &str =
    "A dropdown whose choices another operation supplies, for older and newer designers alike.";

/// A parameter with a dropdown.
pub(super) fn parameter(subject: &Subject<'_>) -> Draft {
    let json = r#"{ "name": "<<*name=itemId>>", "in": "query", "required": "<<#required=false|true>>", "type": "string",
        "x-ms-summary": "<<label=Item Choice>>", "description": "<<description=The one to take.>>", VALUES }"#;
    let call = find(subject, choices_of);
    let draft =
        Draft::element("Query parameter with dropdown", json.replace("VALUES", &body(VALUES, call.as_ref())));
    with_call(draft, call).about(DROPDOWN_ABOUT)
}

/// The dropdown of a parameter that has none; the parameter is no body.
pub(super) fn of_parameter(subject: &Subject<'_>) -> Option<Draft> {
    (subject.place() != Place::BodyParameter).then(|| values(subject))
}

/// The dropdown of a property that has none, or the shape of an object that has none.
pub(super) fn of_schema(subject: &Subject<'_>) -> Vec<Draft> {
    let kind = subject.site.container.and_then(|schema| schema.get("type")).and_then(Node::as_str);
    let is_object = kind.as_deref().is_none_or(|kind| kind == "object");
    let is_plain = kind.as_deref().is_none_or(|kind| !matches!(kind, "object" | "array"));
    let mut drafts = Vec::new();
    if is_plain && matches!(subject.place(), Place::PropertySchema | Place::ItemsSchema) {
        drafts.push(values(subject));
    }
    if is_object {
        let call = find(subject, shape_of);
        let json = format!("{{ {} }}", body(SHAPES, call.as_ref()));
        let draft = Draft::members("Fields from an operation", AFTER_MEMBERS, json);
        drafts.push(with_call(draft, call).about(
            "A shape that another operation describes while a maker edits a flow, for older and newer designers alike.",
        ));
    }
    drafts
}

fn values(subject: &Subject<'_>) -> Draft {
    let call = find(subject, choices_of);
    let json = format!("{{ {} }}", body(VALUES, call.as_ref()));
    with_call(Draft::members(DROPDOWN, AFTER_MEMBERS, json), call).about(DROPDOWN_ABOUT)
}

/// A call that can be made: which operation, with which arguments, and what to take of its answer.
struct Call {
    id: String,
    /// Names that the called operation needs and that inputs of the calling one have.
    arguments: Vec<String>,
    taken: Taken,
}

/// What a call takes of an answer.
struct Taken {
    /// The path to the list; empty if the answer is one, or if no list is taken.
    collection: String,
    values: Vec<String>,
    titles: Vec<String>,
}

fn with_call(draft: Draft, call: Option<Call>) -> Draft {
    let Some(call) = call else { return draft };
    draft
        .with("operationId", vec![call.id])
        .with("collection", vec![call.taken.collection])
        .with("value", call.taken.values)
        .with("title", call.taken.titles)
}

/// The members with the arguments of a call.
fn body(json: &str, call: Option<&Call>) -> String {
    let arguments = call.map(|call| call.arguments.as_slice()).unwrap_or_default();
    let written = |member: &str| {
        let mut out = String::new();
        for (index, name) in arguments.iter().map(|name| literal(name)).enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            let _ = write!(out, r#"{comma}{name}: {{ "{member}": {name} }}"#);
        }
        if out.is_empty() { out } else { format!(r#""parameters": {{ {out} }},"#) }
    };
    json.replace("ARGUMENTS_BEFORE", &written("parameter"))
        .replace("ARGUMENTS_AFTER", &written("parameterReference"))
}

/// The first operation that can be called from here and whose answer fits.
fn find(subject: &Subject<'_>, fits: fn(&Definition, Node<'_>) -> Option<Taken>) -> Option<Call> {
    let definition = subject.connector.definition()?;
    let here = subject.site.container?;
    let own = definition.operation_around(here);
    // A call waits for what it needs, so that this must be filled in; and no field waits for itself.
    let waits_for = |parameter: &&Parameter| {
        let node = definition.parameter_node(parameter);
        node != here && (parameter.required || node.get("default").is_some())
    };
    let inputs: Vec<&str> = own.map_or_else(Vec::new, |own| {
        let known = definition.parameters(own).iter().filter(waits_for);
        known.filter_map(|parameter| parameter.name.as_deref()).collect()
    });
    let is_other = |operation: &&Operation| own.is_none_or(|own| own.node != operation.node);
    let gets =
        || definition.operations.iter().filter(|operation| operation.method == Method::Get).filter(is_other);
    let hidden = gets().filter(|operation| operation.is_internal());
    // One that makers see is not there for this.
    hidden.take(MOST).find_map(|operation| {
        let id = operation.id.as_deref()?;
        if operation.annotation.deprecated {
            return None;
        }
        let needed = definition.parameters(operation).iter().filter(|parameter| {
            parameter.required && definition.parameter_node(parameter).get("default").is_none()
        });
        let needed: Vec<&str> = needed.map(|parameter| parameter.name.as_deref()).collect::<Option<_>>()?;
        if !needed.iter().all(|name| inputs.contains(name)) {
            return None;
        }
        let taken = fits(definition, definition.success_schema(operation)?)?;
        let arguments = needed.into_iter().map(str::to_owned).collect();
        Some(Call { id: id.to_owned(), arguments, taken })
    })
}

/// The list in an answer, and the fields of its elements: those that sound like an id first, and like a title.
fn choices_of(definition: &Definition, answer: Node<'_>) -> Option<Taken> {
    let answer = definition.resolve(answer)?;
    let lists = answers::fields(definition, answer, '/');
    let list = lists.iter().find(|(_, node)| answers::type_of(*node) == "array");
    let (path, list) = list.map_or((String::new(), answer), |(path, node)| (path.clone(), *node));
    let element = definition.resolve(list.get("items")?)?;
    let fields = answers::fields(definition, element, '/').into_iter();
    let plain =
        fields.filter(|(_, node)| !matches!(answers::type_of(*node).as_str(), "array" | "object" | ""));
    let plain: Vec<String> = plain.map(|(path, _)| path).take(FIELDS).collect();
    let sorted = |member: &str| {
        let mut paths = plain.clone();
        paths.sort_by_key(|path| !answers::is_likely(path, member));
        paths
    };
    let taken = || Taken { collection: path, values: sorted("value-path"), titles: sorted("value-title") };
    (!plain.is_empty()).then(taken)
}

/// The object in an answer that sounds like a schema.
fn shape_of(definition: &Definition, answer: Node<'_>) -> Option<Taken> {
    let answer = definition.resolve(answer)?;
    let fields = answers::fields(definition, answer, '/').into_iter();
    let objects = fields.filter(|(_, node)| answers::type_of(*node) == "object").map(|(path, _)| path);
    let schemas = objects.filter(|path| path.to_ascii_lowercase().contains("schema")).take(FIELDS);
    let schemas: Vec<String> = schemas.collect();
    let taken = || Taken { collection: String::new(), values: schemas.clone(), titles: Vec::new() };
    (!schemas.is_empty()).then(taken)
}
