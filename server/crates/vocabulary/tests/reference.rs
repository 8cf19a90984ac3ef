//! Completeness: every name in `reference_names.txt` is known. When the collection that the list was made
//! from is at hand (`CONNECTOR_REFERENCE`), it is compared too, and no sentence may be taken from it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::Value;
use vocabulary::{
    Content, EXTENSIONS, POLICY_TEMPLATES, Place, extension, extension_typo, member, members, policy_template,
};

const NAMES: &str = include_str!("reference_names.txt");

fn reference() -> Option<PathBuf> {
    if let Some(folder) = std::env::var_os("CONNECTOR_REFERENCE") {
        return Some(folder.into());
    }
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/reference");
    shared.is_dir().then_some(shared)
}

fn read(folder: &Path, file: &str) -> Value {
    let path = folder.join(file);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What the name of a line stands for must be in the tables.
fn is_known(line: &str) -> bool {
    let (kind, name) = line.split_once(' ').unwrap_or_default();
    match kind {
        // One of the collected names is a member of Swagger itself.
        "extension" => extension(name).is_some() || name == "deprecated",
        "typo" => extension_typo(name).is_some(),
        "template" => policy_template(name).is_some_and(|template| template.id == name),
        "policy-parameter" => name.split_once(' ').is_some_and(|(id, key)| {
            policy_template(id).is_some_and(|template| template.parameter(key).is_some())
        }),
        "property" => leads_somewhere(name),
        "setting" => member(Place::SettingsRoot, name).is_some(),
        _ => false,
    }
}

/// Follows a path such as `properties.connectionParameters.*.uiDefinition.constraints.allowedValues[].text`.
/// Keys of policies have dots themselves and stand last or before a `.*` or `[]`.
fn leads_somewhere(path: &str) -> bool {
    let mut place = Place::PropertiesRoot;
    let mut rest = path;
    while !rest.is_empty() {
        let cut = |at: usize| (&rest[..at], rest[at..].trim_start_matches('.'));
        let (step, after) = match place.content() {
            Content::Members(_) => {
                let Some(found) = members(place)
                    .filter(|member| rest.starts_with(member.name))
                    .max_by_key(|member| member.name.len())
                else {
                    return false;
                };
                let (name, after) = cut(found.name.len());
                // `tabIndexes` does not lead to `tabIndex`.
                if !rest[name.len()..].is_empty() && !rest[name.len()..].starts_with(['.', '[']) {
                    return false;
                }
                place = found.place;
                (name, after)
            }
            Content::Map(inside) if rest.starts_with('*') => {
                place = inside;
                cut(1)
            }
            Content::List(inside) if rest.starts_with("[]") => {
                place = inside;
                cut(2)
            }
            _ => return false,
        };
        debug_assert!(!step.is_empty());
        rest = after;
    }
    true
}

#[test]
fn every_collected_name_is_known() {
    let lines: Vec<&str> = NAMES.lines().filter(|line| !line.starts_with('#')).collect();
    assert!(lines.len() > 300, "only {} names", lines.len());
    let unknown: Vec<_> = lines.iter().filter(|line| !is_known(line)).collect();
    assert!(unknown.is_empty(), "{unknown:#?}");
    assert!(lines.is_sorted());
    assert!(!is_known("property properties.connectionParameters.*.kind"));
    assert!(!is_known("policy-parameter setheader x-ms-apimTemplateParameter.newPath"));
}

#[test]
fn the_list_of_names_is_current() {
    let Some(folder) = reference() else {
        eprintln!("skipped: CONNECTOR_REFERENCE is not set");
        return;
    };
    let listed: BTreeSet<&str> = NAMES.lines().collect();
    let mut names = Vec::new();
    let extensions = read(&folder, "extensions.json");
    let typos = extensions["typo_map"].as_object().unwrap();
    for (typo, meant) in typos {
        assert_eq!(extension_typo(typo), meant.as_str(), "{typo}");
        names.push(format!("typo {typo}"));
    }
    let keys = extensions["extensions"].as_array().unwrap().iter().filter_map(|one| one["key"].as_str());
    names.extend(keys.filter(|key| !typos.contains_key(*key)).map(|key| format!("extension {key}")));
    for template in read(&folder, "policies.json")["templates"].as_array().unwrap() {
        let id = template["templateId"].as_str().unwrap();
        names.push(format!("template {id}"));
        for parameter in template["parameters"].as_array().unwrap() {
            let key = parameter["key"].as_str().unwrap();
            names.push(format!("policy-parameter {id} {key}"));
            let known = policy_template(id).and_then(|template| template.parameter(key)).unwrap();
            assert_eq!(Some(known.required), parameter["required"].as_bool(), "{id} {key}");
        }
    }
    for field in read(&folder, "apiproperties.json")["fields"].as_array().unwrap() {
        let path = field["path"].as_str().unwrap();
        // Keys of maps, and connection parameters that one connector has in the wrong place.
        if !path.contains("(key)") && !path.contains("token:") {
            names.push(format!("property {path}"));
        }
    }
    let missing: Vec<_> = names.iter().filter(|name| !listed.contains(name.as_str())).collect();
    assert!(missing.is_empty(), "not in reference_names.txt: {missing:#?}");
}

#[test]
fn closed_values_are_those_of_the_collection() {
    let Some(folder) = reference() else {
        eprintln!("skipped: CONNECTOR_REFERENCE is not set");
        return;
    };
    for one in read(&folder, "extensions.json")["extensions"].as_array().unwrap() {
        let (Some(name), Some(values)) = (one["key"].as_str(), one["allowed_values"].as_array()) else {
            continue;
        };
        let known = extension(name)
            .map(|extension| &extension.member)
            .or_else(|| member(Place::Operation, name))
            .unwrap();
        for value in values.iter().filter_map(Value::as_str) {
            assert!(known.values.iter().any(|one| one.value == value), "{name}: {value}");
        }
    }
}

/// The sentences of a text, without their marks. Short ones are everyone's.
fn sentences(text: &str) -> impl Iterator<Item = String> {
    text.split(['.', ';', ':', '\n'])
        .map(|sentence| sentence.trim().to_lowercase())
        .filter(|sentence| sentence.split_whitespace().count() >= 5)
}

fn strings(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => found.extend(sentences(text)),
        Value::Array(values) => values.iter().for_each(|value| strings(value, found)),
        Value::Object(object) => object.values().for_each(|value| strings(value, found)),
        _ => {}
    }
}

#[test]
fn sentences_are_our_own() {
    let Some(folder) = reference() else {
        eprintln!("skipped: CONNECTOR_REFERENCE is not set");
        return;
    };
    let mut theirs = BTreeSet::new();
    for file in ["extensions.json", "policies.json", "apiproperties.json", "rules.json"] {
        strings(&read(&folder, file), &mut theirs);
    }
    if let Ok(page) = std::fs::read_to_string(folder.join("../seeds/operational-versioning.txt")) {
        theirs.extend(sentences(&page));
    }
    assert!(theirs.len() > 500, "only {} sentences to compare with", theirs.len());
    let ours = Place::ALL
        .iter()
        .flat_map(|&place| members(place))
        .chain(EXTENSIONS.iter().map(|extension| &extension.member))
        .flat_map(|member| {
            let mistakes = member.mistakes.iter().copied();
            [member.doc].into_iter().chain(mistakes).chain(member.values.iter().map(|value| value.doc))
        })
        .chain(POLICY_TEMPLATES.iter().flat_map(|template| {
            [template.doc].into_iter().chain(template.parameters.iter().map(|parameter| parameter.doc))
        }))
        .chain(vocabulary::lifecycle::STAGES.iter().map(|stage| stage.doc))
        .chain(vocabulary::lifecycle::PRODUCTION_BAR.iter().copied());
    for text in ours {
        for sentence in sentences(text) {
            assert!(!theirs.contains(&sentence), "taken over: {sentence:?}");
        }
    }
}
