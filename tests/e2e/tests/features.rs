//! `server/docs/features.md` tells what the server announces and answers: it is made here, from what `initialize` says
//! to a client that can do everything, and compared. With `UPDATE_DOCS=1` it is written anew.

#![allow(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::fmt::Write as _;
use std::path::Path;

use e2e::{Client, Options};
use serde_json::{Value, json};

/// A feature: the capability that announces it, the request, and what it does for an author.
struct Feature {
    capability: &'static str,
    method: &'static str,
    text: &'static str,
}

const fn feature(capability: &'static str, method: &'static str, text: &'static str) -> Feature {
    Feature { capability, method, text }
}

/// Everything that is announced, in the order of the page.
const FEATURES: &[Feature] = &[
    feature(
        "textDocumentSync",
        "textDocument/didChange",
        "Open files count as they are typed, edit by edit, saved or not.",
    ),
    feature("positionEncoding", "initialize", "Columns in UTF-8, UTF-16 or UTF-32, as the client prefers."),
    feature(
        "diagnosticProvider",
        "textDocument/diagnostic",
        "All rules on all files of the connector, and what breaks flows since it was published. For a client that does not ask, \
         the same is published; never both.",
    ),
    feature(
        "completionProvider",
        "textDocument/completion",
        "Members, values, names of this connector, paths into answers, policy expressions, and snippets, with the quotes, \
         colon and commas that are missing.",
    ),
    feature(
        "hoverProvider",
        "textDocument/hover",
        "What a member or value means, what stands behind a reference, the card of an operation, the whole call of dynamic \
         values, what a policy does, what has changed since it was published, how much of a limit is used.",
    ),
    feature(
        "signatureHelpProvider",
        "textDocument/signatureHelp",
        "The arguments of a function in a policy expression.",
    ),
    feature(
        "definitionProvider",
        "textDocument/definition",
        "From a `$ref`, an operationId, a parameter name, a path into an answer or a connection parameter to where it is declared, \
         in whichever file.",
    ),
    feature(
        "referencesProvider",
        "textDocument/references",
        "Everything that names an operation, a definition, a parameter, a connection parameter, a family or a tag, over all files.",
    ),
    feature(
        "documentHighlightProvider",
        "textDocument/documentHighlight",
        "The same within the file at hand.",
    ),
    feature(
        "renameProvider",
        "textDocument/rename",
        "A new name everywhere at once: definition, properties and script. A name that flows depend on asks for a confirmation.",
    ),
    feature(
        "callHierarchyProvider",
        "textDocument/prepareCallHierarchy",
        "From an operation to those that it calls for its dynamic values, and back.",
    ),
    feature(
        "documentSymbolProvider",
        "textDocument/documentSymbol",
        "Operations by family, triggers and actions marked and deprecated ones struck through; definitions; connection parameters; policies.",
    ),
    feature(
        "workspaceSymbolProvider",
        "workspace/symbol",
        "Operations, definitions and policies of all connectors, open or not.",
    ),
    feature(
        "codeActionProvider",
        "textDocument/codeAction",
        "Fixes, remedies for breaking changes, the steps of an operation's life, and refactorings.",
    ),
    feature(
        "codeLensProvider",
        "textDocument/codeLens",
        "The stage of each operation, who refers to it, and what has changed; how much of the limits is used.",
    ),
    feature("inlayHintProvider", "textDocument/inlayHint", "What is implied and not written."),
    feature(
        "semanticTokensProvider",
        "textDocument/semanticTokens/full",
        "References and expressions inside of texts; plain JSON keeps the editor's colours.",
    ),
    feature(
        "documentLinkProvider",
        "textDocument/documentLink",
        "Addresses, and the files that settings.json names.",
    ),
    feature("colorProvider", "textDocument/documentColor", "The swatch of the brand colour."),
    feature("foldingRangeProvider", "textDocument/foldingRange", "Objects and lists."),
    feature(
        "selectionRangeProvider",
        "textDocument/selectionRange",
        "From a value to its member, its object, and so on.",
    ),
    feature(
        "documentFormattingProvider",
        "textDocument/formatting",
        "Indentation and line breaks; order, line ends and the spelling of values stay.",
    ),
    feature("documentRangeFormattingProvider", "textDocument/rangeFormatting", "The same for a selection."),
    feature(
        "executeCommandProvider",
        "workspace/executeCommand",
        "The steps of an operation's life, for key bindings and menus, and `connector-ls.remedy` (`{ uri, change, message, \
         remedy }`), which does about a change what the page of changes offers.",
    ),
    feature(
        "workspace",
        "workspace/didChangeWorkspaceFolders",
        "Several folders, added and removed while the server runs.",
    ),
];

/// What the server does not do, and why.
const ABSENT: &[(&str, &str)] = &[
    ("textDocument/linkedEditingRange", "A name stands in several files; rename takes them all."),
    ("textDocument/onTypeFormatting", "Editors indent JSON well while it is typed."),
    ("textDocument/prepareTypeHierarchy", "Schemas have no hierarchy worth a view."),
    ("textDocument/declaration", "There is one place to go to: the definition."),
    ("textDocument/implementation", "There is one place to go to: the definition."),
    ("textDocument/typeDefinition", "There is one place to go to: the definition."),
    ("textDocument/moniker", "Nothing outside of the connector refers to its names by text."),
    ("textDocument/inlineValue", "Nothing is debugged here."),
    ("workspace/willRenameFiles", "The platform fixes the names of the files."),
];

/// Kinds of action, with examples of titles. A kind stands for those below it.
const KINDS: &[(&str, &str)] = &[
    ("quickfix", "Change to 'important', Ignore this here, Keep the change in revision 2"),
    ("source.fixAll.connector-ls", "Apply all safe fixes in this file"),
    ("refactor.rewrite.revision.start", "Start revision 2 of GetItems"),
    ("refactor.rewrite.revision.startSameBackend", "Start revision 2 of GetItems on the same backend path"),
    ("refactor.rewrite.revision.promote", "Promote GetItems_V2 to Production"),
    ("refactor.rewrite.revision.deprecate", "Deprecate GetItems"),
    ("refactor.rewrite.revision.supersede", "Deprecate GetItems and promote GetItems_V2"),
    ("refactor.rewrite.revision.hide", "Hide deprecated GetItems"),
    ("refactor.rewrite.revision.retire", "Remove expired GetItems"),
    ("refactor.rewrite.revision.explicit", "Write the implied annotation of GetItems"),
    ("refactor.extract.definition", "Extract to definition 'Order', all copies at once"),
    ("refactor.extract.parameter", "Extract to shared parameter 'Region', all copies at once"),
    ("refactor.inline", "Inline 'Order' here, or at all places and remove it"),
    (
        "refactor.rewrite.dynamicTwin",
        "Add 'x-ms-dynamic-list' to a parameter with 'x-ms-dynamic-values', and the other way round",
    ),
    ("refactor.rewrite.dynamicValues", "Let makers choose 'status' from the answer of ListStatuses"),
    ("refactor.rewrite.flattenAllOf", "Flatten 'allOf' of 'Order'"),
    ("refactor.rewrite.moveParameter", "Move parameter 'region' to the path, or to the operations"),
    ("refactor.rewrite.openApi2", "Turn the file into Swagger 2.0, where it has OpenAPI 3 in it"),
    ("refactor.rewrite.removeUnused", "Remove all unused definitions"),
    ("refactor.rewrite.schemaFromSample", "Generate the schema from the example"),
    ("refactor.rewrite.staticList", "Make 'status' a fixed list"),
];

/// Requests of our own.
const OWN: &[(&str, &str)] = &[
    (
        "connector-ls/operations",
        "The operations as a tree: families, revisions, triggers and actions, each with its findings, its changes and \
         the steps of its life.",
    ),
    (
        "connector-ls/changes",
        "What has changed since the connector was published, with its class and remedy.",
    ),
    (
        "connector-ls/changesPage",
        "The same as a page with the remedies as buttons, and as Markdown for a pull request.",
    ),
    ("connector-ls/preview", "A page that shows what makers will see."),
    (
        "connector-ls/properties",
        "The policies and the connection parameters, those of every way to sign in, each with its findings.",
    ),
    (
        "connector-ls/status",
        "How connectors stand: findings, what is published, changes, how much of the limits is used. Without `uri` of \
         all that have an open file.",
    ),
];

/// Requests with parameters of their own, by which something is made.
const MAKING: &[(&str, &str)] = &[
    (
        "connector-ls/policyTemplates",
        "`{ uri }`: the policy templates with their parameters, and the operations that a policy can be limited to.",
    ),
    (
        "connector-ls/addPolicy",
        "`{ uri, templateId, title, operations, parameters }`: the edit that adds a policy.",
    ),
    (
        "connector-ls/newOperation",
        "`{ uri, kind, method, path, operationId, summary }`: the edit that adds an action, or a trigger with all that \
         belongs to it.",
    ),
    (
        "connector-ls/schemaFromSample",
        "`{ textDocument, position, sample }`: the edit that gives the schema at or around a position the shape of JSON.",
    ),
    (
        "connector-ls/newConnector",
        "`{ title, host, basePath, publisher, signIn }`: the files of a new connector.",
    ),
];

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
