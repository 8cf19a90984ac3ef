//! What clients can do, in parts that are put together.

use serde_json::{Value, json};

/// Asks for diagnostics itself, so that none come unasked.
pub fn pulling() -> Value {
    json!({ "textDocument": { "diagnostic": {} } })
}

/// Counts columns in this way: `utf-8`, `utf-16` or `utf-32`.
pub fn counting(encoding: &str) -> Value {
    json!({ "general": { "positionEncodings": [encoding] } })
}

/// Takes code actions with all there is to them, and carries out every edit; new files too.
pub fn acting() -> Value {
    let actions = json!({
        "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["quickfix", "refactor"] } },
        "disabledSupport": true, "isPreferredSupport": true, "dataSupport": true,
        "resolveSupport": { "properties": ["edit"] },
    });
    let edits = json!({ "documentChanges": true, "resourceOperations": ["create"] });
    json!({
        "textDocument": { "codeAction": actions },
        "workspace": { "applyEdit": true, "workspaceEdit": edits },
    })
}

/// Both together. Where both say something of the same, the second counts; `null` in it takes away what the first says.
#[must_use]
pub fn with(mut first: Value, second: &Value) -> Value {
    merge(&mut first, second);
    first
}

fn merge(first: &mut Value, second: &Value) {
    let (Some(members), Some(more)) = (first.as_object_mut(), second.as_object()) else {
        *first = second.clone();
        return;
    };
    for (name, value) in more {
        if value.is_null() {
            members.remove(name);
        } else {
            merge(members.entry(name.clone()).or_insert_with(|| json!({})), value);
        }
    }
}
