//! Names for schemas that had none.

use connector::{Definition, Operation};
use rules::naming::pascal_case;
use syntax::Node;
use vocabulary::Place;

use crate::words;

/// How long a title may be that becomes a name, in bytes; what is longer is a sentence.
const LONGEST_TITLE: usize = 40;

/// Names for an inline schema, the best first: its title, else what the place says that it stands in: the name of the
/// property, the operation's request or response. The last one is always more than blanks.
pub(super) fn names_for(definition: &Definition, schema: Node<'_>) -> Vec<String> {
    let title = schema.get("title").and_then(Node::as_str).filter(|title| title.len() <= LONGEST_TITLE);
    let own = title.map(|title| identifier(&title)).filter(|title| !title.is_empty());
    let steps = steps(definition, schema);
    // `Address`, then `CustomerAddress`, then `OrderCustomerAddress`.
    let mut longer = String::new();
    let by_place = steps.iter().map(|step| {
        longer.insert_str(0, step);
        longer.clone()
    });
    let mut names: Vec<String> = own.into_iter().chain(by_place).filter(|name| !name.is_empty()).collect();
    if names.is_empty() {
        names.push("Schema".to_owned());
    }
    names
}

/// What each of the places around a schema is called, from the inside out. A name and what follows from it, such as the
/// elements of a list, are one step.
fn steps(definition: &Definition, schema: Node<'_>) -> Vec<String> {
    let mut steps = Vec::new();
    // What is said of the place that is reached next, such as `Item` for elements.
    let mut suffix = "";
    let mut is_element = false;
    for node in std::iter::once(schema).chain(schema.ancestors()) {
        let base = match definition.document.place(node) {
            Place::PropertySchema | Place::DefinitionSchema => identifier(&node.name()),
            Place::ItemsSchema => {
                is_element = true;
                continue;
            }
            Place::AdditionalPropertiesSchema => {
                suffix = "Value";
                continue;
            }
            Place::AllOfSchema => {
                suffix = "Part";
                continue;
            }
            Place::BodySchema => owner(definition, node, "Request"),
            Place::ResponseSchema => owner(definition, node, response_word(node)),
            Place::NotificationSchema => owner(definition, node, "Notification"),
            _ => continue,
        };
        let base = match (is_element, one_of(&base)) {
            (false, _) => base,
            (true, Some(one)) => one,
            (true, None) => base + "Item",
        };
        steps.push(base + suffix);
        (is_element, suffix) = (false, "");
    }
    steps
}

/// The operation, shared response or parameter that a schema belongs to, and what the schema is to it.
fn owner(definition: &Definition, schema: Node<'_>, word: &str) -> String {
    let around = definition.operation_around(schema);
    let around = around.or_else(|| operation_of_path(definition, schema));
    let Some(operation) = around else {
        let shared = schema.ancestors().find(|node| {
            let section = node.parent().map(|section| definition.document.place(section));
            matches!(section, Some(Place::SharedResponses | Place::SharedParameters))
        });
        return shared.map(|shared| identifier(&shared.name())).unwrap_or_default();
    };
    let name = operation.id.as_deref().map(identifier).unwrap_or_default();
    name + word
}

/// The first operation of the path item around a node, for what belongs to the path item itself.
fn operation_of_path<'d>(definition: &'d Definition, node: Node<'_>) -> Option<&'d Operation> {
    let path_item = node.ancestors().find(|node| definition.document.place(*node) == Place::PathItem)?;
    let path_item = definition.path_items.iter().find(|known| known.node == path_item.id())?;
    definition.operations.get(path_item.operations.clone())?.first()
}

/// What the schema of a response is: what a failed call answers is its error.
fn response_word(schema: Node<'_>) -> &'static str {
    let code = schema.parent().map(Node::name).unwrap_or_default();
    if code.starts_with(['4', '5']) || code == "default" { "Error" } else { "Response" }
}

/// A name in Pascal case with only the characters that need no escape anywhere.
fn identifier(name: &str) -> String {
    let mut name = pascal_case(name);
    name.retain(|character| character.is_ascii_alphanumeric());
    name
}

/// One of several: `NewOrders` is `NewOrder`. `None` if the name does not look like a plural.
fn one_of(name: &str) -> Option<String> {
    let (before, word) = name.split_at(name.rfind(char::is_uppercase).unwrap_or_default());
    let one = words::singular(word);
    // A shorter word says nothing.
    (one != word && one.len() > 2).then(|| format!("{before}{one}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_several_has_a_name() {
        for (many, one) in [
            ("Orders", Some("Order")),
            ("Entries", Some("Entry")),
            ("NewBoxes", Some("NewBox")),
            ("Addresses", Some("Address")),
            ("Invoices", Some("Invoice")),
            ("Status", None),
            ("NewSeries", None),
            ("Address", None),
            ("Data", None),
            ("Ids", None),
            ("Analysis", None),
        ] {
            assert_eq!(one_of(many).as_deref(), one, "{many}");
        }
    }
}
