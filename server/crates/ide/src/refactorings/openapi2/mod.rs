//! Turns what is left of OpenAPI 3 into Swagger 2.0, in one operation or in the whole file.
//!
//! - `leftovers`: what is left, told cheaply
//! - `draft`: the text between two steps
//! - `root`: version, servers, components, references
//! - `requests`: bodies and forms
//! - `responses`: answers and their headers
//! - `values`: parameters and headers that describe their value by a schema
//! - `schemas`: keywords in schemas
//! - `security`: sign-ins
//!
//! The steps go from the outside in, each on the text that the one before has made, so that each finds its subject where
//! Swagger 2.0 has it. Quick fixes of the rules do the rest. What Swagger 2.0 has no words for stays, and its finding
//! with it: callbacks, servers of single paths, cookies, schemas with several alternatives.
//!
//! Source: <https://swagger.io/specification/v2/>, <https://spec.openapis.org/oas/v3.0.3.html>

mod draft;
mod leftovers;
mod requests;
mod responses;
mod root;
mod schemas;
mod security;
mod values;

use syntax::{Node, TextEdit};

use self::draft::{Draft, Scope, Stage};
use self::leftovers::{has_components, has_leftovers, is_leftover, is_newer_document};
use super::{Offer, Refactoring, Site};

pub(super) const REFACTORING: Refactoring = Refactoring { kind: "refactor.rewrite.openApi2", at };

/// In an operation with leftovers, on any other leftover, and anywhere in a document that is OpenAPI 3 as a whole.
fn at(site: &Site<'_>) -> Vec<Offer> {
    let definition = site.definition;
    let root = definition.document.root();
    // What is copied has to be sound, and steps build on each other.
    if !definition.tree().errors().is_empty() || !root.is_object() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let operation = definition.operation_around(site.node);
    let stage = Stage::new(definition, &Scope::File);
    let left = operation.filter(|operation| has_leftovers(&stage, definition.node(operation.node)));
    if let Some(operation) = left {
        let node = definition.node(operation.node);
        let path = definition.path(operation).into_owned();
        let name = match operation.id.as_deref() {
            Some(id) => id.to_owned(),
            None => format!("{} {path}", operation.method.name()),
        };
        let title = format!("Turn {name} into Swagger 2.0");
        if has_components(node) {
            let reason = format!("{name} refers to 'components'. Turn the whole file into Swagger 2.0.");
            found.push(Offer::refused(title, reason));
        } else {
            let scope = Scope::Operation { path, method: node.name().into_owned() };
            found.extend(site.offer(title, || converted(site, scope)));
        }
    }
    let is_here = |node: Node<'_>| is_leftover(&stage, node);
    if left.is_some() || is_newer_document(root) || site.around().any(is_here) {
        let title = "Turn the whole file into Swagger 2.0";
        found.extend(site.offer(title, || converted(site, Scope::File)));
    }
    found
}

/// All steps, as edits of the text that there is.
fn converted(site: &Site<'_>, scope: Scope) -> Vec<TextEdit> {
    let mut draft = Draft::new(site.connector, scope);
    draft.step(root::sections);
    draft.step(root::references);
    draft.step(|part, editor| {
        requests::bodies(part, editor);
        responses::answers(part, editor);
        values::parameters(part, editor);
    });
    draft.step(root::rest_of_components);
    draft.repeat(schemas::keywords);
    draft.fix();
    draft.edits
}
