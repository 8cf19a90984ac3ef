//! `x-ms-dynamic-tree` shows a tree to pick from: `open` calls the operation that yields its top, `browse` the one that
//! yields what is inside an entry. Both need an `operationId`, `itemValuePath` and `itemTitlePath`. Only `browse` can
//! pass on a value of the entry that is opened, by `selectedItemValuePath`: in `open` there is none yet. And an input
//! with the capability `file-picker` needs a tree beside it. Source:
//! <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>.
//!
//! ## Bad
//!
//! ```json /paths/~1items/get/parameters/1/x-ms-dynamic-tree
//! {
//!   "open": { "operationId": "GetLists", "itemsPath": "value", "itemValuePath": "id", "itemTitlePath": "name" }
//! }
//! ```
//!
//! ## Bad
//!
//! ```json /paths/~1items/get/parameters/1/x-ms-dynamic-tree
//! {
//!   "open": { "operationId": "GetLists", "itemsPath": "value", "itemValuePath": "id", "itemTitlePath": "name" },
//!   "browse": { "operationId": "GetLists", "itemsPath": "value", "itemValuePath": "id" }
//! }
//! ```
//!
//! ## Bad
//!
//! ```json /paths/~1items/get/parameters/1/x-ms-dynamic-values
//! { "capability": "file-picker", "parameters": {}, "value-path": "id" }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items/get/parameters/1/x-ms-dynamic-tree
//! {
//!   "open": { "operationId": "GetLists", "itemsPath": "value", "itemValuePath": "id", "itemTitlePath": "name" },
//!   "browse": { "operationId": "GetLists", "itemsPath": "value", "itemValuePath": "id", "itemTitlePath": "name" }
//! }
//! ```

use syntax::Node;
use vocabulary::Place;

use crate::rule::{Check, FixKind, Levels, Rule};
use crate::underline::is_whole;
use crate::unknown::is_misspelt;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "dynamic/tree-invalid",
    summary: "A tree to pick from is incomplete or missing",
    levels: Levels::all(Severity::Error),
    fix: FixKind::None,
    microsoft: &["DynamicTreeExtensionMissing", "SelectedItemValuePathNotAllowedInThisPosition"],
    check: Check::Places(
        &[Place::DynamicTree, Place::DynamicTreeCall, Place::DynamicTreeArgument, Place::DynamicValues],
        check,
    ),
};

fn check(context: &mut Context<'_>, node: Node<'_>, place: Place) {
    match place {
        Place::DynamicTree | Place::DynamicTreeCall => check_members(context, node, place),
        Place::DynamicTreeArgument => check_argument(context, node),
        _ => check_picker(context, node),
    }
}

fn check_members(context: &mut Context<'_>, node: Node<'_>, place: Place) {
    if !is_whole(node) {
        return;
    }
    for member in vocabulary::members(place).filter(|member| member.required) {
        let name = member.name;
        if node.get(name).is_some() || is_misspelt(node, place, name) {
            continue;
        }
        let what = match place {
            Place::DynamicTree => format!("The tree does not say which operation to call. Add '{name}'."),
            _ => {
                format!("'{name}' is missing in '{}'. Add it: the tree cannot be shown without.", node.name())
            }
        };
        context.on_key(node, what);
    }
}

fn check_argument(context: &mut Context<'_>, argument: Node<'_>) {
    let Some(selected) = argument.get("selectedItemValuePath") else { return };
    // An argument stands in `parameters` of a call.
    let call = argument.parent().and_then(Node::parent);
    if call.and_then(Node::key).is_some_and(|key| key.is("open")) {
        let message =
            "Nothing is selected yet when the tree is opened. Give a 'value' or a 'parameterReference' here.";
        context.on_key(selected, message);
    }
}

fn check_picker(context: &mut Context<'_>, values: Node<'_>) {
    let Some(capability) = values.get("capability") else { return };
    let is_picker = capability.as_str().is_some_and(|word| word == "file-picker");
    let has_tree = values.parent().is_some_and(|input| input.get("x-ms-dynamic-tree").is_some());
    if is_picker && !has_tree {
        let message =
            "A file picker needs 'x-ms-dynamic-tree' beside it, which says how to fetch the files. Add it.";
        context.on_value(capability, message);
    }
}
