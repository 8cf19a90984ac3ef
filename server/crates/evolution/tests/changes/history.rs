//! Real updates of real connectors, each with what another program found in it.
//!
//! The folder is `CONNECTOR_HISTORY`, else `../shared/history` beside the repository; without either there is nothing to
//! do here. The other program may be wrong, and so may we: every difference is in [`EXPLAINED`], with its reason.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs};

use connector::{Connector, FileRole};
use evolution::changes::{Class, Comparison, compare};
use serde_json::Value;

/// What the other program calls a kind, and what we may call it.
const NAMES: &[(&str, &[&str])] = &[
    ("operation-removed", &["operation-removed"]),
    ("operation-added", &["operation-added"]),
    ("operationId-renamed", &["operation-id-renamed"]),
    ("operation-deprecated", &["operation-deprecated"]),
    ("operation-visibility-changed", &["operation-hidden", "operation-downplayed", "operation-unhidden"]),
    ("annotation-changed", &["annotation-changed", "revision-decreased", "status-demoted"]),
    ("summary-changed", &["summary-changed"]),
    ("path-changed", &["path-changed"]),
    ("method-changed", &["method-changed"]),
    ("path-parameter-renamed", &["path-variable-renamed"]),
    ("basePath-changed", &["base-path-changed"]),
    ("host-changed", &["host-changed"]),
    ("security-changed", &["auth-changed"]),
    ("trigger-kind-changed", &["trigger-kind-changed"]),
    ("parameter-removed", &["parameter-removed"]),
    ("parameter-added-required", &["required-parameter-added"]),
    ("parameter-added-required-with-default", &["required-parameter-added", "internal-parameter-added"]),
    ("parameter-added-optional", &["optional-parameter-added", "internal-parameter-added"]),
    ("parameter-became-required", &["parameter-became-required"]),
    ("parameter-became-optional", &["parameter-became-optional"]),
    ("parameter-location-changed", &["parameter-location-changed"]),
    ("parameter-type-changed", &["input-type-changed"]),
    ("parameter-format-changed", &["input-format-changed"]),
    ("parameter-enum-added", &["input-enum-added"]),
    ("parameter-enum-value-removed", &["input-enum-value-removed"]),
    ("parameter-enum-value-added", &["input-enum-value-added"]),
    ("parameter-default-changed", &["input-default-changed"]),
    ("parameter-visibility-changed", &["input-field-hidden", "input-visibility-changed"]),
    ("body-removed", &["body-removed"]),
    ("body-added-required", &["required-parameter-added"]),
    ("body-added-optional", &["optional-parameter-added"]),
    ("body-became-required", &["parameter-became-required"]),
    ("body-parameter-renamed", &["body-parameter-renamed"]),
    ("body-type-changed", &["input-type-changed"]),
    ("body-property-removed", &["input-field-removed"]),
    ("body-property-added", &["input-optional-field-added"]),
    ("body-property-added-required", &["input-required-field-added"]),
    ("body-property-became-required", &["input-field-became-required"]),
    ("body-property-type-changed", &["input-type-changed"]),
    ("body-property-format-changed", &["input-format-changed"]),
    ("body-property-enum-added", &["input-enum-added"]),
    ("body-property-enum-value-removed", &["input-enum-value-removed"]),
    ("response-property-removed", &["output-field-removed"]),
    ("response-property-added", &["output-field-added"]),
    ("response-property-type-changed", &["output-type-changed"]),
    ("response-property-format-changed", &["output-format-changed"]),
    ("response-property-became-optional", &["output-field-became-optional"]),
    ("response-type-changed", &["output-type-changed", "output-root-kind-changed"]),
    ("response-schema-removed", &["output-schema-removed"]),
    ("response-schema-added", &["output-schema-added"]),
    ("response-code-removed", &["success-response-removed"]),
    ("notification-property-removed", &["output-field-removed"]),
    ("notification-property-added", &["output-field-added"]),
    ("notification-property-type-changed", &["output-type-changed"]),
    ("notification-property-format-changed", &["output-format-changed"]),
    ("notification-property-became-optional", &["output-field-became-optional"]),
    ("notification-type-changed", &["output-type-changed", "output-root-kind-changed"]),
    ("notification-content-removed", &["output-schema-removed"]),
];

/// What the other program found and we do not: the pair by its number, the kind, and why.
const EXPLAINED: &[(&str, &str, &str)] = &[
    (
        "016",
        "parameter-removed",
        "The variable 'block_id' of two paths became 'blockId'. Its parameter is the same one under a new name: \
         change/path-variable-renamed tells of both in one.",
    ),
    ("016", "parameter-added-required", "The other half of the renamed variable; see parameter-removed."),
    (
        "030",
        "parameter-location-changed",
        "'hostUrl' was there twice, in the path and in a header. The one in the header stayed as it was; the one in the \
         path is gone. That is change/parameter-removed, beside the change/path-changed that went with it.",
    ),
    (
        "050",
        "response-property-added",
        "The answer of 'GET /contacts' was an object about which nothing was said, and is described now: \
         change/output-schema-added for the answer as a whole, not one addition for each output.",
    ),
    (
        "051",
        "response-property-removed",
        "The outputs of an element are fetched at design time from now on, in place of the static 'fields'. That is one \
         cause: change/output-dynamic-changed, breaking because it takes the place of published outputs.",
    ),
    (
        "066",
        "annotation-changed",
        "The annotation that was added says what was implied before: revision 1. \
         Written out or not, it means the same.",
    ),
];

/// The folder with the pairs.
pub(crate) fn history(test: &str) -> Option<PathBuf> {
    let beside = fixture::root().parent()?.join("shared/history");
    let folder = env::var_os("CONNECTOR_HISTORY").map_or(beside, PathBuf::from);
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped {test}: no history. Set CONNECTOR_HISTORY to a folder of updates.");
    None
}

pub(crate) struct Update {
    pub(crate) name: String,
    /// Before and after.
    pub(crate) connectors: (Connector, Connector),
    pub(crate) comparison: Comparison,
    expected: Value,
}

pub(crate) fn updates(folder: &Path) -> Vec<Update> {
    let mut folders: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.retain(|path| path.is_dir());
    folders.sort();
    let read = |path: PathBuf| {
        Connector::of_text(FileRole::Definition, syntax::decode(fs::read(path).unwrap()).text)
    };
    let load = |path: PathBuf| {
        let connectors = (read(path.join("before.json")), read(path.join("after.json")));
        Update {
            name: path.file_name().unwrap().to_string_lossy().into_owned(),
            comparison: compare(&connectors.0, &connectors.1),
            connectors,
            expected: serde_json::from_slice(&fs::read(path.join("expected.json")).unwrap()).unwrap(),
        }
    };
    folders.into_iter().map(load).collect()
}

fn kinds(expected: &Value) -> BTreeSet<String> {
    let lists =
        ["breaking_kinds", "nonbreaking_kinds"].into_iter().filter_map(|name| expected[name].as_object());
    lists.flat_map(|kinds| kinds.keys().cloned()).collect()
}

#[test]
fn what_breaks_is_known() {
    let Some(folder) = history("what_breaks_is_known") else { return };
    let updates = updates(&folder);
    assert!(!updates.is_empty(), "no pairs in {}", folder.display());
    let mut wrong = Vec::new();
    for update in updates {
        let breaking = update.comparison.changes.iter().filter(|change| change.class == Class::Breaking);
        let breaking: Vec<&str> = breaking.map(|change| change.message.as_str()).collect();
        if Some(!breaking.is_empty()) != update.expected["expect_breaking"].as_bool() {
            wrong.push(format!("{}: {breaking:#?}", update.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_kind_is_found_or_the_difference_explained() {
    let Some(folder) = history("every_kind_is_found_or_the_difference_explained") else { return };
    let mut wrong = Vec::new();
    for update in updates(&folder) {
        let found: BTreeSet<&str> = update.comparison.changes.iter().map(|change| change.kind.code).collect();
        for kind in kinds(&update.expected) {
            let Some((_, ours)) = NAMES.iter().find(|(theirs, _)| *theirs == kind) else {
                panic!("{}: nothing of ours stands for '{kind}'", update.name);
            };
            let is_found = ours.iter().any(|code| found.contains(format!("change/{code}").as_str()));
            let is_explained =
                EXPLAINED.iter().any(|(pair, theirs, _)| update.name.starts_with(pair) && *theirs == kind);
            match (is_found, is_explained) {
                (false, false) => wrong.push(format!("{}: no '{kind}' among {found:?}", update.name)),
                (true, true) => {
                    wrong.push(format!("{}: '{kind}' is found and needs no explanation", update.name));
                }
                _ => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn updates_of_texts_are_minor_and_others_major() {
    let Some(folder) = history("updates_of_texts_are_minor_and_others_major") else { return };
    for update in updates(&folder) {
        let is_text = update.expected["kind"].as_str() == Some("GOOD:text-only");
        assert_eq!(
            update.comparison.update.name(),
            if is_text { "minor" } else { "major" },
            "{}",
            update.name
        );
    }
}
