//! The service that takes `apiProperties.json` refuses a file with a member it does not know: the upload ends with
//! "Could not find member". Often the name is misspelt, or the member stands one level too high.
//!
//! ## Bad
//!
//! ```json apiProperties.json /properties/policyTemplateInstance
//! []
//! ```
//!
//! ## Bad
//!
//! ```json apiProperties.json /properties/region
//! {
//!   "type": "string",
//!   "uiDefinition": {
//!     "displayName": "Region",
//!     "description": "The region of your shop.",
//!     "tooltip": "You find the region in the settings of the shop.",
//!     "constraints": { "required": "true", "tabIndex": 4 }
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json apiProperties.json /properties/policyTemplateInstances
//! []
//! ```

use syntax::Node;
use vocabulary::Place;

use crate::fix::{Change, Fix, Safety};
use crate::near::{hint, nearest};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::unknown::{UnknownKind, offer_removal, offer_rename, this, unknown};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "properties/unknown-property",
    summary: "A member that apiProperties.json does not have",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Places(&[Place::Free, Place::Script], check),
};

fn check(context: &mut Context<'_>, node: Node<'_>, place: Place) {
    if place == Place::Script {
        return older_form(context, node);
    }
    let document = context.document_of(node.tree());
    let Some(unknown) = document.and_then(|document| unknown(document, node)) else { return };
    // The parameters of a policy depend on its template.
    if !matches!(unknown.kind, UnknownKind::Properties) || unknown.place == Place::PolicyParameters {
        return;
    }
    let name = &*unknown.name;
    let near = nearest(name, vocabulary::members(unknown.place).map(|member| member.name));
    let form =
        Some(node).filter(|node| near.is_none() && unknown.place == Place::Properties && has_type(*node));
    let advice = match (near, form) {
        (Some(_), _) => hint(near),
        (None, Some(_)) => " Did you mean to put it into 'connectionParameters'?".to_owned(),
        (None, None) => " Remove it, or correct its name.".to_owned(),
    };
    let message = format!("The service does not know '{name}' in {}.{advice}", this(unknown.place));
    let finding = context.on_key(node, message);
    if let Some(near) = near {
        // Nothing may have read it before: a policy, say, that existing flows go through from then on.
        offer_rename(finding, node, near, Safety::Unsafe);
    }
    let parameters = unknown.object.get("connectionParameters").filter(|parameters| parameters.is_object());
    if let (Some(member), Some(parameters)) = (form, parameters.filter(|all| all.get(name).is_none())) {
        let change = Change::Move { member: member.id(), object: parameters.id() };
        finding.fix(Fix::unsafe_("Move into 'connectionParameters'", finding.file, change));
    }
    offer_removal(finding, node);
}

/// Whether it looks like a connection parameter.
fn has_type(node: Node<'_>) -> bool {
    node.get("type").is_some_and(Node::is_string)
}

/// `script`, which a few published connectors have where others have `scriptOperations`.
fn older_form(context: &mut Context<'_>, script: Node<'_>) {
    let message = "'script' is an older form that no page describes, and not every tool takes it. List the operations \
                   under 'scriptOperations'.";
    let operations = script.get("operationIds").filter(|list| list.is_array());
    let is_free = script.parent().is_some_and(|properties| properties.get("scriptOperations").is_none());
    let finding = context.on_key(script, message).at_most(Severity::Warning);
    if let Some(operations) = operations.filter(|_| is_free) {
        let rename = Change::Rename(script.id(), "scriptOperations".to_owned());
        let fix = Fix::unsafe_("Change to 'scriptOperations'", finding.file, rename);
        finding.fix(fix.and(finding.file, Change::Replace(script.id(), operations.raw().to_owned())));
    }
}
