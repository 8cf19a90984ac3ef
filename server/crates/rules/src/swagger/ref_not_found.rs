//! A `$ref` to something that the file does not have leaves a hole where a schema, parameter or response belongs. The
//! validation of such a connector can end with a server error that does not say where the hole is.
//!
//! ## Bad
//!
//! ```json /paths/~1items~1{id}/get/responses/200/schema
//! { "$ref": "#/definitions/Itme" }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items~1{id}/get/responses/200/schema
//! { "$ref": "#/definitions/Item" }
//! ```

use syntax::Node;
use syntax::edit::quote;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::near::nearest;
use crate::places::REFERRING;
use crate::refs::{names, reference, reference_to};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "swagger/ref-not-found",
    summary: "A reference leads nowhere",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["SchemaReferenceNotFound", "ParameterReferenceNotFound", "ResponseReferenceNotFound"],
    check: Check::Members(REFERRING, &["$ref"], check),
};

fn check(context: &mut Context<'_>, node: Node<'_>, _: Place) {
    let Some(reference) = reference(context, node) else { return };
    let Some(target) = reference.target() else { return };
    let Some(definition) = context.definition() else { return };
    if definition.is_cut_off() || definition.ref_target(&reference.text).is_some() {
        return;
    }
    let section = reference.section;
    let names = names(definition, section);
    let near = nearest(&target.name, names.iter().map(|name| &**name));
    let advice = match near {
        Some(near) => format!("Did you mean '{near}'?"),
        None => format!("Add the {} there, or name another one.", reference.kind()),
    };
    let message = format!("There is no '{}' under '{}'. {advice}", target.name, section.name());
    let finding = context.on_value(node, message);
    if let Some(near) = near {
        let change = Change::Replace(node.id(), quote(&reference_to(section, near)));
        finding.fix(Fix::unsafe_(format!("Change to '{near}'"), finding.file, change));
    }
}
