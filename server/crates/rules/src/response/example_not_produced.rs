//! The example of a response is in one of the formats that the operation produces. In another one it shows an answer that
//! never comes.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>.
//!
//! ## Bad
//!
//! ```json /paths/~1items~1{id}/get/responses/200/examples
//! { "text/plain": "17: Lamp" }
//! ```
//!
//! ## Bad
//!
//! ```json /paths/~1items~1{id}/delete
//! {
//!   "summary": "Delete item",
//!   "description": "Removes one item.",
//!   "operationId": "DeleteItem",
//!   "parameters": [{ "$ref": "#/parameters/ItemKey" }],
//!   "produces": [ "text/plain" ],
//!   "responses": {
//!     "204": { "description": "The item is gone.", "examples": { "application/json": "Gone" } }
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items~1{id}/get/responses/200/examples
//! { "application/json": { "id": "17", "title": "Lamp" } }
//! ```

use connector::Definition;
use syntax::Node;
use syntax::edit::quote;
use vocabulary::{MIME_TYPES, Place};

use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "response/example-not-produced",
    summary: "The example of a response has a format that the operation does not produce",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &["ResponseExampleMustBeProducedByOperation"],
    check: Check::Places(&[Place::Examples], check),
};

fn check(context: &mut Context<'_>, examples: Node<'_>, _: Place) {
    let Some(definition) = context.definition() else { return };
    for example in examples.members() {
        let Some(key) = example.key().filter(|key| !key.raw_name().starts_with("x-")) else { continue };
        let mime = key.text();
        // A shared response is fine if one of the operations that use it produces the format.
        let mut users = definition.users(example.id());
        let Some(first) = users.next() else { return };
        let Some(produces) = produces(definition, first) else { continue };
        let is_produced = |list: Node<'_>| {
            list.items().any(|known| known.as_str().is_some_and(|known| same(&known, &mime)))
        };
        if is_produced(produces) || users.any(|user| self::produces(definition, user).is_none_or(is_produced))
        {
            continue;
        }
        let message =
            format!("The operation does not produce '{mime}'. Add it to 'produces', or remove the example.");
        let file = context.file_of(example);
        let finding = context.on_key(example, message);
        finding.related(file, produces.head_span(), "These formats are produced.");
        // What the platform does not read is better not added on the word of an example.
        if MIME_TYPES.iter().any(|known| same(known.value, &mime)) {
            let change = Change::Append(produces.id(), quote(&mime));
            finding.fix(Fix::unsafe_(format!("Add '{mime}' to 'produces'"), file, change));
        }
        finding.fix(Fix::unsafe_("Remove the example", file, Change::Remove(example.id())));
    }
}

/// The list of formats that an operation produces: its own, else that of the whole connector.
fn produces(definition: &Definition, operation: usize) -> Option<Node<'_>> {
    let own = definition.node(definition.operations[operation].node).get("produces");
    own.or_else(|| definition.document.root().get("produces")).filter(|list| list.is_array())
}

/// Whether two names of formats are the same; letter case and what follows a semicolon do not count.
fn same(one: &str, other: &str) -> bool {
    let [one, other] = [one, other].map(|name| name.split(';').next().unwrap_or_default().trim());
    one.eq_ignore_ascii_case(other)
}
