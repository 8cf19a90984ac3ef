//! What the gallery shows and what stands beside a definition: one mistake gives one finding, and nobody is told of files
//! of which nothing is known.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

#[allow(dead_code, reason = "other tests need more of it")]
mod support;

use connector::{Connector, FileRole, Part};
use rules::{Profile, Settings, Stop, check};
use support::{File, base, connector, findings, findings_beside, show, siblings};

/// The codes of the findings on the connector of the tests with `new` in place of what stands at this pointer of its
/// definition.
#[track_caller]
fn codes(pointer: &str, new: &str) -> Vec<&'static str> {
    let mut files = base();
    let tree = syntax::parse(files[0].1.as_str());
    let node = syntax::pointer::resolve(&tree, pointer).expect("a pointer");
    files[0].1.replace_range(node.span().range(), new);
    let found = findings(&files, Profile::Certified);
    found.iter().map(rules::Finding::code).collect()
}

#[test]
fn what_is_misspelt_is_not_missing_as_well() {
    let info = |members: &str| format!(r#"{{ "version": "1.0", {members} }}"#);
    let contact = r#""contact": { "name": "Contoso", "url": "https://www.contoso.com", "email": "support@contoso.com" }"#;
    let description = r#""description": "Read and change the orders of a shop from flows and apps.""#;
    assert_eq!(
        codes("/info", &info(&format!(r#""titel": "Orders", {description}, {contact}"#))),
        ["swagger/unknown-property"]
    );
    assert_eq!(
        codes("/info", &info(&format!(r#""title": "Orders", "descripton": "x of Contoso", {contact}"#))),
        ["swagger/unknown-property"]
    );
    assert_eq!(
        codes("/info", &info(&format!(r#""title": "Contoso Orders", {description}, "contacts": {{}}"#))),
        ["swagger/unknown-property"]
    );
    let misspelt = r#"{ "name": "A", "ulr": "https://a.example", "email": "a@a.example" }"#;
    assert_eq!(codes("/info/contact", misspelt), ["swagger/unknown-property"]);
}

#[test]
fn a_value_of_another_type_has_one_finding() {
    assert_eq!(codes("/info/title", "7"), ["swagger/wrong-json-type"]);
    assert_eq!(codes("/info/description", "[]"), ["swagger/wrong-json-type"]);
    assert_eq!(codes("/info/version", "1.0"), ["swagger/wrong-json-type"]);
    assert_eq!(codes("/info/contact", "\"me\""), ["swagger/wrong-json-type"]);
    assert_eq!(codes("/info/contact/email", "false"), ["swagger/wrong-json-type"]);
    for metadata in
        ["null", "\"https://a.example\"", "{}", "[1]", r#"[{ "propertyName": 1, "propertyValue": "x" }]"#]
    {
        let found = codes("/x-ms-connector-metadata", metadata);
        let is_about_facts = |code: &&&str| **code == "connector/metadata-property-missing";
        assert_eq!(
            found.iter().filter(|code| !is_about_facts(code)).collect::<Vec<_>>(),
            [&"connector/metadata-malformed"],
            "{metadata}"
        );
    }
}

#[test]
fn what_is_blank_is_missing_and_nothing_else() {
    assert_eq!(codes("/info/title", "\" \""), ["connector/title-missing"]);
    assert_eq!(codes("/info/description", "\"\""), ["connector/description-missing"]);
    assert_eq!(codes("/info/contact/url", "\"\""), ["connector/contact-incomplete"]);
    assert_eq!(
        codes("/x-ms-connector-metadata/2/propertyValue", "null"),
        ["connector/metadata-property-missing"]
    );
    assert_eq!(codes("/x-ms-connector-metadata", "[]"), ["connector/metadata-property-missing"; 3]);
}

#[test]
fn another_spelling_of_a_fact_stands_for_it() {
    assert_eq!(
        codes("/x-ms-connector-metadata/0/propertyName", "\"Web site\""),
        ["connector/metadata-property-case"]
    );
    assert_eq!(
        codes(
            "/x-ms-connector-metadata/0",
            r#"{ "propertyName": "website", "propertyValue": "www.a.example" }"#
        ),
        ["connector/metadata-property-case", "connector/metadata-url-invalid"]
    );
    assert_eq!(
        codes("/x-ms-connector-metadata/0/propertyName", "\"Terms\""),
        ["connector/metadata-property-missing"]
    );
}

#[test]
fn how_bad_it_is_goes_by_what_has_been_certified() {
    let severity = |pointer: &str, new: &str| {
        let mut files = base();
        let tree = syntax::parse(files[0].1.as_str());
        let span = syntax::pointer::resolve(&tree, pointer).expect("a pointer").span();
        files[0].1.replace_range(span.range(), new);
        let found = findings(&files, Profile::Certified);
        assert_eq!(found.len(), 1, "{:#?}", show(&files, &found));
        found[0].severity
    };
    assert_eq!(severity("/info/version", "\"v2\""), rules::Severity::Hint);
    assert_eq!(severity("/info/version", "\"V2\""), rules::Severity::Warning);
    let categories = "/x-ms-connector-metadata/2/propertyValue";
    assert_eq!(severity(categories, "\"finance\""), rules::Severity::Warning);
    assert_eq!(severity(categories, "\"Finances\""), rules::Severity::Error);
    assert_eq!(severity("/info/contact/url", "\"mailto:a@a.example\""), rules::Severity::Warning);
}

/// The connector of the tests without a script, and the names in its folder.
fn without_script() -> Vec<File> {
    let mut files = base();
    files.retain(|(role, _)| *role != FileRole::Script);
    files
}

#[test]
fn nobody_is_told_of_files_that_may_be_there() {
    let files = without_script();
    assert!(findings(&files, Profile::Independent).is_empty(), "nobody listed the folder");
    let found = findings_beside(&files, &[], Profile::Independent);
    assert_eq!(found.len(), 2, "{:#?}", show(&files, &found));
}

#[test]
fn a_script_may_have_another_name_or_stand_elsewhere() {
    let files = without_script();
    let codes = |files: &[File], more: &str| -> Vec<&str> {
        let mut names = siblings(files, &[]);
        names.push(more.to_owned());
        findings_beside(files, &names, Profile::Custom).iter().map(rules::Finding::code).collect()
    };
    assert_eq!(codes(&files, "icon.png"), ["script/file-missing"]);
    assert!(codes(&files, "Other.CSX").is_empty());
    for (path, expected) in
        [("script.csx", 2), ("./script.csx", 2), ("src/script.csx", 1), ("..\\\\script.csx", 1)]
    {
        let mut files = without_script();
        files.push((
            FileRole::Settings,
            format!(r#"{{ "connectorId": "x", "environment": "y", "script": "{path}" }}"#),
        ));
        let found = codes(&files, "icon.png");
        assert_eq!(found.len(), expected, "{path}: {found:?}");
    }
}

#[test]
fn a_solution_needs_no_readme() {
    let names = ["con_shop_openapidefinition.json", "con_shop_connectionparameters.json"].map(str::to_owned);
    let definition = base().swap_remove(0).1;
    let mut connector = Connector::new([
        Part::new(FileRole::Definition, definition),
        Part::new(FileRole::ConnectionParameters, "{}".to_owned()),
    ]);
    connector.set_siblings(Some(names.into()));
    let settings = Settings { profile: Profile::Certified, ..Settings::default() };
    let found = check(&connector, &settings, &Stop::default());
    assert!(found.iter().all(|finding| finding.rule.group() != "package"), "{found:#?}");
}

#[test]
fn settings_of_another_tool_are_not_ours() {
    let mut files = base();
    files.push((FileRole::Settings, r#"{ "editor.tabSize": 2 }"#.to_owned()));
    assert!(connector(&files).settings().is_some());
    let names = siblings(&files, &[]);
    let found = findings_beside(&files, &names, Profile::Certified);
    assert!(found.iter().all(|finding| finding.code() != "package/settings-committed"), "{found:#?}");
}

#[test]
fn a_script_that_runs_for_all_can_be_listed_in_two_ways() {
    let mut files = base();
    let list = files[1].1.find(",\n    \"scriptOperations\"").expect("the list");
    let end = files[1].1[list..].find(']').expect("its end") + list + 1;
    files[1].1.replace_range(list..end, "");
    let found = findings(&files, Profile::Custom);
    assert_eq!(found.len(), 1, "{:#?}", show(&files, &found));
    let lists: Vec<String> = found[0]
        .fixes
        .iter()
        .map(|fix| {
            let edits = fix.edits(&connector(&files)).remove(0).1;
            let text = syntax::edit::apply(&files[1].1, &edits).expect("edits that fit");
            let tree = syntax::parse(text);
            let list = syntax::pointer::resolve(&tree, "/properties/scriptOperations").expect("the list");
            let names: Vec<_> = list.items().filter_map(syntax::Node::as_str).collect();
            names.join(" ")
        })
        .collect();
    assert_eq!(lists, ["ListItems CreateItem GetItem GetLists OnItemCreated DeleteSubscription", "GetItem"]);
}
