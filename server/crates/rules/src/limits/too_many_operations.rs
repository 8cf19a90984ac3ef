//! A connector has at most 256 operations, hidden and deprecated ones included
//! ([limits](https://learn.microsoft.com/en-us/connectors/custom-connectors/faq)). Whoever needs more makes two connectors.
//!
//! ## Bad
//!
//! ```text apiDefinition.swagger.json /paths/~1subscriptions~1{subscriptionId}
//! {
//!   "delete": {
//!     "summary": "Delete subscription",
//!     "description": "Ends a subscription.",
//!     "operationId": "DeleteSubscription",
//!     "x-ms-visibility": "internal",
//!     "parameters": [
//!       {
//!         "name": "subscriptionId",
//!         "in": "path",
//!         "required": true,
//!         "type": "string",
//!         "x-ms-summary": "Subscription ID",
//!         "description": "The subscription to end.",
//!         "x-ms-url-encoding": "single"
//!       }
//!     ],
//!     "responses": {
//!       "204": { "description": "The subscription has ended." },
//!       "default": { "description": "Operation failed." }
//!     }
//!   }
//! }<REPEAT 256>,
//! "/numbers/<N>": {
//!   "get": {
//!     "summary": "Get number <N>",
//!     "description": "Gets the number <N> of the list.",
//!     "operationId": "GetNumber<N>",
//!     "responses": {
//!       "200": { "description": "The item.", "schema": { "$ref": "#/definitions/Item" } },
//!       "default": { "description": "Operation failed." }
//!     }
//!   }
//! }</REPEAT>
//! ```
//!
//! ## Good
//!
//! ```text apiDefinition.swagger.json /paths/~1subscriptions~1{subscriptionId}
//! {
//!   "delete": {
//!     "summary": "Delete subscription",
//!     "description": "Ends a subscription.",
//!     "operationId": "DeleteSubscription",
//!     "x-ms-visibility": "internal",
//!     "parameters": [
//!       {
//!         "name": "subscriptionId",
//!         "in": "path",
//!         "required": true,
//!         "type": "string",
//!         "x-ms-summary": "Subscription ID",
//!         "description": "The subscription to end.",
//!         "x-ms-url-encoding": "single"
//!       }
//!     ],
//!     "responses": {
//!       "204": { "description": "The subscription has ended." },
//!       "default": { "description": "Operation failed." }
//!     }
//!   }
//! }<REPEAT 2>,
//! "/numbers/<N>": {
//!   "get": {
//!     "summary": "Get number <N>",
//!     "description": "Gets the number <N> of the list.",
//!     "operationId": "GetNumber<N>",
//!     "responses": {
//!       "200": { "description": "The item.", "schema": { "$ref": "#/definitions/Item" } },
//!       "default": { "description": "Operation failed." }
//!     }
//!   }
//! }</REPEAT>
//! ```

use connector::budget::OPERATIONS;

use crate::rule::{Check, FixKind, Levels, Rule};
use crate::weights::{add_places, fullest_paths, share};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "limits/too-many-operations",
    summary: "The connector has more operations than the platform takes",
    levels: Levels::all(Severity::Error),
    fix: FixKind::None,
    microsoft: &["TotalOperationsCountExceedsMaxAllowed"],
    check: Check::Connector(check),
};

fn check(context: &mut Context<'_>) {
    let Some(definition) = context.definition() else { return };
    let count = definition.operations.len();
    if count <= OPERATIONS {
        return;
    }
    let Some(paths) = definition.document.root().get("paths") else { return };
    let count_of = |is_it: &dyn Fn(&connector::Operation) -> bool| {
        definition.operations.iter().filter(|operation| is_it(operation)).count()
    };
    let deprecated = count_of(&|operation| operation.annotation.deprecated);
    let hidden = count_of(&|operation| operation.is_internal());
    let (parts, places) = fullest_paths(definition);
    let message = format!(
        "The connector has {}: {deprecated} are deprecated, {hidden} are hidden. Retire some, or split the \
         connector.{parts}",
        share(count as u32, "operations", OPERATIONS as u32)
    );
    add_places(context.on_key(paths, message), places);
}
