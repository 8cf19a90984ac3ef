//! MIME types, as `consumes` and `produces` list them.

use syntax::Node;

/// Whether a text is a MIME type: type and subtype, with parameters or without. Parts may be `*`, as in ranges
/// (<https://www.rfc-editor.org/rfc/rfc9110#section-8.3.1>).
pub(crate) fn is_mime(text: &str) -> bool {
    let is_token = |part: &str| {
        !part.is_empty()
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
    };
    let mut parts = text.split(';').map(str::trim);
    let is_type = parts
        .next()
        .and_then(|full| full.split_once('/'))
        .is_some_and(|(kind, subtype)| is_token(kind) && is_token(subtype));
    let is_parameter = |part: &str| {
        part.is_empty()
            || part.split_once('=').is_some_and(|(name, value)| is_token(name) && !value.is_empty())
    };
    is_type && parts.all(is_parameter)
}

/// A MIME type without its parameters.
pub(crate) fn essence(text: &str) -> &str {
    text.split(';').next().unwrap_or_default().trim()
}

/// Whether the platform works with this MIME type.
pub(crate) fn is_supported(text: &str) -> bool {
    vocabulary::MIME_TYPES.iter().any(|known| known.value.eq_ignore_ascii_case(essence(text)))
}

/// Whether the list that `entry` stands in has this type, too.
pub(crate) fn is_listed(entry: Node<'_>, mime: &str) -> bool {
    let siblings = entry.parent().into_iter().flat_map(Node::items);
    siblings.filter(|other| *other != entry).any(|other| other.as_str().is_some_and(|text| text == mime))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mime_types_are_told_from_other_texts() {
        for text in [
            "application/json",
            "*/*",
            "image/*",
            "application/vnd.x+json",
            "application/json; charset=utf-8",
            "application/json;odata.metadata=full;odata.streaming=true",
            "multipart/form-data; boundary=\"a b\"",
        ] {
            assert!(is_mime(text), "{text}");
        }
        for text in [
            "json",
            "",
            "application/",
            "/json",
            "application\\json",
            "application/json, text/plain",
            "a/b/c",
        ] {
            assert!(!is_mime(text), "{text}");
        }
        assert!(is_supported("Application/JSON; charset=utf-8"));
        assert!(!is_supported("application/xml"));
    }
}
