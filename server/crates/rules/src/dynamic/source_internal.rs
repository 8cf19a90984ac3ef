//! A design-time call can only pass on what makers fill in. An input that is hidden from them, by itself or by something
//! around it, stays empty in the designer; [its default is not
//! used](https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules). Write
//! the constant into the call instead.
//!
//! ## Bad
//!
//! ```json /paths/~1items~1{id}/get/parameters
//! [
//!   { "$ref": "#/parameters/ItemKey" },
//!   {
//!     "name": "list",
//!     "in": "query",
//!     "required": true,
//!     "type": "string",
//!     "x-ms-summary": "List",
//!     "description": "The list to look in.",
//!     "default": "inbox",
//!     "x-ms-visibility": "internal"
//!   },
//!   {
//!     "name": "related",
//!     "in": "query",
//!     "type": "string",
//!     "x-ms-summary": "Related Item",
//!     "description": "Another item.",
//!     "x-ms-dynamic-values": {
//!       "operationId": "ListItems",
//!       "value-collection": "value",
//!       "value-path": "id",
//!       "parameters": { "list": { "parameter": "list" } }
//!     }
//!   }
//! ]
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items~1{id}/get/parameters
//! [
//!   { "$ref": "#/parameters/ItemKey" },
//!   {
//!     "name": "list",
//!     "in": "query",
//!     "required": true,
//!     "type": "string",
//!     "x-ms-summary": "List",
//!     "description": "The list to look in.",
//!     "default": "inbox",
//!     "x-ms-visibility": "internal"
//!   },
//!   {
//!     "name": "related",
//!     "in": "query",
//!     "type": "string",
//!     "x-ms-summary": "Related Item",
//!     "description": "Another item.",
//!     "x-ms-dynamic-values": {
//!       "operationId": "ListItems",
//!       "value-collection": "value",
//!       "value-path": "id",
//!       "parameters": { "list": "inbox" }
//!     }
//!   }
//! ]
//! ```
//!
//! ## Fix
//!
//! Takes the default of the hidden input as the constant.

use connector::definition::PathStep;
use connector::{Definition, DynamicCall, NameForm, Operation, Visibility};
use syntax::Node;

use crate::dynamic_calls::{has_more_users, name_form, reference, users};
use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "dynamic/source-internal",
    summary: "A design-time call passes on an input that makers do not see",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &["SourcePropertyInternal"],
    check: Check::DynamicCall(check),
};

fn check(context: &mut Context<'_>, call: &DynamicCall) {
    let Some(definition) = context.definition() else { return };
    for argument in &call.arguments {
        let Some(node) = reference(call, argument).map(|name| definition.node(name)) else { continue };
        let Some(name) = node.as_str() else { continue };
        let form = name_form(call.form);
        let mut users = users(definition, call).peekable();
        let Some(first) = users.peek().and_then(|user| hidden(definition, user, &name, form)) else {
            continue;
        };
        if !users.all(|user| hidden(definition, user, &name, form).is_some())
            || has_more_users(definition, call)
        {
            continue;
        }
        let file = context.file_of(node);
        let message = format!(
            "Makers do not see '{name}', so it is empty while they edit a flow, default or not. Write a constant here."
        );
        let argument = definition.node(argument.node);
        let finding = context.on_value(node, message);
        finding.related(file, first.head_span(), format!("'{name}' is hidden here."));
        if let Some(default) = first.get("default") {
            let constant = if call.form.is_newer() {
                format!("{{\"value\":{}}}", default.raw())
            } else {
                default.raw().to_owned()
            };
            let change = Change::Replace(argument.id(), constant);
            finding.fix(Fix::unsafe_("Write the default as a constant", file, change));
        }
    }
}

/// The input called `name`, if makers of this operation do not see it.
fn hidden<'d>(
    definition: &'d Definition,
    user: &'d Operation,
    name: &str,
    form: NameForm,
) -> Option<Node<'d>> {
    let is_internal = |node: Node<'_>| Visibility::of(node) == Visibility::Internal;
    let input = definition.input(user, name, form);
    if let Some(parameter) = input.parameter {
        let node = definition.parameter_node(parameter);
        return is_internal(node).then_some(node);
    }
    let PathStep::Found(field) = input.field else { return None };
    let body = definition.body_parameter(user).map(|body| definition.parameter_node(body))?;
    let around = |node: Node<'d>| node.ancestors().take_while(|around| *around != body).any(is_internal);
    // Of a field behind a reference only what stands around the reference's target is known; that is enough.
    (is_internal(field) || is_internal(body) || around(field)).then_some(field)
}
