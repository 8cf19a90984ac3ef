//! `schemes` lists the protocols that the server speaks. An empty list says that it speaks none, and [the file is
//! refused](https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules).
//!
//! ## Bad
//!
//! ```json /schemes
//! []
//! ```
//!
//! ## Good
//!
//! ```json /schemes
//! ["https"]
//! ```

use connector::FileRole;
use syntax::Node;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::underline::is_whole;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "swagger/schemes-empty",
    summary: "The list of protocols is empty",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["SchemesArrayEmpty"],
    check: Check::Places(&[Place::Schemes], check),
};

fn check(context: &mut Context<'_>, schemes: Node<'_>, _: Place) {
    if schemes.children().next().is_some() || !is_whole(schemes) {
        return;
    }
    let change = Change::Append(schemes.id(), "\"https\"".to_owned());
    context.on_key(schemes, "This list names no protocol. Add 'https'.").fix(Fix::unsafe_(
        "Add 'https'",
        FileRole::Definition,
        change,
    ));
}
