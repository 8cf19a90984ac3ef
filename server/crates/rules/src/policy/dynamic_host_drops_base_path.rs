//! The address of a `dynamichosturl` policy takes the place of host *and* base path: for `https://shop.contoso.com`, the
//! path `/items` and the base path `/api/v1`, the platform calls `https://shop.contoso.com/items`. If the service expects
//! the base path, it must stand in the address of the policy.
//! ([Someone who found out](https://github.com/MicrosoftDocs/BusinessApplicationPlatform-Connectors-public/issues/294))
//!
//! An address with a path of its own is taken as meant that way.
//!
//! ## Bad
//!
//! ```json /basePath
//! "/api/v1"
//! ```
//!
//! ```json apiProperties.json /properties/policyTemplateInstances/0
//! {
//!   "templateId": "dynamichosturl",
//!   "title": "Call the shop",
//!   "parameters": { "x-ms-apimTemplateParameter.urlTemplate": "https://@connectionParameters('shop').contoso.com" }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /basePath
//! "/api/v1"
//! ```
//!
//! ```json apiProperties.json /properties/policyTemplateInstances/0
//! {
//!   "templateId": "dynamichosturl",
//!   "title": "Call the shop",
//!   "parameters": { "x-ms-apimTemplateParameter.urlTemplate": "https://@connectionParameters('shop').contoso.com/api/v1" }
//! }
//! ```
//!
//! ## Fix
//!
//! Writes the base path behind the address. Not offered where an expression supplies the whole address, which may have
//! a path already.

use connector::{Policy, PropertiesFile};
use syntax::edit::quote;

use crate::fix::{Change, Fix};
use crate::policy_parameters::known;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "policy/dynamic-host-drops-base-path",
    summary: "A policy replaces the base path together with the host",
    levels: Levels::all(Severity::Info),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Policy(check),
};

const URL_TEMPLATE: &str = "x-ms-apimTemplateParameter.urlTemplate";

fn check(context: &mut Context<'_>, file: &PropertiesFile, policy: &Policy) {
    let Some((template, parameters)) = known(file, policy) else { return };
    let Some(definition) = context.definition().filter(|_| template.id == "dynamichosturl") else { return };
    let Some(base_node) = definition.document.root().get("basePath") else { return };
    let Some(base) = base_node.as_str() else { return };
    let base = base.trim().trim_matches('/');
    let Some(node) = parameters.get(URL_TEMPLATE) else { return };
    let Some(address) = node.as_str().filter(|address| !address.trim().is_empty()) else { return };
    if base.is_empty() || has_path(&address) {
        return;
    }
    let is_expression = address.trim_start().starts_with('@');
    let message = if is_expression {
        format!(
            "This address replaces the base path '/{base}' too. If calls need it, makers must enter it with the address."
        )
    } else {
        format!(
            "This address replaces the base path '/{base}' too. If calls need it, write it behind the address."
        )
    };
    let role = file.document.role();
    let definition_role = definition.document.role();
    let value = quote(&format!("{}/{base}", address.trim().trim_end_matches('/')));
    let finding = context.on_value(node, message);
    finding.related(definition_role, base_node.span(), "The base path is here.");
    if !is_expression {
        finding.fix(Fix::unsafe_(
            format!("Add '/{base}' to the address"),
            role,
            Change::Replace(node.id(), value),
        ));
    }
}

/// Whether something stands behind the host. Slashes in the arguments of expressions do not count.
fn has_path(address: &str) -> bool {
    let rest = address
        .split_once("://")
        .filter(|(scheme, _)| !scheme.contains('@'))
        .map_or(address, |(_, rest)| rest);
    let mut is_quoted = false;
    let mut depth = 0_u32;
    for (at, byte) in rest.bytes().enumerate() {
        match byte {
            b'\'' => is_quoted = !is_quoted,
            _ if is_quoted => {}
            b'(' | b'{' => depth += 1,
            b')' | b'}' => depth = depth.saturating_sub(1),
            b'/' if depth == 0 => return !rest[at..].trim().trim_matches('/').is_empty(),
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_told_from_hosts_and_arguments() {
        for address in [
            "https://@connectionParameters('host')/api",
            "https://a.example/@{queryParameters('x')}",
            "@connectionParameters('host', 'https://a.example')/api/",
        ] {
            assert!(has_path(address), "{address}");
        }
        for address in [
            "https://a.example",
            "https://a.example/",
            "@connectionParameters('host','https://a.example/x')",
            "https://@{concat('a', '/b')}.example",
            "",
        ] {
            assert!(!has_path(address), "{address}");
        }
    }
}
