//! What the disk does to the server: pipes in the place of files, files that come and go, damaged repositories, texts that
//! are too large.

#![allow(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::fs;
use std::path::Path;

use e2e::capabilities::pulling;
use e2e::{Client, DEFINITION, Folder, Options, PROPERTIES, Replies, definition, git, has, shop, start};
use serde_json::{Value, json};

const SYNTAX: &str = "json/syntax";

/// The codes of what is reported on all connectors.
#[track_caller]
fn reported(client: &mut Client) -> Vec<String> {
    let report = client.ask("workspace/diagnostic", json!({ "previousResultIds": [] }));
    report["items"].as_array().unwrap().iter().map(|item| item["uri"].as_str().unwrap().to_owned()).collect()
}

#[cfg(unix)]
fn pipe(path: &Path) {
    let _ = fs::remove_file(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(path).status().unwrap().success());
}

#[cfg(unix)]
#[test]
fn no_pipe_is_waited_for() {
    for name in [
        ".gitignore",
        ".ignore",
        "connector-ls.jsonc",
        "a/.gitignore",
        "a/settings.json",
        "b/.ignore",
        ".git/HEAD",
        ".git/config",
        ".git/refs/heads/main",
        ".git/packed-refs",
        ".git/info/exclude",
    ] {
        let folder = Folder::new();
        let paths = ["a", "b"].map(|connector| format!("{connector}/{DEFINITION}"));
        for path in &paths {
            folder.write(path, "{");
        }
        folder.publish();
        pipe(&folder.path().join(name));
        let mut client = start(&folder, pulling());
        let uri = folder.uri(&paths[0]);
        client.open(&uri, "{");
        let items = client.pull(&uri, None)["items"].take();
        assert!(has(items.as_array().unwrap(), SYNTAX), "{name}: {items}");
        let all = reported(&mut client);
        // A folder whose pipe says what is ignored is not searched; what is open is known anyway.
        let is_searched = !matches!(name, ".gitignore" | ".ignore" | "b/.ignore" | ".git/info/exclude");
        assert_eq!(all.contains(&folder.uri(&paths[1])), is_searched, "{name}: {all:?}");
        assert!(all.contains(&uri), "{name}: {all:?}");
        client.allow_unread("window/showMessage");
        client.allow_unread("window/logMessage");
        client.finish();
    }
}

#[test]
fn a_damaged_repository_is_said_once_and_the_rest_is_checked() {
    let folder = Folder::new();
    folder.write(DEFINITION, &definition("ListOrders"));
    folder.publish();
    let commit = git(folder.path(), "rev-parse HEAD");
    let (start_of_id, rest) = commit.trim().split_at(2);
    fs::remove_file(folder.path().join(".git/objects").join(start_of_id).join(rest)).unwrap();
    let uri = folder.uri(DEFINITION);
    let mut client = start(&folder, Value::Null);
    for version in 1..4_i32 {
        let text = format!("{}{}", definition("ListOrders"), "}".repeat(version.unsigned_abs() as usize));
        if version == 1 {
            client.open(&uri, &text);
        } else {
            client.replace(&uri, version.into(), &text);
        }
        assert!(has(&client.published(&uri, Some(version.into())), SYNTAX));
    }
    let said = client.wait_for(|message| message.to_string().contains("is missing from the Git repository"));
    assert_eq!(said["method"], "window/showMessage", "{said}");
    client.close(&uri);
    client.published(&uri, None);
    client.finish();
}

/// A text that no file may have is passed over, and said once; what was a file before stays known.
#[test]
fn a_hundred_megabytes_in_the_editor_are_not_checked() {
    let folder = shop();
    let uri = folder.uri(DEFINITION);
    let mut client = start(&folder, Value::Null);
    client.open(&uri, &format!("{{ \"x\": \"{}\"", "x".repeat(100 << 20)));
    let told = client.message("window/showMessage");
    let message = told["message"].as_str().unwrap();
    assert!(message.contains("is not checked: it has 100 MB, and at most 64 MB are read"), "{message}");
    let at = json!({ "textDocument": { "uri": uri }, "position": { "line": 0, "character": 3 } });
    for method in ["textDocument/hover", "textDocument/completion"] {
        assert_eq!(client.ask(method, at.clone()), Value::Null);
    }
    client.replace(&uri, 2, "{");
    assert!(has(&client.published(&uri, Some(2)), SYNTAX));
    client.close(&uri);
    client.published(&uri, None);
    client.finish();
}

/// Files come, go, and become something else between being listed and being read.
#[cfg(unix)]
#[test]
fn what_changes_while_it_is_read_does_no_harm() {
    use std::sync::atomic::{AtomicBool, Ordering};
    let folder = Folder::new();
    let path = |number: usize, name: &str| folder.path().join(format!("c{number}")).join(name);
    (0..8).for_each(|number| folder.write(&format!("c{number}/{DEFINITION}"), "{"));
    pipe(&folder.path().join("pipe"));
    let mut client = start(&folder, pulling());
    let uri = folder.uri(&format!("open/{DEFINITION}"));
    client.open(&uri, "{");
    let is_over = AtomicBool::new(false);
    let reports = std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut turn = 0_usize;
            while !is_over.load(Ordering::Relaxed) {
                let number = turn % 8;
                let definition = path(number, DEFINITION);
                let beside = path(number, PROPERTIES);
                match turn / 8 % 6 {
                    0 => drop(fs::remove_file(&definition)),
                    1 => drop(fs::create_dir(&definition)),
                    2 => drop(fs::remove_dir(&definition)),
                    // In one step a pipe takes the place of a file.
                    3 => {
                        drop(fs::write(&beside, "{}"));
                        drop(fs::hard_link(folder.path().join("pipe"), path(number, "moving")));
                        drop(fs::rename(path(number, "moving"), &beside));
                    }
                    4 => drop(fs::remove_file(&beside)),
                    _ => drop(fs::write(&definition, "{")),
                }
                turn += 1;
            }
        });
        // Nothing may fail in here, or the other thread would never end.
        let ids: Vec<i64> = (0..40)
            .map(|_| client.request("workspace/diagnostic", json!({ "previousResultIds": [] })))
            .collect();
        let reports = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            ids.into_iter().map(|id| client.response(id)).collect::<Vec<Value>>()
        }));
        is_over.store(true, Ordering::Relaxed);
        reports
    });
    for report in reports.unwrap() {
        assert!(report["result"]["items"].is_array(), "{report}");
    }
    let items = client.pull(&uri, None)["items"].take();
    assert!(has(items.as_array().unwrap(), SYNTAX), "{items}");
    client.allow_unread("window/showMessage");
    client.finish();
}

/// The superuser may read everything, so the server runs as somebody else where the tests are run by that one.
#[cfg(target_os = "linux")]
#[test]
fn what_may_not_be_read_is_passed_over() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::process::Command;
    let as_somebody = || {
        let mut command = Command::new("setpriv");
        command.args(["--reuid", "65534", "--regid", "65534", "--clear-groups", "--"]).arg(e2e::binary());
        command
    };
    let is_superuser = fs::metadata("/proc/self").unwrap().uid() == 0;
    if is_superuser && !as_somebody().arg("version").output().is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: another user cannot run the binary here");
        return;
    }
    let folder = Folder::new();
    for connector in ["closed", "file", "open"] {
        folder.write(&format!("{connector}/{DEFINITION}"), "{");
    }
    let set_mode = |name: &str, mode| {
        fs::set_permissions(folder.path().join(name), fs::Permissions::from_mode(mode)).unwrap();
    };
    set_mode("closed", 0o000);
    set_mode(&format!("file/{DEFINITION}"), 0o000);
    let mut client = if is_superuser {
        let mut command = as_somebody();
        command.env("CONNECTOR_LS_TEST_PANIC", "1");
        let mut client = Client::spawn_by(command, Replies::Null);
        client.ask("initialize", json!({ "rootUri": folder.uri(""), "capabilities": pulling() }));
        client.notify("initialized", json!({}));
        client
    } else {
        let folders = vec![folder.uri("")];
        Client::start(Options { capabilities: pulling(), folders, ..Options::default() })
    };
    assert_eq!(reported(&mut client), [folder.uri(&format!("open/{DEFINITION}"))]);
    // What the editor has open, it may have from elsewhere.
    for connector in ["closed", "file"] {
        let uri = folder.uri(&format!("{connector}/{DEFINITION}"));
        client.open(&uri, "{");
        let items = client.pull(&uri, None)["items"].take();
        assert!(has(items.as_array().unwrap(), SYNTAX), "{connector}: {items}");
    }
    set_mode("closed", 0o755);
    client.finish();
}
