//! What is said of a connector whose check failed by a fault of our own.

use std::any::Any;

use crate::visible::visible;

/// The code of the finding in its place. It is no rule: it cannot be set or ignored.
pub const CODE: &str = "internal/analysis-failed";

/// What the finding is about, in one line.
pub const SUMMARY: &str = "A fault of connector-ls kept a file from being checked";

/// What the finding means and what to do, in Markdown.
pub const PAGE: &str = "The check of the connector that this file belongs to ended in the middle by a fault of \
    connector-ls, so nothing else is said about this version of its files. Everything else goes on, and the same version \
    is not tried again.\n\n## What to do\n\nChange the file: the next version is checked again. If the finding stays, undo \
    the last changes until it goes. Report the fault with its text and, if you can, with the files of the connector.\n\n\
    On the command line such a connector is left out, and the exit code is 2.\n";

/// How much of what a fault says of itself is shown, in characters: it may quote a whole file.
const MOST: usize = 200;

/// The finding's message; `reason` is what the fault says of itself.
pub fn message(reason: &str) -> String {
    format!(
        "This version of the file could not be checked, by a fault of connector-ls: {}. The next change is checked again. \
         Report the fault with the files of the connector.",
        shown(reason)
    )
}

/// What a panic said.
pub fn reason(panic: &(dyn Any + Send)) -> &str {
    panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("unknown cause")
}

/// What a fault says of itself, short and harmless.
pub fn shown(reason: &str) -> String {
    let line = reason.lines().next().unwrap_or_default().trim_end_matches('.');
    let cut = line.char_indices().nth(MOST).map_or(line, |(end, _)| &line[..end]);
    let rest = if cut.len() < line.len() { " …" } else { "" };
    format!("{}{rest}", visible(cut))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_fault_says_is_short_and_harmless() {
        assert_eq!(shown("index out of bounds."), "index out of bounds");
        assert_eq!(shown("a\u{1b}[31mb\nc"), "a␛[31mb");
        let long = shown(&"é".repeat(1000));
        assert_eq!(long.chars().count(), MOST + 2);
        assert!(long.ends_with(" …"));
        assert!(message("x").contains("connector-ls: x. The next"));
    }
}
