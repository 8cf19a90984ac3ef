//! Paths into what a called operation answers, and into schemas in general.

use connector::definition::PathStep;
use connector::{Definition, FileRole, Operation};
use syntax::Node;
use vocabulary::Place;

use super::{Completion, CompletionKind, Subject};

/// How deep paths go. Deeper ones exist, but no list of them helps anybody.
const DEEPEST: usize = 4;
/// How many paths are offered.
const MOST: usize = 300;

/// Paths into the answer of the operation that `container` calls, or of its own operation.
pub(super) fn add(
    subject: &Subject<'_>,
    entries: &mut Vec<Completion>,
    container: Node<'_>,
    place: Place,
    key: &str,
) {
    if subject.role() != FileRole::Definition {
        return;
    }
    let Some(want) = Want::of(place, key) else { return };
    let root = if place == Place::Pageable {
        let definition = subject.connector.definition();
        definition.and_then(|definition| Some((definition, definition.operation_around(container)?)))
    } else {
        called(subject, container)
    };
    let Some((definition, operation)) = root else { return };
    let Some(answer) = definition.success_schema(operation) else { return };
    let schema = match want {
        Want::Element => element(definition, answer, container),
        _ => Some(answer),
    };
    for (path, node) in schema.into_iter().flat_map(|schema| fields(definition, schema, '/')) {
        let kind = type_of(node);
        let fits = match want {
            Want::List => kind == "array",
            Want::Text => kind == "string" && !path.contains('/'),
            Want::Any => true,
            Want::Element => kind != "array" && kind != "object",
        };
        if fits {
            let is_title = matches!(key, "value-title" | "itemTitlePath" | "itemFullTitlePath");
            let rank = if likely(&path, is_title) { 4 } else { 5 };
            entries.push(subject.string(&path, CompletionKind::Field, rank).with_detail(kind));
        }
    }
}

/// Whether a path sounds like an id, or like a title.
fn likely(path: &str, is_title: bool) -> bool {
    let last = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    let words: &[&str] = if is_title { &["name", "title", "label"] } else { &["id", "key", "code"] };
    words.iter().any(|word| last.ends_with(word))
}

/// What kind of path a member holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Want {
    /// To a list in the answer.
    List,
    /// To a value in an element of that list.
    Element,
    /// To a text at the answer's top.
    Text,
    /// To anything in the answer.
    Any,
}

impl Want {
    fn of(place: Place, key: &str) -> Option<Self> {
        Some(match (place, key) {
            (Place::DynamicValues, "value-collection")
            | (Place::DynamicList | Place::DynamicTreeCall, "itemsPath") => Self::List,
            (Place::DynamicValues, "value-path" | "value-title")
            | (
                Place::DynamicList | Place::DynamicTreeCall,
                "itemValuePath" | "itemTitlePath" | "itemFullTitlePath",
            ) => Self::Element,
            (Place::DynamicSchema, "value-path") | (Place::DynamicProperties, "itemValuePath") => Self::Any,
            (Place::Pageable, "nextLinkName") => Self::Text,
            _ => return None,
        })
    }
}

/// The schema of an element of the list that a call names, or of the answer if it is a list itself.
fn element<'d>(definition: &'d Definition, answer: Node<'d>, call: Node<'_>) -> Option<Node<'d>> {
    let collection = ["value-collection", "itemsPath"].iter().find_map(|name| call.get(name)?.as_str());
    let list = match collection.as_deref().filter(|path| !path.is_empty()) {
        Some(path) => match definition.follow_path(answer, path) {
            PathStep::Found(list) => list,
            _ => return None,
        },
        None => definition.resolve(answer)?,
    };
    definition.resolve(list.get("items")?)
}

/// The operation that the call around `node` calls.
pub(super) fn called<'c>(subject: &Subject<'c>, node: Node<'_>) -> Option<(&'c Definition, &'c Operation)> {
    let definition = subject.connector.definition()?;
    let call = std::iter::once(node).chain(node.ancestors()).find_map(|above| above.get("operationId"))?;
    Some((definition, definition.operation(&call.as_str()?)?))
}

/// Every field of a schema with its path, the shallow ones first, through `$ref` and `allOf`.
pub(super) fn fields<'d>(
    definition: &'d Definition,
    schema: Node<'d>,
    separator: char,
) -> Vec<(String, Node<'d>)> {
    let mut found: Vec<(String, Node<'d>)> = Vec::new();
    let mut level = vec![(String::new(), schema)];
    for _ in 0..DEEPEST {
        let mut next = Vec::new();
        for (above, schema) in level {
            let Some(schema) = definition.resolve(schema) else { continue };
            for property in definition.properties(schema) {
                if found.len() == MOST {
                    return found;
                }
                let name = property.name();
                let path =
                    if above.is_empty() { name.into_owned() } else { format!("{above}{separator}{name}") };
                let Some(resolved) = definition.resolve(property) else { continue };
                found.push((path.clone(), resolved));
                next.push((path, resolved));
            }
        }
        level = next;
    }
    found
}

/// The type that a schema says it has.
pub(super) fn type_of(schema: Node<'_>) -> String {
    match schema.get("type").and_then(Node::as_str) {
        Some(kind) => kind.into_owned(),
        None if schema.get("properties").is_some() => "object".to_owned(),
        None => String::new(),
    }
}
