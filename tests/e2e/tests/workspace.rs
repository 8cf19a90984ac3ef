//! Folders, settings, files on disk.

use std::fs;
use std::time::Duration;

use e2e::{Client, DEFINITION, Folder, Options, Replies, has, start};
use serde_json::{Value, json};

const BROKEN: &str = "{ \"swagger\": \"2.0\" \"paths\": {} }";
const SYNTAX: &str = "json/syntax";

#[track_caller]
fn close(client: &mut Client, uri: &str) {
    client.close(uri);
    assert!(client.published(uri, None).is_empty());
}

#[test]
fn the_nearest_configuration_file_wins_over_the_editor() {
    let folder = Folder::new();
    folder.write("connector-ls.jsonc", "{ // ours\n \"rules\": { \"json/*\": \"off\", }, }");
    folder.write("near/connector-ls.json", "{ \"rules\": { \"json/syntax\": \"hint\" } }");
    let mut client = Client::start(Options {
        settings: json!({ "rules": { "json/syntax": "warning" } }),
        folders: vec![folder.uri("")],
        ..Options::default()
    });
    for (name, severity) in [("far", None), ("near", Some(4))] {
        let uri = folder.uri(&format!("{name}/{DEFINITION}"));
        client.open(&uri, BROKEN);
        let diagnostics = client.published(&uri, Some(1));
        let found = diagnostics.iter().find(|diagnostic| diagnostic["code"] == SYNTAX);
        assert_eq!(found.and_then(|found| found["severity"].as_u64()), severity, "{name}");
        close(&mut client, &uri);
    }
    client.finish();
}

#[test]
fn file_patterns_go_by_the_real_names() {
    let folder = Folder::new();
    let ignore = r#"{ "rule": "json/*", "file": "a/apiDefinition.v1.json" }"#;
    folder.write("connector-ls.jsonc", &format!("{{ \"ignore\": [{ignore}] }}"));
    let mut client = start(&folder, Value::Null);
    for (version, is_found) in [("v1", false), ("v2", true)] {
        let uri = folder.uri(&format!("a/apiDefinition.{version}.json"));
        client.open(&uri, BROKEN);
        assert_eq!(has(&client.published(&uri, Some(1)), SYNTAX), is_found, "{version}");
        close(&mut client, &uri);
    }
    client.finish();
}

#[test]
fn a_configuration_file_takes_effect_while_it_is_written() {
    let folder = Folder::new();
    let (uri, config) = (folder.uri(DEFINITION), folder.uri("connector-ls.jsonc"));
    let mut client = start(&folder, Value::Null);
    client.open(&uri, BROKEN);
    assert!(has(&client.published(&uri, Some(1)), SYNTAX));
    client.open(&config, "{ \"rules\": { \"json/syntax\": \"off\" } }");
    assert!(client.published(&config, Some(1)).is_empty());
    assert!(!has(&client.published(&uri, Some(1)), SYNTAX));
    // Broken, it is reported where it is broken, and has no effect.
    client.replace(&config, 2, "{ \"rules\": { \"json/syntax\": ");
    assert_eq!(client.published(&config, Some(2)).len(), 1);
    assert!(has(&client.published(&uri, Some(1)), SYNTAX));
    client.replace(&config, 3, "{ \"rulez\": {} }");
    let problems = client.published(&config, Some(3));
    assert!(problems[0]["message"].as_str().unwrap().contains("rules"), "{problems:?}");
    client.replace(&config, 4, "{ \"rules\": { \"json/syntax\": \"off\" } }");
    assert!(client.published(&config, Some(4)).is_empty());
    assert!(!has(&client.published(&uri, Some(1)), SYNTAX));
    // Closed without being saved, it is gone.
    close(&mut client, &config);
    assert!(has(&client.published(&uri, Some(1)), SYNTAX));
    close(&mut client, &uri);
    // The log has a line on the broken file.
    client.message("window/logMessage");
    client.allow_unread("window/logMessage");
    client.finish();
}

#[test]
fn settings_are_pulled_where_the_client_can() {
    let folder = Folder::new();
    let uri = folder.uri(DEFINITION);
    let mut client = Client::start(Options {
        capabilities: json!({ "workspace": { "configuration": true } }),
        folders: vec![folder.uri("")],
        replies: Replies::Settings(json!({ "rules": { "json/syntax": "hint" }, "profile": null })),
        ..Options::default()
    });
    let asked = client.message("workspace/configuration");
    assert_eq!(
        asked["items"],
        json!([{ "section": "connector-ls" }, { "scopeUri": folder.uri(""), "section": "connector-ls" }])
    );
    // The answer may come after the first look at the document, which is then looked at again.
    client.open(&uri, BROKEN);
    let severity = |client: &mut Client| loop {
        let found = client.published(&uri, Some(1));
        let found = found.iter().find(|diagnostic| diagnostic["code"] == SYNTAX).unwrap()["severity"].clone();
        if found == 4 {
            break found;
        }
    };
    assert_eq!(severity(&mut client), 4);
    close(&mut client, &uri);
    client.notify("workspace/didChangeConfiguration", json!({ "settings": null }));
    client.message("workspace/configuration");
    client.finish();
}

#[test]
fn settings_are_pushed_without_a_restart() {
    let folder = Folder::new();
    let uri = folder.uri(DEFINITION);
    let mut client = start(&folder, Value::Null);
    client.open(&uri, BROKEN);
    assert!(has(&client.published(&uri, Some(1)), SYNTAX));
    client.notify(
        "workspace/didChangeConfiguration",
        json!({ "settings": { "connector-ls": { "rules": { "json/syntax": "off" } } } }),
    );
    assert!(!has(&client.published(&uri, Some(1)), SYNTAX));
    client.notify(
        "workspace/didChangeConfiguration",
        json!({ "settings": { "rules": { "json/syntax": "info" } } }),
    );
    assert!(has(&client.published(&uri, Some(1)), SYNTAX));
    // What has no meaning is told.
    client.notify("workspace/didChangeConfiguration", json!({ "settings": { "profile": "gold" } }));
    let told = client.message("window/logMessage");
    assert!(told["message"].as_str().unwrap().contains("profile"), "{told}");
    assert!(has(&client.published(&uri, Some(1)), SYNTAX));
    close(&mut client, &uri);
    client.finish();
}

#[test]
fn what_the_client_does_not_offer_is_not_asked_for() {
    for (offered, expected) in [(false, 0), (true, 2)] {
        let mut client = Client::start(Options {
            capabilities: json!({ "workspace": {
                "didChangeWatchedFiles": { "dynamicRegistration": offered },
                "didChangeConfiguration": { "dynamicRegistration": offered },
            } }),
            ..Options::default()
        });
        if offered {
            let asked = client.message("client/registerCapability");
            assert_eq!(asked["registrations"].as_array().unwrap().len(), expected);
        }
        client.expect_none(Duration::from_millis(100), |message| message.get("method").is_some());
        client.finish();
    }
}

#[test]
fn a_change_on_disk_is_seen() {
    let folder = e2e::copy_of_sample("azure-key-vault");
    let uri = folder.uri("apiProperties.json");
    let mut client = start(&folder, Value::Null);
    client.open(&uri, &folder.read("apiProperties.json"));
    let before = client.published(&uri, Some(1));
    let text = folder.read(DEFINITION);
    folder.write(DEFINITION, &text.replace("\"operationId\": \"", "\"operationId\": \"Other"));
    client.notify(
        "workspace/didChangeWatchedFiles",
        json!({ "changes": [
            { "uri": folder.uri(DEFINITION), "type": 2 },
            { "uri": folder.uri("package.json"), "type": 1 },
        ] }),
    );
    let after = client.published(&uri, Some(1));
    assert!(after.len() > before.len(), "{after:?}");
    folder.write(DEFINITION, &text);
    // A client without a watcher at least tells what it saves.
    client.notify("textDocument/didSave", json!({ "textDocument": { "uri": uri } }));
    assert_eq!(client.published(&uri, Some(1)), before);
    close(&mut client, &uri);
    client.finish();
}

#[test]
fn a_readme_that_comes_or_goes_is_seen() {
    let folder = e2e::copy_of_sample("azure-key-vault");
    let uri = folder.uri(DEFINITION);
    let mut client = Client::start(Options { folders: vec![folder.uri("")], ..Options::default() });
    client.open(&uri, &folder.read(DEFINITION));
    assert!(!has(&client.published(&uri, Some(1)), "package/readme-missing"));
    let told = |kind: u8| json!({ "changes": [{ "uri": folder.uri("readme.md"), "type": kind }] });
    let text = folder.read("readme.md");
    fs::remove_file(folder.path().join("readme.md")).unwrap();
    client.notify("workspace/didChangeWatchedFiles", told(3));
    assert!(has(&client.published(&uri, Some(1)), "package/readme-missing"));
    folder.write("readme.md", &text);
    client.notify("workspace/didChangeWatchedFiles", told(1));
    assert!(!has(&client.published(&uri, Some(1)), "package/readme-missing"));
    close(&mut client, &uri);
    client.finish();
}

#[test]
fn several_folders_have_settings_of_their_own() {
    let folder = Folder::new();
    let mut client = Client::start(Options {
        capabilities: json!({ "workspace": { "configuration": true, "workspaceFolders": true } }),
        folders: vec![folder.uri("foo"), folder.uri("foobar")],
        replies: Replies::Never,
        ..Options::default()
    });
    let answer = |client: &mut Client, values: Value| {
        let request = client.wait_for(|message| message["method"] == "workspace/configuration");
        client.send(&json!({ "jsonrpc": "2.0", "id": request["id"], "result": values }));
    };
    answer(
        &mut client,
        json!([null, { "rules": { "json/syntax": "off" } }, { "rules": { "json/syntax": "hint" } }]),
    );
    // The answer is on its way before the document is.
    std::thread::sleep(Duration::from_millis(200));
    for (name, severity) in [("foo", None), ("foobar", Some(4)), ("fo", Some(1))] {
        let uri = folder.uri(&format!("{name}/{DEFINITION}"));
        client.open(&uri, BROKEN);
        let found = client.published(&uri, Some(1));
        let found = found.iter().find(|diagnostic| diagnostic["code"] == SYNTAX);
        assert_eq!(found.and_then(|found| found["severity"].as_u64()), severity, "{name}");
        close(&mut client, &uri);
    }
    // A folder comes and goes.
    client.notify(
        "workspace/didChangeWorkspaceFolders",
        json!({ "event": { "added": [{ "uri": folder.uri("fo"), "name": "x" }], "removed": [{ "uri": folder.uri("foo"), "name": "x" }] } }),
    );
    answer(
        &mut client,
        json!([null, { "rules": { "json/syntax": "off" } }, { "rules": { "json/syntax": "info" } }]),
    );
    std::thread::sleep(Duration::from_millis(200));
    for (name, severity) in [("foobar", None), ("fo", Some(3)), ("foo", Some(1))] {
        let uri = folder.uri(&format!("{name}/{DEFINITION}"));
        client.open(&uri, BROKEN);
        let found = client.published(&uri, Some(1));
        let found = found.iter().find(|diagnostic| diagnostic["code"] == SYNTAX);
        assert_eq!(found.and_then(|found| found["severity"].as_u64()), severity, "{name}");
        close(&mut client, &uri);
    }
    client.finish();
}

/// `settings.json` may name other files; none of them outside of the workspace.
#[test]
fn files_that_settings_name_belong_to_the_connector() {
    let folder = Folder::new();
    let outside = Folder::new();
    outside.write("secret.json", "{ broken");
    folder.write("settings.json", "{ \"connectorId\": \"x\", \"apiDefinition\": \"shop.json\" }");
    let uri = folder.uri("shop.json");
    let mut client = start(&folder, Value::Null);
    client.open(&uri, BROKEN);
    assert!(has(&client.published(&uri, Some(1)), SYNTAX));
    let settings = folder.uri("settings.json");
    let secret = outside.path().join("secret.json");
    let escape = format!("../../../../../..{}", secret.display());
    for named in [escape, secret.display().to_string()] {
        let text = json!({ "connectorId": "x", "apiDefinition": named }).to_string();
        client.open(&settings, &text);
        // The definition is no part of a connector any more.
        assert!(client.published(&uri, Some(1)).is_empty());
        client.close(&settings);
        client.forget("window/showMessage");
        assert!(has(&client.published(&uri, Some(1)), SYNTAX));
    }
    close(&mut client, &uri);
    client.allow_unread("textDocument/publishDiagnostics");
    client.allow_unread("window/showMessage");
    client.finish();
}

/// Whatever stands where a file is expected.
#[cfg(unix)]
#[test]
fn pipes_folders_and_huge_files_are_passed_over() {
    let folder = Folder::new();
    let uri = folder.uri(DEFINITION);
    fs::create_dir(folder.path().join("apiProperties.json")).unwrap();
    let made = std::process::Command::new("mkfifo").arg(folder.path().join("script.csx")).status().unwrap();
    assert!(made.success());
    let huge = fs::File::create(folder.path().join("settings.json")).unwrap();
    huge.set_len(65 * 1024 * 1024).unwrap();
    let mut client = start(&folder, Value::Null);
    client.open(&uri, BROKEN);
    assert!(has(&client.published(&uri, Some(1)), SYNTAX));
    let told = client.message("window/showMessage");
    assert!(told["message"].as_str().unwrap().contains("65 MB"), "{told}");
    client.replace(&uri, 2, BROKEN);
    client.published(&uri, Some(2));
    close(&mut client, &uri);
    client.finish();
}

#[test]
fn traces_and_logs_are_told_as_wished() {
    let mut client = Client::start(Options { settings: json!({ "logLevel": "info" }), ..Options::default() });
    assert!(client.message("window/logMessage")["message"].as_str().unwrap().contains("connector-ls"));
    client.notify("$/setTrace", json!({ "value": "verbose" }));
    client.ask("connector-ls/debug/sleep", json!({ "milliseconds": 1 }));
    let trace = client.message("$/logTrace");
    assert!(trace["message"].as_str().unwrap().contains("connector-ls/debug/sleep"), "{trace}");
    client.notify("$/setTrace", json!({ "value": "off" }));
    client.ask("connector-ls/debug/sleep", json!({ "milliseconds": 1 }));
    client.finish();
}

/// A scan that takes its time is shown, and a quick one is not.
#[test]
fn progress_is_shown_when_there_is_something_to_wait_for() {
    for count in [1, 1500] {
        let folder = Folder::new();
        let text = fs::read_to_string(
            std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("../connectors/clumsy-crm")
                .join(DEFINITION),
        )
        .unwrap();
        for number in 0..count {
            folder.write(&format!("{number}/{DEFINITION}"), &text);
        }
        let mut client = Client::start(Options {
            capabilities: json!({
                "textDocument": { "diagnostic": {} }, "window": { "workDoneProgress": true },
            }),
            folders: vec![folder.uri("")],
            ..Options::default()
        });
        let asked = std::time::Instant::now();
        let report = client.ask("workspace/diagnostic", json!({ "previousResultIds": [] }));
        let took = asked.elapsed();
        assert_eq!(report["items"].as_array().unwrap().len(), count);
        if count == 1 && took < Duration::from_millis(400) {
            client.expect_none(Duration::from_millis(700), |message| message.get("method").is_some());
        } else if count > 1 && took > Duration::from_millis(1_200) {
            let token = client.message("window/workDoneProgress/create")["token"].clone();
            let begin = client.message("$/progress");
            assert_eq!((&begin["token"], begin["value"]["kind"].as_str()), (&token, Some("begin")));
            let end = client.wait_for(|message| message["params"]["value"]["kind"] == "end");
            assert_eq!(end["params"]["token"], token);
            client.forget("$/progress");
        } else {
            // Whether it took long enough is a matter of luck: many connectors on a fast machine, one on a busy one.
            client.forget("window/workDoneProgress/create");
            client.forget("$/progress");
        }
        client.finish();
    }
}
