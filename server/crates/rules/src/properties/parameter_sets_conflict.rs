//! With `connectionParameterSets` makers choose one of several ways to sign in. It takes the place of
//! `connectionParameters`: with both, the connection form is not the same everywhere, and policies may name a parameter
//! that a connection does not have. The names of the sets tell them apart, and existing connections store them; two sets
//! of one name cannot be told apart.
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
    if let Some(single) = beside.filter(|single| single.members().next().is_some()) {
        let file = context.file_of(single);
        let message = "'connectionParameterSets' takes the place of 'connectionParameters'. Move what is still needed \
                       into the sets, and remove these.";
        context.on_key(single, message).related(file, sets.head_span(), "The sets are here.");
    }
    let Some(values) = sets.get("values") else { return };
    let named = values.items().filter_map(|set| set.get("name").filter(|name| name.is_string()));
    repeats(named, Node::as_str, |earlier, name| {
        let file = context.file_of(name);
        let text = name.as_str().unwrap_or_default();
        let message = format!("There is another set called '{text}'. Give this one a name of its own.");
        context.on_value(name, message).related(file, earlier.span(), "The other set is here.");
    });
}
