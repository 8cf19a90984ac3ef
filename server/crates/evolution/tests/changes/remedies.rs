//! Changes taken back, made compatible, or kept beside the published operation.

use std::collections::BTreeMap;

use connector::{Connector, FileRole, Part};
use evolution::changes::remedies::{Edits, Remedies, Remedy};
use evolution::changes::{Change, Class, Comparison, compare};
use fixture::{Rng, corpus, texts};
use serde_json::Value;
use syntax::{JsonEditor, NodeId, edit, parse, pointer};

use crate::history::{history, updates};
use crate::support::{Put, connector, files};
use crate::table::examples;

/// The version is raised, so that nothing is said of it.
fn raised<'p>(puts: &[Put<'p>]) -> Vec<Put<'p>> {
    [&[("/info/version", r#""1.1""#)][..], puts].concat()
}

/// The connector with edits carried out.
#[track_caller]
fn carried_out(now: &Connector, edits: &Edits) -> Connector {
    let mut after = now.clone();
    for (role, edits) in edits {
        let text = edit::apply(now.part(*role).unwrap().text(), edits).expect("edits that fit together");
        after = after.with(Part::new(*role, text));
    }
    after
}

fn breaking(comparison: &Comparison) -> Vec<&str> {
    let changes = comparison.changes.iter().filter(|change| change.class == Class::Breaking);
    changes.map(|change| change.kind.code).collect()
}

/// What must hold of every remedy.
#[track_caller]
fn assert_cures(published: &Connector, now: &Connector, change: usize, remedy: &Remedy) {
    let before = compare(published, now);
    let after = compare(published, &carried_out(now, &remedy.edits));
    let found = &before.changes[change];
    let same = |comparison: &Comparison| {
        let changes = comparison.changes.iter();
        changes.filter(|other| other.kind == found.kind && other.operation == found.operation).count()
    };
    assert!(same(&after) < same(&before), "{}: {}", remedy.title, found.message);
    assert!(breaking(&after).len() <= breaking(&before).len(), "{}: {:?}", remedy.title, breaking(&after));
    assert!(remedy.cured.contains(&change));
}

#[test]
fn every_change_is_taken_back_byte_for_byte() {
    let mut wrong = Vec::new();
    for example in examples().iter().filter(|example| !example.found.starts_with("version")) {
        let (before, after) = example.puts();
        let (published, now) = (connector(&files(&before)), connector(&files(&raised(&after))));
        let comparison = compare(&published, &now);
        if comparison.changes.iter().all(|change| change.class == Class::Compatible) {
            continue;
        }
        assert_eq!(comparison.changes.len(), 1);
        let Some(remedy) = Remedies::new(&published, &now, &comparison).revert(0) else {
            wrong.push(format!("{}: no way back\n{after:?}", example.found));
            continue;
        };
        assert_cures(&published, &now, 0, &remedy);
        let back = carried_out(&now, &remedy.edits);
        for (role, text) in files(&raised(&before)) {
            let found = back.part(role).unwrap().text();
            // A path that was renamed stays where its author has put it.
            let is_same = if example.found == "path-changed" && role == FileRole::Definition {
                serde_json::from_str::<Value>(found).unwrap() == serde_json::from_str::<Value>(&text).unwrap()
            } else {
                found == text
            };
            if !is_same {
                wrong.push(format!("{}: {role:?}\n{after:?}\n{found}", example.found));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// How many changes have a remedy of each sort.
#[derive(Default)]
struct Count {
    changes: usize,
    reverted: usize,
    compatible: usize,
    kept: usize,
    none: usize,
}

#[test]
fn remedies_cure_real_updates() {
    let Some(folder) = history("remedies_cure_real_updates") else { return };
    let mut counts: BTreeMap<(Class, &str), Count> = BTreeMap::new();
    for update in updates(&folder) {
        let (published, now) = &update.connectors;
        let comparison = &update.comparison;
        let remedies = Remedies::new(published, now, comparison);
        for (index, change) in comparison.changes.iter().enumerate() {
            if change.class == Class::Compatible {
                continue;
            }
            let (back, compatible) = (remedies.revert(index), remedies.compatible(index));
            let kept = remedies.keep_published(index);
            for remedy in back.iter().chain(&compatible).chain(&kept) {
                assert_cures(published, now, index, remedy);
            }
            let count = counts.entry((change.class, change.kind.code)).or_default();
            count.changes += 1;
            count.reverted += usize::from(back.is_some());
            count.compatible += usize::from(!compatible.is_empty());
            count.kept += usize::from(!kept.is_empty());
            if back.is_none() && compatible.is_empty() && kept.is_empty() {
                count.none += 1;
            }
            assert!(back.is_some(), "{}: no way back: {}", update.name, change.message);
        }
    }
    for ((class, code), count) in counts {
        eprintln!(
            "{:9} {code:45} {:5} changes, {:5} taken back, {:5} made compatible, {:5} kept beside, {:5} without any",
            class.name(),
            count.changes,
            count.reverted,
            count.compatible,
            count.kept,
            count.none
        );
    }
}

#[test]
fn what_is_taken_out_of_real_definitions_comes_back() {
    let Some(folder) = corpus("what_is_taken_out_of_real_definitions_comes_back") else { return };
    let mut texts = texts(&folder);
    texts.retain(|(path, text)| {
        path.ends_with("apiDefinition.swagger.json")
            && text.len() < 60_000
            && parse(text.as_str()).errors().is_empty()
    });
    let mut rng = Rng::new(7);
    let (mut all, mut exact) = (0, 0);
    for _ in 0..2500 {
        let (path, text) = &texts[rng.below(texts.len())];
        let tree = parse(text.as_str());
        let node = tree.node(NodeId(rng.below(tree.len()) as u32));
        let mut editor = JsonEditor::new(&tree);
        editor.remove(node);
        let published = Connector::of_text(FileRole::Definition, text.as_str());
        let without = edit::apply(text, &editor.finish()).unwrap();
        let now = Connector::of_text(FileRole::Definition, without);
        let comparison = compare(&published, &now);
        let grave = |change: &Change| change.class != Class::Compatible;
        let mut graves = (0..comparison.changes.len()).filter(|&index| grave(&comparison.changes[index]));
        let Some(index) = graves.next() else { continue };
        let what = format!("{} without {}", path.display(), pointer::pointer(node));
        let remedy = Remedies::new(&published, &now, &comparison).revert(index);
        let remedy = remedy.unwrap_or_else(|| panic!("{what}: {}", comparison.changes[index].message));
        assert_cures(&published, &now, index, &remedy);
        // Of several things that went at once, each comes back alone.
        if graves.next().is_none() {
            let back = carried_out(&now, &remedy.edits);
            all += 1;
            exact += usize::from(back.definition().unwrap().tree().text() == text);
        }
    }
    eprintln!("{exact} of {all} came back byte for byte");
    // Some stood there in another layout than the rest of their file.
    assert!(all > 500 && exact * 100 > all * 97, "{exact} of {all}");
}

const GET: &str = "/paths/~1orders~1{id}/get";
const BODY: &str = "/paths/~1orders/post/parameters/0/schema";

/// A change of the base: what is put in, and the titles of what makes it compatible with what the text has then.
type Compatible<'t> = (&'t [(&'t str, &'t str, &'t str)], &'t [(&'t str, &'t str)]);

const COMPATIBLE: &[Compatible<'_>] = &[
    (&[("/paths", "/~1shops", "")], &[("Put 'ListShops' back and deprecate it", "\"deprecated\": true")]),
    (
        &[(GET, "/x-ms-visibility", "\"internal\"")],
        &[("Make 'GetOrder' advanced instead", "\"x-ms-visibility\": \"advanced\"")],
    ),
    (
        &[(
            GET,
            "/parameters/-",
            "{ \"name\": \"n\", \"in\": \"query\", \"required\": true, \"type\": \"string\", \"default\": \"x\" }",
        )],
        &[
            ("Make 'n' optional", "\"required\": false"),
            (
                "Make 'n' internal, so that its default is sent",
                "\"default\": \"x\",\n            \"x-ms-visibility\": \"internal\"",
            ),
        ],
    ),
    (
        &[(
            GET,
            "/parameters/-",
            "{ \"name\": \"n\", \"in\": \"query\", \"required\": true, \"type\": \"boolean\", \"x-ms-visibility\": \"internal\" }",
        )],
        &[
            ("Make 'n' optional", "\"required\": false"),
            ("Give 'n' the default false", "\"type\": \"boolean\",\n            \"default\": false"),
        ],
    ),
    (
        &[(
            "/paths/~1shops/get",
            "/parameters",
            "[{ \"name\": \"body\", \"in\": \"body\", \"required\": true, \"schema\": {} }]",
        )],
        &[("Make the body optional", "\"required\": false")],
    ),
    (&[(GET, "/parameters/2/required", "true")], &[("Make 'order' optional", "\"required\": false")]),
    (
        &[(GET, "/parameters/2", "")],
        &[
            ("Put 'order' back", "\"desc\"\n            ]\n          }"),
            (
                "Put 'order' back as advanced",
                "\"desc\"\n            ],\n            \"x-ms-visibility\": \"advanced\"",
            ),
        ],
    ),
    (
        &[(BODY, "/properties/n", "{ \"type\": \"string\" }"), (BODY, "/required", "[\"n\"]")],
        &[("Make 'n' optional", "\"n\": {")],
    ),
    (
        &[
            (BODY, "/properties/n", "{ \"type\": \"integer\", \"x-ms-visibility\": \"internal\" }"),
            (BODY, "/required", "[\"customer\", \"n\"]"),
        ],
        &[
            ("Make 'n' optional", "\"required\": [\n                \"customer\"\n              ]"),
            ("Give 'n' the default 0", "\"type\": \"integer\",\n                  \"default\": 0"),
        ],
    ),
    (
        &[(BODY, "/required", "[\"customer\", \"note\"]")],
        &[("Make 'note' optional", "\"customer\"\n              ]")],
    ),
    (
        &[(BODY, "/properties/note", "")],
        &[
            ("Put 'note' back", "\"note\": {\n                  \"type\": \"string\"\n                }"),
            (
                "Put 'note' back as advanced",
                "\"note\": {\n                  \"type\": \"string\",\n                  \"x-ms-visibility\": \"advanced\"",
            ),
        ],
    ),
    (&[("/definitions/Order/properties", "/total", "")], &[("Put 'total' back", "\"total\": {")]),
    (
        &[("/definitions/Order/properties/total", "/x-ms-visibility", "\"internal\"")],
        &[("Make 'total' advanced instead", "\"x-ms-visibility\": \"advanced\"")],
    ),
    (
        &[(GET, "/parameters/2/enum", "[\"desc\"]")],
        &[("Accept 'asc' again", "\"desc\",\n              \"asc\"\n            ]")],
    ),
    (
        &[(BODY, "/properties/note/enum", "[\"a\"]")],
        &[(
            "Drop the list of values of 'note'",
            "\"note\": {\n                  \"type\": \"string\"\n                }",
        )],
    ),
    (
        &[("", "/consumes", "[\"text/xml\"]")],
        &[("Take application/json again", "\"text/xml\",\n    \"application/json\"")],
    ),
    (
        &[(
            "properties:/properties/connectionParameters/region",
            "/uiDefinition/constraints/required",
            "\"true\"",
        )],
        &[("Make 'region' optional", "\"required\": \"false\"")],
    ),
];

#[test]
fn a_change_is_made_compatible_where_that_is_possible() {
    let published = connector(&files(&[]));
    for (puts, expected) in COMPATIBLE {
        let pointers: Vec<(String, &str)> =
            puts.iter().map(|(place, member, text)| (format!("{place}{member}"), *text)).collect();
        let puts: Vec<Put<'_>> = pointers.iter().map(|(pointer, text)| (pointer.as_str(), *text)).collect();
        let now = connector(&files(&raised(&puts)));
        let comparison = compare(&published, &now);
        let changes = comparison.changes.iter();
        let index = changes.enumerate().find(|(_, change)| change.class == Class::Breaking).unwrap().0;
        let found = Remedies::new(&published, &now, &comparison).compatible(index);
        let titles: Vec<&str> = found.iter().map(|remedy| remedy.title.as_str()).collect();
        assert_eq!(titles, expected.iter().map(|(title, _)| *title).collect::<Vec<_>>());
        for (remedy, (title, text)) in found.iter().zip(*expected) {
            assert_cures(&published, &now, index, remedy);
            let after = carried_out(&now, &remedy.edits);
            let texts: String = after.parts().iter().map(Part::text).collect();
            assert!(texts.contains(text), "{title}: no {text} in\n{texts}");
        }
    }
}

/// Two operations answer with one definition; a third reads another one.
const SHARED: &str = r##"{ "swagger": "2.0", "info": { "title": "T", "version": "1" }, "paths": {
  "/a": { "get": { "operationId": "GetA", "responses": { "200": { "description": "A.", "schema": { "$ref": "#/definitions/Item" } } } } },
  "/b": { "get": { "operationId": "GetB", "responses": { "200": { "description": "B.", "schema": { "$ref": "#/definitions/Item" } } } } },
  "/c": { "get": { "operationId": "GetC", "responses": { "200": { "description": "C.", "schema": { "$ref": "#/definitions/Other" } } } } }
}, "definitions": {
  "Item": { "type": "object", "properties": { "id": { "type": "string" }, "tag": { "$ref": "#/definitions/Tag" } } },
  "Tag": { "type": "string" },
  "Other": { "type": "object", "properties": { "other": { "type": "string" } } }
} }"##;

/// The definition before and after one text is replaced by another, with its only change that breaks.
#[track_caller]
fn edited(from: &str, to: &str) -> (Connector, Connector, Comparison, usize) {
    assert!(SHARED.contains(from), "{from}");
    let of = |text: &str| {
        Connector::of_text(FileRole::Definition, text.replace("\"version\": \"1\"", "\"version\": \"2\""))
    };
    let published = Connector::of_text(FileRole::Definition, SHARED);
    let now = of(&SHARED.replacen(from, to, 1));
    let comparison = compare(&published, &now);
    let breaking = |change: &Change| change.class == Class::Breaking;
    let index = comparison.changes.iter().position(breaking).expect("a breaking change");
    (published, now, comparison, index)
}

#[test]
fn what_is_shared_is_taken_back_where_it_changed() {
    for (from, to) in [
        // In the definition, for all that use it.
        (", \"tag\": { \"$ref\": \"#/definitions/Tag\" }", ""),
        // With a part that nobody else needed.
        (", \"tag\": { \"$ref\": \"#/definitions/Tag\" } } },\n  \"Tag\": { \"type\": \"string\" }", " } }"),
        // At the reference: the definition that it leads to now is nobody's fault.
        (
            "\"B.\", \"schema\": { \"$ref\": \"#/definitions/Item\" }",
            "\"B.\", \"schema\": { \"$ref\": \"#/definitions/Other\" }",
        ),
        (
            "\"C.\", \"schema\": { \"$ref\": \"#/definitions/Other\" }",
            "\"C.\", \"schema\": { \"type\": \"array\", \"items\": {} }",
        ),
    ] {
        let (published, now, comparison, index) = edited(from, to);
        let remedy = Remedies::new(&published, &now, &comparison).revert(index).expect(from);
        assert_cures(&published, &now, index, &remedy);
        let back = carried_out(&now, &remedy.edits);
        let text = SHARED.replace("\"version\": \"1\"", "\"version\": \"2\"");
        assert_eq!(back.definition().unwrap().tree().text(), text, "{from}");
    }
}

#[test]
fn the_published_operation_is_kept_for_each_that_feels_the_change() {
    let (published, now, comparison, index) = edited(", \"tag\": { \"$ref\": \"#/definitions/Tag\" }", "");
    let kept = Remedies::new(&published, &now, &comparison).keep_published(index);
    let titles: Vec<&str> = kept.iter().map(|remedy| remedy.title.as_str()).collect();
    assert_eq!(
        titles,
        [
            "Start revision 2 of GetA and keep the published one",
            "Start revision 2 of GetB and keep the published one"
        ]
    );
    for remedy in &kept {
        assert_cures(&published, &now, index, remedy);
        let after = carried_out(&now, &remedy.edits);
        assert!(after.definition().unwrap().tree().text().contains("Item_V2"));
    }
    let remedies = Remedies::new(&published, &now, &comparison);
    assert!(remedies.keep_published(99).is_empty() && remedies.revert(99).is_none());
}
