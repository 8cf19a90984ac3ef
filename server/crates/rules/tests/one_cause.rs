//! One mistake gives one finding, of the rule that knows most about it; and mistakes that only look like one another
//! are told apart.

#[allow(dead_code, reason = "other tests need more of it")]
mod support;

use rules::page::examples;
use rules::{Profile, Severity};
use support::{base, connector, findings, put, show};

/// Asserts that the connector with this example in it gives exactly these errors and warnings, by code. What is only
/// worth knowing, such as a shared parameter that the example leaves unused, is not looked at.
#[track_caller]
fn check(example: &str, expected: &[&str]) {
    let page = format!("## Bad\n\n{example}\n");
    let snippets = examples(&page, "Bad").remove(0);
    assert!(!snippets.is_empty(), "no example");
    let mut files = base();
    put(&mut files, &snippets);
    let mut found = findings(&files, Profile::Certified);
    found.retain(|finding| finding.severity <= Severity::Warning);
    let mut codes: Vec<&str> = found.iter().map(rules::Finding::code).collect();
    codes.sort_unstable();
    assert_eq!(codes, expected, "{:#?}", show(&files, &found));
}

/// An example that replaces the parameters of `GET /items/{id}`.
fn item_parameters(parameters: &str) -> String {
    format!("```json /paths/~1items~1{{id}}/get/parameters\n[{parameters}]\n```")
}

/// An example that adds `GET /v2/lists`, with these members before the usual ones.
fn second_lists(members: &str) -> String {
    format!(
        r##"```json /paths/~1v2~1lists/get
{{
  {members},
  "summary": "Get lists (V2)",
  "description": "Gets the lists to choose from.",
  "x-ms-visibility": "internal",
  "responses": {{
    "200": {{ "description": "The lists.", "schema": {{ "$ref": "#/definitions/ItemList" }} }},
    "default": {{ "description": "Operation failed." }}
  }}
}}
```"##
    )
}

const KEY: &str = r#""in": "path", "required": true, "x-ms-summary": "Item ID", "description": "The item.",
    "x-ms-url-encoding": "single""#;

#[test]
fn a_misspelt_path_parameter_is_not_missing_too() {
    let misspelt = format!(r#"{{ "name": "ID", "type": "string", {KEY} }}"#);
    check(&item_parameters(&misspelt), &["parameter/path-not-in-template"]);
    let other = format!(r#"{{ "name": "number", "type": "string", {KEY} }}"#);
    check(&item_parameters(&other), &["parameter/path-missing", "parameter/path-not-in-template"]);
}

#[test]
fn a_path_parameter_behind_a_broken_reference_is_not_missing_too() {
    let broken = r##"{ "$ref": "#/parameters/ItemKye" }"##;
    check(&item_parameters(broken), &["swagger/ref-not-found"]);
}

#[test]
fn a_path_parameter_in_an_unknown_place_is_not_missing_too() {
    let lost = format!(r#"{{ "name": "id", "type": "string", {} }}"#, KEY.replace("path", "Path"));
    check(&item_parameters(&lost), &["parameter/location-invalid"]);
}

#[test]
fn a_schema_in_place_of_a_type_is_one_mistake() {
    let schema = format!(r#"{{ "name": "id", "schema": {{ "type": "string" }}, {KEY} }}"#);
    check(&item_parameters(&schema), &["parameter/schema-outside-body"]);
}

#[test]
fn required_in_quotes_is_a_matter_of_its_type_alone() {
    let quoted = format!(r#"{{ "name": "id", "type": "string", {} }}"#, KEY.replace("true", "\"true\""));
    check(&item_parameters(&quoted), &["swagger/wrong-json-type"]);
}

#[test]
fn a_body_that_states_its_type_itself_lacks_no_schema() {
    let body = |members: &str| {
        format!(
            "```json /paths/~1items/post/parameters/0\n{{ \"name\": \"body\", \"in\": \"body\", {members} }}\n```"
        )
    };
    check(&body(r#""type": "string""#), &["parameter/body-type-property"]);
    check(&body(r#""type": "file""#), &["parameter/file-not-form-data"]);
    check(&body(r#""properties": { "a": { "type": "string" } }"#), &["parameter/body-type-property"]);
    check(&body(r#""required": true"#), &["parameter/body-schema-missing"]);
}

#[test]
fn two_bodies_are_too_many_unless_they_are_one_twice() {
    let bodies = |second: &str| {
        format!(
            r##"```json /paths/~1items/post/parameters
[
  {{ "name": "body", "in": "body", "required": true, "schema": {{ "$ref": "#/definitions/Item" }} }},
  {{ "name": "{second}", "in": "body", "required": true, "schema": {{ "$ref": "#/definitions/Item" }} }}
]
```"##
        )
    };
    check(&bodies("body"), &["parameter/duplicate"]);
    check(&bodies("other"), &["parameter/many-bodies"]);
}

#[test]
fn a_body_and_form_data_on_get_are_each_too_much() {
    let both = r#"{ "$ref": "REF" },
        { "name": "body", "in": "body", "schema": { "type": "string" } },
        { "name": "f", "in": "formData", "type": "string", "x-ms-summary": "F", "description": "A field." }"#;
    let example = item_parameters(&both.replace("REF", "#/parameters/ItemKey"));
    let mut files = base();
    put(&mut files, &examples(&format!("## Bad\n\n{example}\n"), "Bad")[0]);
    let found = findings(&files, Profile::Certified);
    let count = |code: &str| found.iter().filter(|finding| finding.code() == code).count();
    assert_eq!(count("operation/get-with-body"), 2, "{:#?}", show(&files, &found));
    assert_eq!(count("parameter/body-and-form-data"), 0, "{:#?}", show(&files, &found));
}

#[test]
fn an_id_used_twice_says_nothing_about_revisions() {
    check(&second_lists(r#""operationId": "GetLists""#), &["operation/id-not-unique"]);
}

#[test]
fn a_revision_that_is_no_number_is_not_revision_one_twice() {
    let annotated = |revision: &str| {
        second_lists(&format!(
            r#""operationId": "GetLists_V2",
               "x-ms-api-annotation": {{ "status": "Preview", "family": "GetLists", "revision": {revision} }}"#
        ))
    };
    check(&annotated("2"), &[]);
    check(&annotated("\"2\""), &["versioning/revision-invalid"]);
    check(&annotated("1"), &["versioning/duplicate-revision"]);
}

#[test]
fn types_of_schemas_go_to_the_rule_for_their_mistake() {
    let title = |value: &str| format!("```json /definitions/Item/properties/title/type\n{value}\n```");
    check(&title(r#"["string", "null"]"#), &["schema/type-array"]);
    check(&title("\"str\""), &["schema/type-invalid"]);
    check(&title("7"), &["swagger/wrong-json-type"]);
    let required = |value: &str| format!("```json /definitions/Item/properties/title/required\n{value}\n```");
    check(&required("true"), &["schema/required-boolean"]);
}

#[test]
fn fixes_of_several_findings_together_make_one_list() {
    let example = r#"```json /paths/~1items/post/parameters/0/schema
{
  "type": "object",
  "properties": {
    "a": { "type": "string", "required": true, "x-ms-summary": "A", "description": "First field." },
    "b": { "type": "string", "required": true, "x-ms-summary": "B", "description": "Second field." }
  }
}
```"#;
    let mut files = base();
    put(&mut files, &examples(&format!("## Bad\n\n{example}\n"), "Bad")[0]);
    for expected in [2, 1, 0] {
        let found = findings(&files, Profile::Certified);
        assert_eq!(found.len(), expected, "{:#?}", show(&files, &found));
        let fixes: Vec<_> = found.iter().filter_map(|finding| finding.fixes.first().cloned()).collect();
        for (file, edits) in rules::fix::edits(&connector(&files), &fixes) {
            let text = &mut files.iter_mut().find(|(role, _)| *role == file).expect("an existing file").1;
            *text = syntax::edit::apply(text, &edits).expect("edits that fit");
        }
    }
    assert_eq!(files[0].1.matches("\"required\": [\n").count(), 2, "{}", files[0].1);
}

#[test]
fn what_the_whole_connector_takes_is_added_once() {
    let mut files = base();
    files[0].1 =
        files[0].1.replacen("\"consumes\": [\n    \"application/json\"\n  ],", "\"consumes\": [],", 1);
    let found = findings(&files, Profile::Certified);
    let codes: Vec<&str> = found.iter().map(rules::Finding::code).collect();
    assert_eq!(codes, ["operation/consumes-missing"; 2]);
    let fixes: Vec<_> = found.iter().filter_map(|finding| finding.fixes.first().cloned()).collect();
    for (file, edits) in rules::fix::edits(&connector(&files), &fixes) {
        let text = &mut files.iter_mut().find(|(role, _)| *role == file).expect("an existing file").1;
        *text = syntax::edit::apply(text, &edits).expect("edits that fit");
    }
    assert!(findings(&files, Profile::Certified).is_empty(), "{}", files[0].1);
}
