//! A call is matched with its operation by method and path, and a variable matches everything: `/items/{id}` and
//! `/items/{name}` cannot be told apart. They must differ in a part that is no variable
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>).
//!
//! Where the service really has one address for both, give one of the operations a path of its own and lead it back with
//! a `routerequesttoendpoint` policy.
//!
//! ## Bad
//!
//! ```json /paths/~1items~1{code}
//! {
//!   "get": {
//!     "summary": "Find item",
//!     "description": "Gets one item by its code.",
//!     "operationId": "FindItem",
//!     "parameters": [
//!       {
//!         "name": "code",
//!         "in": "path",
//!         "required": true,
//!         "type": "string",
//!         "x-ms-summary": "Code",
//!         "description": "The code of the item.",
//!         "x-ms-url-encoding": "single"
//!       }
//!     ],
//!     "responses": {
//!       "200": { "description": "The item.", "schema": { "$ref": "#/definitions/Item" } },
//!       "default": { "description": "Operation failed." }
//!     }
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1codes~1{code}
//! {
//!   "get": {
//!     "summary": "Find item",
//!     "description": "Gets one item by its code.",
//!     "operationId": "FindItem",
//!     "parameters": [
//!       {
//!         "name": "code",
//!         "in": "path",
//!         "required": true,
//!         "type": "string",
//!         "x-ms-summary": "Code",
//!         "description": "The code of the item.",
//!         "x-ms-url-encoding": "single"
//!       }
//!     ],
//!     "responses": {
//!       "200": { "description": "The item.", "schema": { "$ref": "#/definitions/Item" } },
//!       "default": { "description": "Operation failed." }
//!     }
//!   }
//! }
//! ```

use std::hash::{Hash, Hasher};

use connector::{FileRole, Method};
use syntax::Node;

use crate::folded::Folded;
use crate::repeats::repeats;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "path/duplicate-template",
    summary: "Two operations cannot be told apart by their paths",
    levels: Levels::all(Severity::Error),
    fix: FixKind::None,
    microsoft: &["DuplicateOperationPath"],
    check: Check::Connector(check),
};

fn check(context: &mut Context<'_>) {
    let Some(definition) = context.definition() else { return };
    let path = |at: usize| -> Option<&str> {
        let item = definition.path_item(&definition.operations[at]).node;
        Some(definition.node(item).key()?.raw_name())
    };
    let route = |at: usize| Some(Route { method: definition.operations[at].method, path: path(at)? });
    repeats(0..definition.operations.len(), route, |earlier, at| {
        let (Some(first), Some(second)) = (path(earlier), path(at)) else { return };
        // A path that differs in letter case only has a finding of its own, as has a repeated key.
        if Folded(first) == Folded(second) {
            return;
        }
        let node: Node<'_> = definition.node(definition.operations[at].node);
        let other: Node<'_> = definition.node(definition.operations[earlier].node);
        let method = definition.operations[at].method.name();
        let message = format!(
            "{method} '{second}' cannot be told from {method} '{first}', which differs in variables only. Change a \
             fixed part of one path."
        );
        context.on_key(node, message).related(
            FileRole::Definition,
            other.head_span(),
            "The other operation is here.",
        );
    });
}

/// A method and a path, equal to all that lead to the same operations: variable names and letter case do not count.
struct Route<'p> {
    method: Method,
    path: &'p str,
}

impl<'p> Route<'p> {
    /// The fixed parts of the path, one before each variable and one at the end.
    fn fixed(&self) -> impl Iterator<Item = Folded<'p>> + use<'p> {
        let mut rest = Some(self.path);
        std::iter::from_fn(move || {
            let text = rest?;
            let variable = text.find('{').and_then(|start| Some((start, start + text[start..].find('}')?)));
            let (end, next) = match variable {
                Some((start, end)) => (start, Some(&text[end + 1..])),
                None => (text.len(), None),
            };
            rest = next;
            Some(Folded(&text[..end]))
        })
    }
}

impl PartialEq for Route<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.method == other.method && self.fixed().eq(other.fixed())
    }
}

impl Eq for Route<'_> {}

impl Hash for Route<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.method.hash(state);
        for part in self.fixed() {
            part.hash(state);
            state.write_u8(b'}');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(one: &str, other: &str) -> bool {
        Route { method: Method::Get, path: one } == Route { method: Method::Get, path: other }
    }

    #[test]
    fn routes_are_equal_by_their_fixed_parts() {
        assert!(same("/a/{b}/c", "/A/{x}/c"));
        assert!(!same("/a/{b}", "/a/b"));
        assert!(!same("/a/{b}", "/a/{b}/c"));
        assert!(!same("/{a}{b}", "/{a}"));
        assert!(same("/a{b", "/A{B"));
        let put = Route { method: Method::Put, path: "/a" };
        assert!(put != Route { method: Method::Get, path: "/a" });
    }
}
