//! The `readme.md` beside a definition becomes the connector's page in Microsoft's documentation: what one needs before one can
//! use it, how to sign in, which operations there are. Connectors that are submitted have one
//! (<https://github.com/microsoft/PowerPlatformConnectors>), and colleagues are glad of it in any case.
//!
//! The quick fix makes the file, with what the other files say: the description, the operations that makers see, the fields of
//! the connection form. Comments in it, which readers do not see, say what is left to write.
//!
//! Nothing is reported where nobody knows which files there are, and in an unpacked solution.
//!
//! ## Bad
//!
//! ```text folder
//! apiDefinition.swagger.json
//! apiProperties.json
//! script.csx
//! ```
//!
//! ## Good
//!
//! ```text folder
//! apiDefinition.swagger.json
//! apiProperties.json
//! README.md
//! script.csx
//! ```

use crate::fix::Fix;
use crate::new_files::Scaffold;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "package/readme-missing",
    summary: "There is no readme.md beside the definition",
    levels: Levels::certification(Severity::Info, Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Connector(check),
};

fn check(context: &mut Context<'_>) {
    let connector = context.connector();
    if connector.has_sibling("readme.md") != Some(false) || connector.is_in_solution() {
        return;
    }
    let Some(definition) = context.definition() else { return };
    let message = "There is no 'readme.md' beside the definition. Add one that says what is needed, how to sign in, and what the operations do.";
    context.on_key(definition.document.root(), message).fix(Fix::creating("readme.md", Scaffold::Readme));
}
