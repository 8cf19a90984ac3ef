use super::*;

/// Problems as the text they underline with what is said about it.
fn problems(text: &str) -> Vec<(&str, String)> {
    parse(text).1.into_iter().map(|problem| (&text[problem.span.range()], problem.message)).collect()
}

#[test]
fn everything_that_is_promised_is_read() {
    let text = r#"// our rules
        {
            "$schema": "https://example.com/schema.json",
            "profile": "certified",
            "baseline": "auto",
            "rules": { "json/*": "warning", "json/syntax": "error", "json/duplicate-key": "off", },
            "ignore": [
                { "rule": "json/syntax", "pointer": "/host", "file": "crm/*.json", "reason": "known" },
                { "rule": "json/*", "pointer": "" },
            ],
            "acknowledge": [{ "change": "change/output-field-removed", "operation": "GetItems", "reason": "unused" }],
        }"#;
    let (found, problems) = parse(text);
    assert_eq!(problems, []);
    assert_eq!(found.profile, Some(Profile::Certified));
    let severity = |name: &str| rules::find(name).and_then(|entry| found.settings("/x").severity(entry.rule));
    assert_eq!(severity("json/syntax"), Some(Severity::Error));
    assert_eq!(severity("json/duplicate-key"), None);
    assert_eq!(found.rules[0], ("json/*".to_owned(), Some(Severity::Warning)));
    let first = Ignore {
        rule: "json/syntax".to_owned(),
        pointer: Some("/host".to_owned()),
        file: Some("crm/*.json".to_owned()),
        reason: Some("known".to_owned()),
    };
    assert_eq!(found.ignore[0], first);
    assert_eq!(found.ignore[1].pointer.as_deref(), Some(""));
    let at = |span: &Span| &text[span.range()];
    assert_eq!(
        found.places.ignore.iter().map(at).next_back(),
        Some(r#"{ "rule": "json/*", "pointer": "" }"#)
    );
    assert_eq!(found.places.ignore.len(), 2);
    let acknowledged: Vec<&str> = found.places.acknowledge.iter().map(at).collect();
    assert!(
        acknowledged[0].ends_with(r#""reason": "unused" }"#) && acknowledged.len() == 1,
        "{acknowledged:?}"
    );
}

#[test]
fn nothing_is_a_configuration_too() {
    for text in ["", " \n", "// nothing", "{}", "\u{FEFF}{}"] {
        assert_eq!(parse(text), (Configuration::default(), vec![]), "{text:?}");
    }
}

#[test]
fn names_that_do_not_exist_are_reported_with_the_nearest() {
    let text = r#"{ "profil": "custom", "rules": { "json/sintax": "off", "jsn/*": "off" },
        "ignore": [{ "rule": "json/syntax", "pointr": "/a" }], "acknowledge": [{ "chnge": "x" }] }"#;
    let message = |text: &str| text.to_owned();
    assert_eq!(
        problems(text),
        [
            ("\"profil\"", message("There is no setting 'profil'. Did you mean 'profile'?")),
            ("\"json/sintax\"", message("There is no rule 'json/sintax'. Did you mean 'json/syntax'?")),
            ("\"jsn/*\"", message("No rule matches 'jsn/*'.")),
            ("\"pointr\"", message("There is no setting 'pointr'. Did you mean 'pointer'?")),
            ("{ \"chnge\": \"x\" }", message("This entry acknowledges nothing: name the \"change\".")),
            ("\"chnge\"", message("There is no setting 'chnge'. Did you mean 'change'?")),
        ]
    );
}

#[test]
fn values_of_the_wrong_type_are_reported_and_the_rest_counts() {
    let text = r#"{ "profile": "gold", "rules": { "json/syntax": 1, "json/duplicate-key": "hint" },
        "ignore": [ 7, { "rule": "json/syntax", "pointer": "host" }, { "reason": "x" }, { "rule": [] },
            { "rule": "json/syntax" } ], "acknowledge": {}, "baseline": 3 }"#;
    let (found, _) = parse(text);
    assert_eq!(found.profile, None);
    assert_eq!(found.rules, [("json/duplicate-key".to_owned(), Some(Severity::Hint))]);
    assert_eq!(found.ignore, [Ignore { rule: "json/syntax".to_owned(), ..Ignore::default() }]);
    // Places are those of the entries that count.
    assert_eq!(&text[found.places.ignore[0].range()], r#"{ "rule": "json/syntax" }"#);
    assert_eq!(found.places.ignore.len(), 1);
    let places: Vec<&str> = problems(text).into_iter().map(|(place, _)| place).collect();
    assert_eq!(places, ["\"gold\"", "1", "7", "\"host\"", "{ \"reason\": \"x\" }", "[]", "{}", "3"]);
    assert_eq!(problems("[]")[0].1, "The configuration is an object: put it in braces.");
    assert_eq!(problems("{ \"rules\": [] }").len(), 1);
}

#[test]
fn broken_text_is_placed_and_survived() {
    let text = "\u{FEFF}{ \"profile\": \"custom\" \"rules\": { } ]";
    let (found, problems) = parse(text);
    assert_eq!(found, Configuration::default());
    assert_eq!(problems.len(), 1);
    assert!(problems[0].span.start > 3 && problems[0].span.end as usize <= text.len(), "{problems:?}");
    let whole = r#"{ "profile": "custom", /* é🙂 */ "rules": { "json/*": "off" }, "ignore": [{ "rule": 'x' }] } // x"#;
    for (at, _) in whole.char_indices() {
        for problem in parse(&whole[..at]).1 {
            assert!(whole[..at].get(problem.span.range()).is_some(), "{at} {problem:?}");
        }
    }
    for deep in ["[", "{\"a\":", "[{\"a\":"] {
        let problems = parse(&deep.repeat(300_000)).1;
        assert_eq!(problems.len(), 1);
    }
}

#[test]
fn the_nearer_configuration_wins() {
    let near = parse(r#"{ "rules": { "json/syntax": "hint" }, "profile": "custom" }"#).0;
    let far = parse(
        r#"{ "rules": { "json/*": "off" }, "ignore": [{ "rule": "json/syntax" }], "profile": "certified" }"#,
    )
    .0;
    let both = near.over(far);
    assert_eq!(both.profile, Some(Profile::Custom));
    assert_eq!((both.ignore.len(), both.places.ignore.len()), (1, 1));
    let settings = both.settings("/a/b");
    assert_eq!(settings.path, "/a/b");
    let severity = |code: &str| rules::find(code).and_then(|entry| settings.severity(entry.rule));
    assert_eq!(severity("json/syntax"), Some(Severity::Hint));
    assert_eq!(severity("json/duplicate-key"), None);
}

#[test]
fn patterns_of_a_file_start_at_its_folder() {
    let text = r#"{ "ignore": [{ "rule": "swagger/*", "file": "hr/**" }] }"#;
    let ignores = |above: &str, folder: &str| {
        let settings = parse(text).0.found_in(above).settings(folder);
        settings.ignores("swagger/x", "", connector::FileRole::Definition)
    };
    for (above, folder, is_ignored) in [
        ("/srv/hr/repository", "/srv/hr/repository/hr", true),
        ("/srv/hr/repository", "/srv/hr/repository/crm", false),
        ("/srv/hr/repository", "/srv/hr/repository/old-hr", false),
        ("/srv/hr/repository", "/srv/hr/repository/x/hr", false),
        ("/srv/hr", "/srv/hr", false),
        ("/", "/hr", true),
        ("C:\\work", "C:\\work\\hr\\inner", true),
        ("C:\\work", "C:\\work\\hr2", false),
    ] {
        assert_eq!(ignores(above, folder), is_ignored, "{above} {folder}");
    }
    // Ignored by an editor: beside a file that ignores nothing, the entries are still its own.
    let both = parse("{}").0.found_in("/srv").over(parse(text).0);
    assert!(both.settings("/srv/x/hr").ignores("swagger/x", "", connector::FileRole::Definition));
    let both = parse(text).0.found_in("/srv").over(parse(text).0);
    assert!(!both.settings("/srv/x/hr").ignores("swagger/x", "", connector::FileRole::Definition));
}

#[test]
fn patterns_that_stop_at_a_slash_are_told() {
    let text = r#"{ "rules": { "*": "off", "swagger*": "off" } }"#;
    assert_eq!(
        problems(text),
        [
            (
                "\"*\"",
                "No rule matches '*', which stops at a slash. Write '**' for all rules, or 'swagger/*'."
                    .to_owned()
            ),
            (
                "\"swagger*\"",
                "No rule matches 'swagger*': '*' stops at a slash. Write 'swagger**'.".to_owned()
            )
        ]
    );
}

#[test]
fn entries_that_cover_nothing_say_where_nothing_is() {
    let text = r#"{ "ignore": [{ "rule": "json/syntax" },
        { "rule": "json/syntax", "pointer": "/paths", "file": "crm/" },
        { "rule": "json/*", "pointer": "" }, { "rule": "*" }] }"#;
    let idle = Covering::default().idle(&parse(text).0);
    let messages: Vec<&str> = idle.iter().map(|problem| problem.message.as_str()).collect();
    let nothing = "This entry ignores nothing: there is no finding of";
    assert_eq!(
        messages,
        [
            format!("{nothing} 'json/syntax'. Remove it."),
            format!("{nothing} 'json/syntax' at '/paths' in 'crm/'. Correct or remove it."),
            format!("{nothing} 'json/*'. Remove it."),
        ]
    );
}
