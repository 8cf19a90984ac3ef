//! More than a client would ever send, and in stranger pieces.

#![allow(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::time::Duration;

use e2e::{Client, DEFINITION, Folder, Options, Replies, definition, framed, start};
use serde_json::{Value, json};

const REQUESTS: usize = 100_000;

/// The most memory that the server has had so far, in MB.
#[cfg(target_os = "linux")]
fn peak(client: &Client) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", client.process_id())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() >> 10
}

fn hover(id: usize, uri: &str) -> Vec<u8> {
    let position = json!({ "line": 1, "character": 4 });
    let params = json!({ "textDocument": { "uri": uri }, "position": position });
    framed(
        &json!({ "jsonrpc": "2.0", "id": id, "method": "textDocument/hover", "params": params }).to_string(),
    )
}

/// All of them are answered, each once, and they do not all wait in memory.
#[test]
fn a_hundred_thousand_requests_at_once_are_answered() {
    let folder = Folder::new();
    let uri = folder.uri(DEFINITION);
    let mut client = start(&folder, Value::Null);
    client.open(&uri, &definition("ListOrders"));
    client.published(&uri, Some(1));
    // The ids that the client gives itself begin with 1.
    let first = 1_000_000;
    let all: Vec<u8> = (first..first + REQUESTS).flat_map(|id| hover(id, &uri)).collect();
    client.send_bytes(&all);
    let mut answers = vec![0_u8; REQUESTS];
    for _ in 0..REQUESTS {
        let message = client.next_message(Duration::from_secs(60)).expect("an answer");
        let id = message["id"].as_u64().unwrap_or_else(|| panic!("no answer: {message}"));
        assert!(message["result"]["contents"].is_object(), "{message}");
        answers[usize::try_from(id).unwrap() - first] += 1;
    }
    assert!(answers.iter().all(|count| *count == 1));
    #[cfg(target_os = "linux")]
    assert!(peak(&client) < 100, "{} MB", peak(&client));
    client.close(&uri);
    client.published(&uri, None);
    client.finish();
}

/// It asks for large answers and reads none of them; its end is noticed nevertheless.
#[cfg(target_os = "linux")]
#[test]
fn a_client_that_does_not_read_fills_no_memory() {
    use std::io::Write;
    use std::process::{Command, Stdio};
    let mut server = Command::new(e2e::binary())
        .arg("lsp")
        .env("CONNECTOR_LS_TEST_PANIC", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut stdin = server.stdin.take().unwrap();
    let stdout = server.stdout.take();
    let uri = "untitled:notes.json";
    let text = "x".repeat(50_000);
    let document = json!({ "uri": uri, "languageId": "json", "version": 1, "text": text });
    let begin = [
        json!({ "jsonrpc": "2.0", "id": 0, "method": "initialize", "params": { "capabilities": {} } }),
        json!({ "jsonrpc": "2.0", "method": "textDocument/didOpen", "params": { "textDocument": document } }),
    ];
    for message in begin {
        stdin.write_all(&framed(&message.to_string())).unwrap();
    }
    // The whole text, again and again: a gigabyte.
    let params = json!({ "textDocument": { "uri": uri } });
    let request = json!({ "jsonrpc": "2.0", "id": 1, "method": "connector-ls/debug/text", "params": params });
    let request = framed(&request.to_string());
    let process = server.id();
    let writer = std::thread::spawn(move || {
        // Ends when the server takes no more, or is gone.
        for _ in 0..20_000 {
            if stdin.write_all(&request).is_err() {
                break;
            }
        }
        stdin
    });
    let status = || std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let memory = |status: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() >> 10
    };
    // Until it grows no more.
    let mut last = 0;
    for _ in 0..200 {
        std::thread::sleep(Duration::from_millis(300));
        let now = memory(&status());
        if now == last && now > 60 {
            break;
        }
        last = now;
    }
    assert!((60..400).contains(&last), "{last} MB");
    drop(stdout);
    assert_eq!(server.wait().unwrap().code(), Some(1));
    drop(writer.join().unwrap());
}

#[test]
fn messages_may_come_in_any_pieces() {
    let folder = Folder::new();
    let uri = folder.uri("notes.json");
    let mut client = start(&folder, Value::Null);
    client.open(&uri, "é🙂");
    let request = |id: &str| {
        let params = json!({ "textDocument": { "uri": uri } });
        framed(
            &json!({ "jsonrpc": "2.0", "id": id, "method": "connector-ls/debug/text", "params": params })
                .to_string(),
        )
    };
    // One byte at a time.
    for byte in request("bytes") {
        client.send_bytes(&[byte]);
    }
    // A hundred in one write, and half of one more.
    let half = request("half");
    let (head, tail) = half.split_at(half.len() / 2);
    let mut many: Vec<u8> = (0..100).flat_map(|number| request(&format!("many {number}"))).collect();
    many.extend(head);
    client.send_bytes(&many);
    let ids = ["bytes".to_owned()].into_iter().chain((0..100).map(|number| format!("many {number}")));
    for id in ids {
        assert_eq!(client.wait_for(|message| message["id"] == *id)["result"]["text"], "é🙂", "{id}");
    }
    client.send_bytes(tail);
    assert_eq!(client.wait_for(|message| message["id"] == "half")["result"]["text"], "é🙂");
    client.finish();
}

/// Hundreds of megabytes are announced and never come: the next message shows it.
#[test]
fn a_length_that_is_far_too_large_costs_nothing() {
    let mut client = Client::start(Options::default());
    for length in ["1000", "1000000", "500000000"] {
        let body =
            json!({ "jsonrpc": "2.0", "id": length, "method": "connector-ls/debug/sleep", "params": {} });
        client.send_bytes(format!("Content-Length: {length}\r\n\r\n{body}").as_bytes());
        assert_eq!(client.ask("connector-ls/debug/sleep", json!({})), 0);
        assert_eq!(client.wait_for(|message| message["id"] == length)["result"], 0);
    }
    // Longer than any message is: this one is taken for no message at all.
    client.send_bytes(b"Content-Length: 99999999999\r\n\r\n{}");
    assert_eq!(client.ask("connector-ls/debug/sleep", json!({})), 0);
    let refused = client.wait_for(|message| message["id"].is_null());
    assert_eq!(refused["error"]["code"], -32700, "{refused}");
    client.finish();
}

/// Nobody reads any more, and nobody says so.
#[test]
fn a_client_that_stops_reading_ends_the_session() {
    let mut client = Client::spawn(Replies::Null);
    client.ask("initialize", json!({ "capabilities": {} }));
    client.close_output();
    // The first answer shows the pipe's reader that nobody wants it, and one after that the server.
    for _ in 0..50 {
        client.request("connector-ls/debug/sleep", json!({ "milliseconds": 0 }));
        std::thread::sleep(Duration::from_millis(10));
    }
    assert_eq!(client.wait_for_exit(Duration::from_secs(60)).code(), Some(1));
}
