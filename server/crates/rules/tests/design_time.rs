//! Calls at design time: what they pass on, and how one form is made from the other.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

#[allow(dead_code, reason = "other tests need more of it")]
mod support;

use rules::page::examples;
use rules::{Finding, Profile, Safety};
use support::{File, base, connector, findings, put, show};

const FIELDS: &str = "/paths/~1items/post/parameters/0/schema/properties";
const OTHERS: &str = r#""folder": { "type": "string", "x-ms-summary": "Folder", "description": "Where to look." },
    "parts": { "type": "array", "items": { "type": "string" }, "x-ms-summary": "Parts", "description": "Parts." },
    "shelf": { "type": "object", "x-ms-summary": "Shelf", "description": "A shelf.", "properties": {
        "id": { "type": "string", "x-ms-summary": "Shelf ID", "description": "Its key." } } },"#;

/// The connector with fields in the body of `CreateItem`: some to pass on, and a title with these members.
fn files(members: &str) -> Vec<File> {
    let mut files = base();
    let fields = format!(
        r#"{{ {OTHERS} "title": {{ "type": "string", "x-ms-summary": "Title", "description": "Its name.", {members} }} }}"#
    );
    let schema = r#"{ "type": "object" }"#;
    let page = format!(
        "## Bad\n\n```json /paths/~1items/post/parameters/0/schema\n{schema}\n```\n\n```json {FIELDS}\n{fields}\n```\n"
    );
    put(&mut files, &examples(&page, "Bad")[0]);
    files
}

fn of<'f>(findings: &'f [Finding], code: &str) -> Vec<&'f Finding> {
    findings.iter().filter(|finding| finding.code() == code).collect()
}

/// The definition after the first fix of the only finding with this code.
#[track_caller]
fn fixed(files: &[File], code: &str) -> (Safety, String) {
    let found = findings(files, Profile::Certified);
    let reported = of(&found, code);
    assert_eq!(reported.len(), 1, "{:#?}", show(files, &found));
    let fix = &reported[0].fixes[0];
    let mut after = files.to_vec();
    for (file, edits) in fix.edits(&connector(files)) {
        let text = &mut after.iter_mut().find(|(role, _)| *role == file).expect("an existing file").1;
        *text = syntax::edit::apply(text, &edits).expect("edits that fit");
    }
    (fix.safety, after[0].1.clone())
}

/// The value at a pointer without its white space.
#[track_caller]
fn compact(text: &str, pointer: &str) -> String {
    let tree = syntax::parse(text);
    let node = syntax::pointer::resolve(&tree, pointer).expect("a value");
    node.raw().split_whitespace().collect()
}

#[test]
fn the_newer_form_is_made_from_the_older_one() {
    let files = files(
        r#""x-ms-dynamic-values": { "operationId": "ListItems", "value-collection": "value", "value-path": "id",
            "value-title": "title", "parameters": { "list": { "parameter": "shelf.id" }, "top": 10 } }"#,
    );
    let (safety, text) = fixed(&files, "dynamic/list-companion-required");
    assert_eq!(safety, Safety::Unsafe);
    assert_eq!(
        compact(&text, &format!("{FIELDS}/title/x-ms-dynamic-list")),
        r#"{"operationId":"ListItems","parameters":{"list":{"parameterReference":"body/shelf/id"},"top":{"value":10}},"itemsPath":"value","itemValuePath":"id","itemTitlePath":"title"}"#
    );
}

#[test]
fn the_older_form_is_made_from_the_newer_one() {
    let files = files(
        r#""x-ms-dynamic-list": { "operationId": "ListItems", "itemsPath": "value", "itemValuePath": "id",
            "parameters": { "list": { "parameterReference": "body/shelf/id" }, "top": { "value": 10 } } }"#,
    );
    let (_, text) = fixed(&files, "dynamic/list-without-values");
    assert_eq!(
        compact(&text, &format!("{FIELDS}/title/x-ms-dynamic-values")),
        r#"{"operationId":"ListItems","parameters":{"list":{"parameter":"shelf.id"},"top":10},"value-collection":"value","value-path":"id"}"#
    );
}

#[test]
fn types_are_compared_for_inputs_that_are_passed_on() {
    let passing = |name: &str| {
        let list = format!(r#""parameters": {{ "list": {{ "parameterReference": "{name}" }} }}"#);
        let files = files(&format!(
            r#""x-ms-dynamic-list": {{ "operationId": "ListItems", "itemsPath": "value", "itemValuePath": "id", {list} }}"#
        ));
        let found = findings(&files, Profile::Certified);
        of(&found, "dynamic/parameter-type-mismatch").len()
    };
    assert_eq!(passing("body/folder"), 0);
    assert_eq!(passing("body/parts"), 1);
    assert_eq!(passing("body/shelf"), 1);
    assert_eq!(passing("body/unknown"), 0);
}

#[test]
fn constants_are_converted_only_if_they_say_the_same() {
    let with_top = |top: &str| {
        files(&format!(
            r#""x-ms-dynamic-values": {{ "operationId": "ListItems", "value-collection": "value", "value-path": "id",
                "parameters": {{ "list": "inbox", "top": {top} }} }}"#
        ))
    };
    let top = format!("{FIELDS}/title/x-ms-dynamic-values/parameters/top");
    let (safety, text) = fixed(&with_top("\"10\""), "dynamic/parameter-type-mismatch");
    assert_eq!((safety, compact(&text, &top).as_str()), (Safety::Safe, "10"));
    for other in ["\"ten\"", "\"1.5\"", "\" 10\"", "true", "[10]"] {
        let files = with_top(other);
        let found = findings(&files, Profile::Certified);
        let reported = of(&found, "dynamic/parameter-type-mismatch");
        assert_eq!(reported.len(), 1, "{other}");
        assert!(reported[0].fixes.is_empty(), "{other}");
    }
    for right in ["10", "10.0", "null"] {
        let files = with_top(right);
        let found = findings(&files, Profile::Certified);
        assert!(of(&found, "dynamic/parameter-type-mismatch").is_empty(), "{right}");
    }
}

#[test]
fn nothing_is_selected_when_a_tree_is_opened() {
    let call = |arguments: &str| {
        format!(
            r#"{{ "operationId": "ListItems", "itemsPath": "value", "itemValuePath": "id", "itemTitlePath": "title",
                "parameters": {{ "list": {arguments} }} }}"#
        )
    };
    let selected = r#"{ "selectedItemValuePath": "id" }"#;
    let constant = r#"{ "value": "inbox" }"#;
    let count = |open: &str, browse: &str| {
        let files = files(&format!(
            r#""x-ms-dynamic-tree": {{ "open": {}, "browse": {} }}"#,
            call(open),
            call(browse)
        ));
        let found = findings(&files, Profile::Certified);
        of(&found, "dynamic/tree-invalid").len()
    };
    assert_eq!(count(constant, selected), 0);
    assert_eq!(count(selected, selected), 1);
}

#[test]
fn a_variable_of_the_path_is_required_whatever_it_says() {
    let code = "dynamic/required-parameter-missing";
    let count = |required: &str| {
        let text = format!(
            r#"{{"swagger":"2.0","paths":{{
                "/a/{{b}}":{{"get":{{"operationId":"ListA","parameters":[
                    {{"name":"b","in":"path","type":"string"{required}}}],"responses":{{"200":{{"description":"A."}}}}}}}},
                "/c":{{"get":{{"operationId":"GetC","parameters":[{{"name":"d","in":"query","type":"string",
                    "x-ms-dynamic-values":{{"operationId":"ListA","value-path":"id","value-title":"name"}}}}],
                    "responses":{{"200":{{"description":"C."}}}}}}}}}}}}"#
        );
        let connector = connector::Connector::of_text(connector::FileRole::Definition, text);
        let findings = rules::check(&connector, &rules::Settings::default(), &rules::Stop::default());
        findings.iter().filter(|finding| finding.code() == code).count()
    };
    assert_eq!((count(""), count(r#","required":true"#)), (1, 1));
}
