//! Schemas can be nested too deeply, by themselves or by references. The platform has a limit [and does not say
//! which](https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules); of more
//! than a thousand published connectors none has more than 15 levels, so that more than 32 are most likely a mistake.
//! Makers do not find what lies so deep either.
//!
//! ## Bad
//!
//! ```text apiDefinition.swagger.json /paths/~1items~1{id}/get/responses/200/schema
//! <REPEAT 32>{ "type": "object", "x-ms-summary": "Level", "description": "A level.", "properties": { "inner":
//! </REPEAT>{ "type": "string", "x-ms-summary": "Value", "description": "The value." }<REPEAT 32> } }</REPEAT>
//! ```
//!
//! ## Good
//!
//! ```text apiDefinition.swagger.json /paths/~1items~1{id}/get/responses/200/schema
//! <REPEAT 4>{ "type": "object", "x-ms-summary": "Level", "description": "A level.", "properties": { "inner":
//! </REPEAT>{ "type": "string", "x-ms-summary": "Value", "description": "The value." }<REPEAT 4> } }</REPEAT>
//! ```

use connector::budget::LEVELS;

use crate::rule::{Check, FixKind, Levels, Rule};
use crate::weights::counted;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "limits/schema-depth",
    summary: "A schema is nested too deeply",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::None,
    microsoft: &["SchemaTooDeep"],
    check: Check::Connector(check),
};

fn check(context: &mut Context<'_>) {
    let Some(definition) = context.definition() else { return };
    // Of references that go round in ever new ways, the count says it all.
    for found in counted(definition, |weight| weight.levels > LEVELS && !weight.is_at_least) {
        let deepest = definition.deepest_path(found.schema);
        let way = if deepest.is_empty() {
            String::new()
        } else {
            format!(" The deepest way starts with '{deepest}'.")
        };
        let message = format!(
            "{} has {} levels, all references followed, and makers see none so deep. Flatten it to {LEVELS} or \
             fewer.{way}",
            found.what, found.weight.levels
        );
        context.on_key(found.schema, message);
    }
}
