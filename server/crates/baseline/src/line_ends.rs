//! Line ends of the working file.
//!
//! Git can keep LF in the repository and write CRLF to the disk (`core.autocrlf`, `eol` in `.gitattributes`), and an
//! author may have changed a file from the one to the other. Published text that is put back into a file must not
//! bring in other line ends than the file has. So where the published file and the working file each use one kind
//! throughout, the published text is given in that of the working file. What a connector means does not depend on it.

/// The line ends of a file that uses one kind throughout.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum LineEnds {
    Lf,
    CrLf,
}

/// The line ends of a file; `None` if it has none, or both kinds, or is UTF-16.
pub(crate) fn of(bytes: &[u8]) -> Option<LineEnds> {
    if matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]) {
        return None;
    }
    let mut found = None;
    let mut rest = bytes;
    let mut before = None;
    while let Some(at) = rest.iter().position(|&byte| byte == b'\n') {
        let last = if at == 0 { before } else { rest.get(at - 1).copied() };
        let this = if last == Some(b'\r') { LineEnds::CrLf } else { LineEnds::Lf };
        if found.is_some_and(|found| found != this) {
            return None;
        }
        found = Some(this);
        before = Some(b'\n');
        rest = &rest[at + 1..];
    }
    found
}

/// The bytes with the line ends of the working file, where both use one kind throughout.
pub(crate) fn adapt(bytes: Vec<u8>, working: Option<LineEnds>) -> Vec<u8> {
    match (of(&bytes), working) {
        (Some(LineEnds::Lf), Some(LineEnds::CrLf)) => {
            let mut adapted = Vec::with_capacity(bytes.len() + bytes.len() / 16);
            for line in bytes.split_inclusive(|&byte| byte == b'\n') {
                let text = line.strip_suffix(b"\n");
                adapted.extend_from_slice(text.unwrap_or(line));
                adapted.extend_from_slice(if text.is_some() { b"\r\n" } else { b"" });
            }
            adapted
        }
        (Some(LineEnds::CrLf), Some(LineEnds::Lf)) => with_lf(&bytes),
        _ => bytes,
    }
}

/// The bytes with LF for every CRLF.
pub(crate) fn with_lf(bytes: &[u8]) -> Vec<u8> {
    let mut adapted = Vec::with_capacity(bytes.len());
    for line in bytes.split_inclusive(|&byte| byte == b'\n') {
        let text = line.strip_suffix(b"\r\n");
        adapted.extend_from_slice(text.unwrap_or(line));
        adapted.extend_from_slice(if text.is_some() { b"\n" } else { b"" });
    }
    adapted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_kind_throughout_is_told_from_both() {
        for (bytes, ends) in [
            (&b"a\nb\n"[..], Some(LineEnds::Lf)),
            (b"a\r\n\r\nb", Some(LineEnds::CrLf)),
            (b"\n\r\n", None),
            (b"a\r\n\nb", None),
            (b"a\rb", None),
            (b"", None),
            (b"\xFF\xFE\n\0", None),
        ] {
            assert_eq!(of(bytes), ends, "{bytes:?}");
        }
    }

    #[test]
    fn text_takes_the_line_ends_of_the_working_file() {
        let lf = b"a\n\nb".to_vec();
        let crlf = b"a\r\n\r\nb".to_vec();
        let both = b"a\r\n\nb".to_vec();
        assert_eq!(adapt(lf.clone(), Some(LineEnds::CrLf)), crlf);
        assert_eq!(adapt(crlf.clone(), Some(LineEnds::Lf)), lf);
        assert_eq!(adapt(crlf.clone(), Some(LineEnds::CrLf)), crlf);
        assert_eq!(adapt(lf.clone(), None), lf);
        assert_eq!(adapt(both.clone(), Some(LineEnds::CrLf)), both);
    }
}
