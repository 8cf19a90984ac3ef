//! Where names are written.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write as _;

use connector::{Connector, FileRole, Part, Target, declarations, targets_at};

/// Many operations that use many shared parts, each of which names many inputs; policies that read all of them.
fn many(count: usize) -> Connector {
    let mut text = String::from("{\"paths\": {");
    for index in 0..count {
        let _ = write!(
            text,
            r##"{}"/a/{{id}}/{index}": {{ "get": {{ "operationId": "A{index}", "parameters": [
                {{ "name": "id", "in": "path" }}, {{ "name": "h", "in": "header" }}, {{ "$ref": "#/parameters/P" }} ] }} }}"##,
            if index == 0 { "" } else { "," }
        );
    }
    text.push_str(r#"}, "parameters": { "P": { "name": "body", "in": "body", "schema": { "type": "object", "properties": {"#);
    for index in 0..count {
        let _ = write!(
            text,
            r#"{}"p{index}": {{ "x-ms-dynamic-values": {{ "operationId": "A0", "parameters": {{ "id": {{ "parameter": "h" }} }} }} }}"#,
            if index == 0 { "" } else { "," }
        );
    }
    text.push_str("} } } } }");
    let policy = r#"{ "parameters": { "x": "@headers('h')" } }"#;
    let policies = vec![policy; count].join(",");
    Connector::new([
        Part::new(FileRole::Definition, text),
        Part::new(
            FileRole::Properties,
            format!(r#"{{ "properties": {{ "policyTemplateInstances": [{policies}] }} }}"#),
        ),
    ])
}

#[test]
fn nothing_takes_the_square_of_a_definition() {
    let (small, large) = (many(600), many(4800));
    let names = |connector: &Connector| {
        let fresh = Connector::new(connector.parts().iter().cloned());
        assert!(fresh.names().iter().count() > 1000);
    };
    assert!(fixture::is_linear(8, || names(&small), || names(&large)));
    let bound = |connector: &Connector| {
        let names = connector.names();
        let (_, targets) = targets_at(connector, FileRole::Properties, at(connector)).unwrap();
        assert!(names.bound(connector, targets).len() > 500);
    };
    assert!(fixture::is_linear(8, || bound(&small), || bound(&large)));
}

/// The first `h` in the properties.
fn at(connector: &Connector) -> u32 {
    connector.part(FileRole::Properties).unwrap().text().find("'h'").unwrap() as u32 + 1
}

#[test]
fn names_are_bound_by_what_is_named_together() {
    let connector = many(3);
    let (span, targets) = targets_at(&connector, FileRole::Properties, at(&connector)).unwrap();
    assert_eq!(span.len(), 1);
    // One parameter of each operation, since the policy is for all.
    assert_eq!(targets.len(), 3);
    assert!(targets.iter().all(|target| declarations(&connector, target).len() == 1));
    assert_eq!(connector.names().bound(&connector, targets[..1].to_vec()).len(), 3);
    let id = Target::PathVariable(0, "id".into());
    let named: Vec<_> = connector.names().bound(&connector, [id]);
    assert_eq!(named.len(), 2, "{named:?}");
}

#[test]
fn connection_parameters_are_named_in_both_files() {
    let definition =
        r#"{ "x-a": "https://@connectionParameters('host')/", "x-b": "connectionParameters('no')" }"#;
    let properties = r#"{ "properties": { "connectionParameters": { "host": { "type": "string" } } } }"#;
    let connector = Connector::new([
        Part::new(FileRole::Definition, definition.to_owned()),
        Part::new(FileRole::Properties, properties.to_owned()),
    ]);
    let target = Target::ConnectionParameter("host".into());
    let named: Vec<_> = connector.names().to(&target).map(|name| name.span).collect();
    assert_eq!(named.len(), 1);
    assert_eq!(&definition[named[0].range()], "host");
    assert_eq!(connector.names().iter().count(), 1);
    assert_eq!(declarations(&connector, &target).len(), 1);
}

#[test]
fn long_strings_are_not_read_again_for_each_of_their_parts() {
    let odd = |count: usize| {
        let variables = "{a}".repeat(count);
        let text = format!(
            r##"{{ "paths": {{ "\/{variables}": {{ "get": {{ "operationId": "A", "parameters": [
                {{ "name": "b", "in": "body", "schema": {{ "$ref": "#/definitions/C" }} }} ],
                "responses": {{ "200": {{ "schema": {{ "$ref": "#/definitions/C" }} }} }},
                "x-ms-pageable": {{ "nextLinkName": "{steps}" }} }},
                "put": {{ "parameters": [ {{ "x-ms-dynamic-values": {{ "operationId": "A", "value-collection": "{slashes}",
                "parameters": {{ "b/{steps}": 1, "{slashes}": 2 }} }} }} ] }} }} }},
                "definitions": {{ "C": {{ "properties": {{ "c": {{ "$ref": "#/definitions/C" }} }} }} }} }}"##,
            steps = "c\\/".repeat(count),
            slashes = "\\/".repeat(count),
        );
        Connector::of_text(FileRole::Definition, text)
    };
    let (small, large) = (odd(2000), odd(16_000));
    let names = |connector: &Connector| {
        let fresh = Connector::new(connector.parts().iter().cloned());
        let count = fresh.names().iter().count();
        assert!((100..500).contains(&count), "{count}");
    };
    assert!(fixture::is_linear(8, || names(&small), || names(&large)));
}
