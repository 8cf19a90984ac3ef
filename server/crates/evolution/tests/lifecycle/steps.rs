//! Each step on operations that are not as plain as the guide's.

use connector::Connector;
use evolution::lifecycle::Step;

use crate::support::{
    DEPRECATE, START, START_SAME_BACKEND, SUPERSEDE, connector, definition, findings, notes, operation, take,
};

/// Takes a step and compares the definition with what is expected. Both are marked texts of one file.
#[track_caller]
fn check(before: &str, id: &str, step: &Step, after: &str) -> Connector {
    let result = take(&connector(before), id, step);
    assert_eq!(definition(&result), definition(&connector(after)));
    result
}

fn paths(connector: &Connector) -> Vec<String> {
    let model = connector.definition().unwrap();
    model.path_items.iter().map(|item| model.node(item.node).name().into_owned()).collect()
}

#[test]
fn a_path_that_starts_with_the_services_own_version_keeps_it() {
    let first = connector(r#"{ "paths": { "/v1/items": { "get": { "operationId": "GetItems" } } } }"#);
    let second = take(&first, "GetItems", &START);
    assert_eq!(paths(&second), ["/v1/items", "/v2/v1/items"]);
    let third = take(&second, "GetItems_V2", &START);
    assert_eq!(paths(&third), ["/v1/items", "/v2/v1/items", "/v3/v1/items"]);
}

#[test]
fn a_family_without_its_first_revision_goes_on() {
    let second = connector(
        r#"{ "paths": { "/v2/v1.0/users": { "post": {
            "operationId": "GetGroupsV2", "summary": "Get groups (V2)",
            "x-ms-api-annotation": { "family": "GetGroups", "status": "Production", "revision": 2 }
        } } } }"#,
    );
    let third = take(&second, "GetGroupsV2", &START);
    assert_eq!(paths(&third), ["/v2/v1.0/users", "/v3/v1.0/users"]);
    let model = third.definition().unwrap();
    let newest = model.operation("GetGroups_V3").unwrap();
    assert_eq!((newest.family_name(), newest.revision()), (Some("GetGroups"), 3));
    assert!(definition(&third).contains("\"summary\": \"Get groups (V3)\""));
}

#[test]
fn revisions_whose_paths_have_other_variables_keep_their_own() {
    let text = |second: &str| {
        format!(
            r#"{{ "paths": {{
              "/move": {{ "post": {{ "operationId": "Move", "deprecated": true }} }},
              "{second}": {{ "patch": {{ "operationId": "Move_V2", "x-ms-api-annotation": {{ "family": "Move", "revision": 2 }} }} }}
            }} }}"#
        )
    };
    let unrelated = connector(&text("/cards/{id}/move"));
    assert_eq!(paths(&take(&unrelated, "Move_V2", &START))[2], "/v3/cards/{id}/move");
    assert!(notes(&unrelated, "Move_V2", &START).is_empty());
    // The same variables: the path of revision 1 is the family's, and that is said.
    let searching = connector(&text("/move/search"));
    assert_eq!(paths(&take(&searching, "Move_V2", &START))[2], "/v3/move");
    let [note] = &notes(&searching, "Move_V2", &START)[..] else { panic!("one note") };
    assert!(note.message.contains("'/move'") && note.message.contains("'/move/search'"), "{}", note.message);
}

const THREE_METHODS: &str = r#"{
  "paths": {
    "/items/{id}": {
      "parameters": [
        { "name": "id", "in": "path", "required": true, "type": "string" }
      ],

      "get": { "operationId": "GetItem" },

      "put": {
        "operationId": "PutItem",
        "summary": "Put item"
      },
      "delete": { "operationId": "DeleteItem" },
      "x-note": { "by": "someone" }
    },
    "/other": {}
  }
}
"#;

#[test]
fn of_three_methods_one_is_copied_with_what_they_share() {
    let expected = THREE_METHODS
        .replace(
            "        \"operationId\": \"PutItem\",\n        \"summary\": \"Put item\"\n",
            r#"        "operationId": "PutItem",
        "deprecated": false,
        "x-ms-visibility": "advanced",
        "x-ms-api-annotation": {
          "status": "Production",
          "family": "PutItem",
          "revision": 1
        },
        "summary": "Put item"
"#,
        )
        .replace(
            "    \"/other\"",
            r#"    "/v2/items/{id}": {
      "parameters": [
        { "name": "id", "in": "path", "required": true, "type": "string" }
      ],
      "put": {
        "operationId": "PutItem_V2",
        "deprecated": false,
        "x-ms-api-annotation": {
          "status": "Preview",
          "family": "PutItem",
          "revision": 2
        },
        "summary": "Put item (V2)"
      }
    },
    "/other""#,
        );
    check(THREE_METHODS, "PutItem", &START, &expected);
}

#[test]
fn the_next_method_joins_the_path_item_of_the_first() {
    let first = take(&connector(THREE_METHODS), "PutItem", &START);
    let second = take(&first, "GetItem", &START);
    let third = take(&second, "DeleteItem", &START);
    assert_eq!(paths(&third), ["/items/{id}", "/v2/items/{id}", "/other"]);
    let model = third.definition().unwrap();
    let methods: Vec<&str> = model.operations[model.path_items[1].operations.clone()]
        .iter()
        .map(|operation| operation.id.as_deref().unwrap())
        .collect();
    assert_eq!(methods, ["PutItem_V2", "GetItem_V2", "DeleteItem_V2"]);
    for id in methods {
        assert_eq!(
            model.parameters(model.operation(id).unwrap()).len(),
            1,
            "{id} has the path item's parameter"
        );
    }
}

const WEBHOOK: &str = r##"{
    "paths": {
        "/hooks": {
            "x-ms-notification-content": {
                "description": "An order.",
                "schema": { "$ref": "#/definitions/Order" }
            },
            "post": {
                "summary": "When an order arrives",
                "operationId": "OnOrder",
                "x-ms-trigger": "single",
                "x-ms-visibility": "important",
                "parameters": [ { "name": "body", "in": "body", "schema": { "type": "object" } } ]
            },
            "delete": { "operationId": "RemoveHook", "x-ms-visibility": "internal" }
        }
    }
}"##;

#[test]
fn a_webhook_takes_its_notification_content_along() {
    let started = take(&connector(WEBHOOK), "OnOrder", &START);
    let copied = r##"
        "/v2/hooks": {
            "x-ms-notification-content": {
                "description": "An order.",
                "schema": { "$ref": "#/definitions/Order" }
            },
            "post": {
                "summary": "When an order arrives (V2)",
                "operationId": "OnOrder_V2",
                "deprecated": false,
                "x-ms-trigger": "single",
                "x-ms-visibility": "important",
                "x-ms-api-annotation": {
                    "status": "Preview",
                    "family": "OnOrder",
                    "revision": 2
                },
                "parameters": [ { "name": "body", "in": "body", "schema": { "type": "object" } } ]
            }
        }
"##;
    assert!(definition(&started).contains(copied), "{}", definition(&started));
    assert!(definition(&started).contains("\"x-ms-visibility\": \"advanced\",\n                \"x-ms-api"));
}

#[test]
fn an_internal_operation_stays_internal_in_both_revisions() {
    let started = take(&connector(WEBHOOK), "RemoveHook", &START);
    assert_eq!(definition(&started).matches("\"internal\"").count(), 2);
    assert!(!definition(&started).contains("\"advanced\""));
}

/// One operation whose object is this, in a connector in Preview.
fn in_preview(operation: &str) -> String {
    format!(
        "{{\n  \"info\": {{ \"x-ms-api-annotation\": {{ \"status\": \"Preview\" }} }},\n  \"paths\": {{\n    \
         \"/a\": {{ \"get\": {operation} }}\n  }}\n}}\n"
    )
}

#[test]
fn what_is_written_already_stays_as_it_is() {
    // Order, other members, letter case of the visibility, blanks: all as the author likes them.
    check(
        &in_preview(
            r#"{ "x-ms-api-annotation": { "revision":1, "note": [ 1 ] }, "x-ms-visibility": "Advanced", "operationId": "A" }"#,
        ),
        "A",
        &Step::Explicit,
        &in_preview(
            r#"{ "x-ms-api-annotation": { "status": "Preview", "family": "A", "revision":1, "note": [ 1 ] }, "x-ms-visibility": "Advanced", "operationId": "A", "deprecated": false }"#,
        ),
    );
    // What cannot be read says nothing; an unknown word is for its author to correct.
    check(
        &in_preview(
            r#"{ "operationId": "A", "deprecated": false, "x-ms-api-annotation": { "status": "soon", "family": "  ", "revision": null } }"#,
        ),
        "A",
        &Step::Explicit,
        &in_preview(
            r#"{ "operationId": "A", "deprecated": false, "x-ms-api-annotation": { "status": "soon", "family": "A", "revision": 1 } }"#,
        ),
    );
    check(
        &in_preview(
            r#"{ "operationId": "A", "x-ms-api-annotation": null, "deprecated": null, "summary": "\u0041" }"#,
        ),
        "A",
        &DEPRECATE,
        &in_preview(
            r#"{ "operationId": "A", "x-ms-api-annotation": { "status": "Preview", "family": "A", "revision": 1 }, "deprecated": true, "summary": "\u0041 (deprecated)" }"#,
        ),
    );
}

#[test]
fn a_copy_says_nothing_about_the_end_of_the_original() {
    let before = in_preview(
        r#"{
      "operationId": "A",
      "summary": "[DEPRECATED] Get a",
      "deprecated": true,
      "x-ms-api-annotation": {
        "family": "Alpha", "revision": 1, "x": 1,
        "expires": "2030-01-01",
        "replacement": { "api": "b", "operationId": "c" }
      }
    }"#,
    );
    let started = take(&connector(&before), "A", &START);
    let model = started.definition().unwrap();
    let (old, new) = (model.operation("A").unwrap(), model.operation("A_V2").unwrap());
    assert!(old.annotation.deprecated && old.annotation.expires.is_some());
    assert!(model.node(old.node).get("x-ms-visibility").is_none(), "it is in the background already");
    assert!(!new.annotation.deprecated && new.annotation.expires.is_none());
    let annotation = model.node(new.annotation.node.unwrap());
    assert_eq!(
        annotation.raw().split_whitespace().collect::<String>(),
        r#"{"status":"Preview","family":"Alpha","revision":2,"x":1}"#
    );
    assert_eq!(model.node(new.node).get("summary").unwrap().raw(), "\"Get a (V2)\"");
}

#[test]
fn summaries_are_left_alone_where_there_is_nothing_to_mark() {
    for summary in ["", r#""summary": "","#, r#""summary": null,"#, r#""summary": 5,"#] {
        let text = format!(r#"{{ "paths": {{ "/a": {{ "get": {{ {summary} "operationId": "A" }} }} }} }}"#);
        let written = |text: &str| text.matches(summary).count();
        let started = take(&connector(&text), "A", &START);
        assert!(summary.is_empty() || written(definition(&started)) == 2, "{}", definition(&started));
        let deprecated = take(&connector(&text), "A", &DEPRECATE);
        assert!(summary.is_empty() || written(definition(&deprecated)) == 1, "{}", definition(&deprecated));
        assert_eq!(definition(&started).contains("summary"), !summary.is_empty());
    }
}

#[test]
fn a_summary_that_would_be_too_long_is_said_so() {
    let summary = "x".repeat(76);
    let text = format!(
        r#"{{ "paths": {{ "/a": {{ "get": {{ "operationId": "A", "summary": "{summary}" }} }} }} }}"#
    );
    let connector = connector(&text);
    let [note] = &notes(&connector, "A", &DEPRECATE)[..] else { panic!("one note") };
    assert!(note.message.contains("80 characters"), "{}", note.message);
    assert!(!definition(&take(&connector, "A", &DEPRECATE)).contains("(deprecated)"));
    let [note] = &notes(&connector, "A", &START)[..] else { panic!("one note") };
    assert!(note.message.contains("longer than 80"), "{}", note.message);
    assert!(definition(&take(&connector, "A", &START)).contains("(V2)"), "the two must be told apart");
}

#[test]
fn comments_stay_and_trailing_commas_are_not_copied() {
    let before = r#"{
  // The paths.
  "paths": {
    "/a": { // the path
      /* the method */ "get": {
        "operationId": "A", // the id
        "tags": [ "x", ],
      },
    } // its end
  },
}
"#;
    let after = r#"{
  // The paths.
  "paths": {
    "/a": { // the path
      /* the method */ "get": {
        "operationId": "A", // the id
        "deprecated": false,
        "x-ms-visibility": "advanced",
        "x-ms-api-annotation": {
          "status": "Production",
          "family": "A",
          "revision": 1
        },
        "tags": [ "x", ],
      },
    }, // its end
    "/v2/a": {
      "get": {
        "operationId": "A_V2", // the id
        "deprecated": false,
        "x-ms-api-annotation": {
          "status": "Preview",
          "family": "A",
          "revision": 2
        },
        "tags": [ "x" ]
      }
    }
  },
}
"#;
    let started = take(&connector(before), "A", &START);
    assert_eq!(definition(&started), after);
}

#[test]
fn deprecation_may_name_its_end() {
    let step = |date: &str| Step::Deprecate { expires: Some(date.to_owned()) };
    let deprecated = check(
        &in_preview(r#"{ "operationId": "A", "x-ms-visibility": "important" }"#),
        "A",
        &step("2027-06-30"),
        &in_preview(
            r#"{ "operationId": "A", "deprecated": true, "x-ms-visibility": "important", "x-ms-api-annotation": { "status": "Preview", "family": "A", "revision": 1, "expires": "2027-06-30" } }"#,
        ),
    );
    let later = take(&deprecated, "A", &step("2028-06-30"));
    assert!(definition(&later).contains("\"expires\": \"2028-06-30\""));
}

#[test]
fn a_mark_stays_where_the_plain_summary_is_taken() {
    let text = r#"{ "paths": {
      "/a": { "get": { "operationId": "A", "summary": "Get a" } },
      "/v2/a": { "get": { "operationId": "A_V2", "summary": "Get a", "x-ms-api-annotation": { "status": "Production", "family": "A", "revision": 2 } } },
      "/v3/a": { "get": { "operationId": "A_V3", "summary": "Get a (V3)", "x-ms-api-annotation": { "status": "Preview", "family": "A", "revision": 3 } } }
    } }"#;
    let before = connector(text);
    let superseded = take(&before, "A", &SUPERSEDE);
    assert!(definition(&superseded).contains("\"Get a (V3)\""));
    let [note] = &notes(&before, "A", &SUPERSEDE)[..] else { panic!("one note") };
    assert!(note.message.contains("'A_V2' is called 'Get a' too"), "{}", note.message);
    let both = take(&superseded, "A_V2", &SUPERSEDE);
    assert!(!definition(&both).contains("(V3)"));
    let known = findings(&before);
    assert!(findings(&both).iter().all(|found| known.contains(found)));
}

#[test]
fn a_dynamically_called_operation_goes_on_being_called() {
    let text = r#"{ "paths": {
      "/lists": { "get": { "operationId": "GetLists" } },
      "/items": { "get": { "operationId": "GetItems", "parameters": [
        { "name": "list", "in": "query", "type": "string", "x-ms-dynamic-values": { "operationId": "GetLists", "value-path": "id" } },
        { "name": "other", "in": "query", "type": "string", "x-ms-dynamic-list": { "operationId": "GetLists", "itemValuePath": "id" } }
      ] } }
    } }
//- script.csx
class Script : ScriptBase { bool Is => Context.OperationId == "GetLists"; }
"#;
    let before = connector(text);
    for step in [START, Step::Explicit, DEPRECATE] {
        let after = take(&before, "GetLists", &step);
        let calls = |connector: &Connector| connector.definition().unwrap().dynamic_calls.len();
        assert_eq!(calls(&after), calls(&before));
        assert_eq!(definition(&after).matches("\"operationId\": \"GetLists\"").count(), 3);
    }
    let notes = notes(&before, "GetLists", &START);
    assert_eq!(notes.len(), 2);
    assert!(notes[0].message.contains("in 2 places"), "{}", notes[0].message);
    let (role, span) = notes[1].place.unwrap();
    assert_eq!(&before.part(role).unwrap().text()[span.range()], "GetLists");
    assert!(operation(&before, "GetLists") == 0 && START_SAME_BACKEND != START);
}
