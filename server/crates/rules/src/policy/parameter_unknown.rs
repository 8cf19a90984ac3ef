//! Each policy template takes its own parameters, with full keys such as `x-ms-apimTemplateParameter.urlTemplate`. A key
//! that the template does not take does nothing, and the check of a submitted connector
//! [refuses it](https://github.com/microsoft/PowerPlatformConnectors/issues/2881).
//!
//! ## Bad
//!
//! ```json apiProperties.json /properties/policyTemplateInstances/0/parameters
//! {
//!   "x-ms-apimTemplateParameter.name": "X-Shop",
//!   "x-ms-apimTemplateParameter.valu": "@connectionParameters('shop')",
//!   "x-ms-apimTemplate-policySection": "Request"
//! }
//! ```
//!
//! ## Bad
//!
//! ```json apiProperties.json /properties/policyTemplateInstances/0/parameters
//! {
//!   "x-ms-apimTemplateParameter.name": "X-Shop",
//!   "value": "@connectionParameters('shop')",
//!   "x-ms-apimTemplate-policySection": "Request"
//! }
//! ```
//!
//! ## Bad
//!
//! ```json apiProperties.json /properties/policyTemplateInstances/0
//! {
//!   "templateId": "dynamichosturl",
//!   "title": "Use the shop's own host",
//!   "parameters": {
//!     "x-ms-apimTemplateParameter.urlTemplate": "https://@connectionParameters('shop').contoso.com",
//!     "x-ms-apimTemplate-policySection": "Request"
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json apiProperties.json /properties/policyTemplateInstances/0/parameters
//! {
//!   "x-ms-apimTemplateParameter.name": "X-Shop",
//!   "x-ms-apimTemplateParameter.value": "@connectionParameters('shop')",
//!   "x-ms-apimTemplate-policySection": "Request"
//! }
//! ```

use connector::{Policy, PropertiesFile};

use crate::fix::{Change, Fix};
use crate::near::hint;
use crate::policy_parameters::{known, meant};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "policy/parameter-unknown",
    summary: "A policy has a parameter that its template does not take",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Policy(check),
};

fn check(context: &mut Context<'_>, file: &PropertiesFile, policy: &Policy) {
    let Some((template, parameters)) = known(file, policy) else { return };
    let role = file.document.role();
    for member in parameters.members() {
        let key = member.name();
        if template.parameter(&key).is_some() {
            continue;
        }
        let near = meant(template, &key).filter(|near| parameters.get(near).is_none());
        let advice = if near.is_some() { hint(near) } else { " Remove it.".to_owned() };
        let message = format!("The template '{}' has no parameter '{key}'.{advice}", template.id);
        let finding = context.on_key(member, message);
        let fix = match near {
            Some(near) => Fix::unsafe_(
                format!("Rename to '{near}'"),
                role,
                Change::Rename(member.id(), near.to_owned()),
            ),
            None => Fix::unsafe_(format!("Remove '{key}'"), role, Change::Remove(member.id())),
        };
        finding.fix(fix);
    }
}
