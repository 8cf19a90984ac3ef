//! What operations leave out and imply.

use connector::FileRole;
use ide::inlay_hints;
use ide::inlay_hints::explicit_edits;
use syntax::Span;

use crate::support::State;

/// The hints of a definition: the text with each put where it stands, in angle brackets.
#[track_caller]
fn check(marked: &str, expected: &str) {
    check_file(FileRole::Definition, marked, expected);
}

/// The hints of any file.
#[track_caller]
fn check_file(file: FileRole, marked: &str, expected: &str) {
    let state = State::of(marked);
    let text = state.connector.part(file).unwrap().text();
    let all = Span::new(0, text.len() as u32);
    let range = state.marks.first().map_or(all, |(_, mark)| mark.span());
    let mut shown = text.to_owned();
    for hint in inlay_hints(&state.connector, file, range).into_iter().rev() {
        assert!(!hint.tooltip.is_empty() && !hint.label.is_empty(), "{hint:?}");
        shown.insert_str(hint.offset as usize, &format!("‹{}›", hint.label));
    }
    assert_eq!(shown, expected);
}

#[test]
fn only_what_is_not_written_is_shown() {
    check(
        r#"{"paths":{"/a":{
            "get":{"operationId":"GetA","summary":""},
            "put":{"operationId" : "PutA" , "x-ms-api-annotation":{"family":"A","revision":2}},
            "post":{"x-ms-api-annotation":{"revision":null,"status":"production"},"operationId":"PostA"},
            "patch":{"operationId":"P","x-ms-api-annotation":{"family":" ","status":"Preview","revision":1}},
            "delete":{"operationId":"D","x-ms-api-annotation":{"family":"D","status":"Preview","revision":1}},
            "options":{"operationId":"O","x-ms-api-annotation":{"family":5,"status":"soon","revision":"2"}},
            "head":{"operationId":7}}}}"#,
        r#"{"paths":{"/a":{
            "get":{"operationId":"GetA",‹family GetA · revision 1 · Production · normal visibility›"summary":""},
            "put":{"operationId" : "PutA"‹Production · normal visibility› , "x-ms-api-annotation":{"family":"A","revision":2}},
            "post":{"x-ms-api-annotation":{"revision":null,"status":"production"},"operationId":"PostA"‹family PostA · revision 1 · normal visibility›},
            "patch":{"operationId":"P",‹family P · normal visibility›"x-ms-api-annotation":{"family":" ","status":"Preview","revision":1}},
            "delete":{"operationId":"D","x-ms-api-annotation":{"family":"D","status":"Preview","revision":1}},
            "options":{"operationId":"O",‹family O · revision 1 · normal visibility›"x-ms-api-annotation":{"family":5,"status":"soon","revision":"2"}},
            "head":{"operationId":7‹revision 1 · Production · normal visibility›}}}}"#,
    );
}

#[test]
fn the_connectors_own_status_is_implied() {
    check(
        r#"{"info":{"x-ms-api-annotation":{"status":"Preview"}},"paths":{"/a":{"get":{"summary":"A"}}}}"#,
        r#"{"info":{"x-ms-api-annotation":{"status":"Preview"}},"paths":{"/a":{"get":{‹revision 1 · Preview · normal visibility›"summary":"A"}}}}"#,
    );
}

#[test]
fn references_say_what_they_lead_to() {
    check(
        r##"{"paths":{"/a":{"parameters":[{"$ref":"#/parameters/T"},{"$ref": "#/parameters/B", "x": 1}],
            "x-y":{"get":{}}}},
            "parameters":{"T":{"name":"top","in":"query","type":"integer","format":"int32"},
              "B":{"name":"body","in":"body","schema":{"$ref":"#/definitions/Order"}}},
            "responses":{"R":{"description":"","schema":{"$ref":"#/definitions/Orders"}},"S":{"$ref":"#/responses/R"}},
            "definitions":{"Order":{"properties":{"id":{"$ref":"#/definitions/Id"},"self":{"$ref":"#/definitions/Order"},
              "gone":{"$ref":"#/definitions/Gone"},"loop":{"$ref":"#/definitions/Loop"},"far":{"$ref":"o.json"},
              "first":{"$ref":"#/paths/~1a/parameters/1"},"deep":{"$ref":"#/definitions/Order/properties/list"},
              "list":{"type":"array","items":{"type":"string"}},"$ref":{"type":"string"}}},
            "Orders":{"type":"array","items":{"$ref":"#/definitions/Order"}},"Id":{"type":"string","format":"uuid"},
            "Loop":{"$ref":"#/definitions/Loop"},"One":{"allOf":[{"$ref":"#/definitions/Any"}]},"Any":{}}}"##,
        r##"{"paths":{"/a":{"parameters":[{"$ref":"#/parameters/T"‹top · query · integer (int32)›},{"$ref": "#/parameters/B",‹body · body · Order› "x": 1}],
            "x-y":{"get":{}}}},
            "parameters":{"T":{"name":"top","in":"query","type":"integer","format":"int32"},
              "B":{"name":"body","in":"body","schema":{"$ref":"#/definitions/Order"‹9 fields›}}},
            "responses":{"R":{"description":"","schema":{"$ref":"#/definitions/Orders"‹array of Order›}},"S":{"$ref":"#/responses/R"‹Orders›}},
            "definitions":{"Order":{"properties":{"id":{"$ref":"#/definitions/Id"‹string (uuid)›},"self":{"$ref":"#/definitions/Order"‹9 fields›},
              "gone":{"$ref":"#/definitions/Gone"},"loop":{"$ref":"#/definitions/Loop"},"far":{"$ref":"o.json"},
              "first":{"$ref":"#/paths/~1a/parameters/1"‹body · body · Order›},"deep":{"$ref":"#/definitions/Order/properties/list"‹array of string›},
              "list":{"type":"array","items":{"type":"string"}},"$ref":{"type":"string"}}},
            "Orders":{"type":"array","items":{"$ref":"#/definitions/Order"‹9 fields›}},"Id":{"type":"string","format":"uuid"},
            "Loop":{"$ref":"#/definitions/Loop"},"One":{"allOf":[{"$ref":"#/definitions/Any"‹any›}]},"Any":{}}}"##,
    );
}

#[test]
fn a_reference_says_where_it_leads() {
    let state = State::of(
        "{ \"definitions\": {\n\"A\": { \"title\": \"An A\", \"type\": \"object\" },\n\"B\": { \"$ref\": \"#/definitions/A\" <r>} } }</r>",
    );
    let hints = inlay_hints(&state.connector, FileRole::Definition, Span::new(0, 1000));
    let told: Vec<_> =
        hints.iter().map(|hint| (hint.label.as_str(), hint.tooltip.as_str(), hint.operation)).collect();
    assert_eq!(told, [("object", "definition schema in line 2\nAn A", None)]);
    let behind = state.marks[0].1.span();
    assert_eq!(inlay_hints(&state.connector, FileRole::Definition, behind), []);
}

#[test]
fn names_with_line_ends_stay_on_the_line() {
    let state = State::of(
        r##"{ "parameters": { "P": { "name": "a\nb", "in": "query", "description": "c\r\nd" } },
             "paths": { "/a": { "parameters": [{ "$ref": "#/parameters/P" }] } } }"##,
    );
    let hints = inlay_hints(&state.connector, FileRole::Definition, Span::new(0, 1000));
    let told: Vec<_> = hints.iter().map(|hint| (hint.label.as_str(), hint.tooltip.as_str())).collect();
    assert_eq!(told, [("a b · query · any", "query parameter in line 1\nc d")]);
}

#[test]
fn policies_and_scripts_for_everything_say_so() {
    check_file(
        FileRole::Properties,
        r#"//- apiProperties.json
{ "properties": { "scriptOperations": [], "policyTemplateInstances": [
  { "templateId": "setheader", "parameters": { "x-ms-apimTemplate-operationName": ["A"] } },
  { "templateId": "setheader", "parameters": { "x-ms-apimTemplate-operationName": [] } },
  { "templateId": "setheader", "parameters": {} }, { "templateId": "x" }, { "parameters": {} },
  { "templateId": "a" "parameters": { "x-ms-apimTemplate-operationName": "A" } }, { "templateId": "b
] } }"#,
        r#"{ "properties": { "scriptOperations": [],‹all operations› "policyTemplateInstances": [
  { "templateId": "setheader", "parameters": { "x-ms-apimTemplate-operationName": ["A"] } },
  { "templateId": "setheader", "parameters": { "x-ms-apimTemplate-operationName": []‹all operations› } },
  { "templateId": "setheader",‹all operations› "parameters": {} }, { "templateId": "x"‹all operations› }, { "parameters": {} },
  { "templateId": "a"‹all operations› "parameters": { "x-ms-apimTemplate-operationName": "A" } }, { "templateId": "b
] } }"#,
    );
    check_file(
        FileRole::Properties,
        "//- apiProperties.json\n{\"properties\":{\"scriptOperations\":[\"A\"]}}",
        "{\"properties\":{\"scriptOperations\":[\"A\"]}}",
    );
}

#[test]
fn only_the_range_is_looked_at() {
    let text = |marked: [&str; 3]| {
        let operations = ["A", "B", "C"]
            .iter()
            .zip(marked)
            .map(|(id, end)| format!(r#""/{id}":{{"get":{{"operationId":"{id}"{end}}}}}"#));
        format!("{{\"paths\":{{{}}}}}", operations.collect::<Vec<_>>().join(","))
    };
    let hint = "‹family B · revision 1 · Production · normal visibility›";
    check(
        &text(["<r>,", ",", "</r>"]).replace("<r>,", ",<r>"),
        &text([
            ",‹family A · revision 1 · Production · normal visibility›",
            ",‹family B · revision 1 · Production · normal visibility›",
            "‹family C · revision 1 · Production · normal visibility›",
        ]),
    );
    check(
        &text([",", "<r></r>,", ","]).replace("<r></r>,", "<r>,</r>"),
        &text([",", &format!(",{hint}"), ","]),
    );
    check(&text([",", "<r></r>,", ","]), &text([",", ",", ","]));
}

#[test]
fn a_hint_says_why_and_can_be_written() {
    let state = State::of(
        r#"{ "paths": { "/a": { "get": { "operationId": "A", "x-ms-api-annotation": { "family": "B" } } } } }"#,
    );
    let hints = inlay_hints(&state.connector, FileRole::Definition, Span::new(0, 1000));
    assert_eq!(hints.len(), 1);
    assert_eq!(
        hints[0].tooltip,
        "Without a revision, an operation is the first of its family.\n\
         Without a status, an operation has that of the connector under info; if that has none either, it is in \
         Production.\n\
         Without x-ms-visibility, makers find an operation after the important ones and before the advanced ones."
    );
    let text = state.connector.part(FileRole::Definition).unwrap().text();
    let written =
        syntax::edit::apply(text, &explicit_edits(&state.connector, hints[0].operation.unwrap())).unwrap();
    let after = State::of(&written);
    assert_eq!(inlay_hints(&after.connector, FileRole::Definition, Span::new(0, 1000)), [], "{written}");
    assert_eq!(explicit_edits(&after.connector, 0), [], "there is nothing left to write");
    assert_eq!(explicit_edits(&state.connector, 9), []);
    let broken = State::of(r#"{ "paths": { "/a": { "get": { "operationId": "A" "summary": "" } } } }"#);
    assert_eq!(inlay_hints(&broken.connector, FileRole::Definition, Span::new(0, 1000)).len(), 1);
    assert_eq!(explicit_edits(&broken.connector, 0), [], "a broken text is not edited");
}

#[test]
fn other_files_have_none() {
    let state = State::of("{\"paths\":{\"/a\":{\"get\":{}}}}\n//- apiProperties.json\n{}");
    assert_eq!(inlay_hints(&state.connector, FileRole::Properties, Span::new(0, 1000)), []);
    assert_eq!(
        inlay_hints(
            &State::of("//- apiProperties.json\n{}").connector,
            FileRole::Definition,
            Span::new(0, 9)
        ),
        []
    );
}
