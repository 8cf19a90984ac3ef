//! Some parameters of a policy take one of a few words: what to do with a header that is there already, whether the
//! policy works on the request or the response, with which method a call is sent on. Another word, or the same in other
//! letter case, means nothing to the platform.
//! ([The templates and their
//! parameters](https://learn.microsoft.com/en-us/connectors/custom-connectors/policy-templates))
//!
//! ## Bad
//!
//! ```json apiProperties.json /properties/policyTemplateInstances/0/parameters/x-ms-apimTemplateParameter.existsAction
//! "replace"
//! ```
//!
//! ## Bad
//!
//! ```json apiProperties.json /properties/policyTemplateInstances/0/parameters/x-ms-apimTemplate-policySection
//! "request"
//! ```
//!
//! ## Good
//!
//! ```json apiProperties.json /properties/policyTemplateInstances/0/parameters
//! {
//!   "x-ms-apimTemplateParameter.name": "X-Shop",
//!   "x-ms-apimTemplateParameter.value": "@connectionParameters('shop')",
//!   "x-ms-apimTemplateParameter.existsAction": "override",
//!   "x-ms-apimTemplate-policySection": "Request"
//! }
//! ```

use connector::{Policy, PropertiesFile};

use crate::choice::{listed, meant, offer};
use crate::policy_parameters::known;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "policy/value-invalid",
    summary: "A policy parameter has a value that it does not take",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Safe,
    microsoft: &[],
    check: Check::Policy(check),
};

/// Words of other gateways and languages, and what they are called here.
const SYNONYMS: [(&str, &str); 4] =
    [("replace", "override"), ("overwrite", "override"), ("inbound", "Request"), ("outbound", "Response")];

fn check(context: &mut Context<'_>, file: &PropertiesFile, policy: &Policy) {
    let Some((template, parameters)) = known(file, policy) else { return };
    for parameter in template.parameters.iter().filter(|parameter| !parameter.values.is_empty()) {
        let Some(node) = parameters.get(parameter.key) else { continue };
        let Some(value) = node.as_str() else { continue };
        if parameter.values.iter().any(|allowed| allowed.value == value) {
            continue;
        }
        let allowed: Vec<&'static str> = parameter.values.iter().map(|allowed| allowed.value).collect();
        let meant = meant(&value, &allowed, &SYNONYMS).filter(|word| allowed.contains(word));
        // Another expression may yield one of the words.
        if value.starts_with('@') && meant.is_none() {
            continue;
        }
        let key = parameter.key;
        let message = format!("'{value}' is no value of '{key}'. Write {}.", listed(&allowed));
        let finding = context.on_value(node, message);
        if let Some(word) = meant {
            offer(finding, file.document.role(), node, word);
        }
    }
}
