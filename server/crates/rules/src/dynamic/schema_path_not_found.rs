//! A dynamic shape is fetched from another operation, whose answer holds a schema. `value-path` of
//! `x-ms-dynamic-schema` (`itemValuePath` of `x-ms-dynamic-properties`) is the path to it; without one the whole answer
//! is the schema. If the described answer has nothing at the path, the designer shows no fields.
//! ([Microsoft's validator](https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules)
//! looks at the schema of the successful response.)
//!
//! ## Bad
//!
//! ```json /paths/~1items~1{id}/get/responses/200/schema
//! {
//!   "type": "object",
//!   "x-ms-dynamic-schema": {
//!     "operationId": "GetLists",
//!     "value-path": "values"
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items~1{id}/get/responses/200/schema
//! {
//!   "type": "object",
//!   "x-ms-dynamic-schema": {
//!     "operationId": "GetLists",
//!     "value-path": "value"
//!   }
//! }
//! ```

use connector::definition::PathStep;
use connector::{DynamicCall, DynamicForm};
use syntax::edit::quote;

use crate::dynamic_calls::{called, follow_described, is_plain_object, near_path};
use crate::fix::{Change, Fix};
use crate::near::hint;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "dynamic/schema-path-not-found",
    summary: "The path to a dynamic schema leads nowhere in the answer of the called operation",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &["InvokedOperationShouldProduceProperty"],
    check: Check::DynamicCall(check),
};

fn check(context: &mut Context<'_>, call: &DynamicCall) {
    let member = match call.form {
        DynamicForm::Schema => "value-path",
        DynamicForm::Properties => "itemValuePath",
        _ => return,
    };
    let Some(called) = called(context, call) else { return };
    let definition = called.definition;
    let Some(node) = definition.node(call.node).get(member) else { return };
    let Some(path) = node.as_str().filter(|path| !path.is_empty()) else { return };
    let Some(schema) = definition.success_schema(called.operation) else { return };
    // The older form may point to the `properties` of the schema; the designer takes the schema around them.
    let described = match path.rsplit_once('/') {
        Some((schema, last)) if last.eq_ignore_ascii_case("properties") => schema,
        None if path.eq_ignore_ascii_case("properties") => "",
        _ => &path,
    };
    let PathStep::Missing { schema: deepest } = follow_described(definition, schema, described) else {
        return;
    };
    // A whole answer that is just an `object` is the usual way to say that it is a schema.
    if definition.resolve(schema) == Some(deepest) && is_plain_object(deepest) {
        return;
    }
    let near = near_path(definition, schema, &path);
    let id = called.id;
    let file = context.file_of(node);
    let advice = if near.is_some() {
        hint(near.as_deref())
    } else {
        format!(" Describe it in the response, or correct '{member}'.")
    };
    let finding = context.on_value(node, format!("The answer of '{id}' has nothing at '{path}'.{advice}"));
    finding.related(file, schema.head_span(), format!("The answer of '{id}' is described here."));
    if let Some(near) = near {
        let change = Change::Replace(node.id(), quote(&near));
        finding.fix(Fix::unsafe_(format!("Change to '{near}'"), file, change));
    }
}
