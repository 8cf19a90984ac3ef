//! How things are called in messages.

use std::fmt::Write as _;

use connector::{Definition, Document, Operation};
use syntax::Node;
use vocabulary::Place;

use super::users::Direction;

/// How much of a value is shown (characters).
const MAX_SHOWN: usize = 60;

/// A value in short, for "from … to …". Containers are shown as written, without line ends.
pub(super) fn short(node: Node<'_>) -> Box<str> {
    match node.as_str() {
        Some(text) => cut(&text),
        None => cut(node.raw()),
    }
}

/// A text on one line, cut if it is long.
pub(super) fn cut(text: &str) -> Box<str> {
    let mut out = String::new();
    let mut count = 0;
    for (number, word) in text.split_whitespace().enumerate() {
        if number > 0 {
            out.push(' ');
        }
        for character in word.chars() {
            count += 1;
            if count > MAX_SHOWN {
                out.push('…');
                return out.into();
            }
            out.push(character);
        }
    }
    out.into()
}

/// `'a'`, `'a' and 'b'`, `'a', 'b' and 3 more`.
pub(super) fn listed<'t>(names: impl ExactSizeIterator<Item = &'t str>) -> String {
    const SHOWN: usize = 4;
    let count = names.len();
    let shown = if count > SHOWN { SHOWN - 1 } else { count };
    let mut out = String::new();
    for (number, name) in names.take(shown).enumerate() {
        let joint = match number {
            0 => "",
            _ if number + 1 == count => " and ",
            _ => ", ",
        };
        let _ = write!(out, "{joint}'{}'", cut(name));
    }
    if count > shown {
        let _ = write!(out, " and {} more", count - shown);
    }
    out
}

/// What changes call an operation: its operationId, else method and path.
pub fn operation_name(definition: &Definition, operation: &Operation) -> Box<str> {
    operation.id.clone().unwrap_or_else(|| {
        format!("{} {}", operation.method.name(), definition.path(operation)).into_boxed_str()
    })
}

/// "from 'a' to 'b'", with "nothing" for what is absent.
pub(super) fn from_to(old: Option<&str>, new: Option<&str>) -> String {
    let side = |text: Option<&str>| text.map_or_else(|| "nothing".to_owned(), |text| format!("'{text}'"));
    format!("from {} to {}", side(old), side(new))
}

/// What a part of a schema or parameter is called: "The input 'customer/name'", "The output 'id' (definition
/// 'Order')", "The parameter 'filter'".
pub(super) fn subject(document: &Document, node: Node<'_>, direction: Direction) -> String {
    let mut steps: Vec<String> = Vec::new();
    let mut around = Some(node);
    while let Some(current) = around {
        let place = document.place(current);
        if place.is_parameter() {
            let is_body = place == Place::BodyParameter;
            let name = current.get("name").and_then(Node::as_str).unwrap_or_default();
            return match (is_body, steps.is_empty()) {
                (true, true) => "The body".to_owned(),
                (true, false) if steps == ["[]"] => "Each element of the body".to_owned(),
                (true, false) => format!("The input '{}'", path(&steps)),
                (false, true) => format!("The parameter '{}'", cut(&name)),
                (false, false) => format!("The parameter '{}{}'", cut(&name), path(&steps)),
            };
        }
        if place == Place::DefinitionSchema {
            let role = match direction {
                Direction::Input => "input",
                Direction::Output => "output",
            };
            let definition = cut(&current.name());
            return if steps.is_empty() {
                format!("The {role} described by definition '{definition}'")
            } else {
                format!("The {role} '{}' (definition '{definition}')", path(&steps))
            };
        }
        if matches!(place, Place::Response | Place::NotificationContent) {
            return match steps.as_slice() {
                [] => "The output".to_owned(),
                [only] if only == "[]" => "Each element of the output".to_owned(),
                _ => format!("The output '{}'", path(&steps)),
            };
        }
        let parent = current.parent();
        match (place, parent.map(|parent| document.place(parent))) {
            (_, Some(Place::SchemaProperties)) => steps.push(current.name().into_owned()),
            (Place::ItemsSchema | Place::ParameterItems, _) => steps.push("[]".to_owned()),
            (Place::AdditionalPropertiesSchema, _) => steps.push("*".to_owned()),
            _ => {}
        }
        around = parent;
    }
    match direction {
        Direction::Input => format!("The input '{}'", path(&steps)),
        Direction::Output => format!("The output '{}'", path(&steps)),
    }
}

/// Steps from the inside out as a path from the outside in: `lines[]/count`.
fn path(steps: &[String]) -> String {
    let mut out = String::new();
    for step in steps.iter().rev() {
        if !out.is_empty() && step != "[]" {
            out.push('/');
        }
        out.push_str(step);
    }
    cut(&out).into()
}

/// The value that a member of an object says, as a text in short.
pub(super) fn member(node: Node<'_>, name: &str) -> Option<Box<str>> {
    node.get(name).map(short)
}
