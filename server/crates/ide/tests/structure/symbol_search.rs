//! Finding by a part of a name.

use ide::symbol_search::{Query, Searchable, searchables, title};

use crate::support::{connector, text};

const CONNECTOR: &str = r##"{
  "info": { "title": " Contoso Orders " },
  "paths": {
    "/orders": {
      "get": { "operationId": "ListOrders", "summary": "Show all purchases" },
      "post": { "operationId": "OnNewOrder", "x-ms-trigger": "single", "deprecated": true },
      "put": { "summary": "Replace" }
    }
  },
  "definitions": { "Order": { "title": "One order" }, "BorderColor": {} },
  "parameters": { "Top": {} },
  "responses": { "Failure": {} },
  "securityDefinitions": { "key": {} }
}
//- apiProperties.json
{ "properties": {
  "connectionParameters": { "host": { "uiDefinition": { "displayName": "Site address" } } },
  "policyTemplateInstances": [ { "templateId": "setheader", "title": "Add the shop" }, { "templateId": "routerequesttoendpoint" }, {} ]
} }"##;

/// What is found, the best first.
fn found(query: &str) -> Vec<String> {
    let (connector, _) = connector(CONNECTOR);
    let all = searchables(&connector);
    let query = Query::new(query);
    let mut ranked: Vec<_> = all.iter().filter_map(|each| Some((query.rank(each)?, each))).collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(rank, each)| rank.label(each)).collect()
}

#[test]
fn the_better_fit_comes_first() {
    assert_eq!(found("order"), ["Order", "ListOrders", "OnNewOrder", "PUT /orders", "BorderColor"]);
    assert_eq!(found("LISTORDERS"), ["ListOrders"]);
    assert_eq!(found("lo"), ["ListOrders", "BorderColor"]);
    assert_eq!(found("no"), ["OnNewOrder", "routerequesttoendpoint", "One order (Order)"]);
    assert_eq!(found("bc"), ["BorderColor"]);
    assert_eq!(found("xyz"), Vec::<String>::new());
}

#[test]
fn what_makers_see_is_found_too() {
    assert_eq!(found("show all p"), ["Show all purchases (ListOrders)"]);
    assert_eq!(found("site"), ["Site address (host)"]);
    assert_eq!(found("set header"), ["setheader (Add the shop)"]);
    assert_eq!(found("PUT /"), ["PUT /orders"]);
}

#[test]
fn everything_with_a_name_is_found_where_it_stands() {
    let (connector, _) = connector(CONNECTOR);
    assert_eq!(title(&connector).as_deref(), Some("Contoso Orders"));
    let all = searchables(&connector);
    let shown: Vec<String> = all
        .iter()
        .map(|Searchable { kind, file, span, is_deprecated, .. }| {
            let deprecated = if *is_deprecated { " deprecated" } else { "" };
            format!("{kind:?}{deprecated} {}", &text(&connector, *file)[span.range()])
        })
        .collect();
    assert_eq!(
        shown,
        [
            "Action \"ListOrders\"",
            "Trigger deprecated \"OnNewOrder\"",
            "Action \"put\"",
            "Schema \"Order\"",
            "Schema \"BorderColor\"",
            "Parameter \"Top\"",
            "Response \"Failure\"",
            "SecurityScheme \"key\"",
            "ConnectionParameter \"host\"",
            "Policy \"Add the shop\"",
            "Policy \"routerequesttoendpoint\"",
        ]
    );
    assert!(Query::new(" \t").is_empty());
    assert_eq!(found("").len(), all.len());
}

#[test]
fn characters_of_any_script_are_compared_without_case() {
    let (connector, _) =
        connector(r#"{ "definitions": { "Größe🙂": {}, "İş": {}, "": {}, " ": {}, "two\nlines": {} } }"#);
    let all = searchables(&connector);
    let found = |query: &str| {
        let query = Query::new(query);
        all.iter()
            .filter(|each| query.rank(each).is_some())
            .map(|each| each.name.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(found("GRÖßE🙂"), ["Größe🙂"]);
    assert_eq!(found("iş"), ["İş"]);
    assert_eq!(all.len(), 3, "what has no name is not found");
    let lines = &all[2];
    assert_eq!(Query::new("lines").rank(lines).unwrap().label(lines), "two lines");
    for query in ["🙂🙂", "größe🙂x", "ab"] {
        assert!(found(query).is_empty(), "{query}");
    }
}
