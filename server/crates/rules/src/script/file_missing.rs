//! `scriptOperations` lists the operations whose calls run through the script of the connector. Without the script there is
//! nothing that they could run through: the upload takes the list, and the calls go out as they are, or fail
//! ([source](https://learn.microsoft.com/en-us/connectors/custom-connectors/write-code)).
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
//!
//! ## Fix
//!
//! There is none: a fix changes files that are there, and makes no new ones.

use connector::Connector;

use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "script/file-missing",
    summary: "Operations are to run through a script that is not there",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::None,
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
    if connector.script().is_some() || siblings.iter().any(is_script) || is_elsewhere(connector) {
        return;
    }
    for file in connector.properties_files() {
        // An empty list asks for no operation in particular.
        let Some(list) = file.script_operations.filter(|_| file.script_operation_names().next().is_some())
        else {
            continue;
        };
        let message = "There is no script for these operations. Put 'script.csx' beside the definition, or remove the list.";
        context.on_key(file.node(list), message);
    }
}

/// Whether `settings.json` names a script in another folder. If that cannot be read, it is said when it is read.
fn is_elsewhere(connector: &Connector) -> bool {
    let script = connector.settings().and_then(|settings| settings.named_paths().script);
    script.is_some_and(|path| path.trim_start_matches("./").contains(['/', '\\']))
}
