//! Breaking edits of real operations in a Git repository, and the step that keeps what is published.

#![allow(clippy::unwrap_used, reason = "what is missing fails the test")]

use connector::{Connector, Definition, FileRole, Operation};
use e2e::capabilities::{acting, counting, with};
use e2e::{Buffers, DEFINITION, Folder, changes, start};
use fixture::Rng;
use serde_json::Value;
use syntax::{Encoding, JsonEditor, Node, Tree};

/// How many operations are tried, each of another connector.
const OPERATIONS: usize = 10;
const START: &str = "refactor.rewrite.revision.start";

/// An operation with the edits that break it.
struct Subject {
    text: String,
    id: String,
    /// Each with the change that it is and the text after it.
    edits: [(&'static str, String); 4],
}

impl Subject {
    /// The first operation of the definition that all four edits can be made on.
    fn find(text: &str) -> Option<Self> {
        let connector = Connector::of_text(FileRole::Definition, text);
        let definition = connector.definition()?;
        definition.operations.iter().find_map(|operation| {
            let node = definition.node(operation.node);
            let id = operation.id.clone()?;
            let id_node = definition.node(operation.id_node?);
            let renamed = syntax::edit::quote(&format!("{id}Anew"));
            let is_first = definition.family(operation.family_name()?)?.members.len() == 1;
            if !is_first || operation.is_internal() || operation.annotation.deprecated {
                return None;
            }
            let tree = definition.tree();
            let parameters = node.get("parameters")?;
            let own = parameters.items().find(|parameter| {
                let place = parameter.get("in").and_then(Node::as_str);
                place.as_deref() == Some("query") && parameter.get("x-ms-visibility").is_none()
            })?;
            let output = output(definition, operation)?;
            let added = r#"{ "name": "tenant-key", "in": "query", "type": "string", "required": true }"#;
            Some(Self {
                text: text.to_owned(),
                id: id.to_string(),
                edits: [
                    ("change/parameter-removed", edited(tree, |editor| editor.remove(own))?),
                    (
                        "change/required-parameter-added",
                        edited(tree, |editor| editor.insert_item(parameters, 0, added))?,
                    ),
                    (
                        "change/output-type-changed",
                        edited(tree, |editor| editor.replace(output, "\"integer\""))?,
                    ),
                    (
                        "change/operation-id-renamed",
                        edited(tree, |editor| editor.replace(id_node, renamed.as_str()))?,
                    ),
                ],
            })
        })
    }
}

fn edited<'t>(tree: &'t Tree, change: impl FnOnce(&mut JsonEditor<'t>)) -> Option<String> {
    let mut editor = JsonEditor::new(tree);
    change(&mut editor);
    syntax::edit::apply(tree.text(), &editor.finish())
}

/// The type of a text that the operation gives.
fn output<'d>(definition: &'d Definition, operation: &Operation) -> Option<Node<'d>> {
    let schema = definition.resolve(definition.success_schema(operation)?)?;
    let fields = definition.properties(schema).into_iter();
    fields.filter_map(|field| field.get("type")).find(|kind| kind.as_str().as_deref() == Some("string"))
}

fn subjects(corpus: &std::path::Path) -> Vec<Subject> {
    let mut texts: Vec<String> = fixture::texts(corpus)
        .into_iter()
        .filter(|(path, text)| {
            path.file_name().is_some_and(|name| name == DEFINITION)
                && text.len() < 150_000
                && serde_json::from_str::<Value>(text).is_ok()
        })
        .map(|(_, text)| text)
        .collect();
    let mut rng = Rng::new(4);
    let mut found = Vec::new();
    while found.len() < OPERATIONS {
        let text = texts.swap_remove(rng.below(texts.len()));
        found.extend(Subject::find(&text));
    }
    found
}

/// The changes among diagnostics that break flows.
fn breaking(diagnostics: &[Value]) -> Vec<&str> {
    let grave = changes(diagnostics).into_iter().filter(|change| change["severity"] == 1);
    grave.filter_map(|change| change["code"].as_str()).collect()
}

/// The raw text of the operation with this id, and of every shared schema, by place.
fn published_parts(text: &str, id: &str) -> (String, Vec<(String, String)>) {
    let connector = Connector::of_text(FileRole::Definition, text);
    let definition = connector.definition().unwrap();
    let operation = definition.node(definition.operation(id).unwrap().node).raw().to_owned();
    let mut schemas: Vec<(String, String)> = definition
        .schemas
        .iter()
        .map(|(name, &node)| (name.to_string(), definition.node(node).raw().to_owned()))
        .collect();
    schemas.sort();
    (operation, schemas)
}

/// An operation's bytes apart from what moves it to the background: visibility, deprecation and annotation.
fn without_life(operation: &str) -> String {
    let tree = syntax::parse(operation);
    let mut editor = JsonEditor::new(&tree);
    for name in ["x-ms-visibility", "deprecated", "x-ms-api-annotation"] {
        if let Some(member) = tree.root().get(name) {
            editor.remove(member);
        }
    }
    syntax::edit::apply(operation, &editor.finish()).unwrap()
}

#[test]
fn ten_operations_of_real_connectors() {
    let Some(corpus) = fixture::corpus("breaking edits of real operations") else { return };
    for subject in subjects(&corpus) {
        let folder = Folder::new();
        folder.write(DEFINITION, &subject.text);
        folder.publish();
        let uri = folder.uri(DEFINITION);
        let mut client = start(&folder, with(acting(), &counting("utf-8")));
        client.open(&uri, &subject.text);
        assert!(breaking(&client.published(&uri, Some(1))).is_empty(), "{}", subject.id);
        let mut version = 1;
        for (code, text) in &subject.edits {
            version += 1;
            client.replace(&uri, version, text);
            let found = client.published(&uri, Some(version));
            assert!(breaking(&found).contains(code), "{}: {code} is not in {found:#?}", subject.id);

            let id = if *code == "change/operation-id-renamed" {
                format!("{}Anew", subject.id)
            } else {
                subject.id.clone()
            };
            let buffers = Buffers::new(Encoding::Utf8).with(&uri, Some(version), text);
            let range = buffers.range(&uri, &format!("\"{id}\""));
            let actions = client.actions(&uri, range, &[START]);
            let start = actions.iter().find(|action| action["kind"] == START).unwrap();
            assert!(start.get("disabled").is_none(), "{}: {code}: {start}", subject.id);
            let (after, undo) = buffers.applied(&start["edit"]);
            let kept = after.text(&uri);
            let (old, old_schemas) = published_parts(&subject.text, &subject.id);
            let (new, new_schemas) = published_parts(kept, &subject.id);
            assert_eq!(without_life(&new), without_life(&old), "{}: {code}", subject.id);
            for schema in &old_schemas {
                assert!(
                    new_schemas.contains(schema),
                    "{}: {code}: '{}' is not as it was",
                    subject.id,
                    schema.0
                );
            }
            version += 1;
            client.replace(&uri, version, kept);
            let found = client.published(&uri, Some(version));
            assert_eq!(breaking(&found), Vec::<&str>::new(), "{}: {code}", subject.id);
            assert_eq!(after.undone(&undo), buffers);
        }
        client.finish();
    }
}
