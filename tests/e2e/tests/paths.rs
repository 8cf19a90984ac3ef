//! Where documents and clients lead the server: to files of the workspace and nowhere else.

#![allow(clippy::unwrap_used, reason = "what is missing fails the test")]

use e2e::capabilities::{acting, pulling, with};
use e2e::{Client, DEFINITION, Folder, Options, Replies, ask_everything, definition, properties, start};
use serde_json::{Value, json};

/// What nothing may tell.
const SECRET: &str = "TheSecret";

/// The secret as each kind of file.
fn outside() -> Folder {
    let outside = Folder::new();
    outside.write("definition.json", &definition(SECRET));
    outside.write("properties.json", &properties(SECRET));
    outside.write("connector-ls.jsonc", &format!("{{ \"{SECRET}\": 1 }}"));
    outside
}

/// Asks everything about a connector. No message may hold the secret.
#[track_caller]
fn tells_nothing(folder: &Folder, about: &str) {
    let mut client = Client::start(Options {
        capabilities: with(acting(), &pulling()),
        folders: vec![folder.uri("")],
        replies: Replies::Applied,
        ..Options::default()
    });
    for method in ["window/showMessage", "window/logMessage", "workspace/applyEdit"] {
        client.allow_unread(method);
    }
    client.hear(|message| assert!(!message.to_string().contains(SECRET), "{message}"));
    for name in [format!("c/{DEFINITION}"), "c/settings.json".to_owned(), "c/apiProperties.json".to_owned()] {
        let Ok(text) = std::fs::read_to_string(folder.path().join(&name)) else { continue };
        if text.contains(SECRET) {
            // The editor shows the link's file because its user opened it; here nobody does.
            continue;
        }
        let uri = folder.uri(&name);
        client.open(&uri, &text);
        let places: Vec<usize> = text.match_indices(": \"").map(|(at, _)| at + 4).take(4).collect();
        ask_everything(&mut client, &uri, &text, &places, &mut std::collections::BTreeSet::new());
    }
    // What nobody has open is read too.
    let told = client.ask("workspace/diagnostic", json!({ "previousResultIds": [] }));
    assert!(told["items"].is_array(), "{about}");
    for query in ["", SECRET] {
        client.ask("workspace/symbol", json!({ "query": query }));
    }
    client.finish();
}

#[test]
fn settings_name_files_of_the_workspace_only() {
    let outside = outside();
    let name = outside.path().file_name().unwrap().to_str().unwrap().to_owned();
    let absolute = outside.path().join("definition.json").to_str().unwrap().to_owned();
    for path in [
        absolute.clone(),
        format!("../../{name}/definition.json"),
        format!("..\\..\\{name}\\definition.json"),
        format!("./x/../../../{name}/definition.json"),
        format!("%2e%2e/%2e%2e/{name}/definition.json"),
        format!("..%2f..%2f{name}%2fdefinition.json"),
        format!("file://{absolute}"),
        format!("//{absolute}"),
        format!("\\\\localhost\\{absolute}"),
        format!("\\\\?\\{absolute}"),
        "//./CON".to_owned(),
        "NUL".to_owned(),
        "aux.json".to_owned(),
        "/dev/zero".to_owned(),
        "/proc/self/environ".to_owned(),
        "definition.json\0".to_owned(),
    ] {
        let folder = Folder::new();
        folder.write(&format!("c/{DEFINITION}"), &definition("ListOrders"));
        let settings = json!({
            "connectorId": "x", "environment": "x", "apiDefinition": path, "apiProperties": path.replace("definition", "properties"),
            "script": path, "icon": path,
        });
        folder.write("c/settings.json", &settings.to_string());
        tells_nothing(&folder, &path);
    }
}

#[test]
#[cfg(unix)]
fn links_lead_to_files_of_the_workspace_only() {
    use std::os::unix::fs::symlink;
    let outside = outside();
    for (link, target) in [
        (format!("c/{DEFINITION}"), "definition.json"),
        ("c/apiProperties.json".to_owned(), "properties.json"),
        ("c/connector-ls.jsonc".to_owned(), "connector-ls.jsonc"),
        ("connector-ls.jsonc".to_owned(), "connector-ls.jsonc"),
        ("c".to_owned(), ""),
    ] {
        let folder = Folder::new();
        if link == "c" {
            std::fs::copy(outside.path().join("definition.json"), outside.path().join(DEFINITION)).unwrap();
        } else {
            folder.write(&format!("c/{DEFINITION}"), &definition("ListOrders"));
        }
        let at = folder.path().join(&link);
        let _ = std::fs::remove_file(&at);
        symlink(outside.path().join(target), &at).unwrap();
        tells_nothing(&folder, &link);
    }
}

/// A client asks about what is no file of the workspace: it gets an answer, and the session goes on.
#[test]
fn strange_addresses_have_an_answer() {
    let folder = Folder::new();
    folder.write(DEFINITION, &definition("ListOrders"));
    let mut client: Client = start(&folder, pulling());
    let outside = outside();
    for uri in [
        format!("{}/../../../../etc/{DEFINITION}", folder.uri("")),
        format!("{}/..%2f..%2fetc%2f{DEFINITION}", folder.uri("")),
        format!("{}/%00/{DEFINITION}", folder.uri("")),
        format!("file://server/share/{DEFINITION}"),
        format!("file:////server/share/{DEFINITION}"),
        "file:///dev/zero".to_owned(),
        "file:///proc/self/apiDefinition.swagger.json".to_owned(),
        format!("file:///C:/NUL/{DEFINITION}"),
        format!("file:///{}", "../".repeat(500)),
        format!("untitled:../../{DEFINITION}"),
        format!("https://example.com/{DEFINITION}"),
        "%".to_owned(),
        String::new(),
    ] {
        for method in [
            "connector-ls/operations",
            "connector-ls/preview",
            "connector-ls/changes",
            "connector-ls/properties",
        ] {
            let answer: Value = client.ask(method, json!({ "uri": uri }));
            assert!(!answer.to_string().contains(SECRET), "{uri}");
        }
        client.open(&uri, &definition("ListOrders"));
        client.close(&uri);
    }
    drop(outside);
    client.finish();
}
