//! A `$ref` names something in the same file: a schema as `#/definitions/Item`, a parameter as `#/parameters/Top`, a
//! response as `#/responses/NotFound`. References into other files, into other sections or deeper into a schema are
//! refused
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>).
//!
//! ## Bad
//!
//! ```json /paths/~1items~1{id}/get/responses/200/schema
//! { "$ref": "#/components/schemas/Item" }
//! ```
//!
//! ## Bad
//!
//! ```json /paths/~1items~1{id}/get/responses/200/schema
//! { "$ref": "schemas.json#/Item" }
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
use crate::places::REFERRING;
use crate::refs::{names, reference, reference_to};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "swagger/ref-invalid",
    summary: "A reference does not have the form that connectors need",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &[
        "SchemaReferenceNotValid",
        "ParameterReferenceNotValid",
        "ResponseReferenceNotValid",
        "JsonPointerNotValid",
    ],
    check: Check::Members(REFERRING, &["$ref"], check),
};

fn check(context: &mut Context<'_>, node: Node<'_>, _: Place) {
    let Some(reference) = reference(context, node) else { return };
    if reference.target().is_some() {
        return;
    }
    let section = reference.section;
    let (kind, form) = (reference.kind(), section.name());
    let text = reference.text.trim();
    let is_elsewhere = !text.starts_with('#') && text.contains(['/', '.', '#']);
    let message = if is_elsewhere {
        format!(
            "A {kind} cannot come from another file. Put it under '{form}' and write '#/{form}/' and its name."
        )
    } else {
        format!("This is no reference to a {kind}. Write '#/{form}/' and the name of an entry of '{form}'.")
    };
    let definition = context.definition();
    let meant = definition.and_then(|definition| {
        let names = names(definition, section);
        // The whole rest first: a name may have slashes, which a reference writes as `~1`.
        let whole = text.trim_start_matches(['#', '/']).trim_start_matches(form).trim_start_matches('/');
        let last = text.rsplit(['/', '#']).next().unwrap_or_default();
        let found = [whole, last].into_iter().find(|name| names.iter().any(|known| known == name))?;
        Some(reference_to(section, found))
    });
    let finding = context.on_value(node, message);
    if let Some(meant) = meant {
        let change = Change::Replace(node.id(), quote(&meant));
        finding.fix(Fix::unsafe_(format!("Change to '{meant}'"), finding.file, change));
    }
}
