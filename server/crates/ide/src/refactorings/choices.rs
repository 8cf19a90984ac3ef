//! Inputs that makers choose a value for, and operations whose answer holds such values.

use std::borrow::Cow;

use connector::{Definition, NameForm, Operation, Visibility};
use syntax::{Kind, Node};
use vocabulary::Place;

use super::Site;
use crate::words::singular;

/// The most responses and samples of one operation that are looked at.
const MOST_SAMPLES: usize = 20;

/// Fields that usually tell choices apart, and those that makers know them by; the likeliest first.
const KEYS: [&str; 5] = ["id", "key", "value", "code", "name"];
const TITLES: [&str; 8] =
    ["name", "title", "displayName", "label", "text", "summary", "subject", "description"];
/// Lists in an answer that hold what was asked for.
const LISTS: [&str; 6] = ["value", "values", "items", "data", "results", "records"];

/// A parameter or field that takes one plain value.
pub(super) struct Input<'d> {
    pub(super) node: Node<'d>,
    pub(super) name: Cow<'d, str>,
    /// Its type: a text or a number.
    kind: Cow<'d, str>,
    /// The operation that it stands in; `None` in what operations share.
    pub(super) operation: Option<&'d Operation>,
}

/// The input around the cursor.
pub(super) fn input_at<'d>(site: &Site<'d>) -> Option<Input<'d>> {
    let definition = site.definition;
    let place = |node: &Node<'_>| definition.document.place(*node);
    let is_input = |node: &Node<'_>| place(node).is_schema() || place(node).is_parameter();
    let node = site.around().find(is_input)?;
    // The elements of a list are called as the list is.
    let named = if place(&node) == Place::ItemsSchema { node.parent()? } else { node };
    let name = match named.get("name").and_then(Node::as_str).filter(|_| place(&named).is_parameter()) {
        Some(name) => name,
        None => named.key()?.text(),
    };
    let kind = node.get("type").and_then(Node::as_str)?;
    let is_plain = ["string", "integer", "number"].contains(&kind.as_ref()) && node.get("$ref").is_none();
    let operation = definition.operation_around(node);
    is_plain.then_some(Input { node, name, kind, operation })
}

impl Input<'_> {
    /// Whether makers fill it in.
    pub(super) fn is_sent(&self, definition: &Definition) -> bool {
        !definition.document.place(self.node).is_schema() || definition.flow(self.node.id()).is_sent
    }

    /// Whether its operation has another input of this name that makers see and that is surely meant by it: a parameter
    /// of the same type.
    pub(super) fn has_plain_neighbour(
        &self,
        definition: &Definition,
        name: &str,
        kind: Option<Node<'_>>,
    ) -> bool {
        let Some(operation) = self.operation else { return false };
        let meant = definition.input(operation, name, NameForm::Plain);
        let Some(parameter) = meant.parameter.filter(|_| !meant.is_ambiguous()) else { return false };
        let node = definition.parameter_node(parameter);
        let is_same_kind = node.get("type").map(Node::raw) == kind.map(Node::raw) && kind.is_some();
        is_same_kind && node != self.node && Visibility::of(node) != Visibility::Internal
    }

    /// Whether a value is of its type.
    pub(super) fn takes(&self, value: Node<'_>) -> bool {
        match value.kind() {
            Kind::String => self.kind == "string",
            Kind::Number => self.kind == "number" || self.kind == "integer" && value.is_integer(),
            _ => false,
        }
    }
}

/// What an operation answers with, as choices.
pub(super) struct Choices<'d> {
    /// The path to the list; empty if the answer is the list.
    pub(super) collection: String,
    /// The field with the value.
    pub(super) value: Node<'d>,
    /// The field with what makers see.
    pub(super) title: Node<'d>,
}

impl<'d> Choices<'d> {
    /// The list of objects in what an operation answers with, if one of their fields can be the value of the input.
    pub(super) fn of(
        definition: &'d Definition,
        operation: &'d Operation,
        input: &Input<'_>,
    ) -> Option<Self> {
        let answer = definition.resolve(definition.success_schema(operation)?)?;
        let (collection, elements) = list_in(definition, answer, 2)?;
        let mut fields = definition.properties(elements);
        // A path has slashes between its steps.
        fields.retain(|field| !field.name().contains('/'));
        let kind = |field: &Node<'d>| {
            definition.resolve(*field).and_then(|field| field.get("type")).and_then(Node::as_str)
        };
        let named = |name: &str, wanted: &str| {
            let is_named = |field: &&Node<'d>| field.name().eq_ignore_ascii_case(name);
            fields.iter().find(|field| is_named(field) && kind(field).as_deref() == Some(wanted)).copied()
        };
        let keys = std::iter::once(input.name.as_ref()).chain(KEYS);
        let only = || match fields.as_slice() {
            [only] if kind(only).as_deref() == Some(&*input.kind) => Some(*only),
            _ => None,
        };
        let value = keys.into_iter().find_map(|key| named(key, &input.kind)).or_else(only)?;
        let title = TITLES.into_iter().find_map(|name| named(name, "string")).unwrap_or(value);
        Some(Self { collection, value, title })
    }

    /// Whether a sample of the answer has all values of a list.
    pub(super) fn has_all(&self, definition: &Definition, operation: &Operation, list: Node<'_>) -> bool {
        let field = self.value.name();
        let has_all = |found: &[Node<'_>]| {
            let has = |value: Node<'_>| {
                found.iter().any(|choice| choice.get(&field).is_some_and(|found| found.same_value(value)))
            };
            list.items().next().is_some() && list.items().all(has)
        };
        samples(definition, operation)
            .into_iter()
            .filter_map(|sample| follow(sample, &self.collection))
            .any(|found| found.items().count() <= 1000 && has_all(&found.items().collect::<Vec<_>>()))
    }
}

/// The list in a schema and the schema of its elements: the schema itself, its only list, or the one with a usual name;
/// else that in an object `levels` below.
fn list_in<'d>(definition: &'d Definition, schema: Node<'d>, levels: usize) -> Option<(String, Node<'d>)> {
    let kind = |schema: Node<'d>| schema.get("type").and_then(Node::as_str);
    if kind(schema).as_deref() == Some("array") {
        return Some((String::new(), definition.resolve(schema.get("items")?)?));
    }
    let properties: Vec<(Node<'d>, Node<'d>)> = definition
        .properties(schema)
        .into_iter()
        .filter(|field| !field.name().contains('/'))
        .filter_map(|field| Some((field, definition.resolve(field)?)))
        .collect();
    let of_kind = |wanted: &'static str| {
        properties.iter().filter(move |(_, schema)| kind(*schema).as_deref() == Some(wanted))
    };
    let mut lists = of_kind("array");
    let found = match (lists.next(), lists.next()) {
        (Some(only), None) => Some(only),
        (None, _) => None,
        _ => LISTS.iter().find_map(|name| of_kind("array").find(|(field, _)| field.name() == *name)),
    };
    if let Some((field, list)) = found {
        return Some((field.name().into_owned(), definition.resolve(list.get("items")?)?));
    }
    if levels <= 1 || of_kind("array").next().is_some() {
        return None;
    }
    of_kind("object").find_map(|(field, inner)| {
        let (path, elements) = list_in(definition, *inner, levels - 1)?;
        Some((format!("{}/{path}", field.name()), elements))
    })
}

/// Samples of what an operation answers with on success, from its responses and their schema.
pub(super) fn samples<'d>(definition: &'d Definition, operation: &Operation) -> Vec<Node<'d>> {
    let responses = definition.node(operation.node).get("responses").into_iter().flat_map(Node::members);
    let success = responses.filter(|response| response.name().starts_with('2'));
    let by_type = success
        .filter_map(|response| definition.resolve(response)?.get("examples"))
        .flat_map(Node::members)
        .filter(|sample| sample.is_container());
    let schema = definition.success_schema(operation).and_then(|schema| definition.resolve(schema));
    by_type.chain(schema.and_then(|schema| schema.get("example"))).take(MOST_SAMPLES).collect()
}

/// Where a path with slashes leads in a value.
pub(super) fn follow<'n>(value: Node<'n>, path: &str) -> Option<Node<'n>> {
    path.split('/').filter(|step| !step.is_empty()).try_fold(value, Node::get)
}

/// The words of a name that tell what it is about, in the singular.
pub(super) fn words(name: &str) -> Vec<String> {
    const PLAIN: [&str; 18] = [
        "id", "key", "code", "name", "type", "value", "get", "list", "all", "the", "of", "by", "for", "and",
        "to", "in", "select", "v",
    ];
    let mut words: Vec<String> = Vec::new();
    let mut is_inside = false;
    for character in name.chars() {
        if !character.is_alphabetic() {
            is_inside = false;
            continue;
        }
        let begins = !is_inside || character.is_uppercase() && !ends_in_capital(&words);
        if begins {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.push(character);
        }
        is_inside = true;
    }
    let words = words.into_iter().map(|word| singular(&word.to_lowercase()));
    words.filter(|word| !PLAIN.contains(&word.as_str())).collect()
}

fn ends_in_capital(words: &[String]) -> bool {
    words.last().is_some_and(|word| word.ends_with(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_tell_what_a_name_is_about() {
        assert_eq!(words("statusId"), ["status"]);
        assert_eq!(words("ListTicketStatuses"), ["ticket", "status"]);
        assert_eq!(words("get_all_categories"), ["category"]);
        assert_eq!(words("boxes-2"), ["box"]);
        assert_eq!(words("HTMLPage"), ["htmlpage"]);
        assert!(words("").is_empty() && words("Ids").is_empty());
    }
}
