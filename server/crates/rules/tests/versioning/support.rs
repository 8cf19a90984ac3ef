//! Small definitions, and what the rules on families say about them.

use connector::{Connector, FileRole};
use rules::{Finding, Fix, Profile, Settings, Stop};

pub(crate) const PROFILES: [Profile; 3] = [Profile::Custom, Profile::Certified, Profile::Independent];

/// An operation: its operationId, and what else it says.
pub(crate) type Row<'r> = (&'r str, &'r str);

/// A definition with these operations, each at a path called like it.
pub(crate) fn definition(info: &str, operations: &[Row<'_>]) -> String {
    let paths: Vec<String> = operations
        .iter()
        .map(|(id, members)| {
            let comma = if members.is_empty() { "" } else { "," };
            format!(r#""/{id}": {{ "get": {{ "operationId": "{id}"{comma} {members} }} }}"#)
        })
        .collect();
    format!(
        r#"{{ "swagger": "2.0", "info": {{ "version": "1.0" {info} }}, "paths": {{ {} }} }}"#,
        paths.join(", ")
    )
}

pub(crate) fn of(text: impl Into<String>) -> Connector {
    Connector::of_text(FileRole::Definition, text.into())
}

pub(crate) fn settings(profile: Profile) -> Settings {
    Settings { profile, ..Settings::default() }
}

/// What the rules on families find.
pub(crate) fn found(connector: &Connector, settings: &Settings) -> Vec<Finding> {
    let mut found = rules::check(connector, settings, &Stop::default());
    found.retain(|finding| finding.code().starts_with("versioning/"));
    found
}

/// Code (without its group) and operation of each finding.
pub(crate) fn codes(connector: &Connector, profile: Profile) -> Vec<String> {
    let name = |finding: &Finding| {
        let pointer = rules::engine::pointer(connector, finding);
        let path = pointer.split('/').nth(2).unwrap_or_default().trim_start_matches("~1");
        format!("{} {path}", finding.rule.code.trim_start_matches("versioning/"))
    };
    let mut codes: Vec<String> = found(connector, &settings(profile)).iter().map(name).collect();
    codes.sort();
    codes
}

#[track_caller]
pub(crate) fn check(operations: &[Row<'_>], expected: &[&str]) {
    let connector = of(definition("", operations));
    for profile in PROFILES {
        assert_eq!(codes(&connector, profile), expected, "{profile:?}");
    }
}

/// The text of the definition after this fix.
pub(crate) fn fixed(connector: &Connector, fix: &Fix) -> String {
    let edits = fix.edits(connector);
    let (_, edits) = edits.iter().find(|(file, _)| *file == FileRole::Definition).expect("an edit");
    syntax::edit::apply(connector.part(FileRole::Definition).unwrap().text(), edits).unwrap()
}

/// The text of the definition after the best fix of the one finding with this code.
#[track_caller]
pub(crate) fn fixed_by(operations: &[Row<'_>], code: &str) -> String {
    let connector = of(definition("", operations));
    let found = found(&connector, &settings(Profile::Certified));
    let mut with_code = found.iter().filter(|finding| finding.code() == code);
    let finding = with_code.next().unwrap_or_else(|| panic!("no {code} in {found:#?}"));
    assert!(with_code.next().is_none(), "{found:#?}");
    fixed(&connector, finding.fixes.first().expect("a fix"))
}

pub(crate) const FIRST: &str = r#""deprecated": false, "x-ms-api-annotation": { "status": "Production", "family": "GetItems", "revision": 1 }"#;

pub(crate) fn revision(number: u32, status: &str, more: &str) -> String {
    format!(
        r#"{more} "x-ms-api-annotation": {{ "status": "{status}", "family": "GetItems", "revision": {number} }}"#
    )
}

pub(crate) const ADVANCED: &str = r#""x-ms-visibility": "advanced","#;
pub(crate) const DEPRECATED: &str = r#""summary": "Get rows (deprecated)", "deprecated": true,"#;

#[track_caller]
pub(crate) fn check_submitted(operations: &[Row<'_>], expected: &[&str]) {
    assert_eq!(codes(&of(definition("", operations)), Profile::Certified), expected);
}
