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

use rustc_hash::FxHashMap;
use syntax::edit::quote;

use crate::fix::{Change, Fix};
use crate::near::Names;
use crate::refs::{names, reference, reference_to};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "swagger/ref-not-found",
    summary: "A reference leads nowhere",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["SchemaReferenceNotFound", "ParameterReferenceNotFound", "ResponseReferenceNotFound"],
    check: Check::Connector(check),
};

fn check(context: &mut Context<'_>) {
    let Some(definition) = context.definition().filter(|definition| !definition.is_cut_off()) else { return };
    // The names in a section are collected when the first reference to it leads nowhere.
    let mut sections = FxHashMap::default();
    for node in definition.document.references() {
        let Some(reference) = reference(context, node) else { continue };
        let Some(target) = reference.target() else { continue };
        if definition.ref_target(&reference.text).is_some() {
            continue;
        }
        let section = reference.section;
        let names = sections.entry(section.name()).or_insert_with(|| Names::new(names(definition, section)));
        let near = names.nearest(&target.name);
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
}
