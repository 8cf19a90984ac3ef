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
//! conditions of other fields, and in the settings of a gateway. Connections that exist already have the old name. Of
//! parameters in several sets with the same name the first one has the fix, which renames all.

use connector::{FileRole, PropertiesFile};
use rustc_hash::{FxHashMap, FxHashSet};
use syntax::edit::quote;
use syntax::{Node, Span, TextEdit};
use vocabulary::Place;

use crate::fix::{Change, Fix, Safety, Step};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "properties/parameter-name-invalid",
    summary: "The name of a connection parameter has other characters than letters, digits and underscores",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Connector(check),
};

/// What becomes of a name. Parameter sets can have the same name many times; all are renamed at once, at the first.
struct Renaming {
    better: Option<String>,
    steps: Vec<Step>,
    first: Option<(FileRole, Span)>,
}

fn check(context: &mut Context<'_>) {
    let connector = context.connector();
    if connector.connection_parameters().all(|parameter| is_valid(&parameter.name)) {
        return;
    }
    let names: FxHashSet<&str> =
        connector.connection_parameters().map(|parameter| parameter.name.as_ref()).collect();
    let invalid = names.iter().filter(|name| !is_valid(name));
    let mut renamings: FxHashMap<&str, Renaming> = invalid
        .map(|name| (*name, Renaming { better: better(name, &names), steps: Vec::new(), first: None }))
        .collect();
    for file in connector.properties_files() {
        add_steps(file, &mut renamings);
    }
    for file in connector.properties_files() {
        for parameter in &file.connection_parameters {
            if let Some(renaming) = renamings.get_mut(parameter.name.as_ref()) {
                report(context, file.node(parameter.node), &parameter.name, renaming);
            }
        }
    }
}

fn report(context: &mut Context<'_>, parameter: Node<'_>, name: &str, renaming: &mut Renaming) {
    let advice = match &renaming.better {
        Some(better) => format!("Call it '{better}'."),
        None => "Give it another name.".to_owned(),
    };
    let message =
        format!("'{name}' has characters that are no letters, digits or underscores of ASCII. {advice}");
    let finding = context.on_key(parameter, message);
    if let Some((file, span)) = renaming.first {
        finding.related(file, span, "The first parameter of this name is here.");
        return;
    }
    renaming.first = Some((finding.file, finding.span));
    if let Some(better) = &renaming.better {
        let title = format!("Rename to '{better}'");
        finding.fix(Fix { title, safety: Safety::Unsafe, steps: std::mem::take(&mut renaming.steps) });
    }
}

/// Whether a name has no other characters, or is one for something that a sign-in asks for: `token:TenantId`.
fn is_valid(name: &str) -> bool {
    is_name(name) || name.split_once(':').is_some_and(|(sign_in, own)| is_name(sign_in) && is_name(own))
}

/// The name with underscores, if it is free and says something.
fn better(name: &str, taken: &FxHashSet<&str>) -> Option<String> {
    let better: String =
        name.chars().map(|character| if is_allowed(character) { character } else { '_' }).collect();
    (!taken.contains(better.as_str()) && better.contains(|character| character != '_')).then_some(better)
}

fn is_allowed(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '_'
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(is_allowed)
}

/// Adds the new names of the parameters in this file, and of what names them: the expressions of policies, the conditions of
/// fields and sign-ins, and the settings of gateways.
fn add_steps(file: &PropertiesFile, renamings: &mut FxHashMap<&str, Renaming>) {
    let document = &file.document;
    let mut step = |name: &str, change: &dyn Fn(&str) -> Change| {
        if let Some(Renaming { better: Some(better), steps, .. }) = renamings.get_mut(name) {
            steps.push(Step { file: document.role(), change: change(better) });
        }
    };
    for parameter in &file.connection_parameters {
        step(&parameter.name, &|better| Change::Rename(parameter.node, better.to_owned()));
    }
    for used in &file.connection_parameter_uses {
        step(&used.name, &|better| Change::Text(TextEdit::new(used.span, better)));
    }
    for condition in document.at_place(Place::Dependency) {
        step(&condition.name(), &|better| Change::Rename(condition.id(), better.to_owned()));
    }
    let inputs = document.at_place(Place::OAuthCondition).filter_map(|condition| condition.get("parameter"));
    let details = document.at_place(Place::GatewayConnectionDetails).flat_map(Node::items);
    for text in inputs.chain(details) {
        if let Some(name) = text.as_str() {
            step(&name, &|better| Change::Replace(text.id(), quote(better)));
        }
    }
}
