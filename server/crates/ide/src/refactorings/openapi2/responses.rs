//! Answers and their headers.

use syntax::edit::Value;
use syntax::{JsonEditor, Node, Placement};
use vocabulary::Place;

use super::draft::Stage;
use super::requests::{chosen, list_types, sample};
use super::values::{member, simplify};

/// Puts the schema of each answer where Swagger 2.0 has it, with a sample beside it, and its types into `produces`.
pub(super) fn answers<'d>(stage: &Stage<'d>, editor: &mut JsonEditor<'d>) {
    for operation in stage.operations() {
        let node = stage.definition.node(operation.node);
        let responses = || node.get("responses").into_iter().flat_map(Node::members);
        let types = types(stage, responses());
        list_types(stage, editor, (node, "produces"), &types);
        responses()
            .filter(|response| response.is_object())
            .for_each(|response| answer(stage, editor, response));
    }
    if stage.is_whole() {
        for shared in stage.definition.document.at_place(Place::Response) {
            let is_shared = stage.definition.operation_around(shared).is_none();
            if is_shared {
                answer(stage, editor, shared);
            }
        }
    }
}

/// The types of all answers with content, each once.
fn types<'d>(stage: &Stage<'d>, responses: impl Iterator<Item = Node<'d>>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for response in responses.filter_map(|response| stage.behind(response)) {
        for media in response.get("content").into_iter().flat_map(Node::members) {
            let name = media.name().into_owned();
            if !found.contains(&name) {
                found.push(name);
            }
        }
    }
    found
}

fn answer<'d>(stage: &Stage<'d>, editor: &mut JsonEditor<'d>, response: Node<'d>) {
    if let Some(links) = response.get("links") {
        editor.remove(links);
    }
    for header in response.get("headers").into_iter().flat_map(Node::members) {
        match stage.behind(header) {
            // Swagger 2.0 shares no headers.
            Some(shared) if shared != header => editor.replace(header, &shared_header(stage, shared)),
            _ => simplify(stage, editor, header),
        }
    }
    let Some(content) = response.get("content").filter(|content| content.is_object()) else { return };
    let samples: Vec<String> = content
        .members()
        .filter_map(|media| Some(member(&media.name(), sample(stage, media)?.raw())))
        .collect();
    if !samples.is_empty() && response.get("examples").is_none() {
        let json = format!("{{{}}}", samples.join(", "));
        editor.insert_member(response, "examples", &json, Placement::After("content"));
    }
    let schema = chosen(content).and_then(|media| media.get("schema"));
    match schema.filter(|_| response.get("schema").is_none()) {
        Some(schema) => {
            editor.rename(content, "schema");
            editor.replace(content, Value::Copy(schema));
        }
        None => editor.remove(content),
    }
}

/// A header of `components` as Swagger 2.0 writes it.
fn shared_header(stage: &Stage<'_>, header: Node<'_>) -> String {
    let mut own = JsonEditor::new(header.tree());
    simplify(stage, &mut own, header);
    own.edited(header)
}
