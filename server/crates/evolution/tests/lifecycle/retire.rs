//! Removing an operation at its end.

use connector::{Connector, FileRole};
use evolution::lifecycle::{Date, Step};

use crate::support::{carried_out, connector, definition, findings, notes, operation, refusal, text};

fn retire() -> Step {
    Step::Retire { today: Date::new(2026, 11, 22) }
}

fn retired(connector: &Connector, id: &str) -> Connector {
    carried_out(connector, &evolution::lifecycle::plan(connector, operation(connector, id), &retire()))
}

const ENDED: &str = r##""deprecated": true, "x-ms-api-annotation": { "expires": "2026-11-21" }, "responses": { "200": { "description": "x", "schema": { "$ref": "#/definitions/Old" } } }"##;

/// Path items, and the properties beside them, with `ENDED` put in.
fn files(paths: &str, properties: &str) -> String {
    let paths = paths.replace("ENDED", ENDED);
    format!(
        "{{\n  \"paths\": {{ {paths} }},\n  \"definitions\": {{ \"Old\": {{ \"type\": \"string\" }}, \"Used\": {{}} }}\n}}\n\
         //- apiProperties.json\n{properties}\n"
    )
}

#[test]
fn the_path_item_goes_when_nothing_is_left_in_it() {
    let both =
        r#""/a": { "parameters": [], "get": { "operationId": "A", ENDED }, "put": { "operationId": "B" } }"#;
    let before = connector(&files(both, "{}"));
    let after = retired(&before, "A");
    let gone = format!(r#" "get": {{ "operationId": "A", {ENDED} }},"#);
    assert_eq!(definition(&after), definition(&before).replace(&gone, ""));
    let alone = r#""/a": { "parameters": [], "get": { "operationId": "A", ENDED } }, "/b": { "x": 1 }"#;
    let before = connector(&files(alone, "{}"));
    let after = retired(&before, "A");
    assert_eq!(definition(&after), definition(&connector(&files(r#""/b": { "x": 1 }"#, "{}"))));
    let [note] = &notes(&before, "A", &retire())[..] else { panic!("one note") };
    assert_eq!(note.message, "Nothing else uses 'Old'.");
}

#[test]
fn lists_forget_the_operation() {
    let paths = r#""/a": { "get": { "operationId": "A", ENDED }, "put": { "operationId": "B" } }"#;
    let properties = |first: &str, second: &str, script: &str| {
        format!(
            r#"{{ "properties": {{ "policyTemplateInstances": [ {first}{{ "templateId": "x", "parameters": {{ "x-ms-apimTemplate-operationName": [ {second} ] }} }} ], "scriptOperations": [ {script} ] }} }}"#
        )
    };
    let only = r#"{ "templateId": "y", "parameters": { "x-ms-apimTemplate-operationName": [ "A" ] } }, "#;
    let before = connector(&files(paths, &properties(only, r#""B", "A""#, r#""A", "B""#)));
    let after = retired(&before, "A");
    assert_eq!(text(&after, FileRole::Properties), properties("", "\"B\"", "\"B\"") + "\n");
    let notes = notes(&before, "A", &retire());
    assert!(notes[0].message.contains("only about 'A'"), "{notes:?}");
    let lists = |code: &str| findings(&after).iter().filter(|(found, _)| *found == code).count();
    assert_eq!(lists("policy/operation-not-found") + lists("script/operation-not-found"), 0);
    let script = connector(&files(paths, &properties("", "\"B\"", "\"A\"")));
    assert!(refusal(&script, "A", &retire()).contains("only one of the script operations"));
}

#[test]
fn nothing_ends_while_nobody_knows_the_day() {
    let before = connector(&files(r#""/a": { "get": { "operationId": "A", ENDED } }"#, "{}"));
    let reason = refusal(&before, "A", &Step::Retire { today: None });
    assert!(reason.contains("The clock of this machine gives no date"), "{reason}");
}

#[test]
fn an_operation_that_others_need_stays() {
    let calling = |call: &str| {
        connector(&files(
            &format!(
                r#""/a": {{ "get": {{ "operationId": "A", ENDED, "x-ms-dynamic-values": {{ "operationId": "A" }} }} }}, "/b": {{ "get": {{ "operationId": "B", {call} }} }}"#
            ),
            "{}",
        ))
    };
    let call = r#""parameters": [ { "name": "x", "in": "query", "type": "string", "x-ms-dynamic-values": { "operationId": "A", "value-path": "id" } } ]"#;
    let reason = refusal(&calling(call), "A", &retire());
    assert!(reason.contains("still called by 'B'"), "{reason}");
    let replacement =
        r#""deprecated": true, "x-ms-api-annotation": { "replacement": { "api": "x", "operationId": "A" } }"#;
    let reason = refusal(&calling(replacement), "A", &retire());
    assert!(reason.contains("replacement by 'B'"), "{reason}");
    let both = format!("{call}, {replacement}");
    assert!(refusal(&calling(&both), "A", &retire()).contains("and 1 other place"));
    retired(&calling("\"tags\": []"), "A");
}

#[test]
fn an_operation_that_the_script_treats_by_name_stays() {
    let paths = r#""/a": { "get": { "operationId": "A", ENDED } }"#;
    let script = |code: &str| format!("//- script.csx\nclass Script : ScriptBase {{ {code} }}\n");
    let treated = script("bool Is => Context.OperationId == \"A\";");
    let reason = refusal(&connector(&(files(paths, "{}") + &treated)), "A", &retire());
    assert!(reason.contains("The script still treats 'A' by name"), "{reason}");
    // A text that happens to be the same is worth a look, and no more.
    let before = connector(&(files(paths, "{}") + &script("string x = \"A\";")));
    let notes = notes(&before, "A", &retire());
    assert_eq!(notes[0].message, "The script still names 'A'.");
    assert_eq!(notes[0].place.unwrap().0, FileRole::Script);
    retired(&before, "A");
}

#[test]
fn the_last_operation_that_ends_subscriptions_stays() {
    let hook = r#""/hooks": { "post": { "operationId": "OnChange", "x-ms-trigger": "single" } }"#;
    let ended = r#""/hooks/{id}": { "delete": { "operationId": "Unsubscribe", ENDED } }"#;
    let other = r#""/b": { "delete": { "operationId": "DeleteB" } }"#;
    let reason = refusal(&connector(&files(&format!("{hook}, {ended}"), "{}")), "Unsubscribe", &retire());
    assert!(reason.contains("end subscriptions of 'OnChange'"), "{reason}");
    retired(&connector(&files(&format!("{hook}, {ended}, {other}"), "{}")), "Unsubscribe");
    retired(
        &connector(&files(&format!("{ended}, {other}").replace(other, r#""/b": {}"#), "{}")),
        "Unsubscribe",
    );
}
