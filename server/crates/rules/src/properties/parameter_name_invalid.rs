//! The name of a connection parameter is made of ASCII letters, digits and underscores. Policies name it in expressions
//! such as `@connectionParameters('shop')`, and with other characters not every tool finds it again. The further inputs of
//! a sign-in are the exception: those of the sign-in `token` are called `token:TenantId` and the like.
//! ([Source](https://learn.microsoft.com/en-us/connectors/custom-connectors/connection-parameters))
//!
//! ## Bad
//!
//! ```json apiProperties.json /properties/connectionParameters
//! {
//!   "api_key": {
//!     "type": "securestring",
//!     "uiDefinition": {
//!       "displayName": "API key",
//!       "description": "The key of your shop.",
//!       "constraints": { "required": "true", "clearText": false }
//!     }
//!   },
//!   "shop-name": {
//!     "type": "string",
//!     "uiDefinition": {
//!       "displayName": "Shop",
//!       "description": "The name of your shop.",
//!       "constraints": { "required": "true" }
//!     }
//!   }
//! }
//! ```
//!
//! ```json apiProperties.json /properties/policyTemplateInstances/0/parameters/x-ms-apimTemplateParameter.value
//! "@connectionParameters('shop-name')"
//! ```
//!
//! ## Good
//!
//! ```json apiProperties.json /properties/connectionParameters
//! {
//!   "api_key": {
//!     "type": "securestring",
//!     "uiDefinition": {
//!       "displayName": "API key",
//!       "description": "The key of your shop.",
//!       "constraints": { "required": "true", "clearText": false }
//!     }
//!   },
//!   "shop": {
//!     "type": "string",
//!     "uiDefinition": {
//!       "displayName": "Shop",
//!       "description": "The name of your shop.",
//!       "constraints": { "required": "true" }
//!     }
//!   }
//! }
//! ```
//!
//! ## Fix
//!
//! Writes underscores, here and wherever the properties name the parameter: in the expressions of policies, in the
//! conditions of other fields, and in the settings of a gateway. Connections that exist already have the old name.

use connector::Document;
use syntax::edit::quote;
use syntax::{Node, TextEdit};
use vocabulary::Place;

use crate::fix::{Change, Fix, Step};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "properties/parameter-name-invalid",
    summary: "The name of a connection parameter has other characters than letters, digits and underscores",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Places(&[Place::ConnectionParameter], check),
};

fn check(context: &mut Context<'_>, parameter: Node<'_>, _: Place) {
    let name = parameter.name();
    if is_name(&name) || name.split_once(':').is_some_and(|(sign_in, own)| is_name(sign_in) && is_name(own)) {
        return;
    }
    let better: String =
        name.chars().map(|character| if is_allowed(character) { character } else { '_' }).collect();
    let is_free = context.connector().connection_parameters().all(|other| other.name.as_ref() != better);
    let is_good = is_free && better.contains(|character| character != '_');
    let advice = if is_good { format!("Call it '{better}'.") } else { "Give it another name.".to_owned() };
    let message =
        format!("'{name}' has characters that are no letters, digits or underscores of ASCII. {advice}");
    let renaming = is_good.then(|| renaming(context, parameter, &name, &better));
    let finding = context.on_key(parameter, message);
    if let Some(fix) = renaming {
        finding.fix(fix);
    }
}

fn is_allowed(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '_'
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(is_allowed)
}

/// The new name here, in other parameter sets, and wherever the properties use the old one.
fn renaming(context: &Context<'_>, parameter: Node<'_>, name: &str, better: &str) -> Fix {
    let own = Change::Rename(parameter.id(), better.to_owned());
    let mut fix = Fix::unsafe_(format!("Rename to '{better}'"), context.file_of(parameter), own);
    for file in context.connector().properties_files() {
        let document = &file.document;
        let role = document.role();
        let mut step = |change: Change| fix.steps.push(Step { file: role, change });
        for other in file.connection_parameters.iter().filter(|other| other.name.as_ref() == name) {
            let is_itself = other.node == parameter.id() && std::ptr::eq(parameter.tree(), document.tree());
            if !is_itself {
                step(Change::Rename(other.node, better.to_owned()));
            }
        }
        for used in file.connection_parameter_uses.iter().filter(|used| used.name.as_ref() == name) {
            step(Change::Text(TextEdit::new(used.span, better)));
        }
        for change in mentions(document, name, better) {
            step(change);
        }
    }
    fix
}

/// What makes the new name of the old one in the conditions of fields and sign-ins, and in the settings of gateways.
fn mentions(document: &Document, name: &str, better: &str) -> Vec<Change> {
    let mut changes = Vec::new();
    let conditions = document.at_place(Place::Dependency).filter(|condition| condition.name() == name);
    changes.extend(conditions.map(|condition| Change::Rename(condition.id(), better.to_owned())));
    let inputs = document.at_place(Place::OAuthCondition).filter_map(|condition| condition.get("parameter"));
    let details = document.at_place(Place::GatewayConnectionDetails).flat_map(Node::items);
    let texts = inputs.chain(details).filter(|text| text.as_str().is_some_and(|text| text == name));
    changes.extend(texts.map(|text| Change::Replace(text.id(), quote(better))));
    changes
}
