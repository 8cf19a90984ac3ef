//! A drop-down list that starts with a value which is not in the list shows nothing, or a value that the service
//! refuses.
//!
//! ## Bad
//!
//! ```json /definitions/Item/properties/state/default
//! "Open"
//! ```
//!
//! ## Good
//!
//! ```json /definitions/Item/properties/state/default
//! "open"
//! ```

use std::borrow::Cow;

use syntax::edit::quote;
use syntax::{Kind, Node};
use vocabulary::{Place, Types};

use crate::fix::{Change, Fix};
use crate::near::{hint, nearest};
use crate::places::TYPED;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::values::{converted, declared_type, is_reference, json_type};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "schema/default-not-in-enum",
    summary: "A default is none of the allowed values",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Members(TYPED, &["default"], check),
};

fn check(context: &mut Context<'_>, default: Node<'_>, _: Place) {
    let Some(object) = default.parent().filter(|object| !is_reference(*object)) else { return };
    let Some(list) = object.get("enum").filter(|list| list.is_array() && list.is_closed()) else { return };
    let types = declared_type(object).unwrap_or(Types::ANY);
    // A default of another type is a mistake of that type.
    let fits = json_type(default).is_some_and(|found| types.contains(found));
    if !fits || default.kind() == Kind::Null || list.items().next().is_none() {
        return;
    }
    // So is a value of another type, if it says the same as the default.
    let says_it = |value: Node<'_>| converted(value, types).is_some_and(|json| json == default.raw());
    if list.items().any(|value| value.same_value(default) || says_it(value)) {
        return;
    }
    let text = default.as_str();
    let values: Vec<Cow<'_, str>> = list.items().filter_map(Node::as_str).collect();
    let near = text.as_deref().and_then(|text| nearest(text, values.iter().map(AsRef::as_ref)));
    let shown = text.as_deref().unwrap_or_else(|| default.raw());
    let advice =
        if near.is_some() { hint(near) } else { " Choose one of them, or add it to the list.".to_owned() };
    let message = format!("The default '{shown}' is none of the values in 'enum'.{advice}");
    let (file, list_span) = (context.file_of(default), list.head_span());
    let finding = context.on_value(default, message);
    finding.related(file, list_span, "These values are allowed.");
    if let Some(near) = near {
        let change = Change::Replace(default.id(), quote(near));
        finding.fix(Fix::unsafe_(format!("Change to '{near}'"), file, change));
    }
}
