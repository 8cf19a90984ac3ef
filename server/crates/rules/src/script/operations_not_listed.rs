//! Without `scriptOperations` the calls of all operations run through the script: also of those that it knows nothing of, and
//! that come later. A list says which are meant, and spares the others the detour
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/write-code>). An empty list says that all are.
//!
//! ## Bad
//!
//! ```json apiProperties.json /properties
//! {
//!   "connectionParameters": {
//!     "api_key": {
//!       "type": "securestring",
//!       "uiDefinition": {
//!         "displayName": "API key",
//!         "description": "The key of your shop.",
//!         "tooltip": "You find the key in the settings of the shop.",
//!         "constraints": { "clearText": false, "required": "true", "tabIndex": 2 }
//!       }
//!     }
//!   },
//!   "iconBrandColor": "#0a5c4f",
//!   "capabilities": [],
//!   "policyTemplateInstances": [],
//!   "publisher": "Contoso",
//!   "stackOwner": "Contoso"
//! }
//! ```
//!
//! ## Good
//!
//! ```json apiProperties.json /properties/scriptOperations
//! ["GetItem"]
//! ```
//!
//! ## Fix
//!
//! Lists all operations, so that nothing changes, or only those that the script names.

use connector::{Definition, FileRole, PropertiesFile, Script};
use rustc_hash::FxHashSet;
use syntax::edit::quote;

use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::underline::is_whole;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "script/operations-not-listed",
    summary: "The script runs for every operation, as no list says for which",
    levels: Levels::all(Severity::Info),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Connector(check),
};

fn check(context: &mut Context<'_>) {
    let connector = context.connector();
    let Some(script) = connector.script() else { return };
    let file = connector.properties_files().find(|file| file.document.role() == FileRole::Properties);
    let Some((file, properties)) = file.and_then(|file| Some((file, file.properties()?))) else { return };
    // `script` is an older form of the list.
    if ["scriptOperations", "script"].iter().any(|list| properties.get(list).is_some())
        || !is_whole(properties)
    {
        return;
    }
    let fixes = context.definition().map(|definition| fixes(definition, script, file));
    let message = "The script runs for every operation. List those that need it under 'scriptOperations' in 'apiProperties.json'.";
    let finding = context.on_text(FileRole::Script, script.head(), message);
    finding.related(FileRole::Properties, properties.head_span(), "The list belongs here.");
    for fix in fixes.into_iter().flatten() {
        finding.fix(fix);
    }
}

fn fixes(definition: &Definition, script: &Script, file: &PropertiesFile) -> Vec<Fix> {
    let insert = |title: &str, ids: &[&str]| {
        let object = file.properties().filter(|_| !ids.is_empty())?.id();
        let ids: Vec<String> = ids.iter().map(|id| quote(id)).collect();
        let value = format!("[{}]", ids.join(","));
        let change = Change::Insert { object, name: "scriptOperations".to_owned(), value, after: None };
        Some(Fix::unsafe_(title, FileRole::Properties, change))
    };
    let all: Vec<&str> = definition.operation_ids().collect();
    let mut seen = FxHashSet::default();
    let mut named: Vec<&str> = script
        .literals
        .iter()
        .filter(|literal| literal.compared.is_some())
        .map(|literal| script.literal_text(literal))
        .collect();
    named.retain(|id| definition.operation(id).is_some() && seen.insert(*id));
    let only_named =
        insert("List the operations that the script names", &named).filter(|_| named.len() < all.len());
    let everything = insert("List all operations, as it is now", &all);
    everything.into_iter().chain(only_named).collect()
}
