//! `scriptOperations` lists the operations whose calls run through `script.csx`. A name that no operation of the
//! definition has does nothing: the operation that was meant is called without the script
//! ([source](https://learn.microsoft.com/en-us/connectors/custom-connectors/write-code)). The same goes for an id that
//! the script compares `Context.OperationId` with: that branch never runs.
//!
//! ## Bad
//!
//! ```json apiProperties.json /properties/scriptOperations
//! ["GetItem", "GetItems"]
//! ```
//!
//! ## Good
//!
//! ```json apiProperties.json /properties/scriptOperations
//! ["GetItem"]
//! ```

use crate::operation_lists;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "script/operation-not-found",
    summary: "The script is meant for an operation that does not exist",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Connector(check),
};

fn check(context: &mut Context<'_>) {
    let connector = context.connector();
    for file in connector.properties_files() {
        for name in file.script_operation_names() {
            operation_lists::check(context, file, name);
        }
    }
}
