//! `connector-ls diff`.

use serde_json::{Value, json};

use crate::scratch::{Scratch, samples};

/// A connector with one operation, in which no rule finds an error.
pub(crate) const OLD: &str = r#"{
  "swagger": "2.0",
  "info": { "title": "Contoso Rows", "description": "Rows of lists.", "version": "1.0" },
  "host": "rows.contoso.com",
  "schemes": ["https"],
  "paths": {
    "/items": {
      "get": {
        "operationId": "GetItems",
        "summary": "Get rows", "description": "Gets the rows of a list.",
        "responses": {
          "200": {
            "description": "Rows.",
            "schema": { "type": "object", "properties": { "id": { "type": "string" }, "name": { "type": "string" } } }
          }
        }
      }
    }
  }
}
"#;

/// Without the output `name`.
pub(crate) fn breaking() -> String {
    OLD.replace(r#", "name": { "type": "string" }"#, "")
}

/// With other words.
fn minor() -> String {
    OLD.replace("Rows of lists.", "Rows of all lists.").replace("\"1.0\"", "\"1.1\"")
}

fn pair(new: &str) -> Scratch {
    let scratch = Scratch::bare();
    scratch.write("old.json", OLD);
    scratch.write("new.json", new);
    scratch
}

#[test]
fn the_exit_code_says_whether_something_breaks() {
    assert_eq!(pair(&breaking()).run(&["diff", "old.json", "new.json"]).quiet_with(1).code, 1);
    for (new, update) in [(OLD.to_owned(), "none"), (minor(), "minor")] {
        let scratch = pair(&new);
        let last =
            scratch.run(&["diff", "old.json", "new.json", "--format", "json"]).quiet_with(0).lines().pop();
        assert_eq!(last.unwrap()["summary"]["update"], update);
    }
    let same = pair(OLD).run(&["diff", "old.json", "new.json"]).quiet_with(0).stdout;
    assert_eq!(same, "No change that flows could feel.\nNothing that the connector means has changed.\n");
    let layouts = fixture::layouts(OLD);
    for (name, text) in &layouts {
        let formatted = pair(text).run(&["diff", "old.json", "new.json"]).quiet_with(0).stdout;
        assert_eq!(formatted, same, "{name}");
    }
}

#[test]
fn json_is_one_change_a_line_and_a_summary() {
    let scratch = pair(&breaking());
    let lines = scratch.run(&["diff", "--format", "json", "old.json", "new.json"]).quiet_with(1).lines();
    let (last, changes) = lines.split_last().unwrap();
    let count = |class: &str| changes.iter().filter(|change| change["class"] == class).count();
    let counted = json!({ "summary": { "breaking": count("breaking"), "risky": count("risky"),
        "compatible": count("compatible"), "update": "major" } });
    assert_eq!(*last, counted);
    for change in changes {
        let keys: Vec<&String> = change.as_object().unwrap().keys().collect();
        assert_eq!(keys, ["code", "class", "operationId", "pointer", "message", "remedy", "old", "new"]);
    }
    let breaking: Vec<&Value> = changes.iter().filter(|change| change["class"] == "breaking").collect();
    assert_eq!(breaking.len(), 1, "{changes:#?}");
    assert_eq!(breaking[0]["code"], "change/output-field-removed");
    assert_eq!(breaking[0]["operationId"], "GetItems");
    let pointer = breaking[0]["pointer"].as_str().unwrap();
    assert!(pointer.starts_with("/paths/~1items/get/responses/200/schema"), "{pointer}");
}

#[test]
fn text_shows_both_places_and_what_to_do() {
    let scratch = pair(&breaking());
    let text = scratch.run(&["diff", "old.json", "new.json"]).quiet_with(1).stdout;
    assert!(text.starts_with("breaking[change/output-field-removed]: "), "the gravest comes first: {text}");
    let first = text.split("\n\n").next().unwrap();
    let column = OLD.lines().nth(13).unwrap().find("\"name\"").unwrap() + 1;
    let old_place = format!(" --> old.json:14:{column}\n");
    for part in [" --> new.json:14:", &old_place, "  = note: in the published connector\n", "  = help: "] {
        assert!(first.contains(part), "{part}: {first}");
    }
    assert!(text.contains("\nFound 1 breaking, 0 risky and "), "{text}");
    assert!(text.ends_with("For certification this is a major update.\n"), "{text}");
}

#[test]
fn sarif_has_both_places_and_the_kinds() {
    let scratch = pair(&breaking());
    let log = scratch.run(&["diff", "old.json", "new.json", "--format", "sarif"]).quiet_with(1).json();
    let run = &log["runs"][0];
    let kinds = run["tool"]["driver"]["rules"].as_array().unwrap();
    let results = run["results"].as_array().unwrap();
    let lines = scratch.run(&["diff", "old.json", "new.json", "--format", "json"]).lines();
    assert_eq!(results.len(), lines.len() - 1);
    for (result, line) in results.iter().zip(&lines) {
        assert_eq!(result["ruleId"], line["code"]);
        assert_eq!(kinds[result["ruleIndex"].as_u64().unwrap() as usize]["id"], line["code"]);
        assert_eq!(result["properties"]["class"], line["class"]);
        assert_eq!(result["properties"]["remedy"], line["remedy"]);
        assert_eq!(result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"], line["pointer"]);
        let uri = |locations: &Value| locations[0]["physicalLocation"]["artifactLocation"]["uri"].clone();
        assert_eq!(uri(&result["locations"]), "new.json");
        assert_eq!(uri(&result["relatedLocations"]), "old.json");
    }
    let removed = results.iter().find(|result| result["ruleId"] == "change/output-field-removed").unwrap();
    assert_eq!(removed["level"], "error");
    let old = &removed["relatedLocations"][0]["physicalLocation"]["region"];
    let start = OLD.find("\"name\"").unwrap();
    assert_eq!((&old["startLine"], &old["byteOffset"]), (&json!(14), &json!(start)));
    assert_eq!(run["invocations"][0]["executionSuccessful"], true);
    assert_eq!(run["properties"], lines.last().unwrap()["summary"]);
    for kind in kinds {
        let docs = kind["helpUri"].as_str().unwrap();
        assert!(docs.ends_with(&format!("#{}", kind["id"].as_str().unwrap().replace('/', ""))), "{docs}");
    }
}

#[test]
fn markdown_says_what_breaks_for_whom_and_what_to_do() {
    let scratch = pair(&breaking());
    let text = scratch.run(&["diff", "old.json", "new.json", "--format", "markdown"]).quiet_with(1).stdout;
    let start = "## Connector changes: Contoso Rows\n\n**1 breaking** and 1 compatible changes. For certification this is a \
                 **major update**.\n\n<b>Existing flows break if they use</b> <code>GetItems</code>\n\n### ❌ Breaking: ";
    assert!(text.starts_with(start), "{text}");
    for part in [
        "\n**[A published output is gone](https://",
        "/change-kinds.md#changeoutput-field-removed)**\\\n**What to do:** ",
        "\n\n- The output 'name' of 'GetItems' ",
        "\\\n  <sub>new.json:14:",
        "\n<details>\n<summary><b>✅ Compatible: existing flows feel nothing</b> (1)</summary>\n\n**[",
        "\n<sub>new.json compared with old.json by connector-ls.",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("Risky"), "{text}");
    let text =
        pair(&minor()).run(&["diff", "old.json", "new.json", "--format", "markdown"]).quiet_with(0).stdout;
    assert!(text.contains("this is a **minor update**") && !text.contains("Breaking"), "{text}");
    let text = pair(OLD).run(&["diff", "old.json", "new.json", "--format", "markdown"]).quiet_with(0).stdout;
    let start = "## Connector changes: Contoso Rows\n\nNothing that the connector means has changed.\n\n<sub>new.json compared";
    assert!(text.starts_with(start), "{text}");
}

/// A connector with so many operations that share a schema in which `output` is.
fn many(count: usize, output: &str) -> String {
    let operation = |number: usize| {
        let schema = r##""schema": { "$ref": "#/definitions/Row" }"##;
        let answer = format!(r#""responses": {{ "200": {{ "description": "x", {schema} }} }}"#);
        format!(r#""/p{number}": {{ "get": {{ "operationId": "Get_{number}", {answer} }} }}"#)
    };
    let paths = (0..count).map(operation).collect::<Vec<_>>().join(", ");
    let row = format!(r#"{{ "type": "object", "properties": {{ "{output}": {{ "type": "string" }} }} }}"#);
    format!(r#"{{ "swagger": "2.0", "paths": {{ {paths} }}, "definitions": {{ "Row": {row} }} }}"#)
}

#[test]
fn markdown_folds_long_lists_of_operations() {
    let scratch = Scratch::bare();
    scratch.write("old.json", many(9, "id"));
    scratch.write("new.json", many(9, "key"));
    let text = scratch.run(&["diff", "old.json", "new.json", "--format", "markdown"]).quiet_with(1).stdout;
    let operations: Vec<String> = (0..9).map(|number| format!(r"<code>Get\_{number}</code>")).collect();
    let operations = operations.join(", ");
    let lead = "<b>Existing flows break if they use</b> 9 operations";
    let first = format!("\n<details>\n<summary>{lead}</summary>\n\n{operations}\n\n</details>\n");
    assert!(text.contains(&first), "{text}");
    let felt = format!(
        "\n\n  <details>\n  <summary>Felt by 9 operations</summary>\n\n  {operations}\n\n  </details>\n"
    );
    assert!(text.contains(&felt), "{text}");
    assert_eq!(text.matches("<details>").count(), text.matches("</details>").count());
    scratch.write("old.json", many(8, "id"));
    scratch.write("new.json", many(8, "key"));
    let text = scratch.run(&["diff", "old.json", "new.json", "--format", "markdown"]).quiet_with(1).stdout;
    assert!(
        text.contains(
            r"\
  Felt by <code>Get\_0</code>, <code>Get\_1</code>, "
        ),
        "{text}"
    );
}

#[test]
fn markdown_fits_into_a_comment() {
    let scratch = Scratch::bare();
    scratch.write("old.json", many(900, "id"));
    scratch.write("new.json", many(1, "key"));
    let text = scratch.run(&["diff", "old.json", "new.json", "--format", "markdown"]).quiet_with(1).stdout;
    assert!(text.len() < 65_536 && text.len() > 50_000, "{}", text.len());
    assert_eq!(text.matches("<details>").count(), text.matches("</details>").count());
    let told = text.lines().filter(|line| line.starts_with("- ")).count();
    let more =
        text.lines().find(|line| line.ends_with(" more: `connector-ls diff` lists them all.")).unwrap();
    let more: usize = more.split(' ').next().unwrap().parse().unwrap();
    let json = scratch.run(&["diff", "old.json", "new.json", "--format", "json"]);
    assert_eq!(told + more, json.lines().len() - 1);
}

#[test]
fn folders_are_compared_with_all_their_files() {
    let scratch = Scratch::bare();
    scratch.definition("old", OLD);
    scratch.definition("new", OLD);
    let properties = |name: &str| {
        format!(
            r#"{{ "properties": {{ "connectionParameters": {{ "{name}": {{ "type": "string", "uiDefinition": {{ "constraints": {{ "required": "true" }} }} }} }} }} }}"#
        )
    };
    scratch.write("old/apiProperties.json", properties("key"));
    scratch.write("new/apiProperties.json", properties("token"));
    let text = scratch.run(&["diff", "old", "new"]).quiet_with(1).stdout;
    assert!(text.contains(" --> new/apiProperties.json:1:"), "{text}");
    let files = ["old/apiDefinition.swagger.json", "new/apiDefinition.swagger.json"];
    scratch.run(&["diff", files[0], files[1]]).quiet_with(0);
    scratch.write("copy.json", properties("key"));
    let copy = scratch.run(&["diff", "copy.json", "new/apiProperties.json"]).quiet_with(1).stdout;
    assert!(copy.contains("--> new/apiProperties.json:1:"), "{copy}");
}

#[test]
fn what_cannot_be_compared_is_said() {
    let scratch = pair(OLD);
    scratch.definition("a", OLD);
    scratch.definition("b", OLD);
    scratch.write("a/apiProperties.json", "{}");
    scratch.write("a/script.csx", "");
    for (old, new, said) in [
        ("main:old.json", "new.json", "there is no Git repository here"),
        ("nowhere.json", "new.json", "nowhere.json: There is no such file or folder."),
        (".", "new.json", "There are 2 connectors here; name one of them: a/"),
        ("a/apiDefinition.swagger.json", "a/apiProperties.json", "another kind of file"),
        ("a/script.csx", "a/script.csx", "This file says nothing alone."),
    ] {
        let answer = scratch.run(&["diff", old, new]);
        assert_eq!((answer.code, answer.stdout.as_str()), (2, ""), "{old} {new}: {answer:?}");
        assert!(answer.stderr.starts_with("error: ") && answer.stderr.contains(said), "{}", answer.stderr);
        assert_eq!(answer.stderr.lines().count(), 1, "{}", answer.stderr);
    }
    assert_eq!(scratch.run(&["diff", "old.json"]).code, 2);
    scratch.write("new.json", OLD.replacen("\"swagger\": \"2.0\",", "\"swagger\": \"2.0\"", 1));
    let damaged = scratch.run(&["diff", "old.json", "new.json"]);
    assert_eq!(damaged.code, 0);
    assert!(damaged.stderr.starts_with("warning: new.json: There are syntax errors"), "{}", damaged.stderr);
}

#[test]
fn a_sample_is_the_same_as_itself() {
    let scratch = Scratch::bare();
    let sample = samples().join("versioned-orders");
    let sample = sample.to_str().unwrap();
    let lines = scratch.run(&["diff", sample, sample, "--format", "json"]).quiet_with(0).lines();
    assert_eq!(
        lines,
        [json!({ "summary": { "breaking": 0, "risky": 0, "compatible": 0, "update": "none" } })]
    );
}

#[test]
fn a_file_of_any_name_is_compared_if_it_reads_as_a_definition() {
    let scratch = Scratch::repository();
    scratch.write("package.json", r#"{ "name": "rows" }"#);
    scratch.write("notes.md", "# Notes");
    scratch.write("rows.txt", OLD);
    scratch.commit();
    for (old, new, foreign) in [
        ("package.json", "package.json", "package.json"),
        ("rows.txt", "notes.md", "notes.md"),
        ("HEAD:notes.md", "rows.txt", "HEAD:notes.md"),
    ] {
        let answer = scratch.run(&["diff", old, new]);
        let expected = format!("error: {foreign}: This is no API definition: ");
        assert_eq!((answer.code, answer.stdout.as_str()), (2, ""), "{answer:?}");
        assert!(answer.stderr.starts_with(&expected), "{}", answer.stderr);
    }
    scratch.run(&["diff", "HEAD:rows.txt", "rows.txt"]).quiet_with(0);
    scratch.run(&["revision", "list", "--file", "rows.txt"]).quiet_with(0);
    let listed = scratch.run(&["revision", "list", "--file", "notes.md"]);
    assert_eq!((listed.code, listed.stdout.as_str()), (2, ""));
    assert!(listed.stderr.starts_with("error: notes.md: This is no API definition: "), "{}", listed.stderr);
    scratch.definition("rows", OLD);
    scratch.write("connector-ls.jsonc", r#"{ "rules": { "**": "off" } }"#);
    let checked = scratch.run(&["check", "--baseline", "notes.md", "--format", "json"]);
    assert_eq!((checked.code, checked.stdout.as_str()), (2, ""));
    assert!(checked.stderr.contains("The baseline 'notes.md' is no API definition"), "{}", checked.stderr);
    scratch.run(&["check", "--baseline", "rows.txt", "--format", "json"]).quiet_with(0);
}

#[test]
fn of_something_new_no_published_place_is_shown() {
    let new = OLD.replace(r#""name": {"#, r#""size": { "type": "integer" }, "name": {"#);
    let scratch = pair(&new.replace("\"1.0\"", "\"1.1\""));
    let text = scratch.run(&["diff", "old.json", "new.json"]).quiet_with(0).stdout;
    assert!(text.contains("[change/output-field-added]") && !text.contains("in the published"), "{text}");
    let log = scratch.run(&["diff", "old.json", "new.json", "--format", "sarif"]).quiet_with(0).json();
    assert!(log["runs"][0]["results"][0]["relatedLocations"].is_null(), "{log}");
    let gone = scratch.run(&["diff", "new.json", "old.json"]).quiet_with(1).stdout;
    assert!(gone.contains("[change/output-field-removed]") && gone.contains("in the published"), "{gone}");
}
