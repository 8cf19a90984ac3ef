//! Requests for tests, answered only if the environment asks for them (see [`crate::server`]).

use std::time::{Duration, Instant};

use rules::Stop;
use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, Result};

use crate::documents::uri_of_params;
use crate::session::Snapshot;
use crate::uri::Key;

/// `connector-ls/debug/panic`: panics.
pub(crate) fn panic(_: &Snapshot, _: &Value, _: &Stop) -> Result<Value> {
    std::panic::panic_any("a panic on purpose, in the pool".to_owned())
}

/// `connector-ls/debug/text`: the server's copy of an open document and its version at the request's moment.
pub(crate) fn text(snapshot: &Snapshot, params: &Value, _: &Stop) -> Result<Value> {
    let uri = uri_of_params(params).ok_or_else(|| Error::invalid_params("textDocument.uri is missing"))?;
    Ok(snapshot.world.documents.get(&Key::of_uri(uri)).map_or(
        Value::Null,
        |document| json!({ "uri": &*document.uri, "version": document.version, "text": document.text() }),
    ))
}

/// `connector-ls/debug/sleep`: works for `milliseconds`, or until it is stopped; with `deaf`, it does not look.
pub(crate) fn sleep(_: &Snapshot, params: &Value, stop: &Stop) -> Result<Value> {
    let milliseconds = params.get("milliseconds").and_then(Value::as_u64).unwrap_or_default();
    let deaf = params.get("deaf").and_then(Value::as_bool).unwrap_or_default();
    let end = Instant::now() + Duration::from_millis(milliseconds);
    while Instant::now() < end {
        if stop.is_stopped() && !deaf {
            return Err(Error::request_cancelled());
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    Ok(json!(milliseconds))
}
