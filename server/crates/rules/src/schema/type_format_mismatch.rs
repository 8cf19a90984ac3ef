//! Each format belongs to one type: `int32` and `int64` to integers, `float` and `double` to numbers, the others to
//! strings. On another type it is ignored, or the platform takes the value for something that it is not.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>.
//!
//! ## Bad
//!
//! ```json /definitions/Item/properties/price
//! { "type": "number", "format": "int32", "x-ms-summary": "Price", "description": "What it costs." }
//! ```
//!
//! ## Bad
//!
//! ```json /definitions/Item/properties/quantity/format
//! "date-time"
//! ```
//!
//! ## Good
//!
//! ```json /definitions/Item/properties/price
//! { "type": "number", "format": "double", "x-ms-summary": "Price", "description": "What it costs." }
//! ```

use syntax::Node;
use syntax::edit::quote;
use vocabulary::{Place, Types, known_format};

use crate::fix::{Change, Fix};
use crate::places::TYPED;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::values::{declared_type, json_type};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "schema/type-format-mismatch",
    summary: "A format belongs to another type",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &["UnrecognizedTypeFormat"],
    check: Check::Members(TYPED, &["format"], check),
};

fn check(context: &mut Context<'_>, format: Node<'_>, _: Place) {
    let Some(known) = format.as_str().and_then(|word| known_format(&word)) else { return };
    let Some(object) = format.parent().filter(|object| declared_type(*object).is_some()) else { return };
    let Some((kind_node, kind)) = object.get("type").and_then(|kind| Some((kind, kind.as_str()?))) else {
        return;
    };
    if known.types.contains(&kind.as_ref()) {
        return;
    }
    let (word, belongs) = (known.value, known.types.first().copied().unwrap_or_default());
    let message = format!(
        "The format '{word}' belongs to the type '{belongs}', and this is '{kind}'. Change the type, or remove the \
         format."
    );
    let finding = context.on_value(format, message);
    let file = finding.file;
    // Integers are numbers and numbers are sometimes integers; no other two types are as near.
    let is_near = matches!((kind.as_ref(), belongs), ("number", "integer") | ("integer", "number"));
    if is_near && all_fit(object, if belongs == "integer" { Types::INTEGER } else { Types::NUMBER }) {
        let change = Change::Replace(kind_node.id(), quote(belongs));
        finding.fix(Fix::unsafe_(format!("Make the type '{belongs}'"), file, change));
    }
    finding.fix(Fix::unsafe_("Remove the format", file, Change::Remove(format.id())));
}

/// Whether the default and the allowed values have the type too.
fn all_fit(object: Node<'_>, types: Types) -> bool {
    let listed = object.get("enum").into_iter().flat_map(Node::items);
    let mut values = listed.chain(object.get("default"));
    values.all(|value| json_type(value).is_some_and(|found| types.contains(found)))
}
