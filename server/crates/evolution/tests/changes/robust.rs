//! Whatever the two texts, the comparison comes to an end without a panic, and soon.

use std::fmt::Write as _;
use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use connector::{Connector, FileRole, Part};
use evolution::changes::{Change, Spot, Update, compare};
use fixture::{Rng, corpus, is_linear, mutate};

use crate::same::parts;
use crate::support;

/// Compares, and sees that every place is in its text.
fn check(old: &Connector, new: &Connector, what: &dyn Fn() -> String) {
    let in_text = |connector: &Connector, spot: &Spot| {
        let text = connector.part(spot.file).map_or("", Part::text);
        let in_tree = spot.node.is_none_or(|node| {
            connector.document(spot.file).is_some_and(|document| node.index() < document.tree().len())
        });
        in_tree && text.get(spot.span.range()).is_some()
    };
    for change in compare(old, new).changes {
        let Change { message, remedy, operation, operations, .. } = &change;
        assert!(
            change.new.iter().chain(&change.also).all(|spot| in_text(new, spot)),
            "{}: {message}",
            what()
        );
        assert!(change.old.iter().all(|spot| in_text(old, spot)), "{}: {message}", what());
        assert!(change.new.is_some() && change.old.is_some(), "{}: {message}", what());
        assert!(message.ends_with('.') && remedy.ends_with('.'), "{}: {message} {remedy}", what());
        assert!(message.chars().count() < 700, "{}: {message}", what());
        assert_eq!(operation.as_ref(), operations.first(), "{}: {message}", what());
    }
}

#[test]
fn any_two_real_connectors_are_compared() {
    let Some(folder) = corpus("any_two_real_connectors_are_compared") else { return };
    let texts = parts(&folder);
    let connectors: Vec<(String, FileRole, Connector)> =
        texts.into_iter().map(|(path, role, text)| (path, role, Connector::of_text(role, text))).collect();
    let mut rng = Rng::new(3);
    let mut compared = 0;
    // Every file is compared with the next one of its kind, some other of its kind and any other at all, so that each is
    // on both sides.
    for (index, (one, role, old)) in connectors.iter().enumerate() {
        let around = connectors[index + 1..].iter().chain(&connectors[..=index]);
        let of_kind: Vec<_> = around.filter(|(_, other, _)| other == role).collect();
        let some = of_kind[rng.below(of_kind.len())];
        for (other, _, new) in [of_kind[0], some, &connectors[rng.below(connectors.len())]] {
            check(old, new, &|| format!("{one} and {other}"));
            compared += 1;
        }
    }
    eprintln!("{compared} pairs of {} files", connectors.len());
    assert!(compared > 0, "no files in {}", folder.display());
}

#[test]
fn damaged_connectors_are_compared() {
    let files = support::files(&[]);
    let whole = support::connector(&files);
    let mut rng = Rng::new(5);
    for _ in 0..3000 {
        let at = rng.below(files.len());
        let mut damaged = files[at].1.clone();
        for _ in 0..=rng.below(3) {
            damaged = mutate(&damaged, &mut rng).0;
        }
        let new = whole.with(Part::new(files[at].0, damaged.clone()));
        check(&whole, &new, &|| format!("the base and\n{damaged}"));
        check(&new, &whole, &|| format!("the base, from\n{damaged}"));
    }
    for text in ["", "{", "[]", "1", r#"{"paths":[]}"#, r#"{"paths":{"/a":{"get":1}},"definitions":{"A":1}}"#]
    {
        for role in [FileRole::Definition, FileRole::Properties] {
            let new = whole.with(Part::new(role, text.to_owned()));
            check(&whole, &new, &|| text.to_owned());
            check(&new, &whole, &|| text.to_owned());
        }
    }
}

#[test]
fn a_file_that_one_side_lacks_is_not_compared() {
    let whole = support::with(&[]);
    for role in [FileRole::Definition, FileRole::Properties, FileRole::Script] {
        let without = whole.without(role);
        assert_eq!(compare(&whole, &without).changes, [], "{role:?}");
        assert_eq!(compare(&without, &whole).changes, [], "{role:?}");
    }
}

/// The shortest of several runs.
fn shortest(runs: usize, mut work: impl FnMut()) -> Duration {
    (0..runs)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .min()
        .unwrap_or_default()
}

/// `count` operations that share definitions in a chain, with something changed in all of them if `kind` is another.
fn chained(count: usize, kind: &str) -> Connector {
    let mut text = r#"{ "paths": {"#.to_owned();
    for index in 0..count {
        let comma = if index == 0 { "" } else { "," };
        let _ = write!(
            text,
            r##"{comma}"/{index}/{{id}}": {{ "get": {{ "operationId": "Op{index}", "parameters": [
                {{ "name": "id", "in": "path", "required": true, "type": "{kind}" }}, {{ "$ref": "#/parameters/P" }}
            ], "responses": {{ "200": {{ "schema": {{ "$ref": "#/definitions/D{index}" }} }} }} }} }}"##
        );
    }
    let _ = write!(
        text,
        r#"}}, "parameters": {{ "P": {{ "name": "p", "in": "query", "type": "{kind}" }} }}, "definitions": {{"#
    );
    for index in 0..count {
        let comma = if index == 0 { "" } else { "," };
        let next = (index + 1) % count;
        let _ = write!(
            text,
            r##"{comma}"D{index}": {{ "type": "object", "properties": {{
                "v": {{ "type": "{kind}" }}, "next": {{ "$ref": "#/definitions/D{next}" }}
            }} }}"##
        );
    }
    text.push_str("} }");
    support::definition(&text)
}

#[test]
fn the_time_grows_with_the_size_and_not_with_its_square() {
    // Beyond a thousand operations for each change, the lists of operations no longer grow.
    let pair = |count: usize| {
        let (old, new) = (chained(count, "string"), chained(count, "integer"));
        assert_eq!(compare(&old, &new).changes.len(), 2 * count + 1);
        (old, new)
    };
    let (small, large) = (pair(1_500), pair(12_000));
    let work = |(old, new): &(Connector, Connector)| drop(black_box(compare(old, new)));
    assert!(is_linear(8, || work(&small), || work(&large)));
}

/// How long it takes is printed, beside what reading takes.
#[test]
fn the_largest_real_file_is_compared() {
    let Some(folder) = corpus("the_largest_real_file_is_compared") else { return };
    let definitions = parts(&folder).into_iter().filter(|(_, role, _)| *role == FileRole::Definition);
    let Some((path, role, text)) = definitions.max_by_key(|(_, _, text)| text.len()) else { return };
    let old = Connector::of_text(role, text.clone());
    let read = shortest(7, || {
        let part = Part::from_tree(role, Arc::new(syntax::parse(text.clone())));
        black_box(Connector::new([part]));
    });
    // What an author does in a day, and what a program may do to the whole file at once.
    let edited = [
        ("one edit", text.replacen("\"type\": \"string\"", "\"type\": \"integer\"", 1)),
        ("every operation", text.replace("\"operationId\": \"", "\"operationId\": \"X")),
        ("every type", text.replace("\"type\": \"string\"", "\"type\": \"integer\"")),
        ("every description", text.replace("\"description\": \"", "\"description\": \"X ")),
    ];
    for (what, text) in edited {
        let new = Connector::of_text(role, text);
        let comparison = compare(&old, &new);
        assert_ne!(comparison.update, Update::None, "{what}");
        let changes = comparison.changes.len();
        let taken = shortest(7, || {
            black_box(compare(&old, &new));
        });
        eprintln!("{path}, {what}: {changes} changes in {taken:?}, read in {read:?}");
    }
}
