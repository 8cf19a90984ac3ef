//! All connectors of independent publishers have the same icon, which Microsoft adds. One in the folder is not used, and reviewers
//! ask to take it out
//! (<https://github.com/microsoft/PowerPlatformConnectors>).
//!
//! ## Bad
//!
//! ```text folder
//! apiDefinition.swagger.json
//! apiProperties.json
//! icon.png
//! readme.md
//! script.csx
//! ```
//!
//! ## Good
//!
//! ```text folder
//! apiDefinition.swagger.json
//! apiProperties.json
//! readme.md
//! script.csx
//! ```

use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "package/icon-in-ip",
    summary: "An icon stands beside the definition of an independent publisher",
    levels: Levels { custom: None, certified: None, independent: Some(Severity::Info) },
    fix: FixKind::None,
    microsoft: &[],
    check: Check::Connector(check),
};

fn check(context: &mut Context<'_>) {
    if context.connector().has_sibling("icon.png") != Some(true) {
        return;
    }
    let Some(definition) = context.definition() else { return };
    let message = "Connectors of independent publishers get their icon from Microsoft. Remove 'icon.png'.";
    context.on_key(definition.document.root(), message);
}
