//! A connector is two files: the API definition, and `apiProperties.json` with its brand colour, connection form and
//! policies. Without the second one, the upload asks for it, certification sends the connector back, and nobody can enter
//! a key.
//! ([Source](https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission))
//!
//! The quick fix makes the file: a neutral colour, a connection form that fits the security definitions, and the owners as far as
//! the definition names them. What the service gave your application when you registered it, such as a client ID, is left to you.
//!
//! Nothing is reported where the folder is not known, in an unpacked Dataverse solution, which has other files instead,
//! and where `settings.json` names a file in another folder.
//!
//! ## Bad
//!
//! ```text folder
//! apiDefinition.swagger.json
//! readme.md
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

use connector::{Connector, FileRole};

use crate::fix::Fix;
use crate::new_files::{Scaffold, is_beside};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "properties/file-missing",
    summary: "There is no apiProperties.json beside the definition",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Connector(check),
};

fn check(context: &mut Context<'_>) {
    let connector = context.connector();
    let Some(definition) = context.definition() else { return };
    if connector.part(FileRole::Properties).is_some() || connector.is_in_solution() {
        return;
    }
    let name = expected(connector);
    // A file that is there and is not read, since it is too large, is not missing.
    if name.contains(['/', '\\']) || connector.has_sibling(&name) != Some(false) {
        return;
    }
    let message = format!(
        "There is no '{name}' beside this file. Add one with at least the brand colour and the connection parameters."
    );
    let profile = context.profile();
    let finding = context.on_key(definition.document.root(), message);
    if is_beside(&name) {
        finding.fix(Fix::creating(name, Scaffold::Properties(profile)));
    }
}

/// The name of the file: the usual one, unless `settings.json` gives another.
fn expected(connector: &Connector) -> String {
    let settings = connector.settings().filter(|settings| settings.is_for_paconn());
    let named = settings.and_then(|settings| settings.named_paths().properties);
    named.unwrap_or_else(|| FileRole::Properties.usual_name().to_owned())
}
