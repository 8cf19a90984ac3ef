//! How a summary says that its operation is deprecated, or which revision it is. The lifecycle writes it, and rules read
//! it.
//!
//! Texts are as written between the quotes, escapes and all: they stay byte for byte.
//!
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/deprecate-operation>

use syntax::Node;

/// The longest summary that Microsoft's certification accepts, in characters.
/// Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission>
pub const SUMMARY_LIMIT: usize = 80;

/// The summary of an operation as written between its quotes, with its node.
pub fn summary_of(operation: Node<'_>) -> Option<(Node<'_>, &str)> {
    written_text(operation, "summary")
}

/// A member that is a text, as written between its quotes, with its node.
pub fn written_text<'t>(object: Node<'t>, name: &str) -> Option<(Node<'t>, &'t str)> {
    let node = object.get(name).filter(|node| node.is_string())?;
    Some((node, node.written()))
}

/// What a summary becomes when its operation is deprecated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeprecatedSummary {
    /// It has a mark already, or says nothing at all.
    Kept,
    /// It would be longer than [`SUMMARY_LIMIT`].
    TooLong,
    /// This, escaped like the old one.
    Marked(String),
}

/// The summary of a deprecated operation.
pub fn deprecated_summary(escaped: &str) -> DeprecatedSummary {
    if is_marked_deprecated(escaped) || escaped.trim().is_empty() {
        return DeprecatedSummary::Kept;
    }
    let marked = format!("{} (deprecated)", escaped.trim_end());
    if is_too_long(&marked) && !is_too_long(escaped) {
        return DeprecatedSummary::TooLong;
    }
    DeprecatedSummary::Marked(marked)
}

/// Whether a summary is longer than certification accepts.
pub fn is_too_long(escaped: &str) -> bool {
    syntax::escape::unescape(escaped).chars().count() > SUMMARY_LIMIT
}

/// Whether a text has the word at all; it may be about something deprecated.
pub fn says_deprecated(text: &str) -> bool {
    holds(text, "deprecated")
}

/// Whether a summary is marked as that of a deprecated operation: in parentheses or brackets anywhere, with a dash or
/// colon at its start or end, or in capitals there. `List deprecated models` and `Deprecated models` are not.
pub fn is_marked_deprecated(summary: &str) -> bool {
    let groups = ["(deprecated)", "[deprecated]", "- deprecated)"];
    groups.iter().any(|group| holds(summary, group))
        || without_deprecation(summary).len() < summary.len()
        || summary.trim().eq_ignore_ascii_case("deprecated")
}

/// Whether `text` holds `part` in any letter case.
fn holds(text: &str, part: &str) -> bool {
    text.as_bytes().windows(part.len()).any(|piece| piece.eq_ignore_ascii_case(part.as_bytes()))
}

/// A summary without such a mark at its start or end.
pub fn without_deprecation(summary: &str) -> &str {
    let trimmed = summary.trim_end();
    let endings = ["(deprecated)", "[deprecated]", "- deprecated"];
    let end = endings.iter().find_map(|ending| strip_suffix_folded(trimmed, ending));
    if let Some(before) = end.or_else(|| trimmed.strip_suffix(" DEPRECATED")) {
        return before.trim_end();
    }
    let starts = ["(deprecated)", "[deprecated]", "deprecated -", "deprecated:"];
    let start = starts.iter().find_map(|start| {
        let head = summary.get(..start.len()).filter(|head| head.eq_ignore_ascii_case(start))?;
        Some(&summary[head.len()..])
    });
    start.or_else(|| summary.strip_prefix("DEPRECATED ")).map_or(summary, str::trim_start)
}

fn strip_suffix_folded<'t>(text: &'t str, suffix: &str) -> Option<&'t str> {
    let at = text.len().checked_sub(suffix.len())?;
    let (before, end) = text.split_at_checked(at)?;
    end.eq_ignore_ascii_case(suffix).then_some(before)
}

/// A summary (as written, escapes and all) without what marks a revision or a deprecation: `Get rows (V2)`,
/// `Get rows (V2 - beta)` and `Get rows (deprecated)` are `Get rows`. `bare` is a number that counts as a mark without
/// parentheses too: `Get rows V2`.
pub fn unmarked(summary: &str, bare: Option<i64>) -> &str {
    let mut rest = summary;
    loop {
        let shorter = without_revision(rest, bare);
        let shorter = without_deprecation(shorter);
        if shorter.len() == rest.len() {
            return if rest.is_empty() { summary } else { rest };
        }
        rest = shorter;
    }
}

/// A summary without the revision mark at its end.
pub fn without_revision(summary: &str, bare: Option<i64>) -> &str {
    let trimmed = summary.trim_end();
    if let Some((before, group)) = trimmed.strip_suffix(')').and_then(|inner| inner.rsplit_once('('))
        && is_mark(group)
    {
        return before.trim_end();
    }
    let Some(number) = bare else { return summary };
    let (before, word) = trimmed.rsplit_once(' ').unwrap_or(("", trimmed));
    let named = word.strip_prefix(['V', 'v']).and_then(|digits| digits.parse().ok());
    if named == Some(number) { before.trim_end() } else { summary }
}

/// Whether the text in parentheses names a revision: `V2`, `v12`, `V1 - downplayed`.
fn is_mark(group: &str) -> bool {
    let Some(rest) = group.strip_prefix(['V', 'v']) else { return false };
    let after = rest.trim_start_matches(|character: char| character.is_ascii_digit());
    after.len() < rest.len() && after.chars().next().is_none_or(|next| next == ' ' || next == '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_told_from_the_word() {
        for marked in [
            "Get rows (deprecated)",
            "Get rows (Deprecated) (V2)",
            "[DEPRECATED] Get rows",
            "Get rows - DEPRECATED ",
            "Deprecated - Get rows",
            "DEPRECATED: Get rows",
            "DEPRECATED Get rows",
            "Get rows DEPRECATED",
            "Get rows (V1 - deprecated)",
            "Deprecated",
        ] {
            assert!(is_marked_deprecated(marked) && says_deprecated(marked), "{marked}");
        }
        for about in
            ["List deprecated models", "Deprecated models", "Mark as deprecated", "LIST DEPRECATED MODELS"]
        {
            assert!(!is_marked_deprecated(about) && says_deprecated(about), "{about}");
        }
        for other in ["", "Deprecate a model", "é(deprecate"] {
            assert!(!is_marked_deprecated(other) && !says_deprecated(other), "{other}");
        }
    }

    #[test]
    fn a_summary_is_marked_once_and_where_there_is_room() {
        let marked = |text: &str| DeprecatedSummary::Marked(text.to_owned());
        assert_eq!(deprecated_summary("Get rows "), marked("Get rows (deprecated)"));
        assert_eq!(deprecated_summary("Get rows (Deprecated)"), DeprecatedSummary::Kept);
        assert_eq!(deprecated_summary(" "), DeprecatedSummary::Kept);
        for about in ["List deprecated models", "Deprecated models", "Mark as deprecated"] {
            assert_eq!(deprecated_summary(about), marked(&format!("{about} (deprecated)")));
        }
        let room = "x".repeat(SUMMARY_LIMIT - " (deprecated)".len());
        assert_eq!(deprecated_summary(&room), marked(&format!("{room} (deprecated)")));
        assert_eq!(deprecated_summary(&format!("{room}x")), DeprecatedSummary::TooLong);
        // An escape counts as the one character that it stands for.
        assert_eq!(
            deprecated_summary(&room.replace('x', "\\n")),
            marked(&format!("{} (deprecated)", room.replace('x', "\\n")))
        );
        // What is too long already gets no worse.
        let long = "x".repeat(SUMMARY_LIMIT + 1);
        assert_eq!(deprecated_summary(&long), marked(&format!("{long} (deprecated)")));
    }

    #[test]
    fn marks_of_summaries_are_cut_off() {
        for (summary, bare, base) in [
            ("Get rows", None, "Get rows"),
            ("Get rows (V2)", None, "Get rows"),
            ("Get rows (v12) ", None, "Get rows"),
            ("Get rows (V1 - downplayed)", None, "Get rows"),
            ("Get rows (V2) (deprecated)", None, "Get rows"),
            ("Get rows - DEPRECATED", None, "Get rows"),
            ("[Deprecated] Get rows", None, "Get rows"),
            ("Get rows V2", Some(2), "Get rows"),
            ("Get rows V2", Some(3), "Get rows V2"),
            ("Get rows V2", None, "Get rows V2"),
            ("Get rows (Vienna)", None, "Get rows (Vienna)"),
            ("Get rows (V)", None, "Get rows (V)"),
            ("Get rows (V2beta)", None, "Get rows (V2beta)"),
            ("Get rows (preview)", None, "Get rows (preview)"),
            ("(V2)", None, "(V2)"),
            ("V2", Some(2), "V2"),
            ("", None, ""),
        ] {
            assert_eq!(unmarked(summary, bare), base, "{summary}");
        }
    }
}
