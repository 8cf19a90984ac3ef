//! URIs of clients.
//!
//! One file has many spellings: `file:///c%3A/x` and `file:///C:/x` are the same. A [`Key`] is equal for all of them; the
//! client is always answered in the spelling it used itself. URIs of other schemes (`untitled:`, `git:`,
//! `vscode-vfs:`) are keys as they are, have a file name, and are never looked for on disk.

use std::borrow::Cow;
use std::fmt;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// What a document is known by: equal for all spellings of one URI.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Key(Arc<str>);

impl Key {
    /// The key of a URI. Every text has one; what no URI may hold is escaped.
    pub(crate) fn of_uri(uri: &str) -> Self {
        match path_of(uri) {
            Some(path) => Self::of_path(&path),
            None => Self(escape_forbidden(uri).into()),
        }
    }

    /// The key of a file on disk. `path` is absolute.
    pub(crate) fn of_path(path: &Path) -> Self {
        Self(normalised_uri(path).into())
    }

    /// The normalised URI.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// The path that a `file` URI names, with `.` and `..` resolved; `None` for other schemes, for hosts that are not
/// this machine (but on Windows they name a share), and for relative paths.
pub(crate) fn path_of(uri: &str) -> Option<PathBuf> {
    let (scheme, rest) = uri.split_once(':')?;
    if !scheme.eq_ignore_ascii_case("file") {
        return None;
    }
    let rest = cut_query(rest);
    // Some clients write `file:/path`.
    let (host, path) = match rest.strip_prefix("//") {
        Some(rest) => rest.split_at(rest.find('/')?),
        None => ("", rest),
    };
    let mut bytes = percent_decode(path).into_owned();
    if !host.is_empty() && !host.eq_ignore_ascii_case("localhost") {
        if !cfg!(windows) {
            return None;
        }
        let mut share = b"//".to_vec();
        share.extend_from_slice(&percent_decode(host));
        share.extend_from_slice(&bytes);
        bytes = share;
    } else if has_drive(&bytes) {
        // The letter's case says nothing; elsewhere than on Windows such a path only has to be the same everywhere.
        if cfg!(windows) {
            bytes.remove(0);
            bytes[0] = bytes[0].to_ascii_uppercase();
        } else {
            bytes[1] = bytes[1].to_ascii_lowercase();
        }
    }
    let path = resolve_dots(&path_from_bytes(bytes)?);
    path.is_absolute().then_some(path)
}

/// The last part of a URI's path, decoded: for `untitled:apiProperties.json` or `git:/x/apiProperties.json?{…}` it is
/// `apiProperties.json`.
pub(crate) fn file_name_of(uri: &str) -> String {
    let path = cut_query(uri.split_once(':').map_or(uri, |(_, path)| path));
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    String::from_utf8_lossy(&percent_decode(name)).into_owned()
}

/// The URI of the file called `name` in the same folder, in the same spelling.
pub(crate) fn sibling(uri: &str, name: &str) -> String {
    let path = cut_query(uri);
    let folder = path.rfind('/').or_else(|| path.find(':')).map_or("", |slash| &path[..=slash]);
    format!("{folder}{}", percent_encode(name.as_bytes()))
}

/// The URI of a path below `folder`, whose URI the client has given: in the client's spelling.
pub(crate) fn below(folder_uri: &str, folder: &Path, path: &Path) -> Option<String> {
    let relative = path.strip_prefix(folder).ok()?;
    let mut uri = cut_query(folder_uri).trim_end_matches('/').to_owned();
    for part in relative.components() {
        uri.push('/');
        uri.push_str(&percent_encode(&path_to_bytes(Path::new(part.as_os_str()))));
    }
    Some(uri)
}

/// A URI for a path that the client has never spelled: everything but letters, digits and `-._~` is escaped, as VS
/// Code does; a drive letter is small.
pub(crate) fn normalised_uri(path: &Path) -> String {
    let mut bytes = path_to_bytes(path).into_owned();
    if cfg!(windows) {
        for byte in &mut bytes {
            if *byte == b'\\' {
                *byte = b'/';
            }
        }
    }
    let mut uri = "file://".to_owned();
    let share = bytes.strip_prefix(b"//");
    let path = share.unwrap_or(&bytes);
    if share.is_none() && !path.starts_with(b"/") {
        uri.push('/');
    }
    for (number, part) in path.split(|&byte| byte == b'/').enumerate() {
        if number > 0 {
            uri.push('/');
        }
        let is_drive = part.len() == 2 && part[1] == b':' && part[0].is_ascii_alphabetic();
        if is_drive && number <= 1 {
            uri.push(part[0].to_ascii_lowercase() as char);
            uri.push_str("%3A");
        } else {
            uri.push_str(&percent_encode(part));
        }
    }
    uri
}

/// Without `?query` and `#fragment`.
fn cut_query(uri: &str) -> &str {
    uri.find(['?', '#']).map_or(uri, |end| &uri[..end])
}

/// `/C:` at the start.
fn has_drive(path: &[u8]) -> bool {
    matches!(path, [b'/', letter, b':', ..] if letter.is_ascii_alphabetic())
}

/// Takes `.` and `..` out without asking the disk, as the editor did when it made the URI.
fn resolve_dots(path: &Path) -> PathBuf {
    let mut resolved = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                resolved.pop();
            }
            other => resolved.push(other),
        }
    }
    resolved
}

fn percent_decode(text: &str) -> Cow<'_, [u8]> {
    let bytes = text.as_bytes();
    if !bytes.contains(&b'%') {
        return Cow::Borrowed(bytes);
    }
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let escaped = (bytes[at] == b'%')
            .then(|| bytes.get(at + 1..at + 3))
            .flatten()
            .and_then(|digits| Some(hex_digit(digits[0])? << 4 | hex_digit(digits[1])?));
        decoded.push(escaped.unwrap_or(bytes[at]));
        at += if escaped.is_some() { 3 } else { 1 };
    }
    Cow::Owned(decoded)
}

const fn hex_digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

fn percent_encode(bytes: &[u8]) -> String {
    let mut encoded = String::with_capacity(bytes.len());
    for &byte in bytes {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(byte as char);
        } else {
            push_escaped(&mut encoded, byte);
        }
    }
    encoded
}

/// Escapes what stands in no URI (<https://www.rfc-editor.org/rfc/rfc3986#section-2>). A URI stays as it is.
fn escape_forbidden(uri: &str) -> Cow<'_, str> {
    let bytes = uri.as_bytes();
    let is_allowed = |at: usize| match bytes[at] {
        b'%' => bytes.get(at + 1..at + 3).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit)),
        byte => byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte),
    };
    if (0..bytes.len()).all(is_allowed) {
        return Cow::Borrowed(uri);
    }
    let mut escaped = String::with_capacity(bytes.len() + 16);
    for (at, &byte) in bytes.iter().enumerate() {
        if is_allowed(at) {
            escaped.push(byte as char);
        } else {
            push_escaped(&mut escaped, byte);
        }
    }
    Cow::Owned(escaped)
}

fn push_escaped(text: &mut String, byte: u8) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    text.push('%');
    text.push(DIGITS[usize::from(byte >> 4)] as char);
    text.push(DIGITS[usize::from(byte & 15)] as char);
}

#[cfg(unix)]
#[allow(clippy::unnecessary_wraps, reason = "the signature of the other platforms")]
fn path_from_bytes(bytes: Vec<u8>) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStringExt;
    Some(PathBuf::from(std::ffi::OsString::from_vec(bytes)))
}

#[cfg(not(unix))]
fn path_from_bytes(bytes: Vec<u8>) -> Option<PathBuf> {
    String::from_utf8(bytes).ok().map(PathBuf::from)
}

#[cfg(unix)]
fn path_to_bytes(path: &Path) -> Cow<'_, [u8]> {
    use std::os::unix::ffi::OsStrExt;
    Cow::Borrowed(path.as_os_str().as_bytes())
}

#[cfg(not(unix))]
fn path_to_bytes(path: &Path) -> Cow<'_, [u8]> {
    match path.to_string_lossy() {
        Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
        Cow::Owned(text) => Cow::Owned(text.into_bytes()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_spellings_have_one_key() {
        for (one, other) in [
            ("file:///c%3A/x/a.json", "file:///C:/x/a.json"),
            ("file:///c%3a/x/a.json", "file:/c:/x/a.json"),
            ("file:///x/a%20b.json", "file:///x/a b.json"),
            ("file:///x/%c3%a9.json", "file:///x/é.json"),
            ("file:///x/a.json", "FILE://localhost/x/./y/../a.json"),
            ("file:///x/a.json", "file:///x//a.json"),
            ("untitled:a é.json", "untitled:a%20%C3%A9.json"),
            ("untitled:50%.json", "untitled:50%25.json"),
        ] {
            assert_eq!(Key::of_uri(one), Key::of_uri(other), "{one} {other}");
        }
        for (one, other) in [
            ("file:///x/a.json", "file:///x/A.json"),
            ("untitled:a.json", "file:///a.json"),
            ("git:/x/a.json?1", "git:/x/a.json?2"),
            ("untitled:a%20b", "untitled:a%2520b"),
        ] {
            assert_ne!(Key::of_uri(one), Key::of_uri(other), "{one} {other}");
        }
    }

    #[test]
    fn a_key_of_a_path_is_that_of_its_uri() {
        let path = path_of("file:///x/%C3%A9%20(1)/a.json").unwrap();
        assert_eq!(Key::of_path(&path), Key::of_uri("file:///x/é (1)/a.json"));
        assert_eq!(Key::of_path(&path).as_str(), "file:///x/%C3%A9%20%281%29/a.json");
    }

    #[cfg(unix)]
    #[test]
    fn only_files_have_paths() {
        assert_eq!(path_of("file:///x/y%2Fz").unwrap(), Path::new("/x/y/z"));
        assert_eq!(path_of("file:///../../etc").unwrap(), Path::new("/etc"));
        for uri in [
            "untitled:Untitled-1",
            "git:/x",
            "vscode-vfs://github/x",
            "file://server/x",
            "file:x",
            "",
            ":",
            "%",
        ] {
            assert_eq!(path_of(uri), None, "{uri}");
        }
    }

    #[test]
    fn every_uri_has_a_file_name() {
        for (uri, name) in [
            ("file:///x/api%20Definition.json", "api Definition.json"),
            ("untitled:apiProperties.json", "apiProperties.json"),
            ("git:/c:/x/apiProperties.json?%7B%22ref%22%3A%22~%22%7D", "apiProperties.json"),
            ("vscode-vfs://github/o/r/settings.json#L1", "settings.json"),
            ("untitled:C:\\x\\settings.json", "settings.json"),
            ("a%", "a%"),
            ("a%2", "a%2"),
            ("", ""),
        ] {
            assert_eq!(file_name_of(uri), name, "{uri}");
        }
    }

    #[test]
    fn neighbours_keep_the_spelling() {
        assert_eq!(sibling("file:///c%3A/x/a.json", "b c.json"), "file:///c%3A/x/b%20c.json");
        assert_eq!(sibling("untitled:a.json", "b.json"), "untitled:b.json");
        assert_eq!(
            below("file:///C:/x/", Path::new("/C:/x"), Path::new("/C:/x/y z/a.json")).unwrap(),
            "file:///C:/x/y%20z/a.json"
        );
        assert_eq!(below("file:///a/foo", Path::new("/a/foo"), Path::new("/a/foobar/x")), None);
    }
}
