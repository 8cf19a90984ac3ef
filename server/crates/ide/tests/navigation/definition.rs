//! Where what is named is declared.

use ide::navigation::definition;

use crate::support::{Scene, orders};

/// The name at the cursor, and for each place that declares it the name there and all of it, without blanks.
fn led(scene: &Scene) -> Option<(String, Vec<(String, String)>)> {
    let found = definition(&scene.connector, scene.at())?;
    let places = found.places.iter().map(|place| {
        let whole: String = scene.text(place.file, place.whole).split_whitespace().collect();
        (scene.text(place.file, place.name).to_owned(), whole)
    });
    Some((scene.text(scene.at().file, found.origin).to_owned(), places.collect()))
}

#[track_caller]
fn check(found: &str, marked: &str, origin: &str, places: &[(&str, &str)]) {
    let led = led(&orders(found, marked)).unwrap_or_else(|| panic!("{marked} leads nowhere"));
    assert_eq!(led.0, origin);
    assert_eq!(led.1.len(), places.len(), "{led:?}");
    for ((name, whole), (expected, start)) in led.1.iter().zip(places) {
        assert!(name == expected && whole.starts_with(start), "{name} in {whole}");
    }
}

#[test]
fn every_kind_of_name_leads_to_what_it_names() {
    let shops: &[_] = &[("ListShops", r#""get":{"operationId":"ListShop"#)];
    check(r#""operationId": "ListShops" } }"#, r#""operationId": "List$0Shops" } }"#, "ListShops", shops);
    check(
        "#/definitions/Shop~1List%7B%7D",
        "#/definitions/Shop~1Li$0st%7B%7D",
        "Shop~1List%7B%7D",
        &[("Shop/List{}", r#""Shop/List{}":{"properties":{""#)],
    );
    check(
        "#/parameters/Region",
        "#/parameters/Region$0",
        "Region",
        &[("Region", r#""Region":{"name":"area","in":"q"#)],
    );
    check(
        "#/responses/Failed",
        "#/responses/$0Failed",
        "Failed",
        &[("Failed", r#""Failed":{"description":"No."}"#)],
    );
    check(
        r#""security": [ { "key""#,
        r#""security": [ { "ke$0y""#,
        "key",
        &[("key", r#""key":{"type":"apiKey"}"#)],
    );
    check(r#"["orders"]"#, r#"["$0orders"]"#, "orders", &[("orders", r#"{"name":"orders"}"#)]);
    check(
        "/shops/{region}",
        "/shops/{reg$0ion}",
        "region",
        &[("region", r#"{"name":"region","in":"path","#)],
    );
    // The family is called like its first operation.
    check(
        r#""family": "AddOrder""#,
        r#""family": "Add$0Order""#,
        "AddOrder",
        &[("AddOrder", r#""post":{"operationId":"AddOrde"#)],
    );
    check("('host')", "('ho$0st')", "host", &[("host", r#""host":{"type":"string"}"#)]);
    check(
        r#""dependencies": { "host""#,
        r#""dependencies": { "$0host""#,
        "host",
        &[("host", r#""host":{"type":"string"}"#)],
    );
    check(
        r#"["AddOrder"]"#,
        r#"["AddOrder$0"]"#,
        "AddOrder",
        &[("AddOrder", r#""post":{"operationId":"AddOrde"#)],
    );
    check(
        r#"== "AddOrder""#,
        r#"== "Add$0Order""#,
        "AddOrder",
        &[("AddOrder", r#""post":{"operationId":"AddOrde"#)],
    );
}

#[test]
fn paths_are_followed_step_by_step() {
    let city: &[_] = &[("city", r#""city":{"type":"string"}"#)];
    check(r#""value-title": "address/city""#, r#""value-title": "address/ci$0ty""#, "city", city);
    check(
        r#""itemTitlePath": "address/city""#,
        r#""itemTitlePath": "addr$0ess/city""#,
        "address",
        &[("address", r#""address":{"type":"object","pro"#)],
    );
    check(
        r#""value-collection": "shops""#,
        r#""value-collection": "$0shops""#,
        "shops",
        &[("shops", r#""shops":{"type":"array","items""#)],
    );
    check(r#""required": ["id"]"#, r#""required": ["i$0d"]"#, "id", &[("id", r#""id":{"type":"string"}"#)]);
    check(
        "order/buyer/area",
        "ord$0er/buyer/area",
        "order",
        &[("order", r#"{"name":"order","in":"body","sc"#)],
    );
    check("order/buyer/area", "order/buyer/are$0a", "area", &[("area", r#""area":{"type":"string"}"#)]);
    check(
        r#""parameters": { "region": { "parameter""#,
        r#""parameters": { "re$0gion": { "parameter""#,
        "region",
        &[("region", r#"{"name":"region","in":"path","#)],
    );
    // Behind its reference.
    check(
        r#""parameter": "area""#,
        r#""parameter": "a$0rea""#,
        "area",
        &[("area", r#""Region":{"name":"area","in":"q"#)],
    );
}

#[test]
fn policies_read_the_inputs_of_their_operations() {
    check("('area')", "('ar$0ea')", "area", &[("area", r#""Region":{"name":"area","in":"q"#)]);
    // The letter case of a header does not matter.
    check("('x-trace')", "('x-$0trace')", "x-trace", &[("X-Trace", r#"{"name":"X-Trace","in":"header""#)]);
}

#[test]
fn what_names_nothing_leads_nowhere() {
    for (found, marked) in [
        (r#""swagger""#, r#""swa$0gger""#),
        ("\"Order\": {\n", "\"Order\"$0: {\n"),
        (r#""description": "No.""#, r#""description": "N$0o.""#),
        ("#/definitions/Order", "#/definitions/Ord$0ers"),
        ("https://", "ht$0tps://"),
    ] {
        let scene = orders(found, marked);
        let led = led(&scene);
        assert!(led.is_none() || marked.starts_with("\"Order"), "{marked}: {led:?}");
    }
    // A declaration leads to itself.
    check("\"Shop\": {", "\"Sh$0op\": {", "Shop", &[("Shop", r#""Shop":{"required":["id"],"prop"#)]);
}

#[test]
fn the_paths_of_a_file_picker_lead_into_the_entries() {
    let scene = Scene::new(
        r#"{ "x-ms-capabilities": { "file-picker": { "open": { "operationId": "List" }, "browse": { "operationId": "List" },
            "value-collection": "files", "value-title": "$0name" } },
        "paths": { "/a": { "get": { "operationId": "List", "responses": { "200": { "schema": { "properties": {
            "files": { "type": "array", "items": { "properties": { "name": { "type": "string" } } } } } } } } } } } }"#,
    );
    let (origin, places) = led(&scene).unwrap();
    assert_eq!((origin.as_str(), places.len()), ("name", 1));
    assert_eq!(places[0].1, r#""name":{"type":"string"}"#);
}
