//! A value whose required property needs the same kind of value again has no end: nobody can write it, and the designer
//! would show its fields forever. One of the properties on the way must be optional, or a list.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>.
//!
//! ## Bad
//!
//! ```json /definitions/Box
//! {
//!   "type": "object",
//!   "required": [ "inner" ],
//!   "properties": { "inner": { "$ref": "#/definitions/Box" } }
//! }
//! ```
//!
//! ```json /definitions/Item/properties/box
//! { "$ref": "#/definitions/Box" }
//! ```
//!
//! ## Good
//!
//! ```json /definitions/Box
//! {
//!   "type": "object",
//!   "properties": { "inner": { "$ref": "#/definitions/Box" } }
//! }
//! ```
//!
//! ```json /definitions/Item/properties/box
//! { "$ref": "#/definitions/Box" }
//! ```

use connector::Definition;
use rustc_hash::FxHashMap;
use rustc_hash::FxHashSet;
use syntax::{Node, NodeId};

use crate::required::{Lookup, is_no_object};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::values::is_reference;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "schema/required-loop",
    summary: "A schema requires itself, through required properties only",
    levels: Levels::all(Severity::Error),
    fix: FixKind::None,
    microsoft: &["RequiredLoopInSchemaNotAllowed"],
    check: Check::Connector(check),
};

/// From one definition to another that its values must hold.
struct Step<'d> {
    /// The entry of `required`, or the part of an `allOf`, that leads there.
    by: Node<'d>,
    to: Node<'d>,
}

/// How far the search has come with a definition.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    OnTheWay,
    Done,
}

fn check(context: &mut Context<'_>) {
    let Some(definition) = context.definition() else { return };
    let mut marks: FxHashMap<NodeId, Mark> = FxHashMap::default();
    let all = definition.document.root().get("definitions").into_iter().flat_map(Node::members);
    // What leads to no circle of references needs no search.
    for start in all.filter(|start| definition.is_circular(start.id())) {
        search(context, definition, start, &mut marks);
    }
}

/// Follows all steps from `start`, each definition once, and reports those that lead back to where the way came through.
fn search<'d>(
    context: &mut Context<'_>,
    definition: &'d Definition,
    start: Node<'d>,
    marks: &mut FxHashMap<NodeId, Mark>,
) {
    if marks.contains_key(&start.id()) {
        return;
    }
    let first = steps(definition, start);
    if first.is_empty() {
        return;
    }
    marks.insert(start.id(), Mark::OnTheWay);
    let mut way = vec![(start, first)];
    while let Some((at, left)) = way.last_mut() {
        let at = *at;
        let Some(step) = left.pop() else {
            marks.insert(at.id(), Mark::Done);
            way.pop();
            continue;
        };
        match marks.get(&step.to.id()) {
            Some(Mark::Done) => {}
            Some(Mark::OnTheWay) => report(context, &way, &step),
            None => {
                marks.insert(step.to.id(), Mark::OnTheWay);
                way.push((step.to, steps(definition, step.to)));
            }
        }
    }
}

/// The definitions that a value of this one must hold.
fn steps<'d>(definition: &'d Definition, schema: Node<'d>) -> Vec<Step<'d>> {
    let mut steps = Vec::new();
    if schema.get("required").is_none() && schema.get("allOf").is_none() {
        return steps;
    }
    // Objects that stand within the definition, each with the entry that makes them required.
    let mut inline = vec![(schema, None)];
    while let Some((schema, by)) = inline.pop() {
        // Null is an end.
        let may_be_null = schema.get("x-nullable").and_then(Node::as_bool) == Some(true);
        if may_be_null && by.is_some() {
            continue;
        }
        if is_reference(schema) {
            steps.extend(by.zip(definition.resolve(schema)).map(|(by, to)| Step { by, to }));
            continue;
        }
        if is_no_object(schema) {
            continue;
        }
        if let Some(required) = schema.get("required") {
            let properties = Lookup::new(schema.get("properties"));
            // A name that is listed twice is one property: without this, each level would double the work.
            let mut seen = FxHashSet::default();
            for entry in required.items() {
                let property = entry.as_str().and_then(|name| properties.get(&name));
                let property = property.filter(|property| seen.insert(property.id()));
                inline.extend(property.map(|property| (property, Some(entry))));
            }
        }
        let parts = schema.get("allOf").into_iter().flat_map(Node::items);
        inline.extend(parts.map(|part| (part, by.or(Some(part)))));
    }
    steps
}

/// How many definitions of a loop are named.
const NAMED: usize = 8;

fn report(context: &mut Context<'_>, way: &[(Node<'_>, Vec<Step<'_>>)], step: &Step<'_>) {
    let name = step.to.name();
    let message = match step.by.as_str() {
        Some(property) => format!(
            "'{property}' leads back to '{name}' through required properties only, so that no value ever ends. \
             Make it optional."
        ),
        None => {
            format!("This part of 'allOf' leads back to '{name}', so that no value ever ends. Take it out.")
        }
    };
    let file = context.file_of(step.by);
    let from = way.iter().position(|(schema, _)| *schema == step.to).unwrap_or(0);
    let others = way[from..].iter().filter(|(schema, _)| *schema != step.to);
    let finding = context.on_value(step.by, message);
    finding.related(file, step.to.head_span(), format!("'{name}' starts here."));
    for (schema, _) in others.take(NAMED) {
        finding.related(file, schema.head_span(), format!("The way leads through '{}'.", schema.name()));
    }
}
