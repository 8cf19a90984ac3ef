//! Places in files, as SARIF writes them.

use std::fmt::Write as _;

use serde_json::{Value, json};
use syntax::Span;

use crate::check::Source;

/// Stands for the folder that relative addresses start from; GitHub knows this name.
const ROOT: &str = "%SRCROOT%";

/// Writes places of files whose paths are relative to one folder.
pub(crate) struct Places {
    /// The folder that paths are relative to, absolute.
    pub(crate) base: String,
}

impl Places {
    /// What relative addresses start from.
    pub(super) fn bases(&self) -> Value {
        json!({ ROOT: { "uri": format!("{}/", file_uri(&self.base).trim_end_matches('/')) } })
    }

    /// A place in a file.
    pub(crate) fn location(&self, source: &Source<'_>, span: Span) -> Value {
        json!({ "artifactLocation": self.artifact(&source.path), "region": region(source, span) })
    }

    /// A file below the base by its relative address, any other one by its whole.
    pub(super) fn artifact(&self, path: &str) -> Value {
        if path == ".." || path.starts_with("../") {
            return json!({ "uri": file_uri(&format!("{}/{path}", self.base)) });
        }
        if path.starts_with('/') || is_windows_path(path) {
            return json!({ "uri": file_uri(path) });
        }
        json!({ "uri": percent_encoded(path), "uriBaseId": ROOT })
    }
}

/// A region by line and column, by characters and by bytes. A byte order mark counts in bytes only.
pub(super) fn region(source: &Source<'_>, span: Span) -> Value {
    let place = source.place(span);
    let before = source.characters_before(span.start);
    json!({
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
        "charOffset": before,
        "charLength": source.characters_before(span.end.max(span.start)) - before,
        "byteOffset": place.start,
        "byteLength": place.end - place.start,
    })
}

/// An absolute path, with slashes, as an address.
fn file_uri(path: &str) -> String {
    if is_windows_path(path) {
        let (drive, rest) = path.split_at(2);
        return format!("file:///{drive}{}", percent_encoded(rest));
    }
    match path.strip_prefix("//") {
        // A share on another machine.
        Some(share) => format!("file://{}", percent_encoded(share)),
        None => format!("file://{}", percent_encoded(path)),
    }
}

fn is_windows_path(path: &str) -> bool {
    let bytes = path.as_bytes();
    bytes.get(1) == Some(&b':') && bytes.first().is_some_and(u8::is_ascii_alphabetic)
}

/// A path as part of an address (<https://www.rfc-editor.org/rfc/rfc3986#section-3.3>). Colons are encoded too: in the
/// first part of a relative address one would look like a scheme.
fn percent_encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=@".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_addresses() {
        assert_eq!(percent_encoded("a b/é#?%:x.json"), "a%20b/%C3%A9%23%3F%25%3Ax.json");
        assert_eq!(file_uri("/a b/c"), "file:///a%20b/c");
        assert_eq!(file_uri("C:/a b"), "file:///C:/a%20b");
        assert_eq!(file_uri("//server/share"), "file://server/share");
        let places = Places { base: "/home/x".to_owned() };
        assert_eq!(places.artifact("a/b.json"), json!({ "uri": "a/b.json", "uriBaseId": ROOT }));
        assert_eq!(places.artifact("/t/b.json"), json!({ "uri": "file:///t/b.json" }));
        assert_eq!(places.artifact("../b.json"), json!({ "uri": "file:///home/x/../b.json" }));
    }
}
