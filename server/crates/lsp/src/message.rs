//! Message bodies to requests, notifications and replies.

use std::borrow::Cow;

use serde_json::Value;
use tower_lsp::jsonrpc::{Error, ErrorCode, Id, Request, Response};

/// One message from the client.
#[derive(Debug, PartialEq)]
pub(crate) enum Message {
    /// A request (with an id) or a notification (without).
    Request(Request),
    /// The client's reply to a request of ours.
    Reply(Response),
    /// Neither. The client gets this error, with the id of the message if it has one.
    Malformed(Response),
}

/// Reads a body. The second value is the part of `body` that belongs to the next message, if `Content-Length` was too
/// large; else it is empty.
pub(crate) fn read(body: &[u8]) -> (Message, &[u8]) {
    match parse(body) {
        Ok((value, tail)) => (classify(value), tail),
        Err(reason) => {
            let error = Error {
                code: ErrorCode::ParseError,
                message: format!("The body of a message is not JSON: {reason}").into(),
                data: None,
            };
            (Message::Malformed(Response::from_error(Id::Null, error)), &[])
        }
    }
}

fn parse(body: &[u8]) -> Result<(Value, &[u8]), serde_json::Error> {
    let first = match first_value(body) {
        // A text editor that counts in UTF-16 can send half of a surrogate pair, which Rust's strings cannot hold.
        // One replacement character is as long in UTF-16, so that positions stay right.
        Err(error) => match replace_lone_surrogates(body) {
            Cow::Owned(repaired) => {
                return first_value(&repaired).map(|(value, _)| (value, &body[body.len()..]));
            }
            Cow::Borrowed(_) => return Err(error),
        },
        Ok(first) => first,
    };
    let (value, used) = first;
    let tail = body[used..].trim_ascii_start();
    if tail.is_empty() || crate::frames::may_start_message(tail) {
        return Ok((value, tail));
    }
    serde_json::from_slice(body).map(|value| (value, &body[body.len()..]))
}

/// The value that `body` starts with, and the bytes it takes.
fn first_value(body: &[u8]) -> Result<(Value, usize), serde_json::Error> {
    let mut values = serde_json::Deserializer::from_slice(body).into_iter::<Value>();
    match values.next() {
        Some(Ok(value)) => Ok((value, values.byte_offset())),
        Some(Err(error)) => Err(error),
        // Says that a value is missing.
        None => serde_json::from_slice(body).map(|value| (value, body.len())),
    }
}

/// Writes `\ufffd` for every `\ud800` … `\udfff` that has no partner.
fn replace_lone_surrogates(body: &[u8]) -> Cow<'_, [u8]> {
    let mut repaired: Option<Vec<u8>> = None;
    let mut at = 0;
    while at < body.len() {
        if body[at] != b'\\' {
            at += 1;
            continue;
        }
        match (unicode_escape(body, at), unicode_escape(body, at + 6)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => at += 12,
            (Some(0xD800..=0xDFFF), _) => {
                repaired.get_or_insert_with(|| body.to_vec())[at..at + 6].copy_from_slice(b"\\ufffd");
                at += 6;
            }
            _ => at += 2,
        }
    }
    repaired.map_or(Cow::Borrowed(body), Cow::Owned)
}

/// The number of the escape `\uXXXX` at `at`.
fn unicode_escape(body: &[u8], at: usize) -> Option<u32> {
    let digits = std::str::from_utf8(body.get(at..at + 6)?.strip_prefix(b"\\u")?).ok()?;
    if digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        u32::from_str_radix(digits, 16).ok()
    } else {
        None
    }
}

fn classify(value: Value) -> Message {
    let Value::Object(mut members) = value else {
        return malformed(Id::Null, "A message is an object; batches are not part of the protocol.");
    };
    let id = match members.remove("id") {
        None => None,
        Some(Value::String(id)) => Some(Id::String(id)),
        Some(Value::Null) => Some(Id::Null),
        Some(Value::Number(id)) => match id.as_i64() {
            Some(id) => Some(Id::Number(id)),
            None => return malformed(Id::Null, "The id of a message is a whole number or text."),
        },
        Some(_) => return malformed(Id::Null, "The id of a message is a number or text."),
    };
    match members.remove("method") {
        Some(Value::String(method)) => {
            let mut request = Request::build(method);
            // `null` says the same as no parameters, and some handlers only take the latter.
            if let Some(params) = members.remove("params").filter(|params| !params.is_null()) {
                request = request.params(params);
            }
            Message::Request(match id {
                Some(id) => request.id(id).finish(),
                None => request.finish(),
            })
        }
        Some(_) => malformed(id.unwrap_or_default(), "The method of a message is text."),
        None => classify_reply(id, members),
    }
}

fn classify_reply(id: Option<Id>, mut members: serde_json::Map<String, Value>) -> Message {
    let Some(id) = id else {
        return malformed(Id::Null, "A message has a method, or the id of the request that it answers.");
    };
    if let Some(error) = members.remove("error").filter(|error| !error.is_null()) {
        let code = error.get("code").and_then(Value::as_i64).unwrap_or(-32603);
        let message = error.get("message").and_then(Value::as_str).unwrap_or("no message").to_owned();
        let error = Error { code: ErrorCode::from(code), message: message.into(), data: None };
        return Message::Reply(Response::from_error(id, error));
    }
    match members.remove("result") {
        Some(result) => Message::Reply(Response::from_ok(id, result)),
        None => malformed(id, "A message has a method, a result or an error."),
    }
}

fn malformed(id: Id, reason: &'static str) -> Message {
    let error = Error { code: ErrorCode::InvalidRequest, message: reason.into(), data: None };
    Message::Malformed(Response::from_error(id, error))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read_str(body: &str) -> Message {
        let (message, tail) = read(body.as_bytes());
        assert!(tail.is_empty());
        message
    }

    #[track_caller]
    fn error_of(body: &str) -> (Id, i64) {
        match read_str(body) {
            Message::Malformed(response) => (response.id().clone(), response.error().unwrap().code.code()),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn tells_requests_notifications_and_replies_apart() {
        let request = Request::build("a").params(json!({"x": 1})).id(7).finish();
        assert_eq!(
            read_str(r#"{"jsonrpc":"2.0","id":7,"method":"a","params":{"x":1}}"#),
            Message::Request(request)
        );
        assert_eq!(
            read_str(r#"{"method":"shutdown","id":"s","params":null}"#),
            Message::Request(Request::build("shutdown").id("s").finish())
        );
        assert_eq!(read_str(r#"{"method":"exit"}"#), Message::Request(Request::build("exit").finish()));
        assert_eq!(
            read_str(r#"{"id":3,"result":null}"#),
            Message::Reply(Response::from_ok(3.into(), Value::Null))
        );
        assert!(matches!(
            read_str(r#"{"id":3,"error":{"code":-32601,"message":"no","data":null,"more":1}}"#),
            Message::Reply(reply) if reply.error().is_some_and(|error| error.code == ErrorCode::MethodNotFound)
        ));
    }

    #[test]
    fn names_what_is_malformed() {
        assert_eq!(error_of("{"), (Id::Null, -32700));
        assert_eq!(error_of(""), (Id::Null, -32700));
        assert_eq!(error_of(r#"{"method":"a"} x"#), (Id::Null, -32700));
        assert_eq!(error_of("[]"), (Id::Null, -32600));
        assert_eq!(error_of("{}"), (Id::Null, -32600));
        assert_eq!(error_of(r#"{"id":4}"#), (Id::Number(4), -32600));
        assert_eq!(error_of(r#"{"id":4,"method":5}"#), (Id::Number(4), -32600));
        assert_eq!(error_of(r#"{"id":4.5,"method":"a"}"#), (Id::Null, -32600));
        assert_eq!(error_of(r#"{"id":[],"method":"a"}"#), (Id::Null, -32600));
        let (message, _) = read(b"{\"method\":\"\xff\"}");
        assert!(matches!(message, Message::Malformed(_)));
        let deep = format!("{{\"method\":{}", "[".repeat(100_000));
        assert_eq!(error_of(&deep), (Id::Null, -32700));
    }

    #[test]
    fn gives_the_next_message_back() {
        let (message, tail) = read(b"{\"method\":\"a\"}\r\nContent-Length: 2\r\n\r\n{}");
        assert_eq!(message, Message::Request(Request::build("a").finish()));
        assert_eq!(tail, b"Content-Length: 2\r\n\r\n{}");
        let (message, tail) = read(b"{\"method\":\"a\"}Cont");
        assert_eq!(message, Message::Request(Request::build("a").finish()));
        assert_eq!(tail, b"Cont");
    }

    #[test]
    fn half_a_surrogate_pair_becomes_a_replacement_character() {
        let Message::Request(request) =
            read_str(r#"{"method":"a","params":["\ud83d\ude00 \ud83d \\ud83d \udE00"]}"#)
        else {
            panic!("not a request");
        };
        assert_eq!(request.params(), Some(&json!(["😀 \u{fffd} \\ud83d \u{fffd}"])));
    }
}
