//! With `connectionParameterSets` makers choose one of several ways to sign in. It takes the place of
//! `connectionParameters`: with both, the connection form is not the same everywhere, and policies may name a parameter
//! that a connection does not have. Published connectors repeat the parameters of one set there, which is no finding; it
//! is one when no set has all of them with the same type. The names of the sets tell them apart, and existing connections
//! store them; two sets of one name cannot be told apart.
//! ([Source](https://learn.microsoft.com/en-us/connectors/custom-connectors/multi-auth))
//!
//! ## Bad
//!
//! ```json apiProperties.json /properties/connectionParameterSets
//! {
//!   "uiDefinition": { "displayName": "Sign-in", "description": "How you sign in." },
//!   "values": [
//!     {
//!       "name": "key",
//!       "uiDefinition": { "displayName": "Key", "description": "With a key." },
//!       "parameters": {
//!         "api_key": {
//!           "type": "securestring",
//!           "uiDefinition": {
//!             "displayName": "API key",
//!             "description": "The key of your shop.",
//!             "constraints": { "required": "true", "clearText": false }
//!           }
//!         }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Bad
//!
//! ```json apiProperties.json /properties
//! {
//!   "iconBrandColor": "#da3b01",
//!   "connectionParameterSets": {
//!     "uiDefinition": { "displayName": "Sign-in", "description": "How you sign in." },
//!     "values": [
//!       {
//!         "name": "key",
//!         "uiDefinition": { "displayName": "Key", "description": "With a key." },
//!         "parameters": {
//!           "api_key": {
//!             "type": "securestring",
//!             "uiDefinition": { "displayName": "API key", "description": "The key of your shop." }
//!           }
//!         }
//!       },
//!       {
//!         "name": "key",
//!         "uiDefinition": { "displayName": "Password", "description": "With a password." },
//!         "parameters": {
//!           "password": {
//!             "type": "securestring",
//!             "uiDefinition": { "displayName": "Password", "description": "Your password." }
//!           }
//!         }
//!       }
//!     ]
//!   },
//!   "capabilities": [],
//!   "scriptOperations": ["GetItem"],
//!   "publisher": "Contoso",
//!   "stackOwner": "Contoso"
//! }
//! ```
//!
//! ## Good
//!
//! ```json apiProperties.json /properties
//! {
//!   "iconBrandColor": "#da3b01",
//!   "connectionParameterSets": {
//!     "uiDefinition": { "displayName": "Sign-in", "description": "How you sign in." },
//!     "values": [
//!       {
//!         "name": "key",
//!         "uiDefinition": { "displayName": "Key", "description": "With a key." },
//!         "parameters": {
//!           "api_key": {
//!             "type": "securestring",
//!             "uiDefinition": { "displayName": "API key", "description": "The key of your shop." }
//!           }
//!         }
//!       }
//!     ]
//!   },
//!   "capabilities": [],
//!   "scriptOperations": ["GetItem"],
//!   "publisher": "Contoso",
//!   "stackOwner": "Contoso"
//! }
//! ```
//!
//! ## Good
//!
//! ```json apiProperties.json /properties/connectionParameterSets
//! {
//!   "uiDefinition": { "displayName": "Sign-in", "description": "How you sign in." },
//!   "values": [
//!     {
//!       "name": "key",
//!       "uiDefinition": { "displayName": "Key", "description": "With a key." },
//!       "parameters": {
//!         "api_key": {
//!           "type": "securestring",
//!           "uiDefinition": {
//!             "displayName": "API key",
//!             "description": "The key of your shop.",
//!             "constraints": { "required": "true", "clearText": false }
//!           }
//!         },
//!         "shop": {
//!           "type": "string",
//!           "uiDefinition": {
//!             "displayName": "Shop",
//!             "description": "The name of your shop.",
//!             "constraints": { "required": "true" }
//!           }
//!         }
//!       }
//!     }
//!   ]
//! }
//! ```

use std::borrow::Cow;

use rustc_hash::FxHashMap;
use syntax::Node;
use vocabulary::Place;

use crate::repeats::repeats;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "properties/parameter-sets-conflict",
    summary: "Sets of connection parameters stand beside single ones, or have the same name",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::None,
    microsoft: &[],
    check: Check::Places(&[Place::ConnectionParameterSets], check),
};

fn check(context: &mut Context<'_>, sets: Node<'_>, _: Place) {
    let beside = sets.parent().and_then(|properties| properties.get("connectionParameters"));
    let values = sets.get("values");
    let is_repeated = |single: Node<'_>| {
        let mut sets = values.into_iter().flat_map(Node::items).filter_map(|set| set.get("parameters"));
        sets.any(|set| has_all(set, single))
    };
    if let Some(single) = beside.filter(|single| single.members().next().is_some() && !is_repeated(*single)) {
        let file = context.file_of(single);
        let message = "'connectionParameterSets' takes the place of 'connectionParameters', and no set has all of \
                       these. Put each of them into a set as well.";
        // The platform takes both, and nothing is lost where makers see the sets.
        let finding = context.on_key(single, message).at_most(Severity::Info);
        finding.related(file, sets.head_span(), "The sets are here.");
    }
    let Some(values) = values else { return };
    let named = values.items().filter_map(|set| set.get("name").filter(|name| name.is_string()));
    repeats(named, Node::as_str, |earlier, name| {
        let file = context.file_of(name);
        let text = name.as_str().unwrap_or_default();
        let message = format!("There is another set called '{text}'. Give this one a name of its own.");
        context.on_value(name, message).related(file, earlier.span(), "The other set is here.");
    });
}

/// Whether a set has every one of the single parameters, by name and type.
fn has_all(set: Node<'_>, single: Node<'_>) -> bool {
    let kind = |parameter: Node<'_>| parameter.get("type").and_then(Node::as_str).map(Cow::into_owned);
    let in_set: FxHashMap<_, _> =
        set.members().map(|parameter| (parameter.name(), kind(parameter))).collect();
    single.members().all(|parameter| in_set.get(&parameter.name()) == Some(&kind(parameter)))
}
