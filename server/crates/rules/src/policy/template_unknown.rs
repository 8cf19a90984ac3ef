//! A policy is chosen by its `templateId`; for an id that no template has, the platform has nothing to run. Everyone can
//! use [the published templates](https://learn.microsoft.com/en-us/connectors/custom-connectors/policy-templates). Some
//! connectors of Microsoft and its partners have others that are not published: those are reported as a warning.
//!
//! ## Bad
//!
//! ```json apiProperties.json /properties/policyTemplateInstances/0/templateId
//! "setheaders"
//! ```
//!
//! ## Good
//!
//! ```json apiProperties.json /properties/policyTemplateInstances/0/templateId
//! "setheader"
//! ```

use connector::{Policy, PropertiesFile};
use syntax::edit::quote;
use vocabulary::{POLICY_TEMPLATES, Standing};

use crate::fix::{Change, Fix};
use crate::near::nearest;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "policy/template-unknown",
    summary: "A policy names a template that is not published",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Policy(check),
};

fn check(context: &mut Context<'_>, file: &PropertiesFile, policy: &Policy) {
    let Some(node) = policy.template_id.map(|id| file.node(id)) else { return };
    let Some(id) = node.as_str() else { return };
    if let Some(template) = policy.template {
        if template.standing == Standing::Undocumented {
            let message = format!(
                "The policy template '{id}' is not published and may be refused. Use a published one if there is a choice."
            );
            context.on_value(node, message).at_most(Severity::Warning);
        }
        return;
    }
    let near = nearest(&id, POLICY_TEMPLATES.iter().map(|template| template.id));
    let advice = near.map_or_else(
        || "Choose one from the list of policy templates.".to_owned(),
        |near| format!("Did you mean '{near}'?"),
    );
    let role = file.document.role();
    let finding = context.on_value(node, format!("There is no policy template '{id}'. {advice}"));
    if let Some(near) = near {
        finding.fix(Fix::unsafe_(
            format!("Change to '{near}'"),
            role,
            Change::Replace(node.id(), quote(near)),
        ));
    }
}
