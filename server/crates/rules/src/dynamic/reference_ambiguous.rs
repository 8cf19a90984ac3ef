//! `x-ms-dynamic-values` and `x-ms-dynamic-schema` name an input without saying whether they mean a parameter or a
//! field of the body. When an operation has both under one name, the designer cannot know which value to send, and
//! [certification asks](https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules)
//! for the newer form beside it, where a field of the body has its full path: `body/id`.
//!
//! Two quick fixes add it, one for each meaning. Which one is right only the author knows.
//!
//! ## Bad
//!
//! ```json /paths/~1items~1{id}/put
//! {
//!   "summary": "Update item",
//!   "description": "Changes an item.",
//!   "operationId": "UpdateItem",
//!   "parameters": [
//!     { "$ref": "#/parameters/ItemKey" },
//!     {
//!       "name": "body",
//!       "in": "body",
//!       "required": true,
//!       "schema": {
//!         "type": "object",
//!         "properties": {
//!           "id": {
//!             "type": "string",
//!             "x-ms-summary": "New ID",
//!             "description": "The new key."
//!           },
//!           "title": {
//!             "type": "string",
//!             "x-ms-summary": "Title",
//!             "description": "The new name.",
//!             "x-ms-dynamic-values": {
//!               "operationId": "ListItems",
//!               "value-collection": "value",
//!               "value-path": "title",
//!               "parameters": {
//!                 "list": { "parameter": "id" }
//!               }
//!             }
//!           }
//!         }
//!       }
//!     }
//!   ],
//!   "responses": {
//!     "204": { "description": "The item is changed." },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items~1{id}/put
//! {
//!   "summary": "Update item",
//!   "description": "Changes an item.",
//!   "operationId": "UpdateItem",
//!   "parameters": [
//!     { "$ref": "#/parameters/ItemKey" },
//!     {
//!       "name": "body",
//!       "in": "body",
//!       "required": true,
//!       "schema": {
//!         "type": "object",
//!         "properties": {
//!           "id": {
//!             "type": "string",
//!             "x-ms-summary": "New ID",
//!             "description": "The new key."
//!           },
//!           "title": {
//!             "type": "string",
//!             "x-ms-summary": "Title",
//!             "description": "The new name.",
//!             "x-ms-dynamic-values": {
//!               "operationId": "ListItems",
//!               "value-collection": "value",
//!               "value-path": "title",
//!               "parameters": {
//!                 "list": { "parameter": "id" }
//!               }
//!             },
//!             "x-ms-dynamic-list": {
//!               "operationId": "ListItems",
//!               "itemsPath": "value",
//!               "itemValuePath": "title",
//!               "parameters": {
//!                 "list": { "parameterReference": "body/id" }
//!               }
//!             }
//!           }
//!         }
//!       }
//!     }
//!   ],
//!   "responses": {
//!     "204": { "description": "The item is changed." },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```

use connector::{DynamicCall, DynamicForm, NameForm, Operation, Parameter};

use crate::companions::{Reading, insertion_read_as};
use crate::dynamic_calls::{reference, users};
use crate::fix::Fix;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "dynamic/reference-ambiguous",
    summary: "A design-time call passes on a name that is both a parameter and a field of the body",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &[
        "OperationParameterNameIsAmbiguous",
        "DynamicListExtensionRequiredForAmbiguousReferences",
        "DynamicPropertiesExtensionRequiredForAmbiguousReferences",
    ],
    check: Check::DynamicCall(check),
};

fn check(context: &mut Context<'_>, call: &DynamicCall) {
    let Some(definition) = context.definition() else { return };
    let companion = match call.form {
        DynamicForm::Values => DynamicForm::List.extension(),
        DynamicForm::Schema => DynamicForm::Properties.extension(),
        _ => return,
    };
    let around = definition.node(call.node).parent();
    if around.is_some_and(|around| around.get(companion).is_some()) {
        return;
    }
    for argument in &call.arguments {
        let Some(node) = reference(call, argument).map(|name| definition.node(name)) else { continue };
        let Some(name) = node.as_str() else { continue };
        let is_named = |parameter: &Parameter| parameter.name.as_deref() == Some(&*name);
        let is_ambiguous = |user: &&Operation| {
            definition.parameters(user).iter().any(is_named)
                && definition.input(user, &name, NameForm::Plain).is_ambiguous()
        };
        let Some(user) = users(definition, call).find(is_ambiguous) else { continue };
        let parameter = definition.input(user, &name, NameForm::Plain).parameter;
        let body = definition.body_parameter(user).and_then(|body| body.name.as_deref()).unwrap_or("body");
        let file = context.file_of(node);
        let finding = context.on_value(
            node,
            format!(
                "'{name}' is both a parameter and a field of the body. Add '{companion}' beside it, where the field \
                 is '{body}/{name}'."
            ),
        );
        if let Some(parameter) = parameter {
            let span = definition.parameter_node(parameter).head_span();
            finding.related(file, span, format!("The parameter '{name}' is here."));
        }
        for (reading, meant) in [
            (Reading::Field, format!("the field '{body}/{name}'")),
            (Reading::Parameter, format!("the parameter '{name}'")),
        ] {
            if let Some(change) = insertion_read_as(definition, call, Some(reading)) {
                finding.fix(Fix::unsafe_(format!("Add '{companion}' with {meant}"), file, change));
            }
        }
    }
}
