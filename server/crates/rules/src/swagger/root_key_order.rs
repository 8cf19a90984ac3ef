//! Microsoft's [coding
//! standards](https://learn.microsoft.com/en-us/connectors/custom-connectors/coding-standards) give the parts of a
//! definition an order, so that readers find them: version, info, host and protocols, MIME types, paths, definitions,
//! parameters. Other members may stand anywhere. The order means nothing to the platform.
//!
//! ## Bad
//!
//! ```json apiDefinition.swagger.json
//! {
//!   "swagger": "2.0",
//!   "info": {
//!     "title": "Contoso Orders",
//!     "description": "Read and change the orders of a Contoso shop from flows and apps.",
//!     "version": "1.0",
//!     "contact": {
//!       "name": "Contoso Support",
//!       "url": "https://www.contoso.com/support",
//!       "email": "support@contoso.com"
//!     }
//!   },
//!   "paths": {
//!     "/items/{id}": {
//!       "get": {
//!         "summary": "Get item",
//!         "description": "Gets one item by its key.",
//!         "operationId": "GetItem",
//!         "parameters": [{ "$ref": "#/parameters/ItemKey" }],
//!         "responses": {
//!           "200": {
//!             "description": "The item.",
//!             "schema": { "$ref": "#/definitions/Item" }
//!           },
//!           "default": { "description": "Operation failed." }
//!         }
//!       }
//!     }
//!   },
//!   "securityDefinitions": {
//!     "api_key": { "type": "apiKey", "in": "header", "name": "X-API-Key" }
//!   },
//!   "security": [{ "api_key": [] }],
//!   "x-ms-connector-metadata": [
//!     { "propertyName": "Website", "propertyValue": "https://www.contoso.com" },
//!     { "propertyName": "Privacy policy", "propertyValue": "https://www.contoso.com/privacy" },
//!     { "propertyName": "Categories", "propertyValue": "Commerce" }
//!   ],
//!   "host": "api.contoso.com",
//!   "basePath": "/",
//!   "schemes": ["https"],
//!   "parameters": {
//!     "ItemKey": {
//!       "name": "id",
//!       "in": "path",
//!       "required": true,
//!       "type": "string",
//!       "x-ms-summary": "Item ID",
//!       "description": "The item to use.",
//!       "x-ms-url-encoding": "single"
//!     }
//!   },
//!   "definitions": {
//!     "Item": {
//!       "type": "object",
//!       "properties": {
//!         "id": {
//!           "type": "string",
//!           "x-ms-summary": "Item ID",
//!           "description": "The key of the item."
//!         }
//!       }
//!     }
//!   },
//!   "consumes": ["application/json"],
//!   "produces": ["application/json"]
//! }
//! ```
//!
//! ```json apiProperties.json /properties/policyTemplateInstances/0/parameters/x-ms-apimTemplate-operationName
//! ["GetItem"]
//! ```
//!
//! ## Good
//!
//! ```json apiDefinition.swagger.json
//! {
//!   "swagger": "2.0",
//!   "info": {
//!     "title": "Contoso Orders",
//!     "description": "Read and change the orders of a Contoso shop from flows and apps.",
//!     "version": "1.0",
//!     "contact": {
//!       "name": "Contoso Support",
//!       "url": "https://www.contoso.com/support",
//!       "email": "support@contoso.com"
//!     }
//!   },
//!   "host": "api.contoso.com",
//!   "basePath": "/",
//!   "schemes": ["https"],
//!   "consumes": ["application/json"],
//!   "produces": ["application/json"],
//!   "paths": {
//!     "/items/{id}": {
//!       "get": {
//!         "summary": "Get item",
//!         "description": "Gets one item by its key.",
//!         "operationId": "GetItem",
//!         "parameters": [{ "$ref": "#/parameters/ItemKey" }],
//!         "responses": {
//!           "200": {
//!             "description": "The item.",
//!             "schema": { "$ref": "#/definitions/Item" }
//!           },
//!           "default": { "description": "Operation failed." }
//!         }
//!       }
//!     }
//!   },
//!   "definitions": {
//!     "Item": {
//!       "type": "object",
//!       "properties": {
//!         "id": {
//!           "type": "string",
//!           "x-ms-summary": "Item ID",
//!           "description": "The key of the item."
//!         }
//!       }
//!     }
//!   },
//!   "parameters": {
//!     "ItemKey": {
//!       "name": "id",
//!       "in": "path",
//!       "required": true,
//!       "type": "string",
//!       "x-ms-summary": "Item ID",
//!       "description": "The item to use.",
//!       "x-ms-url-encoding": "single"
//!     }
//!   },
//!   "securityDefinitions": {
//!     "api_key": { "type": "apiKey", "in": "header", "name": "X-API-Key" }
//!   },
//!   "security": [{ "api_key": [] }],
//!   "x-ms-connector-metadata": [
//!     { "propertyName": "Website", "propertyValue": "https://www.contoso.com" },
//!     { "propertyName": "Privacy policy", "propertyValue": "https://www.contoso.com/privacy" },
//!     { "propertyName": "Categories", "propertyValue": "Commerce" }
//!   ]
//! }
//! ```
//!
//! ```json apiProperties.json /properties/policyTemplateInstances/0/parameters/x-ms-apimTemplate-operationName
//! ["GetItem"]
//! ```
//!
//! ## Fix
//!
//! Moves the fewest bytes that bring the members into order.

use connector::FileRole;
use syntax::{Node, Span};
use vocabulary::Place;

use crate::fix::{Change, Fix, Safety, Step};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::underline::is_whole;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "swagger/root-key-order",
    summary: "The members of the definition are not in the recommended order",
    levels: Levels::all(Severity::Hint),
    fix: FixKind::Safe,
    microsoft: &[],
    check: Check::Places(&[Place::Root], check),
};

/// The members with a place of their own, in order.
const ORDER: [&str; 10] = [
    "swagger",
    "info",
    "host",
    "basePath",
    "schemes",
    "consumes",
    "produces",
    "paths",
    "definitions",
    "parameters",
];

fn rank(member: Node<'_>) -> Option<usize> {
    let key = member.key()?;
    ORDER.iter().position(|name| key.is(name))
}

fn check(context: &mut Context<'_>, root: Node<'_>, _: Place) {
    let mut highest: Option<(usize, Node<'_>)> = None;
    let mut late = None;
    let mut seen = [false; ORDER.len()];
    for member in root.members() {
        let Some(rank) = rank(member) else { continue };
        if std::mem::replace(&mut seen[rank], true) {
            // A key that stands twice has a finding of its own, and no place.
            return;
        }
        match highest {
            Some((before, earlier)) if before > rank => late = late.or(Some((member, earlier))),
            _ => highest = Some((rank, member)),
        }
    }
    let Some((late, earlier)) = late.filter(|_| is_whole(root)) else { return };
    let file = FileRole::Definition;
    let (name, other) = (late.name(), earlier.name());
    let message = format!("'{name}' usually stands before '{other}'. Put the members into the usual order.");
    let start = root.span().start;
    context
        .on(root, Span::new(start, (start + 1).min(root.span().end)), message)
        .related(file, late.head_span(), format!("'{name}' stands here."))
        .fix(arrange(root));
}

/// Moves members until all are in order; those that hold the most stay.
fn arrange(root: Node<'_>) -> Fix {
    let members: Vec<(usize, Node<'_>)> =
        root.members().filter_map(|member| Some((rank(member)?, member))).collect();
    let stays = heaviest_rise(&members);
    let mut ordered: Vec<(usize, Node<'_>, bool)> =
        members.iter().zip(stays).map(|((rank, member), stays)| (*rank, *member, stays)).collect();
    ordered.sort_by_key(|(rank, ..)| *rank);
    let mut before: Option<&str> = None;
    let mut steps = Vec::new();
    for (rank, member, stays) in ordered {
        if !stays {
            let change = Change::Reorder { member: member.id(), after: before.map(str::to_owned) };
            steps.push(Step { file: FileRole::Definition, change });
        }
        before = Some(ORDER[rank]);
    }
    Fix { title: "Put the members into the usual order".to_owned(), safety: Safety::Safe, steps }
}

/// Which of the members make up the rising sequence of ranks with the most nodes. Bytes would change with every letter that
/// somebody types in them.
fn heaviest_rise(members: &[(usize, Node<'_>)]) -> Vec<bool> {
    // Of each sequence by its last member: its nodes, and the member before.
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(members.len());
    for (index, (rank, member)) in members.iter().enumerate() {
        let before = (0..index).filter(|&other| members[other].0 < *rank).max_by_key(|&other| best[other].0);
        let nodes = before.map_or(0, |before| best[before].0);
        best.push((nodes + member.after().index() - member.id().index(), before));
    }
    let mut stays = vec![false; members.len()];
    let mut at = (0..members.len()).max_by_key(|&index| best[index].0);
    while let Some(index) = at {
        stays[index] = true;
        at = best[index].1;
    }
    stays
}
