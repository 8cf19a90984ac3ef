//! Writes a design-time call in its other form beside it: `x-ms-dynamic-values` and `x-ms-dynamic-list`,
//! `x-ms-dynamic-schema` and `x-ms-dynamic-properties`.

use connector::{DynamicCall, DynamicForm, FileRole};
use rules::Fix;
use rules::companions::{
    Reading, argument_without_companion, companion, has_two_readings, insertion_read_as, written,
};
use syntax::{Key, Node};
use vocabulary::Place;

use super::shared::is_sound;
use super::{Offer, Refactoring, Site};

pub(super) const REFACTORING: Refactoring = Refactoring { kind: "refactor.rewrite.dynamicTwin", at };

/// In a call, or in the parameter or schema that has it.
fn at(site: &Site<'_>) -> Vec<Offer> {
    let place = |node: &Node<'_>| site.definition.document.place(*node);
    let is_input = |node: &Node<'_>| place(node).is_schema() || place(node).is_parameter();
    let Some(input) = site.around().find(is_input).filter(|input| is_sound(site.definition, *input)) else {
        return Vec::new();
    };
    let in_one = site.around().take_while(|node| *node != input).find_map(|node| call(site, node));
    if let Some(one) = in_one {
        return twins(site, input, one);
    }
    let all = input.members().filter_map(|member| call(site, member));
    all.flat_map(|one| twins(site, input, one)).collect()
}

/// The call that a node describes.
fn call<'a>(site: &Site<'a>, node: Node<'a>) -> Option<&'a DynamicCall> {
    let calls = &site.definition.dynamic_calls;
    calls.binary_search_by_key(&node.id(), |call| call.node).ok().map(|index| &calls[index])
}

/// The call in its other form; in both ways of reading it where a name in it has two meanings.
fn twins(site: &Site<'_>, input: Node<'_>, call: &DynamicCall) -> Vec<Offer> {
    let definition = site.definition;
    let Some(other) = companion(call.form).filter(|_| written(definition, call).is_none()) else {
        return Vec::new();
    };
    let to = match input.get("name").and_then(Node::as_str).or_else(|| input.key().map(Key::text)) {
        Some(name) => format!(" to '{name}'"),
        None => String::new(),
    };
    let title = format!("Add '{}'{to}", other.extension());
    if let Some(reason) = obstacle(site, input, call) {
        return vec![Offer::refused(title, reason)];
    }
    let offer = |title: String, reading: Option<Reading>| {
        let change = insertion_read_as(definition, call, reading)?;
        site.offer(title, || {
            let fix = Fix::unsafe_("", FileRole::Definition, change);
            fix.edits(site.connector).pop().map(|(_, edits)| edits).unwrap_or_default()
        })
    };
    if let Some(offer) = offer(title.clone(), None) {
        return vec![offer];
    }
    let mut found = Vec::new();
    if other.is_newer() && has_two_readings(definition, call) {
        for (reading, meant) in [(Reading::Field, "fields of the body"), (Reading::Parameter, "parameters")] {
            found.extend(offer(format!("{title}, with names that are {meant}"), Some(reading)));
        }
    }
    if found.is_empty() {
        let reason = match argument_without_companion(definition, call) {
            Some(argument) => format!(
                "What is passed on as '{}' cannot be said in the other form: the input is not found, has two \
                 meanings, or is another one in each operation.",
                argument.name()
            ),
            None => "A path of the call is no text.".to_owned(),
        };
        found.push(Offer::refused(title, reason));
    }
    found
}

/// What is missing in a call, whatever it passes on.
fn obstacle(site: &Site<'_>, input: Node<'_>, call: &DynamicCall) -> Option<String> {
    let definition = site.definition;
    let Some(called) = call.operation_id.and_then(|id| definition.node(id).as_str()) else {
        return Some("The call names no operation.".to_owned());
    };
    if definition.operation(&called).is_none() {
        return Some(format!("There is no operation '{called}'."));
    }
    // The older form looks at the input that the values are for, the newer one at the values.
    let takes_several = input.get("items").is_some()
        || matches!(definition.document.place(input), Place::ItemsSchema | Place::ParameterItems);
    let names_no_field = definition.node(call.node).get("itemValuePath").is_none();
    (call.form == DynamicForm::List && names_no_field && !takes_several).then(|| {
        "The older form has to say which field of a choice is its value. Add 'itemValuePath' first."
            .to_owned()
    })
}
