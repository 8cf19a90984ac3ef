//! For a comment on a pull request: what breaks, for whom, what to do, and what the update counts as.

use std::fmt::Write as _;

use evolution::changes::{Change, Class};

use super::View;
use crate::terminal::visible;

/// A comment on GitHub may have 65,536 characters; this leaves room for the rest of the page.
const MOST_BYTES: usize = 60_000;
/// How many operations a change names.
const MOST_OPERATIONS: usize = 10;

/// `--format markdown`.
pub(super) fn print(view: &View<'_>) -> String {
    let mut out = format!("## Connector changes\n\n**{}.** {}\n", view.counts(), view.verdict());
    let changes = view.by_weight();
    let mut left = changes.len();
    for (class, title) in [
        (Class::Breaking, "Breaking: existing flows fail or cannot be edited"),
        (Class::Risky, "Risky: someone has to look"),
        (Class::Compatible, "Compatible"),
    ] {
        let of_class: Vec<&Change> = changes.iter().copied().filter(|change| change.class == class).collect();
        if of_class.is_empty() || out.len() > MOST_BYTES {
            continue;
        }
        // What nobody has to act on is folded.
        let is_folded = class == Class::Compatible;
        if is_folded {
            let _ = write!(out, "\n<details><summary>{title}</summary>\n\n");
        } else {
            let _ = write!(out, "\n### {title}\n\n");
        }
        for change in of_class {
            let text = one(view, change);
            if out.len() + text.len() > MOST_BYTES {
                break;
            }
            out.push_str(&text);
            left -= 1;
        }
        if is_folded {
            out.push_str("\n</details>\n");
        }
    }
    if left > 0 {
        let _ = write!(out, "\n{left} more: `connector-ls diff` lists them all.\n");
    }
    out
}

fn one(view: &View<'_>, change: &Change) -> String {
    let mut out = format!("- {}", escaped(&change.message));
    // One operation is named by the message.
    if change.operations.len() > 1 {
        let names: Vec<String> =
            change.operations.iter().take(MOST_OPERATIONS).map(|name| escaped(name)).collect();
        let more = change.operations.len() - names.len();
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let _ = write!(out, "\n  **Felt by** {}{more}", names.join(", "));
    }
    let _ = write!(out, "\n  **What to do:** {}", escaped(&change.remedy));
    let new = change.new.map(|spot| (&view.new.1, spot));
    let place = new.or_else(|| change.old.map(|spot| (&view.old.1, spot)));
    let place = place.map_or_else(String::new, |(sources, spot)| {
        let source = sources.get(spot.file);
        let place = source.place(spot.span);
        format!(", {}:{}:{}", escaped(&source.path), place.line, place.column)
    });
    let _ = write!(out, "\n  <sub>{}{place}</sub>\n", change.kind.code);
    out
}

/// Text that Markdown shows as it is. `@name` and `#1` would call people and link to issues: a comment inside of them
/// keeps them apart.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for character in visible(text).chars() {
        match character {
            '@' | '#' => {
                out.push(character);
                out.push_str("<!-- -->");
            }
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '|' | '~' | '!' | '$' => {
                out.extend(['\\', character]);
            }
            _ => out.push(character),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_becomes_markup() {
        assert_eq!(
            escaped("a_b <b> & *c* @team #12"),
            "a\\_b &lt;b&gt; &amp; \\*c\\* @<!-- -->team #<!-- -->12"
        );
        assert_eq!(escaped("It is gone."), "It is gone.");
        assert_eq!(escaped("a\nb"), "a␊b");
    }
}
