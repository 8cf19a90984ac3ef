//! `allowEmptyValue` says that a query parameter or form field may be sent without a value. Elsewhere it has no meaning
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>).
//!
//! ## Bad
//!
//! ```json /parameters/ItemKey/allowEmptyValue
//! false
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items/get/parameters/1/allowEmptyValue
//! true
//! ```

use syntax::Node;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::parameters::is_reference;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "parameter/allow-empty-value",
    summary: "A parameter that cannot be empty says whether it can",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Safe,
    microsoft: &["AllowEmptyValueOnlyValidForQueryFormData"],
    check: Check::Places(&[Place::PathParameter, Place::HeaderParameter, Place::BodyParameter], check),
};

fn check(context: &mut Context<'_>, node: Node<'_>, _: Place) {
    let Some(member) = node.get("allowEmptyValue").filter(|_| !is_reference(node)) else { return };
    let message = "'allowEmptyValue' only means something on query parameters and form fields. Remove it.";
    let finding = context.on_key(member, message);
    finding.fix(Fix::safe("Remove 'allowEmptyValue'", finding.file, Change::Remove(member.id())));
}
