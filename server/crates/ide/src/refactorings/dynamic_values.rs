//! Lets makers choose among what an operation of the connector answers, in place of a fixed list.

use connector::{Definition, Operation};
use rustc_hash::FxHashSet;
use syntax::edit::quote;
use syntax::{JsonEditor, Node, TextEdit};

use super::choices::{Choices, Input, input_at, words};
use super::shared::is_sound;
use super::{Offer, Refactoring, Site};

pub(super) const REFACTORING: Refactoring = Refactoring { kind: "refactor.rewrite.dynamicValues", at };

/// How many operations are offered.
const MOST: usize = 3;

/// On an input with an `enum`: one offer for each operation that could give the choices, the best first.
fn at(site: &Site<'_>) -> Vec<Offer> {
    let Some(input) = input_at(site) else { return Vec::new() };
    let list = input.node.get("enum").filter(|list| list.is_array());
    let Some(list) = list.filter(|_| input.is_sent(site.definition) && is_sound(site.definition, input.node))
    else {
        return Vec::new();
    };
    if ["x-ms-dynamic-values", "x-ms-dynamic-list"].iter().any(|name| input.node.get(name).is_some()) {
        return Vec::new();
    }
    let mut found = sources(site.definition, &input, list);
    found.sort_by_key(|source| std::cmp::Reverse(source.score));
    let offers = found.into_iter().take(MOST).filter_map(|source| {
        let id = source.operation.id.as_deref()?;
        let title = format!("Let makers choose '{}' from the answer of {id}", input.name);
        site.offer(title, || edits(&input, list, &source))
    });
    offers.collect()
}

/// An operation whose answer holds choices.
struct Source<'d> {
    operation: &'d Operation,
    choices: Choices<'d>,
    /// The names of inputs that are passed on to parameters of the same name.
    passed: Vec<&'d str>,
    /// How well it fits.
    score: usize,
}

/// All operations that could give the choices. One that shares no word with the input counts only if it is there for the
/// designer, or if its example has the values.
fn sources<'d>(definition: &'d Definition, input: &Input<'d>, list: Node<'d>) -> Vec<Source<'d>> {
    let calls =
        definition.dynamic_calls.iter().filter_map(|call| definition.node(call.operation_id?).as_str());
    let called: FxHashSet<String> = calls.map(String::from).collect();
    let wanted = words(&input.name);
    let mut found = Vec::new();
    for operation in &definition.operations {
        let Some(id) = operation.id.as_deref().filter(|_| can_be_called(operation)) else { continue };
        let is_own = input.operation.is_some_and(|own| own.node == operation.node);
        let Some(passed) = arguments(definition, input, operation).filter(|_| !is_own) else { continue };
        let Some(choices) = Choices::of(definition, operation, input) else { continue };
        let path = definition.path(operation);
        let last = path.rsplit('/').find(|segment| !segment.is_empty() && !segment.starts_with('{'));
        let shared = |text: &str| words(text).iter().filter(|word| wanted.contains(word)).count();
        let by_name = 4 * shared(id) + 2 * last.map_or(0, shared);
        let by_example = if choices.has_all(definition, operation, list) { 8 } else { 0 };
        let by_purpose = usize::from(operation.is_internal()) + if called.contains(id) { 2 } else { 0 };
        let score = by_name + by_example + by_purpose;
        if score > 0 {
            found.push(Source { operation, choices, passed, score });
        }
    }
    found
}

/// Whether the designer may call an operation to list something.
fn can_be_called(operation: &Operation) -> bool {
    operation.method == connector::Method::Get
        && operation.trigger.is_none()
        && !operation.annotation.deprecated
}

/// What an operation needs to be called: the inputs of the same name, where the input stands. `None` if it needs
/// something else.
fn arguments<'d>(
    definition: &'d Definition,
    input: &Input<'d>,
    operation: &'d Operation,
) -> Option<Vec<&'d str>> {
    let mut passed = Vec::new();
    for parameter in definition.parameters(operation) {
        if parameter.is_unresolved {
            return None;
        }
        let node = definition.parameter_node(parameter);
        if parameter.required && node.get("default").is_none() {
            let name = parameter.name.as_deref()?;
            if name == input.name || !input.has_plain_neighbour(definition, name, node.get("type")) {
                return None;
            }
            passed.push(name);
        }
    }
    Some(passed)
}

/// Puts the call where the list was.
fn edits(input: &Input<'_>, list: Node<'_>, source: &Source<'_>) -> Vec<TextEdit> {
    let Choices { collection, value, title, .. } = &source.choices;
    let mut members = vec![("operationId", quote(source.operation.id.as_deref().unwrap_or_default()))];
    if !collection.is_empty() {
        members.push(("value-collection", quote(collection)));
    }
    members.push(("value-path", quote(&value.name())));
    members.push(("value-title", quote(&title.name())));
    if !source.passed.is_empty() {
        let passed: Vec<String> = source.passed.iter().map(|name| quote(name)).collect();
        let passed: Vec<String> =
            passed.iter().map(|name| format!("{name}: {{ \"parameter\": {name} }}")).collect();
        members.push(("parameters", format!("{{ {} }}", passed.join(", "))));
    }
    let members: Vec<String> = members.iter().map(|(name, value)| format!("\"{name}\": {value}")).collect();
    let mut editor = JsonEditor::new(list.tree());
    editor.rename(list, "x-ms-dynamic-values");
    let json = format!("{{ {} }}", members.join(", "));
    editor.replace(list, &json);
    // These name the values of the list.
    for name in ["x-ms-enum-values", "x-ms-enum"] {
        if let Some(names) = input.node.get(name) {
            editor.remove(names);
        }
    }
    editor.finish()
}
