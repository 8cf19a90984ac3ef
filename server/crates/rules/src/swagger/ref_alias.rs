//! An entry of `definitions`, `parameters` or `responses` describes something itself. One that only refers to another
//! entry is refused
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>): whoever
//! uses it can name the other entry directly.
//!
//! ## Bad
//!
//! ```json /definitions/Product
//! { "$ref": "#/definitions/Item" }
//! ```
//!
//! ```json /paths/~1items~1{id}/get/responses/200/schema
//! { "$ref": "#/definitions/Product" }
//! ```
//!
//! ## Bad
//!
//! ```json /definitions/Egg
//! { "$ref": "#/definitions/Hen" }
//! ```
//!
//! ```json /definitions/Hen
//! { "$ref": "#/definitions/Egg" }
//! ```
//!
//! ```json /paths/~1items~1{id}/get/responses/200/schema
//! { "$ref": "#/definitions/Hen" }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items~1{id}/get/responses/200/schema
//! { "$ref": "#/definitions/Item" }
//! ```

use connector::definition::Section;
use connector::{FileRole, Target};
use syntax::Node;
use syntax::edit::quote;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::places::REFERRING;
use crate::refs::{kind, reference, reference_to};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "swagger/ref-alias",
    summary: "A named schema, parameter or response is only a reference to another",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Safe,
    microsoft: &["SchemaRefLoopNotAllowed", "ParameterRefLoopNotAllowed", "ResponseRefLoopNotAllowed"],
    check: Check::Members(REFERRING, &["$ref"], check),
};

fn check(context: &mut Context<'_>, node: Node<'_>, _: Place) {
    let Some(reference) = reference(context, node) else { return };
    let Some(definition) = context.definition() else { return };
    let alias = reference.object;
    let Some(section) = alias.parent() else { return };
    let is_named = matches!(
        definition.document.place(section),
        Place::Definitions | Place::SharedParameters | Place::SharedResponses
    );
    // A reference that leads nowhere has a finding of its own.
    if !is_named || reference.target().is_none() || definition.ref_target(&reference.text).is_none() {
        return;
    }
    let section = reference.section;
    let name = alias.name();
    let what = kind(section);
    let Some(described) = definition.resolve(alias) else {
        let message =
            format!("The {what} '{name}' only refers to itself in a circle. Describe it here, or remove it.");
        context.on_value(node, message);
        return;
    };
    let other = described.name();
    let message = format!(
        "The {what} '{name}' is only another name for '{other}'. Refer to '{other}' and remove '{name}'."
    );
    let target = match section {
        Section::Definitions => Target::Schema(name.as_ref().into()),
        Section::Parameters => Target::SharedParameter(name.as_ref().into()),
        Section::Responses => Target::SharedResponse(name.as_ref().into()),
    };
    let connector = context.connector();
    let users = connector.references().to(&target).filter(|user| user.file == FileRole::Definition);
    let title = format!("Refer to '{other}' instead");
    let mut fix = Fix::safe(title, FileRole::Definition, Change::Remove(alias.id()));
    for user in users.filter_map(|user| user.node) {
        let text = quote(&reference_to(section, &other));
        fix = fix.and(FileRole::Definition, Change::Replace(user, text));
    }
    context
        .on_value(node, message)
        .related(FileRole::Definition, described.head_span(), "It is described here.")
        .fix(fix);
}
