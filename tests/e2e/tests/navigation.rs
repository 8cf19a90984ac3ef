//! From one place to the others: definitions, references, highlights, calls and renames, over all files of a connector.

#![allow(clippy::unwrap_used, reason = "what is missing fails the test")]

use e2e::capabilities::{counting, pulling, with};
use e2e::{Buffers, Client, DEFINITION, Folder, PROPERTIES, definition, properties, range_of, shop, start};
use serde_json::{Value, json};
use syntax::Encoding;

const SCRIPT: &str =
    "// 🙂\r\nif (/* 🙂 */ this.Context.OperationId == \"ListOrders\") { Log(\"ListOrders\"); }\r\n";

/// A definition whose operation is called for a drop-down, with characters of several widths before each name, with the line
/// ends of Windows and a byte order mark, and without a comma.
fn orders() -> String {
    let text = definition("ListOrders")
        .replace("        \"operationId\": ", "        \"x-🙂\": 1, \"operationId\": ");
    let shops = r##"    "/🙂/{shop}": {
      "get": {
        "operationId": "GetShop" "summary": "🙂",
        "parameters": [
          { "x-é": 1, "name": "shop", "in": "path", "required": true, "type": "string",
            "x-ms-dynamic-values": { "operationId": "ListOrders", "value-path": "id", "value-title": "id" } }
        ],
        "responses": { "200": { "description": "🙂", "schema": { "$ref": "#/definitions/Shop~1Row" } } }
      }
    },
"##;
    let text = text.replace("\"paths\": {\n", &format!("\"paths\": {{\n{shops}"));
    let text = text
        .replace("\"paths\"", "\"definitions\": { \"Shop/Row\": { \"type\": \"object\" } },\n  \"paths\"");
    format!("\u{feff}{}", text.replace('\n', "\r\n"))
}

struct Session {
    client: Client,
    folder: Folder,
    buffers: Buffers,
    encoding: Encoding,
}

impl Session {
    /// A session with the definition open and the other files on disk.
    fn new(encoding: &str, capabilities: &Value) -> Self {
        let folder = shop();
        folder.write("script.csx", SCRIPT);
        let capabilities = with(with(pulling(), &counting(encoding)), capabilities);
        let mut client = start(&folder, capabilities);
        client.open(&folder.uri(DEFINITION), &orders());
        let encoding = match encoding {
            "utf-8" => Encoding::Utf8,
            "utf-16" => Encoding::Utf16,
            _ => Encoding::Utf32,
        };
        let buffers = Buffers::new(encoding)
            .with(&folder.uri(DEFINITION), Some(1), &orders())
            .with(&folder.uri(PROPERTIES), None, &properties("ListOrders"))
            .with(&folder.uri("script.csx"), None, SCRIPT);
        Self { client, folder, buffers, encoding }
    }

    /// The range of `name` in the first occurrence of `around`.
    fn range(&self, file: &str, around: &str, name: &str) -> Value {
        let text = self.buffers.text(&self.folder.uri(file));
        let before = text.find(around).unwrap() + around.find(name).unwrap();
        let line_start = text[..before].rfind('\n').map_or(0, |at| at + 1);
        // The oracle takes the first occurrence, so what stands before is blotted out in a copy.
        let mut blotted: String = text[..line_start]
            .chars()
            .map(|found| if "\r\n".contains(found) { found } else { ' ' })
            .collect();
        blotted.push_str(&text[line_start..]);
        let start = range_of(&blotted, &text[line_start..before + name.len()], self.encoding);
        let name = range_of(name, name, self.encoding);
        let end = start["end"].clone();
        let width = name["end"]["character"].as_u64().unwrap();
        let column = end["character"].as_u64().unwrap() - width;
        json!({ "start": { "line": end["line"], "character": column }, "end": end })
    }

    /// Asks about the middle of a name.
    #[track_caller]
    fn ask(&mut self, method: &str, file: &str, around: &str, name: &str, more: &Value) -> Value {
        let params = self.params(file, around, name, more);
        self.client.ask(method, params)
    }

    fn params(&self, file: &str, around: &str, name: &str, more: &Value) -> Value {
        let mut position = self.range(file, around, name)["start"].clone();
        position["character"] = json!(position["character"].as_u64().unwrap() + 1);
        with(json!({ "textDocument": { "uri": self.folder.uri(file) }, "position": position }), more)
    }
}

const ENCODINGS: [&str; 3] = ["utf-8", "utf-16", "utf-32"];

#[test]
fn definitions_have_the_range_of_the_name_for_clients_that_show_it() {
    let links = json!({ "textDocument": { "definition": { "linkSupport": true } } });
    for encoding in ENCODINGS {
        let mut session = Session::new(encoding, &links);
        assert_eq!(session.client.initialized["capabilities"]["definitionProvider"], true);
        let uri = session.folder.uri(DEFINITION);
        let declared =
            session.range(DEFINITION, "\"x-🙂\": 1, \"operationId\": \"ListOrders\"", "ListOrders");
        for (file, around) in [
            (DEFINITION, "\"x-ms-dynamic-values\": { \"operationId\": \"ListOrders\""),
            (PROPERTIES, "[\"ListOrders\"]"),
            ("script.csx", "== \"ListOrders\""),
        ] {
            let found = session.ask("textDocument/definition", file, around, "ListOrders", &json!({}));
            assert_eq!(found.as_array().unwrap().len(), 1, "{found}");
            assert_eq!(found[0]["originSelectionRange"], session.range(file, around, "ListOrders"));
            assert_eq!(found[0]["targetUri"], uri.as_str());
            assert_eq!(found[0]["targetSelectionRange"], declared);
            assert_eq!(
                found[0]["targetRange"]["start"]["line"],
                declared["start"]["line"].as_u64().unwrap() - 1
            );
        }
        let found = session.ask(
            "textDocument/definition",
            DEFINITION,
            "#/definitions/Shop~1Row",
            "Shop~1Row",
            &json!({}),
        );
        assert_eq!(found[0]["targetSelectionRange"], session.range(DEFINITION, "\"Shop/Row\"", "Shop/Row"));
        let nothing =
            session.ask("textDocument/definition", DEFINITION, "\"swagger\"", "swagger", &json!({}));
        assert_eq!(nothing, Value::Null);
        session.client.finish();
    }
}

#[test]
fn a_client_without_links_gets_the_place_of_the_name() {
    let mut session = Session::new("utf-16", &json!({}));
    let found = session.ask("textDocument/definition", DEFINITION, "/{shop}", "shop", &json!({}));
    let uri = session.folder.uri(DEFINITION);
    assert_eq!(
        found,
        json!([{ "uri": uri, "range": session.range(DEFINITION, "\"name\": \"shop\"", "shop") }])
    );
    session.client.finish();
}

#[test]
fn references_are_in_all_files_with_declarations_if_they_are_wanted() {
    let mut session = Session::new("utf-16", &json!({}));
    let around = "\"x-🙂\": 1, \"operationId\": \"ListOrders\"";
    let mut expected = vec![
        (DEFINITION, session.range(DEFINITION, "{ \"operationId\": \"ListOrders\"", "ListOrders")),
        (DEFINITION, session.range(DEFINITION, around, "ListOrders")),
        (PROPERTIES, session.range(PROPERTIES, "[\"ListOrders\"]", "ListOrders")),
        ("script.csx", session.range("script.csx", "== \"ListOrders\"", "ListOrders")),
        ("script.csx", session.range("script.csx", "(\"ListOrders\"", "ListOrders")),
    ];
    for with_declaration in [true, false] {
        let context = json!({ "context": { "includeDeclaration": with_declaration } });
        let found = session.ask("textDocument/references", DEFINITION, around, "ListOrders", &context);
        let places: Vec<Value> = expected
            .iter()
            .map(|(file, range)| json!({ "uri": session.folder.uri(file), "range": range }))
            .collect();
        assert_eq!(found, json!(places));
        expected.remove(1);
    }
    let here = session.ask("textDocument/documentHighlight", DEFINITION, around, "ListOrders", &json!({}));
    let kinds: Vec<i64> =
        here.as_array().unwrap().iter().map(|each| each["kind"].as_i64().unwrap()).collect();
    assert_eq!(kinds, [2, 3]);
    let there = session.ask(
        "textDocument/documentHighlight",
        "script.csx",
        "== \"ListOrders\"",
        "ListOrders",
        &json!({}),
    );
    let kinds: Vec<i64> =
        there.as_array().unwrap().iter().map(|each| each["kind"].as_i64().unwrap()).collect();
    assert_eq!(kinds, [2, 1]);
    session.client.finish();
}

#[test]
fn a_rename_is_one_edit_over_all_files() {
    let edits = json!({
        "textDocument": { "rename": { "prepareSupport": true } },
        "workspace": { "workspaceEdit": { "documentChanges": true } },
    });
    for encoding in ENCODINGS {
        let mut session = Session::new(encoding, &edits);
        assert_eq!(session.client.initialized["capabilities"]["renameProvider"]["prepareProvider"], true);
        for (file, around) in [
            (DEFINITION, "\"operationId\": \"ListOrders\""),
            (PROPERTIES, "[\"ListOrders\"]"),
            ("script.csx", "== \"ListOrders\""),
        ] {
            let start = session.ask("textDocument/prepareRename", file, around, "ListOrders", &json!({}));
            assert_eq!(start["placeholder"], "ListOrders");
            assert_eq!(start["range"], session.range(file, around, "ListOrders"));
            let edit = session.ask(
                "textDocument/rename",
                file,
                around,
                "ListOrders",
                &json!({ "newName": "GetOrders" }),
            );
            assert_eq!(edit.get("changeAnnotations"), None);
            let (after, undo) = session.buffers.applied(&edit);
            for file in [DEFINITION, PROPERTIES, "script.csx"] {
                let uri = session.folder.uri(file);
                assert_eq!(after.text(&uri), session.buffers.text(&uri).replace("ListOrders", "GetOrders"));
            }
            assert_eq!(after.undone(&undo), session.buffers);
        }
        let edit =
            session.ask("textDocument/rename", DEFINITION, "/{shop}", "shop", &json!({ "newName": "store" }));
        let (after, _) = session.buffers.applied(&edit);
        let text = after.text(&session.folder.uri(DEFINITION));
        assert_eq!(
            text,
            orders().replace("/{shop}", "/{store}").replace("\"name\": \"shop\"", "\"name\": \"store\"")
        );
        let edit = session.ask(
            "textDocument/rename",
            DEFINITION,
            "#/definitions/Shop~1Row",
            "Shop~1Row",
            &json!({ "newName": "Store {x}" }),
        );
        let (after, _) = session.buffers.applied(&edit);
        let text = after.text(&session.folder.uri(DEFINITION));
        assert_eq!(text, orders().replace("Shop~1Row", "Store%20%7Bx%7D").replace("Shop/Row", "Store {x}"));
        session.client.finish();
    }
}

#[test]
fn a_name_that_several_definitions_share_is_renamed_in_all_of_them() {
    const OTHER: &str = "apiDefinition.other.json";
    for edits in [json!({}), json!({ "documentChanges": true, "changeAnnotationSupport": {} })] {
        let edits = json!({ "workspace": { "workspaceEdit": edits } });
        let mut session = Session::new("utf-16", &edits);
        let other = definition("ListOrders");
        session.folder.write(OTHER, &other);
        session.client.open(&session.folder.uri(OTHER), &other);
        session.buffers = session.buffers.with(&session.folder.uri(OTHER), Some(1), &other);
        let new = json!({ "newName": "GetOrders" });
        let edit = session.ask("textDocument/rename", PROPERTIES, "[\"ListOrders\"]", "ListOrders", &new);
        let (after, _) = session.buffers.applied(&edit);
        for file in [DEFINITION, OTHER, PROPERTIES, "script.csx"] {
            let uri = session.folder.uri(file);
            assert_eq!(
                after.text(&uri),
                session.buffers.text(&uri).replace("ListOrders", "GetOrders"),
                "{file}"
            );
        }
        // What one of them cannot be called none is.
        let taken = json!({ "newName": "GetShop" });
        let params = session.params(PROPERTIES, "[\"ListOrders\"]", "ListOrders", &taken);
        assert_eq!(session.client.ask_in_vain("textDocument/rename", params), -32602);
        session.client.finish();
    }
}

#[test]
fn what_is_published_is_renamed_after_a_question() {
    let asking = json!({
        "workspace": { "workspaceEdit": { "documentChanges": true, "changeAnnotationSupport": {} } },
    });
    let mut session = Session::new("utf-16", &asking);
    assert_eq!(session.client.initialized["capabilities"]["renameProvider"], true);
    let around = "\"x-🙂\": 1, \"operationId\": \"ListOrders\"";
    let edit = session.ask(
        "textDocument/rename",
        DEFINITION,
        around,
        "ListOrders",
        &json!({ "newName": "GetOrders" }),
    );
    let (after, _) = session.buffers.applied(&edit);
    assert!(!after.text(&session.folder.uri("script.csx")).contains("ListOrders"));
    let annotations = edit["changeAnnotations"].as_object().unwrap();
    assert_eq!(annotations.len(), 2, "{annotations:?}");
    assert!(annotations.values().all(|annotation| annotation["needsConfirmation"] == true));
    for document in edit["documentChanges"].as_array().unwrap() {
        for change in document["edits"].as_array().unwrap() {
            assert!(annotations.contains_key(change["annotationId"].as_str().unwrap()), "{change}");
        }
    }
    // A definition is in no published contract.
    let edit = session.ask(
        "textDocument/rename",
        DEFINITION,
        "\"Shop/Row\"",
        "Shop/Row",
        &json!({ "newName": "Row" }),
    );
    assert_eq!(edit.get("changeAnnotations"), None);
    assert_eq!(edit["documentChanges"][0]["edits"][0].get("annotationId"), None);
    session.client.finish();
}

#[test]
fn names_that_cannot_be_are_refused_with_the_reason() {
    let mut session = Session::new("utf-16", &json!({}));
    for (around, name, new, reason) in [
        ("\"operationId\": \"GetShop\"", "GetShop", "", "empty"),
        ("\"operationId\": \"GetShop\"", "GetShop", "ListOrders", "already"),
        ("\"operationId\": \"GetShop\"", "GetShop", "Get shop", "Leave ' ' out"),
        ("/{shop}", "shop", "{shop}", "without its braces"),
        ("\"swagger\"", "swagger", "x", "Nothing at this place has a name"),
    ] {
        let params = session.params(DEFINITION, around, name, &json!({ "newName": new }));
        let id = session.client.request("textDocument/rename", params);
        let response = session.client.response(id);
        assert_eq!(response["error"]["code"], -32602, "{response}");
        assert!(response["error"]["message"].as_str().unwrap().contains(reason), "{response}");
    }
    let nothing = session.ask("textDocument/prepareRename", DEFINITION, "\"swagger\"", "swagger", &json!({}));
    assert_eq!(nothing, Value::Null);
    session.client.finish();
}

#[test]
fn calls_of_the_designer_form_a_hierarchy() {
    let mut session = Session::new("utf-16", &json!({}));
    let prepared = session.ask(
        "textDocument/prepareCallHierarchy",
        "script.csx",
        "== \"ListOrders\"",
        "ListOrders",
        &json!({}),
    );
    assert_eq!(prepared[0]["name"], "ListOrders");
    assert_eq!(prepared[0]["detail"], "GET /orders");
    assert_eq!(
        prepared[0]["selectionRange"],
        session.range(DEFINITION, "\"x-🙂\": 1, \"operationId\": \"ListOrders\"", "ListOrders")
    );
    let incoming = session.client.ask("callHierarchy/incomingCalls", json!({ "item": prepared[0] }));
    assert_eq!(incoming.as_array().unwrap().len(), 1);
    assert_eq!(incoming[0]["from"]["name"], "GetShop");
    let call = session.range(DEFINITION, "{ \"operationId\": \"ListOrders\"", "ListOrders");
    assert_eq!(incoming[0]["fromRanges"], json!([call]));
    let outgoing = session.client.ask("callHierarchy/outgoingCalls", json!({ "item": incoming[0]["from"] }));
    assert_eq!(outgoing[0]["to"], prepared[0]);
    assert_eq!(outgoing[0]["fromRanges"], json!([call]));
    let none = session.client.ask("callHierarchy/outgoingCalls", json!({ "item": prepared[0] }));
    assert_eq!(none, json!([]));
    session.client.finish();
}
