//! Weights, against a plain expansion where that comes to an end.

use std::fmt::Write as _;
use std::sync::Arc;

use super::*;

fn definition(text: &str) -> Definition {
    Definition::new(Arc::new(syntax::parse(text)))
}

fn of(definition: &Definition, schema: &str) -> (u32, u32) {
    let weight = definition.weight(definition.node(definition.schemas[schema]));
    (weight.schemas, weight.levels)
}

/// What the module stands for: every reference replaced by what it names, unless that stands around it already.
fn expanded<'d>(definition: &'d Definition, schema: Node<'d>, around: &mut Vec<String>) -> (u32, u32) {
    if let Some(text) = schema.get("$ref").and_then(Node::as_str) {
        let Some(target) = definition.ref_target(&text).filter(|_| !around.contains(&text.to_string()))
        else {
            return (1, 1);
        };
        around.push(text.into_owned());
        let found = expanded(definition, target, around);
        around.pop();
        return found;
    }
    let properties = schema.get("properties").into_iter().flat_map(Node::members);
    let elements = schema.get("items").into_iter().chain(schema.get("additionalProperties"));
    let parts = schema.get("allOf").into_iter().flat_map(Node::items);
    let (mut schemas, mut levels) = (1, 0);
    for inner in properties.chain(elements).chain(parts).filter(|inner| inner.is_object()) {
        let found = expanded(definition, inner, around);
        schemas += found.0;
        levels = levels.max(found.1);
    }
    (schemas, levels + 1)
}

#[test]
fn every_kind_of_part_is_a_schema() {
    let definition = definition(
        r##"{ "definitions": {
            "A": { "type": "object", "properties": {
                "one": { "type": "string", "enum": ["a"], "default": { "properties": { "no": {} } } },
                "two": { "type": "array", "items": { "$ref": "#/definitions/B" } },
                "gone": { "$ref": "#/definitions/Gone" },
                "three": { "additionalProperties": { "type": "string" }, "x-properties": { "no": {} } },
                "four": { "allOf": [ { "$ref": "#/definitions/B", "properties": { "no": {} } }, { "type": "object" } ] }
            } },
            "B": { "type": "object", "properties": { "b": { "type": "object", "properties": { "c": {} } } } },
            "C": { "$ref": "#/definitions/B" },
            "D": "no schema"
        } }"##,
    );
    assert_eq!(of(&definition, "B"), (3, 3));
    assert_eq!(of(&definition, "C"), (3, 3));
    assert_eq!(of(&definition, "A"), (1 + 1 + (1 + 3) + 1 + 2 + (1 + 3 + 1), 5));
    assert_eq!(of(&definition, "D"), (0, 0));
}

#[test]
fn operations_add_up_their_bodies_and_parameters() {
    let definition = definition(
        r##"{ "paths": { "/a": {
            "x-ms-notification-content": { "schema": { "$ref": "#/definitions/B" } },
            "parameters": [ { "name": "p", "in": "query", "type": "string" } ],
            "post": { "operationId": "A", "x-ms-trigger": "single",
                "parameters": [ { "$ref": "#/parameters/Body" }, { "name": "q", "in": "header", "type": "string" } ],
                "responses": { "200": { "$ref": "#/responses/R" }, "400": { "schema": { "type": "string" } }, "500": {} } },
            "get": { "operationId": "B", "responses": {} }
        } },
        "parameters": { "Body": { "name": "body", "in": "body", "schema": { "$ref": "#/definitions/B" } } },
        "responses": { "R": { "schema": { "type": "array", "items": { "$ref": "#/definitions/B" } } } },
        "definitions": { "B": { "properties": { "b": {} } } } }"##,
    );
    let budget = definition.budget();
    let schemas: Vec<u32> = budget.operations.iter().map(|weight| weight.schemas).collect();
    assert_eq!(schemas, [2 + 2 + 3 + 1 + 2, 1]);
    assert_eq!((budget.total.schemas, budget.total.levels), (11, 3));
    let bodies: Vec<u32> = budget.bodies_of(0).iter().map(|body| body.weight.schemas).collect();
    assert_eq!(bodies, [2, 3, 1, 2]);
    assert!(budget.bodies_of(1).is_empty());
    assert!(matches!(budget.bodies_of(0)[3].kind, BodyKind::Notification));
}

#[test]
fn weights_are_those_of_a_plain_expansion() {
    // A fixed pseudo-random graph with many circles.
    let mut state = 11_u64;
    let mut random = |limit: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % limit
    };
    let mut circles = 0;
    for _ in 0..40 {
        let parts = 12;
        let mut text = "{\"definitions\":{".to_owned();
        for index in 0..parts {
            let comma = if index == 0 { "" } else { "," };
            let _ = write!(text, "{comma}\"D{index}\":{{\"properties\":{{\"own\":{{\"items\":{{}}}}");
            for reference in 0..random(3) {
                let _ = write!(text, r##","r{reference}":{{"$ref":"#/definitions/D{}"}}"##, random(parts));
            }
            text.push_str("}}");
        }
        text.push_str("}}");
        let definition = definition(&text);
        for index in 0..parts {
            let name = format!("D{index}");
            let node = definition.node(definition.schemas[name.as_str()]);
            let mut around = vec![format!("#/definitions/{name}")];
            let plain = expanded(&definition, node, &mut around);
            assert_eq!(of(&definition, &name), plain, "{name} in {text}");
            circles +=
                usize::from(definition.reach().group(index) != definition.reach().group((index + 1) % parts));
        }
    }
    assert!(circles > 0);
}

#[test]
fn what_grows_without_end_is_at_least_a_number() {
    // Each schema refers twice to the next: two to the power of sixty.
    let mut text = "{\"definitions\":{".to_owned();
    for index in 0..60 {
        let next = format!(r##"{{"$ref":"#/definitions/D{}"}}"##, index + 1);
        let _ = write!(text, r#""D{index}":{{"properties":{{"a":{next},"b":{next}}}}},"#);
    }
    // Each schema refers to all others.
    for index in 0..60 {
        let _ = write!(text, "\"E{index}\":{{\"properties\":{{\"x\":{{}}");
        for other in 0..60 {
            let _ = write!(text, r##","e{other}":{{"$ref":"#/definitions/E{other}"}}"##);
        }
        text.push_str("}},");
    }
    text.push_str("\"D60\":{}}}");
    let definition = definition(&text);
    assert_eq!(of(&definition, "D50"), (2047, 11));
    assert_eq!(of(&definition, "D0"), (u32::MAX, 61));
    let weight = definition.weight(definition.node(definition.schemas["E0"]));
    assert!(weight.is_at_least && weight.schemas > OPERATION_SCHEMAS, "{weight:?}");
}

#[test]
fn a_long_chain_of_references_is_followed() {
    const COUNT: u32 = 20_000;
    let mut text = "{\"definitions\":{".to_owned();
    for index in 0..COUNT {
        let _ = write!(text, r##""D{index}":{{"items":{{"$ref":"#/definitions/D{}"}}}},"##, index + 1);
    }
    text.push_str("\"Last\":{}}}");
    let definition = definition(&text);
    assert_eq!(of(&definition, "D0"), (COUNT + 1, COUNT + 1));
}

#[test]
fn the_heaviest_parts_are_found_behind_what_wraps_them() {
    let definition = definition(
        r##"{ "definitions": {
            "Answer": { "properties": { "value": { "type": "array", "items": { "$ref": "#/definitions/Order" } } } },
            "Order": { "properties": { "id": {}, "lines": { "items": { "$ref": "#/definitions/Line" } },
                "buyer": { "properties": { "name": {}, "mail": {} } } } },
            "Line": { "properties": { "a": {}, "b": {}, "c": {} } }
        } }"##,
    );
    let answer = definition.node(definition.schemas["Answer"]);
    let parts = definition.heaviest_parts(answer, 2);
    let shown: Vec<(String, u32)> = parts.into_iter().map(|part| (part.path, part.weight.schemas)).collect();
    assert_eq!(shown, [("value[].lines".to_owned(), 5), ("value[].buyer".to_owned(), 3)]);
    let leaf = definition.node(definition.schemas["Line"]).get("properties").unwrap().get("a").unwrap();
    assert!(definition.heaviest_parts(leaf, 2).is_empty());
}

#[test]
fn blanks_between_tokens_do_not_count() {
    for (text, length) in [
        ("{ \"a\" : [ 1, \"b c\" ,{ } ] }", r#"{"a":[1,"b c",{}]}"#.len()),
        ("", 0),
        ("{\n\t\"ä\": \"😀\"\n}", 10),
    ] {
        assert_eq!(definition(text).length_without_blanks() as usize, length, "{text}");
    }
}

#[test]
fn the_largest_portions_are_operations_and_shared_parts() {
    let note = "n".repeat(60);
    let text = format!(
        r#"{{ "info": {{ "title": "A" }}, "x-note": "{note}",
        "paths": {{ "/a": {{ "get": {{ "operationId": "GetA", "summary": "{note}{note}" }},
            "put":   {{  "summary"  :  "{note}"   }} }} }},
        "definitions": {{ "A": {{ "type": "object", "title": "{note}" }}, "B": {{ "type": "string" }} }},
        "parameters": 7 }}"#
    );
    let definition = definition(&text);
    let shown = |measure: Measure| -> Vec<(String, u32)> {
        let portions = definition.largest_portions(measure, 4);
        portions.into_iter().map(|portion| (portion.name, portion.size)).collect()
    };
    let tight = |text: &str| text.replace(' ', "").len() as u32;
    let a = format!(r#""get": {{ "operationId": "GetA", "summary": "{note}{note}" }}"#);
    let put = format!(r#""put": {{ "summary": "{note}" }}"#);
    let schema = format!(r#""A": {{ "type": "object", "title": "{note}" }}"#);
    let own = format!(r#""x-note": "{note}""#);
    assert_eq!(
        shown(Measure::Characters),
        [
            ("GetA".to_owned(), tight(&a)),
            ("definitions/A".to_owned(), tight(&schema)),
            ("PUT /a".to_owned(), tight(&put)),
            ("x-note".to_owned(), tight(&own)),
        ]
    );
    assert_eq!(shown(Measure::Bytes)[0], ("GetA".to_owned(), a.len() as u32));
    // Blanks count in bytes alone.
    assert_eq!(shown(Measure::Bytes)[2], ("PUT /a".to_owned(), put.len() as u32 + 8));
    // What is small beside the largest is left out.
    let tiny = self::definition(&format!(r#"{{ "a": 1, "b": "{}" }}"#, "b".repeat(600)));
    assert_eq!(tiny.largest_portions(Measure::Bytes, 3).len(), 1);
    assert!(self::definition("[]").largest_portions(Measure::Bytes, 3).is_empty());
}

#[test]
fn operations_are_grouped_behind_what_all_paths_share() {
    let groups = |paths: &[&str]| -> Vec<(String, u32)> {
        let items: Vec<String> =
            paths.iter().map(|path| format!(r#""{path}": {{ "get": {{}}, "put": {{}} }}"#)).collect();
        let definition = definition(&format!(r#"{{ "paths": {{ {} }} }}"#, items.join(",")));
        definition.path_groups(2).into_iter().map(|group| (group.start, group.operations)).collect()
    };
    let group = |start: &str, operations| (start.to_owned(), operations);
    let paths = ["/{id}/mail", "/{id}/users", "/{id}/users/{user}", "/{id}/calls/a", "/{id}/calls/b/c"];
    assert_eq!(groups(&paths), [group("/{id}/users", 4), group("/{id}/calls", 4)]);
    assert_eq!(groups(&["/a", "/a/b"]), [group("/a", 4)]);
    assert_eq!(groups(&["/a/b"]), [group("/a/b", 2)]);
    assert_eq!(groups(&["a", "", "/"]), [group("a", 2), group("", 2)]);
    assert_eq!(groups(&["///////////////a", "///////////////b"]), [group("////////", 4)]);
    assert_eq!(groups(&[]), []);
}

#[test]
fn bodies_and_unused_schemas_are_counted() {
    let definition = definition(
        r##"{ "paths": { "/a": { "get": { "responses": { "200": { "schema": { "$ref": "#/definitions/A" } } } } } },
            "definitions": { "A": { "items": {} }, "B": { "items": { "items": {} } } },
            "parameters": { "P": { "name": "p", "in": "query", "type": "string" } } }"##,
    );
    let counted: Vec<(bool, u32)> = definition
        .counted_schemas()
        .map(|counted| (counted.body.is_some(), counted.weight.schemas))
        .collect();
    assert_eq!(counted, [(true, 2), (false, 3)]);
}
