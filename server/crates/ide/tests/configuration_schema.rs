//! `server/docs/configuration.schema.json`, the JSON schema of the configuration file, is made from the rules and the kinds of
//! change. `UPDATE_DOCS=1 cargo test -p ide --test configuration_schema` writes it. That it accepts and refuses what the
//! server does is tested in `tests/configuration`.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::path::Path;
use std::{env, fs};

use evolution::changes::{Class, Kind};
use ide::configuration::{ACKNOWLEDGE_KEYS, IGNORE_KEYS, KEYS, parse};
use rules::registry::ENTRIES;
use rules::{Rule, Severity};
use serde_json::{Map, Value, json};

const ADDRESS: &str =
    "https://raw.githubusercontent.com/connector-ls/connector-ls/main/server/docs/configuration.schema.json";

/// A name of the setting `rules`, with what is said about it.
fn severity(description: impl Into<String>) -> Value {
    json!({ "description": description.into(), "allOf": [{ "$ref": "#/definitions/severity" }] })
}

fn of_rule(rule: &Rule) -> Value {
    let name = |severity: Option<Severity>| severity.map_or("off", Severity::name);
    let levels = rule.levels;
    let usual = if levels.custom == levels.certified && levels.custom == levels.independent {
        format!("Usually {}", name(levels.custom))
    } else {
        let (custom, certified, independent) =
            (name(levels.custom), name(levels.certified), name(levels.independent));
        format!("Usually {custom}; certified: {certified}; independent publisher: {independent}")
    };
    severity(format!("{}. {usual}. {}", rule.summary, rule.docs()))
}

fn of_kind(kind: &Kind) -> Value {
    // What flows do not feel is only shown to those who ask for it.
    let usual = if kind.class == Class::Compatible { "off" } else { kind.severity.name() };
    let summary = kind.summary.trim_end_matches('.');
    severity(format!("{summary} ({}). Usually {usual}. {}", kind.class.name(), kind.docs()))
}

/// What `rules` may name: patterns that cover much first, then groups, rules and kinds of change.
fn names() -> Map<String, Value> {
    let mut names = Map::new();
    names.insert("**".into(), severity("All rules and kinds of change."));
    let groups: BTreeSet<&str> = ENTRIES.iter().map(|entry| entry.rule.group()).collect();
    for group in groups {
        names.insert(format!("{group}/*"), severity(format!("All rules of the group '{group}'.")));
    }
    names.insert("change/*".into(), severity("All changes of what is published."));
    for rule in rules::rules() {
        names.insert(rule.code.into(), of_rule(rule));
    }
    for kind in Kind::all() {
        names.insert(kind.code.into(), of_kind(kind));
    }
    names
}

/// A code of this list, or a pattern.
fn one_of<'a>(codes: impl Iterator<Item = &'a str>) -> Value {
    json!({ "type": "string", "anyOf": [{ "enum": codes.collect::<Vec<_>>() }, { "pattern": "\\*" }] })
}

const PATTERN: &str = "`*` stands for any run without `/`, `**` for any run.";
const REASON: &str = "Why, for the readers of this file.";

/// An object with these members, of which the first one must be there.
fn entry(description: &str, members: &Value) -> Value {
    let required = members.as_object().unwrap().keys().next().unwrap();
    json!({
        "description": description,
        "type": "object",
        "required": [required],
        "additionalProperties": false,
        "properties": members,
    })
}

fn ignore() -> Value {
    entry(
        "A finding to leave out.",
        &json!({
            "rule": {
                "description": format!("The rule, the kind of change, or a pattern: {PATTERN}"),
                "allOf": [{ "$ref": "#/definitions/code" }],
            },
            "pointer": {
                "description": "Only findings at this JSON pointer or below it.",
                "type": "string",
                "pattern": "^(/|$)",
                "examples": ["/paths/~1orders/get", ""],
            },
            "file": {
                "description": format!(
                    "Only files that match, as seen from this file's folder: {PATTERN} A name alone is meant in every folder, with ./ before it only in \
                     this one."
                ),
                "type": "string",
                "examples": ["crm/*.json", "./apiProperties.json"],
            },
            "reason": { "description": REASON, "type": "string" },
        }),
    )
}

fn acknowledge() -> Value {
    entry(
        "A change of what is published that is meant.",
        &json!({
            "change": {
                "description": format!("The kind of change, or a pattern: {PATTERN}"),
                "allOf": [{ "$ref": "#/definitions/change" }],
            },
            "operation": { "description": "Only changes of the operation with this operationId.", "type": "string" },
            "reason": { "description": REASON, "type": "string" },
        }),
    )
}

fn schema() -> Value {
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": ADDRESS,
        "$comment": "Made from the rules and the kinds of change: UPDATE_DOCS=1 cargo test -p ide --test configuration_schema",
        "title": "Configuration of connector-ls",
        "description": "connector-ls.jsonc or connector-ls.json, in a connector's folder or above it. The nearest wins.",
        // Visual Studio Code takes comments by the file's ending; this one is for the commas.
        "allowTrailingCommas": true,
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "$schema": { "description": "The address of this schema, for editors.", "type": "string" },
            "profile": {
                "description": "Which of Microsoft's rule sets applies.",
                "enum": ["auto", "custom", "certified", "independent"],
                "enumDescriptions": [
                    "By the names of the folders around the connector, else custom.",
                    "A connector that is not submitted anywhere.",
                    "A connector of a verified publisher.",
                    "A connector of an independent publisher.",
                ],
                "default": "auto",
            },
            "baseline": {
                "description": "What counts as published: auto for the state in which the branch left the default branch; a Git \
                                revision; a file or folder, as seen from this file's folder; null for nothing.",
                "type": ["string", "null"],
                "pattern": "\\S",
                "examples": ["auto", "main", "published/crm"],
            },
            "rules": {
                "description": format!("The severity of rules and kinds of change, by name or pattern. Later ones win. In a pattern, {PATTERN}"),
                "type": "object",
                "properties": names(),
                "patternProperties": { "\\*": { "$ref": "#/definitions/severity" } },
                "additionalProperties": false,
            },
            "ignore": {
                "description": "Findings to leave out. An entry that covers nothing any more is reported.",
                "type": "array",
                "items": ignore(),
            },
            "acknowledge": {
                "description": "Changes of what is published that are meant. An entry that covers nothing any more is reported.",
                "type": "array",
                "items": acknowledge(),
            },
        },
        "definitions": {
            "severity": {
                "enum": ["off", "error", "warning", "info", "hint"],
            },
            "code": one_of(rules::rules().map(|rule| rule.code).chain(Kind::all().map(|kind| kind.code))),
            "change": one_of(Kind::all().map(|kind| kind.code)),
        },
    })
}

#[test]
fn the_schema_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/configuration.schema.json");
    let text = serde_json::to_string_pretty(&schema()).unwrap() + "\n";
    if env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &text).unwrap();
    }
    let found = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(found == text, "run UPDATE_DOCS=1 cargo test -p ide --test configuration_schema");
}

#[test]
fn the_schema_has_the_members_that_are_read() {
    let schema = schema();
    let members = |pointer: &str| schema.pointer(pointer).unwrap().as_object().unwrap().keys().cloned();
    let known = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect::<BTreeSet<String>>();
    // How much is logged is a matter of the editor alone.
    let mut keys = known(&KEYS);
    assert!(keys.remove("logLevel"));
    assert_eq!(members("/properties").collect::<BTreeSet<_>>(), keys);
    let of_list =
        |list: &str| members(&format!("/properties/{list}/items/properties")).collect::<BTreeSet<_>>();
    assert_eq!(of_list("ignore"), known(&IGNORE_KEYS));
    assert_eq!(of_list("acknowledge"), known(&ACKNOWLEDGE_KEYS));
}

#[test]
fn everything_that_the_schema_names_is_understood() {
    let schema = schema();
    let severities = schema["definitions"]["severity"]["enum"].as_array().unwrap();
    let names: Vec<String> = names().keys().cloned().collect();
    let rules: Map<String, Value> = names
        .iter()
        .zip(severities.iter().cycle())
        .map(|(name, severity)| (name.clone(), severity.clone()))
        .collect();
    let entries = |definition: &str, key: &str| -> Vec<Value> {
        let codes = schema["definitions"][definition]["anyOf"][0]["enum"].as_array().unwrap();
        codes.iter().map(|code| json!({ key: code })).collect()
    };
    for profile in schema["properties"]["profile"]["enum"].as_array().unwrap() {
        let text = json!({
            "$schema": ADDRESS,
            "profile": profile,
            "rules": rules,
            "ignore": entries("code", "rule"),
            "acknowledge": entries("change", "change"),
        });
        let (found, problems) = parse(&text.to_string());
        assert_eq!(problems, []);
        assert_eq!(found.rules.len(), names.len());
        assert_eq!(found.ignore.len(), ENTRIES.len() + Kind::all().count());
        assert_eq!(found.acknowledge.len(), Kind::all().count());
    }
}
