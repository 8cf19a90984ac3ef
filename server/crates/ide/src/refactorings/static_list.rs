//! Writes the choices that a call would find as a fixed list.

use connector::dynamic::ArgumentSource;
use connector::{Definition, DynamicCall, DynamicForm, Operation};
use syntax::edit::quote;
use syntax::{JsonEditor, Node, TextEdit};

use super::choices::{Input, follow, input_at, samples};
use super::shared::is_sound;
use super::{Offer, Refactoring, Site};

pub(super) const REFACTORING: Refactoring = Refactoring { kind: "refactor.rewrite.staticList", at };

/// More choices than this are no list that anybody would look through.
const MOST_CHOICES: usize = 200;

/// On an input with dynamic values. The choices are those that the connector tells of: an `enum` beside the call or of the
/// field that the call takes, or a sample of the answer. Without any it is refused, since nobody else is asked.
fn at(site: &Site<'_>) -> Vec<Offer> {
    let definition = site.definition;
    let Some(input) = input_at(site).filter(|input| is_sound(definition, input.node)) else {
        return Vec::new();
    };
    let calls = input.node.members().filter_map(|member| {
        let calls = &definition.dynamic_calls;
        calls.binary_search_by_key(&member.id(), |call| call.node).ok().map(|index| &calls[index])
    });
    let mut calls: Vec<&DynamicCall> =
        calls.filter(|call| matches!(call.form, DynamicForm::Values | DynamicForm::List)).collect();
    calls.sort_by_key(|call| call.form == DynamicForm::List);
    let Some(call) = calls.first() else { return Vec::new() };
    let title = format!("Make '{}' a fixed list", input.name);
    match fixed(definition, &input, call) {
        Fixed::Unknown { reason } => vec![Offer::refused(title, reason)],
        Fixed::Choices(choices, source) => {
            let calls: Vec<Node<'_>> = calls.iter().map(|call| definition.node(call.node)).collect();
            let title = match source {
                Source::Own => title,
                Source::Answer => {
                    format!("{title} of {}", crate::words::count(choices.len(), "choice", "choices"))
                }
                // Nobody says that there are no others.
                Source::Example => format!("{title} of what the example shows"),
            };
            site.offer(title, || edits(&input, &calls, &choices)).into_iter().collect()
        }
    }
}

/// A value and what makers see, as JSON.
struct Choice<'d> {
    value: Node<'d>,
    title: Option<String>,
}

/// Where choices are from.
enum Source {
    /// The list beside the call.
    Own,
    /// The schema of the answer, which names all of them.
    Answer,
    /// An example of the answer.
    Example,
}

/// What a call would find.
enum Fixed<'d> {
    /// These; none if the list stands beside the call.
    Choices(Vec<Choice<'d>>, Source),
    /// The connector does not tell.
    Unknown { reason: String },
}

fn unknown(reason: impl Into<String>) -> Fixed<'static> {
    Fixed::Unknown { reason: reason.into() }
}

fn fixed<'d>(definition: &'d Definition, input: &Input<'d>, call: &DynamicCall) -> Fixed<'d> {
    let own = input.node.get("enum").filter(|list| list.is_array());
    if own.is_some_and(|list| list.items().next().is_some()) {
        return Fixed::Choices(Vec::new(), Source::Own);
    }
    let passes_on = |source: ArgumentSource| !matches!(source, ArgumentSource::Literal(_));
    if call.arguments.iter().any(|argument| passes_on(argument.source)) {
        return unknown(
            "The choices depend on another input. A fixed list is the same for all of its values.",
        );
    }
    let node = definition.node(call.node);
    let path = |older: &str, newer: &str| {
        let name = if call.form == DynamicForm::Values { older } else { newer };
        node.get(name).and_then(Node::as_str).unwrap_or_default()
    };
    let id = call.operation_id.and_then(|id| definition.node(id).as_str());
    let Some(operation) = id.as_deref().and_then(|id| definition.operation(id)) else {
        return unknown("The operation that would be called is not in this connector.");
    };
    let id = id.unwrap_or_default();
    let (collection, value) = (path("value-collection", "itemsPath"), path("value-path", "itemValuePath"));
    let title = path("value-title", "itemTitlePath");
    if let Some(list) = described(definition, operation, (&collection, &value)) {
        let choices = list.items().map(|value| Choice { value, title: None }).collect();
        return checked(input, choices, Source::Answer);
    }
    let samples = samples(definition, operation);
    if samples.is_empty() {
        return unknown(format!(
            "'{id}' has no example of its answer, so the choices are not known. Add 'examples' to its response."
        ));
    }
    let lists = samples.iter().filter_map(|sample| follow(*sample, &collection));
    let found = lists.filter(|list| list.is_array()).find_map(|list| choices_in(list, &value, &title));
    match found {
        Some(choices) => checked(input, choices, Source::Example),
        None => unknown(format!("The example of '{id}' has no list of choices where the call looks for it.")),
    }
}

/// The `enum` of the field that holds the values, in the schema of the answer.
fn described<'d>(
    definition: &'d Definition,
    operation: &'d Operation,
    (collection, value): (&str, &str),
) -> Option<Node<'d>> {
    use connector::definition::PathStep;
    let answer = definition.success_schema(operation)?;
    let PathStep::Found(list) = definition.follow_path(answer, collection) else { return None };
    let PathStep::Found(field) = definition.follow_path(list.get("items")?, value) else { return None };
    field.get("enum").filter(|list| list.items().next().is_some())
}

/// The choices in a sample list, each value once; `None` if one has no value or there are none.
fn choices_in<'d>(list: Node<'d>, value: &str, title: &str) -> Option<Vec<Choice<'d>>> {
    let mut choices: Vec<Choice<'d>> = Vec::new();
    for one in list.items().take(MOST_CHOICES + 1) {
        let value = follow(one, value)?;
        if choices.iter().any(|known| known.value.same_value(value)) {
            continue;
        }
        let shown = if title.is_empty() { None } else { follow(one, title) };
        let title = shown.and_then(Node::as_str).map(|shown| quote(&shown));
        choices.push(Choice { value, title });
    }
    (!choices.is_empty()).then_some(choices)
}

fn checked<'d>(input: &Input<'_>, choices: Vec<Choice<'d>>, source: Source) -> Fixed<'d> {
    if choices.len() > MOST_CHOICES {
        return unknown(format!("There are more than {MOST_CHOICES} choices."));
    }
    if let Some(other) = choices.iter().find(|choice| !input.takes(choice.value)) {
        let shown = shown(other.value);
        return unknown(format!("One of the choices is {shown}, which is not of the type of this input."));
    }
    let is_choice = |value: &Node<'_>| choices.iter().any(|choice| choice.value.same_value(*value));
    match input.node.get("default").filter(|default| !is_choice(default)) {
        Some(default) => {
            unknown(format!("The default {} is none of the choices. Change it first.", shown(default)))
        }
        None => Fixed::Choices(choices, source),
    }
}

/// A value in a sentence.
fn shown(value: Node<'_>) -> String {
    if value.is_container() {
        return format!("an {}", value.kind().name());
    }
    crate::words::cut(value.raw(), 40)
}

/// Puts the list where the first call was; without choices the list that stands there stays.
fn edits(input: &Input<'_>, calls: &[Node<'_>], choices: &[Choice<'_>]) -> Vec<TextEdit> {
    let node = input.node;
    let mut editor = JsonEditor::new(node.tree());
    let mut rest = calls;
    if let ([first, others @ ..], false) = (calls, choices.is_empty()) {
        let values: Vec<&str> = choices.iter().map(|choice| choice.value.raw()).collect();
        editor.rename(*first, "enum");
        editor.replace(*first, &format!("[{}]", values.join(", ")));
        // An empty list would stand there twice.
        if let Some(empty) = node.get("enum") {
            editor.remove(empty);
        }
        let named: Option<Vec<String>> = choices
            .iter()
            .map(|choice| {
                let title = choice.title.as_ref()?;
                Some(format!("{{ \"value\": {}, \"displayName\": {title} }}", choice.value.raw()))
            })
            .collect();
        let says_more = choices.iter().any(|choice| choice.title.as_deref() != Some(choice.value.raw()));
        let named = named.filter(|_| says_more).map(|named| format!("[{}]", named.join(", ")));
        // What is there names other choices.
        match (node.get("x-ms-enum-values"), named) {
            (Some(old), Some(list)) => editor.replace(old, &list),
            (Some(old), None) => editor.remove(old),
            (None, Some(list)) => {
                let here = syntax::Placement::After(&first.name());
                editor.insert_member(node, "x-ms-enum-values", &list, here);
            }
            (None, None) => {}
        }
        rest = others;
    }
    for call in rest {
        editor.remove(*call);
    }
    editor.finish()
}
