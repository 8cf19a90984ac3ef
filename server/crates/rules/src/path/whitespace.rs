//! A path with a blank in it is no valid part of an address. Inside of a variable the blank belongs to its name; tools
//! that generate code from the connector stumble over such names.
//!
//! ## Fix
//!
//! The variable and the parameters that fill it get a name without the blank. Flows store the names of parameters:
//! once the connector is published, keep the old name, or start a new revision of the operation.
//!
//! ## Bad
//!
//! ```json /paths/~1orders~1{Order<SP>Id}/get
//! {
//!   "summary": "Get order",
//!   "description": "Gets one order by its number.",
//!   "operationId": "GetOrder",
//!   "parameters": [
//!     {
//!       "name": "Order Id",
//!       "in": "path",
//!       "required": true,
//!       "type": "string",
//!       "x-ms-summary": "Order",
//!       "description": "The order to get.",
//!       "x-ms-url-encoding": "single"
//!     }
//!   ],
//!   "responses": {
//!     "200": { "description": "The order.", "schema": { "$ref": "#/definitions/Item" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```
//!
//! ## Bad
//!
//! ```json /paths/~1orders<SP>/get
//! {
//!   "summary": "List orders",
//!   "description": "Gets all orders of the shop.",
//!   "operationId": "ListOrders",
//!   "responses": {
//!     "200": { "description": "The orders.", "schema": { "$ref": "#/definitions/ItemList" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1orders~1{orderId}/get
//! {
//!   "summary": "Get order",
//!   "description": "Gets one order by its number.",
//!   "operationId": "GetOrder",
//!   "parameters": [
//!     {
//!       "name": "orderId",
//!       "in": "path",
//!       "required": true,
//!       "type": "string",
//!       "x-ms-summary": "Order",
//!       "description": "The order to get.",
//!       "x-ms-url-encoding": "single"
//!     }
//!   ],
//!   "responses": {
//!     "200": { "description": "The order.", "schema": { "$ref": "#/definitions/Item" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```

use connector::{Definition, Location, PathItem};

use crate::fix::{Change, Fix, Safety};
use crate::paths::{mistake, node, offer_rename, span};
use crate::rename::NewName;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};
use connector::template::variables;

pub static RULE: Rule = Rule {
    code: "path/whitespace",
    summary: "A path has a blank in it",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::PathItem(check),
};

fn check(context: &mut Context<'_>, path_item: &PathItem) {
    let Some(node) = node(context, path_item) else { return };
    let path = node.name();
    let Some(at) = path.find(char::is_whitespace) else { return };
    // Of a malformed path nobody knows what its variables are; that has a finding of its own.
    if mistake(&path).is_some() {
        return;
    }
    let Some(definition) = context.definition() else { return };
    let end = at + path[at..].chars().next().map_or(0, char::len_utf8);
    let around = variables(&path).find(|found| (found.start..found.start + found.name.len()).contains(&at));
    if let Some(variable) = around {
        let (start, name) = (variable.start, variable.name);
        let message = format!("The path variable '{name}' has a blank in its name. Choose one without.");
        let names = new_names(definition, path_item, &path);
        let finding = context.on(node, span(node, start, start + name.len()), message);
        if let Some(names) = names {
            let list: Vec<&str> = names.iter().map(|name| name.new.as_str()).collect();
            let title = format!("Rename to '{}' (breaking for flows that use it)", list.join("' and '"));
            let change = Change::RenameVariables { path_item: node.id(), names };
            finding.fix(Fix::unsafe_(title, finding.file, change));
        }
        return;
    }
    let message = "The path has a blank in it. Remove it, or write '%20' for a blank of the path.";
    let trimmed = path.trim();
    let finding = context.on(node, span(node, at, end), message);
    if !trimmed.contains(char::is_whitespace) {
        offer_rename(finding, node, trimmed, Safety::Unsafe);
    }
}

/// A name without blanks for every variable that has some. `None` if that would not cure the path, or if such a name
/// is taken, or if a shared parameter would have to change for all of its users.
fn new_names(definition: &Definition, path_item: &PathItem, path: &str) -> Option<Vec<NewName>> {
    let mut names: Vec<NewName> = Vec::new();
    for variable in variables(path).filter(|found| found.name.contains(char::is_whitespace)) {
        let new = without_blanks(variable.name);
        if new.is_empty() || names.iter().any(|name| name.new == new) {
            return None;
        }
        names.push(NewName { old: variable.name.to_owned(), new });
    }
    let inside: usize = names.iter().map(|name| blanks(&name.old)).sum();
    let is_free = |operation| {
        definition.parameters(operation).iter().all(|parameter| {
            let Some(name) = parameter.name.as_deref() else { return true };
            let is_taken = names.iter().any(|renamed| renamed.new == name);
            let is_shared = parameter.location == Some(Location::Path)
                && parameter.usage != parameter.node
                && names.iter().any(|renamed| renamed.old == name);
            !is_taken && !is_shared
        })
    };
    let is_cured = inside == blanks(path);
    let are_free = definition.operations[path_item.operations.clone()].iter().all(is_free);
    (is_cured && are_free).then_some(names)
}

fn blanks(text: &str) -> usize {
    text.chars().filter(|character| character.is_whitespace()).count()
}

/// `Order Id` as `OrderId`: every word after the first begins with a capital.
fn without_blanks(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        let mut characters = word.chars();
        match characters.next() {
            Some(first) if !out.is_empty() => out.extend(first.to_uppercase()),
            first => out.extend(first),
        }
        out.push_str(characters.as_str());
    }
    out
}
