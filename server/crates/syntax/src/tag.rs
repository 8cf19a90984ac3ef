//! Sixteen bits that tell most names apart.
//!
//! Whoever looks for a member asks every member of an object whether it is the one. Comparing tags answers nearly all of
//! these questions without a look at the text.

/// The tag of a name, escapes resolved. Equal names have equal tags; different names may have, but seldom do.
///
/// Of a constant name it costs nothing at run time.
#[inline]
pub const fn name_tag(name: &str) -> u16 {
    let bytes = name.as_bytes();
    let length = bytes.len();
    if length == 0 {
        return 0;
    }
    // Names that share their first letters, such as those of extensions, differ in length, in the middle or at the end.
    let (first, middle, last) = (bytes[0] as u16, bytes[length / 2] as u16, bytes[length - 1] as u16);
    (length as u16).wrapping_mul(0x9E37)
        ^ first.wrapping_mul(0x2F35)
        ^ middle.wrapping_mul(0x1CE5)
        ^ last.wrapping_mul(0x0931)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_a_kind_have_different_tags() {
        let names = [
            "",
            "a",
            "b",
            "ab",
            "ba",
            "in",
            "name",
            "type",
            "title",
            "items",
            "enum",
            "$ref",
            "summary",
            "schema",
            "required",
            "readOnly",
            "default",
            "format",
            "description",
            "properties",
            "parameters",
            "responses",
            "x-ms-summary",
            "x-ms-visibility",
            "x-ms-trigger",
            "x-ms-trigger-hint",
            "x-ms-dynamic-values",
            "x-ms-dynamic-list",
            "x-ms-dynamic-schema",
            "x-ms-dynamic-properties",
            "x-ms-url-encoding",
        ];
        let mut tags: Vec<u16> = names.iter().map(|name| name_tag(name)).collect();
        tags.sort_unstable();
        tags.dedup();
        assert_eq!(tags.len(), names.len());
    }
}
