//! One more entry in a configuration file: comments and layout stay.

use rules::Ignore;
use syntax::edit::{Value, apply, quote};
use syntax::{JsonEditor, Node, Placement, TextEdit, parse};

use super::{Acknowledge, Configuration};

/// The configuration file that counts for a connector.
#[derive(Clone, Copy, Debug)]
pub struct ConfigurationFile<'a> {
    /// Its text; `None` if there is none, but one can be made in the connector's folder.
    pub text: Option<&'a str>,
    /// The connector's folder as seen from the file's, with `/` between the names; empty if it is the same.
    pub folder: &'a str,
}

/// A change of a configuration file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConfigurationEdit {
    /// Edits of the file that counts, in order, in bytes of its text.
    Change(Vec<TextEdit>),
    /// A file to be made in the connector's folder, with this text.
    Create(String),
}

impl ConfigurationEdit {
    /// Adds an entry to `acknowledge`. `None` if the file is too damaged to be sure of the result.
    pub fn acknowledge(file: ConfigurationFile<'_>, entry: &Acknowledge) -> Option<Self> {
        let members = [
            ("change", Some(&entry.change)),
            ("operation", entry.operation.as_ref()),
            ("reason", entry.reason.as_ref()),
        ];
        added(file.text, "acknowledge", &members, |read| read.acknowledge.contains(entry))
    }

    /// Adds an entry to `ignore`. `None` if the file is too damaged to be sure of the result.
    pub fn ignore(file: ConfigurationFile<'_>, entry: &Ignore) -> Option<Self> {
        let members = [
            ("rule", Some(&entry.rule)),
            ("pointer", entry.pointer.as_ref()),
            ("file", entry.file.as_ref()),
            ("reason", entry.reason.as_ref()),
        ];
        added(file.text, "ignore", &members, |read| read.ignore.contains(entry))
    }
}

/// Adds an entry to the list called `list`. `has_it` tells whether the result means what it should.
fn added(
    text: Option<&str>,
    list: &str,
    members: &[(&str, Option<&String>)],
    has_it: impl Fn(&Configuration) -> bool,
) -> Option<ConfigurationEdit> {
    let members: Vec<String> = members
        .iter()
        .filter_map(|(name, value)| Some(format!("{}: {}", quote(name), quote(value.as_ref()?))))
        .collect();
    let entry = format!("{{ {} }}", members.join(", "));
    let Some(text) = text else { return Some(ConfigurationEdit::Create(whole(list, &entry))) };
    let tree = parse(text);
    let root = tree.root();
    let mut editor = JsonEditor::new(&tree);
    let edits = if is_blank(text) {
        vec![TextEdit::insert(text.len() as u32, whole(list, &entry))]
    } else {
        if !root.is_object() || tree.errors().iter().any(|error| error.kind.is_structural()) {
            return None;
        }
        match root.get(list) {
            Some(entries) if entries.is_array() => {
                let last = entries.items().last();
                let is_broken = last.is_some_and(|last| last.raw().contains(['\r', '\n']));
                let value = if is_broken { Value::Json(&entry) } else { Value::Written(&entry) };
                editor.insert_item(entries, usize::MAX, value);
            }
            Some(_) => return None,
            None => insert_list(&mut editor, root, list, &entry),
        }
        editor.finish()
    };
    let after = apply(text, &edits)?;
    let (read, problems) = super::parse(&after);
    let is_worse = problems.len() > super::parse(text).1.len();
    (has_it(&read) && !is_worse).then_some(ConfigurationEdit::Change(edits))
}

fn insert_list<'t>(editor: &mut JsonEditor<'t>, root: Node<'t>, list: &str, entry: &str) {
    let style = editor.style();
    let (line, indent) = (style.line_end, style.indent.text());
    let is_on_lines = root.raw().contains(['\r', '\n']) || root.members().next().is_none();
    let text = if is_on_lines {
        format!("[{line}{indent}{indent}{entry}{line}{indent}]")
    } else {
        format!("[{entry}]")
    };
    editor.insert_member(root, list, Value::Written(&text), Placement::Last);
}

/// A whole file with nothing but the entry.
fn whole(list: &str, entry: &str) -> String {
    format!("{{\n  {}: [\n    {entry}\n  ]\n}}\n", quote(list))
}

/// Whether a text says nothing at all.
fn is_blank(text: &str) -> bool {
    text.trim_start_matches('\u{FEFF}').trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn acknowledged(text: Option<&str>) -> Option<String> {
        let entry = Acknowledge {
            change: "change/output-field-removed".into(),
            operation: Some("GetItems".into()),
            reason: Some(String::new()),
        };
        let file = ConfigurationFile { text, folder: "" };
        Some(match ConfigurationEdit::acknowledge(file, &entry)? {
            ConfigurationEdit::Change(edits) => apply(text.unwrap(), &edits).unwrap(),
            ConfigurationEdit::Create(text) => text,
        })
    }

    const ENTRY: &str =
        r#"{ "change": "change/output-field-removed", "operation": "GetItems", "reason": "" }"#;

    #[test]
    fn an_entry_is_added_and_everything_else_stays() {
        for (before, after) in [
            ("{}", "{\n  \"acknowledge\": [\n    E\n  ]\n}"),
            ("{ \"rules\": {} }", "{ \"rules\": {}, \"acknowledge\": [E] }"),
            ("\u{FEFF}", "\u{FEFF}{\n  \"acknowledge\": [\n    E\n  ]\n}\n"),
            (
                "{\n  // ours\n  \"profile\": \"custom\", // for now\n}\n",
                "{\n  // ours\n  \"profile\": \"custom\", // for now\n  \"acknowledge\": [\n    E\n  ]\n}\n",
            ),
            (
                "{\r\n\t\"acknowledge\": [\r\n\t\t{ \"change\": \"change/host-changed\" } // meant\r\n\t]\r\n}",
                "{\r\n\t\"acknowledge\": [\r\n\t\t{ \"change\": \"change/host-changed\" }, // meant\r\n\t\tE\r\n\t]\r\n}",
            ),
            (
                "{\n  \"acknowledge\": [],\n  \"rules\": {}\n}\n",
                "{\n  \"acknowledge\": [\n    E\n  ],\n  \"rules\": {}\n}\n",
            ),
        ] {
            assert_eq!(acknowledged(Some(before)).as_deref(), Some(&*after.replace('E', ENTRY)), "{before}");
        }
        let whole = format!("{{\n  \"acknowledge\": [\n    {ENTRY}\n  ]\n}}\n");
        assert_eq!(acknowledged(None), Some(whole));
    }

    #[test]
    fn a_damaged_file_is_left_alone() {
        for text in ["{ \"acknowledge\": 1 }", "[]", "{ \"rules\": { }", "{ \"rules\" }", "nothing"] {
            assert_eq!(acknowledged(Some(text)), None, "{text}");
        }
    }

    #[test]
    fn a_finding_is_ignored_by_pointer_and_file() {
        let entry = Ignore {
            rule: "swagger/host-invalid".into(),
            pointer: Some("/host".into()),
            file: Some("a/apiDefinition.swagger.json".into()),
            reason: Some(String::new()),
        };
        let file =
            ConfigurationFile { text: Some("{ \"ignore\": [ { \"rule\": \"json/*\" } ] }"), folder: "a" };
        let Some(ConfigurationEdit::Change(edits)) = ConfigurationEdit::ignore(file, &entry) else {
            panic!()
        };
        assert_eq!(
            apply(file.text.unwrap(), &edits).as_deref(),
            Some(
                "{ \"ignore\": [ { \"rule\": \"json/*\" }, { \"rule\": \"swagger/host-invalid\", \"pointer\": \"/host\", \
                 \"file\": \"a/apiDefinition.swagger.json\", \"reason\": \"\" } ] }"
            )
        );
    }
}
