//! A body has no `type`, `format` or `enum` of its own, as other parameters have: its schema says all that. Beside the
//! schema these members are refused.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>.
//!
//! ## Bad
//!
//! ```json /paths/~1items/post/parameters/0
//! { "name": "body", "in": "body", "required": true, "type": "string" }
//! ```
//!
//! ## Bad
//!
//! ```json /paths/~1items/post/parameters/0
//! {
//!   "name": "body",
//!   "in": "body",
//!   "required": true,
//!   "type": "string",
//!   "format": "date",
//!   "schema": { "type": "string" }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items/post/parameters/0
//! { "name": "body", "in": "body", "required": true, "schema": { "type": "string", "format": "date" } }
//! ```

use std::fmt::Write as _;

use syntax::Node;
use syntax::edit::quote;
use vocabulary::Place;

use crate::body::displaced;
use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "parameter/body-type-property",
    summary: "A body describes its type outside of its schema",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["BodyParameterPropertyNotValid"],
    check: Check::Places(&[Place::BodyParameter], check),
};

fn check(context: &mut Context<'_>, node: Node<'_>, _: Place) {
    if node.get("$ref").is_some() {
        return;
    }
    let schema = node.get("schema");
    for member in displaced(node) {
        let name = member.name();
        let file = context.file_of(member);
        let finding =
            context.on_key(member, format!("A body has no '{name}' of its own. Move it into the schema."));
        match schema {
            Some(schema) if schema.is_object() => {
                let taken = schema.get("$ref").is_some() || schema.get(&name).is_some();
                let fix = if taken {
                    Fix::unsafe_(format!("Remove '{name}'"), file, Change::Remove(member.id()))
                } else {
                    let change = Change::Move { member: member.id(), object: schema.id() };
                    Fix::unsafe_(format!("Move '{name}' into the schema"), file, change)
                };
                finding.fix(fix);
            }
            Some(_) => {}
            None => {
                finding.fix(make_schema(node, file));
            }
        }
    }
}

/// Makes a schema of all the members that belong into one.
fn make_schema(node: Node<'_>, file: connector::FileRole) -> Fix {
    let mut schema = String::from("{");
    for (index, member) in displaced(node).enumerate() {
        let comma = if index == 0 { "" } else { "," };
        let _ = write!(schema, "{comma}{}:{}", quote(&member.name()), member.raw());
    }
    schema.push('}');
    let insert = Change::Insert { object: node.id(), name: "schema".to_owned(), value: schema, after: None };
    let fix = Fix::unsafe_("Make a schema of it", file, insert);
    displaced(node).fold(fix, |fix, member| fix.and(file, Change::Remove(member.id())))
}
