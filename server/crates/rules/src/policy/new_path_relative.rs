//! `newPath` of the template `routerequesttoendpoint` is the path that the service is called with, below host and base
//! path. As every path it starts with a slash, unless an expression supplies the start. Without it, what comes out
//! depends on how the base path ends.
//! ([Source](https://learn.microsoft.com/en-us/connectors/custom-connectors/policy-templates/routerequesttoendpoint/routerequesttoendpoint))
//!
//! ## Bad
//!
//! ```json apiProperties.json /properties/policyTemplateInstances/0
//! {
//!   "templateId": "routerequesttoendpoint",
//!   "title": "Call the second version",
//!   "parameters": {
//!     "x-ms-apimTemplateParameter.newPath": "v2/items",
//!     "x-ms-apimTemplate-operationName": ["ListItems"]
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json apiProperties.json /properties/policyTemplateInstances/0
//! {
//!   "templateId": "routerequesttoendpoint",
//!   "title": "Call the second version",
//!   "parameters": {
//!     "x-ms-apimTemplateParameter.newPath": "/v2/items",
//!     "x-ms-apimTemplate-operationName": ["ListItems"]
//!   }
//! }
//! ```

use connector::{Policy, PropertiesFile};
use syntax::edit::quote;

use crate::fix::{Change, Fix};
use crate::policy_parameters::known;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "policy/new-path-relative",
    summary: "The path that a request is sent on to does not start with a slash",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Policy(check),
};

const NEW_PATH: &str = "x-ms-apimTemplateParameter.newPath";

fn check(context: &mut Context<'_>, file: &PropertiesFile, policy: &Policy) {
    let Some((template, parameters)) = known(file, policy) else { return };
    if template.id != "routerequesttoendpoint" {
        return;
    }
    let Some(node) = parameters.get(NEW_PATH) else { return };
    let Some(path) = node.as_str().filter(|path| !path.starts_with(['/', '@'])) else { return };
    let message = format!("The new path '{path}' does not start with a slash. Write '/{path}'.");
    let change = Change::Replace(node.id(), quote(&format!("/{path}")));
    context.on_value(node, message).fix(Fix::unsafe_("Start it with a slash", file.document.role(), change));
}
