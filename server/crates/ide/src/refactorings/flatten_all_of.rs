//! Puts a schema and the parts of its `allOf` together.

use rules::flatten::{Flattening, Whole, flattening, is_variant};
use syntax::edit::{Value, quote};
use syntax::{JsonEditor, Node, Placement, TextEdit};
use vocabulary::Place;

use super::shared::is_sound;
use super::{Offer, Refactoring, Site};

pub(super) const REFACTORING: Refactoring = Refactoring { kind: "refactor.rewrite.flattenAllOf", at };

/// The members of all parts go into the schema that has them; what is behind a `$ref` is copied.
fn at(site: &Site<'_>) -> Vec<Offer> {
    let Some((schema, parts)) = schema_at(site) else { return Vec::new() };
    let name = schema.key().filter(|key| !key.is("schema") && !key.is("items"));
    let title = match name {
        Some(key) => format!("Flatten 'allOf' of '{}'", key.text()),
        None => "Flatten 'allOf'".to_owned(),
    };
    if let Some(only) = only_part(site, schema, parts) {
        let replaced = || {
            let mut editor = JsonEditor::new(schema.tree());
            editor.replace(schema, Value::Copy(only));
            editor.finish()
        };
        return site.offer(title, replaced).into_iter().collect();
    }
    match flattening(site.definition, schema) {
        Flattening::Apart { reason } => vec![Offer::refused(title, reason)],
        Flattening::Together(whole) => {
            // What is copied has to be sound.
            let copied = whole.members().iter().chain(whole.properties());
            if !copied.into_iter().all(|node| is_sound(site.definition, *node)) {
                return Vec::new();
            }
            site.offer(title, || edits(schema, parts, &whole)).into_iter().collect()
        }
    }
}

/// The schema around the cursor that is made of parts, be it that the cursor stands in one of them, and its parts.
fn schema_at<'a>(site: &Site<'a>) -> Option<(Node<'a>, Node<'a>)> {
    let place = |node: Node<'_>| site.definition.document.place(node);
    let schema = site.around().find(|node| place(*node).is_schema())?;
    let parts_of = |schema: Node<'a>| schema.get("allOf").filter(|parts| place(*parts) == Place::AllOf);
    let (schema, parts) = match parts_of(schema) {
        Some(parts) => (schema, parts),
        None if place(schema) == Place::AllOfSchema => {
            let whole = schema.parent()?.parent()?;
            (whole, parts_of(whole)?)
        }
        None => return None,
    };
    // Beside a `$ref` nothing counts.
    let is_reference = schema.get("$ref").is_some();
    (!is_reference && parts.items().next().is_some() && is_sound(site.definition, schema))
        .then_some((schema, parts))
}

/// The only part of a schema that says nothing itself, if it can stand in its place. A definition that is only another
/// name for a second one would be no gain, and one that values name is known by its part.
fn only_part<'a>(site: &Site<'a>, schema: Node<'a>, parts: Node<'a>) -> Option<Node<'a>> {
    let mut items = parts.items();
    let only = items.next().filter(|only| only.is_object())?;
    let is_alone = items.next().is_none() && schema.members().nth(1).is_none();
    let is_definition = site.definition.document.place(schema) == Place::DefinitionSchema;
    let is_needed = || only.get("$ref").is_some() || is_variant(site.definition, schema);
    (is_alone && !(is_definition && is_needed())).then_some(only)
}

fn edits(schema: Node<'_>, parts: Node<'_>, whole: &Whole<'_>) -> Vec<TextEdit> {
    let tree = schema.tree();
    let mut editor = JsonEditor::new(tree);
    let here = Placement::Before("allOf");
    let is_own = |node: &Node<'_>, around: Node<'_>| node.parent() == Some(around);
    for member in whole.members().iter().filter(|member| !is_own(member, schema)) {
        editor.insert_member(schema, &member.name(), Value::Copy(*member), here);
    }
    require(&mut editor, schema, whole);
    let properties = whole.properties();
    match schema.get("properties").filter(|own| own.is_object()) {
        Some(own) => {
            let inherited_first = parts.id() < own.id();
            let side = if inherited_first { Placement::First } else { Placement::Last };
            for property in properties.iter().filter(|property| !is_own(property, own)) {
                editor.insert_member(own, &property.name(), Value::Copy(*property), side);
            }
        }
        None => match properties.first().and_then(|first| first.parent()) {
            None => {}
            Some(only) if properties.iter().all(|property| is_own(property, only)) => {
                editor.insert_member(schema, "properties", Value::Copy(only), here);
            }
            Some(_) => {
                let members: Vec<String> = properties
                    .iter()
                    .map(|property| format!("{}: {}", quote(&property.name()), property.raw()))
                    .collect();
                let json = format!("{{{}}}", members.join(", "));
                editor.insert_member(schema, "properties", json.as_str(), here);
            }
        },
    }
    editor.remove(parts);
    editor.finish()
}

/// Demands what any part demands.
fn require<'a>(editor: &mut JsonEditor<'a>, schema: Node<'a>, whole: &Whole<'a>) {
    let own = schema.get("required").filter(|own| own.is_array());
    let is_own =
        |name: &str| own.is_some_and(|own| own.items().any(|entry| entry.as_str().as_deref() == Some(name)));
    let missing: Vec<String> =
        whole.required().iter().filter(|name| !is_own(name)).map(|name| quote(name)).collect();
    match own {
        Some(own) => missing.iter().for_each(|name| editor.insert_item(own, usize::MAX, name)),
        None if missing.is_empty() => {}
        None => {
            let list = format!("[{}]", missing.join(", "));
            editor.insert_member(schema, "required", list.as_str(), Placement::Before("allOf"));
        }
    }
}
