//! `connector-ls revision`.

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::json;

use crate::scratch::Scratch;

const DEFINITION: &str = "rows/apiDefinition.swagger.json";
const FILE: [&str; 2] = ["--file", "rows"];

/// A connector whose `paths` are these.
fn around(paths: &str) -> String {
    format!(
        r#"{{ "swagger": "2.0",
          "info": {{ "title": "Contoso Rows", "version": "1.0", "description": "Rows of lists." }},
          "host": "rows.contoso.com", "schemes": ["https"], "paths": {{ {paths} }}, "definitions": {{}} }}"#
    )
}

/// The guide's "Starting Point".
const START: &str = r#""/{list}/items": { "get": {
    "summary": "Get rows", "description": "This operation gets a list of items.", "operationId": "GetItems" } }"#;

/// The guide's "Operation Deprecation".
const END: &str = r#""/{list}/items": { "get": {
    "summary": "Get rows (deprecated)", "description": "This operation gets a list of items.",
    "operationId": "GetItems", "deprecated": true,
    "x-ms-api-annotation": { "status": "Production", "family": "GetItems", "revision": 1 } } },
  "/v2/{list}/items": { "get": {
    "summary": "Get rows", "description": "This operation gets a list of items.",
    "operationId": "GetItems_V2", "deprecated": false,
    "x-ms-api-annotation": { "status": "Production", "family": "GetItems", "revision": 2 } } }"#;

/// One operation that is deprecated and supported until the day `expires`.
fn expiring(expires: &str) -> String {
    let annotation = format!(r#"{{ "family": "GetItems", "revision": 1, "expires": "{expires}" }}"#);
    let old = format!(
        r#""/old": {{ "get": {{ "operationId": "GetItems", "deprecated": true, "x-ms-api-annotation": {annotation} }} }}"#
    );
    around(&format!(r#"{old}, "/other": {{ "get": {{ "operationId": "GetOther" }} }}"#))
}

impl Scratch {
    /// `connector-ls revision` on the connector in `rows`.
    #[track_caller]
    fn revision(&self, arguments: &[&str]) -> crate::scratch::Answer {
        self.run(&[&["revision"], arguments, &FILE].concat())
    }
}

#[test]
fn the_guides_story_is_written_in_every_layout() {
    for ((name, start), (_, end)) in
        fixture::layouts(&around(START)).iter().zip(fixture::layouts(&around(END)))
    {
        let scratch = Scratch::bare();
        scratch.definition("rows", start);
        scratch.definition("published", start);
        for (arguments, said) in [
            (["start", "GetItems", "--write"], "Start revision 2 of GetItems"),
            (["promote", "GetItems_V2", "--write"], "Promote GetItems_V2 to Production"),
            (["supersede", "GetItems", "--write"], "Deprecate GetItems and promote GetItems_V2"),
        ] {
            let answer = scratch.revision(&arguments).quiet_with(0);
            assert_eq!(answer.stdout, format!("{said}: wrote {DEFINITION}.\n"), "{name}");
            let written = scratch.read(DEFINITION);
            let again = scratch.revision(&arguments);
            assert_eq!((again.code, again.stdout.as_str()), (1, ""), "{name}: {again:?}");
            assert!(again.stderr.starts_with("error: 'GetItems"), "{}", again.stderr);
            assert_eq!(scratch.read(DEFINITION), written, "a refused step writes nothing: {name}");
            let diff = scratch.run(&["diff", "published", "rows", "--format", "json"]).quiet_with(0);
            assert_eq!(diff.lines().last().unwrap()["summary"]["breaking"], json!(0), "{name}");
        }
        assert_eq!(scratch.read(DEFINITION), end, "{name}");
        assert_eq!(fs::read_dir(scratch.path("rows")).unwrap().count(), 1, "no draft is left behind");
    }
}

#[test]
fn without_write_a_diff_is_printed_that_applies() {
    for (name, start) in fixture::layouts(&around(START)) {
        let scratch = Scratch::bare();
        scratch.definition("rows", &start);
        let shown = scratch.revision(&["start", "GetItems"]);
        assert_eq!((shown.code, shown.stderr.as_str()), (0, "Would change 1 file; add --write to do it.\n"));
        assert_eq!(scratch.read(DEFINITION), start, "{name}");
        let mut git = Command::new("git");
        git.args(["apply", "--whitespace=nowarn", "-"])
            .current_dir(scratch.path(""))
            .env("GIT_CEILING_DIRECTORIES", std::env::temp_dir());
        let mut git = git.stdin(Stdio::piped()).spawn().unwrap();
        git.stdin.take().unwrap().write_all(shown.stdout.as_bytes()).unwrap();
        assert!(git.wait().unwrap().success(), "{name}: {}", shown.stdout);
        let applied = scratch.read(DEFINITION);
        scratch.definition("rows", &start);
        scratch.revision(&["start", "GetItems", "--write"]).quiet_with(0);
        assert_eq!(scratch.read(DEFINITION), applied, "{name}");
    }
}

#[test]
fn both_files_change_together_or_none() {
    let properties = r#"{ "properties": { "policyTemplateInstances": [] } }"#;
    let scratch = Scratch::bare();
    scratch.definition("rows", around(START));
    scratch.write("rows/apiProperties.json", properties);
    // The one connector is found from its own folder, too.
    let mut command = scratch.command(&["revision", "start", "GetItems", "--same-backend-path", "--write"]);
    let answer = crate::scratch::Answer::of(command.current_dir(scratch.path("rows"))).quiet_with(0);
    assert!(answer.stdout.ends_with("wrote apiDefinition.swagger.json and apiProperties.json.\n"));
    assert!(scratch.read(DEFINITION).contains("GetItems_V2"));
    assert!(scratch.read("rows/apiProperties.json").contains("routerequesttoendpoint"));
    // The definition is written first: it has to be taken back.
    scratch.definition("rows", around(START));
    scratch.write("rows/apiProperties.json", properties);
    let path = scratch.path("rows/apiProperties.json");
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let refused = scratch.revision(&["start", "GetItems", "--same-backend-path", "--write"]);
    assert_eq!((refused.code, refused.stdout.as_str()), (2, ""), "{refused:?}");
    assert_eq!(
        refused.stderr,
        "error: rows/apiProperties.json: The change could not be written: the file is read-only.\n"
    );
    assert_eq!(scratch.read(DEFINITION), around(START));
}

#[test]
fn an_unknown_operation_is_answered_with_the_nearest() {
    let scratch = Scratch::bare();
    scratch.definition("rows", around(START));
    let near = scratch.revision(&["promote", "GetItem"]);
    assert_eq!((near.code, near.stdout.as_str()), (2, ""));
    let expected =
        format!("error: there is no operation 'GetItem' in {DEFINITION}. Did you mean 'GetItems'?\n");
    assert_eq!(near.stderr, expected);
    assert!(
        scratch
            .revision(&["list", "Nothing"])
            .stderr
            .contains("'connector-ls revision list --file rows' lists")
    );
    let alone = scratch.run(&["revision", "list", "Nothing"]).stderr;
    assert!(alone.contains("'connector-ls revision list' lists"), "{alone}");
    assert_eq!(scratch.revision(&["hide"]).code, 2, "an operation has to be named");
}

#[test]
fn an_operation_ends_with_its_date() {
    let scratch = Scratch::bare();
    scratch.definition("rows", around(START));
    let wrong = scratch.revision(&["deprecate", "GetItems", "--expires", "soon"]);
    assert_eq!((wrong.code, wrong.stdout.as_str()), (2, ""));
    let said =
        "error: invalid value 'soon' for '--expires <DATE>': this is no date: write it as 2027-06-30\n";
    assert!(wrong.stderr.starts_with(said), "{}", wrong.stderr);
    let superseded = around(END);
    let started =
        superseded.replace("\"Get rows (deprecated)\"", "\"Get rows\"").replace("\"deprecated\": true,", "");
    scratch.definition("rows", &started);
    let wrong = scratch.revision(&["supersede", "GetItems", "--expires", "2027-02-30", "--write"]);
    assert_eq!((wrong.code, wrong.stdout.as_str()), (2, ""));
    assert!(wrong.stderr.contains("'2027-02-30'"), "{}", wrong.stderr);
    assert_eq!(scratch.read(DEFINITION), started, "a bad date writes nothing");
    scratch.revision(&["supersede", "GetItems", "--expires", "2027-06-30", "--write"]).quiet_with(0);
    assert_eq!(scratch.read(DEFINITION).matches("\"expires\": \"2027-06-30\"").count(), 1);
    scratch.definition("rows", around(START));
    scratch.revision(&["deprecate", "GetItems", "--expires", "2999-01-31", "--write"]).quiet_with(0);
    assert!(scratch.read(DEFINITION).contains("2999-01-31"));
    scratch.revision(&["hide", "GetItems", "--write"]).quiet_with(0);
    let listed = scratch.revision(&["list", "GetItems"]).quiet_with(0).stdout;
    assert!(listed.contains("Production  internal    yes         2999-01-31\n"), "{listed}");
    let early = scratch.revision(&["retire", "GetItems", "--write"]);
    assert_eq!(early.code, 1);
    assert!(early.stderr.contains("supported until 2999-01-31"), "{}", early.stderr);
    scratch.definition("rows", expiring("2020-01-31"));
    assert_eq!(scratch.revision(&["retire", "GetItems", "--write"]).code, 0);
    let left = scratch.read(DEFINITION);
    assert!(!left.contains("GetItems") && left.contains("GetOther"), "{left}");
}

#[test]
fn families_are_listed() {
    let scratch = Scratch::bare();
    scratch
        .definition("rows", around(&format!(r#"{END}, "/o": {{ "put": {{ "operationId": "PutOther" }} }}"#)));
    let all = "\
Family    Revision  Operation    Path                  Status      Visibility  Deprecated  Expires
GetItems  1         GetItems     GET /{list}/items     Production  normal      yes
GetItems  2         GetItems_V2  GET /v2/{list}/items  Production  normal      no
PutOther  1         PutOther     PUT /o                Production  normal      no
";
    assert_eq!(scratch.revision(&["list"]).quiet_with(0).stdout, all);
    let one = scratch.revision(&["list", "GetItems_V2"]).quiet_with(0).stdout;
    assert_eq!(one, all[..all.find("PutOther").unwrap()]);
}

#[test]
fn families_are_listed_for_programs() {
    let scratch = Scratch::bare();
    let list = || scratch.revision(&["list", "--format", "json"]).quiet_with(0);
    scratch.definition("rows", around(&format!(r#"{END}, "/o": {{ "put": {{}} }}"#)));
    let listed = list();
    let keys = "family revision operationId method path status visibility deprecated expires state";
    for line in listed.lines() {
        let found: Vec<&String> = line.as_object().unwrap().keys().collect();
        assert_eq!(found.iter().map(|key| key.as_str()).collect::<Vec<_>>().join(" "), keys);
    }
    assert_eq!(
        listed.lines()[1],
        json!({ "family": "GetItems", "revision": 2, "operationId": "GetItems_V2", "method": "GET",
            "path": "/v2/{list}/items", "status": "Production", "visibility": "normal", "deprecated": false,
            "expires": null, "state": "production" })
    );
    assert_eq!(listed.lines()[0]["state"], "deprecated");
    scratch.definition("rows", expiring("2020-01-31"));
    let expired = &list().lines()[0];
    assert_eq!((&expired["expires"], &expired["state"]), (&json!("2020-01-31"), &json!("expired")));
    scratch.definition("rows", expiring("2999-01-31"));
    assert_eq!(list().lines()[0]["state"], "deprecated");
    scratch.revision(&["hide", "GetItems", "--write"]).quiet_with(0);
    assert_eq!(list().lines()[0]["state"], "hidden");
    scratch.definition(
        "rows",
        around(&START.replace(
            "\"operationId\"",
            "\"x-ms-api-annotation\": { \"status\": \"Preview\" }, \"operationId\"",
        )),
    );
    assert_eq!(list().lines()[0]["state"], "preview");
}

#[test]
fn of_several_connectors_one_has_to_be_named() {
    let scratch = Scratch::bare();
    scratch.definition("rows", around(START));
    scratch.definition("more", around(START));
    let answer = scratch.run(&["revision", "start", "GetItems", "--write"]);
    assert_eq!((answer.code, answer.stdout.as_str()), (2, ""));
    for part in ["There are 2 connectors here", "more/apiDefinition.swagger.json", DEFINITION, "--file"] {
        assert!(answer.stderr.contains(part), "{part}: {}", answer.stderr);
    }
    let named =
        scratch.run(&["revision", "start", "GetItems", "--write", "--file", DEFINITION]).quiet_with(0);
    assert!(named.stdout.contains(DEFINITION));
    assert_eq!(scratch.read("more/apiDefinition.swagger.json"), around(START));
    assert_eq!(scratch.run(&["revision", "list", "--file", "nowhere"]).code, 2);
}

#[test]
fn a_file_that_is_not_utf8_is_left_alone() {
    let scratch = Scratch::bare();
    let mut bytes = around(START).replace("Rows of lists.", "caf@").into_bytes();
    let at = bytes.iter().position(|byte| *byte == b'@').unwrap();
    bytes[at] = 0xE9;
    scratch.definition("rows", &bytes);
    let answer = scratch.revision(&["start", "GetItems", "--write"]);
    assert_ne!(answer.code, 0, "{answer:?}");
    assert!(answer.stderr.contains("UTF-8"), "{}", answer.stderr);
    assert_eq!(fs::read(scratch.path(DEFINITION)).unwrap(), bytes);
}
