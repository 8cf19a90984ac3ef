//! One JSON object a change, then one with the summary. Their keys are a promise.

use evolution::changes::Class;
use serde::Serialize;

use super::View;
use crate::terminal::json_line;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Object<'c> {
    code: &'c str,
    class: &'c str,
    operation_id: Option<&'c str>,
    pointer: String,
    message: &'c str,
    remedy: &'c str,
    old: Option<&'c str>,
    new: Option<&'c str>,
}

#[derive(Serialize)]
struct Last<'c> {
    summary: Summary<'c>,
}

#[derive(Serialize)]
struct Summary<'c> {
    breaking: usize,
    risky: usize,
    compatible: usize,
    update: &'c str,
}

/// `--format json`.
pub(super) fn print(view: &View<'_>) -> String {
    let comparison = view.comparison;
    let mut out = String::new();
    for change in &comparison.changes {
        out.push_str(&json_line(&Object {
            code: change.kind.code,
            class: change.class.name(),
            operation_id: change.operation.as_deref(),
            pointer: view.pointer(change),
            message: &change.message,
            remedy: &change.remedy,
            old: change.old_text.as_deref(),
            new: change.new_text.as_deref(),
        }));
    }
    out + &json_line(&Last {
        summary: Summary {
            breaking: comparison.count(Class::Breaking),
            risky: comparison.count(Class::Risky),
            compatible: comparison.count(Class::Compatible),
            update: comparison.update.name(),
        },
    })
}
