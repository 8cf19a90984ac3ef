//! What editors show of the platform's limits: a line above the definition, and a table under the pointer.

#![allow(clippy::unwrap_used, reason = "what is missing fails the test")]

use e2e::capabilities::{counting, pulling, with};
use e2e::{Client, DEFINITION, definition, shop, start};
use serde_json::{Value, json};

/// The shop with so many operations more, one a line, in a text with the line ends of Windows. A character before them
/// has another width in every encoding.
fn with_calls(count: usize) -> String {
    let calls: Vec<String> = (0..count)
        .map(|index| {
            format!(
                "    \"/calls/{index}\": {{ \"get\": {{ \"operationId\": \"GetCall{index}\", \
                 \"responses\": {{ \"200\": {{ \"description\": \"A call.\", \"schema\": {{ \"type\": \"string\" }} }} }} }} }},\n"
            )
        })
        .collect();
    let text =
        definition("ListOrders").replace("\"paths\": {\n", &format!("\"paths\": {{\n{}", calls.concat()));
    text.replace("\"/calls/0\"", "\"x-🙂\": 1, \"/calls/0\"").replace('\n', "\r\n")
}

/// The lenses at the opening brace of the definition.
#[track_caller]
fn lenses(client: &mut Client, uri: &str) -> Vec<Value> {
    let found = client.ask("textDocument/codeLens", json!({ "textDocument": { "uri": uri } }));
    let lenses = found.as_array().unwrap().iter();
    lenses.filter(|lens| lens["range"]["start"]["line"] == 0).cloned().collect()
}

#[track_caller]
fn hover(client: &mut Client, uri: &str, line: u64, character: u64) -> String {
    let position = json!({ "line": line, "character": character });
    let params = json!({ "textDocument": { "uri": uri }, "position": position });
    let told = client.ask("textDocument/hover", params);
    told["contents"]["value"].as_str().unwrap().to_owned()
}

#[test]
fn a_client_that_can_nothing_gets_texts() {
    let folder = shop();
    let mut client = start(&folder, pulling());
    let uri = folder.uri(DEFINITION);
    client.open(&uri, &with_calls(10));
    assert_eq!(lenses(&mut client, &uri), [] as [Value; 0]);
    client.replace(&uri, 2, &with_calls(127));
    let shown = lenses(&mut client, &uri);
    assert_eq!(shown.len(), 1);
    assert_eq!(shown[0]["command"]["title"], "128 of 256 operations");
    assert_eq!(shown[0]["command"]["command"], "");
    assert_eq!(client.ask("codeLens/resolve", shown[0].clone()), shown[0]);
    let told = hover(&mut client, &uri, 6, 4);
    let table = "  Limit                     Used                 Share\n  \
                 Operations                128 of 256           50%\n  ";
    assert!(told.contains(table), "{told}");
    assert!(told.contains("\n\nHeaviest parts:\n\n- Operations: /calls (127)\n\n"), "{told}");
    client.replace(&uri, 3, &with_calls(126));
    assert_eq!(lenses(&mut client, &uri), [] as [Value; 0]);
    client.finish();
}

#[test]
fn the_heaviest_parts_are_shown_by_a_client_that_has_the_command() {
    for (encoding, width) in [("utf-8", 4), ("utf-16", 2), ("utf-32", 1)] {
        let folder = shop();
        let shows = json!({
            "experimental": { "commands": { "commands": ["connector-ls.showReferences"] } },
            "textDocument": { "hover": { "contentFormat": ["markdown"] } },
        });
        let mut client = start(&folder, with(with(pulling(), &counting(encoding)), &shows));
        let uri = folder.uri(DEFINITION);
        client.open(&uri, &with_calls(260));
        let shown = lenses(&mut client, &uri);
        assert!(shown[0].get("command").is_none());
        let resolved = client.ask("codeLens/resolve", shown[0].clone());
        let command = &resolved["command"];
        assert_eq!(command["title"], "261 of 256 operations");
        assert_eq!(command["command"], "connector-ls.showReferences");
        let start = "    \"x-".len() + width + "\": 1, ".len();
        let location = json!({ "uri": uri, "range": {
            "start": { "line": 7, "character": start },
            "end": { "line": 7, "character": start + "\"/calls/0\"".len() },
        } });
        assert_eq!(command["arguments"], json!([uri, { "line": 0, "character": 0 }, [location]]));
        let told = hover(&mut client, &uri, 6, 4);
        assert!(told.contains("| **Operations** | **261 of 256** | **101%** |\n"), "{told}");
        // A schema says what it comes to.
        let at = with_calls(260).lines().nth(8).unwrap().find("\"schema\"").unwrap() as u64;
        let told = hover(&mut client, &uri, 8, at + 2);
        assert!(told.contains("\n\n1 of 512 schemas (0%), all references followed\n\n"), "{told}");
        // Of a document that has changed since only the text is known.
        client.replace(&uri, 2, &with_calls(250));
        let late = client.ask("codeLens/resolve", shown[0].clone());
        assert_eq!(late["command"]["command"], "");
        client.finish();
    }
}
