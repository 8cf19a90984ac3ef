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
    let Some(definition) = context.definition().filter(|definition| !definition.is_cut_off()) else { return };
    for requirement in node.members() {
        let name = requirement.name();
        if definition.security_schemes.contains_key(name.as_ref()) {
            continue;
        }
        let declared = definition.document.root().get("securityDefinitions");
        let names: Vec<_> = declared.into_iter().flat_map(Node::members).map(Node::name).collect();
        let near = nearest(&name, names.iter().map(AsRef::as_ref));
        let is_alone = node.members().nth(1).is_none();
        let only = names.first().filter(|_| names.len() == 1 && is_alone).map(AsRef::as_ref);
        let advice = match (near, only) {
            (Some(near), _) => format!("Did you mean '{near}'?"),
            (None, Some(only)) => format!("The only one is '{only}'."),
            (None, None) => "Define it under 'securityDefinitions', or remove it here.".to_owned(),
        };
        let meant = near.or(only).filter(|meant| node.get(meant).is_none());
        let file = context.file_of(requirement);
        let finding =
            context.on_key(requirement, format!("There is no security definition '{name}'. {advice}"));
        if let Some(meant) = meant {
            let change = Change::Rename(requirement.id(), meant.to_owned());
            finding.fix(Fix::unsafe_(format!("Change to '{meant}'"), file, change));
        }
    }
}
