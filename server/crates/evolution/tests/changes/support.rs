//! The connector that examples are made from, and how they are made.

use connector::{Connector, FileRole, Part};
use evolution::changes::{Change, Comparison, compare};
use serde_json::Value;
use syntax::pointer::unescape_token;

/// The definition that examples start from.
pub(crate) const DEFINITION: &str = include_str!("base/apiDefinition.swagger.json");

/// The properties that examples start from.
pub(crate) const PROPERTIES: &str = include_str!("base/apiProperties.json");

/// The script that examples start from.
pub(crate) const SCRIPT: &str = include_str!("base/script.csx");

/// One value of one file: a pointer into the definition, or into the properties after `properties:`; and the JSON text
/// that stands there. An empty text: nothing does.
pub(crate) type Put<'t> = (&'t str, &'t str);

/// The three texts with some values put in.
pub(crate) fn files(puts: &[Put<'_>]) -> [(FileRole, String); 3] {
    let mut definition: Value = serde_json::from_str(DEFINITION).unwrap();
    let mut properties: Value = serde_json::from_str(PROPERTIES).unwrap();
    let mut script = SCRIPT.to_owned();
    for (pointer, text) in puts {
        if *pointer == "script" {
            (*text).clone_into(&mut script);
        } else if let Some(pointer) = pointer.strip_prefix("properties:") {
            put(&mut properties, pointer, text);
        } else {
            put(&mut definition, pointer, text);
        }
    }
    [
        (FileRole::Definition, serde_json::to_string_pretty(&definition).unwrap()),
        (FileRole::Properties, serde_json::to_string_pretty(&properties).unwrap()),
        (FileRole::Script, script),
    ]
}

fn put(root: &mut Value, pointer: &str, text: &str) {
    let (parent, name) = pointer.rsplit_once('/').unwrap_or_else(|| panic!("no pointer: {pointer}"));
    let name = unescape_token(name).unwrap().into_owned();
    let parent = root.pointer_mut(parent).unwrap_or_else(|| panic!("nothing at {parent}"));
    let value = (!text.is_empty())
        .then(|| serde_json::from_str::<Value>(text).unwrap_or_else(|error| panic!("{error}: {text}")));
    match (parent, value) {
        (Value::Object(members), Some(value)) => {
            members.insert(name, value);
        }
        (Value::Object(members), None) => {
            members.shift_remove(&name).unwrap_or_else(|| panic!("nothing at {pointer}"));
        }
        (Value::Array(items), Some(value)) if name == "-" => items.push(value),
        (Value::Array(items), Some(value)) => items[name.parse::<usize>().unwrap()] = value,
        (Value::Array(items), None) => {
            items.remove(name.parse().unwrap());
        }
        (other, _) => panic!("no container for {pointer}: {other}"),
    }
}

/// The connector of these texts.
pub(crate) fn connector(files: &[(FileRole, String)]) -> Connector {
    Connector::new(files.iter().map(|(role, text)| Part::new(*role, text.clone())))
}

/// The base with some values put in.
pub(crate) fn with(puts: &[Put<'_>]) -> Connector {
    connector(&files(puts))
}

/// Compares the base with some values before and some after. The version is raised, so that nothing is said of it.
pub(crate) fn changes(before: &[Put<'_>], after: &[Put<'_>]) -> Comparison {
    let raised = [("/info/version", r#""1.1""#)];
    compare(&with(before), &with(&[&raised[..], after].concat()))
}

/// The codes of the changes, without `change/`, with the class where it is not the usual one.
pub(crate) fn codes(comparison: &Comparison) -> Vec<String> {
    let code = |change: &Change| {
        let code = change.kind.code.trim_start_matches("change/");
        if change.class == change.kind.class {
            code.to_owned()
        } else {
            format!("{code} ({})", change.class.name())
        }
    };
    let mut codes: Vec<String> = comparison.changes.iter().map(code).collect();
    codes.sort();
    codes
}

/// The definition of a text.
pub(crate) fn definition(text: &str) -> Connector {
    Connector::of_text(FileRole::Definition, text)
}
