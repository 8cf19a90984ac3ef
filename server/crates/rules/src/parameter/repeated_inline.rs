//! A parameter that is written out in the same way three times or more can stand once under `parameters`, and be
//! referred to by `$ref`. What is said once is changed once
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/coding-standards>).
//!
//! Bodies do not count: what they share are schemas. The revisions of one operation count once, since a new revision
//! starts as a copy.
//!
//! ## Fix
//!
//! Moves the parameter to `parameters` and refers to it everywhere. Choose a better name for it if there is one.
//!
//! ## Bad
//!
//! ```json /paths/~1orders
//! {
//!   "get": {
//!     "summary": "List orders",
//!     "description": "Gets all orders of the shop.",
//!     "operationId": "ListOrders",
//!     "parameters": [
//!       { "name": "lang", "in": "query", "type": "string", "x-ms-summary": "Language", "description": "Such as en." }
//!     ],
//!     "responses": {
//!       "200": { "description": "The orders.", "schema": { "$ref": "#/definitions/ItemList" } },
//!       "default": { "description": "Operation failed." }
//!     }
//!   },
//!   "put": {
//!     "summary": "Replace orders",
//!     "description": "Replaces all orders of the shop.",
//!     "operationId": "ReplaceOrders",
//!     "parameters": [
//!       { "in": "query", "name": "lang", "type": "string", "x-ms-summary": "Language", "description": "Such as en." }
//!     ],
//!     "responses": {
//!       "200": { "description": "The orders.", "schema": { "$ref": "#/definitions/ItemList" } },
//!       "default": { "description": "Operation failed." }
//!     }
//!   },
//!   "delete": {
//!     "summary": "Delete orders",
//!     "description": "Deletes all orders of the shop.",
//!     "operationId": "DeleteOrders",
//!     "parameters": [
//!       { "name": "lang", "in": "query", "type": "string", "x-ms-summary": "Language", "description": "Such as en." }
//!     ],
//!     "responses": {
//!       "204": { "description": "The orders were deleted." },
//!       "default": { "description": "Operation failed." }
//!     }
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1orders
//! {
//!   "get": {
//!     "summary": "List orders",
//!     "description": "Gets all orders of the shop.",
//!     "operationId": "ListOrders",
//!     "parameters": [{ "$ref": "#/parameters/Language" }],
//!     "responses": {
//!       "200": { "description": "The orders.", "schema": { "$ref": "#/definitions/ItemList" } },
//!       "default": { "description": "Operation failed." }
//!     }
//!   },
//!   "put": {
//!     "summary": "Replace orders",
//!     "description": "Replaces all orders of the shop.",
//!     "operationId": "ReplaceOrders",
//!     "parameters": [{ "$ref": "#/parameters/Language" }],
//!     "responses": {
//!       "200": { "description": "The orders.", "schema": { "$ref": "#/definitions/ItemList" } },
//!       "default": { "description": "Operation failed." }
//!     }
//!   },
//!   "delete": {
//!     "summary": "Delete orders",
//!     "description": "Deletes all orders of the shop.",
//!     "operationId": "DeleteOrders",
//!     "parameters": [{ "$ref": "#/parameters/Language" }],
//!     "responses": {
//!       "204": { "description": "The orders were deleted." },
//!       "default": { "description": "Operation failed." }
//!     }
//!   }
//! }
//! ```
//!
//! ```json /parameters/Language
//! { "name": "lang", "in": "query", "type": "string", "x-ms-summary": "Language", "description": "Such as en." }
//! ```

use connector::definition::Section;
use connector::fingerprint::{Fingerprints, likeness};
use connector::{Definition, FileRole};
use rustc_hash::{FxHashMap, FxHashSet};
use syntax::Node;
use syntax::edit::quote;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::repeats::may_repeat;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::underline::is_whole;
use crate::{Context, Severity, naming, parameters, refs, underline};

pub static RULE: Rule = Rule {
    code: "parameter/repeated-inline",
    summary: "The same parameter is written out several times",
    levels: Levels::all(Severity::Hint),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Connector(check),
};

/// How many are too many.
const MANY: usize = 3;

/// A parameter that is written out where it is used.
#[derive(Clone, Copy)]
struct Usage<'d> {
    node: Node<'d>,
    /// The family of the operation; for a parameter of a path item that of its first operation.
    family: Option<&'d str>,
}

fn check(context: &mut Context<'_>) {
    let Some(definition) = context.definition() else { return };
    if !may_repeat(usages(definition).map(|usage| likeness(usage.node))) {
        return;
    }
    // Equal parameters have equal names, so that most are told apart without reading them.
    let mut by_name: FxHashMap<_, Vec<Usage<'_>>> = FxHashMap::default();
    for usage in usages(definition) {
        if let Some(name) = usage.node.get("name").and_then(Node::as_str) {
            by_name.entry(name).or_default().push(usage);
        }
    }
    let mut names = NewNames::default();
    let mut groups: Vec<Vec<Usage<'_>>> = Vec::new();
    for namesakes in by_name.into_values().filter(|namesakes| namesakes.len() >= MANY) {
        let mut equal: FxHashMap<u64, Vec<Usage<'_>>> = FxHashMap::default();
        for usage in namesakes {
            equal.entry(Fingerprints::within(usage.node).get(usage.node)).or_default().push(usage);
        }
        groups.extend(equal.into_values().filter(|group| group.len() >= MANY && is_repeated(group)));
    }
    groups.sort_unstable_by_key(|group| group[0].node.id());
    for group in groups {
        report(context, definition, &group, &mut names);
    }
}

/// The parameters that are written out where they are used, in document order. Bodies are left out.
fn usages(definition: &Definition) -> impl Iterator<Item = Usage<'_>> {
    definition.path_items.iter().flat_map(move |path_item| {
        let operations = definition.operations[path_item.operations.clone()].iter();
        let family = operations.clone().find_map(|operation| operation.family_name());
        let own = std::iter::once((definition.node(path_item.node), family));
        let operations =
            operations.map(|operation| (definition.node(operation.node), operation.family_name()));
        own.chain(operations).flat_map(move |(around, family)| {
            let list = around.get("parameters").into_iter().flat_map(Node::items);
            list.filter(|node| is_inline(definition, *node)).map(move |node| Usage { node, family })
        })
    })
}

fn is_inline(definition: &Definition, node: Node<'_>) -> bool {
    let place = definition.document.place(node);
    place.is_parameter()
        && !matches!(place, Place::Parameter | Place::BodyParameter)
        && !parameters::is_reference(node)
        && is_whole(node)
}

/// Whether equal parameters remain too many if the revisions of one operation count once.
fn is_repeated(group: &[Usage<'_>]) -> bool {
    let without_family = group.iter().filter(|usage| usage.family.is_none()).count();
    let families: FxHashSet<&str> = group.iter().filter_map(|usage| usage.family).collect();
    without_family + families.len() >= MANY
}

fn report(context: &mut Context<'_>, definition: &Definition, group: &[Usage<'_>], names: &mut NewNames) {
    let first = group[0].node;
    let name = parameters::name(first);
    let message = format!(
        "'{name}' is written out {} times in the same way. Write it once, under 'parameters', and refer to it.",
        group.len()
    );
    let finding = context.on(first, underline::parameter(first), message);
    let second = group[1].node;
    finding.related(FileRole::Definition, underline::parameter(second), "The second one is here.");
    let shared = names.choose(definition, &name);
    if let Some(fix) = extraction(definition, group, &shared) {
        finding.fix(fix);
    }
}

/// The names that shared parameters are going to have.
#[derive(Default)]
struct NewNames {
    taken: FxHashSet<String>,
    /// The number to try next, by what stands before it.
    numbers: FxHashMap<String, usize>,
}

impl NewNames {
    /// A name for the shared parameter that none has.
    fn choose(&mut self, definition: &Definition, name: &str) -> String {
        let mut base = naming::pascal_case(name);
        if base.is_empty() {
            base.push_str("Parameter");
        }
        let number = self.numbers.entry(base.clone()).or_insert(1);
        loop {
            let shared = if *number == 1 { base.clone() } else { format!("{base}{number}") };
            *number += 1;
            if !definition.shared_parameters.contains_key(shared.as_str())
                && self.taken.insert(shared.clone())
            {
                return shared;
            }
        }
    }
}

/// Writes the first parameter of the group under `parameters`, and refers to it from all places.
fn extraction(definition: &Definition, group: &[Usage<'_>], shared: &str) -> Option<Fix> {
    let file = FileRole::Definition;
    let root = definition.document.root();
    let value = group[0].node.raw();
    let insertion = match root.get(Section::Parameters.name()) {
        Some(section) => section.is_object().then(|| Change::Insert {
            object: section.id(),
            name: shared.to_owned(),
            value: value.to_owned(),
            after: None,
        })?,
        None => Change::Insert {
            object: root.id(),
            name: Section::Parameters.name().to_owned(),
            value: format!("{{{}:{value}}}", quote(shared)),
            after: Some(Section::Definitions.name().to_owned()),
        },
    };
    let reference = format!("{{\"$ref\":{}}}", quote(&refs::reference_to(Section::Parameters, shared)));
    let title = format!("Write it once, as '{shared}'");
    let fix = Fix::unsafe_(title, file, insertion);
    let replace = |usage: &Usage<'_>| Change::Replace(usage.node.id(), reference.clone());
    Some(group.iter().map(replace).fold(fix, |fix, change| fix.and(file, change)))
}
