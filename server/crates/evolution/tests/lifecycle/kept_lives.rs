//! Breaking edits of operations of real connectors, and the revisions that they become.

use std::collections::{BTreeMap, HashSet};

use connector::{Definition, FileRole, Part};
use evolution::changes::{Class, compare};
use evolution::lifecycle::{Plan, start_keeping_published};
use fixture::corpus;
use syntax::{JsonEditor, Node, NodeId, Placement, edit, pointer};

use crate::corpus::{connectors, spread};
use crate::support::{carried_out, findings};

/// An edit of an operation that breaks the flows that use it, with what it is called.
type Edit = (&'static str, for<'t> fn(&mut JsonEditor<'t>, &'t Definition, usize));

const EDITS: [Edit; 6] = [
    ("a parameter less", |editor, definition, index| {
        let list = definition.node(definition.operations[index].node).get("parameters");
        if let Some(first) = list.and_then(|list| list.items().next()) {
            editor.remove(first);
        }
    }),
    ("a required parameter more", |editor, definition, index| {
        let operation = definition.node(definition.operations[index].node);
        let added = r#"{"name":"zz_new","in":"query","required":true,"type":"string","x-ms-summary":"New","description":"New."}"#;
        match operation.get("parameters") {
            Some(list) => editor.insert_item(list, usize::MAX, added),
            None => {
                editor.insert_member(operation, "parameters", &format!("[{added}]"), Placement::Last);
            }
        }
    }),
    ("another type deep in a definition", |editor, definition, index| {
        let operation = definition.node(definition.operations[index].node);
        let types = parts(definition, operation)
            .into_iter()
            .chain([operation])
            .flat_map(|part| within(definition, part));
        let of_property = |node: &Node<'_>| {
            node.is_string()
                && node.key().is_some_and(|key| key.is("type"))
                && node.parent().and_then(Node::parent).is_some_and(|node| node.name() == "properties")
        };
        if let Some(node) = types.filter(of_property).last() {
            editor.replace(node, if node.raw() == "\"integer\"" { "\"string\"" } else { "\"integer\"" });
        }
    }),
    ("another name", |editor, definition, index| {
        if let Some(id) = definition.operations[index].id_node {
            editor.replace(definition.node(id), "\"ZzRenamed\"");
        }
    }),
    ("another path", |editor, definition, index| {
        let path_item = definition.node(definition.path_item(&definition.operations[index]).node);
        editor.rename(path_item, &format!("/zz{}", path_item.name()));
    }),
    ("another answer", |editor, definition, index| {
        let responses = definition.node(definition.operations[index].node).get("responses");
        let first = responses.and_then(|all| all.members().find(|code| code.name().starts_with('2')));
        if let Some(first) = first {
            editor.replace(
                first,
                r#"{"description":"Other.","schema":{"type":"object","properties":{"zz":{"type":"string"}}}}"#,
            );
        }
    }),
];

/// A node and all nodes in it.
fn within<'d>(definition: &'d Definition, node: Node<'d>) -> impl Iterator<Item = Node<'d>> {
    (node.id().0..node.after().0).map(|id| definition.node(NodeId(id)))
}

/// The shared parts that a node reaches.
fn parts<'d>(definition: &'d Definition, from: Node<'d>) -> Vec<Node<'d>> {
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    let mut todo = vec![from];
    while let Some(node) = todo.pop() {
        for inner in within(definition, node) {
            let reference = inner.as_str().filter(|_| inner.key().is_some_and(|key| key.is("$ref")));
            let target = reference.and_then(|text| definition.ref_target(&text));
            if let Some(target) = target.filter(|target| seen.insert(target.id())) {
                found.push(target);
                todo.push(target);
            }
        }
    }
    found
}

/// Reasons to refuse that lie in the connector and not in the edit.
const KNOWN: [&str; 6] =
    ["syntax error", "newer revision", "written twice", "is called like", "is taken", "is damaged"];

/// How many operations are edited, each in every way.
const EDITED: usize = 150;

#[test]
fn real_operations_are_kept_as_published() {
    let Some(folder) = corpus("real_operations_are_kept_as_published") else { return };
    let connectors = connectors(&folder);
    let mut problems = Vec::new();
    let mut kept = BTreeMap::<&str, (usize, usize)>::new();
    for (index, subject) in spread(&connectors, EDITED) {
        let (folder, published) = &connectors[index];
        let definition = published.definition().unwrap();
        let Some(id) = definition.operations[subject].id.as_deref() else { continue };
        let known = findings(published);
        for (name, change) in EDITS {
            let at = format!("{name}: {id} in {}", folder.file_name().unwrap_or_default().to_string_lossy());
            let mut editor = JsonEditor::new(definition.tree());
            change(&mut editor, definition, subject);
            let text = edit::apply(definition.tree().text(), &editor.finish()).expect("an edit");
            let edited = published.with(Part::new(FileRole::Definition, text));
            let breaking = compare(published, &edited).count(Class::Breaking);
            let plan = start_keeping_published(published, &edited, subject, false);
            if let Plan::Refused { reason } = &plan {
                if breaking > 0 && !KNOWN.iter().any(|known| reason.contains(known)) {
                    problems.push(format!("{at}: {reason}"));
                }
                continue;
            }
            let count = kept.entry(name).or_default();
            count.0 += 1;
            count.1 += usize::from(breaking > 0);
            let after = carried_out(&edited, &plan);
            let model = after.definition().unwrap();
            let operation = definition.node(definition.operations[subject].node);
            for old in parts(definition, operation).into_iter().chain([operation]) {
                let place = pointer::pointer(old);
                if pointer::resolve(model.tree(), &place).map(Node::raw) != Some(old.raw()) {
                    problems.push(format!("{at}: {place} is not restored"));
                }
            }
            if model.tree().errors().iter().any(|error| error.kind.is_structural()) {
                problems.push(format!("{at}: syntax errors"));
            }
            // Under another path, the other operations of the path item are still to be kept.
            let others = name == "another path"
                && definition.path_items[definition.operations[subject].path_item].operations.len() > 1;
            let changes = compare(published, &after).changes;
            for change in changes.iter().filter(|change| change.class == Class::Breaking && !others) {
                problems.push(format!("{at}: still {}: {}", change.kind.code, change.message));
            }
            let is_old = |place: &str| {
                let path = place.strip_prefix("/paths/").map(|rest| rest.split('/').next().unwrap_or(rest));
                path.is_some_and(|path| {
                    pointer::resolve(definition.tree(), &format!("/paths/{path}")).is_some()
                })
            };
            for (code, place) in findings(&after) {
                // Byte for byte as published, the old operation is not downplayed either; that is the next step.
                if code == "versioning/superseded-not-downplayed" {
                    continue;
                }
                if is_old(&place) && !known.contains(&(code, place.clone())) {
                    problems.push(format!("{at}: new finding {code} at {place}"));
                }
            }
        }
    }
    eprintln!("kept, and of those with breaking changes: {kept:#?}");
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
    assert!(kept.values().all(|(_, breaking)| *breaking >= 10), "{kept:?}");
}
