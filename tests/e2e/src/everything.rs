//! All that a client can ask about a document.

use std::collections::BTreeSet;

use fixture::EditorModel;
use serde_json::{Value, json};
use syntax::Encoding;

use crate::{Client, REQUESTS};

/// The requests whose answers hold what another request is asked with: the list in the answer, and the other request.
const FOLLOWING: [(&str, &str, &str); 6] = [
    ("textDocument/codeAction", "", "codeAction/resolve"),
    ("textDocument/codeLens", "", "codeLens/resolve"),
    ("textDocument/inlayHint", "", "inlayHint/resolve"),
    ("textDocument/completion", "/items", "completionItem/resolve"),
    ("textDocument/prepareCallHierarchy", "", "callHierarchy/incomingCalls"),
    ("textDocument/prepareCallHierarchy", "", "callHierarchy/outgoingCalls"),
];
/// How many of the parts of an answer are asked about.
const MOST_FOLLOWED: usize = 3;

/// Asks everything about an open document, at these places of it (in bytes). What was answered with a result is added to
/// `answered`; nothing may fail by a fault of the server.
#[track_caller]
pub fn ask_everything(
    client: &mut Client,
    uri: &str,
    text: &str,
    places: &[usize],
    answered: &mut BTreeSet<String>,
) {
    let model = EditorModel::new(text);
    let operation =
        text.split("\"operationId\": \"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
    let place = |offset: usize| {
        let position = model.position(offset, Encoding::Utf16);
        json!({ "line": position.line, "character": position.character })
    };
    for &offset in places {
        let (start, end) = (place(offset), place(text.len()));
        for method in REQUESTS {
            if FOLLOWING.iter().any(|(.., following)| *following == method) {
                continue;
            }
            let params = params(method, uri, operation, &start, &end);
            let Some(answer) = ask(client, method, params, answered) else { continue };
            for (_, list, following) in FOLLOWING.iter().filter(|(asked, ..)| *asked == method) {
                let list = answer.pointer(list).and_then(Value::as_array).or(answer.as_array());
                for part in list.into_iter().flatten().take(MOST_FOLLOWED) {
                    let is_call = following.starts_with("callHierarchy/");
                    let params = if is_call { json!({ "item": part }) } else { part.clone() };
                    ask(client, following, params, answered);
                }
            }
        }
    }
}

fn ask(client: &mut Client, method: &str, params: Value, answered: &mut BTreeSet<String>) -> Option<Value> {
    let id = client.request(method, params);
    let mut response = client.response(id);
    let Some(code) = response["error"]["code"].as_i64() else {
        answered.insert(method.to_owned());
        return Some(response["result"].take());
    };
    // What cannot be made or renamed here is refused with a reason.
    assert!([-32602, -32803].contains(&code), "{method}: {response}");
    None
}

fn params(method: &str, uri: &str, operation: &str, start: &Value, end: &Value) -> Value {
    match method {
        "workspace/symbol" => json!({ "query": "e" }),
        "workspace/diagnostic" => json!({ "previousResultIds": [] }),
        "workspace/executeCommand" => {
            json!({ "command": "connector-ls.revision.start", "arguments": [{ "uri": uri, "operationId": operation }] })
        }
        "connector-ls/addPolicy" => json!({
            "uri": uri, "templateId": "setheader", "title": "Mark the calls", "operations": [],
            "parameters": {
                "x-ms-apimTemplateParameter.name": "X-Mark", "x-ms-apimTemplateParameter.value": "1",
                "x-ms-apimTemplate-policySection": "Request",
            },
        }),
        "connector-ls/newOperation" => json!({
            "uri": uri, "kind": "action", "method": "get", "path": "/new", "operationId": "ListNew", "summary": "List new",
        }),
        "connector-ls/newConnector" => json!({
            "title": "Orders", "host": "api.contoso.com", "basePath": "/", "publisher": "Contoso", "signIn": "none",
        }),
        "textDocument/colorPresentation" => json!({
            "textDocument": { "uri": uri }, "range": { "start": start, "end": end },
            "color": { "red": 0.5, "green": 0.5, "blue": 0.5, "alpha": 1.0 },
        }),
        // These know other contexts than lists of references and actions do.
        "textDocument/completion" | "textDocument/signatureHelp" => {
            json!({ "textDocument": { "uri": uri }, "position": start })
        }
        _ => json!({
            "uri": uri,
            "textDocument": { "uri": uri },
            "position": start,
            "positions": [start],
            "range": { "start": start, "end": end },
            "context": { "includeDeclaration": true, "diagnostics": [] },
            "options": { "tabSize": 2, "insertSpaces": true },
            "newName": "Renamed",
            "sample": "{ \"orderId\": 7 }",
            "previousResultId": "0",
        }),
    }
}
