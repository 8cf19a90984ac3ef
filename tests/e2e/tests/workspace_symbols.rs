//! Finding by name in the whole workspace, over the wire.

#![allow(clippy::unwrap_used, reason = "what is missing fails the test")]

use e2e::capabilities::{pulling, with};
use e2e::{Client, DEFINITION, Folder, PROPERTIES, definition, properties, range_of, start};
use serde_json::{Value, json};
use syntax::Encoding;

fn search(client: &mut Client, query: &str) -> Vec<Value> {
    client.ask("workspace/symbol", json!({ "query": query })).as_array().unwrap().clone()
}

fn names(symbols: &[Value]) -> Vec<&str> {
    symbols.iter().map(|symbol| symbol["name"].as_str().unwrap()).collect()
}

/// Two connectors, and a file that is none.
fn connectors() -> Folder {
    let folder = Folder::new();
    folder.write(&format!("a/{DEFINITION}"), &definition("ListOrders").replace("Contoso Orders", "First"));
    folder.write(&format!("a/{PROPERTIES}"), &properties("ListOrders"));
    folder.write(&format!("b/{DEFINITION}"), &definition("ListShops").replace("\"title\"", "\"name\""));
    folder.write("package.json", &definition("ListNothing"));
    folder
}

/// Clients that watch files, and that do not.
fn clients() -> [Value; 2] {
    let watching = json!({ "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true } } });
    [with(pulling(), &watching), pulling()]
}

#[test]
fn all_connectors_are_searched_open_or_not() {
    let folder = connectors();
    for capabilities in clients() {
        let mut client = start(&folder, capabilities);
        client.allow_unread("client/registerCapability");
        let found = search(&mut client, "list");
        assert_eq!(names(&found), ["ListShops", "ListOrders"]);
        let orders = &found[1];
        let text = folder.read(&format!("a/{DEFINITION}"));
        assert_eq!(orders["containerName"], "First");
        assert_eq!(found[0]["containerName"], "b");
        assert_eq!(orders["location"]["uri"], folder.uri(&format!("a/{DEFINITION}")));
        assert_eq!(orders["location"]["range"], range_of(&text, "\"ListOrders\"", Encoding::Utf16));
        assert_eq!(names(&search(&mut client, "hdr")), ["Header"]);
        assert_eq!(names(&search(&mut client, "nothing")), Vec::<&str>::new());
        assert_eq!(search(&mut client, "").len(), 3);
        // What is typed counts, not what is on disk.
        let uri = folder.uri(&format!("b/{DEFINITION}"));
        client.open(&uri, &definition("CountShops"));
        assert_eq!(names(&search(&mut client, "shops")), ["CountShops"]);
        client.close(&uri);
        assert_eq!(names(&search(&mut client, "shops")), ["ListShops"]);
        client.finish();
    }
}

#[test]
fn what_changes_on_disk_is_found() {
    for (number, capabilities) in clients().into_iter().enumerate() {
        let folder = connectors();
        let mut client = start(&folder, capabilities);
        client.allow_unread("client/registerCapability");
        assert_eq!(names(&search(&mut client, "shops")), ["ListShops"]);
        folder.write(&format!("b/{DEFINITION}"), &definition("CountAllShops"));
        folder.write(&format!("c/{DEFINITION}"), &definition("SellShops"));
        if number == 0 {
            let changes = ["b", "c"]
                .map(|name| json!({ "uri": folder.uri(&format!("{name}/{DEFINITION}")), "type": 2 }));
            client.notify("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
        }
        assert_eq!(names(&search(&mut client, "shops")), ["SellShops", "CountAllShops"]);
        client.finish();
    }
}
