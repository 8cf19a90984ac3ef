//! When a step does not apply, and what is said then.

use connector::{Connector, FileRole};
use evolution::lifecycle::{Date, Plan, Step, plan};

use crate::support::{DEPRECATE, START, SUPERSEDE, connector, operation, refusal};

/// A connector with these path items.
fn with_paths(paths: &str) -> Connector {
    connector(&format!("{{ \"paths\": {{\n{paths}\n}} }}"))
}

/// An operation object.
fn get(id: &str, more: &str) -> String {
    format!(r#"{{ "get": {{ "operationId": "{id}", {more} "summary": "x" }} }}"#)
}

fn annotated(family: &str, revision: &str, more: &str) -> String {
    format!(r#""x-ms-api-annotation": {{ "family": "{family}", "revision": {revision} {more} }},"#)
}

#[track_caller]
fn refused(connector: &Connector, id: &str, step: &Step, words: &[&str]) {
    let reason = refusal(connector, id, step);
    for word in words {
        assert!(reason.contains(word), "'{word}' is not in: {reason}");
    }
    assert!(
        reason.ends_with('.') && reason.starts_with(|first: char| first == '\'' || first.is_uppercase()),
        "{reason}"
    );
}

fn today() -> Step {
    Step::Retire { today: Date::new(2026, 11, 22) }
}

fn every_step() -> [Step; 8] {
    [
        START,
        Step::Start { same_backend: true },
        Step::Promote,
        DEPRECATE,
        SUPERSEDE,
        Step::Hide,
        today(),
        Step::Explicit,
    ]
}

#[test]
fn taken_paths_are_named_with_who_has_them() {
    for (path, method, words) in [
        ("/v2/{list}/items", "get", &["'/v2/{list}/items'", "GET", "'Other'"][..]),
        ("/v2/{x}/ITEMS", "get", &["GET '/v2/{x}/ITEMS'", "'Other'"]),
        ("/V2/{list}/items", "post", &["'/V2/{list}/items'", "letter case"]),
    ] {
        let other = get("Other", "").replace("\"get\"", &format!("\"{method}\""));
        let connector =
            with_paths(&format!(r#""/{{list}}/items": {}, "{path}": {other}"#, get("GetItems", "")));
        refused(&connector, "GetItems", &START, words);
    }
    let connector = with_paths(&format!(
        r#""/items": {}, "/v2/items": {{ "parameters": [ {{ "name": "a" }} ], "post": {{ "operationId": "Other" }} }}"#,
        get("GetItems", "")
    ));
    refused(&connector, "GetItems", &START, &["'/v2/items' is there already", "parameters"]);
    let connector = with_paths(&format!(r#""/items": {}, "/v2/items": null"#, get("GetItems", "")));
    refused(&connector, "GetItems", &START, &["no object"]);
}

#[test]
fn taken_ids_are_named_with_who_has_them() {
    for id in ["GetItems_V2", "getitems_v2"] {
        let connector =
            with_paths(&format!(r#""/items": {}, "/other": {}"#, get("GetItems", ""), get(id, "")));
        refused(&connector, "GetItems", &START, &["'GetItems_V2' is taken", "GET '/other'"]);
    }
}

#[test]
fn the_next_revision_starts_from_the_newest() {
    let connector =
        with_paths(&format!(r#""/a": {}, "/v2/a": {}"#, get("A", ""), get("A_V2", &annotated("A", "2", ""))));
    refused(&connector, "A", &START, &["'A_V2', revision 2", "from there"]);
    // Also if it could not be copied itself.
    let nameless = with_paths(&format!(
        r#""/a": {}, "/b": {{ "put": {{ "x-ms-api-annotation": {{ "family": "A", "revision": 2 }} }} }}"#,
        get("A", "")
    ));
    refused(&nameless, "A", &START, &["PUT '/b', revision 2"]);
    refused(&nameless, "A", &SUPERSEDE, &["no operationId"]);
}

#[test]
fn an_id_with_a_mark_must_say_its_revision() {
    let connector = with_paths(&format!(r#""/v3/a": {}"#, get("A_V3", "")));
    refused(&connector, "A_V3", &START, &["revision 3", "family and revision"]);
}

#[test]
fn promotion_waits_for_the_connector() {
    let preview = r#"{ "info": { "x-ms-api-annotation": { "status": "Preview" } }, "paths": { "/a": { "get": { "operationId": "A", "x-ms-api-annotation": { "status": "Preview" } } } } }"#;
    refused(&connector(preview), "A", &Step::Promote, &["The connector itself is in Preview"]);
    let at_root = preview.replacen("\"info\": {", "", 1).replacen("} },", "},", 1);
    refused(&connector(&at_root), "A", &Step::Promote, &["The connector itself is in Preview"]);
    let implied = preview.replacen(r#", "x-ms-api-annotation": { "status": "Preview" } } }"#, " } }", 1);
    assert_ne!(implied, preview);
    refused(&connector(&implied), "A", &Step::Promote, &["The connector itself is in Preview"]);
}

#[test]
fn promotion_needs_something_to_promote() {
    for annotation in ["", r#""x-ms-api-annotation": { "status": "Production" },"#] {
        refused(
            &with_paths(&format!(r#""/a": {}"#, get("A", annotation))),
            "A",
            &Step::Promote,
            &["already"],
        );
    }
    let ended = r#""deprecated": true, "x-ms-api-annotation": { "status": "Preview" },"#;
    refused(&with_paths(&format!(r#""/a": {}"#, get("A", ended))), "A", &Step::Promote, &["deprecated"]);
}

#[test]
fn deprecation_keeps_its_order_and_its_dates() {
    let two =
        with_paths(&format!(r#""/a": {}, "/v2/a": {}"#, get("A", ""), get("A_V2", &annotated("A", "2", ""))));
    refused(&two, "A_V2", &DEPRECATE, &["newest", "'A'", "older one first"]);
    for date in ["soon", "30.06.2027", "", "2027-02-30"] {
        let expires = || Some(date.to_owned());
        for step in [Step::Deprecate { expires: expires() }, Step::Supersede { expires: expires() }] {
            refused(&two, "A", &step, &["is no date", "2027-06-30"]);
        }
    }
}

#[test]
fn superseding_needs_a_living_newer_revision() {
    let alone = with_paths(&format!(r#""/a": {}"#, get("A", "")));
    refused(&alone, "A", &SUPERSEDE, &["no newer revision"]);
    let two =
        |second: &str| with_paths(&format!(r#""/a": {}, "/v2/a": {}"#, get("A", ""), get("A_V2", second)));
    refused(&two(&annotated("A", "2", "")), "A_V2", &SUPERSEDE, &["no newer revision"]);
    let ended = format!("{} \"deprecated\": true,", annotated("A", "2", ""));
    refused(&two(&ended), "A", &SUPERSEDE, &["'A_V2'", "deprecated itself"]);
    let preview = connector(&format!(
        r#"{{ "info": {{ "x-ms-api-annotation": {{ "status": "Preview" }} }}, "paths": {{ "/a": {}, "/v2/a": {} }} }}"#,
        get("A", ""),
        get("A_V2", &annotated("A", "2", ""))
    ));
    refused(&preview, "A", &SUPERSEDE, &["The connector itself is in Preview"]);
}

#[test]
fn only_the_deprecated_are_hidden_and_removed() {
    let active = with_paths(&format!(r#""/a": {}"#, get("A", "")));
    refused(&active, "A", &Step::Hide, &["not deprecated"]);
    refused(&active, "A", &today(), &["not deprecated"]);
    let hidden = with_paths(&format!(
        r#""/a": {}"#,
        get("A", r#""deprecated": true, "x-ms-visibility": "Internal","#)
    ));
    refused(&hidden, "A", &Step::Hide, &["already"]);
    refused(&hidden, "A", &today(), &["no date"]);
    for (date, words) in [
        ("soon", "is no date"),
        ("2026-11-22", "until 2026-11-22"),
        ("2026-11-22T00:00:00Z", "until 2026-11-22"),
        ("2027-01-01", "until 2027-01-01"),
    ] {
        let more = format!(r#""deprecated": true, "x-ms-api-annotation": {{ "expires": "{date}" }},"#);
        refused(&with_paths(&format!(r#""/a": {}"#, get("A", &more))), "A", &today(), &[words]);
    }
}

#[test]
fn unclear_revisions_are_refused() {
    let too_high = "99999999999999999999";
    for (written, words) in [
        ("\"2\"", "is \"2\""),
        ("0", "is 0"),
        ("1.5", "is 1.5"),
        ("[]", "is []"),
        (too_high, "is 99999999999999999999"),
    ] {
        let connector = with_paths(&format!(r#""/a": {}"#, get("A", &annotated("A", written, ""))));
        for step in [START, DEPRECATE, Step::Explicit] {
            refused(&connector, "A", &step, &[words, "from 1 on"]);
        }
    }
    let highest = with_paths(&format!(r#""/a": {}"#, get("A", &annotated("A", "9223372036854775807", ""))));
    refused(&highest, "A", &START, &["no number after 9223372036854775807"]);
    let twins =
        with_paths(&format!(r#""/a": {}, "/b": {}"#, get("A", ""), get("B", &annotated("A", "1", ""))));
    for step in [START, DEPRECATE, Step::Explicit] {
        refused(&twins, "A", &step, &["Revision 1 of 'A'", "'B'"]);
    }
    let flag = with_paths(&format!(r#""/a": {}"#, get("A", r#""deprecated": "true","#)));
    refused(&flag, "A", &START, &["'deprecated' of 'A' is \"true\""]);
}

#[test]
fn operations_without_a_name_of_their_own_are_refused() {
    let none = with_paths(r#""/a": { "get": { "summary": "x" }, "put": { "operationId": "" } }"#);
    let twice = with_paths(&format!(r#""/a": {}, "/b": {}"#, get("A", ""), get("A", "")));
    let path_twice = with_paths(&format!(r#""/a": {}, "/a": {}"#, get("A", ""), get("B", "")));
    let method_twice =
        with_paths(r#""/a": { "get": { "operationId": "A" }, "get": { "operationId": "B" } }"#);
    let member_twice = with_paths(&format!(r#""/a": {}"#, get("A", r#""summary": "y","#)));
    for step in every_step() {
        refused(&member_twice, "A", &step, &["'summary' is written twice"]);
        for index in [0, 1] {
            let reason = plan(&none, index, &step);
            assert!(reason.refusal().is_some_and(|reason| reason.contains("no operationId")), "{reason:?}");
        }
        refused(&twice, "A", &step, &["called 'A'"]);
        refused(&path_twice, "A", &step, &["'/a' is written twice"]);
        refused(&method_twice, "A", &step, &["'get' is written twice"]);
        assert!(plan(&none, 2, &step).refusal().is_some());
        assert!(plan(&Connector::default(), 0, &step).refusal().is_some());
    }
}

#[test]
fn broken_text_is_refused_with_the_line() {
    let whole = "{\n  \"paths\": {\n    \"/a\": {\n      \"get\": {\n        \"operationId\": \"A\",\n        \"summary\": \"x\"\n      }\n    }\n  }\n}\n";
    let broken = whole.replace("\"A\",", "\"A\"");
    for step in every_step() {
        refused(&connector(&broken), "A", &step, &["syntax error in line 5"]);
    }
    for (cut, _) in whole.char_indices() {
        let text = &whole[..cut];
        let connector = Connector::of_text(FileRole::Definition, text);
        for step in every_step() {
            let refused = matches!(plan(&connector, 0, &step), Plan::Refused { .. });
            assert!(refused || cut == whole.len() - 1, "{text}");
        }
    }
}

#[test]
fn text_that_is_not_utf8_is_refused() {
    let mut connector = with_paths(&format!(r#""/a": {}"#, get("A", "")));
    connector.set_not_utf8(FileRole::Definition, vec![syntax::Span::new(3, 6)]);
    for step in every_step() {
        refused(&connector, "A", &step, &["not UTF-8"]);
    }
    assert_eq!(operation(&connector, "A"), 0);
}
