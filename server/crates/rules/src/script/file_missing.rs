//! `scriptOperations` lists the operations whose calls run through the script of the connector. Without the script there is
//! nothing that they could run through: the upload takes the list, and the calls go out as they are, or fail
//! ([source](https://learn.microsoft.com/en-us/connectors/custom-connectors/write-code)).
//!
//! The quick fix makes a script that sends every request on as it is.
//!
//! Nothing is reported where nobody knows which files there are, and of a file that `settings.json` names in another folder.
//!
//! ## Bad
//!
//! ```text folder
//! apiDefinition.swagger.json
//! apiProperties.json
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
    code: "script/file-missing",
    summary: "Operations are to run through a script that is not there",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Connector(check),
};

fn check(context: &mut Context<'_>) {
    let connector = context.connector();
    let Some(siblings) = connector.siblings() else { return };
    let ending = ".csx".as_bytes();
    let is_script = |name: &String| {
        name.as_bytes().last_chunk().is_some_and(|last: &[u8; 4]| last.eq_ignore_ascii_case(ending))
    };
    if connector.script().is_some() || siblings.iter().any(is_script) {
        return;
    }
    for file in connector.properties_files() {
        // An empty list asks for no operation in particular.
        let Some(list) = file.script_operations.filter(|_| file.script_operation_names().next().is_some())
        else {
            continue;
        };
        let name = expected(connector);
        // One in another folder cannot be looked for. If it cannot be read, that is said when it is read.
        if name.contains(['/', '\\']) {
            return;
        }
        let message = format!(
            "There is no script for these operations. Put '{name}' beside the definition, or remove the list."
        );
        let finding = context.on_key(file.node(list), message);
        if is_beside(&name) && name.to_ascii_lowercase().ends_with(".csx") {
            finding.fix(Fix::creating(name, Scaffold::Script));
        }
    }
}

/// The name of the file: the usual one, unless `settings.json` gives another.
fn expected(connector: &Connector) -> String {
    let named = connector.settings().and_then(|settings| settings.named_paths().script);
    let named = named.map(|path| path.trim_start_matches("./").to_owned());
    named.filter(|name| !name.is_empty()).unwrap_or_else(|| FileRole::Script.usual_name().to_owned())
}
