//! Requests and provocations for tests, heard only if the environment asks for them.

use std::time::{Duration, Instant};

use rules::Stop;
use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, Result};

use crate::analysis::Member;
use crate::documents::uri_of_params;
use crate::session::Snapshot;
use crate::uri::Key;

/// Set to 1, the requests `connector-ls/debug/…` are answered. Tests look behind the curtain with them.
const TESTS: &str = "CONNECTOR_LS_TEST_PANIC";

/// Whether the environment asks for the requests of tests.
pub(crate) fn is_wanted() -> bool {
    std::env::var_os(TESTS).is_some_and(|value| value == "1")
}

/// Panics in a test if one of these files has the text `a panic on purpose, in {stage}`.
pub(crate) fn provoke<'m>(
    snapshot: &Snapshot,
    members: impl IntoIterator<Item = &'m Member>,
    stage: &'static str,
) {
    if snapshot.session.is_tested {
        let provocation = format!("a panic on purpose, in {stage}");
        if members.into_iter().any(|member| member.file.text().contains(&provocation)) {
            std::panic::panic_any(provocation);
        }
    }
}

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
