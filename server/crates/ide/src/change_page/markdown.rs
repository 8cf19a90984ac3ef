//! For a comment on a pull request: what breaks, for whom, what to do, and what the update counts as.

use std::collections::HashSet;
use std::fmt::Write as _;

use evolution::changes::{Change, Class, Update};
use syntax::Node;

use super::Compared;
use crate::visible::visible;

/// A comment on GitHub may have 65,536 characters; this leaves room for the end of the page.
const MOST_BYTES: usize = 60_000;
/// How many operations stand in a line; more are folded.
const MOST_IN_LINE: usize = 8;
/// How long a list of operations gets.
const MOST_NAMES_BYTES: usize = 4000;
/// How many risky changes are shown without being unfolded.
const MOST_RISKY: usize = 10;

/// The changes as Markdown, with all that a reviewer needs. What would be too long for a comment is counted.
pub fn markdown(view: &Compared<'_>) -> String {
    let mut out = format!("## Connector changes{}\n\n{}\n", title(view), verdict(view));
    let broken = operations_of(view, Class::Breaking);
    if !broken.is_empty() {
        let lead = "<b>Existing flows break if they use</b>";
        let _ = write!(out, "\n{}\n", names(lead, &broken, ""));
    }
    let mut left = view.comparison.changes.len();
    for (class, title) in [
        (Class::Breaking, "❌ Breaking: existing flows fail, lose data or cannot be edited"),
        (Class::Risky, "⚠️ Risky: existing flows may behave differently, so someone has to look"),
        (Class::Compatible, "✅ Compatible: existing flows feel nothing"),
    ] {
        left -= section(view, class, title, &mut out);
    }
    if left > 0 {
        let _ = write!(out, "\n{left} more: `connector-ls diff` lists them all.\n");
    }
    let _ = write!(
        out,
        "\n<sub>{} compared with {} by connector-ls. Acknowledged changes are listed too.</sub>\n",
        escaped(view.new_name),
        escaped(view.old_name)
    );
    out
}

/// The connector's title, if it has one, behind a colon.
fn title(view: &Compared<'_>) -> String {
    let definition = view.new.definition();
    let info = definition.and_then(|definition| definition.document.root().get("info"));
    let title = info.and_then(|info| info.get("title")).and_then(Node::as_str);
    title.filter(|title| !title.is_empty()).map_or_else(String::new, |title| format!(": {}", escaped(&title)))
}

/// The counts, and what the update counts as.
fn verdict(view: &Compared<'_>) -> String {
    let update = match view.comparison.update {
        Update::None => return "Nothing that the connector means has changed.".to_owned(),
        Update::Minor => "For certification this is a **minor update**: only texts and looks change.",
        Update::Major => "For certification this is a **major update**.",
    };
    if view.comparison.changes.is_empty() {
        return format!("No change that flows could feel. {update}");
    }
    let kinds =
        [Class::Breaking, Class::Risky, Class::Compatible].map(|class| (class, view.comparison.count(class)));
    let some = kinds.iter().filter(|(_, count)| *count > 0);
    let mut counts: Vec<String> = some.map(|(class, count)| format!("{count} {}", class.name())).collect();
    if view.comparison.count(Class::Breaking) > 0 {
        counts[0] = format!("**{}**", counts[0]);
    }
    let word = if view.comparison.changes.len() == 1 { "change" } else { "changes" };
    let counts = match counts.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => counts.concat(),
    };
    format!("{counts} {word}. {update}")
}

/// The operations that feel a change of this class, each once, in the order of the changes.
fn operations_of<'v>(view: &Compared<'v>, class: Class) -> Vec<&'v str> {
    let changes = view.comparison.changes.iter().filter(|change| change.class == class);
    let mut seen = HashSet::new();
    let names = changes.flat_map(|change| change.operations.iter().map(AsRef::as_ref));
    names.filter(|name| seen.insert(*name)).collect()
}

/// The changes of a class, those of a kind together, as far as there is room. Gives how many are shown.
fn section(view: &Compared<'_>, class: Class, title: &str, out: &mut String) -> usize {
    let groups = groups(view, class);
    let count = view.comparison.count(class);
    if groups.is_empty() || out.len() > MOST_BYTES {
        return 0;
    }
    // What nobody has to act on is folded, and what would bury the rest.
    let is_folded = class == Class::Compatible || class == Class::Risky && count > MOST_RISKY;
    if is_folded {
        let _ = write!(out, "\n<details>\n<summary><b>{title}</b> ({count})</summary>\n");
    } else {
        let _ = write!(out, "\n### {title}\n");
    }
    let mut shown = 0;
    'groups: for group in &groups {
        let feels = common_end(group);
        let mut text = heading(group, feels);
        for change in group {
            text.push_str(&one(view, change, feels));
            if out.len() + text.len() > MOST_BYTES {
                break 'groups;
            }
            out.push_str(&text);
            text.clear();
            shown += 1;
        }
    }
    if is_folded {
        out.push_str("\n</details>\n");
    }
    shown
}

/// The changes of a class: of one kind, with one thing to do, together, in the order of the first of them.
fn groups<'v>(view: &Compared<'v>, class: Class) -> Vec<Vec<&'v Change>> {
    let mut groups: Vec<Vec<&Change>> = Vec::new();
    for change in view.comparison.changes.iter().filter(|change| change.class == class) {
        let is_same = |group: &&mut Vec<&Change>| {
            group.first().is_some_and(|first| first.kind == change.kind && first.remedy == change.remedy)
        };
        match groups.iter_mut().find(is_same) {
            Some(group) => group.push(change),
            None => groups.push(vec![change]),
        }
    }
    groups
}

/// What the changes of a group have in common; `feels` is what flows feel of all of them.
fn heading(group: &[&Change], feels: &str) -> String {
    let Some(first) = group.first() else { return String::new() };
    let summary = escaped(first.kind.summary.trim_end_matches('.'));
    let feels = if feels.is_empty() { String::new() } else { format!("\\\n{}", escaped(feels)) };
    let remedy = escaped(&first.remedy);
    format!("\n**[{summary}]({})**{feels}\\\n**What to do:** {remedy}\n\n", first.kind.docs())
}

/// What flows feel of all changes of a group, if their messages end with the same words; else empty.
fn common_end(group: &[&Change]) -> &'static str {
    let feels = group.first().map_or("", |first| first.kind.feels);
    let is_common = group.len() > 1 && group.iter().all(|change| change.message.ends_with(feels));
    if is_common { feels } else { "" }
}

/// One change; `feels` is said in the heading.
fn one(view: &Compared<'_>, change: &Change, feels: &str) -> String {
    let message = change.message.strip_suffix(feels).unwrap_or(&change.message);
    let mut out = format!("- {}", escaped(message.trim_end()));
    if let Some(place) = (view.place)(change) {
        let _ = write!(out, "\\\n  <sub>{}</sub>", escaped(&place));
    }
    // The message names the first few.
    if change.operations.iter().any(|name| !change.message.contains(&format!("'{name}'"))) {
        let operations: Vec<&str> = change.operations.iter().map(AsRef::as_ref).collect();
        let gap = if operations.len() > MOST_IN_LINE { "\n\n" } else { "\\\n" };
        let _ = write!(out, "{gap}  {}", names("Felt by", &operations, "  "));
    }
    out.push('\n');
    out
}

/// Operations in a line after `lead`, or folded if they are many. Lines after the first start with `indent`.
fn names(lead: &str, operations: &[&str], indent: &str) -> String {
    let count = operations.len();
    let mut list = String::new();
    for (index, name) in operations.iter().enumerate() {
        if list.len() > MOST_NAMES_BYTES {
            let _ = write!(list, " and {} more", count - index);
            break;
        }
        let comma = if index == 0 { "" } else { ", " };
        let _ = write!(list, "{comma}<code>{}</code>", escaped(name));
    }
    if count <= MOST_IN_LINE {
        return format!("{lead} {list}");
    }
    format!(
        "<details>\n{indent}<summary>{lead} {count} operations</summary>\n\n{indent}{list}\n\n{indent}</details>"
    )
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
