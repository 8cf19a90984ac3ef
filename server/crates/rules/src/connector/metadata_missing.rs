//! `x-ms-connector-metadata` holds what the gallery shows beside a connector: the website of its service, the privacy policy,
//! and the categories in which makers browse. Certification asks for all three
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission>).
//!
//! ## Bad
//!
//! ```json
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
//!         "parameters": [
//!           {
//!             "name": "id",
//!             "in": "path",
//!             "required": true,
//!             "type": "string",
//!             "x-ms-summary": "Item ID",
//!             "description": "The item to use.",
//!             "x-ms-url-encoding": "single"
//!           }
//!         ],
//!         "responses": {
//!           "200": { "description": "The item.", "schema": { "type": "string" } },
//!           "default": { "description": "Operation failed." }
//!         }
//!       }
//!     }
//!   },
//!   "definitions": {},
//!   "parameters": {},
//!   "responses": {},
//!   "securityDefinitions": { "api_key": { "type": "apiKey", "in": "header", "name": "X-API-Key" } },
//!   "security": [{ "api_key": [] }],
//!   "tags": []
//! }
//! ```
//!
//! ```json apiProperties.json /properties/policyTemplateInstances
//! [
//!   {
//!     "templateId": "setheader",
//!     "title": "Name the shop",
//!     "parameters": {
//!       "x-ms-apimTemplateParameter.name": "X-Shop",
//!       "x-ms-apimTemplateParameter.value": "@connectionParameters('shop')",
//!       "x-ms-apimTemplateParameter.existsAction": "override",
//!       "x-ms-apimTemplate-policySection": "Request"
//!     }
//!   }
//! ]
//! ```
//!
//! ## Good
//!
//! ```json /x-ms-connector-metadata
//! [
//!   { "propertyName": "Website", "propertyValue": "https://www.contoso.com" },
//!   { "propertyName": "Privacy policy", "propertyValue": "https://www.contoso.com/privacy" },
//!   { "propertyName": "Categories", "propertyValue": "Commerce;Productivity" }
//! ]
//! ```
//!
//! ## Fix
//!
//! Adds all three with first guesses. Correct what is otherwise.

use connector::FileRole;
use syntax::Node;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::metadata::{FACTS, first_guess};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::underline::is_whole;
use crate::unknown::is_misspelt;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "connector/metadata-missing",
    summary: "The connector says nothing about its website, privacy policy and categories",
    levels: Levels::certification(Severity::Warning, Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["RequiredPropertyMissing"],
    check: Check::Places(&[Place::Root], check),
};

/// The member that is missing.
const NAME: &str = "x-ms-connector-metadata";

fn check(context: &mut Context<'_>, root: Node<'_>, place: Place) {
    let is_elsewhere = || root.get("info").is_some_and(|info| info.get(NAME).is_some());
    if root.get(NAME).is_some() || !is_whole(root) || is_misspelt(root, place, NAME) || is_elsewhere() {
        return;
    }
    let message = "The connector names no website, privacy policy or categories. Add 'x-ms-connector-metadata' with the three.";
    let guesses: Option<Vec<String>> = FACTS.into_iter().map(|fact| first_guess(root, fact)).collect();
    let finding = context.on_key(root, message);
    if let Some(guesses) = guesses {
        let value = format!("[{}]", guesses.join(","));
        let change = Change::Insert { object: root.id(), name: NAME.to_owned(), value, after: None };
        finding.fix(Fix::unsafe_(
            "Add the metadata, with first guesses to correct",
            FileRole::Definition,
            change,
        ));
    }
}
