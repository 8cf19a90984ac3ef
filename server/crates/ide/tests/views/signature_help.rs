//! What the functions of policy expressions take.

use connector::FileRole;
use expect_test::expect;
use ide::signature_help;

use crate::support::State;

/// A policy with a value, the cursor at `$0`.
fn policy(value: &str) -> String {
    let start = r#"//- apiProperties.json
{
  "properties": {
    "connectionParameters": { "host": {}, "key": {} },
    "policyTemplateInstances": [
      { "templateId": "setheader", "parameters": {
        "x-ms-apimTemplateParameter.value": "#;
    format!("{start}{value}")
}

/// The call with the active argument in brackets; `nothing` without help.
fn shown(marked: &str) -> String {
    let state = State::of(marked);
    let Some(help) = signature_help(&state.connector, state.at()) else { return "nothing".to_owned() };
    match help.active {
        None => help.label.to_owned(),
        Some(active) => {
            let label = help.parameters[active].label;
            help.label.replace(label, &format!("[{label}]"))
        }
    }
}

#[track_caller]
fn check(value: &str, expected: &str) {
    assert_eq!(shown(&policy(&format!("\"{value}\" }} }}] }} }}"))), expected, "{value}");
    // The same while the string and everything around it is still being typed.
    let typed = value.split("$0").next().unwrap();
    assert_eq!(shown(&policy(&format!("\"{typed}$0"))), expected, "{value}, not closed");
    assert_eq!(
        shown(&policy(&format!("\"{typed}$0\n      }} }}\n    ]\n  }}\n}}"))),
        expected,
        "{value}, open string"
    );
}

#[test]
fn the_argument_at_the_cursor_is_active() {
    let headers = "@headers(['name'], 'default')";
    for value in ["@headers($0", "@headers($0)", "@headers( $0'X')", "@headers('X$0')", "@headers('a,b($0')"]
    {
        check(value, headers);
    }
    for value in
        ["@headers('X',$0", "@headers('X', 'd$0')", "https://a/@{headers('X', 'y$0'", "é🙂@HEADERS('X',$0"]
    {
        check(value, "@headers('name', ['default'])");
    }
    check("@headers('X', 'd', $0", "@headers('name', 'default')");
    check("@body($0)", "@body()");
    check("@connectionParameters('host$0')", "@connectionParameters(['name'], 'default')");
    check("@{concat(headers('a'), queryParameters($0", "@queryParameters(['name'], 'default')");
    check("@headers('a')@queryParameters('b', $0", "@queryParameters('name', ['default'])");
}

#[test]
fn nothing_is_said_outside_of_known_calls() {
    for value in [
        "$0",
        "@headers$0",
        "@headers('X')$0",
        "headers($0",
        "@unknown($0",
        "@{concat($0",
        "@{concat(headers('a'), $0",
        "it's @ headers($0",
        "@{a}headers($0",
        "@Request.OriginalHTTPMethod($0",
    ] {
        let expected = if value.starts_with("@Request") { "@Request.OriginalHTTPMethod" } else { "nothing" };
        check(value, expected);
    }
    assert_eq!(
        shown("//- apiProperties.json\n{ \"properties\": { \"publisher\": \"@headers($0\" } }"),
        "nothing"
    );
    assert_eq!(shown("{ \"info\": { \"title\": \"@headers($0\" } }"), "nothing");
    assert_eq!(shown("//- apiProperties.json\n$0"), "nothing");
    // A name is no value.
    assert_eq!(shown(&policy("1, \"@headers($0\": 2")), "nothing");
}

#[test]
fn it_is_told_what_all_of_it_means() {
    let state = State::of(&policy("\"@connectionParameters('$0"));
    let help = signature_help(&state.connector, state.at()).unwrap();
    expect![
        "What the maker entered for a connection parameter; the second argument is used when there is nothing."
    ]
    .assert_eq(&help.text.markdown());
    expect![[r#"
        Name of the connection parameter, be it in one of the parameter sets.

        `host`, `key`"#]]
    .assert_eq(&help.parameters[0].text.markdown());
    expect!["The text to use when there is no such value."].assert_eq(&help.parameters[1].text.markdown());
}

#[test]
fn polling_queries_and_solution_files_have_calls_too() {
    let config = r#"//- apiProperties.json
{ "properties": { "policyTemplateInstances": [{ "parameters": { "x-ms-apimTemplateParameter.triggerConfig": {
  "since": "@{triggerBody($0).at}" } } }] } }"#;
    assert_eq!(shown(config), "@triggerBody()");
    let solution = "//- a_policytemplateinstances.json\n[{ \"parameters\": { \"x\": \"@item($0";
    assert_eq!(shown(solution), "@item()");
}

#[test]
fn every_place_of_a_text_is_answered() {
    let text = policy("\"https://@{connectionParameters('host', 'é')}/@body().a['b']\" } }] } }");
    let text = text.trim_start_matches("//- apiProperties.json\n");
    let mut answers = 0;
    for end in (0..=text.len()).filter(|&end| text.is_char_boundary(end)) {
        let connector = connector::Connector::of_text(FileRole::Properties, &text[..end]);
        for offset in [end as u32, end as u32 / 2, u32::MAX] {
            let at = ide::At { file: FileRole::Properties, offset };
            answers += usize::from(signature_help(&connector, at).is_some());
        }
    }
    assert!(answers > 20, "{answers}");
}
