//! `server/docs/features.md` tells what the server announces and answers: it is made here, from what `initialize` says
//! to a client that can do everything, and compared. With `UPDATE_DOCS=1` it is written anew.

#![allow(clippy::unwrap_used, reason = "what is missing fails the test")]

mod tables;

use std::fmt::Write as _;
use std::path::Path;

use e2e::{Client, Options};
use serde_json::{Value, json};

use crate::tables::{ABSENT, FEATURES, Feature, KINDS, MAKING, OWN};

/// What a client says that can do everything.
fn capable() -> Value {
    let symbols: Vec<u32> = (1..=26).collect();
    let token_types = [
        "namespace",
        "type",
        "class",
        "enum",
        "interface",
        "struct",
        "typeParameter",
        "parameter",
        "variable",
        "property",
        "enumMember",
        "event",
        "function",
        "method",
        "macro",
        "keyword",
        "modifier",
        "comment",
        "string",
        "number",
        "regexp",
        "operator",
        "decorator",
    ];
    json!({
        "general": { "positionEncodings": ["utf-16", "utf-8"] },
        "window": { "workDoneProgress": true },
        "workspace": {
            "applyEdit": true, "workspaceFolders": true,
            "workspaceEdit": {
                "documentChanges": true, "resourceOperations": ["create", "rename", "delete"],
                "changeAnnotationSupport": { "groupsOnLabel": true },
            },
            "symbol": { "symbolKind": { "valueSet": symbols }, "tagSupport": { "valueSet": [1] } },
            "semanticTokens": { "refreshSupport": true }, "codeLens": { "refreshSupport": true },
            "diagnostics": { "refreshSupport": true },
        },
        "textDocument": {
            "callHierarchy": {}, "codeLens": {}, "colorProvider": {}, "diagnostic": { "relatedDocumentSupport": true },
            "codeAction": {
                "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["quickfix", "refactor", "source"] } },
                "disabledSupport": true, "isPreferredSupport": true, "dataSupport": true,
                "resolveSupport": { "properties": ["edit"] },
            },
            "completion": { "completionItem": {
                "snippetSupport": true, "labelDetailsSupport": true, "deprecatedSupport": true,
                "documentationFormat": ["markdown"], "resolveSupport": { "properties": ["documentation"] },
            } },
            "definition": { "linkSupport": true }, "documentHighlight": {}, "documentLink": { "tooltipSupport": true },
            "documentSymbol": {
                "hierarchicalDocumentSymbolSupport": true, "symbolKind": { "valueSet": symbols },
                "tagSupport": { "valueSet": [1] },
            },
            "foldingRange": {}, "formatting": {}, "rangeFormatting": {}, "references": {}, "selectionRange": {},
            "hover": { "contentFormat": ["markdown", "plaintext"] },
            "inlayHint": { "resolveSupport": { "properties": ["textEdits"] } },
            "publishDiagnostics": { "relatedInformation": true, "versionSupport": true },
            "rename": { "prepareSupport": true, "honorsChangeAnnotations": true },
            "semanticTokens": {
                "requests": { "full": { "delta": true }, "range": true }, "formats": ["relative"],
                "tokenTypes": token_types,
                "tokenModifiers": ["declaration", "definition", "readonly", "deprecated", "modification", "defaultLibrary"],
                "augmentsSyntaxTokens": true,
            },
            "signatureHelp": { "signatureInformation": {
                "documentationFormat": ["markdown"], "activeParameterSupport": true,
                "parameterInformation": { "labelOffsetSupport": true },
            } },
            "synchronization": { "didSave": true },
        },
    })
}

/// The session of a client with these abilities.
fn session(capabilities: Value) -> Client {
    let mut client = Client::start(Options { capabilities, ..Options::default() });
    // Sessions are only started to be asked what they can do.
    for method in ["workspace/configuration", "client/registerCapability"] {
        client.allow_unread(method);
    }
    client
}

/// What a client is told that the server can do.
fn announced(client: &Client) -> &serde_json::Map<String, Value> {
    client.initialized["capabilities"].as_object().unwrap()
}

/// The page.
fn page(rich: &Client, poor: &Client) -> String {
    let (rich, poor) = (announced(rich), announced(poor));
    let mut page = String::from(
        "# Features\n\nMade from what the server answers to `initialize`, and compared with it by a test; not edited by hand.\n\n\
         | Announced | Request | What it does | Announced to |\n|---|---|---|---|\n",
    );
    for Feature { capability, method, text } in
        FEATURES.iter().filter(|row| rich.contains_key(row.capability))
    {
        let to = if poor.contains_key(*capability) { "every client" } else { "clients that ask for it" };
        let _ = writeln!(page, "| `{capability}` | `{method}` | {text} | {to} |");
    }
    page.push_str(
        "\n## Kinds of code action\n\nUsers bind keys to them.\n\n| Kind | For example |\n|---|---|\n",
    );
    for kind in strings(&rich["codeActionProvider"]["codeActionKinds"]) {
        let (above, example) = kind_row(kind);
        let example = if above == kind { example } else { "" };
        let _ = writeln!(page, "| `{kind}` | {example} |");
    }
    page.push_str("\n## Commands\n\n");
    for command in strings(&rich["executeCommandProvider"]["commands"]) {
        let _ = writeln!(page, "- `{command}`");
    }
    page.push_str(
        "\n## Requests of our own\n\nTheir parameters are `{ \"uri\" }`, any file of the connector.\n\n",
    );
    for (method, text) in OWN {
        let _ = writeln!(page, "- `{method}`: {text}");
    }
    page.push_str(
        "\nThese make something. Edits are answered as `{ edit, uri, selectionRange }`, for the client to carry out; \
         what cannot be made is an error with a message for the user.\n\n",
    );
    for (method, text) in MAKING {
        let _ = writeln!(page, "- `{method}`: {text}");
    }
    let triggers =
        |provider: &str| strings(&rich[provider]["triggerCharacters"]).map(|text| format!("`{text}`"));
    let completing: Vec<String> = triggers("completionProvider").collect();
    let signing: Vec<String> = triggers("signatureHelpProvider").collect();
    let legend = &rich["semanticTokensProvider"]["legend"];
    let types: Vec<&str> = strings(&legend["tokenTypes"]).collect();
    let modifiers: Vec<&str> = strings(&legend["tokenModifiers"]).collect();
    let _ = writeln!(
        page,
        "\n## Details\n\n- Completion comes by itself after {}; signatures after {}.\n\
         - Semantic tokens are of the types {}, with the modifiers {}, as far as the client knows them.",
        completing.join(" "),
        signing.join(" "),
        types.join(", "),
        modifiers.join(", ")
    );
    page.push_str("\n## Not here\n\n| Request | Why |\n|---|---|\n");
    for (method, reason) in ABSENT {
        let _ = writeln!(page, "| `{method}` | {reason} |");
    }
    page
}

fn strings(list: &Value) -> impl Iterator<Item = &str> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str)
}

/// The row of [`KINDS`] that speaks of a kind.
fn kind_row(kind: &str) -> (&'static str, &'static str) {
    let speaks =
        |above: &str| kind.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    *KINDS
        .iter()
        .filter(|(above, _)| speaks(above))
        .max_by_key(|(above, _)| above.len())
        .unwrap_or_else(|| panic!("{kind}"))
}

#[test]
fn the_page_tells_what_is_announced() {
    let (rich, poor) = (session(capable()), session(json!({})));
    for capability in announced(&rich).keys().chain(announced(&poor).keys()) {
        assert!(FEATURES.iter().any(|row| row.capability == capability), "no row for {capability}");
    }
    for row in FEATURES {
        assert!(announced(&rich).contains_key(row.capability), "{} is not announced", row.capability);
    }
    for (kind, _) in KINDS {
        let mut kinds = strings(&announced(&rich)["codeActionProvider"]["codeActionKinds"]);
        assert!(kinds.any(|known| kind_row(known).0 == *kind), "no action of kind {kind}");
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../server/docs/features.md");
    let made = page(&rich, &poor);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &made).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert_eq!(found, made, "run with UPDATE_DOCS=1");
    rich.finish();
    poor.finish();
}

/// -32601 of JSON-RPC.
const METHOD_NOT_FOUND: i64 = -32601;

#[test]
fn what_is_announced_is_answered_and_nothing_else_is() {
    let mut client = session(capable());
    let params = |method: &str| {
        let range = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 0 } });
        let mut params = json!({
            "textDocument": { "uri": "file:///nowhere/apiDefinition.swagger.json" }, "position": range["start"],
            "range": range, "positions": [], "context": {
                "diagnostics": [], "includeDeclaration": true, "frameId": 1, "stoppedLocation": range,
            },
            "options": { "tabSize": 2, "insertSpaces": true }, "newName": "x", "query": "x", "command": "x", "ch": "x", "files": [],
            "uri": "file:///nowhere/apiDefinition.swagger.json",
        });
        if method == "textDocument/completion" {
            params["context"] = json!({ "triggerKind": 1 });
        }
        params
    };
    let is_request = |method: &&str| {
        !matches!(*method, "initialize" | "textDocument/didChange" | "workspace/didChangeWorkspaceFolders")
    };
    let answered = FEATURES
        .iter()
        .map(|row| row.method)
        .filter(is_request)
        .chain(OWN.iter().chain(MAKING).map(|(method, _)| *method));
    for method in answered {
        let id = client.request(method, params(method));
        let response = client.response(id);
        assert_ne!(response["error"]["code"].as_i64(), Some(METHOD_NOT_FOUND), "{method}: {response}");
    }
    for (method, _) in ABSENT {
        assert_eq!(client.ask_in_vain(method, params(method)), METHOD_NOT_FOUND, "{method}");
    }
    client.finish();
}
