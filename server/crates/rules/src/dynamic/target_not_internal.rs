//! An operation that only fills drop-down lists, or says what shape an object has, is of no use as a step of a flow.
//! Hidden with `"x-ms-visibility": "internal"` it does not stand among the actions.
//! ([What the values mean](https://learn.microsoft.com/en-us/connectors/custom-connectors/openapi-extensions#x-ms-visibility))
//!
//! Nothing is reported on triggers, and on operations whose own inputs have drop-down lists or dynamic shapes: those were
//! made for makers. Other operations, too, may be useful as actions as well; then ignore the finding.
//!
//! ## Bad
//!
//! ```json /paths/~1lists/get/x-ms-visibility
//! "advanced"
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1lists/get/x-ms-visibility
//! "internal"
//! ```
//!
//! ## Fix
//!
//! Hides the operation. Once it is published, that takes it away from makers who edit their flows.

use std::cell::LazyCell;

use connector::{Definition, DynamicForm, FileRole};
use rustc_hash::{FxHashMap, FxHashSet};
use syntax::Node;
use vocabulary::Place;

use crate::fix::Fix;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::webhooks::hide;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "dynamic/target-not-internal",
    summary: "An operation that is called at design time stands among the actions",
    levels: Levels::all(Severity::Hint),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Connector(check),
};

/// Operations beyond this many that share a call are not looked at.
const MOST_USERS: usize = 500;

const fn is_for_inputs(form: DynamicForm) -> bool {
    matches!(
        form,
        DynamicForm::Values
            | DynamicForm::List
            | DynamicForm::Schema
            | DynamicForm::Properties
            | DynamicForm::TreeOpen
            | DynamicForm::TreeBrowse
    )
}

fn check(context: &mut Context<'_>) {
    let Some(definition) = context.definition() else { return };
    // Most operations that are called are hidden: then nobody needs to know which are there for makers.
    let for_makers: LazyCell<FxHashSet<usize>, _> = LazyCell::new(|| for_makers(definition));
    // The first call of each operation, and how many there are.
    let mut order = Vec::new();
    let mut calls: FxHashMap<usize, usize> = FxHashMap::default();
    for call in definition.dynamic_calls.iter().filter(|call| is_for_inputs(call.form)) {
        let Some(node) = call.operation_id.map(|id| definition.node(id)) else { continue };
        let Some(target) = node.as_str().and_then(|id| definition.operation_index(&id)) else { continue };
        let operation = &definition.operations[target];
        if is_unclear(definition.node(operation.node)) {
            continue;
        }
        if operation.is_internal() || operation.trigger.is_some() || for_makers.contains(&target) {
            continue;
        }
        let count = calls.entry(target).or_insert(0);
        *count += 1;
        if *count == 1 {
            order.push((target, node));
        }
    }
    for (target, node) in order {
        let count = calls.get(&target).copied().unwrap_or(1);
        let operation = definition.node(definition.operations[target].node);
        let id = node.as_str().unwrap_or_default();
        let calls = if count == 1 { "once".to_owned() } else { format!("{count} times") };
        let message = format!(
            "'{id}' is called {calls} while a flow is edited, and stands among the actions as well. Hide it if it is \
             for the editor alone."
        );
        let file = FileRole::Definition;
        let fix =
            Fix::unsafe_(format!("Hide '{id}' from makers (breaking once published)"), file, hide(operation));
        context
            .on_value(node, message)
            .related(file, operation.head_span(), format!("'{id}' is here."))
            .fix(fix);
    }
}

/// The operations that have inputs with such calls, which nobody but a maker can fill in.
fn for_makers(definition: &Definition) -> FxHashSet<usize> {
    let calls = definition.dynamic_calls.iter().filter(|call| is_for_inputs(call.form));
    calls
        .filter(|call| !is_answer(definition, definition.node(call.node)))
        .flat_map(|call| definition.users(call.node).take(MOST_USERS))
        .collect()
}

/// Whether the visibility of an operation is written in a way that has a finding of its own.
fn is_unclear(operation: Node<'_>) -> bool {
    const CLEAR: [&str; 4] = ["important", "advanced", "internal", ""];
    let Some(written) = operation.get("x-ms-visibility") else { return false };
    written.as_str().is_none_or(|word| !CLEAR.iter().any(|clear| clear.eq_ignore_ascii_case(&word)))
}

/// Whether a call stands in an answer, or in what a webhook delivers.
fn is_answer(definition: &Definition, node: Node<'_>) -> bool {
    node.ancestors().any(|around| {
        matches!(definition.document.place(around), Place::Response | Place::NotificationContent)
    })
}
