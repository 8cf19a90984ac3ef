//! Which operations the designer calls for others.

use connector::{Connector, FileRole};
use ide::navigation::{Caller, MOST_PLACES, calls_at, incoming_calls, outgoing_calls};

use crate::support::{Scene, orders};

fn names(scene: &Scene, calls: &[ide::navigation::Call]) -> Vec<String> {
    let told = calls.iter().map(|call| {
        let places: Vec<&str> =
            call.places.iter().map(|span| scene.text(connector::FileRole::Definition, *span)).collect();
        format!("{} ({}): {}", call.part.name, call.part.detail, places.join(", "))
    });
    told.collect()
}

#[test]
fn calls_go_out_and_come_back() {
    let scene = orders(r#""description": "No.""#, r#""description": "No.""#);
    let definition = scene.connector.definition().unwrap();
    let index = |id: &str| definition.operation_index(id).unwrap();
    let outgoing = outgoing_calls(&scene.connector, Caller::Operation(index("AddOrder")));
    assert_eq!(names(&scene, &outgoing), ["ListShops (GET /shops/{region}): ListShops, ListShops"]);
    let incoming = incoming_calls(&scene.connector, index("ListShops"));
    assert_eq!(
        names(&scene, &incoming),
        ["Orders (test of the connection): ListShops", "AddOrder (POST /orders): ListShops, ListShops"]
    );
    assert_eq!(
        names(&scene, &outgoing_calls(&scene.connector, Caller::Connector)),
        ["ListShops (GET /shops/{region}): ListShops"]
    );
    assert!(incoming_calls(&scene.connector, index("AddOrder")).is_empty());
}

#[test]
fn an_operation_is_taken_by_its_name_or_by_where_the_cursor_is() {
    for (found, marked, name) in [
        (r#"== "AddOrder""#, r#"== "Add$0Order""#, "AddOrder"),
        (r#""value-path": "id""#, r#""value-path": $0"id""#, "AddOrder"),
        (r#""operationId": "ListShops" } }"#, r#""operationId": "ListS$0hops" } }"#, "ListShops"),
        (r#""head": {"#, r#""he$0ad": {"#, "HasShops"),
    ] {
        let scene = orders(found, marked);
        let part = calls_at(&scene.connector, scene.at()).unwrap();
        assert_eq!(part.name, name, "{marked}");
        assert_eq!(scene.text(connector::FileRole::Definition, part.selection), name);
    }
    let outside = orders(r#""swagger""#, r#""swag$0ger""#);
    assert_eq!(calls_at(&outside.connector, outside.at()), None);
}

#[test]
fn calls_in_shared_parts_are_made_by_those_that_use_them() {
    let scene = Scene::new(
        r##"{ "paths": {
            "/a": { "get": { "operationId": "A", "parameters": [ { "$ref": "#/parameters/P" } ] } },
            "/b": { "get": { "operationId": "B", "parameters": [ { "$ref": "#/parameters/P" } ] } },
            "/c": { "get": { "operationId": "C" } }
        }, "parameters": { "P": { "name": "p", "x-ms-dynamic-values": { "operationId": "C" } } } }"##,
    );
    assert_eq!(names(&scene, &incoming_calls(&scene.connector, 2)), ["A (GET /a): C", "B (GET /b): C"]);
    assert_eq!(names(&scene, &outgoing_calls(&scene.connector, Caller::Operation(1))), ["C (GET /c): C"]);
}

/// `count` operations that share a parameter with as many calls of the first one.
fn shared(count: usize) -> Connector {
    let operation = |index: usize| {
        format!(
            r##""/{index}": {{ "get": {{ "operationId": "O{index}", "parameters": [ {{ "$ref": "#/parameters/P" }} ] }} }}"##
        )
    };
    let operations: Vec<String> = (0..count).map(operation).collect();
    let call = r#"{ "x-ms-dynamic-values": { "operationId": "O0" } }"#;
    let calls = vec![call; count].join(",");
    let text = format!(
        r#"{{ "paths": {{ {} }}, "parameters": {{ "P": {{ "name": "p", "in": "body", "schema": {{ "allOf": [ {calls} ] }} }} }} }}"#,
        operations.join(",")
    );
    Connector::of_text(FileRole::Definition, text)
}

#[test]
fn calls_in_parts_that_all_share_take_no_square_of_them() {
    let (small, large) = (shared(250), shared(2000));
    let incoming = |connector: &Connector, count: usize| {
        let calls = incoming_calls(connector, 0);
        assert_eq!(calls.len(), count);
        assert!(calls.iter().all(|call| call.places.len() == MOST_PLACES));
    };
    assert!(fixture::is_linear(8, || incoming(&small, 250), || incoming(&large, 2000)));
    let outgoing = |connector: &Connector, last: usize| {
        let calls = outgoing_calls(connector, Caller::Operation(last));
        assert_eq!((calls.len(), calls[0].places.len()), (1, MOST_PLACES));
    };
    assert!(fixture::is_linear(8, || outgoing(&small, 249), || outgoing(&large, 1999)));
}
