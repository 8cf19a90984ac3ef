//! What editors show beside the text: colours, links, signatures.

#![allow(clippy::unwrap_used, reason = "what is missing fails the test")]

use e2e::capabilities::{counting, pulling, with};
use e2e::{DEFINITION, Folder, PROPERTIES, definition, range_of, shop, start};
use serde_json::{Value, json};
use syntax::Encoding;

fn of(uri: &str) -> Value {
    json!({ "textDocument": { "uri": uri } })
}

#[test]
fn the_brand_colour_is_shown_and_changed() {
    let folder = Folder::new();
    folder.write(DEFINITION, &definition("ListOrders"));
    let text = "\u{feff}{ \"🙂\": 1, \"properties\": { \"iconBrandColor\": \"#FF8000\" } }\r\n";
    for (name, encoding) in
        [("utf-8", Encoding::Utf8), ("utf-16", Encoding::Utf16), ("utf-32", Encoding::Utf32)]
    {
        let mut client = start(&folder, with(pulling(), &counting(name)));
        assert_eq!(client.initialized["capabilities"]["colorProvider"], true);
        let uri = folder.uri(PROPERTIES);
        client.open(&uri, text);
        let range = range_of(text, "#FF8000", encoding);
        let colors = client.ask("textDocument/documentColor", of(&uri));
        assert_eq!(colors.as_array().unwrap().len(), 1);
        assert_eq!(colors[0]["range"], range, "{name}");
        assert_eq!((&colors[0]["color"]["red"], &colors[0]["color"]["alpha"]), (&json!(1.0), &json!(1.0)));
        for (color, written) in [
            (colors[0]["color"].clone(), "#ff8000"),
            (json!({ "red": 0.1, "green": 2.0, "blue": -1.0, "alpha": 0.5 }), "#1aff00"),
        ] {
            let params = json!({ "textDocument": { "uri": uri }, "range": range, "color": color });
            let ways = client.ask("textDocument/colorPresentation", params);
            assert_eq!(
                ways,
                json!([{ "label": written, "textEdit": { "range": range, "newText": written } }])
            );
        }
        assert_eq!(client.ask("textDocument/documentColor", of(&folder.uri(DEFINITION))), json!([]));
        assert_eq!(client.ask("textDocument/documentColor", of("untitled:Untitled-1")), json!([]));
        client.finish();
    }
}

#[test]
fn links_lead_to_the_web_and_to_files_beside_the_connector() {
    let folder = shop();
    folder.write("icon.png", "no picture");
    let settings = "{ \"connectorId\": \"x\", \"icon\": \"icon.png\", \"script\": \"gone.csx\" }";
    folder.write("settings.json", settings);
    let mut client = start(&folder, pulling());
    let provider = &client.initialized["capabilities"]["documentLinkProvider"];
    assert_eq!(*provider, json!({ "resolveProvider": false }));
    let uri = folder.uri("settings.json");
    client.open(&uri, settings);
    let links = client.ask("textDocument/documentLink", of(&uri));
    let range = range_of(settings, "icon.png", Encoding::Utf16);
    assert_eq!(links, json!([{ "range": range, "target": folder.uri("icon.png") }]));
    let uri = folder.uri(DEFINITION);
    let text = definition("ListOrders").replacen(
        "\"paths\"",
        "\"externalDocs\": { \"url\": \"https://contoso.example/a?b#c\" }, \"paths\"",
        1,
    );
    client.open(&uri, &text);
    let links = client.ask("textDocument/documentLink", of(&uri));
    let range = range_of(&text, "https://contoso.example/a?b#c", Encoding::Utf16);
    assert_eq!(links, json!([{ "range": range, "target": "https://contoso.example/a?b#c" }]));
    client.finish();
}

#[test]
fn a_call_in_a_policy_shows_its_arguments_while_it_is_typed() {
    let folder = shop();
    let mut client = start(&folder, pulling());
    let provider = &client.initialized["capabilities"]["signatureHelpProvider"];
    assert_eq!(provider["triggerCharacters"], json!(["(", ","]));
    let uri = folder.uri(PROPERTIES);
    let before = "  \"x\": \"🙂@headers('X',";
    let text = format!(
        "{{ \"properties\": {{ \"policyTemplateInstances\": [{{ \"parameters\": {{\n{before}\n}} }}] }} }}\n"
    );
    client.open(&uri, &text);
    let ask = |character: usize| json!({ "textDocument": { "uri": uri }, "position": { "line": 1, "character": character } });
    let help = client.ask("textDocument/signatureHelp", ask(before.encode_utf16().count()));
    assert_eq!(help["activeParameter"], 1);
    let signature = &help["signatures"][0];
    assert_eq!(signature["label"], "@headers('name', 'default')");
    assert_eq!(signature["documentation"]["kind"], "plaintext");
    assert_eq!(signature["parameters"][1]["label"], "'default'");
    assert_eq!(client.ask("textDocument/signatureHelp", ask(5)), Value::Null);
    client.finish();
}

#[test]
fn a_colour_is_an_image_for_clients_that_show_images() {
    let folder = shop();
    let abilities = json!({
        "general": { "markdown": { "parser": "marked", "version": "1.1.0" } },
        "textDocument": { "hover": { "contentFormat": ["markdown", "plaintext"] } },
    });
    let uri = folder.uri(PROPERTIES);
    let text = "{ \"properties\": { \"iconBrandColor\": \"#1a5fb4\" } }\n";
    for (abilities, shows) in
        [(abilities.clone(), true), (json!({ "textDocument": abilities["textDocument"] }), false)]
    {
        let mut client = start(&folder, with(pulling(), &abilities));
        client.open(&uri, text);
        let params = json!({ "textDocument": { "uri": uri }, "position": { "line": 0, "character": 40 } });
        let told = client.ask("textDocument/hover", params);
        let value = told["contents"]["value"].as_str().unwrap();
        assert!(value.contains("`#1a5fb4`: red 26, green 95, blue 180"), "{value}");
        assert_eq!(value.contains("![#1a5fb4](data:image/svg+xml,"), shows, "{value}");
        client.finish();
    }
}

#[test]
fn references_and_policies_have_hints() {
    let folder = shop();
    let mut client = start(&folder, pulling());
    let ask = |uri: &str, lines: u32| {
        json!({ "textDocument": { "uri": uri },
            "range": { "start": { "line": 0, "character": 0 }, "end": { "line": lines, "character": 0 } } })
    };
    let uri = folder.uri(PROPERTIES);
    let text = "{ \"properties\": { \"policyTemplateInstances\": [{ \"templateId\": \"setheader\" }] } }\n";
    client.open(&uri, text);
    let hints = client.ask("textDocument/inlayHint", ask(&uri, 1));
    let end = range_of(text, "\"setheader\"", Encoding::Utf16)["end"].clone();
    assert_eq!((&hints[0]["position"], &hints[0]["label"]), (&end, &json!("all operations")));
    assert!(hints[0].get("data").is_none(), "{hints}");
    let uri = folder.uri(DEFINITION);
    let text = "{ \"definitions\": { \"A\": { \"type\": \"string\" }, \"B\": { \"$ref\": \"#/definitions/A\" } } }\n";
    client.open(&uri, text);
    let hints = client.ask("textDocument/inlayHint", ask(&uri, 1));
    assert_eq!(
        (&hints[0]["label"], &hints[0]["tooltip"]),
        (&json!("string"), &json!("definition schema in line 1"))
    );
    client.finish();
}
