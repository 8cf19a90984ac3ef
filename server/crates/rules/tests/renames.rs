//! A rename reaches every place that has the name, and nothing else.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

#[allow(dead_code, reason = "other tests need more of it")]
mod support;

use connector::FileRole;
use rules::Profile;
use support::{File, base, connector, findings, show};

/// The files after the first fix of the first finding of `code`.
#[track_caller]
fn fixed(files: &[File], code: &str) -> Vec<File> {
    let found = findings(files, Profile::Certified);
    let finding = found.iter().find(|finding| finding.code() == code);
    let fix = finding.and_then(|finding| finding.fixes.first());
    let fix = fix.unwrap_or_else(|| panic!("no fix of {code}: {:#?}", show(files, &found)));
    let mut files = files.to_vec();
    for (file, edits) in fix.edits(&connector(&files)) {
        let (_, text) = files.iter_mut().find(|(role, _)| *role == file).expect("an existing file");
        *text = syntax::edit::apply(text, &edits).expect("edits that fit");
    }
    files
}

/// The base with `old` replaced by `new` everywhere in its JSON files and its script.
fn renamed(files: &[File], old: &str, new: &str) -> Vec<File> {
    files.iter().map(|(role, text)| (*role, text.replace(old, new))).collect()
}

#[test]
fn a_variable_is_renamed_in_its_path_its_parameters_and_the_calls_that_name_them() {
    let mut files = base();
    let lists = r#""/lists": {"#;
    let keyed = r#""/lists/{list}": {
      "parameters": [
        { "name": "list", "in": "path", "required": true, "type": "string", "x-ms-summary": "List",
          "description": "The list.", "x-ms-url-encoding": "single" }
      ],
      "get": {
        "summary": "Get list", "description": "Gets one list.", "operationId": "GetList",
        "x-ms-visibility": "internal",
        "responses": { "200": { "description": "OK", "schema": { "$ref": "\#/definitions/ItemList" } } }
      },
      "put": {
        "summary": "Change list", "description": "Changes one list.", "operationId": "ChangeList",
        "parameters": [
          { "name": "state", "in": "query", "type": "string", "x-ms-summary": "State", "description": "The state.",
            "x-ms-dynamic-values": { "operationId": "GetList", "value-path": "id", "value-collection": "value",
              "parameters": { "list": { "parameter": "list" } } } }
        ],
        "responses": { "200": { "description": "OK", "schema": { "$ref": "\#/definitions/ItemList" } } }
      }
    },
    "/lists": {"#
        .replace("\\#", "#");
    files[0].1 = files[0].1.replacen(lists, &keyed, 1);
    let blanks = files[0]
        .1
        .replace("{list}", "{list id}")
        .replacen(r#"{ "name": "list", "in": "path""#, r#"{ "name": "list id", "in": "path""#, 1)
        .replace(r#"{ "list": { "parameter": "list" } }"#, r#"{ "list id": { "parameter": "list id" } }"#);
    let with_blanks = vec![(FileRole::Definition, blanks), files[1].clone(), files[2].clone()];
    assert_eq!(findings(&with_blanks, Profile::Certified).len(), 1);
    assert_eq!(fixed(&with_blanks, "path/whitespace"), renamed(&with_blanks, "list id", "listId"));
}

#[test]
fn an_operation_is_renamed_in_all_files() {
    let files = renamed(&base(), "\"GetLists\"", "\"get-lists\"");
    let files = renamed(&files, "\"ListItems\"", "\"list_items\"");
    let files = renamed(&files, "\"GetItem\"", "\"getItem\"");
    let mut codes: Vec<&str> = Vec::new();
    codes.extend(findings(&files, Profile::Custom).iter().map(rules::Finding::code));
    codes.sort_unstable();
    let pascal = "operation/id-pascal-case";
    assert_eq!(codes, [pascal, pascal, pascal, "operation/id-sanitized"]);
    // In document order: the first id is that of the list, then comes the one of the item.
    let files = fixed(&files, pascal);
    let files = fixed(&files, pascal);
    let files = fixed(&files, "operation/id-sanitized");
    assert_eq!(files, base());
}

#[test]
fn an_implied_family_follows_its_operation() {
    let annotated = r#""operationId": "get_lists_V2",
        "x-ms-api-annotation": { "status": "Preview", "family": "GetLists", "revision": 2 },"#;
    let mut files = renamed(&base(), "\"GetLists\"", "\"getLists\"");
    let text = &mut files[0].1;
    let at = text.find(r#""/lists": {"#).expect("the path");
    let end = text.find(r#""/subscriptions": {"#).expect("the next path");
    let copy = text[at..end].replace("/lists", "/v2/lists").replace("Get lists", "Get lists (V2)");
    let copy = copy.replace(r#""operationId": "getLists","#, &annotated.replace("GetLists", "getLists"));
    text.insert_str(end, &copy);
    let fixed = fixed(&files, "operation/id-pascal-case");
    assert_eq!(fixed, renamed(&files, "\"getLists\"", "\"GetLists\""));
}

#[test]
fn a_parameter_goes_with_what_calls_pass_for_it() {
    let with_header = |parameters: &str, passed: &str| {
        let mut files = base();
        let get_lists = r#""description": "Gets the lists to choose from.","#;
        let values = r#""value-title": "name""#;
        let text = &mut files[0].1;
        assert!(text.contains(get_lists) && text.contains(values));
        *text = text
            .replacen(values, &format!("{values},\n              \"parameters\": {{{passed}}}"), 1)
            .replacen(get_lists, &format!("{get_lists}\n        \"parameters\": [{parameters}],"), 1);
        files
    };
    let header = r#"{ "name": "Host", "in": "header", "type": "string", "x-ms-visibility": "internal" }"#;
    let files = with_header(header, r#" "Host": "a.example" "#);
    assert_eq!(fixed(&files, "parameter/reserved-header"), with_header("", ""));
}

#[test]
fn a_slash_is_added_safely_where_no_blank_goes_with_it() {
    for (path, safety) in [("lists", rules::Safety::Safe), (" lists", rules::Safety::Unsafe)] {
        let files = renamed(&base(), "\"/lists\"", &format!("\"{path}\""));
        let found = findings(&files, Profile::Certified);
        let finding = found.iter().find(|finding| finding.code() == "path/no-leading-slash");
        let fix = finding.and_then(|finding| finding.fixes.first()).expect("a fix");
        assert_eq!(fix.safety, safety, "'{path}'");
        assert_eq!(fixed(&files, "path/no-leading-slash"), base(), "'{path}'");
    }
}
