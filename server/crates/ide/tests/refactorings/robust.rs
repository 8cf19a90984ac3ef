//! OpenAPI 3 with anything in any place: what comes out is JSON, and nothing panics.

use fixture::Rng;
use ide::actions::Outcome;
use syntax::{JsonEditor, Node, NodeId, Span};

use crate::openapi2::NEWER;
use crate::support::{after, definition, offers};

const KIND: &str = "refactor.rewrite";
const VALUES: [&str; 8] = [
    "null",
    "true",
    "5",
    "\"\"",
    "{}",
    "[]",
    "[ { \"$ref\": \"#/components/schemas/Item\" } ]",
    "{ \"$ref\": \"#/components/parameters/Id\", \"schema\": {}, \"content\": { \"a/b\": {} }, \"type\": \"array\" }",
];

/// Carries out all that is offered at a place.
fn try_all(text: &str, offset: u32) -> usize {
    let connector = definition(text);
    let errors = syntax::parse(text).errors().len();
    let mut made = 0;
    for action in offers(&connector, Span::empty(offset), KIND, true) {
        if let Outcome::Edits(_) = action.outcome {
            let changed = after(&connector, &action);
            let left = syntax::parse(changed.as_str());
            assert!(left.errors().len() <= errors, "{}: {changed}", action.title);
            assert!(has_each_once(left.root()), "{}: {text}\n{changed}", action.title);
            let before = doubled(syntax::parse(text).root());
            assert!(doubled(left.root()) <= before, "{}: {text}\n{changed}", action.title);
            made += 1;
        }
    }
    made
}

/// Whether no object has a member twice.
fn has_each_once(root: Node<'_>) -> bool {
    root.tree().nodes().filter(|node| node.is_object()).all(|object| {
        let mut names: Vec<_> = object.members().map(Node::name).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        names.len() == count
    })
}

/// How many lists of parameters have two bodies, or two parameters of one name and place.
fn doubled(root: Node<'_>) -> usize {
    let lists = root.tree().nodes().filter(|list| list.key().is_some_and(|key| key.is("parameters")));
    let is_doubled = |list: &Node<'_>| {
        let text = |entry: Node<'_>, name: &str| entry.get(name).and_then(Node::as_str).map(String::from);
        let places = || list.items().filter_map(|entry| Some((text(entry, "in")?, text(entry, "name"))));
        let bodies = places().filter(|(place, _)| place == "body").count();
        let mut named: Vec<_> = places().filter(|(_, name)| name.is_some()).collect();
        let count = named.len();
        named.sort_unstable();
        named.dedup();
        bodies > 1 || named.len() < count
    };
    lists.filter(is_doubled).count()
}

#[test]
fn any_value_in_any_place_is_taken() {
    let tree = syntax::parse(NEWER);
    let mut rng = Rng::new(3);
    let mut made = 0;
    for _ in 0..600 {
        let mut editor = JsonEditor::new(&tree);
        for _ in 0..=rng.below(3) {
            let node = tree.node(NodeId(1 + rng.below(tree.len() - 1) as u32));
            match rng.below(VALUES.len() + 1) {
                0 => editor.remove(node),
                value => editor.replace(node, VALUES[value - 1]),
            }
        }
        let text = syntax::edit::apply(NEWER, &editor.finish()).expect("edits that fit together");
        let mut offset = rng.below(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        made += try_all(&text, offset as u32);
    }
    assert!(made > 300, "{made}");
}

#[test]
fn every_prefix_is_looked_at() {
    for end in (0..NEWER.len()).filter(|end| NEWER.is_char_boundary(*end)) {
        try_all(&NEWER[..end], end as u32);
    }
}
