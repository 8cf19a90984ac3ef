//! What an update counts as.

use evolution::changes::{Update, compare};

use crate::support::with;

const GET: &str = "/paths/~1orders~1{id}/get";

#[test]
fn texts_are_minor_and_the_rest_is_major() {
    use Update::{Major, Minor, None};
    let ui = "properties:/properties/connectionParameters/region/uiDefinition";
    let order = "/definitions/Order";
    for (place, member, text, expected) in [
        // What Microsoft lists.
        ("/info", "/description", r#""All orders of a shop.""#, Minor),
        ("/info", "/contact/email", r#""other@shop.example""#, Minor),
        ("/info", "/contact", r#"{ "name": "Other" }"#, Minor),
        (GET, "/summary", r#""Read an order""#, Minor),
        (GET, "/description", r#""Reads one order.""#, Minor),
        (GET, "/responses/200/description", r#""One order.""#, Minor),
        (GET, "/responses/404/description", r#""Unknown.""#, Minor),
        (order, "/properties/id/description", r#""The number of the order.""#, Minor),
        (ui, "/description", r#""The region.""#, Minor),
        (ui, "/tooltip", r#""The region.""#, Minor),
        ("properties:/properties", "/iconBrandColor", r##""#445566""##, Minor),
        ("properties:/properties", "/publisher", r#""Other""#, Minor),
        ("properties:/properties", "/stackOwner", "", Minor),
        // Labels are texts of actions and responses.
        (GET, "/parameters/0/x-ms-summary", r#""Number""#, Minor),
        (GET, "/parameters/0/description", r#""The number.""#, Minor),
        (order, "/properties/id/x-ms-summary", r#""Number""#, Minor),
        ("/info", "/version", r#""2.0""#, Minor),
        // What it does not list.
        ("/info", "/title", r#""Purchases""#, Major),
        ("/info", "/termsOfService", r#""https://shop.example/terms""#, Major),
        ("", "/host", r#""other.example""#, Major),
        ("", "/tags", r#"[{ "name": "a" }]"#, Major),
        (GET, "/x-ms-pageable", r#"{ "nextLinkName": "next" }"#, Major),
        (GET, "/parameters/1/default", "20", Major),
        (GET, "/responses/404/schema", r#"{ "type": "object" }"#, Major),
        (GET, "/responses/200/headers", r#"{ "x": { "type": "string" } }"#, Major),
        (order, "/properties/id/x-nullable", "true", Major),
        (order, "/properties/id/x-ms-visibility", r#""advanced""#, Major),
        (order, "/properties/new", r#"{ "type": "string" }"#, Major),
        (ui, "/displayName", r#""Area""#, Major),
        ("properties:/properties", "/capabilities", r#"["actions"]"#, Major),
        ("properties:/properties/connectionParameters", "/more", r#"{ "type": "string" }"#, Major),
        ("properties:/properties/policyTemplateInstances/0", "/templateId", r#""setbody""#, Major),
        ("script", "", "other", Major),
        // What means the same.
        ("", "/definitions/Unused", r#"{ "type": "object" }"#, None),
        (order, "/properties/state/enum", r#"["done", "open"]"#, None),
        ("", "/schemes", "", None),
        (GET, "/x-ms-api-annotation", r#"{ "revision": 1 }"#, None),
    ] {
        let place = format!("{place}{member}");
        let comparison = compare(&with(&[]), &with(&[(&place, text)]));
        assert_eq!(comparison.update, expected, "{place}");
    }
}

#[test]
fn another_order_of_parameters_is_what_makers_see() {
    let swapped = [(format!("{GET}/parameters/1"), 2), (format!("{GET}/parameters/2"), 1)];
    let definition: serde_json::Value = serde_json::from_str(crate::support::DEFINITION).unwrap();
    let puts: Vec<(String, String)> = swapped
        .into_iter()
        .map(|(place, from)| {
            (place, definition.pointer(&format!("{GET}/parameters/{from}")).unwrap().to_string())
        })
        .collect();
    let puts: Vec<(&str, &str)> = puts.iter().map(|(place, text)| (place.as_str(), text.as_str())).collect();
    let comparison = compare(&with(&[]), &with(&puts));
    assert_eq!(comparison.update, Update::Major);
    assert!(comparison.changes.iter().all(|change| change.kind.code == "change/version-not-bumped"));
}

#[test]
fn a_description_beside_an_extracted_schema_is_still_seen() {
    let customer = |text: &str| {
        format!(
            r#"{{ "type": "object", "properties": {{ "name": {{ "type": "string", "description": "{text}" }}, "email": {{ "type": "string" }} }} }}"#
        )
    };
    let old = with(&[("/definitions/Customer", &customer("A."))]);
    for (text, expected) in [("A.", Update::None), ("B.", Update::Minor)] {
        let new = with(&[
            ("/definitions/Order/properties/customer", &customer(text)),
            ("/definitions/Customer", ""),
        ]);
        assert_eq!(compare(&old, &new).update, expected, "{text}");
    }
}
