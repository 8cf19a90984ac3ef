//! A new operation: an action, or a trigger with all that belongs to it.

use std::ops::ControlFlow;

use connector::{Connector, Definition, FileRole, template};
use rules::Settings;
use rules::naming::{begins_with_verb, is_version, phrase, sentence, title_case};
use syntax::edit::quote;
use syntax::{JsonEditor, Node, Placement};

use super::{Made, Making, Or, accepted, editable, made, refuse};
use crate::completion::snippets::operations::{Sort, path_item, path_parameter};
use crate::words::singular;

/// An operation to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewOperation {
    /// Whether it starts flows.
    pub is_trigger: bool,
    /// Its method, in lower case. A trigger that asks again and again is `get`, one that the service calls is `post`.
    pub method: String,
    /// Its path below the base path. Each `{variable}` becomes a parameter.
    pub path: String,
    /// Its operationId.
    pub operation_id: String,
    /// What makers call it.
    pub summary: String,
}

/// Adds an operation at the end of its path, or with its path at the end of all paths.
pub fn new_operation(connector: &Connector, settings: &Settings, wanted: &NewOperation) -> Making {
    Making::of(add(connector, settings, wanted))
}

fn add(connector: &Connector, settings: &Settings, wanted: &NewOperation) -> Or<Made> {
    let document = editable(connector, settings, FileRole::Definition)?;
    let Some(definition) = connector.definition() else {
        return refuse("The connector has no API definition.");
    };
    look(definition, wanted)?;
    let root = document.root();
    if !root.is_object() {
        return refuse("The API definition is no object. Begin it with a snippet for a whole file.");
    }
    let paths = root.get("paths");
    if paths.is_some_and(|paths| !paths.is_object()) {
        return refuse("'paths' is no object. Make it one, such as {}, first.");
    }
    let json = json(definition, wanted, paths)?;
    let new = syntax::parse(json);
    let mut editor = JsonEditor::new(document.tree());
    let mut pointers = Vec::new();
    let Some(paths) = paths else {
        editor.insert_member(root, "paths", new.root().raw(), Placement::Before("definitions"));
        let made = made(document, editor.finish(), |root| selected(root, wanted))?;
        return accepted(connector, settings, made, &["/paths"]);
    };
    for item in new.root().members() {
        let path = item.name();
        let pointer = format!("/paths/{}", syntax::pointer::escape_token(&path));
        let Some(known) = paths.get(&path) else {
            editor.insert_member(paths, &path, item.raw(), Placement::Last);
            pointers.push(pointer);
            continue;
        };
        if known.get("$ref").is_some() {
            return refuse(format!(
                "The path '{path}' is a reference to another place. Write its operations here first, in place of '$ref'."
            ));
        }
        if !known.is_object() {
            return refuse(format!("The path '{path}' is no object. Make it one, such as {{}}, first."));
        }
        for member in item.members().filter(|member| known.get(&member.name()).is_none()) {
            editor.insert_member(known, &member.name(), member.raw(), Placement::Last);
            pointers.push(format!("{pointer}/{}", syntax::pointer::escape_token(&member.name())));
        }
    }
    let made = made(document, editor.finish(), |root| selected(root, wanted))?;
    let pointers: Vec<&str> = pointers.iter().map(String::as_str).collect();
    accepted(connector, settings, made, &pointers)
}

/// The operationId, between its quotes.
fn selected(root: Node<'_>, wanted: &NewOperation) -> Option<syntax::Span> {
    let operation = root.get("paths")?.get(&wanted.path)?.get(&wanted.method)?;
    Some(operation.get("operationId")?.content_span())
}

/// Refuses what is no operation, or is there already.
fn look(definition: &Definition, wanted: &NewOperation) -> Or<()> {
    let NewOperation { path, operation_id, .. } = wanted;
    if operation_id.trim().is_empty() {
        return refuse("The operation has no operationId. Give it one, such as ListOrders.");
    }
    if wanted.summary.trim().is_empty() {
        return refuse(
            "The operation has no summary. Write what it does in a few words, such as List orders.",
        );
    }
    if !path.starts_with('/') {
        return refuse(format!("The path '{path}' begins with no slash. Write it as /orders/{{orderId}}."));
    }
    if path.contains(['?', '#']) || path.contains(char::is_whitespace) {
        return refuse(format!(
            "The path '{path}' has a blank, '?' or '#' in it. Query parameters are no part of a path."
        ));
    }
    let braces = path.matches(['{', '}']).count();
    if braces != template::variables(path).count() * 2 {
        return refuse(format!(
            "The braces in '{path}' do not fit together. Write it as /orders/{{orderId}}."
        ));
    }
    if definition.operation_index(operation_id).is_some() {
        return refuse(format!(
            "There is an operation '{operation_id}' already. Choose another operationId."
        ));
    }
    let is_same = |known: &&connector::Operation| {
        known.method.name().eq_ignore_ascii_case(&wanted.method) && definition.path(known) == path.as_str()
    };
    if let Some(known) = definition.operations.iter().find(is_same) {
        let name = definition.operation_name(known);
        return refuse(format!("{} {path} is '{name}' already.", wanted.method.to_ascii_uppercase()));
    }
    ControlFlow::Continue(())
}

/// The JSON of the members of `paths`.
fn json(definition: &Definition, wanted: &NewOperation, paths: Option<Node<'_>>) -> Or<String> {
    let NewOperation { path, operation_id, summary, .. } = wanted;
    let ends_with_variable = path.trim_end_matches('/').ends_with('}');
    let sort = match (wanted.is_trigger, wanted.method.as_str()) {
        (true, "get") => Sort::Polling,
        (true, "post") => Sort::Webhook,
        (true, _) => {
            return refuse(
                "A trigger is GET, which the platform asks again and again, or POST, which registers a webhook.",
            );
        }
        (false, "get") if ends_with_variable => Sort::Get,
        (false, "get") => Sort::List,
        (false, "post") => Sort::Create,
        (false, "put" | "patch") => Sort::Change,
        (false, "delete") => Sort::Delete,
        (false, other) => {
            return refuse(format!(
                "'{other}' is no method of an operation. Choose get, post, put, patch or delete."
            ));
        }
    };
    let item = paths.and_then(|paths| paths.get(path));
    let parameters = |path: &str, is_needed: &dyn Fn(&str) -> bool| {
        let needed = template::variables(path).filter(|variable| is_needed(variable.name));
        let written = needed.map(|variable| {
            let what = phrase(variable.name);
            path_parameter(variable.name, &title_case(variable.name), &format!("The {what} to look for."))
        });
        written.collect::<Vec<String>>().join(", ")
    };
    let own = parameters(path, &|name| !is_declared(definition, item, name));
    let (below, hook_id) = below(paths, path);
    let item_below = paths.and_then(|paths| paths.get(&below));
    let others = parameters(&below, &|name| name != hook_id && !is_declared(definition, item_below, name));
    let (things, thing) = things(path);
    let event = operation_id.strip_prefix("On").or_else(|| operation_id.strip_prefix("When"));
    let event = event.filter(|rest| !rest.is_empty()).unwrap_or(operation_id);
    let hook = free_id(definition, &format!("Delete{event}Hook"));
    let words = [
        ("title", title_case(&things)),
        ("things", things),
        ("thing", thing.clone()),
        ("event", thing),
        ("hook", format!("{} hook", phrase(event))),
        ("deleteId", hook),
        ("hookId", hook_id),
    ];
    let paths = path_item(sort, &wanted.method, (path, &own), (&below, &others), &words);
    let tree = syntax::parse(paths);
    let Some(operation) = tree.root().get(path).and_then(|item| item.get(&wanted.method)) else {
        return refuse(format!("'{path}' cannot be a path."));
    };
    let mut editor = JsonEditor::new(&tree);
    set(&mut editor, operation, "operationId", operation_id);
    set(&mut editor, operation, "summary", summary.trim());
    set(&mut editor, operation, "description", &description(wanted.is_trigger, summary.trim()));
    if matches!(sort, Sort::Create | Sort::Change | Sort::Webhook) && !takes_json(definition) {
        editor.insert_member(
            operation,
            "consumes",
            "[\"application/json\"]",
            Placement::Before("parameters"),
        );
    }
    let edits = editor.finish();
    match syntax::edit::apply(tree.text(), &edits) {
        Some(json) => ControlFlow::Continue(json),
        None => refuse(format!("'{path}' cannot be a path.")),
    }
}

/// Gives a member that is there another text.
fn set<'t>(editor: &mut JsonEditor<'t>, object: Node<'t>, name: &str, text: &str) {
    if let Some(member) = object.get(name) {
        editor.replace(member, quote(text).as_str());
    }
}

/// Whether the path item itself has a parameter of this name.
fn is_declared(definition: &Definition, item: Option<Node<'_>>, name: &str) -> bool {
    let parameters = item.and_then(|item| item.get("parameters")).into_iter().flat_map(Node::items);
    let resolved = parameters.filter_map(|parameter| {
        let Some(reference) = parameter.get("$ref") else { return Some(parameter) };
        definition.ref_target(&reference.as_str()?)
    });
    let mut names = resolved.filter_map(|parameter| parameter.get("name")?.as_str());
    names.any(|known| known == name)
}

/// What a path is about, as many and as one: the words of its last part that is no variable. What that part does not
/// name, such as a verb or a version, is an item.
fn things(path: &str) -> (String, String) {
    let mut parts = path.split('/').filter(|part| !part.is_empty() && !part.contains(['{', '}']));
    let is_plain = |part: &&str| {
        part.chars().all(|character| character.is_alphanumeric() || matches!(character, '-' | '_'))
    };
    let is_thing = |part: &&str| *part != "me" && !is_version(part) && !begins_with_verb(part);
    let things = parts.next_back().filter(is_plain).filter(is_thing).map(phrase).unwrap_or_default();
    if things.is_empty() {
        return ("items".to_owned(), "item".to_owned());
    }
    let (before, last) = things.split_at(things.rfind(' ').map_or(0, |blank| blank + 1));
    let thing = format!("{before}{}", singular(last));
    (things, thing)
}

/// What the operation does, as a sentence made of what makers call it.
fn description(is_trigger: bool, summary: &str) -> String {
    sentence(summary).unwrap_or_else(|| {
        let begin = if is_trigger { "Runs as soon as this happens" } else { "Calls the service for this" };
        format!("{begin}: {}.", summary.trim_end_matches('.'))
    })
}

/// Where the DELETE operation of a webhook at `path` goes, and the name of its last variable: the path below that is there
/// already, else one with a new name.
fn below(paths: Option<Node<'_>>, path: &str) -> (String, String) {
    let path = path.trim_end_matches('/');
    let shape = shape_of(&format!("{path}/{{}}"));
    let known = paths
        .into_iter()
        .flat_map(Node::members)
        .map(syntax::Node::name)
        .find(|name| shape_of(name) == shape);
    if let Some(known) = known
        && let Some(variable) = template::variables(&known).last()
    {
        return (known.to_string(), variable.name.to_owned());
    }
    let is_free = |name: &String| template::variables(path).all(|variable| variable.name != name.as_str());
    let names = ["hookId", "registrationId"].map(str::to_owned).into_iter();
    let mut names = names.chain((2_usize..).map(|number| format!("hookId{number}")));
    let name = names.find(is_free).unwrap_or_default();
    (format!("{path}/{{{name}}}"), name)
}

/// A path in which the names of the variables do not count.
fn shape_of(path: &str) -> String {
    let parts =
        path.split('/').map(|part| if part.starts_with('{') && part.ends_with('}') { "{}" } else { part });
    parts.collect::<Vec<&str>>().join("/")
}

/// Whether all operations take JSON unless they say otherwise.
fn takes_json(definition: &Definition) -> bool {
    let types = definition.document.root().get("consumes").into_iter().flat_map(Node::items);
    types.filter_map(Node::as_str).any(|known| {
        known.split(';').next().is_some_and(|known| known.trim().eq_ignore_ascii_case("application/json"))
    })
}

/// An operationId that no operation has: this one, else with a number.
fn free_id(definition: &Definition, wanted: &str) -> String {
    let numbered = (2_usize..).map(|number| format!("{wanted}{number}"));
    let mut ids = std::iter::once(wanted.to_owned()).chain(numbered);
    ids.find(|id| definition.operation_index(id).is_none()).unwrap_or_else(|| wanted.to_owned())
}
