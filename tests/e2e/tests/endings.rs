//! Every way for a session to end, with its exit code, within a second.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use e2e::{Client, Options, Replies, framed};
use serde_json::{Value, json};

/// The time that the server has.
const SECOND: Duration = Duration::from_secs(1);
/// How often a session is played before it counts as too slow: a busy machine may stand still for a second.
const TRIES: u32 = 5;

/// Plays a session that is about to end. Its exit code counts every time, its time once.
#[track_caller]
fn ends(expected: i32, session: impl Fn() -> Client) {
    let mut fastest = Duration::MAX;
    for _ in 0..TRIES {
        let mut client = session();
        let begun = Instant::now();
        let status = client.wait_for_exit(Duration::from_secs(60));
        fastest = fastest.min(begun.elapsed());
        assert_eq!(status.code(), Some(expected), "{status}");
        // The answers to work that was under way may or may not have come.
        client.forget_answers();
        if fastest < SECOND {
            return;
        }
    }
    panic!("the server took {fastest:?} to end");
}

/// A session in which a request that does not let itself be stopped is being worked on, and one waits.
fn busy() -> Client {
    let mut client = Client::start(Options::default());
    for _ in 0..20 {
        client.request("connector-ls/debug/sleep", json!({ "milliseconds": 60_000, "deaf": true }));
    }
    assert_eq!(client.ask_in_vain("initialize", json!({})), -32600);
    client
}

/// Both an idle session and one that works end the same way.
#[track_caller]
fn check(expected: i32, end: impl Fn(&mut Client)) {
    for start in [|| Client::start(Options::default()), busy] {
        ends(expected, || {
            let mut client = start();
            end(&mut client);
            client
        });
    }
}

fn shutdown(client: &mut Client) {
    assert_eq!(client.ask("shutdown", Value::Null), Value::Null);
}

#[test]
fn shutdown_then_exit_is_0() {
    check(0, |client| {
        shutdown(client);
        client.notify("exit", Value::Null);
    });
}

#[test]
fn exit_alone_is_1() {
    check(1, |client| client.notify("exit", Value::Null));
}

#[test]
fn the_end_of_input_is_1() {
    check(1, Client::close_input);
}

#[test]
fn the_end_of_input_after_shutdown_is_0() {
    check(0, |client| {
        shutdown(client);
        client.close_input();
    });
}

#[cfg(unix)]
#[test]
fn sigterm_is_0() {
    check(0, |client| {
        let sent = Command::new("kill").arg(client.process_id().to_string()).status().unwrap();
        assert!(sent.success());
    });
}

/// The editor's process ends, but somebody else still holds the pipe open.
#[cfg(target_os = "linux")]
#[test]
fn the_death_of_the_parent_is_1() {
    for is_busy in [false, true] {
        ends(1, || {
            let mut parent = Command::new("sleep").arg("600").stdin(Stdio::null()).spawn().unwrap();
            let mut client = Client::spawn(Replies::Null);
            client.ask("initialize", json!({ "processId": parent.id(), "capabilities": {} }));
            if is_busy {
                client.request("connector-ls/debug/sleep", json!({ "milliseconds": 60_000, "deaf": true }));
            }
            client.notify("initialized", json!({}));
            client.expect_none(Duration::from_millis(300), |message| message.get("id").is_none());
            parent.kill().unwrap();
            parent.wait().unwrap();
            client
        });
    }
}

#[test]
fn an_exit_with_unread_output_still_ends() {
    ends(1, || {
        let mut client = Client::spawn(Replies::Null);
        client.close_output();
        client.request("initialize", json!({ "capabilities": {} }));
        client.notify("exit", Value::Null);
        client
    });
}

/// Whatever a client writes as the parameters of requests that have none.
#[test]
fn shutdown_and_exit_take_any_parameters() {
    for params in ["", r#","params":null"#, r#","params":{}"#, r#","params":[]"#] {
        ends(0, || {
            let mut client = Client::start(Options::default());
            let shutdown = format!(r#"{{"jsonrpc":"2.0","id":77,"method":"shutdown"{params}}}"#);
            client.send_bytes(&framed(&shutdown));
            assert_eq!(client.result(77), Value::Null, "{params}");
            client.send_bytes(&framed(&format!(r#"{{"jsonrpc":"2.0","method":"exit"{params}}}"#)));
            client
        });
    }
}

/// A script pipes a whole session in and reads the answers.
#[test]
fn what_was_asked_before_the_end_of_input_is_answered() {
    ends(1, || {
        let mut client = Client::start(Options::default());
        let id = client.request("connector-ls/debug/sleep", json!({ "milliseconds": 50 }));
        client.close_input();
        assert_eq!(client.result(id), 50);
        client
    });
}

#[test]
fn what_was_opened_before_the_end_of_input_is_checked() {
    let uri = "untitled:apiDefinition.swagger.json";
    ends(1, || {
        let mut client = Client::start(Options::default());
        client.open(uri, "{ broken");
        client.close_input();
        assert!(!client.published(uri, Some(1)).is_empty());
        client
    });
}
