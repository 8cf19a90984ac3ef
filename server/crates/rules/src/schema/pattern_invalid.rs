//! A `pattern` is a regular expression. One that cannot be read stops the import of the connector, or checks nothing.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>.
//!
//! Engines differ in what they take. Only mistakes that all of them see are reported: brackets and parentheses without
//! a partner, ranges that run backwards, repetitions of nothing.
//!
//! ## Bad
//!
//! ```json /definitions/Item/properties/title/pattern
//! "^[A-Z{3}$"
//! ```
//!
//! ## Bad
//!
//! ```json /definitions/Item/properties/title/pattern
//! "*.txt"
//! ```
//!
//! ## Good
//!
//! ```json /definitions/Item/properties/title/pattern
//! "^[A-Z]{3}$"
//! ```

use syntax::Node;
use vocabulary::Place;

use crate::places::TYPED;
use crate::regular_expression::fault;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::values::is_reference;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "schema/pattern-invalid",
    summary: "A pattern is no regular expression",
    levels: Levels::all(Severity::Error),
    fix: FixKind::None,
    microsoft: &["PatternShouldBeValidRegularExpression"],
    check: Check::Members(TYPED, &["pattern"], check),
};

fn check(context: &mut Context<'_>, pattern: Node<'_>, _: Place) {
    // What is being typed is not closed yet.
    if !pattern.is_closed() || pattern.parent().is_none_or(is_reference) {
        return;
    }
    if let Some(fault) = pattern.as_str().as_deref().and_then(fault) {
        context.on_value(pattern, format!("This is no regular expression: it {fault}."));
    }
}
