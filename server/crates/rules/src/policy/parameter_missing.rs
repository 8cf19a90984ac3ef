//! Every policy template has parameters that it cannot do without: the name of a header, the new path, the section in
//! which it runs. A policy that lacks one cannot do its work.
//! ([The templates and their
//! parameters](https://learn.microsoft.com/en-us/connectors/custom-connectors/policy-templates))
//!
//! ## Bad
//!
//! ```json apiProperties.json /properties/policyTemplateInstances/0/parameters
//! {
//!   "x-ms-apimTemplateParameter.name": "X-Shop",
//!   "x-ms-apimTemplateParameter.value": "@connectionParameters('shop')",
//!   "x-ms-apimTemplateParameter.existsAction": "override"
//! }
//! ```
//!
//! ## Bad
//!
//! ```json apiProperties.json /properties/policyTemplateInstances/0
//! {
//!   "templateId": "dynamichosturl",
//!   "title": "Use the shop's own host",
//!   "parameters": {}
//! }
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
//!
//! ## Fix
//!
//! Adds a parameter that has a fixed set of values, with the first of them.

use connector::{Policy, PropertiesFile};
use syntax::Node;
use syntax::edit::quote;
use vocabulary::{PolicyParameter, PolicyTemplate};

use crate::fix::{Change, Fix};
use crate::policy_parameters::{known, meant};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "policy/parameter-missing",
    summary: "A policy lacks a parameter that its template requires",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Policy(check),
};

fn check(context: &mut Context<'_>, file: &PropertiesFile, policy: &Policy) {
    let Some((template, parameters)) = known(file, policy) else {
        without_parameters(context, file, policy);
        return;
    };
    for parameter in template.parameters.iter().filter(|parameter| parameter.required) {
        if parameters.get(parameter.key).is_some() || is_misspelt(template, parameters, parameter) {
            continue;
        }
        let finding = context.on_key(parameters, message(template, parameter));
        if let Some(value) = parameter.values.first() {
            let change = Change::Insert {
                object: parameters.id(),
                name: parameter.key.to_owned(),
                value: quote(value.value),
                after: None,
            };
            let title = format!("Add '{}' with '{}'", parameter.key, value.value);
            finding.fix(Fix::unsafe_(title, file.document.role(), change));
        }
    }
}

/// A policy that has no `parameters` object lacks the first one that is required, and all others too.
fn without_parameters(context: &mut Context<'_>, file: &PropertiesFile, policy: &Policy) {
    let node = file.node(policy.node);
    let Some(template) = policy.template.filter(|_| node.get("parameters").is_none()) else { return };
    if let Some(first) = template.parameters.iter().find(|parameter| parameter.required) {
        context.on_key(node, message(template, first));
    }
}

/// Whether an unknown key stands for this parameter: that key is reported instead.
fn is_misspelt(template: &PolicyTemplate, parameters: Node<'_>, parameter: &PolicyParameter) -> bool {
    parameters.members().any(|member| {
        let key = member.name();
        template.parameter(&key).is_none() && meant(template, &key) == Some(parameter.key)
    })
}

fn message(template: &PolicyTemplate, parameter: &PolicyParameter) -> String {
    format!("The template '{}' requires '{}'. Add it under 'parameters'.", template.id, parameter.key)
}
