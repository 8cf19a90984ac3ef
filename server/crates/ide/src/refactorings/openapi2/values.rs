//! Parameters and headers: Swagger 2.0 describes their value without a schema.

use syntax::edit::quote;
use syntax::{JsonEditor, Kind, Node, Placement};
use vocabulary::Place;

use super::draft::Stage;
use super::leftovers::{is_simple, only_branch};

/// How deep schemas may refer to each other before they count as a circle.
const MOST_LEVELS: usize = 16;

/// Members that say nothing that a parameter or header could say.
const IDLE: [&str; 8] = [
    "readOnly",
    "writeOnly",
    "xml",
    "externalDocs",
    "contentEncoding",
    "contentMediaType",
    "examples",
    "additionalProperties",
];

/// Members of a parameter that have another name in Swagger 2.0.
const RENAMED: [(&str, &str); 3] =
    [("example", "x-example"), ("examples", "x-examples"), ("deprecated", "x-deprecated")];

/// Describes the value of each parameter that is no body directly.
pub(super) fn parameters<'d>(stage: &Stage<'d>, editor: &mut JsonEditor<'d>) {
    let document = &stage.definition.document;
    for (index, place) in document.places().iter().enumerate() {
        if !place.is_parameter() || !is_simple(*place) {
            continue;
        }
        let parameter = document.node(syntax::NodeId(index as u32));
        if parameter.get("$ref").is_none() && parameter.get("in").is_some() && stage.holds(parameter) {
            simplify(stage, editor, parameter);
        }
    }
}

/// Writes what the schema of a parameter or header says into it. One that Swagger 2.0 cannot describe stays.
pub(super) fn simplify<'d>(stage: &Stage<'d>, editor: &mut JsonEditor<'d>, value: Node<'d>) {
    let place = match stage.definition.document.place(value) {
        // In `components` nothing has a place yet.
        Place::Free => Place::Header,
        place => place,
    };
    let Some(mut members) = said(stage, value, place) else { return };
    let kind = value.get("type").map(Node::raw);
    let kind =
        kind.or_else(|| members.iter().find(|(name, _)| name == "type").map(|(_, kind)| kind.as_str()));
    if kind == Some("\"array\"") {
        members.extend(joined(value, place).map(|format| ("collectionFormat".to_owned(), quote(format))));
    }
    let written = value.get("schema").or_else(|| value.get("content"));
    let anchor = written.map(Node::name).unwrap_or_default();
    for (name, json) in members.iter().filter(|(name, _)| value.get(name).is_none()) {
        // A renamed member takes the place of what the schema has.
        let is_renamed = RENAMED.iter().any(|(newer, older)| older == name && value.get(newer).is_some());
        if !is_renamed {
            editor.insert_member(value, name, json, Placement::Before(&anchor));
        }
    }
    let idle = ["schema", "content", "style", "explode", "allowReserved"];
    idle.into_iter().filter_map(|name| value.get(name)).for_each(|member| editor.remove(member));
    for (newer, older) in RENAMED {
        if let Some(member) = value.get(newer).filter(|_| value.get(older).is_none()) {
            editor.rename(member, older);
        }
    }
}

/// What the schema or the content of a parameter or header says; nothing without one. `None` if Swagger 2.0 cannot say
/// it.
pub(super) fn said(stage: &Stage<'_>, value: Node<'_>, place: Place) -> Option<Vec<(String, String)>> {
    match (value.get("schema"), value.get("content")) {
        (Some(schema), _) => described(stage, schema, place),
        // Content of another type travels as a text.
        (None, Some(_)) => Some(vec![("type".to_owned(), quote("string"))]),
        (None, None) => Some(Vec::new()),
    }
}

/// How the elements of an array are joined; `None` for the usual way of Swagger 2.0, and if nothing says so in the way of
/// OpenAPI 3.
fn joined(value: Node<'_>, place: Place) -> Option<&'static str> {
    if !["schema", "style", "explode"].iter().any(|name| value.get(name).is_some()) {
        return None;
    }
    let style = value.get("style").and_then(Node::as_str);
    let explode = value.get("explode").and_then(Node::as_bool);
    match style.as_deref() {
        Some("spaceDelimited") => Some("ssv"),
        Some("pipeDelimited") => Some("pipes"),
        None | Some("form") if place == Place::QueryParameter && explode != Some(false) => Some("multi"),
        _ => None,
    }
}

/// What a schema says, as members of a parameter or header at `place`. `None` if they cannot say it.
pub(super) fn described(stage: &Stage<'_>, schema: Node<'_>, place: Place) -> Option<Vec<(String, String)>> {
    let mut members = Vec::new();
    describe(stage, schema, (place, MOST_LEVELS), &mut members)?;
    if !members.iter().any(|(name, _): &(String, String)| name == "type") {
        members.insert(0, ("type".to_owned(), quote("string")));
    }
    Some(members)
}

fn describe(
    stage: &Stage<'_>,
    schema: Node<'_>,
    (place, levels): (Place, usize),
    out: &mut Vec<(String, String)>,
) -> Option<()> {
    let levels = levels.checked_sub(1)?;
    let schema = stage.definition.resolve(schema)?;
    for found in schema.members() {
        let name = found.name();
        let mut add = |name: &str, json: String| {
            if !out.iter().any(|(known, _)| known == name) {
                out.push((name.to_owned(), json));
            }
        };
        match name.as_ref() {
            "type" => add("type", one_type(found)?),
            "title" if place.is_parameter() => add("x-ms-summary", found.raw().to_owned()),
            "title" => {}
            "example" => add("x-example", found.raw().to_owned()),
            "nullable" => add("x-nullable", found.raw().to_owned()),
            "deprecated" => add("x-deprecated", found.raw().to_owned()),
            "const" => add("enum", format!("[{}]", found.raw())),
            "items" => {
                let mut elements = Vec::new();
                describe(stage, found, (Place::ParameterItems, levels), &mut elements)?;
                let elements: Vec<String> = elements.iter().map(|(name, json)| member(name, json)).collect();
                add("items", format!("{{{}}}", elements.join(", ")));
            }
            "allOf" | "oneOf" | "anyOf" => {
                let (only, _) = only_branch(found)?;
                describe(stage, only, (place, levels), out)?;
            }
            "exclusiveMinimum" | "exclusiveMaximum" if found.kind() == Kind::Number => {
                let limit = if name == "exclusiveMinimum" { "minimum" } else { "maximum" };
                // Of two limits only one can be said.
                if schema.get(limit).is_some() || out.iter().any(|(known, _)| known == limit) {
                    return None;
                }
                out.push((limit.to_owned(), found.raw().to_owned()));
                out.push((name.into_owned(), "true".to_owned()));
            }
            name if IDLE.contains(&name) => {}
            name if name.starts_with("x-") || vocabulary::member(place, name).is_some() => {
                add(name, found.raw().to_owned());
            }
            _ => return None,
        }
    }
    Some(())
}

/// The type of a plain value or array; of several the one beside `null`.
fn one_type(kind: Node<'_>) -> Option<String> {
    const PLAIN: [&str; 5] = ["string", "number", "integer", "boolean", "array"];
    let is_plain = |kind: &Node<'_>| kind.as_str().is_some_and(|kind| PLAIN.contains(&kind.as_ref()));
    if is_plain(&kind) {
        return Some(kind.raw().to_owned());
    }
    let mut plain = kind.items().filter(|kind| kind.as_str().is_none_or(|kind| kind != "null"));
    let only = plain.next().filter(is_plain)?;
    plain.next().is_none().then(|| only.raw().to_owned())
}

/// A member as JSON.
pub(super) fn member(name: &str, json: &str) -> String {
    format!("{}: {json}", quote(name))
}
