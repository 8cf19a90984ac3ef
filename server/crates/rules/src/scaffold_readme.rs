//! The text of a new `readme.md`. Its sections are those that Microsoft's template for submitted connectors asks for
//! (<https://github.com/microsoft/PowerPlatformConnectors>).

use std::fmt::Write as _;

use connector::{Connector, Definition, Operation};
use syntax::Node;

use crate::owners;

/// What the files say about the connector. Where they say nothing, a comment, which readers do not see, asks the author.
pub(crate) fn text(connector: &Connector, definition: &Definition) -> String {
    let info = definition.document.root().get("info");
    let title = info.and_then(|info| line(info, "title")).unwrap_or_else(|| "Connector".to_owned());
    let mut out = format!("# {title}\n\n");
    match info.and_then(|info| line(info, "description")) {
        Some(description) => paragraph(&mut out, &description),
        None => ask(&mut out, "Say what the service is, and what makers can do with the connector."),
    }
    let properties = connector.properties_files().find_map(connector::PropertiesFile::properties);
    let named = properties.and_then(|properties| owners::name_in(properties, "publisher"));
    if let Some(publisher) = named.or_else(|| owners::contact(definition)) {
        let _ = writeln!(out, "## Publisher: {}\n", escaped(&publisher));
    }
    heading(&mut out, "Prerequisites");
    ask(&mut out, "Say what one needs before one can use the connector: a plan, an account, a role.");
    heading(&mut out, "Supported operations");
    operations(&mut out, definition);
    heading(&mut out, "Obtaining credentials");
    credentials(&mut out, connector);
    heading(&mut out, "Known issues and limitations");
    ask(&mut out, "Say what does not work, and which limits there are.");
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

/// The operations that makers see, in the order of the file.
fn operations(out: &mut String, definition: &Definition) {
    for operation in definition.operations.iter().filter(|operation| !operation.is_internal()) {
        let node = definition.node(operation.node);
        let id = || operation.id.as_deref().map(escaped);
        let Some(name) = line(node, "summary").or_else(id) else { continue };
        let _ = writeln!(out, "### {name}\n");
        if let Some(note) = note(operation) {
            paragraph(out, note);
        }
        if let Some(description) = line(node, "description") {
            paragraph(out, &description);
        }
    }
}

/// What makers have to know before they choose an operation.
fn note(operation: &Operation) -> Option<&'static str> {
    match (operation.trigger.is_some(), operation.annotation.deprecated) {
        (true, true) => Some("*Trigger, deprecated.*"),
        (true, false) => Some("*Trigger.*"),
        (false, true) => Some("*Deprecated.*"),
        (false, false) => None,
    }
}

/// The fields of the connection form.
fn credentials(out: &mut String, connector: &Connector) {
    let mut has_some = false;
    for file in connector.properties_files() {
        for parameter in &file.connection_parameters {
            let form = file.node(parameter.node).get("uiDefinition");
            let Some(form) = form else { continue };
            let label = line(form, "displayName").unwrap_or_else(|| escaped(&parameter.name));
            let description = line(form, "description").map_or_else(String::new, |text| format!(": {text}"));
            let _ = writeln!(out, "- **{label}**{description}");
            has_some = true;
        }
    }
    if has_some {
        out.push('\n');
    }
    ask(out, "Say where one gets what the connection asks for.");
}

fn heading(out: &mut String, text: &str) {
    let _ = writeln!(out, "## {text}\n");
}

fn paragraph(out: &mut String, text: &str) {
    out.push_str(text);
    out.push_str("\n\n");
}

/// Asks the author for something, where only authors look.
fn ask(out: &mut String, what: &str) {
    let _ = writeln!(out, "<!-- {what} -->\n");
}

/// A text of the definition as one line of Markdown.
fn line(object: Node<'_>, name: &str) -> Option<String> {
    let text = escaped(&object.get(name)?.as_str()?);
    (!text.is_empty()).then_some(text)
}

/// A text as one line in which nothing is markup.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (index, word) in text.split_whitespace().enumerate() {
        if index > 0 {
            out.push(' ');
        }
        // At the start of a line, these begin a heading, a list or a quotation.
        let is_mark = index == 0 && word.starts_with(['-', '+', '#']);
        let is_number = index == 0 && word.starts_with(|first: char| first.is_ascii_digit());
        for character in word.chars() {
            let ends_number = is_number && matches!(character, '.' | ')') && word.ends_with(character);
            if "\\`*_[]<>&|".contains(character) || ends_number || is_mark && "-+#".contains(character) {
                out.push('\\');
            }
            out.push(character);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_author_wrote_is_no_markup() {
        assert_eq!(escaped(" a_b\n<c>  *d* "), "a\\_b \\<c\\> \\*d\\*");
        assert_eq!(escaped("# A - b"), "\\# A - b");
        assert_eq!(escaped("1. First 2.0"), "1\\. First 2.0");
        assert_eq!(escaped("3D printing"), "3D printing");
    }
}
