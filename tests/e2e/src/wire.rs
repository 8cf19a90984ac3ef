//! Messages in bytes, and what is answered without asking the test.

use std::io::{BufReader, Read, Write};
use std::process::ChildStdin;
use std::sync::mpsc::{Receiver, Sender};

use serde_json::{Value, json};

/// What the client does with requests of the server.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Replies {
    /// Answers each: `workspace/configuration` with this value for every item, all others with `null`.
    Settings(Value),
    /// Answers `null` to everything.
    #[default]
    Null,
    /// Carries out every edit that it is asked for, as far as the answer goes; answers `null` to everything else.
    Applied,
    /// Never answers, and keeps the requests for the test.
    Never,
}

/// A body with its header.
pub fn framed(body: &str) -> Vec<u8> {
    format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

/// Writes until told to close the pipe.
pub(crate) fn write(mut stdin: ChildStdin, outbox: &Receiver<Option<Vec<u8>>>) {
    while let Ok(Some(bytes)) = outbox.recv() {
        // A server that has ended closes its pipe; the test sees that in other ways.
        if stdin.write_all(&bytes).is_err() {
            return;
        }
    }
}

/// Hands on every message until the pipe is closed, and answers requests.
pub(crate) fn read(
    stdout: impl Read,
    inbox: &Sender<Value>,
    answers: &Sender<Option<Vec<u8>>>,
    replies: &Replies,
) {
    let mut stdout = BufReader::with_capacity(1 << 16, stdout);
    while let Some(message) = read_message(&mut stdout) {
        let is_request = message.get("method").is_some() && message.get("id").is_some();
        if is_request && *replies != Replies::Never {
            let result = match replies {
                Replies::Settings(settings) if message["method"] == "workspace/configuration" => {
                    let items = message["params"]["items"].as_array().map_or(0, Vec::len);
                    Value::Array(vec![settings.clone(); items])
                }
                Replies::Applied if message["method"] == "workspace/applyEdit" => json!({ "applied": true }),
                _ => Value::Null,
            };
            let answer = json!({ "jsonrpc": "2.0", "id": message["id"], "result": result });
            let _ = answers.send(Some(framed(&answer.to_string())));
        }
        if inbox.send(message).is_err() {
            return;
        }
    }
}

/// One message; `None` at the end of the stream. Anything but a well-formed message fails loudly: it would break every
/// editor.
fn read_message(stream: &mut impl Read) -> Option<Value> {
    let mut header = Vec::new();
    while !header.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        if stream.read(&mut byte).ok()? == 0 {
            assert!(header.is_empty(), "the stream ends in a header");
            return None;
        }
        header.push(byte[0]);
    }
    let header = String::from_utf8(header).expect("headers are ASCII");
    let length = header.strip_prefix("Content-Length: ").and_then(|rest| rest.trim_end().parse().ok());
    let length: usize = length.unwrap_or_else(|| panic!("a strange header: {header:?}"));
    let mut body = vec![0; length];
    stream.read_exact(&mut body).ok()?;
    Some(serde_json::from_slice(&body).expect("a body is JSON"))
}
