//! The values in `enum` have the type that `type` says. `"true"` in quotes is a text: no truth value ever equals it, and
//! the platform refuses the list.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>.
//!
//! ## Bad
//!
//! ```json /definitions/Item/properties/state/enum
//! [ "open", "closed", 3 ]
//! ```
//!
//! ## Bad
//!
//! ```json /definitions/Item/properties/urgent
//! {
//!   "type": "boolean",
//!   "enum": [ "true", "false" ],
//!   "x-ms-summary": "Urgent",
//!   "description": "Whether it cannot wait."
//! }
//! ```
//!
//! ## Bad
//!
//! ```json /definitions/Item/properties/tags
//! {
//!   "type": "array",
//!   "enum": [ "new", "used" ],
//!   "items": { "type": "string" },
//!   "x-ms-summary": "Tags",
//!   "description": "Words to find the item by."
//! }
//! ```
//!
//! ## Good
//!
//! ```json /definitions/Item/properties/tags
//! {
//!   "type": "array",
//!   "items": { "type": "string", "enum": [ "new", "used" ] },
//!   "x-ms-summary": "Tags",
//!   "description": "Words to find the item by."
//! }
//! ```
//!
//! ## Good
//!
//! ```json /definitions/Item/properties/state/enum
//! [ "open", "closed", "3" ]
//! ```

use syntax::{Kind, Node};
use vocabulary::{Place, Types};

use crate::finding::Finding;
use crate::fix::{Change, Fix, Safety, Step};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::values::{converted, declared_type, json_type, without_null};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "schema/enum-type-mismatch",
    summary: "An allowed value has another type than the schema",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Safe,
    microsoft: &["InvalidEnumValue"],
    check: Check::Places(&[Place::Enum], check),
};

fn check(context: &mut Context<'_>, list: Node<'_>, _: Place) {
    let Some(object) = list.parent() else { return };
    let Some(types) = declared_type(object) else { return };
    let is_wrong = |value: &Node<'_>| json_type(*value).is_some_and(|found| !types.contains(found));
    let mut wrong = list.items().filter(is_wrong);
    if wrong.next().is_none() {
        return;
    }
    // Of one mistake in all values one finding is enough.
    if list.items().all(|value| is_wrong(&value)) && list.items().nth(1).is_some() {
        whole_list(context, object, list, types);
    } else {
        list.items().filter(is_wrong).for_each(|value| one_value(context, list, value, types));
    }
}

fn one_value(context: &mut Context<'_>, list: Node<'_>, value: Node<'_>, types: Types) {
    let expected = without_null(types);
    let found = json_type(value).unwrap_or(Types::ANY);
    let message = format!("This value must be {expected}, as 'type' says, but it is {found}.");
    let finding = context.on_value(value, message);
    let (file, json) = (finding.file, converted(value, types));
    match json {
        Some(json) if !is_listed(list, &json) => {
            let mut fix =
                Fix::safe(format!("Change to {json}"), file, Change::Replace(value.id(), json.clone()));
            // Its name goes by the value.
            for named in list.parent().into_iter().flat_map(named_values) {
                if named.same_value(value) {
                    fix = fix.and(file, Change::Replace(named.id(), json.clone()));
                }
            }
            finding.fix(fix);
        }
        Some(_) => {
            let has_name =
                list.parent().is_some_and(|object| named_values(object).any(|named| named.same_value(value)));
            let safety = if has_name { Safety::Unsafe } else { Safety::Safe };
            let change = Change::Remove(value.id());
            finding.fix(Fix::new(safety, "Remove it: it is listed already", file, change));
        }
        None if value.kind() == Kind::Null => {
            finding.fix(Fix::unsafe_("Remove null", file, Change::Remove(value.id())));
        }
        None => {}
    }
}

/// Whether the list has the value of this JSON text.
fn is_listed(list: Node<'_>, json: &str) -> bool {
    let tree = syntax::parse(json);
    list.items().any(|value| value.same_value(tree.root()))
}

fn whole_list(context: &mut Context<'_>, object: Node<'_>, list: Node<'_>, types: Types) {
    if types.contains(Types::ARRAY) && list.items().all(|value| !value.is_container()) {
        let message =
            "These values are no arrays, as 'type' says. Move 'enum' to 'items', whose values it lists.";
        let finding = context.on_key(list, message);
        let items = object.get("items").filter(|items| items.is_object() && items.get("enum").is_none());
        if let Some(items) = items {
            let change = Change::Move { member: list.id(), object: items.id() };
            finding.fix(Fix::unsafe_("Move 'enum' to 'items'", finding.file, change));
        }
        return;
    }
    let expected = without_null(types);
    let message = format!("Each of these values must be {expected}, as 'type' says, but none of them is.");
    let finding = context.on_key(list, message);
    convert_all(finding, object, list, types);
}

/// The values that have names in `x-ms-enum-values`.
fn named_values(object: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    let names = object.get("x-ms-enum-values").into_iter().flat_map(Node::items);
    names.filter_map(|entry| entry.get("value"))
}

/// Offers to convert all values if each can be.
fn convert_all(finding: &mut Finding, object: Node<'_>, list: Node<'_>, types: Types) {
    let file = finding.file;
    let mut steps = Vec::new();
    for value in list.items() {
        let Some(json) = converted(value, types) else { return };
        steps.push(Step { file, change: Change::Replace(value.id(), json) });
    }
    // The names of the values go by the values.
    for value in named_values(object) {
        let json = converted(value, types);
        steps.extend(json.map(|json| Step { file, change: Change::Replace(value.id(), json) }));
    }
    finding.fix(Fix { title: "Convert the values".to_owned(), safety: Safety::Safe, steps });
}
