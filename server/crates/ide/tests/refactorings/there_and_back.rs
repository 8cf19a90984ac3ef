//! Real connectors written in OpenAPI 3, and turned back into Swagger 2.0.

use std::path::Path;

use connector::{FileRole, role_of};
use evolution::changes::{Class, compare};
use rules::{Settings, Severity, Stop};
use serde_json::{Map, Value, json};
use syntax::Span;

use crate::support::{after, definition, offers};

const METHODS: [&str; 7] = ["get", "put", "post", "delete", "options", "head", "patch"];

/// What of a parameter stands outside of its schema in OpenAPI 3.
const OUTSIDE: [&str; 4] = ["name", "in", "description", "required"];

/// Takes a member out of an object.
fn take(object: &mut Value, name: &str) -> Option<Value> {
    object.as_object_mut()?.remove(name)
}

/// A parameter that is no body, or a header, with a schema.
fn with_schema(value: &mut Value) {
    let Some(members) = value.as_object_mut().filter(|members| members.contains_key("type")) else { return };
    let goes = |name: &String| !OUTSIDE.contains(&name.as_str()) && !name.starts_with("x-");
    let names: Vec<String> = members.keys().filter(|name| goes(name)).cloned().collect();
    let mut schema: Map<String, Value> =
        names.into_iter().filter_map(|name| members.remove_entry(&name)).collect();
    let joined = schema.remove("collectionFormat");
    if schema.get("type") == Some(&json!("array")) {
        let style = match joined.as_ref().and_then(Value::as_str) {
            Some("ssv") => "spaceDelimited",
            Some("pipes") => "pipeDelimited",
            _ => "form",
        };
        members.insert("style".to_owned(), json!(style));
        members.insert("explode".to_owned(), json!(joined == Some(json!("multi"))));
    }
    members.insert("schema".to_owned(), Value::Object(schema));
}

/// What an operation or the connector lists under `consumes` or `produces`.
fn types(part: &Value, for_all: &Value) -> Vec<String> {
    let listed = |list: &Value| -> Option<Vec<String>> {
        let types = list.as_array()?.iter().filter_map(|media| media.as_str().map(str::to_owned));
        Some(types.collect()).filter(|types: &Vec<String>| !types.is_empty())
    };
    listed(part).or_else(|| listed(for_all)).unwrap_or_else(|| vec!["application/json".to_owned()])
}

/// The same media for all types.
fn content(types: &[String], media: &Value) -> Value {
    Value::Object(types.iter().map(|name| (name.clone(), media.clone())).collect())
}

/// An operation with its body and its answers as OpenAPI 3 has them. `None` if it has what the test does not write.
fn newer_operation(operation: &mut Value, (consumes, produces): (&Value, &Value)) -> Option<()> {
    let consumes = types(&operation["consumes"], consumes);
    let produces = types(&operation["produces"], produces);
    let parameters = operation.get_mut("parameters").and_then(Value::as_array_mut);
    let mut body = None;
    if let Some(parameters) = parameters {
        let is_body = |parameter: &Value| parameter["in"] == "body";
        if parameters.iter().any(|parameter| parameter["in"] == "formData") {
            return None;
        }
        if let Some(at) = parameters.iter().position(is_body) {
            body = Some(parameters.remove(at));
        }
        parameters.iter_mut().for_each(with_schema);
    }
    if let Some(mut body) = body {
        let (name, schema) = (take(&mut body, "name")?, take(&mut body, "schema")?);
        take(&mut body, "in");
        operation["x-codegen-request-body-name"] = name;
        body["content"] = content(&consumes, &json!({ "schema": schema }));
        operation["requestBody"] = body;
    }
    take(operation, "consumes");
    take(operation, "produces");
    // What a shared answer is made of is not known here.
    let answers = operation["responses"].as_object()?;
    if answers.values().all(|answer| answer.get("$ref").is_some()) {
        return None;
    }
    for response in operation.get_mut("responses").and_then(Value::as_object_mut)?.values_mut() {
        newer_response(response, &produces);
    }
    Some(())
}

fn newer_response(response: &mut Value, produced: &[String]) {
    let headers = response.get_mut("headers").and_then(Value::as_object_mut);
    headers.into_iter().flat_map(Map::values_mut).for_each(with_schema);
    take(response, "examples");
    match take(response, "schema") {
        Some(schema) => response["content"] = content(produced, &json!({ "schema": schema })),
        None if response.get("$ref").is_none() => {
            response["content"] = content(produced, &json!({}));
        }
        None => {}
    }
}

/// A definition in OpenAPI 3.
fn newer(text: &str) -> Option<String> {
    let mut document: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).ok()?;
    let is_shared = |parameter: &Value| parameter["in"] == "body" || parameter["in"] == "formData";
    let shared = document.get("parameters").and_then(Value::as_object);
    if shared.is_some_and(|shared| shared.values().any(is_shared)) {
        return None;
    }
    let for_all = (document["consumes"].take(), document["produces"].take());
    for path_item in document.get_mut("paths")?.as_object_mut()?.values_mut() {
        for (name, member) in path_item.as_object_mut()? {
            if METHODS.contains(&name.as_str()) {
                newer_operation(member, (&for_all.0, &for_all.1))?;
            } else if name == "parameters" {
                let shared = member.as_array_mut()?;
                if shared.iter().any(is_shared) {
                    return None;
                }
                shared.iter_mut().for_each(with_schema);
            }
        }
    }
    let mut components = Map::new();
    for (older, newer) in
        [("definitions", "schemas"), ("parameters", "parameters"), ("responses", "responses")]
    {
        components.extend(take(&mut document, older).map(|part| (newer.to_owned(), part)));
    }
    let mut each = |section: &str, change: &dyn Fn(&mut Value)| {
        let part = components.get_mut(section).and_then(Value::as_object_mut);
        part.into_iter().flat_map(Map::values_mut).for_each(change);
    };
    each("parameters", &with_schema);
    each("responses", &|response| newer_response(response, &types(&Value::Null, &for_all.1)));
    let host = take(&mut document, "host")?;
    let base = take(&mut document, "basePath").unwrap_or_default();
    let schemes = take(&mut document, "schemes")?;
    let address = |scheme: &Value| {
        let address = [scheme.as_str()?, "://", host.as_str()?, base.as_str().unwrap_or_default()].concat();
        Some(json!({ "url": address }))
    };
    document["servers"] = schemes.as_array()?.iter().filter_map(address).collect();
    document["components"] = Value::Object(components);
    take(&mut document, "swagger");
    document["openapi"] = json!("3.0.0");
    take(&mut document, "consumes");
    take(&mut document, "produces");
    let text = serde_json::to_string_pretty(&document).ok()?;
    let text = text.replace("\"#/definitions/", "\"#/components/schemas/");
    let text = text.replace("\"#/parameters/", "\"#/components/parameters/");
    Some(
        text.replace("\"#/responses/", "\"#/components/responses/").replace("\"x-nullable\"", "\"nullable\""),
    )
}

fn check(folder: &Path, step: usize) -> usize {
    let mut made = 0;
    let definitions = fixture::texts(folder).into_iter().filter(|(path, text)| {
        let role = path.file_name().and_then(|name| role_of(name.to_str()?));
        role == Some(FileRole::Definition) && text.len() < 300_000
    });
    for (path, text) in definitions.step_by(step) {
        // What is wrong already may come back as something else.
        let findings = rules::check(&definition(&text), &Settings::default(), &Stop::default());
        if findings.iter().any(|finding| finding.severity == Severity::Error) {
            continue;
        }
        let Some(newer) = newer(&text) else { continue };
        let before = definition(&newer);
        let found = offers(&before, Span::empty(4), "refactor.rewrite.openApi2", true);
        let [whole] = found.as_slice() else { panic!("{}: {found:?}", path.display()) };
        let back = definition(&after(&before, whole));
        let felt: Vec<_> = compare(&definition(&text), &back)
            .changes
            .into_iter()
            .filter(|change| change.class != Class::Compatible)
            .map(|change| change.message)
            .collect();
        assert!(felt.is_empty(), "{}: {felt:#?}", path.display());
        made += 1;
    }
    made
}

#[test]
fn what_comes_back_means_the_same() {
    let made = check(&fixture::samples(), 1);
    assert!(made > 2, "{made}");
    if let Some(corpus) = fixture::corpus("OpenAPI 3 and back") {
        let made = check(&corpus, 2);
        assert!(made > 100, "{made}");
    }
}
