//! Users of shared parts, and parts without any.

use std::fmt::Write as _;
use std::sync::Arc;

use super::*;

fn definition(text: &str) -> Definition {
    Definition::new(Arc::new(syntax::parse(text)))
}

fn users(definition: &Definition, schema: &str) -> Vec<usize> {
    definition.users(definition.schemas[schema]).collect()
}

#[test]
fn users_are_found_through_chains_circles_and_path_items() {
    let definition = definition(
        r##"{
          "paths": {
            "/a": {
              "parameters": [{ "$ref": "#/parameters/P" }],
              "get": { "responses": { "200": { "schema": { "$ref": "#/definitions/A" } } } },
              "post": { "responses": { "200": { "$ref": "#/responses/R" } } }
            },
            "/b": { "get": { "responses": { "200": { "schema": { "$ref": "#/definitions/B" } } } } }
          },
          "definitions": {
            "A": { "properties": { "b": { "$ref": "#/definitions/B" } } },
            "B": { "items": { "$ref": "#/definitions/C" } },
            "C": { "properties": { "b": { "$ref": "#/definitions/B" }, "gone": { "$ref": "#/definitions/No" } } },
            "D": { "allOf": [{ "$ref": "#/definitions/A" }, { "$ref": "#/definitions/D" }] },
            "E": { "type": "string" }
          },
          "parameters": { "P": { "in": "body", "schema": { "$ref": "#/definitions/E" } } },
          "responses": { "R": { "schema": { "$ref": "#/definitions/C" } } }
        }"##,
    );
    assert_eq!(users(&definition, "A"), [0]);
    assert_eq!(users(&definition, "B"), [0, 1, 2]);
    assert_eq!(users(&definition, "C"), [0, 1, 2]);
    assert!((0..3).all(|index| definition.users(definition.schemas["B"]).includes(index)));
    assert!(!definition.users(definition.schemas["A"]).includes(1));
    assert!(!definition.users(definition.schemas["B"]).includes(640));
    let group = |name: &str| definition.users_group(definition.schemas[name]).unwrap();
    assert_eq!(group("B"), group("C"));
    assert_ne!(group("A"), group("B"));
    assert_eq!(definition.users_group(definition.operations[0].node), None);
    assert_eq!(users(&definition, "D"), []);
    assert_eq!(users(&definition, "E"), [0, 1]);
    let parameter = definition.node(definition.shared_parameters["P"]).get("in").unwrap();
    assert_eq!(definition.users(parameter.id()).collect::<Vec<_>>(), [0, 1]);
    let in_operation = definition.node(definition.operations[2].node).get("responses").unwrap();
    assert_eq!(definition.users(in_operation.id()).collect::<Vec<_>>(), [2]);
    assert_eq!(definition.users(NodeId(0)).count(), 0);
}

#[test]
fn a_long_chain_and_many_operations_stay_cheap() {
    const COUNT: usize = 3000;
    let mut text = "{\"paths\":{".to_owned();
    for index in 0..COUNT {
        let _ = write!(text, r##""/{index}":{{"get":{{"x":{{"$ref":"#/definitions/D{index}"}}}}}},"##);
    }
    text.push_str("},\"definitions\":{");
    for index in 0..COUNT {
        let next = index + 1;
        let _ = write!(text, r##""D{index}":{{"items":{{"$ref":"#/definitions/D{next}"}}}},"##);
    }
    text.push_str("}}");
    let definition = definition(&text);
    assert_eq!(users(&definition, "D0"), [0]);
    assert_eq!(users(&definition, "D70"), (0..=70).collect::<Vec<_>>());
    assert_eq!(users(&definition, &format!("D{}", COUNT - 1)).len(), COUNT);
}

#[test]
fn every_group_has_the_users_that_a_plain_search_finds() {
    // A fixed pseudo-random graph, compared with a search from each operation.
    let (parts, operations) = (40, 70);
    let mut state = 7_u64;
    let mut random = |limit: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % limit
    };
    let edges: Vec<Vec<usize>> =
        (0..parts).map(|_| (0..random(3)).map(|_| random(parts)).collect()).collect();
    let roots: Vec<usize> = (0..operations).map(|_| random(parts)).collect();
    let list = |targets: &[usize]| -> String {
        let refs = targets.iter().map(|to| format!(r##"{{"$ref":"#/definitions/D{to}"}}"##));
        format!("[{}]", refs.collect::<Vec<_>>().join(","))
    };
    let mut text = "{\"paths\":{".to_owned();
    for (index, root) in roots.iter().enumerate() {
        let _ = write!(text, r#""/{index}":{{"get":{{"x":{}}}}},"#, list(&[*root]));
    }
    text.push_str("},\"definitions\":{");
    for (index, targets) in edges.iter().enumerate() {
        let _ = write!(text, r#""D{index}":{{"allOf":{}}},"#, list(targets));
    }
    text.push_str("}}");
    let definition = definition(&text);
    let mut expected = vec![Vec::new(); parts];
    for (operation, &root) in roots.iter().enumerate() {
        let (mut seen, mut todo) = (vec![false; parts], vec![root]);
        while let Some(part) = todo.pop() {
            if !std::mem::replace(&mut seen[part], true) {
                expected[part].push(operation);
                todo.extend(&edges[part]);
            }
        }
    }
    for (part, expected) in expected.iter().enumerate() {
        assert_eq!(&users(&definition, &format!("D{part}")), expected, "D{part}");
    }
}

#[test]
fn parts_that_lead_only_to_each_other_are_unused() {
    let definition = definition(
        r##"{
          "paths": { "/a": { "get": { "responses": { "200": { "$ref": "#/responses/Used" } } } } },
          "x-contoso": { "$ref": "#/definitions/FromOutside" },
          "definitions": {
            "Base": { "discriminator": "kind", "properties": { "kind": { "type": "string" } } },
            "Variant": { "allOf": [{ "$ref": "#/definitions/Base" }, { "$ref": "#/definitions/OfVariant" }] },
            "OfVariant": { "type": "object" },
            "FromOutside": { "type": "object" },
            "Meant": { "items": { "$ref": "Meant" } },
            "Deep": { "items": { "$ref": "#/definitions/Deep/properties/id" } },
            "Alone": { "items": { "$ref": "#/definitions/Alone" } },
            "One": { "items": { "$ref": "#/definitions/Two" } },
            "Two": { "properties": { "one": { "$ref": "#/definitions/One" }, "d": { "$ref": "#/definitions/End" } } },
            "End": { "type": "string" }
          },
          "parameters": { "Unused": { "in": "body", "schema": { "$ref": "#/definitions/End" } } },
          "responses": { "Used": { "schema": { "$ref": "#/definitions/Base" } } }
        }"##,
    );
    let unused = definition.unused_parts();
    let name = |part: &UnusedPart| definition.node(part.node).name().into_owned();
    assert_eq!(unused.iter().map(name).collect::<Vec<_>>(), ["Alone", "One", "Two", "End", "Unused"]);
    let referred: Vec<bool> = unused.iter().map(|part| part.is_referred_to).collect();
    assert_eq!(referred, [false, false, false, true, false]);
    assert_eq!(unused[1].circle, unused[2].circle);
    assert_ne!(unused[0].circle, unused[1].circle);
}
