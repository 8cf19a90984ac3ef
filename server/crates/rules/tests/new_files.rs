//! What stands in the files that fixes make.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

#[allow(dead_code, reason = "other tests need more of it")]
mod support;

use connector::{Connector, FileRole, Part};
use rules::{NewFile, Profile};
use support::{File, base, connector, findings_beside};

/// The file that the fix for `code` makes in a folder with these files and nothing else.
#[track_caller]
fn made(files: &[File], code: &str, profile: Profile) -> NewFile {
    let names = names(files);
    let mut model: Connector = connector(files);
    model.set_siblings(Some(names.as_slice().into()));
    let found = findings_beside(files, &names, profile);
    let finding = found.iter().find(|finding| finding.code() == code).expect("the finding");
    let [file] = <[NewFile; 1]>::try_from(finding.fixes[0].new_files(&model)).expect("one file");
    // Nothing is made where something is.
    model.set_siblings(Some([file.name.to_uppercase()].into()));
    assert!(finding.fixes[0].new_files(&model).is_empty());
    file
}

fn names(files: &[File]) -> Vec<String> {
    files.iter().map(|(role, _)| role.usual_name().to_owned()).collect()
}

fn without(role: FileRole) -> Vec<File> {
    base().into_iter().filter(|(found, _)| *found != role).collect()
}

/// The base connector with another security definition and without `apiProperties.json` and script.
fn signing_in(scheme: &str) -> Vec<File> {
    let mut files = base();
    files.truncate(1);
    let old = r#""type": "apiKey",
      "in": "header",
      "name": "X-API-Key""#;
    assert!(files[0].1.contains(old));
    files[0].1 = files[0].1.replace(old, scheme);
    files
}

#[test]
fn new_properties_fit_the_definition_in_every_profile() {
    let schemes = [
        (r#""type": "apiKey", "in": "header", "name": "X-API-Key""#, "\"api_key\": {"),
        (r#""type": "basic""#, "\"password\": {"),
        (
            r#""type": "oauth2", "flow": "accessCode", "authorizationUrl": "https://login.contoso.com/authorize",
               "tokenUrl": "https://login.contoso.com/token", "scopes": { "orders.read": "Read orders." }"#,
            "\"scopes\": [\n            \"orders.read\"\n          ]",
        ),
    ];
    for (scheme, expected) in schemes {
        for profile in [Profile::Custom, Profile::Certified, Profile::Independent] {
            let mut files = signing_in(scheme);
            let file = made(&files, "properties/file-missing", profile);
            assert_eq!((file.name.as_str(), file.role), ("apiProperties.json", Some(FileRole::Properties)));
            assert!(file.text.contains(expected), "{}", file.text);
            assert!(file.text.ends_with("\n}\n"), "{}", file.text);
            files.push((FileRole::Properties, file.text));
            let names: Vec<String> = names(&files).into_iter().chain(["readme.md".to_owned()]).collect();
            let left = findings_beside(&files, &names, profile);
            assert!(left.is_empty(), "{profile:?} {scheme}: {:#?}", support::show(&files, &left));
        }
    }
}

#[test]
fn a_script_that_is_there_runs_for_all_operations_as_before() {
    let file = made(&without(FileRole::Properties), "properties/file-missing", Profile::Custom);
    assert!(file.text.contains("\"scriptOperations\": [\n"), "{}", file.text);
    assert!(file.text.contains("\"DeleteSubscription\""), "{}", file.text);
}

#[test]
fn a_new_script_is_one_that_the_platform_runs() {
    let file = made(&without(FileRole::Script), "script/file-missing", Profile::Custom);
    assert_eq!((file.name.as_str(), file.role), ("script.csx", Some(FileRole::Script)));
    let Part::Script(script) = Part::new(FileRole::Script, file.text) else { panic!() };
    let [class] = script.classes.as_slice() else { panic!("one class") };
    assert_eq!(&script.text()[class.name.range()], "Script");
    assert_eq!(class.base.map(|base| &script.text()[base.range()]), Some("ScriptBase"));
}

#[test]
fn a_new_readme_says_what_the_files_say() {
    let mut files = base();
    files[0].1 = files[0].1.replace("\"Get item\"", "\"Get <item>\"").replace('\n', "\r\n");
    let file = made(&files, "package/readme-missing", Profile::Certified);
    assert_eq!((file.name.as_str(), file.role), ("readme.md", None));
    assert!(!file.text.replace("\r\n", "").contains('\n'), "line ends are those of the definition");
    let text = file.text.replace("\r\n", "\n");
    let expected = "# Contoso Orders

Read and change the orders of a Contoso shop from flows and apps.

## Publisher: Contoso

## Prerequisites

<!-- Say what one needs before one can use the connector: a plan, an account, a role. -->

## Supported operations

### List items

Gets the items of a list.

### Create item

Adds an item to a list.

### Get \\<item\\>

Gets one item by its key.

### When an item is created

*Trigger.*

Starts a flow when an item is created.

## Obtaining credentials

- **API key**: The key of your shop.
- **Shop**: The name of your shop.

<!-- Say where one gets what the connection asks for. -->

## Known issues and limitations

<!-- Say what does not work, and which limits there are. -->
";
    assert_eq!(text, expected);
}
