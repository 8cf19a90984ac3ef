//! What one operation hands to another at design time.

use connector::{Definition, Location, Parameter};
use rustc_hash::{FxHashMap, FxHashSet};
use syntax::{Node, NodeId};
use vocabulary::Place;

use super::super::writing::{Stub, escape};
use super::super::{Completion, CompletionKind, Meaning, Subject, answers};
use super::copied;

/// How many of the operations that share a schema or parameter are asked for their inputs.
const MOST_USERS: usize = 20;

/// Whether the members of this place are the arguments of a call.
pub(super) const fn takes_arguments(place: Place) -> bool {
    matches!(
        place,
        Place::DynamicParameters
            | Place::DynamicListParameters
            | Place::DynamicTreeParameters
            | Place::FilePickerParameters
            | Place::LiteralParameters
    )
}

/// The inputs that can be handed on: parameters, and fields of the body. Where several operations share the schema or
/// parameter that the call stands in, what all of them have comes first.
pub(super) fn inputs(
    subject: &Subject<'_>,
    entries: &mut Vec<Completion>,
    container: Node<'_>,
    is_newer: bool,
) {
    for (name, input) in available(subject, container, is_newer) {
        entries.push(input.describe(subject.string(&name, CompletionKind::Field, input.rank)));
    }
}

/// An input of an operation.
struct Input {
    rank: u8,
    detail: String,
    doc: String,
}

impl Input {
    fn describe(&self, entry: Completion) -> Completion {
        entry.with_detail(self.detail.as_str()).with_meaning(Meaning::sentence(self.doc.as_str()))
    }
}

/// The inputs that a call at `node` can hand on, by the name that stands for them.
fn available(subject: &Subject<'_>, node: Node<'_>, is_newer: bool) -> Vec<(String, Input)> {
    let Some(definition) = subject.connector.definition() else { return Vec::new() };
    let own = owner(subject, node);
    let mut found: Vec<(String, Input)> = Vec::new();
    let mut counts: FxHashMap<String, usize> = FxHashMap::default();
    let users: Vec<usize> = definition.users(node.id()).take(MOST_USERS).collect();
    for &user in &users {
        let operation = &definition.operations[user];
        for parameter in definition.parameters(operation) {
            for (name, input) in of_parameter(definition, parameter, own, is_newer) {
                let count = counts.entry(name.clone()).or_default();
                *count += 1;
                if *count == 1 {
                    found.push((name, input));
                }
            }
        }
    }
    for (name, input) in &mut found {
        if counts.get(name.as_str()).is_some_and(|count| *count < users.len()) {
            input.rank += 10;
        }
    }
    found
}

/// The parameter or schema that a call describes: it cannot be handed to the call, since it waits for its answer.
fn owner(subject: &Subject<'_>, node: Node<'_>) -> Option<NodeId> {
    let describes = |above: &Node<'_>| {
        let place = subject.document.place(*above);
        place.is_schema() || place.is_parameter()
    };
    node.ancestors().find(describes).map(Node::id)
}

fn of_parameter(
    definition: &Definition,
    parameter: &Parameter,
    own: Option<NodeId>,
    is_newer: bool,
) -> Vec<(String, Input)> {
    let Some(name) = parameter.name.as_deref() else { return Vec::new() };
    let node = definition.parameter_node(parameter);
    if parameter.location != Some(Location::Body) {
        let is_own = own == Some(node.id());
        let input = Input { rank: 5, detail: location(parameter).to_owned(), doc: label(node) };
        return if is_own { Vec::new() } else { vec![(name.to_owned(), input)] };
    }
    let prefix = if is_newer { format!("{name}/") } else { String::new() };
    let separator = if is_newer { '/' } else { '.' };
    let schema = node.get("schema").into_iter();
    let fields = schema.flat_map(|schema| answers::fields(definition, schema, separator));
    let others = fields.filter(|(_, field)| Some(field.id()) != own);
    let inputs = others.map(|(path, field)| {
        (format!("{prefix}{path}"), Input { rank: 6, detail: answers::type_of(field), doc: label(field) })
    });
    inputs.collect()
}

fn location(parameter: &Parameter) -> &'static str {
    parameter.location.map(Location::name).unwrap_or_default()
}

/// What makers read about an input.
fn label(node: Node<'_>) -> String {
    let name = if node.get("x-ms-summary").is_some() { "x-ms-summary" } else { "description" };
    super::text_of(node, name)
}

/// The arguments that the called operation takes, as members.
pub(super) fn arguments(
    subject: &Subject<'_>,
    container: Node<'_>,
    present: &FxHashSet<Box<str>>,
) -> Option<Vec<Completion>> {
    let called = answers::called(subject, container)?;
    let is_literal = subject.place() == Place::LiteralParameters;
    let value = if is_literal { Stub::new("\"$1\"", true) } else { Stub::new("{$1}", true) };
    let parameters = called.definition.parameters(called.operation).iter();
    let entries = parameters.filter_map(|parameter| {
        let name = parameter.name.as_deref().filter(|name| !present.contains(*name))?;
        let rank = if parameter.required { 0 } else { 5 };
        let entry = subject.member(name, CompletionKind::Field, rank, &value);
        let node = called.definition.parameter_node(parameter);
        Some(entry.with_detail(location(parameter)).with_meaning(Meaning::sentence(label(node))))
    });
    Some(entries.collect())
}

/// What an argument can be set to: a constant that the called operation allows, or an input that is handed on.
pub(super) fn argument(
    subject: &Subject<'_>,
    entries: &mut Vec<Completion>,
    container: Node<'_>,
    name: &str,
) {
    let (member, is_newer) = match subject.place() {
        Place::LiteralParameters => return constants(subject, entries, container, name),
        Place::DynamicParameters | Place::FilePickerParameters => ("parameter", false),
        _ => ("parameterReference", true),
    };
    if !is_newer {
        constants(subject, entries, container, name);
    }
    if subject.site.in_string {
        return;
    }
    for (input, described) in available(subject, container, is_newer) {
        let quoted = escape(&syntax::edit::quote(&input));
        let text = format!("{{ \"{member}\": {quoted} }}");
        let rank = described.rank + u8::from(input != name);
        let entry = subject.entry(&input, CompletionKind::Field, rank, &text);
        entries.push(described.describe(entry));
    }
}

/// The constants that the called operation allows for one of its parameters.
pub(super) fn constants(
    subject: &Subject<'_>,
    entries: &mut Vec<Completion>,
    container: Node<'_>,
    name: &str,
) {
    let Some(called) = answers::called(subject, container) else { return };
    let parameters = called.definition.parameters(called.operation).iter();
    let named = parameters.filter(|parameter| parameter.name.as_deref() == Some(name));
    for parameter in named.map(|parameter| called.definition.parameter_node(parameter)) {
        let allowed = parameter.get("enum").into_iter().flat_map(Node::items);
        let values = allowed.chain(parameter.get("default"));
        entries.extend(values.filter_map(|value| copied(subject, value, 4)));
        let is_boolean = parameter.get("type").and_then(Node::as_str).as_deref() == Some("boolean");
        if is_boolean && !subject.site.in_string {
            let words = ["true", "false"].into_iter();
            entries.extend(words.map(|word| subject.entry(word, CompletionKind::Value, 5, word)));
        }
    }
}
