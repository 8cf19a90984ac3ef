//! The page of changes: what it says, and that its buttons do what they say.

#![allow(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::process::Command;

use e2e::capabilities::{acting, counting, pulling, with};
use e2e::{Buffers, Client, DEFINITION, Folder, ORDERS, Options, Replies, binary, published_orders, start};
use serde_json::{Value, json};
use syntax::Encoding;

fn client(folder: &Folder) -> Client {
    Client::start(Options {
        capabilities: with(with(acting(), &counting("utf-16")), &pulling()),
        folders: vec![folder.uri("")],
        replies: Replies::Applied,
        ..Options::default()
    })
}

/// The values of an attribute on the page, in order.
fn attributes(html: &str, name: &str) -> Vec<String> {
    let start = format!(" {name}=\"");
    let parts = html.split(&start).skip(1);
    let values = parts.map(|part| part.split('"').next().unwrap());
    values.map(|value| value.replace("&#39;", "'").replace("&quot;", "\"").replace("&amp;", "&")).collect()
}

#[track_caller]
fn page(client: &mut Client, uri: &str) -> (String, Value) {
    let answer = client.ask("connector-ls/changesPage", json!({ "uri": uri }));
    let keys: Vec<&str> = answer.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys, ["html", "markdown", "baseline"]);
    (answer["html"].as_str().unwrap().to_owned(), answer)
}

#[test]
fn a_remedy_on_the_page_does_what_it_says() {
    let (folder, uri) = published_orders();
    let mut client = client(&folder);
    let now = ORDERS
        .replace("\"count\":", "\"number\":")
        .replace("\"summary\": \"List orders\"", "\"summary\": \"<script>alert(1)</script>\"");
    client.open(&uri, &now);
    let (html, answer) = page(&mut client, &uri);
    assert_eq!(answer["baseline"], "main");
    assert!(html.contains("One change breaks existing flows") && html.contains("major update"), "{html}");
    assert!(!html.contains("<script>alert"));
    let titles = attributes(&html, "data-remedy");
    assert!(titles.iter().any(|title| title.starts_with("Acknowledge")), "{titles:?}");
    assert_eq!(attributes(&html, "data-command"), ["connector-ls.remedy"]);
    let (codes, messages) = (attributes(&html, "data-change"), attributes(&html, "data-message"));
    let buffers = Buffers::new(Encoding::Utf16).with(&uri, Some(1), &now);
    // What is new beside it stays.
    let field = "{ \"type\": \"integer\", \"title\": \"Count\" }";
    let both = format!("\"number\": {field}, \"count\": {field}");
    let expected = now.replace(&format!("\"number\": {field}"), &both);
    let mut reverted = None;
    for ((title, code), message) in titles.iter().zip(&codes).zip(&messages) {
        let argument = json!({ "uri": uri, "change": code, "message": message, "remedy": title });
        assert_eq!(client.execute("connector-ls.remedy", &argument), Value::Null, "{title}");
        let asked = client.message("workspace/applyEdit");
        assert_eq!(&asked["label"], title);
        if title.starts_with("Acknowledge") {
            assert!(asked["edit"].to_string().contains("acknowledge"), "{asked}");
            continue;
        }
        let after = buffers.applied(&asked["edit"]).0.text(&uri).to_owned();
        assert!(after.contains("\"count\":"), "{title}: the published field is there again\n{after}");
        if title == "Revert this change" {
            reverted = Some(after);
        }
    }
    assert_eq!(reverted.as_deref(), Some(&*expected), "{titles:?}");
    // What no page has offered is refused, and what is no longer so.
    client.replace(&uri, 2, ORDERS);
    let gone = json!({ "uri": uri, "change": codes[0], "message": messages[0], "remedy": titles[0] });
    assert_eq!(client.execute("connector-ls.remedy", &gone)["applied"], false);
    client.message("window/showMessage");
    let (html, _) = page(&mut client, &uri);
    assert!(
        html.contains("Nothing that the connector means has changed since main.")
            && !html.contains("<article")
    );
    client.finish();
}

/// What is settled says how: it is not all acknowledged.
#[test]
fn a_change_that_nobody_has_to_look_at_says_why() {
    let (folder, uri) = published_orders();
    let now = ORDERS.replace("\"count\":", "\"number\":");
    let change = "change/output-field-removed";
    for (settings, badge, verdict) in [
        (json!({}), None, "existing flows since main. For"),
        (
            json!({ "acknowledge": [{ "change": change, "reason": "x" }] }),
            Some("Acknowledged"),
            "existing flows since main; it is acknowledged. For",
        ),
        (
            json!({ "rules": { change: "off" } }),
            Some("Turned off in the settings"),
            "existing flows since main; it is turned off. For",
        ),
        (
            json!({ "ignore": [{ "rule": change, "reason": "x" }] }),
            Some("Ignored in the configuration"),
            "existing flows since main; it is ignored. For",
        ),
    ] {
        let mut client = Client::start(Options {
            capabilities: pulling(),
            folders: vec![folder.uri("")],
            settings,
            ..Options::default()
        });
        client.open(&uri, &now);
        let (html, _) = page(&mut client, &uri);
        let badges = html.split("class=\"badge\">").skip(1).map(|part| part.split('<').next().unwrap());
        assert_eq!(badges.collect::<Vec<_>>(), badge.into_iter().collect::<Vec<_>>());
        assert!(html.contains(verdict), "{verdict}\n{html}");
        assert_eq!(attributes(&html, "data-remedy").is_empty(), badge.is_some());
        client.finish();
    }
}

#[test]
fn the_markdown_is_that_of_the_command_line() {
    let folder = Folder::new();
    let now = ORDERS.replace("\"count\":", "\"number\":");
    folder.write(&format!("old/{DEFINITION}"), ORDERS);
    folder.write(&format!("new/{DEFINITION}"), &now);
    let output = Command::new(binary())
        .args(["diff", "old", "new", "--format", "markdown"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    let mut client = Client::start(Options {
        capabilities: pulling(),
        folders: vec![folder.uri("")],
        settings: json!({ "baseline": "old" }),
        ..Options::default()
    });
    let (_, answer) = page(&mut client, &folder.uri(&format!("new/{DEFINITION}")));
    // The command line names the files by its arguments.
    let told = |text: &str| {
        let lines = text.lines().filter(|line| !line.contains("<sub>"));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(told(answer["markdown"].as_str().unwrap()), told(&printed));
    assert!(answer["markdown"].as_str().unwrap().contains(&format!("<sub>{DEFINITION}:")));
    client.finish();
}

#[test]
fn without_a_published_state_the_page_says_how_to_get_one() {
    let folder = Folder::new();
    folder.write(DEFINITION, ORDERS);
    folder.write("package.json", "{}");
    let mut client = start(&folder, pulling());
    let (html, answer) = page(&mut client, &folder.uri(DEFINITION));
    assert!(html.contains("Nothing to compare with") && html.contains("is in no repository"));
    assert_eq!((&answer["markdown"], &answer["baseline"]), (&json!(""), &Value::Null));
    let none = client.ask("connector-ls/changesPage", json!({ "uri": folder.uri("package.json") }));
    assert_eq!(none, Value::Null);
    client.finish();
}
