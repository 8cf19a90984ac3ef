//! `security` names the security definitions that a call needs. A name that `securityDefinitions` does not have says
//! nothing, and [certification refuses the file](https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules).
//!
//! ## Bad
//!
//! ```json /paths/~1items/get/security
//! [{ "api-key": [] }]
//! ```
//!
//! ## Bad
//!
//! ```json /paths/~1items/get/security
//! [{ "oauth2_code": [] }]
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items/get/security
//! [{ "api_key": [] }]
//! ```

use syntax::Node;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::near::nearest;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "security/requirement-undefined",
    summary: "A security requirement names a security definition that does not exist",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &["SecurityRequirementMustBeDefined"],
    check: Check::Places(&[Place::SecurityRequirement], check),
};

fn check(context: &mut Context<'_>, node: Node<'_>, _: Place) {
    let Some(definition) = context.definition() else { return };
    let schemes = &definition.security_schemes;
    for requirement in node.members() {
        let name = requirement.name();
        if schemes.contains_key(name.as_ref()) {
            continue;
        }
        let names = || schemes.keys().map(AsRef::as_ref);
        let only = || names().next().filter(|_| schemes.len() == 1);
        let meant = nearest(&name, names()).or_else(only).filter(|meant| node.get(meant).is_none());
        let file = context.file_of(requirement);
        let advice = match meant {
            Some(meant) => format!("Did you mean '{meant}'?"),
            None => "Define it under 'securityDefinitions', or remove it here.".to_owned(),
        };
        let finding =
            context.on_key(requirement, format!("There is no security definition '{name}'. {advice}"));
        if let Some(meant) = meant {
            let change = Change::Rename(requirement.id(), meant.to_owned());
            finding.fix(Fix::unsafe_(format!("Change to '{meant}'"), file, change));
        }
    }
}
