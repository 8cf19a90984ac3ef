//! The platform finds a policy template in any letter case, and published connectors have several. The documented spelling
//! is the one that searches, comparisons and other tools expect.
//! ([The templates](https://learn.microsoft.com/en-us/connectors/custom-connectors/policy-templates))
//!
//! ## Bad
//!
//! ```json apiProperties.json /properties/policyTemplateInstances/0/templateId
//! "SetHeader"
//! ```
//!
//! ## Good
//!
//! ```json apiProperties.json /properties/policyTemplateInstances/0/templateId
//! "setheader"
//! ```

use connector::{Policy, PropertiesFile};
use syntax::edit::quote;

use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "policy/deprecated-spelling",
    summary: "The id of a policy template has other letter case than documented",
    levels: Levels::all(Severity::Hint),
    fix: FixKind::Safe,
    microsoft: &[],
    check: Check::Policy(check),
};

fn check(context: &mut Context<'_>, file: &PropertiesFile, policy: &Policy) {
    let (Some(template), Some(id)) = (policy.template, policy.template_id) else { return };
    let node = file.node(id);
    if node.as_str().is_none_or(|written| written == template.id) {
        return;
    }
    let documented = template.id;
    let change = Change::Replace(id, quote(documented));
    let fix = Fix::safe(format!("Change to '{documented}'"), file.document.role(), change);
    context.on_value(node, format!("The documented spelling of this template is '{documented}'.")).fix(fix);
}
