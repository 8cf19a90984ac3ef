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
pub(super) fn add<'c>(
    subject: &Subject<'c>,
    entries: &mut Vec<Completion>,
    container: Node<'c>,
    place: Place,
    key: &str,
) {
    if subject.role() != FileRole::Definition {
        return;
    }
    let Some(want) = Want::of(place, key) else { return };
    let Some(called) = called(subject, container).or_else(|| own(subject, container, place)) else { return };
    let Some(answer) = called.definition.success_schema(called.operation) else { return };
    let schemas = match want {
        Want::Element => called.elements(answer),
        _ => vec![answer],
    };
    let definition = called.definition;
    for (path, node) in schemas.into_iter().flat_map(|schema| fields(definition, schema, '/')) {
        let kind = type_of(node);
        let fits = match want {
            Want::List => kind == "array",
            Want::Text => kind == "string" && !path.contains('/'),
            Want::Any => true,
            Want::Element => kind != "array" && kind != "object",
        };
        if fits {
            let rank = if is_likely(&path, key) { 4 } else { 5 };
            entries.push(subject.string(&path, CompletionKind::Field, rank).with_detail(kind));
        }
    }
}

/// Whether a path sounds like what the member is for.
pub(super) fn is_likely(path: &str, key: &str) -> bool {
    let last = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    let words: &[&str] = match key {
        "value-title" | "itemTitlePath" | "itemFullTitlePath" => &["name", "title", "label"],
        "value-folder-property" | "itemIsParent" => &["folder", "parent", "children"],
        "value-media-property" => &["type", "mime"],
        "nextLinkName" => &["link", "next"],
        "value-collection" | "itemsPath" => &["value", "items", "data", "results"],
        _ => &["id", "key", "code"],
    };
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
            (Place::DynamicValues | Place::TriggerValue | Place::FilePicker, "value-collection")
            | (Place::DynamicList | Place::DynamicTreeCall, "itemsPath") => Self::List,
            (Place::DynamicValues, "value-path" | "value-title")
            | (Place::TriggerValue, "value-path")
            | (
                Place::FilePicker,
                "value-path" | "value-title" | "value-folder-property" | "value-media-property",
            )
            | (
                Place::DynamicList | Place::DynamicTreeCall,
                "itemValuePath" | "itemTitlePath" | "itemFullTitlePath" | "itemIsParent",
            )
            | (Place::DynamicTreeArgument, "selectedItemValuePath")
            | (Place::FilePickerArgument, "value-property") => Self::Element,
            (Place::DynamicSchema, "value-path") | (Place::DynamicProperties, "itemValuePath") => Self::Any,
            (Place::Pageable, "nextLinkName") => Self::Text,
            _ => return None,
        })
    }
}

/// A call to another operation.
pub(super) struct Called<'c> {
    /// The definition.
    pub(super) definition: &'c Definition,
    /// The operation that is called.
    pub(super) operation: &'c Operation,
    /// What describes the call, and may say where its list is.
    describes: Node<'c>,
}

impl<'c> Called<'c> {
    /// The schemas of an element of the list that the call names, or of the answer if it is a list itself. Where no
    /// list is named yet, those of all lists at the answer's top.
    fn elements(&self, answer: Node<'c>) -> Vec<Node<'c>> {
        let definition = self.definition;
        let members = ["value-collection", "itemsPath"];
        let collection = members.iter().find_map(|name| self.describes.get(name)?.as_str());
        let lists = match collection.as_deref().filter(|path| !path.is_empty()) {
            Some(path) => match definition.follow_path(answer, path) {
                PathStep::Found(list) => vec![list],
                _ => Vec::new(),
            },
            None => match definition.resolve(answer) {
                Some(list) if list.get("items").is_some() => vec![list],
                Some(object) => definition.properties(object),
                None => Vec::new(),
            },
        };
        let resolved = lists.into_iter().filter_map(|list| definition.resolve(list));
        resolved.filter_map(|list| definition.resolve(list.get("items")?)).collect()
    }
}

/// The call that `node` describes or stands in.
pub(super) fn called<'c>(subject: &Subject<'c>, node: Node<'c>) -> Option<Called<'c>> {
    let definition = subject.connector.definition()?;
    let mut around = std::iter::once(node).chain(node.ancestors());
    // What is written beyond the call belongs to the operation that makes it.
    let describes = around.find(|above| is_call(subject.document.place(*above)))?;
    let calls = describes.get("open").filter(|_| subject.document.place(describes) == Place::FilePicker);
    let id = calls.unwrap_or(describes).get("operationId")?.as_str()?;
    Some(Called { definition, operation: definition.operation(&id)?, describes })
}

/// Whether something at this place calls an operation and reads its answer.
pub(super) const fn is_call(place: Place) -> bool {
    matches!(
        place,
        Place::DynamicValues
            | Place::DynamicList
            | Place::DynamicSchema
            | Place::DynamicProperties
            | Place::DynamicTreeCall
            | Place::TestConnection
            | Place::FilePicker
            | Place::FilePickerCall
            | Place::Simulate
    )
}

/// The operation that a member speaks of which describes its own answer.
fn own<'c>(subject: &Subject<'c>, node: Node<'c>, place: Place) -> Option<Called<'c>> {
    if !matches!(place, Place::Pageable | Place::TriggerValue) {
        return None;
    }
    let definition = subject.connector.definition()?;
    let operation = definition.operation_around(node)?;
    Some(Called { definition, operation, describes: node })
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
